//! The offences disclosed in a crime, each with its class, people and incidents.

use crate::decide::read::ids::{incidents, people};
use crate::decide::settle::draft::{Breach, Draft};
use crate::decide::settle::inputs::Inputs;
use crate::decide::settle::made_out::{By, Disclosed};
use crate::decision::{Action, Role, ToldCrimeOffence};
use crate::words::terms::Sentence;

/// Returns each offence newly disclosed in a crime, by role and then in list order.
pub(super) fn offences<'a>(inputs: Inputs<'a>, draft: &Draft) -> Vec<ToldCrimeOffence<'a>> {
    let telling = Telling { inputs, draft };
    let ranked = &draft.ranked;
    let top = match draft.action {
        Action::Record => Role::Principal,
        Action::ReferToRegistrar => Role::Between,
        Action::AddToExisting => Role::ReclassifyTo,
    };
    let at = |places: &[usize], role: Role| -> Vec<_> {
        let disclosed =
            places.iter().filter_map(|place| draft.counted.bundle.disclosed.get(*place));
        disclosed.filter_map(|disclosed| telling.of_victim(disclosed, role)).collect()
    };
    let breaches = draft.breaches.iter().filter_map(|breach| telling.breach(breach));
    let displaced = draft.displaced.iter();
    let displaced =
        displaced.filter_map(|(_, d)| telling.row(d, Role::Related, &[], &telling.of(d)));
    let mut rows: Vec<(Sentence, ToldCrimeOffence<'a>)> = at(&ranked.top, top);
    rows.extend(at(&ranked.also, Role::AlsoRecord));
    rows.extend(at(&ranked.related, Role::Related));
    rows.extend(breaches.chain(displaced));
    rows.sort_by(|(x, a), (y, b)| {
        let by_maximum = a.role.cmp(&b.role).then_with(|| x.list_order(*y));
        let rest = |row: &ToldCrimeOffence<'a>| (row.code, row.class);
        by_maximum.then_with(|| rest(a).cmp(&rest(b))).then_with(|| a.suspects.cmp(&b.suspects))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

struct Telling<'a, 'd> {
    inputs: Inputs<'a>,
    draft: &'d Draft,
}

impl<'a> Telling<'a, '_> {
    /// Returns an offence of the bundle, unless it is that of the recorded crime.
    fn of_victim(&self, of: &Disclosed, role: Role) -> Option<(Sentence, ToldCrimeOffence<'a>)> {
        let victims = self.draft.victim.as_slice();
        match of.by {
            By::Recorded(_) => None,
            By::Course { .. } => self.row(of, role, victims, &self.draft.suspects),
            By::Code | By::Incident(_) => self.row(of, role, victims, &self.of(of)),
        }
    }

    fn breach(&self, breach: &Breach) -> Option<(Sentence, ToldCrimeOffence<'a>)> {
        self.row(&breach.disclosed, Role::AlsoRecord, &[], &[breach.offender])
    }

    /// Those of the group who committed an offence.
    fn of(&self, disclosed: &Disclosed) -> Vec<usize> {
        let suspects = disclosed.suspects(self.inputs.report);
        suspects.into_iter().filter(|suspect| self.draft.suspects.contains(suspect)).collect()
    }

    /// Returns an offence with its maximum sentence.
    fn row(
        &self,
        disclosed: &Disclosed,
        role: Role,
        victims: &[usize],
        suspects: &[usize],
    ) -> Option<(Sentence, ToldCrimeOffence<'a>)> {
        let Inputs { edition, report, .. } = self.inputs;
        let offence = self.inputs.offence(disclosed.row)?;
        let row = ToldCrimeOffence {
            code: offence.code,
            class: &edition.law.classes.get(offence.class_on(edition.day))?.name,
            role,
            incidents: incidents(report, &disclosed.incidents),
            victims: people(report, victims),
            suspects: people(report, suspects),
        };
        Some((offence.maximum_on(disclosed.day), row))
    }
}
