"""What finds a country in one box finds it in every box: tables and lists, the finder, the comparison, live charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, expect

NAMES = {
    "turkey": "Türkiye",
    "Republic of Turkey": "Türkiye",
    "south korea": "Republic of Korea",
    "korea, republic of": "Republic of Korea",
    "USA": "United States of America",
    "the united states": "United States of America",
    "holland": "Netherlands (Kingdom of the)",
    "UK": "United Kingdom of Great Britain and Northern Ireland",
    "LBY": "Libya",
    "ly": "Libya",
    "cote-d'ivoire": "Côte d’Ivoire",
    "Côte d'Ivoire": "Côte d’Ivoire",
    "Côte d’Ivoire": "Côte d’Ivoire",
    "COTE D IVOIRE": "Côte d’Ivoire",
    "Ivory coast": "Côte d’Ivoire",
    "the gambia": "Gambia",
    "Gambia, The": "Gambia",
    "bosnia & herzegovina": "Bosnia and Herzegovina",
    "Bosnia-Herzegovina": "Bosnia and Herzegovina",
    "burma": "Myanmar",
    "swaziland": "Eswatini",
    "czech republic": "Czechia",
    "north macedonia": "North Macedonia",
    "viet-nam": "Viet Nam",
    "Deutschland": "Germany",
    "россия": "Russian Federation",
}
"""What readers type, and what this site calls it."""

ISLANDS = {
    "St. Lucia": "Saint Lucia",
    "st lucia": "Saint Lucia",
    "Saint-Vincent & the Grenadines": "Saint Vincent and the Grenadines",
    "Trinidad & Tobago": "Trinidad and Tobago",
    "sao tome & principe": "Sao Tome and Principe",
    "hong kong": "China, Hong Kong Special Administrative Region",
    "taiwan": "Taiwan (Province of China)",
    "kosovo": "Kosovo (under UNSC resolution 1244)",
    "puerto rico": "Puerto Rico",
    "western sahara": "Western Sahara",
    "curacao": "Curaçao",
}
"""The same of countries and areas that not every table has."""

ELSEWHERE = {
    "greenland": ("Denmark", "Greenland is a part of it and has no page"),
    "Kalaallit Nunaat": ("Denmark", "Greenland is a part of it and has no page"),
    "reunion": ("France", "Réunion is a part of it and has no page"),
    "åland": ("Finland", "Åland Islands is a part of it and has no page"),
    "east germany": ("Germany", "territory of the former German Democratic Republic"),
    "malvinas": ("", "Falkland Islands (Malvinas) has no page"),
    "falkland": ("", "Falkland Islands (Malvinas) has no page"),
    "gibraltar": ("", "Gibraltar has no page"),
    "new caledonia": ("", "New Caledonia has no page"),
    "St. Helena": ("", "Saint Helena has no page"),
}
"""Areas without a page: the country whose page tells of them, '' for none, and what is said."""

TABLES = {
    "countries/": ("countries", {**NAMES, **ISLANDS}),
    "indicators/dual-nationality/": ("countries", NAMES),
    "compare/": ("", {}),
    "downloads/": ("files-countries", {**NAMES, **ISLANDS}),
    "indicators/agreement-safeguards/register/": (
        "register",
        {"turkey": "Türkiye", "holland": "Netherlands (Kingdom of the)"},
    ),
    "releases/2026.1.1/": ("values", {"Deutschland": "Germany", "276": "Germany"}),
}
"""The page and name of a table or list, and what must be found in it."""

KNOWN = re.compile(r"search-input|find-input|.*-filter")
"""Ids of the boxes that pages have before a script runs: the search, the finder, what narrows a table or list down."""


def test_every_box_of_the_site_is_of_a_kind_that_is_tried_here(site: Path) -> None:
    """Menus offer what they list; a box in which somebody types would be one more place where names must work."""
    typed = {each.get("id") for each in _boxes(site) if each.get("type") != "checkbox"}
    assert {name for name in typed if not KNOWN.fullmatch(name or "")} == set()


def _boxes(site: Path) -> Iterator[html.HtmlElement]:
    for path in site.rglob("*.html"):
        data = path.read_bytes()
        if b"<input" in data or b"<textarea" in data:
            yield from html.fromstring(data).iter("input", "textarea")


def narrowed(page: Page, name: str, words: str) -> Locator:
    """What is left of a table or list, once names are there."""
    frame = page.locator(f"[data-table='{name}']")
    page.locator("details:not([open])").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    frame.locator("input[type=search]").fill(words)
    return frame


def left(frame: Locator) -> str:
    shown: str = frame.evaluate(
        "(root) => [...root.querySelectorAll('tbody tr, li')].filter((item) => !item.hidden)"
        ".map((item) => item.textContent).join('\\n')"
    )
    return shown


@pytest.mark.one_in(3)
@pytest.mark.parametrize("path", [path for path, (name, _) in TABLES.items() if name])
def test_a_table_is_narrowed_down_by_every_name(page: Page, path: str) -> None:
    name, names = TABLES[path]
    page.goto(path)
    with page.expect_response("**/names.en.json"):
        narrowed(page, name, "xyz")
    for words, title in names.items():
        frame = narrowed(page, name, words)
        expect(frame.locator("tbody tr, li").filter(has_text=title, visible=True).first, words).to_be_visible()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("words", ELSEWHERE)
def test_a_table_says_of_whom_a_row_is_and_who_has_no_page(page: Page, words: str) -> None:
    title, said = ELSEWHERE[words]
    page.goto("countries/")
    frame = narrowed(page, "countries", words)
    expect(frame.locator("output")).to_contain_text(f"{title}: {said}" if title else said)
    assert (title in left(frame)) if title else left(frame) == ""


@pytest.mark.one_in(5)
@pytest.mark.parametrize("words", [*NAMES, *ISLANDS])
def test_the_finder_knows_every_name(page: Page, words: str) -> None:
    page.goto("")
    page.locator("#find-input").fill(words)
    expect(page.locator(".find__found li").first).to_contain_text((NAMES | ISLANDS)[words])


@pytest.mark.one_in(3)
@pytest.mark.parametrize("words", ELSEWHERE)
def test_the_finder_says_what_an_area_without_a_page_is(page: Page, words: str) -> None:
    title, said = ELSEWHERE[words]
    page.goto("")
    page.locator("#find-input").fill(words)
    expect(page.locator(".find__found li").first).to_contain_text(f"{title or 'Countries and areas'} ({said}")


# -- boxes that offer --------------------------------------------------------------------------------------------------


def _comparison(page: Page) -> Locator:
    page.goto("compare/")
    return page.get_by_role("combobox", name="Name, former name or code")


def _chart(page: Page) -> Locator:
    page.goto("embed/border-deaths-map/?interactive")
    return page.get_by_role("combobox", name="Highlight a country or area")


BOXES: dict[str, Callable[[Page], Locator]] = {"comparison": _comparison, "live chart": _chart}


@pytest.mark.parametrize("box", BOXES)
def test_a_box_that_offers_knows_every_name(page: Page, box: str) -> None:
    field = BOXES[box](page)
    first = page.locator(".finder__list li").first
    asked = (
        NAMES | ISLANDS
        if box == "comparison"
        else {"turkey": "Türkiye", "LBY": "Libya", "western sahara": "Western Sahara"}
    )
    for words, title in asked.items():
        field.fill(words)
        expect(first).to_contain_text(title)
        field.fill("")
        expect(page.locator(".finder__list li")).to_have_count(0)


@pytest.mark.parametrize("words", ELSEWHERE)
def test_the_comparison_offers_no_other_area_without_saying_so(page: Page, words: str) -> None:
    title, said = ELSEWHERE[words]
    field = _comparison(page)
    field.fill(words)
    if title:
        expect(page.locator(".finder__list li").first).to_contain_text(f"{title}{said}")
    else:
        expect(page.locator("[data-status]")).to_contain_text(said)
        expect(page.locator(".finder__list li")).to_have_count(0)


def test_names_fill_the_lists_of_the_comparison(page: Page) -> None:
    field = _comparison(page)
    for words in ("turkey", "UK", "holland", "LBY"):
        field.fill(words)
        expect(page.locator(".finder__list li").first).to_be_visible()
        field.press("Enter")
        expect(field).to_have_value("")
    expect(page.locator("[data-status]")).to_contain_text("Chosen: Libya.")
    field.fill("germany")
    expect(page.locator(".finder__list li").first).to_be_visible()
    field.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("Four are chosen")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#comparison thead th a")).to_have_count(4)
    assert page.evaluate("location.search") == "?a=TUR&b=GBR&c=NLD&d=LBY"
