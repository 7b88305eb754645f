"""Faults of values, periods and text, planted at random into the rows of a table of the small package.

`plant(rows, rng)` changes one cell of one row and gives the row's place in the list and the field that must be named.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

Rows = list[dict[str, str]]
Plant = Callable[[Rows, random.Random], tuple[int, str]]

COUNTS: Final = "observations_crossings.travellers"
RATIOS: Final = "observations_crossings.helped"
POLICIES: Final = "observations_open-doors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to spoil a table, and the code that it must give."""

    code: str
    table: str
    plant: Plant


def written(field: str, *forms: Callable[[str], str]) -> Plant:
    """Write one filled cell of a column in one of several wrong forms."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.choice([n for n, row in enumerate(rows) if row.get(field, "")])
        rows[index][field] = rng.choice(forms)(rows[index][field])
        return index, field

    return plant


def inserted(field: str, characters: str, *, inside: bool = True) -> Plant:
    """Put one of several characters into a text: between its letters, or at either end."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.choice([n for n, row in enumerate(rows) if len(row.get(field, "")) > 1])
        text = rows[index][field]
        place = rng.randrange(1, len(text)) if inside else rng.choice((0, len(text)))
        rows[index][field] = text[:place] + rng.choice(characters) + text[place:]
        return index, field

    return plant


def status(*, of_value: bool, new: Sequence[str]) -> Plant:
    """Change the status of a row with or without a value."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.choice([n for n, row in enumerate(rows) if (row.get("obs_value", "") != "") == of_value])
        rows[index]["obs_status"] = rng.choice(new)
        return index, "obs_status"

    return plant


def ratio(told: str, **cells: str) -> Plant:
    """Write wrong parts of a ratio, and a value that fits them."""

    def plant(rows: Rows, rng: random.Random) -> tuple[int, str]:
        index = rng.randrange(len(rows))
        empty = dict.fromkeys(("denominator_low", "denominator_high", "value_low", "value_high"), "")
        rows[index].update({**empty, "obs_status": "A", **cells})
        return index, told

    return plant


def dates(rows: Rows, rng: random.Random) -> tuple[int, str]:
    """Let a record end before it begins."""
    index = rng.randrange(len(rows))
    start = rng.randrange(1950, 2020)
    rows[index].update(
        date_from=f"{start}-06-15", date_to=rng.choice((f"{start - 1}", f"{start}-05", f"{start}-06-14"))
    )
    return index, "date_from"


def _thousands(mark: str) -> Callable[[str], str]:
    return lambda cell: f"{int(cell) + 1000:,}".replace(",", mark)


_text = "instrument"
_act = "evidence"

FAULTS: Final = (
    Fault(
        code="value-placeholder",
        table=COUNTS,
        plant=written("obs_value", *(lambda _, t=t: t for t in ("NA", "..", "-", "NaN", "n/a", "null"))),
    ),
    Fault(code="value-placeholder", table=POLICIES, plant=written("obs_value", lambda _: "NA", lambda _: "..")),
    Fault(code="spreadsheet-error", table=COUNTS, plant=written("obs_value", lambda _: "#REF!", lambda _: "#DIV/0!")),
    Fault(code="number-infinite", table=COUNTS, plant=written("obs_value", lambda _: "inf", lambda _: "-Infinity")),
    Fault(code="number-with-separator", table=COUNTS, plant=written("obs_value", *map(_thousands, ",' _\u00a0\u202f"))),
    Fault(code="number-with-decimal-comma", table=COUNTS, plant=written("obs_value", lambda cell: f"{cell},5")),
    Fault(
        code="number-with-percent",
        table=COUNTS,
        plant=written("obs_value", lambda cell: f"{cell}%", lambda cell: f"{cell} %"),
    ),
    Fault(
        code="number-with-mark",
        table=COUNTS,
        plant=written("obs_value", lambda cell: f"{cell}*", lambda cell: f"{cell}p", lambda cell: f"{cell} (b)"),
    ),
    Fault(
        code="number-not-exact",
        table=COUNTS,
        plant=written(
            "obs_value", lambda cell: f"<{int(cell) + 1}", lambda cell: f"{cell}+", lambda cell: f"{cell}-2000"
        ),
    ),
    Fault(
        code="value-suppressed", table=COUNTS, plant=written("obs_value", lambda _: "[c]", lambda _: "x", lambda _: "*")
    ),
    Fault(
        code="number-not-plain",
        table=COUNTS,
        plant=written(
            "obs_value", lambda cell: f"+{cell}", lambda cell: f"0{cell}", lambda cell: f"{cell}e0", lambda _: "-0"
        ),
    ),
    Fault(
        code="number-not-whole",
        table=COUNTS,
        plant=written("obs_value", lambda cell: f"{cell}.0", lambda cell: f"{cell}.25"),
    ),
    Fault(
        code="wrong-type", table=COUNTS, plant=written("obs_value", lambda _: "many", lambda cell: f"{cell} persons")
    ),
    Fault(code="count-negative", table=COUNTS, plant=written("obs_value", lambda cell: f"-{int(cell) + 1}")),
    Fault(
        code="share-out-of-range",
        table=RATIOS,
        plant=ratio("obs_value", obs_value="60", numerator="60", denominator="100"),
    ),
    Fault(
        code="numerator-above-denominator",
        table=RATIOS,
        plant=ratio("numerator", obs_value="0.5", numerator="60", denominator="30"),
    ),
    Fault(
        code="denominator-zero", table=RATIOS, plant=ratio("denominator", obs_value="0", numerator="0", denominator="0")
    ),
    Fault(
        code="ratio-not-its-parts",
        table=RATIOS,
        plant=ratio("obs_value", obs_value="0.61", numerator="60", denominator="100"),
    ),
    Fault(
        code="decimals-too-many",
        table=RATIOS,
        plant=ratio("obs_value", obs_value="0.3333333", numerator="1", denominator="3"),
    ),
    Fault(
        code="range-out-of-order",
        table=RATIOS,
        plant=ratio(
            "value_low",
            obs_value="0.2",
            numerator="1",
            denominator="5",
            denominator_low="4",
            denominator_high="6",
            value_low="0.3",
            value_high="0.4",
        ),
    ),
    Fault(
        code="policy-code-unknown",
        table=POLICIES,
        plant=written("obs_value", str.upper, lambda cell: f"{cell}!", lambda _: "true"),
    ),
    Fault(
        code="ratio-without-parts",
        table=RATIOS,
        plant=ratio("denominator", obs_value="0.6", numerator="60", denominator=""),
    ),
    Fault(
        code="ratio-without-parts",
        table=RATIOS,
        plant=ratio("numerator", obs_value="0.6", numerator="", denominator="100"),
    ),
    Fault(
        code="area-above-world", table=COUNTS, plant=written("obs_value", lambda _: "20000000000", lambda _: "9" * 12)
    ),
    Fault(code="status-missing", table=POLICIES, plant=status(of_value=True, new=("",))),
    Fault(code="value-blank-without-reason", table=POLICIES, plant=status(of_value=False, new=("A", "E", "P", "U"))),
    Fault(
        code="status-contradicts-value", table=POLICIES, plant=status(of_value=True, new=("O", "M", "L", "Q", "NYP"))
    ),
    Fault(
        code="period-malformed",
        table=POLICIES,
        plant=written(
            "time_period",
            lambda cell: f"{cell}p",
            lambda cell: cell[2:],
            lambda cell: f"{cell}6",
            lambda cell: f"{cell}-2024",
        ),
    ),
    Fault(
        code="date-impossible",
        table=POLICIES,
        plant=written("time_period", lambda cell: f"{cell}-13", lambda cell: f"{cell}-00"),
    ),
    Fault(
        code="date-malformed",
        table="area_group_members",
        plant=written("valid_from", lambda cell: "/".join(reversed(cell.split("-"))), lambda cell: f"{cell} 00:00"),
    ),
    Fault(
        code="date-impossible",
        table="area_group_members",
        plant=written("valid_from", lambda _: "1990-02-30", lambda _: "1990-11-31"),
    ),
    Fault(
        code="period-after-release", table=POLICIES, plant=written("time_period", lambda _: "2025", lambda _: "2032")
    ),
    Fault(code="period-after-source", table=POLICIES, plant=written("time_period", lambda _: "2024")),
    Fault(
        code="period-outside-series", table=POLICIES, plant=written("time_period", lambda _: "2019", lambda _: "1991")
    ),
    Fault(code="dates-reversed", table="register_crossings", plant=dates),
    Fault(code="text-space-around", table=_act, plant=inserted(_text, " ", inside=False)),
    Fault(code="text-space-doubled", table=_act, plant=written(_text, lambda cell: cell.replace(" ", "  "))),
    Fault(code="text-space-odd", table=_act, plant=inserted(_text, "\u00a0\u2009\u202f\u3000")),
    Fault(code="text-control-character", table=_act, plant=inserted(_text, "\u0001\u0008\u001b\u007f\u2028\n\t")),
    Fault(code="text-direction-override", table=_act, plant=inserted(_text, "\u202a\u202e\u2066\u2069\u200f")),
    Fault(
        code="text-invisible-character",
        table=_act,
        plant=inserted(_text, "\u200b\u200d\u2060\ufeff\u00ad\u2800\u3164\uffa0\U0001d159"),
    ),
    Fault(code="text-unassigned-character", table=_act, plant=inserted(_text, "\ue000\uf8ff\u0378\ufdd0\uffff")),
    Fault(
        code="text-mixed-scripts",
        table=_act,
        plant=written(
            _text, *(lambda cell, pair=pair: cell.replace(*pair) for pair in ("o\u043e", "A\u0391", "t\uff54"))
        ),
    ),
    Fault(
        code="text-garbled",
        table=_act,
        plant=written(_text, "{} C√¥te".format, "C├┤te {}".format, "{} MŽxico".format, "C¶te {}".format),
    ),
    Fault(code="text-letters-lost", table=_act, plant=written(_text, "{} C?te".format, "?tat {}".format)),
    Fault(code="program-residue", table=COUNTS, plant=written("obs_value", lambda _: "Loading...")),
    Fault(code="program-residue", table=_act, plant=written(_text, lambda _: "[object Object]", "{} NaN".format)),
    Fault(
        code="text-html",
        table=_act,
        plant=written(_text, "<i>{}</i>".format, "{}<br/>".format, "{} &amp; co".format, "{}&#39;s".format),
    ),
    Fault(
        code="text-formula",
        table=_act,
        plant=written(_text, *(lambda cell, mark=mark: mark + cell for mark in "=+-@\t")),
    ),
    Fault(
        code="text-not-normal", table=_act, plant=written(_text, lambda cell: unicodedata.normalize("NFD", f"{cell} é"))
    ),
    Fault(code="text-too-long", table=_act, plant=written(_text, lambda cell: (cell + " of all ") * 60 + "doors")),
    Fault(
        code="url-not-web",
        table="sources",
        plant=written("url", lambda cell: cell.removeprefix("https://"), lambda _: "javascript:alert(1)"),
    ),
)
"""Every fault of this subject that a cell can have."""
