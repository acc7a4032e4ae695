//! The functions under the Python package `counting_rules`: texts in, texts out.
//!
//! Each lets other Python threads run while it works. Dicts, dates and tables are the business of
//! the Python files beside this one.

mod batch;
mod failure;

use std::sync::LazyLock;

use counting_rules::Date;
use counting_rules_texts::{Engine, Failure, Form};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use failure::{edition_error, raised, text};

/// The rules, read when they are first asked for.
static ENGINE: LazyLock<Result<Engine, Failure>> = LazyLock::new(Engine::shipped);

fn engine() -> PyResult<&'static Engine> {
    ENGINE.as_ref().map_err(|failure| PyRuntimeError::new_err(failure.to_string()))
}

/// Does some work without holding the interpreter.
fn work<T: Send>(
    py: Python<'_>,
    work: impl Send + FnOnce(&Engine) -> Result<T, Failure>,
) -> PyResult<T> {
    py.detach(|| work(engine()?).map_err(raised))
}

fn form(name: &str) -> PyResult<Form> {
    name.parse().map_err(|failure: Failure| PyValueError::new_err(failure.to_string()))
}

#[pymodule]
mod _native {
    use super::*;

    #[pymodule_export]
    use crate::batch::classify_all;

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "it is the name in Python")]
    const version: &str = env!("CARGO_PKG_VERSION");

    #[pyfunction]
    fn classify(py: Python<'_>, report: PyBackedBytes, edition: Option<&str>) -> PyResult<String> {
        work(py, |engine| engine.classify(edition, text(&report)?))
    }

    #[pyfunction]
    fn explain(
        py: Python<'_>,
        report: PyBackedBytes,
        edition: Option<&str>,
        form: &str,
    ) -> PyResult<String> {
        let form = super::form(form)?;
        work(py, |engine| engine.explain(edition, text(&report)?, form))
    }

    #[pyfunction]
    fn side_by_side(py: Python<'_>, report: PyBackedBytes, form: &str) -> PyResult<String> {
        let form = super::form(form)?;
        work(py, |engine| engine.side_by_side(text(&report)?, form))
    }

    #[pyfunction]
    fn audit(
        py: Python<'_>,
        report: PyBackedBytes,
        recorded: PyBackedBytes,
        edition: Option<&str>,
    ) -> PyResult<String> {
        work(py, |engine| engine.audit(edition, text(&report)?, text(&recorded)?))
    }

    #[pyfunction]
    fn diff(py: Python<'_>, before: &str, after: &str) -> PyResult<String> {
        work(py, |engine| engine.difference(before, after))
    }

    #[pyfunction]
    fn vocabulary(py: Python<'_>) -> PyResult<String> {
        work(py, Engine::vocabulary)
    }

    #[pyfunction]
    fn editions(py: Python<'_>) -> PyResult<String> {
        work(py, Engine::editions)
    }

    /// The id of the edition with a name.
    #[pyfunction]
    fn edition(name: &str) -> PyResult<&'static str> {
        let found = engine()?.rules().edition(name).map_err(edition_error)?;
        Ok(found.id())
    }

    /// The id of the edition in force on a day.
    #[pyfunction]
    fn edition_on(day: &str) -> PyResult<&'static str> {
        let day = day.parse::<Date>();
        let day = day.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let found = engine()?.rules().edition_on(day).map_err(edition_error)?;
        Ok(found.id())
    }
}
