"""Releases: which there are, and what each changed, value by value, each with its cell in the list of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.findings.coverage import GROUPS, kept_counts
from scripts.findings.figures import WHOLE, Figure, Form, form
from scripts.findings.reading import Row
from scripts.findings.releases import (
    COLUMNS,
    COUNTED,
    FILE,
    LIST,
    OF_CHANGES,
    OF_VALUES,
    Changed,
    Changes,
    is_share,
    shown_of,
)
from scripts.model.codes import POLICY_CODES, WORLD
from scripts.model.locale_files import OWN
from scripts.model.moved import ANY, Move
from scripts.model.pages import ERRORS, INDICATOR, RELEASE, errors_at
from scripts.model.prose import ISO_DATE
from scripts.model.tables import Series
from scripts.render.cells import period_cell, placed
from scripts.render.columns import column
from scripts.render.context import Context
from scripts.render.links import anchor, area_link, facts, group_link, indicator_link, series_within
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Cell, Column, Fact, Table, Text, table
from scripts.words.files import of_package

ARCHIVE = "all.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage:
    """What the page of a release shows. A first release has no changes."""

    day: str
    after: Markup | str
    facts: tuple[Fact, ...]
    known: Table | None
    series_changed: Table | None
    values: Table | None
    told: int
    """Number of changes of values: the table of values has the first of them where it would be too long."""
    groups: Table | None
    records: Table | None
    series: tuple[Markup, ...]
    described: int
    changes: str
    files: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasesPage:
    """Which releases there are, and what became of addresses that they published."""

    releases: Table
    moved: Table | None


def releases_page(context: Context, _: None) -> ReleasesPage:
    """One row a release, the newest first; one row an address that has moved or is gone."""
    return ReleasesPage(releases=_releases(context), moved=_moved(context))


def _moved(context: Context) -> Table | None:
    """What stood where, where it is now, and why. A name that many addresses have in common is an asterisk."""
    moves = context.reading.history.told_of
    if not moves:
        return None
    gone = context.words("releases.gone")

    def target(move: Move) -> Text:
        whole = move.to and ANY not in move.to and move.to.endswith("/")
        if whole and not move.to.startswith(ERRORS):
            return anchor(context.href(move.to), move.to)
        if whole and (errors := errors_at(context.edition.languages)):
            return anchor(context.file(f"{errors}{move.to.removeprefix(ERRORS)}"), move.to)
        return Markup("<code>{}</code>").format(move.to)

    def reason(move: Move) -> Text:
        language = context.words.language
        return context.in_language(move.said(language), language if move.is_said(language) else OWN)

    return table(
        [
            column(context, "address", lambda move: Markup("<code>{}</code>").format(move.pattern), "wide"),
            column(context, "target", lambda move: target(move) if move.to else gone, "wide"),
            column(context, "reason", reason, "wide"),
        ],
        moves,
        id="moved-table",
        caption=context.words("releases.caption_moved"),
        phone=CARDS,
    )


def _releases(context: Context) -> Table:
    rows = list(enumerate(context.edition.releases, start=2))

    def number(name: str) -> Callable[[tuple[int, Changes]], Text | Cell]:
        return lambda item: _number(context, item[0], name, item[1])

    return table(
        [
            column(context, "release", lambda item: release_link(context, item[1].version)),
            column(context, "day", lambda item: Cell(text=context.words.day(item[1].released), order=item[1].released)),
            *(
                column(context, name, number(name), "figure", context.words(f"release.counted.{name}"))
                for name in COUNTED
            ),
        ],
        rows,
        id="releases-table",
        caption=context.words("releases.caption"),
        phone=CARDS,
        sort=False,
    )


def release_link(context: Context, version: str) -> Markup:
    """Link to the page of a release."""
    return anchor(context.href(RELEASE.path(version)), version)


def _number(context: Context, row: int, name: str, found: Changes) -> Text | Cell:
    if not found.after:
        return context.words("table.blank")
    count = found.count(name)
    cell = placed(row, COLUMNS, name, f"data/latest/{LIST}")
    return Cell(text=context.edition.html(Figure(value=float(count), form=WHOLE, cell=cell)), order=str(count))


def release_page(context: Context, row: Row) -> ReleasePage:
    """Give what the page of a release shows."""
    releases = enumerate(context.edition.releases, start=2)
    number, found = next((number, each) for number, each in releases if each.version == row["version"])
    counted = ((f"release.counted.{name}", _number(context, number, name, found)) for name in COUNTED)
    said = facts(context, ((key, cell.text if isinstance(cell, Cell) else cell) for key, cell in counted))
    return ReleasePage(
        day=context.words.day(found.released),
        after=release_link(context, found.after) if found.after else "",
        facts=said if found.after else (),
        known=_known(context, found),
        series_changed=_series_changed(context, found),
        values=_values(context, found),
        told=len(_told(context, found)),
        groups=_groups(context, found),
        records=_records(context, found),
        series=tuple(_series(context, series) for series in found.series_added),
        described=len(found.described),
        changes=context.file(f"data/{found.version}/{FILE}"),
        files=facts(context, _files(context, found)),
    )


def _files(context: Context, found: Changes) -> Iterable[tuple[str, Text]]:
    """Addresses of a release's own, which stay."""
    folder = f"data/{found.version}"
    names = ("datapackage.json", "summaries.csv", ARCHIVE, *((FILE,) if found.after else ()))
    for name in filter(found.has, names):
        address = f"{folder}/{name}"
        yield f"release.file.{name.partition('.')[0]}", anchor(context.file(address), address)


def _series(context: Context, name: str) -> Markup:
    """A series that is new, with its indicator; its id where it has gone since."""
    series = context.reading.package.series.get(name)
    return series_within(context, series) if series else Markup("{}").format(name)


def headlines_of(context: Context) -> frozenset[str]:
    """The series that are headlines."""
    return frozenset(name for name, series in context.reading.package.series.items() if series.role == "headline")


def _told(context: Context, found: Changes) -> list[Changed]:
    """Changes of values, of a share those of its parts."""
    return [each for each in found.values if not _of_a_share(context, each)]


def _known(context: Context, found: Changes) -> Table | None:
    """Of how many UN member states each indicator was known before, and is now. None where nothing was kept of it."""
    before = next((each for each in context.edition.releases if each.version == found.after), None)
    then, now = (_counts(context, each) if each else {} for each in (before, found))
    rows = [row for row in context.reading.indicators if row["id"] in now]
    if not then or not rows:
        return None
    figure = context.edition.html

    def cell(counts: Mapping[str, Figure]) -> Callable[[Row], Text | Cell]:
        def made(row: Row) -> Text | Cell:
            held = counts.get(row["id"])
            return Cell(text=figure(held), order=f"{held.value}") if held else context.words("table.blank")

        return made

    return table(
        [
            column(context, "indicator", lambda row: indicator_link(context, row), "wide"),
            column(context, "before", cell(then), "figure", label=context.words("release.known_before")),
            column(context, "now", cell(now), "figure", label=context.words("release.known_now")),
        ],
        rows,
        id="known-table",
        caption=context.words("release.caption.known"),
        phone=CARDS,
    )


def _counts(context: Context, found: Changes) -> Mapping[str, Figure]:
    """Of how many UN member states each indicator is known in a release."""
    kept = found.table(GROUPS)
    if kept is not None:
        return kept_counts(kept, f"data/{found.version}")
    if found is not context.edition.releases[0]:
        return {}
    return {row["id"]: context.edition.coverage.states_known(WORLD, row) for row in context.reading.indicators}


def _series_changed(context: Context, found: Changes) -> Table | None:
    """Which series have other observations than before, and how many."""
    rows = sorted(found.by_series.items())
    if not rows:
        return None

    def count(kind: str) -> Callable[[tuple[str, Mapping[str, int]]], Text]:
        return lambda item: context.words.number(item[1][kind]) if item[1].get(kind) else context.words("table.blank")

    return table(
        [
            column(context, "series", lambda item: _label_of(context, item[0]), "wide"),
            *(
                column(context, kind, count(kind), "figure", label=context.words(f"release.counted.{kind}"))
                for kind in OF_VALUES
            ),
        ],
        rows,
        id="series-table",
        caption=context.words("release.caption.series"),
        phone=CARDS,
    )


def _values(context: Context, found: Changes) -> Table | None:
    """Observations that came, went or have another value, as many as a page can hold."""
    shown = shown_of(_told(context, found), headlines_of(context))
    columns = [
        column(context, "series", lambda each: _series_label(context, each), "wide"),
        column(context, "ref_area", lambda each: area_link(context, each.ref_area) or each.ref_area),
        column(context, "period", lambda each: period_cell(context, each.time_period)),
        column(context, "dimensions", lambda each: _key(context, each), optional=True),
        *_changed(context, found),
    ]
    return _table(context, "values", columns, shown)


def _groups(context: Context, found: Changes) -> Table | None:
    """Figures of groups that are others."""
    columns = [
        column(context, "series", lambda each: _series_label(context, each), "wide"),
        column(context, "group", lambda each: _group(context, each.ref_area)),
        column(context, "period", lambda each: period_cell(context, each.time_period)),
        column(context, "measure", lambda each: _measure(context, each)),
        *_changed(context, found),
    ]
    headlines = headlines_of(context)
    return _table(context, "groups", columns, [each for each in found.groups if each.series in headlines])


def _records(context: Context, found: Changes) -> Table | None:
    """Records that came, went or are others in more than their words."""
    columns = [
        column(context, "record", lambda each: _title(context, each), "wide"),
        column(context, "table", lambda each: of_package(context.edition, each.table) or each.table),
        column(context, "ref_area", lambda each: area_link(context, each.ref_area) or each.ref_area),
        column(context, "field", lambda each: each.column, optional=True),
        *_changed(context, found),
    ]
    return _table(context, "records", columns, found.records)


def _measure(context: Context, each: Changed) -> str:
    """What is counted of a group: a status in the words of the series, or a measure."""
    name, _, code = each.key.removeprefix("measure=").partition(".")
    told = context.edition.status_label(name) if name in POLICY_CODES else context.words(f"measure.{name}")
    series = context.reading.package.series.get(each.series)
    known = (f for f in (series.dimensions if series else ()) if (f, code) in context.reading.labels)
    return next((context.words.named(told, context.edition.label(dimension, code)) for dimension in known), told)


def _table(context: Context, name: str, columns: Sequence[Column[Changed]], items: Sequence[Changed]) -> Table | None:
    if not items:
        return None
    return table(
        columns,
        items,
        id=f"{name}-table",
        caption=context.words(f"release.caption.{name}"),
        phone=CARDS,
        filter=context.words("table.filter"),
    )


def _changed(context: Context, found: Changes) -> list[Column[Changed]]:
    """What happened, what stood before, what stands now, and why."""

    def reason(each: Changed) -> Text:
        return context.edition.label("revision_reason", each.reason) if each.reason else ""

    return [
        column(
            context,
            "kind",
            lambda each: context.words(f"release.kind.{each.kind}"),
            label=context.words("release.what"),
        ),
        column(context, "before", lambda each: _value(context, found, each, "old"), "figure"),
        column(context, "now", lambda each: _value(context, found, each, "new"), "figure"),
        column(context, "why", reason, "wide", optional=True),
    ]


def _of_a_share(context: Context, each: Changed) -> bool:
    """Whether it is the share of a numerator in a denominator, which stand in rows of their own."""
    series = context.reading.package.series.get(each.series)
    return bool(series and is_share(series, each))


def _series_label(context: Context, each: Changed) -> Text:
    return _label_of(context, each.series)


def _label_of(context: Context, name: str) -> Text:
    """What a series is called, leading to its indicator; its id where it has gone since."""
    series = context.reading.package.series.get(name)
    if series is None:
        return name
    label = context.edition.series_label(series)
    known = series.indicator in context.reading.indicator_rows
    return anchor(context.href(INDICATOR.path(series.indicator)), label) if known else label


def _group(context: Context, group: str) -> Text:
    return group_link(context, group) if group in context.reading.groups else group


def _key(context: Context, each: Changed) -> str:
    """The further codes of an observation in words."""
    parts = (part.split("=", 1) for part in each.key.split())
    known = context.reading.labels
    return ", ".join(
        context.edition.label(name, code) if (name, code) in known else code for name, code in parts if code
    )


def _title(context: Context, each: Changed) -> Text:
    """The name of a record as it stands now, in its own words where nobody translated it; its id where it has gone."""
    name = each.key.removeprefix("id=")
    rows = (row for row in context.reading.rows(each.table) if row.get("id") == name)
    row = next(rows, {})
    column = next((column for column in ("title", "instrument") if row.get(column)), "")
    return context.called(row, column) if column else name


def _value(context: Context, found: Changes, each: Changed, side: str) -> Text | Cell:
    """What stood or stands in a cell: a figure with its place in the list of changes, a code in words, a text."""
    held = each.old if side == "old" else each.new
    if not held:
        return context.words("table.blank")
    series = context.reading.package.series.get(each.series)
    cell = placed(each.row, OF_CHANGES, side, f"data/{found.version}/{FILE}")
    if series and held in POLICY_CODES:
        text = context.edition.html(Figure(value=held, form=Form(style="code", codelist=series.codelist), cell=cell))
        return Cell(text=text, order=held)
    if series and _is_number(held):
        figure = Figure(value=float(held), form=_form(series, each), cell=cell)
        return Cell(text=context.edition.html(figure), order=held)
    if (each.column, held) in context.reading.labels:
        return context.edition.label(each.column, held)
    if ISO_DATE.fullmatch(held):
        return Cell(text=context.words.day(held), order=held)
    return context.original(held) if " " in held else held  # a code is of no language


def _form(series: Series, each: Changed) -> Form:
    return form(series, each.key.removeprefix("measure=") if each.table == "summaries" else each.column)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


PAGES = Makers(site={"releases": releases_page}, rows={"release": release_page})
