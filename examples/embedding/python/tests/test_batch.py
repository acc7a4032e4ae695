"""Many reports at once: order, errors in their place, threads, processes."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import counting_rules
from counting_rules import EditionError, ReportError, _native


def test_an_error_has_its_place(messages: dict[str, Any]) -> None:
    early = {**messages, "reported_on": "1999-01-01", "incidents": []}
    some: list[Any] = [messages, "{", None, early, {"a": {1}}, b"\xff", messages]
    answers = counting_rules.classify_batch(some)
    assert [type(answer) for answer in answers] == [
        dict, ReportError, ReportError, EditionError, ReportError, ReportError, dict,
    ]  # fmt: skip
    assert answers[0] == answers[-1] == counting_rules.classify(messages)
    assert isinstance(answers[1], ReportError) and answers[1].problems


def test_an_edition_for_all(messages: dict[str, Any]) -> None:
    answers = counting_rules.classify_batch((r for r in [messages, messages]), "hmic-2017-07")
    assert answers == [counting_rules.classify(messages, "hmic-2017-07")] * 2
    assert counting_rules.classify_batch([]) == []


def test_threads_are_at_least_one(messages: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="threads is 0"):
        counting_rules.classify_batch([messages], threads=0)


@pytest.mark.parametrize("threads", [1, 2])
def test_another_thread_goes_on(random_reports: list[str], threads: int) -> None:
    texts = [report.encode() for report in random_reports] * 10

    def call() -> object:
        return _native.classify_all(texts, None, threads)

    call()
    started, longest = longest_pause_during(call)
    assert started > 0.1, "too short to tell"
    # The call ends with making its answers into objects of Python: nothing else can run then.
    assert longest < started / 2


def longest_pause_during(call: Callable[[], object]) -> tuple[float, float]:
    """How long a call takes, and the longest time in it in which another thread could not run."""
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    ticking = threading.Thread(target=tick)
    ticking.start()
    started = time.perf_counter()
    call()
    ended = time.perf_counter()
    done.set()
    ticking.join()
    inside = [started, *(at for at in ticks if started <= at <= ended), ended]
    return ended - started, max(b - a for a, b in zip(inside, inside[1:]))


def test_threads_of_python_share_the_rules(
    random_reports: list[str], decisions: list[str]
) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(counting_rules.classify_json, random_reports)) == decisions


def test_a_forked_process_can_go_on(messages: dict[str, Any]) -> None:
    here = counting_rules.classify_batch([messages] * 8)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        there = pool.apply_async(counting_rules.classify_batch, [[messages] * 8])
        assert there.get(timeout=30) == here
