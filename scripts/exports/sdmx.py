"""SDMX: the structure of every series as SDMX-ML 3.0, and its observations as SDMX-CSV 2.0, in one file a series.

https://sdmx.org/standards-2/. Each series is a dataflow with a data structure of its own, since series differ in
dimensions, measures and codes. What SDMX cannot have as an identifier is written otherwise, and its own spelling
stands beside it as an annotation; decision 61 says how. All of the header is of the release, so that the same package
gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

import pandas as pd

from scripts.exports.published import FOLDER, sources_of
from scripts.model.measures import VALUE_COLUMNS
from scripts.model.periods import REPORTING_YEAR, form_of
from scripts.model.site import SDMX_CSV, Download
from scripts.model.tables import Series
from scripts.package.files import csv_of, records
from scripts.package.read import Package
from scripts.words.edition import Edition

PLACE: Final = f"{FOLDER}/sdmx"
STRUCTURE: Final = f"{PLACE}/structure.xml"
XML_TYPE: Final = "application/vnd.sdmx.structure+xml"
CSV_TYPE: Final = "application/vnd.sdmx.data+csv"

SPACE: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
SPACES: Final = {
    name: f"{SPACE}/{last}" for name, last in (("mes", "message"), ("str", "structure"), ("com", "common"))
}
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
URN: Final = "urn:sdmx:org.sdmx.infomodel"

CONCEPTS: Final = "CONCEPTS"
AREAS, SOURCES, UNITS, STATUSES, NOTES = "CL_REF_AREA", "CL_SOURCE", "CL_UNIT_MEASURE", "CL_OBS_STATUS", "CL_NOTE"
FOLDERS: Final = ("Dataflows", "Codelists", "ConceptSchemes", "DataStructures")
"""What a message of structure has, in the order that the standard wants."""

TIME, PERIOD = "TIME_PERIOD", "PERIOD"
YEAR_START: Final = "REPORTING_YEAR_START_DAY"
ORIGINAL: Final = "ORIGINAL"
"""Id of the annotation that says how the package writes an identifier that SDMX cannot have."""

FORBIDDEN: Final = re.compile(r"[^A-Za-z0-9_@$-]")
UNDATED: Final = "_U"

Texts = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A code or a concept: its id, how the package writes that where it is another, and its texts by language."""

    id: str
    original: str = ""
    names: Texts
    descriptions: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A component of a data structure. `codes` names its list; without one its values are of the type `text`."""

    id: str
    codes: str = ""
    text: str = "String"
    concept: str = ""
    """Its concept, where that has another id."""
    required: bool = False
    of_all: bool = False
    """Whether an attribute is of the whole dataflow, and not of single observations."""


def sdmx(sites: Sequence[Edition]) -> list[Download]:
    """Give the structure and each series' observations. `sites` are the same package in each language of the site."""
    made = _Made(sites)
    return [made.structure(), *(made.data(series) for series in made.package.series.values())]


def version_of(release: str) -> str:
    """Write a release as a version of SDMX 3, which has three numbers: 2026.2 is 2026.2.0."""
    numbers = [str(int(each)) for each in re.findall(r"\d+", release)][:3]
    return ".".join([*numbers, "0", "0", "0"][:3])


def agency_of(name: str) -> str:
    """Write the name of a package as the id of an agency, which begins with a letter."""
    told = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") or "PACKAGE"
    return told if told[0].isalpha() else f"P_{told}"


def known_as(codes: Iterable[str]) -> dict[str, str]:
    """Give the id of each code: itself where it may be one; else with `_` for what may not be, numbered where taken."""
    listed = list(dict.fromkeys(codes))
    found = {code: code for code in listed if code and not FORBIDDEN.search(code)}
    taken = set(found)
    for code in (each for each in listed if each not in found):
        plain = FORBIDDEN.sub("_", code) or "_"
        number = 1
        while (name := plain if number == 1 else f"{plain}_{number}") in taken:
            number += 1
        taken.add(name)
        found[code] = name
    return found


def list_of(codelist: str) -> str:
    """Give the id of a code list: CL_OBS_STATUS."""
    return f"CL_{FORBIDDEN.sub('_', codelist).upper()}"


def flow_of(series: str) -> str:
    """Give what the ids of a series' dataflow and data structure end in; ids of series have no `_`."""
    return FORBIDDEN.sub("_", series)


def period_of(period: str) -> str:
    """Write a period as SDMX does: a year that begins within one is `2010-A1`, with the day on which it begins."""
    return f"{period[:4]}-A1" if form_of(period) == REPORTING_YEAR else period


class _Made:
    """What is made of a package for SDMX."""

    def __init__(self, sites: Sequence[Edition]) -> None:
        self.sites = sites
        self.package: Package = sites[0].reading.package
        self.agency, self.version = agency_of(self.package.name), version_of(self.package.version)
        self.lists: Mapping[str, Sequence[Item]] = {**self._own_lists(), **self._table_lists()}
        self.ids = {name: {item.original or item.id: item.id for item in items} for name, items in self.lists.items()}

    # -- code lists and concepts ---------------------------------------------------------------------------------------

    def _texts(self, row: Mapping[str, str], name: str) -> Texts:
        found = {code: row.get(f"{name}_{code}", "") for code in self.package.languages.codes}
        return {code: text for code, text in found.items() if text}

    def _items(self, rows: Sequence[Mapping[str, str]], key: str, name: str) -> list[Item]:
        ids = known_as(row[key] for row in rows)
        first = self.package.languages.first
        return [
            Item(
                id=ids[row[key]],
                original="" if ids[row[key]] == row[key] else row[key],
                names=self._texts(row, name) or {first: row.get(name) or row[key]},
                descriptions=self._texts(row, "description"),
            )
            for row in rows
        ]

    def _own_lists(self) -> dict[str, Sequence[Item]]:
        """Give the code lists of the package, each code in its order."""
        rows = records(self.package.tables["codelists"])
        held: dict[str, dict[str, Mapping[str, str]]] = {}
        for row in rows:
            held.setdefault(row["codelist"], {})[row["code"]] = row
        return {
            list_of(name): self._items([held[name][code] for code in codes], "code", "label")
            for name, codes in self.package.codes.items()
        }

    def _table_lists(self) -> dict[str, Sequence[Item]]:
        tables = self.package.tables
        return {
            AREAS: self._items(records(tables["reference_areas"]), "iso3", "name"),
            SOURCES: self._items(records(tables["sources"]), "id", "title"),
        }

    def _concepts(self) -> Iterator[Item]:
        groupings = {row["id"]: row for row in self.sites[0].reading.rows("groupings")}
        dimensions = sorted({name for series in self.package.series.values() for name in series.dimensions})
        fixed = ("ref_area", "time_period", *VALUE_COLUMNS, "obs_status", "unit_measure", "source", "note")
        for name in (*fixed, YEAR_START.lower()):
            said = {site.words.language: site.words(f"sdmx.{name}") for site in self.sites}
            yield Item(id=name.upper(), names=said, descriptions={})
        for name in dimensions:
            row = groupings.get(name, {})
            names = self._texts(row, "label") or {self.package.languages.first: name}
            yield Item(id=name.upper(), names=names, descriptions=self._texts(row, "description"))

    # -- one series ----------------------------------------------------------------------------------------------------

    def _dated(self, series: Series) -> bool:
        """Whether all periods of a series are dates of SDMX; else its periods are texts of a plain dimension."""
        return UNDATED not in set(self.package.observations(series.id)["time_period"])

    def _dimensions(self, series: Series) -> list[Part]:
        divided = [Part(id=name.upper(), codes=list_of(name)) for name in series.dimensions]
        period = Part(id=TIME, text="ObservationalTimePeriod") if self._dated(series) else Part(id=PERIOD, concept=TIME)
        return [Part(id="REF_AREA", codes=AREAS), *divided, period]

    def _measures(self, series: Series) -> list[Part]:
        held = [name for name in VALUE_COLUMNS if name in self.package.observations(series.id).columns]
        coded = {"obs_value": list_of(series.codelist)} if series.codelist else {}
        return [Part(id=name.upper(), codes=coded.get(name, ""), text="Decimal") for name in held]

    @staticmethod
    def _attributes(series: Series) -> list[Part]:
        start = [Part(id=YEAR_START, text="MonthDay", of_all=True)] if series.reporting_year_start else []
        return [
            Part(id="OBS_STATUS", codes=STATUSES, required=True),
            Part(id="UNIT_MEASURE", codes=UNITS, required=True, of_all=True),
            Part(id="SOURCE", codes=SOURCES, required=True),
            Part(id="NOTE", codes=NOTES),
            *start,
        ]

    def data(self, series: Series) -> Download:
        """Give the observations of a series as SDMX-CSV 2.0, in the order of its table."""
        frame = self.package.observations(series.id)
        flow = f"{self.agency}:DF_{flow_of(series.id)}({self.version})"
        parts = [*self._dimensions(series), *self._measures(series), *self._attributes(series)]
        rows = zip(*(self._column(series, frame, part) for part in parts), strict=True)
        header = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(part.id for part in parts)]
        return Download(
            path=f"{PLACE}/{series.id}{SDMX_CSV}",
            data=csv_of(header, (("dataflow", flow, "I", *row) for row in rows)),
            media_type=CSV_TYPE,
            rows=len(frame),
            sources=sources_of(frame) or (series.source,),
        )

    def _column(self, series: Series, frame: pd.DataFrame, part: Part) -> list[str]:
        """Give the cells of a component; what a whole series has alike stands in each row."""
        same: dict[str, str] = {"UNIT_MEASURE": series.unit_measure, YEAR_START: f"--{series.reporting_year_start}"}
        if part.id in same:
            cells = [same[part.id]] * len(frame)
        else:
            cells = [str(cell) for cell in frame[(part.concept or part.id).lower()]]
        if part.id == "SOURCE":
            cells = [cell or series.source for cell in cells]
        if part.id in (TIME, PERIOD):
            return [period_of(cell) for cell in cells]
        return [self.ids[part.codes].get(cell, cell) for cell in cells] if part.codes else cells

    # -- the structure -------------------------------------------------------------------------------------------------

    def structure(self) -> Download:
        """Give code lists, concepts, data structures and dataflows in one message."""
        top = ET.Element(_tag("mes", "Structure"))
        header = _under(top, "mes", "Header")
        _under(header, "mes", "ID").text = f"{self.agency}_{self.version.replace('.', '_')}"
        _under(header, "mes", "Test").text = "false"
        _under(header, "mes", "Prepared").text = f"{self.package.released}T00:00:00Z"
        _under(header, "mes", "Sender", id=self.agency)
        held = _under(top, "mes", "Structures")
        folders = {name: _under(held, "str", name) for name in FOLDERS}
        for series in self.package.series.values():
            self._flow(folders["Dataflows"], series)
            self._data_structure(folders["DataStructures"], series)
        for name, items in sorted(self.lists.items()):
            self._scheme(folders["Codelists"], "Codelist", "Code", name, items)
        self._scheme(folders["ConceptSchemes"], "ConceptScheme", "Concept", CONCEPTS, list(self._concepts()))
        ET.indent(top)
        for prefix, address in SPACES.items():
            ET.register_namespace(prefix, address)
        data: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
        return Download(path=STRUCTURE, data=data + b"\n", media_type=XML_TYPE)

    def _maintained(self, above: ET.Element, kind: str, name: str, **more: str) -> ET.Element:
        about = {"id": name, "agencyID": self.agency, "version": self.version, "isExternalReference": "false", **more}
        return _under(above, "str", kind, **about)

    def _flow(self, above: ET.Element, series: Series) -> None:
        told = self._maintained(above, "Dataflow", f"DF_{flow_of(series.id)}")
        self._say_series(told, series)
        _under(told, "str", "Structure").text = self._urn("datastructure.DataStructure", f"DSD_{flow_of(series.id)}")

    def _say_series(self, above: ET.Element, series: Series) -> None:
        row = self.sites[0].reading.series_rows[series.id]
        annotated = series.id if flow_of(series.id) != series.id else ""
        about = Item(
            id=series.id,
            original=annotated,
            names=self._texts(row, "label") or {self.package.languages.first: series.id},
            descriptions=self._texts(row, "description"),
        )
        _say(above, about)

    def _scheme(self, above: ET.Element, kind: str, inner: str, name: str, items: Sequence[Item]) -> None:
        told = self._maintained(above, kind, name, isPartial="false")
        _say(told, Item(id=name, names=self._called(name), descriptions={}))
        for item in items:
            _say(_under(told, "str", inner, id=item.id), item)

    def _called(self, scheme: str) -> Texts:
        """Give what a list of codes is called: as the concept whose codes it has, else by its id."""
        key = f"sdmx.{scheme.removeprefix('CL_').lower()}"
        known = {site.words.language: site.words(key) for site in self.sites if site.words.has(key)}
        return known or {self.package.languages.first: scheme}

    def _urn(self, kind: str, name: str, item: str = "") -> str:
        return f"{URN}.{kind}={self.agency}:{name}({self.version}){f'.{item}' if item else ''}"

    def _data_structure(self, above: ET.Element, series: Series) -> None:
        told = self._maintained(above, "DataStructure", f"DSD_{flow_of(series.id)}")
        self._say_series(told, series)
        parts = _under(told, "str", "DataStructureComponents")
        dimensions = _under(parts, "str", "DimensionList", id="DimensionDescriptor")
        for place, part in enumerate(self._dimensions(series), start=1):
            if part.id == TIME:
                self._part(_under(dimensions, "str", "TimeDimension", id=part.id), part)
            else:
                self._part(_under(dimensions, "str", "Dimension", id=part.id, position=str(place)), part)
        attributes = _under(parts, "str", "AttributeList", id="AttributeDescriptor")
        for part in self._attributes(series):
            use = "mandatory" if part.required else "optional"
            told = _under(attributes, "str", "Attribute", id=part.id, usage=use)
            self._part(told, part)
            _under(_under(told, "str", "AttributeRelationship"), "str", "Dataflow" if part.of_all else "Observation")
        measures = _under(parts, "str", "MeasureList", id="MeasureDescriptor")
        for part in self._measures(series):
            self._part(_under(measures, "str", "Measure", id=part.id, usage="optional"), part)

    def _part(self, told: ET.Element, part: Part) -> None:
        """Say of a component which concept it is, and which codes or texts it has."""
        concept = self._urn("conceptscheme.Concept", CONCEPTS, part.concept or part.id)
        _under(told, "str", "ConceptIdentity").text = concept
        values = _under(told, "str", "LocalRepresentation")
        if part.codes:
            _under(values, "str", "Enumeration").text = self._urn("codelist.Codelist", part.codes)
        else:
            _under(values, "str", "TextFormat", textType=part.text)


def _tag(space: str, name: str) -> str:
    return f"{{{SPACES[space]}}}{name}"


def _under(above: ET.Element, space: str, name: str, **about: str) -> ET.Element:
    return ET.SubElement(above, _tag(space, name), about)


def _say(told: ET.Element, item: Item) -> None:
    """Say how the package writes an id, and its texts, in the order that the standard wants."""
    if item.original:
        note = _under(_under(told, "com", "Annotations"), "com", "Annotation", id=ORIGINAL)
        _under(note, "com", "AnnotationTitle").text = item.original
    for name, texts in (("Name", item.names), ("Description", item.descriptions)):
        for language, text in texts.items():
            _under(told, "com", name, **{LANGUAGE: language}).text = text
