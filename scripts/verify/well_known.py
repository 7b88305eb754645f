"""Files below `.well-known/`: the package's contact, an end a year after its release, links that lead somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.model.feedback import feedback_of
from scripts.model.problems import Problem
from scripts.verify.files import Folder

SECURITY: Final = ".well-known/security.txt"
CATALOGUE: Final = ".well-known/api-catalog"
LINE: Final = re.compile(r"^([A-Z][A-Za-z-]*): (.+)$", re.MULTILINE)


def well_known(site: Folder) -> Iterator[Problem]:
    """Tell what these files, where they are there, say otherwise than the package and the site."""
    if SECURITY in site.files:
        yield from _security(site)
    if CATALOGUE in site.files:
        yield from _catalogue(site)


def _security(site: Folder) -> Iterator[Problem]:
    said = dict(LINE.findall(site.read(SECURITY).decode("utf-8", "replace")))
    held = feedback_of(site.descriptor)
    contact = (f"mailto:{held.mail}" if held.mail else held.issues) if held else ""
    released = str(site.descriptor.get("created", ""))[:10]
    expires = f"{int(released[:4]) + 1}{'-02-28' if released[4:] == '-02-29' else released[4:]}T00:00:00Z"
    for name, right in (("Contact", contact), ("Expires", expires)):
        if said.get(name, "") != right:
            yield Problem(
                file=SECURITY, field=name, code="well-known-differs", found=said.get(name, ""), expected=right
            )


def _catalogue(site: Folder) -> Iterator[Problem]:
    """Tell each link of the catalogue that leads to nothing of the site. Its own address says where the site stands."""
    try:
        linkset: list[Mapping[str, Any]] = json.loads(site.read(CATALOGUE))["linkset"]
        root = str(linkset[0]["anchor"]).removesuffix(CATALOGUE)
        parts = [part for each in linkset for part in each.values() if isinstance(part, list)]
        links = [str(one["href"]) for part in parts for one in part]
    except (ValueError, LookupError, TypeError) as error:
        yield Problem(file=CATALOGUE, code="well-known-differs", found=str(error), expected="linkset")
        return
    for link in links:
        path = link.removeprefix(root)
        if path not in site.files and f"{path}index.html" not in site.files and not site.below(path):
            yield Problem(file=CATALOGUE, code="well-known-differs", found=link, expected=root)
