"""A title says a fraction only where it is surely more, and names areas only where no other has as much."""

from __future__ import annotations

import pytest

from scripts.charts.kinds.top_areas import _together
from scripts.charts.regions import by_value, most
from scripts.charts.wording import more_than
from scripts.findings.figures import WHOLE, Figure
from tests.charts.golden import small_site

FRACTIONS = [
    # part, whole: the fraction that it is more than
    (6, 10, "half"),
    (5, 10, "third"),  # a half is not more than a half
    (4, 10, "third"),
    (3, 9, ""),  # of fewer than ten nothing is told
    (10, 30, "quarter"),
    (3, 10, "quarter"),
    (5, 20, ""),
    (0, 10, ""),
    (42061, 74376, "half"),
    (24799, 74376, "third"),
]


@pytest.mark.parametrize(("part", "whole", "said"), FRACTIONS)
def test_a_fraction_is_told_of_what_is_more(part: int, whole: int, said: str) -> None:
    assert more_than(part, whole) == said


def figure(value: float) -> Figure:
    return Figure(value=float(value), form=WHOLE, cell="")


TOGETHER = [
    # values of areas, the whole: which part the first of them have, and how many they are
    ([30, 25, 5, 4], 100, ("half", 2)),
    ([20, 20, 15, 4], 100, ("half", 3)),
    ([20, 15, 10, 4], 100, ("third", 2)),
    ([14, 10, 10, 4], 100, ("third", 3)),
    ([14, 10, 10, 10], 100, None),  # the fourth has as much as the third, and two have no quarter
    ([5, 4, 3, 2], 100, None),
    ([5, 2], 8, None),  # nothing is told of fewer than ten
    ([60, 40], 100, None),  # all of them are no part
]


@pytest.mark.parametrize(("values", "whole", "said"), TOGETHER)
def test_the_fewest_areas_with_the_largest_part_are_named(
    values: list[int], whole: int, said: tuple[str, int] | None
) -> None:
    areas = list(small_site().areas.values())
    held = [(areas[n % len(areas)], figure(value)) for n, value in enumerate(values)]
    assert _together(held, whole) == said


def test_the_region_with_most_is_named_where_it_is_one() -> None:
    site = small_site()
    assert most(site, {"002": figure(2), "150": figure(3)}) == ("150", figure(3))
    assert most(site, {"002": figure(2), "150": figure(2)}) is None
    assert most(site, {}) is None


def test_groups_stand_by_value_and_those_without_one_last() -> None:
    values = {"002": 0.2, "150": 0.5}
    assert by_value(small_site(), ["002", "150"], values.get) == ["150", "002"]
    assert by_value(small_site(), ["002", "150"], {"002": 0.0}.get) == ["002", "150"]
