//! What a rule did, as data rather than in words.

/// What a rule did; [`crate::decision::Reason::codes`] says to which offences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Did {
    /// The officer gave the offence by its code.
    GivenByCode,
    /// An incident by itself makes out the offence.
    MadeOutByIncident,
    /// A course of conduct makes out the offence.
    MadeOutByCourse {
        /// The number of occasions.
        occasions: u32,
        /// The least number of victims, each on that many occasions, if the offence requires
        /// several.
        victims: Option<u16>,
    },
    /// It would be the offence if one occasion were enough.
    WouldBe,
    /// The first offence is the gravest form of the conduct; the others are one offence with it.
    GravestForm,
    /// The first offence is principal over the others.
    PrincipalOver,
    /// The first offence precedes the other, but only as part of a circle.
    OnlyInCircle,
    /// The two are not ordered: the registrar decides.
    NotOrdered,
    /// The last offence is recorded in addition to those before it.
    RecordedInAddition,
    /// The offence, which has no victim, is recorded in addition.
    BreachInAddition,
    /// The offence gave way to another on the same incident.
    GaveWay,
    /// The conduct continues a recorded crime and is added to it.
    GoesOn,
    /// What happened no later than a crime was recorded belongs to its series.
    OfSeries,
    /// The offence becomes part of a recorded crime.
    BecomesPart,
    /// The recorded crime becomes the first offence; the other is what it was before.
    Reclassifies,
    /// A single occasion after a recorded crime: the registrar decides whether it is one of the
    /// offences.
    SingleAfter,
    /// What the rule defines holds.
    Defines,
    /// What the rule presumes holds.
    Presumes,
    /// The recording test ends with no crime.
    NoCrime,
    /// The recording test ends with a crime related incident.
    CrimeRelatedIncident,
}

impl Did {
    /// Whether it is a rule of the edition, rather than of the law, that does this.
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
            | Did::OfSeries
            | Did::BecomesPart
            | Did::Reclassifies
            | Did::SingleAfter
            | Did::Presumes
            | Did::NoCrime
            | Did::CrimeRelatedIncident => true,
        }
    }
}
