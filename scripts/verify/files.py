"""The files of a finished site, and its published tables, each read once."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from scripts.kept import Known
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD, WORLD
from scripts.model.kinds import kind_of, way_of
from scripts.model.languages import Languages, languages_of
from scripts.model.problems import Problem
from scripts.model.site import SDMX_CSV, SPREADSHEET

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
        """Give each row by column name; what a short row lacks, or a blank line, is blank."""
        width = len(self.header)
        return (
            dict(zip(self.header, row if len(row) >= width else (*row, *[""] * (width - len(row))), strict=False))
            for row in self.rows
        )


EMPTY = Table((), ())


def read_table(data: bytes) -> Table:
    """Read a CSV file. Raises UnicodeDecodeError or csv.Error."""
    return _table_of(map(tuple, _lines(data)))


def read_table_to_keep(data: bytes) -> Table:
    """Read a CSV file of which each text is held once: it takes longer, and a third of the memory."""
    same: dict[str, str] = {}
    return _table_of(tuple(map(same.setdefault, line, line)) for line in _lines(data))


def _lines(data: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)


def _table_of(lines: Iterable[tuple[str, ...]]) -> Table:
    held = iter(lines)
    header = next(held, None)
    return EMPTY if header is None else Table(header, tuple(held))


PARTS = re.compile(r" \| |; ")
"""What parts the sentences or words of one cell."""


def _strings(value: object) -> Iterator[str]:
    """Give every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _strings(inner)


def _states(series: Mapping[str, str], row: Mapping[str, str]) -> bool:
    """Tell whether a row of the summaries is what a headline can state."""
    kind = kind_of(series.get("measure_type", ""), series.get("aggregation", ""))
    if kind is None or row.get("status") == "P" or row.get("time_period") == UNKNOWN_PERIOD:
        return False
    way = way_of(series.get("aggregation", ""))
    if way.of_cases != (row.get("time_period") == ALL_PERIODS):
        return False
    if kind.main in ("yes", "assessed"):
        told = "yes" if series.get("finds_only_yes") == "true" else "assessed"
        return row.get("measure") == told and row.get("value") not in ("", "0")
    empty = ("", "0") if kind.main == "cases" else ("",)
    return row.get("measure") == kind.main and row.get("value") not in empty


class Folder:
    """A finished site: which files it has, and their content."""

    def __init__(self, root: Path, known: Known | None = None) -> None:
        self.root = root
        self.known = known or Known(None)
        """What earlier runs have found to be right."""
        self._tables: dict[str, Table | None] = {}
        self._digests: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self.cells: dict[str, Any] = {}
        """Cells that were looked up, by their address."""
        self.writings: dict[tuple[str, str], frozenset[str]] = {}
        """How they may be shown, by their address and language."""
        self._excuses: list[tuple[str, str]] = []
        self._given: dict[str, bool] = {}

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, by its path below the site's root."""
        return frozenset(p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if p.is_file())

    def below(self, folder: str, suffix: str = "") -> list[str]:
        """The files below a folder whose names end in `suffix`, sorted."""
        return sorted(f for f in self.files if f.startswith(folder) and f.endswith(suffix))

    def csv_tables(self, folder: str) -> list[str]:
        """The CSV files below a folder that programs read, sorted; those for spreadsheets and SDMX say the same."""
        return [path for path in self.below(folder, ".csv") if not path.endswith((SPREADSHEET, SDMX_CSV))]

    def read(self, path: str) -> bytes:
        """Give the bytes of a file. Raises OSError."""
        return (self.root / path).read_bytes()

    def digest(self, path: str, data: bytes | None = None) -> str:
        """Give a hash of the bytes of a file, for whoever asks first of `data` where they are read; '' for no file."""
        if path not in self._digests:
            held = (self.read(path) if data is None else data) if path in self.files else b""
            self._sizes[path] = len(held)
            self._digests[path] = hashlib.sha256(held).hexdigest() if path in self.files else ""
        return self._digests[path]

    def size(self, path: str) -> int:
        """Give the number of bytes that were hashed of a file; 0 for no file."""
        self.digest(path)
        return self._sizes[path]

    def judged(self, check: str, content: str, look: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """Give what a check finds in a content, known by a hash of all that the check looks at.

        What the package must say for a content to be right (`given`, `has_text`) is asked again. A content in which
        nothing was found before, and of which that is still so, is not looked at.
        """
        excuses = self.known.excuses(check, content)
        if excuses is not None and all(self._excused(kind, text) for kind, text in excuses):
            return []
        self._excuses = []
        found = list(look())
        if not found:
            self.known.right(check, content, tuple(dict.fromkeys(self._excuses)))
        return found

    def _excused(self, kind: str, text: str) -> bool:
        return self.given(text) if kind == "given" else self.has_text(text)

    def has_text(self, text: str) -> bool:
        """Tell whether a text is one of those that the package gives."""
        if text not in self.texts:
            return False
        self._excuses.append(("text", text))
        return True

    def table(self, path: str) -> Table | None:
        """Give a published CSV file; None where there is none or it cannot be read."""
        if path not in self._tables:
            self._tables[path] = self._read_by(read_table_to_keep, path)
        return self._tables[path]

    def once(self, path: str) -> Table | None:
        """Give the same without keeping it: of thousands of slices and charts each is read by one check alone."""
        return self._read_by(read_table, path)

    def _read_by(self, reader: Callable[[bytes], Table], path: str) -> Table | None:
        if path not in self.files:
            return None
        try:
            return reader(self.read(path))
        except (UnicodeDecodeError, csv.Error):
            return None

    def resource(self, name: str) -> Table:
        """Give a published table of the package; an empty one where it is missing, which another check tells."""
        return self.table(f"{DATA}/{name}.csv") or EMPTY

    def records(self, name: str) -> list[dict[str, str]]:
        """Give the rows of a published table of the package by column name."""
        return list(self.resource(name).records())

    @cached_property
    def known_parts(self) -> Mapping[str, frozenset[str]]:
        """The parts of each state of which a headline has a figure of a complete period."""
        found: dict[str, set[str]] = {}
        parts = {row.get("ref_area", ""): row.get("part_of", "") for row in self.records("area_parts")}
        headlines = [row.get("id", "") for row in self.records("series") if row.get("role") == "headline"]
        for row in (row for name in headlines if parts for row in self.records(f"observations_{name}")):
            if row.get("ref_area") in parts and row.get("obs_value") and row.get("obs_status") == "A":
                found.setdefault(parts[row["ref_area"]], set()).add(row["ref_area"])
        return {state: frozenset(areas) for state, areas in found.items()}

    @cached_property
    def labels(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """The rows of the code lists by list and code."""
        return {(row.get("codelist", ""), row.get("code", "")): row for row in self.records("codelists")}

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of the fonts that the site brings along; a reader's own fonts have to show all others."""
        fonts = (TTFont(io.BytesIO(self.read(path))) for path in self.below("", ".woff2"))
        return frozenset(chr(code) for font in fonts for code in font.getBestCmap())

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text that the package gives, with single spaces: its cells, their parts, the texts of its descriptor.

        What a page shows of them is content, whatever it looks like.
        """
        tables = (self.resource(name) for name in self.resources)
        cells = {cell for table in tables for row in table.rows for cell in row}
        cells.update(_strings(self._descriptor))
        parts = {part for cell in cells for part in PARTS.split(cell)}
        return frozenset(" ".join(text.split()) for text in cells | parts)

    @cached_property
    def _descriptor(self) -> object:
        path = f"{DATA}/datapackage.json"
        try:
            return json.loads(self.read(path)) if path in self.files else None
        except ValueError:
            return None

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """The published descriptor; empty where it cannot be read, which another check tells."""
        held = self._descriptor
        return held if isinstance(held, dict) else {}

    @cached_property
    def languages(self) -> Languages:
        """The languages that the package names."""
        return languages_of(self.descriptor)

    @cached_property
    def resources(self) -> tuple[str, ...]:
        """The names of what the package has; what is computed from it is not the package's."""
        held = self._descriptor
        listed = held.get("resources", ()) if isinstance(held, dict) else ()
        own = (resource for resource in listed if isinstance(resource, dict) and not resource.get("computed"))
        names = (resource.get("name") for resource in own)
        return tuple(name for name in names if isinstance(name, str))

    @cached_property
    def _all_text(self) -> str:
        return "\n".join(sorted(self.texts))

    def given(self, text: str) -> bool:
        """Tell whether a text stands in the package, by itself or within another."""
        if text not in self._given:
            self._given[text] = " ".join(text.split()) in self._all_text
        if not self._given[text]:
            return False
        self._excuses.append(("given", text))
        return True

    @cached_property
    def sources_of(self) -> Mapping[str, frozenset[str]]:
        """The sources that the observations of each series name."""
        return {
            name: frozenset(row["source"] for row in self.records(f"observations_{name}") if row.get("source"))
            for name in self.series
        }

    @cached_property
    def stated(self) -> frozenset[str]:
        """The indicators whose headline has a figure to state: the world's, of a whole period, and of somebody."""
        headlines = {name: row for name, row in self.series.items() if row.get("role") == "headline"}
        rows = [row for row in self.records("summaries") if row.get("series") in headlines]
        stating = {
            row["series"] for row in rows if row.get("group") == WORLD and _states(headlines[row["series"]], row)
        }
        return frozenset(headlines[name].get("indicator", "") for name in stating)

    @cached_property
    def summary(self) -> Mapping[tuple[str, str, str, str], str]:
        """The values of the summaries by series, group, period and measure."""
        keys = ("series", "group", "time_period", "measure", "value")
        held = ([row.get(name, "") for name in keys] for row in self.records("summaries"))
        return {(series, group, period, measure): value for series, group, period, measure, value in held}

    @cached_property
    def series(self) -> Mapping[str, Mapping[str, str]]:
        """The rows of `series` by id."""
        return {row.get("id", ""): row for row in self.records("series")}
