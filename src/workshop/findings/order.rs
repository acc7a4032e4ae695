//! What the rules of an edition say about every pair of offences.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::circles;
use super::{Finding, FindingKind};
use crate::precedence::{Precedence, Says};
use crate::rules::compiled::{Edition, Form};
use crate::words::terms::{Code, Sentence};

/// The limit on classes listed in a sentence.
const SHOWN: usize = 8;

/// Offences that no rule of the edition distinguishes.
pub(super) struct Alike {
    pub(super) key: usize,
    pub(super) codes: Vec<Code>,
    /// The same codes, by class.
    by_class: BTreeMap<usize, Vec<Code>>,
}

/// What one rule says about a pair: `Greater` if the first is principal.
type Spoken = (usize, Ordering);

pub(super) fn findings(edition: &Edition) -> Vec<Finding> {
    let groups = alike(edition);
    let precedence = &edition.tables().precedence;
    let mut pairs = Pairs::new(edition, &groups);
    for (i, one) in groups.iter().enumerate() {
        for (j, other) in groups.iter().enumerate().skip(i) {
            if let Some(example) = example(one, other, i == j) {
                let spoken = spoken(precedence, one.key, other.key);
                pairs.look(i, j, example, &spoken);
            }
        }
    }
    let mut findings = pairs.findings();
    findings.extend(circles::findings(edition, &groups, &pairs.principal));
    findings
}

/// Two different offences, one from each group, or both from one.
fn example(one: &Alike, other: &Alike, same: bool) -> Option<[Code; 2]> {
    let first = *one.codes.first()?;
    let second = if same { other.codes.get(1) } else { other.codes.first() };
    let second = *second?;
    // One code in two classes is the same offence.
    (first != second).then_some([first, second])
}

/// Groups the offences of an edition about which every rule says the same.
fn alike(edition: &Edition) -> Vec<Alike> {
    let law = &edition.law;
    let precedence = &edition.tables().precedence;
    type Marks = (Vec<Option<u16>>, Sentence);
    let mut groups: BTreeMap<String, Alike> = BTreeMap::new();
    for (row, offence) in law.offences.iter().enumerate() {
        let days = edition.in_force;
        let last = days.until.or(days.from).unwrap_or(edition.day);
        let first = days.from.unwrap_or(edition.day);
        if !offence.notifiable.overlaps(first, last) {
            continue;
        }
        let key = edition.tables().key(law, row, edition.day);
        let class = offence.class_on(edition.day);
        let marks = precedence.rules.iter().flat_map(|(_, says)| says.places(key)).collect();
        let marks: Marks = (marks, offence.maximum_on(edition.day));
        let group = groups.entry(format!("{marks:?}")).or_insert_with(|| Alike {
            key,
            codes: Vec::new(),
            by_class: BTreeMap::new(),
        });
        group.by_class.entry(class).or_default().push(offence.code);
        if !group.codes.contains(&offence.code) {
            group.codes.push(offence.code);
        }
    }
    let mut groups: Vec<Alike> = groups.into_values().collect();
    for group in &mut groups {
        group.codes.sort_unstable();
        for codes in group.by_class.values_mut() {
            codes.sort_unstable();
            codes.dedup();
        }
    }
    groups.sort_by(|one, other| one.codes.cmp(&other.codes));
    groups
}

/// What every rule that covers the pair says, in order.
fn spoken(precedence: &Precedence, a: usize, b: usize) -> Vec<Spoken> {
    let says = |(rule, says): &(usize, Says)| Some((*rule, precedence.speak(says, a, b)?));
    precedence.rules.iter().filter_map(says).collect()
}

/// Pairs with the same finding: an example, and how many there are.
type Tally<K> = BTreeMap<K, ([Code; 2], usize)>;

struct Pairs<'a> {
    edition: &'a Edition,
    groups: &'a [Alike],
    /// By rule number: whether the rule ever decides, and which rule decides instead.
    decides: BTreeMap<usize, bool>,
    instead: BTreeMap<usize, usize>,
    /// The first rule, the later rule, and what each says about the example.
    different: Tally<(usize, usize, Ordering, Ordering)>,
    no_order: Tally<(Option<usize>, usize, usize)>,
    /// For each pair of groups of which the first is principal, the rule that says so.
    principal: BTreeMap<(usize, usize), usize>,
}

impl<'a> Pairs<'a> {
    fn new(edition: &'a Edition, groups: &'a [Alike]) -> Pairs<'a> {
        let rules = edition.tables().precedence.rules.iter();
        Pairs {
            edition,
            groups,
            decides: rules.map(|(rule, _)| (*rule, false)).collect(),
            instead: BTreeMap::new(),
            different: BTreeMap::new(),
            no_order: BTreeMap::new(),
            principal: BTreeMap::new(),
        }
    }

    fn look(&mut self, i: usize, j: usize, example: [Code; 2], spoken: &[Spoken]) {
        let pairs = self.count(i, j);
        let first = spoken.first().copied();
        if let Some((rule, order)) = first {
            self.decides.insert(rule, true);
            match order {
                Ordering::Greater => drop(self.principal.insert((i, j), rule)),
                Ordering::Less => drop(self.principal.insert((j, i), rule)),
                Ordering::Equal => {}
            }
        }
        if first.is_none_or(|(_, order)| order.is_eq()) {
            self.tally_by_class(i, j, first.map(|(rule, _)| rule));
        }
        let Some((rule, order)) = first else { return };
        for (later, says) in spoken.iter().skip(1) {
            self.instead.entry(*later).or_insert(rule);
            let closing = |rule: usize| self.is_closing(rule);
            if *says != order && !closing(rule) && !closing(*later) {
                let entry = self.different.entry((rule, *later, order, *says));
                entry.or_insert((example, 0)).1 += pairs;
            }
        }
    }

    /// Counts the pairs without an order, of two groups or within one, by class.
    fn tally_by_class(&mut self, i: usize, j: usize, rule: Option<usize>) {
        let (Some(one), Some(other)) = (self.groups.get(i), self.groups.get(j)) else { return };
        for (a, ours) in &one.by_class {
            for (b, theirs) in &other.by_class {
                if i == j && b < a {
                    continue;
                }
                let same = i == j && a == b;
                let count = match same {
                    true => ours.len() * ours.len().saturating_sub(1) / 2,
                    false => ours.len() * theirs.len(),
                };
                let pairs = ours.iter().flat_map(|x| theirs.iter().map(move |y| [*x, *y]));
                if let Some(example) = pairs.into_iter().find(|[x, y]| x != y) {
                    let entry = self.no_order.entry((rule, *a.min(b), *a.max(b)));
                    entry.or_insert((example, 0)).1 += count;
                }
            }
        }
    }

    fn count(&self, i: usize, j: usize) -> usize {
        let codes = |group: usize| self.groups.get(group).map_or(0, |group| group.codes.len());
        match i == j {
            true => codes(i) * codes(i).saturating_sub(1) / 2,
            false => codes(i) * codes(j),
        }
    }

    /// Whether a rule exists to cover what the others leave: the general rule, and one that refers
    /// all against all.
    fn is_closing(&self, rule: usize) -> bool {
        match self.edition.rules.get(rule).map(|rule| &rule.form) {
            Some(Form::General { .. }) => true,
            Some(Form::Refer { one, other }) => [one, other].iter().all(|set| {
                set.iter().any(|item| {
                    matches!(item.base, crate::rules::compiled::Base::All)
                        && item.filters.is_empty()
                        && item.except.is_empty()
                })
            }),
            _ => false,
        }
    }

    fn is_table(&self, rule: usize) -> bool {
        let form = self.edition.rules.get(rule).map(|rule| &rule.form);
        matches!(form, Some(Form::LookUpTable(_)))
    }

    fn name(&self, rule: usize) -> &str {
        self.edition.rules.get(rule).map_or("", |rule| rule.name.as_str())
    }

    fn at(&self, finding: Finding, rule: usize) -> Finding {
        match self.edition.rules.get(rule) {
            Some(rule) => finding.at(&rule.name, &rule.support, &self.edition.law),
            None => finding,
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for rule in self.decides.iter().filter(|(_, decides)| !**decides).map(|(rule, _)| *rule) {
            let name = self.name(rule);
            let (kind, says) = match self.instead.get(&rule) {
                Some(other) => (
                    FindingKind::NeverSpeaks,
                    format!(
                        "rule {name} never decides: other rules speak before it, {} of some pairs",
                        self.name(*other)
                    ),
                ),
                None => (
                    FindingKind::NotUsed,
                    format!(
                        "rule {name} speaks of no two offences that are in the list in its time"
                    ),
                ),
            };
            let finding = Finding::new(kind, Some(self.edition), says);
            let finding = self.at(finding, rule);
            found.push(match self.instead.get(&rule) {
                Some(other) => self.at(finding, *other),
                None => finding,
            });
        }
        for ((first, later, one, other), (codes, count)) in &self.different {
            let table = self.is_table(*first) || self.is_table(*later);
            let kind = if table { FindingKind::AgainstTheTable } else { FindingKind::TwoAnswers };
            let says = format!(
                "{} ({}), but {} ({}); {}",
                told(*codes, *one),
                self.name(*first),
                told(*codes, *other),
                self.name(*later),
                pairs(*count)
            );
            let finding = Finding::new(kind, Some(self.edition), says);
            let finding = Finding { codes: codes.to_vec(), count: *count, ..finding };
            found.push(self.at(self.at(finding, *first), *later));
        }
        found.extend(self.without_order());
        found
    }

    /// Findings about pairs without an order, by the rule that refers them and the two classes.
    fn without_order(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let class = |n: usize| self.edition.law.classes.get(n).map_or("", |c| c.name.as_str());
        type Against = Vec<(usize, [Code; 2], usize)>;
        let mut by_class: BTreeMap<(Option<usize>, usize), Against> = BTreeMap::new();
        for ((rule, a, b), (example, count)) in &self.no_order {
            by_class.entry((*rule, *a)).or_default().push((*b, *example, *count));
        }
        for ((rule, a), others) in by_class {
            let Some((_, [one, other], _)) = others.first() else { continue };
            let against: Vec<&str> = others.iter().map(|(b, _, _)| class(*b)).collect();
            let mut classes = against.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
            if against.len() > SHOWN {
                classes += &format!(" and {} other classes", against.len() - SHOWN);
            }
            let count = others.iter().map(|(_, _, count)| count).sum();
            let why = match rule {
                Some(rule) => format!("{} leaves them to the registrar", self.name(rule)),
                None => "no rule speaks of them".to_owned(),
            };
            let says = format!(
                "class {} against {classes}: {why}, such as {one} and {other}; {}",
                class(a),
                pairs(count)
            );
            let finding = Finding::new(FindingKind::NoOrder, Some(self.edition), says);
            let against = against.into_iter().map(str::to_owned).collect();
            let finding = Finding { codes: vec![*one, *other], count, against, ..finding };
            found.push(match rule {
                Some(rule) => self.at(finding, rule),
                None => finding,
            });
        }
        found
    }
}

fn told([one, other]: [Code; 2], order: Ordering) -> String {
    match order {
        Ordering::Greater => format!("{one} is principal over {other}"),
        Ordering::Less => format!("{other} is principal over {one}"),
        Ordering::Equal => format!("the registrar decides between {one} and {other}"),
    }
}

fn pairs(count: usize) -> String {
    if count == 1 { "1 pair".to_owned() } else { format!("{count} pairs") }
}
