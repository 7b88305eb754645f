"""Long names fit on every page: a country of 120 letters, an indicator of 130, words of 60, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.release.publish import Plan, build
from scripts.validate.validate import check
from tests.browser.conftest import Watch
from tests.hosting.shipped import served
from tests.kept import drawings, once
from tests.packages import Row, Rows, write_package

WORD = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenamtx"
COUNTRY = (
    "The United Provinces and Autonomous Territories of the Very Long Name (Federated, Plurinational and Cooperative)"
)
INDICATOR = (
    "Proportion of countries whose legislation guarantees that doors are open to everybody at any time of day "
    "without regard to status"
)
CODE = "Overland by road, rail, footpath, river ford or any other means of transport not elsewhere classified (n.e.c.)"

SCREENS = {"a phone": 320, "a desk": 1280}
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"

WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const inside = (each) => each.closest(".table__region, svg, .visually-hidden, [hidden]");
  const out = (each) => each.getBoundingClientRect().right > width + 1;
  const beyond = [...document.querySelectorAll("body *")].filter((each) => !inside(each) && out(each));
  const said = (each) => `${each.tagName}.${each.getAttribute("class") ?? ""}: ${each.textContent.trim().slice(0, 40)}`;
  return [...(document.documentElement.scrollWidth > width ? ["the page"] : []), ...beyond.slice(0, 3).map(said)];
}"""
"""What reaches beyond the window; what stands in a region that slides does not count."""

SPREAD = """() => [...document.querySelectorAll("#comparison :is(td, th)")].filter((cell) => {
  const { right } = cell.getBoundingClientRect();
  return [...cell.querySelectorAll("*")].some((each) => each.getBoundingClientRect().right > right + 1);
}).map((cell) => cell.textContent.trim().slice(0, 40))"""
"""Cells of the comparison whose text reaches into the next."""


def _named(column: str, **names: str) -> Callable[[Rows], list[Row]]:
    """Give rows the name that their code has among `names`."""
    return lambda rows: [{**row, **({column: names[key]} if (key := _key(row)) in names else {})} for row in rows]


def _key(row: Row) -> str:
    return (row.get("iso3") or row.get("code") or row["id"]).replace("-", "_")


pytestmark = pytest.mark.nightly  # drawings with such names are measured each time: tests/drawing/test_long_names.py


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site of a package of long names, and its address."""

    def make(folder: Path) -> None:
        package = write_package(
            folder / "package",
            reference_areas=_named("name_en", KEN=COUNTRY, NAM=WORD),
            area_groups=lambda rows: [{**row, "name_en": f"{row['id']} {COUNTRY}"} for row in rows],
            indicators=_named("label_en", open_doors=INDICATOR, crossings=f"{WORD} crossings"),
            codelists=_named("label_en", land=CODE, sea=WORD, high=f"{CODE[:90]} two", bridge=f"{WORD} y"),
            sources=_named("publisher", survey=f"{WORD} {WORD}"),
            policy_areas=_named("label_en", mobility=f"{WORD} mobility"),
            dimensions=_named("label_en", borders=WORD * 2),
            groupings=_named("label_en", mode=WORD),
        )
        plan = Plan(package=package, site_url="https://example.net/", cache=drawings("long-names"))
        build(plan, folder / "build", lambda _: lambda: None, check(package)).rename(folder / "site")

    site = once(tmp_path_factory, "long-names", make) / "site"
    with served(site) as address:
        yield site, address


@pytest.fixture(scope="module", params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser, watch: Watch, long: tuple[Path, str]) -> Iterator[Page]:
    """A tab on a phone, and one on a desk."""
    size = {"width": SCREENS[request.param], "height": 900}
    with browser.new_context(base_url=long[1], viewport=size) as context:  # type: ignore[arg-type]
        yield watch.over(context).new_page()


def test_no_page_is_wider_than_its_window(page: Page, long: tuple[Path, str]) -> None:
    site, _ = long
    every = sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))
    wide = {}
    for path in every:
        if not path.startswith("errors/"):
            page.goto(path)
            page.evaluate(OPEN)
            if found := page.evaluate(WIDE):
                wide[path] = found
    assert wide == {}


def test_the_comparison_keeps_its_columns(page: Page) -> None:
    page.goto("compare/?a=KEN&b=NAM&c=DEU")
    expect(page.locator("#comparison thead th a")).to_have_count(3)
    assert page.evaluate(WIDE) == []
    assert page.evaluate(SPREAD) == []


def test_boxes_show_long_names_whole(page: Page) -> None:
    page.goto("compare/")
    page.get_by_role("combobox", name="Name, former name or code").fill("donau")
    expect(page.locator(".finder__list li").first).to_have_text(WORD)
    assert page.evaluate(WIDE) == []
    page.goto("")
    page.locator("#find-input").fill("united prov")
    expect(page.locator(".find__found li").first).to_contain_text(COUNTRY)
    assert page.evaluate(WIDE) == []
    page.locator(".search__open").click()
    page.locator("#search-input").fill("donau")
    expect(page.locator(".search__link").first).to_contain_text(WORD)
    assert page.evaluate(WIDE) == []


def test_names_of_files_are_short(long: tuple[Path, str]) -> None:
    site, _ = long
    assert max(len(path.name.encode()) for path in site.rglob("*")) <= 250
