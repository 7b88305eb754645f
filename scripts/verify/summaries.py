"""The published aggregates beside the same aggregates by the second path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from scripts.model.problems import Problem
from scripts.model.tables import Series
from scripts.verify.files import DATA, Folder
from scripts.verify.second_path import Tables, recomputed, value_text

FILE = "data/latest/summaries.csv"
COLUMNS = ("series", "group", "time_period", "measure", "value", "status")
Key = tuple[str, ...]


def summaries(site: Folder) -> Iterator[Problem]:
    """Tell each published aggregate that the second path does not give, or gives otherwise, and each that is absent."""
    table = site.table(FILE)
    if table is None or table.header != COLUMNS:
        yield Problem(file=FILE, code="summaries-unreadable", expected=", ".join(COLUMNS))
        return
    published: dict[Key, tuple[int, Key]] = {}
    for number, row in enumerate(table.rows, start=2):
        if row[:4] in published:
            yield Problem(file=FILE, row=number, code="summary-duplicate", found=_told(row[:4]))
        else:
            published[row[:4]] = (number, row[4:])
    yield from _all_series(site, published)
    for key, (number, _) in published.items():
        yield Problem(file=FILE, row=number, code="summary-unfounded", found=_told(key))


def _all_series(site: Folder, published: dict[Key, tuple[int, Key]]) -> Iterator[Problem]:
    """Compare series by series. What has been compared leaves `published`."""
    tables = Tables(site)
    try:
        every = tables.series
    except (KeyError, ValueError) as error:
        yield Problem(file="data/latest/series.csv", code="summaries-not-recomputed", found=str(error))
        every = []
    by_series = _by_series(published)
    for series in every:
        content = _content(series, site, by_series.get(series.id, {}))
        if site.known.excuses("summaries", content) is None:
            found = [*_of_series(series, tables, published)]
            if not found and not any(key in published for key in by_series.get(series.id, {})):
                site.known.right("summaries", content)
            yield from found
        else:
            for key in by_series.get(series.id, {}):
                del published[key]


def _of_series(series: Series, tables: Tables, published: dict[Key, tuple[int, Key]]) -> Iterator[Problem]:
    try:
        wanted = _wanted(series, tables)
    except (KeyError, ValueError) as error:
        file = f"data/latest/{series.table}.csv"
        yield Problem(file=file, code="summaries-not-recomputed", found=f"{type(error).__name__} {error}")
        for key in [key for key in published if key[0] == series.id]:
            del published[key]
    else:
        yield from _compared(wanted, published)


def _by_series(published: Mapping[Key, tuple[int, Key]]) -> dict[str, dict[Key, Key]]:
    """Give the published aggregates of each series."""
    found: dict[str, dict[Key, Key]] = {}
    for key, (_, cells) in published.items():
        found.setdefault(key[0], {})[key] = cells
    return found


SHARED = ("area_group_members", "reference_areas", "codelists")
"""Tables that the aggregates of every series are made from."""


def _content(series: Series, site: Folder, published: Mapping[Key, Key]) -> str:
    """Give a hash of the aggregates of a series as they are published, and of all that they are computed from again.

    Which row of the file each has is no part of it.
    """
    tables = (*SHARED, series.table, f"observations_{series.weight}", f"register_{series.register}")
    digest = hashlib.sha256(repr(series).encode())
    for name in tables:
        digest.update(f"{name} {site.digest(f'{DATA}/{name}.csv')}\n".encode())
    for key, cells in published.items():
        digest.update(("\t".join((*key, *cells)) + "\n").encode())
    return digest.hexdigest()


def _wanted(series: Series, tables: Tables) -> dict[Key, Key]:
    """Give the aggregates of a series as the file should hold them."""
    found: dict[Key, Key] = {}
    for group, period, measure, number, worst in recomputed(series, tables):
        found[series.id, group, period, measure] = (value_text(number), "O" if number is None else worst)
    return found


def _compared(wanted: dict[Key, Key], published: dict[Key, tuple[int, Key]]) -> Iterator[Problem]:
    for key, cells in wanted.items():
        number, held = published.pop(key, (0, ()))
        if not number:
            yield Problem(file=FILE, code="summary-absent", found=_told(key), expected=_told(cells))
        elif held != cells:
            yield Problem(
                file=FILE,
                row=number,
                field=_told(key),
                code="summary-differs",
                found=_told(held),
                expected=_told(cells),
            )


def _told(cells: Key) -> str:
    return " ".join(cells)
