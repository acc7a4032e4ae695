//! Random valid reports that shrink to small ones.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::people::{Facts, born, facts, pairs, people, recording, some_of};
use super::pool::{Given, Pool, one_of};
use crate::edition::Rules;
use crate::report::{GivenOffence, Incident, Intervention, RecordedCrime, Report};
use crate::words::date::Date;

/// Configures how random reports are generated; see [`reports`] and [`simple_reports`].
#[derive(Debug, Clone)]
pub struct Reports {
    pool: Pool,
    victims: usize,
    suspects: usize,
    incidents: usize,
    history: bool,
    between: Option<(Date, Date)>,
}

/// Generates every kind of report: up to three victims and three suspects, crimes recorded earlier,
/// interventions, and facts of the recording test.
///
/// Names are those that the rules declare. Codes come from the whole list, more often those that
/// the rules name. Days cluster around those on which the law or an edition changes. A failing
/// report shrinks to few incidents, few facts, and one day.
///
/// ```
/// use counting_rules::Rules;
/// use counting_rules::workshop::property;
/// let rules = Rules::shipped()?;
/// let (first, last) = ("2026-04-01".parse()?, "2026-06-30".parse()?);
/// let reports = property::reports(&rules).between(first, last).strategy();
/// property::for_all(&reports, 50, |report| {
///     let edition = rules.edition_on(report.reported_on.parse()?)?;
///     assert_eq!(edition.id(), "hocr-2026-04");
///     edition.decide(report)?;
///     Ok(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reports(rules: &Rules) -> Reports {
    let pool = Pool::of(rules);
    Reports { pool, victims: 3, suspects: 3, incidents: 5, history: true, between: None }
}

/// Generates reports of one victim and one suspect, without history or facts of the recording test.
pub fn simple_reports(rules: &Rules) -> Reports {
    Reports { victims: 1, suspects: 1, incidents: 3, history: false, ..reports(rules) }
}

impl Reports {
    /// Sets the largest number of incidents.
    #[must_use]
    pub fn incidents(self, most: usize) -> Reports {
        Reports { incidents: most, ..self }
    }

    /// Limits everything that happens, and the day of the report, to a range of days.
    #[must_use]
    pub fn between(mut self, first: Date, last: Date) -> Reports {
        self.pool.days.retain(|day| (first..=last).contains(day));
        self.pool.days.push(first);
        self.between = Some((first, last));
        self
    }

    /// Limits the offences given by code to these.
    #[must_use]
    pub fn offences(mut self, codes: &[crate::Code]) -> Reports {
        let of = |given: &Given| codes.contains(&given.code);
        self.pool.codes.retain(of);
        self.pool.named.retain(of);
        self
    }

    /// Returns the strategy that generates the reports.
    pub fn strategy(&self) -> BoxedStrategy<Report> {
        let pool = Arc::new(self.pool.clone());
        let of_days = Arc::clone(&pool);
        let history = if self.history { 3 } else { 0 };
        let between = self.between;
        let (day, (victims, suspects)) = (one_of(&pool.days), (self.victims, self.suspects));
        let recording = match self.history {
            true => recording(&pool, victims),
            false => Just(Default::default()).boxed(),
        };
        (
            (day, later(), vec(incident(&pool, victims, suspects), 0..=self.incidents)),
            (people(&pool, victims, suspects), pairs(&pool, victims, suspects)),
            vec(recorded_crime(&pool, victims, suspects), 0..=history),
            vec(intervention(&pool, victims, suspects), 0..=history),
            recording,
        )
            .prop_map(move |(happened, (people, pairs), crimes, interventions, recording)| {
                let (day, later, incidents) = happened;
                // Rules without a day belong to no edition, and decide no report.
                let Some(anchor) = day else { return Report::default() };
                let days = Days { anchor, between };
                let people =
                    people.into_iter().map(|known| born(known, &of_days, anchor)).collect();
                let mut report = Report { people, pairs, recording, ..Report::default() };
                report.reference = "random".to_owned();
                let incidents = incidents.into_iter().filter(Draft::says_something).collect();
                report.incidents =
                    numbered(incidents, |n, i: Draft| i.into_incident(n, days, &pool));
                let crimes: Vec<Crime> = crimes.into_iter().filter(|c| c.3.is_some()).collect();
                report.recorded_crimes = numbered(crimes, |n, c| recorded(n, c, days));
                report.interventions =
                    interventions.into_iter().filter_map(|i| did(i, days)).collect();
                only_who_is_there(&mut report);
                report.reported_on = days.on(latest(&report, days), later).to_string();
                report
            })
            .boxed()
    }
}

fn numbered<T, U>(list: Vec<T>, make: impl Fn(usize, T) -> U) -> Vec<U> {
    list.into_iter().enumerate().map(|(n, item)| make(n + 1, item)).collect()
}

/// Days after the first: usually few, shrinking to none.
fn later() -> impl Strategy<Value = i64> {
    prop_oneof![3 => 0..=3i64, 3 => 0..=60i64, 2 => 80..=100i64, 1 => 0..=500i64]
}

#[derive(Debug, Clone, Copy)]
struct Days {
    anchor: Date,
    between: Option<(Date, Date)>,
}

impl Days {
    fn on(self, day: Date, later: i64) -> Date {
        let day = day.after_days(later);
        self.between.map_or(day, |(first, last)| day.min(last).max(first))
    }
}

/// An incident whose days are not known yet.
#[derive(Debug, Clone)]
struct Draft {
    begins: i64,
    lasts: Option<i64>,
    occasions: Option<u64>,
    victims: Vec<String>,
    suspects: Vec<String>,
    acts: Vec<String>,
    effects: Vec<String>,
    offences: Vec<Option<Given>>,
    nobody: bool,
    /// Whether the first offence concerns the first of each only.
    narrow: bool,
    facts: Facts,
}

fn incident(pool: &Pool, victims: usize, suspects: usize) -> impl Strategy<Value = Draft> + use<> {
    let some = |names: &[String]| {
        let names = names.to_vec();
        let most = names.len().min(2);
        prop_oneof![1 => Just(vec![]), 4 => subsequence(names, 0..=most)]
    };
    let lasts = option::weighted(0.2, 0..=90i64);
    let occasions = option::weighted(0.2, 1..=3u64);
    let nobody = prop_oneof![9 => Just(false), 1 => Just(true)];
    let narrow = prop_oneof![7 => Just(false), 1 => Just(true)];
    let who = (some_of("v", victims), some_of("s", suspects), nobody, narrow);
    let offences = prop_oneof![3 => vec(pool.code(), 0..=1), 1 => vec(pool.code(), 2..=3)];
    let shown = (some(&pool.acts), some(&pool.effects), offences, facts(&pool.of_incidents));
    ((later(), lasts, occasions), who, shown).prop_map(
        |((begins, lasts, occasions), (victims, suspects, nobody, narrow), shown)| {
            let (acts, effects, offences, facts) = shown;
            Draft {
                begins,
                lasts,
                occasions,
                victims,
                suspects,
                acts,
                effects,
                offences,
                nobody,
                narrow,
                facts,
            }
        },
    )
}

impl Draft {
    /// Incidents that say nothing are left out, so that failures shrink to fewer incidents.
    fn says_something(&self) -> bool {
        !(self.acts.is_empty() && self.effects.is_empty() && self.offences.is_empty())
    }

    /// The incident, without anything that cannot be combined.
    fn into_incident(self, n: usize, days: Days, pool: &Pool) -> Incident {
        let on = days.on(days.anchor, self.begins);
        let mut given: Vec<Given> = self.offences.into_iter().flatten().collect();
        let (mut acts, mut effects, mut victims) = (self.acts, self.effects, self.victims);
        if self.nobody && given.iter().any(|given| !given.needs_victim) {
            given.retain(|given| !given.needs_victim);
            victims.clear();
            acts.clear();
            effects.clear();
        }
        if let Some(alone) = effects.iter().find(|effect| pool.alone.contains(effect)).cloned() {
            effects = vec![alone];
            acts.retain(|act| pool.given_as.iter().all(|(name, _)| name != act));
            given.retain(|given| pool.given_as.iter().all(|(_, code)| *code != given.code));
        }
        let mut offences: Vec<String> = given.into_iter().map(|given| given.text).collect();
        offences.dedup();
        let mut offences: Vec<GivenOffence> = offences.into_iter().map(GivenOffence::new).collect();
        if let (Some(victim), Some(suspect), true) =
            (victims.first(), self.suspects.first(), self.narrow)
        {
            let narrow = |given: &mut GivenOffence| {
                *given = given.clone().victim(victim).suspect(suspect);
            };
            offences.iter_mut().take(1).for_each(narrow);
        }
        // Where there are none, half the reports do not say so.
        let effects = (!effects.is_empty() || self.begins % 2 == 0).then_some(effects);
        let to = self.lasts.map(|lasts| days.on(on, lasts).to_string());
        let (suspects, occasions, facts) = (self.suspects, self.occasions, self.facts);
        let (id, on) = (format!("i{n}"), on.to_string());
        Incident { id, on, to, occasions, victims, suspects, acts, effects, offences, facts }
    }
}

/// The victim, the suspects, the day of the last incident, the code, and the known facts.
type Crime = (String, Vec<String>, i64, Option<Given>, Facts);

fn recorded_crime(
    pool: &Pool,
    victims: usize,
    suspects: usize,
) -> impl Strategy<Value = Crime> + use<> {
    let names = pool.of_crimes.clone();
    let values: Vec<_> =
        names.iter().map(|_| prop_oneof![4 => Just(false), 1 => Just(true)]).collect();
    let facts = values.prop_map(move |values| {
        names.iter().cloned().zip(values.into_iter().map(Some)).collect::<Facts>()
    });
    (first_of(some_of("v", victims)), some_of("s", suspects), later(), pool.code(), facts)
}

fn recorded(n: usize, crime: Crime, days: Days) -> RecordedCrime {
    let (victim, suspects, on, code, facts) = crime;
    let last = days.on(days.anchor, on);
    // Not all say when they were recorded.
    let recorded_on = (on % 3 != 0).then(|| days.on(last, on.rem_euclid(40)).to_string());
    RecordedCrime {
        id: format!("C{n}"),
        code: code.map(|code| code.text).unwrap_or_default(),
        victim: Some(victim),
        suspects,
        last_incident_on: last.to_string(),
        recorded_on,
        facts,
    }
}

/// The victim, the suspect, the day, the kind, and whether it concerns something else.
type Step = (String, String, i64, Option<String>, bool);

fn intervention(
    pool: &Pool,
    victims: usize,
    suspects: usize,
) -> impl Strategy<Value = Step> + use<> {
    let other = prop_oneof![5 => Just(false), 1 => Just(true)];
    let (victim, suspect) = (first_of(some_of("v", victims)), first_of(some_of("s", suspects)));
    (victim, suspect, later(), one_of(&pool.interventions), other)
}

fn did((victim, suspect, on, kind, other): Step, days: Days) -> Option<Intervention> {
    let (on, kind) = (days.on(days.anchor, on).to_string(), kind?);
    Some(Intervention { on, victim, suspect, kind, concerns: other.then(|| "other".to_owned()) })
}

fn first_of(ids: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = String> {
    ids.prop_map(|ids| ids.into_iter().next().unwrap_or_default())
}

/// Removes people about whom nothing is reported, and interventions inside an entry.
fn only_who_is_there(report: &mut Report) {
    let incidents = &report.incidents;
    let within = |i: &Intervention, e: &Incident| {
        let both = e.victims.contains(&i.victim) && e.suspects.contains(&i.suspect);
        both && e.on <= i.on && e.to.as_ref().is_some_and(|to| i.on < *to)
    };
    report.interventions.retain(|i| !incidents.iter().any(|e| within(i, e)));
    let there = |id: &String| {
        incidents
            .iter()
            .any(|incident| incident.victims.contains(id) || incident.suspects.contains(id))
    };
    report.people.retain(|person| there(&person.id));
    report.pairs.retain(|pair| there(&pair.victim) && there(&pair.suspect));
    report.recording.by_victim.retain(|id, _| there(id));
}

/// The last day in the report.
fn latest(report: &Report, days: Days) -> Date {
    let incidents = report.incidents.iter().flat_map(|i| i.to.iter().chain([&i.on]));
    let history = report.recorded_crimes.iter();
    let history = history.flat_map(|c| c.recorded_on.iter().chain([&c.last_incident_on]));
    let history = history.chain(report.interventions.iter().map(|step| &step.on));
    let all = incidents.chain(history).filter_map(|day| day.parse::<Date>().ok());
    all.max().unwrap_or(days.on(days.anchor, 0))
}
