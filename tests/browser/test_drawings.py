"""A drawing is set as it was measured, whatever fonts the reader's machine has: in its own letters.

`tests/drawing/test_fit.py` looks at every drawing, by the widths of these letters. Here a browser says that it sets
them so.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts.drawing.typefaces import NAMES, SANS, Face
from tests.browser.conftest import ARGUMENTS, chromium
from tests.pictures import widths

EACH = 40
"""Of so many drawings one is looked at."""

WIDE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""A font a quarter wider than the site's, the only one on a poor machine."""

NEAR = 0.6
"""Pixels by which a browser may set a text otherwise: it rounds."""

TEXTS = """async () => {
  await document.fonts.ready;
  const edge = document.documentElement.viewBox.baseVal;
  return [...document.querySelectorAll("text")].flatMap((text) => {
    const lines = text.querySelector("tspan") ? [] : [text];
    return lines.map((line) => {
      const box = line.getBoundingClientRect();
      const style = getComputedStyle(line);
      return [line.textContent, style.fontSize, style.fontWeight, line.getComputedTextLength(),
        box.left >= -1 && box.right <= edge.width + 1];
    });
  });
}"""

INKED = """async ([style, words]) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">${style}<text x="0" y="28"`
    + ` font-size="20px" font-family="'Chart Sans', sans-serif" text-rendering="geometricPrecision">${words}</text>`;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(`${svg}</svg>`)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 400, height: 40 });
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  const { data } = paper.getImageData(0, 0, 400, 40);
  let right = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 40) right = Math.max(right, ((at - 3) / 4) % 400);
  return right + 1;
}"""


@pytest.fixture(scope="module")
def poor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a machine whose only font is a wide one."""
    if not WIDE.is_file():
        pytest.fail(f"{WIDE} is missing: install the package fonts-dejavu-core.", pytrace=False)
    folder = tmp_path_factory.mktemp("fonts")
    shutil.copy(WIDE, folder)
    plan = folder / "fonts.conf"
    plan.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>',
        encoding="utf-8",
    )
    running = browser.browser_type.launch(
        executable_path=chromium(), args=ARGUMENTS, env={"FONTCONFIG_FILE": str(plan)}
    )
    yield running
    running.close()


def sample(site: Path) -> list[str]:
    found = sorted(path for kind in ("wide", "narrow") for path in (site / "charts").glob(f"*/{kind}.svg"))
    return [path.relative_to(site).as_posix() for path in found[::EACH]]


def misset(page: Page, address: str, drawings: list[str]) -> dict[str, list[object]]:
    """Give the texts that a browser sets otherwise than they were measured, or beyond the edge, by drawing."""
    known = widths()
    told: dict[str, list[object]] = {}
    for drawing in drawings:
        page.goto(f"{address}{drawing}")
        for words, size, weight, length, inside in page.evaluate(TEXTS):
            face = Face(SANS, int(weight))
            assert face.weight in NAMES
            expected = known.width(words, face, float(size.removesuffix("px")))
            if abs(length - expected) > NEAR or not inside:
                told.setdefault(drawing, []).append((words, length, expected))
    return told


def test_texts_are_as_wide_as_measured(fresh: Callable[..., BrowserContext], site: Path, address: str) -> None:
    drawings = sample(site)
    assert len(drawings) > 30
    with fresh() as context:
        assert misset(context.new_page(), address, drawings) == {}


def test_texts_are_as_wide_where_a_wide_font_is_the_only_one(poor: Browser, site: Path, address: str) -> None:
    with poor.new_context() as context:
        assert misset(context.new_page(), address, sample(site)) == {}


def test_a_picture_in_a_page_has_its_letters_too(poor: Browser, site: Path, address: str) -> None:
    svg = (site / "charts" / "dual-nationality-trend" / "wide.svg").read_text(encoding="utf-8")
    style = svg[svg.index("<style>@font-face") : svg.index("</style>") + len("</style>")]
    words = "UN member states"
    with poor.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{address}404.html")
        own, other = (page.evaluate(INKED, [each, words]) for each in (style, ""))
    expected = widths().width(words, Face(SANS, 400), 20)
    assert abs(own - expected) < 2, "but for the space beside the last letter"
    assert other > expected * 1.1, "without them it would be set in the wide font"
