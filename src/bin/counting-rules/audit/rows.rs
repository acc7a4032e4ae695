//! From the rows of a table to a report.

use std::collections::{BTreeSet, HashMap};

use counting_rules::audit::Recorded;
use counting_rules::report::{Incident, Intervention, Pair, Person};
use counting_rules::{Date, Report};

use super::input::Case;
use super::table::Columns;
use super::text::Row;

/// The report of some rows, and what was recorded of it.
pub(crate) fn case(columns: &Columns, rows: &[Row]) -> Result<Case, String> {
    let mut making = Making {
        columns,
        report: Report::default(),
        recorded: Vec::new(),
        numbers: BTreeSet::new(),
        places: HashMap::new(),
    };
    for row in rows {
        making.row(row).map_err(|error| format!("line {}: {error}", row.line))?;
    }
    let Making { report, recorded, .. } = making;
    Ok(Case { report, recorded, planted: None, all_asked: true })
}

struct Making<'a> {
    columns: &'a Columns,
    report: Report,
    recorded: Vec<Recorded>,
    /// The crimes counted already.
    numbers: BTreeSet<String>,
    /// The place of each incident.
    places: HashMap<String, usize>,
}

fn list(cell: Option<&str>) -> Vec<String> {
    let parts = cell.unwrap_or("").split(';').map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Keeps the first value, and refuses another one.
fn agree(name: &str, known: &mut String, value: &str) -> Result<(), String> {
    if known.is_empty() {
        value.clone_into(known);
    } else if known != value {
        return Err(format!("{name} is `{value}` here and `{known}` in a row before"));
    }
    Ok(())
}

fn yes_or_no(name: &str, cell: &str) -> Result<bool, String> {
    match cell.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("{name} is `{cell}`: write yes or no, or nothing where nobody asked")),
    }
}

fn number(name: &str, cell: &str) -> Result<u64, String> {
    cell.parse().map_err(|_| format!("{name} is `{cell}`: write a number"))
}

/// A day as a report has it. Spreadsheets in Britain write 31/12/2026, 31.12.2026 or 31-12-2026.
fn day(name: &str, cell: &str) -> Result<String, String> {
    let date = cell.strip_suffix(" 00:00:00").or(cell.strip_suffix(" 00:00")).unwrap_or(cell);
    if date.contains(':') {
        return Err(format!("{name} is `{cell}`: write the day without a time"));
    }
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    let all_numbers = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let [day, month, year] = parts[..] else {
        return Err(format!("{name} is `{cell}`: write 2026-12-31 or 31/12/2026"));
    };
    if day.len() == 4 && date.contains('-') {
        // As a report has it, if it is a day.
        return Ok(date.to_owned());
    }
    if !all_numbers || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return Err(format!("{name} is `{cell}`: write 2026-12-31 or 31/12/2026"));
    }
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    match written.parse::<Date>() {
        Ok(_) => Ok(written),
        Err(_) => Err(format!("{name} is `{cell}`: there is no such day (day/month/year)")),
    }
}

impl Making<'_> {
    fn row(&mut self, row: &Row) -> Result<(), String> {
        let cell = |name: &str| self.columns.cell(row, name);
        self.report.reference = cell("reference").unwrap_or_default().to_owned();
        if let Some(cell) = cell("reported_on") {
            agree("reported_on", &mut self.report.reported_on, &day("reported_on", cell)?)?;
        }
        let on = day("on", cell("on").ok_or("the day (`on`) is missing")?)?;
        let victim = cell("victim").map(str::to_owned);
        let suspects = list(cell("suspect"));
        match cell("intervention") {
            Some(kind) => {
                for suspect in &suspects {
                    let victim = victim.as_deref().unwrap_or_default();
                    let intervention = Intervention::new(&on, victim, suspect, kind);
                    self.report.interventions.push(intervention);
                }
            }
            None => self.incident(row, on, victim.clone(), &suspects)?,
        }
        self.ages(row, victim.as_deref(), &suspects)?;
        if let Some(victim) = &victim {
            for suspect in &suspects {
                self.pair(row, victim, suspect)?;
            }
        }
        for (name, n) in &self.columns.recording {
            let Some(value) = row.cell(*n) else { continue };
            if name == "reported_by" {
                agree(name, self.report.recording.reported_by.get_or_insert_default(), value)?;
                continue;
            }
            let so = yes_or_no(name, value)?;
            if self.report.recording.facts.insert(name.clone(), Some(so)) == Some(Some(!so)) {
                return Err(format!("{name} is `{value}` here and not so in a row before"));
            }
        }
        self.record(row, victim);
        Ok(())
    }

    /// Rows with the same name of an incident are one incident with several victims.
    fn incident(
        &mut self,
        row: &Row,
        on: String,
        victim: Option<String>,
        suspects: &[String],
    ) -> Result<(), String> {
        let cell = |name: &str| self.columns.cell(row, name);
        let count = self.report.incidents.len();
        let id = cell("incident").map_or_else(|| format!("i{}", count + 1), str::to_owned);
        let mut incident = Incident::new(id, on);
        incident.to = cell("to").map(|cell| day("to", cell)).transpose()?;
        incident.occasions = cell("occasions").map(|cell| number("occasions", cell)).transpose()?;
        incident.victims = victim.into_iter().collect();
        incident.suspects = suspects.to_vec();
        incident.acts = list(cell("acts"));
        // An empty cell does not say that there were none.
        incident.effects = cell("effects").map(|cell| list(Some(cell)));
        incident.offences = list(cell("offences")).into_iter().map(Into::into).collect();
        let place = *self.places.entry(incident.id.clone()).or_insert(count);
        let Some(known) = self.report.incidents.get_mut(place) else {
            self.report.incidents.push(incident);
            return Ok(());
        };
        let victims = std::mem::replace(&mut incident.victims, known.victims.clone());
        if incident != *known {
            return Err(format!(
                "the incident `{}` is told otherwise in a row before; rows of one incident differ only in the victim",
                known.id
            ));
        }
        known.victims.extend(victims);
        Ok(())
    }

    fn ages(&mut self, row: &Row, victim: Option<&str>, suspects: &[String]) -> Result<(), String> {
        let suspects = suspects.iter().map(String::as_str);
        let people = [
            ("victim_age", victim.into_iter().collect::<Vec<_>>()),
            ("suspect_age", suspects.collect()),
        ];
        for (name, ids) in people {
            let Some(cell) = self.columns.cell(row, name) else { continue };
            let age = number(name, cell)?;
            for id in ids {
                match self.report.people.iter().find(|person| person.id == id) {
                    Some(person) if person.age != Some(age) => {
                        return Err(format!(
                            "{name} of `{id}` is `{cell}` here and another in a row before"
                        ));
                    }
                    Some(_) => {}
                    None => self.report.people.push(Person::new(id).age(age)),
                }
            }
        }
        Ok(())
    }

    fn pair(&mut self, row: &Row, victim: &str, suspect: &str) -> Result<(), String> {
        let is = |pair: &Pair| pair.victim == victim && pair.suspect == suspect;
        let at_place = self.report.pairs.iter().position(is);
        let place = at_place.unwrap_or(self.report.pairs.len());
        if at_place.is_none() {
            self.report.pairs.push(Pair::new(victim, suspect));
        }
        let Some(pair) = self.report.pairs.get_mut(place) else { return Ok(()) };
        if let Some(how) = self.columns.cell(row, "relationship") {
            agree("relationship", pair.relationship.get_or_insert_default(), how)?;
        }
        for (name, n) in &self.columns.pair_facts {
            let Some(value) = row.cell(*n) else { continue };
            let so = yes_or_no(name, value)?;
            if pair.facts.insert(name.clone(), Some(so)) == Some(Some(!so)) {
                return Err(format!("{name} is `{value}` here and not so in a row before"));
            }
        }
        Ok(())
    }

    /// What was recorded of the row; a crime with a number counts once.
    fn record(&mut self, row: &Row, victim: Option<String>) {
        let codes = list(self.columns.cell(row, "recorded"));
        let number = self.columns.cell(row, "crime_number");
        let new = number.is_none_or(|number| self.numbers.insert(number.to_owned()));
        if !codes.is_empty() && new {
            self.recorded.push(Recorded { victim, codes });
        }
    }
}
