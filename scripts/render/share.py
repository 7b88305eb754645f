"""Pictures for sharing (Open Graph), as SVG: one an indicator, a country, a group of countries, and one of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from scripts.drawing.colours import colours
from scripts.drawing.share import Share
from scripts.drawing.typefaces import SANS, SERIF, Face
from scripts.drawing.widths import Fitted, Widths
from scripts.findings.figures import Figure
from scripts.findings.reading import Row
from scripts.model.codes import ALL_STATUSES, POLICY_CODES, WORLD
from scripts.model.tables import Series
from scripts.render.environment import environment_of
from scripts.render.headlines import Segment, headline, segments
from scripts.render.parts import Text
from scripts.render.subjects.country import country_lead
from scripts.sentences import sentences
from scripts.words.edition import Area, Edition, plain

STYLES = {
    "sans": Face(SANS, 400),
    "sans-bold": Face(SANS, 600),
    "serif": Face(SERIF, 400),
    "serif-bold": Face(SERIF, 600),
}
CODES = (*POLICY_CODES, "figure", "not_known")
"""What a country's marks say, in the order in which they are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark with its label, and how many have it where that is told."""

    code: str
    label: str
    figure: Figure | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The marks of a country under a policy area."""

    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the states of a group stand in one policy."""

    label: str
    segments: tuple[Segment, ...]
    standing: Markup


def _shown(rows: Sequence[Standing]) -> list[str]:
    """The statuses that any of the bars has, in the order in which they are always shown."""
    held = {each.code for row in rows for each in row.segments}
    return [code for code in ALL_STATUSES if code in held]


def shares(edition: Edition, widths: Widths) -> Iterator[Share]:
    """Give the picture of the site, and of every indicator, country and group of countries, in the site's language."""
    maker = _Maker(edition, widths)
    yield maker.home()
    yield from (maker.indicator(row) for row in edition.reading.indicators)
    yield from (maker.country(area) for area in edition.areas.values())
    yield from (maker.group(row) for row in edition.reading.groups.values())


class _Maker:
    """Makes pictures from templates in `site_templates/share/`."""

    def __init__(self, edition: Edition, widths: Widths) -> None:
        self.edition, self.words, self._widths = edition, edition.words, widths
        self._set = cache(widths.fitted)  # most texts stand on many pictures
        self._environment = self._prepared(environment_of(edition))

    def _prepared(self, made: Environment) -> Environment:
        made.globals.update(
            fit=self._fitted, measure=self._measure, colours={name: c.light for name, c in colours().items()}
        )
        return made

    def _fitted(self, text: object, style: str, sizes: Sequence[int], width: float, most: int) -> Fitted:
        said = self.edition.written(text) if isinstance(text, Figure) else plain(text)
        return self._set(said, STYLES[style], tuple(sizes), width, most)

    def _measure(self, fitted: Fitted) -> float:
        return max(self._widths.width(line, fitted.face, fitted.size) for line in fitted.lines or ("",))

    def _share(self, page: str, template: str, alternative: str, **values: object) -> Share:
        svg = self._environment.get_template(f"share/{template}.svg").render(values)
        return Share(page=page, svg=svg, alternative=alternative)

    # -- indicators ------------------------------------------------------------------------------------------------

    def indicator(self, row: Row) -> Share:
        """The headline figure with its qualifier, unit, bar, coverage and period."""
        edition, series = self.edition, self.edition.reading.headline(row)
        head, title = headline(edition, row), edition.text(row, "label")
        areas = {area["id"]: edition.text(area, "label") for area in edition.reading.policy_areas}
        period = plain(head.period) or sentences.period_text(edition, series, edition.reading.latest(series))
        return self._share(
            f"indicators/{row['id']}/",
            "indicator",
            self.words("share.finding", title=title, finding=plain(sentences.finding(edition, row))),
            eyebrow=areas[row["policy_area"]],
            title=title,
            head=head,
            marks=[
                Mark(code=each.code, label=edition.status_label(each.code), figure=each.figure)
                for each in head.segments
            ],
            coverage=self._dated(period, head.coverage),
            credits=[self._source(series), self.words("home.independent")],
        )

    def _dated(self, period: str, said: Text) -> str:
        return self.words("share.dated", period=period, coverage=plain(said)) if said else period

    def _source(self, series: Series) -> str:
        rows = [self.edition.source(source) for source in self.edition.reading.sources_of[series.id]]
        if len(rows) > 1:
            named = self.words.apart(row["title"] for row in rows)
            return self.words("chart.sources", sources=named)
        (row,) = rows
        return self.words("chart.source", publisher=row["publisher"], title=row["title"], edition=row["edition"])

    # -- countries -------------------------------------------------------------------------------------------------

    def country(self, area: Area) -> Share:
        """How many of the indicators are known, and the mark of each under its policy area."""
        codes = {row["id"]: self._code(row, area) for row in self.edition.reading.indicators}
        held = Counter(codes.values())
        marks = [
            Mark(code=code, label=self._label(code, held[code]), figure=held[code]) for code in CODES if held[code]
        ]
        told = self.words.list([self.words("share.mark", label=mark.label, count=mark.figure) for mark in marks])
        return self._share(
            f"countries/{area.slug}/",
            "country",
            self.words("share.profile", name=area.name, lead=plain(country_lead(self.edition, area)), marks=told),
            eyebrow=self.words("share.country" if area.is_state else "share.area"),
            title=area.name,
            known=len(codes) - held["not_known"],
            all=len(codes),
            groups=self._by_policy_area(codes),
            marks=marks,
            credits=[self._release()],
        )

    def _code(self, indicator: Row, area: Area) -> str:
        """The status of a policy; `figure` for any other figure; `not_known` where nothing is known."""
        series = self.edition.reading.headline(indicator)
        found = self.edition.reading.known(series, area.iso3)
        if found is None:
            return "not_known"
        return str(found.value.value) if series.has_statuses and found.value else "figure"

    def _label(self, code: str, count: int) -> str:
        if code in POLICY_CODES:
            return self.edition.status_label(code)
        return self.words("share.figure" if code == "figure" else "share.not_known", count=count)

    def _by_policy_area(self, codes: Mapping[str, str]) -> list[Codes]:
        reading = self.edition.reading
        held = {
            area["id"]: tuple(codes[row["id"]] for row in reading.indicators if row["policy_area"] == area["id"])
            for area in reading.policy_areas
        }
        areas = (area for area in reading.policy_areas if held[area["id"]])
        return [Codes(label=self.edition.text(area, "label"), codes=held[area["id"]]) for area in areas]

    def _release(self) -> str:
        package = self.edition.reading.package
        return self.words("site.copyright", version=package.version, day=self.words.day(package.released))

    # -- groups of countries and the site --------------------------------------------------------------------------

    def group(self, row: Row) -> Share:
        """How a group's member states stand in each policy."""
        name = self.edition.group_name(row["id"])
        kind = self.edition.label("group_kind", row["kind"])
        return self._standing(f"regions/{row['id'].lower()}/", row["id"], kind, name)

    def home(self) -> Share:
        """How all member states stand in each policy, under the title of the home page."""
        return self._standing("", WORLD, self.words("share.policies"), self.words("home.title"))

    def _standing(self, page: str, group: str, eyebrow: str, title: str) -> Share:
        rows = [row for indicator in self.edition.reading.indicators if (row := self._standing_row(indicator, group))]
        said = [self.words.named(row.label, plain(row.standing)) for row in rows]
        return self._share(
            page,
            "standing",
            self.words("share.standing", title=title, said=self.words.apart(said)),
            eyebrow=eyebrow,
            title=title,
            rows=rows,
            marks=[Mark(code=code, label=self.edition.status_label(code)) for code in _shown(rows)] if rows else [],
            credits=[self._release()],
        )

    def _standing_row(self, indicator: Row, group: str) -> Standing | None:
        edition, series = self.edition, self.edition.reading.headline(indicator)
        period = edition.reading.latest(series)
        bar = segments(series, sentences.values(edition, series, group, period))
        if not bar:
            return None
        told = self.words.period(period)
        label = self.words("share.of_period", label=edition.text(indicator, "label"), period=told)
        return Standing(label=label, segments=bar, standing=sentences.standing(edition, series, group, period))
