"""Makes a Parquet of a file with one report a line, or one report with what was recorded of it.

    lines.py FILE.ndjson OUT.parquet
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet


def table(text: str) -> pa.Table:
    """The columns `line`, `report` and, where a line has it, `recorded`.

    A line that is no JSON stands in `report` as it is.
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    rows = [{"line": n, **cells(line)} for n, line in lines]
    schema = {"line": pa.int64(), "report": pa.string(), "recorded": pa.string()}
    if not any("recorded" in row for row in rows):
        del schema["recorded"]
    return pa.Table.from_pylist(rows, pa.schema(schema))


def cells(line: str) -> dict[str, str]:
    try:
        read = json.loads(line)
        both = {name: json.dumps(read[name], ensure_ascii=False) for name in ("report", "recorded")}
    except (ValueError, KeyError, TypeError):
        return {"report": line}
    return both


if __name__ == "__main__":
    source, out = map(Path, sys.argv[1:])
    parquet.write_table(table(source.read_text(encoding="utf-8")), out, row_group_size=10_000)
