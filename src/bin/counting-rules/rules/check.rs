//! What rule files show of themselves.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use counting_rules::workshop::{Finding, FindingKind};

use super::{Answer, Format};
use crate::files::{Files, Named};

#[derive(Args)]
pub(crate) struct Check {
    /// A folder of rule files, or FOLDER:EDITION [default: those that come with the library]
    folder: Option<String>,
    /// Only what concerns this edition, and the law
    #[arg(long)]
    edition: Option<String>,
    /// Only findings of this kind, such as circle; may be given more than once
    #[arg(long)]
    kind: Vec<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn check(arguments: &Check, files: &Files, out: &mut impl Write) -> Answer {
    let Named { texts, rules, edition: named } =
        Named::folder(arguments.folder.as_deref(), arguments.edition.as_deref(), files)?;
    let known = |kind: &String| FindingKind::ALL.iter().any(|known| known.code() == kind);
    if let Some(wrong) = arguments.kind.iter().find(|kind| !known(kind)) {
        let all: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
        return Err(format!("there is no kind `{wrong}`; there are: {}", all.join(", ")).into());
    }
    let wanted = |finding: &Finding| {
        let edition = named.is_none() || finding.edition.is_none() || finding.edition == named;
        let kind = finding.kind.code();
        edition && (arguments.kind.is_empty() || arguments.kind.iter().any(|k| k == kind))
    };
    let findings: Vec<Finding> = rules.findings().into_iter().filter(wanted).collect();
    match arguments.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&findings)?)?,
        Format::Markdown => markdown(&findings, out)?,
        Format::Text => {
            for finding in &findings {
                if let Some(edition) = &finding.edition {
                    writeln!(out, "{edition}")?;
                }
                writeln!(out, "{}\n", finding.draw(&texts))?;
            }
            writeln!(out, "{}", counts(&findings))?;
        }
    }
    let faults = findings.iter().any(|finding| finding.kind.is_fault());
    Ok(ExitCode::from(u8::from(faults)))
}

/// How many there are of each kind.
fn counts(findings: &[Finding]) -> String {
    let of = |kind: &FindingKind| findings.iter().filter(|f| f.kind == *kind).count();
    let all = FindingKind::ALL.iter().filter(|kind| of(kind) > 0);
    let told: Vec<String> = all.map(|kind| format!("{} {}", of(kind), kind.code())).collect();
    if told.is_empty() {
        "Nothing was found.".to_owned()
    } else {
        format!("Found: {}.", told.join(", "))
    }
}

/// The findings as a page: a heading for each edition and kind, an item each.
fn markdown(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let mut before: Option<(&Option<String>, FindingKind)> = None;
    for finding in findings {
        if before.is_none_or(|(edition, _)| *edition != finding.edition) {
            let edition = finding.edition.as_deref().unwrap_or("The law");
            writeln!(out, "\n## {edition}")?;
            before = None;
        }
        if before.is_none_or(|(_, kind)| kind != finding.kind) {
            writeln!(out, "\n### {}\n", finding.kind.title())?;
        }
        writeln!(out, "- {}.", finding.says)?;
        for rule in &finding.rules {
            writeln!(out, "  - {rule}")?;
        }
        before = Some((&finding.edition, finding.kind));
    }
    writeln!(out, "\n{}", counts(findings))
}
