"""Pictures for sharing (Open Graph), as SVG: one an indicator, a country, a group of countries, and one of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from scripts.drawing.colours import colours
from scripts.drawing.share import Share
from scripts.drawing.typefaces import SANS, SERIF, Face
from scripts.drawing.widths import Fitted, Widths
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import POLICY_CODES, STATUSES, WORLD
from scripts.model.tables import Series
from scripts.render.country_tables import CountryTables
from scripts.render.pages import environment_of
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

STYLES = {
    "sans": Face(SANS, 400),
    "sans-bold": Face(SANS, 600),
    "serif": Face(SERIF, 400),
    "serif-bold": Face(SERIF, 600),
}
CODES = (*POLICY_CODES, "figure", "not_assessed")
"""What a country's marks say, in the order in which they are counted."""


def shares(site: Edition, widths: Widths) -> Iterator[Share]:
    """Give the picture of the site, and of every indicator, country and group of countries, in the site's language."""
    maker = _Maker(site, widths)
    yield maker.home()
    yield from (maker.indicator(row) for row in site.reading.indicators)
    yield from (maker.country(area) for area in site.areas.values())
    yield from (maker.group(row) for row in site.reading.groups.values())


class _Maker:
    """Makes pictures from templates in `site_templates/share/`."""

    def __init__(self, site: Edition, widths: Widths) -> None:
        self.site, self.words, self._widths = site, site.words, widths
        self._set = cache(widths.fitted)  # most texts stand on many pictures
        self._environment = self._prepared(environment_of(site))
        self._view = CountryTables(site, self._environment, "", [])

    def _prepared(self, made: Environment) -> Environment:
        made.globals.update(
            fit=self._fitted, measure=self._measure, colours={name: c.light for name, c in colours().items()}
        )
        return made

    def _fitted(self, text: object, style: str, sizes: Sequence[int], width: float, most: int) -> Fitted:
        said = self.site.written(text) if isinstance(text, Figure) else plain(text)
        return self._set(said, STYLES[style], tuple(sizes), width, most)

    def _measure(self, fitted: Fitted) -> float:
        return max(self._widths.width(line, fitted.face, fitted.size) for line in fitted.lines or ("",))

    def _share(self, page: str, template: str, alternative: str, **values: object) -> Share:
        svg = self._environment.get_template(f"share/{template}.svg").render(values)
        return Share(page=page, svg=svg, alternative=alternative)

    # -- indicators ------------------------------------------------------------------------------------------------

    def indicator(self, row: Row) -> Share:
        """The headline figure with its qualifier, unit, bar, coverage and period."""
        site, series = self.site, self.site.reading.headline(row)
        stated = sentences.statement(site, series)
        head, title = self._view.headline(row), site.text(row, "label")
        areas = {area["id"]: site.text(area, "label") for area in site.reading.policy_areas}
        said = "" if stated.reason else sentences.coverage(site, series, stated.figures)
        return self._share(
            f"indicators/{row['id']}/",
            "indicator",
            self.words("share.finding", title=title, finding=plain(sentences.finding(site, row))),
            eyebrow=areas[row["policy_area"]],
            title=title,
            head=head,
            marks=[{**s, "label": self.site.status_label(s["code"])} for s in head["segments"]],
            coverage=self._dated(sentences.period_text(site, series, stated.period), said),
            credits=[self._source(series), self.words("home.independent")],
        )

    def _dated(self, period: str, said: Markup | str) -> str:
        return self.words("share.dated", period=period, coverage=plain(said)) if said else period

    def _source(self, series: Series) -> str:
        row = self.site.reading.sources[series.source]
        return self.words("chart.source", publisher=row["publisher"], title=row["title"], edition=row["edition"])

    # -- countries -------------------------------------------------------------------------------------------------

    def country(self, area: Area) -> Share:
        """How many of the indicators are known, and the mark of each under its policy area."""
        codes = {row["id"]: self._code(row, area) for row in self.site.reading.indicators}
        held = Counter(codes.values())
        marks = [
            {"code": code, "figure": held[code], "label": self._label(code, held[code])} for code in CODES if held[code]
        ]
        told = self.words.list([self.words("share.mark", label=m["label"], count=m["figure"]) for m in marks])
        return self._share(
            f"countries/{area.slug}/",
            "country",
            self.words("share.profile", name=area.name, lead=plain(self._view.country_lead(area)), marks=told),
            eyebrow=self.words("share.country" if area.is_state else "share.area"),
            title=area.name,
            known=len(codes) - held["not_assessed"],
            all=len(codes),
            groups=self._by_policy_area(codes),
            marks=marks,
            credits=[self._release()],
        )

    def _code(self, indicator: Row, area: Area) -> str:
        """The status of a policy; `figure` for any other figure; `not_assessed` where nothing is known."""
        series = self.site.reading.headline(indicator)
        found = self.site.reading.known(series, area.iso3)
        if found is None:
            return "not_assessed"
        return str(found.value.value) if series.measure_type == "policy" and found.value else "figure"

    def _label(self, code: str, count: int) -> str:
        if code in POLICY_CODES:
            return self.site.status_label(code)
        return self.words("share.figure" if code == "figure" else "share.not_known", count=count)

    def _by_policy_area(self, codes: Mapping[str, str]) -> list[dict[str, Any]]:
        site = self.site
        held = {
            a["id"]: [codes[i["id"]] for i in site.reading.indicators if i["policy_area"] == a["id"]]
            for a in site.reading.policy_areas
        }
        return [
            {"label": site.text(a, "label"), "codes": held[a["id"]]} for a in site.reading.policy_areas if held[a["id"]]
        ]

    def _release(self) -> str:
        package = self.site.reading.package
        return self.words("site.copyright", version=package.version, day=self.words.day(package.released))

    # -- groups of countries and the site --------------------------------------------------------------------------

    def group(self, row: Row) -> Share:
        """How a group's member states stand in each policy."""
        name = self.site.group_name(row["id"])
        kind = self.site.label("group_kind", row["kind"])
        return self._standing(f"regions/{row['id'].lower()}/", row["id"], kind, name)

    def home(self) -> Share:
        """How all member states stand in each policy, under the title of the home page."""
        return self._standing("", WORLD, self.words("share.policies"), self.words("home.title"))

    def _standing(self, page: str, group: str, eyebrow: str, title: str) -> Share:
        rows = [row for indicator in self.site.reading.indicators if (row := self._standing_row(indicator, group))]
        said = [f"{row['label']}: {plain(row['standing'])}" for row in rows]
        return self._share(
            page,
            "standing",
            self.words("share.standing", title=title, said="; ".join(said)),
            eyebrow=eyebrow,
            title=title,
            rows=rows,
            marks=[{"code": code, "label": self.site.status_label(code)} for code in STATUSES] if rows else [],
            credits=[self._release()],
        )

    def _standing_row(self, indicator: Row, group: str) -> dict[str, Any] | None:
        series = self.site.reading.headline(indicator)
        period = self.site.reading.latest(series)
        segments = self._view.segments(sentences.values(self.site, series, group, period))
        standing = sentences.standing(self.site, series, group, period)
        if not segments:
            return None
        label = self.words(
            "share.of_period", label=self.site.text(indicator, "label"), period=self._view.short_period(period)
        )
        return {"label": label, "segments": segments, "standing": standing}
