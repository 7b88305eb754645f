"""Pages rendered from a package, for tests."""

from __future__ import annotations

from pathlib import Path

from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.model.site import Page
from scripts.package.read import read_package
from scripts.render.drawings import Drawings
from scripts.render.pages import render
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words


def rendered(folder: Path, language: str = "en") -> dict[str, Page]:
    """Every page of the package in `folder`, by its path."""
    package, words = read_package(folder), Words.load(language)
    summaries = summarise(package)
    site = Edition(Reading(package, summaries), words)
    return {page.path: page for page in render(site, exports(site, summaries), Drawings())}
