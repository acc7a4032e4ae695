"""The licence goes with the wheel: the software and the rule texts in it have one each."""

from __future__ import annotations

from importlib import metadata

import pytest
from conftest import ROOT

WHEEL = metadata.metadata("counting-rules")


def test_the_metadata_names_both_licences() -> None:
    assert WHEEL["License-Expression"] == "MIT AND OGL-UK-3.0"
    assert WHEEL.get_all("License-File") == ["LICENSE", "NOTICE"]


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_the_files_are_those_of_the_project(name: str) -> None:
    files = metadata.files("counting-rules") or []
    [file] = [file for file in files if file.match(f"*.dist-info/licenses/{name}")]
    assert file.read_text(encoding="utf-8") == (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_says_whose_the_rule_texts_are() -> None:
    description = WHEEL.json["description"]
    assert "Crown copyright" in description
    assert "Open Government Licence v3.0" in description
