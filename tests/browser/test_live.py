"""A live chart says which year and which countries its reader chose; its address leads another reader there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser.test_every_page import Noise

Reader = Callable[..., Page]

INDICATOR = "indicators/border-deaths/"
MAP, TREND = "border-deaths-map", "border-deaths-trend"
NOWHERE = "ZZZ"
"""A code that no area has: an address may hold anything, and what is no country is passed over."""

SHARED = f"{INDICATOR}?interactive={MAP}&year=2016&areas=ITA"

EDGES = """(overlay) => [...overlay.querySelectorAll(".chart__edge")].map((each) => each.tagName)"""


COUNTING = """window.listening = 0;
const { addEventListener } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (name, ...rest) {
  if (name === "fullscreenchange") listening += 1;
  return addEventListener.call(this, name, ...rest);
}"""
"""Counts in `listening` who hears whether a chart fills the screen."""


def live(page: Page, chart: str) -> Locator:
    """The figure of a chart, once it is live."""
    figure = page.locator(f"#{chart}")
    expect(figure.locator(".chart__canvas svg")).to_be_visible()
    return figure


def pressed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_map_of_a_year_is_made_and_shared_by_its_address(reader: Reader, address: str) -> None:
    """By keyboard: open, choose 2016, highlight a country by another of its names. A second reader sees the same."""
    page = reader()
    noise = Noise(page, address)
    page.goto(INDICATOR)
    page.locator(f"#{MAP} .chart__live").focus()
    page.keyboard.press("Enter")
    figure = live(page, MAP)
    title = figure.locator(".chart__title")
    stated = title.inner_text()
    figure.locator("input[type=range]").focus()
    pressed(page, "Home", "ArrowRight", "ArrowRight")
    expect(title).to_contain_text("2016")
    expect(figure.locator(".chart__subtitle")).to_contain_text("2016")
    expect(figure.locator(".chart__moved")).to_contain_text("2024")
    expect(figure.locator(".chart__note")).to_contain_text("do not imply official endorsement")
    assert "2024" not in title.inner_text()
    figure.get_by_role("combobox").focus()
    page.keyboard.type("italian rep")
    expect(figure.get_by_role("option")).to_contain_text(["Italy"])
    page.keyboard.press("Enter")
    expect(figure.locator(".chart__chosen")).to_contain_text("Italy: 232")
    expect(figure.locator("[role=status]")).to_contain_text("Italy: 232")
    expect(page).to_have_url(re.compile(re.escape(SHARED) + "$"))
    assert noise.stop() == []

    other = reader(width=360)
    other.goto(page.url)
    shared = live(other, MAP)
    expect(shared.locator(".chart__title")).to_have_text(title.inner_text())
    expect(shared.locator(".chart__chosen")).to_contain_text("Italy: 232")
    expect(shared.locator("input[type=range]")).to_have_value("2016")
    expect(shared).to_be_in_viewport()
    assert shared.locator(".chart__overlay").evaluate(EDGES) == ["path"]

    page.go_back()
    expect(figure.locator(".chart__chosen")).to_be_hidden()
    expect(title).to_contain_text("2016")
    page.go_back()
    expect(title).to_have_text(stated)
    page.go_back()
    expect(figure.locator("picture")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{INDICATOR}$"))
    page.go_forward()
    live(page, MAP)


def test_close_leads_back_to_the_picture_and_its_title(reader: Reader) -> None:
    page = reader()
    page.add_init_script(COUNTING)
    page.goto(SHARED)
    figure = live(page, MAP)
    closing = figure.get_by_role("button", name="Close")
    closing.click()
    expect(figure.locator("picture")).to_be_visible()
    expect(figure.locator(".chart__title")).to_contain_text("2024")
    expect(figure.locator(".chart__title data").first).to_be_visible()
    expect(figure.get_by_role("button", name="Explore")).to_be_focused()
    expect(page).to_have_url(re.compile(f"{INDICATOR}$"))
    page.keyboard.press("Enter")
    live(page, MAP)
    assert page.evaluate("listening") == 1
    expect(figure.locator("[role=status]")).to_have_count(1)


def test_a_country_is_outlined_and_leads_to_its_page(reader: Reader) -> None:
    page = reader()
    page.goto(f"{INDICATOR}?interactive={MAP}")
    figure = live(page, MAP)
    view = figure.locator(".chart__view")
    view.focus()
    pressed(page, "Home", "ArrowRight", " ")
    name = figure.locator(".chart__tip").inner_text().partition(":")[0]
    assert figure.locator(".chart__overlay").evaluate(EDGES) in (["path", "path"], ["circle", "circle"])
    expect(figure.locator(".chart__chosen")).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert "/countries/" in page.url
    page.go_back()
    figure = live(page, MAP)
    expect(figure.locator(".chart__chosen")).to_contain_text(name)
    figure.locator('.mark-shape path[d^="M"]').nth(150).click()
    expect(page).to_have_url(re.compile("/countries/[a-z]{3}/$"))


def test_a_touch_tells_before_it_leads_on(reader: Reader) -> None:
    page = reader(width=360, has_touch=True, is_mobile=True)
    page.goto("indicators/dual-nationality/?interactive=dual-nationality-map")
    figure = live(page, "dual-nationality-map")
    expect(figure.locator(".chart__hint")).to_contain_text("Tap a country")
    canvas = figure.locator(".chart__canvas svg")
    box = canvas.bounding_box()
    assert box
    australia: Position = {"x": box["width"] * 0.82, "y": box["width"] * 0.33}
    canvas.tap(position=australia)
    expect(figure.locator(".chart__tip")).to_contain_text("Australia: Yes")
    canvas.tap(position=australia)
    expect(page).to_have_url(re.compile("/countries/aus/$"))


def test_a_map_is_enlarged_and_moved(reader: Reader) -> None:
    page = reader()
    page.goto(f"{INDICATOR}?interactive={MAP}")
    figure = live(page, MAP)
    view, land = figure.locator(".chart__view"), figure.locator(".mark-shape path").first

    def moved(do: Callable[[], object]) -> str:
        before = land.get_attribute("d") or ""
        do()
        expect(land).not_to_have_attribute("d", before)
        return land.get_attribute("d") or ""

    whole = land.get_attribute("d")
    moved(figure.get_by_role("button", name="Zoom in").click)
    expect(figure.locator("[role=status]")).to_contain_text("1.6")
    moved(lambda: view.press("Shift+ArrowRight"))
    view.hover()
    page.mouse.down()
    moved(lambda: page.mouse.move(600, 300, steps=4))
    page.mouse.up()
    assert INDICATOR in page.url, "What was dragged was not clicked"
    assert moved(lambda: view.press("0")) == whole
    page.keyboard.down("Control")
    with page.expect_response("**/map.topojson"):
        moved(lambda: page.mouse.wheel(0, -400))
    page.keyboard.up("Control")
    expect(land).to_have_attribute("d", re.compile("^M"))


@pytest.mark.parametrize("browser_can", ["yes", "no"])
def test_a_chart_fills_the_screen(reader: Reader, browser_can: str) -> None:
    page, able = reader(), browser_can == "yes"
    chart = MAP if able else TREND  # which stands in a section, whose charts have a margin
    if not able:
        page.add_init_script("Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false })")
    page.goto(f"{INDICATOR}?interactive={chart}")
    figure = live(page, chart)
    figure.get_by_role("button", name="Full screen", exact=True).click()
    ending = figure.get_by_role("button", name="End full screen")
    expect(ending).to_be_visible()
    assert figure.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 800}
    assert page.evaluate("document.fullscreenElement !== null") is able
    expect(figure.locator(".chart__note")).to_be_in_viewport()
    if able:
        ending.click()
    else:
        figure.locator(".chart__view").press("Escape")
    expect(figure.get_by_role("button", name="Full screen", exact=True)).to_be_visible()
    live(page, chart)


def test_countries_are_told_beside_a_trend(reader: Reader) -> None:
    page = reader()
    page.goto(f"{INDICATOR}?interactive={TREND}&areas=LBY,{NOWHERE},ITA")
    figure = live(page, TREND)
    expect(figure.locator(".chart__area")).to_have_count(2)
    texts = figure.locator(".chart__canvas svg text")
    expect(texts.filter(has_text="Libya")).to_be_visible()
    figure.locator(".chart__view").focus()
    page.keyboard.press("End")
    expect(figure.locator("[role=status]")).to_contain_text(re.compile(r"^Italy: .*\(2024\)"))
    figure.get_by_role("button", name="No longer highlight Italy").click()
    expect(texts.filter(has_text="Italy")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"&areas=LBY$"))


def test_a_country_is_found_in_the_strips_of_a_region(reader: Reader) -> None:
    page = reader()
    page.goto("countries/deu/?interactive=deu-position&areas=FRA")
    figure = live(page, "deu-position")
    edges = figure.locator(".chart__overlay .chart__edge")
    expect(edges).to_have_count(5)
    figure.get_by_role("combobox").fill("morocco")
    expect(figure.locator("[role=status]")).to_contain_text("No country")
    expect(edges).to_have_count(5)
