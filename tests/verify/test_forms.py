"""The newest values and the Parquet files: each fault of either is told, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from scripts.verify.files import Folder
from scripts.verify.latest import latest
from scripts.verify.parquet import parquet
from tests.verify.tiny_site import DATA, Made, make_good, write_forms
from tests.verify.tiny_site import parquet as written

LATEST = f"{DATA}/latest.csv"
PEOPLE = f"{DATA}/parquet/observations_people.parquet"
COLUMNS = ("ref_area", "time_period", "obs_value", "obs_status", "source", "note")
ROW = ("FRA", "2020", "1234", "P", "gazette", "")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    good = make_good(tmp_path)
    write_forms(good.site)
    return good


def test_nothing_is_told_of_a_sound_site(made: Made) -> None:
    site = Folder(made.site)
    assert [*latest(site), *parquet(site)] == []


def changed(old: str, new: str) -> Callable[[Made], None]:
    return lambda made: made.change(LATEST, old, new)


FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another value": (changed(",1234,", ",1235,"), {"latest-differs"}),
    "another year": (changed(",2020,2021,yes", ",2019,2021,yes"), {"latest-differs"}),
    "another cell": (changed("#cell=2,3", "#cell=3,3"), {"latest-differs"}),
    "another label": (changed("Open doors", "Shut doors"), {"latest-differs"}),
    "a column too many": (changed("indicator,indicator_label", "x,indicator,indicator_label"), {"latest-differs"}),
    "no table": (lambda made: (made.site / LATEST).unlink(), {"latest-absent"}),
    "an area of nobody": (
        lambda made: made.change(f"{DATA}/observations_people.csv", "FRA", "XXX"),
        {"latest-not-recomputed"},
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_the_newest_values_is_told(made: Made, case: str) -> None:
    spoil, codes = FAULTS[case]
    spoil(made)
    assert {problem.code for problem in latest(Folder(made.site))} == codes


def rewritten(columns: tuple[str, ...], *rows: tuple[str, ...], path: str = PEOPLE) -> Callable[[Made], object]:
    return lambda made: (made.site / path).write_bytes(written(columns, rows))


def as_number(made: Made) -> None:
    """Write codes that look like numbers as numbers."""
    target = made.site / DATA / "parquet" / "area_groups.parquet"
    with duckdb.connect(":memory:") as engine:
        query = f"SELECT TRY_CAST(id AS BIGINT) AS id, kind, parent, name_en FROM read_parquet('{target}')"  # noqa: S608
        engine.execute(f"CREATE TABLE held AS {query}")
        engine.execute(f"COPY held TO '{target}' (FORMAT parquet)")


PARQUET_FAULTS: dict[str, tuple[Callable[[Made], object], set[str]]] = {
    "another value": (
        rewritten(COLUMNS, ("FRA", "2020", "1235", "P", "gazette", "")),
        {"parquet-row-extra", "parquet-row-absent"},
    ),
    "a row twice": (rewritten(COLUMNS, ROW, ROW), {"parquet-row-extra"}),
    "a row too few": (rewritten(COLUMNS), {"parquet-row-absent"}),
    "a zero for a blank": (rewritten(COLUMNS, (*ROW[:-1], "0")), {"parquet-row-extra", "parquet-row-absent"}),
    "another column": (rewritten((*COLUMNS[:-1], "mood"), ROW), {"parquet-differs"}),
    "a file of nobody": (rewritten(COLUMNS, ROW, path=f"{DATA}/parquet/people.parquet"), {"parquet-extra"}),
    "no file": (lambda made: (made.site / PEOPLE).unlink(), {"parquet-absent"}),
    "no file of all": (lambda made: (made.site / DATA / "parquet/observations.parquet").unlink(), {"parquet-absent"}),
    "bytes that are none": (lambda made: (made.site / PEOPLE).write_bytes(b"PAR1"), {"parquet-unreadable"}),
    "a code as a number": (as_number, {"parquet-code-not-text", "parquet-row-extra", "parquet-row-absent"}),
    "an observation of all that is not so": (
        lambda made: made.change(f"{DATA}/observations_people.csv", "1234", "1235"),
        {"parquet-row-extra", "parquet-row-absent"},
    ),
}


@pytest.mark.parametrize("case", PARQUET_FAULTS)
def test_a_fault_of_a_parquet_file_is_told(made: Made, case: str) -> None:
    spoil, codes = PARQUET_FAULTS[case]
    spoil(made)
    assert {problem.code for problem in parquet(Folder(made.site))} == codes
