"""Of very many changes the page of a release lists those that readers look for first."""

from __future__ import annotations

import pytest

from scripts.findings.releases import MOST, Changed, shown_of

pytestmark = pytest.mark.unit


def changes(series: str, kind: str, count: int) -> list[Changed]:
    blank = dict.fromkeys(
        ("table", "indicator", "ref_area", "time_period", "key", "column", "old", "new", "reason"), ""
    )
    return [Changed(row=row, kind=kind, series=series, **blank) for row in range(count)]


CASES = {
    "few: all of them": ([("h", "added", 3), ("c", "removed", MOST - 3)], MOST, {"h", "c"}),
    "more: those of headlines": ([("h", "added", 3), ("c", "removed", MOST)], 3, {"h"}),
    "still more: what was revised or removed": ([("h", "added", MOST), ("h", "revised", 2)], 2, {"h"}),
    "never more than a page holds": ([("h", "revised", MOST + 1)], MOST, {"h"}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_shown(case: str) -> None:
    given, count, series = CASES[case]
    shown = shown_of([each for args in given for each in changes(*args)], {"h"})
    assert len(shown) == count
    assert {each.series for each in shown} == series
