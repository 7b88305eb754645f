"""A value that is blank says why: its status, its period and its note, on the page, in the files and for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from tests.packages import Row, Rows, package_files
from tests.soundness.trial import tried

NAMIBIA = "countries/nam/"


def _doors(*rows: Row) -> dict[str, object]:
    """What Namibia has in the headline of a policy."""
    base = {"ref_area": "NAM", "obs_value": "", "source": "survey"}

    def change(held: Rows) -> list[Row]:
        return [*(row for row in held if row["ref_area"] != "NAM"), *({**base, **row} for row in rows)]

    return {"observations_open-doors": change}


def _addresses(row: html.HtmlElement) -> str:
    return " ".join(str(link.get("href")) for link in row.iter("a"))


BLANK: Mapping[str, tuple[dict[str, object], str, str]] = {
    "with a note": (
        _doors({"time_period": "2023", "obs_status": "O", "note": "from-law"}),
        "open-doors",
        "O (2023): From law.",
    ),
    "without one": (_doors({"time_period": "2023", "obs_status": "O"}), "open-doors", "O (2023)."),
    "after a value that has lapsed": (
        _doors(
            {"time_period": "2020", "obs_value": "no", "obs_status": "A"},
            {"time_period": "2023", "obs_status": "NYP", "note": "from-law"},
        ),
        "open-doors",
        "Nyp (2023): From law.",
    ),
    "the newest of several": (
        _doors(
            {"time_period": "2021", "obs_status": "O", "note": "from-law"},
            {"time_period": "2022", "obs_status": "Q"},
        ),
        "open-doors",
        "Q (2022).",
    ),
    "no row at all": (_doors(), "open-doors", "The headline's source does not cover it."),
}
"""What Namibia has, of which indicator, and the reason that is told."""


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", BLANK)
def test_a_blank_says_why_wherever_it_is_read(name: str, tmp_path: Path) -> None:
    changes, indicator, reason = BLANK[name]
    trial = tried(package_files(**changes), tmp_path)  # type: ignore[arg-type]
    assert trial.refused == ()
    assert trial.faults == ()
    rows = html.fromstring(trial.pages[NAMIBIA].fragment).iterfind(".//table[@id='profile']//tr")
    said = ["".join(map(str, row.itertext())) for row in rows if f"/{indicator}/" in _addresses(row)]
    assert [reason in each for each in said] == [True]
    told = json.loads((tmp_path / "site" / "api" / "v1" / "countries" / "NAM.json").read_bytes())
    entry = next(each for each in told["indicators"] if each["indicator"] == indicator)
    assert (entry["values"], entry["reason"]["en"]) == ({}, reason)
    with (tmp_path / "site/data/latest/countries/NAM.csv").open(encoding="utf-8", newline="") as file:
        blank = [each for each in csv.DictReader(file) if each["series"] == indicator and not each["obs_value"]]
    newest = max(blank, key=lambda each: each["time_period"], default=None)
    if newest:
        assert (entry["time_period"], entry["obs_status"]) == (newest["time_period"], newest["obs_status"])
        assert (told["labels"].get("note", {}).get(entry["note"], {}).get("en", "")) == newest["note"]
        assert entry["obs_status"] in told["labels"]["obs_status"]
