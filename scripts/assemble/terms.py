"""Links the first use of each term on a page to its entry in the glossary: once a page, when it is built.

Which words are terms is content of a language: `terms.<address>` in its locale file has the forms of the term whose
entry has that address, separated by `|`. A term is linked in running text alone: in a paragraph or the description of a
fact, never within a link, a heading, a table, a control or what is to be read as code.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.assemble.written import GLOSSARY
from scripts.model.pages import ERRORS
from scripts.words.words import Words

PREFIX: Final = "terms."
PIECE: Final = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][\w-]*)(?P<rest>[^<>]*)>|<!--.*?-->|(?P<text>[^<]+)", re.DOTALL)
RUNNING: Final = frozenset(("p", "dd"))
"""Elements of running text."""

CAPTION: Final = re.compile(r'\sclass="[^"]*__(?:caption|title|label)[ "]')
"""What a paragraph has that is a heading of something."""

CLOSED: Final = frozenset(
    ("a", "h1", "h2", "h3", "h4", "h5", "h6", "table", "button", "summary", "label", "select", "code", "pre", "nav")
)
"""Elements in which nothing becomes a link."""

WITHOUT: Final = (GLOSSARY, ERRORS, "embed/", "404.html")
"""Pages without such links: the glossary itself, those for maintainers, those that stand elsewhere than they say."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a language: a pattern of all their forms, and the address of the entry of each form."""

    pattern: re.Pattern[str]
    addresses: Mapping[str, str]


def terms_of(words: Words, explained: Container[str]) -> Terms:
    """Give the terms of a language that its glossary has explained, by the addresses of their entries.

    A longer form is found before a shorter one that it begins with.
    """
    forms = {
        form.lower(): key.removeprefix(PREFIX)
        for key, text in words.texts.items()
        if key.startswith(PREFIX) and key.removeprefix(PREFIX) in explained
        for form in text.split("|")
    }
    ranked = sorted(forms, key=len, reverse=True)
    alternatives = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in ranked) or r"(?!)"
    return Terms(re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE), forms)


def linked(page: str, path: str, terms: Terms) -> str:
    """Give a page with the first use of each term linked. `path` is that of its file below the language's root."""
    begin, end = page.find("<main"), max(page.rfind("</main>"), page.rfind("</article>"))
    if path.startswith(WITHOUT) or not 0 <= begin < end:
        return page
    body = _linked(page[begin:end], f"{'../' * path.count('/')}{GLOSSARY}", terms)
    return f"{page[:begin]}{body}{page[end:]}"


def _linked(body: str, glossary: str, terms: Terms) -> str:
    seen: set[str] = set()
    running, closed = False, 0

    def link(match: re.Match[str]) -> str:
        address = terms.addresses[re.sub(r"\s", " ", match[0]).lower()]
        if address in seen:
            return match[0]
        seen.add(address)
        return f'<a class="term" href="{glossary}#{address}">{match[0]}</a>'

    pieces = []
    for piece in PIECE.finditer(body):
        text, tag = piece["text"], (piece["tag"] or "").lower()
        if text is not None and running and not closed:
            pieces.append(terms.pattern.sub(link, text))
            continue
        pieces.append(piece[0])
        if tag in CLOSED:
            closed += -1 if piece["end"] else 1
        elif tag in RUNNING:
            running = not piece["end"] and not CAPTION.search(piece["rest"])
    return "".join(pieces)
