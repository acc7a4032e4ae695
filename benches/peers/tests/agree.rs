//! Every peer has the same rules as ours, or measuring it means nothing.

use counting_rules::{Code, Rules};
use peers::order::Order;
use peers::{agree::agree, everyone, reports};

/// Also what the bench runs on.
const SEED: u64 = 1;

#[test]
fn all_agree_on_ten_thousand_reports() {
    let rules = Rules::shipped().unwrap();
    let edition = rules.edition("hocr-2026-04").unwrap();
    let order = Order::of(edition).unwrap();
    let mut scenarios = reports::random(&order, SEED, 10_000).unwrap();
    scenarios.push(reports::stalking(&order).unwrap());
    let mut peers = everyone(&order).unwrap();
    if let Err(problem) = agree(edition, &order, &mut peers, &scenarios) {
        panic!("{problem}");
    }
    let referred = scenarios.iter().filter(|s| order.in_words(s.candidates).is_none()).count();
    assert!((500..5_000).contains(&referred), "{referred} of 10,000 are referred");
}

#[test]
fn all_agree_on_every_three_candidates_in_every_order() {
    let rules = Rules::shipped().unwrap();
    let order = Order::of(rules.edition("hocr-2026-04").unwrap()).unwrap();
    let mut peers = everyone(&order).unwrap();
    let places = 0..order.codes.len();
    let mut asked = 0;
    for a in places.clone() {
        for b in places.clone().filter(|b| *b != a) {
            for c in places.clone().filter(|c| ![a, b].contains(c)) {
                let expected = order.in_words([a, b, c]);
                for (name, peer) in &mut peers {
                    let codes = [a, b, c].map(|place| order.codes[place]);
                    assert_eq!(peer.choose([a, b, c]), expected, "{name} of {codes:?}");
                }
                asked += 1;
            }
        }
    }
    assert_eq!(asked, places.len() * (places.len() - 1) * (places.len() - 2));
}

#[test]
fn the_example_is_stalking() {
    let rules = Rules::shipped().unwrap();
    let order = Order::of(rules.edition("hocr-2026-04").unwrap()).unwrap();
    let scenario = reports::stalking(&order).unwrap();
    let code = |code: &str| code.parse::<Code>().unwrap();
    assert_eq!(
        scenario.candidates.map(|place| order.codes[place]),
        ["195/12", "008/72", "008/06"].map(code)
    );
    assert_eq!(order.in_words(scenario.candidates), Some(scenario.candidates[0]));
    assert_eq!(scenario.report.incidents.len(), 2);
}
