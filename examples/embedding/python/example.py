"""Decides the report of the library's README under two editions."""

import json
from pathlib import Path

import counting_rules

report = json.loads((Path(__file__).parents[2] / "messages.json").read_text(encoding="utf-8"))

for edition in (None, "hmic-2017-07"):
    decision = counting_rules.classify(report, edition)
    for crime in decision["crimes"]:
        print(decision["edition"], "records", crime["principal"], "of", crime["victim"])
        for reason in crime["because"]:
            print("  -", reason["says"], f"[{reason['rule']}: {reason['cites']}]")
