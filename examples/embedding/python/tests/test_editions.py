"""The editions."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

import counting_rules
from counting_rules import Edition, EditionError


def test_all_of_them() -> None:
    all_of_them = counting_rules.editions()
    assert [edition.id for edition in all_of_them][:2] == ["hocr-2016-04", "hmic-2017-07"]
    assert all_of_them[0].in_force == (datetime.date(2016, 4, 1), datetime.date(2018, 3, 31))
    assert all_of_them[1].in_force is None
    assert all_of_them[-1].in_force == (datetime.date(2026, 4, 1), None)
    assert all(edition.title for edition in all_of_them)


def test_by_name() -> None:
    assert counting_rules.edition("hocr-2026-04").id == "hocr-2026-04"
    with pytest.raises(EditionError, match="did you mean `hocr-2026-04`?"):
        counting_rules.edition("hocr-2026")


@pytest.mark.parametrize("day", ["2018-03-31", datetime.date(2018, 3, 31)])
def test_by_day(day: str | datetime.date) -> None:
    assert counting_rules.edition_on(day).id == "hocr-2016-04"


def test_no_day() -> None:
    with pytest.raises(EditionError, match="the first, `hocr-2016-04`, is from 2016-04-01"):
        counting_rules.edition_on("2016-03-31")
    with pytest.raises(ValueError, match="31 June|2018-06-31"):
        counting_rules.edition_on("2018-06-31")


def test_what_an_edition_does(messages: dict[str, Any]) -> None:
    hmic = counting_rules.edition("hmic-2017-07")
    answer = hmic.classify(messages)
    assert answer["crimes"][0]["principal"] == "195/94"
    assert counting_rules.classify(messages, hmic) == answer
    assert hmic.classify_batch([messages], threads=1) == [answer]
    assert '"principal":"195/94"' in hmic.classify_json(json.dumps(messages))
    assert "Record 195/94" in hmic.explain(messages)
    assert hmic == counting_rules.edition("hmic-2017-07")
    assert isinstance(hmic, Edition)


def test_what_changes() -> None:
    found = counting_rules.diff("hocr-2016-04", "hmic-2017-07")
    assert (found["before"], found["after"]) == ("hocr-2016-04", "hmic-2017-07")
    assert "rule recommendation-2" in [rule["item"] for rule in found["rules"]]
    assert counting_rules.edition("hocr-2016-04").diff("hmic-2017-07") == found
    with pytest.raises(EditionError):
        counting_rules.diff("hocr-2016-04", "hmic")
