"""Shapes of files and what differs between two."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.upkeep.shape import Change, ShapelessError, changes, shape
from tests.upkeep.test_fetch import book


def of(tmp_path: Path, data: bytes, name: str = "a.csv") -> dict[str, object]:
    (tmp_path / name).write_bytes(data)
    return dict(shape(tmp_path / name) or {})


def told(tmp_path: Path, old: bytes, new: bytes, name: str = "a.csv") -> list[tuple[str, str, str, str, str]]:
    shapes = []
    for data in (old, new):
        (tmp_path / name).write_bytes(data)
        shapes.append(shape(tmp_path / name))
    assert shapes[0] is not None
    assert shapes[1] is not None
    return [(c.table, c.kind, c.name, c.was, c.now) for c in changes(shapes[0], shapes[1])]


BASE = b"iso3,year,deaths\nFRA,2020,3\nDEU,2021,4\n"

CASES = {
    "nothing": (BASE, BASE.replace(b",", b";"), []),
    "a byte order mark": (BASE, b"\xef\xbb\xbf" + BASE, []),
    "line ends": (BASE, BASE.replace(b"\n", b"\r\n"), []),
    "rows": (BASE, BASE + b"KEN,2022,5\n", [("", "rows", "", "2", "3")]),
    "a blank row": (BASE, BASE + b",,\n\n", []),
    "a column added": (BASE, b"iso3,year,deaths,a\nFRA,2020,3,x\nDEU,2021,4,y\n", [("", "added", "a", "", "")]),
    "a column removed": (BASE, b"iso3,year\nFRA,2020\nDEU,2021\n", [("", "removed", "deaths", "", "")]),
    "a column renamed": (BASE, BASE.replace(b"deaths", b"dead"), [("", "renamed", "", "deaths", "dead")]),
    "columns of blanks are like none": (
        b"a,b\n1,\n2,\n",
        b"a,c\n1,\n2,\n",
        [("", "removed", "b", "", ""), ("", "added", "c", "", "")],
    ),
    "another order": (BASE, b"year,iso3,deaths\n2020,FRA,3\n2021,DEU,4\n", [("", "order", "", "", "")]),
    "text in a number": (BASE, BASE.replace(b",3", b",none"), [("", "type", "deaths", "integer", "text")]),
    "a fraction": (BASE, BASE.replace(b",3", b",3.5"), [("", "type", "deaths", "integer", "number")]),
    "days": (b"a\n2020\n", b"a\n2020-01-01\n", [("", "type", "a", "integer", "date")]),
    "blanks have no type": (BASE, BASE.replace(b",3", b","), []),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_what_differs_is_told(old: bytes, new: bytes, expected: list[object], tmp_path: Path) -> None:
    assert told(tmp_path, old, new) == expected


def test_two_columns_of_one_name_are_two(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,a,,\n1,2,3,4\n")
    made = shape(tmp_path / "a.csv")
    assert made is not None
    assert list(made[""].columns) == ["a", "a (2)", "column 3", "column 4"]


def test_sheets_are_tables(tmp_path: Path) -> None:
    old = book(("2023", [["iso3", "n"], ["FRA", 1]]), ("notes", [["a"]]))
    new = book(("2023", [["iso3", "n", "m"], ["FRA", 1, 2]]), ("2024", [["iso3"]]))
    assert told(tmp_path, old, new, "a.xlsx") == [
        ("notes", "table_removed", "", "", ""),
        ("2024", "table_added", "", "", ""),
        ("2023", "added", "m", "", ""),
    ]


def test_other_kinds_have_no_shape(tmp_path: Path) -> None:
    (tmp_path / "a.rda").write_bytes(b"RDX3")
    assert shape(tmp_path / "a.rda") is None


@pytest.mark.parametrize("data", [b"", b" \n", b"a\0b"])
def test_what_is_no_text_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(ShapelessError):
        shape(tmp_path / "a.csv")


def test_a_change_names_its_table() -> None:
    assert Change(table="2023", kind="added", name="n").table == "2023"
