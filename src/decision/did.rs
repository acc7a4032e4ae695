//! What a rule did, apart from the words in which it is told.

/// What a rule did. Which offences it did it to is in [`crate::Reason::codes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Did {
    /// The officer gave the offence by its code.
    GivenByCode,
    /// An incident by itself makes out the offence.
    MadeOutByIncident,
    /// A course of conduct makes out the offence.
    MadeOutByCourse {
        /// On so many occasions.
        occasions: u32,
        /// Towards each of so many victims or more, where the offence asks for several.
        victims: Option<u16>,
    },
    /// It would be the offence if one occasion is enough.
    WouldBe,
    /// The first offence is the gravest form of the conduct; the others are one with it.
    GravestForm,
    /// The first offence is principal over the others.
    PrincipalOver,
    /// The first offence is before the other, but only in a circle.
    OnlyInCircle,
    /// The two are not ordered: the registrar decides.
    NotOrdered,
    /// The last offence is recorded in addition to those before it.
    RecordedInAddition,
    /// The offence, which has no victim, is recorded in addition.
    BreachInAddition,
    /// The offence gave way to another on the same incident.
    GaveWay,
    /// The conduct goes on from a recorded crime and is added to it.
    GoesOn,
    /// The offence becomes part of a recorded crime.
    BecomesPart,
    /// The recorded crime becomes the first offence; the other is what it was.
    Reclassifies,
    /// A single occasion after a recorded crime: the registrar decides whether it is one of the
    /// offences.
    SingleAfter,
    /// What it defines is so.
    Defines,
    /// What it presumes is so.
    Presumes,
    /// The recording test ends: no crime.
    NoCrime,
    /// The recording test ends: a crime related incident.
    CrimeRelatedIncident,
}

impl Did {
    /// Whether a rule of the edition does this; else it is of the law.
    pub fn is_of_edition(self) -> bool {
        match self {
            Did::GivenByCode
            | Did::MadeOutByIncident
            | Did::MadeOutByCourse { .. }
            | Did::WouldBe
            | Did::GravestForm
            | Did::Defines => false,
            Did::PrincipalOver
            | Did::OnlyInCircle
            | Did::NotOrdered
            | Did::RecordedInAddition
            | Did::BreachInAddition
            | Did::GaveWay
            | Did::GoesOn
            | Did::BecomesPart
            | Did::Reclassifies
            | Did::SingleAfter
            | Did::Presumes
            | Did::NoCrime
            | Did::CrimeRelatedIncident => true,
        }
    }
}
