//! Proves that a change of the rules moves only what it should: recommendation 2 of *Living in
//! fear* as a change to the edition of 2016, and the same with a slip that is found.

use std::error::Error;

use counting_rules::workshop::property::{self, disclosed};
use counting_rules::{Code, Decision, Report, Rules, Text};

const CHANGE: &str = include_str!("recommendation_2.rules");
const FORMS: [&str; 7] = ["008/58", "008/65", "008/66", "008/30", "008/56", "195/12", "195/94"];

fn is_form(code: Code) -> bool {
    FORMS.contains(&code.to_string().as_str())
}

/// Whether harassment or stalking is disclosed beside another crime.
fn beside_another(_: &Report, before: &Decision) -> bool {
    let both = |crime| disclosed(crime).any(is_form) && !disclosed(crime).all(is_form);
    before.crimes.iter().any(both)
}

/// How many pairs of offences change, where nothing changes that should not.
fn prove(change: &str) -> Result<usize, Box<dyn Error>> {
    let change = Text::new("recommendation_2.rules", change);
    let rules = Rules::load(Rules::shipped_texts().into_iter().chain([change]))?;
    let (before, after) = (rules.edition("hocr-2016-04")?, rules.edition("recommendation-2")?);
    // Many reports, though not all.
    let reports = property::reports(&rules).between("2016-04-01".parse()?, "2018-03-31".parse()?);
    property::for_all(&reports.strategy(), 3000, |report| {
        property::only_touches(before, after, report, beside_another)?;
        Ok(property::nothing_rises_but(before, after, report, &["8L", "8M", "8Q"])?)
    })?;
    // Every pair of offences: by the new rule, or of two forms, of which only the gravest stands.
    let pairs = before.difference_within(after, Some(0)).pairs;
    let by_rule = |rule: &Option<String>| rule.as_deref() == Some("conduct-first");
    let (meant, others): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pairs| by_rule(&pairs.rule_after));
    match others.iter().find(|pairs| !pairs.example.into_iter().all(is_form)) {
        Some(other) => Err(format!("the order of others changes: {other:?}").into()),
        None => Ok(meant.iter().map(|pairs| pairs.count).sum()),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().len() > 1 {
        return Err(
            "this example takes no arguments; it proves a change of the rules on random reports"
                .into(),
        );
    }
    let slip = CHANGE
        .replace("principal harassment-and-stalking", "principal class 8L, class 8M, class 8Q")
        .replace("except harassment-and-stalking", "except class 8L and class 8M and class 8Q");
    let pairs = prove(CHANGE)?;
    println!("Recommendation 2 moves only harassment and stalking beside another crime,");
    println!("and puts them first in {pairs} pairs of offences.\n");
    let found = prove(&slip).err().ok_or("the slip was not found")?;
    println!("With three classes in place of the seven offences, {found}");
    Ok(())
}
