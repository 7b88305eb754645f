"""Makes every generated page from its template.

A template in `site_templates/pages/` begins with a comment that says what it is made for each of, a kind of
`scripts.model.pages`: `{# each: country #}`. An address of its own stands there too:
`{# each: site | path: compare/ #}`. The template sets `title` and `description`, `scripts` where the page has modules
of its own, and prints the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD, WORLD
from scripts.model.pages import CHART, COUNTRY, KIND_OF, LONG_TABLE, SITE, PageKind
from scripts.model.site import Download, Page
from scripts.render.chart_views import Drawings
from scripts.render.framework_tables import View
from scripts.render.long_tables import long_tables, path_of
from scripts.render.rules import summary_rules
from scripts.render.script_words import script_words
from scripts.render.sentence_cases import sentence_cases
from scripts.sentences import sentences
from scripts.words.edition import Edition, plain
from scripts.words.names import names_of, note_of

TEMPLATES = Path("site_templates")
HEADER = re.compile(r"\{#-?\s*each:\s*(?P<each>[\w ]+?)\s*(?:\|\s*path:\s*(?P<path>\S*?)\s*)?-?#\}")


@dataclass(frozen=True, slots=True)
class PageType:
    """One template: its name, what it is made for each of, and the pattern of its address."""

    template: str
    kind: PageKind
    path: str


def page_types(folder: Path = TEMPLATES / "pages") -> list[PageType]:
    """Read the header of every page template. Raises ValueError for one without."""
    found = []
    for path in sorted(folder.glob("*.html")):
        header = HEADER.match(path.read_text(encoding="utf-8"))
        if header is None:
            message = f"{path} does not begin with a comment 'each: … | path: …'."
            raise ValueError(message)
        kind = KIND_OF[header["each"]]
        own = header["path"] if header["path"] is not None else kind.path("{slug}")
        found.append(PageType(f"pages/{path.name}", kind, own))
    return found


def _each(kind: PageKind, site: Edition, drawings: Drawings) -> Iterator[tuple[str, Any]]:
    """What pages of a kind are made for each of: its part of the address, and the thing itself; a row of a table."""
    if kind == SITE:
        yield "", None
    elif kind == COUNTRY:
        yield from ((area.slug, area) for area in site.areas.values())
    elif kind == CHART:
        yield from ((drawn.chart.id, drawn) for drawn in drawings.drawn)
    elif kind == LONG_TABLE:
        yield from ((path_of(table).rstrip("/"), table) for table in long_tables(site))
    else:
        yield from ((row[kind.key].lower(), row) for row in site.reading.rows(kind.table))


def render(site: Edition, downloads: Sequence[Download], drawings: Drawings) -> Iterator[Page]:
    """Give every generated page in the site's language. `downloads` are the files that pages link to."""
    environment = environment_of(site)
    for page_type in page_types():
        template = environment.get_template(page_type.template)
        for name, item in _each(page_type.kind, site, drawings):
            path = page_type.path.format(slug=name)
            view = View(site, environment, path, downloads, drawings)
            made = _page(
                template, path, {"item": item, "path": path, "view": view, "href": view.href}, site.words.language
            )
            yield _sought(made, site, page_type.kind, item)


MODULES = {" data-table=": "assets/js/tables.js"}
"""Modules that a page loads when it has what they work with, by the attribute that marks it."""


def _page(template: Template, path: str, context: dict[str, Any], language: str) -> Page:
    module = template.make_module(context)
    fragment = str(module)
    marked = (script for mark, script in MODULES.items() if mark in fragment)
    return Page(
        path=path,
        title=plain(module.title),  # type: ignore[attr-defined]
        description=plain(module.description),  # type: ignore[attr-defined]
        language=language,
        fragment=without_jinja(fragment),
        scripts=(*getattr(module, "scripts", ()), *marked),
        frame=str(getattr(module, "frame", "page.html")),
    )


def _sought(page: Page, site: Edition, kind: PageKind, item: Any) -> Page:
    """Give a page with the names by which readers look for it; pages to embed are not looked for."""
    if not kind.words:
        return page
    return replace(page, kind=kind.name, names=names_of(site, kind.name, item), note=note_of(site, kind.name, item))


def without_jinja(fragment: str) -> str:
    """Write braces as character references, so that a later Jinja pass finds nothing to run in the data."""
    return fragment.replace("{", "&#123;").replace("}", "&#125;")


def environment_of(site: Edition) -> Environment:
    """Give the environment that templates are rendered in: their words, the site, and what they may say of it."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: site.html(value) if isinstance(value, Figure) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )

    def t(key: str, **values: object) -> Markup:
        return site.phrase(key, **values)

    environment.globals.update(
        t=t,
        site=site,
        say=_Sayings(site),
        words=site.words,
        summary_rules=summary_rules,
        sentence_cases=sentence_cases,
        script_words=lambda script: script_words(site.words, script),
        WORLD=WORLD,
        ALL_PERIODS=ALL_PERIODS,
        UNKNOWN_PERIOD=UNKNOWN_PERIOD,
    )
    environment.tests["figure"] = lambda value: isinstance(value, Figure)
    environment.filters["plain"] = plain
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment


class _Sayings:
    """The functions of `sentences`, bound to a site, as templates call them."""

    def __init__(self, site: Edition) -> None:
        self._site = site

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = getattr(sentences, name)
        return lambda *arguments: function(self._site, *arguments)
