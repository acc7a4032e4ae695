//! Acts, effects and offences that random incidents report.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::reports::Scope;

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
pub const CONDUCT_CODES: &[&str] =
    &["195/12", "195/94", "008/30", "008/56", "008/58", "008/65", "008/66", "008/67", "125/68"];
const VIOLENCE: &[&str] = &[
    "008/01",
    "8S:008/01",
    "008/06",
    "8S:008/06",
    "8T:008/06",
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
const PUBLIC_ORDER: &[&str] = &["125/09", "125/11", "068/25", "066/91", "008/55"];
const STATE: &[&str] =
    &["066/01", "066/01", "064/01", "065/00", "125/12", "125/12", "036/12", "092/50", "003/03"];
const BREACH: &[&str] =
    &["008/29", "008/31", "008/32", "008/74", "066/38", "066/39", "068/16", "068/19", "008/79"];
const EITHER: &[&str] =
    &["036/06", "036/07", "036/10", "106:036/08", "059/11", "005/11", "008/21", "008/61", "005/02"];

pub type Content = (Vec<String>, Vec<String>, Vec<String>, bool);

fn owned(names: Vec<&str>) -> Vec<String> {
    let each_once: BTreeSet<&str> = names.into_iter().collect();
    each_once.into_iter().map(str::to_owned).collect()
}

/// Acts, effects, offences, and whether there is no victim.
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
    let with_victim = (acts, effects, codes(scope)).prop_map(|(acts, effects, codes)| {
        let (mut acts, mut codes) = (owned(acts), owned(codes));
        if effects.contains(&"nuisance-only") {
            acts.retain(|act| !COMMUNICATIONS.contains(&act.as_str()));
            codes.retain(|code| !COMMUNICATION_CODES.contains(&code.as_str()));
        }
        (acts, owned(effects), codes, false)
    });
    let stateless = [STATE, BREACH, EITHER].concat();
    let without = prop::collection::vec(select(stateless), 1..=2)
        .prop_map(|codes| (vec![], vec![], owned(codes), true));
    match scope {
        Scope::Simple => with_victim.boxed(),
        Scope::Whole => prop_oneof![8 => with_victim, 1 => without].boxed(),
    }
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
