"""What a person is told of editions: what was kept, how its shape differs, what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.upkeep.fetch import Edition
from scripts.upkeep.listed import Row, file_addresses
from scripts.upkeep.outdated import overdue
from scripts.upkeep.shape import Change
from scripts.words.words import Words


def fetched(edition: Edition, words: Words) -> Iterator[str]:
    """Give the lines on an edition that was fetched."""
    if not edition.is_new:
        yield words("told.fetch.same", source=edition.source, path=edition.path)
        return
    yield words("told.fetch.kept", source=edition.source, path=edition.path, size=edition.size)
    for table, rows in edition.rows.items():
        yield f"  {words('told.fetch.rows', table=_where(table, words), count=rows)}"
    if not edition.rows:
        yield words("told.fetch.unknown")
    elif edition.compared is None:
        yield words("told.fetch.first")
    elif not edition.changes:
        yield words("told.fetch.unchanged", old=edition.compared)
    else:
        yield words("told.fetch.compared", count=len(edition.changes), old=edition.compared)
        yield from (f"  {_change(change, words)}" for change in edition.changes)


def _change(change: Change, words: Words) -> str:
    values = {"name": change.name, "was": change.was, "now": change.now, "table": change.table}
    return words(f"told.fetch.change.{change.kind}", where=_where(change.table, words), **values)


def _where(table: str, words: Words) -> str:
    return words("told.fetch.in_table", table=table) if table else ""


def outdated(rows: Iterable[Row], on: str, words: Words) -> Iterator[str]:
    """Give the lines on the sources that are overdue on a day, and on those of which nobody can say."""
    listed = list(rows)
    found, files = overdue(listed, on), file_addresses()
    for each in found:
        row = each.row
        told = {"source": row["id"], "until": row["data_until"], "since": each.since}
        months = int(row["cycle_months"])
        yield words("told.outdated.source", count=months, title=row["title"], url=row["url"], **told)
        if row["id"] in files:
            yield f"  {words('told.outdated.fetch', source=row['id'])}"
    yield words("told.outdated.some", count=len(found), on=on) if found else words("told.outdated.none", on=on)
    without = [row["id"] for row in listed if not row["cycle_months"]]
    if without:
        yield words("told.outdated.without", count=len(without), sources=", ".join(without))
