"""A reading in one language: names, labels and texts of the package, and figures as that language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from markupsafe import Markup, escape

from scripts.findings.coverage import Coverage
from scripts.findings.figures import Figure
from scripts.findings.peers import Alike
from scripts.findings.reading import Reading, Row
from scripts.findings.releases import Changes, told
from scripts.findings.variants import Variants
from scripts.model import patterns
from scripts.model.codes import UN_MEMBER
from scripts.model.kinds import POLICY_CODELIST
from scripts.model.languages import Languages
from scripts.model.naming import Naming, called_areas, naming_of, own_words
from scripts.model.tables import NOT_STATED, ORIGINAL, Series
from scripts.words.grammar import typographic
from scripts.words.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country or area."""

    iso3: str
    name: str
    row: Row
    groups: tuple[str, ...] = field(default=())

    @property
    def is_state(self) -> bool:
        """Whether it is a UN member state."""
        return self.row["area_type"] == UN_MEMBER

    @property
    def slug(self) -> str:
        """Its part of an address."""
        return self.iso3.lower()


class Edition:
    """What pages, charts and files of one language say of a reading."""

    def __init__(self, reading: Reading, words: Words) -> None:
        descriptor, language = reading.package.descriptor, words.language
        own, areas = own_words(descriptor, language), called_areas(descriptor, language)
        self.reading, self.words = reading, words.calling(areas).saying(own)

    @property
    def languages(self) -> Languages:
        """The languages of the site, of which this is one."""
        return self.reading.package.languages

    @property
    def root(self) -> str:
        """The folder of its pages below the site's root: '' or `fr/`."""
        return self.languages.root_of(self.words.language)

    @cached_property
    def naming(self) -> Naming:
        """What the site is called."""
        return naming_of(self.reading.package.descriptor, self.words.language)

    # -- figures -------------------------------------------------------------------------------------------------------

    def written(self, figure: Figure) -> str:
        """Write a figure as text; a share of few by its parts. Raises KeyError for a code without a label."""
        if figure.form.style == "code":
            return self.label(figure.form.codelist, str(figure.value))
        if figure.whole is not None:
            return self.words(
                "figure.parts", numerator=round(figure.number * figure.whole), denominator=int(figure.whole)
            )
        if figure.form.style == "percent":
            return self.words.percent(figure.number, figure.form.decimals)
        return self.words.number(figure.number, figure.form.decimals)

    def html(self, value: object, word: object = None) -> Markup:
        """Give a value as HTML: a figure as a `data` element that names its cell, a text escaped.

        A figure is shown as a `word` where one is given.
        """
        if not isinstance(value, Figure):
            return escape(self.words.written(value if word is None else word))
        shown = self.written(value) if word is None else word
        return Markup('<data value="{}" data-cell="{}">{}</data>').format(value.exact, value.cell, shown)

    def bounded(self, figure: Figure, shown: object = None) -> Markup:
        """Write a figure as a sentence must state it: 'at least 2,000'. `shown` is it with what stands beside it."""
        stated = figure if shown is None else shown
        return self.phrase(f"finding.{figure.bound}", figure=stated) if figure.bound else self.html(stated)

    def alone(self, figure: Figure) -> Markup:
        """Write a figure as a table has it: what bounds every figure of a series is said over it, and not here."""
        return self.bounded(figure) if figure.noted else self.html(figure)

    def bounded_text(self, figure: Figure) -> str:
        """The same as text, for what is no HTML."""
        said = self.written(figure)
        return self.words(f"finding.{figure.bound}", figure=said) if figure.bound else said

    def unit_of(self, series: Series, figure: Figure) -> str:
        """What a figure counts, in the words of its indicator, which are a plural; '' for one or less, or no words."""
        indicator = self.reading.indicator_rows.get(series.indicator)
        return self.text(indicator, "unit") if indicator and figure.number > 1 else ""

    def phrase(self, key: str, /, **values: object) -> Markup:
        """Give a text as HTML with figures in it. `count` chooses the plural and may be a figure."""
        return self.filled(self.words.pattern(key, values.get("count")), **values)

    def filled(self, pattern: str, /, **values: object) -> Markup:
        """Fill a pattern with figures, numbers and texts; everything else is escaped.

        Raises MalformedPatternError, and MissingValueError for a name without a value.
        """

        def put(value: object, form: str) -> Markup:
            return self.html(value, self.words.formed(value, form) if form else None)

        return Markup().join(map(escape, self.words.settled(pattern, values, put)))

    def agreeing(self, text: str, figures: Mapping[str, Figure]) -> str:
        """Choose the words of a text that agree with figures; the last form where the figure is not there."""

        def choose(name: str, forms: Sequence[str]) -> str:
            return self.words.agreeing(figures[name].number, forms) if name in figures else forms[-1]

        return patterns.chosen(text, choose)

    def listed(self, items: Sequence[Markup]) -> Markup:
        """Write pieces of HTML one after the other, as the language lists things: a, b and c."""
        said = items[-1].striptags() if items else ""
        return escape(self.words.list(["%s"] * len(items), said)) % tuple(items)

    def apart(self, items: Iterable[Markup]) -> Markup:
        """Write pieces of HTML one after the other that have commas of their own."""
        return escape(self.words("listing.apart")).join(items)

    # -- texts of the package ------------------------------------------------------------------------------------------

    def text(self, row: Row, column: str) -> str:
        """A text of a row in the site's language."""
        return row[f"{column}_{self.words.language}"]

    def called(self, source: Row, column: str) -> str:
        """The title, publisher or edition of a source in the site's language; in its own words where it has none."""
        return source.get(f"{column}_{self.words.language}") or source[column]

    def source(self, source: str) -> dict[str, str]:
        """A source with what it is called in the site's language."""
        row = self.reading.sources[source]
        return {**row, **{column: self.called(row, column) for column in ORIGINAL}}

    def originals(self, sources: Iterable[Row]) -> list[str]:
        """What sources are called, and their licences, where the site's language has no words of its own; each once.

        What has no letters is in no language.
        """
        rows = list(sources)
        named = [row[column] for row in rows for column in ORIGINAL if self.called(row, column) == row[column]]
        terms = [row["licence"] for row in rows if self.licence(row) == row["licence"]]
        return [name for name in dict.fromkeys((*named, *terms)) if any(map(str.isalpha, name))]

    def licence(self, source: Row) -> str:
        """The licence of a source in its own words; that it states none, in the site's language."""
        return self.words("source.not_stated") if source["licence"] == NOT_STATED else source["licence"]

    def label(self, codelist: str, code: str) -> str:
        """The label of a code in the site's language. Raises KeyError for an unknown code."""
        return self.text(self.reading.labels[codelist, code], "label")

    def status_label(self, status: str) -> str:
        """A status of a policy in the package's own words, with which its cells are shown; else in the site's."""
        row = self.reading.labels.get((POLICY_CODELIST, status))
        return self.text(row, "label") if row else self.words(f"status.{status}")

    def explained(self, codelist: str, code: str) -> str:
        """What a code means, in the site's language; '' where nothing is said."""
        return self.text(self.reading.labels[codelist, code], "description")

    def series_label(self, series: Series) -> str:
        """Name of a series in the site's language."""
        return self.text(self.reading.series_rows[series.id], "label")

    def register_label(self, register: str) -> str:
        """Name of a register: the indicator that it is named after or a headline of which it holds; else its title."""
        series = (s for s in self.reading.package.series.values() if s.register == register and s.role == "headline")
        named = (self.reading.indicator_rows.get(name) for name in (register, *(s.indicator for s in series)))
        row = next((row for row in named if row), None)
        return self.text(row, "label") if row else str(self.reading.package.resource(f"register_{register}")["title"])

    @cached_property
    def coverage(self) -> Coverage:
        """How much is known of each area and in each group, with cells."""
        return Coverage(self.reading)

    @cached_property
    def alike(self) -> Alike:
        """Countries like others: of a group with them, of like population, with the same statuses."""
        return Alike(self.reading, self.coverage)

    @cached_property
    def releases(self) -> tuple[Changes, ...]:
        """What each release changed, the newest first."""
        return told(self.reading)

    @cached_property
    def variants(self) -> Variants:
        """Headlines beside stricter, looser and other rules, with cells."""
        return Variants(self.reading)

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Every area that has a page, by code, sorted by name."""
        ranked = sorted(self.reading.areas, key=lambda row: self.words.sort_key(self._name(row)))
        return {
            row["iso3"]: Area(
                iso3=row["iso3"],
                name=self._name(row),
                row=row,
                groups=tuple(self.reading.groups_of.get(row["iso3"], ())),
            )
            for row in ranked
        }

    def _name(self, row: Row) -> str:
        """Give a name as readers see it; files of data have it as the package does."""
        return typographic(row[f"name_{self.words.language}"])

    @cached_property
    def filed_names(self) -> dict[str, str]:
        """Names of all areas and groups as files of data have them: to the letter as the package does."""
        column = f"name_{self.words.language}"
        areas = {row["iso3"]: row[column] for row in self.reading.rows("reference_areas")}
        return {**{code: row[column] for code, row in self.reading.groups.items()}, **areas}

    @cached_property
    def area_names(self) -> dict[str, str]:
        """Names of all areas, also of those without a page."""
        return {row["iso3"]: self._name(row) for row in self.reading.rows("reference_areas")}

    def members(self, group: str) -> list[Area]:
        """Today's members of a group that have a page, by name."""
        held = self.reading.members_of.get(group, set())
        return [area for area in self.areas.values() if area.iso3 in held]

    def group_name(self, group: str) -> str:
        """Name of a group in the site's language."""
        return self._name(self.reading.groups[group])

    def region(self, area: Area) -> str:
        """The smallest group that stands for an area's surroundings: its sub-region, else its region; '' for none."""
        kinds = {self.reading.groups[g]["kind"]: g for g in area.groups}
        return kinds.get("sub-region", kinds.get("region", ""))

    def reporting(self, series: Series) -> list[str]:
        """The areas with an observation in a series, by name."""
        held = self.reading.reporting(series)
        return [area for area in self.areas if area in held]


_HELD: Final = {"\u00a0": "\ue000", "\u202f": "\ue001"}
"""Spaces that do not break, as letters of no script, while white space is put in order."""

_FREED: Final = str.maketrans({letter: space for space, letter in _HELD.items()})


def plain(text: object) -> str:
    """Give a text or HTML as text alone, with single spaces. A text keeps what looks like a tag or an entity in it.

    A space that does not break, as in '25,0 %', stays one.
    """
    held = Markup("{}").format(text)
    for space, letter in _HELD.items():
        held = held.replace(space, letter)
    return held.striptags().translate(_FREED)
