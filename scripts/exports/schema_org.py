"""Data sets as search engines read them in a page: JSON-LD by schema.org, `Dataset` and `DataCatalog`.

By Google's rules for data sets (https://developers.google.com/search/docs/appearance/structured-data/dataset). It needs
whole addresses, so a site that does not know its own says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scripts.exports.catalogue import WHOLE, DataSet, distinct
from scripts.findings.reading import Row
from scripts.model.pages import AREA_GROUP, COUNTRY, INDICATOR
from scripts.model.reuse import UNSTATED, terms_of
from scripts.model.site import Download, Page
from scripts.words.citation import Publication, publication_of
from scripts.words.edition import Edition

Json = dict[str, Any]

HOME = ""


def with_data_sets(site: Edition, pages: Sequence[Page], found: Sequence[DataSet], site_url: str) -> list[Page]:
    """Give the pages with what they say of their data sets; as they are where the site's address is not known."""
    if not site_url:
        return list(pages)
    told = _Told(site, f"{site_url.rstrip('/')}/")
    about = {each.path.removeprefix(site.root): told.data_set(each) for each in found}
    if WHOLE in about:
        about[HOME] = told.catalogue([each.path for each in found if each.kind in (None, INDICATOR)])
    return [replace(page, about=_script(about[page.path])) if page.path in about else page for page in pages]


def _script(content: Json) -> str:
    """Write JSON so that no text in it can end the element that it stands in."""
    text = json.dumps({"@context": "https://schema.org", **content}, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


class _Told:
    """What is said of data sets in one language, with the address of the site."""

    def __init__(self, site: Edition, root: str) -> None:
        self.site, self.root = site, root
        self.own: Publication = publication_of(site.reading.package.descriptor, site.words)
        self.descriptor = site.reading.package.descriptor

    def address(self, path: str) -> str:
        """Give the whole address of something of the site."""
        return f"{self.root}{path}"

    def catalogue(self, paths: Sequence[str]) -> Json:
        """Give the catalogue with the data sets at these addresses; others say themselves that they are in it."""
        return {
            "@type": "DataCatalog",
            "@id": self._catalogue,
            "name": self.site.naming.name,
            "description": str(self.descriptor.get("description", "")),
            "url": self.address(self.site.root),
            "inLanguage": self.site.words.language,
            "creator": self._maker(),
            "dataset": [{"@type": "Dataset", "@id": self._id(path)} for path in paths],
        }

    def data_set(self, found: DataSet) -> Json:
        """Give one data set; a licence only where that of each source is stated, since ours covers no more."""
        terms = terms_of(found.sources)
        licences = [each["path"] for each in self.descriptor.get("licenses", ()) if each.get("path")]
        stated = licences[:1] if terms is None or terms.kind != UNSTATED else []
        years = {"temporalCoverage": f"{found.first}/{found.last}"} if found.first else {}
        place = {"spatialCoverage": self._place(found)} if found.kind in (COUNTRY, AREA_GROUP) else {}
        return {
            "@type": "Dataset",
            "@id": self._id(found.path),
            "name": found.title,
            "description": found.description,
            "url": self.address(found.path),
            "version": self.own.release,
            "datePublished": self.own.day,
            "inLanguage": self.site.words.language,
            "isAccessibleForFree": True,
            **({"license": stated[0]} if stated else {}),
            "usageInfo": self.address(f"{self.site.root}cite/"),
            "creator": self._maker(),
            "includedInDataCatalog": {"@type": "DataCatalog", "@id": self._catalogue},
            "keywords": list(self.descriptor.get("keywords", ())),
            **years,
            **place,
            "variableMeasured": list(distinct(found.measured, f"label_{self.site.words.language}")),
            "isBasedOn": [self._source(row) for row in found.sources],
            "distribution": [self._file(file) for file in found.files],
        }

    @property
    def _catalogue(self) -> str:
        return f"{self.address(self.site.root)}#catalogue"

    def _id(self, path: str) -> str:
        return f"{self.address(path)}#data"

    def _maker(self) -> Json:
        return {"@type": "Organization", "name": self.own.producer, "url": self.address("")}

    def _place(self, found: DataSet) -> Json:
        code = found.path.rstrip("/").rpartition("/")[2].upper()
        area = self.site.areas.get(code)
        return {"@type": "Place", "name": area.name if area else self.site.group_name(code)}

    @staticmethod
    def _source(row: Row) -> Json:
        licence = {"license": row["licence_url"]} if row["licence_url"] else {}
        publisher = {"@type": "Organization", "name": row["publisher"]}
        return {"@type": "CreativeWork", "name": row["title"], "url": row["url"], "publisher": publisher, **licence}

    def _file(self, file: Download) -> Json:
        return {
            "@type": "DataDownload",
            "contentUrl": self.address(file.path),
            "encodingFormat": file.media_type,
            "contentSize": f"{len(file.data)} B",
            "sha256": file.sha256,
        }
