"""Reports in a column of a table of pyarrow or pandas."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional, overload

from ._reports import answer_all

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from ._editions import Edition

ADDED = ("decision", "error")

Texts = list[Optional[str]]
Answers = Callable[[list[Any]], tuple[Texts, Texts]]
"""From reports to the two new columns."""


@overload
def classify_table(
    table: pandas.DataFrame | pandas.Series[Any],
    column: str = "report",
    edition: str | Edition | None = None,
    *,
    threads: int | None = None,
) -> pandas.DataFrame: ...
@overload
def classify_table(
    table: pyarrow.RecordBatch,
    column: str = "report",
    edition: str | Edition | None = None,
    *,
    threads: int | None = None,
) -> pyarrow.RecordBatch: ...
@overload
def classify_table(
    table: pyarrow.Table | pyarrow.ChunkedArray[Any] | pyarrow.Array[Any],
    column: str = "report",
    edition: str | Edition | None = None,
    *,
    threads: int | None = None,
) -> pyarrow.Table: ...
def classify_table(
    table: Any,
    column: str = "report",
    edition: str | Edition | None = None,
    *,
    threads: int | None = None,
) -> Any:
    """A table with two more columns: ``decision``, JSON as of `classify_json`, and ``error``.

    In each row one of the two is null. The reports stand in ``column``, as JSON. A table, a record
    batch or a data frame comes back as what it was; a column alone (an array or a series) comes
    back as a table or data frame in which it is called ``column``.

    Raises `EditionError` for an edition that is not known, `ValueError` where the table has not
    the column or already has one of the two, `TypeError` for what is no table.
    """

    def answers(reports: list[Any]) -> tuple[Texts, Texts]:
        found = answer_all(reports, edition, threads)
        decisions: Texts = [a if isinstance(a, str) else None for a in found]
        return decisions, [None if isinstance(a, str) else str(a) for a in found]

    # What is of a library was made by it, so it is there to be asked.
    if (pa := sys.modules.get("pyarrow")) is not None:
        if isinstance(table, (pa.Array, pa.ChunkedArray)):
            table = pa.table({column: table})
        if isinstance(table, (pa.Table, pa.RecordBatch)):
            return _arrow(pa, table, column, answers)
    if (pd := sys.modules.get("pandas")) is not None:
        if isinstance(table, pd.Series):
            table = table.to_frame(column)
        if isinstance(table, pd.DataFrame):
            return _frame(pd, table, column, answers)
    kind = type(table).__name__
    raise TypeError(f"this is {kind}, and no table of pyarrow or pandas")


def _arrow(pa: Any, table: Any, column: str, answers: Answers) -> Any:
    _check(table.schema.names, column)
    arrays = list(table.columns)
    schema = table.schema
    for name, texts in zip(ADDED, answers(table.column(column).to_pylist())):
        arrays.append(pa.array(texts, pa.string()))
        schema = schema.append(pa.field(name, pa.string()))
    return type(table).from_arrays(arrays, schema=schema)


def _frame(pd: Any, table: Any, column: str, answers: Answers) -> Any:
    _check(list(table.columns), column)
    cells = table[column].astype(object)
    decisions, errors = answers(cells.where(cells.notna(), None).tolist())
    series = (pd.Series(texts, index=table.index, dtype=object) for texts in (decisions, errors))
    return table.assign(**dict(zip(ADDED, series)))


def _check(names: list[str], column: str) -> None:
    if column not in names:
        raise ValueError(f"the table has no column `{column}`; it has: {', '.join(map(str, names))}")
    for name in ADDED:
        if name in names:
            raise ValueError(f"the table already has a column `{name}`; rename it")
