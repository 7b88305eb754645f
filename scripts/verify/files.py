"""The files of a finished site, and its published tables, each read once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DATA = "data/latest"


@dataclass(frozen=True, slots=True)
class Table:
    """A published table as text. `rows` are the rows below the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cell(self, row: int, column: int) -> str | None:
        """Give a cell as RFC 7111 counts: the header is row 1, the first column 1; None where there is none."""
        line = self.header if row == 1 else self.rows[row - 2] if 1 < row <= len(self.rows) + 1 else ()
        return line[column - 1] if 0 < column <= len(line) else None

    def records(self) -> Iterator[dict[str, str]]:
        """Give each row by column name."""
        return (dict(zip(self.header, row, strict=False)) for row in self.rows)


EMPTY = Table((), ())


def read_table(data: bytes) -> Table:
    """Read a CSV file. Raises UnicodeDecodeError or csv.Error."""
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    lines = [tuple(line) for line in reader]
    return Table(lines[0], tuple(lines[1:])) if lines else EMPTY


class Folder:
    """A finished site: which files it has, and their content."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._tables: dict[str, Table | None] = {}

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, by its path below the site's root."""
        return frozenset(p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if p.is_file())

    def below(self, folder: str, suffix: str = "") -> list[str]:
        """The files below a folder whose names end in `suffix`, sorted."""
        return sorted(f for f in self.files if f.startswith(folder) and f.endswith(suffix))

    def read(self, path: str) -> bytes:
        """Give the bytes of a file. Raises OSError."""
        return (self.root / path).read_bytes()

    def table(self, path: str) -> Table | None:
        """Give a published CSV file; None where there is none or it cannot be read."""
        if path not in self._tables:
            self._tables[path] = self._read_table(path)
        return self._tables[path]

    def _read_table(self, path: str) -> Table | None:
        if path not in self.files:
            return None
        try:
            return read_table(self.read(path))
        except (UnicodeDecodeError, csv.Error):
            return None

    def resource(self, name: str) -> Table:
        """Give a published table of the package; an empty one where it is missing, which another check tells."""
        return self.table(f"{DATA}/{name}.csv") or EMPTY

    def records(self, name: str) -> list[dict[str, str]]:
        """Give the rows of a published table of the package by column name."""
        return list(self.resource(name).records())

    @cached_property
    def labels(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """The rows of the code lists by list and code."""
        return {(row.get("codelist", ""), row.get("code", "")): row for row in self.records("codelists")}

    @cached_property
    def series(self) -> Mapping[str, Mapping[str, str]]:
        """The rows of `series` by id."""
        return {row.get("id", ""): row for row in self.records("series")}
