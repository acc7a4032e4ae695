"""Measures the job: `measure` runs it. Prints the seconds that the work took, without the start."""

from __future__ import annotations

import sys
import time

from pyspark.sql import SparkSession

import job

reports, out = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
# The first pieces wait for processes to start and for Java to be compiled.
job.decisions(spark.read.parquet(reports).limit(2000)).write.parquet(f"{out}/warm")
started = time.perf_counter()
job.run(spark, reports, f"{out}/out")
took = time.perf_counter() - started
count = spark.read.parquet(f"{out}/out/decisions").count()
cores = spark.sparkContext.defaultParallelism
print(f"{count:,} reports, {cores} cores: {took:.1f} s, {count / took / cores:,.0f} a second a core")
spark.stop()
