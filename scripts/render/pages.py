"""Makes every generated page from its template.

A template in `site_templates/pages/` begins with a comment that says what it is made for each of, a kind of
`scripts.model.pages`: `{# each: country #}`. An address of its own stands there too:
`{# each: site | path: compare/ #}`. The template sets `title` and `description`, `scripts` where the page has modules
of its own, `quoted` where it has a sentence to quote (`{"sentence": …, "sources": …}`), and prints `view`, which
a module of `scripts.render.subjects` gives.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from scripts.findings.corrections import concerning
from scripts.findings.reading import Row
from scripts.model.pages import (
    CHART,
    COUNTRY,
    GROUPED,
    GROUPINGS,
    INDICATOR,
    KIND_OF,
    LONG_TABLE,
    RELEASE,
    SITE,
    PageKind,
)
from scripts.model.site import Download, Page
from scripts.process import each as in_two
from scripts.render import subjects
from scripts.render.context import Context
from scripts.render.drawings import Drawings
from scripts.render.environment import TEMPLATES, environment_of
from scripts.render.links import anchor
from scripts.render.long_tables import long_tables, path_of
from scripts.render.makers import Makers, View, joined, view_of
from scripts.render.quoting import Quoted, page_quoted
from scripts.words.edition import Area, Edition, plain
from scripts.words.names import names_of, names_of_absent, note_of

HEADER = re.compile(r"\{#-?\s*each:\s*(?P<each>[\w ]+?)\s*(?:\|\s*path:\s*(?P<path>\S*?)\s*)?-?#\}")


@dataclass(frozen=True, slots=True)
class PageType:
    """One template: its name, what it is made for each of, and the pattern of its address."""

    template: str
    kind: PageKind
    path: str


def page_types(folder: Path = TEMPLATES / "pages") -> list[PageType]:
    """Read the header of every page template. Raises ValueError for one without, KeyError for an unknown kind."""
    found = []
    for path in sorted(folder.glob("*.html")):
        header = HEADER.match(path.read_text(encoding="utf-8"))
        if header is None:
            message = f"{path} does not begin with a comment 'each: … | path: …'."
            raise ValueError(message)
        kind = KIND_OF[header["each"]]
        own = header["path"] if header["path"] is not None else kind.path("{slug}")
        found.append(PageType(path.stem, kind, own))
    return found


def makers() -> Makers:
    """Give the functions of all modules. Raises ValueError when two are for one template."""
    names = [f"{subjects.__name__}.{module.name}" for module in pkgutil.iter_modules(subjects.__path__)]
    return joined(importlib.import_module(name).PAGES for name in names)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page that is to be made: its part of the address, what its template reads, and what it is looked for as."""

    slug: str
    view: View
    item: Area | Row | None = None


def _each(page_type: PageType, made: Makers, edition: Edition, drawings: Drawings) -> Iterator[Wanted]:
    """Give what pages of a type are made for each of: once, or for each area, chart, table, or row of a table."""
    kind, template = page_type.kind, page_type.template
    if kind == COUNTRY:
        areas = edition.areas.values()
        return (Wanted(area.slug, view_of(made.areas, template, area), area) for area in areas)
    if kind == CHART:
        return (Wanted(each.chart.id, view_of(made.charts, template, each)) for each in drawings.drawn)
    if kind == LONG_TABLE:
        tables = long_tables(edition)
        return (Wanted(path_of(each).rstrip("/"), view_of(made.tables, template, each)) for each in tables)
    if kind == SITE or (kind == GROUPINGS and edition.reading.groupings):
        return iter([Wanted("", view_of(made.site, template, None))])
    return (Wanted(kind.code(row), view_of(made.rows, template, row), row) for row in _rows(kind, edition))


def _rows(kind: PageKind, edition: Edition) -> Iterator[Row]:
    """Give the rows that have a page each."""
    if kind == GROUPED:
        yield from (row for rows in edition.reading.grouped.values() for row in rows)
    elif kind == RELEASE:
        yield from ({"id": each.version, "version": each.version} for each in edition.reading.history.releases)
    elif kind != GROUPINGS:
        yield from edition.reading.rows(kind.table)


def render(
    edition: Edition, downloads: Sequence[Download], drawings: Drawings, only: str | None = None
) -> Sequence[Page]:
    """Give every generated page of an edition, or only that of an address, where there is one.

    `downloads` are the files that pages link to.
    """
    environment, made = environment_of(edition), makers()
    macros = environment.get_template("partials/figures.html").module
    fold = environment.get_template("partials/quote.html").module.fold  # type: ignore[attr-defined]
    files = {download.path: download for download in downloads}
    every = ((page_type, each) for page_type in page_types() for each in _each(page_type, made, edition, drawings))
    wanted = [(kind, each) for kind, each in every if only is None or kind.path.format(slug=each.slug) == only]

    def page(asked: tuple[PageType, Wanted]) -> Page:
        page_type, each = asked
        template = environment.get_template(f"pages/{page_type.template}.html")
        path = page_type.path.format(slug=each.slug)
        context = Context(edition=edition, path=path, macros=macros, files=files, drawings=drawings)
        return _sought(_page(template, context, each, fold), edition, page_type.kind, each.item)

    return in_two(page, wanted)


MODULES = {" data-table=": ("assets/js/search-names.js", "assets/js/tables.js")}
"""Modules that a page loads when it has what they work with, by the attribute that marks it; what one imports first."""


FRAMED = "page.html"
"""The frame of the theme around a page of the site, which ends with what readers take away from it."""


def _page(template: Template, context: Context, wanted: Wanted, fold: Callable[[Quoted], Markup]) -> Page:
    shown = {"item": wanted.item, "view": wanted.view(context), "href": context.href, "file": context.file}
    module = template.make_module(shown)
    frame = str(getattr(module, "frame", FRAMED))
    fragment = str(module)
    if frame == FRAMED:
        taken = page_quoted(context, plain(module.title), **getattr(module, "quoted", {}))  # type: ignore[attr-defined]
        fragment += f"{fold(taken)}{_corrected(context)}{_changed(context, wanted.item)}"
    marked = (script for mark, scripts in MODULES.items() if mark in fragment for script in scripts)
    return Page(
        path=context.path,
        title=plain(module.title),  # type: ignore[attr-defined]
        description=plain(module.description),  # type: ignore[attr-defined]
        language=context.words.language,
        fragment=without_jinja(fragment),
        scripts=(*getattr(module, "scripts", ()), *marked),
        pictures=tuple(getattr(module, "pictures", ())),
        frame=frame,
    )


def _changed(context: Context, item: Area | Row | None) -> str:
    """Say how many values and records of a country or an indicator the release changed, and lead to them."""
    if isinstance(item, Area):
        asked, name = {"ref_area": item.iso3}, item.name
    elif item and context.path == INDICATOR.path(item.get("id", "")):
        asked, name = {"indicator": item["id"]}, context.edition.text(item, "label")
    else:
        return ""
    newest = context.edition.releases[:1]
    count = len(newest[0].here(**asked)) if newest else 0
    if not count:
        return ""
    said = context.words("release.here", version=newest[0].version, name=name, count=count)
    return Markup('<p class="corrected">{}</p>').format(anchor(context.href(RELEASE.path(newest[0].version)), said))


def _corrected(context: Context) -> str:
    """Say that the page is concerned by corrections, and lead to them; nothing where it is by none."""
    rows = concerning(context.reading, context.path)
    if not rows:
        return ""
    link = anchor(context.href(f"corrections/#{rows[0]['id']}"), context.words("corrections.here", count=len(rows)))
    return Markup('<p class="corrected" data-corrections="{}">{}</p>').format(" ".join(r["id"] for r in rows), link)


def _sought(page: Page, edition: Edition, kind: PageKind, item: Area | Row | None) -> Page:
    """Give a page with the names by which readers look for it; pages to embed are not looked for."""
    if not kind.words:
        return page
    names, note = names_of(edition, kind.name, item), note_of(edition, kind.name, item)
    if page.path == f"{COUNTRY.folder}/":
        names = names_of_absent(edition)
    return replace(page, kind=kind.name, names=names, note=note)


def without_jinja(fragment: str) -> str:
    """Write braces as character references, so that a later Jinja pass finds nothing to run in the data."""
    return fragment.replace("{", "&#123;").replace("}", "&#125;")
