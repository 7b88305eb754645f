"""What should never reach a reader: paths of the machine, template code, values of the program, keys of texts.

It looks for what the build leaks. A text of the package is content, even where it is `None`, `data.gov.uk` or `/home/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page, text_of
from scripts.verify.quoting import printed

MACHINE_FOLDERS = (
    b"/home/",
    b"/root/",
    b"/tmp/",
    b"/work/",
    b"/Users/",
    b"/private/",
    b"/mnt/",
    b"/opt/",
    b"/srv/",
    b"/usr/",
    b"/var/",
)
MACHINE_PATH = re.compile(
    rb"""(?<![^\s"'(>=])(?:file://)?(?:""" + b"|".join(MACHINE_FOLDERS) + rb"""|[A-Z]:\\{1,2})[\w.-]+[^\s"'<)]*"""
)
MACHINE_HINT = re.compile(b"/(?:" + b"|".join(folder[1:] for folder in MACHINE_FOLDERS) + b")")
MACHINE_DRIVE = b":\\"
"""What every such path holds, the one or the other: most files have none, and need no closer look.

A pattern that begins with a single letter is looked for four times as fast as each of its folders.
"""

TEMPLATE = re.compile(rb"\{\{|\{%|\{#-?\s|%\}|\}\}")
VERBATIM = re.compile(rb"<(script|style|pre|code)\b.*?</\1>", re.DOTALL)
PROGRAM_VALUES = frozenset(("None", "nan", "NaN", "NaT", "undefined", "null", "inf", "-inf", "Infinity"))
CELLS = ("td", "th", "dd", "dt", "data")
KEY = rb"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"
KEY_TEXT = re.compile(rb">\s*(" + KEY + rb")\s*<")
TAG = re.compile(rb"<(\w+)([^<>]*)")
KEY_ATTRIBUTE = re.compile(
    rb"""\s(?:aria-label|title|alt|placeholder|data-words|data-label)=["'](""" + KEY + rb""")["']"""
)
VERBATIM_TAGS = (b"code", b"pre", b"script", b"style", b"samp", b"kbd", b"data")
FILE_SUFFIXES = (
    b".csv",
    b".json",
    b".zip",
    b".xlsx",
    b".parquet",
    b".html",
    b".md",
    b".txt",
    b".xml",
    b".ttl",
    b".topojson",
    b".cff",
    b".svg",
    b".png",
    b".jsonld",
    b".bib",
    b".tab",
    b".dta",
    b".xls",
    b".pdf",
    b".py",
)
AFTER = re.compile(r"[^\w/\\]+$")
"""What may stand after a path in a sentence: a full stop, quotation marks."""

MARKUP = (".html", ".svg", ".xml")
JSON_TYPES = (".json", ".jsonld", ".ttl")
PLACE_TYPES = (".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".jsonld", ".ttl", ".csv")


def residue(page: Page, site: Folder) -> Iterator[Problem]:
    """Tell template code, values of the program and keys of texts that a page shows."""
    yield from _templates(page)
    for cell in page.tree.iter(*CELLS):
        text = text_of(cell)
        if text in PROGRAM_VALUES and not site.has_text(text):
            yield Problem(file=page.path, row=cell.sourceline, code="value-of-program", found=text)
    for match in _keys(page):
        if not site.has_text(match[1].decode()):
            yield _problem(page, match.start(1), "text-untranslated", match[1])


def _keys(page: Page) -> Iterator[re.Match[bytes]]:
    """Give what looks like the key of a text, where a reader would see it."""
    for match in KEY_TEXT.finditer(page.raw):
        if _is_key(page.raw[page.raw.rfind(b"<", 0, match.start()) : match.start()], match[1]):
            yield match
    yield from KEY_ATTRIBUTE.finditer(page.raw)


def _templates(page: Page) -> Iterator[Problem]:
    """Braces that come from the data are written as character references, so bare ones are template code."""
    if not TEMPLATE.search(page.raw):
        return
    blanked = VERBATIM.sub(lambda match: re.sub(rb"[^\n]", b" ", match[0]), page.raw)
    for match in TEMPLATE.finditer(blanked):
        yield _problem(page, match.start(), "template-unrendered", blanked[match.start() : match.start() + 40])


def _is_key(before: bytes, text: bytes) -> bool:
    """Tell a key from the name of a file, code, or the host of a link that leads away. `before` holds its tag."""
    tag = TAG.match(before)
    name, attributes = (tag[1], tag[2]) if tag else (b"", b"")
    return name not in VERBATIM_TAGS and not text.endswith(FILE_SUFFIXES) and b"://" not in attributes


def _problem(page: Page, place: int, code: str, found: bytes) -> Problem:
    return Problem(file=page.path, row=page.line(place), code=code, found=found.decode(errors="replace").strip())


def machine_paths(site: Folder, package: Path) -> Iterator[Problem]:
    """Tell each path of the machine that made the site, in every file that is text."""
    here = tuple(str(folder.resolve()).encode() for folder in (site.root, package))
    for path in sorted(site.files):
        if path.endswith(PLACE_TYPES):
            raw = site.read(path)
            hinted = site.judged("machine-hint", site.digest(path, raw), lambda: _hinted(path, raw))  # noqa: B023 - called at once
            for match in _paths(raw, here) if hinted else _of_folders(raw, here):
                if any(_is_given(form, site) for form in _forms(match[0], path)):
                    continue
                line = raw.count(b"\n", 0, match.start()) + 1
                yield Problem(file=path, row=line, code="machine-path", found=match[0].decode(errors="replace"))


def _is_given(found: str, site: Folder) -> bool:
    """Tell whether a path stands in the package, perhaps within a sentence or before another cell of a line."""
    return any(site.given(AFTER.sub("", part)) for part in (found, found.partition(",")[0]))


def _forms(found: bytes, path: str) -> tuple[str, ...]:
    """Give the texts that a piece of a file may stand for: with backslashes before letters too, as JSON in a page."""
    plain = _plain(found, path)
    return (plain, _plain(plain.encode(), JSON_TYPES[0])) if path.endswith((*MARKUP, ".txt")) else (plain,)


def _plain(found: bytes, path: str) -> str:
    """Give what a file holds as the text that it stands for, also within a citation for TeX."""
    text = found.decode(errors="replace")
    if path.endswith(MARKUP):
        return printed(unescape(text))
    try:
        return printed(str(json.loads(f'"{text}"')) if path.endswith(JSON_TYPES) else text)
    except ValueError:
        return text


def _paths(raw: bytes, here: tuple[bytes, ...]) -> Iterator[re.Match[bytes]]:
    yield from MACHINE_PATH.finditer(raw)
    yield from _of_folders(raw, here)


def _hinted(path: str, raw: bytes) -> list[Problem]:
    """Tell whether a file needs a closer look."""
    return [Problem(file=path, code="machine-path")] if MACHINE_HINT.search(raw) or MACHINE_DRIVE in raw else []


def _of_folders(raw: bytes, here: tuple[bytes, ...]) -> Iterator[re.Match[bytes]]:
    for folder in here:
        if folder in raw:
            yield from re.finditer(re.escape(folder) + rb"[^\s\"'<)]*", raw)
