"""Puts the tables of a package together from the figures of a plain CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.model.columns import BESIDE, SUMMING
from scripts.model.periods import DAY, form_of
from scripts.start.areas import Atlas
from scripts.start.cells import Figure
from scripts.start.files import README, TEMPLATE, Row, package_files, read_rows
from scripts.start.naming import Named
from scripts.start.origin import SOURCE, metadata, readme, reasons, reconciliation, source_row, sources_of_areas
from scripts.start.places import Places, Tables, places_of
from scripts.start.saying import sayings
from scripts.start.wish import Dimension, Left, Wish
from scripts.start.world import map_of
from scripts.words.phrasing import ended

SUBJECT: Final = "subject"
BEFORE: Final = "territory-of-today"
WEIGHED: Final = "weighted_mean"

_CODES: Final = ("unit_measure", "note", "obs_status")
"""Code lists of the small package whose codes are its own, or are said in other words."""

STATUSES: Final = {
    "A": ("Normal value", "The figure as the source gives it."),
    "E": ("Estimated value", "The source calls the figure an estimate."),
    "P": ("Provisional", "The source calls the figure provisional: it will be revised."),
    "U": ("Low reliability", "The source says that the figure is not reliable."),
    "O": ("No figure", "The source gives no figure of this area and period, and no reason."),
    "M": ("Not applicable", "The source says that there can be no figure of this area and period."),
    "L": ("Not collected", "The source says that the figure was not collected."),
    "Q": ("Suppressed", "The figure exists but is withheld."),
    "NYP": ("Not yet published", "The figure is expected but has not been published."),
}
"""SDMX observation statuses, as they are said of any figure."""


def compose(
    wish: Wish, figures: Sequence[Figure], atlas: Atlas | None, left: Sequence[Left], read: int
) -> dict[str, bytes]:
    """Give the files of the package by path, with its readme."""
    places = places_of(figures, wish.areas, atlas, SOURCE)
    kept = {(row["codelist"], row["code"]) for row in places.kinds}
    codes = [
        row
        for row in read_rows(TEMPLATE / "codelists.csv")
        if row["codelist"] not in _CODES and (row["codelist"], row["code"]) not in kept
    ]
    dimensions = Named.of(
        (d.column for d in wish.dimensions), "_", {*BESIDE, *SUMMING, *(row["codelist"] for row in codes)}
    )
    labels = {
        each.column: Named.of(figure.codes[place] for figure in figures if figure.codes[place] != each.total)
        for place, each in enumerate(wish.dimensions)
    }
    maker = _Maker(
        wish=wish,
        places=places,
        series=Named.of((figure.series for figure in figures), taken=[_weight_id(wish)] if wish.weight else []),
        units=_units(figures),
        dimensions=dimensions,
        labels=labels,
    )
    tables: Tables = {
        "policy_areas": [{"id": SUBJECT, "number": "1", "label_en": wish.origin.title}],
        "indicators": [],
        "series": [],
        "sources": [source_row(wish, figures)],
        "codelists": [*codes, *places.kinds, *maker.codes(), *reasons(left, one_a_row=wish.one_a_row)],
        "reconciliation": reconciliation(wish, left, read, len(figures)),
        **places.tables,
    }
    if atlas:
        tables["sources"] += sources_of_areas(atlas, tables)
    if wish.weight:
        maker.weigh(tables, figures)
    for number, name in enumerate(maker.series.codes, start=1):
        maker.add(tables, number, name, [figure for figure in figures if figure.series == name])
    read_on = max(row["accessed"] for row in tables["sources"])
    said = sayings(own=atlas is None, summed=wish.aggregation == "sum")
    drawn = map_of(wish.areas.known, (figure.area for figure in figures), atlas.lives) if atlas else {}
    files = package_files(metadata(wish, read_on, said), tables, drawn)
    return {**files, README: readme(wish, left, places.own, read, len(figures))}


def _units(figures: Sequence[Figure]) -> Named:
    """Give codes that say nothing of a unit by themselves: what a unit means is the text of the source."""
    found = dict.fromkeys(figure.unit for figure in figures)
    return Named(codes={unit: f"unit-{n}" if n > 1 else "unit" for n, unit in enumerate(found, start=1)})


def _weight_id(wish: Wish) -> str:
    return next(iter(Named.of([wish.weight]).codes.values()))


def _code(codelist: str, named: str, order: int, label: str, description: str = "") -> Row:
    return {"codelist": codelist, "code": named, "order": str(order), "label_en": label, "description_en": description}


def _braced(text: str) -> str:
    """Write a text for a finding, in which braces stand for figures and brackets are a choice of words."""
    return text.translate(_ROUND)


Key = tuple[str, str]
"""Area and period."""


def _divides(figures: Iterable[Figure], whole: Mapping[Key, str]) -> bool:
    """Tell whether parts add up to the whole wherever it is known: a file may lack a part, such as those of no sex."""
    parts: dict[Key, list[str]] = {}
    for figure in figures:
        parts.setdefault((figure.area, figure.period), []).append(figure.value)
    known = ((key, held) for key, held in parts.items() if all(held) and whole.get(key))
    return all(sum(map(int, held)) == int(whole[key]) for key, held in known)


_ROUND: Final = str.maketrans("{}[]", "()()")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    wish: Wish
    places: Places
    series: Named
    units: Named
    dimensions: Named
    labels: Mapping[str, Named]

    def codes(self) -> Iterator[Row]:
        """Give the codes that the package has of its own: units, statuses, notes, and those of dimensions."""
        for order, (unit, code) in enumerate(self.units.codes.items(), start=1):
            yield _code("unit_measure", code, order, unit, ended(f"One of the figures, in the source's unit: {unit}"))
        if self.wish.weight:
            said = ended(f"What values are weighted by, as the source gives it: {self.wish.weight}")
            order = len(self.units.codes) + 1
            yield _code("unit_measure", f"weight-{_weight_id(self.wish)}", order, self.wish.weight, said)
        for order, (code, (label, said)) in enumerate(STATUSES.items(), start=1):
            yield _code("obs_status", code, order, label, said)
        yield _code("note", BEFORE, 1, "The figure is of the territory of today, before the area existed as such.")
        for column, named in self.labels.items():
            listed = self.dimensions.codes[column]
            yield from (_code(listed, code, n, text) for n, (text, code) in enumerate(named.codes.items(), start=1))

    def add(self, tables: Tables, number: int, name: str, figures: Sequence[Figure]) -> None:
        """Add an indicator with its headline; beside it a series for each way in which the figures are divided.

        The headline is what is divided least: where each dimension has a total, the figures of all together.
        """
        headline = self.series.codes[name]
        ways: dict[tuple[Dimension, ...], list[Figure]] = {}
        for figure in figures:
            ways.setdefault(self._divided(figure), []).append(figure)
        order = sorted(ways, key=lambda way: (len(way), -len(ways[way]), [each.column for each in way]))
        whole = {(f.area, f.period): f.value for f in ways.get((), [])}
        for place, way in enumerate(order):
            by = "-".join(self.dimensions.codes[each.column].replace("_", "-") for each in way)
            series = f"{headline}.by-{by}" if place else headline
            tables["series"].append(self._series(series, name, ways[way], way, whole) | {"order": str(place + 1)})
            tables[f"observations_{series}"] = [self._observed(figure, way) for figure in ways[way]]
        tables["indicators"].append(self._indicator(headline, number, order[0], ways[order[0]]))

    def weigh(self, tables: Tables, figures: Sequence[Figure]) -> None:
        """Add what values are weighted by, as a series beside all indicators."""
        held = {(self.places.codes[f.area], f.period): f.weight for f in figures if f.weight}
        years = sorted(period[:4] for _, period in held)
        name, series = self.wish.weight, _weight_id(self.wish)
        row = self._settings(figures[0].period, measure="count", aggregation="sum")
        row |= {"id": series, "role": "context", "order": "1", "unit_measure": f"weight-{series}", "decimals": "0"}
        row |= {"first_period": years[0], "last_period": years[-1], "label_en": name}
        row["description_en"] = f"{name}, by which the values of areas are weighted in a mean."
        tables["series"].append(row)
        tables[f"observations_{series}"] = [
            {"ref_area": area, "time_period": period, "obs_value": weight, "obs_status": "A", "source": SOURCE}
            for (area, period), weight in held.items()
        ]

    def _divided(self, figure: Figure) -> tuple[Dimension, ...]:
        """Give the dimensions in which a figure is of a part."""
        pairs = zip(self.wish.dimensions, figure.codes, strict=True)
        return tuple(each for each, cell in pairs if cell != each.total)

    def _way(self, way: Sequence[Dimension], figures: Sequence[Figure], *, headline: bool) -> str:
        """Give how areas are put together, where they are.

        A divided headline has no figure of the whole, a weight no division, and wholes are added to nothing.
        """
        kept = self.wish.aggregation
        uncounted = self.places.uncounted
        counted = any(figure.area not in uncounted for figure in figures)
        return "none" if not counted or (way and (headline or kept == WEIGHED)) else kept

    def _settings(self, period: str, *, measure: str, aggregation: str) -> dict[str, str]:
        flags = ("has_range", "has_pending", "is_minimum", "has_corrections", "finds_only_yes", "has_negatives")
        return {
            "measure_type": measure,
            "aggregation": aggregation,
            "per": "1",
            "max_age": "0",
            "reporting_year_start": self.wish.reading.year_begins if "/" in period and "P" not in period else "",
            "source": SOURCE,
            "rule_en": "The figure is the source's own.",
            **dict.fromkeys(flags, "false"),
        }

    def _series(
        self, series: str, name: str, figures: Sequence[Figure], way: Sequence[Dimension], whole: Mapping[Key, str]
    ) -> dict[str, str]:
        """Give the row of a series, but for its order. Counts that are no parts of `whole` are added to nothing."""
        headline = series == self.series.codes[name]
        columns = [self.dimensions.codes[each.column] for each in way]
        aggregation = self._way(way, figures, headline=headline)
        if way and not headline and self.wish.measure == "count" and not _divides(figures, whole):
            aggregation = "none"
        years = sorted(figure.period[:4] for figure in figures)
        split = f", by {' and '.join(each.column for each in way)}" if way else ""
        row = self._settings(figures[0].period, measure=self.wish.measure, aggregation=aggregation)
        return row | {
            "id": series,
            "indicator": self.series.codes[name],
            "role": "headline" if headline else "companion",
            "unit_measure": self.units.codes[figures[0].unit],
            "decimals": str(max(len(figure.value.partition(".")[2]) for figure in figures)),
            "dimensions": " ".join(columns),
            "first_period": years[0],
            "last_period": years[-1],
            "has_negatives": str(any(figure.value.startswith("-") for figure in figures)).lower(),
            "weight": _weight_id(self.wish) if aggregation == WEIGHED else "",
            "label_en": f"{name}{split}",
            "description_en": ended(f"{name}{split}, as the source gives it, in its unit: {figures[0].unit}"),
        }

    def _observed(self, figure: Figure, way: Sequence[Dimension]) -> Row:
        used = ((each, figure.codes[self.wish.dimensions.index(each)]) for each in way)
        codes = {self.dimensions.codes[each.column]: self.labels[each.column].codes[cell] for each, cell in used}
        return {
            "ref_area": self.places.codes[figure.area],
            "time_period": figure.period,
            "obs_value": figure.value,
            "obs_status": figure.status,
            "source": SOURCE,
            "note": BEFORE if figure.before else "",
            **codes,
        }

    def _indicator(self, headline: str, number: int, split: Sequence[Dimension], figures: Sequence[Figure]) -> Row:
        name, way = figures[0].series, self._way(split, figures, headline=True)
        return {
            "id": headline,
            "number": str(number),
            "policy_area": SUBJECT,
            "measure_type": self.wish.measure,
            "label_en": name,
            "statement_en": name,
            "finding_en": f"{_braced(name)}: {self._finding(way, figures)}",
            "unit_en": "figures" if way == "none" else figures[0].unit,
            "limits_en": f"It says what {self.wish.origin.publisher} publishes, and nothing of how that was measured.",
            "missing_en": "What is missing, and who would hold it, is not yet described.",
            "keywords_en": name.replace(";", ","),
        }

    def _finding(self, way: str, figures: Sequence[Figure]) -> str:
        """Give the sentence of a headline; where all figures are of one area, the figure of that is the whole's."""
        said, weight = _braced(figures[0].unit), _braced(self.wish.weight)
        forms = "area | areas" if self.wish.areas.own else "country or area | countries and areas"
        areas = f"{{areas_reporting}} [areas_reporting: {forms}]"
        alone = {figure.area for figure in figures}
        where = _braced(self.places.name(alone.pop())) if len(alone) == 1 else ""
        when = "on {period}" if form_of(figures[0].period) == DAY else "in {period}"
        total = f"{{total}} {said} in {where or areas} {when}."
        return {
            "sum": total,
            "sum_over_time": total,
            "median": f"{{median}} {said} in {where} {when}."
            if where
            else f"the median of {areas} was {{median}} {said} {when}.",
            WEIGHED: f"the mean of {areas}, weighted by {weight}, was {{mean}} {said} {when}.",
            "none": f"{{cases}} [cases: figure | figures] of {areas} [cases: is | are] known.",
        }[way]
