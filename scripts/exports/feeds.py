"""Feeds (Atom, RFC 4287): releases, corrections and new sources; one of the site, one an indicator, one a country.

Entries keep their ids whatever the site's address is. Dates are the days of releases. Where the address of the site is
not known, links are relative to the feed, as the standard allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from scripts.findings.corrections import TABLE
from scripts.findings.reading import Row
from scripts.model.pages import COUNTRY, INDICATOR, RELEASE, SOURCE
from scripts.model.site import Download
from scripts.package.differences import ADDED
from scripts.words.edition import Edition

FOLDER: Final = "feeds"
SITE: Final = "all"
"""Name of the feed of the whole site; others are called as the folder and the code of their page."""

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: what its id is made of, its title, its day (ISO 8601), the page it leads to, what it says."""

    key: str
    title: str
    day: str
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a feed is of: the whole site, or one indicator or one area. `path` is that of its page."""

    path: str = ""
    title: str = ""
    indicator: str = ""
    ref_area: str = ""


def feeds(site: Edition, site_url: str) -> Iterator[Download]:
    """Give every feed of a language. `site_url` is the address of the site, '' where it is not known."""
    told = _Told(site)
    for subject in _subjects(site):
        yield _feed(site, site_url, subject, told.of(subject))


def address_of(page: str) -> str:
    """Give the address of the feed of a page, below the root of its language: `feeds/countries/deu.xml`."""
    return f"{FOLDER}/{page.rstrip('/') or SITE}.xml"


def _subjects(site: Edition) -> Iterator[Subject]:
    yield Subject(title=site.naming.name)
    for row in site.reading.indicators:
        yield Subject(path=INDICATOR.path(row["id"]), title=site.text(row, "label"), indicator=row["id"])
    for area in site.areas.values():
        yield Subject(path=COUNTRY.path(area.iso3), title=area.name, ref_area=area.iso3)


class _Told:
    """The releases and corrections of an edition, read once for all of its feeds."""

    def __init__(self, site: Edition) -> None:
        self.site = site
        self.changes = site.releases
        self.days = {each.version: each.released for each in self.changes}
        self.corrections = [row for row in site.reading.rows(TABLE) if row["corrected"] in self.days]

    def of(self, subject: Subject) -> list[Entry]:
        """Give the entries of a feed, the newest first."""
        entries = [*self._releases(subject), *self._corrections(subject)]
        if not subject.path:
            entries += self._sources()
        return sorted(entries, key=lambda entry: entry.day, reverse=True)

    def _releases(self, subject: Subject) -> Iterator[Entry]:
        words = self.site.words
        for found in self.changes:
            version, here = found.version, found.here(indicator=subject.indicator, ref_area=subject.ref_area)
            if subject.path and not here and found.after:
                continue
            if not found.after:
                text = words("feed.first", version=version)
            else:
                count = len(here) if subject.path else len(found.values) + len(found.records)
                text = words("feed.changed", count=count, after=found.after)
            yield Entry(
                key=f"release:{subject.path}{version}",
                title=words("release.title", version=version),
                day=found.released,
                path=RELEASE.path(version),
                text=text,
            )

    def _corrections(self, subject: Subject) -> Iterator[Entry]:
        for row in self.corrections:
            if self._concerns(row, subject):
                yield Entry(
                    key=f"correction:{row['id']}",
                    title=self.site.words("feed.correction", text=self.site.text(row, "was")),
                    day=self.days[row["corrected"]],
                    path=f"corrections/#{row['id']}",
                    text=self.site.text(row, "now"),
                )

    def _concerns(self, row: Row, subject: Subject) -> bool:
        if subject.indicator:
            return subject.indicator in row["indicators"].split()
        return not subject.ref_area or subject.ref_area in row["ref_areas"].split()

    def _sources(self) -> Iterator[Entry]:
        """Give the sources that are new in a release."""
        known = self.site.reading.sources
        for found in self.changes:
            for each in found.all:
                name = each.key.removeprefix("id=")
                if each.table == "sources" and each.kind == ADDED and name in known:
                    title = self.site.called(known[name], "title")
                    yield Entry(
                        key=f"source:{name}",
                        title=self.site.words("feed.source", title=title),
                        day=found.released,
                        path=SOURCE.path(name),
                        text=self.site.called(known[name], "publisher"),
                    )


def _feed(site: Edition, site_url: str, subject: Subject, entries: Sequence[Entry]) -> Download:
    root, name = site.languages.root_of(site.words.language), site.reading.package.descriptor.get("name", "")
    place = address_of(subject.path)
    base = f"{site_url.rstrip('/')}/{root}" if site_url else "../" * place.count("/")
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.words.language})
    title = site.words("feed.of", title=subject.title) if subject.path else site.words("feed.title", name=subject.title)
    _say(feed, "id", _id(name, f"feed:{site.words.language}:{subject.path}"))
    _say(feed, "title", title)
    _say(feed, "updated", f"{max((entry.day for entry in entries), default=site.reading.package.released)}T00:00:00Z")
    _say(ET.SubElement(feed, "author"), "name", site.naming.name)
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{subject.path}"})
    if site_url:
        ET.SubElement(feed, "link", {"rel": "self", "type": MEDIA_TYPE, "href": f"{base}{place}"})
    for entry in entries:
        said = ET.SubElement(feed, "entry")
        _say(said, "id", _id(name, f"{site.words.language}:{entry.key}"))
        _say(said, "title", entry.title)
        _say(said, "updated", f"{entry.day}T00:00:00Z")
        ET.SubElement(said, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{entry.path}"})
        _say(said, "summary", entry.text)
    ET.indent(feed)
    data = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Download(path=f"{root}{place}", data=data + b"\n", media_type=MEDIA_TYPE)


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _id(name: object, key: str) -> str:
    """Give an id that stays, of the name of the package and what is told."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{name}:{key}')}"
