"""The types say what the answers hold."""

from __future__ import annotations

import json
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import counting_rules
from conftest import ROOT
from counting_rules import Audit, Decision


def check(value: Any, kind: Any, where: str) -> None:
    """Fails where a value is not of a type."""
    origin = get_origin(kind)
    if is_typeddict(kind):
        names = set(value)
        assert kind.__required_keys__ <= names, where
        assert names <= kind.__required_keys__ | kind.__optional_keys__, where
        for name, of in get_type_hints(kind).items():
            if name in value:
                check(value[name], of, f"{where}.{name}")
    elif origin is list:
        assert isinstance(value, list), where
        for item in value:
            check(item, get_args(kind)[0], f"{where}[]")
    elif origin is dict:
        for key, item in value.items():
            check(key, get_args(kind)[0], where)
            check(item, get_args(kind)[1], f"{where}.{key}")
    elif origin is Literal:
        assert value in get_args(kind), where
    elif origin in (Union, types.UnionType):
        [of] = [of for of in get_args(kind) if of is not type(None)]
        if value is not None:
            check(value, of, where)
    else:
        assert type(value) is kind, where


def test_decisions(random_reports: list[str]) -> None:
    for report in random_reports:
        check(counting_rules.classify(report), Decision, "decision")


def test_audits() -> None:
    for file in (ROOT / "tests" / "cases").glob("*.json"):
        case = json.loads(file.read_text(encoding="utf-8"))
        if all(expected.get("error") for expected in case["expect"].values()):
            continue
        audit = counting_rules.audit(case["report"], [], "hocr-2026-04")
        check(audit, Audit, "audit")
