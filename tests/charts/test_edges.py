"""Rules of charts at their edges: how few cases make no class of a share, and which years are compared."""

from __future__ import annotations

import pytest

from scripts.charts.kinds import area_map, policy_trend
from scripts.findings.reading import Reading
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.charts.package import chart_site
from tests.packages import Row, Rows


def treaties(*cells: tuple[str, int, int]) -> Rows:
    """Shares of 2020 from area, numerator and denominator."""
    rows: list[Row] = [
        {
            "ref_area": area,
            "time_period": "2020",
            "obs_status": "A",
            "source": "survey",
            "obs_value": str(top / of),
            "numerator": str(top),
            "denominator": str(of),
        }
        for area, top, of in cells
    ]
    return rows


CLASSES = {
    # numerator and denominator: class
    (0, 1): "few",
    (3, 4): "few",
    (4, 4): "few",
    (0, 5): "step-1",
    (1, 5): "step-1",
    (2, 5): "step-2",
    (5, 5): "step-4",
    (2, 6): "step-2",
    (3, 6): "step-3",
}


@pytest.mark.parametrize("share", CLASSES, ids=str)
def test_a_share_of_fewer_than_five_cases_is_in_no_class(share: tuple[int, int]) -> None:
    site = chart_site(observations_treaties=lambda _: treaties(("DEU", *share), ("KEN", 4, 8)))
    chart = next(chart for chart in area_map.charts(site) if chart.id == "treaties-map")
    found = {number.texts["ref_area"]: number.texts["class"] for number in chart.numbers}
    assert found["DEU"] == CLASSES[share]
    assert found["KEN"] == "step-3"
    assert "fewer than 5" in chart.subtitle + " ".join(each["name"] for each in chart.options["classes"])


YEARS = ("2020", "2021", "2022", "2023")
FULL = "The share of states with “Yes” grew: {n} of 100 in {first}, 43 of 100 in 2023"
OPEN = "“Yes” in {then} of 100 states in {first}, and in {now} of 100 in 2023"
THIN = "At least 43 of 100 states had “Yes” in 2023; {unknown}"
WHOLE = "43 of 100 states had “Yes” in 2023"
COMPARED = [
    # states of 100 that were not assessed in each year, what is said
    ((0, 0, 0, 0), FULL.format(n=40, first=2020)),
    ((10, 10, 10, 10), OPEN.format(then="at least 40", first=2020, now="at least 43")),
    ((11, 10, 10, 10), OPEN.format(then="at least 41", first=2021, now="at least 43")),
    ((0, 11, 0, 0), FULL.format(n=42, first=2022)),
    ((0, 30, 10, 0), OPEN.format(then="at least 42", first=2022, now="43")),
    ((0, 0, 11, 0), WHOLE),
    ((0, 0, 0, 11), THIN.format(unknown="11 were not assessed")),
    ((90, 60, 30, 10), THIN.format(unknown="10 were not assessed")),
    ((90, 60, 10, 1), OPEN.format(then="at least 42", first=2022, now="at least 43")),
]


@pytest.fixture(scope="module")
def site() -> Edition:
    return chart_site()


@pytest.mark.parametrize(("unknown", "said"), COMPARED)
def test_years_are_compared_of_which_a_tenth_at_most_is_unknown(
    site: Edition, unknown: tuple[int, ...], said: str
) -> None:
    frame = summarise(site.reading.package)
    frame = frame[(frame["series"] != "open-doors") | (frame["group"] == "WLD")].reset_index(drop=True)
    for place, (year, none) in enumerate(zip(YEARS, unknown, strict=True)):
        values = {"not_assessed": none, "members": 100, "yes": 40 + place}
        for measure, value in values.items():
            own = (frame["series"] == "open-doors") & (frame["time_period"] == year) & (frame["measure"] == measure)
            assert own.sum() == 1
            frame.loc[own, "value"] = str(value)
    [chart] = policy_trend.charts(Edition(Reading(site.reading.package, frame), Words.load("en")))
    assert chart.title.striptags() == said
