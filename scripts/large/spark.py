"""Spark as the engine: in local mode here, or the session that an institution has set up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scripts.large.engine import DuckDb, Rows


class Spark:
    """A session of Spark. Tables reach it as Parquet files, which DuckDB writes of the package's CSV."""

    def __init__(self, master: str = "local[2]") -> None:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - only where it is asked for

        builder: Any = SparkSession.builder
        settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.sql.ansi.enabled": "true"}
        for name, value in settings.items():
            builder = builder.config(name, value)
        self._session = builder.master(master).appName("large-tables").getOrCreate()
        self._session.sparkContext.setLogLevel("OFF")
        self._written = DuckDb()

    def load(self, name: str, file: Path, columns: Sequence[str]) -> None:
        """Bring a plain CSV file in as a table of text, in which blank is '', with the row of the file."""
        self._written.load(name, file, columns)
        self._brought(name)

    def put(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Bring a small table of text in, in the place of one of that name."""
        self._written.put(name, columns, rows)
        self._brought(name)

    def _brought(self, name: str) -> None:
        self._session.read.parquet(str(self._written.parquet(name))).createOrReplaceTempView(f"`{name}`")

    def query(self, text: str) -> Rows:
        """Answer a question, in DuckDB's SQL."""
        return [tuple(row) for row in self._session.sql(translated(text, "spark")).collect()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._session.stop()
        self._written.__exit__(kind, value, at)


def translated(text: str, dialect: str) -> str:
    """Write a question in the words of another engine: `spark`, `trino`, `bigquery`."""
    import sqlglot  # noqa: PLC0415 - only where it is asked for

    (statement,) = sqlglot.transpile(text, read="duckdb", write=dialect)
    return str(statement)
