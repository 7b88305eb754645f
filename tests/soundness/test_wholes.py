"""A part larger than its whole is never stated: a count may be corrected downwards, by a negative one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from lxml import html

from scripts.charts.gather import gather
from scripts.findings.figures import contains
from scripts.findings.reading import Reading
from scripts.package.read import package_of
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition, plain
from scripts.words.words import Words
from tests.packages import Row, Rows, package_files
from tests.soundness.trial import tried

OF = re.compile(r"(?<![\d.])(\d[\d,]*)(?: [a-z]+){0,2}? of (?:the )?(\d[\d,]*)(?![\d.]| June)")
PEAK = re.compile(r"(\d[\d,]*) travellers from .*; the most recorded in one year was (\d[\d,]*)")

FLOW: Row = {
    "id": "flows",
    "number": "3",
    "policy_area": "mobility",
    "measure_type": "count",
    "label_en": "Travellers",
    "statement_en": "# travellers",
    "finding_en": "{total} travellers were counted in {period}.",
    "unit_en": "travellers",
    "limits_en": "It counts heads.",
    "missing_en": "Nights are missing.",
    "keywords_en": "heads",
}


def flows(*lines: str) -> dict[str, bytes]:
    """A package whose third indicator is a count that may be corrected; lines of `area period mode value`."""
    cells = [line.split() for line in lines]
    rows = [
        {"ref_area": a, "time_period": p, "mode": m, "obs_value": v, "obs_status": "A", "source": "survey"}
        for a, p, m, v in cells
    ]
    if any(int(row["obs_value"]) < 0 for row in rows):
        rows = [{**row, "note": "from-law"} if int(row["obs_value"]) < 0 else row for row in rows]
    totals: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["ref_area"], row["time_period"])
        totals[key] = totals.get(key, 0) + int(row["obs_value"])
    headline = [
        {"ref_area": a, "time_period": p, "obs_value": str(v), "obs_status": "A", "source": "survey"}
        | ({"note": "from-law"} if v < 0 else {})
        for (a, p), v in totals.items()
    ]

    def series(held: Rows) -> Rows:
        own = next(row for row in held if row["id"] == "crossings.travellers")
        corrected = {**own, "indicator": "flows", "has_corrections": "true", "is_minimum": "false"}
        return [
            *(row for row in held if row["id"] != "crossings.travellers"),
            {**corrected, "id": "flows", "role": "headline", "order": "1", "dimensions": "", "label_en": "All"},
            {**corrected, "id": "flows.mode", "order": "2", "label_en": "By way"},
        ]

    return package_files(
        indicators=lambda held: [*held, FLOW],
        series=series,
        breaks=None,
        **{
            "observations_crossings.travellers": None,
            "observations_flows": headline,
            "observations_flows.mode": rows,
        },
    )


INPUTS: Mapping[str, Sequence[str]] = {
    "no correction": ("DEU 2022 land 100", "KEN 2022 land 50", "NAM 2022 sea 10"),
    "a negative area": ("DEU 2022 land 100", "KEN 2022 land 50", "NAM 2022 sea -90"),
    "a negative way": ("DEU 2022 land 100", "DEU 2022 sea -90", "KEN 2022 land 50", "NAM 2022 land 9"),
    "a negative year": ("DEU 2022 land 100", "DEU 2023 land -60", "KEN 2022 land 50", "KEN 2023 sea 70"),
    "a whole below zero": ("DEU 2022 land 10", "KEN 2022 land 5", "NAM 2022 sea -90"),
    "a whole of zero": ("DEU 2022 land 10", "KEN 2022 land 80", "NAM 2022 sea -90"),
    "two even areas": ("DEU 2022 land 100", "KEN 2022 land 100", "NAM 2022 sea -90"),
    "one area left": ("DEU 2022 land 100", "KEN 2022 land -5", "NAM 2022 sea -90"),
    "a peak above the sum": ("DEU 2021 land 900", "DEU 2022 land -800", "DEU 2023 land 20", "KEN 2023 sea 7"),
    "both ways negative": ("DEU 2022 land -10", "DEU 2022 sea -90", "KEN 2022 land 500", "NAM 2022 sea 100"),
}


def _texts(files: Mapping[str, bytes], folder: Path) -> Iterator[str]:
    trial = tried(files, folder)
    assert trial.refused == ()
    for path, page in trial.pages.items():
        if not path.startswith("method/"):
            yield page.description
            paragraphs = html.fromstring(f"<div>{page.fragment}</div>").iter("p", "figcaption")
            yield from ("".join(map(str, each.itertext())) for each in paragraphs)
    package = package_of(files)
    for chart in gather(Edition(Reading(package, summarise(package)), Words.load("en"))):
        yield from (plain(chart.title), chart.subtitle, chart.alternative)


@pytest.mark.one_in(5)
@pytest.mark.parametrize("lines", INPUTS.values(), ids=INPUTS.keys())
def test_no_sentence_states_a_part_larger_than_its_whole(lines: Sequence[str], tmp_path: Path) -> None:
    wrong = []
    for text in _texts(flows(*lines), tmp_path):
        for found in OF.finditer(text):
            part, whole = (int(each.replace(",", "")) for each in found.groups())
            wrong += [found[0]] if part > whole else []
        for found in PEAK.finditer(text):
            whole, part = (int(each.replace(",", "")) for each in found.groups())
            wrong += [found[0]] if part > whole else []
    assert wrong == []


def test_an_unknown_whole_contains_nothing() -> None:
    assert not contains(None, [])
