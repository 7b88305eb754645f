"""The catalogue for portals: DCAT-AP 3, as Turtle and as JSON-LD, which say the same.

https://semiceu.github.io/DCAT-AP/releases/3.0.0/. It lists everything as one data set, and each indicator; what there
is of single areas is a part of those. Every node has an address, so that the files are the same whenever they are made;
where the site does not know its own, addresses are relative to the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scripts.exports.api import FOLDER
from scripts.exports.catalogue import DataSet
from scripts.findings.reading import Row
from scripts.model.pages import INDICATOR, SOURCE
from scripts.model.site import Download
from scripts.words.citation import publication_of, safe_address
from scripts.words.edition import Edition

NAME: Final = f"{FOLDER}/catalogue"
UP: Final = "../../"
"""From the catalogue's folder to the root of the site."""

PREFIXES: Final[Mapping[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES: Final[Mapping[str, str]] = {"en": "ENG", "fr": "FRA", "es": "SPA"}
"""Languages of which the EU's authority list is known here; another is left out."""

EU: Final = "http://publications.europa.eu/resource/authority"
FORMATS: Final[Mapping[str, str]] = {
    "csv": "CSV",
    "json": "JSON",
    "parquet": "PARQUET",
    "topojson": "JSON",
    "xlsx": "XLSX",
    "zip": "ZIP",
}
"""Codes of the EU's authority list of formats, by the end of a file's name."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """Something with an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: in a language, or of a datatype of `xsd`, or neither."""

    text: str
    language: str = ""
    datatype: str = ""


Triple = tuple[str, str, Node | Text]
"""An address, a property such as `dct:title`, and what it is."""


def dcat(sites: Sequence[tuple[Edition, Sequence[DataSet]]], site_url: str) -> list[Download]:
    """Give the catalogue in its two forms. `sites` are the data sets of the site in each language, the first first."""
    triples = sorted({*_Catalogue(sites, f"{site_url.rstrip('/')}/" if site_url else UP).triples()}, key=_order)
    return [
        Download(path=f"{NAME}.ttl", data=_turtle(triples).encode(), media_type="text/turtle"),
        Download(path=f"{NAME}.jsonld", data=_json_ld(triples).encode(), media_type="application/ld+json"),
    ]


def _order(triple: Triple) -> tuple[str, bool, str, str, str]:
    subject, name, value = triple
    last = value.address if isinstance(value, Node) else f"{value.text}@{value.language}"
    return subject, name != "rdf:type", name, type(value).__name__, last


class _Catalogue:
    """What is said of a site's data sets, as triples."""

    def __init__(self, sites: Sequence[tuple[Edition, Sequence[DataSet]]], root: str) -> None:
        self.sites, self.root = sites, root
        self.first, self.found = sites[0]
        self.descriptor = self.first.reading.package.descriptor
        self.own = publication_of(self.descriptor, self.first.words)
        self.catalogue, self.maker = self._at("#catalogue"), self._at("#publisher")

    def triples(self) -> Iterator[Triple]:
        """Give everything, some of it more than once."""
        yield from self._head()
        listed = {each.path: each for each in self.found if each.kind in (None, INDICATOR)}
        for place, found in enumerate(self.found):
            if found.path in listed:
                yield self.catalogue, "dcat:dataset", Node(self._data(found))
                yield from self._data_set(found, [each[place] for _, each in self.sites])

    def _at(self, path: str) -> str:
        return safe_address(f"{self.root}{path}")

    def _data(self, found: DataSet) -> str:
        return self._at(f"{found.path}#data")

    def _head(self) -> Iterator[Triple]:
        yield self.catalogue, "rdf:type", Node("dcat:Catalog")
        for site, _ in self.sites:
            yield self.catalogue, "dct:title", Text(site.naming.name, site.words.language)
        text = str(self.descriptor.get("description", "")) or self.own.site
        yield self.catalogue, "dct:description", Text(text, self.first.words.language)
        yield from self._shared(self.catalogue)
        yield self.catalogue, "foaf:homepage", Node(self._at(""))
        yield self._at(""), "rdf:type", Node("foaf:Document")
        yield self.maker, "rdf:type", Node("foaf:Agent")
        yield self.maker, "foaf:name", Text(self.own.producer)

    def _shared(self, subject: str) -> Iterator[Triple]:
        """Give what the catalogue and each data set have alike: who publishes, when, in which languages."""
        yield subject, "dct:publisher", Node(self.maker)
        yield subject, "dct:issued", Text(self.own.day, datatype="date")
        yield subject, "dct:modified", Text(self.own.day, datatype="date")
        for site, _ in self.sites:
            code = LANGUAGES.get(site.words.language)
            yield from self._typed(subject, "dct:language", f"{EU}/language/{code}" if code else "", "LinguisticSystem")

    @staticmethod
    def _typed(subject: str, name: str, address: str, kind: str) -> Iterator[Triple]:
        """Give a node of another's list, with its class beside it: no other file says it to who checks this one."""
        if address:
            yield subject, name, Node(address)
            yield address, "rdf:type", Node(f"dct:{kind}")

    def _data_set(self, found: DataSet, told: Sequence[DataSet]) -> Iterator[Triple]:
        subject = self._data(found)
        yield subject, "rdf:type", Node("dcat:Dataset")
        for (site, _), each in zip(self.sites, told, strict=True):
            yield subject, "dct:title", Text(each.title, site.words.language)
            yield subject, "dct:description", Text(each.description, site.words.language)
            page = self._at(each.path)
            yield subject, "dcat:landingPage", Node(page)
            yield page, "rdf:type", Node("foaf:Document")
        yield from self._shared(subject)
        yield subject, "dct:identifier", Text(f"{self.first.reading.package.name}/{found.path}")
        yield subject, "dcat:version", Text(self.own.release)
        for word in self.descriptor.get("keywords", ()):
            yield subject, "dcat:keyword", Text(str(word), self.first.words.language)
        if found.first:
            period = f"{subject}-period"
            yield subject, "dct:temporal", Node(period)
            yield period, "rdf:type", Node("dct:PeriodOfTime")
            yield period, "dcat:startDate", Text(f"{found.first}-01-01", datatype="date")
            yield period, "dcat:endDate", Text(f"{found.last}-12-31", datatype="date")
        for row in found.sources:
            yield subject, "dct:source", Node(self._source(row))
            yield from self._described(row)
        for file in found.files:
            yield subject, "dcat:distribution", Node(self._at(f"{file.path}#file"))
            yield from self._file(file)

    def _source(self, row: Row) -> str:
        return self._at(f"{SOURCE.path(row['id'])}#data")

    def _described(self, row: Row) -> Iterator[Triple]:
        """Give a source, which is a data set of somebody else and none of the catalogue."""
        subject, language = self._source(row), self.first.words.language
        yield subject, "rdf:type", Node("dcat:Dataset")
        yield subject, "dct:title", Text(row["title"], language)
        yield subject, "dct:description", Text(self.first.text(row, "description"), language)
        if row["url"]:
            yield subject, "dcat:landingPage", Node(safe_address(row["url"]))
            yield safe_address(row["url"]), "rdf:type", Node("foaf:Document")

    def _file(self, file: Download) -> Iterator[Triple]:
        subject, address = self._at(f"{file.path}#file"), self._at(file.path)
        name = file.path.rpartition("/")[2]
        yield subject, "rdf:type", Node("dcat:Distribution")
        yield subject, "dct:title", Text(name)
        for link in ("dcat:accessURL", "dcat:downloadURL"):
            yield subject, link, Node(address)
        yield subject, "dcat:byteSize", Text(str(len(file.data)), datatype="nonNegativeInteger")
        media = f"http://www.iana.org/assignments/media-types/{file.media_type}"
        yield from self._typed(subject, "dcat:mediaType", media, "MediaType")
        code = FORMATS.get(name.rpartition(".")[2])
        yield from self._typed(subject, "dct:format", f"{EU}/file-type/{code}" if code else "", "MediaTypeOrExtent")
        for licence in self.descriptor.get("licenses", ()):
            yield from self._typed(subject, "dct:license", str(licence.get("path", "")), "LicenseDocument")
        rights = self._at("cite/#terms-of-use")
        yield from self._typed(subject, "dct:rights", rights, "RightsStatement")
        checksum = f"{subject}-checksum"
        yield subject, "spdx:checksum", Node(checksum)
        yield checksum, "rdf:type", Node("spdx:Checksum")
        yield checksum, "spdx:algorithm", Node("spdx:checksumAlgorithm_sha256")
        yield "spdx:checksumAlgorithm_sha256", "rdf:type", Node("spdx:ChecksumAlgorithm")
        yield checksum, "spdx:checksumValue", Text(file.sha256, datatype="hexBinary")


# -- the two forms -----------------------------------------------------------------------------------------------------


def _turtle(triples: Iterable[Triple]) -> str:
    """Write triples as Turtle, one a line, below the prefixes."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    lines += ["", *(f"{_term(one)} {name} {_object(other)} ." for one, name, other in triples), ""]
    return "\n".join(lines)


def _term(address: str) -> str:
    prefix = address.partition(":")[0]
    return address if prefix in PREFIXES else f"<{address}>"


def _object(value: Node | Text) -> str:
    if isinstance(value, Node):
        return _term(value.address)
    tag = f"@{value.language}" if value.language else f"^^xsd:{value.datatype}" if value.datatype else ""
    return f"{_quoted(value.text)}{tag}"


def _quoted(text: str) -> str:
    """Write a text as Turtle and N-Triples do: those escapes of JSON are theirs too."""
    return json.dumps(text, ensure_ascii=False).replace("\\/", "/").replace("\x7f", "\\u007f")


def _json_ld(triples: Iterable[Triple]) -> str:
    """Write triples as flattened JSON-LD: one object a node."""
    nodes: dict[str, Json] = {}
    for subject, name, value in triples:
        node = nodes.setdefault(subject, {"@id": subject})
        if name == "rdf:type" and isinstance(value, Node):
            node.setdefault("@type", []).append(value.address)
        else:
            node.setdefault(name, []).append(_value(value))
    told = {"@context": dict(PREFIXES), "@graph": list(nodes.values())}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _value(value: Node | Text) -> Json:
    if isinstance(value, Node):
        return {"@id": value.address}
    kind = {"@type": f"xsd:{value.datatype}"} if value.datatype else {}
    return {"@value": value.text, **({"@language": value.language} if value.language else kind)}
