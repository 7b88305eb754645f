"""Tables are sorted and narrowed down in place; their address says how, and leads back to it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

Reader = Callable[..., Page]
INDICATOR = "indicators/dual-nationality/"
COUNTRIES = "#countries-table"

EMPTY: dict[str, Any] = {"sort": None, "filter": "", "choices": {}}
READ = {
    "?countries.sort=status.desc": {**EMPTY, "sort": {"column": "status", "way": "desc"}},
    "?countries.sort=cause.drowning.asc": {**EMPTY, "sort": {"column": "cause.drowning", "way": "asc"}},
    "?countries.sort=status": EMPTY,
    "?countries.sort=status.down": EMPTY,
    "?countries.sort=.desc": EMPTY,
    "?countries.filter=c%C3%B4te+d%27": {**EMPTY, "filter": "côte d'"},
    "?countries.filter=+peru+": {**EMPTY, "filter": "peru"},
    "?countries.filter=%E4%B8%AD%zz": {**EMPTY, "filter": "中%zz"},
    "?countries.status=partial&countries.group=LDC": {**EMPTY, "choices": {"status": "partial", "group": "LDC"}},
    "?regions.sort=group.asc&countries-2.filter=x&filter=y&a=DEU": EMPTY,
    "": EMPTY,
}
"""What an address says of the table `countries`."""

SORTED = {"sort": {"column": "obs_value", "way": "asc"}, "filter": "", "choices": {}}
WRITTEN = {
    ("", "all"): "?countries.sort=obs_value.asc&countries.filter=s%C3%A3o+tom%C3%A9&countries.status=yes",
    ("", "sorted"): "?countries.sort=obs_value.asc",
    ("", "empty"): "",
    ("?countries.filter=x&countries.status=no", "empty"): "",
    ("?interactive&a=DEU&b=&c=x%2Cy", "sorted"): "?interactive&a=DEU&b=&c=x%2Cy&countries.sort=obs_value.asc",
    ("?countries.filter=x&interactive&countries.unknown=1", "sorted"): "?interactive&countries.sort=obs_value.asc",
    ("?regions.sort=group.asc", "sorted"): "?regions.sort=group.asc&countries.sort=obs_value.asc",
    ("?regions.sort=group.asc&countries.filter=x", "empty"): "?regions.sort=group.asc",
}
"""The address before, what is shown, and the address after."""

STATES = {
    "empty": EMPTY,
    "sorted": SORTED,
    "all": {**SORTED, "filter": " são tomé ", "choices": {"status": "yes", "group": ""}},
}
PLAIN = {
    "Côte d'Ivoire": "cote d ivoire",
    "Côte d’Ivoire": "cote d ivoire",
    "Türkiye": "turkiye",
    "São Tomé and Príncipe": "sao tome and principe",
    "Guinea-Bissau": "guinea bissau",
    "Łódź, Øresund, Þingvellir, Straße": "lodz oresund thingvellir strasse",
    "  ": "",
}
"""Names, and how they are compared."""

WORDS = """(row) => [...row.cells].map((cell) => cell.textContent.trim())"""


def call(page: Page, address: str, function: str, *arguments: object) -> Any:
    """Call a function of the module that pages load, under the site's policy."""
    if page.url != f"{address}countries/":
        page.goto("countries/")
    module = page.locator("script[src$='/tables.js']").evaluate("(script) => script.src")
    return page.evaluate(
        "async ([module, name, given]) => (await import(module))[name](...given)", [module, function, arguments]
    )


def shown(table: Locator) -> list[list[str]]:
    rows: list[list[str]] = table.locator("tbody tr").evaluate_all(
        f"(rows) => rows.filter((row) => !row.hidden).map({WORDS})"
    )
    return rows


def column(table: Locator, place: int) -> list[str]:
    return [row[place] for row in shown(table)]


def told(page: Page, name: str = "countries") -> Locator:
    return page.locator(f"[data-table={name}] output")


def address_says(page: Page, what: str) -> None:
    """Wait until the address, without its host, ends so."""
    expect(page).to_have_url(re.compile(f"{re.escape(what)}$"))


# -- the grammar -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("search", READ)
def test_an_address_is_read(page: Page, address: str, search: str) -> None:
    assert call(page, address, "read", search, "countries") == READ[search]


@pytest.mark.parametrize(("search", "state"), WRITTEN)
def test_an_address_is_written(page: Page, address: str, search: str, state: str) -> None:
    assert call(page, address, "write", search, "countries", STATES[state]) == WRITTEN[search, state]


@pytest.mark.parametrize("state", STATES)
def test_what_is_written_is_read_again(page: Page, address: str, state: str) -> None:
    search = call(page, address, "write", "?a=DEU", "countries", STATES[state])
    again = call(page, address, "read", search, "countries")
    assert call(page, address, "write", search, "countries", again) == search


@pytest.mark.parametrize("name", PLAIN)
def test_names_are_compared_without_accents_and_signs(page: Page, address: str, name: str) -> None:
    assert call(page, address, "plain", name) == PLAIN[name]


# -- one table ---------------------------------------------------------------------------------------------------------


def names_of_countries(site: Path) -> dict[str, str]:
    """All that each country is called, in one text, by the name that its page has."""
    pages = json.loads((site / "search" / "names.en.json").read_bytes())["pages"]
    return {each["title"]: json.dumps(each, ensure_ascii=False) for each in pages if each["kind"] == "country"}


def test_an_address_is_shown(page: Page, site: Path) -> None:
    page.goto(f"{INDICATOR}?countries.sort=ref_area.desc&countries.filter=republic&countries.status=yes#countries")
    table = page.locator(COUNTRIES)
    expect(table.get_by_role("link", name="Türkiye", exact=True)).to_be_visible()  # the word is in its long name
    names = column(table, 0)
    assert len(names) > 3
    letters = [unicodedata.normalize("NFD", name).encode("ascii", "ignore") for name in names]
    assert letters == sorted(letters, reverse=True)
    called = names_of_countries(site)
    assert all("republic" in called[name].lower() for name in names)
    assert set(column(table, 1)) == {"Yes"}
    expect(page.locator(f"{COUNTRIES} th[data-column=ref_area]")).to_have_attribute("aria-sort", "descending")
    expect(page.locator(f"{COUNTRIES}-filter")).to_have_value("republic")
    expect(page.locator(f"{COUNTRIES}-status")).to_have_value("yes")
    expect(told(page)).to_have_text(
        re.compile(rf"^{len(names)} of \d+ shown\. Sorted by Country or area, descending\.$")
    )


def test_an_address_opens_the_fold_that_its_table_is_in(page: Page) -> None:
    page.goto("downloads/?files-countries.filter=namibia")
    forms = {"NAM.csv", "NAM.en.xlsx", "NAM.en.excel.csv", "NAM.en.zip"}
    assert set(column(page.locator("#files-table-countries"), 1)) == forms
    expect(page.locator("#files-table-countries")).to_be_visible()
    expect(page.locator("#files-table-regions")).to_be_hidden()
    page.goto("fr/downloads/?files-countries.filter=namibie")
    french = {form.replace(".en.", ".fr.") for form in forms}
    assert set(column(page.locator("#files-table-countries"), 1)) == french


@pytest.mark.parametrize("said", ["countries.sort=flag.asc", "countries.status=perhaps", "countries.flag=1", "x.y=z"])
def test_what_a_table_does_not_have_is_passed_over(page: Page, said: str) -> None:
    page.goto(f"{INDICATOR}?{said}")
    table = page.locator(COUNTRIES)
    assert len(shown(table)) == table.locator("tbody tr").count() > 100
    assert table.locator("[aria-sort]").count() == 0
    expect(told(page)).to_be_empty()


def test_sorting_is_one_step_back(page: Page) -> None:
    page.goto(INDICATOR)
    table, head = page.locator(COUNTRIES), page.locator(f"{COUNTRIES} th[data-column=status]")
    first = shown(table)
    head.get_by_role("button").click()
    address_says(page, f"/{INDICATOR}?countries.sort=status.asc")
    head.get_by_role("button").click()
    address_says(page, f"/{INDICATOR}?countries.sort=status.desc")
    last = shown(table)
    page.go_back()
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.go_back()
    address_says(page, f"/{INDICATOR}")
    assert head.get_attribute("aria-sort") is None
    assert shown(table) == first
    page.go_forward()
    page.go_forward()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert shown(table) == last != first


def test_typing_is_no_step(page: Page) -> None:
    page.goto(f"{INDICATOR}?a=DEU#countries")
    steps = page.evaluate("history.length")
    page.locator(f"{COUNTRIES}-filter").press_sequentially("Cote d", delay=20)
    assert column(page.locator(COUNTRIES), 0) == ["Côte d’Ivoire"]
    address_says(page, f"/{INDICATOR}?a=DEU&countries.filter=Cote+d#countries")
    assert page.evaluate("history.length") == steps


def test_what_was_typed_is_in_the_address_before_a_reader_leaves(page: Page) -> None:
    page.goto(INDICATOR)
    page.locator(f"{COUNTRIES}-filter").press_sequentially("alban")  # "alba" begins Al-Bahrayn, too
    page.get_by_role("link", name="Albania", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Albania")
    page.go_back()
    address_says(page, f"/{INDICATOR}?countries.filter=alban")
    assert column(page.locator(COUNTRIES), 0) == ["Albania"]


def test_every_word_of_the_filter_must_be_there(page: Page) -> None:
    page.goto("indicators/agreement-safeguards/register/?register.filter=peru+ecuador")
    rows = shown(page.locator("#register-table"))
    assert rows
    assert all("Peru" in row[1] and "Ecuador" in row[1] for row in rows)


@pytest.mark.parametrize("status", ["yes", "partial", "no", "not_assessed"])
def test_a_policy_is_narrowed_to_a_status(page: Page, status: str) -> None:
    page.goto("indicators/social-services/")
    table, menu = page.locator(COUNTRIES), page.locator(f"{COUNTRIES}-status")
    menu.select_option(status)
    address_says(page, f"/?countries.status={status}")
    word = menu.locator("option:checked").inner_text()
    assert set(column(table, 1)) <= {word}
    page.locator(f"{COUNTRIES}-filter").fill("a")
    assert set(column(table, 1)) <= {word}
    assert all("a" in " ".join(row).lower() for row in shown(table))


def test_reset_by_keyboard(page: Page) -> None:
    page.goto(f"{INDICATOR}?regions.sort=group.desc&countries.sort=status.asc&countries.status=no#countries")
    table = page.locator(COUNTRIES)
    page.locator(f"{COUNTRIES}-status").focus()
    page.keyboard.press("Tab")
    expect(page.locator("[data-table=countries]").get_by_role("button", name="Reset")).to_be_focused()
    page.keyboard.press("Enter")
    address_says(page, f"/{INDICATOR}?regions.sort=group.desc#countries")
    total = table.locator("tbody tr").count()
    names = column(table, 0)
    assert len(names) == total
    assert names[0] == "Afghanistan"
    expect(told(page)).to_have_text(f"{total} of {total} shown.")
    expect(page.locator("[data-table=countries]").get_by_role("button", name="Reset")).to_be_hidden()
    expect(page.locator(f"{COUNTRIES}-filter")).to_be_focused()


# -- years -------------------------------------------------------------------------------------------------------------

REGISTER = "indicators/agreement-safeguards/register/"
DAYS = "#register-table tbody tr:not([hidden]) td.is-date"
ORDERS = "(all) => all.map(({ dataset }) => dataset.order ?? '')"


def test_a_year_is_in_the_address_and_one_step_back(page: Page) -> None:
    page.goto(REGISTER)
    menu = page.locator("#register-table-date")
    total = page.locator(DAYS).count()
    years = menu.locator("option").evaluate_all("(all) => all.slice(1).map(({ value }) => value)")
    assert years == sorted(years, reverse=True)
    menu.select_option("2016")
    address_says(page, f"/{REGISTER}?register.date=2016")
    left = page.locator(DAYS).evaluate_all(ORDERS)
    assert {order[:4] for order in left} == {"2016"}
    expect(told(page, "register")).to_have_text(f"{len(left)} of {total:,} shown.")
    page.go_back()
    address_says(page, f"/{REGISTER}")
    expect(page.locator(DAYS)).to_have_count(total)
    expect(menu).to_have_value("")
    page.go_forward()
    expect(page.locator(DAYS)).to_have_count(len(left))
    page.reload()
    expect(page.locator(DAYS)).to_have_count(len(left))


def test_a_view_of_a_year_is_the_same_in_another_language(page: Page) -> None:
    page.goto(f"{REGISTER}?register.date=2016&register.sort=date.desc#register-table")
    table = page.locator("#register-table")
    seen = page.locator(DAYS).evaluate_all(ORDERS)
    assert seen == sorted(seen, reverse=True)
    assert len(seen) > 1
    page.locator(".languages a[hreflang=fr]").click()
    address_says(page, f"/fr/{REGISTER}?register.date=2016&register.sort=date.desc#register-table")
    expect(table.locator("th[data-column=date]")).to_have_attribute("aria-sort", "descending")
    assert page.locator(DAYS).evaluate_all(ORDERS) == seen


@pytest.mark.one_in(2)
@pytest.mark.parametrize("said", ["register.date=1066", "register.date=2016-01-01", "register.date=<b>"])
def test_a_year_that_a_table_does_not_have_is_passed_over(page: Page, said: str) -> None:
    page.goto(f"{REGISTER}?{said}")
    expect(page.locator("#register-table-date")).to_have_value("")
    assert page.locator("#register-table tbody tr[hidden]").count() == 0
    expect(told(page, "register")).to_be_empty()


@pytest.mark.parametrize(
    ("path", "table"), [("indicators/agreement-safeguards/trend/", "trend"), ("sources/", "sources")]
)
def test_a_table_in_which_no_year_comes_back_has_no_menu_of_them(page: Page, path: str, table: str) -> None:
    page.goto(path)
    expect(page.locator(f"[data-table={table}] .table__take").first).to_be_visible()
    assert page.locator(f"[data-table={table}] select").count() == 0


# -- order -------------------------------------------------------------------------------------------------------------

ORDER = {
    "asc": ["Yes", "Partial", "No", "Not assessed"],
    "desc": ["No", "Partial", "Yes", "Not assessed"],
}
"""Statuses, sorted: nobody has looked is the last either way, since it is not a kind of no."""


@pytest.mark.parametrize("way", ORDER)
def test_statuses_are_sorted(page: Page, way: str) -> None:
    page.goto(f"regions/wld/?matrix.sort=dual-nationality.{way}")
    heads = page.locator("#matrix-table thead th")
    place = heads.evaluate_all("(all) => all.findIndex(({ dataset }) => dataset.column === 'dual-nationality')")
    found = column(page.locator("#matrix-table"), place)
    assert found == sorted(found, key=ORDER[way].index)
    assert set(found) == set(ORDER[way])


@pytest.mark.one_in(3)
@pytest.mark.parametrize("way", ["asc", "desc"])
@pytest.mark.parametrize(
    ("path", "table", "name"),
    [
        ("indicators/agreement-safeguards/register/", "register", "date"),
        ("indicators/border-deaths/", "regions", "total"),
        ("indicators/border-deaths/", "countries", "obs_value"),
        ("indicators/border-deaths/month/", "companion-month", "time_period"),
    ],
)
def test_blanks_are_last_either_way(page: Page, path: str, table: str, name: str, way: str) -> None:
    page.goto(f"{path}?{table}.sort={name}.{way}")
    head = page.locator(f"#{table}-table th[data-column='{name}']")
    place = head.evaluate("(head) => head.cellIndex")
    keys: list[str] = page.locator(f"#{table}-table tbody tr").evaluate_all(
        """(rows, place) => rows.map(({ cells }) => cells[place])
          .map((cell) => cell.dataset.order ?? cell.querySelector("data")?.getAttribute("value") ?? cell.textContent)
          .map((key) => key.trim().replace(/^\\W$/, ""))""",
        place,
    )
    held = [key for key in keys if key]
    assert keys == [*held, *[""] * (len(keys) - len(held))]
    counted = [float(key) for key in held] if head.evaluate("(head) => /figure|bar/.test(head.className)") else held
    assert counted == sorted(counted, reverse=way == "desc")
    assert len(set(held)) > 3


# -- several tables and lists ------------------------------------------------------------------------------------------


def test_two_tables_keep_apart(page: Page) -> None:
    page.goto(f"{INDICATOR}?c=1")
    page.locator("#regions-table th[data-column=group]").get_by_role("button").click()
    page.locator(f"{COUNTRIES}-status").select_option("no")
    address_says(page, "?c=1&regions.sort=group.asc&countries.status=no")
    assert set(column(page.locator(COUNTRIES), 1)) == {"No"}
    groups = column(page.locator("#regions-table"), 0)
    assert groups == sorted(groups)
    page.locator("[data-table=regions]").get_by_role("button", name="Reset").click()
    address_says(page, "?c=1&countries.status=no")
    page.go_back()
    assert column(page.locator("#regions-table"), 0) == groups
    page.go_back()
    assert len(shown(page.locator(COUNTRIES))) > 100


@pytest.mark.parametrize("path", ["", "indicators/border-deaths/", "countries/deu/", "crosswalk/", "downloads/"])
def test_tables_and_columns_have_names_of_their_own(page: Page, path: str) -> None:
    page.goto(path)
    found: list[list[str]] = page.locator("table[data-sort]").evaluate_all(
        "(all) => all.map((table) => [...table.tHead.rows[0].cells].map(({ dataset }) => dataset.column ?? ''))"
    )
    names: list[str] = page.locator("[data-table]").evaluate_all("(all) => all.map(({ dataset }) => dataset.table)")
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert all(len(set(columns)) == len(columns) for columns in found)
    assert all(re.fullmatch(r"[\w.-]+", name) for columns in found for name in columns), found


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("countries.filter=NAM", {"Namibia"}),
        ("countries.filter=turkey", {"Türkiye"}),
        ("countries.filter=ivory+coast", {"Côte d’Ivoire"}),
        ("countries.filter=swaziland", {"Eswatini"}),
        ("countries.group=039&countries.filter=san", {"San Marino"}),
    ],
)
def test_the_list_of_countries_is_narrowed(page: Page, sought: str, found: set[str]) -> None:
    page.goto(f"countries/?{sought}")
    entries = page.locator(".area-list li:visible a")
    assert found <= set(entries.all_inner_texts())
    assert entries.count() <= 5
    assert page.locator(".area-list section:visible").count() <= entries.count()


def test_the_list_of_countries_is_narrowed_by_what_is_known(page: Page) -> None:
    page.goto("countries/")
    total = page.locator(".area-list li").count()
    menu = page.locator("#countries-known")
    codes = menu.locator("option").evaluate_all("(all) => all.map(({ value }) => value).filter(Boolean)")
    parts = 0
    for code in codes:
        menu.select_option(code)
        address_says(page, f"/countries/?countries.known={code}")
        low, _, high = code.partition("-")
        known = [
            int(note.split()[0]) for note in page.locator(".area-list li:visible .area-list__note").all_inner_texts()
        ]
        assert all(int(low) <= number <= int(high or low) for number in known)
        parts += len(known)
    assert parts == total


# -- without script, and on a phone ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "items"),
    [
        (f"{INDICATOR}?countries.filter=peru&countries.status=no", f"{COUNTRIES} tbody tr"),
        ("indicators/agreement-safeguards/register/?register.filter=peru", "#register-table tbody tr"),
        ("countries/?countries.group=LDC", ".area-list li"),
    ],
)
def test_without_script_nothing_is_left_out(reader: Reader, path: str, items: str) -> None:
    plain = reader(java_script_enabled=False)
    plain.goto(path)
    rows = plain.locator(items)
    assert rows.count() > 190
    assert rows.filter(visible=True).count() == rows.count()
    assert plain.locator(".table__tools").filter(visible=True).count() == 0


def test_a_long_register_is_one_link_away(reader: Reader) -> None:
    plain = reader(java_script_enabled=False)
    plain.goto("indicators/agreement-safeguards/")
    link = plain.locator("section[aria-labelledby=register]").get_by_role("link")
    rows = int(re.sub(r"\D", "", link.inner_text().partition(" rows")[0]))
    link.click()
    expect(plain.locator("#register-table tbody tr")).to_have_count(rows)
    assert rows > 1000
    expect(plain.locator(".downloads__entry", has_text="register_").get_by_role("link")).to_be_visible()


def test_cards_are_sorted_by_keyboard_on_a_phone(reader: Reader) -> None:
    phone = reader(360)
    phone.goto("sources/")
    button = phone.locator("#sources-table th[data-column=publisher] button")
    phone.locator("#sources-table-filter").focus()
    for _ in range(6):
        phone.keyboard.press("Tab")
        if button.evaluate("(each) => each === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box is not None
    assert box["width"] > 40
    phone.keyboard.press("Enter")
    publishers = column(phone.locator("#sources-table"), 1)
    assert publishers[0].casefold() <= publishers[-1].casefold()
    assert publishers[0] != publishers[-1]


def test_what_is_blank_in_every_row_is_left_out(reader: Reader) -> None:
    phone = reader(360)
    phone.goto("regions/150/")
    shares = phone.locator("#indicators-table td[data-label='Share']").filter(visible=True)
    assert shares.count() > 0
    assert all(len(text.strip()) > 1 for text in shares.all_inner_texts())


def test_a_table_is_taken_as_it_is_shown(reader: Reader) -> None:
    page = reader()
    page.goto(f"{INDICATOR}?countries.filter=peru")
    expect(page.locator(f"{COUNTRIES} tbody tr:not([hidden])")).to_have_count(1)
    rows = shown(page.locator(COUNTRIES))
    with page.expect_download() as taken:
        page.locator(".table", has=page.locator(COUNTRIES)).locator("[data-take=csv]").click()
    lines = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert taken.value.suggested_filename == "countries.csv"
    assert len(lines) == len(rows) + 1
    assert lines[1].startswith("Peru,")


def test_a_long_table_is_laid_out_once_it_comes_near(reader: Reader) -> None:
    """Until then a phone has no work with it; then it says whether there is more beside what is seen."""
    phone = reader(width=320, height=640)
    phone.goto(INDICATOR)
    far = "(each) => !each.checkVisibility({ contentVisibilityAuto: true })"
    row = phone.locator(f"{COUNTRIES} tbody tr").last
    assert row.evaluate(far)
    phone.locator(COUNTRIES).scroll_into_view_if_needed()
    expect(phone.locator("[data-table='countries'] .table__hint")).to_be_visible()
    assert not row.evaluate(far)
    region = phone.locator("[data-table='countries'] .table__region")
    assert region.evaluate("(each) => each.scrollWidth > each.clientWidth")
