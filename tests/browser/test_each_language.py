"""Everything can be done by keyboard in each language, in its words, and its switch keeps what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import LANGUAGES
from tests.browser.test_quoting import NATIONALITY, go_to_number
from tests.browser.test_search import opened, sought

Reader = Callable[..., Page]

FURTHER = ("fr", "es")

KEPT = {
    "page": "countries/deu/",
    "part of a page": "indicators/dual-nationality/#missing",
    "table narrowed down": "indicators/dual-nationality/?countries.status=yes#countries",
    "comparison": "compare/?a=DEU&b=MAR&i=border-deaths",
    "live map": "indicators/border-deaths/?interactive=border-deaths-map&year=2016&areas=ITA",
}

SOUGHT = [
    ("fr", "double nationalité", "fr/indicators/dual-nationality/"),
    ("fr", "morts en Méditerranée", "fr/indicators/border-deaths/"),
    ("fr", "régularisation", "fr/indicators/regularisation/"),
    ("fr", "cote divoire", "fr/countries/civ/"),
    ("es", "doble nacionalidad", "es/indicators/dual-nationality/"),
    ("es", "muertes en el mar", "es/indicators/border-deaths/"),
    ("es", "regularización", "es/indicators/regularisation/"),
    ("es", "alemania", "es/countries/deu/"),
]
"""Everyday words of a language, and the page that they lead to."""

WORDS = {
    "fr": {"source": "Source", "areas": ("Allemagne", "Maroc"), "italy": "Italie"},
    "es": {"source": "Fuente", "areas": ("Alemania", "Marruecos"), "italy": "Italia"},
}


def gone_to(page: Page, language: str) -> Locator:
    """The link to a language, gone to by the keyboard alone."""
    link = page.locator(f".languages a[lang={language}]")
    for _ in range(8):
        page.keyboard.press("Tab")
        if link.evaluate("(link) => link === document.activeElement"):
            return link
    pytest.fail(f"The keyboard does not come to the link to {language}.")


@pytest.mark.one_in(3)
@pytest.mark.parametrize("what", KEPT)
def test_the_switch_keeps_page_place_and_state(reader: Reader, address: str, what: str) -> None:
    page, path = reader(), KEPT[what]
    before = ""
    for language in ("en", *FURTHER, "en"):
        if before:
            page.reload()  # else the keyboard begins at the place that the address names
            page.evaluate("(document.activeElement ?? document.body).blur(); scrollTo(0, 0)")
            link = page.locator(f".languages a[lang={language}]")
            link.focus()
            page.keyboard.press("Enter")
        else:
            page.goto(path)
        expect(page).to_have_url(f"{address}{LANGUAGES[language]}{path}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(".languages a[aria-current=true]")).to_have_attribute("lang", language)
        before = language


def test_the_links_to_languages_are_reached_and_say_their_own_name(reader: Reader, address: str) -> None:
    page = reader()
    page.goto("countries/deu/")
    link = gone_to(page, "es")
    expect(link).to_have_attribute("title", "Español")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}es/countries/deu/")


def test_a_narrowed_table_stays_so_in_another_language(page: Page) -> None:
    page.goto(KEPT["table narrowed down"])
    rows = page.locator("#countries-table tbody tr:visible")
    expect(page.locator("output[for=countries-table-filter]")).not_to_be_empty()
    shown = rows.count()
    page.locator(".languages a[lang=fr]").press("Enter")
    expect(page.locator("output[for=countries-table-filter]")).to_contain_text(str(shown))
    assert 20 < rows.count() == shown < page.locator("#countries-table tbody tr").count()


@pytest.mark.one_in(5)
@pytest.mark.parametrize(("language", "words", "path"), SOUGHT)
def test_everyday_words_lead_to_the_page(page: Page, address: str, language: str, words: str, path: str) -> None:
    opened(page, LANGUAGES[language])
    sought(page, words)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(address + path)}(#.*)?$"))


@pytest.mark.parametrize("language", FURTHER)
def test_a_finding_is_quoted(reader: Reader, language: str) -> None:
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{LANGUAGES[language]}indicators/dual-nationality/")
    link = page.locator(".opening .quote").first
    link.press("Enter")
    box = page.locator("dialog.box")
    expect(box.locator(":focus")).to_have_count(1)
    expect(box.get_by_role("heading", level=2)).not_to_be_empty()
    names = box.get_by_role("button").all_inner_texts()
    box.get_by_role("button").nth(1).press("Enter")
    expect(box.get_by_role("status")).not_to_be_empty()
    assert len(names) == len(set(names)) > 4
    assert str(WORDS[language]["source"]) in str(page.evaluate("navigator.clipboard.readText()"))
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(link).to_be_focused()


@pytest.mark.parametrize("language", FURTHER)
def test_a_number_of_a_table_is_traced_to_its_row(reader: Reader, language: str) -> None:
    page = reader()
    page.goto(f"{LANGUAGES[language]}countries/jpn/")
    number = page.locator(".table__region").locator(NATIONALITY).first
    go_to_number(page, number, "keyboard")
    box = page.locator("dialog.box")
    expect(box.locator(".box__row .is-asked td").first).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(number).to_be_focused()


@pytest.mark.parametrize("language", FURTHER)
def test_a_table_is_sorted_and_narrowed_down(page: Page, language: str) -> None:
    page.goto(f"{LANGUAGES[language]}indicators/border-deaths/")
    head = page.locator("#countries-table thead th").nth(1)
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    page.locator("#countries-table-filter").focus()
    page.keyboard.type(str(WORDS[language]["italy"]))
    expect(page.locator("output[for=countries-table-filter]")).to_contain_text("1")
    rows = page.locator("#countries-table tbody tr:visible th")
    expect(rows).to_have_text([str(WORDS[language]["italy"])])


@pytest.mark.parametrize("language", FURTHER)
def test_two_countries_are_compared(reader: Reader, language: str) -> None:
    page = reader()
    page.goto(f"{LANGUAGES[language]}compare/")
    for place, name in zip("ab", WORDS[language]["areas"], strict=True):
        field = page.locator(f"#compare-{place}")
        field.focus()
        page.keyboard.type(name)
        expect(field.locator("option:checked")).to_have_text(name)
    page.locator("button[type=submit]:visible").last.press("Enter")
    expect(page.locator("#comparison thead th a")).to_have_text(WORDS[language]["areas"])
    expect(page.locator("[data-status][role=status]")).to_contain_text("11")
    assert page.evaluate("location.search") == "?a=DEU&b=MAR"


@pytest.mark.parametrize("language", FURTHER)
def test_a_live_chart_is_opened_gone_through_and_left(reader: Reader, language: str) -> None:
    page = reader()
    page.goto(f"{LANGUAGES[language]}indicators/border-deaths/")
    figure = page.locator("#border-deaths-map")
    figure.locator(".chart__live").press("Enter")
    expect(figure.locator(".chart__canvas svg")).to_be_visible()
    figure.get_by_role("combobox").focus()
    chosen = str(WORDS[language]["italy"])
    page.keyboard.type(chosen.lower())
    expect(figure.get_by_role("option")).to_contain_text([chosen])
    page.keyboard.press("Enter")
    expect(figure.locator(".chart__chosen")).to_contain_text(chosen)
    expect(figure.locator("[role=status]")).to_contain_text(chosen)
    figure.locator(".chart__view").press("Escape")
    expect(figure.locator("picture")).to_be_visible()


LISTS = {
    "indicators/dual-nationality/": "#countries-table tbody th",
    "compare/": "#compare-a option[value]:not([value=''])",
}
"""Lists of countries by name: the elements that hold a name each."""

MISPLACED = """(all) => {
  const { compare } = new Intl.Collator(document.documentElement.lang);
  const names = all.map((each) => each.textContent.trim());
  return names.filter((name, place) => place && compare(names[place - 1], name) > 0);
}"""


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_in_the_order_of_the_language(reader: Reader, language: str, path: str) -> None:
    """Accents count last and ñ comes after n, as the browser's own list of the language says."""
    page = reader()
    page.goto(LANGUAGES[language] + path)
    names = page.locator(LISTS[path])
    assert names.count() > 150
    assert names.evaluate_all(MISPLACED) == []


def test_a_table_is_sorted_as_the_language_has_it(reader: Reader) -> None:
    """By code of letters alone « Égypte » would come after « Zimbabwe »."""
    page = reader()
    page.goto("fr/indicators/dual-nationality/")
    table = page.locator("#countries-table")
    for _ in range(2):
        table.locator("thead th").first.get_by_role("button").click()
    names = [name.strip() for name in table.locator("tbody th").all_inner_texts()]
    assert names.index("Zimbabwe") < names.index("Éthiopie") < names.index("Égypte") < names.index("Afghanistan")
