//! A paper for a classroom: the accounts first, the answers on a page of their own.

use maud::{DOCTYPE, PreEscaped, html};

use super::answer::Answer;
use super::marking;
use super::{Asked, sources};

const STYLE: &str = "
body { font: 1rem/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 50rem; padding: 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 1.5rem 0 .3rem; } h3 { font-size: 1rem; margin: .8rem 0 .2rem; }
p, li { margin: .25rem 0; } ul { margin: .2rem 0; padding-left: 1.3rem; }
.line { border-bottom: 1px solid #111; display: inline-block; min-width: 14rem; }
.small, cite { color: #555; font-size: .85em; font-style: normal; }
.answer { border-top: 1px solid #999; margin-top: 1rem; }
@page { margin: 15mm; }
@media print { body { font-size: 10.5pt; max-width: none; padding: 0; }
  #answers { break-before: page; } .exercise, li { break-inside: avoid; } h2, h3 { break-after: avoid; } }
";

pub(crate) fn sheet(asked: &[Asked]) -> Result<String, Box<dyn std::error::Error>> {
    let mut answers = Vec::new();
    for one in asked {
        let answer = Answer::of(&one.edition.decide(&one.exercise.report)?);
        answers.push((one, marking::mark(one.edition, &one.exercise.report, &answer)?));
    }
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Exercises in crime recording" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Exercises in crime recording" }
                p { "Of each report: which crime is recorded, for each victim and offender, and what in \
                     addition? Write the codes, or: refer to the registrar, add to the recorded crime, \
                     crime related incident, none." }
                @for (n, one) in asked.iter().enumerate() {
                    section.exercise {
                        h2 { (n + 1) ". " (one.exercise.title) }
                        p.small { (one.exercise.level) ". Under " (one.edition.id()) "." }
                        @for line in &one.account { p { (line) } }
                        p { "Principal: " span.line { "\u{a0}" } " In addition: " span.line { "\u{a0}" } }
                    }
                    "\n"
                }
                section #answers {
                    h1 { "Answers" }
                    @for (n, (one, marked)) in answers.iter().enumerate() {
                        section.answer {
                            h2 { (n + 1) ". " (marked.expected) }
                            @if one.own_edition && !one.exercise.point.is_empty() {
                                p { (one.exercise.point) }
                            }
                            ul { @for line in &marked.why { li { (line) } } }
                        }
                        "\n"
                    }
                    h2 { "Sources" }
                    ul { @for source in sources(asked) { li { (source) } } }
                }
            }
        }
    };
    Ok(page.into_string())
}
