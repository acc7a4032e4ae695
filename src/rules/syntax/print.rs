//! Prints a tree in its canonical form, which parses to the same tree.

use std::fmt::{self, Display, Formatter};

use super::ast::{
    About, Base, Cite, Condition, Entry, FeatureOf, File, Filter, Head, Item, Kind, Limb,
    MadeOutBy, Node, OccasionMark, OccasionWhen, Offence, Set, SetItem, Support, Window,
};
use crate::words::terms::Basis;

mod rule;

pub(crate) use rule::print_rule;

/// Prints a whole file.
pub(crate) fn print_file(file: &File) -> String {
    let mut text = file.items.iter().map(print_item).collect::<Vec<_>>().join("\n");
    if !file.tail.is_empty() {
        text.push('\n');
        file.tail.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    text
}

/// Prints one item with its comments, ending in a newline.
fn print_item(item: &Item) -> String {
    let mut text: String = item.head.comments.iter().map(|line| format!("{line}\n")).collect();
    text.push_str(&print_bare(item));
    text
}

/// Prints an item without the comments before it.
pub(crate) fn print_bare(item: &Item) -> String {
    print(|f| self::item(f, item))
}

/// Implements `Display` through a closure.
struct Print<F>(F);

impl<F: Fn(&mut Formatter<'_>) -> fmt::Result> Display for Print<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

fn print(how: impl Fn(&mut Formatter<'_>) -> fmt::Result) -> String {
    Print(how).to_string()
}

fn list<T>(all: &[T], between: &str, one: impl Fn(&T) -> String) -> String {
    all.iter().map(one).collect::<Vec<_>>().join(between)
}

fn names(all: &[Node<String>], between: &str) -> String {
    list(all, between, |name| name.value.clone())
}

fn item(f: &mut Formatter<'_>, item: &Item) -> fmt::Result {
    let head = &item.head;
    match &item.kind {
        Kind::Source { later } => {
            self::head(f, "source", head)?;
            later.iter().try_for_each(|(from, words)| {
                writeln!(f, "  from {}, before \"{words}\"", from.value)
            })
        }
        Kind::Class { group, subgroup } => {
            self::head(f, "class", head)?;
            write!(f, "  in {}", group.value)?;
            subgroup.iter().try_for_each(|name| write!(f, " subgroup {}", name.value))?;
            writeln!(f)
        }
        Kind::Act { entry, given_as } => {
            self::head(f, "act", head)?;
            self::entry(f, entry)?;
            given_as.iter().try_for_each(|code| writeln!(f, "  given as {}", code.value))
        }
        Kind::Effect { entry, asked, alone } => {
            self::head(f, "effect", head)?;
            self::entry(f, entry)?;
            flag(f, *asked, "asked where effects are not known")?;
            flag(f, *alone, "stands alone")
        }
        Kind::Fact(fact) => {
            self::head(f, "fact", head)?;
            self::entry(f, &fact.entry)?;
            fact.taken.iter().try_for_each(|taken| writeln!(f, "  taken as {taken}"))?;
            if fact.about != About::Pair {
                writeln!(f, "  about {}", fact.about.words())?;
            }
            flag(f, fact.judgement, "a judgement")?;
            flag(f, fact.parts_group, "parts the group")?;
            flag(f, fact.links_occasions, "links the occasions")
        }
        Kind::Reporter { entry } => {
            self::head(f, "reporter", head)?;
            self::entry(f, entry)
        }
        Kind::Intervention { entry, ends_course } => {
            self::head(f, "intervention", head)?;
            self::entry(f, entry)?;
            flag(f, *ends_course, "ends the course")
        }
        Kind::Example(example) => super::example::print(f, head, example),
        Kind::Wording { question, asks } => {
            self::head(f, "wording", head)?;
            writeln!(f, "  question \"{question}\"\n  asks {}", asks.words())
        }
        Kind::Relationship { entry } => {
            self::head(f, "relationship", head)?;
            self::entry(f, entry)
        }
        Kind::Feature { of, members, question } => {
            let begin = match of {
                FeatureOf::Acts => "acts",
                FeatureOf::Effects => "effects",
            };
            self::head(f, begin, head)?;
            writeln!(f, "  are {}", names(members, ", "))?;
            question.iter().try_for_each(|question| writeln!(f, "  question \"{question}\""))
        }
        Kind::Occasion { when, unless } => {
            self::head(f, "occasion", head)?;
            when.iter().try_for_each(|when| writeln!(f, "  when {}", occasion(when)))?;
            if unless.is_empty() {
                Ok(())
            } else {
                writeln!(f, "  unless {}", names(unless, " or "))
            }
        }
        Kind::Condition { when } => {
            self::head(f, "condition", head)?;
            writeln!(f, "  when {}", condition(&when.value))
        }
        Kind::Set { codes } => {
            self::head(f, "set", head)?;
            writeln!(f, "  are {}", set(codes))
        }
        Kind::Forms { codes } => {
            self::head(f, "forms", head)?;
            writeln!(f, "  gravest first {}", list(codes, ", ", |code| code.value.to_string()))
        }
        Kind::Offence(offence) => self::offence(f, head, offence),
        Kind::Edition(edition) => rule::edition(f, head, edition),
        Kind::Change(change) => rule::change(f, head, change),
    }
}

fn occasion(when: &OccasionWhen) -> String {
    let mark = |mark: &OccasionMark| match mark {
        OccasionMark::AnyAct => "any act".to_owned(),
        OccasionMark::Named(name) => name.value.clone(),
    };
    match when {
        OccasionWhen::Shows { marks, alone } => {
            let alone = if *alone { " without another crime" } else { "" };
            list(marks, " or ", mark) + alone
        }
        OccasionWhen::GivenByCode(fact) => format!("given by code and {}", fact.value),
    }
}

fn entry(f: &mut Formatter<'_>, entry: &Entry) -> fmt::Result {
    if !entry.also_called.is_empty() {
        let names = list(&entry.also_called, ", ", |name| format!("\"{}\"", name.value));
        writeln!(f, "  also called {names}")?;
    }
    writeln!(f, "  question \"{}\"", entry.question)
}

fn flag(f: &mut Formatter<'_>, is_set: bool, words: &str) -> fmt::Result {
    if is_set { writeln!(f, "  {words}") } else { Ok(()) }
}

pub(super) fn head(f: &mut Formatter<'_>, begin: &str, head: &Head) -> fmt::Result {
    write!(f, "{begin} {}", head.name.value)?;
    head.title.iter().try_for_each(|title| write!(f, " \"{}\"", title.value))?;
    writeln!(f)?;
    support(f, "  ", &head.support)
}

fn support(f: &mut Formatter<'_>, indent: &str, support: &Support) -> fmt::Result {
    let cite = |cite: &Cite| match &cite.place {
        Some(place) => format!("{} \"{place}\"", cite.source.value),
        None => cite.source.value.clone(),
    };
    if !support.cites.is_empty() {
        writeln!(f, "{indent}cite {}", list(&support.cites, ", ", cite))?;
    }
    if let Some((standing, until)) = &support.standing {
        write!(f, "{indent}standing {standing}")?;
        until.iter().try_for_each(|day| write!(f, " until {}", day.value))?;
        writeln!(f)?;
    }
    support.note.iter().try_for_each(|note| writeln!(f, "{indent}note \"{note}\""))
}

/// Returns the days, each preceded by a space; empty if the window is unbounded.
fn days(window: &Window) -> String {
    let day = |word: &str, date: &Option<Node<crate::words::date::Date>>| {
        date.as_ref().map(|date| format!(" {word} {}", date.value)).unwrap_or_default()
    };
    day("from", &window.from) + &day("until", &window.until)
}

fn window(f: &mut Formatter<'_>, begin: &str, window: &Window) -> fmt::Result {
    match days(window).as_str() {
        "" => Ok(()),
        days => writeln!(f, "{begin}{days}"),
    }
}

fn offence(f: &mut Formatter<'_>, head: &Head, offence: &Offence) -> fmt::Result {
    self::head(f, "offence", head)?;
    write!(f, "  under \"{}\"", offence.act)?;
    offence.section.iter().try_for_each(|section| write!(f, " section \"{section}\""))?;
    writeln!(f)?;
    for (class, window) in &offence.classes {
        writeln!(f, "  class {}{}", class.value, days(window))?;
    }
    write!(f, "  {}", offence.trial)?;
    for (trial, maximum, window) in &offence.maxima {
        trial.iter().try_for_each(|trial| write!(f, ", {trial}"))?;
        write!(f, ", maximum {}{}", maximum.value, days(window))?;
    }
    let only = if offence.of_individuals { ", of individuals only" } else { "" };
    writeln!(f, ", {} based{only}", offence.basis)?;
    window(f, "  in force", &offence.in_force)?;
    window(f, "  notifiable", &offence.notifiable)?;
    offence.limbs.iter().try_for_each(|limb| self::limb(f, limb))
}

fn limb(f: &mut Formatter<'_>, limb: &Limb) -> fmt::Result {
    writeln!(f, "  limb {}", limb.name.value)?;
    support(f, "    ", &limb.support)?;
    window(f, "    in force", &limb.in_force)?;
    let by = match &limb.by {
        MadeOutBy::Incident => "an incident".to_owned(),
        MadeOutBy::Course => "a course of conduct".to_owned(),
        MadeOutBy::Victims { at_least, with } => {
            format!("conduct towards at least {} victims with {}", at_least.value, with.value)
        }
    };
    writeln!(f, "    made out by {by} when {}", condition(&limb.when.value))
}

/// Prints a condition on one line, with brackets only where needed.
fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Named(name) => name.value.clone(),
        Condition::Relationship(all) => format!("relationship is {}", names(all, ", ")),
        Condition::Under { who, age } => format!("{} is under {}", who.word(), age.value),
        Condition::Is { who, fact } => format!("{} is {}", who.word(), fact.value),
        Condition::Occasions { at_least, with } => {
            let word = if at_least.value == 1 { "occasion" } else { "occasions" };
            let with =
                with.as_ref().map(|name| format!(" with {}", name.value)).unwrap_or_default();
            format!("at least {} {word}{with}", at_least.value)
        }
        Condition::Gap { months } => format!("a gap of {} months", months.value),
        Condition::Single { since } => format!("a single occasion from {}", since.value),
        Condition::ReportedBy(all) => format!("reported by {}", names(all, ", ")),
        Condition::StateBased => "state based".to_owned(),
        Condition::Not(inner) => format!("not {}", bracketed(&inner.value, false)),
        Condition::All(parts) => list(parts, " and ", |part| bracketed(&part.value, false)),
        Condition::Any(parts) => list(parts, " or ", |part| bracketed(&part.value, true)),
    }
}

fn bracketed(inner: &Condition, and_binds: bool) -> String {
    match inner {
        Condition::Any(_) => format!("({})", condition(inner)),
        Condition::All(_) if !and_binds => format!("({})", condition(inner)),
        _ => condition(inner),
    }
}

fn set(set: &Set) -> String {
    list(set, ", ", set_item)
}

pub(crate) fn set_item(item: &SetItem) -> String {
    let mut text = base(&item.base);
    if !item.filters.is_empty() {
        text = format!("{text} with {}", list(&item.filters, " and ", filter));
    }
    if !item.except.is_empty() {
        text = format!("{text} except {}", list(&item.except, " and ", base));
    }
    text
}

pub(crate) fn base(base: &Base) -> String {
    match base {
        Base::All => "all".to_owned(),
        Base::Code(code) => code.value.to_string(),
        Base::Range(first, last) => format!("{} to {}", first.value, last.value),
        Base::Class(name) => format!("class {}", name.value),
        Base::Group(name) => format!("group {}", name.value),
        Base::Subgroup(name) => format!("subgroup {}", name.value),
        Base::Named(name) => name.value.clone(),
    }
}

fn filter(filter: &Filter) -> String {
    match filter {
        Filter::Under(sentence) => format!("maximum under {sentence}"),
        Filter::AtMost(sentence) => format!("maximum at most {sentence}"),
        Filter::Trial(trial) => format!("trial {trial}"),
        Filter::Basis(Basis::Either) => "basis state or victim".to_owned(),
        Filter::Basis(basis) => format!("basis {basis}"),
    }
}
