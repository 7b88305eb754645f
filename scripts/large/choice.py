"""Which engine is asked about large tables, by its name."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from scripts.large.engine import DuckDb, Engine
from scripts.large.spark import Spark
from scripts.model.problems import UsageError

USUAL, PANDAS, DUCKDB, SPARK = "usual", "pandas", "duckdb", "spark"
ENGINES: Final = (USUAL, PANDAS, DUCKDB, SPARK)
"""`usual`: DuckDB for tables of more than LARGE rows. `pandas`: none. Another: for every table of observations."""

LARGE: Final = 1_000_000
"""Rows beyond which a table is not held in memory."""

_NEEDED: Final = {DUCKDB: ("duckdb",), SPARK: ("pyspark", "sqlglot")}


def fewest_rows(name: str) -> int:
    """Give the number of rows beyond which the engine is asked."""
    return LARGE if name == USUAL else 0


def opened(name: str) -> Engine:
    """Start an engine. Raises UsageError where it is not installed."""
    name = DUCKDB if name == USUAL else name
    if lacking := [module for module in _NEEDED[name] if find_spec(module) is None]:
        message = f"The engine {name} needs {', '.join(lacking)}, which is not installed."
        raise UsageError(message, "`make setup-spark` installs it.")
    return DuckDb() if name == DUCKDB else Spark()
