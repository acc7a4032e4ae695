//! The crimes of one victim and one group of offenders.

use std::collections::BTreeSet;

use super::book::CONDUCT;
use super::day::Day;
use super::draft::Draft;
use super::earlier::{self, Placed};
use super::forms::{Conduct, communications, gravest_form, gravity};
use super::groups;
use super::ranking::{self, Offence};
use super::read::{Case, Entry, People, against_victims};
use super::state;

/// One code under two classes (`008/06` and `8S:008/06`) is one offence: a code is never referred
/// against itself, and is not related where it is counted. The format does not say so.
const ONE_CODE_IS_ONE_OFFENCE: bool = true;

fn same(a: &Offence, b: &Offence) -> bool {
    a.code == b.code && (ONE_CODE_IS_ONE_OFFENCE || a.class == b.class)
}

/// An offence that one incident discloses.
struct Disclosed<'c> {
    offence: Offence,
    entry: &'c Entry,
    /// The affray that is related to it, if any.
    affray: Option<Offence>,
}

/// What goes into one crime: a course of conduct, if any, and the offences that go with it.
#[derive(Default)]
struct Bucket<'c> {
    course: Vec<&'c Entry>,
    conduct: BTreeSet<String>,
    offences: Vec<Disclosed<'c>>,
    /// The recorded crime to which all of this is added, if any.
    recorded: Option<String>,
}

impl Bucket<'_> {
    fn from(&self) -> Day {
        self.course.iter().map(|e| e.from).min().unwrap()
    }

    fn to(&self) -> Day {
        self.course.iter().map(|e| e.to).max().unwrap()
    }
}

/// All crimes: new, added and referred.
pub fn of_pair(case: &Case<'_>, victim: &str, group: &People) -> Vec<Draft> {
    let entries = groups::incidents(case, victim, group);
    let occasions: Vec<&Entry> = entries.iter().copied().filter(|e| e.is_occasion()).collect();
    let components = groups::components(case, victim, group, &occasions);
    let placed = earlier::place(case, victim, group, &occasions);
    let conduct = |occasions: &[&Entry], least: u64| {
        Conduct { case, victim, group, occasions }.made_out(least)
    };
    let blank =
        Draft { victim: Some(victim.to_owned()), suspects: group.clone(), ..Draft::default() };

    let mut drafts = Vec::new();
    let mut buckets: Vec<Bucket<'_>> = Vec::new();
    for (recorded, ids) in &placed.added {
        let mut bucket = Bucket { recorded: Some(recorded.clone()), ..Bucket::default() };
        for component in &components {
            let added: Vec<&Entry> =
                component.iter().copied().filter(|e| ids.contains(&e.id)).collect();
            bucket.conduct.extend(conduct(&added, 2));
            bucket.course.extend(added);
        }
        buckets.push(bucket);
    }
    for component in &components {
        let new: Vec<&Entry> =
            component.iter().copied().filter(|e| !placed.is_added(&e.id)).collect();
        let codes = conduct(&new, 2);
        let given =
            new.iter().any(|e| e.given.iter().any(|g| g.counts && gravity(&g.row.code).is_some()));
        if let Some(single) = unsettled(&placed, &new).filter(|_| !given) {
            drafts.extend(if_enough(case, &blank, single, &conduct(&new, 1)));
        } else if groups::count(&new) >= 2 || !codes.is_empty() || given {
            buckets.push(Bucket { course: new, conduct: codes, ..Bucket::default() });
        }
    }
    buckets.sort_by_key(|b| (b.from(), b.recorded.clone()));
    distribute(&mut buckets, disclosed(case, &entries), &placed);
    for bucket in &buckets {
        match &bucket.recorded {
            Some(id) => drafts.push(added(case, &blank, bucket, id)),
            None => drafts.extend(recorded(case, &blank, bucket)),
        }
    }
    drafts
}

/// The single new occasion that page 58 does not settle, if there is one.
fn unsettled<'c>(placed: &Placed, new: &[&'c Entry]) -> Option<&'c Entry> {
    let single =
        new.first().filter(|e| groups::count(new) == 1 && placed.unsettled.contains(&e.id));
    single.copied()
}

/// What the registrar decides about a single occasion: the gravest offence that it would be if one
/// occasion is enough.
fn if_enough(
    case: &Case<'_>,
    blank: &Draft,
    single: &Entry,
    codes: &BTreeSet<String>,
) -> Option<Draft> {
    let form = gravest_form(codes);
    let codes = form.into_iter().chain(codes.get("008/67").cloned());
    let all: Vec<Offence> =
        codes.map(|code| Offence::new(&case.book.find(&code), single.to)).collect();
    let between: Vec<Offence> = ranking::top(&case.book, &all).into_iter().cloned().collect();
    let related = all.iter().filter(|o| !between.iter().any(|top| same(o, top))).cloned().collect();
    let incidents = BTreeSet::from([single.place()]);
    let action = "refer-to-registrar";
    (!between.is_empty()).then(|| Draft { action, between, related, incidents, ..blank.clone() })
}

/// The victim based offences that the incidents list, and the communications that they report.
fn disclosed<'c>(case: &Case<'_>, entries: &[&'c Entry]) -> Vec<Disclosed<'c>> {
    let mut all = Vec::new();
    for &entry in entries {
        for given in entry.given.iter().filter(|g| g.counts && against_victims(&g.row, entry)) {
            let offence = Offence::new(&given.row, entry.to);
            let affray = state::related_affray(entry).filter(|_| state::is_violence(&given.row));
            all.push(Disclosed { offence, entry, affray });
        }
        for code in communications(entry) {
            let row = case.book.find(code);
            if row.was_listed(case.reported_on) {
                all.push(Disclosed { offence: Offence::new(&row, entry.to), entry, affray: None });
            }
        }
    }
    all
}

/// Assigns each offence to the course that it goes with.
fn distribute<'c>(buckets: &mut Vec<Bucket<'c>>, offences: Vec<Disclosed<'c>>, placed: &Placed) {
    let mut loose = Bucket::default();
    for one in offences {
        let on_added = placed.is_added(&one.entry.id);
        let is_conduct = one.offence.is_conduct();
        let folds = ["008/72", "138/52"].contains(&one.offence.code.as_str()) && on_added;
        let own = buckets.iter().position(|b| b.course.iter().any(|e| e.id == one.entry.id));
        let open = |b: &Bucket<'_>| is_conduct || b.recorded.is_none();
        let place = match own {
            Some(own) if is_conduct || folds => Some(own),
            _ => by_time(buckets, one.entry, open),
        };
        let bucket = place.and_then(|n| buckets.get_mut(n)).unwrap_or(&mut loose);
        if is_conduct {
            bucket.conduct.insert(one.offence.code.clone());
        }
        bucket.offences.push(one);
    }
    buckets.push(loose);
}

/// The course during which it happened, else the latest that began before it, else the first. The
/// buckets are in chronological order.
fn by_time(
    buckets: &[Bucket<'_>],
    entry: &Entry,
    open: impl Fn(&Bucket<'_>) -> bool,
) -> Option<usize> {
    let numbers: Vec<usize> = (0..buckets.len()).filter(|&n| open(&buckets[n])).collect();
    let within = |n: &&usize| buckets[**n].from() <= entry.to && entry.from <= buckets[**n].to();
    let before = |n: &&usize| buckets[**n].from() <= entry.from;
    let found = numbers.iter().find(within);
    found.or_else(|| numbers.iter().rfind(before)).or(numbers.first()).copied()
}

/// The gravest form and section 76, with the maximum sentence on the last day of the course, or of
/// the entry that gives the code.
fn conduct_offences(case: &Case<'_>, bucket: &Bucket<'_>) -> Vec<Offence> {
    let form = gravest_form(&bucket.conduct);
    let section_76 = bucket.conduct.get("008/67").cloned();
    let codes = form.into_iter().chain(section_76);
    let last = |code: &str| {
        let given = bucket.offences.iter().filter(|d| d.offence.code == code).map(|d| d.entry.to);
        let is_course = groups::count(&bucket.course) >= 2;
        let course = bucket.course.iter().filter(|_| is_course).map(|e| e.to);
        course.chain(given).max().unwrap_or_else(|| bucket.to())
    };
    codes.map(|code| Offence::new(&case.book.find(&code), last(&code))).collect()
}

/// The other offences, deduplicated by code and class.
fn other_offences(bucket: &Bucket<'_>) -> Vec<Offence> {
    let mut others: Vec<Offence> = Vec::new();
    for one in bucket.offences.iter().filter(|d| !d.offence.is_conduct()) {
        if !others.iter().any(|o| o.code == one.offence.code && o.class == one.offence.class) {
            others.push(one.offence.clone());
        }
    }
    others
}

fn incidents(bucket: &Bucket<'_>) -> BTreeSet<(Day, String)> {
    let course =
        bucket.course.iter().filter(|_| !bucket.conduct.is_empty() || bucket.recorded.is_some());
    let others = bucket.offences.iter().map(|d| d.entry);
    course.copied().chain(others).map(Entry::place).collect()
}

fn affrays(bucket: &Bucket<'_>) -> impl Iterator<Item = Offence> {
    bucket.offences.iter().filter_map(|d| d.affray.clone())
}

/// What is added to a recorded crime.
fn added(case: &Case<'_>, blank: &Draft, bucket: &Bucket<'_>, id: &str) -> Draft {
    let recorded = case.report.recorded_crimes.iter().find(|c| c.id == id).unwrap();
    let disclosed = conduct_offences(case, bucket);
    let graver = |o: &&Offence| gravity(&o.code) < gravity(&recorded.code);
    let gravest = CONDUCT.iter().find_map(|code| disclosed.iter().find(|o| o.code == *code));
    Draft {
        action: "add-to-existing",
        existing: Some(id.to_owned()),
        reclassify_to: gravest.filter(graver).cloned(),
        related: affrays(bucket).collect(),
        folded: disclosed.iter().cloned().chain(other_offences(bucket)).collect(),
        incidents: incidents(bucket),
        ..blank.clone()
    }
}

/// A new crime, or a referral; `None` if nothing is disclosed.
fn recorded(case: &Case<'_>, blank: &Draft, bucket: &Bucket<'_>) -> Option<Draft> {
    let book = &case.book;
    let conduct = conduct_offences(case, bucket);
    let (slavery, others): (Vec<Offence>, Vec<Offence>) =
        other_offences(bucket).into_iter().partition(|o| o.class == "106");
    let rest: Vec<Offence> = conduct.iter().chain(&others).cloned().collect();
    if slavery.is_empty() && rest.is_empty() {
        return None;
    }
    let mut draft = Draft { action: "record", incidents: incidents(bucket), ..blank.clone() };
    let mut two = Vec::new();
    if book.two_crimes() && !conduct.is_empty() {
        two.extend(ranking::most_serious(book, &conduct).cloned());
        two.extend(ranking::most_serious(book, &others).cloned());
    }
    if !slavery.is_empty() {
        draft.principal = ranking::most_serious(book, &slavery).cloned();
        if two.is_empty() {
            two.extend(ranking::most_serious(book, &rest).cloned());
        }
        draft.also_record = two;
    } else if !two.is_empty() {
        draft.principal = Some(two.remove(0));
        draft.also_record = two;
    } else {
        let top = ranking::top(book, &rest);
        if top.iter().all(|o| same(o, top[0])) {
            draft.principal = Some(top[0].clone());
        } else {
            draft.action = "refer-to-registrar";
            draft.between = top.into_iter().cloned().collect();
        }
    }
    let counted = draft.principal.iter().chain(&draft.also_record).chain(&draft.between);
    let counted: Vec<Offence> = counted.cloned().collect();
    let disclosed = rest.into_iter().chain(slavery).chain(affrays(bucket));
    draft.related = disclosed.filter(|o| !counted.iter().any(|c| same(c, o))).collect();
    Some(draft)
}
