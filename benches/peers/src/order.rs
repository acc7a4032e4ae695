//! Which offence outranks which, asked of an edition pair by pair: the one source of the rules
//! that every peer is given.

use counting_rules::{Code, Edition};

use crate::{Choice, Problem, Three};

/// The forms of one course of conduct under the Acts of 1997 and 1998: a report has one.
pub const FORMS: [&str; 7] = ["008/58", "008/65", "008/66", "008/30", "008/56", "195/12", "195/94"];

/// Controlling or coercive behaviour, which stands beside a form.
pub const CONTROL: &str = "008/67";

/// Offences against a victim that an officer gives by code: most of the look-up table, and some
/// that it does not have.
pub const GIVEN: [&str; 46] = [
    "002/00", "003/01", "005/01", "005/28", "005/29", "005/30", "008/01", "008/06", "008/57",
    "008/59", "008/72", "008/77", "017/13", "017/15", "017/16", "019/08", "020/03", "020/05",
    "020/06", "028/03", "029/00", "031/00", "034/01", "035/00", "036/01", "036/03", "039/00",
    "040/00", "045/10", "048/01", "049/10", "056/01", "056/02", "057/00", "058/00", "059/11",
    "088/14", "088/15", "049/11", "105/01", "125/09", "126/00", "138/52", "149/00", "175/08",
    "008/55",
];

/// What the rules say of a pair of offences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Neither is principal over the other.
    Neither,
    /// The first is principal.
    First,
    /// The second is principal.
    Second,
}

/// The three of them, in their order as numbers.
pub const ALL: [Says; 3] = [Says::Neither, Says::First, Says::Second];

/// Which of three candidates is principal, from what is said of the first and second, of the
/// first and third, and of the second and third: the one that is outranked by neither, if it is
/// the only one. Of three, this is the whole rule: a longer way round can only be a circle of
/// all three, and then each is outranked.
pub fn outcome(ab: Says, ac: Says, bc: Says) -> Option<usize> {
    let beaten = [
        ab == Says::Second || ac == Says::Second,
        ab == Says::First || bc == Says::Second,
        ac == Says::First || bc == Says::First,
    ];
    let mut left = (0..3).filter(|n| !beaten[*n]);
    left.next().filter(|_| left.next().is_none())
}

/// [`outcome`] as a table of tables of tables, none being `null`.
pub fn outcomes() -> Vec<Vec<Vec<Option<usize>>>> {
    let of = |ab, ac| ALL.iter().map(|bc| outcome(ab, ac, *bc)).collect();
    let of = |ab| ALL.iter().map(|ac| of(ab, *ac)).collect();
    ALL.iter().map(|ab| of(*ab)).collect()
}

/// The offences, and for each pair which one is principal.
#[derive(Debug)]
pub struct Order {
    /// The offences, in the order of the three lists above.
    pub codes: Vec<Code>,
    over: Vec<Vec<bool>>,
}

impl Order {
    /// Asks the edition for every pair of the offences above.
    pub fn of(edition: &Edition) -> Result<Order, Problem> {
        let names = FORMS.iter().chain([&CONTROL]).chain(&GIVEN);
        let codes = names.map(|code| code.parse()).collect::<Result<Vec<Code>, _>>()?;
        let over = |one: &Code| {
            let beats = |other: &Code| {
                let principal = edition.why_over(*one, *other)?.principal;
                Ok(one != other && principal == Some(*one))
            };
            codes.iter().map(beats).collect::<Result<Vec<bool>, Problem>>()
        };
        let over = codes.iter().map(over).collect::<Result<_, _>>()?;
        Ok(Order { codes, over })
    }

    /// Whether the first is principal over the second.
    pub fn over(&self, one: usize, other: usize) -> bool {
        self.over[one][other]
    }

    /// The offences that one is principal over.
    pub fn under(&self, one: usize) -> impl Iterator<Item = usize> {
        (0..self.codes.len()).filter(move |other| self.over(one, *other))
    }

    /// What the rules say of every pair, row by row.
    pub fn table(&self) -> Vec<Vec<Says>> {
        let says = |one, other| match (self.over(one, other), self.over(other, one)) {
            (true, _) => Says::First,
            (_, true) => Says::Second,
            _ => Says::Neither,
        };
        let places = 0..self.codes.len();
        let row = |one| places.clone().map(|other| says(one, other)).collect();
        places.clone().map(row).collect()
    }

    /// The same as numbers: the places in [`ALL`].
    pub fn numbers(&self) -> Vec<Vec<u8>> {
        let row = |row: &Vec<Says>| row.iter().map(|says| *says as u8).collect();
        self.table().iter().map(row).collect()
    }

    /// The principal crime, word for word as the rules have it: the candidate that no other
    /// outranks, through others too; those that outrank one another in a circle stand together;
    /// where several are at the top, the registrar decides.
    pub fn in_words(&self, candidates: Three) -> Choice {
        let mut reaches: [[bool; 3]; 3] =
            candidates.map(|one| candidates.map(|other| self.over(one, other)));
        for via in 0..3 {
            for one in 0..3 {
                for other in 0..3 {
                    reaches[one][other] |= reaches[one][via] && reaches[via][other];
                }
            }
        }
        let top = |n: &usize| (0..3).all(|other| !reaches[other][*n] || reaches[*n][other]);
        let mut top = (0..3).filter(top);
        match (top.next(), top.next()) {
            (Some(only), None) => Some(candidates[only]),
            _ => None,
        }
    }
}
