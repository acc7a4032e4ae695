"""What can be wrong: the report, or the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake of a report."""

    __module__ = "counting_rules"

    code: str
    """What kind of mistake it is, such as ``unknown-name``; the words may change, this does not."""
    field: str
    """Where, such as ``incidents[1].acts[0]``; empty for the whole report."""
    incident: str | None
    """The id of the incident in which the field stands, if it stands in one that has an id."""
    value: str | None
    """The text or number that is wrong."""
    message: str
    """What is wrong, and what was expected."""
    nearest: str | None
    """The nearest known name, if one is near enough to be meant."""
    help: str | None
    """What to do about it."""


class ReportError(ValueError):
    """A report cannot be decided. As text it says all that is wrong with it."""

    __module__ = "counting_rules"

    problems: list[Problem]
    """Every mistake, in the order of the report."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


class EditionError(ValueError):
    """There is no edition of that name, or none is in force on that day."""

    __module__ = "counting_rules"
