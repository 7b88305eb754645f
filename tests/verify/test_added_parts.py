"""Regions add up to the world, or a line of their own says what is in none."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.verify.files import Folder
from scripts.verify.parts import parts

GROUPS = "id,kind,parent\nWLD,world,\n002,region,WLD\n150,region,WLD\n039,sub-region,150\nLDC,development,WLD\n"
SERIES = (
    "id,aggregation\npeople,sum\nflow,sum_over_time\nrate,ratio_of_sums\npolicy,areas\nagreements,distinct_records\n"
)
HEAD = "series,group,time_period,measure,value,status\n"
WHOLE = "people,WLD,1990,total,12,A\npeople,002,1990,total,5,A\n"
SOUND = WHOLE + "people,150,1990,total,7,A\npeople,039,1990,total,7,A\n"

CASES = [
    # lines of the summaries, more groups, and what is told
    (SOUND, "", []),
    (SOUND.replace("150,1990,total,7", "150,1990,total,6"), "", ["11 12", "7 6"]),
    (SOUND.replace("039,1990,total,7", "039,1990,total,6"), "", ["6 7"]),
    (SOUND.replace("total,12,A", "total,14,A"), "", ["12 14"]),
    # the difference is a published line
    (SOUND.replace("total,12,A", "total,14,A") + "people,NREG,1990,total,2,A\n", "NREG,region,WLD\n", []),
    # a blank adds nothing, and a group of nobody may be blank
    ("people,WLD,1990,total,,O\npeople,002,1990,total,,O\npeople,150,1990,total,,O\n", "", []),
    # a code of a dimension, months, all periods
    ("flow,WLD,_T,total.dead,3,A\nflow,002,_T,total.dead,1,A\n", "", ["1 3"]),
    ("flow,WLD,2016-05,areas_reporting,2,A\n", "", ["0 2"]),
    ("rate,WLD,1990,numerator,3,A\nrate,002,1990,numerator,2,A\nrate,WLD,1990,ratio,0.5,A\n", "", ["2 3"]),
    # what is not added over areas
    ("policy,WLD,1990,yes,3,A\nagreements,WLD,1990,numerator,3,A\n", "", []),
]


@pytest.mark.parametrize(("lines", "groups", "told"), CASES)
def test_parts_of_a_group(tmp_path: Path, lines: str, groups: str, told: list[str]) -> None:
    folder = tmp_path / "data" / "latest"
    folder.mkdir(parents=True)
    for name, text in (("area_groups", GROUPS + groups), ("series", SERIES), ("summaries", HEAD + lines)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    found = list(parts(Folder(tmp_path)))
    assert [f"{problem.found} {problem.expected}" for problem in found] == told
    assert {problem.code for problem in found} <= {"parts-do-not-add-up"}


NOWHERE = "".join(
    f"people,{group},1990,total,{n},A\n" for group, n in (("WLD", 14), ("002", 5), ("150", 7), ("039", 7))
)
MEMBERS = "group,ref_area,valid_to\nWLD,GRL,\nWLD,KEN,\n002,KEN,\n150,GRL,1985-01-01\n"
HELD = "ref_area,obs_value\nGRL,2\nKEN,5\nATA,\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('<li data-outside="people WLD GRL">', []),
        ("<li data-outside='people WLD GRL'>", ["12 14"]),
        ('<li data-outside="flow WLD GRL">', ["12 14"]),
        ('<li data-outside="people WLD ATA">', ["12 14"]),
        ("", ["12 14"]),
    ],
)
def test_what_is_in_no_part_is_named(tmp_path: Path, line: str, told: list[str]) -> None:
    folder = tmp_path / "data" / "latest"
    folder.mkdir(parents=True)
    files = {"area_groups": GROUPS, "series": SERIES, "summaries": HEAD + NOWHERE, "area_group_members": MEMBERS}
    for name, text in {**files, "observations_people": HELD}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "quality").mkdir()
    (tmp_path / "quality" / "index.html").write_text(line, encoding="utf-8")
    assert [f"{problem.found} {problem.expected}" for problem in parts(Folder(tmp_path))] == told
