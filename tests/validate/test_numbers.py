"""Numbers hold together: parts of ratios, sums among countries, spans that are no months, more than the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.model.problems import Problem
from scripts.package.read import Package, read_package
from scripts.validate.aggregates import CODES, is_aggregate_code, is_aggregate_name
from scripts.validate.check import Check, Context
from scripts.validate.checks import aggregates, observations, parts, spans, values, world
from scripts.validate.checks.spans import perhaps_spans
from scripts.validate.validate import validate_files
from tests.packages import package_files

REAL = Path("datapackage")
TRAVELLERS = "observations_crossings.travellers"
RATE = "observations_border-deaths.per-million-inhabitants"


@pytest.fixture(scope="module")
def real() -> Package:
    return read_package(REAL)


def told(package: Package, checks: Sequence[Check], **tables: pd.DataFrame) -> list[Problem]:
    changed = Package(descriptor=package.descriptor, files=package.files, tables={**package.tables, **tables})
    context = Context(package=changed, sound=frozenset(changed.tables))
    return sorted(problem for check in checks for problem in check.run(context))


def test_the_real_package_has_none_of_these(real: Package) -> None:
    assert told(real, (*parts.CHECKS, *aggregates.CHECKS, *spans.CHECKS, *world.CHECKS)) == []


def exchanged(frame: pd.DataFrame, *areas: str) -> pd.DataFrame:
    """The table with the rows of two areas exchanged."""
    first, second = areas
    return frame.assign(ref_area=frame["ref_area"].replace({first: second, second: first}))


PAIRS = [("NER", "NGA"), ("COG", "COD"), ("AUT", "AUS"), ("PRK", "KOR"), ("DMA", "DOM"), ("GIN", "GNQ")]


@pytest.mark.parametrize("table", ["observations_population", "observations_border-deaths", RATE])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_two_countries_exchanged(real: Package, pair: tuple[str, str], table: str) -> None:
    """In the part or in the ratio, at every row of the ratio that the exchange has made wrong."""
    before = real.tables[RATE]
    if not before["ref_area"].isin(pair).any():
        pytest.skip("no rate of either")
    problems = told(real, parts.CHECKS, **{table: exchanged(real.tables[table], *pair)})
    assert {p.code for p in problems} == {"part-not-its-series"}
    after = exchanged(before, *pair) if table == RATE else before
    rows = {p.row for p in problems if p.file == f"data/{RATE}.csv"}
    assert rows <= {int(str(n)) + 2 for n in after.index[after["ref_area"].isin(pair)]}
    if table != "observations_border-deaths":
        assert rows == {int(str(n)) + 2 for n in after.index[after["ref_area"].isin(pair)]}
        assert any(f" is of {area}" in p.expected for p in problems for area in pair)


def test_one_part_exchanged_for_one_year(real: Package) -> None:
    frame = real.tables[RATE].copy()
    at = frame.index[(frame["ref_area"] == "NER") & (frame["time_period"] == "2022")][0]
    frame.loc[at, "denominator"] = str(int(frame.loc[at, "denominator"]) + 1)
    problems = told(real, parts.CHECKS, **{RATE: frame})
    assert [(p.code, p.row, p.field) for p in problems] == [("part-not-its-series", at + 2, "denominator")]


def test_population_of_the_last_year_stands_in(real: Package) -> None:
    """Without `carried_forward`, every rate after the last population has no denominator."""
    rows = real.tables["ratio_parts"].assign(carried_forward="false")
    problems = told(real, parts.CHECKS, ratio_parts=rows)
    last = max(real.tables["observations_population"]["time_period"])
    frame = real.tables[RATE]
    assert {p.row for p in problems} == {int(str(n)) + 2 for n in frame.index[frame["time_period"] > last]}
    assert {p.expected for p in problems} == {"no value in population"}


CELLS = st.sampled_from(
    ["crossings", "crossings.travellers", "crossings.helped", "open-doors", "", "x", "true", "numerator"]
)


@given(
    rows=st.lists(st.tuples(CELLS, st.sampled_from(["numerator", "denominator", "x", ""]), CELLS, CELLS), max_size=4),
    counts=st.lists(
        st.tuples(st.sampled_from(["DEU", "KEN", ""]), st.sampled_from(["2022", "_U", "", "2022-01"])), max_size=3
    ),
)
def test_any_rows_can_be_judged(rows: list[tuple[str, ...]], counts: list[tuple[str, str]]) -> None:
    """Whatever `ratio_parts` says, and whichever values its series have, none is followed into an error."""
    columns = ("series", "part", "part_series", "carried_forward")
    observed = [{"ref_area": area, "time_period": period, "obs_value": "60"} for area, period in counts]
    files = package_files(
        ratio_parts=[dict(zip(columns, row, strict=True)) for row in rows],
        observations_crossings=[{"obs_status": "A", "source": "survey", **row} for row in observed],
    )
    problems = validate_files(files)
    assert list(problems) == sorted(set(problems))


# -- sums among countries ----------------------------------------------------------------------------------------------


def test_no_country_has_the_code_or_name_of_a_sum(real: Package) -> None:
    areas = real.tables["reference_areas"]
    assert not set(areas["iso3"]) & CODES
    assert [name for name in areas["name_en"] if is_aggregate_name(name)] == []


@pytest.mark.parametrize("code", ["WLD", "ARB", "EUU", "SSF", "OED", "HIC", "LMC", "002", "SIDS"])
def test_codes_of_sums(code: str) -> None:
    assert is_aggregate_code(code, {"002", "SIDS"})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in ("World", "Arab World", "European Union", "High income", "Upper middle income")),
        *((name, True) for name in ("Sub-Saharan Africa (IDA & IBRD countries)", "OECD members", "Total", "EU27")),
        *(
            (name, True)
            for name in ("Small states", "Caribbean small states", "Latin America & Caribbean", "Euro area")
        ),
        *((name, False) for name in ("South Africa", "Central African Republic", "American Samoa", "Micronesia")),
        *((name, False) for name in ("United States of America", "Western Sahara", "Equatorial Guinea", "Timor-Leste")),
    ],
)
def test_names_of_sums(name: str, expected: bool) -> None:  # noqa: FBT001
    assert is_aggregate_name(name) is expected


def test_an_area_of_users_is_no_sum() -> None:
    names = {"name_en": "Islands", "name_fr": "Îles", "name_es": "Islas"}
    area = {"iso3": "XCX", "area_type": "other-area", "source": "survey", **names}
    files = package_files(reference_areas=lambda rows: [*rows, area])
    assert "aggregate-as-area" not in {p.code for p in validate_files(files)}


def test_an_unlisted_sum_is_no_misspelt_country() -> None:
    row = {
        "ref_area": "ARB",
        "time_period": "2022",
        "mode": "sea",
        "obs_value": "5",
        "obs_status": "A",
        "source": "survey",
    }
    problems = validate_files(package_files(**{TRAVELLERS: lambda rows: [*rows, row]}))
    assert [(p.code, p.found, p.expected) for p in problems] == [("aggregate-as-area", "ARB", "")]


# -- spans and months --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ({"NAM": "2009-10 2010-11 2011-12"}, 3),
        ({"NAM": "2010-11"}, 1),
        ({"NAM": "2003-05 2005-07"}, 2),
        ({"NAM": "2003-05"}, 0),
        ({"NAM": "2009-10 2010-11", "KEN": "2010-01 2010-02"}, 2),
        ({"NAM": "2010-11", "KEN": "2010-01 2010-02"}, 0),
        ({"NAM": "2010-10 2010-11 2010-12"}, 0),
        ({"NAM": "2010-11 2010-12 2011-01"}, 0),
        ({"NAM": "2009-06 2010-06 2011-06"}, 0),
        ({"NAM": "2001-03 2001-04 2001-05"}, 0),
        ({"NAM": "2022-10 2022-11"}, 0),
        ({"NAM": "2010 2011"}, 0),
        ({"NAM": "2010 2011 2009-10", "KEN": "2010"}, 1),
        ({"NAM": ""}, 0),
        ({"NAM": "_U 2010-13 x 2010-00"}, 0),
    ],
    ids=str,
)
def test_spans_are_known_from_months(real: Package, periods: Mapping[str, str], expected: int) -> None:
    rows = [(area, period) for area, listed in periods.items() for period in listed.split()]
    frame = pd.DataFrame(rows, columns=["ref_area", "time_period"], dtype=str)
    assert perhaps_spans(real.series["population"], frame).sum() == expected


@pytest.mark.parametrize("first", [1995, 2000, 2005, 2009])
@pytest.mark.parametrize("length", [2, 5, 40])
def test_months_in_a_row_are_no_spans(real: Package, first: int, length: int) -> None:
    months = [f"{first + n // 12}-{n % 12 + 1:02}" for n in range(9, 9 + length)]
    frame = pd.DataFrame({"ref_area": "KEN", "time_period": months})
    assert not perhaps_spans(real.series["population"], frame).any()


def test_a_year_beside_its_months_is_told() -> None:
    months = [
        {
            "ref_area": "KEN",
            "time_period": f"2022-{n:02}",
            "mode": "land",
            "obs_value": "2",
            "obs_status": "A",
            "source": "survey",
        }
        for n in range(1, 13)
    ]
    problems = validate_files(package_files(**{TRAVELLERS: lambda rows: [*rows, *months]}))
    assert {p.code for p in problems} == {"frequency-mixed"}


# -- more than the world -----------------------------------------------------------------------------------------------


def test_a_country_above_the_world(real: Package) -> None:
    """China with a digit too many has more people than the world had the year before."""
    for table, area, factor in (("population", "CHN", 6), ("population", "IND", 6), ("migrant-stock", "USA", 10)):
        name = f"observations_{table}"
        frame = real.tables[name].copy()
        at = frame.index[frame["ref_area"] == area][-1]
        frame.loc[at, "obs_value"] = str(int(frame.loc[at, "obs_value"]) * factor)
        problems = told(real, world.CHECKS, **{name: frame})
        assert [(p.code, p.row, p.field) for p in problems] == [("area-above-world", at + 2, "obs_value")]
        assert " in 20" in problems[0].expected


def test_a_flow_may_be_above_all_that_flowed_before(real: Package) -> None:
    name = "observations_border-deaths"
    frame = real.tables[name].copy()
    frame.loc[frame.index[-1], "obs_value"] = "90000"
    assert told(real, world.CHECKS, **{name: frame}) == []


@pytest.mark.parametrize(
    ("edition", "codes"), [("missing-migrants", []), ("missing-migrants-2025-09", ["total-not-its-parts"])]
)
def test_parts_are_compared_with_a_total_of_the_same_edition_alone(
    real: Package, edition: str, codes: list[str]
) -> None:
    """The dead and the missing of whole years are of an edition before the headline's."""
    name = "observations_border-deaths.outcome"
    frame = real.tables[name].copy()
    at = frame.index[frame["source"] == edition][0]
    frame.loc[at, "obs_value"] = str(int(frame.loc[at, "obs_value"]) + 1)
    assert [p.code for p in told(real, values.CHECKS, **{name: frame})] == codes


@pytest.mark.parametrize(
    ("value", "status", "code"),
    [("", "A", "value-blank-without-reason"), ("5", "Q", "status-contradicts-value"), ("", "Q", ""), ("5", "P", "")],
)
def test_a_figure_beside_is_there_or_says_why_not(real: Package, value: str, status: str, code: str) -> None:
    frame = real.tables["other_figures"].copy()
    frame.loc[7, ["obs_value", "obs_status"]] = [value, status]
    problems = told(real, observations.CHECKS, other_figures=frame)
    assert [(p.code, p.row) for p in problems] == ([(code, 9)] if code else [])


@pytest.mark.parametrize(("persons", "expected"), [("9000000000", []), ("10000000001", ["area-above-world"])])
def test_more_people_than_mankind(persons: str, expected: list[str]) -> None:
    files = package_files(**{TRAVELLERS: lambda rows: [{**rows[0], "obs_value": persons}, *rows[1:]]})
    assert [p.code for p in validate_files(files)] == expected
