"""Files below `.well-known/` (RFC 8615): whom to tell of a hole in security, and where what programs read is described.

`security.txt` (RFC 9116) is there where the package says where errors are reported; it expires a year after the day of
the release, since a build asks no clock. `api-catalog` (RFC 9727) needs whole addresses. Programs look for both at the
root of a host alone, so a site that stands in a folder of one has neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from scripts.exports.api import FOLDER as PROGRAMS
from scripts.model.feedback import Feedback, feedback_of
from scripts.model.site import Download
from scripts.words.edition import Edition

FOLDER: Final = ".well-known"
SECURITY: Final = f"{FOLDER}/security.txt"
CATALOGUE: Final = f"{FOLDER}/api-catalog"
LINKSET: Final = "application/linkset+json"

DESCRIBED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "service-desc": ((f"{PROGRAMS}/openapi.json", "application/vnd.oai.openapi+json;version=3.1"),),
    "service-doc": (("api/", "text/html"), ("llms.txt", "text/plain")),
    "service-meta": (
        (f"{PROGRAMS}/catalogue.jsonld", "application/ld+json"),
        (f"{PROGRAMS}/catalogue.ttl", "text/turtle"),
    ),
}
"""What describes the files for programs, by relation (RFC 8631), each with its media type."""


def well_known(site: Edition, site_url: str) -> Iterator[Download]:
    """Give the files that a site at an address has; `site_url` is '' where that is not known."""
    address = f"{site_url.rstrip('/')}/" if site_url else ""
    if address and urlsplit(address).path != "/":
        return
    feedback = feedback_of(site.reading.package.descriptor)
    if feedback:
        text = _security(site, feedback, address)
        yield Download(path=SECURITY, data=text.encode(), media_type="text/plain")
    if address:
        yield Download(path=CATALOGUE, data=_catalogue(address).encode(), media_type=LINKSET)


def _security(site: Edition, feedback: Feedback, address: str) -> str:
    contacts = [f"mailto:{feedback.mail}"] if feedback.mail else [feedback.issues]
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {a_year_after(site.reading.package.released)}T00:00:00Z",
        f"Preferred-Languages: {', '.join(site.languages.codes)}",
        *([f"Canonical: {address}{SECURITY}"] if address else []),
    ]
    return "\n".join([*lines, ""])


def a_year_after(day: str) -> str:
    """Give the same day of the next year, YYYY-MM-DD; of 29 February the day before."""
    rest = "-02-28" if day[4:] == "-02-29" else day[4:]
    return f"{int(day[:4]) + 1:04}{rest}"


def _catalogue(address: str) -> str:
    described = {
        relation: [{"href": f"{address}{path}", "type": kind} for path, kind in files]
        for relation, files in DESCRIBED.items()
    }
    service = f"{address}{PROGRAMS}/"
    linkset = [
        {"anchor": f"{address}{CATALOGUE}", "item": [{"href": service}]},
        {"anchor": service, **described},
    ]
    return json.dumps({"linkset": linkset}, ensure_ascii=False, indent=1) + "\n"
