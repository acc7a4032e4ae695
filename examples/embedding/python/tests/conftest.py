"""Reports to test with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[4]
ANSWERS = ROOT / "examples" / "embedding" / "target" / "same-answers"


@pytest.fixture(scope="session")
def random_reports() -> list[str]:
    """1,000 random reports, as `check` has them made."""
    return (ANSWERS / "reports.ndjson").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def decisions() -> list[str]:
    """What the program `classify` decides of them."""
    return (ANSWERS / "decisions.ndjson").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def messages() -> dict[str, Any]:
    """The report of the library's README: abusive messages in 2016."""
    text = (ROOT / "examples" / "messages.json").read_text(encoding="utf-8")
    report: dict[str, Any] = json.loads(text)
    return report
