//! A decision with its working, as a document.

use serde::Serialize;

use super::changes::{Change, changes};
use super::document::{Document, Item};
use super::sentences::{cite_sources, cited, in_short, named, named_in_class, steps, who};
use super::shared::number_shared;
use crate::checked;
use crate::decide;
use crate::decision::{
    Action, Caution, Crime, Decision, Need, NotRecorded, OpenQuestion, Outcome, Step,
};
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;
use crate::words::terms::Code;
use crate::words::text::in_words;

/// A decision and the reasons for it.
#[derive(Debug, Serialize)]
pub struct Working<'a> {
    #[serde(skip)]
    edition: &'a Edition,
    /// The decision, with its open questions.
    pub decision: Decision,
    /// For each crime of the decision, the steps that led to it.
    pub crimes: Vec<Vec<Step>>,
    /// For each crime that is not recorded, the step that stopped it.
    pub not_recorded: Vec<Vec<Step>>,
    /// What would change the result: each fact of the report changed, one at a time.
    pub changes: Vec<Change>,
    /// Whether the facts of each incident were examined too.
    pub changes_complete: bool,
}

/// How much of the working to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// One line for each step that decided, with the facts that it rests on.
    Lines,
    /// Each step with everything it rests on, down to the facts of the report.
    Whole,
}

impl Edition {
    /// Decides a report, finds the open questions, and shows the working: the tree of reasons for
    /// each crime, and what would change the result. This takes many decisions.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    ///
    /// ```
    /// use counting_rules::show::Detail;
    /// use counting_rules::{Report, Rules};
    /// let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let working = rules.edition("hocr-2016-04")?.working(&report)?;
    /// let text = working.document(Detail::Lines).text();
    /// assert!(text.contains("008/72 is principal over 195/94"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn working(&self, report: &Report) -> Result<Working<'_>, ReportErrors> {
        let checked = checked::check(report, &self.law)?;
        let (mut decision, trees) =
            decide::settle(self, &checked).decision_with_working(&report.reference);
        let (changes, changes_complete) = changes(self, report, &decision);
        (decision.open_questions, decision.open_questions_complete) =
            decide::open_questions(self, &checked);
        let mut all: Vec<Vec<Step>> = trees.crimes;
        let crimes = all.len();
        all.extend(trees.not_recorded);
        number_shared(&mut all);
        let not_recorded = all.split_off(crimes);
        Ok(Working {
            edition: self,
            decision,
            crimes: all,
            not_recorded,
            changes,
            changes_complete,
        })
    }
}

impl Working<'_> {
    /// The working as a document: what is recorded and why, what is not and why, what would change
    /// it, what to review and what to ask.
    pub fn document(&self, detail: Detail) -> Document {
        let mut document = Document::default();
        document.title(format!("Report {}", self.decision.reference));
        document.say(format!("Under {}: {}.", self.edition.id(), self.edition.title()));
        self.crimes(&mut document, detail);
        self.what_would_change(&mut document);
        self.rest(&mut document);
        cite_sources(&self.edition.law, &mut document);
        document
    }

    /// What is recorded, with one line per reason, what would change it and what to ask.
    pub(super) fn decided(&self) -> Document {
        let mut document = Document::default();
        document.title("What is recorded, and why");
        self.crimes(&mut document, Detail::Lines);
        self.what_would_change(&mut document);
        self.rest(&mut document);
        document
    }

    /// Only the trees of reasons.
    pub(super) fn tree(&self) -> Document {
        let mut document = Document::default();
        document.title("The whole working");
        self.crimes(&mut document, Detail::Whole);
        document
    }

    fn crimes(&self, document: &mut Document, detail: Detail) {
        let decision = &self.decision;
        match decision.outcome {
            Outcome::Record => {}
            Outcome::CrimeRelatedIncident => document.say("It is a crime related incident."),
            Outcome::NoCrime => document.say("There is no crime to record."),
        }
        let mut told = Vec::new();
        for (crime, steps) in decision.crimes.iter().zip(&self.crimes) {
            self.crime(document, crime, steps, detail, &mut told);
        }
        for (stopped, steps) in decision.not_recorded.iter().zip(&self.not_recorded) {
            self.stopped(document, stopped, steps, detail, &mut told);
        }
    }

    fn named(&self, code: Code) -> String {
        named(&self.edition.law, code)
    }

    fn crime(
        &self,
        document: &mut Document,
        crime: &Crime,
        why: &[Step],
        detail: Detail,
        told: &mut Vec<usize>,
    ) {
        let who = who(&crime.suspects, crime.victim.as_deref());
        document.heading(format!("{who} ({})", crime.incidents.join(", ")));
        let mut items = Vec::new();
        let named = |code: Code| named_in_class(&self.edition.law, crime, code);
        let mut add = |label: &str, codes: &[Code]| {
            items.extend(codes.iter().map(|code| Item::new(format!("{label}{}", named(*code)))));
        };
        match (crime.action, crime.principal) {
            (Action::Record, Some(code)) => add("Record ", &[code]),
            (Action::Record, None) => {}
            (Action::AddToExisting, _) => {
                let to = crime.existing.as_deref().unwrap_or("");
                document.say(format!("Add to the recorded crime {to}."));
                crime.reclassify_to.into_iter().for_each(|code| add("It becomes ", &[code]));
            }
            (Action::ReferToRegistrar, _) => {
                let between = if crime.between.len() == 1 { "whether it is" } else { "between" };
                document.say(format!("Refer to the force crime registrar, who decides {between}:"));
                add("", &crime.between);
            }
        }
        add("Record also ", &crime.also_record);
        add("Related, not counted: ", &crime.related);
        document.list(items);
        document.say("Because:");
        document.list(steps(why, detail, told));
    }

    fn stopped(
        &self,
        document: &mut Document,
        stopped: &NotRecorded,
        why: &[Step],
        detail: Detail,
        told: &mut Vec<usize>,
    ) {
        let who = who(&stopped.suspects, stopped.victim.as_deref());
        document.heading(format!("Not recorded: {who} ({})", stopped.incidents.join(", ")));
        let disclosed = |code: &Code| Item::new(format!("Disclosed: {}", self.named(*code)));
        document.list(stopped.codes.iter().map(disclosed).collect());
        document.say("Because:");
        document.list(steps(why, detail, told));
    }

    fn what_would_change(&self, document: &mut Document) {
        let change = |change: &Change| match change.if_any.as_slice() {
            [one] => Item::new(format!("{}, if this were so: {one}", change.then.join("; "))),
            several => Item::new(format!("{}, if any one were so:", change.then.join("; ")))
                .with(several.iter().map(Item::new).collect()),
        };
        document.section("What would change it", self.changes.iter().map(change).collect());
        if !self.changes_complete {
            document.say(
                "Acts and effects of single incidents were not gone through: they are too many.",
            );
        }
    }

    /// Everything else that the decision says.
    fn rest(&self, document: &mut Document) {
        let (decision, law) = (&self.decision, &self.edition.law);
        let course = |course: &crate::decision::CourseOfConduct| {
            let who = who(&course.suspects, Some(&course.victim));
            let (count, from, to) = (course.occasions, course.from, course.to);
            let ids: Vec<&str> = course.incidents.iter().map(String::as_str).collect();
            Item::new(format!(
                "{who}: {count} occasions from {from} to {to} ({})",
                decide::some(&ids)
            ))
        };
        document.section(
            "Courses of conduct",
            decision.courses_of_conduct.iter().map(course).collect(),
        );
        let not_made_out = decision.not_made_out.iter().map(|item| {
            let ways = item.ways.iter().map(|way| Item::new(wanted(way))).collect();
            let who = who(&item.suspects, Some(&item.victim));
            let any = if item.ways.len() > 1 { " any one of these" } else { "" };
            Item::new(format!("{who}: {} wants{any}", self.named(item.code))).with(ways)
        });
        document.section("Not made out", not_made_out.collect());
        let not_counted = decision.not_counted.iter().map(|item| {
            let victim = item.victim.as_ref().map(|v| format!(", victim {v}")).unwrap_or_default();
            Item::new(format!(
                "{} ({}){victim}: {}",
                self.named(item.code),
                item.incident,
                item.why
            ))
        });
        document.section("Not counted", not_counted.collect());
        let not_used = decision.not_used.iter().map(|item| {
            let near = item.nearest.as_ref().map(|near| format!(" (did you mean `{near}`?)"));
            Item::new(format!("{}: {}{}", item.field, item.says, near.unwrap_or_default()))
        });
        document.section("Not used: no incident joins these people", not_used.collect());
        document.section("Cautions", cautions(&decision.cautions));
        let judgements = decision.discretion.iter().map(|item| {
            let used = if item.used { "yes" } else { "no" };
            let who = who(&item.suspects, item.victim.as_deref());
            let fact = law.facts.iter().find(|fact| fact.field() == item.fact);
            let question = fact.map_or(item.fact.as_str(), |fact| fact.term.question.as_str());
            Item::new(format!("{who}: {question} Taken as {used}.")).from(item.rule.clone())
        });
        document.section("Matters of judgement", judgements.collect());
        document.section(
            "Still to be asked",
            decision.open_questions.iter().map(|q| self.ask(q)).collect(),
        );
        if !decision.open_questions_complete {
            document.say("There are too many unknown facts to go through: more may be open.");
        }
    }

    fn ask(&self, question: &OpenQuestion) -> Item {
        let who = who(std::slice::from_ref(&question.suspect), Some(&question.victim));
        let from = in_short(&question.sources, crate::words::Standing::Firm);
        Item::new(format!("{who}: {}", question.question))
            .with(answers(question))
            .citing(from, &question.sources)
    }
}

/// The cautions; what is said of several parties in the same words is told once.
fn cautions(all: &[Caution]) -> Vec<Item> {
    let mut told: Vec<(&Caution, Vec<String>)> = Vec::new();
    for caution in all {
        let who = who(&caution.suspects, caution.victim.as_deref());
        let same = |(other, _): &&mut (&Caution, Vec<String>)| {
            (&other.rule, &other.says) == (&caution.rule, &caution.says)
        };
        match told.iter_mut().find(same) {
            Some((_, parties)) => parties.push(who),
            None => told.push((caution, vec![who])),
        }
    }
    let item = |(caution, parties): (&Caution, Vec<String>)| {
        let parties = parties.join("; ");
        let colon = if parties.is_empty() { "" } else { ": " };
        let says = format!("{parties}{colon}{}", caution.says);
        cited(says, &caution.rule, &caution.sources, caution.standing)
    };
    told.into_iter().map(item).collect()
}

/// What is missing, in words.
fn wanted(way: &[Need]) -> String {
    let needs: Vec<String> = way.iter().map(|need| in_words(&need.what)).collect();
    needs.join(", and ")
}

/// What each answer leads to; answers with the same result are grouped.
fn answers(question: &OpenQuestion) -> Vec<Item> {
    let mut by_result: Vec<(&[String], Vec<String>)> = Vec::new();
    for (answer, codes) in &question.answers {
        let answer = match answer.as_str() {
            "true" => "yes".to_owned(),
            "false" => "no".to_owned(),
            name => in_words(name),
        };
        match by_result.iter_mut().find(|(result, _)| result == codes) {
            Some((_, answers)) => answers.push(answer),
            None => by_result.push((codes, vec![answer])),
        }
    }
    let result = |code: &String| match code.as_str() {
        "refer" => "the registrar decides".to_owned(),
        "add" => "added to the recorded crime".to_owned(),
        "none" => format!("no crime against {}", question.victim),
        code => code.to_owned(),
    };
    let results = |codes: &[String]| codes.iter().map(result).collect::<Vec<_>>().join(" or ");
    if let [(codes, _)] = by_result.as_slice() {
        let says = "whatever the answer; it can change what else is recorded";
        return vec![Item::new(format!("{}, {says}", results(codes)))];
    }
    let told = by_result.iter().map(|(codes, answers)| {
        Item::new(format!("if {}: {}", answers.join(" or "), results(codes)))
    });
    told.collect()
}
