"""Measures the job: `measure` runs it.

Prints what the work took, without the start: seconds, and the time of processors, of Java and of
every Python process together. The second hangs less on what else the machine does.
"""

from __future__ import annotations

import os
import sys
import time

import psutil
from pyspark.sql import SparkSession

import job


def used() -> float:
    """The seconds of processors used so far by Java, which started this process, and its children."""
    java = psutil.Process(os.getppid())
    times = [process.cpu_times() for process in (java, *java.children(recursive=True))]
    return sum(of.user + of.system for of in times)


reports, out = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()
# The first pieces wait for processes to start and for Java to compile.
job.decisions(spark.read.parquet(reports).limit(2000)).write.parquet(f"{out}/warm")
started, before = time.perf_counter(), used()
job.run(spark, reports, f"{out}/out")
took, cores = time.perf_counter() - started, used() - before
count = spark.read.parquet(f"{out}/out/decisions").count()
print(f"{count:,} reports in {took:.1f} s: {count / took:,.0f} a second")
print(f"{cores:.1f} s of processors: {cores / count * 1e6:.0f} µs a report")
spark.stop()
