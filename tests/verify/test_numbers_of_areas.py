"""A number of areas is called one of countries and areas, and a state's page tells what is known of its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.verify.areas import areas
from scripts.verify.files import Folder
from scripts.verify.page import parse

TABLES = {
    "summaries": "series,group,time_period,measure,value\nlaw,WLD,2020,areas,3\nlaw,WLD,2020,areas_reporting,3\n"
    "law,WLD,2020,yes,3\n",
    "series": "id,role\nlaw,headline\nlaw.more,companion\n",
    "area_parts": "ref_area,part_of\nMYT,FRA\nGLP,FRA\nREU,FRA\n",
    "observations_law": "ref_area,time_period,obs_value,obs_status\nFRA,2020,1,A\nMYT,2020,47,A\nGLP,2021,2,P\n",
    "observations_law.more": "ref_area,time_period,obs_value,obs_status\nREU,2020,1,A\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    data = tmp_path / "data" / "latest"
    data.mkdir(parents=True)
    for name, text in TABLES.items():
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    return Folder(tmp_path)


def problems(folder: Folder, body: str, path: str = "index.html") -> list[tuple[str, str]]:
    page = parse(path, f"<html lang=en><body>{body}</body></html>".encode())
    return [(problem.code, problem.found) for problem in areas(page, folder)]


CALLED = [
    # row of the summaries, what stands after the figure, and what is told
    (2, " countries.", "3 countries."),
    (3, " countries say so", "3 countries"),
    (2, " country", "3 country"),
    (2, "\n countries and areas", ""),
    (2, " country or area", ""),
    (2, " countryside", ""),
    (2, " states", ""),
    (4, " countries", ""),
]


@pytest.mark.parametrize(("row", "after", "told"), CALLED)
def test_a_number_of_areas_is_called_one_of_countries_and_areas(
    folder: Folder, row: int, after: str, told: str
) -> None:
    body = f'<p><data data-cell="data/latest/summaries.csv#cell={row},5">3</data>{after}</p>'
    assert problems(folder, body) == ([("areas-called-countries", told)] if told else [])


def test_a_page_of_a_state_tells_what_is_known_of_its_parts(folder: Folder) -> None:
    told = '<data data-cell="data/latest/observations_law.csv#cell=3,3">47</data>'
    assert problems(folder, "<p>1</p>", "countries/fra/index.html") == [("part-untold", "MYT")]
    assert problems(folder, told, "countries/fra/index.html") == []
    assert problems(folder, "<p>1</p>", "countries/deu/index.html") == []
    assert problems(folder, "<p>1</p>", "regions/fra/index.html") == []
