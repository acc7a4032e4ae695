"""What was recorded against what the rules say."""

from __future__ import annotations

import json
from typing import Any

import pytest

import counting_rules
from counting_rules import EditionError, ReportError


@pytest.fixture
def settled(messages: dict[str, Any]) -> dict[str, Any]:
    messages["pairs"][0]["facts"]["racially-or-religiously-aggravated"] = False
    return messages


def recorded(*codes: str, victim: str | None = "v1") -> list[dict[str, Any]]:
    return [{"victim": victim, "codes": list(codes)}]


def test_a_disagreement(settled: dict[str, Any]) -> None:
    found = counting_rules.audit(settled, recorded("008/72"), "hocr-2026-04")
    assert found["reference"] == settled["reference"]
    assert found["edition"] == "hocr-2026-04"
    [verdict] = found["verdicts"]
    assert verdict["victim"] == "v1"
    assert verdict["judgement"] == "disagrees"
    assert (verdict["recorded"], verdict["should_be"]) == (["008/72"], ["195/94"])
    assert verdict["because"] is not None
    assert verdict["because"]["rule"] == "conduct-tier-5"
    assert verdict["because"]["cites"]
    assert verdict["classes"] == [{"recorded": "8R", "should_be": "8L", "count": 1}]


def test_an_agreement_as_json(settled: dict[str, Any]) -> None:
    texts = json.dumps(settled), json.dumps(recorded("195/94")).encode()
    [verdict] = counting_rules.audit(*texts, edition="hocr-2026-04")["verdicts"]
    assert verdict["judgement"] == "agrees"
    assert verdict["because"] is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ("[", "recorded"),
        ([{"victim": "v1"}], "recorded"),
        (recorded("999/99"), "recorded[0].codes[0]"),
        (recorded("195/94", victim="v9"), "recorded[0].victim"),
    ],
)
def test_what_was_recorded_is_wrong(settled: dict[str, Any], wrong: Any, field: str) -> None:
    with pytest.raises(ReportError) as raised:
        counting_rules.audit(settled, wrong)
    assert [problem.field for problem in raised.value.problems] == [field]


def test_no_such_edition(settled: dict[str, Any]) -> None:
    with pytest.raises(EditionError):
        counting_rules.audit(settled, [], "hocr-2026")
