"""Pages that stand in pages of other sites: a chart by itself, written from a template of its own.

MkDocs brings navigation, Markdown and a map of the site, of which these pages have nothing, and there are more of them
than of all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import yaml
from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context

from scripts.assemble.config import page_data
from scripts.assemble.volume import in_frame
from scripts.model.site import Page
from scripts.words.words import Words

TEMPLATES: Final = Path("site_templates")
TEMPLATE: Final = "embed/page.html"
"""What `frame` of such a page is: the template of the whole of it."""

PROJECT: Final = Path("mkdocs.yml")


def write_alone(pages: Iterable[Page], words: Words, config: Mapping[str, Any], target: Path) -> None:
    """Write pages below `target`, the folder of their language. `config` is that language's, without the project's."""
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES / "theme", TEMPLATES]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["url"] = _url
    template = environment.get_template(TEMPLATE)
    shared = {"config": _joined(yaml.safe_load(PROJECT.read_bytes()), config), "direction": words.direction}
    for page in pages:
        path = target / page.path / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        frame = template.render(shared, page=_page(page, config["site_url"]))
        path.write_text(in_frame(frame, page), encoding="utf-8")


def _page(page: Page, site_url: str) -> dict[str, Any]:
    """Give a page as templates of the theme read it. `site_url` is the address of its language; '' for none."""
    return {
        "title": page.title,
        "url": quote(page.path),
        "canonical_url": f"{site_url}{quote(page.path)}" if site_url else "",
        "is_homepage": False,
        "meta": page_data(page, ""),
    }


@pass_context
def _url(context: Context, path: str) -> str:
    """Give the way from a page to a file below the root of its language."""
    return f"{'../' * context['page']['url'].count('/')}{path}"


def _joined(base: Any, own: Any) -> Any:
    """Give a configuration with what another says instead and besides, at every depth, as MkDocs inherits."""
    if not (isinstance(base, dict) and isinstance(own, Mapping)):
        return own
    return {name: _joined(base.get(name), own.get(name, base.get(name))) for name in {**base, **own}}
