//! A printed edition with the place of each item, so that nothing has to search its text.

use std::ops::Range;

/// An edition in the rule language.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    pub(crate) text: String,
    items: Vec<Place>,
}

/// The byte range of an item and, for a rule, of the part after its sources.
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
    /// The keyword that it begins with.
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    /// The heading before it, if any.
    #[cfg(feature = "show")]
    pub(crate) heading: Option<&'static str>,
    /// Its whole text, without the final newline.
    pub(crate) text: &'a str,
    /// For a rule, the part after its sources.
    #[cfg(feature = "show")]
    pub(crate) form: &'a str,
}

impl Printed {
    /// Adds an item; `form` is the byte offset of its form in `text`.
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

    /// Returns the items in order.
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
