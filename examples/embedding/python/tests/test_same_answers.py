"""The answers are those of the program `classify`, to the byte."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT

import counting_rules

CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))

# What is compared of a crime, where a case states it; the rest is compared in the library's tests.
STATED = ("victim", "action", "principal")


def test_a_thousand_random_reports(random_reports: list[str], decisions: list[str]) -> None:
    assert len(random_reports) == 1000
    assert [counting_rules.classify_json(report) for report in random_reports] == decisions


def test_a_thousand_dicts(random_reports: list[str], decisions: list[str]) -> None:
    answers = [counting_rules.classify(json.loads(report)) for report in random_reports]
    assert [written(answer) for answer in answers] == decisions


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
def test_a_thousand_in_a_batch(
    random_reports: list[str], decisions: list[str], threads: int | None
) -> None:
    answers = counting_rules.classify_batch(random_reports, threads=threads)
    assert [written(answer) for answer in answers] == decisions


def test_text_beyond_ascii() -> None:
    report = {"reference": "Zoë \U0001f600 \x1f\x7f \"q\"", "reported_on": "2026-05-01"}
    full = {**report, "incidents": [], "x-ours": "naïve"}
    answer = counting_rules.classify(full)
    assert answer["reference"] == report["reference"]
    text = counting_rules.classify_json(json.dumps(full))
    assert "Zoë \U0001f600" in text
    assert written(answer) == text
    assert counting_rules.classify_json(b"\xef\xbb\xbf" + json.dumps(full).encode()) == text


def named(names: str) -> list[str]:
    """The editions of an entry: `A`, or `A to B` with all between them, parted by commas."""
    ids = [edition.id for edition in counting_rules.editions()]
    ids.sort(key=lambda name: name.partition("-")[2])
    found: list[str] = []
    for part in names.split(", "):
        first, _, last = part.partition(" to ")
        found += ids[ids.index(first) : ids.index(last or first) + 1]
    return found


def test_every_case_was_found() -> None:
    assert len(CASES) > 400


@pytest.mark.parametrize("file", CASES, ids=lambda file: str(file.stem))
def test_case(file: Any) -> None:
    case = json.loads(file.read_text(encoding="utf-8"))
    entries = [(name, wants) for names, wants in case["expect"].items() for name in named(names)]
    for edition, expected in entries:
        if expected.get("error"):
            with pytest.raises(counting_rules.ReportError):
                counting_rules.classify(case["report"], edition)
            continue
        decision = counting_rules.classify(case["report"], edition)
        assert decision["outcome"] == expected["outcome"]
        left: list[Any] = list(decision["crimes"])
        for crime in expected["crimes"]:
            stated = {name: crime[name] for name in STATED if name in crime}
            same = [found for found in left if stated == {name: found[name] for name in stated}]
            assert same, f"{edition}: no crime like {stated} in {left}"
            left.remove(same[0])
        assert not left, edition


def written(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
