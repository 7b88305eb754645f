"""What the search of a site needs: names as JSON, and an index that is the same each time it is made."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from scripts.assemble.search import in_order, names_file, run_pagefind
from scripts.model.problems import RefusedError
from scripts.model.site import CODE, FORMERLY, TERRITORY, Name, Page
from scripts.words.words import Words

TEXTS = {
    "index.html": ("Doors", "An open door lets people through."),
    "countries/deu/index.html": ("Germany", "It has old bridges and three ferries."),
    "countries/ken/index.html": ("Kenya", "Its ferries go twice a day."),
}


def page(path: str, title: str, kind: str, *names: Name, note: str = "") -> Page:
    return Page(path=path, title=title, description="", language="en", fragment="", kind=kind, names=names, note=note)


def read(pages: list[Page], root: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(names_file(Words.load("en"), pages, root))
    return found


def test_names_stand_by_kind_and_by_what_is_shown() -> None:
    names = (
        Name(kind=CODE, text="SWZ"),
        Name(kind=FORMERLY, text="Swaziland"),
        Name(kind=TERRITORY, text="Old Doors", shown="Doors"),
    )
    assert read([page("countries/swz/", "Eswatini", "country", *names, note="Southern Africa")])["pages"] == [
        {
            "path": "countries/swz/",
            "title": "Eswatini",
            "kind": "country",
            "note": "Southern Africa",
            "names": {"code": {"": ["SWZ"]}, "formerly": {"": ["Swaziland"]}, "territory": {"Doors": ["Old Doors"]}},
        }
    ]


def test_a_title_is_not_said_again_and_a_page_to_embed_is_left_out() -> None:
    pages = [page("b/", "B", "source", Name(kind=CODE, text="B")), page("embed/b/", "B", ""), page("a/", "A", "site")]
    assert [(each["path"], each["names"]) for each in read(pages)["pages"]] == [("a/", {}), ("b/", {})]


def test_pages_of_another_language_stand_below_its_root() -> None:
    file = read([page("countries/", "Pays", "site")], "fr/")
    assert [each["path"] for each in file["pages"]] == ["fr/countries/"]
    assert file["ways"] == ["fr/countries/", "fr/indicators/"]


def test_every_kind_and_every_message_has_its_words() -> None:
    file = read([])
    assert file["kinds"]["country"] == "Country or area"
    assert set(file["words"]["search.found"]) == {"one", "other"}
    assert "{query}" in file["words"]["search.nothing"]


def written(folder: Path, paths: list[str]) -> Path:
    for path in paths:
        title, text = TEXTS[path]
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(
            f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
            f"<body><article data-pagefind-body><h1>{title}</h1><p>{text}</p></article></body></html>",
            encoding="utf-8",
        )
    return folder


def index_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "search").rglob("*")
        if path.is_file()
    }


def test_the_index_of_a_site_is_the_same_wherever_and_whenever_it_is_made(tmp_path: Path) -> None:
    first = written(tmp_path / "first", list(TEXTS))
    second = written(tmp_path / "second" / "site", list(reversed(TEXTS)))
    for number, path in enumerate(TEXTS):
        os.utime(second / path, (number, number))
    run_pagefind(first)
    run_pagefind(second)
    assert index_of(first) == index_of(second)


def test_the_index_holds_the_pages_and_no_program_that_the_site_does_not_use(tmp_path: Path) -> None:
    site = written(tmp_path, list(TEXTS))
    run_pagefind(site)
    files = index_of(site)
    fragments = [gzip.decompress(data) for path, data in files.items() if path.startswith("search/fragment/")]
    urls = {json.loads(data.removeprefix(b"pagefind_dcd"))["url"] for data in fragments}
    assert urls == {"/", "/countries/deu/", "/countries/ken/"}
    programs = sorted(path for path in files if path.endswith((".js", ".css")))
    assert programs == ["search/pagefind.js"]


def test_a_run_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        run_pagefind(tmp_path / "nothing")
    assert {problem.code for problem in refused.value.problems} == {"search-not-built"}
    assert all(problem.found for problem in refused.value.problems)


def test_what_the_index_begins_with_is_the_same_each_time() -> None:
    languages = {"fr": {"hash": "fr_1", "page_count": 40}, "en": {"hash": "en_1", "page_count": 41}}
    told = [
        json.dumps({"version": "1", "languages": dict(items), "include_characters": ["_", "‿"]}).encode()
        for items in (languages.items(), reversed(languages.items()))
    ]
    assert told[0] != told[1]
    assert in_order(told[0]) == in_order(told[1])
    assert json.loads(in_order(told[0])) == json.loads(told[0])
