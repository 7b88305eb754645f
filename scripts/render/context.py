"""What a page is made from: the edition, its own address, and the files and drawings that it may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2.environment import TemplateModule
from markupsafe import Markup

from scripts.findings.reading import Reading
from scripts.model.site import Download
from scripts.render.drawings import Drawings
from scripts.words.edition import Edition
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
        """Give a text that is not translated, and so in the site's first language: the title of a source."""
        return self.in_language(text, self.edition.languages.first)

    def in_language(self, text: str, language: str) -> Markup:
        """Give a text that is in a language, marked as such where the page is in another."""
        if not text or self.words.language == language:
            return Markup("{}").format(text)
        return Markup('<span lang="{}">{}</span>').format(language, text)

    def macro(self, name: str, *arguments: object) -> Markup:
        """Print a macro of the figures' partial."""
        printed: Markup = getattr(self.macros, name)(*arguments)
        return printed
