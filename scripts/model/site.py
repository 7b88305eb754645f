"""What rooms hand to each other when a site is made: pages with their pictures, and downloads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ALSO: Final = "also"
FORMERLY: Final = "formerly"
TERRITORY: Final = "territory"
PART: Final = "part"
"""A name of an area without a page of its own that is a part of the one that it leads to."""

ABSENT: Final = "absent"
"""A name of an area that has no page and is a part of none: it leads to the list of all that have one."""

CODE: Final = "code"
KEYWORD: Final = "keyword"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name by which readers look for a page. `kind` is one of the constants above."""

    kind: str
    text: str
    shown: str = ""
    """What a reader is told instead of the text, where that is another: the state that was on the territory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture that services show beside a link to a page. `path` is its address below the site's root.

    `alternative` says the same in words; width and height are in pixels.
    """

    path: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One generated page. `path` is its address below the language's root: `countries/deu/`; '' for the home page."""

    path: str
    title: str
    description: str
    language: str
    fragment: str
    kind: str = ""
    """What it is made for each of, as its template's header says; '' for a page that is not looked for."""

    names: tuple[Name, ...] = ()
    """Names besides its title by which readers look for it."""

    note: str = ""
    """One line that tells it from others of its name, for a list of results."""

    frame: str = "page.html"
    """Template that stands around the fragment: of the theme, or the whole page of what stands in other sites."""

    scripts: tuple[str, ...] = ()
    """Modules that this page alone loads, by their address below the language's root: `assets/js/compare.js`."""

    pictures: tuple[tuple[str, str], ...] = ()
    """Pictures that a reader sees first: the address of each from the page, with the screens that it is for."""

    picture: Picture | None = None
    """Its picture for sharing; None where that of the home page stands for it."""

    about: str = ""
    """What it says of its data to search engines: JSON that may stand in a `script` as it is; '' where it says none."""

    forms: tuple[tuple[str, str], ...] = ()
    """Files for programs that say what it says: the address of each below the site's root, with its media type."""

    moved: str | None = None
    """Where a page that was here is now, relative to this one, '' where it is gone; None for a page that is here."""


LONGEST_INSIDE = 40
"""Years of an indicator that its page keeps inside; a longer table has a page of its own. A row weighs some 70 bytes
compressed, so the longest weighs 3 kB of the 100 kB of which fonts, styles, scripts and a map take most."""

LONGEST_BESIDE = 12
"""Rows of a table that stands beside what a page is about: a register, evidence, a companion. More would have to be
folded away, and what a reader must ask for can as well be loaded only then."""


SPREADSHEET: Final = ".excel.csv"
"""What the names of CSV files end in that are for spreadsheets and not for programs."""

SDMX_CSV: Final = ".sdmx.csv"
"""What the names of CSV files end in that are of SDMX: the rows of a table once more, under its names and codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One published file. `path` is its address below the site's root; `rows` counts data rows where it is a table."""

    path: str
    data: bytes
    media_type: str
    rows: int | None = None
    sources: tuple[str, ...] = ()
    """The sources that its rows name, where it is a table of which rows name any."""

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A published file that is laid on disk until the site is put together, so that memory need not hold it."""

    path: str
    sha256: str
    place: Path

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.place.read_bytes()


def json_file(path: str, content: object) -> Download:
    """Give a file of JSON that programs read: in one line, with letters as they are."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Download(path=path, data=f"{text}\n".encode(), media_type="application/json")
