"""What rules say in words: statements, each a code with its arguments, written in every language that they have.

The words stand in `facts/statements.csv`, one row a code: `arguments`, each as `name:kind`, and `label_<language>`, a
pattern that names each of them in braces. Rules hold no sentence, so a language is one column of that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from scripts.ingest.facts import read_facts
from scripts.ingest.rule import refuse
from scripts.model import patterns
from scripts.model.problems import Problem, RefusedError
from scripts.package.files import records

FACTS: Final = "statements"
FILE: Final = f"facts/{FACTS}.csv"

DATE, ISO_DATE, YEAR, NUMBER, TEXT = "date", "iso-date", "year", "number", "text"
FORMS: Final[Mapping[str, str]] = {
    DATE: "a day as YYYY-MM-DD",
    ISO_DATE: "a day as YYYY-MM-DD",
    YEAR: "a year of four digits",
    NUMBER: "a whole number without separators",
    TEXT: "a text",
}
"""Kind of argument: what it must be. Days are written as the language writes them, but for `iso-date`; a text stays in
the language in which its source wrote it."""

LOCALES: Final[Mapping[str, str]] = {"en": "en_GB"}
"""CLDR locales of languages that several locales write differently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement about one row: its code and the values of its arguments, as text."""

    code: str
    arguments: Mapping[str, str]


def said(code: str, /, **arguments: str) -> Said:
    """Say a statement."""
    return Said(code=code, arguments=arguments)


def as_written(text: str) -> tuple[Said, ...]:
    """Say what a source or a person wrote, in the language in which it was written; nothing for ''."""
    return (said("as-written", text=text),) if text else ()


def holding(*statements: tuple[Said, bool]) -> tuple[Said, ...]:
    """Give the statements that hold, in their order."""
    return tuple(each for each, holds in statements if holds)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements that rules may make: kinds of arguments by name, and a pattern by language, for each code."""

    languages: tuple[str, ...]
    arguments: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, facts: pd.DataFrame) -> Statements:
        """Read the file. Its languages are those of which it has a column.

        Raises RefusedError when a code comes twice, a kind is unknown or a pattern does not name just the arguments.
        """
        rows, languages = records(facts), languages_in(facts)
        refuse(facts.loc[facts["code"].duplicated(), "code"], file=FILE, code="key-duplicate", field="code")
        arguments = {row["code"]: _kinds(row["arguments"]) for row in rows}
        labels = {row["code"]: {each: row[f"label_{each}"] for each in languages} for row in rows}
        problems = [
            problem
            for row, code in enumerate((row["code"] for row in rows), start=2)
            for problem in _faults(row, arguments[code], labels[code])
        ]
        if problems:
            raise RefusedError(problems)
        return cls(languages, arguments, labels)

    def texts(self, column: str, rows: Iterable[Sequence[Said]]) -> dict[str, list[str]]:
        """Write for each row its statements, a space between them, in `<column>_<language>` of every language.

        Raises RefusedError, with all of them, when a code is unknown, or an argument missing, extra or of a wrong kind.
        """
        held = [tuple(row) for row in rows]
        problems = {problem for row in held for each in row for problem in self._breaches(each)}
        if problems:
            raise RefusedError(problems)
        return {
            f"{column}_{language}": [" ".join(self._written(each, language) for each in row) for row in held]
            for language in self.languages
        }

    def _breaches(self, each: Said) -> Iterator[Problem]:
        kinds = self.arguments.get(each.code)
        if kinds is None:
            yield Problem(file=FILE, code="statement-unknown", found=each.code)
            return
        for name in sorted(kinds.keys() - each.arguments.keys()):
            yield Problem(file=FILE, field=each.code, code="statement-argument-missing", found=name)
        for name in sorted(each.arguments.keys() - kinds.keys()):
            yield Problem(file=FILE, field=each.code, code="statement-argument-extra", found=name)
        for name in sorted(kinds.keys() & each.arguments.keys()):
            if not _is(kinds[name], each.arguments[name]):
                found, expected = f"{name}={each.arguments[name]}", FORMS[kinds[name]]
                yield Problem(
                    file=FILE, field=each.code, code="statement-argument-malformed", found=found, expected=expected
                )

    def _written(self, each: Said, language: str) -> str:
        kinds = self.arguments[each.code]
        values = {name: _write(kinds[name], value, language) for name, value in each.arguments.items()}
        return "".join(map(str, patterns.filled(self.patterns[each.code][language], values, lambda value, _: value)))


def _kinds(arguments: str) -> dict[str, str]:
    """Kind of each argument by its name; '' where none is given."""
    parts = (part.partition(":") for part in arguments.split())
    return {name: kind for name, _, kind in parts}


def languages_in(facts: pd.DataFrame) -> tuple[str, ...]:
    """Languages of the labels that facts have."""
    found = (re.fullmatch("label_([a-z]{2})", str(column)) for column in facts.columns)
    return tuple(match[1] for match in found if match)


def in_languages(stem: str) -> list[str]:
    """Columns of a text in every language of the statements."""
    return [f"{stem}_{language}" for language in languages_in(read_facts(FACTS))]


def _faults(row: int, kinds: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with a row of the file."""
    for kind in sorted(set(kinds.values()) - FORMS.keys()):
        expected = ", ".join(FORMS)
        yield Problem(file=FILE, row=row, field="arguments", code="code-unknown", found=kind, expected=expected)
    for language, label in labels.items():
        pattern = patterns.parse(label)
        for found in (*pattern.faults, *sorted(set(pattern.names) ^ kinds.keys()), *(() if label else ("",))):
            yield Problem(
                file=FILE,
                row=row,
                field=f"label_{language}",
                code="statement-label-unfit",
                found=found,
                expected=", ".join(kinds),
            )


def _is(kind: str, value: str) -> bool:
    """Whether a value is of a kind."""
    if kind in (DATE, ISO_DATE):
        return _day(value) is not None
    if kind in (YEAR, NUMBER):
        return re.fullmatch(r"[0-9]{4}" if kind == YEAR else r"[0-9]+", value) is not None
    return bool(value.strip())


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        return None


def _write(kind: str, value: str, language: str) -> str:
    """Write a value that is of its kind as the language does."""
    locale = Locale.parse(LOCALES.get(language, language))
    if kind == DATE:
        return str(format_date(_day(value), format="long", locale=locale))
    if kind == NUMBER:
        return str(format_decimal(int(value), locale=locale))
    return value


def texts(column: str, rows: Iterable[Sequence[Said]]) -> dict[str, list[str]]:
    """Write statements as `Statements.texts` says, with the words of `facts/statements.csv`."""
    return Statements.of(read_facts(FACTS)).texts(column, rows)
