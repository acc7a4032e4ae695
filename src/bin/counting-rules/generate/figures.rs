//! What *Living in fear* (HMIC and HMCPSI, July 2017) counts, by its chapters. What it does not
//! count is marked as chosen.

/// Harassment crimes in the year to December 2016, malicious communications among them
/// ("Reporting and recording").
pub(crate) const HARASSMENT: u32 = 202_755;

/// Stalking crimes in the same year (the same chapter).
pub(crate) const STALKING: u32 = 4_613;

/// Malicious communications among the harassment: the crimes grew to 153 parts of a hundred of the
/// year before, and would have grown to 119 without them (the same chapter). Derived: the year
/// before had some already.
pub(crate) const MESSAGES: f64 = (153.0 - 119.0) / 153.0;

/// Cases with something digital in them: 82 of 112 ("Digital crime").
pub(crate) const DIGITAL: f64 = 82.0 / 112.0;

/// Stalking crimes flagged as domestic abuse: 54 of a hundred ("Extent and nature", note 44).
pub(crate) const DOMESTIC: f64 = 0.54;

/// Domestic cases in which a form was filled in and its questions on stalking were not: 34 of 74
/// ("Risk assessment", domestic abuse cases).
pub(crate) const NOT_ASKED_DOMESTIC: f64 = 34.0 / 74.0;

/// Other cases without such an assessment: 22 of 30 (the same chapter, other cases).
pub(crate) const NOT_ASKED: f64 = 22.0 / 30.0;

/// Victims of stalking who come to the police only after a hundred incidents: 70 of a hundred
/// ("Introduction", note 2: a survey of 829).
pub(crate) const AFTER_A_HUNDRED: f64 = 0.70;

/// The youngest and the oldest victim of that survey (the same chapter).
pub(crate) const AGES: std::ops::RangeInclusive<u64> = 10..=73;

/// Victims with a crime against them recorded before. Chosen: the report says that they are
/// many ("Repeat victimisation") and not how many.
pub(crate) const REPEAT: f64 = 0.2;

/// Stalking that is there for each crime of it that is recorded. Chosen: the report says that it
/// is missed, and that nobody has counted how often.
pub(crate) const STALKING_THERE: f64 = 2.0;

/// Controlling or coercive behaviour, single incidents, and victims who do not confirm, in parts
/// of all. Chosen.
pub(crate) const CONTROL: f64 = 0.03;
pub(crate) const SINGLE: f64 = 0.04;
pub(crate) const UNCONFIRMED: f64 = 0.02;

/// Further offences: an assault, damage, the breach of an order, hostility. Chosen.
pub(crate) const ASSAULT: f64 = 0.05;
pub(crate) const DAMAGE: f64 = 0.04;
pub(crate) const BREACH: f64 = 0.06;
pub(crate) const AGGRAVATED: f64 = 0.03;

/// A second suspect, and a second victim. Chosen.
pub(crate) const SECOND: f64 = 0.03;
