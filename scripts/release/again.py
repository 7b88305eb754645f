"""Single pages of a built site, made again from what was edited since: texts, templates, styles, cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from scripts.assemble.single import Standing
from scripts.drawing.share import with_picture
from scripts.exports.catalogue import with_forms
from scripts.findings.reading import Reading
from scripts.model.locale_files import LOCALES
from scripts.package.read import read_package
from scripts.release.publish import Built, Plan
from scripts.release.stamps import Stamps, stamps_of
from scripts.render.pages import render
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words

ASSETS = Path("site_templates") / "assets"


def looked(package: Path) -> dict[Path, Stamps]:
    """Look at what single pages are made of again, besides their texts and templates, which are read each time."""
    return {root: stamps_of([root]) for root in (package, LOCALES, ASSETS)}


@dataclass(slots=True)
class Again:
    """Makes pages of a built site again. Charts, files and what lists all pages stay as they were built."""

    plan: Plan
    built: Built
    seen: dict[Path, Stamps]
    """What files were like before the site was built, by the folder that they lie below: `looked`."""
    _editions: list[Edition] = field(init=False)
    _standing: Standing = field(init=False)
    _unread: set[int] = field(init=False, default_factory=set)
    """Numbers of the languages whose words were edited since they were read."""

    def __post_init__(self) -> None:
        built = self.built
        self._editions = [*built.editions]
        self._standing = Standing(
            site=built.site, workspace=built.folder, frame=built.frame, volumes=built.volumes, made=self.plan.made
        )

    def page(self, address: str) -> str | None:
        """Give a page by its address below the site's root, as a publication would make it; None where there is none.

        Raises RefusedError, UsageError, OSError, or an error of words and templates where what was edited is broken.
        """
        languages = self.built.frame.languages
        number = max(
            (n for n, code in enumerate(languages.codes) if address.startswith(languages.root_of(code))),
            key=lambda n: len(languages.root_of(languages.codes[n])),
        )
        self._read(number)
        edition, drawings = self._editions[number], self.built.drawings[number]
        path = address.removeprefix(languages.root_of(languages.codes[number]))
        volume = replace(self.built.volumes[number], words=edition.words, naming=edition.naming)
        found = self.built.listed[number]
        for page in render(edition, self.built.downloads, drawings, only=path):
            shown = with_picture(page, self.built.pictures[number])
            (told,) = with_forms(edition, [shown], found)
            return self._standing.generated(volume, told)
        return self._standing.by_hand(volume, path)

    def _read(self, number: int) -> None:
        """Read again what was edited since it was read last: of words, those of the language with that number."""
        with self._edited(self.plan.package) as edited:
            if edited:
                package = read_package(self.plan.package)
                reading = Reading(package, summarise(package, self.plan.made), self.built.history)
                self._editions = [Edition(reading, edition.words) for edition in self._editions]
        with self._edited(LOCALES) as edited:
            if edited:
                self._unread = {*range(len(self._editions))}
        if number in self._unread:
            old = self._editions[number]
            self._editions[number] = Edition(old.reading, Words.load(old.words.language))
            self._unread.discard(number)
        with self._edited(ASSETS) as edited:
            for volume in self.built.volumes if edited else ():
                self._standing.assets(volume)

    @contextmanager
    def _edited(self, root: Path) -> Iterator[bool]:
        """Tell whether something below a folder was edited since it was last read to the end, which this is."""
        now = stamps_of([root])
        yield now != self.seen[root]
        self.seen[root] = now
