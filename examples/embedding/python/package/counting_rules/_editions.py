"""The editions of the counting rules."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import _native, _reports, _values
from ._decision import Decision
from ._errors import EditionError, ReportError


@dataclass(frozen=True)
class Edition:
    """An edition of the counting rules: see `editions`, `edition` and `edition_on`."""

    id: str
    """Such as ``hocr-2026-04``."""
    title: str
    """In words."""
    in_force: tuple[datetime.date, datetime.date | None] | None
    """Its first and last day, no last day while it is in force; None where it never was."""

    def classify(self, report: _reports.Report) -> Decision:
        """As `counting_rules.classify` under this edition."""
        return _reports.classify(report, self)

    def classify_json(self, text: str | bytes) -> str:
        """As `counting_rules.classify_json` under this edition."""
        return _reports.classify_json(text, self)

    def classify_batch(
        self, reports: Iterable[_reports.Report], *, threads: int | None = None
    ) -> list[Decision | ReportError | EditionError]:
        """As `counting_rules.classify_batch` under this edition."""
        return _reports.classify_batch(reports, self, threads=threads)

    def explain(self, report: _reports.Report, form: _reports.Form = "text") -> str:
        """As `counting_rules.explain` under this edition."""
        return _reports.explain(report, self, form)

    def diff(self, after: str | Edition) -> dict[str, Any]:
        """What changes from this edition to another, as `counting_rules.diff`."""
        return _reports.diff(self, after)


def editions() -> list[Edition]:
    """Every edition, in the order of the rule files."""
    return [_of(found) for found in json.loads(_native.editions())]


def edition(name: str) -> Edition:
    """The edition of that name. Raises `EditionError` with the nearest name."""
    return _with_id(_native.edition(name))


def edition_on(day: datetime.date | str) -> Edition:
    """The edition in force on a day.

    Raises `EditionError` for a day before the first, and `ValueError` for what is not a day, such
    as a ``datetime`` with a time of day.
    """
    text = _values.day(day) if isinstance(day, datetime.date) else day
    return _with_id(_native.edition_on(text))


def _with_id(name: str) -> Edition:
    return next(found for found in editions() if found.id == name)


def _of(found: dict[str, Any]) -> Edition:
    first, last = (
        datetime.date.fromisoformat(day) if day else None for day in (found["from"], found["to"])
    )
    return Edition(found["id"], found["title"], (first, last) if first else None)
