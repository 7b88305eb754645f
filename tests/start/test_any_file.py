"""Whatever adapt makes a package of is sound, and its site whole: any shape of file, of areas, periods and figures."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.start.adapt import adapt
from scripts.start.files import README
from scripts.start.numbers import POINT, Numbers
from scripts.start.periods import Reading
from scripts.start.wish import Areas, Dimension, Wish
from tests.soundness.trial import tried
from tests.start.wishes import STRANGER

PERIODS = {
    "years": ["2019", "2020", "2021"],
    "one year": ["2021"],
    "years with gaps": ["2001", "2021"],
    "quarters": ["Q3 2020", "Q4 2020"],
    "months": ["Jan-2020", "Feb-2020"],
    "days": ["2020-02-28", "2020-02-29", "2020-03-01"],
    "fiscal years": ["2019/20", "2020/21"],
    "spans": ["2015-2017", "2018-2020"],
}
COUNTRIES = ["Kenya", "Brazil", "NAM", "Germany"]
OWN = ["North", "South", "East & West", 'The "Isle"']
WAYS = {"count": ["sum", "sum_over_time", "none"], "value": ["median", "none", "weighted_mean"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a file is like."""

    own: bool
    parts: bool
    whole: bool
    areas: int
    periods: str
    measure: str
    way: str
    divided: str
    several: bool
    blanks: bool
    negative: bool


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    measure = draw(st.sampled_from(sorted(WAYS)))
    return Shape(
        own=draw(st.booleans()),
        parts=draw(st.booleans()),
        whole=draw(st.booleans()),
        areas=draw(st.integers(1, 4)),
        periods=draw(st.sampled_from(sorted(PERIODS))),
        measure=measure,
        way=draw(st.sampled_from(WAYS[measure])),
        divided=draw(st.sampled_from(["", "with totals", "without totals", "totals are blank"])),
        several=draw(st.booleans()),
        blanks=draw(st.booleans()),
        negative=draw(st.booleans()),
    )


TOTALS = {"with totals": "all", "totals are blank": "", "without totals": None}


def rows_of(shape: Shape) -> list[list[str]]:
    """Give the rows: area, parent, period, sex, people, value, other."""
    names = (OWN if shape.own else COUNTRIES)[: shape.areas]
    places = [(name, "") for name in names]
    if shape.parts:
        places += [(f"Part {number} of {name}", name) for name in names[:2] for number in (1, 2)]
    if shape.whole and shape.own:
        places.append(("", ""))
    sexes = {"": [""], "with totals": ["all", "m", "f"], "without totals": ["m", "f"], "totals are blank": ["", "m"]}
    made = []
    for place, (name, parent) in enumerate(places):
        for step, period in enumerate(PERIODS[shape.periods]):
            for part, sex in enumerate(sexes[shape.divided]):
                number = (place * 37 + step * 11 + 100) // (part + 1)
                value = str(number) if shape.measure == "count" else f"{number / 10}"
                value = f"-{value}" if shape.negative and shape.measure == "value" and place % 2 else value
                blank = shape.blanks and (place + step + part) % 3 == 1
                made.append([name, parent, period, sex, str(1000 * (place + 1)), "" if blank else value, str(step)])
    return made


def wish_of(shape: Shape, path: Path) -> Wish:
    weighted = shape.way == "weighted_mean"
    return replace(
        STRANGER,
        file=path,
        areas=Areas(
            column="area",
            parent="in" if shape.parts else "",
            whole="The whole land" if shape.whole and shape.own else "",
            own=shape.own,
        ),
        time="time",
        values=("value", "other") if shape.several else ("value",),
        title="Things, counted or measured",
        unit="per cent {of} 1,000 [things]",
        dimensions=(Dimension(column="sex", total=TOTALS[shape.divided]),) if shape.divided else (),
        weight="people" if weighted else "",
        measure=shape.measure,
        aggregation=shape.way,
        reading=Reading(year_begins="04-01"),
        numbers=Numbers(decimal=POINT),
    )


@pytest.mark.nightly  # each way to read a file is tried in test_adapt.py and test_inputs.py
@given(shape=shapes())
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_a_file_of_any_shape(shape: Shape) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        head = "area,in,time,sex,people,value,other"
        lines = [",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows_of(shape)]
        path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        made = adapt(wish_of(shape, path))
        assert made.faults == ()
        trial = tried({name: data for name, data in made.files.items() if name != README}, Path(folder))
        assert trial.refused == ()
        assert trial.faults == ()
