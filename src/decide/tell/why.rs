//! Explains why a condition holds or does not: the facts of the report that it depends on, and what
//! the report does not say.

use super::follows::Follows;
use super::step::{Because, Node, Rests};
use crate::checked::Checked;
use crate::decide::read::condition::Situation;
use crate::decide::read::facts::MaybeKnown;
use crate::decide::read::truth::Truth;
use crate::rules::compiled::Edition;
use crate::rules::compiled::law::{Condition, Law, Marks};
use crate::rules::compiled::question::Question;
use crate::words::text::in_words;

/// The limit on the incidents named in a sentence; of further ones it gives the number.
const NAMED: usize = 4;

/// The context of an explanation.
pub(crate) struct Teller<'a, 's> {
    pub(crate) edition: &'a Edition,
    pub(crate) report: &'s Checked,
    pub(crate) situation: &'s Situation<'s>,
    /// The incidents over which the condition is evaluated.
    pub(crate) over: &'s Rests<'a>,
    /// Whether the report gives a fact.
    pub(crate) given: &'s dyn Fn(Question) -> bool,
    /// Whether to give facts, or rules alone.
    pub(crate) facts: bool,
}

impl<'a> Teller<'a, '_> {
    fn law(&self) -> &'a Law {
        &self.edition.law
    }

    /// Explains what makes the condition hold, if it does, or keeps it from holding.
    pub(crate) fn why(&self, condition: &Condition) -> Because<'a> {
        let mut told = Because::default();
        self.tell(condition, self.situation.holds(condition), &mut told);
        told
    }

    /// The same for a condition known to hold or not to hold.
    pub(crate) fn tell(&self, condition: &Condition, holds: bool, told: &mut Because<'a>) {
        match condition {
            Condition::Named(n) => told.steps.extend(self.named(*n, holds)),
            Condition::Not(inner) => self.tell(inner, !holds, told),
            Condition::All(parts) | Condition::Any(parts) => {
                let whole = matches!(condition, Condition::All(_)) == holds;
                let mut parts = parts.iter();
                if whole {
                    return parts.for_each(|part| self.tell(part, holds, told));
                }
                // One is enough for "or" to hold and for "and" not to.
                let decided = parts.find(|part| self.situation.holds(part) == holds);
                decided.into_iter().for_each(|part| self.tell(part, holds, told));
            }
            leaf => {
                let name = self.declared(leaf);
                name.into_iter().for_each(|name| told.fact(name));
                let node = self.facts.then(|| self.leaf(leaf, holds)).flatten();
                told.steps
                    .extend(node.map(|node| Node { facts: name.into_iter().collect(), ..node }));
            }
        }
    }

    /// Returns the name under which the vocabulary declares what is asked, if it does.
    fn declared(&self, leaf: &Condition) -> Option<&'a str> {
        let law = self.law();
        let fact = |n: usize| law.facts.get(n).map(|fact| &fact.term);
        let term = match leaf.asks()? {
            Question::Fact(n) | Question::OfPerson(_, n) | Question::OfIncident(n) => fact(n),
            asked => asked.asks().and_then(|asks| law.wording(asks)).map(|wording| &wording.term),
        };
        term.map(|term| term.name.as_str())
    }

    /// Returns what the report says about a condition without parts.
    fn leaf(&self, leaf: &Condition, holds: bool) -> Option<Node<'a>> {
        Some(match leaf {
            Condition::Fact(n) => {
                return self.fact(*n, holds, (self.given)(Question::Fact(*n)), None);
            }
            Condition::OfPerson(who, n) => {
                let given = (self.given)(Question::OfPerson(*who, *n));
                return self.fact(*n, holds, given, Some(format!("the {}", who.word())));
            }
            Condition::OfIncident(n) => {
                let so = self.situation.incidents_with(*n, holds.into());
                let ids: Vec<&str> = so.map(|incident| self.report.id(incident)).collect();
                let given = (self.given)(Question::OfIncident(*n));
                return self.fact(*n, holds, given, Some(some(&ids)));
            }
            Condition::Relationship(any) => self.relationship(any),
            Condition::Under(who, age) => {
                self.age(who.word(), self.situation.facts.of(*who).age, *age)
            }
            Condition::Occasions { at_least, with } => self.occasions(*at_least, *with),
            Condition::Gap(months) => {
                let there = if holds { "a gap" } else { "no gap" };
                Node::fact(
                    format!("There is {there} of {months} months between two occasions."),
                    format!("{there} of {months} months"),
                )
            }
            Condition::Single(since) => {
                let there = if holds { "one occasion" } else { "not just one occasion" };
                let brief = format!("{there} from {since}");
                Node::fact(format!("There is {brief}."), brief)
            }
            Condition::ReportedBy(_) => {
                let by = self.law().reporters.get(self.situation.facts.reported_by);
                let by = by.map_or(String::new(), |term| in_words(&term.name));
                Node::fact(format!("It is reported by: {by}."), format!("reported by {by}"))
            }
            Condition::StateBased => Node::fact(
                format!("The offence has {} victim.", if holds { "no" } else { "a" }),
                String::new(),
            ),
            Condition::Named(_) | Condition::Not(_) | Condition::All(_) | Condition::Any(_) => {
                return None;
            }
        })
    }

    /// Explains a named condition, by itself or as presumed by a rule.
    fn named(&self, n: usize, holds: bool) -> Option<Node<'a>> {
        let named = self.law().conditions.get(n)?;
        let (name, words) = (named.name.as_str(), named.words.as_str());
        let mut presumptions = self.edition.tables().presumptions.iter();
        let may_be_presumed = presumptions.any(|presumption| presumption.condition == n);
        if holds && may_be_presumed && !self.situation.holds(&named.when) {
            return self.presumed(n, words);
        }
        let mut because = Because::default();
        self.tell(&named.when, holds, &mut because);
        let says = Follows::So(words, holds);
        let node = Node::rule(says, name, &named.support, self.over.clone(), because);
        Some(Node { holds, ..node })
    }

    /// Returns the rule that presumes a condition, and why it applies.
    fn presumed(&self, n: usize, words: &'a str) -> Option<Node<'a>> {
        let presumptions = self.edition.tables().presumptions.iter().enumerate();
        let (_, speaks) = presumptions
            .filter(|(_, presumption)| presumption.condition == n)
            .find(|(number, _)| self.situation.presumed(*number) == Truth::True)?;
        let rule = self.edition.rule(speaks.rule)?;
        let mut because = self.why(&speaks.when);
        if let Some(unless) = &speaks.unless {
            self.tell(unless, self.situation.holds(unless), &mut because);
        }
        let says = Follows::Presumed(words);
        Some(Node::rule(says, &rule.name, &rule.support, self.over.clone(), because))
    }

    /// Explains a fact, given or not, about the two or about somebody or something else.
    fn fact(&self, n: usize, holds: bool, given: bool, of: Option<String>) -> Option<Node<'a>> {
        let fact = self.law().facts.get(n)?;
        let answer = if holds { "yes" } else { "no" };
        let question = &fact.term.question;
        let not = if holds { "" } else { "not " };
        let whose = of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
        let question = format!("{question}{whose}");
        let brief = format!("{not}{}{whose}", in_words(&fact.term.name));
        if given {
            return Some(Node::fact(format!("{question} The report says {answer}."), brief));
        }
        // The brief form leaves out what is assumed to be true.
        let brief =
            if fact.taken == Some(true) { String::new() } else { format!("{brief} (not known)") };
        Some(Node::not_known(format!("{question} Nobody says: it is taken as {answer}."), brief))
    }

    fn relationship(&self, any: &[usize]) -> Node<'a> {
        let names = |all: &[usize]| {
            let terms = all.iter().filter_map(|n| self.law().relationships.get(*n));
            terms.map(|term| in_words(&term.name)).collect::<Vec<_>>().join(" or ")
        };
        match self.situation.facts.relationship {
            MaybeKnown::Is(is) => {
                let (is, not) = (names(&[is]), if any.contains(&is) { "" } else { "not " });
                let brief =
                    if not.is_empty() { is.clone() } else { format!("{not}{}", names(any)) };
                Node::fact(format!("The relationship: {is}."), brief)
            }
            MaybeKnown::None | MaybeKnown::Open => Node::not_known(
                format!("The relationship is not known: taken as not {}.", names(any)),
                "relationship not known".to_owned(),
            ),
        }
    }

    fn age(&self, who: &str, age: MaybeKnown<u16>, under: u16) -> Node<'a> {
        match age {
            MaybeKnown::Is(age) if age < under => Node::fact(
                format!("The {who} was {age}, under {under}."),
                format!("{who} under {under}"),
            ),
            MaybeKnown::Is(age) => Node::fact(
                format!("The {who} was {age}, not under {under}."),
                format!("{who} not under {under}"),
            ),
            MaybeKnown::None | MaybeKnown::Open => Node::not_known(
                format!("The age of the {who} is not known: taken as not under {under}."),
                format!("age of the {who} not known"),
            ),
        }
    }

    /// Explains the occasions that count, by their incidents and what these show.
    fn occasions(&self, at_least: u16, with: Option<Marks>) -> Node<'a> {
        let count = self.situation.count(with);
        let counted = || self.situation.counted(with);
        let ids: Vec<&str> = counted().map(|incident| self.report.id(incident)).collect();
        let unit = if count == 1 { "occasion" } else { "occasions" };
        let shown = counted().fold(Marks::default(), |all, i| all.union(i.marks));
        let brief = match with {
            _ if count == 0 => {
                let with = with.map(|with| format!(" with {}", self.marks(with)));
                format!("no occasion{}", with.unwrap_or_default())
            }
            None => format!("{count} {unit} ({})", some(&ids)),
            Some(with) => {
                let (acts, effects) = (shown.acts & with.acts, shown.effects & with.effects);
                let shown = self.marks(Marks { acts, effects });
                format!("{shown} on {count} {unit} ({})", some(&ids))
            }
        };
        let says = format!("At least {at_least} must be so; the report has {brief}.");
        // The step itself says how many occasions there are.
        let enough = with.is_none() && count >= u32::from(at_least);
        Node::fact(says, if enough { String::new() } else { brief })
    }

    /// Returns acts and effects in words. Any of them is enough.
    fn marks(&self, marks: Marks) -> String {
        self.law().names_of(marks).into_iter().map(in_words).collect::<Vec<_>>().join(" or ")
    }
}

/// Joins some ids. Beyond the limit it gives the number of further ones, unless there is only one.
pub(crate) fn some(ids: &[&str]) -> String {
    match ids.len().saturating_sub(NAMED) {
        0 | 1 => ids.join(", "),
        more => format!(
            "{} and {more} more",
            ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ")
        ),
    }
}
