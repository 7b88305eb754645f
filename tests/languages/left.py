"""Finds English in what a finished site says in another language: `python -m tests.languages.left SITE fr`.

What counts are small words that are of no other language of the site, listed in `english.txt`. A text is told that has
two of them near each other, or one in a text without a single small word of its own language: "List of agreements".
What says its language is read as what it says, so that a title that nobody translated stands as English.
"""

from __future__ import annotations

import io
import itertools
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree, html

from scripts.words.tongues import small_words

HERE: Final = Path(__file__).parent
ENGLISH: Final = frozenset((HERE / "english.txt").read_text(encoding="utf-8").split())
KEPT: Final = re.compile(
    "|".join(re.escape(line) for line in (HERE / "kept.txt").read_text(encoding="utf-8").splitlines() if line)
)
"""Names within a text of the language that stand as they are, such as that of a bank; one a line."""

CODE: Final = frozenset(("code", "pre", "script", "style", "kbd", "samp", "template"))
ATTRIBUTES: Final = ("alt", "title", "aria-label", "placeholder", "content")
DESCRIBED: Final = ("description", "og:title", "og:description", "twitter:title", "twitter:description")
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NO_WORD: Final = re.compile(r"\S*[/_@=]\S*|[\w.-]*\w\.\w[\w.-]*|\w+(?:-\w+){2,}")
"""Addresses, names of files and columns, ids."""

WORD: Final = re.compile(r"[^\W\d_]+")
NEAR: Final = 8
"""Words among which two English ones stand near each other."""

EVERY: Final = 10
"""Of pages that hold one chart each and of drawings, one of so many is read."""


def english(text: str, language: str) -> str:
    """Give the English words of a text in a language that are too many; '' for none."""
    words = WORD.findall(NO_WORD.sub(" ", KEPT.sub(" ", text)))
    places = [
        place for place, word in enumerate(words) if word in ENGLISH or (word.lower() in ENGLISH and not word.isupper())
    ]
    near = any(second - first < NEAR for first, second in itertools.pairwise(places))
    alone = (
        bool(places) and len(words) > 1 and not any(language in small_words().get(word.lower(), ()) for word in words)
    )
    return " ".join(words[place] for place in places) if near or alone else ""


def told(element: Any, language: str, own: str) -> list[str]:
    """Give each text of an element that is in a language, as far as elements within say no other."""
    found: list[str] = []
    _told(element, language, own, found)
    return found


def _told(element: Any, language: str, own: str, found: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in CODE:
        return
    here = element.get("lang") or element.get(LANG) or language
    if here == own:
        found += (element.text or "", *(element.get(name) or "" for name in ATTRIBUTES if _is_shown(element, name)))
    for inner in element:
        _told(inner, here, own, found)
        if here == own and inner.tail:
            found.append(inner.tail)


def _is_shown(element: Any, name: str) -> bool:
    return name != "content" or (element.get("name") or element.get("property")) in DESCRIBED


EACH = slice(None)


def of_pages(site: Path, language: str, which: slice = EACH) -> Iterator[tuple[str, str]]:
    """Give each text of the pages of a language with its page, those with one chart each as samples."""
    root = site / language
    charts = sorted(root.glob("embed/*/index.html"))[::EVERY]
    pages = sorted(page for page in root.rglob("*.html") if page.relative_to(root).parts[0] != "embed")
    for page in (*pages, *charts)[which]:
        tree = html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot()
        heading = next(tree.iter("h1"), None)
        quoted = heading is not None and not any(text.strip() for text in told(heading, language, language))
        for element in tree:
            if not (quoted and element.tag == "head"):  # a heading in another language is the title as well
                yield from ((page.relative_to(site).as_posix(), text) for text in told(element, language, language))


def of_files(site: Path, language: str) -> Iterator[tuple[str, str]]:
    """Give each text of the drawings, feeds, workbooks, readmes and lists of names of a language with its file."""
    for drawing in sorted((site / "charts" / language).glob("*/wide.svg"))[::EVERY]:
        for text in etree.parse(str(drawing)).iter("{*}text", "{*}title", "{*}desc"):
            yield drawing.relative_to(site).as_posix(), "".join(map(str, text.itertext()))
    for feed in sorted((site / language / "feeds").rglob("*.xml")):
        for text in etree.parse(str(feed)).iter("{*}title", "{*}subtitle", "{*}summary"):
            yield feed.relative_to(site).as_posix(), text.text or ""
    for end in ("xlsx", "zip"):
        for file in sorted((site / "data" / "latest").glob(f"*/*.{language}.{end}"))[::EVERY]:
            yield from ((file.relative_to(site).as_posix(), text) for text in _packed(file.read_bytes()))


def _packed(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name == "xl/workbook.xml":
                yield from (sheet.get("name") or "" for sheet in etree.fromstring(packed.read(name)).iter("{*}sheet"))
            elif name.startswith("README"):  # the terms of sources are in their own words
                yield from packed.read(name).decode().splitlines()


def left(texts: Iterator[tuple[str, str]], language: str) -> dict[str, str]:
    """Give what is English, each text once, with the first place of it."""
    first: dict[str, str] = {}
    for place, text in texts:
        first.setdefault(" ".join(text.split()), place)
    return {text: place for text, place in first.items() if english(text, language)}


if __name__ == "__main__":
    for language in sys.argv[2:]:
        for read in (of_pages, of_files):
            for text, place in left(read(Path(sys.argv[1]), language), language).items():
                print(json.dumps([place, text], ensure_ascii=False))  # noqa: T201
