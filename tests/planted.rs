//! Small wrong changes to the edition of 2026, each with the tool that finds it: `load` rejects the
//! files, `check` finds a new fault, or `diff` shows decisions that change. The snapshot is the
//! table of results.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fmt::Write;
use std::sync::LazyLock;

use counting_rules::Rules;
use counting_rules::workshop::Finding;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap());
static FOUND: LazyLock<Vec<Finding>> = LazyLock::new(|| RULES.findings());

const Y23: &str = "editions/hocr-2023-05.rules";
const Y24: &str = "editions/hocr-2024-01.rules";
const Y26: &str = "editions/hocr-2026-04.rules";
const Y16: &str = "editions/hocr-2016-04.rules";
const SETS: &str = "editions/sets.rules";
const HARASSMENT: &str = "law/harassment.rules";
const CONTROL: &str = "law/coercive-control.rules";

/// What was done, in which file, the original text, and its replacement.
type Mistake = (&'static str, &'static str, &'static str, &'static str);

const MISTAKES: &[Mistake] = &[
    (
        "a code left out of a tier",
        Y23,
        "  principal 008/65, 008/66, 008/30\n",
        "  principal 008/65, 008/30\n",
    ),
    ("another code left out", Y23, "  principal 195/12, 195/94\n", "  principal 195/12\n"),
    (
        "a class left out of a tier",
        Y23,
        "class 105A, class 105B, class 8N except",
        "class 105B, class 8N except",
    ),
    (
        "an exception lost",
        Y23,
        "class 8N except 008/01 and 008/77, class 8R",
        "class 8N except 008/01, class 8R",
    ),
    ("another exception lost", Y23, "class 8R except 005/28\n", "class 8R\n"),
    (
        "an exception too many",
        Y23,
        "up-to-and-including-8n except 008/01, all",
        "up-to-and-including-8n except 008/01 and 008/02, all",
    ),
    (
        "an exception of the damage lost",
        Y23,
        "subgroup criminal-damage except 057/00, group",
        "subgroup criminal-damage, group",
    ),
    (
        "a sentence off by a year",
        Y23,
        "all with maximum under 5 years except 008/56",
        "all with maximum under 4 years except 008/56",
    ),
    (
        "under for at most",
        Y23,
        "group sexual-offences with maximum under 14 years",
        "group sexual-offences with maximum at most 14 years",
    ),
    ("a digit wrong in a code", Y23, "  refer 005/28\n", "  refer 005/29\n"),
    ("a code that is not in the list", Y23, "  refer 005/28\n", "  refer 005/82\n"),
    (
        "two rows of the table swapped",
        Y23,
        "    row 008/01\n    row 008/77\n",
        "    row 008/77\n    row 008/01\n",
    ),
    ("a row of the table lost", Y23, "    row 003/01\n", ""),
    ("a row of the table twice", Y23, "    row 003/01\n", "    row 003/01\n    row 003/01\n"),
    (
        "principal and lesser swapped",
        Y23,
        "  general violent\n  over property\n",
        "  general property\n  over violent\n",
    ),
    (
        "the conduct crimes back in the general rule",
        Y23,
        "  then the higher maximum sentence\n  except for conduct-crimes\n",
        "  then the higher maximum sentence\n",
    ),
    ("a rule misspelt", Y23, "remove rule two-crimes\n", "remove rule two-crime\n"),
    ("a date off by one", Y26, "  in force from 2026-04-01\n", "  in force from 2026-04-02\n"),
    (
        "a first day after the last",
        Y24,
        "  in force from 2024-01-31 until 2026-03-31\n",
        "  in force from 2026-04-01 until 2026-03-31\n",
    ),
    ("three months become two", Y26, "  or after 3 months unless", "  or after 2 months unless"),
    (
        "a charge no longer closes",
        Y26,
        "  until closed by charge, summons, caution, conditional",
        "  until closed by summons, caution, conditional",
    ),
    (
        "a false message no longer included",
        Y26,
        "  including 008/72, 138/52\n",
        "  including 008/72\n",
    ),
    (
        "the registrar's judgement lost",
        Y26,
        "\n  unless registrar-satisfied-harassment-only\n\nadd",
        "\n\nadd",
    ),
    (
        "the relationship wrong",
        Y26,
        "  presume amounts-to-stalking\n  when relationship is former-partner",
        "  presume amounts-to-stalking\n  when relationship is partner",
    ),
    (
        "neither becomes either",
        Y26,
        "  presume amounts-to-stalking\n  when relationship is former-partner and neither is under 16",
        "  presume amounts-to-stalking\n  when relationship is former-partner and either is under 16",
    ),
    (
        "a not dropped",
        Y16,
        "  when not crime-in-law-on-balance\n",
        "  when crime-in-law-on-balance\n",
    ),
    (
        "another not dropped",
        Y16,
        "professional and not victim-confirms and",
        "professional and victim-confirms and",
    ),
    (
        "a reporter left out",
        Y16,
        "not reported by victim, parent-or-carer, professional and not victim-confirms",
        "not reported by victim, parent-or-carer and not victim-confirms",
    ),
    (
        "a step behind one that stops all",
        Y16,
        "incident\n  when another-force-recording\n",
        "incident\n  when crime-in-law-on-balance\n",
    ),
    ("a breach left out", SETS, "066/39", "066/40"),
    (
        "fear once instead of twice",
        HARASSMENT,
        "at least 2 occasions with fear-of-violence",
        "at least 1 occasion with fear-of-violence",
    ),
    (
        "a condition and its opposite",
        CONTROL,
        "repeated-or-continuous-control",
        "repeated-or-continuous-control and not repeated-or-continuous-control",
    ),
];

/// The tool that finds a mistake.
fn found_by((what, file, from, to): &Mistake) -> String {
    let mut texts = Rules::shipped_texts();
    let text = texts.iter_mut().find(|text| text.name == *file).unwrap();
    assert!(text.content.contains(from), "{what}: {file} has no {from:?}");
    text.content = text.content.replacen(from, to, 1);
    let rules = match Rules::load(texts) {
        Ok(rules) => rules,
        Err(errors) => return format!("load: {}", errors.diagnostics[0].message),
    };
    let known = |finding: &Finding| FOUND.iter().any(|known| known.says == finding.says);
    let faults = rules.findings().into_iter().filter(|f| f.kind.is_fault() && !known(f));
    if let Some(fault) = faults.into_iter().next() {
        return format!("check: {}", fault.says);
    }
    let before = RULES.edition("hocr-2026-04").unwrap();
    let after = rules.edition("hocr-2026-04").unwrap();
    let difference = before.difference(after);
    if let Some(pairs) = difference.pairs.first() {
        let [one, other] = pairs.example;
        return format!("diff: {} pairs, such as {one} and {other}", pairs.count);
    }
    if let Some(decision) = difference.decisions.first() {
        let (was, is) = (decision.before.join("; "), decision.after.join("; "));
        return format!("diff: {was} becomes {is}");
    }
    "nothing".to_owned()
}

/// Each takes some ten thousand decisions, which is slow without optimisation.
#[test]
#[ignore = "long: cargo test --release --test planted -- --ignored"]
fn each_mistake_is_found() {
    let mut table = String::new();
    for mistake in MISTAKES {
        let found = found_by(mistake);
        writeln!(table, "{}\n    {found}", mistake.0).unwrap();
    }
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("planted", table);
    });
    assert!(MISTAKES.len() >= 30);
    assert!(!table.contains("    nothing"), "{table}");
}
