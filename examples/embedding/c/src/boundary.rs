//! What crosses between C and Rust: pointers in, texts and engines out, and never a panic.

use std::any::Any;
use std::ffi::{CStr, CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{ptr, slice, str};

use counting_rules_texts::{Failure, Fault};

/// Does the work, and makes a panic in it a failure like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let work = || {
        #[cfg(test)]
        crate::tests::planted_panic();
        #[cfg(feature = "planted")]
        planted_panic();
        work()
    };
    // No call changes an engine, so that a call that stopped midway leaves nothing half done.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let says = said(panic.as_ref());
        let says = format!("this is a mistake in the library, please report it: {says}");
        Err(Failure::of(Fault::Library, says))
    })
}

/// Panics where a C program that tests the library wants it to.
#[cfg(feature = "planted")]
fn planted_panic() {
    assert!(std::env::var_os("COUNTING_RULES_PLANTED_PANIC").is_none(), "planted");
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it does not say which")
}

/// A text for C. None of ours holds a zero byte but where a report has one; that byte cannot be
/// part of a text in C, and becomes U+FFFD.
pub(crate) fn given(text: String) -> *mut c_char {
    let text = CString::new(text).or_else(|error| {
        let text = String::from_utf8_lossy(&error.into_vec()).replace('\0', "\u{fffd}");
        CString::new(text)
    });
    text.map_or(ptr::null_mut(), CString::into_raw)
}

/// What stands at a pointer.
///
/// # Safety
///
/// The pointer is null or points to such a value, which lives and does not change for as long
/// as it is borrowed.
pub(crate) unsafe fn borrowed<'a, T>(pointer: *const T, name: &str) -> Result<&'a T, Failure> {
    // SAFETY: as the caller vouches.
    unsafe { pointer.as_ref() }.ok_or_else(|| is_null(name))
}

/// So many values in a row.
///
/// # Safety
///
/// The pointer is null or points to so many values, which live and do not change for as long as
/// they are borrowed.
pub(crate) unsafe fn row<'a, T>(
    pointer: *const T,
    length: usize,
    name: &str,
) -> Result<&'a [T], Failure> {
    if pointer.is_null() {
        return Err(is_null(name));
    }
    if length > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(Failure::new(format!("{name}: {length} is more than there can be")));
    }
    // SAFETY: it is not null and not too long; the rest is as the caller vouches.
    Ok(unsafe { slice::from_raw_parts(pointer, length) })
}

/// A text that ends in a zero byte.
///
/// # Safety
///
/// The pointer is null or points to such a text, which lives and does not change for as long as
/// it is borrowed.
pub(crate) unsafe fn text<'a>(pointer: *const c_char, name: &str) -> Result<&'a str, Failure> {
    if pointer.is_null() {
        return Err(is_null(name));
    }
    // SAFETY: it is not null; the rest is as the caller vouches.
    let text = unsafe { CStr::from_ptr(pointer) };
    utf8(text.to_bytes()).map_err(|failure| Failure::new(format!("{name}: {failure}")))
}

/// The text of these bytes, without the mark that some programs write at the beginning of a file.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Failure> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        Failure::not_json("", format!("this is not UTF-8 text: byte {byte} is wrong"))
    })
}

/// That a pointer is null where it should not be.
pub(crate) fn is_null(name: &str) -> Failure {
    Failure::new(format!("{name}: this is NULL, and is required"))
}
