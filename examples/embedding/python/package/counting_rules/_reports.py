"""What is asked of reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Union, cast

from . import _native
from ._decision import Audit, Decision
from ._errors import EditionError, ReportError
from ._values import encoded, not_json

if TYPE_CHECKING:
    from ._editions import Edition

Report = Union[Mapping[str, Any], str, bytes]
"""A report: a dict, or its JSON.

In a dict days may be ``datetime.date``, and ``datetime.datetime`` or ``pandas.Timestamp`` at midnight;
numbers, truth and text may be those of numpy. What is missing is left out: NaN, NaT and NA are errors.
"""

Form = Literal["text", "markdown", "html"]


def classify(report: Report, edition: str | Edition | None = None) -> Decision:
    """The decision on a report, with its open questions.

    The edition is the one named or, where none is, the one in force on the day of the report.

    Raises `ReportError` with every mistake of the report, and `EditionError` where there is no
    such edition or none is in force on that day.
    """
    answer = _native.classify(as_json(report), name_of(edition))
    return cast(Decision, json.loads(answer))


def classify_json(text: str | bytes, edition: str | Edition | None = None) -> str:
    """The same as `classify`, from JSON to JSON on one line, to the byte as the library writes it."""
    return _native.classify(as_json(text), name_of(edition))


def classify_batch(
    reports: Iterable[Report], edition: str | Edition | None = None, *, threads: int | None = None
) -> list[Decision | ReportError | EditionError]:
    """The decision on each report, in their order.

    What cannot be decided has its exception in its place: it is given back and not raised. Only an
    edition that is named and not known is raised, since then nothing can be decided.

    It uses as many threads as there are cores, or as many as ``threads`` says.
    """
    answers = answer_all(reports, edition, threads)
    return [json.loads(a) if isinstance(a, str) else a for a in answers]


def explain(report: Report, edition: str | Edition | None = None, form: Form = "text") -> str:
    """Decision, reasons, and what would change them, for people.

    Raises the same as `classify`, and `ValueError` for a form that there is not.
    """
    return _native.explain(as_json(report), name_of(edition), form)


def side_by_side(report: Report, form: Form = "text") -> str:
    """The report under every edition, for people.

    Raises `ReportError`, and `ValueError` for a form that there is not.
    """
    return _native.side_by_side(as_json(report), form)


def audit(
    report: Report,
    recorded: Sequence[Mapping[str, Any]] | str | bytes,
    edition: str | Edition | None = None,
) -> Audit:
    """What was recorded of a report against what the rules say.

    ``recorded`` lists the crimes newly recorded of this report by victim, as
    ``[{"victim": "v1", "codes": ["195/94"]}]``, or is that as JSON.

    Raises the same as `classify`, and `ReportError` with every mistake in what was recorded.
    """
    texts = as_json(report), recorded_as_json(recorded)
    return cast(Audit, json.loads(_native.audit(*texts, name_of(edition))))


def diff(before: str | Edition, after: str | Edition) -> dict[str, Any]:
    """What changes from one edition to another: rules, pairs of offences, and small reports that
    are decided otherwise.

    Raises `EditionError`.
    """
    names = [edition if isinstance(edition, str) else edition.id for edition in (before, after)]
    return cast("dict[str, Any]", json.loads(_native.diff(*names)))


def vocabulary() -> dict[str, list[dict[str, str]]]:
    """The names that a report may use, by kind, each as ``{"name", "question", "cites"}``."""
    return cast("dict[str, list[dict[str, str]]]", json.loads(_native.vocabulary()))


def answer_all(
    reports: Iterable[object], edition: str | Edition | None, threads: int | None
) -> list[str | ReportError | EditionError]:
    """The decision on each report as JSON, or the exception in its place."""
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}; it is at least 1, or None for every core")
    read = [_read(report) for report in reports]
    good = [text for text in read if isinstance(text, bytes)]
    answers = iter(_native.classify_all(good, name_of(edition), threads or 0))
    return [next(answers) if isinstance(text, bytes) else text for text in read]


def name_of(edition: str | Edition | None) -> str | None:
    """The name of an edition, if one is asked for."""
    return edition if edition is None or isinstance(edition, str) else edition.id


def as_json(report: object) -> bytes:
    """A report as JSON in UTF-8.

    Raises `ReportError` for what cannot be written so.
    """
    if isinstance(report, bytes):
        return report
    if report is None:
        raise not_json("there is no report here")
    if not isinstance(report, (str, Mapping)):
        kind = type(report).__name__
        raise not_json(f"a report is a dict, or JSON as str or bytes; this is {kind}")
    return encoded(report)


def recorded_as_json(recorded: object) -> bytes:
    """What was recorded, as JSON in UTF-8."""
    return recorded if isinstance(recorded, bytes) else encoded(recorded, "recorded")


def _read(report: object) -> bytes | ReportError:
    try:
        return as_json(report)
    except ReportError as error:
        return error
