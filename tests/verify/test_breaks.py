"""No sentence tells a difference across a break in its series as a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.verify.breaks import breaks
from scripts.verify.files import Folder
from scripts.verify.page import parse

OBSERVATIONS = (
    "ref_area,time_period,obs_value\nESP,2018,no\nESP,2019,partial\nESP,2020,yes\nPOL,2020,yes\nESP,2021,yes\n"
)
CASES = [
    # rows of the table of observations that a sentence has, the first period after the break, and whether it is told
    ((3, 4), "2020", True),
    ((4, 3), "2020", True),
    ((2, 6), "2020", True),
    ((2, 3), "2020", False),
    ((4, 6), "2020", False),
    ((3, 4), "2021", False),
    ((3, 5), "2020", False),
    ((4, 6), "2021", False),
]


@pytest.mark.parametrize(("rows", "period", "told"), CASES)
def test_a_difference_across_a_break_is_no_change(
    tmp_path: Path,
    rows: tuple[int, int],
    period: str,
    told: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path / "data" / "latest"
    folder.mkdir(parents=True)
    (folder / "observations_law.csv").write_text(OBSERVATIONS, encoding="utf-8")
    (folder / "breaks.csv").write_text(f"series,time_period\nlaw,{period}\n", encoding="utf-8")
    shown = " to ".join(f'<data data-cell="data/latest/observations_law.csv#cell={row},3">x</data>' for row in rows)
    page = parse("index.html", f"<html lang=en><body><p>from {shown}</p></body></html>".encode())
    assert [problem.code for problem in breaks(page, Folder(tmp_path))] == ["change-across-break"] * told
