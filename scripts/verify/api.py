"""Files for programs: each value is that of the cell it names, each observation is the one that stands for its area."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.kinds import measure_of
from scripts.model.pages import COUNTRY, INDICATOR, RELEASE
from scripts.model.problems import Problem
from scripts.verify.catalogue import expected as others_of
from scripts.verify.figures import Cell, cell_at, same
from scripts.verify.files import Folder
from scripts.verify.presence import wanted
from scripts.verify.profile import profile_of_package
from scripts.verify.years import Years

FOLDER = "api/v1"
LISTS = (f"{FOLDER}/countries.json", f"{FOLDER}/indicators.json")
PROFILE = f"{FOLDER}/profile.json"
COUNTRIES, YEARS = f"{FOLDER}/countries/", f"{FOLDER}/years/"
OBSERVED = ("time_period", "obs_status", "source", "note")
"""What an observation has besides its values and dimensions, under the names of its table's columns."""

AREA_COLUMNS = ("iso2", "m49", "area_type", "un_member_since")
SERIES_COLUMNS = (
    *(
        "measure_type",
        "codelist",
        "unit_measure",
        "per",
        "is_minimum",
        "finds_only_yes",
        "aggregation",
        "dimensions",
        "max_age",
    ),
    *("reference_day", "first_period", "last_period", "source"),
)
DEFAULTS = {"per": "1", "max_age": "0", "is_minimum": "false", "finds_only_yes": "false"}
"""What a blank of a series means."""

SOURCE_COLUMNS = ("title", "publisher", "edition", "licence")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: the file's path, the part's place in it (a JSON pointer, RFC 6901), and what it holds."""

    file: str
    place: str
    held: Any

    def problem(self, code: str, found: object = "", expected: str = "", *, at: str = "") -> Problem:
        """Tell a fault of the part, or of what is below it at a place."""
        field = f"{self.place}/{at}" if at else self.place
        return Problem(file=self.file, field=field, code=code, found=str(found), expected=expected)

    def parts(self) -> Iterator[Part]:
        """Give every object of the part, itself first."""
        if isinstance(self.held, dict):
            yield self
            below: Iterable[tuple[object, Any]] = self.held.items()
        else:
            below = enumerate(self.held) if isinstance(self.held, list) else ()
        for name, inner in below:
            if isinstance(inner, dict | list):
                yield from Part(self.file, f"{self.place}/{name}", inner).parts()


def api(site: Folder) -> Iterator[Problem]:
    """Tell each file that is missing, that nothing asks for, or that says otherwise than the published tables."""
    expected = _expected(site)
    there = set(site.below(f"{FOLDER}/"))
    others = others_of(site)
    for path in sorted((expected | others) ^ there):
        yield Problem(file=path, code="api-file-extra" if path in there else "api-file-absent")
    tables = Tables(site)
    if PROFILE in there:
        yield from profile_of_package(site, PROFILE)
    for path in sorted((expected & there) - {PROFILE}):
        yield from _file(tables, path, site.read(path))


def _file(tables: Tables, path: str, raw: bytes) -> list[Problem]:
    """Give the faults of one file. Numbers are left as they are written."""
    try:
        content = json.loads(raw, parse_float=str, parse_int=str)
        own = [*_list(tables, path, content), *_of_periods(tables.years, path, content)]
        parts = (part for whole in _wholes(path, content) for part in whole.parts())
        return [*own, *(problem for part in parts for problem in tables.faults(part))]
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError) as error:  # not JSON, or of another shape
        return [Problem(file=path, code="api-file-unreadable", found=str(error))]


def _of_periods(years: Years, path: str, content: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell what is wrong with the periods of an area's files."""
    if path.startswith(YEARS):
        yield from years.faults(path, content)
        yield from years.blank_faults(path, content)
    elif path.startswith(COUNTRIES):
        yield from years.list_faults(path, content)


def _wholes(path: str, content: Mapping[str, Any]) -> Iterator[Part]:
    """Give the file; one of years as its words and each entry with the series that it is listed under."""
    if not path.startswith(YEARS):
        yield Part(path, "", content)
        return
    yield Part(path, "", {name: content[name] for name in ("labels", "sources")})
    for series, entries in content["series"].items():
        for number, entry in enumerate(entries):
            told = {name: value for name, value in entry.items() if name != "headline_period"}
            yield Part(path, f"/series/{series}/{number}", {**told, "series": series})


def _expected(site: Folder) -> set[str]:
    """Give the files that there must be: the lists, and one for each thing that has a page."""
    pages = wanted(site)
    names = {f"{folder}/{code.upper()}" for code in pages[COUNTRY] for folder in ("countries", "years")}
    names |= {f"{folder}/{name}" for name in pages[INDICATOR] for folder in ("indicators", "summaries")}
    names |= {"releases", *(f"releases/{version}" for version in pages[RELEASE])} if pages[RELEASE] else set()
    return {*LISTS, PROFILE, *(f"{FOLDER}/{name}.json" for name in names)}


def _list(tables: Tables, path: str, content: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell where a list leaves out or adds something."""
    key, name = ("countries", "iso3") if path == LISTS[0] else ("indicators", "id")
    if path not in LISTS:
        return
    entries = content.get(key, ())
    found = sorted(str(each.get(name, "")) for each in entries)
    expected = sorted(tables.wanted[key])
    if found != expected:
        differing = set(found) ^ set(expected) or {code for code, n in Counter(found).items() if n > 1}
        yield Problem(file=path, field=f"/{key}", code="api-list-differs", found=" ".join(sorted(differing)))


class Tables:
    """The published tables, as the parts of files are compared with them."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self.years = Years(site)

    @cached_property
    def wanted(self) -> Mapping[str, list[str]]:
        """The codes that the lists must hold."""
        pages = wanted(self._site)
        return {"countries": [code.upper() for code in pages[COUNTRY]], "indicators": pages[INDICATOR]}

    def faults(self, part: Part) -> Iterator[Problem]:
        """Tell what is wrong with one object of a file, told by the keys that it has."""
        held = part.held
        if "cell" in held:
            yield from self._figure(part)
        if "values" in held and "obs_status" in held:
            yield from self._observation(part)
        elif "values" in held:
            yield from self._summary(part)
        if "evidence" in held:
            yield from self._counts(part)
        if "labels" in held:
            yield from self._labels(part)
        if "sources" in held:
            yield from self._rows(part, "sources", SOURCE_COLUMNS, self._by("sources", "id"))
        yield from self._described(part)

    # -- values ----------------------------------------------------------------------------------------------------

    def _figure(self, part: Part) -> Iterator[Problem]:
        found = cell_at(self._site, part.held["cell"])
        value = str(part.held.get("value"))
        if found is None:
            yield part.problem("api-cell-missing", part.held["cell"])
        elif not same(value, found.held):
            yield part.problem("api-value-differs", value, found.held)

    def _named(self, part: Part) -> dict[str, Cell]:
        """Give the cells that the values of a part name, by the name of the value."""
        found = {name: cell_at(self._site, figure.get("cell")) for name, figure in part.held["values"].items()}
        return {name: cell for name, cell in found.items() if cell}

    def _summary(self, part: Part) -> Iterator[Problem]:
        """Tell each aggregate whose cell is of another series, group, period or measure."""
        about = {name: part.held.get(name) for name in ("series", "group", "time_period")}
        for measure, cell in self._named(part).items():
            yield from _same_row(part, {**about, "measure": measure}, cell.record)

    def _observation(self, part: Part) -> Iterator[Problem]:
        """Tell where an observation is not as its row has it, or where another one stands for the area."""
        area, cells = _area_of(part), self._named(part)
        told = {**part.held.get("dimensions", {}), **{k: part.held.get(k) or "" for k in OBSERVED}, "ref_area": area}
        for name, cell in cells.items():
            yield from _same_row(part, told, cell.record)
            if (cell.series, cell.column) != (part.held.get("series"), name):
                yield part.problem("api-observation-differs", name, f"{cell.series} {cell.column}", at=f"values/{name}")
        if "headline_period" in part.held:
            yield from self._standing(part, area, [cell.record for cell in cells.values()])

    def _standing(self, part: Part, area: str, rows: list[Row]) -> Iterator[Problem]:
        """Tell a status that is not the last within its term, and a blank where the table has a value."""
        series = self._site.series.get(str(part.held.get("series")), {})
        held = self._values.get((str(part.held.get("series")), area), [])
        has_statuses = measure_of(series.get("measure_type", "")).statuses
        if has_statuses and part.held["headline_period"] is None:
            return  # no period has ended long enough ago to state a status of
        if has_statuses:
            last = int(part.held["headline_period"])
            first = last - int(series.get("max_age") or "0")
            held = [period for period in held if first <= int(period) <= last]
            if rows and held and rows[0].get("time_period") != max(held):
                yield part.problem("api-observation-differs", part.held.get("time_period"), max(held), at="time_period")
        if held and not part.held["values"]:
            yield part.problem("api-observation-absent", area, held[-1])

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], list[str]]:
        """The dated periods in which an area has a value in a series, in the order of the file."""
        found: dict[tuple[str, str], list[str]] = {}
        for name in self._site.series:
            for row in self._site.records(f"observations_{name}"):
                period = row.get("time_period", "")
                valued = row.get("obs_value") or row.get("value_low")
                if valued and period != UNKNOWN_PERIOD:
                    found.setdefault((name, row.get("ref_area", "")), []).append(period)
        return found

    # -- counts ----------------------------------------------------------------------------------------------------

    def _counts(self, part: Part) -> Iterator[Problem]:
        """Tell a number of pieces of evidence or records that is not that of the tables."""
        series, area = str(part.held.get("series")), _area_of(part)
        register = self._site.series.get(series, {}).get("register", "")
        expected = {
            "evidence": str(self._evidence[series, area]),
            "records": str(self._records[register, area]) if register else None,
        }
        for name, number in expected.items():
            if part.held.get(name) != number:
                yield part.problem("api-count-differs", part.held.get(name), str(number), at=name)

    @cached_property
    def _evidence(self) -> Counter[tuple[str, str]]:
        return Counter((row.get("series", ""), row.get("ref_area", "")) for row in self._site.records("evidence"))

    @cached_property
    def _records(self) -> Counter[tuple[str, str]]:
        registers = {row["register"] for row in self._site.series.values() if row.get("register")}
        rows = ((name, row) for name in registers for row in self._site.records(f"register_{name}"))
        return Counter(
            (name, area) for name, row in rows for area in {row.get("ref_area"), row.get("counterpart_area")} if area
        )

    # -- words -----------------------------------------------------------------------------------------------------

    def _by(self, table: str, key: str) -> Mapping[str, Row]:
        return {row.get(key, ""): row for row in self._site.records(table)}

    def _labels(self, part: Part) -> Iterator[Problem]:
        """Tell each label of a code that is not that of its code list."""
        for codelist, codes in part.held["labels"].items():
            for code, label in codes.items():
                row = self._site.labels.get((codelist, code), {})
                yield from _texts(part, label, row, "label", f"labels/{codelist}/{code}")

    def _rows(self, part: Part, key: str, columns: Iterable[str], rows: Mapping[str, Row]) -> Iterator[Problem]:
        for code, about in part.held[key].items():
            yield from _cells(part, about, rows.get(code, {}), columns, f"{key}/{code}")

    def _described(self, part: Part) -> Iterator[Problem]:
        """Tell where a country, group, indicator or series is described otherwise than by its row."""
        held = part.held
        if "iso3" in held:
            row = self._areas.get(str(held["iso3"]), {})
            yield from _cells(part, held, row, AREA_COLUMNS)
            yield from _texts(part, held.get("name", {}), row, "name", "name")
        elif "kind" in held:
            row = self._groups.get(str(held.get("id", held.get("group"))), {})
            yield from _texts(part, held.get("name", {}), row, "name", "name")
        elif "headline" in held:
            row = self._indicators.get(str(held.get("id")), {})
            for name in ("label", "unit", "statement", "limits", "missing"):
                yield from _texts(part, held.get(name, {}), row, name, name)
        elif "shown" in held:
            row = {**DEFAULTS, **_filled(self._site.series.get(str(held.get("series")), {}))}
            yield from _cells(part, held, row, SERIES_COLUMNS)
            yield from _texts(part, held.get("label", {}), row, "label", "label")

    @cached_property
    def _areas(self) -> Mapping[str, Row]:
        return self._by("reference_areas", "iso3")

    @cached_property
    def _groups(self) -> Mapping[str, Row]:
        return self._by("area_groups", "id")

    @cached_property
    def _indicators(self) -> Mapping[str, Row]:
        return self._by("indicators", "id")


def _area_of(part: Part) -> str:
    """The area that an observation is of: its own, else that of the country's file."""
    own = part.held.get("ref_area")
    return str(own) if own else part.file.rpartition("/")[2].removesuffix(".json")


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value}


def _same_row(part: Part, told: Mapping[str, Any], row: Row) -> Iterator[Problem]:
    """Tell each thing that the row of a value has otherwise."""
    for name, value in told.items():
        if row.get(name) != value:
            yield part.problem("api-observation-differs", value, row.get(name, ""), at=name)


def _texts(part: Part, texts: Mapping[str, Any], row: Row, column: str, at: str) -> Iterator[Problem]:
    """Tell each text that is not what the row has in its language."""
    for language, text in texts.items():
        expected = row.get(f"{column}_{language}", "")
        if text != expected:
            yield part.problem("api-text-differs", text, expected, at=f"{at}/{language}")


def _cells(part: Part, held: Mapping[str, Any], row: Row, columns: Iterable[str], at: str = "") -> Iterator[Problem]:
    """Tell each value that is not what the row has in the column of its name."""
    for column in columns:
        expected = row.get(column, "")
        if _as_text(held.get(column)) != expected:
            place = f"{at}/{column}" if at else column
            yield part.problem("api-text-differs", _as_text(held.get(column)), expected, at=place)


def _as_text(value: object) -> str:
    """Give a value of a file as a cell of a table has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
