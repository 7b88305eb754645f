"""What a person is told: of editions what was kept, how it differs and what is overdue; of facts which to look for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.package.read import Package
from scripts.upkeep.fetch import Edition
from scripts.upkeep.holes import COMPANION, GROUP, PARTNER, RECORD, SIZE, Hole, Reason
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


PROPOSED: Final = ("rank", "score", "ref_area", "indicator", "reasons", "why", "where")
"""Columns of proposals as CSV: the codes of the reasons for programs, and the same in words."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Holes in words: labels of the package in the language of its words."""

    package: Package
    words: Words

    def table(self, found: Sequence[Hole], shown: int) -> Iterator[str]:
        """Give a Markdown table of the first `shown` holes, and how many there are."""
        if not found:
            yield self.words("told.facts.none")
            return
        yield self.words("told.facts.head")
        yield "|---|---|---|---|---|---|"
        for rank, hole in enumerate(found[:shown], start=1):
            area = self._label("reference_areas", "iso3", hole.ref_area, "name")
            indicator = self._label("indicators", "id", hole.indicator, "label")
            cells = (str(rank), area, indicator, self._why(hole), self._where(hole), self._score(hole))
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        yield ""
        yield self.words("told.facts.some", count=len(found), shown=min(shown, len(found)))

    def csv(self, found: Sequence[Hole], shown: int) -> str:
        """Give the first `shown` holes as CSV with the columns PROPOSED."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(PROPOSED)
        for rank, hole in enumerate(found[:shown], start=1):
            reasons = " ".join(reason.kind for reason in hole.reasons)
            score = f"{hole.score:.1f}"
            writer.writerow((rank, score, hole.ref_area, hole.indicator, reasons, self._why(hole), self._where(hole)))
        return text.getvalue()

    def _score(self, hole: Hole) -> str:
        return self.words.number(hole.score, 1)

    def _why(self, hole: Hole) -> str:
        return "; ".join(self._reason(reason) for reason in hole.reasons)

    def _reason(self, reason: Reason) -> str:
        values: Mapping[str, Mapping[str, object]] = {
            RECORD: {
                "count": reason.count,
                "reasons": ", ".join(f"“{self._uncounted(code)}”" for code in reason.about),
            },
            COMPANION: {"series": ", ".join(self._label("series", "id", name, "label") for name in reason.about)},
            PARTNER: {"count": reason.count},
            GROUP: {
                "known": reason.known,
                "count": reason.count,
                "group": ", ".join(self._label("area_groups", "id", name, "name") for name in reason.about),
            },
            SIZE: {"share": round(100 * reason.strength)},
        }
        return self.words(f"told.facts.why.{reason.kind}", **values[reason.kind])

    def _where(self, hole: Hole) -> str:
        told = (self._places(reason) for reason in hole.reasons)
        return "; ".join(dict.fromkeys(place for place in told if place))

    def _places(self, reason: Reason) -> str:
        """Say what kind of source would have it, by the kind of reason; '' where that says nothing of it."""
        if not reason.places:
            return ""
        if reason.kind == PARTNER:
            areas = ", ".join(self._label("reference_areas", "iso3", name, "name") for name in reason.places)
            return self.words("told.facts.where.partner", areas=areas)
        if reason.kind == RECORD and "://" in reason.places[0]:
            return self.words("told.facts.where.page", url=reason.places[0])
        titles = ", ".join(self._label("sources", "id", name, "title") for name in reason.places)
        return self.words(f"told.facts.where.{reason.kind}", sources=titles)

    def _uncounted(self, code: str) -> str:
        lists = self.package.tables["codelists"]
        row = lists[(lists["codelist"] == "not_counted") & (lists["code"] == code)]
        return str(row[self._named("label")].iloc[0]) if len(row) else code

    def _label(self, table: str, key: str, code: str, column: str) -> str:
        frame = self.package.tables[table]
        name = self._named(column) if self._named(column) in frame else column
        row = frame[frame[key] == code]
        return str(row[name].iloc[0]) if len(row) else code

    def _named(self, column: str) -> str:
        return f"{column}_{self.package.languages.first}"
