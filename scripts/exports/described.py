"""What is published, described as data packages: every table with its columns, codes with their labels, size and hash.

`datapackage.json` of the folder of data describes the package's own tables and what is computed from them; each folder
of slices has one of its own, so that none is larger than its readers need. They follow Data Package v2
(https://datapackage.org/profiles/2.0/datapackage.json).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from scripts.exports.published import FOLDER, download
from scripts.model.columns import columns_of
from scripts.model.site import Download
from scripts.package.descriptor import PROFILE, TABLE, described_field
from scripts.package.read import Package
from scripts.words.edition import Edition
from scripts.words.files import named

DESCRIPTOR: Final = "datapackage.json"
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "summaries": ("series", "group", "time_period", "measure"),
    "coverage": ("ref_area",),
    "coverage_groups": ("ref_area",),
    "releases": ("version",),
}
"""Primary keys of computed tables, where they have one."""

Json = dict[str, Any]


def descriptors(site: Edition, files: Sequence[Download]) -> Iterator[Download]:
    """Give `datapackage.json` of the folder of data, and one of each folder of slices in it."""
    package = site.reading.package
    yield descriptor(package, files, site)
    folders = sorted({folder for file in files if (folder := _folder(file))})
    for folder in folders:
        held = [file for file in files if _folder(file) == folder]
        name = f"{package.name}-{folder.replace('/', '-')}".lower()
        title = site.words("file.slices", title=package.descriptor["title"], folder=folder)
        yield _written(f"{folder}/{DESCRIPTOR}", _about(package, name, title), [_computed(site, each) for each in held])


def descriptor(package: Package, files: Sequence[Download], site: Edition | None = None) -> Download:
    """Give the descriptor of the files side by side: the package's tables, and with `site` what is computed of them."""
    own = {str(resource["path"]).rpartition("/")[2]: resource for resource in package.descriptor["resources"]}
    labels = _labels(package)
    resources = [_own({**resource, "path": name}, labels) for name, resource in own.items()]
    rest = [file for file in files if not _folder(file) and _name(file) not in own and _is_table(file)]
    resources += [_computed(site, file) for file in rest] if site else []
    return _written(
        DESCRIPTOR, {key: value for key, value in package.descriptor.items() if key != "resources"}, resources
    )


def _written(name: str, about: Json, resources: Sequence[Json]) -> Download:
    text = json.dumps({**about, "resources": list(resources)}, ensure_ascii=False, indent=1)
    return download(name, f"{text}\n".encode())


def _about(package: Package, name: str, title: str) -> Json:
    """Give the head of the descriptor of slices: the package's, without what is about its site."""
    taken = ("description", "version", "created", "licenses", "contributors", "keywords")
    held = package.descriptor
    return {"$schema": PROFILE, "name": name, "title": title, **{key: held[key] for key in taken if key in held}}


def _name(file: Download) -> str:
    return file.path.rpartition("/")[2]


def _folder(file: Download) -> str:
    """The folder of a table in the folder of data; '' for what lies side by side there, and for other files."""
    return file.path.removeprefix(f"{FOLDER}/").rpartition("/")[0] if _is_table(file) else ""


def _is_table(file: Download) -> bool:
    return file.media_type == "text/csv"


# -- tables of the package ---------------------------------------------------------------------------------------------


def _labels(package: Package) -> Mapping[tuple[str, str], str]:
    lists = package.tables["codelists"]
    texts = lists[f"label_{package.languages.first}"]
    return {
        (str(key), str(code)): str(text)
        for key, code, text in zip(lists["codelist"], lists["code"], texts, strict=True)
    }


def _own(resource: Json, labels: Mapping[tuple[str, str], str]) -> Json:
    """Give a resource of the package with the labels of its codes; the standard knows one type of resource, a table."""
    if "schema" not in resource:
        return {key: value for key, value in resource.items() if key != "type"}
    fields = [_with_categories(field, labels) for field in resource["schema"]["fields"]]
    return {**resource, "schema": {**resource["schema"], "fields": fields}}


def _with_categories(field: Json, labels: Mapping[tuple[str, str], str]) -> Json:
    codes = field.get("constraints", {}).get("enum", ())
    known = [(code, labels.get((field.get("codelist", ""), code))) for code in codes]
    categories = [{"value": code, "label": label} for code, label in known if label]
    return {**field, "categories": categories} if len(categories) == len(codes) > 0 else field


# -- computed tables ---------------------------------------------------------------------------------------------------


def _computed(site: Edition, file: Download) -> Json:
    """Describe a table that is made of the package."""
    package = site.reading.package
    stem = _name(file).rpartition(".")[0]
    path = file.path.removeprefix(f"{FOLDER}/").removeprefix(f"{_folder(file)}/")
    table = {**TABLE, "computed": True, "name": stem.lower(), "title": named(site, file), "path": path}
    size = {"bytes": len(file.data), "hash": f"sha256:{file.sha256}"}
    fields = columns_of(_header(file.data), package.tables["indicators"]["id"], _dimensions(package))
    key = {"primaryKey": list(KEYS[stem])} if stem in KEYS and not _folder(file) else {}
    schema = {"fields": [described_field(field) for field in fields], "missingValues": [""], **key}
    return {**table, **size, "schema": schema}


def _header(data: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(data.partition(b"\n")[0].decode(), newline="")))


def _dimensions(package: Package) -> Mapping[str, str]:
    """Say what each dimension of a series is, as the tables of observations do."""
    fields: Iterable[Json] = (f for r in package.descriptor["resources"] for f in r.get("schema", {}).get("fields", ()))
    names = {name for series in package.series.values() for name in series.dimensions}
    return {field["name"]: str(field["description"]) for field in fields if field["name"] in names}
