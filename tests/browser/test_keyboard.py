"""Everything can be done with the keyboard alone, and the reader sees where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Reader = Callable[..., Page]

FOCUS = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  return {
    what: here.id || here.textContent.trim().slice(0, 40) || here.tagName,
    region: here.matches(".table__region") ? here.getAttribute("aria-labelledby") : null,
    body: here === document.body,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""

MUTE = """(all) => {
  const named = (each) => document.getElementById(each.getAttribute("aria-labelledby"))?.textContent.trim();
  return all.filter((each) => each.scrollWidth > each.clientWidth)
    .filter((each) => each.tabIndex < 0 || (each.matches(".table__region") && !named(each)))
    .map((each) => each.outerHTML.slice(0, 80));
}"""
"""The tables that slide and cannot be focused, or have no name."""

COLUMN = """(table, column) => [...table.tBodies[0].rows].map(
  ({ cells }) => cells[column].querySelector("data")?.getAttribute("value")
    ?? cells[column].dataset.order ?? cells[column].textContent.trim())"""


@pytest.mark.parametrize("path", ["", "indicators/dual-nationality/", "glossary/"])
def test_skip_link_leads_into_the_content(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport()
    assert page.evaluate(FOCUS)["outlined"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#content :focus")).to_have_count(1)


def test_every_stop_is_seen_and_every_table_is_reached(page: Page) -> None:
    page.goto("countries/tuv/")
    regions = page.locator(".table__region:visible").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('aria-labelledby'))"
    )
    reached: list[str] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["body"]:
            break
        assert stop["outlined"] and stop["seen"], stop  # noqa: PT018 - the stop tells which
        reached.append(stop["region"])
    else:
        pytest.fail("The keyboard never came to the end of the page.")
    assert regions
    assert set(regions) <= set(reached)


@pytest.mark.parametrize(
    "path", ["indicators/agreement-safeguards/", "crosswalk/", "downloads/", "quality/", "method/"]
)
def test_tables_that_slide_can_be_focused_and_have_a_name(page: Page, path: str) -> None:
    page.goto(path)
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    mute = page.locator(".table__region, .md-typeset table:not([class])").evaluate_all(MUTE)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert mute == []


def test_phone_menu_opens_and_leads_on(reader: Reader) -> None:
    phone = reader(360)
    phone.goto("")
    menu = phone.locator(".primary__menu")
    for _ in range(9):
        phone.keyboard.press("Tab")
        if menu.locator("summary").evaluate("(each) => each === document.activeElement"):
            break
    phone.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Countries")).to_be_visible()
    phone.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Indicators")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("ndicators")


def test_sorting_by_figure(page: Page) -> None:
    page.goto("indicators/border-deaths/")
    table = page.locator("#countries-table")
    head = table.locator("thead th").nth(1)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    down = [float(value) for value in table.evaluate(COLUMN, 1) if value]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = [float(value) for value in table.evaluate(COLUMN, 1) if value]
    assert len(down) > 50
    assert down == sorted(down, reverse=True)
    assert up == sorted(up)


def test_sorting_by_name_takes_the_mark_from_the_other_column(page: Page) -> None:
    page.goto("indicators/border-deaths/")
    heads = page.locator("#countries-table thead th")
    for place in (1, 0):
        heads.nth(place).get_by_role("button").focus()
        page.keyboard.press("Enter")
    expect(heads.nth(0)).to_have_attribute("aria-sort", "ascending")
    assert heads.nth(1).get_attribute("aria-sort") is None
    assert page.locator("#countries-table tbody th").first.inner_text() < "B"


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("sought", "found"), [("germany", "Germany"), ("COTE D", "Côte d’Ivoire"), ("turkiye", "Türkiye")]
)
def test_filter_shows_the_rows_and_tells_how_many(page: Page, sought: str, found: str) -> None:
    page.goto("indicators/dual-nationality/")
    rows = page.locator("#countries-table tbody tr")
    total = rows.count()
    page.locator("#countries-table-filter").focus()
    page.keyboard.type(sought)
    expect(page.locator("output[for=countries-table-filter]")).to_contain_text(f"1 of {total}")
    assert [row.strip() for row in rows.filter(visible=True).locator("th").all_inner_texts()] == [found]
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert rows.filter(visible=True).count() == total


@pytest.mark.parametrize(("system", "first", "then"), [("light", "false", "true"), ("dark", "true", "false")])
def test_colours_are_switched_and_kept(reader: Reader, system: str, first: str, then: str) -> None:
    visitor = reader(color_scheme=system)
    visitor.goto("")
    button = visitor.get_by_role("button", name="Dark colours")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = visitor.evaluate(ground)
    expect(button).to_have_attribute("aria-pressed", first)
    button.focus()
    visitor.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", then)
    assert visitor.evaluate(ground) != before
    visitor.goto("countries/tuv/")
    expect(visitor.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", then)
    assert visitor.evaluate(ground) != before
