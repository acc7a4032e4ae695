//! Strategies for examples.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{code, date, name, node};
use crate::rules::syntax::example::{
    Answer, Example, ExampleIncident, ExampleMark, ExampleOutcome, Given, Number, Towards, Trait,
    Under, Whose,
};

fn number() -> impl Strategy<Value = Number> {
    (1u16..200).prop_map(node)
}

fn answer() -> impl Strategy<Value = Answer> {
    (name(), any::<bool>()).prop_map(|(name, yes)| Answer { name, yes })
}

/// Generates the people concerned; `towards nobody` occurs only if `nobody` is set.
fn whose(nobody: bool) -> impl Strategy<Value = Whose> {
    let victims = vec(number(), 1..3).prop_map(Towards::Victims).boxed();
    let towards =
        if nobody { prop_oneof![victims, Just(Towards::Nobody)].boxed() } else { victims };
    (option::of(towards), vec(number(), 0..3)).prop_map(|(towards, by)| Whose { towards, by })
}

fn given() -> impl Strategy<Value = Given> {
    let of_pair = prop_oneof![
        number().prop_map(Trait::VictimAged),
        number().prop_map(Trait::SuspectAged),
        answer().prop_map(Trait::Answer),
    ];
    let class =
        option::of(select(vec!["8N", "105A", "4/10"]).prop_map(|class| node(class.to_owned())));
    let mark = prop_oneof![
        (code(), class).prop_map(|(code, class)| ExampleMark::Code { code, class }),
        name().prop_map(ExampleMark::Named)
    ];
    let incident = (option::of(number()), date(), option::of(date()), whose(true), vec(mark, 1..3))
        .prop_map(|(times, on, to, whose, marks)| {
            Given::Incident(ExampleIncident { times, on, to, whose, marks })
        });
    prop_oneof![
        (option::of((number(), number())), vec(of_pair, 1..3))
            .prop_map(|(of, traits)| Given::Pair { of, traits }),
        (code(), date(), whose(false), option::of(name()))
            .prop_map(|(code, on, whose, fact)| { Given::RecordedCrime { code, on, whose, fact } }),
        date().prop_map(Given::ReportedOn),
        name().prop_map(Given::ReportedBy),
        vec(answer(), 1..3).prop_map(Given::Recording),
        incident,
        (name(), date(), whose(false)).prop_map(|(kind, on, whose)| Given::Intervention {
            kind,
            on,
            whose
        }),
    ]
}

pub(super) fn example() -> impl Strategy<Value = Example> {
    let outcome = prop_oneof![
        Just(ExampleOutcome::CrimeRelatedIncident),
        Just(ExampleOutcome::NoCrime),
        option::of(code()).prop_map(|becomes| ExampleOutcome::Added { becomes }),
        vec(code(), 1..3).prop_map(ExampleOutcome::Referral),
        (code(), vec(code(), 0..3))
            .prop_map(|(principal, with)| ExampleOutcome::Crime { principal, with }),
    ];
    let records = vec((outcome, whose(true)), 0..3);
    let under = prop_oneof![
        Just(Under::All),
        name().prop_map(Under::AllFrom),
        name().prop_map(Under::One),
    ];
    (vec(under, 1..3), vec(given(), 0..3), records).prop_map(|(under, given, records)| Example {
        under,
        given,
        records,
    })
}
