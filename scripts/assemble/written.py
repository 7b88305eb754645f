"""Hand-written pages: what search and services are told of each, and the terms that the glossary explains.

A page may begin with lines of its own between two lines `---`: `description`, one sentence for services that show links
to it, and `keywords`, everyday words by which readers look for it, separated by commas. A page without a description is
described by its first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.model.fences import of_package
from scripts.model.languages import Languages
from scripts.model.locale_files import OWN
from scripts.model.pages import ERRORS, errors_at
from scripts.words.words import Words

GLOSSARY: Final = "glossary/"
"""Address of the page whose headings of the third level are terms."""

WHITE_SPACE: Final = re.compile(r"[ \t\n]+")
"""White space that may be one space: one that does not break stays."""

HEAD: Final = re.compile(r"\A---\n(?P<said>.*?)\n---\n", re.DOTALL)
SAID: Final = re.compile(r"^(\w+): (.*)$", re.MULTILINE)
TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)
PARAGRAPH: Final = re.compile(r"(?:^|\n\n)(?![#>|*\-!]|    |\d+\. )(?P<text>[^\n]+(?:\n(?!\n)[^\n]+)*)")
"""A paragraph: no heading, list, table, quotation or code."""

TERM: Final = re.compile(r"^### (?P<name>.+?)(?: \{#(?P<id>[\w-]+)\})?\n+(?P<text>[^\n]+)", re.MULTILINE)
CHANGES: Final = "<!-- changelog -->"
"""What a page has in the place of the list of all changes, which is kept once, for all languages."""

RELEASE: Final = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)
INSIDE: Final = re.compile(r"\s*\(?\[([^\]]*)\]\((?!https?://)[^)]*\)\)?")
"""A link from the list of changes to a file of the project, with brackets around it."""

CODE: Final = re.compile(r"(`[^`\n]*`)")
QUOTED: Final = re.compile(r'"([^"\n]+)"')
"""What the site once said: it is marked as quoted, so that nobody takes it for what the site says."""

AT_ROOT: Final = re.compile(r"(?P<before>\]\(|href=\")root:")
"""The beginning of a way from the root of the site, in a link of Markdown or of HTML."""

TO_ERRORS: Final = re.compile(rf"\[(?P<text>[^\]]*)\]\(root:{ERRORS}\)")

LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS: Final = re.compile(r"(?<!\w)[*_`]+|[*_`]+(?!\w)")
SENTENCE: Final = re.compile(r".+?[.!?](?=\s|$)")
NOT_OF_A_SLUG: Final = re.compile(r"[^\w\s-]")


def placed(text: str, address: str, languages: Languages) -> str:
    """Give the Markdown of a page with ways to what stands at the site's root, which it writes as `root:data/…`.

    `address` is the page's own, below the site's root. Which language stands there the package says, and not the
    page. On a site that lacks the pages on codes of errors nothing leads to them.
    """
    errors = errors_at(languages)
    led = TO_ERRORS.sub(rf"[\g<text>](root:{errors})" if errors else r"\g<text>", text)
    return AT_ROOT.sub(rf"\g<before>{'../' * address.count('/')}", led)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the glossary: its name, the address of its entry below the language's root, its first sentence."""

    name: str
    path: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One hand-written page. `path` is its address below the language's root."""

    path: str
    title: str
    keywords: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


def written_pages(folder: Path, package: str = "") -> tuple[Written, ...]:
    """Give every hand-written page of a language, by address, as it is published with the package of that name.

    One without a title is called as its file.
    """
    pages = sorted((_address(path.relative_to(folder)), path) for path in folder.rglob("*.md"))
    return tuple(_page(address, path.stem, of_package(path.read_text("utf-8"), package)) for address, path in pages)


def described(text: str) -> str:
    """Give the Markdown of a page with a description at its head: its own, or its first paragraph."""
    said = _said(text)
    if "description" in said:
        return text
    lines = [*(f"{name}: {value}" for name, value in said.items()), f"description: {_quoted(_first(text))}"]
    return "\n".join(["---", *lines, "---", HEAD.sub("", text).lstrip("\n")])


def with_changes(text: str, changelog: str, words: Words) -> str:
    """Give a page with the list of all changes where it asks for it, without its title and its links to files."""
    if CHANGES not in text:
        return text

    def release(found: re.Match[str]) -> str:
        return f"## {found[1]}, {words.day(found[2])}" if found[2] else f"## {found[1]}"

    listed = RELEASE.sub(release, INSIDE.sub("", changelog[changelog.index("\n## ") + 1 :]))
    parts = CODE.split(listed)
    parts[::2] = [QUOTED.sub(r"<q>\1</q>", part) for part in parts[::2]]
    listed = "".join(parts)
    if words.language != OWN:  # the list is in English, and Markdown within the element is read as elsewhere
        listed = f'<div lang="{OWN}" markdown="1">\n\n{listed}\n\n</div>'
    return text.replace(CHANGES, listed)


def _address(path: Path) -> str:
    place = path.parent if path.name == "index.md" else path.with_suffix("")
    return "" if place == Path() else f"{place.as_posix()}/"


def _page(address: str, stem: str, text: str) -> Written:
    title, said = TITLE.search(text), _said(text)
    return Written(
        path=address,
        title=_plain(title[1]) if title else stem,
        keywords=tuple(word.strip() for word in said.get("keywords", "").split(",") if word.strip()),
        terms=tuple(_terms(text)) if address == GLOSSARY else (),
    )


def _said(text: str) -> Mapping[str, str]:
    head = HEAD.match(text)
    return dict(SAID.findall(head["said"])) if head else {}


def _first(text: str) -> str:
    """The first paragraph of a page as text."""
    found = PARAGRAPH.search(HEAD.sub("", text))
    return _plain(WHITE_SPACE.sub(" ", found["text"]).strip()) if found else ""


def _terms(text: str) -> Iterator[Term]:
    for found in TERM.finditer(text):
        first = SENTENCE.match(_plain(found["text"]))
        name = _plain(found["name"])
        yield Term(
            name=name,
            path=f"{GLOSSARY}#{found['id'] or _slug(name)}",
            note=first[0] if first else _plain(found["text"]),
        )


def _slug(name: str) -> str:
    """The address that Python-Markdown gives to a heading of plain letters."""
    return re.sub(r"[\s-]+", "-", NOT_OF_A_SLUG.sub("", name).strip().lower())


def _plain(text: str) -> str:
    """Markdown of one line as text."""
    return MARKS.sub("", LINK.sub(r"\1", text))


def _quoted(text: str) -> str:
    """A text as YAML has it between quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
