"""Measures reports a second. Give a file with one report a line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow

import counting_rules


def best(count: int, ask: Callable[[], object]) -> str:
    """Reports a second, and microseconds of processor time a report: the best of three runs."""
    ask()
    times, cores = [], []
    for _ in range(3):
        started, used = time.perf_counter(), time.process_time()
        ask()
        times.append(time.perf_counter() - started)
        cores.append(time.process_time() - used)
    return f"{count / min(times):9,.0f} a second {min(cores) / count * 1e6:8.1f} µs"


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
        print(f"{name:34}{best(len(texts), ask)}")


if __name__ == "__main__":
    main()
