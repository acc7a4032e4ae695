//! What does it cost to read and check the rule files, all of them or those of one edition, and to
//! reach the first decision with the library's own, compared with reading the same text character
//! by character?

mod common;

use std::hint::black_box;

use common::{Problem, calls, compare};
use counting_rules::{Rules, Text};

fn main() -> Result<(), Problem> {
    let mut criterion = common::criterion();
    let all = Rules::shipped_texts();
    let fastest = compare(
        &mut criterion,
        "load all",
        calls(|| Rules::load(black_box(&all).clone())),
        calls(|| characters(black_box(&all))),
    );
    println!("load all: {:.1} ms, at most 30 ms\n", fastest.ours / 1e6);
    // The first edition amends none; the last amends all but one.
    for id in ["hocr-2016-04", "hocr-2026-04"] {
        let texts = of_edition(&all, id)?;
        Rules::load(texts.clone())?.edition(id)?;
        let fastest = compare(
            &mut criterion,
            &format!("load {id}"),
            calls(|| Rules::load(black_box(&texts).clone())),
            calls(|| characters(black_box(&texts))),
        );
        println!("load {id}: {:.1} ms, at most 10 ms\n", fastest.ours / 1e6);
    }
    compare(
        &mut criterion,
        "shipped, and a decision",
        calls(first_decision),
        calls(|| characters(black_box(&all))),
    );
    criterion.final_summary();
    Ok(())
}

fn first_decision() -> Result<String, Problem> {
    let report = black_box(include_str!("../examples/messages.json"));
    Ok(Rules::shipped()?.edition("hocr-2026-04")?.decide_json(report)?)
}

/// A sum that depends on every character and its position.
fn characters(texts: &[Text]) -> u64 {
    let characters = texts.iter().flat_map(|text| text.content.chars());
    characters.fold(0, |sum: u64, c| sum.wrapping_mul(31).wrapping_add(u64::from(c)))
}

/// The law, the sets, the edition, and the editions that it amends.
fn of_edition(all: &[Text], id: &str) -> Result<Vec<Text>, Problem> {
    let named = |name: &str| all.iter().find(|text| text.name == name).ok_or(name.to_owned());
    let law = all.iter().filter(|text| text.name.starts_with("law/"));
    let mut texts: Vec<Text> = law.cloned().collect();
    texts.push(named("editions/sets.rules")?.clone());
    let mut next = Some(id);
    while let Some(id) = next {
        let text = named(&format!("editions/{id}.rules"))?;
        texts.push(text.clone());
        next = text.content.lines().find_map(|line| line.trim().strip_prefix("amends "));
    }
    Ok(texts)
}
