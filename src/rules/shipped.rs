//! The rule files that come with the library.

use crate::words::text::Text;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../counting-rules/", $name)))),*]
    };
}

const FILES: &[(&str, &str)] = shipped![
    "law/sources.rules",
    "law/vocabulary.rules",
    "law/classes.rules",
    "law/harassment.rules",
    "law/coercive-control.rules",
    "law/communications.rules",
    "law/catalogue/violence-against-the-person.rules",
    "law/catalogue/sexual-offences.rules",
    "law/catalogue/robbery.rules",
    "law/catalogue/theft.rules",
    "law/catalogue/vehicle-offences.rules",
    "law/catalogue/burglary.rules",
    "law/catalogue/arson-and-criminal-damage.rules",
    "law/catalogue/public-order-offences.rules",
    "law/catalogue/possession-of-weapons.rules",
    "law/catalogue/drug-offences.rules",
    "law/catalogue/miscellaneous-crimes-against-society.rules",
    "law/catalogue/nfib-fraud.rules",
    "editions/sets.rules",
    "editions/hocr-2016-04.rules",
    "editions/hmic-2017-07.rules",
    "editions/hocr-2018-04.rules",
    "editions/hocr-2020-04.rules",
    "editions/hocr-2023-05.rules",
    "editions/hocr-2024-01.rules",
    "editions/hocr-2026-04.rules",
    "editions/examples.rules",
    "editions/examples-of-lists.rules",
];

/// Returns every shipped file.
pub(crate) fn texts() -> Vec<Text> {
    FILES.iter().map(|(name, content)| Text::new(*name, *content)).collect()
}
