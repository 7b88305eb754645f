"""Charts as a reader meets them: a picture at once, alive on demand, with every number in reach of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import settled
from tests.browser.test_every_page import Noise

INDICATOR = "indicators/dual-nationality/"
TREND, MAP = "#dual-nationality-trend", "#dual-nationality-map"
LIBRARY = ("live.js", "live.json", "vega.min.js", "vega-embed.min.js", "live.zlib", "map.json", "live.css")

DRAWN = """async () => {
  const pictures = [...document.querySelectorAll("[data-chart] img")];
  pictures.forEach((each) => { each.loading = "eager"; });
  await Promise.all(pictures.map((each) => each.decode()));
  return pictures.map((each) => [
    each.currentSrc, each.naturalWidth, each.naturalHeight, each.width / each.naturalWidth,
  ]);
}"""

Reader = Callable[..., Page]


def opened(page: Page, chart: str) -> None:
    page.locator(f"{chart} .chart__live").click()
    expect(page.locator(f"{chart} .chart__canvas svg")).to_be_visible()


def said(page: Page, chart: str) -> str:
    return page.locator(f"{chart} [role=status]").inner_text()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("path", ["", INDICATOR, "indicators/border-deaths/", "countries/ita/", "regions/014/"])
@pytest.mark.parametrize(("width", "variant"), [(1280, "wide.svg"), (360, "narrow.svg")])
def test_every_picture_is_drawn_for_the_width(reader: Reader, path: str, width: int, variant: str) -> None:
    page = reader(width=width)
    page.goto(path)
    found = page.evaluate(DRAWN)
    assert found
    for source, natural, height, scale in found:
        assert source.endswith("-small/wide.svg" if "-small/" in source else variant)
        assert natural > 0
        assert height > 0
        most = 1.5 if "-small/" in source else 1.02  # a card makes its small picture larger
        assert 0.93 < scale <= most, f"{source} is drawn at {scale:.2f} of its size"
        if width > 1000 and "-small/" not in source:
            assert natural > 890, f"{source} leaves room in the column"


def test_pictures_need_no_script(reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto(INDICATOR)
    expect(page.locator(f"{MAP} img")).to_be_visible()
    expect(page.locator(f"{MAP} .chart__live")).to_be_hidden()


def test_nothing_of_the_live_chart_is_loaded_before_it_is_asked_for(reader: Reader) -> None:
    page = reader()
    asked = settled(page, INDICATOR)
    assert [request.url for request in asked if request.url.endswith(LIBRARY)] == []
    opened(page, TREND)
    assert {name for name in LIBRARY if any(request.url.endswith(name) for request in asked)} == set(LIBRARY) - {
        "map.json"
    }


def test_live_chart_answers_keys_and_breaks_no_policy(reader: Reader, address: str) -> None:
    page = reader()
    noise = Noise(page, address)
    page.goto(INDICATOR)
    page.locator(f"{TREND} .chart__live").focus()
    page.keyboard.press("Enter")
    view = page.locator(f"{TREND} .chart__view")
    expect(view).to_be_focused()
    page.keyboard.press("ArrowRight")
    first = said(page, TREND)
    assert first.startswith("1960")
    expect(page.locator(f"{TREND} .chart__tip")).to_have_text(first)
    page.keyboard.press("ArrowRight")
    assert said(page, TREND) != first
    page.keyboard.press("ArrowLeft")
    assert said(page, TREND) == first
    page.keyboard.press("End")
    assert said(page, TREND).startswith("2024")
    page.keyboard.press("Escape")
    expect(page.locator(f"{TREND} img")).to_be_visible()
    expect(page.locator(f"{TREND} .chart__live")).to_be_focused()
    assert noise.stop() == []


def test_a_key_leads_to_the_numbers(reader: Reader) -> None:
    page = reader()
    page.goto("indicators/social-services/")
    opened(page, "#social-services-trend")
    page.locator("#social-services-trend .chart__view").press("t")
    assert page.evaluate("document.activeElement.querySelector('#trend-table') !== null")
    page.goto(INDICATOR)
    opened(page, TREND)
    page.locator(f"{TREND} .chart__view").press("t")
    expect(page).to_have_url(re.compile(r"/embed/dual-nationality-trend/#numbers$"))


def test_pointer_shows_what_it_is_on(reader: Reader) -> None:
    page = reader()
    page.goto(INDICATOR)
    opened(page, TREND)
    bars = page.locator(f"{TREND} .chart__canvas .mark-rect path")
    bars.nth(2).hover()
    expect(page.locator(f"{TREND} .chart__tip")).to_be_visible()
    assert ":" in page.locator(f"{TREND} .chart__tip").inner_text()


def test_areas_of_a_live_map_come_by_name_small_states_too(reader: Reader) -> None:
    page = reader()
    page.goto(INDICATOR)
    opened(page, MAP)
    heard = []
    for _ in range(30):
        page.keyboard.press("ArrowRight")
        heard.append(said(page, MAP).partition(":")[0])
    assert heard == sorted(heard)
    assert {"Andorra", "Barbados", "Bahrain"} <= set(heard)


def test_years_of_a_live_map(reader: Reader) -> None:
    page = reader()
    page.goto(INDICATOR)
    opened(page, MAP)
    slider = page.locator(f"{MAP} input[type=range]")
    expect(slider).to_have_value("2024")

    def status(name: str) -> str:
        page.locator(f"{MAP} .chart__view").focus()
        page.keyboard.press("Home")
        for _ in range(220):
            if said(page, MAP).startswith(name):
                return said(page, MAP)
            page.keyboard.press("ArrowRight")
        return ""

    assert "Yes" in status("Denmark")
    slider.fill("2015")
    expect(page.locator(f"{MAP} .chart__title")).to_contain_text("2015")
    assert "No" in status("Denmark"), "Denmark accepted dual nationality from 2015 on, seen on 1 January 2016"


@pytest.mark.parametrize("query", ["?interactive", "?interactive=dual-nationality-trend"])
def test_an_address_opens_a_live_chart(reader: Reader, query: str) -> None:
    page = reader()
    page.goto(f"{INDICATOR}{query}")
    chart = TREND if "=" in query else MAP
    expect(page.locator(f"{chart} .chart__canvas svg")).to_be_visible()
    expect(page.locator(".chart__canvas")).to_have_count(1)


def test_a_tap_on_a_phone_opens_the_drawing_for_a_phone(reader: Reader) -> None:
    page = reader(width=360, has_touch=True, is_mobile=True)
    page.goto(INDICATOR)
    with page.expect_response("**/live.zlib"):
        page.locator(f"{TREND} img").tap()
    drawn = page.locator(f"{TREND} .chart__canvas svg")
    expect(drawn).to_be_visible()
    assert float(str(drawn.get_attribute("viewBox")).split()[2]) < 400, "the drawing for a phone is 340 wide"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_failing_network_leaves_the_picture(reader: Reader) -> None:
    page = reader()
    page.route("**/vega.min.js", lambda route: route.abort())
    page.goto(INDICATOR)
    page.locator(f"{TREND} .chart__live").click()
    expect(page.locator(f"{TREND} [role=status]")).not_to_be_empty()
    expect(page.locator(f"{TREND} img")).to_be_visible()


def test_an_embedded_chart_has_its_credit_and_no_navigation(reader: Reader) -> None:
    page = reader()
    page.goto("embed/dual-nationality-trend/")
    expect(page.locator("nav")).to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".source-line")).to_contain_text("GLOBALCIT")
    expect(page.locator('a[target="_top"]')).to_have_attribute(
        "href", "../../indicators/dual-nationality/#dual-nationality-trend"
    )
    page.locator("#numbers summary").click()
    code = page.locator("[data-embed]").text_content() or ""
    assert f'src="{page.url}"' in code
    assert page.url.replace("embed/dual-nationality-trend/", "charts/resize.js") in code
    expect(page.locator("#numbers-table tbody tr")).to_have_count(65)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("end", [".svg", ".png", ".csv", ".json"])
def test_files_of_a_chart_are_one_step_away(reader: Reader, end: str) -> None:
    page = reader()
    page.goto(INDICATOR)
    link = page.locator(f'{TREND} .chart__links a[href$="{end}"]')
    answer = page.request.get(str(link.evaluate("each => each.href")))
    assert answer.ok
    assert len(answer.body()) > 500


def test_a_chart_works_in_a_frame_of_another_site(reader: Reader, address: str) -> None:
    page = reader(bypass_csp=True)
    page.set_content(f'<iframe src="{address}embed/dual-nationality-trend/" width="640" height="700"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator(".chart img")).to_be_visible()
    frame.locator(".chart__live").click()
    expect(frame.locator(".chart__canvas svg")).to_be_visible()
