"""What a report may be, and what is said of one that is wrong."""

from __future__ import annotations

import datetime
import doctest
import json
import pickle
from collections import ChainMap
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import counting_rules
from counting_rules import EditionError, Problem, ReportError


def test_a_dict_text_and_bytes_are_one(messages: dict[str, Any]) -> None:
    answer = counting_rules.classify(messages)
    assert answer["crimes"][0]["principal"] == "008/72"
    assert counting_rules.classify(json.dumps(messages)) == answer
    assert counting_rules.classify(json.dumps(messages).encode()) == answer
    assert counting_rules.classify(ChainMap(messages)) == answer


def test_days_may_be_dates(messages: dict[str, Any]) -> None:
    answer = counting_rules.classify(messages)
    messages["reported_on"] = datetime.date.fromisoformat(messages["reported_on"])
    for incident in messages["incidents"]:
        incident["on"] = datetime.date.fromisoformat(incident["on"])
    assert counting_rules.classify(messages) == answer


def test_a_time_of_day_is_refused(messages: dict[str, Any]) -> None:
    messages["reported_on"] = datetime.datetime(2016, 10, 3, 12, 0)
    with pytest.raises(ReportError, match=r"reported_on: .* has a time of day \(give the day only"):
        counting_rules.classify(messages)


def test_facts_may_be_unknown(messages: dict[str, Any]) -> None:
    messages["pairs"][0]["facts"]["racially-or-religiously-aggravated"] = None
    asked = [q["fact"] for q in counting_rules.classify(messages)["open_questions"]]
    assert "racially-or-religiously-aggravated" in asked


def test_every_mistake_is_told(messages: dict[str, Any]) -> None:
    messages["incidents"][0]["acts"] = ["folowing"]
    messages["incidents"][1]["on"] = "2016-13-01"
    messages["incidents"][2]["victims"] = "v1"
    with pytest.raises(ReportError) as raised:
        counting_rules.classify(messages)
    first, second, third = raised.value.problems
    assert first == Problem(
        code="unknown-name",
        field="incidents[0].acts[0]",
        incident="i1",
        value="folowing",
        message="there is no act `folowing`",
        nearest="following",
        help="did you mean `following`?",
    )
    assert (second.code, second.field) == ("not-a-date", "incidents[1].on")
    assert (third.code, third.field, third.value) == ("wrong-type", "incidents[2].victims", "v1")
    assert "incidents[0].acts[0]" in str(raised.value)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again), again.problems) == (
        ReportError,
        str(raised.value),
        raised.value.problems,
    )


@pytest.mark.parametrize(
    ("report", "says"),
    [
        ("", "the report is empty"),
        ("{", "this is not JSON"),
        ("[]", "this is a list, where an object is expected"),
        ({}, "reference: this field is required"),
        (b'{"reference": "\xff"}', "this is not UTF-8 text: byte 16 is wrong"),
        ("\ud800", "this cannot be written as JSON"),
        ({"reference": "\ud800"}, "reference: this cannot be written as JSON"),
        ({"reference": float("inf")}, "reference: this cannot be written as JSON"),
        ({"reference": float("nan")}, "reference: this is nan, which is no value (leave"),
        ({"reference": {1, 2}}, "is of the type set"),
        (None, "there is no report here"),
        (7, "a report is a dict, or JSON as str or bytes; this is int"),
    ],
)
def test_what_is_no_report(report: Any, says: str) -> None:
    for ask in (counting_rules.classify, counting_rules.explain, counting_rules.side_by_side):
        with pytest.raises(ReportError) as raised:
            ask(report)
        assert says in str(raised.value)
        assert raised.value.problems
        assert isinstance(raised.value, ValueError)


def test_a_report_that_holds_itself_is_refused(messages: dict[str, Any]) -> None:
    messages["x-me"] = messages
    with pytest.raises(ReportError, match="Circular reference"):
        counting_rules.classify(messages)


def test_an_edition_that_is_not_known(messages: dict[str, Any]) -> None:
    with pytest.raises(EditionError, match="did you mean `hmic-2017-07`?"):
        counting_rules.classify(messages, "hmic-2017")
    with pytest.raises(EditionError, match="did you mean `hmic-2017-07`?"):
        counting_rules.classify_batch([messages], "hmic-2017")


def test_no_edition_in_force(messages: dict[str, Any]) -> None:
    early = {**messages, "reported_on": "2016-03-31", "incidents": []}
    with pytest.raises(EditionError, match="no edition is in force on 2016-03-31"):
        counting_rules.classify(early)


def test_answers_for_people(messages: dict[str, Any]) -> None:
    assert "Record 008/72" in counting_rules.explain(messages)
    assert "Record 195/94" in counting_rules.explain(messages, "hmic-2017-07")
    assert "<p" in counting_rules.explain(messages, form="html")
    assert "hmic-2017-07" in counting_rules.side_by_side(messages, "markdown")
    with pytest.raises(ValueError, match="there is no form `pdf`"):
        counting_rules.explain(messages, form="pdf")  # type: ignore[arg-type]


def test_the_vocabulary_has_the_questions() -> None:
    words = counting_rules.vocabulary()
    assert "following" in [word["name"] for word in words["acts"]]
    assert all(word["question"] for word in words["facts"])


def test_the_version_is_that_of_the_wheel() -> None:
    assert counting_rules.version == metadata.version("counting-rules")


def test_the_first_example() -> None:
    found = doctest.testmod(counting_rules)
    assert (found.failed, found.attempted) == (0, 3)


def test_the_code_of_the_readme() -> None:
    readme = Path(__file__).parents[1] / "README.md"
    code = readme.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["decision"]["crimes"][0]["principal"] == "195/94"
    assert names["decision"]["open_questions"]
