"""Spark's rows are the local rows, where there is a Spark."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

import ordvakt
import ordvakt.spark
from conftest import made_up

HAS_JAVA = shutil.which("java") is not None or "JAVA_HOME" in os.environ
pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.skipif(not HAS_JAVA, reason="Spark needs Java, and there is none"),
    # Spark's own, and the sockets it leaves to be collected.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_gives_the_local_rows(spark: Any) -> None:
    moderator = made_up("kungalv")
    rows = [
        (number, None if number % 10 == 9 else f"{number} 🙂 tokstolle" * (number % 3), "Nytt badhus")
        for number in range(1000)
    ]
    comments = spark.createDataFrame(rows, "id bigint, kommentar string, rubrik string").repartition(2)
    screened = ordvakt.spark.screen(comments, "kommentar", moderator=moderator, post="rubrik")
    found = sorted((row.asDict(recursive=True) for row in screened.collect()), key=lambda row: row["id"])
    source = pa.table(dict(zip(("id", "kommentar", "rubrik"), zip(*rows, strict=True), strict=True)))
    local = pa.table(moderator.screen_table(source, "kommentar", post="rubrik")).to_pylist()
    assert found == [{**own, **verdict} for own, verdict in zip(source.to_pylist(), local, strict=True)]
    assert sum(len(row["findings"] or []) for row in found) > 500


def test_columns_are_checked_before_anything_runs(spark: Any) -> None:
    comments = spark.createDataFrame([("Hej!", "publish")], "text string, action string")
    with pytest.raises(ValueError, match="already has the columns"):
        ordvakt.spark.screen(comments)
    with pytest.raises(ValueError, match="no column 'post'"):
        ordvakt.spark.screen(comments.drop("action"), post="post")
