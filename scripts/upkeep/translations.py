"""Keeps the catalogues of translations with the English texts: what is missing, out of date, of no use, or odd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog

from scripts.model.locale_files import LOCALES, OWN, catalogue_at, file_of, package_file, read_texts
from scripts.words.stale import Source, State, catalogue_bytes, renewed, state
from scripts.words.words import Words, is_of_maintainers

SHOWN: Final = 20
"""Texts of one kind that are told one by one, where not all are asked for."""

LETTERS: Final = 90
"""Letters of a text that are shown of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One catalogue: where it is, the language, its new bytes, and how it stood to the English texts before."""

    path: Path
    language: str
    data: bytes
    state: State


def program_texts(project: Path = Path()) -> list[Source]:
    """Give the English texts of the program that a language needs: all but those for maintainers."""
    texts = read_texts(OWN, project / LOCALES)
    said = ((key, text) for key, text in texts.items() if text and not is_of_maintainers(key))
    return [Source(context=key, text=text) for key, text in said]


def catalogues(
    package: Path, languages: Iterable[str], texts: Sequence[Source], project: Path = Path()
) -> Iterator[Kept]:
    """Give the catalogues of each language, renewed: the program's own, and that of a package with such texts.

    Raises RefusedError for a catalogue that cannot be read.
    """
    own = program_texts(project)
    for language in (each for each in languages if each != OWN):
        yield _kept(project / LOCALES / file_of(language), language, own, keyed=True)
        yield _kept(package_file(package, language), language, texts, keyed=False)


def _kept(path: Path, language: str, sources: Sequence[Source], *, keyed: bool) -> Kept:
    old = catalogue_at(path) if path.is_file() else Catalog(locale=language)
    made = renewed(old, sources, language, keyed=keyed)
    now = state(made, sources)
    gone = State(held=now.held, missing=now.missing, stale=now.stale, unused=state(old, sources).unused, odd=now.odd)
    return Kept(path=path, language=language, data=catalogue_bytes(made), state=gone)


def write(kept: Iterable[Kept]) -> None:
    """Write catalogues where they are kept."""
    for each in kept:
        each.path.parent.mkdir(parents=True, exist_ok=True)
        each.path.write_bytes(each.data)


def told(kept: Kept, words: Words, *, every: bool) -> Iterator[str]:
    """Tell of a catalogue how much is translated, and each text that is missing, out of date, of no use, or odd."""
    now = kept.state
    every_text = now.held + len(now.missing)
    yield words("told.translations.held", file=kept.path.as_posix(), held=now.held, all=every_text, count=every_text)
    for kind in ("missing", "stale", "unused", "odd"):
        found: tuple[Source, ...] = getattr(now, kind)
        if found:
            yield words(f"told.translations.{kind}", count=len(found))
        for source in found if every else found[:SHOWN]:
            yield words("told.translations.text", place=source.context, text=_short(source.text))
        if not every and len(found) > SHOWN:
            yield words("told.translations.more", count=len(found) - SHOWN)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else f"{line[:LETTERS].rstrip()} …"
