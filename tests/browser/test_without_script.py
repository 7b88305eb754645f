"""Without JavaScript the site is poorer by sorting, filtering and the switch of colours, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Reader = Callable[..., Page]


@pytest.mark.parametrize(
    ("path", "figure", "tables", "files"),
    [
        ("", ".multiple__figure", 0, 0),
        ("indicators/dual-nationality/", ".headline__figure", 2, 1),
        ("countries/deu/", ".profile data", 1, 1),
        ("downloads/", ".downloads__format", 0, 3),
    ],
)
def test_figures_tables_and_files_are_there(reader: Reader, path: str, figure: str, tables: int, files: int) -> None:
    plain = reader(java_script_enabled=False)
    plain.goto(path)
    expect(plain.locator(figure).first).to_be_visible()
    shown = plain.locator("table").filter(visible=True)
    assert shown.count() >= tables
    assert all(shown.nth(place).locator("tbody tr").count() for place in range(shown.count()))
    assert plain.locator("a.downloads__link").filter(visible=True).count() >= files


def test_nothing_is_offered_that_needs_script(reader: Reader) -> None:
    plain = reader(java_script_enabled=False)
    plain.goto("indicators/dual-nationality/")
    for offer in ("[data-scheme]", ".table__tools", ".grid__sort"):
        assert plain.locator(offer).filter(visible=True).count() == 0, offer


def test_disclosures_open(reader: Reader) -> None:
    plain = reader(java_script_enabled=False)
    plain.goto("downloads/")
    folded = plain.locator("details.disclosure", has=plain.locator("table")).first
    expect(folded.locator("table")).to_be_hidden()
    folded.locator("summary").first.click()
    expect(folded.locator("table")).to_be_visible()


def test_phone_menu_opens(reader: Reader) -> None:
    plain = reader(360, java_script_enabled=False)
    plain.goto("")
    plain.locator(".primary__menu summary").click()
    expect(plain.locator(".primary__drawer").get_by_role("link", name="Sources")).to_be_visible()
