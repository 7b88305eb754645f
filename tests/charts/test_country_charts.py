"""Charts of a country hold the published numbers, say their gaps, and have findings right for thin data too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from scripts.charts.chart import Chart, Number
from scripts.charts.kinds import country_agreements, country_count, country_position, country_timeline, sparkline
from scripts.words.edition import Edition
from tests.charts.package import LOSSES, changes, chart_site
from tests.packages import Change, Row, Rows


@cache
def site() -> Edition:
    return chart_site()


def by_id(charts: Iterator[Chart]) -> dict[str, Chart]:
    return {chart.id: chart for chart in charts}


def shown(numbers: tuple[Number, ...], *names: str) -> list[tuple[str, ...]]:
    """Some texts of each number, and its value or why there is none."""
    return [(*(n.texts[name] for name in names), n.figure.exact if n.figure else n.blank) for n in numbers]


def doors(*lines: str) -> Rows:
    """Rows of the policy series from lines of area, year and status."""
    found: list[Row] = []
    for line in lines:
        area, year, status = line.split()
        found.append(
            {"ref_area": area, "time_period": year, "obs_value": status, "obs_status": "A", "source": "survey"}
        )
    return found


# -- policies by year --------------------------------------------------------------------------------------------------

TIMELINES = {
    "deu-timeline": [
        ("2020", "2020", "no"),
        ("2021", "2021", "yes"),
        ("2022", "2021", "yes"),
        ("2023", "2023", "yes"),
    ],
    "ken-timeline": [
        ("2020", "", "Not assessed"),
        ("2021", "", "Not assessed"),
        ("2022", "2022", "partial"),
        ("2023", "2023", "no"),
    ],
    "nam-timeline": [
        ("2020", "", "Not assessed"),
        ("2021", "2021", "no"),
        ("2022", "2021", "no"),
        ("2023", "", "Not assessed"),
    ],
}


@pytest.mark.parametrize("name", TIMELINES)
def test_timeline_has_each_year_with_the_year_its_status_is_from(name: str) -> None:
    chart = by_id(country_timeline.charts(site()))[name]
    assert shown(chart.numbers, "time_period", "observed") == TIMELINES[name]


def test_timelines_are_of_areas_that_were_assessed() -> None:
    assert set(by_id(country_timeline.charts(site()))) == set(TIMELINES)


def test_a_carried_status_is_told() -> None:
    chart = by_id(country_timeline.charts(site()))["deu-timeline"]
    assert chart.numbers[2].label == "Open doors, 2022: Yes, carried forward from 2021"
    assert "carried forward" in chart.subtitle


TIMELINE_FINDINGS = {
    "The last known change in Germany came by 2022: Open doors went from “No” in 2021 to “Yes” in 2022": (
        ("DEU 2020 yes", "DEU 2021 no", "DEU 2022 yes"),
    ),
    "Open doors in Germany is “Yes” in every year from 2020 to 2022 that is known": (("DEU 2020 yes", "DEU 2022 yes"),),
    "Open doors in Germany is “Partial” in 2021; no other year is known": (("DEU 2021 partial",),),
}


@pytest.mark.parametrize("finding", TIMELINE_FINDINGS)
def test_finding_of_a_timeline(finding: str) -> None:
    (lines,) = TIMELINE_FINDINGS[finding]
    (chart,) = country_timeline.charts(chart_site(**{"observations_open-doors": doors(*lines)}))
    assert chart.title.striptags() == finding


BREAK = {"breaks": [{"series": "open-doors", "time_period": "2021", "reason_en": "Other items.", "source": "survey"}]}


def test_a_difference_across_a_break_is_no_change_and_a_carried_status_says_so() -> None:
    observed = doors("DEU 2020 yes", "DEU 2021 no", "KEN 2020 yes")
    charts = by_id(country_timeline.charts(chart_site(**{"observations_open-doors": observed}, **BREAK)))
    chart = charts["deu-timeline"]
    assert "change" not in chart.title.striptags()
    assert chart.options["breaks"] == [{"indicator_label": "Open doors", "time_period": "2021"}]
    assert "A thin line is a break" in chart.subtitle
    assert "carried forward from 2020, across a break in the series" in charts["ken-timeline"].numbers[1].label


def test_nothing_is_said_to_rest_after_which_evidence_begins() -> None:
    base = {"id": "doors-act", "instrument": "Doors Act", "summary_en": "Opens doors.", "source": "survey"}
    cited = {"source_title": "Acts", "source_publisher": "", "source_url": "", "confidence": "high", "basis": "read"}
    laws = [{**base, **cited, "ref_area": "DEU", "series": "open-doors", "valid_from": "2024-06-27", "valid_to": ""}]
    observed = doors("DEU 2020 yes", "DEU 2022 yes")
    (chart,) = country_timeline.charts(chart_site(**{"observations_open-doors": observed, "evidence": laws}))
    assert chart.title.striptags() == (
        "A law of Germany that is listed here is later than its last status under “Open doors”, that of 2022"
    )


# -- counts ------------------------------------------------------------------------------------------------------------


def test_count_has_every_year_its_gaps_and_what_has_no_date() -> None:
    chart = by_id(country_count.charts(site()))["deu-losses"]
    years = tuple(number for number in chart.numbers if not number.texts["code"])
    assert shown(years, "time_period", "obs_status") == [
        ("2020", "A", "5"),
        ("2021", "", "none recorded, which is not zero"),
        ("2022", "A", "1200"),
        ("2023", "P", "3"),
        ("_U", "A", "2"),
    ]
    assert "A year without a column has no record" in chart.subtitle
    assert "2023 is not complete" in chart.subtitle


def test_kinds_of_a_count_are_the_totals_over_all_years_highest_first() -> None:
    chart = by_id(country_count.charts(site()))["deu-losses"]
    kinds = tuple(number for number in chart.numbers if number.texts["code"])
    assert shown(kinds, "code", "what") == [("storm", "Storm", "705"), ("fire", "Fire", "500")]
    cells = {number.figure.cell.partition("#")[0] for number in kinds if number.figure}
    assert cells == {"data/latest/summaries.csv"}


def test_finding_of_a_count_is_the_published_total() -> None:
    titles = {name: chart.title for name, chart in by_id(country_count.charts(site())).items()}
    assert {name: title.striptags() for name, title in titles.items()} == {
        "abw-losses": "By records assigned to Aruba, at least 4 doors were lost from 2020 to 2023",
        "deu-losses": "By records assigned to Germany, at least 1,210 doors were lost from 2020 to 2023; "
        "the most recorded in one year was 1,200, in 2022",
        "ken-losses": "At least 1 was recorded for Kenya from 2020 to 2023: Losses",
    }
    assert sum(int(value) for area, _, value, _ in LOSSES if area == "DEU") == 1210
    assert 'value="1210"' in titles["deu-losses"]


def test_a_year_that_is_not_complete_has_the_most_where_it_has_more_than_any() -> None:
    def most(of_2023: str) -> str:
        def more(rows: Rows) -> Rows:
            of_germany = {"ref_area": "DEU", "time_period": "2023"}
            return [{**row, "obs_value": of_2023} if row.items() >= of_germany.items() else row for row in rows]

        chart = by_id(country_count.charts(chart_site(observations_losses=more)))["deu-losses"]
        return chart.title.striptags().partition("; ")[2]

    assert most("1300") == "the most recorded in one year was 1,300, in 2023"
    assert most("1200") == ""
    assert most("1199") == "the most recorded in one year was 1,200, in 2022"


def test_a_count_without_kinds_has_its_years() -> None:
    chart = by_id(country_count.charts(site()))["ken-losses"]
    assert [number.texts["code"] for number in chart.numbers] == [""] * 4
    assert chart.alternative == "Columns by year. At least 1 was recorded for Kenya from 2020 to 2023: Losses. 2021: 1."


def of_2022(rows: Rows) -> Rows:
    """The series of losses, as a source of 2022 alone would give them."""
    one = {"first_period": "2022", "last_period": "2022"}
    return [{**row, **one} if row["indicator"] == "losses" else row for row in rows]


def test_a_count_of_one_year_runs_from_no_year_to_itself() -> None:
    given = changes()["series"]
    assert callable(given)
    observed = [{"ref_area": "DEU", "time_period": "2022", "obs_value": "7", "obs_status": "A", "source": "survey"}]
    reasons = [{**observed[0], "reason": "storm"}]
    edition = chart_site(
        series=lambda rows: of_2022(given(rows)),
        **{"observations_losses": observed, "observations_losses.reason": reasons},
    )
    chart = by_id(country_count.charts(edition))["deu-losses"]
    assert chart.title.striptags() == "By records assigned to Germany, at least 7 doors were lost in 2022"
    assert chart.options["heads"]["kinds"] == "By reason, 2022"
    small = {each.id: each.subtitle for each in sparkline.charts(edition)}["losses-small"]
    assert small == "Known in 2022"


# -- place in the region -----------------------------------------------------------------------------------------------


def test_states_stand_by_status_and_the_region_is_counted() -> None:
    chart = by_id(country_position.charts(site()))["ken-position"]
    numbers = tuple(n for n in chart.numbers if n.texts["indicator"] in ("", "open-doors", "crossings", "losses"))
    assert shown(numbers, "indicator", "ref_area", "code") == [
        ("", "002", "members", "2"),
        ("open-doors", "002", "known", "1"),
        ("open-doors", "KEN", "no", "no"),
        ("open-doors", "NAM", "not_assessed", "Not assessed"),
        ("crossings", "002", "known", "2"),
        ("crossings", "NAM", "figure", "0"),
        ("losses", "002", "known", "1"),
        ("crossings", "KEN", "own", "1"),
        ("losses", "KEN", "own", "1"),
    ]


def test_a_state_without_a_number_has_no_figure() -> None:
    """A table's blank is one of the data: every other state of the region is there with what is known of it."""
    edition = site()
    for chart in country_position.charts(edition):
        held = {(n.texts["ref_area"], n.texts["indicator"]) for n in chart.numbers}
        for state in edition.members("002"):
            for indicator in edition.reading.indicators:
                found = edition.reading.known(edition.reading.headline(indicator), state.iso3)
                known = state.is_state and found is not None and found.value is not None
                assert (state.iso3, indicator["id"]) in held or not known, (chart.id, state.iso3, indicator["id"])


def test_only_states_with_others_in_their_region_have_a_place() -> None:
    """Germany is the one state of its region, Aruba is no state."""
    assert set(by_id(country_position.charts(site()))) == {"ken-position", "nam-position"}


def test_an_area_that_is_no_state_is_not_among_the_states() -> None:
    aruba = {"group": "002", "ref_area": "ABW", "valid_from": "1945-10-24", "source": "survey"}
    charts = by_id(country_position.charts(chart_site(area_group_members=lambda rows: [*rows, aruba])))
    assert set(charts) == {"abw-position", "ken-position", "nam-position"}
    assert "the ring" not in charts["abw-position"].subtitle
    numbers = charts["ken-position"].numbers
    assert "ABW" not in {number.texts["ref_area"] for number in numbers}
    assert shown(numbers[:1], "code") == [("members", "2")]


def test_words_of_a_row() -> None:
    chart = by_id(country_position.charts(site()))["nam-position"]
    rows = {row["indicator"]: (row["value"], row["coverage"]) for row in chart.options["rows"]}
    expected = {
        "open-doors": ("Not assessed", "1 of 2 states assessed"),
        "crossings": ("0 (2023)", "both states with a figure"),
        "losses": ("No figure", "1 of 2 states with a figure"),
        "treaties": ("0 of 1 (2020)", "both states with a figure"),
    }
    assert {indicator: rows[indicator] for indicator in expected} == expected


POSITION_FINDINGS = {
    (
        "KEN 2023 no",
        "NAM 2023 yes",
    ): "Kenya alone among the 2 UN member states of Africa has “No” under “Open doors” in 2023",
    (
        "KEN 2023 yes",
        "NAM 2023 yes",
    ): "Kenya has “Yes” under “Open doors” in 2023, like both UN member states of Africa",
    (
        "KEN 2023 yes",
    ): "Of the 2 UN member states of Africa, Kenya alone was assessed: “Yes” under “Open doors” in 2023",
    ("NAM 2023 yes",): "Kenya was not assessed under any policy indicator in the year of its headline",
}


@pytest.mark.parametrize("lines", POSITION_FINDINGS)
def test_finding_of_a_place(lines: tuple[str, ...]) -> None:
    made = chart_site(**{"observations_open-doors": doors(*lines)})
    chart = by_id(country_position.charts(made))["ken-position"]
    assert chart.title.striptags() == POSITION_FINDINGS[lines]


# -- agreements --------------------------------------------------------------------------------------------------------


def test_agreements_are_those_signed_in_each_decade_and_none_twice() -> None:
    chart = by_id(country_agreements.charts(site()))["deu-treaties"]
    assert shown(chart.numbers, "time_period", "measure") == [
        ("2001\u20132010", "denominator", "1"),
        ("2001\u20132010", "numerator", "1"),
        ("2011\u20132020", "denominator", "1"),
        ("2011\u20132020", "numerator", "0"),
    ]


def test_one_decade_is_no_chart() -> None:
    """Namibia has its first agreement in 2015."""
    assert set(by_id(country_agreements.charts(site()))) == {"deu-treaties", "ken-treaties"}


def counts(read: int, safe: int) -> Callable[[Rows], Rows]:
    """Give every observation of treaties other counts."""
    return lambda rows: [{**row, "denominator": str(read), "numerator": str(safe)} for row in rows]


AGREEMENT_FINDINGS = {
    (1, 0): "No safeguards in the 1 that was judged of the known cases of Germany, signed in 2001",
    (1, 1): "Safeguards in the 1 that was judged of the known cases of Germany, signed in 2001",
    (5, 0): "Safeguards in none of the 5 known cases of Germany that were judged, signed in 2001",
    (5, 1): "Safeguards in 1 of the 5 known cases of Germany that were judged, signed in 2001",
    (5, 3): "Safeguards in 3 of the 5 known cases of Germany that were judged, signed in 2001",
}


@pytest.mark.parametrize("numbers", AGREEMENT_FINDINGS)
def test_finding_of_agreements(numbers: tuple[int, int]) -> None:
    made = chart_site(observations_treaties=counts(*numbers))
    chart = by_id(country_agreements.charts(made))["deu-treaties"]
    assert chart.title.striptags() == AGREEMENT_FINDINGS[numbers]


def test_of_sources_that_find_only_yes_no_state_is_said_to_be_assessed() -> None:
    added = changes()["series"]
    assert callable(added)

    def finding(rows: Rows) -> Rows:
        return [{**row, "finds_only_yes": str(row["id"] == "open-doors").lower()} for row in added(rows)]

    tables: dict[str, Change] = {"series": finding, "observations_open-doors": doors("KEN 2023 yes")}
    made = chart_site(**tables)
    chart = by_id(country_position.charts(made))["nam-position"]
    told = {row["indicator"]: (row["value"], row["coverage"]) for row in chart.options["rows"]}
    assert told["open-doors"] == ("Not documented", "documented in 1 of 2 states")
