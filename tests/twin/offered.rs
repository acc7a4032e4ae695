//! Acts, effects and offences that random incidents report.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use serde_json::{Value, json};

use super::reports::{REVISED, Scope, object};

const ACTS: &[&str] = &[
    "following",
    "contacting",
    "publishing",
    "monitoring",
    "loitering",
    "interfering-with-property",
    "watching-or-spying",
    "visiting-uninvited",
    "sending-gifts",
    "identity-misuse",
    "vexatious-complaints",
    "contacting-third-parties",
    "abusive-messages",
    "threatening-violence",
    "nuisance-calls",
    "anti-social-behaviour",
    "controlling",
    "coercing",
    "controlling",
    "coercing",
];
const COMMUNICATIONS: &[&str] = &[
    "indecent-or-grossly-offensive-communication",
    "false-communication",
    "communication-threatening-death-or-serious-harm",
];
const COMMUNICATION_CODES: &[&str] = &["008/72", "138/52", "005/28"];
const CONDUCT_CODES: &[&str] =
    &["195/12", "195/94", "008/30", "008/56", "008/58", "008/65", "008/66", "008/67", "125/68"];
const VIOLENCE: &[&str] = &[
    "008/01",
    "8S:008/01",
    "008/06",
    "8S:008/06",
    "8T:008/06",
    "008/59",
    "008/02",
    "008/77",
    "8S:008/77",
    "105/01",
    "005/01",
    "8S:005/01",
    "008/57",
    "008/60",
    "008/73",
    "105A:008/73",
    "003/01",
    "005/30",
    "005/29",
    "036/03",
    "002/00",
    "003/02",
    "036/05",
];
const SEXUAL: &[&str] = &[
    "019/08", "020/05", "020/06", "020/03", "088/09", "088/14", "088/15", "088/10", "175/08",
    "008/71",
];
const PROPERTY: &[&str] = &[
    "039/00",
    "048/01",
    "045/10",
    "126/00",
    "037/02",
    "035/00",
    "149/00",
    "058/00",
    "057/00",
    "056/01",
    "056/02",
    "028/03",
    "030/02",
    "029/00",
    "031/00",
    "034/01",
    "34A:034/01",
    "034/02",
];
const PUBLIC_ORDER: &[&str] = &["125/09", "125/11", "125/82", "068/25", "066/91", "008/55"];
const PUBLIC_FEAR: &[&str] = &["125/09", "125/11", "125/82"];
const STATE: &[&str] =
    &["066/01", "066/01", "064/01", "065/00", "125/12", "125/12", "036/12", "092/50", "003/03"];
const BREACH: &[&str] =
    &["008/29", "008/31", "008/32", "008/74", "066/38", "066/39", "068/16", "068/19", "008/79"];
const EITHER: &[&str] =
    &["036/06", "036/07", "036/10", "106:036/08", "059/11", "005/11", "008/21", "008/61", "005/02"];

/// What an incident reports.
#[derive(Debug, Clone)]
pub struct Content {
    pub acts: Vec<String>,
    /// None if they are not known.
    pub effects: Option<Vec<String>>,
    pub codes: Vec<String>,
    /// Whether there is no victim.
    pub nobody: bool,
}

fn owned(names: Vec<&str>) -> Vec<String> {
    let each_once: BTreeSet<&str> = names.into_iter().collect();
    each_once.into_iter().map(str::to_owned).collect()
}

/// Acts, effects and offences.
pub fn content(scope: Scope) -> BoxedStrategy<Content> {
    let acts = prop_oneof![
        2 => Just(vec![]),
        5 => subsequence(ACTS.to_vec(), 1..=2),
        2 => subsequence(COMMUNICATIONS.to_vec(), 1..=2),
    ];
    let effects = prop_oneof![
        1 => Just(vec![]),
        1 => Just(vec!["anxiety"]),
        6 => subsequence(vec!["alarm", "distress", "fear-of-violence", "fear-of-violence"], 1..=3),
        1 => Just(vec!["nuisance-only"]),
    ];
    let with_victim =
        (acts, effects, codes(scope), 0..9).prop_map(|(acts, effects, codes, known)| {
            let (mut acts, mut codes) = (owned(acts), owned(codes));
            if effects.contains(&"nuisance-only") {
                acts.retain(|act| !COMMUNICATIONS.contains(&act.as_str()));
                codes.retain(|code| !COMMUNICATION_CODES.contains(&code.as_str()));
            }
            let effects = (!REVISED || known > 0).then(|| owned(effects));
            Content { acts, effects, codes, nobody: false }
        });
    let without = prop::collection::vec(select(without_victim()), 1..=2).prop_map(|codes| {
        let codes = owned(codes);
        Content { acts: Vec::new(), effects: Some(Vec::new()), codes, nobody: true }
    });
    match scope {
        Scope::Simple => with_victim.boxed(),
        Scope::Whole => prop_oneof![8 => with_victim, 1 => without].boxed(),
    }
}

/// Codes of what may be without a victim.
fn without_victim() -> Vec<&'static str> {
    let revised = PUBLIC_FEAR.iter().filter(|_| REVISED);
    [STATE, BREACH, EITHER].concat().into_iter().chain(revised.copied()).collect()
}

/// The offences of an incident: some of them of one of the victims, or by one of the suspects, only.
pub fn listed(
    codes: Vec<String>,
    victims: &[String],
    suspects: &[String],
    seed: u64,
) -> Vec<Value> {
    let one_of = |people: &[String], n: u64| {
        let number = usize::try_from(n).unwrap_or(0) % people.len().max(1);
        people.get(number).map(|one| vec![one.clone()])
    };
    let listed = |(n, code): (usize, String)| {
        let seed = seed.rotate_left(u32::try_from(n).unwrap() * 8);
        let alone = without_victim().contains(&code.as_str()) && seed % 16 == 1;
        let victims = match seed % 4 {
            1 if alone => Some(Vec::new()),
            1 | 2 => one_of(victims, seed / 4 % 4),
            _ => None,
        };
        let suspects = one_of(suspects, seed / 16 % 4).filter(|_| seed / 64 % 4 == 1);
        match REVISED && (victims.is_some() || suspects.is_some()) {
            true => object(json!({ "code": code, "victims": victims, "suspects": suspects })),
            false => json!(code),
        }
    };
    codes.into_iter().enumerate().map(listed).collect()
}

/// The code of a recorded crime, and whether it has a victim.
pub fn recorded_code() -> BoxedStrategy<(&'static str, bool)> {
    let bare = |codes: &[&'static str]| {
        codes.iter().copied().filter(|code| !code.contains(':')).collect::<Vec<_>>()
    };
    if !REVISED {
        let codes = [CONDUCT_CODES, CONDUCT_CODES, &["008/06", "008/72"]].concat();
        return select(codes).prop_map(|code| (code, true)).boxed();
    }
    let others = [VIOLENCE, SEXUAL, PROPERTY, &["125/09", "125/11"]].concat();
    let with_victim = prop_oneof![
        3 => select(CONDUCT_CODES),
        2 => select(COMMUNICATION_CODES),
        3 => select(bare(&others)),
    ];
    let without = select([STATE, BREACH].concat());
    prop_oneof![
        5 => with_victim.prop_map(|code| (code, true)),
        1 => without.prop_map(|code| (code, false)),
    ]
    .boxed()
}

fn codes(scope: Scope) -> BoxedStrategy<Vec<&'static str>> {
    let victim_based = || {
        prop_oneof![
            3 => select(CONDUCT_CODES),
            2 => select(COMMUNICATION_CODES),
            4 => select(VIOLENCE),
            2 => select(SEXUAL),
            3 => select(PROPERTY),
            1 => select(PUBLIC_ORDER),
        ]
    };
    let one = match scope {
        Scope::Simple => victim_based().boxed(),
        Scope::Whole => prop_oneof![
            12 => victim_based(),
            2 => select(STATE),
            3 => select(BREACH),
            3 => select(EITHER),
        ]
        .boxed(),
    };
    prop_oneof![
        4 => Just(vec![]),
        4 => prop::collection::vec(one.clone(), 1),
        2 => prop::collection::vec(one, 2..=4),
    ]
    .boxed()
}
