"""Lists of the framework (dimensions, criteria, crosswalk, practices), of sources and of files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from scripts.findings.figures import DATA
from scripts.findings.reading import Row
from scripts.model.codes import WORLD
from scripts.model.site import Download
from scripts.model.tables import Series
from scripts.render.cells import Cell, anchor
from scripts.render.chart_views import ChartViews
from scripts.render.indicator_tables import Column
from scripts.render.long_tables import EVIDENCE, REGISTER, TREND, CountryTable, IndicatorTable, LongTable, own_name
from scripts.sentences import sentences

GROUPS = ("package", "indicators", "countries", "regions")
"""Folders of published data, as the downloads page groups them."""

REPORT = "validation.json"
"""The published report of validation."""

WARNING_COLUMNS = ("file", "row", "field", "what", "code")


def _counted(number: str) -> tuple[tuple[int, str], ...]:
    """What sorts numbers such as P2 and 10.7.1 as they are counted."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", number))


class View(ChartViews):
    """Everything that a page shows."""

    # -- framework -------------------------------------------------------------------------------------------------

    def linked_indicators(self, table: str, row_id: str) -> list[dict[str, str]]:
        """The indicators that the crosswalk links to a dimension or criterion."""
        linked = {
            r["from_id"]
            for r in self.site.reading.rows("crosswalk")
            if (r["from_table"], r["to_table"], r["to_id"]) == ("indicators", table, row_id)
        }
        return [i for i in self.site.reading.indicators if i["id"] in linked]

    def indicators_of(self, table: str, row_id: str) -> Markup:
        """These indicators as a line of links; a sentence where there is none."""
        links = [self.indicator_link(i) for i in self.linked_indicators(table, row_id)]
        return Markup(", ").join(links) if links else Markup("{}").format(self.words("dimension.none"))

    def related(self, table: str, row_id: str) -> list[dict[str, Any]]:
        """What the crosswalk links a row to, by framework."""
        found: dict[str, list[Markup]] = {}
        for link in self.site.reading.links(table, row_id):
            label, target = self._linked(link)
            found.setdefault(label, []).append(target)
        return [{"label": label, "value": Markup("; ").join(targets)} for label, targets in found.items()]

    def _linked(self, link: Row) -> tuple[str, Markup]:
        """The framework and the element that a link leads to."""
        row = next(r for r in self.site.reading.rows(link["to_table"]) if r["id"] == link["to_id"])
        name = self.site.text(row, "label")
        if link["to_table"] == "frameworks":
            return row["framework"], Markup("{} {}").format(row["number"], name)
        address = f"dimensions/{row['id']}/" if link["to_table"] == "dimensions" else f"criteria/#{row['id']}"
        return self.words(f"crosswalk.{link['to_table']}"), anchor(self.href(address), name)

    def crosswalk_columns(self) -> list[Column]:
        """Heads of the crosswalk."""
        kinds = {"framework": "text", "basis": "text"}
        names = ("from", "framework", "element", "note", "basis")
        return [self.column(name, kinds.get(name, "wide")) for name in names]

    def framework_columns(self) -> list[Column]:
        """Heads of the table of a framework's elements."""
        return [self.column("number"), self.column("element", "wide"), self.column("source", "wide")]

    def crosswalk(self) -> list[list[Cell]]:
        """Every link: from what, to which framework's element, a caution, why we say so."""
        return [self._crosswalk_row(link) for link in self.site.reading.rows("crosswalk")]

    def _crosswalk_row(self, link: Row) -> list[Cell]:
        start = next(r for r in self.site.reading.rows(link["from_table"]) if r["id"] == link["from_id"])
        address = {"indicators": "indicators/{}/", "dimensions": "dimensions/{}/", "criteria": "criteria/#{}"}[
            link["from_table"]
        ]
        label, target = self._linked(link)
        head = anchor(self.href(address.format(start["id"])), self.site.text(start, "label"))
        return [head, label, target, self.site.text(link, "note"), self.site.label("basis", link["basis"])]

    def frameworks(self) -> list[tuple[str, list[list[Cell]]]]:
        """The elements of each framework, in the order of their numbers."""
        found: dict[str, list[list[Cell]]] = {}
        for row in sorted(self.site.reading.rows("frameworks"), key=lambda r: (r["framework"], _counted(r["number"]))):
            said = Markup("<strong>{}</strong> {}").format(
                self.site.text(row, "label"), self.site.text(row, "description")
            )
            found.setdefault(row["framework"], []).append([row["number"], said, self.cited(row)])
        return list(found.items())

    def practice_columns(self, with_area: bool = True) -> list[Column]:  # noqa: FBT001, FBT002 - read by templates
        """Heads of a table of practices."""
        names = (*(("ref_area",) if with_area else ()), "practice", "date", "kind", "dimensions", "source")
        return [self.column(name, {"date": "date", "kind": "text"}.get(name, "wide")) for name in names]

    def practices(self, rows: Iterable[Row], with_area: bool = True) -> list[list[Cell]]:  # noqa: FBT001, FBT002
        """Rows of practices: area, practice, since when, kind, dimensions, source."""
        return [self._practice(row, with_area=with_area) for row in rows]

    def _practice(self, row: Row, *, with_area: bool) -> list[Cell]:
        said = Markup("{}").format(self.site.text(row, "practice"))
        note = self.site.text(row, "note")
        if note:
            said += Markup('<span class="cell-note">{}</span>').format(note)
        names = {d["id"]: self.site.text(d, "label") for d in self.site.reading.dimensions}
        links = [anchor(self.href(f"dimensions/{d}/"), names[d]) for d in row["dimensions"].split()]
        return [
            *((self.area_link(row["ref_area"]),) if with_area else ()),
            said,
            {"html": self.span(row["date_from"], ""), "sort": row["date_from"]},
            self.site.label("practice_kind", row["kind"]),
            Markup(", ").join(links),
            self.cited(row),
        ]

    def practices_of(self, dimension: str) -> list[dict[str, str]]:
        """The practices that serve a dimension."""
        return [r for r in self.site.reading.rows("good_practices") if dimension in r["dimensions"].split()]

    def practices_by_area(self) -> list[tuple[str, list[dict[str, str]]]]:
        """The practices of each country, by the country's name."""
        rows = self.site.reading.rows("good_practices")
        held = {r["ref_area"] for r in rows}
        return [(a, [r for r in rows if r["ref_area"] == a]) for a in self.site.areas if a in held]

    # -- long tables -----------------------------------------------------------------------------------------------

    def long_table(self, item: LongTable) -> dict[str, Any]:
        """A table on a page of its own, as `placed` takes it, with the way to it and its files."""
        if isinstance(item, CountryTable):
            table = self.register_about(item.area, item.part, whole=True)
            files = [*self._named(f"{DATA}/register_{item.part}.csv"), *self.files_of(f"countries/{item.area.iso3}")]
            way = self._way("countries", item.area.name, item.parent)
            return {**table, **way, "files": files, "source": "", "title": table["caption"]}
        label = self.site.text(item.indicator, "label")
        table = self._indicator_table(item)
        title = self.words("table.of", table=table["title"], of=label)
        return {**table, **self._way("indicators", label, item.parent), "title": title}

    def _indicator_table(self, item: IndicatorTable) -> dict[str, Any]:
        """A whole table of an indicator with its files, and its source where not each row names its own."""
        indicator, series = item.indicator, self.site.reading.headline(item.indicator)
        if item.part == REGISTER:
            table = self.register_table(indicator, whole=True)
            return {**table, "files": self.files_of_register(series), "source": ""}
        if item.part == EVIDENCE:
            table = self.evidence_table(indicator, whole=True)
            return {**table, "files": self._named(f"{DATA}/evidence.csv"), "source": ""}
        if item.part == TREND:
            table = self.trend_table(indicator, whole=True)
            return {**table, "files": self.files_of(f"indicators/{indicator['id']}"), "source": series.source}
        companion = next(s for s in self.site.reading.companions(indicator) if own_name(s) == item.part)
        table = self.companion_table(indicator, companion, whole=True)
        return {**table, "files": self.files_of_series([companion]), "source": companion.source}

    def _way(self, section: str, label: str, parent: str) -> dict[str, Any]:
        """The way from the list of a section to a page that belongs to another."""
        trail = [
            {"label": self.words(f"nav.{section}"), "href": self.href(f"{section}/")},
            {"label": label, "href": self.href(parent)},
        ]
        return {"trail": trail}

    # -- sources ---------------------------------------------------------------------------------------------------

    def fed_by(self, source: str) -> list[Markup]:
        """What a source feeds: every series of which it gives observations, each with its indicator."""
        fed = [s for s in self.site.reading.package.series.values() if source in self.site.reading.sources_of[s.id]]
        return [self._fed(s) for s in fed]

    def _fed(self, series: Series) -> Markup:
        label = Markup("{}").format(self.site.series_label(series))
        indicator = next((i for i in self.site.reading.indicators if i["id"] == series.indicator), None)
        return Markup("{} ({})").format(label, self.indicator_link(indicator)) if indicator else label

    def source_columns(self) -> list[Column]:
        """Heads of the table of sources."""
        kinds = {"source": "wide", "publisher": "text", "edition": "text", "licence": "text", "feeds": "wide"}
        return [self.column(name, kind) for name, kind in kinds.items()]

    def source_rows(self) -> list[list[Cell]]:
        """One row a source: title, publisher, edition, licence, what it feeds."""
        return [
            [
                self.source_link(source),
                row["publisher"],
                row["edition"],
                self._licence(row),
                Markup(", ").join(self.fed_by(source)) or self.words("source.feeds_none"),
            ]
            for source, row in self.site.reading.sources.items()
        ]

    def _licence(self, row: Row) -> Cell:
        return anchor(row["licence_url"], row["licence"]) if row["licence_url"] else row["licence"]

    def source_facts(self, row: Row) -> list[dict[str, Any]]:
        """Facts on a source."""
        through = (
            anchor(row["obtained_through"], row["obtained_through"])
            if row["obtained_through"].startswith("http")
            else row["obtained_through"]
        )
        facts = [
            ("column.publisher", row["publisher"]),
            ("column.edition", row["edition"]),
            ("column.address", anchor(row["url"], row["url"])),
            ("column.obtained_through", through),
            ("column.accessed", self.words.day(row["accessed"])),
            ("column.data_until", self.words.day(row["data_until"])),
            ("column.licence", self._licence(row)),
            ("column.redistribution", self.words(f"redistribution.{row['redistribution']}")),
            ("column.citation", row["citation"]),
        ]
        return [{"label": self.words(key), "value": value} for key, value in facts if value]

    def reconciliation_columns(self, with_source: bool = False) -> list[Column]:  # noqa: FBT001, FBT002
        """Heads of the reconciliation."""
        names = (*(("source",) if with_source else ()), "file", "outcome", "reason", "rows")
        return [self.column(name, "figure" if name == "rows" else "wide") for name in names]

    def reconciliation(self, source: str = "") -> list[list[Cell]]:
        """What became of the rows of a source's files, or of every source's."""
        order = ["read", "used", "repaired", "set_aside"]
        rows = [
            (n, r)
            for n, r in enumerate(self.site.reading.rows("reconciliation"), start=2)
            if not source or r["source"] == source
        ]
        ranked = sorted(rows, key=lambda pair: (pair[1]["source"], pair[1]["file"], order.index(pair[1]["outcome"])))
        return [
            [
                *((self.source_link(r["source"]),) if not source else ()),
                r["file"],
                self.words(f"outcome.{r['outcome']}"),
                self.site.label("ingest_reason", r["reason"]) if r["outcome"] not in ("read", "used") else "",
                self._count_cell("reconciliation", n, "rows", r["rows"]),
            ]
            for n, r in ranked
        ]

    def _count_cell(self, table: str, row: int, column: str, value: str) -> Cell:
        """A whole number of a package table with its published cell."""
        place = self.site.reading.package.field_names(table).index(column) + 1
        shown = Markup('<data value="{}" data-cell="{}/{}.csv#cell={},{}">{}</data>')
        return {"html": shown.format(value, DATA, table, row, place, self.words.number(int(value))), "sort": value}

    def coverage_columns(self) -> list[Column]:
        """Heads of the table of coverage."""
        return [
            self.column("indicator", "wide", self.words("profile.indicator")),
            self.column("coverage", "wide", self.words("headline.coverage")),
            self.column("time_period", "year"),
            self.column("data_until", "year", self.words("quality.until")),
        ]

    def coverage_rows(self) -> list[list[Cell]]:
        """One row an indicator: coverage, period, last day that its source covers."""
        rows: list[list[Cell]] = []
        for indicator in self.site.reading.indicators:
            series = self.site.reading.headline(indicator)
            said = sentences.statement(self.site, series)
            period = said.period
            covered = sentences.coverage(self.site, series, said.figures) or sentences.standing(
                self.site, series, WORLD, period
            )
            until = self.site.reading.sources[series.source]["data_until"]
            rows.append(
                [
                    self.indicator_link(indicator),
                    covered,
                    self._year_cell(period),
                    {"html": self.words.day(until), "sort": until},
                ]
            )
        return rows

    def validation(self) -> dict[str, Any]:
        """The published report of validation: how many kinds of fault were looked for, warnings, rows of a table.

        Empty where no report is published, as in a preview.
        """
        path = f"{DATA}/{REPORT}"
        report = next((json.loads(d.data) for d in self.downloads if d.path == path), None)
        if report is None:
            return {}
        columns = [self.column(name, "wide", self.words(f"problems.column.{name}")) for name in WARNING_COLUMNS]
        rows: list[list[Cell]] = [[self._warned(problem, n) for n in WARNING_COLUMNS] for problem in report["problems"]]
        return {
            "checks": report["checks"],
            "warnings": report["warnings"],
            "columns": columns,
            "rows": rows,
            "files": self._named(path),
        }

    def _warned(self, problem: Mapping[str, Any], column: str) -> Cell:
        """One cell of a warning. Messages of validation are in the report's language."""
        if column == "code":
            return anchor(self.href(f"errors/{problem['code']}/"), problem["code"])
        key = {"what": "message"}.get(column, column)
        return "" if problem[key] is None else str(problem[key])

    # -- files -----------------------------------------------------------------------------------------------------

    def _entry(self, download: Download, label: str) -> dict[str, Any]:
        return {
            "href": self.file(download.path),
            "label": label,
            "format": download.path.rpartition(".")[2].upper(),
            "size": self.size(download),
            "rows": self.words.number(download.rows) if download.rows is not None else "",
        }

    def size(self, download: Download) -> str:
        """The size of a file in words."""
        return self.words("file.kilobytes", size=max(1, round(len(download.data) / 1000)))

    def _named(self, path: str) -> list[dict[str, Any]]:
        return [self._entry(d, path.rpartition("/")[2]) for d in self.downloads if d.path == path]

    def files_of(self, slice_path: str) -> list[dict[str, Any]]:
        """The slice of an indicator, country or region."""
        return self._named(f"{DATA}/{slice_path}.csv")

    def files_of_series(self, series: list[Series]) -> list[dict[str, Any]]:
        """The observations of each series."""
        return [entry for s in series for entry in self._named(f"{DATA}/{s.table}.csv")]

    def files_of_register(self, series: Series) -> list[dict[str, Any]]:
        """The register that a series is derived from."""
        return self._named(f"{DATA}/register_{series.register}.csv") if series.register else []

    def whole_files(self) -> list[dict[str, Any]]:
        """The files that hold everything: zip, summaries, coverage, descriptor."""
        names = ("all.zip", "summaries.csv", "coverage.csv", "coverage_groups.csv", "datapackage.json")
        return [entry for name in names for entry in self._named(f"{DATA}/{name}")]

    def file_groups(self) -> list[tuple[str, list[list[Cell]]]]:
        """All files by folder: name, rows, size, hash."""
        found: dict[str, list[list[Cell]]] = {name: [] for name in GROUPS}
        for download in self.downloads:
            inside = download.path.removeprefix(f"{DATA}/")
            group = inside.partition("/")[0] if "/" in inside else "package"
            found[group].append(self._file_row(download, inside))
        return list(found.items())

    def file_columns(self) -> list[Column]:
        """Heads of the table of files."""
        kinds = {"file": "wide", "rows": "figure", "size": "figure", "hash": "wide"}
        return [self.column(name, kind) for name, kind in kinds.items()]

    def _file_row(self, download: Download, inside: str) -> list[Cell]:
        rows: Cell = self.words("table.blank")
        if download.rows is not None:
            rows = {"html": self.words.number(download.rows), "sort": str(download.rows)}
        size: Cell = {"html": self.size(download), "sort": str(len(download.data))}
        return [
            anchor(self.file(download.path), inside),
            rows,
            size,
            Markup("<code>{}</code>").format(download.sha256[:16]),
        ]
