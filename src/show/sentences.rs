//! Sentences that several documents use.

use super::document::{Document, Item};
use super::working::Detail;
use crate::decision::{Action, Crime, Decision, From, Source, Sources, Step};
use crate::rules::compiled::law::Law;
use crate::words::terms::{Code, Standing};

/// A code with its title.
pub(super) fn named(law: &Law, code: Code) -> String {
    format!("{code} {}", title(law, code, None))
}

fn title<'a>(law: &'a Law, code: Code, class: Option<&str>) -> &'a str {
    let offence = law.row(code, class).and_then(|row| law.offences.get(row));
    offence.map_or("", |offence| offence.title.trim_end_matches('.'))
}

/// The class of a code in a crime, if it could be in another.
fn class<'c>(law: &Law, crime: &'c Crime, code: Code) -> Option<&'c str> {
    let several = law.by_code.get(&code).is_some_and(|rows| rows.len() > 1);
    let row = crime.offences.iter().find(|row| several && row.code == code);
    row.map(|row| row.class.as_str())
}

/// A code of a crime, as `8S:008/06` if it could be in another class.
pub(super) fn in_class(law: &Law, crime: &Crime, code: Code) -> String {
    let class = class(law, crime, code).map(|class| format!("{class}:"));
    format!("{}{code}", class.unwrap_or_default())
}

/// A code of a crime with its class and title.
pub(super) fn named_in_class(law: &Law, crime: &Crime, code: Code) -> String {
    let title = title(law, code, class(law, crime, code));
    format!("{} {title}", in_class(law, crime, code))
}

/// Who did it to whom.
pub(super) fn who(suspects: &[String], victim: Option<&str>) -> String {
    let against = victim.map(|victim| format!(" against {victim}")).unwrap_or_default();
    format!("{}{against}", suspects.join(", "))
}

/// What is done about a crime, in a few words.
fn done(law: &Law, crime: &Crime) -> String {
    let told = |code: Code| in_class(law, crime, code);
    let codes = |codes: &[Code], word: &str| {
        let codes: Vec<String> = codes.iter().copied().map(told).collect();
        codes.join(word)
    };
    let mut done = match (crime.action, crime.principal) {
        (Action::Record, Some(code)) => told(code),
        (Action::AddToExisting, _) => {
            let to = crime.existing.as_deref().unwrap_or("");
            let becomes = crime.reclassify_to.map(told);
            let becomes = becomes.map(|code| format!(", which becomes {code}"));
            format!("added to {to}{}", becomes.unwrap_or_default())
        }
        _ => format!("referred: {}", codes(&crime.between, " or ")),
    };
    if !crime.also_record.is_empty() {
        done.push_str(&format!(" with {} in addition", codes(&crime.also_record, ", ")));
    }
    done
}

/// How well a source is known, unless it is firm.
fn standing(standing: Standing) -> String {
    match standing {
        Standing::Firm => String::new(),
        other => format!("; {other}"),
    }
}

/// Steps as items: one line each, or each with everything it rests on.
pub(super) fn steps(steps: &[Step], detail: Detail, told: &mut Vec<usize>) -> Vec<Item> {
    steps.iter().map(|step| self::step(step, detail, told)).collect()
}

fn step(step: &Step, detail: Detail, numbers: &mut Vec<usize>) -> Item {
    let told = |says: String| match &step.from {
        From::Rule(cited) => self::cited(says, &cited.rule, &cited.sources, cited.standing),
        From::Report | From::NotKnown => Item::new(says),
    };
    if detail == Detail::Lines {
        return told(step.in_a_line());
    }
    let mut inner = Vec::new();
    let says = match step.shared {
        Some(number) if numbers.contains(&number) => {
            return told(format!("{} (as in cause {number})", step.says));
        }
        Some(number) => {
            numbers.push(number);
            format!("{} (cause {number})", step.says)
        }
        None => step.says.clone(),
    };
    if let From::Rule(cited) = &step.from {
        inner.extend(cited.note.iter().map(|note| Item::new(format!("Note: {note}."))));
    }
    inner.extend(steps(&step.because, detail, numbers));
    told(says).with(inner)
}

/// Sources by id, with how well they are known, and whether they are later than the edition.
pub(super) fn in_short(sources: &Sources, standing: Standing) -> String {
    let places: Vec<String> = sources.iter().map(Source::to_string).collect();
    let mut later: Vec<&str> = sources.iter().filter_map(|s| s.later.as_deref()).collect();
    later.dedup();
    let later: String = later.iter().map(|words| format!("; {words}")).collect();
    format!("{}{later}{}", places.join(", "), self::standing(standing))
}

/// Something that a rule says, with the rule and its sources.
pub(super) fn cited(
    says: impl Into<String>,
    rule: &str,
    sources: &Sources,
    standing: Standing,
) -> Item {
    Item::new(says).citing(format!("{rule}: {}", in_short(sources, standing)), sources)
}

/// Appends the sources that a document cites, by their short names.
pub(super) fn cite_sources(law: &Law, document: &mut Document) {
    let items = sources(law, &[document]);
    document.section("Sources", items);
}

/// The sources that documents cite, by their short names.
pub(super) fn sources(law: &Law, documents: &[&Document]) -> Vec<Item> {
    let cited = |id: &str| documents.iter().any(|document| document.cites(id));
    let cited = law.sources.iter().filter(|source| cited(&source.id));
    cited.map(|source| Item::new(format!("{}: {}", source.id, source.title))).collect()
}

/// What a decision comes to: everything done, for each victim and group.
pub(super) fn results(law: &Law, decision: &Decision) -> Vec<(String, String)> {
    let mut by_group: Vec<(String, Vec<(String, usize)>)> = Vec::new();
    for (who, what) in single_results(law, decision) {
        match by_group.iter_mut().find(|(other, _)| *other == who) {
            Some((_, all)) => match all.iter_mut().find(|(other, _)| *other == what) {
                Some((_, times)) => *times += 1,
                None => all.push((what, 1)),
            },
            None => by_group.push((who, vec![(what, 1)])),
        }
    }
    let told = |(what, times): (String, usize)| match times {
        1 => what,
        2 => format!("{what} twice"),
        times => format!("{what} {times} times"),
    };
    let joined = |all: Vec<_>| all.into_iter().map(told).collect::<Vec<_>>().join("; ");
    by_group.into_iter().map(|(who, all)| (who, joined(all))).collect()
}

fn single_results(law: &Law, decision: &Decision) -> Vec<(String, String)> {
    let mut results: Vec<(String, String)> = Vec::new();
    for crime in &decision.crimes {
        results.push((who(&crime.suspects, crime.victim.as_deref()), done(law, crime)));
    }
    for stopped in &decision.not_recorded {
        let who = who(&stopped.suspects, stopped.victim.as_deref());
        let what = match stopped.outcome {
            crate::decision::Outcome::CrimeRelatedIncident => "a crime related incident",
            _ => "no crime",
        };
        results.push((who, what.to_owned()));
    }
    results
}
