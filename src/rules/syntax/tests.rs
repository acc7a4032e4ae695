//! Printing any tree and parsing the result gives the same tree.

mod examples;
mod forms;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::ast::*;
use super::lexical::KEYWORDS;
use super::{parse, print_file};
use crate::words::date::Date;
use crate::words::terms::{Basis, Code, Sentence, Standing, Trial};
use crate::words::text::{Span, Text};

#[test]
fn keywords_are_found_by_the_alphabet() {
    assert!(KEYWORDS.is_sorted());
}

fn node<T>(value: T) -> Node<T> {
    Node { value, span: Span::default() }
}

fn name() -> impl Strategy<Value = Name> {
    "[a-z][a-z0-9-]{0,8}"
        .prop_filter("a keyword", |n| !KEYWORDS.contains(&n.as_str()))
        .prop_map(node)
}

fn class() -> impl Strategy<Value = Name> {
    "[0-9]{1,2}[A-Z]?(/[0-9])?".prop_map(node)
}

fn text() -> impl Strategy<Value = String> {
    "[^\"\n\\p{C}]{0,12}"
}

fn entry() -> impl Strategy<Value = Entry> {
    (vec(text().prop_map(node), 0..3), text())
        .prop_map(|(also_called, question)| Entry { also_called, question })
}

fn code() -> impl Strategy<Value = Node<Code>> {
    "[0-9]{3}/[0-9]{2}".prop_filter_map("a code", |c| c.parse().ok().map(node))
}

fn date() -> impl Strategy<Value = Node<Date>> {
    "20[0-9]{2}-0[1-9]-[12][0-8]".prop_filter_map("a date", |d| d.parse().ok().map(node))
}

fn window() -> impl Strategy<Value = Window> {
    (option::of(date()), option::of(date())).prop_map(|(from, until)| Window { from, until })
}

fn standing() -> impl Strategy<Value = Standing> {
    prop::sample::select(vec![
        Standing::Firm,
        Standing::Secondary,
        Standing::Derived,
        Standing::Unverified,
    ])
}

fn support() -> impl Strategy<Value = Support> {
    let cite = (name(), option::of(text())).prop_map(|(source, place)| Cite { source, place });
    (vec(cite, 0..3), option::of((standing(), option::of(date()))), option::of(text()))
        .prop_map(|(cites, standing, note)| Support { cites, standing, note })
}

fn head(name: impl Strategy<Value = Name>) -> impl Strategy<Value = Head> {
    let comments = vec("# [a-z][a-z ]{0,8}[a-z]", 0..3);
    let blank = any::<bool>();
    let comments = (comments, blank).prop_map(|(mut lines, blank)| {
        if blank && !lines.is_empty() {
            lines.push(String::new());
        }
        lines
    });
    (comments, name, option::of(text().prop_map(node)), support())
        .prop_map(|(comments, name, title, support)| Head { comments, name, title, support })
}

fn condition() -> impl Strategy<Value = Node<Condition>> {
    let who = prop::sample::select(vec![Who::Victim, Who::Suspect, Who::Either, Who::Neither]);
    let number = || any::<u16>().prop_map(node);
    let leaf = prop_oneof![
        name().prop_map(Condition::Named),
        vec(name(), 1..3).prop_map(Condition::Relationship),
        (who.clone(), number()).prop_map(|(who, age)| Condition::Under { who, age }),
        (who, name()).prop_map(|(who, fact)| Condition::Is { who, fact }),
        (number(), option::of(name()))
            .prop_map(|(at_least, with)| Condition::Occasions { at_least, with }),
        number().prop_map(|months| Condition::Gap { months }),
        date().prop_map(|since| Condition::Single { since }),
        vec(name(), 1..3).prop_map(Condition::ReportedBy),
        Just(Condition::StateBased),
    ];
    leaf.prop_map(node).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|c| Condition::Not(Box::new(c))),
            vec(inner.clone(), 2..4).prop_map(Condition::All),
            vec(inner, 2..4).prop_map(Condition::Any),
        ]
        .prop_map(node)
    })
}

fn sentence() -> impl Strategy<Value = Sentence> {
    prop_oneof![
        Just(Sentence::Life),
        Just(Sentence::Fine),
        Just(Sentence::Unknown),
        (0u16..30).prop_map(Sentence::Years),
        (0u16..30).prop_map(Sentence::Months),
        (0u16..60).prop_map(Sentence::Weeks),
    ]
}

fn trial() -> impl Strategy<Value = Trial> {
    prop::sample::select(vec![Trial::Summary, Trial::EitherWay, Trial::IndictableOnly])
}

fn basis() -> impl Strategy<Value = Basis> {
    prop::sample::select(vec![Basis::Victim, Basis::State, Basis::Either])
}

fn except_for() -> impl Strategy<Value = Set> {
    prop_oneof![Just(Set::new()), set()]
}

fn set() -> impl Strategy<Value = Set> {
    let base = || {
        prop_oneof![
            Just(Base::All),
            code().prop_map(Base::Code),
            (code(), code()).prop_map(|(first, last)| Base::Range(first, last)),
            class().prop_map(Base::Class),
            name().prop_map(Base::Group),
            name().prop_map(Base::Subgroup),
            name().prop_map(Base::Named),
        ]
    };
    let filter = prop_oneof![
        sentence().prop_map(Filter::Under),
        sentence().prop_map(Filter::AtMost),
        trial().prop_map(Filter::Trial),
        basis().prop_map(Filter::Basis),
    ];
    let item = (base(), vec(filter, 0..3), vec(base(), 0..3))
        .prop_map(|(base, filters, except)| SetItem { base, filters, except });
    vec(item, 1..3)
}

fn offence() -> impl Strategy<Value = Item> {
    let by = prop_oneof![
        Just(MadeOutBy::Incident),
        Just(MadeOutBy::Course),
        (any::<u16>(), name()).prop_map(|(n, with)| MadeOutBy::Victims { at_least: node(n), with }),
    ];
    let limb = (name(), support(), window(), by, condition())
        .prop_map(|(name, support, in_force, by, when)| Limb { name, support, in_force, by, when });
    let classes = vec((class(), window()), 1..3);
    let maximum = (option::of(trial()), sentence().prop_map(node), window());
    let maxima = vec(maximum, 1..3).prop_map(|mut maxima| {
        maxima[0].0 = None;
        maxima
    });
    let words = (text(), option::of(text()), trial(), basis(), any::<bool>());
    (
        head(Just(node(String::new()))),
        code(),
        words,
        classes,
        maxima,
        window(),
        window(),
        vec(limb, 0..3),
    )
        .prop_map(
            |(
                mut head,
                code,
                (act, section, trial, basis, of_individuals),
                classes,
                maxima,
                in_force,
                notifiable,
                limbs,
            )| {
                head.name = node(code.value.to_string());
                let offence = Offence {
                    code,
                    act,
                    section,
                    classes,
                    trial,
                    maxima,
                    basis,
                    of_individuals: of_individuals && basis == Basis::Victim,
                    in_force,
                    notifiable,
                    limbs,
                };
                Item { head, kind: Kind::Offence(Box::new(offence)) }
            },
        )
}

fn item() -> impl Strategy<Value = Item> {
    let names = || vec(name(), 1..3);
    let mark = prop_oneof![Just(OccasionMark::AnyAct), name().prop_map(OccasionMark::Named)];
    let occasion = prop_oneof![
        (vec(mark, 1..3), any::<bool>())
            .prop_map(|(marks, alone)| OccasionWhen::Shows { marks, alone }),
        name().prop_map(OccasionWhen::GivenByCode),
    ];
    let of = prop_oneof![
        Just((FeatureOf::Acts, None)),
        option::of(text()).prop_map(|question| (FeatureOf::Effects, question)),
    ];
    let feature =
        (of, names()).prop_map(|((of, question), members)| Kind::Feature { of, members, question });
    let asks = prop::sample::select(vec![Asks::Relationship, Asks::Age(Party::Victim)]);
    let about = prop::sample::select(vec![
        About::Pair,
        About::Person,
        About::Incident,
        About::Recording,
        About::RecordedCrime,
    ]);
    let edition = (option::of(name()), window(), option::of(date()), option::of(date())).prop_map(
        |(amends, in_force, counted_as_of, reviewed_to)| Edition {
            amends,
            in_force,
            counted_as_of,
            reviewed_to,
        },
    );
    let change = prop_oneof![
        forms::form().prop_map(Change::Rule),
        forms::form().prop_map(Change::Replace),
        Just(Change::Remove),
        Just(Change::RemoveExample),
        (name(), forms::form()).prop_map(|(before, form)| Change::AddBefore(before, form)),
    ];
    let kind = prop_oneof![
        option::of((date(), text())).prop_map(|later| Kind::Source { later }),
        (entry(), option::of(code())).prop_map(|(entry, given_as)| Kind::Act { entry, given_as }),
        (entry(), any::<bool>(), any::<bool>()).prop_map(|(entry, asked, alone)| Kind::Effect {
            entry,
            asked,
            alone
        }),
        (entry(), any::<Option<bool>>(), about, any::<[bool; 3]>()).prop_map(
            |(entry, taken, about, [judgement, parts_group, links_occasions])| {
                Kind::Fact(Fact { entry, taken, about, judgement, parts_group, links_occasions })
            }
        ),
        entry().prop_map(|entry| Kind::Reporter { entry }),
        (entry(), any::<bool>())
            .prop_map(|(entry, ends_course)| Kind::Intervention { entry, ends_course }),
        (text(), asks).prop_map(|(question, asks)| Kind::Wording { question, asks }),
        entry().prop_map(|entry| Kind::Relationship { entry }),
        feature,
        (vec(occasion, 1..4), vec(name(), 0..2))
            .prop_map(|(when, unless)| Kind::Occasion { when, unless }),
        condition().prop_map(|when| Kind::Condition { when }),
        set().prop_map(|codes| Kind::Set { codes }),
        vec(code(), 1..3).prop_map(|codes| Kind::Forms { codes }),
        edition.prop_map(Kind::Edition),
        change.prop_map(Kind::Change),
        examples::example().prop_map(|example| Kind::Example(Box::new(example))),
    ];
    let plain = (head(name()), kind).prop_map(|(head, kind)| Item { head, kind });
    let class_item = (head(class()), name(), option::of(name()))
        .prop_map(|(head, group, subgroup)| Item { head, kind: Kind::Class { group, subgroup } });
    prop_oneof![6 => plain, 1 => class_item, 2 => offence()]
}

proptest! {
    #[test]
    fn print_then_parse_gives_the_same_tree(items in vec(item(), 0..4), tail in vec("# [a-z]{1,4}", 0..2)) {
        let file = File { items, tail };
        let printed = print_file(&file);
        let (read, problems) = parse(&Text::new("printed", printed.clone()), 0);
        prop_assert!(problems.is_empty(), "{printed}\n{problems:?}");
        prop_assert_eq!(&read, &file, "{}", printed);
        prop_assert_eq!(print_file(&read), printed);
    }
}

/// The shipped files are in canonical form, so that a diff shows only real changes.
#[test]
fn shipped_files_are_canonical() {
    let mut wrong = Vec::new();
    for text in crate::rules::shipped::texts() {
        let (file, problems) = parse(&text, 0);
        assert!(problems.is_empty(), "{}", text.name);
        let printed = print_file(&file);
        if printed != text.content {
            if std::env::var_os("UPDATE_RULES").is_some() {
                let path = std::path::Path::new("counting-rules").join(&text.name);
                std::fs::write(path, &printed).unwrap();
            }
            wrong.push(text.name);
        }
    }
    assert!(wrong.is_empty(), "run this test with UPDATE_RULES=1 to rewrite {wrong:?}");
}
