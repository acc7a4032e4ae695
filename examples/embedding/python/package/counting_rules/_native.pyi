"""The compiled part: JSON texts in, JSON texts out."""

from collections.abc import Sequence
from typing import Final

from ._errors import EditionError, ReportError

__all__ = [
    "audit",
    "classify",
    "classify_all",
    "diff",
    "edition",
    "edition_on",
    "editions",
    "explain",
    "side_by_side",
    "version",
    "vocabulary",
]

version: Final[str]

def classify(report: bytes, edition: str | None) -> str: ...
def classify_all(
    reports: Sequence[bytes], edition: str | None, threads: int
) -> list[str | ReportError | EditionError]: ...
def explain(report: bytes, edition: str | None, form: str) -> str: ...
def side_by_side(report: bytes, form: str) -> str: ...
def audit(report: bytes, recorded: bytes, edition: str | None) -> str: ...
def diff(before: str, after: str) -> str: ...
def vocabulary() -> str: ...
def editions() -> str: ...
def edition(name: str) -> str: ...
def edition_on(day: str) -> str: ...
