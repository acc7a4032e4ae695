//! Which rule files are meant: the shipped ones, those of a folder, or a draft with the shipped.

use std::error::Error;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use counting_rules::{Rules, Text};
use serde::de::IgnoredAny;

/// What some programs write at the beginning of a file.
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

/// What is said in the help of tools that take folders.
pub(crate) const FOLDERS: &str = "A folder that declares no classes of offences, such as one with nothing \
    but a draft, is read\ntogether with the files that come with the library, where a file of its \
    own takes the\nplace of one of that name. What stands in its folder `printed` is left out.";

/// The rule files that a run is about: those that come with the program, or those of `--rules`.
#[derive(Debug)]
pub(crate) struct Files {
    path: Option<PathBuf>,
}

impl Files {
    pub(crate) fn new(path: Option<PathBuf>) -> Files {
        Files { path }
    }

    pub(crate) fn rules(&self) -> Result<Rules, Box<dyn Error>> {
        match &self.path {
            // Their tests have checked them.
            None => Ok(Rules::shipped()?),
            path => Ok(Rules::load(texts(path.as_deref())?)?),
        }
    }
}

/// Rule files, and the edition of them that is meant.
pub(crate) struct Named {
    pub(crate) texts: Vec<Text>,
    pub(crate) rules: Rules,
    pub(crate) edition: Option<String>,
}

impl Named {
    /// `EDITION`, `FOLDER` or `FOLDER:EDITION`. Without a folder it is of these files; a folder
    /// that exists is taken as it stands, whatever is in its name.
    pub(crate) fn load(name: &str, files: &Files) -> Result<Named, Box<dyn Error>> {
        if Path::new(name).exists() {
            return Named::of(Some(Path::new(name)), None);
        }
        match name.rsplit_once(':') {
            Some((folder, edition)) if Path::new(folder).exists() => {
                Named::of(Some(Path::new(folder)), Some(edition))
            }
            Some((folder, _)) => Err(format!("there is no folder `{folder}`").into()),
            None => Named::of(files.path.as_deref(), Some(name)),
        }
    }

    /// `FOLDER` or `FOLDER:EDITION`, or these files; and the edition asked for beside it.
    pub(crate) fn folder(
        folder: Option<&str>,
        edition: Option<&str>,
        files: &Files,
    ) -> Result<Named, Box<dyn Error>> {
        match folder {
            Some(name) if name.contains(':') && edition.is_none() => Named::load(name, files),
            folder => Named::of(folder.map(Path::new).or(files.path.as_deref()), edition),
        }
    }

    fn of(folder: Option<&Path>, edition: Option<&str>) -> Result<Named, Box<dyn Error>> {
        let texts = texts(folder)?;
        let rules = Rules::load(texts.clone())?;
        edition.map(|name| rules.edition(name)).transpose()?;
        Ok(Named { texts, rules, edition: edition.map(str::to_owned) })
    }
}

/// The rule files of a folder, those of the law first, or the shipped ones.
fn texts(folder: Option<&Path>) -> Result<Vec<Text>, Box<dyn Error>> {
    let Some(folder) = folder else { return Ok(Rules::shipped_texts()) };
    let mut paths = files(folder)?;
    // Whole editions, printed from the others.
    paths.retain(|path| !path.starts_with(folder.join("printed")));
    paths.sort_by_key(|path| (path.starts_with(folder.join("editions")), path.clone()));
    if paths.is_empty() {
        return Err(format!("{}: there are no .rules files here", folder.display()).into());
    }
    let own = paths.iter().map(|path| read(path)).collect::<Result<Vec<Text>, _>>()?;
    // Every offence is in a class.
    let has_law = own.iter().any(|text| text.content.lines().any(|l| l.starts_with("class ")));
    let mut all = if has_law { Vec::new() } else { Rules::shipped_texts() };
    let file = |text: &Text| text.name.rsplit('/').next().map(str::to_owned);
    all.retain(|shipped| own.iter().all(|text| file(text) != file(shipped)));
    all.extend(own);
    Ok(all)
}

/// Refuses a run that would write over what it reads, or write two things into one file. Outputs
/// come with the names of their options.
pub(crate) fn keep_apart(input: &Path, outputs: &[(&str, Option<&PathBuf>)]) -> Result<(), String> {
    let place = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
    let mut taken = vec![(place(input), "the file that is read")];
    for (option, path) in outputs {
        let Some(path) = path else { continue };
        let place = place(path);
        if let Some((_, by)) = taken.iter().find(|(other, _)| other.is_some() && *other == place) {
            return Err(format!("{option} {}: this is {by}; name another file", path.display()));
        }
        taken.push((place, "another output of this run"));
    }
    Ok(())
}

/// What a file is that does not hold one report a line, by its first line and what follows, and what
/// to do.
pub(crate) fn not_lines(first: &[u8], next: &[u8]) -> Option<&'static str> {
    if first.starts_with(b"[") {
        return Some(
            "this is a list in JSON; write one report a line, without brackets and commas",
        );
    }
    let ends = serde_json::from_slice::<IgnoredAny>(first);
    let goes_on = !matches!(next.trim_ascii_start().first(), None | Some(b'{'));
    if ends.is_err_and(|error| error.is_eof()) && goes_on {
        return Some("this is JSON over several lines; write each report in a line of its own");
    }
    is_utf16(first).then_some(UTF16)
}

/// What a file is that does not hold one report, and what to do.
pub(crate) fn not_one(text: &[u8]) -> Option<&'static str> {
    if text.trim_ascii_start().starts_with(b"[") {
        return Some("this is a list; give one report, or one report a line with --ndjson");
    }
    let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let first = serde_json::from_slice::<IgnoredAny>(lines.next()?);
    if first.is_ok() && lines.next().is_some() {
        return Some("this is one report a line; give --ndjson, or call the file .ndjson");
    }
    is_utf16(text).then_some(UTF16)
}

const UTF16: &str = "this is UTF-16 text; save it as UTF-8";

/// Whether a text begins as UTF-16 does, with or without a mark.
pub(crate) fn is_utf16(text: &[u8]) -> bool {
    let marked = text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff");
    marked || text.iter().take(2).any(|byte| *byte == 0)
}

pub(crate) fn read(path: &Path) -> Result<Text, Box<dyn Error>> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if is_utf16(&bytes) {
        return Err(format!("{}: {UTF16}", path.display()).into());
    }
    let content = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{}:{line}: this line is not UTF-8 text; save the file as UTF-8", path.display())
    })?;
    Ok(Text::new(path.display().to_string().replace('\\', "/"), content))
}

/// A file, or every rule file below a folder.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    collect(path, &mut Vec::new(), &mut found)?;
    found.sort();
    Ok(found)
}

/// Adds a file, or the rule files below a folder. `above` are the folders that it is in.
fn collect(
    path: &Path,
    above: &mut Vec<PathBuf>,
    found: &mut Vec<PathBuf>,
) -> Result<(), Box<dyn Error>> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let own = path.canonicalize()?;
    if above.contains(&own) {
        return Err(format!("{}: this link leads back to a folder above it", path.display()).into());
    }
    above.push(own);
    for entry in std::fs::read_dir(path)? {
        let path = entry?.path();
        let is_rules = |ending: &OsStr| ending.eq_ignore_ascii_case("rules");
        if path.is_dir() || path.extension().is_some_and(is_rules) {
            collect(&path, above, found)?;
        }
    }
    above.pop();
    Ok(())
}
