"""What can be wrong: the report, or the edition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict


class Problem(TypedDict):
    """One mistake of a report."""

    field: str
    """Where, such as ``incidents[1].acts[0]``; empty for the whole report."""
    message: str
    """What is wrong, and what was expected."""
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
