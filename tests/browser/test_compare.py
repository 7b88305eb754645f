"""Four areas side by side: by address and by keyboard, what cannot be compared, on one sheet, as on their pages."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

Reader = Callable[..., Page]

FOUR = "compare/?a=DEU&b=MAR&c=ITA&d=PHL"
WIDE = "compare/?a=COD&b=GBR&c=ITA&d=DOM"
"""Long names, long notes, most figures: what takes most room on a sheet."""


def heads(page: Page, count: int) -> list[str]:
    """The names over the columns, once there are so many."""
    over = page.locator("#comparison thead th a")
    expect(over).to_have_count(count)
    return over.all_inner_texts()


def told(page: Page) -> Locator:
    return page.locator("[data-status][role=status]")


def choose(page: Page, place: int, name: str) -> None:
    """Choose an area by typing its name, as a native list allows."""
    field = page.get_by_label(f"Country or area {place}")
    field.focus()
    page.keyboard.type(name)
    expect(field.locator("option:checked")).to_have_text(name)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


# -- the address -------------------------------------------------------------------------------------------------------


def test_four_areas_by_address(page: Page) -> None:
    page.goto(FOUR)
    expect(page.locator("#comparison tbody").first.locator("tr")).to_have_count(11)
    assert heads(page, 4) == ["Germany", "Morocco", "Italy", "Philippines"]
    expect(page).to_have_title(re.compile(r"^Germany, Morocco, Italy and Philippines compared \u2013 "))
    expect(told(page)).to_contain_text("Of 11 rows")
    expect(page.locator("[data-without]")).to_be_hidden()


ADDRESSES = [
    ("small letters", "?a=deu&b=mar", ["Germany", "Morocco"], "?a=DEU&b=MAR", ""),
    ("unknown code", "?a=DEU&b=XYZ&c=MAR", ["Germany", "Morocco"], "?a=DEU&b=MAR", "one code of no country"),
    ("two unknown codes", "?a=DEU&b=1&c=MAR&d=<b>", ["Germany", "Morocco"], "?a=DEU&b=MAR", "2 codes of no country"),
    ("named twice", "?a=DEU&b=MAR&c=DEU", ["Germany", "Morocco"], "?a=DEU&b=MAR", "Germany was named twice"),
    ("gaps", "?b=NAM&d=MAR", ["Namibia", "Morocco"], "?a=NAM&b=MAR", ""),
    ("a fifth", "?a=DEU&b=MAR&c=ITA&d=PHL&e=FRA", ["Germany", "Morocco", "Italy", "Philippines"], None, ""),
    ("one", "?a=DEU", [], "?a=DEU", "at least one more to compare with Germany"),
    ("none", "", [], "", "Choose two to four"),
]


@pytest.mark.parametrize("case", ADDRESSES, ids=[name for name, *_ in ADDRESSES])
def test_an_address_is_read_and_put_in_order(page: Page, case: tuple[str, str, list[str], str | None, str]) -> None:
    _, query, names, then, said = case
    page.goto(f"compare/{query}")
    expect(page.get_by_label("Country or area 1")).to_be_visible()
    expect(told(page)).to_contain_text(said or "Of 11 rows")
    assert heads(page, len(names)) == names
    if then is not None:
        assert page.evaluate("location.search") == then


def test_the_back_button_takes_a_step_back(reader: Reader) -> None:
    reading = reader()
    reading.goto("compare/?a=DEU&b=MAR")
    assert heads(reading, 2) == ["Germany", "Morocco"]
    press(reading, "Add another")
    choose(reading, 3, "Italy")
    press(reading, "Compare")
    heads(reading, 3)
    assert reading.evaluate("location.search") == "?a=DEU&b=MAR&c=ITA"
    reading.go_back()
    heads(reading, 2)
    expect(reading.locator(".compare__slot")).to_have_count(2)
    expect(reading).to_have_title(re.compile("^Germany and Morocco compared"))
    reading.go_forward()
    heads(reading, 3)


def test_a_country_leads_to_its_comparison(page: Page) -> None:
    page.goto("countries/nam/")
    page.get_by_role("link", name="Compare Namibia with others").click()
    expect(page.get_by_label("Country or area 1").locator("option:checked")).to_have_text("Namibia")
    expect(told(page)).to_contain_text("to compare with Namibia")


# -- the keyboard ------------------------------------------------------------------------------------------------------


def test_four_areas_by_keyboard(reader: Reader) -> None:
    reading = reader()
    reading.goto("compare/")
    choose(reading, 1, "Germany")
    choose(reading, 2, "Morocco")
    press(reading, "Add another")
    expect(reading.get_by_label("Country or area 3")).to_be_focused()
    choose(reading, 3, "Italy")
    press(reading, "Add another")
    choose(reading, 4, "Philippines")
    expect(reading.get_by_role("button", name="Add another")).to_be_hidden()
    press(reading, "Compare")
    assert heads(reading, 4) == ["Germany", "Morocco", "Italy", "Philippines"]
    assert reading.evaluate("location.search") == "?a=DEU&b=MAR&c=ITA&d=PHL"
    expect(reading.get_by_role("button", name="Compare", exact=True)).to_be_focused()


def test_an_area_is_removed_and_the_focus_stays_near(reader: Reader) -> None:
    reading = reader()
    reading.goto(FOUR)
    heads(reading, 4)
    press(reading, "Remove Morocco")
    assert heads(reading, 3) == ["Germany", "Italy", "Philippines"]
    expect(reading.get_by_label("Country or area 2")).to_be_focused()
    press(reading, "Remove Germany")
    expect(reading.get_by_role("button", name=re.compile("^Remove"))).to_have_count(0)


ORDER = """() => {
  const here = document.activeElement;
  return here.matches("select, summary, form button") ? here.id || here.textContent.trim() : here.id || here.className;
}"""


def test_the_focus_goes_through_the_form_in_its_order(page: Page) -> None:
    page.goto("compare/?a=DEU&b=MAR&c=ITA")
    heads(page, 3)
    page.get_by_label("Country or area 1").focus()
    stops = [page.evaluate(ORDER)]
    for _ in range(9):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(ORDER))
    expected = [
        *("compare-a", "Remove Germany", "compare-b", "Remove Morocco", "compare-c", "Remove Italy", "compare-y"),
        "Choose indicators (all eleven are shown unless some are chosen)",
        *("Add another", "Compare"),
    ]
    assert stops == expected


# -- what stands in the table ------------------------------------------------------------------------------------------

FIGURES = """(column) => [...document.querySelectorAll("#comparison tbody:first-of-type tr")].map((row) =>
  [...row.cells[column].querySelectorAll("data")].map((each) => [each.value, each.dataset.cell, each.textContent]))"""

OWN = """() => [...document.querySelectorAll("#profile tbody tr")].map((row) =>
  [...row.cells[1].querySelectorAll("data")].filter((each) => !each.closest("[data-known]"))
    .map((each) => [each.value, each.dataset.cell, each.textContent]))"""

YEARS = """(column) => [...document.querySelectorAll("#comparison tbody:first-of-type tr")].map((row) =>
  row.cells[column].textContent.match(/Year: (\\d{4})/)?.[1] ?? "")"""


@pytest.mark.parametrize("codes", [("DEU", "MAR", "ITA", "PHL"), ("NAM", "TUV", "PSE", "DOM"), ("ESP", "GRC")])
def test_figures_are_those_of_the_countries_own_pages(page: Page, codes: tuple[str, ...]) -> None:
    page.goto("compare/?" + "&".join(f"{name}={code}" for name, code in zip("abcd", codes, strict=False)))
    heads(page, len(codes))
    compared = [(page.evaluate(FIGURES, place), page.evaluate(YEARS, place)) for place in range(2, len(codes) + 2)]
    for code, (figures, years) in zip(codes, compared, strict=True):
        page.goto(f"countries/{code.lower()}/")
        assert figures == page.evaluate(OWN), code
        said = page.locator("#profile .profile__year").all_inner_texts()
        assert years == [" ".join(text.split()[:1]) for text in said], code


def test_rows_are_those_of_every_country_in_the_same_order(page: Page) -> None:
    page.goto("countries/deu/")
    own = page.locator("#profile tbody th > a").all_inner_texts()
    page.goto(FOUR)
    heads(page, 4)
    assert page.locator("#comparison tbody:first-of-type th > a").all_inner_texts() == own


def test_every_cell_says_where_it_is_from(page: Page) -> None:
    """A mark or a figure, its year, a link to the row, and the row's source; an absence has its reason."""
    page.goto(FOUR)
    heads(page, 4)
    for row in page.locator("#comparison tbody tr").all():
        source = row.locator("th .compare__source").count()
        for cell in row.locator("td:not(.compare__verdict)").all():
            if cell.locator("data").count():
                assert "Year: " in cell.inner_text()
                assert cell.get_by_role("link", name=re.compile(r"\.csv, row \d+$")).count() == 1
                assert source or cell.locator(".compare__source").count()
            else:
                assert cell.inner_text().strip()


def test_a_row_link_leads_to_the_file(page: Page) -> None:
    page.goto(FOUR)
    heads(page, 4)
    addresses = page.locator(".compare__row a").evaluate_all("(all) => [...new Set(all.map((each) => each.href))]")
    answers = [page.request.head(address).status for address in addresses]
    assert len(answers) > 5
    assert set(answers) == {200}


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [
        (0.1265, "percent 1", "12.6%"),
        (0.1225, "percent 1", "12.2%"),
        (1234567, "decimal 0", "1,234,567"),
        (0.5, "decimal 0", "0"),
    ],
)
def test_numbers_are_rounded_as_on_the_pages(reader: Reader, mine: float, theirs: str, shown: str) -> None:
    """Half to even, from the number as it is written and not from its binary fraction."""
    style, decimals = theirs.split()

    def changed(route: Any) -> None:
        content = json.loads(route.fetch().body())
        for indicator in content["indicators"]:
            if indicator["id"] == "agreement-safeguards":
                indicator["headline"]["shown"]["obs_value"] = {"style": style, "decimals": int(decimals)}
        route.fulfill(json=content)

    def country(route: Any) -> None:
        content = json.loads(route.fetch().body())
        for entry in content["indicators"]:
            if entry["indicator"] == "agreement-safeguards":
                entry["values"]["obs_value"]["value"] = mine
        route.fulfill(json=content)

    reading = reader()
    reading.route("**/api/v1/indicators.json", changed)
    reading.route("**/api/v1/countries/DEU.json", country)
    reading.goto("compare/?a=DEU&b=ITA")
    heads(reading, 2)
    row = reading.locator("#comparison tr", has_text="Human rights safeguards in agreements")
    assert row.locator("td").nth(1).locator("data").first.inner_text() == shown


# -- one year ----------------------------------------------------------------------------------------------------------

IN_2019 = "compare/?a=ITA&b=ESP&y=2019"


def cells_of(page: Page, indicator: str) -> list[str]:
    """What stands in the cells of a row, without line breaks, verdict first."""
    row = page.locator("#comparison tbody tr").filter(has=page.locator("th", has_text=indicator))
    return [" ".join(text.split()) for text in row.locator("td").all_inner_texts()]


def test_a_year_is_in_the_address_and_in_every_text(page: Page) -> None:
    page.goto(IN_2019)
    assert heads(page, 2) == ["Italy", "Spain"]
    assert page.evaluate("location.search") == "?a=ITA&b=ESP&y=2019"
    expect(page).to_have_title(re.compile("^Italy and Spain in 2019 compared"))
    expect(told(page)).to_contain_text("Italy and Spain in 2019. Of 11 rows")
    expect(page.locator(".table__caption")).to_have_text(re.compile("^Italy and Spain in 2019: what is known"))
    expect(page.get_by_label("Year", exact=True)).to_have_value("2019")


def test_figures_of_a_year_are_those_of_the_tables(page: Page) -> None:
    """Each figure is of the year that was chosen, or a status that is said to be carried forward to it."""
    page.goto(IN_2019)
    heads(page, 2)
    years = page.locator("#comparison .compare__small").filter(has_text=re.compile("^Year: ")).all_inner_texts()
    assert len(years) > 10
    assert {text.split(" row ")[0].strip() for text in years} == {"Year: 2019"}
    for place, code in ((2, "ITA"), (3, "ESP")):
        held = page.request.get(f"api/v1/years/{code}.json").json()["series"]
        of_year = {cell["cell"]: str(cell["value"]) for entries in held.values() for cell in values_in(entries, "2019")}
        shown = [figure for row in page.evaluate(FIGURES, place) for figure in row]
        assert len(shown) >= 5
        assert all(of_year[cell] == value for value, cell, _ in shown)


def values_in(entries: list[Any], year: str) -> list[Any]:
    """The values of the entries that stand in a year."""
    standing = [each for each in entries if each.get("headline_period", each["time_period"]) == year]
    return [value for each in standing for value in each["values"].values()]


def test_a_status_that_is_carried_to_the_year_says_its_own(page: Page) -> None:
    """Norway was last assessed for 2019, Italy for 2021 as well."""
    page.goto("compare/?a=NOR&b=ITA&y=2021")
    heads(page, 2)
    verdict, norway, italy = cells_of(page, "social services")
    assert "Carried forward from an earlier year: Norway." in verdict
    assert "Year: 2019, carried forward to 2021" in norway
    assert "Year: 2021 " in italy


def test_a_year_is_chosen_by_keyboard_and_taken_back(reader: Reader) -> None:
    reading = reader()
    reading.goto("compare/")
    choose(reading, 1, "Italy")
    choose(reading, 2, "Spain")
    menu = reading.get_by_label("Year", exact=True)
    expect(menu.locator("option[value='2019']")).to_have_count(1)
    listed = menu.locator("option").all_inner_texts()
    assert listed == [listed[0], *sorted(set(listed[1:]), reverse=True)]
    assert listed[0] == "Newest of each"
    menu.focus()
    reading.keyboard.type("2019")
    press(reading, "Compare")
    heads(reading, 2)
    assert reading.evaluate("location.search") == "?a=ITA&b=ESP&y=2019"
    menu.focus()
    reading.keyboard.press("Home")
    press(reading, "Compare")
    expect(told(reading)).to_contain_text(re.compile("^Italy and Spain\\. Of"))
    assert reading.evaluate("location.search") == "?a=ITA&b=ESP"
    reading.go_back()
    expect(told(reading)).to_contain_text("Italy and Spain in 2019.")
    expect(menu).to_have_value("2019")


YEARS_THAT_ARE_NONE = ["abc", "1800", "<b>2019</b>", "9999", "2019x"]


@pytest.mark.parametrize("year", YEARS_THAT_ARE_NONE)
def test_a_year_without_a_figure_is_told_and_not_shown(page: Page, year: str) -> None:
    page.goto(f"compare/?a=ITA&b=ESP&y={year}")
    heads(page, 2)
    expect(told(page)).to_contain_text("None of them has a figure for the year that was asked for")
    assert page.evaluate("location.search") == "?a=ITA&b=ESP"
    assert year not in page.locator("[data-compare]").inner_text()
    expect(page.get_by_label("Year", exact=True)).to_have_value("")
    expect(page).to_have_title(re.compile("^Italy and Spain compared"))


def test_what_is_not_known_of_a_year_says_so_and_no_other_year_stands_in(page: Page) -> None:
    page.goto("compare/?a=ITA&b=ESP&y=1965")
    heads(page, 2)
    _, *deaths = cells_of(page, "Deaths and disappearances")
    assert deaths == ["No figure for 1965."] * 2
    verdict, *services = cells_of(page, "social services")
    assert verdict.startswith("No.")
    assert services == ["Not assessed Nothing for 1965, which does not mean no."] * 2
    _, *programmes = cells_of(page, "Financial literacy")
    assert programmes == ["Single cases, which are not figures of one year."] * 2
    assert "carried" not in page.locator("#comparison").inner_text()


def test_a_blank_of_a_year_says_what_its_source_says(page: Page) -> None:
    """The source of this package leaves none blank where others do: a file of years is answered as if it did."""

    def with_blanks(route: Route) -> None:
        held = route.fetch().json()
        named = ("border-deaths", "social-services")
        held["series"] = {name: entries for name, entries in held["series"].items() if name not in named}
        blank = {"time_period": "2019", "obs_status": "M", "source": "gazette"}
        held["blanks"] = {"border-deaths": [{**blank, "note": "lost"}], "social-services": [blank]}
        held["labels"]["note"] = {"lost": {"en": "The file was lost."}}
        held["labels"]["obs_status"] = {"M": {"en": "Missing"}}
        route.fulfill(json=held)

    page.route("**/api/v1/years/ESP.json", with_blanks)
    page.goto(IN_2019)
    heads(page, 2)
    _, _, deaths = cells_of(page, "Deaths and disappearances")
    assert deaths.startswith("No figure for 2019: The file was lost.")
    _, _, services = cells_of(page, "social services")
    assert services.startswith("Not assessed Nothing for 2019, which does not mean no: Missing.")
    page.unroute("**/api/v1/years/ESP.json")


def test_files_of_years_are_asked_for_only_where_a_year_is_chosen(reader: Reader) -> None:
    reading = reader()
    asked: list[str] = []
    reading.on("request", lambda request: asked.append(request.url))
    reading.goto("compare/?a=ITA&b=ESP")
    heads(reading, 2)
    assert not [url for url in asked if "/years/" in url]
    reading.get_by_label("Year", exact=True).select_option("2019")
    press(reading, "Compare")
    expect(told(reading)).to_contain_text("in 2019")
    assert sorted(url.rpartition("/")[2] for url in asked if "/years/" in url) == ["ESP.json", "ITA.json"]


def test_a_year_is_taken_away_as_it_is_shown(page: Page) -> None:
    page.goto("compare/?a=ITA&b=ESP&y=1965")
    heads(page, 2)
    with page.expect_download() as saved:
        press(page, "Download as CSV")
    assert saved.value.suggested_filename == "comparison-ITA-ESP-1965.csv"
    rows = list(csv.DictReader(saved.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 22
    assert {row["time_period"] for row in rows} == {"1965", ""}, "single cases have no year"
    deaths = next(row for row in rows if row["indicator"] == "border-deaths")
    assert (deaths["obs_value"], deaths["why_blank"]) == ("", "No figure for 1965.")
    assert {row["carried_forward_to"] for row in rows} == {""}
    with page.expect_download() as kept:
        press(page, "Download as XLSX")
    assert kept.value.suggested_filename == "comparison-ITA-ESP-1965.xlsx"


def test_a_year_stays_when_the_language_changes(reader: Reader) -> None:
    reading = reader()
    reading.goto(IN_2019)
    heads(reading, 2)
    reading.locator("a[hreflang=fr]").first.click()
    expect(told(reading)).to_contain_text("Italie et Espagne en 2019.")
    assert reading.evaluate("location.search") == "?a=ITA&b=ESP&y=2019"
    expect(reading).to_have_title(re.compile("^Comparaison.: Italie et Espagne en 2019"))
    expect(reading.get_by_label("Année", exact=True)).to_have_value("2019")


def test_one_country_keeps_the_year_until_there_is_another(reader: Reader) -> None:
    reading = reader()
    reading.goto("compare/?a=ITA&y=2019")
    expect(told(reading)).to_contain_text("to compare with Italy")
    choose(reading, 2, "Spain")
    press(reading, "Compare")
    expect(told(reading)).to_contain_text("Italy and Spain in 2019.")


# -- what cannot be compared -------------------------------------------------------------------------------------------

POLICY = {"measure_type": "policy", "aggregation": "areas", "is_minimum": False, "dimensions": []}
COUNT = {"measure_type": "count", "aggregation": "sum_over_time", "is_minimum": True, "dimensions": []}
TRAINED = {"measure_type": "count", "aggregation": "none", "is_minimum": True, "dimensions": ["programme"]}
REGISTER = {"measure_type": "register", "aggregation": "sum", "is_minimum": True, "dimensions": []}
POOLED = {"measure_type": "ratio", "aggregation": "spread", "is_minimum": False, "dimensions": ["programme"]}
AGREED = {"measure_type": "ratio", "aggregation": "distinct_records", "is_minimum": False, "dimensions": []}
RATIO = {"measure_type": "ratio", "aggregation": "ratio_of_sums", "is_minimum": False, "dimensions": []}
PEOPLE = {"measure_type": "count", "aggregation": "sum", "is_minimum": False, "dimensions": []}
LEVELS = {"measure_type": "category", "aggregation": "areas", "is_minimum": False, "dimensions": []}


def entry(year: str = "2023", **more: object) -> dict[str, object]:
    held: dict[str, object] = {
        "values": {"obs_value": {}},
        "time_period": year,
        "obs_status": "A",
        "note": None,
        "source": "one",
    }
    return {**held, "carried_forward": False, **more}


ABSENT: dict[str, object] = {"values": {}, "time_period": None, "obs_status": None, "note": None, "source": "one"}
NEW, OLD, CARRIED = entry(), entry("2019"), entry("2019", carried_forward=True)

RULES: dict[str, tuple[dict[str, object], list[dict[str, object]], list[tuple[str, str, list[int]]]]] = {
    # rule: series, what is known of each area, codes with level and places
    "same year, same source": (POLICY, [NEW, NEW], [("alike", "yes", [0, 1])]),
    "nothing known": (POLICY, [ABSENT, ABSENT], [("none_known", "no", [0, 1])]),
    "one known": (POLICY, [ABSENT, NEW, ABSENT], [("one_known", "no", [1])]),
    "one known of minimums": (COUNT, [NEW, ABSENT], [("one_known", "no", [0])]),
    "one not assessed": (POLICY, [NEW, ABSENT, NEW], [("not_assessed", "care", [1])]),
    "one not documented": (
        {**POLICY, "finds_only_yes": True},
        [NEW, ABSENT, NEW],
        [("not_documented", "care", [1])],
    ),
    "one level not assessed": (LEVELS, [NEW, ABSENT, NEW], [("not_assessed", "care", [1])]),
    "one without a figure": (PEOPLE, [NEW, NEW, ABSENT], [("no_figure", "care", [2])]),
    "different years": (POLICY, [NEW, OLD], [("years", "care", [0, 1])]),
    "different periods of a ratio": (RATIO, [NEW, OLD], [("periods", "care", [0, 1])]),
    "carried forward": (POLICY, [NEW, CARRIED], [("carried", "care", [1])]),
    "all carried forward": (POLICY, [CARRIED, CARRIED], [("carried", "care", [0, 1])]),
    "carried forward and different years": (
        POLICY,
        [NEW, CARRIED, OLD],
        [("carried", "care", [1]), ("years", "care", [0, 2])],
    ),
    "minimum counts of what was recorded": (COUNT, [NEW, NEW, ABSENT], [("recorded", "no", [0, 1])]),
    "minimum counts of different years": (COUNT, [NEW, OLD], [("recorded", "no", [0, 1]), ("years", "care", [0, 1])]),
    "known cases": (REGISTER, [NEW, NEW], [("register", "no", [0, 1])]),
    "single programmes that count people": (TRAINED, [NEW, NEW], [("cases", "no", [0, 1])]),
    "single programmes with a ratio": (POOLED, [NEW, OLD], [("cases", "no", [0, 1]), ("periods", "care", [0, 1])]),
    "other minimums": ({**PEOPLE, "is_minimum": True}, [NEW, NEW], [("minimum", "no", [0, 1])]),
    "agreements of both": (AGREED, [NEW, NEW], [("shared", "care", [0, 1])]),
    "a partial year": (POLICY, [NEW, entry(obs_status="P")], [("status", "care", [1])]),
    "two kinds of doubt": (
        POLICY,
        [entry(obs_status="U"), NEW, entry(obs_status="P")],
        [("status", "care", [0]), ("status", "care", [2])],
    ),
    "a note says more than a status": (
        POLICY,
        [NEW, entry(obs_status="P", note="partial-year")],
        [("notes", "care", [1])],
    ),
    "the same note": (POLICY, [entry(note="stock"), entry(note="stock")], [("alike", "yes", [0, 1])]),
    "levels by dimension": ({**LEVELS, "dimensions": ["policy_domain"]}, [NEW, NEW], [("alike", "yes", [0, 1])]),
    "different sources": (POLICY, [NEW, entry(source="other")], [("sources", "care", [0, 1])]),
}

JUDGE = """async ([series, entries]) => {
  const rules = await import(document.querySelector("script[src$='/compare-rules.js']").src);
  return rules.judge(series, entries).map(({ code, level, areas }) => [code, level, areas]);
}"""


@pytest.mark.one_in(3)
@pytest.mark.parametrize("case", RULES)
def test_a_rule_says_what_cannot_be_compared(page: Page, case: str) -> None:
    series, entries, expected = RULES[case]
    if not page.url.endswith("/compare/"):
        page.goto("compare/")
    assert [tuple(reason) for reason in page.evaluate(JUDGE, [series, entries])] == expected


def test_every_reason_has_words(page: Page) -> None:
    page.goto("compare/")
    words = json.loads(page.locator("[data-compare]").get_attribute("data-words") or "{}")
    codes = {code for *_, reasons in RULES.values() for code, *_ in reasons}
    assert {f"compare.reason.{code}" for code in codes} == {key for key in words if key.startswith("compare.reason.")}


def test_each_row_begins_with_what_can_be_compared(page: Page) -> None:
    page.goto(FOUR)
    heads(page, 4)
    verdicts = page.locator("#comparison tbody td:nth-child(2)").all_inner_texts()
    assert len(verdicts) >= 11
    assert {re.split(r"(?<=\.)\s", verdict)[0] for verdict in verdicts} <= {"No.", "With care.", "Yes."}
    deaths = page.locator("#comparison tr", has_text="Deaths and disappearances").locator("td").first
    expect(deaths).to_contain_text("No. The figures are minimums")
    expect(page.locator("#comparison tr", has_text="Deaths and disappearances").locator("td").nth(2)).to_contain_text(
        "at least"
    )


# -- sheet, phone, failure ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [FOUR, WIDE])
def test_four_areas_print_on_one_sheet(reader: Reader, path: str) -> None:
    reading = reader()
    reading.goto(path)
    heads(reading, 4)
    sheets = re.findall(rb"/Type\s*/Page\b", reading.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 1
    reading.emulate_media(media="print")
    expect(reading.locator(".compare__form")).to_be_hidden()
    expect(reading.locator("#comparison tbody").first.locator("tr").last).to_be_visible()
    expect(reading.locator(".compare__sources")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_has_a_card_for_each_row(reader: Reader, width: int) -> None:
    phone = reader(width)
    phone.goto(FOUR)
    heads(phone, 4)
    cell = phone.locator("#comparison tbody tr").first.locator("td").nth(1)
    assert cell.evaluate("(each) => getComputedStyle(each, '::before').content") == '"Germany"'
    assert phone.evaluate("document.documentElement.scrollWidth") <= width


def test_a_table_can_be_copied_where_there_is_no_clipboard(reader: Reader) -> None:
    """A browser gives none to a page that came without https."""
    reading = reader()
    reading.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })")
    reading.goto("compare/?a=DEU&b=MAR")
    press(reading, "Copy the table")
    expect(told(reading)).to_contain_text(re.compile("copied|copy"))
    field = reading.locator(".compare__take textarea")
    assert "Morocco" in field.input_value()
    assert field.evaluate("(field) => field.selectionEnd - field.selectionStart === field.value.length")


def test_a_failure_is_told_and_the_pages_are_there(reader: Reader) -> None:
    reading = reader()
    reading.route("**/api/v1/countries/MAR.json", lambda route: route.abort())
    reading.goto("compare/?a=DEU&b=MAR")
    expect(told(reading)).to_contain_text("could not be loaded")
    expect(reading.locator("[data-without]").get_by_role("link", name="Morocco")).to_be_visible()
    reading.unroute("**/api/v1/countries/MAR.json")
    press(reading, "Compare")
    heads(reading, 2)
    expect(reading.locator("[data-without]")).to_be_hidden()


def test_it_asks_for_no_more_than_it_shows(reader: Reader, address: str) -> None:
    reading = reader()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    reading.on("request", note)
    reading.goto("compare/?a=DEU&b=MAR")
    heads(reading, 2)
    files = sorted(url.removeprefix(f"{address}api/v1/") for url in asked if "/api/v1/" in url)
    assert files == ["countries/DEU.json", "countries/MAR.json", "indicators.json"]
    assert all(url.startswith(address) for url in asked)


def test_without_script_it_explains_and_links_every_country(reader: Reader) -> None:
    plain = reader(java_script_enabled=False)
    plain.goto(FOUR)
    expect(plain.get_by_text("sets countries side by side with JavaScript")).to_be_visible()
    expect(plain.locator(".compare__form")).to_be_hidden()
    linked = plain.locator("[data-without] li a").filter(visible=True)
    listed = plain.request.get("api/v1/countries.json").json()["countries"]
    named = [country["name"]["en"].replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for country in listed]
    assert sorted(linked.all_inner_texts()) == sorted(named), "pages have the apostrophe of print"
