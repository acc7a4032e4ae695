//! Small changes to rule files, each described in words, which a tool that guards the rules must
//! notice.

use std::fmt;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use super::spots::{self, Edit};
use crate::edition::Rules;
use crate::rules::check::parsed;
use crate::rules::syntax::ast::{File, Kind};
use crate::rules::syntax::print_file;
use crate::words::diagnostic::RuleErrors;
use crate::words::text::Text;

/// Rule files with one small change.
#[derive(Clone)]
pub struct SmallChange {
    /// What was changed and where, such as "three-months of mine.rules: 3 becomes 4", followed by
    /// the first line that differs, before and after.
    pub says: String,
    /// All files, including the changed one.
    pub texts: Vec<Text>,
}

impl fmt::Debug for SmallChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl SmallChange {
    /// Loads the changed files.
    ///
    /// # Errors
    ///
    /// Returns what is now wrong with them, which is how many changes are found.
    pub fn load(&self) -> Result<Rules, RuleErrors> {
        Rules::load(self.texts.clone())
    }
}

/// A place, and the change to make there.
#[derive(Debug, Clone)]
struct Planned {
    file: usize,
    item: usize,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Lost,
    Swapped,
    Edited(Edit, usize),
}

/// Generates small changes to the files whose name begins with `within`: a rule or an exception is
/// lost, two neighbouring rules are swapped, a day, a number or a sentence is off by one, a `not`
/// is dropped, an `and` becomes an `or` or the reverse, or a member of a set is left out.
///
/// The other files are unchanged, and the changed one is printed in canonical form.
///
/// # Errors
///
/// Returns what cannot be parsed in the files that may change.
///
/// ```
/// use counting_rules::Rules;
/// use counting_rules::workshop::property;
/// let texts = Rules::shipped_texts();
/// let changes = property::small_changes(&texts, "editions/hmic-2017-07")?;
/// property::for_all(&changes, 20, |change| {
///     let before = texts.iter().filter(|text| change.texts.contains(text)).count();
///     assert_eq!(before, texts.len() - 1, "{}", change.says);
///     Ok(())
/// })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn small_changes(
    texts: &[Text],
    within: &str,
) -> Result<BoxedStrategy<SmallChange>, RuleErrors> {
    let mut files = Vec::new();
    let mut planned = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let mut file = File::default();
        if text.name.starts_with(within) {
            file = parsed(text)?;
            planned.extend(plans(&file, n));
        }
        files.push(file);
    }
    let (files, texts) = (Arc::new(files), texts.to_vec());
    let changed = move |plan: Planned| changed(&texts, &files, &plan);
    Ok(match planned.is_empty() {
        true => Just(None).prop_filter_map("nothing to change", |none| none).boxed(),
        false => select(planned).prop_filter_map("nothing to change", changed).boxed(),
    })
}

fn plans(file: &File, number: usize) -> Vec<Planned> {
    let mut plans = Vec::new();
    for (n, item) in file.items.iter().enumerate() {
        let mut plan = |what| plans.push(Planned { file: number, item: n, what });
        for (edit, many) in spots::count(item) {
            (0..many).for_each(|nth| plan(What::Edited(edit, nth)));
        }
        let is_rule =
            |n: usize| file.items.get(n).is_some_and(|i| matches!(i.kind, Kind::Change(_)));
        if is_rule(n) {
            plan(What::Lost);
        }
        if is_rule(n) && is_rule(n + 1) {
            plan(What::Swapped);
        }
    }
    plans
}

fn changed(texts: &[Text], files: &[File], plan: &Planned) -> Option<SmallChange> {
    let before = print_file(files.get(plan.file)?);
    let mut file = files.get(plan.file)?.clone();
    let item = file.items.get_mut(plan.item)?;
    let name = item.head.name.value.clone();
    let says = match plan.what {
        What::Edited(edit, nth) => spots::apply(item, edit, nth)?,
        What::Lost => {
            file.items.remove(plan.item);
            "it is lost".to_owned()
        }
        What::Swapped => {
            let next = file.items.get(plan.item + 1)?.head.name.value.clone();
            file.items.swap(plan.item, plan.item + 1);
            format!("it stands behind {next}")
        }
    };
    let mut texts = texts.to_vec();
    let text = texts.get_mut(plan.file)?;
    text.content = print_file(&file);
    let mut says = format!("{name} of {}: {says}", text.name);
    let mut lines = before.lines().zip(text.content.lines());
    if let Some((was, is)) = lines.find(|(was, is)| was != is)
        && matches!(plan.what, What::Edited(..))
    {
        says += &format!("\n- {}\n+ {}", was.trim(), is.trim());
    }
    Some(SmallChange { says, texts })
}
