"""Files of rows: what pages show and nothing else, each row as it is published, with words for its codes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.exports.exports import exports
from scripts.exports.rows import PAGES, ROWS, row_files
from scripts.model.site import Download, Page
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from tests.editions import edition

OBSERVED = "data/latest/observations_open-doors"
SUMMED = "data/latest/summaries"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def files(site: Edition) -> list[Download]:
    return exports(site, summarise(site.reading.package))


def page(path: str, *cells: str) -> Page:
    shown = "".join(f'<data value="1" data-cell="{cell}">1</data>' for cell in cells)
    return Page(path=path, title=path or "Home", description="", language="en", fragment=shown)


def told(site: Edition, files: list[Download], *pages: Page) -> dict[str, Any]:
    return {file.path: json.loads(file.data) for file in row_files(site, pages, files)}


def place(site: Edition, measure: str, group: str = "WLD") -> int:
    """The row of the last summary of a group by a measure."""
    rows = site.reading.summaries.rows
    return max(rows[key][0] for key in rows if key[0] == "open-doors" and key[1] == group and key[3] == measure)


def test_only_rows_that_are_shown_are_cut(site: Edition, files: list[Download]) -> None:
    found = told(site, files, page("a/", f"{OBSERVED}.csv#cell=3,3"), page("b/", f"{OBSERVED}.csv#cell=3,2"))
    assert list(found) == ["data/rows/observations_open-doors/0.json"]
    file = found["data/rows/observations_open-doors/0.json"]
    assert list(file["rows"]) == ["3"]
    assert file["pages"] == {"0": ["a/", "a/"], "1": ["b/", "b/"]}


def test_a_row_is_as_it_is_published(site: Edition, files: list[Download]) -> None:
    [file] = told(site, files, page("", f"{OBSERVED}.csv#cell=2,3")).values()
    published = next(each for each in files if each.path == f"{OBSERVED}.csv").data.decode().splitlines()
    shared, cells = file["rows"]["2"]
    assert cells == published[1].split(",")
    assert [name for name, _ in file["columns"]] == published[0].split(",")
    assert file["shared"][shared]["sources"] == [cells[published[0].split(",").index("source")]]


def test_codes_have_their_words(site: Edition, files: list[Download]) -> None:
    [file] = told(site, files, page("", f"{OBSERVED}.csv#cell=2,3")).values()
    _, cells = file["rows"]["2"]
    assert file["said"]["ref_area"][cells[0]] == site.area_names[cells[0]]
    assert file["series"]["open-doors"]["rule"]


def test_how_many_areas_stand_behind_a_figure_is_of_its_own_group_and_period(
    site: Edition, files: list[Download]
) -> None:
    row = place(site, "yes")
    found = told(site, files, page("", f"{SUMMED}.csv#cell={row},5"))
    [file] = found.values()
    shared, cells = file["rows"][str(row)]
    behind = file["shared"][shared]["behind"]
    rows = site.reading.summaries.rows
    assert behind == {name: rows[*cells[:3], name][1] for name in ("assessed", "members")}
    assert f"{behind['assessed']} of {behind['members']} UN member states" in file["shared"][shared]["areas"]


def test_a_file_is_found_by_the_number_of_the_row(site: Edition, files: list[Download]) -> None:
    row = place(site, "yes")
    assert list(told(site, files, page("", f"{SUMMED}.csv#cell={row},5"))) == [
        f"data/rows/summaries/{row // ROWS}.json"
    ]


def test_so_many_pages_are_named_and_charts_last(site: Edition, files: list[Download]) -> None:
    cell = f"{OBSERVED}.csv#cell=2,3"
    pages = [page("embed/a/", cell), *(page(f"p{n}/", cell) for n in range(PAGES + 1))]
    [file] = told(site, files, *pages).values()
    [shared] = file["shared"]
    assert [file["pages"][str(n)][0] for n in shared["pages"]] == [f"p{n}/" for n in range(PAGES)]
    assert shared["more"] == 2


def test_the_same_pages_give_the_same_bytes_whatever_the_order_of_files(site: Edition, files: list[Download]) -> None:
    pages = [page("a/", f"{OBSERVED}.csv#cell=3,3"), page("b/", f"{SUMMED}.csv#cell=2,5")]
    once = {file.path: file.data for file in row_files(site, pages, files)}
    assert once == {file.path: file.data for file in row_files(site, list(pages), list(reversed(files)))}


def test_a_cell_of_no_published_table_is_left_to_verification(site: Edition, files: list[Download]) -> None:
    assert told(site, files, page("", "data/latest/gone.csv#cell=2,3")) == {}
