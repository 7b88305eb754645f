"""A release for those who train and test models: Croissant 1.0 (http://mlcommons.org/croissant/1.0), over Parquet.

Its reader guesses the types of CSV, so that 004 would be 4 and NA nothing; Parquet keeps codes as text. All
observations are one record set; those of each series, which have the same rows, are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb

from scripts.exports.parquet import ALL, ALONE, NUMBER, PLACE
from scripts.exports.published import FOLDER
from scripts.exports.sdmx import version_of
from scripts.model.columns import columns_of
from scripts.model.reuse import UNSTATED, terms_of
from scripts.model.site import Download, json_file
from scripts.words.citation import publication_of
from scripts.words.edition import Edition
from scripts.words.files import OBSERVATIONS, named

NAME: Final = "croissant.json"
CONFORMS: Final = "http://mlcommons.org/croissant/1.0"
TYPES: Final = {"BIGINT": "sc:Integer", "DOUBLE": "sc:Float", "BOOLEAN": "sc:Boolean"}
"""Types of fields by those of the columns of Parquet; every other is text."""

MEDIA_TYPE: Final = "application/x-parquet"
"""What Croissant's reader calls Parquet, which is not the name that is registered."""

OF_NUMBER: Final = "The value where it is a number; blank where it is a code, or where there is none."

_OWN: Final = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format"),
    *("includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex"),
    *("repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
CONTEXT: Final[Mapping[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _OWN},
}
"""The context that the standard asks for, word by word: readers know keys by it."""

Json = dict[str, Any]
Columns = Sequence[tuple[str, str]]


def croissant(site: Edition, files: Sequence[Download], site_url: str) -> Download:
    """Give the description of the Parquet files among `files`, which are those of the folder of data.

    Without the address of the site, files are named as they lie beside the description.
    """
    parquet = {_stem(file): file for file in files if file.path.startswith(f"{FOLDER}/{PLACE}/")}
    chosen = {name: file for name, file in parquet.items() if name == ALL or not name.startswith(OBSERVATIONS)}
    described = next(json.loads(file.data) for file in files if file.path == f"{FOLDER}/datapackage.json")
    told = {str(each["name"]): each for each in described["resources"]}
    columns = _columns(chosen)
    meanings = _Meanings(site, told)
    root = f"{site_url.rstrip('/')}/{FOLDER}/" if site_url else ""
    about = {
        **_about(site, files, site_url),
        "distribution": [_file(site, name, file, root) for name, file in chosen.items()],
        "recordSet": [
            _record_set(
                site,
                name,
                chosen[name],
                told.get(name.lower(), {}),
                [(column, kind, meanings.of(name, column)) for column, kind in held],
            )
            for name, held in columns.items()
        ],
    }
    return json_file(f"{FOLDER}/{NAME}", about)


def _stem(file: Download) -> str:
    return file.path.rpartition("/")[2].removesuffix(".parquet")


def _about(site: Edition, files: Sequence[Download], site_url: str) -> Json:
    """Give the head; a licence only where that of each source is stated, since ours covers no more."""
    descriptor = site.reading.package.descriptor
    own = publication_of(descriptor, site.words)
    used = {source for file in files for source in file.sources}
    terms = terms_of([row for row in site.reading.rows("sources") if row["id"] in used])
    licences = [str(each["path"]) for each in descriptor.get("licenses", ()) if each.get("path")]
    stated = licences[:1] if terms is None or terms.kind != UNSTATED else []
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": site.reading.package.name,
        "alternateName": own.site,
        "description": str(descriptor.get("description", "")),
        "version": version_of(own.release),
        "datePublished": own.day,
        "inLanguage": list(site.languages.codes),
        "isLiveDataset": False,
        "creator": {"@type": "sc:Organization", "name": own.producer},
        "publisher": {"@type": "sc:Organization", "name": own.producer},
        "keywords": list(descriptor.get("keywords", ())),
        "citeAs": f"{own.producer} ({own.year}). {own.site}, {own.release}.",
        **({"license": stated[0]} if stated else {}),
        **({"url": f"{site_url.rstrip('/')}/", "usageInfo": f"{site_url.rstrip('/')}/cite/"} if site_url else {}),
    }


def _columns(files: Mapping[str, Download]) -> dict[str, Columns]:
    """Give the columns of each file with their types, as they are in the file."""
    found: dict[str, Columns] = {}
    with TemporaryDirectory() as folder, duckdb.connect(":memory:", config=ALONE) as engine:
        target = Path(folder) / "x.parquet"
        for name, file in files.items():
            target.write_bytes(file.data)
            rows = engine.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(target)]).fetchall()
            found[name] = [(str(row[0]), str(row[1])) for row in rows]
    return found


class _Meanings:
    """What a column holds, by the descriptor: that of its table, else of any that has it, else of what is computed."""

    def __init__(self, site: Edition, told: Mapping[str, Json]) -> None:
        fields = {name: each.get("schema", {}).get("fields", ()) for name, each in told.items()}
        self._own = {
            (name, field["name"]): str(field["description"]) for name, held in fields.items() for field in held
        }
        self._any = {column: text for (_, column), text in self._own.items()}

    def of(self, table: str, column: str) -> str:
        """Give it. Raises KeyError for a column of which nothing is said anywhere."""
        if column == NUMBER:
            return OF_NUMBER
        found = self._own.get((table.lower(), column)) or self._any.get(column)
        return found or columns_of([column], (), {})[0].description


def _file(site: Edition, name: str, file: Download, root: str) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": f"{PLACE}/{name}.parquet",
        "name": f"{name}.parquet",
        "description": named(site, file),
        "contentUrl": f"{root}{PLACE}/{name}.parquet",
        "contentSize": f"{len(file.data)} B",
        "encodingFormat": MEDIA_TYPE,
        "sha256": file.sha256,
    }


def _record_set(site: Edition, name: str, file: Download, told: Json, columns: Sequence[tuple[str, str, str]]) -> Json:
    key = [{"@id": f"{name}/{column}"} for column in told.get("schema", {}).get("primaryKey", ())]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": str(told.get("description") or named(site, file)),
        **({"key": key} if key else {}),
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column}",
                "name": column,
                "description": meaning,
                "dataType": TYPES.get(kind, "sc:Text"),
                "source": {"fileObject": {"@id": f"{PLACE}/{name}.parquet"}, "extract": {"column": column}},
            }
            for column, kind, meaning in columns
        ],
    }
