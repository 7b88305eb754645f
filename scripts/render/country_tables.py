"""Tables of one country or one group of countries."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from unicodedata import combining, normalize

from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import ALL_PERIODS, WORLD
from scripts.model.tables import Series
from scripts.render.cells import Cell
from scripts.render.indicator_tables import Column, IndicatorTables
from scripts.render.long_tables import WIDEST_INSIDE, CountryTable, fits, path_of
from scripts.sentences import sentences
from scripts.words.edition import Area
from scripts.words.names import names_of


class CountryTables(IndicatorTables):
    """What a country's and a region's page show."""

    def profile(self, area: Area) -> list[dict[str, Any]]:
        """The eleven rows of a country, in the order of the proposal."""
        rows, last = [], ""
        for indicator in self.site.reading.indicators:
            row = self._profile_row(area, indicator)
            heading = indicator["policy_area"] if indicator["policy_area"] != last else ""
            last = indicator["policy_area"]
            names = {p["id"]: self.site.text(p, "label") for p in self.site.reading.policy_areas}
            rows.append({**row, "area": names.get(heading, "")})
        return rows

    def _profile_row(self, area: Area, indicator: Row) -> dict[str, Any]:
        site, series = self.site, self.site.reading.headline(indicator)
        found = site.reading.known(series, area.iso3)
        region = site.region(area)
        period = site.reading.latest(series)
        groups = [g for g in (region, WORLD) if g]
        source = site.reading.sources[found.source if found else series.source]
        return {
            "indicator": {"label": site.text(indicator, "label"), "href": self.href(f"indicators/{indicator['id']}/")},
            "value": self._profile_value(series, found),
            "detail": self._profile_detail(series, found),
            "year": found.time_period if found else "",
            "standing": [
                {"label": site.group_name(g), "value": sentences.standing(site, series, g, period)} for g in groups
            ],
            "source": {"label": source["publisher"], "href": self.href(f"sources/{source['id']}/")},
            "missing": found is None,
        }

    def _profile_value(self, series: Series, found: Observation | None) -> Markup | str:
        if found is not None:
            return self.value(series, found)
        return self.mark(None) if series.measure_type == "policy" else sentences.absence(self.site, series)

    def _profile_detail(self, series: Series, found: Observation | None) -> str:
        """What stands under a value: its unit, its case and notes; for a policy why it is not assessed."""
        policy = series.measure_type == "policy"
        if found is None:
            return sentences.absence(self.site, series) if policy else ""
        unit = "" if policy or series.measure_type == "ratio" else self.unit(series)
        parts = (unit, self.dimension(series, found), self.note(found))
        return self.words("detail.separator").join(part for part in parts if part)

    def timeline(self, area: Area) -> list[dict[str, Any]]:
        """The status of an area in each policy headline over the years, in words."""
        policies = [
            (i, self.site.reading.headline(i))
            for i in self.site.reading.indicators
            if self.site.reading.headline(i).measure_type == "policy"
        ]
        return [{"label": self.indicator_link(i), "value": self._runs(area, series)} for i, series in policies]

    def _runs(self, area: Area, series: Series) -> str:
        """Say the runs of a status from the first assessment on: 'no 2000 to 2015, yes 2016 to 2024'."""
        runs: list[tuple[str, int, int]] = []
        for year in range(int(series.first_period), int(series.last_period) + 1):
            held = self.site.reading.status(series, area.iso3, str(year))
            code = str(held.value.value) if held and held.value else "not_assessed"
            if runs and runs[-1][0] == code:
                runs[-1] = (code, runs[-1][1], year)
            else:
                runs.append((code, year, year))
        told = [(self.site.status_label(code), a, b) for code, a, b in runs[_unassessed_first(runs) :]]
        return self.words("timeline.separator").join(
            self.words("timeline.year" if a == b else "timeline.run", status=label, start=str(a), end=str(b))
            for label, a, b in told
        )

    def matrix(self, group: str) -> list[list[Cell]]:
        """Members of a group by policy indicator: one mark each."""
        policies = [
            self.site.reading.headline(i)
            for i in self.site.reading.indicators
            if self.site.reading.headline(i).measure_type == "policy"
        ]
        return [
            [
                self.area_link(a.iso3),
                *(self.status(self.site.reading.status(s, a.iso3, self.site.reading.latest(s))) for s in policies),
            ]
            for a in self.site.members(group)
        ]

    def total(self, series: Series, group: str, measure: str) -> Figure | None:
        """The figure over all periods of a group or an area."""
        return self.site.reading.summary(series, group, ALL_PERIODS, measure)

    def country_lead(self, area: Area) -> Markup:
        """How many of the indicators are known for a country, in a sentence."""
        known, whole = self.site.coverage.indicators_known(area.iso3), len(self.site.reading.indicators)
        return self.site.phrase("country.lead", count=known, known=known, all=whole, name=area.name)

    def country_meta(self, area: Area) -> list[Markup | str]:
        """Small facts on a country: kind of area, groups, codes, context figures."""
        groups = [self.group_link(g) for g in area.groups if g != WORLD]
        facts: list[Markup | str] = [self.site.label("area_type", area.row["area_type"])]
        if area.row["un_member_since"]:
            facts[0] = self.words("country.member_since", day=self.words.day(area.row["un_member_since"]))
        facts.append(self.words("country.codes", iso3=area.iso3))
        facts.extend(groups)
        for series in self.site.reading.context():
            held = self.site.reading.observations(series, area.iso3)
            if series.measure_type == "count" and held and held[-1].value:
                label = self.site.series_label(series)
                facts.append(
                    self.site.phrase("country.context", label=label, value=held[-1].value, period=held[-1].time_period)
                )
        return facts

    def death_tables(self, area: Area) -> list[dict[str, Any]]:
        """Each count that may be added over time: its figures in a country by year and by each of its dimensions."""
        tables = []
        for indicator in self.site.reading.indicators:
            series = self.site.reading.headline(indicator)
            if series.aggregation == "sum_over_time" and self.site.reading.observations(series, area.iso3):
                tables.append(self._count_table(area, indicator, series))
        return tables

    def _count_table(self, area: Area, indicator: Row, series: Series) -> dict[str, Any]:
        """One table: a row a period, a column for the whole and one for each code of the small dimensions."""
        parts = [
            (c, code)
            for c in self.site.reading.companions(indicator)
            if len(c.dimensions) == 1 and c.aggregation == "sum_over_time"
            for code in self.site.reading.dimension_codes(c)
            if len(self.site.reading.dimension_codes(c)) <= WIDEST_INSIDE
        ]
        held = {
            (o.series, o.time_period, *o.dimensions.values()): o
            for s in (series, *(c for c, _ in parts))
            for o in self.site.reading.observations(s, area.iso3)
        }
        shown = [(c, code) for c, code in parts if any(k[0] == c.id and k[2:] == (code,) for k in held)]
        rows = [
            self._count_row(o, [held.get((c.id, o.time_period, code)) for c, code in shown])
            for o in reversed(self.site.reading.observations(series, area.iso3))
        ]
        total = self.total(series, area.iso3, "total")
        key = "country.count_intro"
        return {
            "id": f"count-{indicator['id']}",
            "title": self.words("country.count_title", label=self.site.text(indicator, "label")),
            "intro": Markup("{} {}").format(
                self.site.phrase(key, total=total, first=series.first_period) if total else "",
                self.site.text(indicator, "limits"),
            ),
            "caption": self.words("country.count_caption", series=self.site.series_label(series), name=area.name),
            "columns": [
                self._first_column("period"),
                self._measure_column("total"),
                *(self._code_column(c.dimensions[0], code) for c, code in shown),
                self._note_column(),
            ],
            "rows": rows,
            "source": series.source,
        }

    def _code_column(self, dimension: str, code: str) -> Column:
        return self.column(f"{dimension}.{code}", "figure", self.site.label(dimension, code))

    def _count_row(self, whole: Observation, parts: list[Observation | None]) -> list[Cell]:
        return [
            self._year_cell(whole.time_period),
            *(self._plain(o.value if o else None) for o in (whole, *parts)),
            self.note(whole),
        ]

    def registers_about(self, area: Area) -> list[dict[str, Any]]:
        """The registers that have rows about a country, each with these rows."""
        held = (
            name
            for name in self.site.reading.package.registers
            if self.site.reading.about(f"register_{name}", area.iso3)
        )
        return [self.register_about(area, name) for name in held]

    def register_about(self, area: Area, name: str, *, whole: bool = False) -> dict[str, Any]:
        """The rows of a register about a country, as `placed` takes them; `whole` on a page of their own."""
        rows = self.site.reading.about(f"register_{name}", area.iso3)
        indicator = next((i for i in self.site.reading.indicators if i["id"] == name), None)
        title = str(self.site.reading.package.resource(f"register_{name}")["title"])
        label = self.site.text(indicator, "label") if indicator else title
        counted = sum(bool(row["counted_as"]) for row in rows)
        table = {
            "id": f"register-{name}-table",
            "name": name,
            "title": self.words("country.register_title", label=label),
            "intro": self.site.phrase("country.register_intro", count=len(rows), counted=counted),
            "caption": self.words("country.register_caption", label=label, name=area.name),
            "columns": self.record_columns(),
            "filter": self.words("table.filter") if not fits(rows) else None,
        }
        path = path_of(CountryTable(area, name))
        return self.foldable(table, path, len(rows), lambda: self.records(rows), inside=whole or fits(rows))

    def context_columns(self) -> list[Column]:
        """Heads of the table of context observations."""
        kinds = {"series": "text", "obs_value": "wide", "time_period": "year", "source": "wide"}
        return [self.column(name, kind) for name, kind in kinds.items()]

    def context_rows(self, area: Area) -> list[list[Cell]]:
        """Context observations that are codes (scores by domain), newest first."""
        rows: list[list[Cell]] = []
        for series in self.site.reading.context():
            if series.measure_type != "category":
                continue
            for o in reversed(self.site.reading.observations(series, area.iso3)):
                label = Markup("{}").format(self.site.series_label(series))
                if o.dimensions:
                    label = Markup("{}: {}").format(label, self.dimension(series, o))
                rows.append([label, self.value(series, o), o.time_period, self.source_link(o.source)])
        return rows

    def unknown(self, area: Area) -> list[Markup]:
        """What is not known of a country: each indicator without a figure, and who would hold it."""
        return [
            Markup("{}: {}").format(self.indicator_link(i), self.site.text(i, "missing"))
            for i in self.site.reading.indicators
            if self.site.reading.known(self.site.reading.headline(i), area.iso3) is None
        ]

    def areas_by_region(self) -> list[dict[str, Any]]:
        """Every country with a page under its region, with how many indicators are known for it."""
        regions = [g for g, row in self.site.reading.groups.items() if row["kind"] == "region"]
        listed = [(g, [a for a in self.site.areas.values() if g in a.groups]) for g in regions]
        others = [a for a in self.site.areas.values() if not set(regions) & set(a.groups)]
        named = [(f"region-{g}", self.site.group_name(g), areas) for g, areas in listed]
        if others:
            named.append(("region-none", self.words("countries.no_region"), others))
        return [
            {"id": i, "title": title, "entries": [self._area_entry(a) for a in areas]}
            for i, title, areas in named
            if areas
        ]

    def _area_entry(self, area: Area) -> dict[str, Any]:
        known, whole = self.site.coverage.indicators_known(area.iso3), len(self.site.reading.indicators)
        return {
            "href": self.href(f"countries/{area.slug}/"),
            "label": area.name,
            "note": self.site.phrase("countries.known", count=known, known=known, all=whole),
            "names": ", ".join(self._other_names(area)),
            "codes": {
                "group": " ".join(g for g in area.groups if g != WORLD),
                "known": _third(int(known.number), whole),
            },
        }

    def _other_names(self, area: Area) -> list[str]:
        """What else a country is looked for by: codes and names, but those that stand in another."""
        kept = [area.name]
        for name in sorted((name.text for name in names_of(self.site, "country", area)), key=len, reverse=True):
            if not any(_plain(name) in _plain(other) for other in kept):
                kept.append(name)
        return kept[1:]

    def area_choices(self) -> list[dict[str, Any]]:
        """The menus of the list of countries: groups by kind, and how many of the indicators are known."""
        whole = len(self.site.reading.indicators)
        groups = [
            {
                "label": self.site.label("group_kind", kind),
                "entries": [{"code": g, "label": self.site.group_name(g)} for g in ids],
            }
            for kind, ids in self._groups_of_kinds().items()
        ]
        thirds = dict.fromkeys(_third(number, whole) for number in range(whole, -1, -1))
        known = [{"code": code, "label": self._known_label(code, whole)} for code in thirds]
        return [
            {"name": "group", "label": self.words("column.group"), "entries": groups},
            {"name": "known", "label": self.words("countries.known_label"), "entries": known},
        ]

    def _known_label(self, code: str, whole: int) -> str:
        low, _, high = code.partition("-")
        return self.words("countries.known_span" if high else "countries.known_exactly", low=low, high=high, all=whole)

    def _groups_of_kinds(self) -> dict[str, list[str]]:
        """The groups of areas that are less than the world, by kind."""
        kinds: dict[str, list[str]] = {}
        for group, row in self.site.reading.groups.items():
            if group != WORLD:
                kinds.setdefault(row["kind"], []).append(group)
        return kinds

    def groups_by_kind(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Groups of areas under their kinds."""
        kinds: dict[str, list[dict[str, Any]]] = {}
        for group, row in self.site.reading.groups.items():
            count = sum(a.is_state for a in self.site.members(group))
            text = self.site.phrase("regions.members", count=count)
            entry = {"href": self.href(f"regions/{group.lower()}/"), "label": self.site.group_name(group), "text": text}
            kinds.setdefault(row["kind"], []).append(entry)
        return list(kinds.items())

    def group_rows(self, group: str) -> list[list[Cell]]:
        """The eleven indicators of a group: how it stands, bounds, period."""
        rows: list[list[Cell]] = []
        for indicator in self.site.reading.indicators:
            series = self.site.reading.headline(indicator)
            period = self.site.reading.latest(series)
            figures = sentences.values(self.site, series, group, period)
            stands = sentences.standing(self.site, series, group, period)
            bounded = sentences.bounds(self.site, series, figures)
            rows.append([self.indicator_link(indicator), stands, bounded, self._year_cell(period)])
        return rows

    def group_columns(self) -> list[Column]:
        """Heads of the table of a group's indicators."""
        return [
            self.column("indicator", label=self.words("profile.indicator")),
            self.column("standing", "wide", self.words("region.standing")),
            self.column("bounds", "wide", self.words("headline.bounds"), optional=True),
            self.column("time_period", "year"),
        ]

    def matrix_columns(self) -> list[Column]:
        """Heads of the matrix of countries by policy indicators."""
        policies = [i for i in self.site.reading.indicators if self.site.reading.headline(i).measure_type == "policy"]
        return [self.column("ref_area"), *(self.status_column(i["id"], self.indicator_link(i)) for i in policies)]


def _unassessed_first(runs: list[tuple[str, int, int]]) -> int:
    """Count the runs to pass over: years before the first assessment, of which some lie before the state existed."""
    return 1 if len(runs) > 1 and runs[0][0] == "not_assessed" else 0


def _plain(name: str) -> str:
    """Give a name without accents and capitals."""
    return "".join(c for c in normalize("NFD", name) if not combining(c)).casefold()


def _third(known: int, whole: int) -> str:
    """Give the third of a whole that a number is in, as its first and last number: `4-7` of 11; `0` for none."""
    ends = [whole * part // 3 for part in range(4)]
    for low, high in pairwise(ends):
        if low < known <= high:
            return f"{low + 1}-{high}" if low + 1 < high else str(high)
    return "0"
