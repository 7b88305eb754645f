"""A small package of which every text that validation lets through is hostile: it looks like markup of every kind.

Each text ends with a mark of its column, so that a finished site can be asked whether all of it is shown wherever any
of it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.model.languages import Languages
from scripts.model.tables import Field, all_tables, series_from_row
from scripts.package.files import read_csv, records
from scripts.release.publish import Plan, build
from scripts.validate.validate import check
from tests.kept import drawings, once
from tests.packages import REGISTERS, Change, Rows, package_files, small_tables
from tests.validate.specimens import write_files

PLAIN = (
    """Fees < 5 euros and > 3 doors, &reg 2024 &lt A&B [a](javascript:alert(1)) `b` *c* "d' $& \\ """
    """class="a" opacity="1" fill="@ink\""""
)
"""What a finding may hold too, which has no braces but those of its measures."""

TEXT = f"{PLAIN} {{{{ 7*7 }}}} {{% raw %}}{{# x | y <img src=x onerror=alert(1)"
"""No tag is closed, no entity ends: of text in a cell more is refused, and there is no telling what is let through."""

ADDRESS = """https://example.org/'onmouseover='alert(1)'&reg=1&lt=2;javascript:alert(1)"""

REFUSED: Mapping[str, str] = {
    "<script>alert(1)</script>": "text-html",
    "</title><script>alert(1)</script>": "text-html",
    '"><img src=x onerror=alert(1)>': "text-html",
    "<!-- x": "text-html",
    "<![CDATA[ x": "text-html",
    "&reg; 2024": "text-html",
    "&#60;b&#62;": "text-html",
    "two\nlines": "text-control-character",
    "a\N{LINE SEPARATOR}b": "text-control-character",
    "\\u003cscript\\u003e": "text-garbled",
    "=1+1": "text-formula",
    "x;=1+1": "text-formula",
}
"""Hostile texts that no cell may hold, with the code that is told."""

NOT_TEXT = frozenset(
    {
        ("series", "codelist"),
        ("series", "register"),
        ("crosswalk", "from_id"),
        ("crosswalk", "to_id"),
        ("register_crossings", "counted_as"),
        ("good_practices", "dimensions"),
        ("good_practices", "framework"),
    }
)
"""Columns without a pattern that hold ids of other tables."""

KEYS = (("area_names", "name"), ("reconciliation", "file"))
"""Columns of keys that are text."""


HELD = frozenset(small_tables())
"""Tables that the small package has."""


def is_text(table: str, field: Field, keys: tuple[str, ...]) -> bool:
    """Tell whether a column is free text."""
    if (table, field.name) in KEYS:
        return True
    bound = field.pattern or field.codelist or field.enum or field.references or field.name in keys
    return field.type == "string" and not bound and (table, field.name) not in NOT_TEXT


def columns() -> Iterator[tuple[str, str]]:
    """Every column of free text, by table."""
    files = package_files()
    series = [series_from_row(row) for row in records(read_csv(files["data/series.csv"]))]
    for table in all_tables(series, REGISTERS, {}, Languages()):
        if table.name in HELD:
            yield from ((table.name, f.name) for f in table.fields if is_text(table.name, f, table.primary_key))


COLUMNS = tuple(columns())
ADDRESSES = (("sources", "url"), ("sources", "licence_url"), ("evidence", "source_url"), ("frameworks", "source_url"))
DESCRIBED = ("title", "description", "keywords", "contributors", "licenses")


def mark(table: str, column: str) -> str:
    """The mark of a column, which no other text of the site has."""
    place = COLUMNS.index((table, column)) if (table, column) in COLUMNS else DESCRIBED.index(column) + len(COLUMNS)
    return f"Qx{place}q"


def hostile(table: str, column: str) -> str:
    """The text of a column, with its mark."""
    return f"{PLAIN if column.startswith('finding') else TEXT} {mark(table, column)}"


def hostile_files() -> dict[str, bytes]:
    """Every file of the package by path."""
    changes: dict[str, Change] = {table: _spoiled(table) for table, _ in (*COLUMNS, *ADDRESSES)}
    files = package_files(**changes)
    described: dict[str, Any] = json.loads(files["datapackage.json"])
    described |= {
        "title": hostile("", "title"),
        "description": f"{hostile('', 'description')}\n\n- {TEXT}",
        "keywords": [hostile("", "keywords")],
        "contributors": [{"title": hostile("", "contributors"), "roles": [TEXT]}],
        "licenses": [{"name": "CC-BY-4.0", "title": hostile("", "licenses"), "path": "https://example.org/licence"}],
    }
    return {**files, "datapackage.json": json.dumps(described, ensure_ascii=False).encode()}


ADDRESS_OF_SITE = "https://doors.example.net/"


def hostile_site(factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give the site of the package and the package, made once in a run of the tests."""

    def make(folder: Path) -> None:
        package = write_files(folder / "package", hostile_files())
        plan = Plan(package=package, site_url=ADDRESS_OF_SITE, cache=drawings("hostile"))
        build(plan, folder / "build", lambda _: lambda: None, check(package)).rename(folder / "site")

    folder = once(factory, "hostile", make)
    return folder / "site", folder / "package"


def _spoiled(table: str) -> Change:
    texts = [column for name, column in COLUMNS if name == table]
    addresses = [column for name, column in ADDRESSES if name == table]

    def change(rows: Rows) -> Rows:
        made = []
        for number, row in enumerate(rows):
            own = {c: _cell(table, c, row.get(c, ""), number) for c in texts}
            made.append({**row, **own, **{c: ADDRESS for c in addresses if row.get(c)}})
        return made

    return change


def _cell(table: str, column: str, cell: str, number: int) -> str:
    """A finding keeps its measures, and a text that is told apart stays so; of one file there is one name."""
    kept = cell if column.startswith(("finding", "name", "label")) else "" if table == "reconciliation" else str(number)
    return f"{kept} {hostile(table, column)}".strip()
