//! The names that a report may use, as `classify --help` lists them.

use counting_rules::Rules;
use counting_rules::edition::Word;

/// Lists every name of the rules that come with the program, with what else people call it.
pub(crate) fn listed() -> String {
    let Ok(rules) = Rules::shipped() else { return String::new() };
    let all = rules.vocabulary();
    let parts = [
        ("acts of an incident", &all.acts),
        ("effects of an incident", &all.effects),
        ("facts of an incident", &all.incident),
        ("relationship of a pair", &all.relationships),
        ("facts of a pair", &all.facts),
        ("kind of an intervention", &all.interventions),
        ("reported_by of the recording", &all.reporters),
        ("facts of the recording", &all.recording),
    ];
    let mut text =
        "Names that a report may use; those in brackets are suggested and not read:\n".to_owned();
    for (what, words) in parts {
        text.push_str(&format!("\n  {what}\n"));
        words.iter().for_each(|word| text.push_str(&line(word)));
    }
    text
}

fn line(word: &Word) -> String {
    match word.also_called.as_slice() {
        [] => format!("    {}\n", word.name),
        others => format!("    {} ({})\n", word.name, others.join(", ")),
    }
}
