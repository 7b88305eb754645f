"""Every published data file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from scripts.exports.archive import zipped
from scripts.exports.published import FOLDER, download, package_files
from scripts.exports.slices import slices
from scripts.model.site import Download
from scripts.package.files import csv_bytes
from scripts.package.read import Package
from scripts.words.words import Words

ENCLOSED = ("CITATION.cff", "LICENSE-DATA.md")
"""Files of the project that go into the archive as they are."""


def exports(package: Package, summaries: pd.DataFrame, words: Words, project: Path = Path()) -> list[Download]:
    """Give the package's files, the summaries, the slices, and all of them in `all.zip`, by path."""
    files = [
        *package_files(package),
        download("summaries.csv", csv_bytes(summaries), len(summaries)),
        *slices(package, summaries),
    ]
    enclosed = {name: (project / name).read_bytes() for name in ENCLOSED}
    archive = download("all.zip", zipped({**enclosed, **_readme(package, words), **_inside(files)}))
    return sorted([*files, archive], key=lambda file: file.path)


def _inside(files: list[Download]) -> Mapping[str, bytes]:
    return {file.path.removeprefix(f"{FOLDER}/"): file.data for file in files}


def _readme(package: Package, words: Words) -> Mapping[str, bytes]:
    text = words(
        "archive.readme",
        title=str(package.descriptor["title"]),
        version=package.version,
        day=words.day(package.released),
    )
    return {"README.txt": text.encode()}
