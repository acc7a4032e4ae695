//! Prints editions and their rules.

use std::fmt::{self, Formatter};

use super::{condition, head, list, names, print, set, window};
use crate::rules::syntax::ast::{Beside, Change, Edition, Form, Head, Stop};

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
            if except.is_empty() { Ok(()) } else { writeln!(f, "  except for {}", set(except)) }
        }
        Form::Presume { condition: name, when, unless } => {
            writeln!(f, "  presume {}\n  when {}", name.value, condition(&when.value))?;
            unless.iter().try_for_each(|c| writeln!(f, "  unless {}", condition(&c.value)))
        }
        Form::Disapply { offences, when } => {
            writeln!(f, "  disapply {}\n  when {}", set(offences), condition(&when.value))
        }
        Form::Caution { says, of, beside, when } => {
            writeln!(f, "  caution \"{says}\"\n  where {}", set(of))?;
            beside.iter().try_for_each(|(how, other)| match how {
                Beside::Over => writeln!(f, "  is principal over {}", set(other)),
                Beside::With => writeln!(f, "  is recorded with {}", set(other)),
            })?;
            when.iter().try_for_each(|c| writeln!(f, "  when {}", condition(&c.value)))
        }
        Form::Stop { outcome, when } => {
            let outcome = match outcome {
                Stop::NoCrime => "no crime",
                Stop::CrimeRelatedIncident => "crime related incident",
            };
            writeln!(f, "  stop as {outcome}\n  when {}", condition(&when.value))
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
            writeln!(f, "  until closed by {}", names(&rule.closed_by, ", "))?;
            write!(f, "  or after {} months", rule.months.value)?;
            rule.unless.iter().try_for_each(|name| write!(f, " unless {}", name.value))?;
            writeln!(f, "\n  including {}", set(&rule.including))
        }
        Form::StandApart { says } => writeln!(f, "  recorded crimes stand apart \"{says}\""),
    }
}
