"""Links to pages and files, relative to the page that they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.pages import AREA_GROUP, COUNTRY, DIMENSION, INDICATOR, SOURCE
from scripts.model.tables import Series
from scripts.render.context import Context
from scripts.render.parts import Fact, Link, SourceLine, Text


def anchor(target: str, label: object) -> Markup:
    """Give a link as HTML."""
    return Markup('<a href="{}">{}</a>').format(target, label)


def indicator_link(context: Context, indicator: Row) -> Markup:
    """Link to an indicator."""
    return anchor(context.href(INDICATOR.path(indicator["id"])), context.edition.text(indicator, "label"))


def dimension_link(context: Context, dimension: Row) -> Markup:
    """Link to a dimension."""
    return anchor(context.href(DIMENSION.path(dimension["id"])), context.edition.text(dimension, "label"))


def criterion_link(context: Context, criterion: Row) -> Markup:
    """Link to a criterion, which stands on the page of all of them."""
    return anchor(context.href(f"criteria/#{criterion['id']}"), context.edition.text(criterion, "label"))


def area_link(context: Context, iso3: str) -> Text:
    """Link to a country; its name alone where it has no page."""
    area = context.edition.areas.get(iso3)
    if area is None:
        return context.edition.area_names.get(iso3, "")
    return anchor(context.href(COUNTRY.path(area.iso3)), area.name)


def group_link(context: Context, group: str) -> Markup:
    """Link to a group of areas."""
    return anchor(context.href(AREA_GROUP.path(group)), context.edition.group_name(group))


def source_link(context: Context, source: str) -> Markup:
    """Link to a source's page."""
    return anchor(context.href(SOURCE.path(source)), context.called(context.reading.sources[source], "title"))


def source_links(context: Context, series: Series) -> Markup:
    """Link to the page of every source of a series."""
    return context.edition.apart(source_link(context, source) for source in context.reading.sources_of[series.id])


def series_within(context: Context, series: Series) -> Markup:
    """Name a series, with a link to its indicator in brackets where it is of one."""
    label = Markup("{}").format(context.edition.series_label(series))
    row = context.reading.indicator_rows.get(series.indicator)
    return context.edition.phrase("listing.within", what=label, where=indicator_link(context, row)) if row else label


def licence_link(context: Context, row: Row) -> Text:
    """Link to the licence of a source; its name alone where it has no address."""
    named = _licence(context, row)
    return anchor(row["licence_url"], named) if row["licence_url"] else named


def _licence(context: Context, row: Row) -> Text:
    """A licence in its own words, which are not translated, or that there is none."""
    named = context.edition.licence(row)
    return context.original(named) if named == row["licence"] else named


def row_link(context: Context, figure: Figure) -> Markup:
    """Link to the published row that a figure was read from."""
    file, _, place = figure.cell.partition("#cell=")
    row = place.partition(",")[0]
    label = context.edition.phrase("figure.row", file=file.rpartition("/")[2], row=row)
    return anchor(context.file(file), label)


def cited(context: Context, row: Row) -> Markup:
    """The page or document that a row cites, linked, with its publisher; 'unverified' where it may not count."""
    own, publisher = row["source_title"], row["source_publisher"]
    title = context.original(own) if own else context.called(context.reading.sources[row["source"]], "title")
    shown = anchor(row["source_url"], title) if row["source_url"] else title
    if publisher and publisher != own:
        shown += Markup(", {}").format(context.original(publisher))
    if row["basis"] == "known" or row["confidence"] == "low":
        shown += Markup(" {}").format(context.macro("pill", context.words("evidence.unverified"), "unverified"))
    return shown


def source_line(context: Context, sources: Iterable[str]) -> tuple[SourceLine, ...]:
    """The line that names each source under a table or chart."""
    return tuple(_source_line(context, context.reading.sources[source]) for source in sources)


def _source_line(context: Context, row: Row) -> SourceLine:
    named = _licence(context, row)
    return SourceLine(
        source=Link(label=context.called(row, "title"), href=context.href(SOURCE.path(row["id"]))),
        edition=context.called(row, "edition"),
        licence=Link(label=named, href=row["licence_url"]) if row["licence_url"] else named,
    )


def facts(context: Context, said: Iterable[tuple[str, Text]]) -> tuple[Fact, ...]:
    """Give facts under the words of their keys, without those of which nothing is known."""
    return tuple(Fact(label=context.words(key), value=value) for key, value in said if value)
