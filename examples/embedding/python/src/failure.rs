//! Failures as the exceptions of the Python package.

use counting_rules::NoEdition;
use counting_rules::report::ReportProblem;
use counting_rules_texts::{Failure, Fault};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

pyo3::import_exception!(counting_rules, ReportError);
pyo3::import_exception!(counting_rules, EditionError);

/// The exception for a failure.
pub(crate) fn raised(failure: Failure) -> PyErr {
    match failure.fault {
        Fault::Report => {
            let problems: Vec<AProblem> = failure.problems.into_iter().map(AProblem).collect();
            ReportError::new_err((failure.error, problems))
        }
        Fault::Edition => EditionError::new_err(failure.error),
        Fault::Question => PyValueError::new_err(failure.error),
        Fault::Rules | Fault::Library => PyRuntimeError::new_err(failure.error),
    }
}

/// The exception where there is no edition.
pub(crate) fn edition_error(error: NoEdition) -> PyErr {
    EditionError::new_err(error.to_string())
}

/// Bytes as the text that they are.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        Failure::not_json("", format!("this is not UTF-8 text: byte {byte} is wrong"))
    })
}

/// A problem as the class `Problem` of the package.
struct AProblem(ReportProblem);

impl<'py> IntoPyObject<'py> for AProblem {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let AProblem(of) = self;
        let code = of.code.code();
        let fields = (code, of.field, of.incident, of.value, of.message, of.nearest, of.help);
        CLASS.import(py, "counting_rules", "Problem")?.call1(fields)
    }
}
