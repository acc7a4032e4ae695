//! The functions as C calls them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::undocumented_unsafe_blocks,
    reason = "a test fails by panicking; its pointers are to what it made itself"
)]

use std::cell::Cell;
use std::ffi::{CStr, CString, c_char};
use std::{ptr, thread};

use counting_rules::Rules;
use serde_json::Value;

use super::CrStatus::{CrBadArgument, CrBadReport, CrBadRules, CrFault, CrOk};
use super::*;

thread_local! {
    static PLANTED: Cell<bool> = const { Cell::new(false) };
}

/// Panics where a test wants the next call to.
pub(crate) fn planted_panic() {
    assert!(!PLANTED.take(), "planted");
}

const REPORT: &str = include_str!("../../../messages.json");

/// What one call gave: its status and its text, given back.
#[track_caller]
fn asked(call: impl FnOnce(*mut *mut c_char) -> CrStatus) -> (CrStatus, String) {
    let mut text = ptr::null_mut();
    let status = call(&mut text);
    let owned = unsafe { CStr::from_ptr(text) }.to_str().unwrap().to_owned();
    unsafe { cr_free(text) };
    (status, owned)
}

#[track_caller]
fn failed(wanted: CrStatus, call: impl FnOnce(*mut *mut c_char) -> CrStatus) -> String {
    let (status, text) = asked(call);
    assert_eq!(status, wanted, "{text}");
    assert!(text.starts_with(r#"{"error":""#), "{text}");
    let failure: Value = serde_json::from_str(&text).unwrap();
    failure["error"].as_str().unwrap().to_owned()
}

/// An engine that is given back at the end of the test.
struct Loaded(*mut CrEngine);

impl Loaded {
    fn new() -> Loaded {
        let (mut engine, mut error) = (ptr::null_mut(), ptr::null_mut());
        assert_eq!(unsafe { cr_load(&mut engine, &mut error) }, CrOk);
        assert!(error.is_null());
        Loaded(engine)
    }

    fn classify(&self, edition: Option<&CStr>, report: &[u8], to: *mut *mut c_char) -> CrStatus {
        let edition = edition.map_or(ptr::null(), CStr::as_ptr);
        unsafe { cr_classify(self.0, edition, report.as_ptr().cast(), report.len(), to) }
    }

    fn explain(&self, report: &[u8], form: &CStr, to: *mut *mut c_char) -> CrStatus {
        let (text, length) = (report.as_ptr().cast(), report.len());
        unsafe { cr_explain(self.0, ptr::null(), text, length, form.as_ptr(), to) }
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        unsafe { cr_free_engine(self.0) };
    }
}

#[test]
fn the_answers_are_those_of_the_engine() {
    let (c, rust) = (Loaded::new(), Engine::shipped().unwrap());
    let answer = asked(|to| c.classify(None, REPORT.as_bytes(), to));
    assert_eq!(answer, (CrOk, rust.classify(None, REPORT).unwrap()));
    let answer = asked(|to| c.classify(Some(c"hmic-2017-07"), REPORT.as_bytes(), to));
    assert_eq!(answer, (CrOk, rust.classify(Some("hmic-2017-07"), REPORT).unwrap()));
    for (form, named) in [(c"text", "text"), (c"markdown", "markdown"), (c"html", "html")] {
        let answer = asked(|to| c.explain(REPORT.as_bytes(), form, to));
        assert_eq!(answer, (CrOk, rust.explain(None, REPORT, named.parse().unwrap()).unwrap()));
    }
    let answer = asked(|to| unsafe { cr_editions(c.0, to) });
    assert_eq!(answer, (CrOk, rust.editions().unwrap()));
    assert_eq!(
        unsafe { CStr::from_ptr(cr_version()) }.to_str().unwrap(),
        env!("CARGO_PKG_VERSION")
    );
}

#[test]
fn a_mistake_in_a_report_comes_with_its_field() {
    let wrong = REPORT.replace("indecent-or", "indecnt-or");
    let (status, text) = asked(|to| Loaded::new().classify(None, wrong.as_bytes(), to));
    let failure: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(status, CrBadReport);
    assert_eq!(failure["problems"][0]["field"], "incidents[0].acts[1]");
    let problem = &failure["problems"][0];
    assert!(problem["help"].as_str().unwrap().starts_with("did you mean"));
    assert_eq!(problem["code"], "unknown-name");
    assert_eq!(problem["incident"], "i1");
    assert_eq!(problem["value"], "indecnt-or-grossly-offensive-communication");
    assert_eq!(problem["nearest"], "indecent-or-grossly-offensive-communication");
    assert!(problem["message"].as_str().unwrap().starts_with("there is no act"));
}

#[test]
fn null_is_an_error_and_no_crash() {
    let c = Loaded::new();
    let (text, length) = (REPORT.as_ptr().cast(), REPORT.len());
    let error = failed(CrBadArgument, |to| unsafe {
        cr_classify(ptr::null(), ptr::null(), text, length, to)
    });
    assert_eq!(error, "engine: this is NULL, and is required");
    let error =
        failed(CrBadArgument, |to| unsafe { cr_classify(c.0, ptr::null(), ptr::null(), 5, to) });
    assert_eq!(error, "report: this is NULL, and is required");
    let error = failed(CrBadArgument, |to| unsafe {
        cr_explain(c.0, ptr::null(), text, length, ptr::null(), to)
    });
    assert_eq!(error, "form: this is NULL, and is required");
    let error = failed(CrBadArgument, |to| unsafe { cr_editions(ptr::null(), to) });
    assert_eq!(error, "engine: this is NULL, and is required");
    assert_eq!(c.classify(None, REPORT.as_bytes(), ptr::null_mut()), CrBadArgument);
    let error = failed(CrBadArgument, |to| unsafe { cr_load(ptr::null_mut(), to) });
    assert_eq!(error, "engine: this is NULL, and is required");
    unsafe {
        assert_eq!(cr_load(ptr::null_mut(), ptr::null_mut()), CrBadArgument);
        cr_free(ptr::null_mut());
        cr_free_engine(ptr::null_mut());
    }
}

#[test]
fn what_is_not_utf_8_is_an_error() {
    let c = Loaded::new();
    let error = failed(CrBadReport, |to| c.classify(None, b"{ \"reference\": \"\xff\" }", to));
    assert_eq!(error, "this is not UTF-8 text: byte 17 is wrong");
    let error = failed(CrBadArgument, |to| c.classify(Some(c"hocr\xff"), REPORT.as_bytes(), to));
    assert_eq!(error, "edition: this is not UTF-8 text: byte 5 is wrong");
    let error = failed(CrBadArgument, |to| c.explain(REPORT.as_bytes(), c"\xfftext", to));
    assert_eq!(error, "form: this is not UTF-8 text: byte 1 is wrong");
}

#[test]
fn a_zero_byte_ends_no_report_and_no_answer() {
    let c = Loaded::new();
    let longer = format!("{REPORT}\0");
    let error = failed(CrBadReport, |to| c.classify(None, longer.as_bytes(), to));
    assert!(error.contains("something follows the end of the report"), "{error}");
    let named = REPORT.replace("LIF-37", r"LIF\u0000-37");
    let (status, told) = asked(|to| c.explain(named.as_bytes(), c"text", to));
    assert_eq!(status, CrOk);
    assert!(told.starts_with("Report LIF\u{fffd}-37"), "{told}");
}

#[test]
fn a_length_that_cannot_be_is_refused() {
    let c = Loaded::new();
    let text = REPORT.as_ptr().cast();
    let error =
        failed(CrBadArgument, |to| unsafe { cr_classify(c.0, ptr::null(), text, usize::MAX, to) });
    assert!(error.starts_with("report: "), "{error}");
}

/// Loads rule files by names and contents.
fn load(files: &[(CString, CString)]) -> Result<Loaded, String> {
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_ptr()).collect();
    let contents: Vec<_> = files.iter().map(|(_, content)| content.as_ptr()).collect();
    let mut engine = ptr::null_mut();
    let mut load = |to| unsafe {
        cr_load_files(names.as_ptr(), contents.as_ptr(), files.len(), &mut engine, to)
    };
    let mut error = ptr::null_mut();
    match load(&mut error) {
        CrOk => Ok(Loaded(engine)),
        status => {
            let told = failed(CrBadRules, |to| {
                unsafe { to.write(error) };
                status
            });
            assert!(engine.is_null());
            Err(told)
        }
    }
}

#[test]
fn rule_files_of_one_s_own_are_loaded() {
    let text = |text: String| CString::new(text).unwrap();
    let shipped = Rules::shipped_texts();
    let mut files: Vec<_> =
        shipped.into_iter().map(|file| (text(file.name), text(file.content))).collect();
    let loaded = load(&files).unwrap();
    let answer = asked(|to| loaded.classify(None, REPORT.as_bytes(), to));
    assert_eq!(answer, (CrOk, Engine::shipped().unwrap().classify(None, REPORT).unwrap()));
    files.push((c"own.rules".to_owned(), c"edition nonsense\n".to_owned()));
    let error = load(&files).err().unwrap();
    assert!(error.contains("own.rules:1"), "{error}");
    let mut engine = ptr::null_mut();
    let error = failed(CrBadArgument, |to| unsafe {
        cr_load_files(ptr::null(), ptr::null(), 1, &mut engine, to)
    });
    assert_eq!(error, "names: this is NULL, and is required");
}

#[test]
fn each_status_has_one_meaning() {
    let c = Loaded::new();
    let early = REPORT.replace("2016", "2011");
    let (unknown, not_text) = (Some(c"hocr-2026"), Some(c"hocr\xff"));
    let classify: [(i32, Option<&CStr>, &[u8]); 8] = [
        (0, None, REPORT.as_bytes()),
        (0, Some(c"hmic-2017-07"), REPORT.as_bytes()),
        (1, None, b"{}"),
        (1, None, b"not JSON"),
        (1, None, b"{\"reference\": \"\xff\"}"),
        (2, unknown, REPORT.as_bytes()),
        (2, None, early.as_bytes()),
        (4, not_text, REPORT.as_bytes()),
    ];
    for (wanted, edition, report) in classify {
        let (status, text) = asked(|to| c.classify(edition, report, to));
        assert_eq!(status as i32, wanted, "{text}");
    }
    for (wanted, report, form) in [(0, REPORT, c"html"), (1, "{}", c"html"), (4, REPORT, c"pdf")] {
        let (status, text) = asked(|to| c.explain(report.as_bytes(), form, to));
        assert_eq!(status as i32, wanted, "{text}");
    }
}

#[test]
fn the_status_of_a_load_says_what_is_wrong() {
    let mut engine = ptr::null_mut();
    let files: [(i32, &CStr); 3] = [(3, c"edition nonsense\n"), (3, c""), (4, c"edition \xff")];
    for (wanted, content) in files {
        let (name, content) = (c"own.rules".as_ptr(), content.as_ptr());
        let (status, text) =
            asked(|to| unsafe { cr_load_files(&name, &content, 1, &mut engine, to) });
        assert_eq!(status as i32, wanted, "{text}");
        assert!(engine.is_null());
    }
}

#[test]
fn the_licence_is_named_where_people_look() {
    for text in [include_str!("../counting_rules.h"), include_str!("../README.md")] {
        assert!(text.contains("MIT AND OGL-UK-3.0"));
        assert!(text.contains("Open Government Licence v3.0"));
    }
}

#[test]
fn no_panic_crosses() {
    let c = Loaded::new();
    let (text, length) = (REPORT.as_ptr().cast(), REPORT.len());
    let (mut engine, mut other) = (ptr::null_mut(), ptr::null_mut());
    let calls: [&mut dyn FnMut(*mut *mut c_char) -> CrStatus; 5] = [
        &mut |to| c.classify(None, REPORT.as_bytes(), to),
        &mut |to| unsafe { cr_explain(c.0, ptr::null(), text, length, c"text".as_ptr(), to) },
        &mut |to| unsafe { cr_editions(c.0, to) },
        &mut |to| unsafe { cr_load(&mut engine, to) },
        &mut |to| unsafe { cr_load_files(ptr::null(), ptr::null(), 0, &mut other, to) },
    ];
    for call in calls {
        PLANTED.set(true);
        let error = failed(CrFault, call);
        assert_eq!(error, "this is a mistake in the library, please report it: planted");
    }
    PLANTED.set(true);
    unsafe { cr_free(ptr::null_mut()) };
    PLANTED.set(true);
    unsafe { cr_free_engine(ptr::null_mut()) };
    assert_eq!(asked(|to| c.classify(None, REPORT.as_bytes(), to)).0, CrOk);
}

#[test]
fn threads_share_an_engine() {
    let c = Loaded::new();
    let engine = unsafe { &*c.0 };
    let ask = || {
        let (text, length) = (REPORT.as_ptr().cast(), REPORT.len());
        asked(|to| unsafe { cr_classify(engine, ptr::null(), text, length, to) })
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), ask());
        }
    });
}
