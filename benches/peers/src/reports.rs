//! Reports of one victim, one suspect and two incidents that disclose three candidates.

use counting_rules::Report;
use counting_rules::report::{Incident, Pair, Person};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::order::{CONTROL, FORMS, GIVEN, Order};
use crate::{Problem, Three};

/// A report, and the candidates that it discloses.
pub struct Scenario {
    /// The report, in memory.
    pub report: Report,
    /// The candidates.
    pub candidates: Three,
}

/// Stalking, and on the way a grossly offensive message and an assault with actual bodily harm:
/// the stalking is principal.
pub fn stalking(order: &Order) -> Result<Scenario, Problem> {
    let mut random = ChaCha8Rng::seed_from_u64(0);
    scenario(order, "stalking", &["195/12", "008/72", "008/06"], &mut random)
}

/// Reports by seed: six in eight with one conduct crime and two other offences, one with two
/// conduct crimes and one other, one with none and three others. The candidates are in no order.
pub fn random(order: &Order, seed: u64, reports: usize) -> Result<Vec<Scenario>, Problem> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let one = |n: usize| {
        let form = FORMS.choose(&mut random).copied();
        let conduct: Vec<&str> = match random.random_range(0..16) {
            0..=1 => Vec::new(),
            2..=3 => form.into_iter().chain([CONTROL]).collect(),
            4..=5 => vec![CONTROL],
            _ => form.into_iter().collect(),
        };
        let given = GIVEN.sample(&mut random, 3 - conduct.len()).copied();
        let codes: Vec<&str> = conduct.iter().copied().chain(given).collect();
        let mut scenario = scenario(order, &format!("random {n}"), &codes, &mut random)?;
        scenario.candidates.shuffle(&mut random);
        Ok(scenario)
    };
    (0..reports).map(one).collect()
}

fn scenario(
    order: &Order,
    reference: &str,
    codes: &[&str],
    random: &mut ChaCha8Rng,
) -> Result<Scenario, Problem> {
    let mut candidates = Vec::new();
    for code in codes {
        let code = code.parse()?;
        let place = order.codes.iter().position(|known| *known == code);
        candidates.push(place.ok_or("a code that is not in the order")?);
    }
    let mut report = told(codes);
    report.reference = reference.to_owned();
    for code in codes.iter().filter(|code| GIVEN.contains(code)) {
        let incident = random.random_range(0..report.incidents.len());
        report.incidents[incident].offences.push((*code).to_owned());
    }
    let candidates = candidates.try_into().map_err(|_| "not three candidates")?;
    Ok(Scenario { report, candidates })
}

/// The acts, effects and facts from which the conduct crimes among the codes are made out.
fn told(codes: &[&str]) -> Report {
    let form = codes.iter().copied().find(|code| FORMS.contains(code));
    let control = codes.contains(&CONTROL);
    let is = |forms: &[&str]| form.is_some_and(|form| forms.contains(&form));
    let (mut acts, mut effects) = (Vec::new(), Vec::new());
    if form.is_some() {
        acts.push("contacting");
        effects.push("distress");
    }
    if is(&["008/58", "008/65", "008/30"]) {
        effects.push("fear-of-violence");
    }
    if control {
        acts.push("controlling");
    }
    let facts = [
        ("fixated-or-obsessed", is(&["008/65", "008/66", "195/12"])),
        ("serious-alarm-or-distress", is(&["008/66"])),
        ("substantial-adverse-effect", is(&["008/66"])),
        ("racially-or-religiously-aggravated", is(&["008/58", "008/56"])),
        ("repeated-or-continuous-control", control),
        ("serious-effect", control),
    ];
    let relationship = if control { "partner" } else { "neighbour" };
    let incident = |id: &str, on: &str| {
        let incident = Incident::new(id, on).victim("v1").suspect("s1");
        let incident = acts.iter().fold(incident, |incident, act| incident.act(*act));
        effects.iter().fold(incident, |incident, effect| incident.effect(*effect))
    };
    let pair = Pair::new("v1", "s1").relationship(relationship);
    Report::new("", "2026-06-20")
        .person(Person::new("v1").age(30))
        .person(Person::new("s1").age(34))
        .pair(facts.iter().fold(pair, |pair, (fact, known)| pair.fact(*fact, *known)))
        .incident(incident("i1", "2026-06-01"))
        .incident(incident("i2", "2026-06-05"))
}
