"""An engine that holds large tables and answers SQL: DuckDB within this process, or one that an institution has.

What is asked is written once, in DuckDB's SQL and of it in what others have too; for another engine sqlglot writes it
in that one's words. Nothing of this is imported before a table is large or an engine is named.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

ROW: Final = "row_of_file"
"""Column that every table has besides its own: the row of the file, as spreadsheets count."""

MEMORY: Final = "1GB"
"""What DuckDB may hold; beyond it writes to a temporary folder."""

Rows = list[tuple[Any, ...]]


class Engine(Protocol):
    """Holds tables and answers questions. It is closed when it is left."""

    def load(self, name: str, file: Path, columns: Sequence[str]) -> None:
        """Bring a plain CSV file in as a table of text, in which blank is '', with ROW."""

    def put(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Bring a small table of text in, in the place of one of that name."""

    def query(self, text: str) -> Rows:
        """Answer a question, in DuckDB's SQL."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None
    ) -> None: ...


def name_of(text: str) -> str:
    """Write the name of a table or column."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Write a text."""
    return "'" + text.replace("'", "''") + "'"


def among(column: str, texts: Iterable[str]) -> str:
    """Say that a column holds one of some texts."""
    held = ", ".join(map(literal, sorted(set(texts))))
    return f"{name_of(column)} IN ({held})" if held else "FALSE"


class DuckDb:
    """DuckDB within this process: its tables are in a file of a temporary folder, its memory is bounded."""

    def __init__(self, memory: str = MEMORY) -> None:
        import duckdb  # noqa: PLC0415 - see above

        self._folder = tempfile.TemporaryDirectory(prefix="large-")
        self.folder = Path(self._folder.name)
        self._held = duckdb.connect(str(self.folder / "tables.duckdb"))
        self._held.execute(f"SET memory_limit = '{memory}'")
        self._held.execute(f"SET temp_directory = {literal(str(self.folder / 'beside'))}")

    def load(self, name: str, file: Path, columns: Sequence[str]) -> None:
        """Bring a plain CSV file in as a table of text, in which blank is '', with ROW."""
        cells = ", ".join(f"coalesce({name_of(column)}, '') AS {name_of(column)}" for column in columns)
        types = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
        read = f"read_csv({literal(str(file))}, header = true, auto_detect = false, delim = ',', quote = '', escape = '', columns = {{{types}}})"  # noqa: E501
        self._held.execute(
            f"CREATE OR REPLACE TABLE {name_of(name)} AS SELECT row_number() OVER () + 1 AS {ROW}, {cells} FROM {read}"
        )

    def put(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Bring a small table of text in, in the place of one of that name."""
        listed = ", ".join(f"{name_of(column)} VARCHAR" for column in columns)
        self._held.execute(f"CREATE OR REPLACE TABLE {name_of(name)} ({listed})")
        held = [tuple(row) for row in rows]
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            values = ", ".join(f"({', '.join(map(literal, row))})" for row in some)
            self._held.execute(f"INSERT INTO {name_of(name)} VALUES {values}")

    def query(self, text: str) -> Rows:
        """Answer a question, in DuckDB's SQL."""
        return self._held.execute(text).fetchall()

    def parquet(self, name: str) -> Path:
        """Write a table as Parquet, which every other engine reads, and give the file."""
        path = self.folder / f"{name}.parquet"
        self._held.execute(f"COPY {name_of(name)} TO {literal(str(path))} (FORMAT parquet)")
        return path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._held.close()
        with suppress(OSError):
            self._folder.cleanup()


_AT_ONCE: Final = 5_000
"""Rows of a small table that are brought in with one statement."""
