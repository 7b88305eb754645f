"""What differs between two sites, as Markdown that a pipeline shows beside a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from scripts.compare.pages import PageChange
from scripts.compare.rows import Key, TableChange
from scripts.words.words import Words

SHOWN: Final = 5
"""Rows of a table, and lines of a page, that are shown; counts tell the rest."""

SIGNS: Final = str.maketrans({"`": "'", "|": "/"})
"""Signs that would end a span of code or a cell."""

LONGEST: Final = 160
"""Characters of a line that are shown."""


def markdown(tables: Iterable[TableChange], pages: Iterable[PageChange], words: Words, most: int) -> Iterator[str]:
    """Give the lines. At most `most` tables and as many pages are told one by one: pipelines cut what is longer."""
    tables_listed, pages_listed = list(tables), list(pages)
    yield from ("## " + words("told.compare.rows"), "")
    yield from _tables(tables_listed, words, most) if tables_listed else (words("told.compare.no_rows"),)
    yield from ("", "## " + words("told.compare.pages"), "")
    yield from _pages(pages_listed, words, most) if pages_listed else (words("told.compare.no_pages"),)


def _tables(tables: Sequence[TableChange], words: Words, most: int) -> Iterator[str]:
    yield words("told.compare.head")
    yield "|---|---:|---:|---:|"
    for table in tables[:most]:
        counts = (len(table.added), len(table.removed), len({cell.key for cell in table.revised}))
        yield f"| {_code(table.name)} | {' | '.join(map(words.number, counts))} |"
    if len(tables) > most:
        yield from ("", words("told.compare.more_tables", count=len(tables) - most))
    for table in tables[:most]:
        yield from ("", f"**{_code(table.name)}**", "")
        yield from (f"- {line}" for line in _of_table(table, words))


def _of_table(table: TableChange, words: Words) -> Iterator[str]:
    if table.is_new or table.is_gone:
        yield words("told.compare.table_new" if table.is_new else "told.compare.table_gone")
    for column in table.columns_added:
        yield words("told.compare.column_added", column=_code(column))
    for column in table.columns_removed:
        yield words("told.compare.column_removed", column=_code(column))
    revised = [
        words(
            "told.compare.revised",
            key=_key(cell.key),
            column=_code(cell.column),
            was=_code(cell.was),
            now=_code(cell.now),
        )
        for cell in table.revised[:SHOWN]
    ]
    yield from _some(revised, len(table.revised), words)
    for kind, keys in (("added", table.added), ("removed", table.removed)):
        told = [words(f"told.compare.{kind}", key=_key(key)) for key in keys[:SHOWN]]
        yield from _some(told, len(keys), words)


def _pages(pages: Sequence[PageChange], words: Words, most: int) -> Iterator[str]:
    for kind, listed in (
        ("page_new", [page for page in pages if page.is_new]),
        ("page_gone", [page for page in pages if page.is_gone]),
    ):
        if listed:
            yield words(f"told.compare.{kind}", count=len(listed))
            yield from (f"- {_code(page.path)}" for page in listed[:most])
            yield ""
    changed = [page for page in pages if not (page.is_new or page.is_gone)]
    if changed:
        yield words("told.compare.page_changed", count=len(changed))
        yield ""
    for page in changed[:most]:
        yield f"- {_code(page.path)}"
        yield from (f"  - {words('told.compare.was', line=_code(line))}" for line in page.was[:SHOWN])
        yield from (f"  - {words('told.compare.now', line=_code(line))}" for line in page.now[:SHOWN])
        rest = max(0, len(page.was) - SHOWN) + max(0, len(page.now) - SHOWN)
        if rest:
            yield f"  - {words('told.compare.more_lines', count=rest)}"
    if len(changed) > most:
        yield f"- {words('told.compare.more_pages', count=len(changed) - most)}"


def _some(told: Sequence[str], count: int, words: Words) -> Iterator[str]:
    yield from told
    if count > len(told):
        yield words("told.compare.more", count=count - len(told))


def _key(key: Key) -> str:
    return _code(", ".join(key))


def _code(text: str) -> str:
    """Give a text of the data as a span of code: no word of it is Markdown, HTML, or a person's name who is told."""
    shown = re.sub(r"\s+", " ", "".join(sign if sign.isprintable() else " " for sign in text)).strip()
    cut = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
    return f"`{cut.translate(SIGNS)}`" if cut else "∅"
