"""What a page is made from: the edition, its own address, and the files and drawings that it may show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from scripts.findings.reading import Reading, Row
from scripts.model.site import Download
from scripts.render.drawings import Drawings
from scripts.words.edition import Edition
from scripts.words.tongues import tongue_of
from scripts.words.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Of one page. `path` is its address below the language's root; `files` are the published files by path."""

    edition: Edition
    path: str
    macros: TemplateModule
    """Macros of `partials/figures.html`, which print the smallest things."""
    files: Mapping[str, Download]
    drawings: Drawings

    @property
    def reading(self) -> Reading:
        """The package and its summaries."""
        return self.edition.reading

    @property
    def words(self) -> Words:
        """The words of the page's language."""
        return self.edition.words

    @property
    def _root(self) -> str:
        return "../" * self.path.count("/")

    def href(self, path: str) -> str:
        """Give the address of a page of the same language, relative to this page."""
        return f"{self._root}{path}" or "./"

    def file(self, path: str) -> str:
        """Give the address of a published file, relative to this page."""
        languages = self.edition.languages
        return f"{self._root}{languages.way(self.words.language, languages.first)}{path}"

    def original(self, text: str) -> Markup:
        """Give a text that nobody translated, the title of a law: in the site's first language, or its words' own."""
        return self.in_language(text, tongue_of(text, self.edition.languages.first))

    def place(self, name: str) -> Markup:
        """Give the name of a place, which is taken for one of the page's language unless its words show another."""
        return self.in_language(name, tongue_of(name, self.words.language))

    def called(self, source: Row, column: str) -> Markup:
        """Give what a source or a record is called in the page's language; its own words where it has none there."""
        said = self.edition.called(source, column)
        return self.original(said) if said == source[column] else Markup("{}").format(said)

    def sources(self, named: Sequence[str]) -> list[Row]:
        """Give the rows of sources; of all where none is named, as under what is made from all."""
        return [self.reading.sources[source] for source in named] or list(self.reading.sources.values())

    def with_originals(self, text: object, sources: Iterable[Row]) -> Markup:
        """Give a text with what sources are called in their own words marked as such, wherever it stands in it."""
        names = [] if self.words.language == self.edition.languages.first else self.edition.originals(sources)
        if not names:
            return escape(text)
        longest = sorted((str(escape(name)) for name in names), key=len, reverse=True)
        places = re.compile(rf"<[^>]*>|(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)")

        shown, pieces, end = escape(text), list[Markup](), 0
        for found in places.finditer(shown):
            if found[1]:
                pieces += (shown[end : found.start()], self.original(unescape(found[1])))
                end = found.end()
        return Markup("").join([*pieces, shown[end:]])

    def in_language(self, text: str, language: str) -> Markup:
        """Give a text that is in a language, marked as such where the page is in another."""
        if not text or self.words.language == language:
            return Markup("{}").format(text)
        return Markup('<span lang="{}">{}</span>').format(language, text)

    def macro(self, name: str, *arguments: object) -> Markup:
        """Print a macro of the figures' partial."""
        printed: Markup = getattr(self.macros, name)(*arguments)
        return printed
