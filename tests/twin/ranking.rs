//! Which of two offences is more serious, taken directly from pages 12-14 and 56-57 and from the
//! earlier editions.

use counting_rules::words::{Sentence, Trial};

use super::book::{Book, Row, length};
use super::forms::gravity;

/// An offence to rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Offence {
    pub code: String,
    pub class: String,
    pub group: String,
    pub subgroup: String,
    pub trial: Trial,
    pub sentence: Sentence,
}

impl Offence {
    pub fn new(row: &Row, day: super::day::Day) -> Offence {
        Offence {
            code: row.code.clone(),
            class: row.class.clone(),
            group: row.group.clone(),
            subgroup: row.subgroup.clone(),
            trial: row.trial,
            sentence: row.sentence(day),
        }
    }

    pub fn is_conduct(&self) -> bool {
        gravity(&self.code).is_some()
    }

    /// Whether it is of the group violence against the person.
    pub fn is_violence(&self) -> bool {
        self.in_group(&["violence-against-the-person"])
    }

    pub fn is(&self, codes: &[&str]) -> bool {
        codes.contains(&self.code.as_str())
    }

    pub fn in_class(&self, classes: &[&str]) -> bool {
        classes.contains(&self.class.as_str())
    }

    fn in_group(&self, groups: &[&str]) -> bool {
        groups.contains(&self.group.as_str())
    }

    fn years_at_most(&self, years: u16) -> bool {
        length(self.sentence).is_some_and(|l| l <= length(Sentence::Years(years)).unwrap())
    }

    fn years_under(&self, years: u16) -> bool {
        length(self.sentence).is_some_and(|l| l < length(Sentence::Years(years)).unwrap())
    }
}

/// Whether the first offence outranks the second.
pub fn outranks(book: &Book<'_>, a: &Offence, b: &Offence) -> bool {
    if book.is_recommended() {
        in_2017(a, b)
    } else if book.has_tiers() {
        in_2026(a, b)
    } else if book.two_crimes() {
        in_2018(a, b)
    } else {
        in_2016(a, b)
    }
}

/// Offences that are communications, and not violent whatever their group.
const MESSAGES: [&str; 7] = ["008/71", "008/72", "138/52", "005/28", "088/14", "088/15", "175/08"];

/// Violence before property, then the longer sentence.
fn general_rule(a: &Offence, b: &Offence) -> bool {
    let groups = ["violence-against-the-person", "sexual-offences", "robbery"];
    let violent = |o: &Offence| o.in_group(&groups) && !o.is(&MESSAGES);
    let property = |o: &Offence| {
        o.in_group(&["theft", "vehicle-offences", "burglary", "arson-and-criminal-damage"])
    };
    if violent(a) && property(b) {
        return true;
    }
    if violent(b) && property(a) {
        return false;
    }
    match (length(a.sentence), length(b.sentence)) {
        (Some(a), Some(b)) => a > b,
        _ => false,
    }
}

fn in_2016(a: &Offence, b: &Offence) -> bool {
    let fallback = |o: &Offence| o.is(&["195/94", "008/30"]);
    if fallback(a) != fallback(b) {
        return fallback(b);
    }
    match stalking_or_control_before_assault(a, b) {
        Some(answer) => answer,
        None => general_rule(a, b),
    }
}

/// 8Q and 008/67 before classes 105A and 8N.
fn stalking_or_control_before_assault(a: &Offence, b: &Offence) -> Option<bool> {
    let first = |o: &Offence| o.class == "8Q" || o.is(&["008/67"]);
    let after = |o: &Offence| o.in_class(&["105A", "8N"]) && !o.is(&["008/67"]);
    if first(a) && after(b) {
        Some(true)
    } else if first(b) && after(a) {
        Some(false)
    } else {
        None
    }
}

/// Recommendation 2: every form under the 1997 and 1998 Acts before any other crime.
fn in_2017(a: &Offence, b: &Offence) -> bool {
    let form = |o: &Offence| o.is_conduct() && !o.is(&["008/67"]);
    match (form(a), form(b)) {
        (true, true) => gravity(&a.code) < gravity(&b.code),
        (true, false) => true,
        (false, true) => false,
        (false, false) => match stalking_or_control_before_assault(a, b) {
            Some(answer) => answer,
            None => general_rule(a, b),
        },
    }
}

fn in_2018(a: &Offence, b: &Offence) -> bool {
    if a.is_conduct() && b.is_conduct() {
        return gravity(&a.code) < gravity(&b.code);
    }
    general_rule(a, b)
}

fn in_2026(a: &Offence, b: &Offence) -> bool {
    if a.is_conduct() && b.is_conduct() {
        return gravity(&a.code) < gravity(&b.code);
    }
    if referred(a, b) || referred(b, a) {
        return false;
    }
    if tier_puts_before(a, b) {
        return true;
    }
    if tier_puts_before(b, a) {
        return false;
    }
    if let (Some(a), Some(b)) = (table_rank(&a.code), table_rank(&b.code))
        && a != b
    {
        return a < b;
    }
    if a.is_conduct() || b.is_conduct() {
        return false;
    }
    general_rule(a, b)
}

/// 005/28 against the lesser conduct crimes and against threats to damage: the pages contradict one
/// another.
fn referred(a: &Offence, b: &Offence) -> bool {
    a.is(&["005/28"]) && b.is(&["195/12", "195/94", "008/56", "059/11"])
}

/// "All offences up to and including 8N Assault with Injury".
fn up_to_8n(o: &Offence) -> bool {
    if o.is(&["005/01", "005/28", "057/00"]) || o.in_class(&["35"]) {
        return false;
    }
    o.in_class(&["8N", "8S", "8T", "104", "105A", "105B", "8R"])
        || o.in_group(&["theft", "vehicle-offences", "public-order-offences"])
        || o.subgroup == "criminal-damage"
}

/// The tiers of pages 56-57 against offences that are not conduct crimes.
fn tier_puts_before(conduct: &Offence, other: &Offence) -> bool {
    if other.is_conduct() {
        return false;
    }
    let sexual = other.in_group(&["sexual-offences"]);
    let harassment = other.in_class(&["8L"]);
    let aggravated = other.in_class(&["8P"]);
    match conduct.code.as_str() {
        "008/58" => {
            harassment || up_to_8n(other) || aggravated || (sexual && other.years_under(14))
        }
        "008/65" | "008/66" | "008/30" => {
            harassment || up_to_8n(other) || aggravated || (sexual && other.years_at_most(10))
        }
        "008/67" => harassment || up_to_8n(other) || (sexual && other.years_at_most(10)),
        "008/56" => {
            harassment || (up_to_8n(other) && !other.is(&["008/01"])) || other.years_under(5)
        }
        "195/12" | "195/94" => {
            let theft = other.in_group(&["theft"]) && !other.in_class(&["35"])
                || other.in_class(&["45", "48"]);
            let damage = other.subgroup == "criminal-damage" && !other.is(&["057/00"]);
            let assault = other.in_class(&["104", "105A", "105B"])
                || other.in_class(&["8N"]) && !other.is(&["008/01", "008/77"]);
            let communication = other.in_class(&["8R"]) && !other.is(&["005/28"]);
            theft
                || damage
                || assault
                || communication
                || other.in_group(&["public-order-offences"])
        }
        _ => false,
    }
}

/// The row in the look-up table on page 14.
fn table_rank(code: &str) -> Option<u32> {
    let rank = match code {
        "001/01" => 1,
        "002/00" => 2,
        c if ("019/07"..="019/19").contains(&c) => 3,
        "034/01" | "034/02" => 4,
        c if ("003/02"..="003/06").contains(&c) => 5,
        "017/13" | "017/14" | "020/03" | "020/04" => 6,
        "005/01" => 7,
        "017/16" | "020/06" => 8,
        "057/00" => 9,
        "056/01" | "056/02" => 10,
        "008/58" => 11,
        "008/65" => 12,
        "008/66" => 13,
        "008/30" => 14,
        "008/67" => 15,
        "017/15" | "020/05" => 16,
        "008/01" => 17,
        "008/77" => 18,
        "005/30" => 19,
        "005/29" => 20,
        "029/00" | "031/00" => 21,
        "003/01" => 22,
        "005/28" => 23,
        "008/56" => 24,
        "088/15" => 25,
        "088/14" => 26,
        "175/08" => 27,
        "195/12" => 28,
        "195/94" => 29,
        "008/06" => 30,
        "059/11" | "059/13" => 31,
        "028/03" => 32,
        "058/00" => 33,
        "039/00" => 34,
        "048/01" => 35,
        "008/72" => 36,
        "138/52" => 37,
        "105/01" => 38,
        "149/00" => 39,
        _ => return None,
    };
    Some(rank)
}

/// The candidates that nothing outside their own circle outranks: whatever outranks one, directly
/// or through others, is outranked by it in turn.
pub fn top<'o>(book: &Book<'_>, candidates: &'o [Offence]) -> Vec<&'o Offence> {
    let n = candidates.len();
    let mut above = vec![vec![false; n]; n];
    for a in 0..n {
        for b in 0..n {
            above[a][b] = outranks(book, &candidates[a], &candidates[b]);
        }
    }
    for via in 0..n {
        for a in 0..n {
            for b in 0..n {
                above[a][b] |= above[a][via] && above[via][b];
            }
        }
    }
    let at_the_top = |mine: &usize| (0..n).all(|o| !above[o][*mine] || above[*mine][o]);
    (0..n).filter(at_the_top).map(|mine| &candidates[mine]).collect()
}

/// If the rules leave several most serious ones: the highest sentence, then the code.
pub fn most_serious<'o>(book: &Book<'_>, candidates: &'o [Offence]) -> Option<&'o Offence> {
    let mut several = top(book, candidates);
    several.sort_by_key(|o| list_place(o));
    several.first().copied()
}

/// The sort key for lists: longest sentence first, unknown last, then by code.
pub fn list_place(o: &Offence) -> (bool, std::cmp::Reverse<u64>, String) {
    let length = length(o.sentence);
    (length.is_none(), std::cmp::Reverse(length.unwrap_or(0)), o.code.clone())
}
