//! Prints editions and their rules.

use std::fmt::{self, Formatter};

use super::{condition, head, list, names, print, set, window};
use crate::rules::syntax::ast::{Beside, Change, Edition, Form, Head, Set, Stop};

/// Prints a rule, and returns the offset of its body, which follows its name and sources.
pub(crate) fn print_rule(of: &Head, form: &Form) -> (String, usize) {
    let begin = print(|f| head(f, "rule", of));
    let at = begin.len();
    (begin + &print(|f| self::form(f, form)), at)
}

pub(super) fn edition(f: &mut Formatter<'_>, of: &Head, edition: &Edition) -> fmt::Result {
    head(f, "edition", of)?;
    edition.amends.iter().try_for_each(|name| writeln!(f, "  amends {}", name.value))?;
    window(f, "  in force", &edition.in_force)?;
    edition
        .counted_as_of
        .iter()
        .try_for_each(|date| writeln!(f, "  counted as of {}", date.value))?;
    edition.reviewed_to.iter().try_for_each(|date| writeln!(f, "  reviewed to {}", date.value))
}

pub(super) fn change(f: &mut Formatter<'_>, of: &Head, change: &Change) -> fmt::Result {
    match change {
        Change::Rule(form) => {
            head(f, "rule", of)?;
            self::form(f, form)
        }
        Change::Replace(form) => {
            head(f, "replace rule", of)?;
            self::form(f, form)
        }
        Change::Remove => head(f, "remove rule", of),
        Change::RemoveExample => head(f, "remove example", of),
        Change::AddBefore(before, form) => {
            head(f, &format!("add before {} rule", before.value), of)?;
            self::form(f, form)
        }
    }
}

fn form(f: &mut Formatter<'_>, form: &Form) -> fmt::Result {
    match form {
        Form::Principal { over, under } => {
            writeln!(f, "  principal {}\n  over {}", set(over), set(under))
        }
        Form::Refer { one, other } => writeln!(f, "  refer {}\n  against {}", set(one), set(other)),
        Form::Order(sets) => writeln!(f, "  order {}", list(sets, " then ", set)),
        Form::LookUpTable(rows) => {
            writeln!(f, "  look-up table")?;
            rows.iter().try_for_each(|row| writeln!(f, "    row {}", set(row)))
        }
        Form::General { over, under, except } => {
            writeln!(f, "  general {}\n  over {}", set(over), set(under))?;
            writeln!(f, "  then the higher maximum sentence")?;
            except_for(f, except)
        }
        Form::Presume { condition: name, when, unless } => {
            writeln!(f, "  presume {}\n  when {}", name.value, condition(&when.value))?;
            unless.iter().try_for_each(|c| writeln!(f, "  unless {}", condition(&c.value)))
        }
        Form::Disapply { offences, when } => {
            writeln!(f, "  disapply {}\n  when {}", set(offences), condition(&when.value))
        }
        Form::Caution { says, of, beside, when } => {
            writeln!(f, "  caution \"{says}\"")?;
            match of {
                Some(of) => writeln!(f, "  where {}", set(of))?,
                None => writeln!(f, "  on a single occasion")?,
            }
            beside.iter().try_for_each(|(how, other)| match how {
                Beside::Over => writeln!(f, "  is principal over {}", set(other)),
                Beside::OverHigher => {
                    writeln!(f, "  is principal over {} of a higher maximum", set(other))
                }
                Beside::With => writeln!(f, "  is recorded with {}", set(other)),
                Beside::Recorded => writeln!(f, "  beside a recorded {}", set(other)),
            })?;
            when.iter().try_for_each(|c| writeln!(f, "  when {}", condition(&c.value)))
        }
        Form::Stop { outcome, record, only, except, when } => {
            let outcome = match outcome {
                Stop::NoCrime => "no crime",
                Stop::CrimeRelatedIncident => "crime related incident",
            };
            write!(f, "  stop as {outcome}")?;
            record.iter().try_for_each(|name| write!(f, " \"{name}\""))?;
            writeln!(f)?;
            only.iter().try_for_each(|only| writeln!(f, "  only for {}", set(only)))?;
            except_for(f, except)?;
            writeln!(f, "  when {}", condition(&when.value))
        }
        Form::AlsoRecord { offences } => writeln!(f, "  also record {}", set(offences)),
        Form::InAddition { principal, most_serious_of } => {
            writeln!(f, "  record {}", set(principal))?;
            writeln!(f, "  in addition to the most serious of {}", set(most_serious_of))
        }
        Form::Count { offences, but_not } => {
            writeln!(f, "  count {}\n  but not {}", set(offences), set(but_not))?;
            writeln!(f, "  on one incident")
        }
        Form::Continue(rule) => {
            writeln!(f, "  add to {}", set(&rule.of))?;
            rule.only.iter().try_for_each(|(of, when)| {
                writeln!(f, "  but to {} only when {}", set(of), condition(&when.value))
            })?;
            writeln!(f, "  until closed by {}", names(&rule.closed_by, ", "))?;
            write!(f, "  or after {} months", rule.months.value)?;
            rule.unless.iter().try_for_each(|name| write!(f, " unless {}", name.value))?;
            writeln!(f, "\n  including {}", set(&rule.including))
        }
        Form::Series { of, closed_by } => {
            writeln!(f, "  join to the series of {}", set(of))?;
            writeln!(f, "  until closed by {}", names(closed_by, ", "))
        }
        Form::OnceADay { of, unless } => {
            writeln!(f, "  count {} once a day unless {}", set(of), unless.value)
        }
        Form::StandApart { says } => writeln!(f, "  recorded crimes stand apart \"{says}\""),
    }
}

fn except_for(f: &mut Formatter<'_>, except: &Set) -> fmt::Result {
    if except.is_empty() { Ok(()) } else { writeln!(f, "  except for {}", set(except)) }
}
