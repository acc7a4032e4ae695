"""Reports as JSON, and what in them cannot be written so."""

from __future__ import annotations

import datetime
import json
import operator
import re
from collections.abc import Iterator, Mapping

from ._errors import Problem, ReportError


class Refused(ValueError):
    """Why a value cannot stand in a report."""

    def __init__(self, code: str, message: str, help: str | None = None) -> None:
        super().__init__(f"{message} ({help})" if help else message)
        self.code = code
        self.message = message
        self.help = help


def encoded(value: object, field: str = "") -> bytes:
    """A value, or a text that is JSON already, as JSON in UTF-8. ``field`` is where it stands.

    Raises `ReportError` with everything in it that cannot be written so.
    """
    try:
        return value.encode() if isinstance(value, str) else _written(value)
    except RecursionError as error:
        raise not_json(f"this cannot be written as JSON: {error}") from error
    except (TypeError, ValueError) as error:
        # Only what is wrong is looked for piece by piece: that takes its time.
        problems = list(_problems(value, field))
        if not problems:
            raise not_json(f"this cannot be written as JSON: {error}") from error
        raise ReportError("\n".join(map(_told, problems)), problems) from error


def not_json(message: str) -> ReportError:
    """That the whole report cannot be read."""
    return ReportError(message, [Problem("not-json", "", None, None, message, None, None)])


def day(value: datetime.date) -> str:
    """A day as reports have it.

    Raises `Refused`, a ``ValueError``, for a time of day other than midnight.
    """
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    # A Timestamp of pandas has nanoseconds beside its time.
    if value.time() != datetime.time.min or getattr(value, "nanosecond", None):
        told = f"{value} has a time of day"
        raise Refused("not-a-date", told, "give the day only, as value.date()")
    return value.date().isoformat()


def _written(value: object) -> bytes:
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
    )
    return text.encode()


def _plain(value: object) -> object:
    """What JSON does not know, as what it does. Raises `Refused`."""
    if isinstance(value, Mapping):
        return dict(value)
    if _is_missing(value):
        help = "leave the field out, or write None where it is a fact"
        raise Refused("wrong-type", f"this is {value}, which is no value", help)
    if isinstance(value, datetime.date):
        return day(value)
    if _kind(value) in ("numpy.bool", "numpy.bool_"):
        return bool(value)
    try:
        return operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        told = f"this is of the type {_kind(value)}, which a report cannot hold"
        raise Refused("wrong-type", told) from None


def _is_missing(value: object) -> bool:
    """Whether it is NaN, or NaT or NA of pandas: none of them equals itself."""
    unlike: object = None
    try:
        unlike = value != value
        return bool(unlike)
    except Exception:
        # NA is neither true nor false, and so is what many values give; some cannot be compared.
        return unlike is value


def _kind(value: object) -> str:
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _problems(value: object, field: str) -> Iterator[Problem]:
    """Everything in a value that cannot be written as JSON, in its order."""
    seen: set[int] = set()
    left: list[tuple[str, str | None, object]] = [(field, None, value)]
    while left:
        field, incident, value = left.pop()
        if not isinstance(value, (Mapping, list, tuple)):
            yield from _problem(value, field, incident)
        elif id(value) not in seen:
            seen.add(id(value))
            incident = incident or _incident(value, field)
            if isinstance(value, Mapping):
                yield from _of_keys(value, field, incident)
            parts = [(name, incident, part) for name, part in _parts(value, field)]
            left.extend(reversed(parts))


def _parts(
    value: Mapping[object, object] | list[object] | tuple[object, ...], field: str
) -> Iterator[tuple[str, object]]:
    """What stands in it, each with its field."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield f"{field}.{key}" if field else str(key), part
    else:
        for n, part in enumerate(value):
            yield f"{field}[{n}]", part


def _incident(value: object, field: str) -> str | None:
    """The id of an incident, if this is one and has an id."""
    if isinstance(value, Mapping) and re.fullmatch(r"incidents\[\d+\]", field):
        found = value.get("id")
        return found if isinstance(found, str) else None
    return None


def _of_keys(
    value: Mapping[object, object], field: str, incident: str | None
) -> Iterator[Problem]:
    """Why the names of fields cannot be written, if they cannot."""
    for key in value:
        try:
            _written({key: None})
        except (TypeError, ValueError) as error:
            told = f"this has a field whose name cannot be written as JSON: {error}"
            yield Problem("not-json", field, incident, _short(key), told, None, None)


def _problem(value: object, field: str, incident: str | None) -> Iterator[Problem]:
    """Why a value that holds no others cannot be written, if it cannot."""
    try:
        # Of a float that is NaN the writer would not say what to do.
        _written(_plain(value) if _is_missing(value) else value)
    except Refused as why:
        yield Problem(why.code, field, incident, _short(value), why.message, None, why.help)
    except (TypeError, ValueError) as error:
        told = f"this cannot be written as JSON: {error}"
        yield Problem("not-json", field, incident, _short(value), told, None, None)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _told(problem: Problem) -> str:
    """A problem for people, as the library tells those that it finds."""
    incident = f" (incident {problem.incident})" if problem.incident is not None else ""
    where = f"{problem.field}{incident}: " if problem.field else ""
    return where + problem.message + (f" ({problem.help})" if problem.help else "")
