//! `counting-rules` for C, and for whatever calls C: one report in, one decision out, as JSON.
//!
//! Each function reads its pointers, lets the engine work, and gives back a status with a text;
//! `counting_rules.h` is made from this file and tells C programmers the whole contract.

#![deny(unsafe_op_in_unsafe_fn, clippy::undocumented_unsafe_blocks)]
#![allow(
    clippy::missing_safety_doc,
    reason = "what the caller vouches for stands once, at the head of counting_rules.h"
)]

mod boundary;
#[cfg(test)]
mod tests;

use std::ffi::{CString, c_char};
use std::ptr;

use boundary::{borrowed, given, guarded, row, text, utf8};
use counting_rules_texts::{Engine, Failure, Fault};

/// The rules, loaded and ready. Threads may share one.
pub struct CrEngine(Engine);

const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<CrEngine>();
};

/// Whether there is an answer and, where there is none, what is wrong; the text says it as JSON.
/// A number keeps its meaning for ever. Others may follow: whatever is not CR_OK is a failure.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrStatus {
    /// There is an answer.
    CrOk = 0,
    /// The report is wrong; `problems` has every mistake of it.
    CrBadReport = 1,
    /// There is no edition of that name, or none in force on the day of the report.
    CrNoEdition = 2,
    /// The texts of the rules are wrong.
    CrBadRules = 3,
    /// Another argument is wrong: NULL where something is required, a text that is not UTF-8, a
    /// length that cannot be, a form that there is not.
    CrBadArgument = 4,
    /// The library has a mistake.
    CrFault = 5,
}

impl From<Fault> for CrStatus {
    fn from(fault: Fault) -> CrStatus {
        match fault {
            Fault::Report => CrStatus::CrBadReport,
            Fault::Edition => CrStatus::CrNoEdition,
            Fault::Rules => CrStatus::CrBadRules,
            Fault::Question => CrStatus::CrBadArgument,
            Fault::Library => CrStatus::CrFault,
        }
    }
}

/// Loads the rules that come with the library. Gives the engine through `engine`; where that
/// fails, NULL, and why through `error`, which is NULL otherwise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_load(engine: *mut *mut CrEngine, error: *mut *mut c_char) -> CrStatus {
    let loaded = guarded(Engine::shipped);
    // SAFETY: the caller vouches for both pointers.
    unsafe { loaded_into(engine, error, loaded) }
}

/// Loads rule files of one's own, `count` of them, which are read together in their order:
/// their names, for messages, and what stands in them. Gives the engine as cr_load does; a
/// failure draws every mistake with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_load_files(
    names: *const *const c_char,
    contents: *const *const c_char,
    count: usize,
    engine: *mut *mut CrEngine,
    error: *mut *mut c_char,
) -> CrStatus {
    let loaded = guarded(|| {
        // SAFETY: the caller vouches for both rows.
        let (names, contents) =
            unsafe { (row(names, count, "names")?, row(contents, count, "contents")?) };
        let files = names.iter().zip(contents).map(|(name, content)| {
            // SAFETY: the caller vouches for each text of the rows.
            let (name, content) = unsafe { (text(*name, "names")?, text(*content, "contents")?) };
            Ok((name.to_owned(), content.to_owned()))
        });
        Engine::load(files.collect::<Result<Vec<_>, Failure>>()?)
    });
    // SAFETY: the caller vouches for both pointers.
    unsafe { loaded_into(engine, error, loaded) }
}

/// Decides a report: JSON of `length` bytes, which need not end in zero. `edition` is the name
/// of one, such as "hocr-2026-04", or NULL for the one in force on the day of the report. The
/// answer is the decision, as JSON on one line.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_classify(
    engine: *const CrEngine,
    edition: *const c_char,
    report: *const c_char,
    length: usize,
    answer: *mut *mut c_char,
) -> CrStatus {
    let decided = guarded(|| {
        // SAFETY: the caller vouches for the engine, the edition and the report.
        let asked = unsafe { Asked::read(engine, edition, report, length)? };
        asked.engine.classify(asked.edition, asked.report)
    });
    // SAFETY: the caller vouches for the pointer.
    unsafe { answered(answer, decided) }
}

/// Decides a report as cr_classify does, and tells people: the decision, its reasons with their
/// pages, and what would change it. `form` is "text", "markdown" or "html".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_explain(
    engine: *const CrEngine,
    edition: *const c_char,
    report: *const c_char,
    length: usize,
    form: *const c_char,
    answer: *mut *mut c_char,
) -> CrStatus {
    let told = guarded(|| {
        // SAFETY: the caller vouches for the engine, the edition and the report.
        let asked = unsafe { Asked::read(engine, edition, report, length)? };
        // SAFETY: the caller vouches for the form.
        let form = unsafe { text(form, "form")? }.parse()?;
        asked.engine.explain(asked.edition, asked.report, form)
    });
    // SAFETY: the caller vouches for the pointer.
    unsafe { answered(answer, told) }
}

/// The editions, as a JSON array of {"id", "title", "from", "to"} in the order of the rule files;
/// `from` is null for one that was never in force, `to` for the one that is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_editions(
    engine: *const CrEngine,
    answer: *mut *mut c_char,
) -> CrStatus {
    // SAFETY: the caller vouches for the engine.
    let listed = guarded(|| unsafe { borrowed(engine, "engine")? }.0.editions());
    // SAFETY: the caller vouches for the pointer.
    unsafe { answered(answer, listed) }
}

/// The version of this library, such as "0.1.0". It stays the library's: do not free it.
#[unsafe(no_mangle)]
pub extern "C" fn cr_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Gives back a text that came through `answer` or `error`; of NULL nothing happens.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_free(text: *mut c_char) {
    let given_back = || {
        if !text.is_null() {
            // SAFETY: the caller vouches that the text is one of ours, given back once.
            drop(unsafe { CString::from_raw(text) });
        }
        Ok(())
    };
    // There is nobody to tell.
    let _ = guarded(given_back);
}

/// Gives back an engine that no thread uses any more; of NULL nothing happens.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cr_free_engine(engine: *mut CrEngine) {
    let given_back = || {
        if !engine.is_null() {
            // SAFETY: the caller vouches that the engine is one of ours, given back once.
            drop(unsafe { Box::from_raw(engine) });
        }
        Ok(())
    };
    // There is nobody to tell.
    let _ = guarded(given_back);
}

/// What is asked of an engine.
struct Asked<'a> {
    engine: &'a Engine,
    edition: Option<&'a str>,
    report: &'a str,
}

impl Asked<'_> {
    /// Reads what was passed.
    ///
    /// # Safety
    ///
    /// Each pointer is null or points to what the header says, for as long as it is asked.
    unsafe fn read<'a>(
        engine: *const CrEngine,
        edition: *const c_char,
        report: *const c_char,
        length: usize,
    ) -> Result<Asked<'a>, Failure> {
        // SAFETY: as the caller vouches.
        let engine = unsafe { borrowed(engine, "engine")? };
        let edition = match edition.is_null() {
            true => None,
            // SAFETY: as the caller vouches.
            false => Some(unsafe { text(edition, "edition")? }),
        };
        // SAFETY: as the caller vouches; a byte is a byte.
        let report = unsafe { row(report.cast::<u8>(), length, "report")? };
        Ok(Asked { engine: &engine.0, edition, report: utf8(report)? })
    }
}

/// Puts an answer, or what is wrong, where the caller wants it; where that is nowhere, the
/// status alone has to do.
///
/// # Safety
///
/// The pointer is null or may be written to.
unsafe fn answered(answer: *mut *mut c_char, result: Result<String, Failure>) -> CrStatus {
    if answer.is_null() {
        return CrStatus::CrBadArgument;
    }
    let (status, text) = match result {
        Ok(text) => (CrStatus::CrOk, text),
        Err(failure) => (failure.fault.into(), failure.to_json()),
    };
    // SAFETY: it is not null; the rest is as the caller vouches.
    unsafe { answer.write(given(text)) };
    status
}

/// Puts an engine, or what is wrong, where the caller wants it.
///
/// # Safety
///
/// Each pointer is null or may be written to.
unsafe fn loaded_into(
    engine: *mut *mut CrEngine,
    error: *mut *mut c_char,
    loaded: Result<Engine, Failure>,
) -> CrStatus {
    let loaded = match engine.is_null() {
        true => Err(boundary::is_null("engine")),
        false => loaded,
    };
    let (status, loaded, says) = match loaded {
        Ok(loaded) => (CrStatus::CrOk, Box::into_raw(Box::new(CrEngine(loaded))), None),
        Err(failure) => (failure.fault.into(), ptr::null_mut(), Some(failure)),
    };
    if !engine.is_null() {
        // SAFETY: it is not null; the rest is as the caller vouches.
        unsafe { engine.write(loaded) };
    }
    if !error.is_null() {
        let says = says.map_or(ptr::null_mut(), |failure| given(failure.to_json()));
        // SAFETY: it is not null; the rest is as the caller vouches.
        unsafe { error.write(says) };
    }
    status
}
