"""Long names fit: of a country, an indicator and a code, in every drawing and every picture for sharing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.charts.gather import gather
from scripts.drawing.draw import draw
from scripts.findings.reading import Reading
from scripts.kept import Cache
from scripts.package.read import package_of
from scripts.render.share import shares
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.drawing.fit import Fault, faults
from tests.drawing.test_fit import SHOWN, WIDTH, faces
from tests.packages import Row, package_files
from tests.pictures import widths

SENTENCE = (
    "Northern islands and dependencies and other territories that lie beyond them in the sea and are of one state " * 2
)
NAMES: Mapping[str, tuple[str, str, str]] = {
    "words": (SENTENCE[:120].strip(), SENTENCE[5:135].strip(), SENTENCE[10:120].strip()),
    "one word": ("Llanfair" * 15, "Donaudampf" * 13, "Rindfleisch" * 10),
    "wide letters": ("MW " * 40, "WMW " * 32, "MMW " * 27),
}


def _edition(country: str, indicator: str, code: str) -> Edition:
    def area(row: Row) -> Row:
        return {**row, **dict.fromkeys(("name_en", "name_fr", "name_es"), country)} if row["iso3"] == "KEN" else row

    def label(row: Row, ids: tuple[str, ...], column: str, text: str) -> Row:
        return {**row, "label_en": text} if row[column] in ids else row

    files = package_files(
        reference_areas=lambda rows: [area(row) for row in rows],
        indicators=lambda rows: [label(row, ("open-doors",), "id", indicator) for row in rows],
        codelists=lambda rows: [label(row, ("partial", "high", "land", "first"), "code", code) for row in rows],
    )
    package = package_of(files)
    return Edition(Reading(package, summarise(package)), Words.load("en"))


def _judged(name: str, svg: str) -> list[Fault]:
    return faults(svg, faces(), min(1, SHOWN[name] / float(WIDTH.findall(svg)[0])))


@pytest.mark.one_in(2)
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES.keys())
def test_long_names_fit_in_every_drawing(names: tuple[str, str, str], tmp_path: Path) -> None:
    site = _edition(*(name.strip() for name in names))
    drawn = list(draw(site, list(gather(site)), Cache(tmp_path), widths(), workers=1))
    assert len(drawn) > 10
    told = {
        (each.chart.id, name): found
        for each in drawn
        for name, drawing in (("wide.svg", each.wide), ("narrow.svg", each.narrow))
        if (found := _judged(name, drawing.svg))
    }
    assert told == {}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES.keys())
def test_long_names_are_whole_in_pictures_for_sharing(names: tuple[str, str, str]) -> None:
    site = _edition(*(name.strip() for name in names))
    cut = {share.page: found for share in shares(site, widths()) if (found := re.findall(r">([^<>]*…)<", share.svg))}
    assert cut == {}
