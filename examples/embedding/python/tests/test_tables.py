"""Reports in tables of pyarrow and pandas."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import counting_rules
from counting_rules import EditionError


@pytest.fixture
def texts(messages: dict[str, Any]) -> list[str | None]:
    return [json.dumps(messages), "{", None, json.dumps(messages)]


@pytest.fixture
def decision(messages: dict[str, Any]) -> str:
    return counting_rules.classify_json(json.dumps(messages))


def check(columns: Any, decision: str) -> None:
    first, second, third, last = columns["error"]
    assert first is None and last is None
    assert second.startswith("this is not JSON")
    assert third == "there is no report here"
    assert columns["decision"] == [decision, None, None, decision]


def test_a_table(texts: list[str | None], decision: str) -> None:
    table = pa.table({"line": [1, 2, 3, 4], "report": texts})
    found = counting_rules.classify_table(table)
    assert found.schema.names == ["line", "report", "decision", "error"]
    assert found.select(["line", "report"]) == table
    check(found.to_pydict(), decision)


def test_what_a_schema_says_is_kept(texts: list[str | None]) -> None:
    frame = pd.DataFrame({"urn": ["a", "b", "c", "d"], "report": texts}).set_index("urn")
    table = pa.Table.from_pandas(frame)
    found = counting_rules.classify_table(table)
    assert found.schema.metadata == table.schema.metadata
    assert found.to_pandas().index.tolist() == ["a", "b", "c", "d"]
    line = pa.field("line", pa.int64(), nullable=False, metadata={"of": "the file"})
    schema = pa.schema({"report": pa.string()}).insert(0, line)
    batch = pa.RecordBatch.from_arrays([pa.array([1, 2, 3, 4]), pa.array(texts)], schema=schema)
    assert counting_rules.classify_table(batch).schema.field("line").equals(line, True)


def test_a_record_batch_of_bytes(texts: list[str | None], decision: str) -> None:
    cells = [text and text.encode() for text in texts]
    batch = pa.RecordBatch.from_pydict({"json": pa.array(cells, pa.large_binary())})
    found = counting_rules.classify_table(batch, "json", threads=1)
    assert isinstance(found, pa.RecordBatch)
    check(found.to_pydict(), decision)


def test_a_column(texts: list[str | None], decision: str) -> None:
    for column in (pa.array(texts), pa.chunked_array([texts[:1], texts[1:]])):
        found = counting_rules.classify_table(column)
        assert isinstance(found, pa.Table)
        assert found.schema.names == ["report", "decision", "error"]
        check(found.to_pydict(), decision)


def test_a_data_frame(texts: list[str | None], decision: str) -> None:
    frame = pd.DataFrame({"report": texts, "line": [1, 2, 3, 4]}, index=[7, 7, 5, 3])
    found = counting_rules.classify_table(frame)
    assert list(found.columns) == ["report", "line", "decision", "error"]
    assert list(found.index) == [7, 7, 5, 3]
    assert list(frame.columns) == ["report", "line"]
    check(found.to_dict("list"), decision)


def test_a_series(texts: list[str | None], decision: str) -> None:
    found = counting_rules.classify_table(pd.Series(texts, name="mine", index=list("abcd")))
    assert list(found.columns) == ["report", "decision", "error"]
    assert list(found.index) == list("abcd")
    check(found.to_dict("list"), decision)


def test_dicts_in_a_series(messages: dict[str, Any], decision: str) -> None:
    found = counting_rules.classify_table(pd.Series([messages]))
    assert found["decision"].tolist() == [decision]


def test_an_empty_table() -> None:
    table = pa.table({"report": pa.array([], pa.string())})
    found = counting_rules.classify_table(table)
    assert found.num_rows == 0
    assert found.schema.field("decision").type == pa.string()


def test_an_edition(texts: list[str | None]) -> None:
    found = counting_rules.classify_table(pa.table({"report": texts}), edition="hmic-2017-07")
    assert '"principal":"195/94"' in found.to_pydict()["decision"][0]
    with pytest.raises(EditionError):
        counting_rules.classify_table(pa.table({"report": texts}), edition="hmic")


def test_what_is_no_table(texts: list[str | None]) -> None:
    with pytest.raises(TypeError, match="this is list, and no table"):
        counting_rules.classify_table(texts)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="has no column `json`; it has: report"):
        counting_rules.classify_table(pa.table({"report": texts}), "json")
    with pytest.raises(ValueError, match="already has a column `error`"):
        counting_rules.classify_table(pd.DataFrame({"report": texts, "error": 1}))


def test_a_thousand(random_reports: list[str], decisions: list[str]) -> None:
    found = counting_rules.classify_table(pa.table({"report": random_reports}))
    assert found.column("decision").to_pylist() == decisions


def test_neither_library_is_needed() -> None:
    code = (
        "import sys; sys.modules.update(pandas=None, pyarrow=None); import counting_rules\n"
        "try: counting_rules.classify_table([])\n"
        "except TypeError as error: print(error)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "this is list, and no table of pyarrow or pandas\n"
