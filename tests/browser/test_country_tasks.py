"""What readers come to a country or a region for, each in one try and by keyboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

Reader = Callable[..., Page]

A4 = 794, 1123
"""A sheet of A4 in pixels; margins of 14 mm at the sides and below and of 12 mm above are left free."""

INSIDE = A4[1] - 45 - 53


def enter(page: Page, target: Locator) -> None:
    """Open a link or a fold as somebody does who has no mouse."""
    target.focus()
    page.keyboard.press("Enter")


def test_a_region_for_a_spreadsheet(page: Page) -> None:
    """From the list of regions to the page of one, and its file: what it says of the region, and of each member."""
    page.goto("regions/")
    enter(page, page.get_by_role("link", name="Southern Europe", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Southern Europe")
    expect(page.locator(".quotable").first).to_contain_text("Southern Europe: 12 of 14 UN member states")
    plain = "a.downloads__link[href$='.csv']:not([href*='.excel.'])"
    link = page.locator(f"#downloads ~ * {plain}, section[aria-labelledby=downloads] {plain}").first
    link.focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    whole = [row for row in rows if row["measure"]]
    members = [row for row in rows if not row["measure"]]
    assert {row["ref_area_label"] for row in whole} == {"Southern Europe"}
    assert {"ITA", "PRT", "GRC"} <= {row["ref_area"] for row in members}
    policy = [row for row in members if (row["series"], row["time_period"]) == ("dual-nationality", "2024")]
    (yes,) = [
        row["obs_value"]
        for row in whole
        if (row["series"], row["time_period"], row["measure"]) == ("dual-nationality", "2024", "yes")
    ]
    states = [row for row in policy if row["ref_area"] not in ("VAT", "XKX")]  # which are no UN member states
    assert sum(row["obs_value"] == "yes" for row in states) == int(yes)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("country", ["ita", "deu", "tuv", "pse"])
def test_a_country_printed(reader: Reader, country: str) -> None:
    """Two sheets at most: on the first the sentences and the eleven rows, at the end release and date."""
    desk = reader(A4[0] - 2 * 53)
    desk.goto(f"countries/{country}/")
    assert desk.locator("#profile tbody tr").count() == 11
    sheets = len(re.findall(rb"/Type\s*/Page\b", desk.pdf(format="A4", prefer_css_page_size=True)))
    desk.emulate_media(media="print")
    box = desk.locator("#profile").bounding_box()
    assert box is not None
    assert sheets <= 2
    assert box["y"] + box["height"] <= INSIDE
    assert desk.locator(".quotable").first.is_visible()
    assert re.search(r"Release \S+, \d+ \w+ \d{4}", desk.locator(".colophon").inner_text())
    wide = desk.locator(".table__region:visible").evaluate_all(
        "(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.innerText)"
    )
    assert wide == []


def test_a_region_printed_has_its_picture_large(reader: Reader) -> None:
    """What makes a country fit on two sheets is for countries."""
    desk = reader(A4[0] - 2 * 53)
    desk.goto("regions/039/")
    desk.locator(".chart img").first.scroll_into_view_if_needed()
    expect(desk.locator(".chart img").first).to_have_js_property("complete", True)  # noqa: FBT003 - as the library has it
    desk.emulate_media(media="print")
    box = desk.locator(".chart img").first.bounding_box()
    assert box is not None
    assert box["height"] > 200


@pytest.mark.parametrize("country", ["tuv", "ita"])
def test_what_is_not_known_of_a_country_and_why(page: Page, country: str) -> None:
    """Each indicator without a figure has a reason for this country, and leads to what is missing of it."""
    page.goto(f"countries/{country}/")
    enter(page, page.locator(".sections a[href='#unknown']"))
    expect(page.locator("#unknown")).to_be_in_viewport()
    told = page.locator("section[aria-labelledby=unknown] .facts__entry")
    missing = page.locator("#profile tr.is-missing th > a").all_inner_texts()
    assert told.locator("dt").all_inner_texts() == missing
    assert all(len(reason) > 30 for reason in told.locator("dd").all_inner_texts())
    enter(page, told.locator("dt a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(missing[0])


def test_not_assessed_understood(page: Page) -> None:
    """Whoever reads "not assessed" finds beside it why, below that it is not a no, and what the words mean."""
    page.goto("countries/nam/")
    row = page.locator("#profile tr", has_text="Equal access to social services")
    expect(row).to_contain_text("Not assessed")
    reason = page.locator("section[aria-labelledby=unknown] .facts__entry", has_text="Equal access to social services")
    expect(reason).to_contain_text("did not assess Namibia, which is not a no")
    enter(page, page.locator("section[aria-labelledby=unknown] a[href*=glossary]"))
    expect(page.locator("#not-assessed")).to_be_in_viewport()


@pytest.mark.parametrize(("country", "width", "most"), [("ita", 1280, 6650), ("ita", 360, 11000), ("tuv", 360, 9500)])
def test_a_country_is_no_longer_than_that(reader: Reader, country: str, width: int, most: int) -> None:
    """The first picture begins within 600 pixels on a desk and inside the first screen of a phone."""
    visitor = reader(width)
    visitor.goto(f"countries/{country}/")
    assert visitor.evaluate("document.documentElement.scrollHeight") <= most
    box = visitor.locator(".sheet figure").first.bounding_box()
    assert box is not None
    assert box["y"] <= (600 if width > 1000 else 740)
    clipped = visitor.locator(".table__region:visible").evaluate_all(
        "(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.innerText)"
    )
    assert clipped == []


@pytest.mark.one_in(5)
@pytest.mark.parametrize("path", ["countries/tuv/", "countries/ita/", "regions/002/"])
@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_folded_is_no_wider_than_the_page(reader: Reader, path: str, width: int) -> None:
    visitor = reader(width)
    visitor.goto(path)
    visitor.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    wide = visitor.locator(".table__region:visible").evaluate_all(
        "(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map(({ children }) => children[0].id)"
    )
    assert [name for name in wide if not name.startswith("ita-")] == []
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width


def test_records_are_narrowed_down_to_an_indicator(page: Page) -> None:
    page.goto("countries/ita/")
    enter(page, page.locator("section[aria-labelledby=records] summary"))
    table = page.locator("#records-table")
    expect(table).to_be_visible()
    everything = table.locator("tbody tr:visible").count()
    page.locator("#records-table-indicator").select_option("regularisation")
    expect(table.locator("tbody tr:visible").first).to_contain_text("Regularisation of undocumented migrants")
    assert 0 < table.locator("tbody tr:visible").count() < everything


def test_a_country_leads_to_its_comparison_with_others_like_it(page: Page) -> None:
    page.goto("countries/ita/")
    enter(page, page.locator(".peers__compare").first)
    expect(page).to_have_url(re.compile(r"compare/\?a=ITA&b=[A-Z]{3}&c=[A-Z]{3}&d=[A-Z]{3}$"))
    expect(page.locator("#comparison")).to_be_visible()


def test_every_country_and_area_has_a_picture(site: Path) -> None:
    pages = sorted((site / "countries").glob("???/index.html"))
    bare = [path.parent.name for path in pages if "<figure" not in path.read_text(encoding="utf-8")]
    assert bare == []
