"""Measures reports a second. Give a file with one report a line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow

import counting_rules


def best(reports: Sequence[Any], ask: Callable[[], object]) -> str:
    """Microseconds a report, and reports a second: the best of five runs."""
    ask()
    times = []
    for _ in range(5):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    each = min(times) / len(reports)
    return f"{each * 1e6:8.1f} µs   {1 / each:9,.0f} a second"


def main() -> None:
    texts = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    dicts = [json.loads(text) for text in texts]
    table = pyarrow.table({"report": texts})
    runs: dict[str, Callable[[], object]] = {
        "classify_json(text)": lambda: [counting_rules.classify_json(text) for text in texts],
        "classify(text)": lambda: [counting_rules.classify(text) for text in texts],
        "classify(dict)": lambda: [counting_rules.classify(report) for report in dicts],
    }
    for threads in (1, 2):
        of = f", threads={threads}"
        batch = partial(counting_rules.classify_batch, threads=threads)
        runs["classify_batch(dicts)" + of] = partial(batch, dicts)
        runs["classify_batch(texts)" + of] = partial(batch, texts)
        runs["classify_table(table)" + of] = partial(
            counting_rules.classify_table, table, threads=threads
        )
    for name, ask in runs.items():
        print(f"{name:34}{best(texts, ask)}")


if __name__ == "__main__":
    main()
