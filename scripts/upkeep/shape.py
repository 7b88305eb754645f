"""The shape of a file of a source: its tables, their columns, how many rows, and what the cells are."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook

COMPARED: Final = (".csv", ".tsv", ".txt", ".xlsx")
"""Ends of the names of files whose shape is known."""

LOOKED_AT: Final = 1000
"""Values of a column by which a column that has another name is known again."""

ALIKE: Final = 0.8
"""Share of equal values from which a column that came is the one that went, under another name."""

TYPES: Final = (
    ("integer", re.compile(r"[+-]?\d+")),
    ("number", re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d([ T][\d:.]+Z?)?")),
)
TEXT, BLANK = "text", "blank"


class ShapelessError(ValueError):
    """A file cannot be read as what its name says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What the cells of a column are, and how often each of its first values stands there."""

    type: str
    values: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A table's columns by name, in order, and the number of its rows."""

    columns: Mapping[str, Column]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Change:
    """One difference in shape: its kind, the table ('' where a file is one), the name, and what it was and is."""

    table: str
    kind: str
    name: str = ""
    was: str = ""
    now: str = ""


def shape(path: Path) -> dict[str, Shape] | None:
    """Give the shape of each table of a file by its name, '' for the one of a text file; None for other kinds.

    Raises ShapelessError where the file is not what its name says.
    """
    if path.suffix.lower() not in COMPARED:
        return None
    if path.suffix.lower() == ".xlsx":
        return dict(_sheets(path))
    return {"": _shape(_lines(path.read_bytes()))}


def _lines(data: bytes) -> Iterator[Sequence[str]]:
    """Give the rows of a text file, whose encoding and separator are guessed as spreadsheets do."""
    if b"\0" in data or not data.strip():
        raise ShapelessError("NUL" if data.strip() else "empty")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    separator = max(",;\t|", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise ShapelessError(str(error)) from error


def _sheets(path: Path) -> Iterator[tuple[str, Shape]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                yield sheet.title, _shape([_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        finally:
            book.close()
    except (BadZipFile, KeyError, ValueError, OSError, EOFError, SyntaxError) as error:
        raise ShapelessError(str(error) or type(error).__name__) from error


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return "" if cell is None else str(cell)


def _shape(lines: Iterable[Sequence[str]]) -> Shape:
    """Give the shape of rows of which the first that is not blank names the columns."""
    filled = (line for line in lines if any(cell.strip() for cell in line))
    names = _names(next(filled, ()))
    seen: list[Counter[str]] = [Counter() for _ in names]
    types: list[str] = [BLANK for _ in names]
    rows = 0
    for line in filled:
        for place, cell in enumerate(line[: len(names)]):
            types[place] = _wider(types[place], cell.strip())
            if rows < LOOKED_AT:
                seen[place][cell.strip()] += 1
        rows += 1
    columns = zip(names, types, seen, strict=True)
    return Shape(columns={name: Column(type=kind, values=values) for name, kind, values in columns}, rows=rows)


def _names(header: Sequence[str]) -> list[str]:
    """Give a name to each column, once: a second of the same name gets a number."""
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        again = sum(held == name or held.startswith(f"{name} (") for held in names)
        names.append(f"{name} ({again + 1})" if again else name)
    return names


def _wider(held: str, cell: str) -> str:
    """Give the narrowest type that all cells so far and this one have."""
    if not cell or held == TEXT:
        return held
    own = next((name for name, pattern in TYPES if pattern.fullmatch(cell)), TEXT)
    if held in {BLANK, own}:
        return own
    return "number" if {held, own} == {"integer", "number"} else TEXT


def changes(old: Mapping[str, Shape], new: Mapping[str, Shape]) -> list[Change]:
    """Give what differs in shape: tables and columns by name, types, and numbers of rows."""
    found = [Change(table=name, kind="table_removed") for name in old if name not in new]
    found += [Change(table=name, kind="table_added") for name in new if name not in old]
    for table in old:
        if table in new:
            found += _of_table(table, old[table], new[table])
    return found


def _of_table(table: str, old: Shape, new: Shape) -> Iterator[Change]:
    gone = [name for name in old.columns if name not in new.columns]
    came = [name for name in new.columns if name not in old.columns]
    renamed = dict(_renamed(old, new, gone, came))
    yield from (Change(table=table, kind="renamed", was=was, now=now) for was, now in renamed.items())
    yield from (Change(table=table, kind="removed", name=name) for name in gone if name not in renamed)
    yield from (Change(table=table, kind="added", name=name) for name in came if name not in renamed.values())
    for name, column in old.columns.items():
        other = new.columns.get(renamed.get(name, name))
        if other and other.type != column.type:
            yield Change(table=table, kind="type", name=renamed.get(name, name), was=column.type, now=other.type)
    order = [renamed.get(name, name) for name in old.columns if renamed.get(name, name) in new.columns]
    if order != [name for name in new.columns if name in order]:
        yield Change(table=table, kind="order")
    if old.rows != new.rows:
        yield Change(table=table, kind="rows", was=str(old.rows), now=str(new.rows))


def _renamed(old: Shape, new: Shape, gone: Sequence[str], came: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the columns that have another name: those that hold the same values, the most alike first."""
    pairs = [(_alike(old.columns[was], new.columns[now]), was, now) for was in gone for now in came]
    taken: set[str] = set()
    for share, was, now in sorted(pairs, key=lambda pair: -pair[0]):
        if share >= ALIKE and was not in taken and now not in taken:
            taken |= {was, now}
            yield was, now


def _alike(one: Column, other: Column) -> float:
    """Give the share of the shorter column's values that both have; one of blanks, or of one value, is like none."""
    least = min(one.values.total(), other.values.total())
    told = len(set(one.values) - {""}) > 1
    return (one.values & other.values).total() / least if least and told else 0.0
