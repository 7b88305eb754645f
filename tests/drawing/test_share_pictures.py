"""Pictures for sharing stand at one address each, and pages name them in full or not at all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.assemble.before import stub_of
from scripts.assemble.config import picture_data
from scripts.drawing.share import SharePicture, share_folder, share_path, share_pictures, with_picture
from scripts.findings.reading import Reading
from scripts.kept import Cache
from scripts.model.languages import Languages
from scripts.model.site import Download, Page, Picture
from scripts.package.read import read_package
from scripts.render.share import shares
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package
from tests.pictures import widths

PICTURE = Picture(path="share/countries/deu.png", alternative='Germany: "2 of 2" {{ x }}', width=1200, height=630)
PAGE = Page(path="countries/deu/", title="Germany", description="d", language="en", fragment="")


@pytest.mark.parametrize(
    ("page", "language", "expected"),
    [
        ("", "en", "share/home.png"),
        ("countries/deu/", "en", "share/countries/deu.png"),
        ("indicators/open-doors/", "fr", "share/fr/indicators/open-doors.png"),
        ("", "fr", "share/fr/home.png"),
    ],
)
def test_the_address_of_a_picture_is_that_of_its_page(page: str, language: str, expected: str) -> None:
    assert share_path(page, share_folder(Languages(("en", "fr")), language)) == expected


@pytest.mark.parametrize("site_url", ["https://example.org/x", "https://example.org/x/"])
def test_a_page_names_its_picture_in_full(site_url: str) -> None:
    (line,) = [
        line for line in stub_of(replace(PAGE, picture=PICTURE), site_url).splitlines() if line[:8] == "picture:"
    ]
    assert json.loads(line[8:]) == picture_data(PICTURE, site_url)
    assert picture_data(PICTURE, site_url)["address"] == "https://example.org/x/share/countries/deu.png"


def test_a_page_without_a_picture_or_an_address_names_none() -> None:
    assert "picture" not in stub_of(replace(PAGE, picture=PICTURE), "")
    assert "picture" not in stub_of(PAGE, "https://example.org/")


def test_a_page_is_given_its_own_picture() -> None:
    shown = {"countries/deu/": SharePicture(PICTURE, Download(path=PICTURE.path, data=b"", media_type="image/png"))}
    assert with_picture(PAGE, shown).picture == PICTURE
    assert with_picture(replace(PAGE, path="sources/survey/"), shown).picture is None


def test_every_picture_is_drawn_and_kept(tmp_path: Path) -> None:
    package = read_package(write_package(tmp_path / "package"))
    site = Edition(Reading(package, summarise(package)), Words.load("en"))
    made = list(shares(site, widths()))
    first = share_pictures(made, "share", Cache(tmp_path / "cache"))
    kept = sorted(path.name for path in (tmp_path / "cache").iterdir())
    assert share_pictures(made, "share", later := Cache(tmp_path / "cache")) == first
    assert later.prune() == 0
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == kept
    assert all(each.file.path == each.picture.path for each in first.values())
    assert {each.file.media_type for each in first.values()} == {"image/png"}
    assert {"share/home.png", "share/regions/wld.png", "share/countries/nam.png"} <= {
        f.file.path for f in first.values()
    }


@pytest.mark.parametrize("path", ["index.html", "countries/deu/index.html", "method/index.html"])
def test_published_pages_say_what_they_are(path: str, site: Path) -> None:
    page = (site / path).read_text(encoding="utf-8")
    said = re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page)
    assert {"type", "site_name", "locale", "title", "description"} <= {name for name, _ in said}
    assert len({name for name, _ in said}) == len(said)
    assert all(content for _, content in said)
    assert ("image" in dict(said)) == ('rel="canonical"' in page)
    assert (site / "share" / "home.png").read_bytes()[:4] == b"\x89PNG"
