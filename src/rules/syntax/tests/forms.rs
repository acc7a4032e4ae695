//! Random rules of an edition.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::super::ast::*;
use super::{condition, except_for, name, node, set, text};

pub(super) fn form() -> impl Strategy<Value = Form> {
    prop_oneof![
        (set(), set()).prop_map(|(over, under)| Form::Principal { over, under }),
        (set(), set()).prop_map(|(one, other)| Form::Refer { one, other }),
        vec(set(), 1..4).prop_map(Form::Order),
        vec(set(), 1..4).prop_map(Form::LookUpTable),
        (set(), set(), except_for()).prop_map(|(over, under, except)| Form::General {
            over,
            under,
            except
        }),
        (name(), condition(), option::of(condition()))
            .prop_map(|(condition, when, unless)| Form::Presume { condition, when, unless }),
        (set(), condition()).prop_map(|(offences, when)| Form::Disapply { offences, when }),
        caution(),
        (any::<bool>(), option::of(text()), option::of(set()), except_for(), condition()).prop_map(
            |(no_crime, record, only, except, when)| {
                let (outcome, record) = match no_crime {
                    true => (Stop::NoCrime, None),
                    false => (Stop::CrimeRelatedIncident, record),
                };
                Form::Stop { outcome, record, only, except, when }
            }
        ),
        set().prop_map(|offences| Form::AlsoRecord { offences }),
        (set(), set()).prop_map(|(principal, most_serious_of)| Form::InAddition {
            principal,
            most_serious_of
        }),
        (set(), set()).prop_map(|(offences, but_not)| Form::Count { offences, but_not }),
        continuation().prop_map(|rule| Form::Continue(Box::new(rule))),
        (set(), vec(name(), 1..3)).prop_map(|(of, closed_by)| Form::Series { of, closed_by }),
        (set(), name()).prop_map(|(of, unless)| Form::OnceADay { of, unless }),
        text().prop_map(|says| Form::StandApart { says }),
    ]
}

fn continuation() -> impl Strategy<Value = Continuation> {
    let months = any::<u16>().prop_map(node);
    let only = option::of((set(), condition()));
    (set(), only, vec(name(), 1..3), months, option::of(name()), set()).prop_map(
        |(of, only, closed_by, months, unless, including)| Continuation {
            of,
            only,
            closed_by,
            months,
            unless,
            including,
        },
    )
}

fn caution() -> impl Strategy<Value = Form> {
    let beside = prop::sample::select(vec![
        Beside::Over,
        Beside::OverHigher,
        Beside::With,
        Beside::Recorded,
    ]);
    let of_offence =
        (set(), option::of((beside, set()))).prop_map(|(of, beside)| (Some(of), beside));
    let of_occasion = set().prop_map(|other| (None, Some((Beside::Recorded, other))));
    let text = || text().prop_map(|text| text.replace(['{', '}'], ""));
    let says = (text(), option::of((any::<u16>(), text())));
    let says = says.prop_map(|(before, day)| CautionText { before, day });
    (says, prop_oneof![2 => of_offence, 1 => of_occasion], option::of(condition()))
        .prop_map(|(says, (of, beside), when)| Form::Caution { says, of, beside, when })
}
