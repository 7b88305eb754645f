"""The small package as rooms behind validation get it: read, summed, in the words of a language."""

from __future__ import annotations

from pathlib import Path

from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Change, write_package


def edition(folder: Path, /, **changes: Change) -> Edition:
    """Write the small package, with other rows in some tables, into a folder, and give it in English."""
    package = read_package(write_package(folder, **changes))
    return Edition(Reading(package, summarise(package)), Words.load("en"))
