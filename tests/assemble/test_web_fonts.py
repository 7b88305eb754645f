"""A web font keeps every letter, its widths and its kerning, and loses what no page uses, and the reserved name."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.assemble.web_fonts import FEATURES, lean

FONTS = sorted(Path("node_modules/@fontsource").glob("*/files/source-s*-latin-[46]00-normal.woff2"))


def read(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_lean_font_has_every_letter_as_wide_as_before(path: Path) -> None:
    whole = path.read_bytes()
    made = lean(whole)
    before, after = read(whole), read(made)
    widths = [{code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()} for font in (before, after)]
    assert widths[0] == widths[1]
    found = {record.FeatureTag for table in ("GSUB", "GPOS") for record in after[table].table.FeatureList.FeatureRecord}
    assert {"kern", "liga"} <= found <= set(FEATURES)
    assert len(made) < 0.85 * len(whole)


def test_a_lean_font_has_another_name_and_the_same_rights() -> None:
    after = read(lean(FONTS[0].read_bytes()))
    names = {each.nameID: str(each) for each in after["name"].names}
    assert not any("source" in names[number].casefold() for number in (1, 4) if number in names)
    assert "Adobe" in names[0]


def test_a_lean_font_is_the_same_bytes_each_time() -> None:
    assert lean(FONTS[0].read_bytes()) == lean(FONTS[0].read_bytes())
