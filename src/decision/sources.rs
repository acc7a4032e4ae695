//! Where a rule comes from.

use std::fmt::{self, Display, Formatter};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A source, as cited by a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// Its id in the rule files, such as `crr-2026`; [`crate::Edition::sources`] gives its title.
    pub id: String,
    /// The page or section; none if the whole source is cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where it is later than the edition: how the edition that rests on it says so, such as "as
    /// the 2026/27 rules put it".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<String>,
}

/// The id and the place: `crr-2026 p. 51`; whether it is later is not said.
impl Display for Source {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        self.place.iter().try_for_each(|place| write!(f, " {place}"))
    }
}

/// The sources of one rule, in the order in which it cites them; a shared list that is cheap to
/// clone.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sources(Arc<[Source]>);

impl Deref for Sources {
    type Target = [Source];

    fn deref(&self) -> &[Source] {
        &self.0
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Sources {
        Sources(sources.into_iter().collect())
    }
}

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Sources, D::Error> {
        Vec::deserialize(from).map(|sources| sources.into_iter().collect())
    }
}
