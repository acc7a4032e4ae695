//! A decision in words. It decides nothing.

use std::fmt::{self, Display, Formatter};

use crate::decision::{Action, Crime, Decision, Need, OpenQuestion, Outcome, Reason, WhyNot};
use crate::edition::Edition;
use crate::terms::{Code, Standing};

/// A decision as text for people: what is recorded and why, what is not counted and why.
///
/// ```
/// # let rules = counting_rules::Rules::shipped()?;
/// # let report = counting_rules::Report::from_json(r#"{ "reference": "a",
/// #     "reported_on": "2026-06-20", "incidents": [] }"#)?;
/// let edition = rules.edition("hocr-2026-04")?;
/// let decision = edition.decide(&report)?;
/// let text = counting_rules::explain(edition, &decision).to_string();
/// assert!(text.contains("There is no crime to record."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain<'a>(edition: &'a Edition, decision: &'a Decision) -> impl Display + 'a {
    Explained { edition, decision }
}

struct Explained<'a> {
    edition: &'a Edition,
    decision: &'a Decision,
}

impl Display for Explained<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let decision = self.decision;
        writeln!(
            f,
            "Report {}, under {}: {}",
            decision.reference,
            self.edition.id(),
            self.edition.title()
        )?;
        match decision.outcome {
            Outcome::Record => {}
            Outcome::CrimeRelatedIncident => writeln!(f, "\nIt is a crime related incident.")?,
            Outcome::NoCrime => writeln!(f, "\nThere is no crime to record.")?,
        }
        decision.crimes.iter().try_for_each(|crime| self.crime(f, crime))?;
        self.courses(f)?;
        self.not_recorded(f)?;
        self.not_made_out(f)?;
        section(f, "Not counted", &decision.not_counted, |item| {
            let victim = item.victim.as_ref().map(|v| format!(", victim {v}")).unwrap_or_default();
            format!("{} ({}){victim}: {}", self.named(item.code), item.incident, item.why)
        })?;
        section(f, "Cautions", &decision.cautions, |item| {
            let who = between(&item.suspects, item.victim.as_deref());
            format!("{who}: {} [{}{}]", item.says, item.cites, standing(item.standing))
        })?;
        section(f, "Judgements", &decision.discretion, |item| {
            let used = if item.used { "used" } else { "not used" };
            let who = between(&item.suspects, item.victim.as_deref());
            format!("{who}: {}, {used} ({})", item.fact, item.rule)
        })?;
        section(f, "Still to be asked", &decision.open_questions, |item| {
            let who = between(std::slice::from_ref(&item.suspect), Some(&item.victim));
            format!("{who}: {} ({})", item.question, answers(item))
        })
    }
}

impl Explained<'_> {
    /// A code with its title.
    fn named(&self, code: Code) -> String {
        let row = self.edition.law.row(code, None);
        let title =
            row.and_then(|row| self.edition.law.offences.get(row)).map(|o| o.title.as_str());
        format!("{code} {}", title.unwrap_or(""))
    }

    fn crime(&self, f: &mut Formatter<'_>, crime: &Crime) -> fmt::Result {
        let victim =
            crime.victim.as_ref().map_or("no victim".to_owned(), |v| format!("victim {v}"));
        let suspects = suspects(&crime.suspects);
        let incidents = if crime.incidents.len() == 1 { "incident" } else { "incidents" };
        writeln!(
            f,
            "\nFor {victim}, {suspects} {}, {incidents} {}:",
            crime.suspects.join(", "),
            crime.incidents.join(", ")
        )?;
        match (crime.action, crime.principal) {
            (Action::Record, Some(code)) => writeln!(f, "  record    {}", self.named(code))?,
            (Action::AddToExisting, _) => {
                writeln!(f, "  add to    {}", crime.existing.as_deref().unwrap_or(""))?
            }
            _ if crime.between.len() == 1 => {
                writeln!(f, "  refer to the force crime registrar, who decides whether it is")?
            }
            _ => writeln!(f, "  refer to the force crime registrar, who decides between")?,
        }
        let becomes: Vec<Code> = crime.reclassify_to.into_iter().collect();
        self.codes(f, "becomes", &becomes)?;
        self.codes(f, "", &crime.between)?;
        self.codes(f, "also", &crime.also_record)?;
        self.codes(f, "related", &crime.related)?;
        writeln!(f, "  because")?;
        crime.because.iter().try_for_each(|why| reason(f, why))
    }

    fn codes(&self, f: &mut Formatter<'_>, label: &str, codes: &[Code]) -> fmt::Result {
        codes.iter().try_for_each(|code| writeln!(f, "  {label:<9} {}", self.named(*code)))
    }

    fn not_recorded(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for item in &self.decision.not_recorded {
            let victim =
                item.victim.as_ref().map_or("no victim".to_owned(), |v| format!("victim {v}"));
            let (suspects, who) = (suspects(&item.suspects), item.suspects.join(", "));
            writeln!(f, "\nNot recorded: {victim}, {suspects} {who}")?;
            self.codes(f, "disclosed", &item.codes)?;
            item.because.iter().try_for_each(|why| reason(f, why))?;
        }
        Ok(())
    }

    fn not_made_out(&self, f: &mut Formatter<'_>) -> fmt::Result {
        section(f, "Not made out", &self.decision.not_made_out, |item| {
            let who = between(&item.suspects, Some(&item.victim));
            let way = |way: &Vec<Need>| -> String {
                let needs: Vec<&str> = way.iter().map(|need| need.what.as_str()).collect();
                needs.join(", and ")
            };
            let ways: Vec<String> = item.ways.iter().map(way).collect();
            match ways.as_slice() {
                [] => format!("{who}: {}", self.named(item.code)),
                ways => format!("{who}: {} wants {}", self.named(item.code), ways.join("; or ")),
            }
        })
    }

    fn courses(&self, f: &mut Formatter<'_>) -> fmt::Result {
        section(f, "Courses of conduct", &self.decision.courses_of_conduct, |course| {
            format!(
                "{} against {}: {} occasions from {} to {} ({})",
                course.suspects.join(", "),
                course.victim,
                course.occasions,
                course.from,
                course.to,
                course.incidents.join(", ")
            )
        })
    }
}

fn section<T>(
    f: &mut Formatter<'_>,
    title: &str,
    items: &[T],
    line: impl Fn(&T) -> String,
) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{title}")?;
    items.iter().try_for_each(|item| writeln!(f, "  {}", line(item)))
}

fn reason(f: &mut Formatter<'_>, why: &Reason) -> fmt::Result {
    let standing = standing(why.standing);
    writeln!(f, "  - {}\n      {}{standing} [{}]", why.says, why.rule, why.cites)
}

/// How well a source is known, where it is not firm.
fn standing(standing: Standing) -> String {
    match standing {
        Standing::Firm => String::new(),
        other => format!(", {other}"),
    }
}

fn suspects(who: &[String]) -> &'static str {
    if who.len() == 1 { "suspect" } else { "suspects" }
}

/// What each answer leads to; answers that lead to the same stand together.
fn answers(question: &OpenQuestion) -> String {
    let mut by_result: Vec<(&[String], Vec<&str>)> = Vec::new();
    for (answer, codes) in &question.answers {
        let answer = match answer.as_str() {
            "true" => "yes",
            "false" => "no",
            name => name,
        };
        match by_result.iter_mut().find(|(result, _)| result == codes) {
            Some((_, answers)) => answers.push(answer),
            None => by_result.push((codes, vec![answer])),
        }
    }
    let result = |code: &String| match code.as_str() {
        "refer" => "the registrar decides".to_owned(),
        "add" => "added to the recorded crime".to_owned(),
        "none" => "nothing is recorded".to_owned(),
        code => code.to_owned(),
    };
    let told = by_result.iter().map(|(codes, answers)| {
        let results: Vec<String> = codes.iter().map(result).collect();
        format!("if {}: {}", answers.join(", "), results.join(" or "))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Who did it to whom.
fn between(suspects: &[String], victim: Option<&str>) -> String {
    let against = victim.map(|victim| format!(" against {victim}")).unwrap_or_default();
    format!("{}{against}", suspects.join(", "))
}

/// Why an offence is not made out, as text for people.
pub fn explain_why_not(answers: &[WhyNot]) -> impl Display + '_ {
    WhyNotExplained(answers)
}

struct WhyNotExplained<'a>(&'a [WhyNot]);

impl Display for WhyNotExplained<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for answer in self.0 {
            let (code, who) =
                (answer.code, format!("{} against {}", answer.suspect, answer.victim));
            match answer.ways.as_slice() {
                _ if !answer.defined => {
                    writeln!(f, "{who}: {code} is disclosed only where the officer gives it")?;
                }
                [] => writeln!(f, "{who}: nothing that is reported could make out {code}")?,
                [way, ..] if way.is_empty() => writeln!(f, "{who}: {code} is made out")?,
                ways => {
                    writeln!(f, "{who}: {code} would be made out by any of these")?;
                    ways.iter().try_for_each(|way| wanted(f, way))?;
                }
            }
        }
        Ok(())
    }
}

/// One way to make an offence out.
fn wanted(f: &mut Formatter<'_>, way: &[Need]) -> fmt::Result {
    if let [need] = way {
        return writeln!(f, "  - {}\n      {} [{}]", need.what, need.rule, need.cites);
    }
    writeln!(f, "  - all of")?;
    way.iter().try_for_each(|need| {
        writeln!(f, "    - {}\n        {} [{}]", need.what, need.rule, need.cites)
    })
}
