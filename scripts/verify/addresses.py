"""Addresses that pages say they have: their own, those in other languages, and those that the map of the site lists.

A site that was built without its address says none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from scripts.model.languages import Languages
from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.page import Page
from scripts.verify.told import INDEX

MAP: Final = "sitemap.xml"
DEFAULT: Final = "x-default"


class Addresses:
    """What pages say of their addresses."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._others: dict[str, dict[str, str]] = {}
        self._hidden: set[str] = set()

    def add(self, page: Page) -> None:
        """Take down what a page says."""
        if not page.path.endswith(INDEX):
            return  # the page of errors stands for every address that is none
        if page.tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"):
            self._hidden.add(page.path)
        self._own[page.path] = next((str(a) for a in page.tree.xpath("//link[@rel='canonical']/@href")), "")
        links = page.tree.xpath("//link[@rel='alternate'][@hreflang]")
        self._others[page.path] = {str(link.get("hreflang")): str(link.get("href")) for link in links}

    def problems(self, site: Folder) -> Iterator[Problem]:
        """Tell each page whose address, or whose address in another language, is not where it stands."""
        home = self._own.get(INDEX, "")
        if not home:
            yield from (
                Problem(file=path, code="page-address-differs", found=said) for path, said in self._own.items() if said
            )
            return
        for path, said in self._own.items():
            expected = f"{home}{path.removesuffix(INDEX)}"
            if said != expected:
                yield Problem(file=path, code="page-address-differs", found=said, expected=expected)
            yield from self._in_languages(path, home, site.languages)
        yield from self._listed(site, home)

    def _in_languages(self, path: str, home: str, languages: Languages) -> Iterator[Problem]:
        place = path.removeprefix(languages.root_of(languages.language_of(path)))
        there = {each: f"{languages.root_of(each)}{place}" for each in languages.codes if len(languages.codes) > 1}
        expected = {each: f"{home}{page.removesuffix(INDEX)}" for each, page in there.items() if page in self._own}
        if languages.first in expected:
            expected[DEFAULT] = expected[languages.first]
        said = self._others[path]
        for language in sorted({*said, *expected}):
            wanted, found = expected.get(language, ""), said.get(language, "")
            if wanted != found:
                yield Problem(file=path, field=language, code="page-translation-differs", found=found, expected=wanted)

    def _listed(self, site: Folder, home: str) -> Iterator[Problem]:
        if MAP not in site.files:
            yield Problem(file=MAP, code="map-missing")
            return
        tree = etree.fromstring(site.read(MAP), etree.XMLParser(recover=True))
        places = () if tree is None else tree.iter("{*}loc")
        listed = {(place.text or "").strip() for place in places}
        pages = {f"{home}{path.removesuffix(INDEX)}" for path in self._own if path not in self._hidden}
        day = str(site.descriptor.get("created", ""))[:10]
        days = () if tree is None else tree.iter("{*}lastmod")
        for other in sorted({(each.text or "").strip() for each in days} - {day} if day else ()):
            yield Problem(file=MAP, code="map-day-differs", found=other, expected=day)
        yield from (Problem(file=MAP, code="map-page-absent", found=page) for page in sorted(pages - listed))
        yield from (Problem(file=MAP, code="map-page-unknown", found=page) for page in sorted(listed - pages))
