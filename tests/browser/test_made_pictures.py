"""Files of a chart that the site has not are made by the page, like those that it has, and only where a script runs."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pictures import chunks

Reader = Callable[..., Page]

GERMANY, CHART = "countries/deu/", "deu-timeline"
MADE = 'a[data-made][href$=".svg"]'
SPECIFICATION = 'a[data-made][href$=".zlib"]'
SCALE = 1.25
TITLE = (0, 70)
"""The rows of a picture in which its title stands, of one line."""

FEW, PIXELS = 0.05, 8
"""How much of its ink, and how far its last letter, a made picture may differ: no program sets letters quite alike.
Letters of another font are lighter or bolder, and end a tenth of the line sooner or later."""

INK = """async ([data, top, bottom]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data: pixels } = pen.getImageData(0, top, image.width, bottom - top);
  const ink = new Array(image.width).fill(0);
  for (let at = 0; at < pixels.length; at += 4) ink[(at / 4) % image.width] += 255 - pixels[at + 1];
  return ink;
}"""
"""Gives how much ink each column of a strip of a picture has."""


def saved(page: Page, link: Locator) -> tuple[str, bytes]:
    """Follow a link to a download, and give the name and bytes of the file."""
    with page.expect_download() as kept:
        link.click()
    return kept.value.suggested_filename, Path(str(kept.value.path())).read_bytes()


def size_of(png: bytes) -> tuple[int, int]:
    """Give width and height of a PNG whose parts are whole."""
    width, height = struct.unpack_from(">II", dict(chunks(png))[b"IHDR"])
    return int(width), int(height)


def ink(page: Page, png: bytes, top: int, bottom: int) -> Any:
    """Give the ink of each column between two rows."""
    return np.array(page.evaluate(INK, [base64.b64encode(png).decode(), top, bottom]))


def drawing_of(page: Page, chart: str) -> tuple[int, int]:
    """Give the size of the drawing of which a picture is made."""
    head = page.request.get(f"charts/{chart}.svg").text().partition(">")[0]
    width, height = (int(head.partition(f'{name}="')[2].partition('"')[0]) for name in ("width", "height"))
    return width, height


@pytest.mark.parametrize("path", [GERMANY, f"embed/{CHART}/"])
def test_a_picture_is_made_of_the_drawing(reader: Reader, path: str) -> None:
    page = reader()
    page.goto(path)
    link = page.locator(f"#{CHART} .chart__links {MADE}")
    expect(link).to_have_text("PNG")
    name, png = saved(page, link)
    width, height = drawing_of(page, CHART)
    assert name == f"{CHART}.png"
    assert size_of(png) == (round(width * SCALE), round(height * SCALE))
    assert ink(page, png, *TITLE).sum() > 100_000, "the title stands in it"


def test_a_made_picture_is_like_one_that_is_a_file(reader: Reader, site: Path) -> None:
    page = reader()
    page.goto(GERMANY)
    link = page.locator(f"#{CHART} {MADE}")
    link.evaluate("link => { link.href = '../../charts/dual-nationality-trend.svg'; }")
    _, png = saved(page, link)
    kept = (site / "charts" / "dual-nationality-trend.png").read_bytes()
    assert size_of(png) == size_of(kept)
    for strip in (TITLE, (TITLE[1], size_of(kept)[1])):
        made, drawn = ink(page, png, *strip), ink(page, kept, *strip)
        assert made.sum() == pytest.approx(drawn.sum(), rel=FEW)
        for end in (0, -1):
            assert abs(np.flatnonzero(made)[end] - np.flatnonzero(drawn)[end]) <= PIXELS


def test_a_made_picture_can_be_shared(reader: Reader) -> None:
    page = reader()
    page.goto(GERMANY)
    page.locator(f"#{CHART} .quote").click()
    name, png = saved(page, page.locator("dialog.box").get_by_role("button", name="Share picture"))
    assert name == f"{CHART}.png"
    assert size_of(png)[0] == round(drawing_of(page, CHART)[0] * SCALE)
    page.goto(f"embed/{CHART}/")
    page.locator(".quoting summary").click()
    assert saved(page, page.locator(f".quoting {MADE}"))[0] == f"{CHART}.png"


@pytest.mark.parametrize("path", [GERMANY, f"embed/{CHART}/"])
def test_a_specification_is_made_of_the_packed_one(reader: Reader, site: Path, path: str) -> None:
    page = reader()
    page.goto(path)
    name, text = saved(page, page.locator(f"#{CHART} .chart__links {SPECIFICATION}"))
    held = json.loads(zlib.decompress((site / "charts" / CHART / "live.zlib").read_bytes()))
    assert name == f"{CHART}.json"
    assert json.loads(text) == held["spec"]
    assert not (site / "charts" / name).exists()


def test_a_specification_that_is_a_file_is_the_packed_one(site: Path) -> None:
    kept = (site / "charts" / "dual-nationality-trend.json").read_bytes()
    packed = (site / "charts" / "dual-nationality-trend" / "live.zlib").read_bytes()
    assert json.loads(kept) == json.loads(zlib.decompress(packed))["spec"]


def test_what_cannot_be_made_is_saved_as_the_drawing(reader: Reader) -> None:
    page = reader()
    page.route("**/picture.js", lambda route: route.abort())
    page.goto(GERMANY)
    assert saved(page, page.locator(f"#{CHART} {MADE}"))[0] == f"{CHART}.svg"


def test_without_a_script_no_picture_is_offered_but_the_drawing(reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto(GERMANY)
    expect(page.locator(f"#{CHART} {MADE}")).to_be_hidden()
    expect(page.locator(f'#{CHART} .chart__links a[href$=".svg"]').first).to_be_visible()


@pytest.mark.parametrize("name", ["dual-nationality-trend", "border-deaths-map", "world-coverage"])
def test_charts_of_indicators_have_their_picture_as_a_file(site: Path, name: str) -> None:
    assert size_of((site / "charts" / f"{name}.png").read_bytes())[0] == round(952 * SCALE)
