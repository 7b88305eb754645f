"""One page of each main kind, made from the small package, is what it was when somebody last looked at it.

`UPDATE_GOLDEN=1 pytest tests/render` writes the files anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from scripts.model.site import Page
from tests.packages import write_package
from tests.rendering import rendered

GOLDEN = Path("tests/golden")
PAGES = {
    "home": "",
    "indicator-policy": "indicators/open-doors/",
    "indicator-register": "indicators/crossings/",
    "country": "countries/deu/",
    "region": "regions/002/",
    "compare": "compare/",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return rendered(write_package(tmp_path_factory.mktemp("package")))


def normal(page: Page) -> str:
    """A page with one tag a line and no other white space that a reader does not see. Sizes of files are left out."""
    text = re.sub(r"\s+", " ", page.fragment)
    text = re.sub(r"> <|><", ">\n<", text)
    text = re.sub(r"[\d,.]+ kB", "… kB", text)
    head = f"<!-- {page.title} | {page.description} -->"
    return f"{head}\n{text.strip()}\n"


@pytest.mark.parametrize("name", PAGES)
def test_golden_page(name: str, pages: dict[str, Page]) -> None:
    path = GOLDEN / f"{name}.html"
    found = normal(pages[PAGES[name]])
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), "run UPDATE_GOLDEN=1 pytest tests/render, and read what it writes"
    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_every_page_has_one_heading_and_says_what_it_is(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert page.fragment.count("<h1") == 1, path
        assert page.title, path
        assert page.description, path
        assert page.language == "en"


def test_every_area_group_source_and_indicator_has_a_page(pages: dict[str, Page]) -> None:
    expected = {
        *(f"countries/{area}/" for area in ("deu", "ken", "nam")),
        *(f"regions/{group}/" for group in ("wld", "002", "150")),
        "sources/survey/",
        "indicators/open-doors/",
        "indicators/crossings/",
        "policy-areas/mobility/",
        "dimensions/borders/",
    }
    assert expected <= set(pages)
