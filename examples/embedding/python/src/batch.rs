//! Many reports at once.

use counting_rules_texts::{Engine, Failure};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use rayon::prelude::*;

use crate::engine;
use crate::failure::{edition_error, raised, text};

/// The decision on each report, or the exception in its place, in their order. `threads` of 0
/// are as many as there are cores.
///
/// The threads end with the call: a pool that stayed would hang a process that Python forks.
#[pyfunction]
pub(crate) fn classify_all(
    py: Python<'_>,
    reports: Vec<PyBackedBytes>,
    edition: Option<&str>,
    threads: usize,
) -> PyResult<Vec<Py<PyAny>>> {
    let answers = py.detach(|| {
        let engine = engine()?;
        if let Some(name) = edition {
            engine.rules().edition(name).map_err(edition_error)?;
        }
        if threads == 1 {
            return Ok(reports.iter().map(|report| answer(engine, edition, report)).collect());
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        let all = || reports.par_iter().map(|report| answer(engine, edition, report)).collect();
        Ok::<Vec<_>, PyErr>(pool.install(all))
    })?;
    answers.into_iter().map(|answer| in_its_place(py, answer)).collect()
}

fn answer(engine: &Engine, edition: Option<&str>, report: &[u8]) -> Result<String, Failure> {
    engine.classify(edition, text(report)?)
}

fn in_its_place(py: Python<'_>, answer: Result<String, Failure>) -> PyResult<Py<PyAny>> {
    match answer {
        Ok(decision) => Ok(decision.into_pyobject(py)?.into_any().unbind()),
        Err(failure) => Ok(raised(failure).into_value(py).into_any()),
    }
}
