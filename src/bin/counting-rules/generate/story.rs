//! One report, with every fact known.

use std::collections::BTreeMap;

use counting_rules::Report;
use counting_rules::report::{Incident, Pair, Person, RecordedCrime, Recording};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use super::figures::{
    AFTER_A_HUNDRED, AGES, AGGRAVATED, ASSAULT, BREACH, CONTROL, DAMAGE, DIGITAL, DOMESTIC,
    HARASSMENT, MESSAGES, REPEAT, SECOND, SINGLE, STALKING, STALKING_THERE, UNCONFIRMED,
};

/// What happened, before anybody asks which crime it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StoryKind {
    Stalking,
    Control,
    Messages,
    Single,
    Harassment,
}

const DIGITAL_ACTS: [&str; 3] = ["abusive-messages", "nuisance-calls", "abusive-messages"];
const OTHER_ACTS: [&str; 3] =
    ["anti-social-behaviour", "threatening-violence", "anti-social-behaviour"];
const DIGITAL_STALKING: [&str; 5] =
    ["contacting", "publishing", "monitoring", "identity-misuse", "contacting-third-parties"];
const OTHER_STALKING: [&str; 6] = [
    "following",
    "loitering",
    "watching-or-spying",
    "visiting-uninvited",
    "sending-gifts",
    "interfering-with-property",
];

fn one_of(list: &[&str], chance: &mut ChaCha8Rng) -> String {
    list.choose(chance).copied().unwrap_or_default().to_owned()
}

fn kind(chance: &mut ChaCha8Rng) -> StoryKind {
    let recorded = f64::from(STALKING) / f64::from(STALKING + HARASSMENT);
    let mut at = chance.random_range(0.0..1.0);
    for (share, kind) in [
        (recorded * STALKING_THERE, StoryKind::Stalking),
        (CONTROL, StoryKind::Control),
        (SINGLE, StoryKind::Single),
        (MESSAGES, StoryKind::Messages),
    ] {
        if at < share {
            return kind;
        }
        at -= share;
    }
    StoryKind::Harassment
}

/// A report of a day, with all that an officer could have asked.
pub(crate) fn story(number: u64, reported_on: Date, chance: &mut ChaCha8Rng) -> Report {
    let kind = kind(chance);
    let domestic = kind == StoryKind::Control || chance.random_bool(DOMESTIC);
    let relationship = match (kind, domestic) {
        (StoryKind::Control, _) => one_of(&["partner", "partner", "family"], chance),
        (_, true) => one_of(&["former-partner", "former-partner", "family", "partner"], chance),
        (_, false) => one_of(&["acquaintance", "neighbour", "colleague", "stranger"], chance),
    };
    let (second_victim, second_suspect) = (chance.random_bool(SECOND), chance.random_bool(SECOND));
    let people = |first: &str, both: bool, second: &str| {
        let second = both.then(|| format!("{second}{number}"));
        [Some(format!("{first}{number}")), second].into_iter().flatten().collect::<Vec<_>>()
    };
    let victims = people("v", second_victim, "w");
    let suspects = people("s", second_suspect, "t");
    let mut report = Report::new(format!("Y{number:07}"), reported_on.to_string());
    report.people = ages(&victims, &suspects, chance);
    report.incidents = incidents(kind, reported_on, (&victims, &suspects), chance);
    if domestic
        && chance.random_bool(BREACH)
        && let Some(last) = report.incidents.last_mut()
    {
        last.offences.push("066/39".into());
    }
    let facts = facts(kind, &relationship, chance);
    for (victim, suspect) in victims.iter().flat_map(|v| suspects.iter().map(move |s| (v, s))) {
        let mut pair = Pair::new(victim, suspect).relationship(&relationship);
        pair.facts = facts.clone();
        report.pairs.push(pair);
    }
    if chance.random_bool(REPEAT)
        && let Some(first) = report.incidents.first()
    {
        let before = chance.random_range(5..160);
        let code = one_of(&["195/94", "195/94", "195/94", "195/12"], chance);
        let victim = victims.first().cloned().unwrap_or_default();
        let last = day_before(&first.on, before);
        let mut crime = RecordedCrime::new(format!("C{number}"), code, last)
            .victim(victim)
            .fact("longer_gap_accepted", false);
        crime.suspects = suspects;
        report.recorded_crimes.push(crime);
    }
    if chance.random_bool(UNCONFIRMED) {
        let recording = Recording::new().reported_by("third-party");
        report.recording = recording.fact("victim_confirms", false);
    }
    report
}

fn ages(victims: &[String], suspects: &[String], chance: &mut ChaCha8Rng) -> Vec<Person> {
    let mut person =
        |id: &String, youngest| Person::new(id).age(chance.random_range(youngest..=*AGES.end()));
    let mut people: Vec<Person> = victims.iter().map(|id| person(id, *AGES.start())).collect();
    people.extend(suspects.iter().map(|id| person(id, 16)));
    people
}

fn day_before(day: &str, days: i64) -> String {
    let day: Date = day.parse().unwrap_or(Date::ZERO);
    day.saturating_sub(Span::new().days(days)).to_string()
}

fn incidents(
    kind: StoryKind,
    reported_on: Date,
    (victims, suspects): (&[String], &[String]),
    chance: &mut ChaCha8Rng,
) -> Vec<Incident> {
    let count = if kind == StoryKind::Single { 1 } else { chance.random_range(2..=4) };
    let mut days: Vec<i64> = (0..count).map(|_| chance.random_range(1..=90)).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    let afraid = chance.random_bool(0.2);
    let mut incidents = Vec::new();
    for (n, before) in days.iter().enumerate() {
        let digital = chance.random_bool(DIGITAL);
        let on = reported_on.saturating_sub(before.days()).to_string();
        let mut incident =
            Incident::new(format!("i{}", n + 1), on).effect(one_of(&["alarm", "distress"], chance));
        if afraid {
            incident = incident.effect("fear-of-violence");
        }
        (incident.victims, incident.suspects) = (victims.to_vec(), suspects.to_vec());
        incident.acts = acts(kind, digital, chance);
        incident.offences = offences(chance).into_iter().map(Into::into).collect();
        incidents.push(incident);
    }
    // Many come only after a long time, with what they cannot tell one by one any more.
    if kind == StoryKind::Stalking
        && chance.random_bool(AFTER_A_HUNDRED)
        && let Some(first) = incidents.first_mut()
    {
        first.on = day_before(&first.on, 60);
        first.to = Some(day_before(&first.on, -50));
        first.occasions = Some(chance.random_range(97..=400));
    }
    incidents
}

fn acts(kind: StoryKind, digital: bool, chance: &mut ChaCha8Rng) -> Vec<String> {
    let of = |lists: [&[&str]; 2], chance: &mut ChaCha8Rng| match digital {
        true => one_of(lists[0], chance),
        false => one_of(lists[1], chance),
    };
    let mut acts = match kind {
        StoryKind::Stalking => vec![of([&DIGITAL_STALKING, &OTHER_STALKING], chance)],
        StoryKind::Control => vec![one_of(&["controlling", "coercing"], chance)],
        StoryKind::Messages => vec!["indecent-or-grossly-offensive-communication".to_owned()],
        // Harassment, too, can be made of acts that stalking is made of.
        StoryKind::Harassment | StoryKind::Single => match chance.random_bool(0.3) {
            true => vec![of([&DIGITAL_STALKING, &OTHER_STALKING], chance)],
            false => vec![of([&DIGITAL_ACTS, &OTHER_ACTS], chance)],
        },
    };
    if digital && kind != StoryKind::Control && chance.random_bool(0.3) {
        acts.push("abusive-messages".to_owned());
    }
    acts.sort();
    acts.dedup();
    acts
}

fn offences(chance: &mut ChaCha8Rng) -> Vec<String> {
    let mut offences = Vec::new();
    if chance.random_bool(ASSAULT / 3.0) {
        offences.push(one_of(&["105/01", "105/01", "008/06"], chance));
    }
    if chance.random_bool(DAMAGE / 3.0) {
        offences.push("149/00".to_owned());
    }
    offences
}

/// Every fact of the pair, as if each question had been asked.
fn facts(
    kind: StoryKind,
    relationship: &str,
    chance: &mut ChaCha8Rng,
) -> BTreeMap<String, Option<bool>> {
    let stalking = kind == StoryKind::Stalking;
    let control = kind == StoryKind::Control;
    let serious = chance.random_bool(if stalking { 0.3 } else { 0.1 });
    let facts = [
        ("fixated-or-obsessed", stalking),
        ("serious-alarm-or-distress", serious),
        ("substantial-adverse-effect", serious && chance.random_bool(0.7)),
        ("racially-or-religiously-aggravated", chance.random_bool(AGGRAVATED)),
        ("repeated-or-continuous-control", control),
        ("serious-effect", control && chance.random_bool(0.9)),
        ("living-together", relationship == "partner" || (control && relationship == "family")),
        ("suspect-responsible-for-child-victim", false),
        ("registrar-satisfied-harassment-only", false),
        ("to-persuade-someone", false),
        ("acted-independently", false),
    ];
    facts.into_iter().map(|(name, so)| (name.to_owned(), Some(so))).collect()
}
