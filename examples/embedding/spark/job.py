"""Classifies a Parquet of reports, and audits what was recorded of them.

The column `report` holds a report as JSON, the column `recorded`, if there is one, the crimes
recorded of it as JSON. Every other column of the input stands in the output too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, LongType, StringType, StructField, StructType

import counting_rules

TEXT = StringType()
TEXTS = ArrayType(TEXT)


def fields(**types: Any) -> StructType:
    return StructType([StructField(name, kind) for name, kind in types.items()])


DECIDED = fields(decision=TEXT, error=TEXT)

VERDICT = fields(
    reference=TEXT,
    edition=TEXT,
    victim=TEXT,
    judgement=TEXT,
    recorded=TEXTS,
    should_be=TEXTS,
    instead=TEXT,
    between=TEXTS,
    rule=TEXT,
    says=TEXT,
    cites=TEXT,
    standing=TEXT,
    open_questions=ArrayType(fields(fact=TEXT, question=TEXT, cites=TEXT)),
    classes=ArrayType(fields(recorded=TEXT, should_be=TEXT, count=LongType())),
    error=TEXT,
)


def decisions(reports: DataFrame, edition: str | None = None) -> DataFrame:
    """The decision on each report: `reference`, `edition`, `outcome`, `decision` as JSON, `error`.

    What cannot be decided keeps its row, with its error and no decision.
    """
    kept = kept_columns(reports, ["reference", "edition", "outcome", *DECIDED.names])
    schema = StructType([*(reports.schema[name] for name in kept), *DECIDED])
    names = schema.names

    def classify(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            # Spark has a process for each core already.
            yield counting_rules.classify_table(batch, edition=edition, threads=1).select(names)

    head = fields(reference=TEXT, edition=TEXT, outcome=TEXT)
    read = F.from_json("decision", head)
    of_head = [read[name].alias(name) for name in head.names]
    return reports.mapInArrow(classify, schema).select(*kept, *of_head, *DECIDED.names)


def verdicts(reports: DataFrame, edition: str | None = None) -> DataFrame:
    """What was recorded against what the rules say: a row for each victim of a report.

    A report that cannot be audited has one row, with its error.
    """
    kept = kept_columns(reports, VERDICT.names)
    schema = StructType([*(reports.schema[name] for name in kept), *VERDICT])

    def audit(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark.sql.pandas.types import to_arrow_schema

        of_verdict = to_arrow_schema(VERDICT)
        for batch in batches:
            texts = zip(batch["report"].to_pylist(), batch["recorded"].to_pylist())
            found = [rows_of(report, recorded, edition) for report, recorded in texts]
            whose = [n for n, rows in enumerate(found) for _ in rows]
            rows = pa.RecordBatch.from_pylist([row for rows in found for row in rows], of_verdict)
            own = batch.select(kept).take(pa.array(whose, pa.int64()))
            yield pa.RecordBatch.from_arrays([*own.columns, *rows.columns], schema.names)

    return reports.mapInArrow(audit, schema)


def rows_of(report: Any, recorded: Any, edition: str | None) -> list[dict[str, Any]]:
    """The rows of one report in the table of verdicts; what is not named in one is null."""
    try:
        found = counting_rules.audit(report, recorded, edition)
    except (counting_rules.ReportError, counting_rules.EditionError) as error:
        return [{"error": str(error)}]
    of_report = {"reference": found["reference"], "edition": found["edition"]}
    rows = []
    for verdict in found["verdicts"]:
        rows.append({**of_report, **verdict, **(verdict["because"] or {})})
    return rows


def kept_columns(reports: DataFrame, added: list[str]) -> list[str]:
    """The caller's own columns of the input."""
    kept = [name for name in reports.columns if name not in ("report", "recorded")]
    for name in kept:
        # Spark takes no notice of capitals.
        if name.lower() in added:
            raise ValueError(f"the input has a column `{name}`, which the output adds; rename it")
    return kept


def tables(of: DataFrame) -> dict[str, DataFrame]:
    """The tables of an audit, from its verdicts: counts by edition, class, rule and question."""
    settled = of.select(F.explode("classes").alias("c")).select("c.*")
    decided = of.where(F.col("judgement").isin("disagrees", "for-the-registrar"))
    open_ones = of.where("judgement = 'unsettled'")
    asked = open_ones.select(F.explode(F.array_distinct("open_questions.fact")).alias("fact"))
    sources = [F.sort_array(F.collect_set(name)).alias(name) for name in ("cites", "standing")]
    count = F.count("*").alias("count")
    return {
        "by_edition": of.where("error is null").groupBy("edition", "judgement").agg(count),
        "by_class": settled.groupBy("recorded", "should_be").agg(F.sum("count").alias("count")),
        "by_rule": decided.groupBy("judgement", "rule").agg(count, *sources),
        "by_question": asked.groupBy("fact").agg(count),
    }


def run(spark: SparkSession, reports: str, out: str, edition: str | None = None) -> None:
    """Reads the Parquet `reports` and writes tables of Parquet into the folder `out`."""
    if edition is not None:
        counting_rules.edition(edition)
    read = spark.read.parquet(reports)
    if "report" not in read.columns:
        raise ValueError(f"{reports} has no column `report`; it has: {', '.join(read.columns)}")
    decisions(read, edition).write.parquet(f"{out}/decisions")
    if "recorded" in read.columns:
        verdicts(read, edition).write.parquet(f"{out}/verdicts")
        for name, table in tables(spark.read.parquet(f"{out}/verdicts")).items():
            table.coalesce(1).write.parquet(f"{out}/{name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", help="a Parquet file, or a folder of them")
    parser.add_argument("out", help="a folder that is not there yet")
    parser.add_argument("--edition", help="instead of the one in force on the day of each report")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("counting-rules").getOrCreate()
    try:
        run(spark, arguments.reports, arguments.out, arguments.edition)
    except ValueError as error:
        parser.exit(2, f"{error}\n")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
