"""Tables of one indicator: by period, by group, by country; registers, evidence and companions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, POLICY_CODES, STATUSES, UNKNOWN_PERIOD, WORLD
from scripts.model.tables import Series
from scripts.render.cells import Cell, Cells
from scripts.render.long_tables import (
    EVIDENCE,
    REGISTER,
    TREND,
    IndicatorTable,
    companion_periods,
    evidence_rows,
    fits,
    is_long,
    own_name,
    path_of,
    register_rows,
    trend_periods,
    years_fit,
)
from scripts.sentences import sentences
from scripts.words.edition import Area

Column = dict[str, Any]


class IndicatorTables(Cells):
    """What an indicator's page shows."""

    def column(self, name: str, kind: str = "text", label: object = "", **more: object) -> Column:
        """Head of a column. Its name is that of a column or code of the package, since addresses keep it."""
        return {"name": name, "kind": kind, "label": label or self.words(f"column.{name}"), **more}

    def status_column(self, name: str, label: object, *, menu: bool = False) -> Column:
        """Head of a column of policy statuses, sorted yes first; with a menu of statuses where it is the only one."""
        choices = [{"code": code, "label": self.site.status_label(code)} for code in STATUSES]
        return self.column(name, "status", label, codes=POLICY_CODES, choices=choices if menu else [])

    def trend(self, series: Series, group: str = WORLD) -> list[list[Cell]]:
        """One row a period: for a policy how many have each status, for others the measures that the series has."""
        return [self._trend_row(series, group, period) for period in trend_periods(self.site, series, group)]

    def _trend_row(self, series: Series, group: str, period: str) -> list[Cell]:
        figures = self._figures(series, group, period)
        head = self._year_cell(period)
        if series.measure_type == "policy":
            return [head, *(self._plain(figures.get(status)) for status in STATUSES)]
        return [head, *self._measure_cells(series, group, figures)]

    def _figures(self, series: Series, group: str, period: str) -> dict[str, Figure]:
        """The figures of a group and period that tables of a series show."""
        if series.measure_type == "policy":
            return sentences.values(self.site, series, group, period)
        found = {m: self.site.reading.summary(series, group, period, m) for m in self.measures(series)}
        return {m: figure for m, figure in found.items() if figure is not None}

    def _year_cell(self, period: str) -> Cell:
        """A period as a cell that is sorted by its date; one without a date comes last."""
        sort = "" if period in (ALL_PERIODS, UNKNOWN_PERIOD) else period
        shown = self.short_period(period)
        return shown if shown == sort else {"html": shown, "sort": sort}

    def measures(self, series: Series) -> list[str]:
        """The measures that tables of a series show, in order."""
        if series.aggregation == "none":
            return ["areas_reporting"]
        if series.aggregation == "distinct_records":
            bounded = (
                self.site.reading.summary(series, WORLD, self.site.reading.latest(series), "ratio_low") is not None
            )
            bounds = ["ratio_low", "ratio_high"] if bounded else []
            return ["ratio", *bounds, "numerator", "denominator", "records"]
        if series.measure_type == "category":
            return [*self.site.reading.package.codes[series.codelist], "not_assessed"]
        by_type = {
            "count": ["total", "areas_reporting"],
            "register": ["records", "areas"],
            "ratio": ["ratio_low", "ratio_high", "numerator", "cases"]
            if series.has_range
            else ["ratio", "numerator", "denominator", "cases"],
        }
        return by_type.get(series.measure_type, [])

    def _measure_cells(self, series: Series, group: str, figures: dict[str, Figure]) -> list[Cell]:
        cells: list[Cell] = []
        for measure in self.measures(series):
            figure = figures.get(measure)
            if figure is not None and measure == sentences.main_measure(series):
                cells.append(self._bar(series, group, measure, figure))
            else:
                cells.append(self._plain(figure))
        return cells

    def _bar(self, series: Series, group: str, measure: str, figure: Figure) -> Markup:
        """A figure with a bar as long as its part of the largest of the same table; a partial period is marked."""
        dated = [self.site.reading.summary(series, group, p, measure) for p in self.site.reading.periods(series, group)]
        largest = max((f.number for f in dated if f), default=0.0)
        bar = self.macro("bar", figure.number / largest if largest else 0, figure)
        return bar + self.macro("pill", self.words("figure.partial"), "provisional") if figure.partial else bar

    def by_region(self, series: Series, period: str) -> list[list[Cell]]:
        """One row a group: the world, regions and sub-regions, development groups."""
        rows: list[list[Cell]] = []
        for group in self.site.reading.groups:
            figures = self._figures(series, group, period)
            if not figures:
                continue
            if series.measure_type == "policy":
                counts = (self._plain(figures.get(status)) for status in STATUSES)
                rows.append([self.group_link(group), *counts, sentences.bounds(self.site, series, figures)])
            else:
                plain = (self._plain(figures.get(m)) for m in self.measures(series))
                rows.append([self.group_link(group), *plain])
        return rows

    def countries(self, series: Series) -> list[list[Cell]]:
        """One row a country: its value for the headline's period, the year it is from, and notes."""
        if series.measure_type == "policy":
            return [self._policy_row(series, area) for area in self.site.areas.values() if self._listed(series, area)]
        held = [o for area in self.site.reporting(series) for o in self._shown(series, area)]
        if not series.codelist:
            held.sort(key=lambda o: -main.number if (main := _main(o)) else 1)
        return [self._valued_row(series, o) for o in held]

    def country_columns(self, series: Series) -> list[Column]:
        """Heads of the table of countries."""
        policy = series.measure_type == "policy"
        value = self.status_column("status", self.unit(series), menu=True) if policy else self._value_column(series)
        return [self.column("ref_area"), value, self.column("time_period", "year"), self._note_column()]

    def _value_column(self, series: Series) -> Column:
        return self.column("obs_value", "text" if series.codelist else "figure", self.unit(series))

    def _note_column(self) -> Column:
        return self.column("note", "wide", optional=True)

    def _listed(self, series: Series, area: Area) -> bool:
        return area.is_state or bool(self.site.reading.observations(series, area.iso3))

    def _policy_row(self, series: Series, area: Area) -> list[Cell]:
        found = self.site.reading.status(series, area.iso3, self.site.reading.latest(series))
        year = found.time_period if found else ""
        return [self.area_link(area.iso3), self.status(found), year, self.note(found) if found else ""]

    def _shown(self, series: Series, iso3: str) -> list[Observation]:
        """The observations of an area that a table of countries shows: each programme, or the headline's period."""
        held = self.site.reading.observations(series, iso3)
        if series.dimensions:
            return held
        period = self.site.reading.latest(series)
        return [o for o in held if o.time_period == period]

    def _valued_row(self, series: Series, observation: Observation) -> list[Cell]:
        main, shown = _main(observation), self.value(series, observation)
        leads = main is not None and shown.startswith(f'<data value="{main.exact}"')
        cell: Cell = shown if leads else {"html": shown, "sort": main.exact if main else ""}
        about = " ".join(part for part in (self.dimension(series, observation), self.note(observation)) if part)
        return [
            self.area_link(observation.ref_area),
            cell,
            self._year_cell(observation.time_period),
            about,
        ]

    def trend_table(self, indicator: Row, *, whole: bool = False) -> dict[str, Any]:
        """An indicator's headline by period, as `placed` takes it; `whole` on a page of its own."""
        series = self.site.reading.headline(indicator)
        periods = trend_periods(self.site, series)
        table = {
            "title": self.words("indicator.trend"),
            "intro": self.words(f"indicator.trend_intro.{series.measure_type}"),
            "caption": self.words("indicator.trend_caption", series=self.site.series_label(series)),
            "columns": self.columns(series, "period"),
            "filter": None,
        }
        path = path_of(IndicatorTable(indicator, TREND))
        inside = whole or years_fit(periods)
        return self.foldable(table, path, len(periods), lambda: self.trend(series), inside=inside)

    def register_table(self, indicator: Row, *, whole: bool = False) -> dict[str, Any]:
        """The register that an indicator is derived from, as `placed` takes it; `whole` on a page of its own."""
        rows = register_rows(self.site, self.site.reading.headline(indicator))
        table = {
            "title": self.words("indicator.register"),
            "intro": self.words("indicator.register_intro"),
            "caption": self.words("indicator.register_caption"),
            "columns": self.record_columns(),
            "filter": self.words("table.filter"),
        }
        path = path_of(IndicatorTable(indicator, REGISTER))
        return self.foldable(table, path, len(rows), lambda: self.records(rows), inside=whole or fits(rows))

    def evidence_table(self, indicator: Row, *, whole: bool = False) -> dict[str, Any]:
        """The evidence behind an indicator's headline, as `placed` takes it; `whole` on a page of its own."""
        rows = evidence_rows(self.site, self.site.reading.headline(indicator))
        table = {
            "title": self.words("indicator.evidence"),
            "intro": self.words("indicator.evidence_intro"),
            "caption": self.words("indicator.evidence_caption"),
            "columns": self.evidence_columns(),
            "filter": self.words("table.filter_country"),
        }
        path = path_of(IndicatorTable(indicator, EVIDENCE))
        return self.foldable(table, path, len(rows), lambda: self.evidence(rows), inside=whole or fits(rows))

    def companion_table(self, indicator: Row, series: Series, *, whole: bool = False) -> dict[str, Any]:
        """The figures of a companion by period, as `placed` takes it; `whole` on a page of its own."""
        periods, label = companion_periods(self.site, series), self.site.series_label(series)
        table = {
            "id": f"companion-{own_name(series)}-table",
            "title": label,
            "intro": self.site.text(self.site.reading.series_rows[series.id], "description"),
            "caption": self.words("indicator.trend_caption", series=label),
            "columns": self.companion_columns(series),
            "filter": None,
        }
        path = path_of(IndicatorTable(indicator, own_name(series)))
        inside = whole or not is_long(self.site, series)
        return self.foldable(table, path, len(periods), lambda: self.companion_rows(series), inside=inside)

    def foldable(
        self, table: dict[str, Any], path: str, count: int, rows: Callable[[], list[list[Cell]]], *, inside: bool
    ) -> dict[str, Any]:
        """Complete a table that `placed` prints: with its rows, or with the address of the page that has them."""
        own = {"rows": rows(), "own_page": ""} if inside else {"rows": [], "own_page": self.href(path)}
        return {"id": f"{path.rstrip('/').rpartition('/')[2]}-table", "count": count, **table, **own}

    def records(self, rows: Iterable[Row]) -> list[list[Cell]]:
        """Rows of a register: what, where, kind, status, when, whether it counts, source."""
        return [self._record(row) for row in rows]

    def _record(self, row: Row) -> list[Cell]:
        site = self.site
        place = Markup(", ").join(self.area_link(a) for a in (row["ref_area"], row["counterpart_area"]) if a)
        if row["place"]:
            place = Markup("{} ({})").format(row["place"], place)
        when = self.span(row["date_from"], row["date_to"])
        basis = site.label("date_basis", row["date_basis"])
        counted = self.words("register.counted") if row["counted_as"] else site.label("not_counted", row["not_counted"])
        title = Markup("{}").format(row["title"])
        if site.text(row, "note"):
            title += Markup('<span class="cell-note">{}</span>').format(site.text(row, "note"))
        return [
            title,
            place,
            site.label("record_type", row["record_type"]),
            {"html": Markup("{} ({})").format(when, basis) if when else basis, "sort": row["date_from"]},
            site.label("record_status", row["record_status"]),
            counted,
            self.cited(row),
        ]

    def columns(self, series: Series, first: str) -> list[Column]:
        """Heads of a table of a series whose first column is `period` or `group`."""
        head = self._first_column(first)
        if series.measure_type == "policy":
            counts = [self.column(status, "figure", self.site.status_label(status)) for status in STATUSES]
            bounds = [self.column("bounds", "wide", self.words("headline.bounds"))] if first == "group" else []
            return [head, *counts, *bounds]
        barred = sentences.main_measure(series) if first == "period" else ""
        measures = self.measures(series)
        kinds = ["bar" if measure == barred else "figure" for measure in measures]
        names = dict(self.companion_codes(series)) if series.measure_type == "category" else {}
        return [
            head,
            *(self._measure_column(m, kind, names.get(m, "")) for m, kind in zip(measures, kinds, strict=True)),
        ]

    def _first_column(self, first: str) -> Column:
        name = "time_period" if first == "period" else first
        return self.column(name, label=self.words(f"column.{first}"))

    def _measure_column(self, measure: str, kind: str = "figure", label: str = "") -> Column:
        return self.column(measure, kind, label or self.words(f"measure.{measure}"))

    def record_columns(self) -> list[Column]:
        """Heads of a register."""
        names = ("title", "place", "record_type", "date", "record_status", "counted", "source")
        kinds = {"title": "wide", "source": "wide", "date": "date"}
        return [self.column(name, kinds.get(name, "text")) for name in names]

    def evidence_columns(self, with_area: bool = True) -> list[Column]:  # noqa: FBT001, FBT002 - read by templates
        """Heads of a table of evidence."""
        names = (*(("ref_area",) if with_area else ()), "instrument", "date", "summary", "source")
        return [self.column(name, {"ref_area": "text", "date": "date"}.get(name, "wide")) for name in names]

    def evidence(self, rows: Iterable[Row], with_area: bool = True) -> list[list[Cell]]:  # noqa: FBT001, FBT002
        """Rows of evidence: area, instrument, when, what it does, source."""
        return [
            [
                *((self.area_link(row["ref_area"]),) if with_area else ()),
                row["instrument"],
                {"html": self.span(row["valid_from"], row["valid_to"]), "sort": row["valid_from"]},
                self.site.text(row, "summary"),
                self.cited(row),
            ]
            for row in rows
        ]

    def companion_finding(self, series: Series) -> Markup:
        """What a companion says for the world in its last complete period; '' for one that is not summed."""
        if series.aggregation == "none" or not self.site.reading.periods(series):
            return Markup()
        period = self.site.reading.latest(series)
        if series.measure_type == "category" or series.dimensions:
            return Markup()
        stands = sentences.standing(self.site, series, WORLD, period)
        return Markup("<p>{}</p>").format(
            self.site.phrase("indicator.companion_finding", period=self.period(series, period), standing=stands)
        )

    def companion_codes(self, series: Series) -> list[tuple[str, str]]:
        """The measures that a companion's table shows, with their names in words."""
        if series.measure_type == "category":
            codes = self.site.reading.package.codes[series.codelist]
            stems = [(code, self.site.label(series.codelist, code)) for code in codes]
            stems.append(("not_assessed", self.words("measure.not_assessed")))
            return stems
        if series.measure_type == "policy":
            return [(c, self.site.status_label(c)) for c in (*POLICY_CODES, "not_assessed")]
        if len(series.dimensions) == 1:
            name = series.dimensions[0]
            present = self.site.reading.dimension_codes(series)
            return [(f"{sentences.main_measure(series)}.{c}", self.site.label(name, c)) for c in present]
        return [(m, self.words(f"measure.{m}")) for m in self.measures(series)]

    def companion_columns(self, series: Series) -> list[Column]:
        """Heads of a companion's table."""
        codes = self.companion_codes(series)
        return [self._first_column("period"), *(self.column(code, "figure", label) for code, label in codes)]

    def companion_rows(self, series: Series) -> list[list[Cell]]:
        """One row a period of the world: each measure, or the code for a gap."""
        periods = companion_periods(self.site, series)
        ranked = sorted(periods, key=lambda p: (p != ALL_PERIODS, p == UNKNOWN_PERIOD))
        return [self._companion_row(series, period) for period in ranked]

    def _companion_row(self, series: Series, period: str) -> list[Cell]:
        found = [self.site.reading.summary(series, WORLD, period, m) for m, _ in self.companion_codes(series)]
        return [self._year_cell(period), *(self._plain(figure) for figure in found)]

    def _plain(self, figure: Figure | None) -> Cell:
        return self.words("table.blank") if figure is None else self.site.html(figure)

    def short_period(self, period: str) -> str:
        """A period in a table's first column."""
        if period == ALL_PERIODS:
            return self.words("period.all_short")
        return self.words("period.unknown") if period == UNKNOWN_PERIOD else self.words.day(period)

    def measure_facts(self, series: Series) -> list[dict[str, Any]]:
        """Facts on how a series is measured."""
        row = self.site.reading.series_rows[series.id]
        editions = (
            (self.source_link(s), self.site.reading.sources[s]["edition"])
            for s in self.site.reading.sources_of[series.id]
        )
        source = Markup("; ").join(Markup("{}, {}").format(*each) for each in editions)
        carried = (
            self.words("measure_fact.carried", count=series.max_age)
            if series.max_age
            else self.words("measure_fact.not_carried")
        )
        facts = [
            ("measure_fact.unit", self.unit(series)),
            ("measure_fact.periods", self.words("span.years", start=series.first_period, end=series.last_period)),
            ("measure_fact.age", carried if series.measure_type in ("policy", "category") else ""),
            ("measure_fact.aggregation", sentences.summing(self.site, series)),
            ("measure_fact.source", source),
            ("measure_fact.series", Markup("<code>{}</code>").format(row["id"])),
        ]
        return [{"label": self.words(key), "value": value} for key, value in facts if value]


def _main(observation: Observation) -> Figure | None:
    """Give the figure that a table of countries is sorted by; None for a blank."""
    return observation.value or observation.figures.get("value_high")
