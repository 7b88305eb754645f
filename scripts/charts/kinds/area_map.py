"""A world map for the headline of each indicator: every area in the class that its value falls in."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.charts.chart import Chart, Column, Number
from scripts.charts.wording import STATUSES, credit, status_name
from scripts.findings import sentences
from scripts.findings.figures import phrase
from scripts.findings.site import Area, Row, Site
from scripts.model.codes import WORLD
from scripts.model.tables import Series

FILLS = {"yes": "@yes", "partial": "@pattern-partial", "no": "@no", "not_assessed": "@pattern-none"}


def charts(site: Site) -> Iterator[Chart]:
    """Give one map for each indicator."""
    for indicator in site.indicators:
        series = site.headline(indicator)
        if series.measure_type == "policy":
            yield _policy(site, indicator, series)


def points(site: Site) -> dict[str, list[float]]:
    """Where the circle of an area that is too small to see stands: longitude and latitude in degrees."""
    rows = [row for row in site.rows("reference_areas") if row["latitude"] and row["longitude"]]
    return {row["iso3"]: [round(float(row["longitude"]), 2), round(float(row["latitude"]), 2)] for row in rows}


def disputed(site: Site) -> list[str]:
    """Shapes of the map that are no area of the package: they take no country's colour."""
    shapes = {geometry["id"] for geometry in site.map["objects"]["countries"]["geometries"]} if site.map else set()
    return sorted(shapes - set(site.area_names))


def outside(site: Site) -> list[dict[str, str]]:
    """The two classes of shapes that a map does not speak of."""
    return [
        {"code": "outside", "fill": "@panel", "name": site.words("chart.area_map.outside")},
        {"code": "disputed", "fill": "@grey", "name": site.words("chart.area_map.disputed")},
    ]


def _policy(site: Site, indicator: Row, series: Series) -> Chart:
    words, period = site.words, site.latest(series)
    figures = sentences.values(site, series, WORLD, period)
    title = phrase(
        words,
        "chart.area_map.policy",
        count=figures["not_assessed"],
        label=site.text(indicator, "label"),
        **figures,
    )
    return Chart(
        id=f"{indicator['id']}-map",
        kind="area_map",
        page=f"indicators/{indicator['id']}/",
        place="map",
        title=title,
        subtitle=words("chart.area_map.subtitle", period=sentences.period_text(site, series, period)),
        alternative=str(title.striptags()),
        source=series.source,
        credit=f"{credit(site, series.source)} {words('chart.area_map.credit')}",
        columns=(
            Column(name="ref_area"),
            Column(name="ref_area_label", label=words("column.ref_area")),
            Column(name="time_period", label=words("column.time_period")),
            Column(name="class"),
        ),
        numbers=tuple(_state(site, series, area, period) for area in site.areas.values() if area.is_state),
        table="countries-table",
        options={
            "classes": [
                {
                    "code": s,
                    "fill": FILLS[s],
                    "name": words("chart.class", name=status_name(site, s), count=figures[s].number),
                }
                for s in STATUSES
                if not figures[s].zero
            ]
            + outside(site),
            "points": points(site),
            "disputed": disputed(site),
        },
    )


def _state(site: Site, series: Series, area: Area, period: str) -> Number:
    found = site.status(series, area.iso3, period)
    status = str(found.value.value) if found and found.value else "not_assessed"
    said = status_name(site, status)
    year = found.time_period if found else ""
    texts = {"ref_area": area.iso3, "ref_area_label": area.name, "time_period": year, "class": status}
    return Number(texts=texts, figure=found.value if found else None, label=f"{area.name}: {said}", blank=said)
