//! How the form groups the names of the vocabulary. The rules hold these groups; a test
//! compares them.

use serde::Serialize;

/// Acts associated with stalking: section 2A(3), and the examples of page 52.
pub(crate) const STALKING: &[&str] = &[
    "following",
    "contacting",
    "publishing",
    "monitoring",
    "loitering",
    "interfering-with-property",
    "watching-or-spying",
    "visiting-uninvited",
    "sending-gifts",
    "identity-misuse",
    "vexatious-complaints",
    "contacting-third-parties",
];

/// Acts that are a communications offence in themselves.
pub(crate) const COMMUNICATIONS: &[&str] = &[
    "indecent-or-grossly-offensive-communication",
    "false-communication",
    "communication-threatening-death-or-serious-harm",
];

/// Facts that hold unless somebody says that they do not.
pub(crate) const TAKEN_AS_TRUE: &[&str] = &[
    "unwanted",
    "knew-or-ought-to-know",
    "occasions-linked",
    "crime_in_law_on_balance",
    "victim_traced",
    "victim_confirms",
];

/// The groups, for the page.
#[derive(Serialize)]
pub(crate) struct Groups {
    stalking: &'static [&'static str],
    communications: &'static [&'static str],
    taken_as_true: &'static [&'static str],
}

/// All of them.
pub(crate) const GROUPS: Groups =
    Groups { stalking: STALKING, communications: COMMUNICATIONS, taken_as_true: TAKEN_AS_TRUE };

#[cfg(test)]
mod tests {
    use super::{COMMUNICATIONS, STALKING, TAKEN_AS_TRUE};
    use counting_rules::Rules;

    /// The names of the items of the vocabulary that begin with a word and hold a line.
    fn named(kind: &str, line: &str) -> Vec<String> {
        let texts = Rules::shipped_texts();
        let vocabulary = texts.iter().find(|text| text.name.ends_with("vocabulary.rules"));
        let items = vocabulary.unwrap().content.split("\n\n");
        let items = items.filter(|item| item.lines().any(|l| l.trim_start().starts_with(line)));
        items
            .filter_map(|item| Some(item.strip_prefix(kind)?.lines().next()?.trim().to_owned()))
            .collect()
    }

    #[test]
    fn the_rules_group_the_names_in_the_same_way() {
        let texts = Rules::shipped_texts();
        let list = format!("  are {}", STALKING.join(", "));
        assert!(texts.iter().any(|text| text.content.contains(&list)));
        assert_eq!(named("act ", "given as"), COMMUNICATIONS);
        let facts = named("fact ", "taken as true");
        let as_written = |name: &&str| name.replace('_', "-");
        assert_eq!(facts, TAKEN_AS_TRUE.iter().map(as_written).collect::<Vec<_>>());
    }
}
