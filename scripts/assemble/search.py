"""Makes what the search of the finished site needs: Pagefind's index of all pages, and a file of names a language."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from scripts.assemble.written import Term, Written
from scripts.model.pages import COUNTRY, ERRORS, INDICATOR, PAGE_KINDS, SITE
from scripts.model.problems import Problem, RefusedError
from scripts.model.site import ALSO, KEYWORD, Name, Page
from scripts.process import run, said
from scripts.words.words import Words

SEARCH: Final = "search"
"""Folder of the site that holds all of it, for every language."""

SAID: Final = (
    "search.found",
    "search.first",
    "search.nothing",
    "search.names_only",
    "search.known.also",
    "search.known.formerly",
    "search.known.territory",
    "search.known.part",
    "search.known.absent",
    "search.known.code",
    "search.known.like",
)
"""Words that the script says with results; those of the box itself are in the page's frame."""

WAYS: Final = (f"{COUNTRY.folder}/", f"{INDICATOR.folder}/")
"""Pages that lead on where nothing is found."""

NOT_TEXT: Final = "td.is-figure, td.is-bar, td.is-year, .table__hint, .table__tools, .visually-hidden"
"""Cells of figures and words of controls: nobody looks for them, and an excerpt made of them says nothing."""


UNUSED: Final = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""Files of the bundle that the site's own script never asks for."""


TERM: Final = "term"
"""What an entry of the glossary is called among the kinds of pages."""


def names_of(language: str) -> str:
    """Give the address of the names of a language's pages, below the site's root."""
    return f"{SEARCH}/names.{language}.json"


def names_file(words: Words, pages: Sequence[Page], root: str, written: Sequence[Written] = ()) -> bytes:
    """Give the names by which the pages of a language are looked for, as JSON with the words of its results.

    `root` is the way from the site's root to the language's: '' or `fr/`. A name that is the title is left out.
    `written` are the pages that were written by hand; pages of single problems are looked for by nobody.
    """
    by_hand = [
        entry
        for page in written
        for entry in _of_written(page)
        if page.path == ERRORS or not page.path.startswith(ERRORS)
    ]
    sought = sorted([*(page for page in pages if page.kind), *by_hand], key=lambda page: page.path)
    return _json(
        {
            "words": {key: _said(words, key) for key in SAID},
            "kinds": _kinds(words),
            "ways": [f"{root}{path}" for path in WAYS],
            "pages": [_entry(page, root) for page in sought],
        }
    )


def _kinds(words: Words) -> dict[str, str]:
    """The kinds in the order in which search gives what fits equally well: a term after what has a page of figures."""
    found = {}
    for kind in PAGE_KINDS:
        if kind.words:
            found[kind.name] = words(kind.words)
        if kind == INDICATOR:
            found[TERM] = words("search.kind.term")
    return found


def _of_written(page: Written) -> Iterator[Page]:
    names = tuple(Name(kind=KEYWORD, text=word) for word in page.keywords)
    yield _sought(page.path, page.title, SITE.name, names, "")
    yield from (_sought(term.path, term.name, TERM, _parts(term), term.note) for term in page.terms)


def _parts(term: Term) -> tuple[Name, ...]:
    """The terms of an entry that explains several: `LDC, LLDC, SIDS`."""
    parts = term.name.split(", ")
    return tuple(Name(kind=ALSO, text=part) for part in parts) if len(parts) > 1 else ()


def _sought(path: str, title: str, kind: str, names: tuple[Name, ...], note: str) -> Page:
    return Page(path=path, title=title, description="", language="", fragment="", kind=kind, names=names, note=note)


def _json(content: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _said(words: Words, key: str) -> str | dict[str, str]:
    """A text, or its forms by CLDR category."""
    forms = {name.rpartition(".")[2]: text for name, text in words.texts.items() if name.startswith(f"{key}.")}
    return forms or words.pattern(key)


def _entry(page: Page, root: str) -> dict[str, Any]:
    names: dict[str, dict[str, list[str]]] = {}
    for name in page.names:
        if name.text != page.title:
            names.setdefault(name.kind, {}).setdefault(name.shown, []).append(name.text)
    entry = {"path": f"{root}{page.path}", "title": page.title, "kind": page.kind, "note": page.note}
    return {**entry, "names": names}


def keywords(names: Sequence[Name]) -> str:
    """Give a page's names in one line, for its head: the index of words reads them, so that they find it too."""
    return ", ".join(name.text for name in names)


def run_pagefind(site: Path) -> None:
    """Index the finished site into its folder `search`. Raises RefusedError with what Pagefind says."""
    bundle = site / SEARCH
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle), "--quiet"]
    ended = run([*command, "--exclude-selectors", NOT_TEXT])
    entry = bundle / "pagefind-entry.json"
    if ended.returncode or not entry.is_file():
        lines = said(ended) or [""]
        raise RefusedError(
            Problem(file=SEARCH, row=n, code="search-not-built", found=line) for n, line in enumerate(lines, start=1)
        )
    for pattern in UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    entry.write_bytes(in_order(entry.read_bytes()))


def in_order(entry: bytes) -> bytes:
    """Give what Pagefind begins with, JSON, with its languages in order: it lists them in another each time."""
    read = json.loads(entry)
    return json.dumps({**read, "languages": dict(sorted(read["languages"].items()))}, ensure_ascii=False).encode()
