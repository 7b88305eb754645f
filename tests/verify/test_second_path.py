"""The aggregates by the second path: the rules as tables, and agreement with the first path on any package."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.model.tables import Series, series_from_row
from scripts.package.files import csv_bytes
from scripts.package.read import Package
from scripts.summarise.summarise import summarise
from scripts.verify.files import Folder
from scripts.verify.second_path import Tables, recomputed, value_text

Rows = Sequence[Mapping[str, str]]
AREAS = (
    ("AAA", "un-member", "", ""),
    ("BBB", "un-member", "1961-05-01", ""),
    ("CCC", "other-area", "", ""),
    ("DDD", "former-state", "", "1962-06-30"),
)
STAYS = (
    ("WLD", "AAA", "1955-01-01", ""),
    ("WLD", "BBB", "1961-05-01", ""),
    ("WLD", "CCC", "1945-01-01", ""),
    ("WLD", "DDD", "1945-01-01", "1962-06-30"),
    ("002", "AAA", "1955-01-01", "1961-12-30"),
    ("002", "CCC", "1945-01-01", ""),
    ("019", "BBB", "1961-05-01", ""),
    ("019", "DDD", "1945-01-01", "1962-06-30"),
)
FLAGS = ("numerator", "denominator", "numerator_strict", "numerator_some", "denominator_some")


def series(aggregation: str, measure_type: str, **others: str) -> dict[str, str]:
    """A row of `series`, from 1960 to 1963."""
    usual = {"id": "doors", "indicator": "doors", "role": "headline", "order": "1", "codelist": "", "decimals": "6"}
    blank = dict.fromkeys(("unit_measure", "per", "dimensions", "register", "max_age", "reference_day", "source"), "")
    span = {"has_range": "false", "is_minimum": "false", "first_period": "1960", "last_period": "1963"}
    return {**usual, **blank, **span, "aggregation": aggregation, "measure_type": measure_type, **others}


def package_of(row: Mapping[str, str], observations: Rows, register: Rows = ()) -> dict[str, Rows]:
    """The tables that aggregates are made from."""
    return {
        "series": [row],
        "reference_areas": [dict(zip(("iso3", "area_type", "valid_from", "valid_to"), a, strict=True)) for a in AREAS],
        "area_group_members": [
            dict(zip(("group", "ref_area", "valid_from", "valid_to"), s, strict=True)) for s in STAYS
        ],
        "codelists": [
            {"codelist": "height", "code": code, "order": str(n), "label_en": code}
            for n, code in enumerate(("low", "high"))
        ],
        f"observations_{row['id']}": observations,
        "register_doors": register,
    }


def second(tables: Mapping[str, Rows]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Write the tables as a site publishes them, and compute."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data" / "latest"
        folder.mkdir(parents=True)
        for table, rows in tables.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]) if rows else ["ref_area"], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        published = Tables(Folder(Path(name)))
        found = recomputed(published.series[0], published)
        return {
            (group, period, measure): (value_text(number), "O" if number is None else worst)
            for group, period, measure, number, worst in found
        }


def first(tables: Mapping[str, Rows], row: Series) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Compute by the first path."""
    frames = {name: pd.DataFrame(list(rows), dtype=str) for name, rows in tables.items()}
    resources = [{"name": name, "path": name} for name in frames]
    files = {name: csv_bytes(frame) for name, frame in frames.items()}
    frame = summarise(Package(descriptor={"resources": resources}, files=files, tables=frames))
    assert set(frame["series"]) <= {row.id}
    keys = zip(frame["group"], frame["time_period"], frame["measure"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["status"], strict=True), strict=True))


def observation(area: str, period: str, value: str, status: str = "A", **others: str) -> dict[str, str]:
    return {"ref_area": area, "time_period": period, "obs_value": value, "obs_status": status, **others}


RULES: dict[str, tuple[dict[str, str], Rows, dict[tuple[str, str, str], str]]] = {
    "states are counted, other areas are not": (
        series("areas", "policy"),
        [observation("AAA", "1960", "yes"), observation("CCC", "1960", "no")],
        {("WLD", "1960", "yes"): "1", ("WLD", "1960", "no"): "0", ("WLD", "1960", "members"): "1"},
    ),
    "a state counts from the day on which it exists": (
        series("areas", "policy", reference_day="01-01"),
        [observation("AAA", "1961", "yes"), observation("BBB", "1962", "no")],
        {("WLD", "1961", "members"): "1", ("WLD", "1962", "members"): "2", ("WLD", "1962", "share_high"): "0.5"},
    ),
    "a status is carried for as long as the series allows": (
        series("areas", "policy", max_age="1"),
        [observation("AAA", "1961", "yes"), observation("BBB", "1963", "no")],
        {("WLD", "1962", "yes"): "1", ("WLD", "1963", "yes"): "0", ("WLD", "1963", "not_assessed"): "1"},
    ),
    "gaps are not zeros": (
        series("sum", "count"),
        [observation("AAA", "1960", "5"), observation("AAA", "1961", "", "O")],
        {("019", "1960", "total"): "", ("019", "1960", "areas_reporting"): "0", ("WLD", "1960", "total"): "5"},
    ),
    "people are added before their land is a state": (
        series("sum", "count"),
        [observation("BBB", "1950", "5"), observation("CCC", "1940", "7")],
        {("019", "1950", "total"): "5", ("002", "1940", "total"): "7", ("019", "1940", "total"): ""},
    ),
    "who has left a group is in no year of it": (
        series("sum", "count"),
        [observation("AAA", "1960", "5"), observation("CCC", "1960", "7")],
        {("002", "1960", "total"): "7", ("002", "1960", "areas_reporting"): "1", ("WLD", "1960", "total"): "12"},
    ),
    "the world holds every area in every year": (
        series("sum", "count"),
        [observation("AAA", "1950", "5"), observation("DDD", "1963", "7")],
        {("WLD", "1950", "total"): "5", ("WLD", "1963", "total"): "7", ("019", "1963", "total"): ""},
    ),
    "sums are divided, not ratios averaged": (
        series("ratio_of_sums", "ratio", per="1000"),
        [
            observation("AAA", "1960", "", numerator="1", denominator="10"),
            observation("CCC", "1960", "", numerator="1", denominator="30"),
            observation("CCC", "1961", "", "U", numerator="1", denominator="30"),
        ],
        {("WLD", "1960", "ratio"): "50", ("WLD", "1960", "cases"): "2"},
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_aggregation(rule: str) -> None:
    row, observations, expected = RULES[rule]
    found = second(package_of(row, observations))
    assert {key: found[key][0] for key in expected} == expected


def test_nothing_is_counted_of_low_reliability() -> None:
    row, observations, _ = RULES["sums are divided, not ratios averaged"]
    assert not [key for key in second(package_of(row, observations)) if key[1] == "1961"]


def test_a_series_that_leaves_records_out_has_no_bounds() -> None:
    row = series("distinct_records", "ratio", id="doors.some", role="companion", register="doors")
    flags = dict.fromkeys(FLAGS, "true")
    register = [{"id": "a", "ref_area": "AAA", "counterpart_area": "", "date_from": "1960", **flags}]
    measures = {key[2] for key in second(package_of(row, [], register))}
    assert measures == {"numerator", "denominator", "ratio", "cases", "records"}


def test_an_agreement_between_two_members_counts_once() -> None:
    row = series("distinct_records", "ratio", register="doors")
    yes = {"numerator": "true", "denominator": "true", "numerator_strict": "false"}
    register = [
        {"id": "a", "ref_area": "BBB", "counterpart_area": "DDD", "date_from": "1961-07-01", **yes},
        {"id": "b", "ref_area": "AAA", "counterpart_area": "DDD", "date_from": "", **yes, "numerator": "false"},
    ]
    found = second(package_of(row, [], register))
    expected = {"records": "1", "cases": "1", "denominator": "1", "numerator": "1", "ratio": "1"}
    expected |= {"ratio_low": "1", "ratio_high": "1"}
    assert {m: found["019", "1961", m][0] for m in expected} == expected
    assert ("019", "1960", "ratio") not in found, "a record without a date is in no year"
    assert ("002", "1963", "records") not in found, "a group without records has no figures"
    assert ("WLD", "1960", "records") not in found


PERIODS = st.sampled_from(["1960", "1961", "1962", "1963"])
DATED = st.sampled_from(["1950", "1961", "1961-02", "1963", "_U"])
NUMBERS = st.one_of(st.just(""), st.integers(0, 10**9).map(str))
PARTS = st.one_of(st.just(""), st.integers(1, 10**9).map(str))
AREA = st.sampled_from([area[0] for area in AREAS])


@st.composite
def packages(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, Rows]]:
    """A series of any kind with any observations."""
    aggregation, kind = draw(
        st.sampled_from(
            [
                ("areas", "policy"),
                ("areas", "category"),
                ("sum", "count"),
                ("sum", "register"),
                ("sum_over_time", "count"),
                ("ratio_of_sums", "ratio"),
                ("spread", "ratio"),
                ("none", "count"),
            ]
        )
    )
    has_range = draw(st.booleans()) if kind == "ratio" else False
    row = series(
        aggregation,
        kind,
        codelist="height" if kind == "category" else "",
        max_age=draw(st.sampled_from(["", "0", "2"])),
        reference_day=draw(st.sampled_from(["01-01", "12-31"])) if aggregation == "areas" else "",
        dimensions="side" if aggregation != "spread" and draw(st.booleans()) else "",
        has_range=str(has_range).lower(),
        per=draw(st.sampled_from(["1", "1000000"])),
    )
    codes = {"policy": ["", "yes", "partial", "no"], "category": ["", "low", "high"]}.get(kind)
    values = st.sampled_from(codes) if codes else NUMBERS
    columns = {
        "ref_area": AREA,
        "time_period": PERIODS if codes else DATED,
        "side": st.sampled_from(["left", "right"]),
        "obs_value": values,
        "obs_status": st.sampled_from(["A", "P", "U"]),
    }
    if kind == "ratio":
        columns |= {"numerator": NUMBERS, "denominator": PARTS}
    if has_range:
        columns |= {"denominator_low": PARTS, "denominator_high": PARTS}
    rows = st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=12, unique_by=_key)
    observations = [*draw(rows), _certain(columns)]
    return row, package_of(row, observations)


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["ref_area"], row["time_period"], row["side"]


def _certain(columns: Mapping[str, object]) -> dict[str, str]:
    """One row with a value in every column, apart from all others, so that no table is empty."""
    number = dict.fromkeys((c for c in columns if c.startswith(("numerator", "denominator"))), "7")
    return {**observation("AAA", "1959", "7"), "side": "left", **number}


@settings(max_examples=40)
@given(packages())
def test_both_paths_agree(made: tuple[dict[str, str], dict[str, Rows]]) -> None:
    row, tables = made
    if row["aggregation"] == "areas":
        code = "yes" if row["measure_type"] == "policy" else "low"
        tables = {
            name: [{**r, "obs_value": code} if r.get("time_period") == "1959" else r for r in rows]
            for name, rows in tables.items()
        }
    assert second(tables) == first(tables, series_from_row(row))


@st.composite
def registers(draw: st.DrawFn) -> dict[str, Rows]:
    """A register of agreements, and a series that counts its records."""
    columns = {
        "ref_area": AREA,
        "counterpart_area": st.one_of(st.just(""), AREA),
        "date_from": st.sampled_from(["", "1950", "1960-05", "1961-12-31", "1970-01-01"]),
        **dict.fromkeys(FLAGS, st.sampled_from(["true", "false"])),
    }
    rows = draw(st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=10))
    name = draw(st.sampled_from(["doors", "doors.strict", "doors.some"]))
    row = series("distinct_records", "ratio", id=name, register="doors")
    return package_of(row, [observation("AAA", "1960", "1")], [{"id": str(n), **r} for n, r in enumerate(rows)])


@given(registers())
def test_both_paths_agree_on_distinct_records(tables: dict[str, Rows]) -> None:
    assert second(tables) == first(tables, series_from_row(tables["series"][0]))
