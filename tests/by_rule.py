"""The small package with stricter, looser and other rules beside its headlines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.packages import Rows

_OBSERVED = {"obs_status": "A", "source": "survey"}


def _series(rows: Rows, like: str, **own: str) -> dict[str, str]:
    return {**next(row for row in rows if row["id"] == like), "role": "variant", **own}


def series(rows: Rows) -> Rows:
    """The series, and those of other rules: each is what its headline is but for its name."""
    return [
        *rows,
        _series(rows, "open-doors", id="open-doors.wide", order="21", label_en="Doors ajar"),
        _series(rows, "open-doors", id="open-doors.narrow", order="22", label_en="Doors without a guard"),
        _series(rows, "open-doors", id="open-doors.red", order="23", label_en="Red doors"),
        _series(rows, "crossings", id="crossings.bridges", order="21", label_en="Bridges", register=""),
    ]


def _observed(*rows: tuple[str, str, str]) -> Rows:
    names = ("ref_area", "time_period", "obs_value")
    return [{**_OBSERVED, **dict(zip(names, row, strict=True))} for row in rows]


def _row(indicator: str, direction: str, series: str = "", reason: str = "") -> dict[str, str]:
    return {"indicator": indicator, "direction": direction, "series": series, "code": "", "reason_en": reason}


VARIANTS = (
    _row("crossings", "headline", "crossings"),
    _row("crossings", "looser", reason="No other way across is known."),
    _row("crossings", "stricter", "crossings.bridges"),
    _row("open-doors", "headline", "open-doors"),
    _row("open-doors", "looser", "open-doors.wide"),
    _row("open-doors", "looser", reason="A door that nobody saw cannot be counted."),
    _row("open-doors", "other", "open-doors.red"),
    _row("open-doors", "stricter", "open-doors.narrow"),
)


def by_rule() -> dict[str, Any]:
    """Changes for `write_package`: in 2023 Germany has open doors, Kenya none, Namibia is unknown.

    The wide rule adds Kenya (a yes of 2022, carried on), and Aruba, which is no state, nowhere; the narrow one takes
    Germany out, the red one puts Namibia in its place. Germany has two ways across, Kenya one; bridges are one in
    Germany and none in Kenya.
    """
    roles: Callable[[Rows], Rows] = lambda rows: [  # noqa: E731
        *rows,
        {"codelist": "role", "code": "variant", "order": "4", "label_en": "Variant"},
    ]
    return {
        "series": series,
        "codelists": roles,
        "variants": list(VARIANTS),
        "observations_open-doors.wide": _observed(
            ("ABW", "2023", "yes"), ("DEU", "2021", "yes"), ("DEU", "2023", "yes"), ("KEN", "2022", "yes")
        ),
        "observations_open-doors.narrow": _observed(("DEU", "2023", "no"), ("KEN", "2022", "no")),
        "observations_open-doors.red": _observed(("DEU", "2023", "partial"), ("NAM", "2023", "yes")),
        "observations_crossings.bridges": _observed(("DEU", "2023", "1"), ("KEN", "2023", "0")),
    }
