"""What readers take away: sentences as pages say them, citations of this release, code that leads somewhere.

Citations are read by a reader of this module's own, which knows of BibTeX only what an entry of ours may hold.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page, parse, text_of

FORMS: Final = ("apa", "chicago", "bibtex")
CHARTS: Final = "charts/"
FILE: Final = "/oembed.json"
EMBEDDED: Final = "embed/"

FIELD: Final = re.compile(r"^  (?P<name>[a-z]+) = (?:\{(?P<text>.*)\}|(?P<macro>[a-z]{3})),?$")
NAMES: Final[Mapping[str, str]] = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
"""Commands of TeX that print one letter."""

COMMAND: Final = re.compile(r"\\([a-z]+)\{\}|\\([$&#%_])")
LEFT: Final = re.compile(r"[\\{}$&#%~^]")
"""What TeX would run or BibTeX would count, once everything that prints a letter is read."""

SOURCE: Final = re.compile(r'\ssrc="([^"]*)"')


class UnreadableError(ValueError):
    """An entry of BibTeX that would not print what it says."""


class Quoting:
    """The facts of the package that citations are held to."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        held = site.descriptor
        makers = [each for each in _objects(held.get("contributors")) if "creator" in each.get("roles", ["creator"])]
        self._facts = {
            "release": str(held.get("version", "")),
            "year": str(held.get("created", ""))[:4],
            **{f"producer {n}": str(each.get("title", "")) for n, each in enumerate(makers)},
        }

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell a sentence to quote that the page does not say, and a citation that is not of this release."""
        fold = next(iter(page.tree.xpath("//details[contains(concat(' ', @class, ' '), ' quoting ')]")), None)
        if fold is None:
            return
        heading = next(page.tree.iter("h1"), None)
        title = "" if heading is None else text_of(heading)
        outside = _text_without(page.tree, fold)
        for element in fold.xpath(".//*[@data-quote]"):
            told = text_of(element)
            if not any(told.startswith(text) for text in (*outside, title) if text):
                yield Problem(file=page.path, row=element.sourceline, code="quote-sentence-differs", found=told[:80])
        forms = {element.get("data-form"): "".join(element.itertext()) for element in fold.xpath(".//*[@data-form]")}
        yield from self._citations(page.path, forms, title)

    def _citations(self, file: str, forms: Mapping[str, str], title: str) -> Iterator[Problem]:
        """Tell a form that lacks a fact of the package, or the title of what it cites."""
        for form in FORMS:
            text = forms.get(form, "")
            try:
                said = _read(text) if form == "bibtex" else text
            except UnreadableError as error:
                yield Problem(file=file, code="citation-unreadable", found=str(error))
                continue
            for fact in (*self._facts.values(), title):
                if " ".join(fact.split()) not in " ".join(said.split()):
                    yield Problem(file=file, code="citation-differs", found=" ".join(said.split())[:120], expected=fact)

    def charts(self) -> Iterator[Problem]:
        """Tell of each chart what its file says that is not so, and where its code and addresses lead nowhere."""
        for own in self._site.below("", "/index.html"):
            root = self._site.languages.root_of(self._site.languages.language_of(own))
            name = own.removeprefix(f"{root}{EMBEDDED}").removesuffix("/index.html")
            if own.startswith(f"{root}{EMBEDDED}"):
                yield from self._chart(own, f"{CHARTS}{root}{name}{FILE}", root)

    def _chart(self, own: str, path: str, root: str) -> Iterator[Problem]:
        if path not in self._site.files:
            yield Problem(file=path, code="embed-address-missing", found=path)
            return
        page = parse(own, self._site.read(own))
        told = json.loads(self._site.read(path))
        quote = told["quote"]
        said = [text_of(each) for each in page.tree.xpath("//figcaption/*")]
        if not all(text.rstrip(".") in quote["sentence"] for text in said):
            yield Problem(file=path, code="quote-sentence-differs", found=quote["sentence"])
        yield from self._citations(
            path, {name: "".join(pieces) for name, pieces in quote["forms"].items()}, told["title"]
        )
        code = quote["root"].join(quote["embed"])
        addresses = [quote["address"], *([quote["picture"]] if quote["picture"] else []), *SOURCE.findall(code)]
        for address in addresses:
            target, _, anchor = self._below(address, path, quote["root"]).partition("#")
            there = target + ("index.html" if not target or target.endswith("/") else "")
            if there not in self._site.files or (anchor and not self._anchored(there, anchor)):
                yield Problem(file=path, code="embed-address-missing", found=address)

    def _below(self, address: str, path: str, base: str) -> str:
        """Give where an address leads below the site's root: from the file itself, or from the root that it names."""
        if "://" in base and address.startswith(base):
            return address.removeprefix(base)
        place, mark, anchor = address.partition("#")
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place)))
        return f"{'' if joined == '.' else joined}{'/' if place.endswith('/') and joined != '.' else ''}{mark}{anchor}"

    def _anchored(self, file: str, anchor: str) -> bool:
        return f'id="{anchor}"'.encode() in self._site.read(file)


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text_without(tree: Any, left_out: Any) -> set[str]:
    """Give the text of every paragraph and heading outside an element."""
    inside = set(left_out.iter())
    return {text_of(each) for each in tree.iter("p", "h1", "figcaption") if each not in inside}


def _read(entry: str) -> str:
    """Give what an entry of BibTeX prints. Raises UnreadableError where it would run or count something of a text."""
    lines = entry.strip().splitlines()
    if not lines or not lines[0].startswith("@misc{") or lines[-1] != "}":
        raise UnreadableError(entry[:80])
    fields = []
    for line in lines[1:-1]:
        field = FIELD.fullmatch(line)
        if field is None:
            raise UnreadableError(line)
        text = field["text"] or ""
        if field["name"] in ("author", "title"):
            text = text.removeprefix("{").removesuffix("}")
        if field["name"] == "url":
            if re.search(r"[\\{}\s]", text):
                raise UnreadableError(line)
            continue
        if LEFT.search(COMMAND.sub("", text)):
            raise UnreadableError(line)
        fields.append(printed(text))
    return "\n".join(fields)


def printed(text: str) -> str:
    """Give what TeX prints of a text: each command that stands for one letter as that letter."""
    return COMMAND.sub(lambda found: found[2] or NAMES.get(found[1], ""), text)
