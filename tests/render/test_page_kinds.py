"""A kind of page is declared once: pages are made of it, search tells it, and verification asks for each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.assemble.search import names_file
from scripts.model.languages import Languages
from scripts.model.pages import KIND_OF, PAGE_KINDS, PageKind
from scripts.model.site import Page
from scripts.model.tables import fixed_tables
from scripts.render.pages import page_types
from scripts.verify.files import Folder
from scripts.verify.links import Link
from scripts.verify.presence import presence, wanted
from scripts.words.words import Words
from tests.packages import write_package
from tests.rendering import rendered

TABLES = {table.name: {field.name for field in table.fields} for table in fixed_tables(Languages())}
OF_TABLES = [kind for kind in PAGE_KINDS if kind.table in TABLES]
COMPUTED = {"releases"}
"""Lists that are computed from what is kept beside a package; `tests/release/test_freeze.py` makes a site with one."""

NEW = PageKind(name="criterion", folder="criteria", table="criteria", words="search.kind.dimension")


def published(folder: Path) -> Folder:
    """A site that has the tables of the small package and no page."""
    data = write_package(folder / "data" / "latest")
    for path in sorted((data / "data").iterdir()):
        path.rename(data / path.name)
    return Folder(folder)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return rendered(write_package(tmp_path_factory.mktemp("package")))


def test_every_kind_has_a_template() -> None:
    assert {page_type.kind for page_type in page_types()} == set(PAGE_KINDS)
    assert len(KIND_OF) == len(PAGE_KINDS)


@pytest.mark.parametrize("kind", OF_TABLES, ids=lambda kind: kind.name)
def test_each_row_has_a_page_that_is_looked_for(kind: PageKind, pages: dict[str, Page], tmp_path: Path) -> None:
    site = published(tmp_path)
    paths = [kind.path(code) for code in wanted(site)[kind]]
    assert paths
    assert [pages[path].kind for path in paths] == [kind.name] * len(paths)
    told = json.loads(names_file(Words.load("en"), [pages[path] for path in paths], ""))
    assert [page["kind"] for page in told["pages"]] == [kind.name] * len(paths)
    assert kind.name in told["kinds"]
    assert {problem.file for problem in presence(site, ())} >= {f"{path}index.html" for path in paths}


@pytest.mark.parametrize("kind", OF_TABLES, ids=lambda kind: kind.name)
def test_the_page_of_a_listed_kind_is_asked_of_its_list(kind: PageKind, tmp_path: Path) -> None:
    site = published(tmp_path)
    code = wanted(site)[kind][0]
    page, listing = f"{kind.path(code)}index.html", f"{kind.folder}/index.html"
    for path in (page, listing):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", encoding="utf-8")

    def problems(links: list[Link]) -> Iterator[tuple[str, str]]:
        for problem in presence(Folder(tmp_path), links):
            if page in (problem.file, problem.found):
                yield problem.code, problem.file

    assert list(problems([])) == ([("page-not-listed", listing)] if kind.listed else [])
    link = Link(file=listing, line=1, address=f"{code}/", loaded=False)
    assert list(problems([link])) == []


def test_a_new_kind_is_asked_for_once_it_is_declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.verify.presence.PAGE_KINDS", (*PAGE_KINDS, NEW))
    monkeypatch.setattr("scripts.assemble.search.PAGE_KINDS", (*PAGE_KINDS, NEW))
    site = published(tmp_path)
    absent = {problem.file for problem in presence(site, ()) if problem.code == "page-absent"}
    assert {f"criteria/{row['id']}/index.html" for row in site.records("criteria")} <= absent
    assert NEW.name in json.loads(names_file(Words.load("en"), [], ""))["kinds"]


def test_a_kind_names_a_table_and_its_key() -> None:
    assert [kind.name for kind in OF_TABLES if kind.key not in TABLES[kind.table]] == []
    assert {kind.table for kind in PAGE_KINDS} - {"", *TABLES} == COMPUTED
