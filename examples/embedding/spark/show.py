"""Shows what the job wrote: a first decision, and the classes of the audit."""

from __future__ import annotations

import sys

from pyarrow import parquet

out = sys.argv[1]
decisions = parquet.read_table(f"{out}/decisions")
first = decisions.sort_by("line").slice(0, 1).to_pylist()[0]
print(f"{decisions.num_rows} reports; the first, {first['reference']}, under {first['edition']}:")
print(first["decision"][:200], "…")
print("\nrecorded                should be               crimes")
for row in parquet.read_table(f"{out}/by_class").sort_by([("count", "descending")]).to_pylist():
    print(f"{row['recorded']:24}{row['should_be']:24}{row['count']:6}")
