"""SDMX: what a reader of that standard finds, written back as the package writes it, is the published tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from scripts.model.measures import VALUE_COLUMNS
from scripts.model.problems import Problem
from scripts.model.site import SDMX_CSV
from scripts.verify.files import DATA, Folder

PLACE: Final = f"{DATA}/sdmx"
STRUCTURE: Final = f"{PLACE}/structure.xml"
HEAD: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "CL_REF_AREA": ("reference_areas", "iso3"),
    "CL_SOURCE": ("sources", "id"),
}
"""Code lists that are of a table: the table and its column."""

SPACES: Final = {
    "str": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure",
    "com": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common",
}
REPORTING: Final = re.compile(r"(\d{4})-A1")
TOLD: Final = 5
"""Rows that are told of a file that has others."""

Row = tuple[tuple[str, str], ...]
"""The cells of an observation by column, sorted, without blanks."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What the structure says: the package's codes by those of each list, and the list of each component."""

    codes: Mapping[str, Mapping[str, str]]
    flows: Mapping[str, Mapping[str, str]]
    """Of the dataflow of each series its components, each with the id of its list; '' where it has none."""


def sdmx(site: Folder) -> Iterator[Problem]:
    """Tell each series without its file, a file of none, and what in structure or rows is not as the tables have it."""
    wanted = {f"{PLACE}/{series}{SDMX_CSV}": series for series in site.series}
    there = set(site.below(f"{PLACE}/"))
    for path in sorted({*wanted, STRUCTURE} - there):
        yield Problem(file=path, code="sdmx-absent")
    for path in sorted(there - {*wanted, STRUCTURE}):
        yield Problem(file=path, code="sdmx-extra")
    if STRUCTURE not in there:
        return
    try:
        structure = structure_of(site.read(STRUCTURE))
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        yield Problem(file=STRUCTURE, code="sdmx-unreadable", found=str(error))
        return
    yield from _lists(site, structure)
    for path, series in wanted.items():
        if path in there:
            yield from _rows(site, structure, path, series)


def structure_of(raw: bytes) -> Structure:
    """Read a message of structure. Raises XMLSyntaxError, and LookupError or ValueError where a part lacks its id."""
    tree = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    codes = {
        str(each.attrib["id"]): {str(code.attrib["id"]): _original(code) for code in each.iterfind("str:Code", SPACES)}
        for each in tree.iterfind(".//str:Codelist", SPACES)
    }
    parts = {str(each.attrib["id"]): _parts(each) for each in tree.iterfind(".//str:DataStructure", SPACES)}
    flows = {}
    for each in tree.iterfind(".//str:Dataflow[@id]", SPACES):
        name = _named(each.findtext("str:Structure", "", SPACES))
        agency, own, version = (str(each.attrib[name]) for name in ("agencyID", "id", "version"))
        flows[f"{agency}:{own}({version})"] = {**parts[name], "": _original(each).removeprefix("DF_")}
    return Structure(codes, flows)


def _original(told: etree._Element) -> str:
    """Give what the package calls something: what an annotation says, else its id."""
    title = told.findtext("com:Annotations/com:Annotation[@id='ORIGINAL']/com:AnnotationTitle", None, SPACES)
    return title if title is not None else str(told.attrib["id"])


def _named(urn: str) -> str:
    """Give the id of what a URN names."""
    return urn.rpartition(":")[2].partition("(")[0]


def _parts(told: etree._Element) -> dict[str, str]:
    held = told.iterfind("str:DataStructureComponents/*/*[@id]", SPACES)
    return {
        str(each.attrib["id"]): _named(each.findtext("str:LocalRepresentation/str:Enumeration", "", SPACES))
        for each in held
    }


def _lists(site: Folder, structure: Structure) -> Iterator[Problem]:
    """Tell a code list whose codes are not those of the package."""
    wanted: dict[str, set[str]] = {}
    for name, code in site.labels:
        wanted.setdefault(f"CL_{re.sub(r'[^A-Za-z0-9_@$-]', '_', name).upper()}", set()).add(code)
    for name, (table, column) in LISTS.items():
        wanted[name] = {row.get(column, "") for row in site.records(table)}
    for name in sorted({*wanted, *structure.codes}):
        found, right = set(structure.codes.get(name, {}).values()), wanted.get(name, set())
        for code in sorted(found ^ right)[:TOLD]:
            kept, lacking = (code, "") if code in found else ("", code)
            yield Problem(file=STRUCTURE, field=name, code="sdmx-differs", found=kept, expected=lacking)


def _rows(site: Folder, structure: Structure, path: str, series: str) -> Iterator[Problem]:
    table = site.once(path)
    if table is None or table.header[:3] != HEAD:
        yield Problem(file=path, code="sdmx-unreadable", found="" if table is None else ",".join(table.header[:3]))
        return
    held: Counter[Row] = Counter()
    for row in table.records():
        parts = structure.flows.get(row["STRUCTURE_ID"], {})
        if parts.get("") != series or set(row) - {*parts, *HEAD} or row["STRUCTURE"] != "dataflow":
            yield Problem(file=path, code="sdmx-differs", found=row["STRUCTURE_ID"], expected=series)
            return
        held[_back(structure, parts, row)] += 1
    wanted = Counter(_own(site, series))
    for one in sorted(held - wanted)[:TOLD]:
        yield Problem(file=path, code="sdmx-differs", found=_said(one))
    for one in sorted(wanted - held)[:TOLD]:
        yield Problem(file=path, code="sdmx-differs", expected=_said(one))


def _said(row: Row) -> str:
    return ", ".join(f"{name} {text}" for name, text in row)


def _back(structure: Structure, parts: Mapping[str, str], row: Mapping[str, str]) -> Row:
    """Write a row of SDMX as the package writes it."""
    found = {}
    for name in (each for each in row if each not in HEAD):
        codes = structure.codes.get(parts[name], {}) if parts[name] else {}
        column = "time_period" if name == "PERIOD" else name.lower()
        found[column] = codes.get(row[name], f"?{row[name]}" if codes and row[name] else row[name])
    if reporting := REPORTING.fullmatch(found.get("time_period", "")):
        year = int(reporting[1])
        found["time_period"] = f"{year:04}/{(year + 1) % 100:02}"
    return _row(found)


def _row(cells: Mapping[str, str]) -> Row:
    return tuple(sorted((name, text) for name, text in cells.items() if text))


def _own(site: Folder, series: str) -> Iterator[Row]:
    """Give the published observations of a series, with what its row in the table of series says of all of them."""
    about = site.series[series]
    start = about.get("reporting_year_start", "")
    kept = {"ref_area", "time_period", "obs_status", "source", "note", *VALUE_COLUMNS}
    kept |= set(about.get("dimensions", "").split())
    for row in site.records(f"observations_{series}"):
        own = {name: text for name, text in row.items() if name in kept}
        yield _row(
            {
                **own,
                "source": own.get("source") or about.get("source", ""),
                "unit_measure": about.get("unit_measure", ""),
                "reporting_year_start_day": f"--{start}" if start else "",
            }
        )
