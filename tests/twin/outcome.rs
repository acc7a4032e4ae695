//! What becomes of the offences that go together: a new crime, an addition or a referral.

use std::collections::BTreeSet;

use super::crimes::Bucket;
use super::day::Day;
use super::disclosed::{Disclosed, Relation};
use super::draft::Draft;
use super::forms::{gravest_form, gravity};
use super::groups;
use super::ranking::{self, Offence};
use super::read::{Case, Entry, Recorded};

/// One code under two classes (`008/06` and `8S:008/06`) is one offence: a code is never referred
/// against itself, and is not related where it is counted. The format does not say so.
const ONE_CODE_IS_ONE_OFFENCE: bool = true;

fn same(a: &Offence, b: &Offence) -> bool {
    a.code == b.code && (ONE_CODE_IS_ONE_OFFENCE || a.class == b.class)
}

fn without(offences: &[Offence], counted: &[Offence]) -> Vec<Offence> {
    offences.iter().filter(|o| !counted.iter().any(|c| same(o, c))).cloned().collect()
}

fn blank(relation: Relation<'_>) -> Draft {
    let victim = Some(relation.victim.to_owned());
    Draft { victim, suspects: relation.group.clone(), ..Draft::default() }
}

/// What is disclosed of several conduct crimes: the gravest form, and section 76.
pub fn disclosed_conduct(codes: &BTreeSet<String>) -> Vec<String> {
    gravest_form(codes).into_iter().chain(codes.get("008/67").cloned()).collect()
}

/// What the registrar decides about a single occasion: the gravest offence that it would be if one
/// occasion is enough, and the messages that it is.
pub fn if_enough(
    relation: Relation<'_>,
    single: &Entry,
    codes: &BTreeSet<String>,
    messages: &[Disclosed<'_>],
) -> Draft {
    let book = &relation.case.book;
    let all: Vec<Offence> = disclosed_conduct(codes)
        .iter()
        .map(|code| Offence::new(&book.find(code), single.to))
        .collect();
    let mut between: Vec<Offence> = ranking::top(book, &all).into_iter().cloned().collect();
    let related = without(&all, &between);
    between.extend(messages.iter().map(|d| d.offence.clone()));
    let incidents = BTreeSet::from([single.place()]);
    let action = "refer-to-registrar";
    Draft { action, between, related, incidents, ..blank(relation) }
}

/// The conduct crimes of a bucket, with the maximum sentence on the last day of the course, or of the
/// entry that gives the code.
fn conduct_offences(
    case: &Case<'_>,
    bucket: &Bucket<'_>,
    codes: impl IntoIterator<Item = String>,
) -> Vec<Offence> {
    let last = |code: &str| {
        let given = bucket.offences.iter().filter(|d| d.offence.code == code).map(|d| d.entry.to);
        let is_course = groups::count(&bucket.course) >= 2;
        let course = bucket.course.iter().filter(|_| is_course).map(|e| e.to);
        course.chain(given).max().unwrap_or_else(|| bucket.span().1)
    };
    codes.into_iter().map(|code| Offence::new(&case.book.find(&code), last(&code))).collect()
}

/// The other offences, deduplicated by code and class: the last day decides the sentence.
fn other_offences(bucket: &Bucket<'_>) -> Vec<Offence> {
    let mut others: Vec<Offence> = Vec::new();
    let mut given: Vec<&Disclosed<'_>> = bucket.offences.iter().collect();
    given.sort_by_key(|d| std::cmp::Reverse(d.entry.to));
    for one in given.into_iter().filter(|d| !d.offence.is_conduct()) {
        if !others.iter().any(|o| o.code == one.offence.code && o.class == one.offence.class) {
            others.push(one.offence.clone());
        }
    }
    others
}

fn incidents(bucket: &Bucket<'_>, with_course: bool) -> BTreeSet<(Day, String)> {
    let course = bucket.course.iter().filter(|_| with_course).copied();
    course.chain(bucket.offences.iter().map(|d| d.entry)).map(Entry::place).collect()
}

fn existing<'c>(case: &'c Case<'_>, id: &str) -> &'c Recorded {
    case.recorded.iter().find(|c| c.id == id).unwrap()
}

/// What is added to a recorded conduct crime: occasions, and offences of its series.
pub fn added(relation: Relation<'_>, bucket: &Bucket<'_>, id: &str) -> Draft {
    let recorded = existing(relation.case, id);
    let codes = disclosed_conduct(&bucket.conduct);
    let conduct = conduct_offences(relation.case, bucket, codes);
    let graver = |o: &&Offence| gravity(&o.code) < gravity(&recorded.row.code);
    let is_section_76 = |code: &str| code == "008/67";
    let beside = |o: &&Offence| {
        let another = is_section_76(&o.code) != is_section_76(&recorded.row.code);
        o.code != recorded.row.code && (another || graver(o))
    };
    let old = Offence::new(&recorded.row, recorded.last_incident_on);
    let mut new: Vec<Offence> = conduct.iter().filter(beside).cloned().collect();
    let others = other_offences(bucket);
    let came_to_notice_with_it = |o: &&Offence| {
        let of_code = bucket.offences.iter().filter(|d| same(&d.offence, o));
        let days = of_code.map(|d| d.entry.to);
        recorded.recorded_on.is_some_and(|on| days.max().is_some_and(|day| day <= on))
    };
    new.extend(
        without(&others, std::slice::from_ref(&old)).iter().filter(came_to_notice_with_it).cloned(),
    );
    let all = [vec![old.clone()], new.clone()].concat();
    let top: Vec<Offence> = ranking::top(&relation.case.book, &all).into_iter().cloned().collect();
    let mut draft = Draft {
        action: "add-to-existing",
        existing: Some(id.to_owned()),
        related: without(&new, &top),
        folded: [conduct, others].concat(),
        incidents: incidents(bucket, true),
        ..blank(relation)
    };
    draft.become_of(top, &old);
    draft
}

/// What belongs to the series of a recorded crime that is no conduct crime.
pub fn in_series(relation: Relation<'_>, bucket: &Bucket<'_>, id: &str) -> Draft {
    let case = relation.case;
    let recorded = existing(case, id);
    let conduct = conduct_offences(case, bucket, disclosed_conduct(&bucket.conduct));
    let old = Offence::new(&recorded.row, recorded.last_incident_on);
    let found = [conduct, other_offences(bucket)].concat();
    let new = without(&found, std::slice::from_ref(&old));
    let all = [vec![old.clone()], new.clone()].concat();
    let top: Vec<Offence> = ranking::top(&case.book, &all).into_iter().cloned().collect();
    let mut draft = Draft {
        action: "add-to-existing",
        existing: Some(id.to_owned()),
        related: without(&new, &top),
        folded: found,
        incidents: incidents(bucket, !bucket.conduct.is_empty()),
        ..blank(relation)
    };
    draft.become_of(top, &old);
    draft
}

impl Draft {
    /// Says what the recorded crime becomes, if the new offences outrank it or nothing does.
    fn become_of(&mut self, top: Vec<Offence>, old: &Offence) {
        if !top.iter().all(|o| same(o, &top[0])) {
            self.action = "refer-to-registrar";
            self.between = top;
        } else if !same(&top[0], old) {
            self.reclassify_to = Some(top[0].clone());
        }
    }
}

/// A new crime, or a referral; `None` if nothing is disclosed.
pub fn recorded(relation: Relation<'_>, bucket: &Bucket<'_>) -> Option<Draft> {
    let book = &relation.case.book;
    let codes = disclosed_conduct(&bucket.conduct);
    let conduct = conduct_offences(relation.case, bucket, codes);
    let (slavery, others): (Vec<Offence>, Vec<Offence>) =
        other_offences(bucket).into_iter().partition(|o| o.in_class(&["106"]));
    let rest = [conduct.clone(), others.clone()].concat();
    if slavery.is_empty() && rest.is_empty() {
        return None;
    }
    let incidents = incidents(bucket, !bucket.conduct.is_empty());
    let mut draft = Draft { action: "record", incidents, ..blank(relation) };
    let mut two = Vec::new();
    if book.two_crimes() && !conduct.is_empty() {
        two.extend(ranking::most_serious(book, &conduct).cloned());
        two.extend(ranking::most_serious(book, &others).cloned());
    }
    if !slavery.is_empty() {
        draft.principal = ranking::most_serious(book, &slavery).cloned();
        if two.is_empty() {
            two.extend(ranking::most_serious(book, &rest).cloned());
        }
        draft.also_record = two;
    } else if !two.is_empty() {
        draft.principal = Some(two.remove(0));
        draft.also_record = two;
    } else {
        let top = ranking::top(book, &rest);
        if top.iter().all(|o| same(o, top[0])) {
            draft.principal = Some(top[0].clone());
        } else {
            draft.action = "refer-to-registrar";
            draft.between = top.into_iter().cloned().collect();
        }
    }
    let counted = draft.principal.iter().chain(&draft.also_record).chain(&draft.between);
    let counted: Vec<Offence> = counted.cloned().collect();
    draft.related = without(&[rest, slavery].concat(), &counted);
    Some(draft)
}
