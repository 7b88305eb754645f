"""What a package says of the file that it was made of: its source, what was left out, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from scripts.model.languages import Languages
from scripts.model.locale_files import OWN
from scripts.model.tables import NOT_STATED, fixed_tables
from scripts.start.areas import Atlas
from scripts.start.cells import Figure
from scripts.start.files import OWN_LICENCE, TEMPLATE, Row
from scripts.start.naming import slug
from scripts.start.wish import Left, Wish
from scripts.words.phrasing import ended
from scripts.words.words import Words

SOURCE: Final = "source-of-the-figures"


def metadata(wish: Wish, read: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the descriptor says of the package.

    `read` is the last day on which any of its sources was read, `said` what the site says in words of its own.
    """
    origin = wish.origin
    return {
        "name": slug(origin.title),
        "title": origin.title,
        "description": f"{origin.title}, as {origin.publisher} publishes it.",
        "site": {
            "name_en": origin.title,
            "subtitle_en": f"figures of {origin.publisher}",
            **said,
        },
        "version": "1",
        "created": f"{read}T00:00:00Z",
        "licenses": [OWN_LICENCE],
    }


def source_row(wish: Wish, figures: Sequence[Figure]) -> Row:
    """Give the row of the source that the file is."""
    origin = wish.origin
    stated = origin.licence != NOT_STATED
    last = max(wish.reading.span(figure.period).last for figure in figures)
    return {
        "id": SOURCE,
        "title": origin.title,
        "publisher": origin.publisher,
        "edition": f"As read on {Words.load(OWN).day(origin.accessed)}",
        "url": origin.url,
        "accessed": origin.accessed,
        "data_until": min(last, origin.accessed),
        "licence": origin.licence,
        "licence_url": origin.licence_url,
        "redistribution": "attribution",
        "licence_stated_by": "publisher" if stated else "",
        "citation": f"{ended(f'{origin.publisher}, {origin.title}')} {origin.url}",
        "description_en": f"A table of {origin.publisher}: one row a figure.",
    }


def sources_of_areas(atlas: Atlas, tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Give the sources of the countries and their groups."""
    named = {row["source"] for name in ("reference_areas", "area_groups", "area_group_members") for row in tables[name]}
    columns = {column for table in fixed_tables(Languages()) if table.name == "sources" for column in table.columns}
    rows = ({column: text for column, text in row.items() if column in columns} for row in atlas.tables["sources"])
    return [{**row, "cycle_months": ""} for row in rows if row["id"] in named]


REASONS: Final[Mapping[str, str]] = {
    "rows-read": "Rows of the file",
    "rows-used": "Rows used",
    "length": "The row has another number of cells than the head",
    "blank": "A cell that is needed is blank",
    "period": "The period cannot be read",
    "future": "The period begins after the figures were read",
    "unknown": "The area is not known by this code or name",
    "many": "The name means several areas",
    "group": "The row is of a group of areas, which is computed from its members",
    "ended": "The area had ended",
    "before": "The area did not exist yet",
    "number": "The value is no plain number",
    "whole": "The value is no whole number from zero on",
    "digits": "The value has more digits than can be kept exactly",
    "namibia": "NA may be Namibia or mean that there is none",
    "beside": "A blank, where another row has the same area and period",
    "repeated": "The same figure stands twice",
    "twice": "Several figures stand for the same area and period",
}
"""Why rows are left out, as the published account says it."""

CELLS: Final[Mapping[str, str]] = {"rows-read": "Cells of figures in the file", "rows-used": "Cells of figures used"}
"""The same of a file whose rows hold several figures each."""


def reasons(left: Sequence[Left], *, one_a_row: bool) -> Iterator[Row]:
    """Give the codes of what became of rows; `one_a_row` says whether a row holds one figure."""
    used = ["rows-read", "rows-used", *sorted({each.reason for each in left})]
    for order, reason in enumerate(used, start=1):
        label = REASONS[reason] if one_a_row or reason not in CELLS else CELLS[reason]
        yield {"codelist": "ingest_reason", "code": reason, "order": str(order), "label_en": label}


def reconciliation(wish: Wish, left: Sequence[Left], read: int, used: int) -> list[Row]:
    """Give the account of the file's figures."""
    counted: dict[str, int] = {}
    for each in left:
        counted[each.reason] = counted.get(each.reason, 0) + each.count
    rows = [("read", "rows-read", read), ("used", "rows-used", used)]
    rows += [("set_aside", reason, count) for reason, count in sorted(counted.items())]
    return [
        {"source": SOURCE, "file": wish.file.name, "outcome": outcome, "reason": reason, "rows": str(count)}
        for outcome, reason, count in rows
    ]


def readme(wish: Wish, left: Sequence[Left], own: Mapping[str, str], read: int, used: int) -> bytes:
    """Give the readme: what is next, the account, and the name of each code in `own`."""
    text = (TEMPLATE / "NEXT.md").read_text(encoding="utf-8").replace("FOLDER", wish.folder.as_posix())
    what = "rows" if wish.one_a_row else "cells of figures"
    account = [f"Made of {wish.file.name}: {read} {what} read, {used} used, {read - used} left out.", ""]
    account += [f"- {each.count}: {REASONS[each.reason]} ({each.found or each.column})" for each in left]
    codes = [f"- `{code}` {name}" for code, name in sorted(own.items())]
    listed = ["", "## Codes of the areas", "", *codes] if codes else []
    return "\n".join([text.rstrip(), "", "## What became of the file", "", *account, *listed, ""]).encode()
