//! Failures as the exceptions of the Python package.

use counting_rules::NoEdition;
use counting_rules_texts::{Failure, Problem};
use pyo3::prelude::*;
use pyo3::types::PyDict;

pyo3::import_exception!(counting_rules, ReportError);
pyo3::import_exception!(counting_rules, EditionError);

/// The exception for a failure. A report that is wrong has problems; without any it is the edition.
pub(crate) fn raised(failure: Failure) -> PyErr {
    match failure.problems.is_empty() {
        true => EditionError::new_err(failure.error),
        false => {
            let problems: Vec<AProblem> = failure.problems.into_iter().map(AProblem).collect();
            ReportError::new_err((failure.error, problems))
        }
    }
}

/// The exception where there is no edition.
pub(crate) fn edition_error(error: NoEdition) -> PyErr {
    EditionError::new_err(error.to_string())
}

/// Bytes as the text that they are.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("this is not UTF-8 text: byte {} is wrong", error.valid_up_to() + 1);
        let problem = Problem { field: String::new(), message: message.clone(), help: None };
        Failure { error: message, problems: vec![problem] }
    })
}

/// A problem as a dict of `field`, `message` and `help`.
struct AProblem(Problem);

impl<'py> IntoPyObject<'py> for AProblem {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("field", self.0.field)?;
        dict.set_item("message", self.0.message)?;
        dict.set_item("help", self.0.help)?;
        Ok(dict)
    }
}
