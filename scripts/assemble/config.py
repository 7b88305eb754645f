"""The MkDocs configuration of one language, which inherits the project's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.assemble.search import SEARCH
from scripts.model.languages import FIRST, way
from scripts.model.site import Picture
from scripts.words.words import Words

if TYPE_CHECKING:
    from scripts.assemble.site import Frame

PRIMARY = ("indicators", "countries", "regions", "sources", "downloads", "method")
"""Sections of the main navigation: their index pages only, so that a page's cost does not grow with the site."""

SECONDARY = ("compare", "glossary", "quality", "api", "cite", "about", "accessibility")
"""Pages that the foot of every page links to."""


def language_config(
    words: Words, languages: Sequence[Words], frame: Frame, folder: Path, site_dir: Path
) -> dict[str, Any]:
    """Give the configuration as JSON data, for a file in `folder` that builds into `site_dir`."""
    return {
        "INHERIT": os.path.relpath("mkdocs.yml", folder),
        "site_name": words("site.name"),
        "site_description": words("site.description"),
        "site_url": frame.site_url,
        "copyright": words("site.copyright", version=frame.version, day=words.day(frame.released)),
        "docs_dir": "docs",
        "site_dir": str(site_dir.resolve()),
        "theme": {"custom_dir": "theme", "language": words.language},
        "nav": [{words("nav.home"): "index.md"}, *({words(f"nav.{name}"): _page(name)} for name in PRIMARY)],
        "extra": {
            "words": {
                key.removeprefix("frame."): text for key, text in words.texts.items() if key.startswith("frame.")
            },
            "search": f"{way(words.language, FIRST)}{SEARCH}/",
            "locale": words("site.locale"),
            "secondary": [{"href": f"{name}/", "label": words(f"nav.{name}")} for name in SECONDARY],
            "languages": [
                {"lang": w.language, "name": w("site.language"), "base": way(words.language, w.language)}
                for w in languages
            ],
        },
    }


def picture_data(picture: Picture, site_url: str) -> dict[str, Any]:
    """Give a picture as templates print it, with its whole address: services follow no relative one."""
    return {
        "address": f"{site_url.rstrip('/')}/{picture.path}",
        "alternative": picture.alternative,
        "width": picture.width,
        "height": picture.height,
    }


def _page(name: str) -> str:
    """The file of a section: hand-written pages are single files."""
    return f"{name}.md" if name == "method" else f"{name}/index.md"
