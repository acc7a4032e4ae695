//! An edition as it is printed, and where each of its items stands there: nobody need look for
//! them in the text.

use std::ops::Range;

/// An edition in the rule language.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) text: String,
    items: Vec<Place>,
}

/// Where an item stands: in bytes, and of a rule what follows its sources.
#[derive(Debug)]
struct Place {
    kind: &'static str,
    name: String,
    #[cfg_attr(not(feature = "show"), expect(dead_code, reason = "only documents tell it"))]
    heading: Option<&'static str>,
    all: Range<usize>,
    #[cfg_attr(not(feature = "show"), expect(dead_code, reason = "only documents tell it"))]
    form: Range<usize>,
}

/// An item of an edition.
pub(crate) struct Item<'a> {
    /// The word that it begins with.
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    /// The heading that stands before it.
    #[cfg(feature = "show")]
    pub(crate) heading: Option<&'static str>,
    /// Its whole text, without the line end at its end.
    pub(crate) text: &'a str,
    /// Of a rule what follows its sources.
    #[cfg(feature = "show")]
    pub(crate) form: &'a str,
}

impl Printed {
    /// Adds an item, in whose text its form begins at a byte.
    pub(crate) fn add(
        &mut self,
        kind: &'static str,
        name: &str,
        heading: Option<&'static str>,
        text: &str,
        form: usize,
    ) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(heading) = heading {
            self.text.push_str(&format!("# {heading}.\n\n"));
        }
        let begin = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        let (all, form) = (begin..end, begin + form..end);
        self.items.push(Place { kind, name: name.to_owned(), heading, all, form });
    }

    /// Its items, in their order.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let part = |part: &Range<usize>| self.text.get(part.clone()).unwrap_or_default().trim_end();
        self.items.iter().map(move |place| Item {
            kind: place.kind,
            name: &place.name,
            #[cfg(feature = "show")]
            heading: place.heading,
            text: part(&place.all),
            #[cfg(feature = "show")]
            form: part(&place.form),
        })
    }
}
