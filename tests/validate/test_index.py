"""The list of all codes in the docs is complete: in the groups of the program, each with a sentence of its page.

Write it anew after a change: `python -m tests.validate.test_index`.
"""

from __future__ import annotations

import re
from pathlib import Path

from scripts.validate.validate import package_codes, warnings
from scripts.words import stale

PAGES = Path("docs") / "en" / "errors"
INDEX = PAGES / "index.md"
MARK = "<!-- The list is written by `python -m tests.validate.test_index`. -->\n"

GROUPS = {
    "descriptor": "The descriptor",
    "profile": "The descriptor against the profile",
    "files": "Files",
    "structure": "Bytes, columns and rows",
    "schema": "Types, codes and keys",
    "renamed": "Keys that many rows miss",
    "kept": "Releases that are kept",
    "reference": "What the stock tool finds besides",
    "text": "Text in cells",
    "addresses": "Addresses",
    "values": "Numbers and values",
    "time": "Periods and dates",
    "horizon": "What can be known by the day of the release",
    "observations": "Observations",
    "areas": "Countries and areas",
    "identity": "Codes and names of areas",
    "grouping": "Groups and memberships",
    "places": "Points",
    "world_map": "The map",
    "digits": "Digits of codes",
    "keys": "Identifiers",
    "twins": "What stands twice",
    "patterns": "Sentences with figures in them",
    "languages": "Languages that a package names",
    "translations": "Languages",
    "meaning": "What must hold between tables",
    "kinds": "What a series is",
    "derived": "Figures derived from registers",
    "releases": "Against the last release",
    "release": "When a release is made",
}
"""Titles of the groups; a group without one is named by its module."""

OF_RELEASE = (stale.CODE,)
"""Codes that a release alone is refused for."""


def listing() -> str:
    """The list as it must be. A code that several modules give stands in the first."""
    seen: set[str] = set()
    parts = []
    groups = {**package_codes(), "release": OF_RELEASE}
    for group, codes in sorted(groups.items(), key=lambda item: _rank(item[0])):
        new = sorted(set(codes) - seen)
        seen |= set(codes)
        if new:
            title = GROUPS.get(group, group.replace("_", " ").capitalize())
            parts.append("\n".join([f"## {title}", "", *map(_entry, new), ""]))
    return "\n".join(parts)


def _rank(group: str) -> tuple[int, str]:
    return (list(GROUPS).index(group) if group in GROUPS else len(GROUPS), group)


def _entry(code: str) -> str:
    page = PAGES / f"{code}.md"
    text = page.read_text(encoding="utf-8").partition("## When it occurs\n\n")[2] if page.is_file() else ""
    first = re.split(r"(?<=\.)\s", text.strip(), maxsplit=1)[0]
    mark = " *Warning.*" if code in warnings() else ""
    return f"- [{code}]({code}.md):{mark} {first}"


def test_the_list_is_complete() -> None:
    text = INDEX.read_text(encoding="utf-8")
    assert text.partition(MARK)[2].strip() == listing().strip(), "write it anew: python -m tests.validate.test_index"


if __name__ == "__main__":
    head = INDEX.read_text(encoding="utf-8").partition(MARK)[0]
    INDEX.write_text(f"{head}{MARK}\n{listing()}", encoding="utf-8")
