"""What stands in a report that was made by pandas and numpy."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import counting_rules
from counting_rules import Problem, ReportError

NOON = datetime.datetime(2016, 10, 3, 12, 0)


@pytest.fixture
def report() -> dict[str, Any]:
    return {
        "reference": "R1",
        "reported_on": "2026-05-01",
        "people": [{"id": "v1", "age": 34}, {"id": "s1", "age": 36}],
        "incidents": [
            {
                "id": "i1",
                "on": "2026-04-20",
                "victims": ["v1"],
                "suspects": ["s1"],
                "acts": ["following"],
                "effects": ["alarm"],
                "occasions": 2,
            }
        ],
        "pairs": [{"victim": "v1", "suspect": "s1", "facts": {"serious-effect": False}}],
    }


def problems(report: Any) -> list[Problem]:
    with pytest.raises(ReportError) as raised:
        counting_rules.classify(report)
    assert all(problem.field in str(raised.value) for problem in raised.value.problems)
    return raised.value.problems


@pytest.mark.parametrize("whole", [np.int64, np.int32, np.uint8, np.array])
def test_whole_numbers_of_numpy(report: dict[str, Any], whole: Any) -> None:
    answer = counting_rules.classify(report)
    report["people"][0]["age"] = whole(34)
    report["incidents"][0]["occasions"] = whole(2)
    assert counting_rules.classify(report) == answer


def test_truth_and_text_of_numpy(report: dict[str, Any]) -> None:
    answer = counting_rules.classify(report)
    report["pairs"][0]["facts"]["serious-effect"] = np.bool_(False)
    report["incidents"][0]["acts"] = [np.str_("following")]
    assert counting_rules.classify(report) == answer


def test_truth_is_no_number(report: dict[str, Any]) -> None:
    report["incidents"][0]["occasions"] = np.bool_(True)
    [problem] = problems(report)
    assert (problem.code, problem.field) == ("wrong-type", "incidents[0].occasions")


@pytest.mark.parametrize(
    ("missing", "written"),
    [
        (float("nan"), "nan"),
        (np.float64("nan"), "nan"),
        (np.float32("nan"), "nan"),
        (Decimal("NaN"), "NaN"),
        (pd.NaT, "NaT"),
        (pd.NA, "<NA>"),
    ],
)
def test_what_is_missing_names_its_field(
    report: dict[str, Any], missing: Any, written: str
) -> None:
    report["people"][0]["age"] = missing
    assert problems(report) == [
        Problem(
            code="wrong-type",
            field="people[0].age",
            incident=None,
            value=written,
            message=f"this is {written}, which is no value",
            nearest=None,
            help="leave the field out, or write None where it is a fact",
        )
    ]


def test_what_it_advises_is_right(report: dict[str, Any]) -> None:
    del report["people"][0]["age"]
    report["pairs"][0]["facts"]["serious-effect"] = None
    unknown = counting_rules.classify(report)
    del report["pairs"][0]["facts"]["serious-effect"]
    assert counting_rules.classify(report) == unknown


class Strange:
    """Cannot be compared, nor be told."""

    def __ne__(self, other: object) -> bool:
        raise RuntimeError("never")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({1, 2}, "set"),
        (b"v1", "bytes"),
        (Decimal(2), "decimal.Decimal"),
        (datetime.time(12, 0), "datetime.time"),
        (np.array([1, 2]), "numpy.ndarray"),
        (np.float32(2.5), "numpy.float32"),
        (np.datetime64("2026-04-20"), "numpy.datetime64"),
        (pd.Series([1, 2]), "Series"),
        (pd.DataFrame({"id": range(100)}), "DataFrame"),
        (Strange(), "Strange"),
    ],
)
def test_another_type_names_its_field(report: dict[str, Any], value: Any, kind: str) -> None:
    report["incidents"][0]["occasions"] = value
    [problem] = problems(report)
    assert (problem.code, problem.field) == ("wrong-type", "incidents[0].occasions")
    assert problem.incident == "i1"
    assert f"{kind}, which a report cannot hold" in problem.message
    assert problem.value is not None and len(problem.value) <= 60


def test_every_value_is_told_in_order(report: dict[str, Any]) -> None:
    report["x-ours"] = {"n": float("inf"), "text": "\ud800"}
    report["people"][1]["age"] = np.nan
    report["incidents"][0]["acts"] = ("following", {1})
    report["incidents"].append({np.int64(3): 4, "on": NOON})
    found = problems(report)
    assert [(problem.field, problem.incident) for problem in found] == [
        ("people[1].age", None),
        ("incidents[0].acts[1]", "i1"),
        ("incidents[1]", None),
        ("incidents[1].on", None),
        ("x-ours.n", None),
        ("x-ours.text", None),
    ]
    assert "numpy.int64" in found[2].message


def test_what_was_recorded_names_its_field(report: dict[str, Any]) -> None:
    recorded = [{"victim": "v1", "codes": ["195/94", float("nan")]}]
    with pytest.raises(ReportError, match=r"recorded\[0\]\.codes\[1\]: this is nan"):
        counting_rules.audit(report, recorded)


DAYS = [
    datetime.date(2026, 4, 20),
    datetime.datetime(2026, 4, 20),
    datetime.datetime(2026, 4, 20, tzinfo=datetime.timezone.utc),
    pd.Timestamp("2026-04-20"),
    pd.Timestamp("2026-04-20", tz="Europe/London"),
]


@pytest.mark.parametrize("day", DAYS, ids=repr)
def test_days(report: dict[str, Any], day: datetime.date) -> None:
    answer = counting_rules.classify(report)
    report["incidents"][0]["on"] = day
    assert counting_rules.classify(report) == answer
    assert counting_rules.edition_on(day) == counting_rules.edition_on("2026-04-20")


TIMES = [
    datetime.datetime(2026, 4, 20, 12, 0),
    datetime.datetime(2026, 4, 20, 0, 0, 0, 1),
    pd.Timestamp("2026-04-20 23:59"),
    pd.Timestamp("2026-04-20 00:00:00.000000001"),
]


@pytest.mark.parametrize("time", TIMES, ids=repr)
def test_a_time_of_day_names_its_field(report: dict[str, Any], time: datetime.datetime) -> None:
    report["incidents"][0]["on"] = time
    [problem] = problems(report)
    assert (problem.code, problem.field) == ("not-a-date", "incidents[0].on")
    assert (problem.incident, problem.value) == ("i1", str(time))
    assert problem.message == f"{time} has a time of day"
    assert problem.help == "give the day only, as value.date()"
    with pytest.raises(ValueError, match="give the day only"):
        counting_rules.edition_on(time)


def test_rows_of_a_data_frame(report: dict[str, Any]) -> None:
    text = counting_rules.classify_json(json.dumps(report))
    frame = pd.DataFrame({"on": pd.to_datetime(["2026-04-20"]), "occasions": [2]})
    report["incidents"][0].update(frame.iloc[0].to_dict())
    [answer] = counting_rules.classify_batch([report])
    assert json.dumps(answer, ensure_ascii=False, separators=(",", ":")) == text
    table = counting_rules.classify_table(pd.Series([report]))
    assert table["decision"].tolist() == [text]


def test_an_error_has_its_place_in_a_batch(report: dict[str, Any]) -> None:
    wrong = {**report, "people": [{"id": "v1", "age": np.nan}]}
    first, second = counting_rules.classify_batch([wrong, report])
    assert isinstance(first, ReportError) and first.problems[0].field == "people[0].age"
    assert isinstance(second, dict)
