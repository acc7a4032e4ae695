//! The offences disclosed in a crime, with the people and incidents of each.

use serde::{Deserialize, Serialize};

use crate::words::terms::Code;

/// What an offence is to the crime in which it is disclosed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It is counted.
    Principal,
    /// It is recorded in addition.
    AlsoRecord,
    /// It is not counted.
    Related,
    /// The registrar decides between it and others.
    Between,
    /// It is what the recorded crime becomes.
    ReclassifyTo,
}

part! {
    /// An offence disclosed in a crime.
    #[derive(PartialEq, Eq)]
    pub struct CrimeOffence as ToldCrimeOffence<'a> {
        /// Its code.
        pub code: Code,
        /// The class under which it counts.
        pub class: String => &'a str,
        /// What it is to the crime.
        pub role: Role,
        /// The incidents that disclose it, by date and then id.
        pub incidents: Vec<String> => Vec<&'a str>,
        /// Its victim; empty if it has none.
        pub victims: Vec<String> => Vec<&'a str>,
        /// Those who committed it.
        pub suspects: Vec<String> => Vec<&'a str>,
    }
}
