//! The summary as a page, for people who would rather look than read. It has no script and takes
//! nothing from outside.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::charts;
use super::summary::{About, grouped, percent};

const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The class of stalking, whose hiding places the page shows first.
const STALKING: &str = "8Q";

/// So many rows of a chart.
const MOST: usize = 12;

pub(crate) fn page(about: &About<'_>) -> String {
    let tally = &about.findings.tally;
    let all = tally.verdicts;
    let editions: Vec<&str> = tally.by_edition.keys().map(String::as_str).collect();
    html! {
        (DOCTYPE) "\n"
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Audit of recorded crimes" }
                style { (PreEscaped(include_str!("page.css"))) }
            }
            "\n"
            body {
                header {
                    h1 { "Audit of recorded crimes" }
                    p {
                        (grouped(tally.reports)) " reports, " (grouped(all.all())) " victims"
                        @if !editions.is_empty() { ", under " (editions.join(", ")) }
                        "."
                    }
                }
                (numbers(about))
                (verdicts(about))
                (stalking(about))
                (kinds(about))
                (classes(about))
                (confusion(about))
                (rules(about))
                (questions(about))
                footer { p {
                    "Made by counting-rules " (env!("CARGO_PKG_VERSION"))
                    ". In brackets the 95 % Wilson interval of the whole, if what was audited is a dip sample of it. \
                     It supports a decision; the force crime registrar decides. It does not assess risk."
                } }
            }
        }
        "\n"
    }
    .into_string()
}

fn section(title: &str, says: &str, figure: Markup) -> Markup {
    html! { section { h2 { (title) } p { (says) } figure { (figure) } } "\n" }
}

fn verdicts(about: &About<'_>) -> Markup {
    let all = about.findings.tally.verdicts;
    if all.all() == 0 {
        return html! {};
    }
    section(
        "What the audit says",
        "Unsettled is what hangs on a fact that nobody asked for. It counts neither as right nor as wrong.",
        charts::parts(
            "Verdicts",
            &[
                ("As the rules say", all.agrees, "right"),
                ("Otherwise", all.disagrees, "wrong"),
                ("Unsettled", all.unsettled, "open"),
                ("For the registrar", all.for_the_registrar, "refer"),
            ],
        ),
    )
}

fn numbers(about: &About<'_>) -> Markup {
    let tally = &about.findings.tally;
    let (right, stalking) = (tally.verdicts.right(), tally.found(STALKING));
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    html! {
        ul.big {
            @if right.of > 0 {
                li { b { (percent(right.share)) } span { "right, of what is settled" } }
            }
            @if stalking.of > 0 {
                li { b { (percent(stalking.share)) } span { "of the stalking is recorded as stalking" } }
            }
            li { b { (grouped(tally.verdicts.disagrees)) } span { "to put right" } }
            li { b { (grouped(tally.verdicts.unsettled)) } span { "to ask about" } }
            @if about.findings.rejects > 0 {
                li { b { (grouped(about.findings.rejects)) } span { "could not be read" } }
            }
        }
        "\n"
    }
}

fn stalking(about: &About<'_>) -> Markup {
    let hidden = about.findings.tally.hidden(STALKING);
    let found = about.findings.tally.found(STALKING);
    if found.of == 0 {
        return html! {};
    }
    let rows: Vec<(String, u64)> =
        hidden.into_iter().take(MOST).map(|(class, count)| (about.class(class), count)).collect();
    let says = format!(
        "{} of {} crimes of stalking are recorded as stalking: {}. The others are recorded as:",
        grouped(found.count),
        grouped(found.of),
        percent(&found)
    );
    section(
        "Where stalking hides",
        &says,
        charts::bars("Stalking recorded otherwise", "wrong", &rows),
    )
}

fn kinds(about: &About<'_>) -> Markup {
    let rows: Vec<(String, u64)> =
        about.kinds().into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect();
    if rows.is_empty() {
        return html! {};
    }
    section(
        "What went wrong",
        "Victims, by the kind of misrecording.",
        charts::bars("Kinds of misrecording", "wrong", &rows),
    )
}

fn classes(about: &About<'_>) -> Markup {
    let rows: Vec<_> = about
        .expected()
        .into_iter()
        .take(MOST)
        .map(|(class, rate)| (about.class(class), rate))
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    section(
        "Found in its class",
        "Of the crimes that should be of a class, the share that is recorded in it, with its interval.",
        charts::shares("Crimes found in their class", &rows),
    )
}

fn confusion(about: &About<'_>) -> Markup {
    let table = &about.findings.tally.by_class;
    let mut columns: Vec<&str> = about.expected().into_iter().map(|(class, _)| class).collect();
    // Stalking is shown, however little of it there is.
    let stalking = columns.iter().skip(5).any(|class| *class == STALKING);
    columns.truncate(if stalking { 4 } else { 5 });
    columns.extend(stalking.then_some(STALKING));
    let others = ["no crime", "no further", "crime related incident", "addition"];
    let told = |column: &&str| table.values().any(|row| row.contains_key(*column));
    columns.extend(others.into_iter().filter(told));
    let count = |row: &str, column: &str| {
        table.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0)
    };
    let mut names: Vec<&str> = table.keys().map(String::as_str).collect();
    let sum = |row: &&str| columns.iter().map(|column| count(row, column)).sum::<u64>();
    names.sort_by_key(|row| std::cmp::Reverse(sum(row)));
    // Each class that has a column has a row, so that what is right stands on the diagonal.
    let classes = columns.iter().filter(|class| !others.contains(*class)).copied();
    names.retain(|row| sum(row) > 0 && !classes.clone().any(|class| class == *row));
    let names: Vec<&str> = classes.chain(names).take(10).collect();
    if names.is_empty() {
        return html! {};
    }
    let rows: Vec<(&str, Vec<u64>)> = names
        .into_iter()
        .map(|row| (row, columns.iter().map(|column| count(row, column)).collect()))
        .collect();
    section(
        "Recorded, and should be",
        "Crimes by the class recorded, down, and the class that it should be, across. The stronger the shade, the greater the share of the column. What is right is green.",
        charts::heat("Confusion table", &columns, &rows),
    )
}

fn rules(about: &About<'_>) -> Markup {
    if about.rules().is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { "Disagreements by the rule that decided" }
            div.table { table {
                thead { tr { th { "Rule" } th.n { "Victims" } th { "Recorded, should be" } th { "Where it stands" } th { "Standing" } } }
                tbody { @for (name, rule) in about.rules().into_iter().take(20) {
                    tr {
                        td { (name) } td.n { (grouped(rule.count)) }
                        td { (moves(rule)) }
                        td { @for cites in &rule.cites { div { (cites) } } }
                        td { (rule.standing) }
                    }
                } }
            } }
        }
        "\n"
    }
}

/// The commonest changes of class by a rule.
fn moves(rule: &counting_rules::audit::OfRule) -> String {
    let mut moves: Vec<(u64, &str, &str)> = Vec::new();
    for (recorded, row) in &rule.by_class {
        moves.extend(row.iter().map(|(decided, n)| (*n, recorded.as_str(), decided.as_str())));
    }
    moves.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let told = moves.iter().take(3).map(|(n, from, to)| format!("{from}, {to}: {}", grouped(*n)));
    told.collect::<Vec<_>>().join("; ")
}

fn questions(about: &About<'_>) -> Markup {
    let questions = about.questions();
    if questions.is_empty() {
        return html! {};
    }
    let rows: Vec<(String, u64)> = questions
        .into_iter()
        .take(MOST)
        .map(|(fact, of)| (fact.replace('-', " "), of.count))
        .collect();
    section(
        "What to ask",
        "Victims whose crime hangs on the answer. One can wait for several.",
        charts::bars("Open questions", "open", &rows),
    )
}
