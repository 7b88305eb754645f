"""How translations stand to the English texts: missing, out of date, of no use, or of a suspicious length.

Translations are kept in gettext catalogues, one a language: `site_templates/locales/<language>.po` for the program's
texts, `translations/<language>.po` beside a package's `data/` for the texts of its cells and descriptor. The context of
an entry says which text it is (a key, or `table.column`), its message is the English text that was translated.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from scripts.model.locale_files import LOCALES, OWN, file_of, package_file, read_catalogue, read_texts
from scripts.model.problems import Problem

BEFORE: Final = "before: "
"""What stands before the English text of which a marked translation is."""

ALIKE: Final = 0.6
"""Likeness of two English texts, 0 to 1, from which one is taken for an edition of the other."""

SHORT, LONG, FEWEST = 0.4, 2.4, 24
"""Length of a translation as a part of the English one's below and above which it is suspicious; in texts of so many
letters at least."""

CODE: Final = "translation-stale"
"""What a release is refused for, and a publication is not."""

TOLD: Final = (
    *("finding.", "headline.", "no_figure.", "coverage.", "bounds.", "standing.", "figure.", "status."),
    *("country.said.", "country.why.", "region.said", "by_rule.", "home."),
    *("indicators.", "series.", "status_sentences.", "codelists."),
)
"""Beginnings of the contexts of texts that say what figures mean. A release with one that is out of date is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An English text: `context` says which, as a key or a column."""

    context: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a catalogue lacks and holds: contexts, with the English text, in the order of the English texts.

    `missing` has no translation, `stale` one of an earlier English text, `unused` none to translate any more, `odd` one
    of a length that its English text does not explain.
    """

    held: int
    missing: tuple[Source, ...]
    stale: tuple[Source, ...]
    unused: tuple[Source, ...]
    odd: tuple[Source, ...]


def state(catalogue: Catalog, sources: Sequence[Source]) -> State:
    """Tell how a catalogue stands to the English texts."""
    missing, stale, odd = [], [], []
    for source in sources:
        entry = catalogue.get(source.text, source.context)
        if entry is None or not entry.string:
            missing.append(source)
        elif entry.fuzzy:
            stale.append(source)
        elif _is_odd(source.text, str(entry.string)):
            odd.append(source)
    wanted = {(source.context, source.text) for source in sources}
    held = [Source(context=str(each.context), text=str(each.id)) for each in _entries(catalogue)]
    return State(
        held=len(sources) - len(missing),
        missing=tuple(missing),
        stale=tuple(stale),
        unused=tuple(each for each in held if (each.context, each.text) not in wanted),
        odd=tuple(odd),
    )


def renewed(old: Catalog, sources: Iterable[Source], language: str, *, keyed: bool) -> Catalog:
    """Give a catalogue for the English texts as they are: what was translated stays, what changed is marked `fuzzy`.

    A changed text keeps its translation, marked, with the English text of before as a comment. It is known by its key
    where contexts are `keyed`, else by its likeness, among the texts of its column that are gone. What is of no use is
    left out.
    """
    wanted = list(dict.fromkeys((source.context, source.text) for source in sources))
    gone = _gone(old, set(wanted))
    catalogue = _blank(language)
    for context, text in wanted:
        entry = old.get(text, context)
        if entry is not None and entry.string:
            _add(catalogue, entry, text)
            continue
        before = _before(text, gone.get(context, {}), 0 if keyed else ALIKE)
        if before is None:
            catalogue.add(text, context=context)
        else:
            _add(catalogue, before, text, fuzzy=True)
            gone[context].pop(str(before.id))
    return catalogue


def catalogue_of(language: str, texts: Iterable[tuple[Source, str]]) -> Catalog:
    """Give a catalogue of English texts with their translations."""
    catalogue = _blank(language)
    for source, text in texts:
        catalogue.add(source.text, text, context=source.context)
    return catalogue


def catalogue_bytes(catalogue: Catalog) -> bytes:
    """Write a catalogue, the same bytes for the same entries: in their order, without a date."""
    written = io.BytesIO()
    write_po(written, catalogue, width=120, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    return head.encode() + written.getvalue().strip() + b"\n"


def _blank(language: str) -> Catalog:
    return Catalog(locale=language, fuzzy=False)


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (each for each in catalogue if each.id and each.string)


def _add(catalogue: Catalog, entry: Message, text: str, *, fuzzy: bool = False) -> None:
    """Take an entry over for a text. One that was marked stays so until a translator takes the mark away."""
    comments = [each for each in entry.user_comments if entry.fuzzy or not each.startswith(BEFORE)]
    if fuzzy and not entry.fuzzy:
        comments.append(f"{BEFORE}{entry.id}")
    flags = {"fuzzy"} if fuzzy or entry.fuzzy else set()
    catalogue.add(text, entry.string, context=entry.context, flags=flags, user_comments=comments)


def _gone(old: Catalog, wanted: set[tuple[str, str]]) -> dict[str, dict[str, Message]]:
    """Give the translated entries whose English text is no longer there, by context and text."""
    gone: dict[str, dict[str, Message]] = {}
    for each in _entries(old):
        if (str(each.context), str(each.id)) not in wanted:
            gone.setdefault(str(each.context), {})[str(each.id)] = each
    return gone


def _before(text: str, gone: dict[str, Message], alike: float) -> Message | None:
    """Give the entry of which a text is a later edition; None where nothing that is gone is like it."""
    found = get_close_matches(text, gone, n=1, cutoff=alike)
    return gone[found[0]] if found else None


def _is_odd(text: str, translation: str) -> bool:
    return len(text) >= FEWEST and not SHORT <= len(translation) / len(text) <= LONG


def stale(package: Path, texts: Mapping[str, Sequence[Source]], project: Path = Path()) -> Iterator[Problem]:
    """Tell each text that says what figures mean whose translation is not of its English text of today.

    `texts` are those of the package by language. A package without a catalogue has no record of what was translated.
    Raises OSError or ValueError where a catalogue cannot be read.
    """
    program = [Source(context=key, text=text) for key, text in read_texts(OWN, project / LOCALES).items() if text]
    for language, own in texts.items():
        yield from _stale(project / LOCALES / file_of(language), LOCALES / file_of(language), program)
        if (path := package_file(package, language)).is_file():
            yield from _stale(path, path.relative_to(package), own)


def _stale(path: Path, shown: Path, sources: Iterable[Source]) -> Iterator[Problem]:
    catalogue = read_catalogue(path.read_bytes())
    for source in (each for each in sources if each.context.startswith(TOLD)):
        entry = catalogue.get(source.text, source.context)
        if entry is None or entry.fuzzy or not entry.string:
            yield Problem(file=shown.as_posix(), field=source.context, code=CODE, found=source.text)
