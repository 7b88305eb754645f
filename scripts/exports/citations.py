"""Citations as files for reference managers: BibTeX, RIS and CSL-JSON, of everything and of each data set.

They credit whose data they are of beside who compiled them. Without the address of the site they have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from scripts.exports.api import FOLDER as PROGRAMS
from scripts.exports.catalogue import WHOLE, DataSet, distinct
from scripts.model.site import Download
from scripts.words.citation import CONTROLS, HERE, Publication, bibtex, publication_of, safe_address
from scripts.words.edition import Edition

FOLDER: Final = f"{PROGRAMS}/cite"
SITE: Final = "site"
"""Name of the citation of the whole site."""

MEDIA_TYPES: Final = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
"""Media types by the end of a file's name."""

Json = dict[str, Any]


def citation_path(page: str, end: str) -> str:
    """Give the file of a citation, below the site's root, by its page's address below the root of its language."""
    return f"{FOLDER}/{SITE if page in ('', WHOLE) else page.rstrip('/')}.{end}"


def citations(site: Edition, found: Sequence[DataSet], site_url: str) -> Iterator[Download]:
    """Give the citation of each data set of a language in each form."""
    own = publication_of(site.reading.package.descriptor, site.words)
    for each in found:
        page = each.path.removeprefix(site.root)
        whole = page == WHOLE
        path = site.root if whole else each.path
        address = safe_address(f"{site_url.rstrip('/')}/{path}") if site_url else ""
        cited = _Cited(site, own, each, each.title if not whole else own.site, page.strip("/"), address)
        for end, text in (("bib", cited.bibtex()), ("ris", cited.ris()), ("json", cited.csl())):
            name = citation_path(page, end)
            yield Download(path=f"{site.root}{name}", data=text.encode(), media_type=MEDIA_TYPES[end])


class _Cited:
    """One data set as it is cited. `address` is '' where that of the site is not known."""

    def __init__(self, site: Edition, own: Publication, found: DataSet, title: str, key: str, address: str) -> None:
        self.own, self.key, self.address = own, key, address
        self.title = CONTROLS.sub(" ", title).strip()
        self.release = site.words("quote.release", release=own.release)
        publishers = site.words.list(list(distinct(found.sources, "publisher")))
        self.credit = site.words("catalogue.credit", publishers=publishers) if publishers else ""

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
            "id": "-".join(filter(None, (self.own.site, self.key, self.own.release)))
            .replace("/", "-")
            .replace(" ", "-"),
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
