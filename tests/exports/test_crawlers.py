"""What programs find at the root of a site, whatever the texts of a package hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.exports.crawlers import crawlers
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Rows, write_package


@pytest.mark.parametrize("address", ["", "https://example.org/x", "https://example.org/x/"])
def test_files_at_the_root(tmp_path: Path, address: str) -> None:
    def spoilt(rows: Rows) -> Rows:
        return [{**row, "label_en": "Open\n# doors](https://elsewhere.org) <b>*"} for row in rows]

    package = read_package(write_package(tmp_path, indicators=spoilt))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    files = {file.path: file.data.decode() for file in crawlers(site, address)}
    assert ("robots.txt" in files) == bool(address)
    if address:
        assert files["robots.txt"].endswith("\nSitemap: https://example.org/x/sitemap.xml\n")
    text = files["llms.txt"]
    assert "never “no”" in text
    assert [line for line in text.split("\n") if line.startswith("# ")] == ["# A small package"]
    assert "](https://elsewhere.org)" not in text.replace("\\]", "")
    links = re.findall(r"^- \[[^]]*\]\((\S+?)\): ", text, re.MULTILINE)
    root = "https://example.org/x/" if address else ""
    assert all(link.startswith(root) for link in links)
    assert len(links) >= 12
