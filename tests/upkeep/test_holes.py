"""Which holes are proposed, for which reasons, in which order: on the small package, which has other indicators."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.package.read import package_of
from scripts.upkeep.holes import EVIDENCE_LACKS, HALFWAY, WEIGHTS, Hole, holes
from tests.packages import Change, Row, Rows, package_files, write_package

Changes = dict[str, Change]


def found(**changes: Change) -> dict[tuple[str, str], Hole]:
    return {(hole.indicator, hole.ref_area): hole for hole in holes(package_of(package_files(**changes)))}


def without(area: str, name: str = "observations_crossings") -> Changes:
    """Leave an area out of the observations of a series: a hole of its indicator."""
    return {name: lambda rows: [row for row in rows if row["ref_area"] != area]}


def reasons(hole: Hole) -> dict[str, float]:
    return {reason.kind: reason.strength for reason in hole.reasons}


def test_what_is_known_is_no_hole_nor_what_has_no_reason() -> None:
    assert found() == {}
    assert found(**without("DEU", "observations_open-doors"), **{"observations_open-doors.height": []}) == {}


def test_a_blank_is_a_hole_and_a_reported_zero_is_none() -> None:
    blank: Callable[[Rows], Rows] = lambda rows: [  # noqa: E731
        row | {"obs_value": "" if row["ref_area"] == "NAM" else row["obs_value"]} for row in map(dict, rows)
    ]
    assert set(found(observations_crossings=blank)) == {("crossings", "NAM")}


def test_areas_that_are_no_member_states_are_no_holes() -> None:
    assert ("crossings", "ABW") not in found(**without("NAM"))


def changed(identity: str, **cells: str) -> Callable[[Rows], Rows]:
    return lambda rows: [dict(row) | (cells if row["id"] == identity else {}) for row in rows]


@pytest.mark.parametrize(
    ("why", "strength"),
    [*((code, 1) for code in sorted(EVIDENCE_LACKS)), ("low-confidence", 0.5), ("outside-scope", 0.5)],
)
def test_a_record_that_lacks_only_evidence_is_the_best_reason(why: str, strength: float) -> None:
    hole = found(**without("NAM"), register_crossings=changed("x4", not_counted=why))["crossings", "NAM"]
    assert reasons(hole) == {"record": strength}
    assert hole.score == WEIGHTS["record"] * strength
    assert [(reason.about, reason.count) for reason in hole.reasons] == [((why,), 1)]
    assert hole.reasons[0].places[0].startswith("https://")


def test_where_no_record_has_a_page_its_source_is_named() -> None:
    hole = found(**without("NAM"), register_crossings=changed("x4", source_url=""))["crossings", "NAM"]
    assert hole.reasons[0].places == ("survey",)


def test_another_series_of_the_indicator_is_a_reason_and_a_variant_is_none() -> None:
    hole = found(**without("KEN"))["crossings", "KEN"]
    (reason,) = hole.reasons
    assert reason.about == ("crossings.travellers", "crossings.helped")
    assert reason.places == ("survey",)
    as_variant: Callable[[Rows], Rows] = lambda rows: [  # noqa: E731
        dict(row) | ({"role": "variant"} if row["id"] == "crossings.travellers" else {}) for row in rows
    ]
    (reason,) = found(**without("KEN"), series=as_variant)["crossings", "KEN"].reasons
    assert reason.about == ("crossings.helped",)


def test_partners_are_a_reason_where_the_register_is_of_agreements() -> None:
    paired = changed("x1", counterpart_area="NAM")
    hole = found(**without("NAM"), register_crossings=paired)["crossings", "NAM"]
    assert reasons(hole) == {"record": 0.5, "partner": 1 / (1 + HALFWAY)}
    (partner,) = (reason for reason in hole.reasons if reason.kind == "partner")
    assert (partner.places, partner.count) == (("DEU",), 1)
    alone = found(**without("NAM"))["crossings", "NAM"]
    assert "partner" not in reasons(alone)


def test_a_partner_of_which_nothing_is_known_says_nothing() -> None:
    unknown: Callable[[Rows], Rows] = lambda rows: [row for row in rows if row["ref_area"] == "KEN"]  # noqa: E731
    hole = found(observations_crossings=unknown, register_crossings=changed("x1", counterpart_area="NAM"))
    assert "partner" not in reasons(hole["crossings", "NAM"])


CODES = ("AGO", "BEN", "CMR", "DZA")


def larger(known: int) -> Changes:
    """Four more states, with Namibia and Kenya in one region; the first `known` of the four have a figure."""

    def states(rows: Rows) -> Rows:
        return [*rows, *(dict(rows[1]) | {"iso3": code, "iso2": "", "m49": f"9{n:02}"} for n, code in enumerate(CODES))]

    def members(rows: Rows) -> Rows:
        model = next(row for row in rows if (row["group"], row["ref_area"]) == ("002", "KEN"))
        return [
            *rows,
            *(dict(model) | {"group": group, "ref_area": code} for group in ("WLD", "002") for code in CODES),
        ]

    def figures(rows: Rows) -> Rows:
        model = next(row for row in rows if row["ref_area"] == "KEN")
        kept = [row for row in rows if row["ref_area"] != "NAM"]
        return [*kept, *(dict(model) | {"ref_area": code} for code in CODES[:known])]

    return {"reference_areas": states, "area_group_members": members, "observations_crossings": figures}


@pytest.mark.parametrize(
    ("known", "share"),
    [(1, None), (2, None), (3, 4 / 6), (4, 5 / 6)],
)
def test_a_group_of_which_more_than_half_is_known_is_a_reason(known: int, share: float | None) -> None:
    """Kenya is known too; exactly half of the six is not more than half. The world is no group."""
    hole = found(**larger(known))["crossings", "NAM"]
    assert reasons(hole).get("group") == share
    for reason in hole.reasons:
        if reason.kind == "group":
            assert (reason.about, reason.places, reason.count) == (("002",), ("survey",), 6)


def test_a_group_that_a_state_has_left_says_nothing() -> None:
    changes = larger(4)
    members = changes["area_group_members"]
    assert callable(members)
    left: Callable[[Rows], Rows] = lambda rows: [  # noqa: E731
        dict(row) | ({"valid_to": "2020-01-01"} if row["ref_area"] == "NAM" else {}) for row in members(rows)
    ]
    assert "group" not in reasons(found(**{**changes, "area_group_members": left})["crossings", "NAM"])


def people(*rows: tuple[str, str, str]) -> Changes:
    """A context series of persons."""

    def series(listed: Rows) -> Rows:
        model = next(row for row in listed if row["id"] == "crossings.travellers")
        extra = {"id": "people", "indicator": "", "role": "context", "dimensions": "", "aggregation": "sum"}
        return [*listed, dict(model) | extra]

    frame: list[Row] = [
        {"ref_area": area, "time_period": year, "obs_value": value, "obs_status": "A", "source": "survey"}
        for area, year, value in rows
    ]
    return {"series": series, "observations_people": frame}


def test_size_ranks_what_has_another_reason_and_is_none_alone() -> None:
    sizes = people(("DEU", "2022", "80"), ("KEN", "2021", "99"), ("KEN", "2022", "50"), ("NAM", "2022", "3"))
    hole = found(**without("NAM"), **sizes)["crossings", "NAM"]
    assert reasons(hole)["size"] == pytest.approx(1 / 3)
    changes = {**without("DEU", "observations_open-doors"), "observations_open-doors.height": []}
    assert found(**changes, **sizes) == {}


def test_the_likeliest_comes_first() -> None:
    rows: Callable[[Rows], Rows] = lambda rows: [row for row in rows if row["ref_area"] == "DEU"]  # noqa: E731
    ranked = holes(package_of(package_files(observations_crossings=rows)))
    assert [(hole.ref_area, hole.score) for hole in ranked] == [("KEN", 3), ("NAM", 2)]


def test_what_one_source_records_wherever_it_happens_has_no_holes() -> None:
    """A headline that is neither a policy nor of a register: that nobody counted travellers there is an absence."""

    def counted(rows: Rows) -> Rows:
        roles = {"crossings": "companion", "crossings.travellers": "headline"}
        return [dict(row) | ({"role": roles[row["id"]]} if row["id"] in roles else {}) for row in rows]

    assert found(series=counted) == {}


def test_the_command_prints_a_table_or_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write_package(tmp_path, **without("NAM"), **{"observations_open-doors": []}))
    assert main(["facts", folder, "--quiet"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| # | country or area | indicator |")
    assert lines[2].startswith("| 1 | Germany | Open doors | another series has a figure (Height of doors) |")
    assert "a record does not count (“Low confidence”)" in lines[4]
    assert lines[-1] == "3 holes have a reason to look for a source; the first 3 are shown."
    assert main(["facts", folder, "--csv", "--most", "1", "--area", "NAM"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["rank"], row["score"], row["ref_area"], row["indicator"], row["reasons"]) == (
        "1",
        "2.0",
        "NAM",
        "crossings",
        "record",
    )


def test_where_nothing_is_to_be_found_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", str(write_package(tmp_path))]) == 0
    assert capsys.readouterr().out == "No hole has a reason to look for a source.\n"


@pytest.mark.parametrize("wish", [["--indicator", "open-door"], ["--area", "QQQ"], ["--most", "0"], ["--most", "many"]])
def test_what_there_is_not_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wish: list[str]
) -> None:
    assert main(["facts", str(write_package(tmp_path)), *wish]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_unsound_package_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_package(tmp_path)
    series = folder / "data" / "series.csv"
    series.write_text(series.read_text(encoding="utf-8").replace("order", "place"), encoding="utf-8")
    assert main(["facts", str(folder)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_every_indicator_of_the_real_package_that_is_found_state_by_state_has_proposals(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["facts", "--csv", "--most", "1000"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {"multi-entry-visas", "social-entitlements", "city-measures"} <= {row["indicator"] for row in rows}
    assert "border-deaths" not in {row["indicator"] for row in rows}
    assert all(row["why"] and row["where"] for row in rows)
    scores = [float(row["score"]) for row in rows]
    assert scores == sorted(scores, reverse=True)


def test_the_page_on_facts_states_the_weights_and_says_what_evidence_lacks() -> None:
    page = Path("docs/facts.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    weights = {row[0].strip("`"): float(row[2]) for row in rows if row[0].strip("`") in WEIGHTS}
    assert weights == WEIGHTS
    assert f"*n* / (*n* + {HALFWAY})" in page
    assert page.count("(not read, low confidence, no date)") == 1
    assert len(EVIDENCE_LACKS) == 3
