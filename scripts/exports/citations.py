"""Citations as files for reference managers: BibTeX, RIS and CSL-JSON, of everything and of each data set.

They credit whose data they are of beside who compiled them. Without the address of the site they have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scripts.exports.catalogue import WHOLE, DataSet, distinct
from scripts.model.site import Download
from scripts.words.citation import CITED as FOLDER
from scripts.words.citation import (
    CONTROLS,
    HERE,
    Publication,
    bibtex,
    citation_file,
    name_of,
    publication_of,
    safe_address,
)
from scripts.words.edition import Edition

MEDIA_TYPES: Final = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
"""Media types by the end of a file's name."""

Json = dict[str, Any]


def citations(site: Edition, found: Sequence[DataSet], site_url: str) -> Iterator[Download]:
    """Give the citation of each data set of a language in each form."""
    own = publication_of(site.reading.package.descriptor, site.words)
    for each in found:
        page = each.path.removeprefix(site.root)
        whole = page == WHOLE
        path = site.root if whole else each.path
        address = safe_address(f"{site_url.rstrip('/')}/{path}") if site_url else ""
        cited = _Cited(
            site=site,
            own=own,
            title=CONTROLS.sub(" ", own.site if whole else each.title).strip(),
            key=page.strip("/"),
            address=address,
            publishers=tuple(distinct(each.sources, "publisher")),
        )
        folder = site.languages.folder_of(FOLDER, site.words.language)
        for end, text in (("bib", cited.bibtex()), ("ris", cited.ris()), ("json", cited.csl())):
            name = citation_file("" if whole else page, end)
            yield Download(path=f"{folder}/{name}", data=text.encode(), media_type=MEDIA_TYPES[end])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """One data set as it is cited. `address` is '' where that of the site is not known."""

    site: Edition
    own: Publication
    title: str
    key: str
    address: str
    publishers: tuple[str, ...]

    @property
    def release(self) -> str:
        """The release in words."""
        return self.site.words("quote.release", release=self.own.release)

    @property
    def credit(self) -> str:
        """Whose data they are; '' where no source is named."""
        publishers = self.site.words.apart(self.publishers)  # their names have commas and "and" in them
        return self.site.words("catalogue.credit", publishers=publishers) if publishers else ""

    def bibtex(self) -> str:
        """Give an entry of BibTeX."""
        text = bibtex(
            self.own, f"{self.release}. {self.credit}".strip(". ") + ".", self.title, self.key.replace("/", " ")
        )
        lines = [line for line in text.split("\n") if self.address or HERE not in line]
        return "\n".join(lines).replace(HERE, self.address) + "\n"

    def ris(self) -> str:
        """Give a record of RIS: a tag, two spaces, a hyphen and a space before each text, lines end as in DOS."""
        told = (
            ("TY", "DATA"),
            ("AU", self.own.producer),
            ("TI", self.title),
            ("T2", self.own.site),
            ("PY", self.own.year),
            ("DA", self.own.day.replace("-", "/")),
            ("ET", self.own.release),
            ("PB", self.own.producer),
            ("UR", self.address),
            ("N1", CONTROLS.sub(" ", self.credit)),
        )
        lines = [f"{tag}  - {CONTROLS.sub(' ', text).strip()}" for tag, text in told if text]
        return "\r\n".join([*lines, "ER  - ", ""])

    def csl(self) -> str:
        """Give a list of one item of CSL-JSON."""
        year, month, day = (int(part) for part in self.own.day.split("-"))
        told: Json = {
            "id": name_of(self.own, self.key.replace("/", " ")),
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": self.own.producer}],
            "container-title": self.own.site,
            "publisher": self.own.producer,
            "version": self.own.release,
            "issued": {"date-parts": [[year, month, day]]},
            "URL": self.address,
            "note": self.credit,
        }
        return json.dumps([{name: each for name, each in told.items() if each}], ensure_ascii=False, indent=1) + "\n"
