"""What is too long for its page has a page of its own, with every row, and the page says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.model.site import Page
from scripts.render import long_tables
from scripts.render.subjects.countries import third
from tests.packages import write_package
from tests.rendering import rendered

LONG = {
    "indicators/crossings/register/": ("indicators/crossings/", 4),
    "indicators/open-doors/trend/": ("indicators/open-doors/", 4),
    "countries/deu/crossings/": ("countries/deu/", 2),
}
"""Pages of tables of the small package, if one row were all that stays inside: where each belongs, and its rows."""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Page]:
    for name in ("LONGEST_INSIDE", "LONGEST_BESIDE"):
        monkeypatch.setattr(long_tables, name, 1)
    return rendered(write_package(tmp_path))


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return rendered(write_package(tmp_path_factory.mktemp("package")))


def rows(page: Page) -> int:
    return len(re.findall(r"<tr", page.fragment.partition("<tbody")[2].partition("</tbody")[0]))


@pytest.mark.parametrize("path", LONG)
def test_a_long_table_has_its_own_page(pages: dict[str, Page], path: str) -> None:
    parent, count = LONG[path]
    own, name = pages[path], path.removeprefix(parent).rstrip("/")
    table = f"register-{name}" if parent.startswith("countries/") else name
    assert rows(own) == count
    assert f'href="../../../{parent}"' in own.fragment
    assert f'data-table="{table}"' in own.fragment
    assert f'id="{table}-table"' not in pages[parent].fragment
    link = re.search(rf'<a href="../../{path}">(?P<text>.*?)</a>', pages[parent].fragment)
    assert link is not None
    assert ("both" if count == 2 else str(count)) in link["text"]


def test_a_short_table_stands_inside(short: dict[str, Page]) -> None:
    assert set(LONG) & set(short) == set()
    assert 'id="register-table"' in short["indicators/crossings/"].fragment


def test_a_page_loads_the_modules_of_tables_only_with_one(short: dict[str, Page]) -> None:
    modules = ("assets/js/search-names.js", "assets/js/tables.js")
    assert short["indicators/crossings/"].scripts == modules
    assert short["countries/"].scripts == modules
    assert short[""].scripts == ()


THIRDS = {
    11: {0: "0", 1: "1-3", 3: "1-3", 4: "4-7", 7: "4-7", 8: "8-11", 11: "8-11"},
    3: {1: "1", 2: "2", 3: "3"},
    2: {0: "0", 1: "1", 2: "2"},
    1: {0: "0", 1: "1"},
    0: {0: "0"},
}
"""Of how many indicators, how many are known, and the third that this is in."""


@pytest.mark.parametrize(("whole", "known"), [(whole, known) for whole, held in THIRDS.items() for known in held])
def test_what_is_known_is_told_in_thirds(whole: int, known: int) -> None:
    assert third(known, whole) == THIRDS[whole][known]
