//! Why there is no edition of that name, or for that day.

use crate::words::date::Date;

/// There is no such edition, or none is in force on that day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoEdition {
    /// No edition has that name.
    #[error("there is no edition `{name}`{}", help(.nearest, .known))]
    Named {
        /// The name asked for.
        name: String,
        /// The nearest known name.
        nearest: Option<String>,
        /// All known names.
        known: Vec<String>,
    },
    /// No edition is in force on the day.
    #[error("no edition is in force on {day}; the first, `{first}`, is from {from}")]
    OnDay {
        /// The day asked for.
        day: Date,
        /// The first edition by date.
        first: String,
        /// Its first day.
        from: Date,
    },
    /// No edition has a first day in force.
    #[error("no edition is in force on any day")]
    NoDates,
}

fn help(nearest: &Option<String>, known: &[String]) -> String {
    match nearest {
        Some(name) => format!("; did you mean `{name}`?"),
        None => format!("; there are: {}", known.join(", ")),
    }
}
