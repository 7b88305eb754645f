"""How something of a publication is cited: its facts, all from the package, and the forms in which they are written.

Whoever cites (a page, a chart, a file for reference managers) makes a `Work` of a title and an address here, and asks
for its forms. An address stands apart from what is before and after it, so that a copy of the site that does not know
its own address can be given one later without reading the form again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from scripts.model.naming import naming_of
from scripts.words.words import Words

CREATOR: Final = "creator"
"""Role of a contributor who made the publication."""

FORMS: Final = ("apa", "chicago", "bibtex")
"""The forms of a citation, in the order in which they are offered."""

HERE: Final = "\0"
"""Stands for the address while a form is written; no text of a package can hold it."""

IN_ADDRESS: Final = "/:?#[]@!$&'()*+,;=-._~%"
"""What an address may hold beside letters and digits (RFC 3986). All else is written as bytes in percents."""

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Months as BibTeX abbreviates them: macros of every style."""

ESCAPES: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What TeX would read as a command or as another letter, as it is printed. BibTeX counts a brace even behind a
backslash, so that braces are written by their names."""

CITED: Final = "api/v1/cite"
"""Folder of citations as files; those of a language but the first have a folder of its code in it."""

FILES: Final = ("bib", "ris", "json")
"""Ends of the names of citations as files for reference managers."""

NOT_IN_KEY: Final = re.compile("[^a-z0-9.]+")
CONTROLS: Final = re.compile(r"(?:[^\S\u00a0\u202f]|[\x00-\x1f\x7f])+")


COMMONS: Final = re.compile(r"\ACC-(?P<kind>BY(?:-NC)?(?:-SA|-ND)?)-(?P<version>\d\.\d)\Z")
"""A licence of Creative Commons by its identifier in SPDX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is said of the publication in every citation, as its package says it.

    `day` is that of the release, as ISO 8601 writes it; `licence` is that of the compilation, not of the sources, by
    its name among readers: "CC BY-SA 4.0" for the identifier CC-BY-SA-4.0.
    """

    producer: str
    site: str
    release: str
    day: str
    licence: str

    @property
    def year(self) -> str:
        """The year of the release."""
        return self.day[:4]


@dataclass(frozen=True, slots=True)
class Form:
    """A citation in one form: its name, and what stands before and after the address."""

    name: str
    before: str
    after: str

    def at(self, address: str) -> str:
        """Give the whole citation."""
        return f"{self.before}{safe_address(address)}{self.after}"


def publication_of(descriptor: Mapping[str, object], words: Words) -> Publication:
    """Give the facts of a package; without contributors the site stands for its producer."""
    site = naming_of(descriptor, words.language).name
    makers = [str(each["title"]) for each in _listed(descriptor, "contributors") if CREATOR in _roles(each)]
    licences = [str(each.get("name", "")) for each in _listed(descriptor, "licenses")]
    return Publication(
        producer=words.list(makers) if makers else site,
        site=site,
        release=str(descriptor["version"]),
        day=str(descriptor["created"])[:10],
        licence=COMMONS.sub(r"CC \g<kind> \g<version>", licences[0]) if licences else "",
    )


def _listed(descriptor: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    held = descriptor.get(name)
    return [each for each in held if isinstance(each, Mapping)] if isinstance(held, list) else []


def _roles(contributor: Mapping[str, object]) -> tuple[str, ...]:
    """Give the roles of a contributor, who is a creator where nothing else is said."""
    roles = contributor.get("roles")
    return tuple(map(str, roles)) if isinstance(roles, list) else (CREATOR,)


def forms(words: Words, publication: Publication, title: str, key: str) -> tuple[Form, ...]:
    """Give the citation of a title of the publication in every form. `key` names it in BibTeX: its path."""
    shown = CONTROLS.sub(" ", title).strip()
    facts = {"producer": publication.producer, "title": shown, "site": publication.site}
    dated = {**facts, "release": publication.release, "year": publication.year, "day": words.day(publication.day)}
    written = {
        "apa": words("quote.apa", **dated, address=HERE),
        "chicago": words("quote.chicago", **dated, address=HERE),
        "bibtex": bibtex(publication, words("quote.release", release=publication.release), shown, key),
    }
    return tuple(Form(name, *_parted(written[name])) for name in FORMS)


def _parted(text: str) -> tuple[str, str]:
    before, _, after = text.partition(HERE)
    return before, after


def bibtex(publication: Publication, release: str, title: str, key: str) -> str:
    """Give an entry of BibTeX, with HERE in the place of the address. Any text is printed as it is, and runs nothing.

    `release` names the release in words. Author and title stand in braces of their own: no style parts the one into
    names or changes the letters of the other.
    """
    fields = {
        "author": f"{{{escaped(publication.producer)}}}",
        "title": f"{{{escaped(title)}}}",
        "howpublished": escaped(publication.site),
        "note": escaped(release),
        "year": escaped(publication.year),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items()]
    month = publication.day[5:7]
    if month.isdigit() and 1 <= int(month) <= len(MONTHS):
        lines.append(f"  month = {MONTHS[int(month) - 1]},")
    lines.append(f"  url = {{{HERE}}}")
    return "\n".join([f"@misc{{{name_of(publication, key)},", *lines, "}"])


def name_of(publication: Publication, key: str) -> str:
    """Name what is cited, in letters, digits, points and hyphens: of which publication and release, and its path."""
    name = "-".join(NOT_IN_KEY.sub("-", part.lower()).strip("-.") for part in (publication.site, key) if part)
    return f"{name}-{NOT_IN_KEY.sub('-', publication.release.lower())}"


def escaped(text: str) -> str:
    """Write a text so that BibTeX and TeX print it; white space, and what no page prints, becomes a space."""
    return "".join(ESCAPES.get(letter, letter) for letter in CONTROLS.sub(" ", text))


def citation_file(page: str, end: str) -> str:
    """Name the file of the citation of a page by its address below the root of its language; '' is the whole site."""
    return f"{page.rstrip('/') or 'site'}.{end}"


def safe_address(address: str) -> str:
    """Write an address with nothing in it that an address cannot hold: no brace, backslash, quote or space."""
    return quote(address, safe=IN_ADDRESS)
