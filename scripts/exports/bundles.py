"""One zip of each slice that explains itself: its table, what its columns hold, its terms, how it is cited.

Whoever gets such a file from somebody else, without the site, finds in it all that the figures need.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from scripts.exports.archive import Pressed, zipped
from scripts.exports.described import DESCRIPTOR
from scripts.exports.published import FOLDER, download
from scripts.model.pages import AREA_GROUP, COUNTRY, INDICATOR
from scripts.model.site import Download
from scripts.words.citation import publication_of
from scripts.words.edition import Edition
from scripts.words.files import named

FOLDERS: Final = (INDICATOR.folder, COUNTRY.folder, AREA_GROUP.folder)
"""Folders of the slices that are taken away as a whole."""

README, LICENCE, COLUMNS = "README.txt", "LICENCE.txt", "columns.csv"
TERMS: Final = ("id", "title", "publisher", "edition", "url", "licence", "licence_url")

Json = Mapping[str, Any]


def bundles(sites: Sequence[Edition], files: Sequence[Download], citation: bytes) -> Iterator[Download]:
    """Give the zip of each slice among `files` that has a page, in each language: `countries/DEU.en.zip`.

    `citation` is what the package says of itself in the Citation File Format.
    """
    held, cited = {file.path.removeprefix(f"{FOLDER}/"): file for file in files}, Pressed.of(citation)
    for folder in FOLDERS:
        descriptor = json.loads(held[f"{folder}/{DESCRIPTOR}"].data) if f"{folder}/{DESCRIPTOR}" in held else {}
        resources = {resource["path"]: resource for resource in descriptor.get("resources", ())}
        for path, file in sorted(held.items()):
            place, _, name = path.rpartition("/")
            code = name.removesuffix(".csv")
            if place == folder and name in resources and (folder != COUNTRY.folder or code in sites[0].areas):
                shared = {name: Pressed.of(file.data), "CITATION.cff": cited}
                for site in sites:
                    data = zipped({**_inside(site, file, {**descriptor, "resources": [resources[name]]}), **shared})
                    yield download(f"{folder}/{code}.{site.words.language}.zip", data, file.rows, file.sources)


def _inside(site: Edition, file: Download, descriptor: Json) -> Mapping[str, bytes]:
    """Give what stands beside the table in its zip."""
    [resource] = descriptor["resources"]
    title = named(site, file)
    told = {**descriptor, "name": f"{descriptor['name']}-{resource['name']}", "title": title}
    return {
        DESCRIPTOR: f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode(),
        COLUMNS: _columns(resource),
        README: _readme(site, file, title).encode(),
        LICENCE: _licence(site, file).encode(),
    }


def _columns(resource: Json) -> bytes:
    """Give the dictionary of a table: each column with its type and what it holds."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "type", "description"))
    writer.writerows((f["name"], f["type"], f.get("description", "")) for f in resource["schema"]["fields"])
    return text.getvalue().encode()


def _readme(site: Edition, file: Download, title: str) -> str:
    own, words = publication_of(site.reading.package.descriptor, site.words), site.words
    facts = {"producer": own.producer, "year": own.year, "release": own.release, "site": own.site}
    return words(
        "bundle.readme",
        title=title,
        site=own.site,
        release=own.release,
        day=words.day(own.day),
        table=file.path.rpartition("/")[2],
        citation=words("quote.apa", title=title, address="", **facts).strip(),
    )


def _licence(site: Edition, file: Download) -> str:
    """Say under which terms the table is: ours, and those of each source that its rows name."""
    own, words = publication_of(site.reading.package.descriptor, site.words), site.words
    parts = [words("bundle.licence", licence=own.licence, site=own.site)]
    for source in file.sources:
        row = site.source(source)
        row["licence"] = site.licence(row)
        lines = [words.named(words(f"bundle.source.{name}"), row[name]) for name in TERMS if row[name]]
        kept = words(f"redistribution.{row['redistribution']}")
        lines.append(words.named(words("bundle.source.redistribution"), kept))
        lines.append(words.named(words("bundle.source.citation"), row["citation"]))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
