"""Series that strangers divide: by whatever name and codes, they are built, or refused by one code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.validate.validate import validate_files
from tests.packages import Rows, package_files
from tests.soundness.test_situations import cells
from tests.soundness.trial import tried


def divided(name: str, codes: Sequence[str]) -> dict[str, bytes]:
    """The small package whose travellers are divided by a list of some name and codes, which has pages."""

    def lists(rows: Rows) -> Rows:
        own = [
            {"codelist": name, "code": code, "order": str(n), "label_en": f"Way {n}"}
            for n, code in enumerate(codes, start=1)
        ]
        return [*(row for row in rows if row["codelist"] != name), *own]

    observed = [
        {
            "ref_area": area,
            "time_period": period,
            name: code,
            "obs_status": "A",
            "source": "survey",
            "obs_value": str(7 * n + 1),
        }
        for n, code in enumerate(codes)
        for area in ("DEU", "KEN")
        for period in ("2021", "2022", "2023")
    ]
    return package_files(
        codelists=lists,
        groupings=lambda rows: [{**row, "id": name} for row in rows],
        series=cells("id", "crossings.travellers", dimensions=name),
        **{"observations_crossings.travellers": observed},
    )


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", ["status", "code", "kind", "reason", "freq", "id", "label", "grade"])
def test_a_dimension_may_have_the_name_of_what_stands_elsewhere(name: str, tmp_path: Path) -> None:
    trial = tried(divided(name, ["a", "b"]), tmp_path)
    assert (trial.refused, trial.faults) == ((), ())


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    "name",
    [
        "obs_value",
        "series",
        "indicator",
        "role",
        "bound",
        "cell",
        "breakdown",
        "stated_period",
        "obs_number",
        "a_label",
    ],
)
def test_a_dimension_has_no_name_of_a_column_beside_it(name: str) -> None:
    problems = validate_files(divided(name, ["a", "b"]))
    twice = {"column-duplicated"} if name == "obs_value" else set()
    assert {each.code for each in problems} == {"dimension-unfit", *twice}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("codes", [["land"], ["a", "b"], ["65+", "15-24"], ["_T", "M"], ["é", "北"], ["01", "1"]])
def test_codes_that_can_be_addresses_are_built(codes: Sequence[str], tmp_path: Path) -> None:
    trial = tried(divided("mode", codes), tmp_path)
    assert (trial.refused, trial.faults) == ((), ())


@pytest.mark.parametrize("code", ["10.7", "a.b", "..", "a/b", "a\\b", "a b", "a%20b", "a#b", "a:b", "<15", "*", 'a"b'])
def test_codes_that_part_addresses_and_measures_are_refused(code: str) -> None:
    problems = validate_files(divided("mode", [code, "c"]))
    assert [(each.code, each.found) for each in problems] == [("code-unfit", code)]
