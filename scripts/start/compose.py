"""Puts the tables of a package together from the figures of a plain CSV."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase
from typing import Any, Final

from scripts.model.codes import WORLD, is_user_assigned
from scripts.model.tables import NOT_STATED
from scripts.start.areas import Atlas
from scripts.start.cells import Figure
from scripts.start.files import OWN_LICENCE, README, TEMPLATE, Row, package_files, read_rows
from scripts.start.wish import Left, Wish
from scripts.words.words import OWN, Words

SOURCE: Final = "source-of-the-figures"
UNIT: Final = "unit"
SUBJECT: Final = "subject"
BEFORE: Final = "territory-of-today"
KINDS: Final = ("world", "region")
"""Kinds of groups that come along with countries."""

_TAKEN: Final = frozenset({"ref_area", "time_period", "obs_value", "obs_status", "source", "note", "series", "unit"})
"""Names that a dimension cannot have, besides those of code lists."""

_CODES: Final = ("unit_measure", "note")
"""Code lists of the small package whose codes are its own."""

Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Codes for texts of a stranger, each text with one of its own."""

    codes: Mapping[str, str]

    @classmethod
    def of(cls, texts: Iterable[str], between: str = "-", taken: Iterable[str] = ()) -> Named:
        """Make a code of letters and digits of each text; where two would have the same, a number is put behind."""
        used, codes = set(taken), {}
        for text in dict.fromkeys(texts):
            stem = code = slug(text, between)
            number = 1
            while code in used:
                number += 1
                code = f"{stem}{between}{ascii_uppercase[number - 1].lower() if between == '_' else number}"
            used.add(code)
            codes[text] = code
        return cls(codes=codes)


def slug(text: str, between: str = "-") -> str:
    """Give the letters and digits of a text in small Latin ones; `thing` where it has none."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    kept = r"[a-z]+" if between == "_" else r"[a-z0-9]+"
    return between.join(re.findall(kept, plain.lower())) or "thing"


def compose(
    wish: Wish, figures: Sequence[Figure], atlas: Atlas | None, left: Sequence[Left], read: int
) -> dict[str, bytes]:
    """Give the files of the package by path, with its readme."""
    own = _own_codes({figure.area for figure in figures}) if atlas is None else {}
    codes = [row for row in read_rows(TEMPLATE / "codelists.csv") if row["codelist"] not in _CODES]
    dimensions = Named.of((d.column for d in wish.dimensions), "_", {*_TAKEN, *(row["codelist"] for row in codes)})
    labels = {
        each.column: Named.of(figure.codes[place] for figure in figures) for place, each in enumerate(wish.dimensions)
    }
    series = Named.of(figure.series for figure in figures)
    maker = _Maker(wish=wish, own=own, series=series, dimensions=dimensions, labels=labels)
    tables: Tables = {
        "policy_areas": [{"id": SUBJECT, "number": "1", "label_en": wish.origin.title}],
        "indicators": [],
        "series": [],
        "sources": [_source(wish, figures)],
        "codelists": [*codes, *maker.codes(), *_reasons(left)],
        "reconciliation": _reconciliation(wish, left, read, len(figures)),
    }
    tables |= _areas(figures, atlas, own)
    if atlas:
        tables["sources"] += _sources_of_areas(atlas, tables)
    for number, name in enumerate(series.codes, start=1):
        maker.add(tables, number, name, [figure for figure in figures if figure.series == name])
    files = package_files(_metadata(wish, max(row["accessed"] for row in tables["sources"])), tables)
    return {**files, README: _readme(wish, left, own, read, len(figures))}


# -- series ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    wish: Wish
    own: Mapping[str, str]
    series: Named
    dimensions: Named
    labels: Mapping[str, Named]

    def codes(self) -> Iterator[Row]:
        """Give the codes that the package has of its own: unit, notes, and those of dimensions."""
        counted = f"One of the figures, in the source's unit: {self.wish.unit}."
        yield _code("unit_measure", UNIT, 1, self.wish.unit, counted)
        yield _code("note", BEFORE, 1, "The figure is of the territory of today, before the area existed as such.")
        for column, named in self.labels.items():
            listed = self.dimensions.codes[column]
            yield from (_code(listed, code, n, text) for n, (text, code) in enumerate(named.codes.items(), start=1))

    def add(self, tables: Tables, number: int, name: str, figures: Sequence[Figure]) -> None:
        """Add an indicator with its headline; where dimensions have totals these are it, and the rest stands beside."""
        wish, headline = self.wish, self.series.codes[name]
        totals = tuple(each.total for each in wish.dimensions)
        whole = [figure for figure in figures if figure.codes == totals]
        parts = [figure for figure in figures if not {*figure.codes} & {*filter(None, totals)}] if whole else []
        undivided = bool(whole)
        self._series(tables, headline, name, whole or figures, () if undivided else wish.dimensions)
        if wish.dimensions and parts:
            self._series(tables, f"{headline}.parts", name, parts, wish.dimensions)
        way = wish.aggregation if undivided else "none"
        tables["indicators"].append(self._indicator(headline, number, name, way))

    def _series(
        self, tables: Tables, series: str, name: str, figures: Sequence[Figure], dimensions: Sequence[Any]
    ) -> None:
        companion = "." in series
        columns = [self.dimensions.codes[each.column] for each in dimensions]
        way = "none" if dimensions and not companion else self.wish.aggregation
        years = sorted(figure.period[:4] for figure in figures)
        split = f", by {' and '.join(each.column for each in dimensions)}" if dimensions else ""
        tables["series"].append(
            {
                "id": series,
                "indicator": series.partition(".")[0],
                "role": "companion" if companion else "headline",
                "order": "2" if companion else "1",
                "measure_type": self.wish.measure,
                "unit_measure": UNIT,
                "decimals": str(max(len(figure.value.partition(".")[2]) for figure in figures)),
                "per": "1",
                "has_range": "false",
                "has_pending": "false",
                "dimensions": " ".join(columns),
                "aggregation": way,
                "max_age": "0",
                "is_minimum": "false",
                "first_period": years[0],
                "last_period": years[-1],
                "has_corrections": "false",
                "finds_only_yes": "false",
                "has_negatives": str(any(figure.value.startswith("-") for figure in figures)).lower(),
                "reporting_year_start": self.wish.reading.year_begins if "/" in figures[0].period else "",
                "source": SOURCE,
                "label_en": f"{name}{split}",
                "description_en": f"{name}{split}, as the source gives it, in its unit: {self.wish.unit}.",
                "rule_en": "The figure is the source's own.",
            }
        )
        tables[f"observations_{series}"] = [self._observed(figure, columns) for figure in figures]

    def _observed(self, figure: Figure, columns: Sequence[str]) -> Row:
        used = zip(self.wish.dimensions, figure.codes, strict=True) if columns else ()
        codes = {self.dimensions.codes[each.column]: self.labels[each.column].codes[cell] for each, cell in used}
        return {
            "ref_area": self.own.get(figure.area, figure.area),
            "time_period": figure.period,
            "obs_value": figure.value,
            "obs_status": "A" if figure.value else "O",
            "source": SOURCE,
            "note": BEFORE if figure.before else "",
            **codes,
        }

    def _indicator(self, headline: str, number: int, name: str, way: str) -> Row:
        return {
            "id": headline,
            "number": str(number),
            "policy_area": SUBJECT,
            "measure_type": self.wish.measure,
            "label_en": name,
            "statement_en": name,
            "finding_en": f"{_braced(name)}: {self._finding(way)}",
            "unit_en": self.wish.unit,
            "limits_en": f"It says what {self.wish.origin.publisher} publishes, and nothing of how that was measured.",
            "missing_en": "What is missing, and who would hold it, is not yet described.",
            "keywords_en": name.replace(";", ","),
        }

    def _finding(self, way: str) -> str:
        unit, forms = _braced(self.wish.unit), "area | areas" if self.own else "country or area | countries and areas"
        areas = f"{{areas_reporting}} [areas_reporting: {forms}]"
        return {
            "sum": f"{{total}} ({unit}) in {areas} in {{period}}.",
            "median": f"the median of {areas} was {{median}} ({unit}) in {{period}}.",
            "none": f"{{cases}} [cases: figure | figures] of {areas} [cases: is | are] known.",
        }[way]


def _braced(text: str) -> str:
    """Write a text so that its braces are braces in a finding, and its brackets are no choice of words."""
    return text.replace("{", "{{").replace("}", "}}").replace("[", "(").replace("]", ")")


def _code(codelist: str, code: str, order: int, label: str, description: str = "") -> Row:
    return {"codelist": codelist, "code": code, "order": str(order), "label_en": label, "description_en": description}


# -- areas -------------------------------------------------------------------------------------------------------------


def _own_codes(areas: Iterable[str]) -> dict[str, str]:
    """Give each area a code that ISO 3166-1 leaves to its users: its own where it is one, else the next from XAA on."""
    own = {area: area for area in areas if is_user_assigned(area)}
    free = (f"X{a}{b}" for a, b in product(ascii_uppercase, repeat=2) if f"X{a}{b}" not in {*own, "XKX"})
    return own | dict(zip(sorted({*areas} - {*own}), free, strict=False))


def _areas(figures: Sequence[Figure], atlas: Atlas | None, own: Mapping[str, str]) -> Tables:
    if atlas is None:
        return _own_areas(own, min(figure.period[:4] for figure in figures))
    used = {figure.area for figure in figures}
    members = [row for row in atlas.tables["area_group_members"] if row["ref_area"] in used]
    groups = {row["id"]: row for row in atlas.tables["area_groups"] if row["kind"] in KINDS}
    held = {WORLD, *(row["group"] for row in members)} & {*groups}
    return {
        "reference_areas": [row for row in atlas.tables["reference_areas"] if row["iso3"] in used],
        "area_names": [row for row in atlas.tables["area_names"] if row["ref_area"] in used],
        "area_groups": [row for group, row in groups.items() if group in held],
        "area_group_members": [row for row in members if row["group"] in held],
    }


OF_OWN_AREAS: Final = {
    "areas_en": {"single": "area", "article": "an area", "several": "areas"},
    "words_en": {
        "countries.lead": "{count} areas with data.",
        "home.way.regions.text": "Groups of areas, with what is known of each.",
    },
}
"""What a site says of areas that are no countries, until somebody says what they are."""


def _own_areas(own: Mapping[str, str], year: str) -> Tables:
    def names(text: str) -> dict[str, str]:
        return {f"name_{language}": text for language in ("en", "fr", "es")}

    areas = [{"iso3": c, "area_type": "other-area", "source": SOURCE, **names(text)} for text, c in own.items()]
    members = [{"group": WORLD, "ref_area": c, "valid_from": year, "source": SOURCE} for c in own.values()]
    whole = {"en": "All areas", "fr": "Toutes les zones", "es": "Todas las zonas"}
    group = {f"name_{language}": text for language, text in whole.items()}
    return {
        "reference_areas": list(areas),
        "area_groups": [{"id": WORLD, "kind": "world", "order": "1", "source": SOURCE, **group}],
        "area_group_members": list(members),
    }


# -- where it comes from -----------------------------------------------------------------------------------------------


def _metadata(wish: Wish, read: str) -> dict[str, Any]:
    """Give what the descriptor says of the package. `read` is the last day on which any of its sources was read."""
    origin = wish.origin
    return {
        "name": slug(origin.title),
        "title": origin.title,
        "description": f"{origin.title}, as {origin.publisher} publishes it.",
        "site": {
            "name_en": origin.title,
            "subtitle_en": f"figures of {origin.publisher}",
            **(OF_OWN_AREAS if wish.own_areas else {}),
        },
        "version": "1",
        "created": f"{read}T00:00:00Z",
        "licenses": [OWN_LICENCE],
    }


def _source(wish: Wish, figures: Sequence[Figure]) -> Row:
    origin = wish.origin
    stated = origin.licence != NOT_STATED
    last = max(wish.reading.span(figure.period).last for figure in figures)
    return {
        "id": SOURCE,
        "title": origin.title,
        "publisher": origin.publisher,
        "edition": f"As read on {Words.load(OWN).day(origin.accessed)}",
        "url": origin.url,
        "accessed": origin.accessed,
        "data_until": min(last, origin.accessed),
        "licence": origin.licence,
        "licence_url": origin.licence_url,
        "redistribution": "attribution",
        "licence_stated_by": "publisher" if stated else "",
        "citation": f"{origin.publisher}, {origin.title}. {origin.url}",
        "description_en": f"A table of {origin.publisher}: one row a figure.",
    }


def _sources_of_areas(atlas: Atlas, tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    named = {row["source"] for name in ("reference_areas", "area_groups", "area_group_members") for row in tables[name]}
    return [{**row, "cycle_months": ""} for row in atlas.tables["sources"] if row["id"] in named]


REASONS: Final[Mapping[str, str]] = {
    "rows-read": "Rows of the file",
    "rows-used": "Rows used",
    "length": "The row has another number of cells than the head",
    "blank": "A cell that is needed is blank",
    "period": "The period cannot be read",
    "unknown": "The area is not known by this code or name",
    "many": "The name means several areas",
    "group": "The row is of a group of areas, which is computed from its members",
    "ended": "The area had ended",
    "before": "The area did not exist yet",
    "number": "The value is no plain number",
    "whole": "The value is no whole number from zero on",
    "digits": "The value has more digits than can be kept exactly",
    "repeated": "The same figure stands twice",
    "twice": "Several figures stand for the same area and period",
}
"""Why rows are left out, as the published account says it."""


def _reasons(left: Sequence[Left]) -> Iterator[Row]:
    used = ["rows-read", "rows-used", *sorted({each.reason for each in left})]
    yield from (_code("ingest_reason", reason, n, REASONS[reason]) for n, reason in enumerate(used, start=1))


def _reconciliation(wish: Wish, left: Sequence[Left], read: int, used: int) -> list[Row]:
    counted: dict[str, int] = {}
    for each in left:
        counted[each.reason] = counted.get(each.reason, 0) + each.count
    rows = [("read", "rows-read", read), ("used", "rows-used", used)]
    rows += [("set_aside", reason, count) for reason, count in sorted(counted.items())]
    return [
        {"source": SOURCE, "file": wish.file.name, "outcome": outcome, "reason": reason, "rows": str(count)}
        for outcome, reason, count in rows
    ]


def _readme(wish: Wish, left: Sequence[Left], own: Mapping[str, str], read: int, used: int) -> bytes:
    text = (TEMPLATE / "NEXT.md").read_text(encoding="utf-8").replace("FOLDER", wish.folder.as_posix())
    account = [f"Made of {wish.file.name}: {read} rows read, {used} used, {read - used} left out.", ""]
    account += [f"- {each.count}: {REASONS[each.reason]} ({each.found or each.column})" for each in left]
    codes = [f"- `{code}` {name}" for name, code in own.items()]
    listed = ["", "## Codes of the areas", "", *codes] if codes else []
    return "\n".join([text.rstrip(), "", "## What became of the file", "", *account, *listed, ""]).encode()
