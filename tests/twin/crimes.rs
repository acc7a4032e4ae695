//! The crimes of one victim and one group of offenders: what goes into which.

use std::collections::{BTreeMap, BTreeSet};

use super::book::CONDUCT;
use super::day::Day;
use super::disclosed::{Disclosed, Relation, disclosed};
use super::draft::Draft;
use super::earlier::{self, Placed};
use super::forms::Conduct;
use super::groups;
use super::outcome;
use super::read::{Case, Entry, People};

/// What goes into one crime: a course of conduct, if any, and the offences that go with it.
#[derive(Clone, Default)]
pub struct Bucket<'c> {
    pub course: Vec<&'c Entry>,
    /// From the first to the last of the occasions that the course is part of, if there are several.
    time: Option<(Day, Day)>,
    pub conduct: BTreeSet<String>,
    pub offences: Vec<Disclosed<'c>>,
}

impl<'c> Bucket<'c> {
    pub fn span(&self) -> (Day, Day) {
        span(&self.course)
    }

    fn holds(&self, entry: &Entry) -> bool {
        self.course.iter().any(|e| e.id == entry.id)
    }

    fn put(&mut self, one: Disclosed<'c>) {
        if one.offence.is_conduct() {
            self.conduct.insert(one.offence.code.clone());
        }
        self.offences.push(one);
    }
}

fn span(entries: &[&Entry]) -> (Day, Day) {
    (entries.iter().map(|e| e.from).min().unwrap(), entries.iter().map(|e| e.to).max().unwrap())
}

/// All buckets of a victim and a group.
struct Sorting<'c> {
    relation: Relation<'c>,
    components: Vec<Vec<&'c Entry>>,
    placed: Placed,
    /// By the recorded conduct crime to which they are added.
    added: BTreeMap<String, Bucket<'c>>,
    /// By the other recorded crime to whose series they belong.
    series: BTreeMap<String, Bucket<'c>>,
    /// In chronological order.
    courses: Vec<Bucket<'c>>,
    drafts: Vec<Draft>,
}

/// All crimes: new, added and referred.
pub fn of_pair(case: &Case<'_>, victim: &str, group: &People) -> Vec<Draft> {
    let relation = Relation { case, victim, group };
    let entries = groups::incidents(case, victim, group);
    let entries: Vec<&Entry> = entries.iter().collect();
    let occasions: Vec<&Entry> = entries.iter().copied().filter(|e| e.is_occasion()).collect();
    let joining: Vec<&Entry> =
        entries.iter().copied().filter(|e| e.is_occasion() || e.gives_conduct()).collect();
    let mut sorting = Sorting {
        relation,
        components: groups::components(case, victim, group, &occasions),
        placed: earlier::place(case, victim, group, &joining),
        added: BTreeMap::new(),
        series: BTreeMap::new(),
        courses: Vec::new(),
        drafts: Vec::new(),
    };
    let mut offences = disclosed(relation, &entries);
    sorting.add_occasions();
    sorting.find_courses(&mut offences);
    let others = sorting.join_conduct(offences);
    let others = sorting.join_series(others);
    let loose = sorting.join_by_time(others);
    sorting.settle_together(loose);
    sorting.settled()
}

impl<'c> Sorting<'c> {
    fn made_out(&self, occasions: &[&Entry], least: u64) -> BTreeSet<String> {
        let Relation { case, victim, group } = self.relation;
        Conduct { case, victim, group, occasions }.made_out(least)
    }

    fn linked(&self, one: (Day, Day), other: (Day, Day)) -> bool {
        let Relation { case, victim, group } = self.relation;
        groups::linked(case, victim, group, one, other)
    }

    /// Two occasions or more, whether or not they make an offence out.
    fn has_a_course(&self) -> bool {
        self.components.iter().any(|c| groups::count(c) >= 2)
    }

    fn add_occasions(&mut self) {
        for (id, ids) in self.placed.added.clone() {
            let mut bucket = Bucket::default();
            for component in &self.components {
                let added: Vec<&Entry> =
                    component.iter().copied().filter(|e| ids.contains(&e.id)).collect();
                bucket.conduct.extend(self.made_out(&added, 2));
                bucket.course.extend(added);
            }
            self.added.insert(id, bucket);
        }
    }

    /// Makes a bucket of each course of new occasions, and of a single one that makes an offence out
    /// or that gives a conduct crime by code. A single one that the rules do not settle is referred,
    /// with the messages that it is.
    fn find_courses(&mut self, offences: &mut Vec<Disclosed<'c>>) {
        for component in self.components.clone() {
            let new: Vec<&Entry> =
                component.iter().copied().filter(|e| !self.placed.is_added(&e.id)).collect();
            let codes = self.made_out(&new, 2);
            let given = new.iter().any(|e| e.gives_conduct());
            let several = groups::count(&new) >= 2;
            match new.first() {
                Some(&single) if !several && !given && self.is_unsettled(single) => {
                    let forms = self.made_out(&new, 1);
                    if !forms.is_empty() {
                        let is_part =
                            |d: &mut Disclosed<'_>| d.entry.id == single.id && d.is_message();
                        let messages: Vec<_> = offences.extract_if(.., is_part).collect();
                        self.drafts.push(outcome::if_enough(
                            self.relation,
                            single,
                            &forms,
                            &messages,
                        ));
                    }
                }
                _ if several || !codes.is_empty() || given => {
                    let time = (groups::count(&component) >= 2).then(|| span(&component));
                    let offences = Vec::new();
                    self.courses.push(Bucket { course: new, time, conduct: codes, offences });
                }
                _ => {}
            }
        }
        self.courses.sort_by_key(Bucket::span);
    }

    fn is_unsettled(&self, single: &Entry) -> bool {
        self.placed.unsettled.contains(&single.id)
    }

    /// The number of the latest of some courses that began before an entry, else of the first.
    fn latest(&self, entry: &Entry, among: impl Fn(&Bucket<'_>) -> bool) -> Option<usize> {
        let numbers: Vec<usize> =
            (0..self.courses.len()).filter(|&n| among(&self.courses[n])).collect();
        let begun = |n: &&usize| self.courses[**n].span().0 <= entry.from;
        numbers.iter().rfind(begun).or(numbers.first()).copied()
    }

    /// Puts each conduct crime given by code where an occasion on its day would be, and each message
    /// with the occasion that is added. Returns the rest.
    fn join_conduct(&mut self, offences: Vec<Disclosed<'c>>) -> Vec<Disclosed<'c>> {
        let mut rest = Vec::new();
        for one in offences {
            let added = self.placed.added.iter().find(|(_, ids)| ids.contains(&one.entry.id));
            if let Some((id, _)) = added
                && (one.offence.is_conduct() || one.is_message())
            {
                self.added.get_mut(id).unwrap().put(one);
                continue;
            }
            let own = self.courses.iter().position(|b| b.holds(one.entry));
            let near =
                |b: &Bucket<'_>| b.course.iter().any(|e| self.linked(e.span(), one.entry.span()));
            match own.or_else(|| self.latest(one.entry, near)) {
                Some(n) if one.offence.is_conduct() => self.courses[n].put(one),
                _ => rest.push(one),
            }
        }
        rest
    }

    /// Puts courses and offences that belong to the series of a recorded crime there. Returns the
    /// offences that do not.
    fn join_series(&mut self, offences: Vec<Disclosed<'c>>) -> Vec<Disclosed<'c>> {
        let Relation { case, victim, group } = self.relation;
        let mut rest = Vec::new();
        for one in offences {
            let with_course = |b: &&mut Bucket<'_>| !b.conduct.is_empty() && b.holds(one.entry);
            let course = self.courses.iter_mut().find(with_course).filter(|_| one.is_message());
            let recorded = earlier::series_of_offence(
                case,
                victim,
                group,
                one.entry.to,
                one.offence.is_conduct(),
            );
            match (course, recorded.filter(|_| one.offence.class != "106")) {
                (Some(course), _) => course.put(one),
                (None, Some(crime)) if CONDUCT.contains(&crime.row.code.as_str()) => {
                    self.added.entry(crime.id.clone()).or_default().put(one);
                }
                (None, Some(crime)) => {
                    self.series.entry(crime.id.clone()).or_default().put(one);
                }
                (None, None) => rest.push(one),
            }
        }
        for mut bucket in std::mem::take(&mut self.courses) {
            let recorded = earlier::series_of_course(case, victim, group, bucket.span());
            match recorded.filter(|_| !bucket.conduct.is_empty()) {
                Some(crime) => {
                    let series = self.series.entry(crime.id.clone()).or_default();
                    series.conduct.extend(outcome::disclosed_conduct(&bucket.conduct));
                    series.course.append(&mut bucket.course);
                    series.offences.append(&mut bucket.offences);
                }
                None => self.courses.push(bucket),
            }
        }
        rest
    }

    /// Puts each offence with the course in whose time it is; without any course, with a single
    /// occasion that makes an offence out. Returns the rest.
    fn join_by_time(&mut self, offences: Vec<Disclosed<'c>>) -> Vec<Disclosed<'c>> {
        let parted = self.has_a_course();
        let mut rest = Vec::new();
        for one in offences {
            let in_time = |b: &Bucket<'_>| match b.time {
                Some(time) => self.linked(time, one.entry.span()),
                None => !parted && self.linked(b.span(), one.entry.span()),
            };
            let own = self.courses.iter().position(|b| one.is_message() && b.holds(one.entry));
            let any = |_: &Bucket<'_>| !parted;
            let near = || self.latest(one.entry, in_time);
            match own.or_else(near).or_else(|| self.latest(one.entry, any)) {
                Some(n) if !one.offence.is_conduct() => self.courses[n].put(one),
                _ => rest.push(one),
            }
        }
        rest
    }

    /// Settles what goes with no course, as far as nothing that ends a course lies between: each
    /// part is one more bucket.
    fn settle_together(&mut self, loose: Vec<Disclosed<'c>>) {
        let Relation { case, victim, group } = self.relation;
        let parted = self.has_a_course();
        let single = |b: &Bucket<'_>| parted && b.time.is_none();
        let (singles, courses): (Vec<_>, Vec<_>) = self.courses.drain(..).partition(single);
        self.courses = courses;
        let mut entries: Vec<&Entry> = Vec::new();
        let of_singles = singles.iter().flat_map(|b| b.course.iter().copied());
        for entry in of_singles.chain(loose.iter().map(|one| one.entry)) {
            if !entries.iter().any(|e| e.id == entry.id) {
                entries.push(entry);
            }
        }
        let parts = match parted {
            true => groups::components(case, victim, group, &entries),
            false => vec![entries],
        };
        for part in parts {
            let within = |entry: &Entry| part.iter().any(|e| e.id == entry.id);
            let mut bucket = Bucket::default();
            for single in singles.iter().filter(|b| b.course.iter().any(|e| within(e))) {
                bucket.course.extend(&single.course);
                bucket.conduct.extend(single.conduct.clone());
                bucket.offences.extend(single.offences.clone());
            }
            for one in loose.iter().filter(|one| within(one.entry)) {
                bucket.put(one.clone());
            }
            self.courses.push(bucket);
        }
    }

    fn settled(self) -> Vec<Draft> {
        let Sorting { relation, added, series, courses, mut drafts, .. } = self;
        drafts.extend(added.iter().map(|(id, b)| outcome::added(relation, b, id)));
        drafts.extend(series.iter().map(|(id, b)| outcome::in_series(relation, b, id)));
        drafts.extend(courses.iter().filter_map(|b| outcome::recorded(relation, b)));
        drafts
    }
}
