//! A rule or an offence by itself: its words, its source, and which rules speak of it.

use super::document::{Document, Item};
use super::sentences::{cite_sources, cited};
use crate::edition::Rules;
use crate::rules::compiled::Edition;
use crate::words::nearest;
use crate::words::terms::Code;
use crate::words::text::in_words;
use crate::workshop::catalogue::{self, days, during};
use crate::workshop::examples;

/// There is no rule and no offence of that name or code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule or offence `{name}` in {}{}", .edition.as_deref().unwrap_or("any edition"), .help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default())]
pub struct NotExplained {
    /// The name asked for.
    pub name: String,
    /// The edition asked; `None` where all were.
    pub edition: Option<String>,
    /// The nearest name or code, as a question.
    pub help: Option<String>,
}

impl Rules {
    /// A rule or an offence, under the newest edition that has it: see [`Edition::explain`].
    ///
    /// # Errors
    ///
    /// [`NotExplained`] if no edition has a rule of that name and the list no such code.
    pub fn explain(&self, name: &str) -> Result<Document, NotExplained> {
        let mut editions: Vec<&Edition> = self.editions().iter().collect();
        editions.sort_by_key(|edition| std::cmp::Reverse(edition.in_force.from));
        editions.iter().find_map(|edition| edition.explain(name).ok()).ok_or_else(|| {
            let error = editions.first().and_then(|newest| newest.explain(name).err());
            let help = error.and_then(|error| error.help);
            NotExplained { name: name.to_owned(), edition: None, help }
        })
    }
}

impl Edition {
    /// A rule by its name, or an offence by its code: its words, its sources, the examples that
    /// it decides; of an offence the list, how it is made out, and the rules that speak of it.
    ///
    /// # Errors
    ///
    /// [`NotExplained`] if the edition has no such rule and the list no such code.
    ///
    /// ```
    /// # let rules = counting_rules::Rules::shipped()?;
    /// let edition = rules.edition("hocr-2026-04")?;
    /// assert!(edition.explain("conduct-tier-5")?.text().contains("p. 57"));
    /// assert!(edition.explain("195/12")?.text().contains("conduct-tier-5"));
    /// let error = edition.explain("conduct-tier-55").unwrap_err();
    /// assert_eq!(error.help.as_deref(), Some("did you mean `conduct-tier-5`?"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, name: &str) -> Result<Document, NotExplained> {
        let code = name.parse::<Code>().ok();
        let document = match code {
            Some(code) => self.explain_offence(code),
            None => self.explain_rule(name),
        };
        document.ok_or_else(|| {
            let rules = self.rules.iter().map(|rule| rule.name.as_str());
            let help = match code {
                Some(code) => self.law.near(code).map(|(_, help)| help),
                None => nearest::did_you_mean(name, rules),
            };
            NotExplained { name: name.to_owned(), edition: Some(self.id.clone()), help }
        })
    }

    fn explain_rule(&self, name: &str) -> Option<Document> {
        let printed = self.printed.items().filter(|item| item.kind == "rule");
        let (rule, item) =
            self.rules.iter().zip(printed).find(|(rule, _)| rule.name.as_str() == name)?;
        let mut document = Document::default();
        document.title(format!("{name} under {}", self.id));
        self.tell_rule(rule, item.form, &examples::decided(self), &mut document);
        document.cite(&self.sources_of(&rule.support));
        cite_sources(&self.law, &mut document);
        Some(document)
    }

    fn explain_offence(&self, code: Code) -> Option<Document> {
        let row = self.law.row(code, None)?;
        let offence = self.law.offences.get(row)?;
        let listed = catalogue::listed(&self.law, offence);
        let mut document = Document::default();
        document.title(format!("{code} {} under {}", offence.title, self.id));
        let section = listed.section.iter().map(|section| format!(", {section}"));
        document.say(format!("{}{}.", listed.act, section.collect::<String>()));
        document.say(format!("{}, {} based.", listed.trial, listed.basis));
        let classes = listed.classes.iter().map(|class| {
            Item::new(format!("class {} ({}){}", class.class, class.title, during(class.days)))
        });
        let maxima = listed.maxima.iter().map(|m| Item::new(listed.maximum_in_words(m)));
        let law = Item::new(format!("law{}", during(listed.in_force)));
        let notifiable = Item::new(format!("notifiable{}", during(listed.notifiable)));
        document.list(classes.chain(maxima).chain([law, notifiable]).collect());
        document.say(format!("Source: {}.", listed.cites));
        let ways = offence.limbs.iter().map(|limb| {
            let way = format!("{}{}", in_words(&limb.name), during(days(limb.in_force)));
            cited(way, &limb.name, &self.sources_of(&limb.support), self.standing(&limb.support))
        });
        document.section("How it is made out, beside being given by its code", ways.collect());
        let day = self.in_force.from.unwrap_or(self.day);
        let speak = self.rules.iter().filter_map(|rule| {
            let how = self.speaks_of(rule, (row, day))?;
            let (support, name) = (&rule.support, rule.name.as_str());
            Some(cited(how, name, &self.sources_of(support), self.standing(support)))
        });
        document.section("Rules that speak of it", speak.collect());
        cite_sources(&self.law, &mut document);
        Some(document)
    }
}
