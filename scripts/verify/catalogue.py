"""What pages and catalogues say of data sets: each file that they name is there and is the one; so is each citation."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

from scripts.model.pages import OF_DATA_SETS
from scripts.model.problems import Problem
from scripts.verify.files import DATA, Folder
from scripts.verify.package_files import DESCRIPTOR, read_json
from scripts.verify.page import Page
from scripts.verify.presence import wanted

CATALOGUE: Final = "api/v1/catalogue.jsonld"
FORMS: Final = ("api/v1/catalogue.ttl", CATALOGUE, "api/v1/openapi.json")
"""Files for programs that are of the whole site: the catalogue in its forms, and what describes the others."""
CITED: Final = "api/v1/cite"
ENDS: Final = ("bib", "ris", "json")
MODELS: Final = "llms.txt"
NEVER_GONE: Final = f"{DATA}/datapackage.json"
"""A file that `llms.txt` always names, by which the site's address is known there."""


def expected(site: Folder) -> frozenset[str]:
    """Give the files below the folder for programs that are of no indicator and no country: catalogues, citations."""
    cited = {
        f"{site.languages.folder_of(CITED, language)}/{name}.{end}"
        for language in site.languages.codes
        for name in ("site", *(page.rstrip("/") for page in _with_data(site)))
        for end in ENDS
    }
    return frozenset({*FORMS, *cited})


def _with_data(site: Folder) -> Iterator[str]:
    """Give the pages, below the root of their language, of what is described as having a file of data of its own."""
    pages = wanted(site)
    for kind in OF_DATA_SETS:
        listed = read_json(site.root / DATA / kind.folder / DESCRIPTOR).get("resources", ())
        described = {str(each.get("path")).lower() for each in listed}
        yield from (kind.path(code) for code in pages[kind] if f"{code}.csv" in described)


def catalogue(site: Folder) -> Iterator[Problem]:
    """Tell each file of the catalogue that is not as it says, and each citation that is of another release."""
    if CATALOGUE in site.files:
        yield from _listed(site)
    yield from _for_models(site)
    release = str(site.descriptor.get("version", ""))
    for path in sorted(expected(site) & site.files):
        if path.startswith(f"{CITED}/") and path.endswith(".json"):
            found = _version(site.read(path))
            if found != release:
                yield Problem(file=path, code="citation-file-differs", found=found, expected=release)


def _for_models(site: Folder) -> Iterator[Problem]:
    """Tell each address that models are told of and that is not there; of one in braces there are many."""
    text = site.read(MODELS).decode("utf-8", "replace") if MODELS in site.files else ""
    found = re.findall(r"^- \[[^\]]*\]\((\S+?)\): ", text, re.MULTILINE)
    root = next((address.removesuffix(NEVER_GONE) for address in found if address.endswith(NEVER_GONE)), "")
    for address in (each.removeprefix(root) for each in found if "{" not in each):
        path = f"{address}index.html" if address.endswith("/") else address
        if path not in site.files:
            yield Problem(file=MODELS, code="link-broken", found=address, expected=path)


def _version(raw: bytes) -> str:
    try:
        return str(json.loads(raw)[0]["version"])
    except (ValueError, LookupError, TypeError) as error:
        return str(error)


def _listed(site: Folder) -> Iterator[Problem]:
    try:
        nodes: Mapping[str, Mapping[str, Any]] = {
            each["@id"]: each for each in json.loads(site.read(CATALOGUE))["@graph"]
        }
        root = next(name for name, node in nodes.items() if "dcat:Catalog" in node["@type"]).removesuffix("#catalogue")
        files = [node for node in nodes.values() if "dcat:Distribution" in node["@type"]]
        told = {
            node["dcat:downloadURL"][0]["@id"]: nodes[node["spdx:checksum"][0]["@id"]]["spdx:checksumValue"][0][
                "@value"
            ]
            for node in files
        }
    except (ValueError, LookupError, TypeError, StopIteration) as error:
        yield Problem(file=CATALOGUE, code="catalogue-unreadable", found=str(error))
        return
    for address, checksum in told.items():
        yield from _same(site, CATALOGUE, address.removeprefix(root), checksum)


def _same(site: Folder, file: str, address: str, checksum: object) -> Iterator[Problem]:
    """Tell a file that is not there, or is not the one with the checksum. `address` is below the site's root."""
    path = unquote(address)
    if path not in site.files:
        yield Problem(file=file, code="data-set-file-missing", found=path)
    elif hashlib.sha256(site.read(path)).hexdigest() != checksum:
        yield Problem(file=file, code="data-set-file-differs", found=path)


class DataSets:
    """Reads every page once, and tells what it says wrongly of its data, or does not say."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        roots = site.languages.roots
        self._wanted = frozenset(f"{root}{page}index.html" for root in roots for page in _with_data(site))

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell the faults of a page. One that does not know its own address says nothing of its data."""
        blocks = page.tree.xpath("//script[@type='application/ld+json']/text()")
        address = next((str(each) for each in page.tree.xpath("//link[@rel='canonical']/@href")), "")
        if page.path in self._wanted and address and not blocks:
            yield Problem(file=page.path, code="data-set-untold")
        own = str(PurePosixPath(page.path).parent).removeprefix(".")
        root = address.removesuffix("/").removesuffix(own)
        for block in blocks:
            yield from self._block(page.path, str(block), root)

    def _block(self, path: str, block: str, root: str) -> Iterator[Problem]:
        try:
            told = [(each["contentUrl"], each["sha256"]) for each in json.loads(block).get("distribution", ())]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield Problem(file=path, code="catalogue-unreadable", found=str(error))
            return
        for address, checksum in told:
            yield from _same(self._site, path, str(address).removeprefix(root).removeprefix("/"), checksum)
