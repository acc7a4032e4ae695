//! The report page: everything about one report, on one self-contained page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{Document, on_one_line};
use super::given::given;
use super::sentences::sources;
use crate::edition::Rules;
use crate::report::{Report, ReportErrors};
use crate::rules::compiled::Edition;

/// The page loads nothing and runs nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

impl Rules {
    /// Renders a report under an edition as one HTML page, for example to attach to an audit.
    ///
    /// It shows the decision with its reasons, what would change it and what to ask, the pictures,
    /// every edition side by side, the whole working, and the report as given. It has no scripts
    /// and loads nothing from elsewhere; values from the report are escaped.
    ///
    /// # Errors
    ///
    /// The same as for [`Edition::decide`].
    ///
    /// ```
    /// # use counting_rules::{Report, Rules};
    /// # let rules = Rules::shipped()?;
    /// let report = Report::from_json(include_str!("../../examples/messages.json"))?;
    /// let page = rules.page(rules.edition("hocr-2026-04")?, &report)?;
    /// assert!(page.starts_with("<!DOCTYPE html>"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn page(&self, edition: &Edition, report: &Report) -> Result<String, ReportErrors> {
        let working = edition.working(report)?;
        let picture = edition.picture(report)?;
        let decided = working.decided();
        let side_by_side = self.side_by_side(report)?.table();
        let (tree, given) = (working.tree(), given(report, &edition.law));
        let mut cited = Document::default();
        cited.title("Sources");
        cited.list(sources(&edition.law, &[&decided, &side_by_side, &tree]));
        let title = format!("Report {}", on_one_line(&report.reference));
        let under = format!("{}: {}", edition.id(), edition.title());
        let body = html! {
            header {
                h1 { (title) }
                p { "Reported on " (on_one_line(&report.reported_on)) ". Decided under " (under) "." }
            }
            (nav())
            (section("decision", decided.markup()))
            (section("pictures", html! {
                h2 { "Pictures" }
                figure { (PreEscaped(picture.timeline())) figcaption {
                    "The incidents in time. A band is a course of conduct; the line below the picture says \
                     what the marks mean." } }
                figure { (PreEscaped(picture.graph())) figcaption {
                    "The course-of-conduct graph: occasions that count together are joined." } }
            }))
            (section("editions", side_by_side.markup()))
            (section("working", tree.markup()))
            (section("report", given.markup()))
            (section("sources", cited.markup()))
            footer { p {
                "Made by counting-rules " (env!("CARGO_PKG_VERSION"))
                ". It supports a decision; the force crime registrar decides. It does not assess risk."
            } }
        };
        Ok(page(&title, body).into_string())
    }
}

fn section(id: &str, inside: Markup) -> Markup {
    html! { section id=(id) { "\n" (inside) } "\n" }
}

fn nav() -> Markup {
    let parts = [
        ("decision", "Decision"),
        ("pictures", "Pictures"),
        ("editions", "Every edition"),
        ("working", "Whole working"),
        ("report", "Report"),
        ("sources", "Sources"),
    ];
    html! {
        nav aria-label="On this page" {
            ul { @for (id, words) in parts { li { a href=(format!("#{id}")) { (words) } } } }
        }
        "\n"
    }
}

fn page(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE) "\n"
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(include_str!("page.css"))) }
            }
            "\n"
            body { (body) }
        }
        "\n"
    }
}
