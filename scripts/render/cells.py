"""Links and cells: the smallest things that a page shows, ready for the macros. Links are relative to one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from scripts.findings.figures import Figure
from scripts.findings.reading import Observation, Row
from scripts.model.codes import STATUSES
from scripts.model.languages import FIRST, way
from scripts.model.site import Download
from scripts.model.tables import Series
from scripts.sentences import sentences
from scripts.words.edition import Edition

Cell = str | Markup | dict[str, Any]


def anchor(target: str, label: object) -> Markup:
    """Give a link as HTML."""
    return Markup('<a href="{}">{}</a>').format(target, label)


class Cells:
    """Links, figures and cells of one page, whose path is its address below the language's root."""

    def __init__(self, site: Edition, environment: Environment, path: str, downloads: Sequence[Download]) -> None:
        self.site, self.words, self.downloads, self.path = site, site.words, downloads, path
        self._macros: Any = environment.get_template("partials/figures.html").module
        self._root = "../" * path.count("/")

    # -- links -----------------------------------------------------------------------------------------------------

    def href(self, path: str) -> str:
        """Address of a page of the same language, relative to this page."""
        return f"{self._root}{path}" or "./"

    def file(self, path: str) -> str:
        """Address of a published file, relative to this page."""
        return f"{self._root}{way(self.words.language, FIRST)}{path}"

    def indicator_link(self, indicator: Row) -> Markup:
        """Link to an indicator."""
        return anchor(self.href(f"indicators/{indicator['id']}/"), self.site.text(indicator, "label"))

    def area_link(self, iso3: str) -> Markup | str:
        """Link to a country; its name alone where it has no page."""
        area = self.site.areas.get(iso3)
        if area is None:
            return self.site.area_names.get(iso3, "")
        return anchor(self.href(f"countries/{area.slug}/"), area.name)

    def group_link(self, group: str) -> Markup:
        """Link to a group of areas."""
        return anchor(self.href(f"regions/{group.lower()}/"), self.site.group_name(group))

    def source_link(self, source: str) -> Markup:
        """Link to a source's page."""
        return anchor(self.href(f"sources/{source}/"), self.site.reading.sources[source]["title"])

    def row_link(self, figure: Figure) -> Markup:
        """Link to the published row that a figure was read from."""
        file, _, place = figure.cell.partition("#cell=")
        row = place.partition(",")[0]
        label = self.site.phrase("figure.row", file=file.rpartition("/")[2], row=row)
        return anchor(self.file(file), label)

    def cited(self, row: Row) -> Markup:
        """The page or document that a row cites, linked, with its publisher; 'unverified' where it may not count."""
        title = row["source_title"] or self.site.reading.sources[row["source"]]["title"]
        shown = anchor(row["source_url"], title) if row["source_url"] else Markup("{}").format(title)
        publisher = row["source_publisher"]
        if publisher and publisher != title:
            shown += Markup(", {}").format(publisher)
        if row["basis"] == "known" or row["confidence"] == "low":
            shown += Markup(" {}").format(self.macro("pill", self.words("evidence.unverified"), "unverified"))
        return shown

    def source_line(self, source: str) -> dict[str, Any]:
        """Arguments of the foot line of a source."""
        row = self.site.reading.sources[source]
        licence = {"label": row["licence"], "href": row["licence_url"]} if row["licence_url"] else row["licence"]
        link = {"label": row["title"], "href": self.href(f"sources/{source}/")}
        return {"source": link, "edition": row["edition"], "licence": licence}

    # -- headlines -------------------------------------------------------------------------------------------------

    def segments(self, figures: Mapping[str, Figure]) -> list[dict[str, Any]]:
        """The parts of a policy figure as segments of a bar; none for another kind of series."""
        if "share_low" not in figures or figures["members"].zero:
            return []
        whole = figures["members"].number
        return [{"code": c, "share": figures[c].number / whole, "figure": figures[c]} for c in STATUSES]

    def headline(self, indicator: Row) -> dict[str, Any]:
        """Arguments of the large figure of an indicator, or of the words that stand there where there is none."""
        site, series = self.site, self.site.reading.headline(indicator)
        said = sentences.statement(site, series)
        if said.reason:
            return self._no_figure(said)
        main, figures = said.main, said.figures
        lines = (
            ("headline.coverage", sentences.coverage(site, series, figures)),
            ("headline.bounds", sentences.bounds(site, series, figures)),
            ("headline.period", sentences.period_text(site, series, said.period)),
            ("headline.source", self.source_link(series.source)),
            ("headline.row", self.row_link(main) if main else ""),
        )
        return {
            "figure": main,
            "unit": site.text(indicator, "unit"),
            "qualifier": self._qualifier(series, figures),
            "segments": self.segments(figures),
            "lines": self._lines(lines),
        }

    def _no_figure(self, said: sentences.Statement) -> dict[str, Any]:
        """What stands in the place of the large figure: that there is none, why, and where one would come from."""
        return {
            "figure": None,
            "unit": sentences.no_figure(self.site, said),
            "qualifier": None,
            "segments": [],
            "lines": self._lines([("headline.source", self.source_link(said.series.source))]),
        }

    def _lines(self, said: Iterable[tuple[str, object]]) -> list[dict[str, Any]]:
        return [{"label": self.words(key), "value": value} for key, value in said if value]

    def _qualifier(self, series: Series, figures: Mapping[str, Figure]) -> str | None:
        floor = sentences.is_floor(series, figures) and series.aggregation != "none"
        return self.words("headline.at_least") if floor else None

    def card(self, indicator: Row) -> dict[str, Any]:
        """One indicator as an entry of a list of cards."""
        head = self.headline(indicator)
        said = sentences.statement(self.site, self.site.reading.headline(indicator))
        return {
            "href": self.href(f"indicators/{indicator['id']}/"),
            "title": self.site.text(indicator, "label"),
            "number": indicator["number"],
            "qualifier": head["qualifier"],
            "figure": head["figure"],
            "unit": head["unit"],
            "segments": head["segments"],
            "coverage": head["unit"] if said.reason else self._covered(said),
            "missing": bool(said.reason),
        }

    def _covered(self, said: sentences.Statement) -> Markup | str:
        """The coverage of a figure; its period where it has no coverage to state."""
        covered = sentences.coverage(self.site, said.series, said.figures)
        return covered or sentences.period_text(self.site, said.series, said.period)

    # -- cells of tables -------------------------------------------------------------------------------------------

    def macro(self, name: str, *arguments: object, **options: object) -> Markup:
        """Print a macro of the figures' partial."""
        printed: Markup = getattr(self._macros, name)(*arguments, **options)
        return printed

    def mark(self, observation: Observation | None) -> Markup:
        """A policy status as a mark with its word; not assessed for none."""
        if observation is None or observation.value is None:
            return self.macro("status", "not_assessed")
        return self.macro("status", observation.value.value, observation.value)

    def status(self, observation: Observation | None) -> dict[str, Any]:
        """A policy status as a cell: its mark and its code."""
        code = str(observation.value.value) if observation and observation.value else "not_assessed"
        return {"html": self.mark(observation), "code": code}

    def value(self, series: Series, observation: Observation) -> Markup | str:
        """The value of an observation: a mark, a figure with its parts, a range, or the reason for a blank."""
        if series.measure_type == "policy":
            return self.mark(observation)
        held = observation.figures
        if observation.value and "numerator" in held and "denominator" in held:
            return self.site.phrase(
                "figure.of",
                value=observation.value,
                numerator=held["numerator"],
                denominator=held["denominator"],
            )
        if observation.value:
            return self.site.html(observation.value)
        if "value_low" in held:
            return self.site.phrase("figure.range", low=held["value_low"], high=held["value_high"])
        return self.site.label("obs_status", observation.obs_status)

    def note(self, observation: Observation) -> str:
        """The note of an observation, and that it is provisional or of low reliability where it is."""
        notes = [self.site.label("note", observation.note)] if observation.note else []
        if observation.obs_status in ("P", "U", "E") and not observation.note:
            notes.append(self.site.label("obs_status", observation.obs_status))
        return " ".join(notes)

    def period(self, series: Series, period: str) -> str:
        """A period in words."""
        return sentences.period_text(self.site, series, period)

    def span(self, start: str, end: str) -> str:
        """From when until when; '' when neither is known."""
        if start and end:
            return self.words("span.both", start=self.words.day(start), end=self.words.day(end))
        if start:
            return self.words.day(start)
        return self.words("span.until", end=self.words.day(end)) if end else ""

    def unit(self, series: Series) -> str:
        """The unit of a series, in words."""
        return self.site.label("unit_measure", series.unit_measure)

    def dimension(self, series: Series, observation: Observation) -> str:
        """The codes of an observation's own dimensions, in words."""
        return ", ".join(self.site.label(name, code) for name, code in observation.dimensions.items())
