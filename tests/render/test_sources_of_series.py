"""A series whose observations come from two sources names both, and both say that they feed it."""

from __future__ import annotations

from pathlib import Path

from tests.packages import Rows, write_package
from tests.rendering import rendered

LATER = {"id": "census", "title": "Census of doors", "edition": "2023"}


def test_both_sources_are_named_where_the_series_is_described(tmp_path: Path) -> None:
    def with_census(rows: Rows) -> list[dict[str, str]]:
        return [*map(dict, rows), {**rows[0], **LATER}]

    def later_rows(rows: Rows) -> list[dict[str, str]]:
        return [{**row, "source": "census"} if row["time_period"] == "2023" else dict(row) for row in rows]

    pages = rendered(write_package(tmp_path, sources=with_census, **{"observations_open-doors": later_rows}))
    described = pages["indicators/open-doors/"].fragment
    assert "Survey of doors</a>, 2024; <a" in described
    assert "Census of doors</a>, 2023" in described
    label = "Countries with open doors"
    assert all(label in pages[f"sources/{source}/"].fragment for source in ("survey", "census"))
