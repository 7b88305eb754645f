"""Makes every generated page from its template.

A template in `site_templates/pages/` begins with a comment that says what it is made for each of, a kind of
`scripts.model.pages`: `{# each: country #}`. An address of its own stands there too:
`{# each: site | path: compare/ #}`. The template sets `title` and `description`, `scripts` where the page has modules
of its own, and prints `view`, which a module of `scripts.render.subjects` gives.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Template

from scripts.model.pages import CHART, COUNTRY, GROUPED, GROUPINGS, KIND_OF, LONG_TABLE, SITE, PageKind
from scripts.model.site import Download, Page
from scripts.render import subjects
from scripts.render.context import Context
from scripts.render.drawings import Drawings
from scripts.render.environment import TEMPLATES, environment_of
from scripts.render.long_tables import long_tables, path_of
from scripts.words.edition import Edition, plain
from scripts.words.names import names_of, note_of

HEADER = re.compile(r"\{#-?\s*each:\s*(?P<each>[\w ]+?)\s*(?:\|\s*path:\s*(?P<path>\S*?)\s*)?-?#\}")

Maker = Callable[[Context, Any], object]
"""Gives what a template reads as `view`, from the context of a page and the thing that it is made for."""


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


def makers() -> Mapping[str, Maker]:
    """Give the function of each template, by its name. Raises ValueError when two modules are for one template."""
    found: dict[str, Maker] = {}
    for module in pkgutil.iter_modules(subjects.__path__):
        pages: Mapping[str, Maker] = importlib.import_module(f"{subjects.__name__}.{module.name}").PAGES
        if twice := found.keys() & pages.keys():
            message = f"Two modules are for the templates {sorted(twice)}."
            raise ValueError(message)
        found |= pages
    return found


def _each(kind: PageKind, edition: Edition, drawings: Drawings) -> Iterator[tuple[str, Any]]:
    """What pages of a kind are made for each of: its part of the address, and the thing itself; a row of a table."""
    if kind == SITE:
        yield "", None
    elif kind == COUNTRY:
        yield from ((area.slug, area) for area in edition.areas.values())
    elif kind == CHART:
        yield from ((drawn.chart.id, drawn) for drawn in drawings.drawn)
    elif kind == LONG_TABLE:
        yield from ((path_of(table).rstrip("/"), table) for table in long_tables(edition))
    elif kind == GROUPINGS:
        yield from [("", None)] if edition.reading.groupings else []
    elif kind == GROUPED:
        yield from ((kind.code(row), row) for rows in edition.reading.grouped.values() for row in rows)
    else:
        yield from ((kind.code(row), row) for row in edition.reading.rows(kind.table))


def render(edition: Edition, downloads: Sequence[Download], drawings: Drawings) -> Iterator[Page]:
    """Give every generated page of an edition. `downloads` are the files that pages link to."""
    environment, made = environment_of(edition), makers()
    macros = environment.get_template("partials/figures.html").module
    files = {download.path: download for download in downloads}
    for page_type in page_types():
        template = environment.get_template(f"pages/{page_type.template}.html")
        maker = made.get(page_type.template, _nothing)
        for slug, item in _each(page_type.kind, edition, drawings):
            path = page_type.path.format(slug=slug)
            context = Context(edition=edition, path=path, macros=macros, files=files, drawings=drawings)
            yield _sought(_page(template, context, maker, item), edition, page_type.kind, item)


def _nothing(_: Context, item: object) -> object:
    """What a template reads for which there is no module: nothing but the thing itself."""
    return item


MODULES = {" data-table=": "assets/js/tables.js"}
"""Modules that a page loads when it has what they work with, by the attribute that marks it."""


def _page(template: Template, context: Context, maker: Maker, item: object) -> Page:
    shown = {"item": item, "view": maker(context, item), "href": context.href, "file": context.file}
    module = template.make_module(shown)
    fragment = str(module)
    marked = (script for mark, script in MODULES.items() if mark in fragment)
    return Page(
        path=context.path,
        title=plain(module.title),  # type: ignore[attr-defined]
        description=plain(module.description),  # type: ignore[attr-defined]
        language=context.words.language,
        fragment=without_jinja(fragment),
        scripts=(*getattr(module, "scripts", ()), *marked),
        frame=str(getattr(module, "frame", "page.html")),
    )


def _sought(page: Page, edition: Edition, kind: PageKind, item: Any) -> Page:
    """Give a page with the names by which readers look for it; pages to embed are not looked for."""
    if not kind.words:
        return page
    names, note = names_of(edition, kind.name, item), note_of(edition, kind.name, item)
    return replace(page, kind=kind.name, names=names, note=note)


def without_jinja(fragment: str) -> str:
    """Write braces as character references, so that a later Jinja pass finds nothing to run in the data."""
    return fragment.replace("{", "&#123;").replace("}", "&#125;")
