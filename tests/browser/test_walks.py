"""What people come to do: check a figure, take a country's data away, print a sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

Reader = Callable[..., Page]


def rows_of(download: Download) -> list[dict[str, str]]:
    text = Path(download.path()).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "indicator",
    ["Dual nationality", "Deaths and disappearances on migration routes", "Regularisation of undocumented migrants"],
)
def test_a_journalist_checks_a_headline(page: Page, indicator: str) -> None:
    page.goto("")
    page.get_by_role("link", name=indicator, exact=True).first.click()  # the page may begin with this one
    expect(page.get_by_role("heading", level=1)).to_have_text(indicator)
    figure = page.locator(".headline__figure data")
    link = page.get_by_role("link", name=re.compile(r"^summaries\.csv, row \d+$"))
    row = int(link.inner_text().rpartition(" ")[2])
    with page.expect_download() as waiting:
        link.click()
    # The head of the file is its row 1.
    said = rows_of(waiting.value)[row - 2]
    assert (said["group"], said["value"]) == ("WLD", figure.get_attribute("value"))
    shown = figure.inner_text()
    value = float(said["value"])
    assert shown == (f"{value:.1%}" if shown.endswith("%") else f"{value:,.0f}")


def test_somebody_takes_the_data_of_a_country_away(page: Page) -> None:
    page.goto("countries/")
    page.get_by_role("link", name="Namibia", exact=True).click()
    page.locator("#downloads").scroll_into_view_if_needed()
    with page.expect_download() as waiting:
        page.locator("a.downloads__link[href$='.csv']:not([href*='.excel.'])").first.click()
    rows = rows_of(waiting.value)
    first = ["indicator", "series", "series_label", "ref_area", "ref_area_label", "time_period"]
    assert list(rows[0])[: len(first)] == first
    assert {(row["ref_area"], row["ref_area_label"]) for row in rows} == {("NAM", "Namibia")}


@pytest.mark.parametrize("path", ["countries/deu/", "indicators/dual-nationality/"])
def test_a_printed_sheet_has_no_furniture(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    furniture = ".primary, .masthead__tools, .trail, .sections, .table__tools, .table__hint, .colophon nav a, .skip"
    left = page.locator(furniture).filter(visible=True).count()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="screen")
    assert left == 0
    assert ground in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
