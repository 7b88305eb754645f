"""A language: texts from `site_templates/locales/`; plurals, numbers and dates from CLDR (Babel)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol, parse_pattern
from markupsafe import Markup

from scripts.model import patterns
from scripts.model.codes import ALL_PERIODS, UNKNOWN_PERIOD
from scripts.model.letters import without_marks
from scripts.model.locale_files import LOCALES, OWN, file_of, read_texts
from scripts.model.periods import HALF, QUARTER, REPORTING_YEAR, SPAN, form_of, span_of
from scripts.words.grammar import Grammar, Listed, capital, formed
from scripts.words.phrasing import once_stopped, wholes, within

IN_ORDER = ("zero", "one", "two", "few", "many", "other")
"""Names of the forms of a plural, in CLDR's order."""

FORMS = frozenset(IN_ORDER)


CALLED = "site.areas."
"""Keys of the phrases, with `; ` between them, for which what a package's areas are is put."""

OF_MAINTAINERS = ("problems.", "told.", "stages.", "adapt.", "agents.")
"""Beginnings of keys that are said to those who run the program; they are said in English where a language lacks them.
"""

WARNED = (
    *("area-name-unknown", "coverage-fell", "prose-date-of-machines", "prose-plural-after-one", "prose-punctuation"),
    *("prose-range-of-one", "prose-repeated", "prose-share-of-few", "revision-note-idle", "source-overdue"),
    "text-ends-open",
)
"""Codes of warnings, which readers meet on the page of quality: what they say is said in each language."""

TOLD_TO_READERS = frozenset(f"problems.{code}.what" for code in WARNED)

OF_THE_PROGRAM = (*OF_MAINTAINERS, CALLED)
"""Beginnings of keys that are said to those who run the program, or never said."""

FIRST_DAY: Mapping[str, str] = {"fr": "1er"}
"""How a language writes the first day of a month, where it is no plain number; CLDR has no pattern for it."""

AFTER: Mapping[str, Mapping[str, str]] = {"es": {"ñ": "n\uffff", "Ñ": "N\uffff"}}
"""Letters of a language that stand after all others of their base letter, and are letters of their own."""


def is_of_maintainers(key: str) -> bool:
    """Tell whether a text is said to those who run the program alone."""
    return key.startswith(OF_MAINTAINERS) and key not in TOLD_TO_READERS


class MissingTextError(KeyError):
    """A text that a page or message needs is not in the locale file."""

    def __init__(self, language: str, key: str) -> None:
        super().__init__(key)
        self.language, self.key = language, key

    def __str__(self) -> str:
        return f"{LOCALES / file_of(self.language)} has no text '{self.key}'."


class MalformedTextError(ValueError):
    """A text of a locale file has something in braces that is no name."""

    def __init__(self, language: str, key: str, found: str) -> None:
        super().__init__(key, found)
        self.language, self.key, self.found = language, key, found

    def __str__(self) -> str:
        return f"{LOCALES / file_of(self.language)}, '{self.key}': '{self.found}' is not a name in braces."


def _euphonic(text: str, last: str, said: str) -> str:
    """Write the Spanish `y` as `e` before what is said with its sound first: Francia e Italia."""
    sounds = said[:1] in "iIíÍ" or (said[:2].lower() in {"hi", "hí"} and said[2:3].lower() not in {"a", "e"})
    return f"{text.removesuffix(f' y {last}')} e {last}" if sounds and text.endswith(f" y {last}") else text


def _as_number(count: object) -> float:
    """Give the number of a count, which may be a figure that has one."""
    return float(getattr(count, "number", count))  # type: ignore[arg-type]


@lru_cache
def _pattern(whole: str, decimals: int) -> NumberPattern:
    """Give a number pattern with a fixed number of decimals, parsed once."""
    fraction = "." + "0" * decimals if decimals else ""
    return parse_pattern(whole.replace("#,##0", f"#,##0{fraction}"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str
    texts: Mapping[str, str]
    locale: Locale
    grammar: Grammar = field(default_factory=lambda: Grammar({}))

    @classmethod
    def load(cls, language: str, folder: Path = LOCALES) -> Words:
        """Read a locale file. Raises OSError or ValueError when it is not there or unreadable, or a text no pattern."""
        texts = read_texts(language, folder)
        if language != OWN:
            own = read_texts(OWN, folder)
            texts = {key: text for key, text in own.items() if key.startswith(OF_MAINTAINERS)} | texts
        for key, text in texts.items():
            if faults := patterns.parse(text).faults:
                raise MalformedTextError(language, key, faults[0])
        return cls(language, texts, Locale.parse(texts["site.locale"]), Grammar.load(language, folder))

    def saying(self, own: Mapping[str, str]) -> Words:
        """Give the same words with some texts, by key, as a package says them."""
        return replace(self, texts={**self.texts, **own}) if own else self

    def calling(self, areas: Mapping[str, str]) -> Words:
        """Give the same words with what areas are called, by form, in the place of countries; the same for nothing.

        A phrase is replaced as a whole, the longest first, with a capital where it had one, and never a name in braces.
        """
        if not areas:
            return self
        put = {phrase: text for form, text in areas.items() for phrase in self.texts[f"site.areas.{form}"].split("; ")}
        longest = sorted(put, key=len, reverse=True)
        found = re.compile(rf"\{{[^{{}}]*\}}|\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)

        def called(match: re.Match[str]) -> str:
            text = put.get(match[0].lower(), match[0])
            return capital(text) if match[0][:1].isupper() else text

        texts = {k: t if k.startswith(OF_THE_PROGRAM) else found.sub(called, t) for k, t in self.texts.items()}
        return replace(self, texts=texts)

    def __call__(self, key: str, /, **values: object) -> str:
        """Give the text `key` with `{name}` replaced. With `count`, the plural form that the number asks for.

        A text with plurals is a group with the CLDR names `one`, `many`, `other`, and `zero` for a phrase of its own
        when the count is 0. Numbers among `values` are written as the language writes them. Raises MissingTextError,
        and MissingValueError for a name without a value.
        """
        text = self.pattern(key, values.get("count"))
        return "".join(map(str, self.settled(text, values, self._put)))

    def settled(self, text: str, values: Mapping[str, object], put: Callable[[object, str], object]) -> list[object]:
        """Give the pieces of a text with values in it, as every text has them: see `scripts/words/phrasing.py`.

        Raises MalformedPatternError, and MissingValueError for a name without a value.
        """
        told = wholes(text, values, self.language)
        return once_stopped(within(patterns.filled(told, values, put)))

    def _put(self, value: object, form: str) -> object:
        return self.written(self.formed(value, form) if form else value)

    def formed(self, name: object, form: str) -> str | Markup:
        """Write a name, or names in a list, with article or preposition: `the`, `in`, `of`, `to`, or with a capital.

        A number of two, of which all are told, has its word: `two`.
        """
        if form.lower() == patterns.TWO:
            return capital(self("listing.both")) if form[:1].isupper() else self("listing.both")
        if not isinstance(name, Listed):
            return formed(self.grammar, name, form)
        each = [form, *[form.lower()] * (len(name.items) - 1)]
        return self.list([str(formed(self.grammar, item, own)) for item, own in zip(name.items, each, strict=True)])

    def written(self, value: object) -> object:
        """Write a number as the language does; anything else stays as it is."""
        return self.number(value) if isinstance(value, (int, float)) else value

    def pattern(self, key: str, count: object = None) -> str:
        """Give the text `key` before anything is put into it. `count` is a number or has one as `number`."""
        text = self.texts.get(key)
        if text is None and count is not None:
            text = self._plural(key, _as_number(count))
        if text is None:
            raise MissingTextError(self.language, key)
        return text

    def _plural(self, key: str, count: Any) -> str | None:
        exact = self.texts.get(f"{key}.zero") if count == 0 else None
        return exact or self.texts.get(f"{key}.{self.locale.plural_form(count)}") or self.texts.get(f"{key}.other")

    def agreeing(self, number: float, forms: Sequence[str]) -> str:
        """Give the form that agrees with a number: forms are in CLDR's order; the last stands in for one that lacks."""
        own = [form for form in IN_ORDER if form in self.locale.plural_form.tags or form == IN_ORDER[-1]]
        return forms[min(own.index(self.locale.plural_form(number)), len(forms) - 1)]

    def has(self, key: str) -> bool:
        """Tell whether there is such a text."""
        return key in self.texts or f"{key}.other" in self.texts

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with grouping and exactly `decimals` decimals."""
        return str(_pattern("#,##0", decimals).apply(value, self.locale))

    @property
    def number_signs(self) -> tuple[str, str]:
        """The sign between thousands and the decimal sign."""
        return get_group_symbol(self.locale), get_decimal_symbol(self.locale)

    @property
    def direction(self) -> str:
        """Where lines begin, as HTML says it: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def percent(self, share: float, decimals: int = 1) -> str:
        """Write a share (0 to 1) as a percentage."""
        own = self.locale.percent_formats[None].pattern
        return str(_pattern(own, decimals).apply(share, self.locale))

    def sort_key(self, text: str) -> tuple[str, str]:
        """Give a key that sorts names as a reader of the language expects: accents and case matter last."""
        for letter, place in AFTER.get(self.language, {}).items():
            text = text.replace(letter, place)
        return without_marks(text).casefold(), text

    def list(self, items: Sequence[str], said: str = "") -> str:
        """Join items as the language does: a, b and c. Names among them can still be put into a form together.

        `said` is what the last of them says, where it stands for something else.
        """
        text = str(format_list(list(items), locale=self.locale))
        euphonic = self.language == "es" and len(items) > 1
        return Listed.of(_euphonic(text, items[-1], said or items[-1]) if euphonic else text, items)

    def quoted(self, items: Iterable[str]) -> str:
        """Write what things are called within a sentence, as the language lists and quotes them: “a” and “b”."""
        return self.list([self("listing.quoted", text=item) for item in items])

    def apart(self, items: Iterable[str]) -> str:
        """Write items one after the other that have commas of their own, with what the language sets between."""
        return self("listing.apart").join(items)

    def named(self, name: str, text: str) -> str:
        """Write what something is called before what is said of it."""
        return self("listing.named", name=name, text=text)

    def period(self, code: str) -> str:
        """Write a time period: a year, a month, all periods together, or that the date is not known."""
        if code == ALL_PERIODS:
            return self("period.all_short")
        return self("period.unknown") if code == UNKNOWN_PERIOD else self.day(code)

    def day(self, iso: str) -> str:
        """Write a day, a month, a year or another period as ISO 8601 and SDMX have them."""
        form = form_of(iso)
        if form in (HALF, QUARTER):
            return self(f"period.{'half' if form == HALF else 'quarter'}.{iso[-1]}", year=iso[:4])
        if form == SPAN and (span := span_of(iso)):
            return self("period.span", first=self.day(span.first), last=self.day(span.last))
        if form == REPORTING_YEAR:
            return iso
        year, month, day = [*iso.split("-"), "", ""][:3]
        if not month:
            return iso
        when = date(int(year), int(month), int(day or 1))
        if not day:
            return str(format_skeleton("yMMMM", when, locale=self.locale))
        text = str(format_date(when, format="long", locale=self.locale))
        first = FIRST_DAY.get(self.language, "")
        return f"{first}{text[1:]}" if first and when.day == 1 else text
