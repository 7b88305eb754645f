"""Figures beside an indicator: by kind, each with the cell that it stands in, and bounded as its source says."""

from __future__ import annotations

import pandas as pd

from scripts.findings.beside import about_area, beside, shown_rows
from scripts.findings.figures import RATE, WHOLE
from scripts.findings.reading import Reading
from scripts.model.codes import ABOUT, AT_LEAST
from scripts.package.read import Package

PLAIN = {
    "id": "a",
    "indicator": "deaths",
    "kind": "victims",
    "ref_area": "MEX",
    "date_from": "2018",
    "obs_value": "7",
    "numerator": "",
    "denominator": "",
    "value_qualifier": "exactly",
    "obs_status": "A",
    "source_url": "https://e.org",
}


def reading(*changes: dict[str, str]) -> Reading:
    lists = [{"codelist": "other_kind", "code": code} for code in ("newest", "edition", "risk", "victims")]
    tables = {
        "other_figures": pd.DataFrame([{**PLAIN, **change} for change in changes]),
        "codelists": pd.DataFrame(lists).assign(order=["1", "2", "3", "4"], label_en="x"),
        "series": pd.DataFrame({"id": []}),
    }
    sums = pd.DataFrame(columns=["series", "group", "time_period", "measure", "value", "status"])
    return Reading(Package(descriptor={}, files={}, tables=tables), sums)


def test_figures_are_by_kind_in_the_order_of_the_list_with_their_cells() -> None:
    held = beside(reading({}, {"id": "b", "kind": "newest"}, {"id": "c", "indicator": "other"}), "deaths")
    assert list(held) == ["newest", "victims"]
    (figure,) = (each.value for each in held["victims"])
    assert figure is not None
    assert (figure.number, figure.form, figure.bound) == (7, WHOLE, "")
    assert figure.cell == "data/latest/other_figures.csv#cell=2,6"


def test_what_bounds_a_figure_is_what_its_source_says() -> None:
    changes: tuple[dict[str, str], ...] = ({"value_qualifier": "more-than"}, {"value_qualifier": "about"}, {})
    held = beside(reading(*changes), "deaths")["victims"]
    assert [(each.value.bound, each.value.noted) for each in held if each.value] == [
        (AT_LEAST, True),
        (ABOUT, True),
        ("", False),
    ]


def test_a_rate_has_its_parts_and_one_that_is_withheld_has_no_value() -> None:
    rate = {"kind": "risk", "numerator": "50", "denominator": "2000", "obs_value": "250"}
    first, second = beside(reading(rate, {**rate, "obs_value": "", "obs_status": "Q"}), "deaths")["risk"]
    assert first.value is not None
    assert (first.value.form, second.value) == (RATE, None)
    assert [each.number for each in (second.numerator, second.denominator) if each] == [50, 2000]


def test_records_of_an_area_are_those_that_cite_a_page() -> None:
    held = reading({}, {"id": "b", "source_url": ""}, {"id": "c", "ref_area": "USA"})
    assert [each.row["id"] for each in about_area(held, "deaths", "MEX")] == ["a"]


def test_editions_have_a_row_a_year_and_none_without_one() -> None:
    years = ({"date_from": "2018"}, {"date_from": "2019"}, {"date_from": "2019"}, {"date_from": ""})
    held = beside(reading(*({"kind": "edition", **year} for year in years)), "deaths")["edition"]
    assert shown_rows("edition", held) == ["2019", "2018"]
    assert len(shown_rows("victims", held)) == 4


def test_a_package_without_the_table_has_none() -> None:
    empty = Reading(
        Package(
            descriptor={},
            files={},
            tables={
                "codelists": pd.DataFrame({"codelist": [], "code": [], "order": []}),
                "series": pd.DataFrame({"id": []}),
            },
        ),
        pd.DataFrame(columns=["series", "group", "time_period", "measure", "value", "status"]),
    )
    assert beside(empty, "deaths") == {}
    assert about_area(empty, "deaths", "MEX") == []
