"""The small package to write over: two indicators, five countries, English, with real figures and their sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from scripts.start.files import OWN_LICENCE, README, TEMPLATE, package_files, read_rows
from scripts.start.saying import sayings

METADATA: Final[dict[str, Any]] = {
    "name": "my-package",
    "title": "A small package to write over",
    "description": "Population and international migrants of five countries: an example of the profile, to write over.",
    "site": {
        "name_en": "My package",
        "subtitle_en": "two indicators of five countries, to write over",
        "feedback": {"mail": "errors@example.org"},
    },
    "version": "1",
    "created": "2026-11-23T00:00:00Z",
    "licenses": [OWN_LICENCE],
}
"""What the descriptor says before anybody has written over it. Its day is that of the sources, no clock's."""


def blank_package(folder: Path) -> dict[str, bytes]:
    """Give the files of the small package, with its readme. `folder` is where it will lie, which the readme names."""
    tables = {path.stem: read_rows(path) for path in sorted(TEMPLATE.glob("*.csv"))}
    readme = (TEMPLATE / "NEXT.md").read_text(encoding="utf-8").replace("FOLDER", folder.as_posix())
    metadata = {**METADATA, "site": {**METADATA["site"], **sayings(own=False, summed=True)}}
    return {**package_files(metadata, tables), README: readme.encode()}
