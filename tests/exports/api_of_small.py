"""The files for programs of a small package, with their description, as a folder that a host can serve."""

from __future__ import annotations

from pathlib import Path

from scripts.exports.api import api_files
from scripts.exports.openapi import openapi
from scripts.findings.reading import Reading
from scripts.package.history import history_of
from scripts.package.read import read_package
from scripts.package.shelf import shelf_of
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Change, write_package

ADDRESS = "https://example.org/x/"


def write_api(root: Path, package: Path, **changes: Change) -> Path:
    """Write the small package, with changes, into `package`, and its files for programs below `root`, which is given.

    Beside them stands a page for addresses at which nothing is.
    """
    read = read_package(write_package(package, **changes))
    summaries = summarise(read)
    reading = Reading(read, summaries, history_of(read, summaries, shelf_of(package)))
    sites = [Edition(reading, Words.load(language)) for language in read.languages.codes]
    for file in (*api_files(sites), openapi(sites[0], ADDRESS)):
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_bytes(file.data)
    (root / "404.html").write_text("<!doctype html><title>Nothing is here.</title>", encoding="utf-8")
    return root
