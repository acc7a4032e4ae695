//! The conduct offences that occasions can make out.

use std::collections::BTreeSet;

use super::book::CONDUCT;
use super::day::Day;
use super::groups;
use super::read::{Case, Entry, People};

const SECTION_2: Day = Day(1997, 6, 16);
const SECTION_32: Day = Day(1998, 9, 30);
const SECTION_1_1A: Day = Day(2005, 7, 1);
const SECTION_2A: Day = Day(2012, 11, 25);
const SECTION_76: Day = Day(2015, 12, 29);
const WIDER_CONNECTION: Day = Day(2023, 4, 5);

/// The occasions of a group against a victim, from which offences can be made out.
#[derive(Clone, Copy)]
pub struct Conduct<'c> {
    pub case: &'c Case<'c>,
    pub victim: &'c str,
    pub group: &'c People,
    pub occasions: &'c [&'c Entry],
}

impl Conduct<'_> {
    /// All conduct codes that are made out for any member, and are notifiable; a course needs at
    /// least `least` occasions.
    pub fn made_out(&self, least: u64) -> BTreeSet<String> {
        if !self.case.is_individual(self.victim) {
            return BTreeSet::new();
        }
        let mut codes = BTreeSet::new();
        for member in self.group {
            codes.extend(self.forms(member, least));
            if self.section_76(member) {
                codes.insert("008/67");
            }
        }
        let listed = |code: &&str| self.case.book.find(code).was_listed(self.case.reported_on);
        codes.into_iter().filter(listed).map(str::to_owned).collect()
    }

    fn holds(&self, member: &str, fact: &str) -> bool {
        self.case.holds(self.victim, member, fact)
    }

    fn since(&self, day: Day) -> Vec<&Entry> {
        self.occasions.iter().filter(|e| e.to >= day).copied().collect()
    }

    /// Section 1, over the occasions since a day.
    fn harassment(&self, member: &str, since: Day, least: u64) -> bool {
        let occasions = self.since(since);
        groups::count(&occasions) >= least
            && occasions.iter().any(|e| e.harasses())
            && is_wrong(self.case, self.victim, member)
    }

    /// Fear of violence on two occasions.
    fn fear(&self, since: Day) -> bool {
        let afraid: Vec<&Entry> =
            self.since(since).into_iter().filter(|e| e.has_effect("fear-of-violence")).collect();
        groups::count(&afraid) >= 2
    }

    fn former_partner_presumed(&self, member: &str) -> bool {
        let book = &self.case.book;
        let young = |person: &str| self.case.under_16(person, self.victim, member);
        book.presumes_stalking()
            && self.case.relationship(self.victim, member) == Some("former-partner")
            && !self.holds(member, "registrar-satisfied-harassment-only")
            && !(book.spares_under_16() && (young(self.victim) || young(member)))
    }

    fn stalking(&self, member: &str, least: u64) -> bool {
        let fixated = self.since(SECTION_2A).iter().any(|e| e.associated_with_stalking())
            && self.holds(member, "fixated-or-obsessed");
        self.harassment(member, SECTION_2A, least)
            && (fixated || self.former_partner_presumed(member))
    }

    /// Whether the 1997 Act does not apply to this course, on the facts of this member.
    fn apart(&self, member: &str) -> bool {
        self.case.book.control_between_partners_apart()
            && self.case.relationship(self.victim, member) == Some("partner")
            && self.occasions.iter().any(|e| e.control())
    }

    /// The forms under the 1997 and 1998 Acts.
    fn forms(&self, member: &str, least: u64) -> Vec<&'static str> {
        if self.apart(member) {
            return Vec::new();
        }
        let aggravated = self.holds(member, "racially-or-religiously-aggravated");
        let stalking = self.stalking(member, least);
        let serious = stalking
            && self.holds(member, "serious-alarm-or-distress")
            && self.holds(member, "substantial-adverse-effect");
        let several = self.several_victims(member);
        let harassment = self.harassment(member, SECTION_2, least) || several;
        let section_4 = self.harassment(member, SECTION_2, least) && self.fear(SECTION_2);
        let mut forms = Vec::new();
        if harassment {
            forms.push("195/94");
        }
        if stalking {
            forms.push("195/12");
        }
        if section_4 {
            forms.push("008/30");
        }
        if serious {
            forms.push("008/66");
        }
        if stalking && self.fear(SECTION_2A) {
            forms.push("008/65");
        }
        if aggravated && (self.harassment(member, SECTION_32, least) || several) {
            forms.push("008/56");
        }
        let aggravated_fear = self.harassment(member, SECTION_32, least) && self.fear(SECTION_32);
        if aggravated && (aggravated_fear || serious) {
            forms.push("008/58");
        }
        forms
    }

    /// Section 1(1A): whether this suspect harassed two or more victims, each at least once, to
    /// make somebody act or not act.
    fn several_victims(&self, member: &str) -> bool {
        let case = self.case;
        let persuades = |victim: &str| {
            case.is_individual(victim)
                && case.holds(victim, member, "to-persuade-someone")
                && is_wrong(case, victim, member)
        };
        let harasses = |e: &Entry| e.to >= SECTION_1_1A && e.harasses();
        let against_other = |victim: &String| {
            groups::against(case, victim).iter().filter(|g| g.contains(member)).any(|group| {
                let entries = groups::incidents(case, victim, group);
                entries.iter().filter(|e| e.is_occasion()).any(harasses)
            })
        };
        persuades(self.victim)
            && self.occasions.iter().any(|e| harasses(e))
            && case
                .victims()
                .iter()
                .any(|other| other != self.victim && persuades(other) && against_other(other))
    }

    /// Section 76 of the Serious Crime Act 2015.
    fn section_76(&self, member: &str) -> bool {
        let case = self.case;
        let child = case.under_16(self.victim, self.victim, member)
            && !case.under_16(member, self.victim, member)
            && self.holds(member, "suspect-responsible-for-child-victim");
        let connected = |on: Day| match case.relationship(self.victim, member) {
            Some("partner") => true,
            Some("former-partner" | "family") => {
                on >= WIDER_CONNECTION || self.holds(member, "living-together")
            }
            _ => false,
        };
        self.since(SECTION_76).iter().any(|e| e.control() && connected(e.to))
            && self.holds(member, "repeated-or-continuous-control")
            && self.holds(member, "serious-effect")
            && !case.denied(self.victim, member, "knew-or-ought-to-know")
            && !child
    }
}

/// Whether the facts of a pair allow a form under the 1997 and 1998 Acts.
fn is_wrong(case: &Case<'_>, victim: &str, member: &str) -> bool {
    !case.denied(victim, member, "knew-or-ought-to-know") && concerns_the_acts(case, victim, member)
}

/// Whether the conduct is unwanted, linked, and not lawful or reasonable, as far as is known.
pub fn concerns_the_acts(case: &Case<'_>, victim: &str, member: &str) -> bool {
    !case.denied(victim, member, "unwanted")
        && !case.denied(victim, member, "occasions-linked")
        && !case.holds(victim, member, "lawful-or-reasonable")
}

/// The gravest of several codes that is a form under the 1997 and 1998 Acts.
pub fn gravest_form(codes: &BTreeSet<String>) -> Option<String> {
    let form = CONDUCT.iter().find(|code| **code != "008/67" && codes.contains(**code));
    form.map(|code| (*code).to_owned())
}

/// The rank in the order of conduct crimes: lower is graver.
pub fn gravity(code: &str) -> Option<usize> {
    CONDUCT.iter().position(|c| *c == code)
}

/// The offences that a communication was on the last day of its entry.
pub fn communications(entry: &Entry) -> Vec<&'static str> {
    let old = entry.to <= Day(2024, 1, 30);
    let law = entry.to >= Day(1988, 9, 29);
    let mut codes = Vec::new();
    if law && entry.has_act("indecent-or-grossly-offensive-communication") {
        codes.push("008/72");
    }
    if law && entry.has_act("false-communication") {
        codes.push(if old { "008/72" } else { "138/52" });
    }
    if law && entry.has_act("communication-threatening-death-or-serious-harm") {
        codes.push(if old { "008/72" } else { "005/28" });
    }
    codes
}
