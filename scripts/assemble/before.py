"""Pages that were made before, of the same content in the same frame, and what is done to every page that is made.

A page is made by its template from its own content and from what all pages share: the configuration, the theme, the
terms of the glossary, what became of former addresses. Its finished text, before assets have their names, is kept by
all of that. Hand-written pages lead to each other, which MkDocs looks at: they are kept together, and made together
where any of them differs, or any address of the site is new or gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from scripts.assemble.config import page_data
from scripts.assemble.former import with_former
from scripts.assemble.minify import minified_page
from scripts.assemble.terms import Terms, linked, terms_of
from scripts.assemble.volume import Frame, Volume
from scripts.assemble.written import GLOSSARY, described, placed, with_changes, written_pages
from scripts.kept import Made
from scripts.model.fences import of_package
from scripts.model.pages import ERRORS
from scripts.model.site import Page
from scripts.words.words import Words

TEMPLATES: Final = Path("site_templates")
DOCS: Final = Path("docs")
CHANGELOG: Final = Path("CHANGELOG.md")
PROJECT: Final = Path("mkdocs.yml")
PAGE: Final = "index.html"
"""The file of every page, in a folder of its own."""

BLANK: Final = "blank.html"
"""A template of nothing: MkDocs writes no file for a page of it, but knows that there is one."""

EMPTY: Final = f"---\ntemplate: {BLANK}\n---\n"
OF_A_RUN: Final = ("INHERIT", "site_dir")
"""What of a configuration is a place of one run alone."""


def stub_of(page: Page, site_url: str) -> str:
    """Give a page's Markdown: front matter alone."""
    matter = {"template": page.frame, **page_data(page, site_url)}
    lines = [f"{key}: {quoted(value)}" for key, value in matter.items()]
    return "\n".join(["---", *lines, "---", ""])


def quoted(value: object, indent: int | None = None) -> str:
    """Write a value as JSON that is YAML too, whatever its texts hold.

    YAML knows line breaks that JSON does not, and refuses characters that JSON allows: MkDocs would then take front
    matter for the Markdown of the page. What is not printable is therefore written as an escape, which both read.
    Beyond the first plane YAML takes every character as it is, and JSON's escapes are not its own.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(c if c.isprintable() or c == "\n" or c > "\uffff" else f"\\u{ord(c):04x}" for c in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What is done to the pages of a language in `folder`, whose addresses begin with `root`."""

    folder: Path
    root: str
    terms: Terms
    frame: Frame

    @classmethod
    def of(cls, folder: Path, words: Words, frame: Frame) -> Finish:
        """Give it for one language."""
        terms = terms_of(words, _explained(words, frame))
        return cls(folder=folder, root=frame.languages.root_of(words.language), terms=terms, frame=frame)

    def finished(self, text: str, inside: str) -> str:
        """Minify a page, link its terms, keep what earlier releases could lead to within it."""
        return with_former(
            linked(minified_page(text), inside, self.terms),
            self._address(inside),
            self.former(inside),
            self.frame.moves,
        )

    def former(self, inside: str) -> Sequence[str]:
        """Give the sections that earlier releases had on a page."""
        return self.frame.sections.get(self._address(inside), ())

    def _address(self, inside: str) -> str:
        return f"{self.root}{inside.removesuffix(PAGE)}"


@dataclass(slots=True, kw_only=True)
class Before:
    """The finished pages of a language that were made before, and how those that were not are kept.

    Pages are known by their files, below the folder of the language.
    """

    made: Made
    texts: dict[str, str]
    written: Mapping[str, str]
    """The Markdown of hand-written pages that are to be made, by their files: none where they were made before."""

    keys: Mapping[str, str]
    """Under what each generated page is kept."""

    by_hand: frozenset[str]
    together: str
    """Under what the hand-written pages are kept."""

    _new: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, edition: Volume, frame: Frame, made: Made, finish: Finish, config: Mapping[str, Any]) -> Before:
        """Find what was made before. `config` is the configuration of the language."""
        shared = made.key("frame", *_shared(edition.words, finish, config))
        keys = {
            inside: made.key(
                "page", shared, inside, stub_of(page, frame.site_url), page.fragment, repr(finish.former(inside))
            )
            for page in edition.pages
            for inside in [f"{page.path}{PAGE}"]
        }
        found = {inside: text for inside, key in keys.items() if (text := made.find(key)) is not None}
        texts = dict(written(edition.words, frame))
        own = {path: f"{_address(Path(path))}{PAGE}" for path in texts}
        parts = (part for item in sorted(texts.items()) for part in item)
        former = (repr(finish.former(inside)) for inside in sorted(own.values()))
        together = made.key("written", shared, *parts, *former, "", *sorted(keys))
        kept: Mapping[str, str] | None = made.find(together)
        return cls(
            made=made,
            texts={**found, **(kept or {})},
            written=texts if kept is None else {},
            keys=keys,
            by_hand=frozenset(own.values()),
            together=together,
        )

    def missing(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Give the generated pages that were not made before."""
        return (page for page in pages if f"{page.path}{PAGE}" not in self.texts)

    def keep(self, inside: str, text: str) -> None:
        """Keep a page that was made now."""
        if inside in self.keys:
            self.made.keep(self.keys[inside], text)
        elif inside in self.by_hand:
            self._new[inside] = text

    def keep_written(self) -> None:
        """Keep the hand-written pages, where all of them were made now."""
        if self._new.keys() == self.by_hand:
            self.made.keep(self.together, self._new)


def _shared(words: Words, finish: Finish, config: Mapping[str, Any]) -> Iterator[str | bytes]:
    """Give all that the finished pages of a language are made from besides their own content."""
    yield json.dumps({name: value for name, value in config.items() if name not in OF_A_RUN}, sort_keys=True)
    yield from (words.language, words.direction, finish.frame.released, finish.frame.site_url)
    yield from (finish.terms.pattern.pattern, repr(sorted(finish.terms.addresses.items())), repr(finish.frame.moves))
    for path in (PROJECT, *sorted(TEMPLATES.rglob("*.html")), *sorted((TEMPLATES / "theme").rglob("*"))):
        if path.is_file():
            yield from (path.as_posix(), path.read_bytes())


def written(words: Words, frame: Frame, only: str | None = None) -> Iterator[tuple[str, str]]:
    """Give the Markdown of each hand-written page by its file, as this package is published with it.

    `only` names the file that alone is asked for.
    """
    docs = DOCS / words.language
    changes = CHANGELOG.read_text(encoding="utf-8")
    for path in sorted(docs.rglob("*.md")) if only is None else [docs / only]:
        inside = path.relative_to(docs)
        own = of_package(path.read_text(encoding="utf-8"), frame.name)
        address = f"{frame.languages.root_of(words.language)}{_address(inside)}"
        text = placed(with_changes(own, changes, words), address, frame.languages)
        problem = inside.parent == Path(ERRORS) and path.stem != "index"  # they begin with what is wrong
        yield inside.as_posix(), text if problem else described(text)


def _address(path: Path) -> str:
    place = path.parent if path.name == "index.md" else path.with_suffix("")
    return "" if place == Path() else f"{place.as_posix()}/"


def _explained(words: Words, frame: Frame) -> frozenset[str]:
    """Give the addresses of the entries that the glossary of a language has, as this package is published with it."""
    pages = written_pages(DOCS / words.language, frame.name)
    return frozenset(term.path.removeprefix(f"{GLOSSARY}#") for page in pages for term in page.terms)
