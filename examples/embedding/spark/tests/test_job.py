"""The job gives the answers of the programs `classify` and `audit`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from pyspark.sql import SparkSession

HERE = Path(__file__).parents[1]
ANSWERS = HERE.parent / "target" / "same-answers"
sys.path.insert(0, str(HERE))

import job  # noqa: E402
import lines  # noqa: E402

REPORT = '{"reference":"Zoë","reported_on":"2026-05-01","incidents":[]}'


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]")
    # Small pieces, so that both cores have some.
    session = builder.config("spark.sql.files.maxPartitionBytes", "64k").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def audited(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the job writes of a made-up year with two bad lines."""
    folder = tmp_path_factory.mktemp("audit")
    text = (ANSWERS / "year.ndjson").read_text(encoding="utf-8")
    parquet.write_table(lines.table(text), folder / "year.parquet", row_group_size=500)
    job.run(spark, str(folder / "year.parquet"), str(folder / "out"))
    return folder / "out"


@pytest.fixture(scope="session")
def expected() -> Any:
    """What the program `audit` finds in it."""
    return json.loads((ANSWERS / "audit.json").read_text(encoding="utf-8"))


def classified(spark: SparkSession, folder: Path, table: pa.Table, **more: str) -> list[Any]:
    """The rows that the job writes, by line."""
    (folder / "in").mkdir()
    half = table.num_rows // 2
    parquet.write_table(table.slice(0, half), folder / "in" / "a.parquet")
    parquet.write_table(table.slice(half), folder / "in" / "b.parquet")
    job.run(spark, str(folder / "in"), str(folder / "out"), **more)
    return parquet.read_table(folder / "out" / "decisions").sort_by("line").to_pylist()


def test_a_thousand_random_reports(spark: SparkSession, tmp_path: Path) -> None:
    table = lines.table((ANSWERS / "reports.ndjson").read_text(encoding="utf-8"))
    rows = classified(spark, tmp_path, table)
    expected = (ANSWERS / "decisions.ndjson").read_text(encoding="utf-8").splitlines()
    assert len(expected) == 1000
    assert [row["decision"] for row in rows] == expected
    assert {row["error"] for row in rows} == {None}
    for row in rows:
        decision = json.loads(row["decision"])
        for name in ("reference", "edition", "outcome"):
            assert row[name] == decision[name]


def test_bad_lines_keep_their_place(spark: SparkSession, tmp_path: Path) -> None:
    misspelt = REPORT.replace("incidents", "incidnts")
    early = REPORT.replace("2026", "1999")
    cells = [REPORT.encode(), b"{", None, misspelt.encode(), b"\xff", early.encode(), b""]
    reports = pa.array(cells, pa.binary())
    table = pa.table({"line": range(1, 8), "report": reports, "force": list("abcdefg")})
    rows = classified(spark, tmp_path, table)
    assert [row["force"] for row in rows] == list("abcdefg")
    assert [row["line"] for row in rows if row["decision"]] == [1]
    assert (rows[0]["reference"], rows[0]["outcome"]) == ("Zoë", "no-crime")
    errors = [row["error"] or "" for row in rows]
    for error, says in zip(
        errors,
        [
            "",
            "this is not JSON",
            "there is no report here",
            "did you mean `incidents`?",
            "this is not UTF-8 text: byte 1 is wrong",
            "no edition is in force on 1999-05-01",
            "the report is empty",
        ],
    ):
        assert says in error
    assert not (tmp_path / "out" / "verdicts").exists()


def test_columns_of_any_name_are_kept(spark: SparkSession, tmp_path: Path) -> None:
    table = pa.table({"line": [1, 2], "head": ["a", "b"], "report": [REPORT, "{"]})
    rows = classified(spark, tmp_path, table)
    assert [(row["head"], row["outcome"]) for row in rows] == [("a", "no-crime"), ("b", None)]


def test_a_line_ends_with_its_line_end_alone() -> None:
    text = "\n".join([REPORT.replace("Zoë", f"a{mark}b") for mark in "\u2028\u2029\x85"])
    assert lines.table(text + "\n")["line"].to_pylist() == [1, 2, 3]


def test_an_edition_for_all(spark: SparkSession, tmp_path: Path) -> None:
    table = pa.table({"line": [1, 2], "report": [REPORT, REPORT]})
    rows = classified(spark, tmp_path, table, edition="hmic-2017-07")
    assert [row["edition"] for row in rows] == ["hmic-2017-07"] * 2


def test_what_cannot_be_run(spark: SparkSession, tmp_path: Path) -> None:
    def refused(table: pa.Table, edition: str | None = None) -> str:
        parquet.write_table(table, tmp_path / "in.parquet")
        with pytest.raises(ValueError) as raised:
            job.run(spark, str(tmp_path / "in.parquet"), str(tmp_path / "out"), edition)
        return str(raised.value)

    good = pa.table({"report": [REPORT]})
    assert "did you mean `hmic-2017-07`?" in refused(good, "hmic-2017")
    assert "no column `report`; it has: json" in refused(pa.table({"json": [REPORT]}))
    for name in ("outcome", "Outcome"):
        both = good.append_column(name, [["record"]])
        assert f"has a column `{name}`, which the output adds" in refused(both)


def test_verdicts_add_up(audited: Path, expected: Any) -> None:
    found = parquet.read_table(audited / "verdicts").to_pylist()
    good = [row for row in found if row["error"] is None]
    bad = [row for row in found if row["error"] is not None]
    tally = expected["tally"]
    assert len(bad) == expected["rejects"] == 2
    assert sorted(row["line"] for row in bad) == [2001, 2002]
    assert len({row["line"] for row in good}) == tally["reports"] == 2000
    for judgement, count in tally["verdicts"].items():
        own = [row for row in good if row["judgement"] == judgement.replace("_", "-")]
        assert len(own) == count
    agree = [row for row in good if row["judgement"] == "agrees"]
    assert all(row["recorded"] == row["should_be"] and row["rule"] is None for row in agree)
    disagree = [row for row in good if row["judgement"] == "disagrees"]
    assert all(row["recorded"] != row["should_be"] and row["rule"] for row in disagree)


def table(audited: Path, name: str) -> list[dict[str, Any]]:
    return parquet.read_table(audited / name).to_pylist()


def test_classes(audited: Path, expected: Any) -> None:
    found: dict[str, dict[str, int]] = {}
    for row in table(audited, "by_class"):
        found.setdefault(row["recorded"], {})[row["should_be"]] = row["count"]
    assert found == expected["tally"]["by_class"]


def test_rules(audited: Path, expected: Any) -> None:
    rows = table(audited, "by_rule")
    disagree = [row for row in rows if row["judgement"] == "disagrees"]
    by_rule = expected["tally"]["by_rule"]
    assert {row["rule"]: row["count"] for row in disagree} == {
        rule: of["count"] for rule, of in by_rule.items()
    }
    assert {row["rule"]: row["cites"] for row in disagree} == {
        rule: of["cites"] for rule, of in by_rule.items()
    }
    registrar = {row["rule"]: row["count"] for row in rows if row not in disagree}
    assert registrar == expected["tally"]["for_the_registrar"]


def test_questions(audited: Path, expected: Any) -> None:
    found = {row["fact"]: row["count"] for row in table(audited, "by_question")}
    by_question = expected["tally"]["by_question"]
    assert found == {fact: of["count"] for fact, of in by_question.items()}


def test_editions(audited: Path, expected: Any) -> None:
    found: dict[str, dict[str, int]] = {}
    for row in table(audited, "by_edition"):
        found.setdefault(row["edition"], {})[row["judgement"].replace("-", "_")] = row["count"]
    assert found == expected["tally"]["by_edition"]
