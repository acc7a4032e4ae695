//! JSON Schemas (draft 2020-12) of reports and decisions. Shapes come from the types and names from
//! the vocabulary; this module adds the rest.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, RestrictFormats, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::decision::{Decision, Source, Sources};
use crate::edition::Rules;
use crate::edition::Word;
use crate::report::{FORMATS, Report};
use crate::words::date::Date;
use crate::words::terms::Code;

/// What a text of the report, or each text of a list, is: the schema definition, by type and field.
const MEANINGS: [(&str, &str, &str); 16] = [
    ("Report", "reported_on", "Date"),
    ("Person", "born", "Date"),
    ("Person", "facts", "PersonFacts"),
    ("Pair", "relationship", "Relationship"),
    ("Pair", "facts", "PairFacts"),
    ("Incident", "on", "Date"),
    ("Incident", "to", "Date"),
    ("Incident", "acts", "Act"),
    ("Incident", "effects", "Effect"),
    ("Incident", "facts", "IncidentFacts"),
    ("RecordedCrime", "code", "GivenCode"),
    ("RecordedCrime", "last_incident_on", "Date"),
    ("Intervention", "on", "Date"),
    ("Intervention", "kind", "InterventionKind"),
    ("Recording", "reported_by", "Reporter"),
    ("RecordingOfVictim", "reported_by", "Reporter"),
];

/// Further constraints on fields, by type and field.
fn limits() -> [(&'static str, &'static str, Value); 8] {
    [
        ("Report", "format", json!({ "enum": FORMATS })),
        ("Person", "age", json!({ "maximum": 130 })),
        ("Incident", "occasions", json!({ "minimum": 1, "maximum": 1_000_000, "default": 1 })),
        ("Incident", "suspects", json!({ "minItems": 1 })),
        // Not known, and of a state-based crime.
        ("Incident", "effects", json!({ "type": ["array", "null"] })),
        ("RecordedCrime", "victim", json!({ "type": ["string", "null"] })),
        ("RecordedCrime", "suspects", json!({ "minItems": 1 })),
        ("Intervention", "for", json!({ "const": "other" })),
    ]
}

impl Rules {
    /// The JSON Schema (draft 2020-12) of a report: as strict about fields and their types as
    /// [`Report::from_json`], with the names that these rules declare. It does not check whether a
    /// day or a code exists, nor whether the parts of a report are consistent.
    ///
    /// ```
    /// let schema = counting_rules::Rules::shipped()?.report_schema();
    /// let required = serde_json::json!(["reference", "reported_on", "incidents"]);
    /// assert_eq!(schema["required"], required);
    /// let act = &schema["$defs"]["Act"]["oneOf"][0];
    /// assert_eq!(act["const"], "following");
    /// assert_eq!(act["description"], "Did the suspect follow the victim?");
    /// # Ok::<(), counting_rules::RuleErrors>(())
    /// ```
    pub fn report_schema(&self) -> Value {
        let settings = SchemaSettings::draft2020_12().for_deserialize();
        let mut generator =
            settings.with_transform(RecursiveTransform(as_it_is_read)).into_generator();
        generator.subschema_for::<Date>();
        let mut schema = tidy(generator.into_root_schema_for::<Report>());
        self.define(&mut schema);
        for (of, name, definition) in MEANINGS {
            let Some(field) = field(&mut schema, of, name) else { continue };
            match field.get_mut("items") {
                Some(items) => *items = reference(definition),
                None => {
                    let says = json!({ "description": field.get("description") });
                    *field = with(says, reference(definition));
                }
            }
        }
        for (of, name, limits) in limits() {
            if let Some(field) = field(&mut schema, of, name) {
                *field = with(field.take(), limits);
            }
        }
        schema
    }

    /// Adds the definitions of what the rules declare.
    fn define(&self, schema: &mut Value) {
        let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else {
            return;
        };
        let words = self.vocabulary();
        for (name, says, words) in [
            ("Act", "What the suspect did.", &words.acts),
            ("Effect", "What it did to the victim.", &words.effects),
            ("Relationship", "The relationship of victim and suspect.", &words.relationships),
            ("Reporter", "Who reports.", &words.reporters),
            ("InterventionKind", "What police or a court did.", &words.interventions),
        ] {
            definitions.insert(name.to_owned(), one_of(says, words));
        }
        definitions.insert("GivenCode".to_owned(), given_code());
        for (name, of, words) in [
            ("PairFacts", "a victim and a suspect", &words.facts),
            ("PersonFacts", "a person", &words.person),
            ("IncidentFacts", "an incident", &words.incident),
        ] {
            definitions.insert(name.to_owned(), facts_of(of, words));
        }
        if let Some(crime) = definitions.get_mut("RecordedCrime") {
            add_facts(crime, &words.recorded_crime);
        }
        if let Some(of_report) = definitions.get_mut("Recording") {
            let of_victim = recording(of_report, &words.recording);
            definitions.insert("RecordingOfVictim".to_owned(), of_victim);
        }
    }
}

impl Decision {
    /// The JSON Schema (draft 2020-12) of a decision as written. It allows unknown fields, because
    /// a later version of the library may write more.
    ///
    /// ```
    /// let schema = counting_rules::Decision::schema();
    /// assert_eq!(schema["$defs"]["Code"]["pattern"], "^[0-9]{3}/[0-9]{2}$");
    /// ```
    pub fn schema() -> Value {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut schema = generator.into_root_schema_for::<Decision>();
        let about = "What is to be recorded of a report under one edition, and why.";
        schema.insert("description".to_owned(), about.into());
        tidy(schema)
    }
}

/// Puts the schema's head first, joins descriptions into one line, and removes formats that the
/// draft does not define.
fn tidy(mut schema: Schema) -> Value {
    RestrictFormats::default().transform(&mut schema);
    RecursiveTransform(|schema: &mut Schema| {
        if let Some(Value::String(description)) = schema.get_mut("description") {
            *description = description.replace('\n', " ");
        }
    })
    .transform(&mut schema);
    let head = ["$schema", "title", "description"];
    let head = head.map(|name| (name.to_owned(), schema.get(name).cloned().unwrap_or_default()));
    with(Value::Object(head.into_iter().collect()), schema.to_value())
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, `YYYY-MM-DD`.",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        })
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A Home Office offence code, such as `195/12`.",
            "type": "string",
            "pattern": "^[0-9]{3}/[0-9]{2}$",
        })
    }
}

impl JsonSchema for Sources {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        <Vec<Source>>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Vec<Source>>::json_schema(generator)
    }
}

/// A code, as a report may give it.
fn given_code() -> Value {
    let says = "A Home Office offence code, such as `195/12`; with a class before it, such as \
        `8S:008/06`, where one code counts under several.";
    json!({ "description": says, "type": "string", "pattern": "^([0-9A-Z/]+:)?[0-9]{1,3}/[0-9]{2}$" })
}

/// One of the words, each with its question as its description.
fn one_of(says: &str, words: &[Word]) -> Value {
    let one =
        |word: &Word| json!({ "description": word.question, "type": "string", "const": word.name });
    json!({ "description": says, "oneOf": words.iter().map(one).collect::<Vec<_>>() })
}

/// The facts that the words name, as properties.
fn facts(words: &[Word]) -> Map<String, Value> {
    let kind = ["boolean", "null"];
    let fact = |word: &Word| json!({ "description": word.question, "type": kind });
    words.iter().map(|word| (word.name.clone(), fact(word))).collect()
}

fn facts_of(what: &str, words: &[Word]) -> Value {
    let says = format!("What is known of {what}; null, or left out, where it is not known.");
    with(json!({ "description": says, "type": "object" }), closed(facts(words).into()))
}

/// Adds facts to the other properties of an object.
fn add_facts(schema: &mut Value, words: &[Word]) {
    if let Some(fields) = schema.get_mut("properties") {
        *fields = with(fields.take(), facts(words).into());
    }
}

/// Completes the facts of the recording test, and returns the schema of those for one victim.
fn recording(of_report: &mut Value, words: &[Word]) -> Value {
    let mut of_victim = of_report.clone();
    for recording in [&mut *of_report, &mut of_victim] {
        add_facts(recording, words);
    }
    if let Some(by_victim) = of_report.pointer_mut("/properties/by_victim") {
        let others = json!({
            "patternProperties": { "^x-": true },
            "additionalProperties": reference("RecordingOfVictim"),
        });
        *by_victim = with(by_victim.take(), others);
    }
    if let Some(Value::Object(fields)) = of_victim.get_mut("properties") {
        fields.retain(|name, _| name != "by_victim");
    }
    with(of_victim, json!({ "description": "What differs for one victim." }))
}

/// Makes the schema as strict as the reader: only known fields and the caller's own, and no nulls.
fn as_it_is_read(schema: &mut Schema) {
    let Some(fields) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = fields.get("type") {
        let given = types.iter().find(|kind| *kind != "null").cloned();
        fields.extend(given.map(|kind| ("type".to_owned(), kind)));
    }
    if let Some(properties) = fields.get("properties").cloned()
        && let Value::Object(closed) = closed(properties)
    {
        fields.extend(closed);
    }
}

/// Only these fields and the caller's own.
fn closed(properties: Value) -> Value {
    json!({
        "properties": properties,
        "patternProperties": { "^x-": true },
        "additionalProperties": false,
    })
}

fn with(mut schema: Value, more: Value) -> Value {
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// A field of the report, or of one of its definitions.
fn field<'s>(schema: &'s mut Value, of: &str, name: &str) -> Option<&'s mut Value> {
    schema.pointer_mut(&match of {
        "Report" => format!("/properties/{name}"),
        of => format!("/$defs/{of}/properties/{name}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{MEANINGS, field, limits};
    use crate::edition::Rules;

    #[test]
    fn what_is_said_of_fields_is_said_of_fields_that_there_are() {
        let mut schema = Rules::shipped().unwrap().report_schema();
        let limits = limits().map(|(of, name, _)| (of, name));
        for (of, name) in MEANINGS.map(|(of, name, _)| (of, name)).into_iter().chain(limits) {
            assert!(field(&mut schema, of, name).is_some(), "{of}.{name}");
        }
    }
}
