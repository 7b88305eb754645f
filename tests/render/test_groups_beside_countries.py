"""On a country's page: what stands of its region and the world beside its own figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from scripts.words.words import Words


def test_beside_a_figure_the_groups_have_one_too(site: Path) -> None:
    """What is stated for a country is part of what is stated for its groups: they cannot have nothing."""
    nothing = Words.load("en")("standing.nothing")
    found = []
    for path in sorted((site / "countries").glob("*/index.html")):
        tree: Any = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        rows = tree.xpath("//table[@id='profile']/tbody/tr")
        assert len(rows) == 11, path
        for row in rows:
            year, *groups = (" ".join(cell.xpath("string()").split()) for cell in row.xpath("td[position() > 1]"))
            if year and nothing in groups:
                found.append((path.parent.name, row.xpath("string(th)")))
    assert found == []
