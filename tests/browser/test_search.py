"""Search in the finished site: every name of every country, every word of every indicator, by keyboard alone."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import AXE, findings
from tests.browser.pages import settled
from tests.browser.test_every_page import LOOK

Reader = Callable[..., Page]

MATCH = """async (queries) => {
  const { isWhole, match, prepare } = await import(document.querySelector("script[src$='/search-names.js']").src);
  const file = await (await fetch("/search/names.en.json")).json();
  const pages = prepare(file);
  return queries.map((query) => {
    const found = match(pages, query, "en", 6);
    return { first: found.filter(isWhole).map(({ page }) => page.path), all: found.map(({ page }) => page.path) };
  });
}"""
"""The pages that each query names: those that are called exactly so, and all that would be shown."""

HEAD = b"pagefind_dcd"
"""What each of Pagefind's files begins with, once it is unpacked."""

BOX, INPUT, TOLD, LINKS = "dialog.search", "#search-input", ".search__told", ".search__link"
SHARED = {"remittances"}
"""Words that mean more than one indicator; former states mean more than one country."""


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "data" / "latest" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_page(site: Path, iso3: str) -> str:
    """Address of a country's page; '' where it has none."""
    path = f"countries/{iso3.lower()}/"
    return path if (site / path / "index.html").is_file() else ""


def names_of_countries(site: Path) -> Iterator[tuple[str, str]]:
    """Every name and code of every country with a page, and the page."""
    for row in table(site, "reference_areas"):
        path = with_page(site, row["iso3"])
        columns = ("iso2", "iso3", "m49", "name_en", "name_fr", "name_es", "official_name_en")
        yield from ((row[column], path) for column in columns if path and row[column])
    for row in table(site, "area_names"):
        if path := with_page(site, row["ref_area"]):
            yield row["name"], path


def words_of_indicators(site: Path) -> Iterator[tuple[str, str]]:
    """Label and every keyword of every indicator, and its page."""
    for row in table(site, "indicators"):
        path = f"indicators/{row['id']}/"
        yield from ((text, path) for text in (row["label_en"], row["id"], *row["keywords_en"].split("; ")))


def former_states(site: Path) -> Mapping[str, set[str]]:
    """Every name of a state that no longer exists, and the pages of the countries where it was."""
    where: dict[str, set[str]] = {}
    for row in table(site, "former_territories"):
        where.setdefault(row["former_area"], set()).add(with_page(site, row["ref_area"]))
    found: dict[str, set[str]] = {}
    for row in table(site, "area_names"):
        if row["ref_area"] in where:
            found.setdefault(row["name"], set()).update(where[row["ref_area"]])
    return found


def matched(page: Page, queries: Sequence[str]) -> list[dict[str, list[str]]]:
    opened(page)
    page.wait_for_selector("script[src$='/search-names.js']", state="attached")
    answer: list[dict[str, list[str]]] = page.evaluate(MATCH, list(queries))
    return answer


def test_every_name_of_every_country_leads_to_it_and_to_no_other(page: Page, site: Path) -> None:
    """A region may bear a country's name, as Micronesia does; it then stands after the country."""
    pairs = sorted(set(names_of_countries(site)))
    answers = [answer["first"] for answer in matched(page, [name for name, _ in pairs])]
    countries = [[path for path in first if path.startswith("countries/")] for first in answers]
    wrong = {
        name: first
        for (name, path), first, found in zip(pairs, answers, countries, strict=True)
        if first[:1] != [path] or found != [path]
    }
    assert len(pairs) > 2500
    assert wrong == {}


def test_every_word_of_every_indicator_leads_to_it(page: Page, site: Path) -> None:
    pairs = sorted(set(words_of_indicators(site)))
    answers = matched(page, [word for word, _ in pairs])
    found = zip(pairs, answers, strict=True)
    wrong = {word: answer for (word, path), answer in found if answer["first"][:1] != [path] and word not in SHARED}
    assert len(pairs) > 200
    assert wrong == {}
    shared = [answer["first"] for (word, _), answer in zip(pairs, answers, strict=True) if word in SHARED]
    assert all(len(first) == 2 for first in shared)


def test_a_former_state_leads_to_every_country_where_it_was(page: Page, site: Path) -> None:
    states = former_states(site)
    answers = matched(page, list(states))
    assert {name: set(answer["first"]) for name, answer in zip(states, answers, strict=True)} == states
    assert len(states["USSR"]) == 15


def test_every_page_is_found_by_its_title(page: Page, site: Path) -> None:
    pages = json.loads((site / "search" / "names.en.json").read_bytes())["pages"]
    answers = matched(page, [each["title"] for each in pages])
    wrong = [each["title"] for each, answer in zip(pages, answers, strict=True) if each["path"] not in answer["first"]]
    assert wrong == []


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("TURKIYE", "countries/tur/"),
        ("cote divoire", "countries/civ/"),
        ("cote d ivoire", "countries/civ/"),
        ("St. Lucia", "countries/lca/"),
        ("guinea bissau", "countries/gnb/"),
        ("swazi", "countries/swz/"),
        ("niger", "countries/ner/"),
        ("sao tome", "countries/stp/"),
        ("bosnia", "countries/bih/"),
        ("kyrgistan", "countries/kgz/"),
        ("Phillipines", "countries/phl/"),
        ("Columbia", "countries/col/"),
        ("zambai", "countries/zmb/"),
        ("osterreich", "countries/aut/"),
        ("россия", "countries/rus/"),
        ("beafrika", "countries/caf/"),
        ("pension trans", "indicators/social-entitlements/"),
        ("deth at sea", "indicators/border-deaths/"),
    ],
)
def test_beginnings_accents_and_slips(page: Page, typed: str, first: str) -> None:
    assert matched(page, [typed])[0]["all"][:1] == [first]


def test_nothing_is_called_so(page: Page) -> None:
    assert [answer["all"] for answer in matched(page, ["", "?!", "zzzqqq", "the ministry of silly walks"])] == [[]] * 4


# -- the box -----------------------------------------------------------------------------------------------------------


def opened(page: Page, path: str = "") -> Page:
    page.goto(path)
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    return page


def sought(page: Page, words: str) -> list[str]:
    """Write at once, so that the box tells nothing of a part of it, and wait until it tells what it found."""
    page.locator(INPUT).fill("")
    expect(page.locator(TOLD)).to_be_empty()
    page.keyboard.insert_text(words)
    expect(page.locator(TOLD)).not_to_be_empty(timeout=20_000)
    return [text.splitlines()[0] for text in page.locator(LINKS).all_inner_texts()]


def test_what_readers_type_is_found_first_and_the_rest_by_its_words(page: Page) -> None:
    opened(page, "countries/deu/")
    first = {
        "Türkiye": "Türkiye",
        "Turkey": "Türkiye",
        "Ivory Coast": "Côte d’Ivoire",
        "Côte d'Ivoire": "Côte d’Ivoire",
        "Côte d’Ivoire": "Côte d’Ivoire",
        "Swaziland": "Eswatini",
        "NAM": "Namibia",
        "dual citizenship": "Dual nationality",
        "deaths at sea": "Deaths and disappearances on migration routes",
        "pension transfer": "Transfer of pensions and social entitlements",
        "glossary": "Glossary",
        "swaziland pensions": "Eswatini",
    }
    assert {words: sought(page, words)[0] for words in first} == first


def test_the_box_says_how_a_page_was_found(page: Page) -> None:
    opened(page)
    sought(page, "swaziland")
    expect(page.locator(LINKS).first).to_contain_text("Country or area · formerly Swaziland")
    sought(page, "yugoslavia")
    expect(page.locator(LINKS).first).to_contain_text("territory of the former Yugoslavia")
    sought(page, "racism")
    expect(page.locator(".search__excerpt mark").first).to_be_visible()


def test_keyboard_alone_goes_through_the_results_and_back(page: Page) -> None:
    opened(page, "glossary/")
    assert len(sought(page, "guinea")) > 3
    links = page.locator(LINKS)
    for key, place in (("ArrowUp", None), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None)):
        page.keyboard.press(key)
        expect(page.locator(INPUT) if place is None else links.nth(place)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("-b")
    expect(page.locator(INPUT)).to_be_focused()
    expect(page.locator(INPUT)).to_have_value("guinea-b")
    expect(links.first).to_contain_text("Guinea-Bissau")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/countries/gnb/")


def test_enter_goes_to_the_first_result_even_before_it_is_shown(page: Page) -> None:
    opened(page, "countries/deu/")
    page.keyboard.type("SWZ")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/countries/swz/")
    opened(page, "countries/deu/")
    page.keyboard.type("xenophobic treaty supervision")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url("/countries/deu/")


def test_escape_closes_and_gives_the_focus_back(page: Page) -> None:
    page.goto("")
    button = page.locator(".search__open")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("kenya")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).not_to_be_visible()
    expect(button).to_be_focused()


def test_the_key_is_for_typing_where_a_reader_types_and_can_be_switched_off(reader: Reader) -> None:
    page = reader()
    page.goto("indicators/dual-nationality/")
    page.locator("#countries-table-filter").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#countries-table-filter")).to_have_value("a/b")
    expect(page.locator(BOX)).not_to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    page.locator(".search__setting input").uncheck()
    page.keyboard.press("Escape")
    page.goto("glossary/")
    page.keyboard.press("/")
    expect(page.locator(BOX)).not_to_be_visible()
    page.locator(".search__open").click()
    expect(page.locator(".search__setting input")).not_to_be_checked()


def test_what_was_found_is_announced_and_counted(page: Page) -> None:
    opened(page)
    status = page.get_by_role("status")
    shown = len(sought(page, "egypt"))
    expect(status).to_contain_text(f"{shown} result")
    assert sought(page, "zzzqqq") == ["Countries and areas", "The eleven indicators"]
    expect(status).to_contain_text("Nothing is found for “zzzqqq”. Try")


def test_nothing_is_loaded_before_the_search_is_used(reader: Reader) -> None:
    page = reader()
    asked = settled(page, "countries/deu/")
    before = {request.url.rpartition("/")[2] for request in asked if "search" in request.url}
    assert before == {"search-names.js"}, "A table is narrowed down by the names of pages, whose file is fetched then"
    page.keyboard.press("/")
    sought(page, "kenya")
    loaded = {request.url.rpartition("/")[2].partition("?")[0] for request in asked if "search" in request.url}
    assert {"search.js", "search-names.js", "names.en.json", "pagefind.js", "pagefind-entry.json"} <= loaded


def test_names_are_found_where_the_index_cannot_be_used(reader: Reader) -> None:
    page = reader()
    page.route("**/search/pagefind.js", lambda route: route.abort())
    opened(page)
    assert sought(page, "ivory coast") == ["Côte d’Ivoire"]
    expect(page.get_by_role("status")).to_contain_text("Only names were searched")


def test_a_search_that_cannot_be_loaded_says_so(reader: Reader) -> None:
    page = reader()
    page.route("**/search/names.en.json", lambda route: route.abort())
    opened(page)
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")


def test_text_of_an_excerpt_stays_text(reader: Reader) -> None:
    page = reader()

    def hostile(route: Any) -> None:
        found = json.loads(gzip.decompress(route.fetch().body()).removeprefix(HEAD))
        found["meta"] |= {"title": "<b>bold</b>", "names": "racism"}  # named, so that it counts as found by this word
        found["content"] = "racism <img src=x> <b>bold</b> &reg 5 & " * 3000
        route.fulfill(body=gzip.compress(HEAD + json.dumps(found).encode()), content_type="application/octet-stream")

    page.route("**/*.pf_fragment", hostile)
    opened(page)
    sought(page, "racism pensions")
    expect(page.locator(".search__excerpt").first).to_contain_text("<img src=x> <b>bold</b> &reg 5 &")
    assert page.locator(".search__results :is(img, b)").count() == 0


@pytest.mark.parametrize("program", ["/search.js", "/search-names.js", "/search/pagefind.js"])
def test_a_program_with_other_bytes_is_not_run(reader: Reader, refused: list[str], program: str) -> None:
    """Each says its hash to none but the script that loads it, whose own hash is in the page."""
    page = reader()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def other(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=f"console.error('it ran');{answer.text()}")

    page.route(f"**{program}", other)
    opened(page)
    page.locator(INPUT).fill("kenya")
    told = "Only names were searched" if "pagefind" in program else "could not be loaded"
    expect(page.locator(TOLD)).to_contain_text(told)
    assert "it ran" not in said
    assert any("integrity" in text for text in refused)


def test_the_site_may_stand_below_a_path(reader: Reader, address: str) -> None:
    page = reader()

    def below(route: Any) -> None:
        answer = route.fetch(url=route.request.url.replace("/data/site/", "/"))
        route.fulfill(response=answer)

    page.route("**/data/site/**", below)
    page.goto(f"{address}data/site/countries/deu/")
    page.keyboard.press("/")
    sought(page, "racism")
    links = page.locator(LINKS).evaluate_all("(all) => all.map((each) => each.pathname)")
    assert links[0] == "/data/site/indicators/anti-racism/"
    assert all(link.startswith("/data/site/") for link in links)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_box(open_page: Page, width: int, colours: Any) -> None:
    open_page.emulate_media(color_scheme=colours)
    open_page.set_viewport_size({"width": width, "height": 800})
    opened(open_page)
    open_page.evaluate(AXE.read_text(encoding="utf-8"))
    for words in ("yugoslavia", "racism", "zzzqqq"):
        sought(open_page, words)
        assert findings(open_page) == []
        assert {kind: found for kind, found in open_page.evaluate(LOOK).items() if found} == {}
        assert open_page.locator(BOX).evaluate("(box) => box.scrollWidth - box.clientWidth") <= 0


def test_there_is_no_dead_control_without_script(reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto("")
    expect(page.locator(".search__open")).not_to_be_visible()
    expect(page.locator(BOX)).not_to_be_visible()


def test_nothing_of_it_is_printed(page: Page) -> None:
    page.goto("")
    page.emulate_media(media="print")
    expect(page.locator(".search__open")).not_to_be_visible()
    page.emulate_media(media="screen")
