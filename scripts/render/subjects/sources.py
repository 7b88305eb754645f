"""Sources: what each is, what it feeds, and what became of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.beside import TABLE as OTHER_FIGURES
from scripts.findings.reading import Row
from scripts.render.cells import package_number
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import anchor, facts, indicator_link, licence_link, series_within, source_link
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Cell, Column, Fact, Table, Text, table
from scripts.words.edition import plain

OUTCOMES = ("read", "used", "repaired", "set_aside")
"""What became of rows, in the order in which it is told."""

WITHOUT_REASON = ("read", "used")
"""Outcomes that need no reason."""

Numbered = tuple[int, Row]
"""A row with its number in the published file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What the page of a source shows."""

    facts: tuple[Fact, ...]
    title: Markup
    publisher: Markup
    faults: tuple[str, ...]
    handling: tuple[str, ...]
    feeds: tuple[Markup, ...]
    reconciliation: Table


def source_page(context: Context, source: Row) -> SourcePage:
    """Give what the page of a source shows."""
    caption = _caption(context, source)
    rows = [(n, row) for n, row in _reconciled(context) if row["source"] == source["id"]]
    return SourcePage(
        facts=_facts(context, source),
        title=context.called(source, "title"),
        publisher=context.called(source, "publisher"),
        faults=_listed(context, source, "faults"),
        handling=_listed(context, source, "handling"),
        feeds=_fed_by(context, source["id"]),
        reconciliation=table(
            _columns(context), rows, id="reconciliation-table", caption=caption, sort=False, tall=False
        ),
    )


def sources_page(context: Context, _: None) -> Table:
    """One row a source: title, publisher, edition, licence, what it feeds."""

    def feeds(row: Row) -> Text:
        return Markup(", ").join(_fed_by(context, row["id"])) or context.words("source.feeds_none")

    return table(
        [
            column(context, "source", lambda row: source_link(context, row["id"]), "wide"),
            column(context, "publisher", lambda row: context.called(row, "publisher")),
            column(context, "edition", lambda row: context.called(row, "edition")),
            column(context, "licence", lambda row: licence_link(context, row)),
            column(context, "feeds", feeds, "wide"),
        ],
        context.reading.sources.values(),
        id="sources-table",
        caption=context.words("sources.caption"),
        phone=CARDS,
        filter=context.words("table.filter"),
        tall=False,
    )


PAGES = Makers(rows={"source": source_page}, site={"sources": sources_page})


def _listed(context: Context, source: Row, name: str) -> tuple[str, ...]:
    """A text that lists things, one by one."""
    text = context.edition.text(source, name)
    return tuple(text.split(" | ")) if text else ()


def _fed_by(context: Context, source: str) -> tuple[Markup, ...]:
    """What a source feeds: every series of which it gives observations, each with its indicator."""
    series = context.reading.package.series.values()
    fed = [series_within(context, each) for each in series if source in context.reading.sources_of[each.id]]
    beside = dict.fromkeys(row["indicator"] for row in context.reading.rows(OTHER_FIGURES) if row["source"] == source)
    others = (context.reading.indicator_rows[each] for each in beside)
    return (*fed, *(context.edition.phrase("other.fed", indicator=indicator_link(context, row)) for row in others))


def _facts(context: Context, row: Row) -> tuple[Fact, ...]:
    words = context.words
    return facts(
        context,
        (
            ("column.publisher", context.called(row, "publisher")),
            ("column.edition", context.called(row, "edition")),
            ("column.address", anchor(row["url"], row["url"])),
            ("column.obtained_through", _obtained(context, row)),
            ("column.accessed", words.day(row["accessed"])),
            ("column.data_until", words.day(row["data_until"])),
            ("column.licence", _licence(context, row)),
            ("column.redistribution", words(f"redistribution.{row['redistribution']}")),
            ("column.citation", context.original(row["citation"])),
        ),
    )


def _obtained(context: Context, row: Row) -> Text:
    """Whose copy the snapshot was taken from, with its address: a stranger's is never taken for the publisher's."""
    through = row["obtained_through"]
    if not row["copy_kept_by"]:
        return context.original(through)
    return context.edition.phrase(f"source.copy.{row['copy_kept_by']}", copy=anchor(through, through))


def _licence(context: Context, row: Row) -> Text:
    """The licence, and who states it."""
    stated = row["licence_stated_by"]
    named = licence_link(context, row)
    return context.edition.phrase(f"source.licence_stated.{stated}", licence=named) if stated else named


# -- what became of rows -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What became of the rows of the files of one source."""

    id: str
    title: Markup
    files: int
    table: Table


def reconciliation(context: Context) -> tuple[Reconciled, ...]:
    """What became of the rows of every source's files, source by source, by title."""
    held: dict[str, list[Numbered]] = {}
    for item in _reconciled(context):
        held.setdefault(item[1]["source"], []).append(item)
    found = (_of_source(context, source, items) for source, items in held.items())
    return tuple(sorted(found, key=lambda each: context.words.sort_key(plain(each.title))))


def _of_source(context: Context, source: str, items: list[Numbered]) -> Reconciled:
    row = context.reading.sources[source]
    return Reconciled(
        id=f"rows-{source}",
        title=context.called(row, "title"),
        files=len({row["file"] for _, row in items}),
        table=table(
            _columns(context),
            items,
            id=f"rows-{source}-table",
            caption=_caption(context, row),
            sort=False,
            tall=False,
        ),
    )


def _caption(context: Context, source: Row) -> Markup:
    return context.edition.phrase("source.reconciliation_caption", title=context.called(source, "title"))


def _reconciled(context: Context) -> list[Numbered]:
    """The rows of the reconciliation by source, file and outcome."""
    rows = list(enumerate(context.reading.rows("reconciliation"), start=2))
    return sorted(rows, key=lambda item: (item[1]["source"], item[1]["file"], OUTCOMES.index(item[1]["outcome"])))


def _columns(context: Context) -> list[Column[Numbered]]:
    def outcome(item: Numbered) -> str:
        return context.words(f"outcome.{item[1]['outcome']}")

    def reason(item: Numbered) -> str:
        told = item[1]["outcome"] not in WITHOUT_REASON
        return context.edition.label("ingest_reason", item[1]["reason"]) if told else ""

    def number(item: Numbered) -> Cell:
        return package_number(context, "reconciliation", item[0], "rows", item[1]["rows"])

    return [
        column(context, "file", lambda item: item[1]["file"], "wide"),
        column(context, "outcome", outcome, "wide"),
        column(context, "reason", reason, "wide"),
        column(context, "rows", number, "figure"),
    ]
