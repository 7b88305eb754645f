"""What the languages of a site lack: texts, names in them, and pages written by hand.

The texts of each language are held against those of the program's own, whose keys and names tests hold against the
code: also texts that a package never uses, so that no page, chart or message is found wanting once it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError

from scripts.model import patterns
from scripts.model.languages import PROPERTY, Languages, languages_of
from scripts.model.locale_files import LOCALES, OWN, file_of, read_texts
from scripts.model.naming import PROPERTY as SITE
from scripts.model.naming import own_words, words_in
from scripts.model.problems import Problem
from scripts.words.words import FORMS, is_of_maintainers

DOCS: Final = Path("docs")
DESCRIPTOR: Final = "datapackage.json"
LOCALE: Final = "site.locale"
RESERVED: Final = ("problems.", "told.", "stages.", "site.locale", "site.numbers.", "site.language", "site.areas.")
"""Beginnings of keys that no package says in its own words: what the program tells, and how a language writes."""


def unsaid(descriptor: Mapping[str, object], project: Path = Path()) -> Iterator[Problem]:
    """Tell what the languages of a package lack in the project, and which of its own words nothing could say."""
    languages = languages_of(descriptor)
    yield from lacking(languages, project)
    for language in languages.codes:
        held = _read(project, language)
        if isinstance(held, Texts):
            yield from _of_own(held, own_words(descriptor, language), f"{SITE}.{words_in(language)}")


def lacking(languages: Languages, project: Path = Path()) -> Iterator[Problem]:
    """Tell what each language lacks in the locale files and hand-written pages of the project in a folder."""
    own = _read(project, OWN)
    if isinstance(own, Problem):
        yield own
        return
    yield from _of_forms(own)
    for language in languages.codes:
        held = own if language == OWN else _read(project, language)
        if isinstance(held, Problem):
            yield held
        elif held is not own:
            yield from _of_texts(held, own)
        yield from _of_pages(project, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a locale file: the forms of each, by key; a text without plurals has one form, ''."""

    file: str
    forms: Mapping[str, Mapping[str, str]]

    def names(self, key: str) -> frozenset[str]:
        """Names in all forms of a text."""
        return frozenset(name for text in self.forms[key].values() for name in patterns.parse(text).names)

    def needed(self, key: str) -> frozenset[str]:
        """Names in the form that says a text of any number: a form for one thing may leave its number out."""
        held = self.forms[key]
        text = held.get("other", held.get("", ""))
        return frozenset(patterns.parse(text).names)


def _read(project: Path, language: str) -> Texts | Problem:
    """Read a locale file, or tell that there is none or that it is not to be read."""
    path = LOCALES / file_of(language)
    if not (project / path).is_file():
        return Problem(
            file=DESCRIPTOR, field=PROPERTY, code="language-without-texts", found=language, expected=path.as_posix()
        )
    try:
        texts = read_texts(language, project / LOCALES)
        Locale.parse(texts.get(LOCALE, ""))
    except (ValueError, AttributeError, UnknownLocaleError) as error:
        return Problem(file=path.as_posix(), code="language-texts-unreadable", found=str(error))
    forms: dict[str, dict[str, str]] = {}
    groups = {key.rpartition(".")[0] for key in texts if key.rpartition(".")[2] not in FORMS}
    for key, text in texts.items():
        start, _, form = key.rpartition(".")
        whole = start in groups or f"{start}.other" not in texts or form not in FORMS
        forms.setdefault(key if whole else start, {})["" if whole else form] = text
    return Texts(file=path.as_posix(), forms=forms)


def _of_forms(own: Texts) -> Iterator[Problem]:
    """Tell each name in a form of a text that neither the form for any number has, nor any other text."""
    known = frozenset(name for key in own.forms for name in own.needed(key))
    for key in own.forms:
        yield from _unknown(own, key, own.needed(key), known)


def _of_texts(held: Texts, own: Texts) -> Iterator[Problem]:
    """Tell each text that is missing or of no use, and each name that is missing, or that nothing is put in for."""
    for key in own.forms:
        if key not in held.forms:
            if is_of_maintainers(key):
                continue
            yield Problem(file=held.file, field=key, code="text-missing", expected=own.forms[key].get("", ""))
            continue
        yield from _unknown(held, key, own.names(key))
        for name in sorted(own.needed(key) - held.needed(key)):
            yield Problem(file=held.file, field=key, code="text-name-missing", expected=f"{{{name}}}")
    for key in held.forms:
        if key not in own.forms:
            yield Problem(file=held.file, field=key, code="text-unknown", found=next(iter(held.forms[key].values())))


def _of_own(held: Texts, own: Mapping[str, str], place: str) -> Iterator[Problem]:
    """Tell each text of a package's own that nothing asks for, and each name in one that nothing is put in for."""
    known = {f"{key}.{form}".rstrip("."): key for key, forms in held.forms.items() for form in forms}
    for said, text in own.items():
        field, key = f"{place}.{said}", known.get(said)
        if key is None or said.startswith(RESERVED):
            yield Problem(file=DESCRIPTOR, field=field, code="text-unknown", found=text)
            continue
        pattern, given = patterns.parse(text), held.names(key)
        for found in pattern.faults:
            yield Problem(file=DESCRIPTOR, field=field, code="text-brace-stray", found=found)
        for name in sorted(set(pattern.names) - given):
            expected = ", ".join(f"{{{each}}}" for each in sorted(given))
            yield Problem(
                file=DESCRIPTOR, field=field, code="text-name-unknown", found=f"{{{name}}}", expected=expected
            )


def _unknown(held: Texts, key: str, given: frozenset[str], besides: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Tell each name in a form of a text that is not given and not `besides`, and each brace that is no name."""
    for form, text in held.forms[key].items():
        pattern, place = patterns.parse(text), f"{key}.{form}".rstrip(".")
        for found in pattern.faults:
            yield Problem(file=held.file, field=place, code="text-brace-stray", found=found)
        for name in sorted(set(pattern.names) - given - besides):
            expected = ", ".join(f"{{{each}}}" for each in sorted(given))
            yield Problem(file=held.file, field=place, code="text-name-unknown", found=f"{{{name}}}", expected=expected)


def _of_pages(project: Path, language: str) -> Iterator[Problem]:
    """Tell, in one line, the pages that are written by hand in the program's own language and lacking in another."""
    folder = project / DOCS
    pages = sorted(path.name for path in (folder / OWN).glob("*.md"))
    absent = [name for name in pages if not (folder / language / name).is_file()]
    if absent:
        place = (DOCS / language).as_posix()
        yield Problem(file=place, code="language-without-pages", found=language, expected=", ".join(absent))
