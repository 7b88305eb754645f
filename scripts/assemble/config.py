"""The MkDocs configuration of one language, which inherits the project's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from scripts.assemble.search import SEARCH, keywords
from scripts.assemble.volume import Frame, Volume
from scripts.model.manifest import MANIFEST, UNKNOWN
from scripts.model.site import Page, Picture
from scripts.words.words import Words

PRIMARY = ("indicators", "countries", "compare", "regions", "sources", "downloads", "method")
"""Sections of the main navigation: their index pages only, so that a page's cost does not grow with the site."""

SECONDARY = (
    "glossary",
    "releases",
    "corrections",
    "changes",
    "quality",
    "honest",
    "api",
    "cite",
    "about",
    "accessibility",
)
"""Pages that the foot of every page links to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sister:
    """A language of the site, and the addresses of the pages of another that it lacks."""

    words: Words
    lacking: Sequence[str]


def language_config(
    edition: Volume, sisters: Sequence[Sister], frame: Frame, folder: Path, site_dir: Path
) -> dict[str, Any]:
    """Give the configuration as JSON data, for a file in `folder` that builds into `site_dir`.

    `sisters` are all languages of the site, this one among them.
    """
    words, naming, languages = edition.words, edition.naming, frame.languages
    way = partial(languages.way, words.language)
    return {
        "INHERIT": os.path.relpath("mkdocs.yml", folder),
        "site_name": naming.name,
        "site_description": words("site.description"),
        "site_url": address_of(words.language, frame),
        "copyright": words("site.copyright", version=frame.version, day=words.day(frame.released)),
        "docs_dir": "docs",
        "site_dir": str(site_dir.resolve()),
        "theme": {"custom_dir": "theme", "language": words.language},
        "nav": [{words("nav.home"): "index.md"}, *({words(f"nav.{name}"): _page(name)} for name in PRIMARY)],
        "extra": {
            "words": {
                key.removeprefix("frame."): text for key, text in words.texts.items() if key.startswith("frame.")
            },
            "search": f"{way(languages.first)}{SEARCH}/",
            "charts": f"{way(languages.first)}{languages.folder_of('charts', words.language)}/",
            "manifest": f"{way(languages.first)}{MANIFEST}",
            "fingerprint": words("site.fingerprint", hash=UNKNOWN),
            "subtitle": naming.subtitle,
            "locale": words("site.locale"),
            "feedback": feedback_data(words, frame),
            "root": way(languages.first),
            "secondary": [{"href": f"{name}/", "label": words(f"nav.{name}")} for name in SECONDARY],
            "languages": [
                {
                    "lang": sister.words.language,
                    "name": sister.words("site.language"),
                    "base": way(sister.words.language),
                    "address": address_of(sister.words.language, frame),
                    "lacking": sister.lacking,
                    "default": sister.words.language == languages.first,
                }
                for sister in sisters
            ],
        },
    }


def feedback_data(words: Words, frame: Frame) -> dict[str, str] | None:
    """Give what the foot of a page says of reporting an error; `{page}` stands for its address. None for no way."""
    if frame.feedback is None:
        return None
    return {
        "mail": frame.feedback.mail,
        "issues": frame.feedback.issues,
        "join": "&" if "?" in frame.feedback.issues else "?",
        "root": frame.languages.root_of(words.language),
        "subject": words("report.subject", page="{page}", release=frame.version),
        "body": words("report.body", page="{page}", release=frame.version).replace("\n", "\r\n"),
        **{name: words(f"report.{name}") for name in ("by_mail", "by_issue", "cell")},
    }


def address_of(language: str, frame: Frame) -> str:
    """Give the whole address of a language's home page; '' where the site's is not known."""
    return f"{frame.site_url.rstrip('/')}/{frame.languages.root_of(language)}" if frame.site_url else ""


def picture_data(picture: Picture, site_url: str) -> dict[str, Any]:
    """Give a picture as templates print it, with its whole address: services follow no relative one."""
    return {
        "address": f"{site_url.rstrip('/')}/{picture.path}",
        "alternative": picture.alternative,
        "width": picture.width,
        "height": picture.height,
    }


def page_data(page: Page, site_url: str) -> dict[str, Any]:
    """Give what templates of the theme read of a generated page, beside its content."""
    told: dict[str, Any] = {"title": page.title, "description": page.description}
    if page.scripts:
        told["scripts"] = page.scripts
    if page.pictures:
        told["pictures"] = [{"href": address, "media": media} for address, media in page.pictures]
    if page.moved is not None:
        told["moved"] = page.moved or None
        told["left"] = True
    if page.about:
        told["about"] = page.about
    if page.forms:
        told["forms"] = [{"path": path, "type": kind} for path, kind in page.forms]
    if page.names:
        told["keywords"] = keywords(page.names)
    if page.picture and site_url:
        told["picture"] = picture_data(page.picture, site_url)
    return told


def _page(name: str) -> str:
    """The file of a section: hand-written pages are single files."""
    return f"{name}.md" if name == "method" else f"{name}/index.md"
