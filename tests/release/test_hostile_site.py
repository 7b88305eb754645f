"""A whole site of hostile texts: each is shown as it stands wherever it is shown, and nothing of it is markup."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from scripts.validate.checks.text import text_faults
from scripts.validate.validate import report
from scripts.verify.verify import verify
from tests.hostile import ADDRESS_OF_SITE, COLUMNS, DESCRIBED, REFUSED, hostile, hostile_site, mark

MARK = re.compile(r"Qx\d+q")
TEXTS = {mark(table, column): hostile(table, column) for table, column in COLUMNS}
TEXTS |= {mark("", column): hostile("", column) for column in DESCRIBED}

UNSHOWN = {
    ("good_practices", "unit_en"),
    ("series", "cases_en"),
    ("breaks", "reason_en"),
}
"""Columns that stand in files alone, or that this package has no place for."""

PARTS = {("sources", "faults_en"), ("sources", "handling_en")}
"""Columns of several sentences, which are shown apart."""

WRAPPED = ['class="a"', 'opacity="1"', 'fill="@ink"']
"""Words of each text that look like parts of a drawing."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site and its package."""
    return hostile_site(tmp_path_factory)


@pytest.fixture(scope="module")
def pages(made: tuple[Path, Path]) -> dict[str, Any]:
    """The tree of every page by path."""
    site, _ = made
    parser = etree.HTMLParser(encoding="utf-8")
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): etree.fromstring(path.read_bytes(), parser) for path in found}


ROUND = str.maketrans("[]", "()")
"""Within brackets those of a text are square: it is whole all the same."""


def cut(text: str) -> Iterator[str]:
    """Marks before which the text of their column does not stand whole."""
    plain = " ".join(text.split())
    for found in MARK.finditer(plain):
        if not plain[: found.end()].translate(ROUND).endswith(TEXTS[found[0]].translate(ROUND)):
            yield f"{found[0]}: {plain[max(0, found.start() - 250) : found.end()]}"


def in_json(value: Any) -> Iterator[str]:
    """Every text of a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for item in value for text in in_json(item))
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() for text in (key, *in_json(item)))


def in_page(tree: Any) -> Iterator[str]:
    """Every text of a page that stands in one element, and every attribute; not what is written for programs to read.

    The code to embed is HTML, what a script holds is JSON, and in an entry of BibTeX texts are escaped.
    """
    for element in tree.xpath("//*[not(ancestor-or-self::*[@data-embed or @data-form = 'bibtex' or self::script])]"):
        yield from (element.text or "", element.tail or "", *map(str, element.attrib.values()))


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_certainly_no_text_is_refused(text: str) -> None:
    assert REFUSED[text] in text_faults(text)


def test_validation_lets_the_rest_through(made: tuple[Path, Path]) -> None:
    _, package = made
    assert report(package).errors == ()


def test_the_site_is_verified(made: tuple[Path, Path]) -> None:
    assert verify(*made) == ()


def test_texts_of_pages_are_whole(pages: dict[str, Any]) -> None:
    parts = {mark(table, column) for table, column in PARTS}
    for path, tree in pages.items():
        assert [f for text in in_page(tree) for f in cut(text) if f.partition(":")[0] not in parts] == [], path


def test_every_column_is_shown_somewhere(pages: dict[str, Any]) -> None:
    shown = {found for tree in pages.values() for text in in_page(tree) for found in MARK.findall(text)}
    unshown = {mark(table, column) for table, column in UNSHOWN} | {
        mark("", column) for column in DESCRIBED if column != "title"
    }
    assert set(TEXTS) - shown == unshown


def test_nothing_of_them_is_markup(pages: dict[str, Any]) -> None:
    for path, tree in pages.items():
        assert tree.xpath("//img[not(@alt)] | //@onerror | //@onmouseover") == [], path
        assert [str(a) for a in tree.xpath("//@href | //@src") if "alert" in str(a) and not a.startswith("http")] == []


@pytest.mark.parametrize("page", ["indicators/open-doors/", "countries/deu/", "regions/150/"])
def test_a_picture_is_described_with_the_title(pages: dict[str, Any], page: str) -> None:
    tree = pages[f"{page}index.html"]
    title = " ".join(tree.xpath("string(//h1)").split())
    assert title in tree.xpath("string(//meta[@property='og:image:alt']/@content)")


@pytest.mark.parametrize(
    ("page", "column"),
    [
        ("indicators/open-doors/", ("indicators", "label_en")),
        ("countries/deu/", ("reference_areas", "name_en")),
        ("regions/150/", ("area_groups", "name_en")),
        ("sources/survey/", ("sources", "title")),
        ("policy-areas/mobility/", ("policy_areas", "label_en")),
        ("dimensions/borders/", ("dimensions", "label_en")),
    ],
)
def test_a_title_keeps_its_text(
    made: tuple[Path, Path], pages: dict[str, Any], page: str, column: tuple[str, str]
) -> None:
    tree = pages[f"{page}index.html"]
    title = " ".join(tree.xpath("string(//h1)").split())
    assert title.endswith(hostile(*column))
    assert tree.xpath("string(//title)").startswith(f"{title} \N{EN DASH} ")
    assert tree.xpath("string(//meta[@property='og:title']/@content)") == title
    names = json.loads((made[0] / "search/names.en.json").read_bytes())["pages"]
    assert [entry["title"] for entry in names if entry["path"] == page] == [title]
    assert f"{ADDRESS_OF_SITE}{page}" in (made[0] / "sitemap.xml").read_text(encoding="utf-8")


def test_the_code_to_embed_keeps_its_title(pages: dict[str, Any]) -> None:
    embeds = {path: tree for path, tree in pages.items() if path.startswith("embed/")}
    assert embeds
    for path, tree in embeds.items():
        frame, script = html.fragments_fromstring(tree.xpath("string(//*[@data-embed])"))
        assert (frame.tag, script.tag) == ("iframe", "script")
        assert (set(script.attrib), script.get("src")) == ({"async", "src"}, f"{ADDRESS_OF_SITE}charts/resize.js")
        assert set(frame.attrib) == {"src", "title", "width", "height", "loading", "style"}
        assert frame.get("title") == " ".join(tree.xpath("string(//h1)").split()), path


def test_texts_of_files_for_programs_are_whole(made: tuple[Path, Path]) -> None:
    """But for those of drawings, in whose axes texts are wrapped."""
    files = [path for path in made[0].rglob("*.json") if "charts" not in path.relative_to(made[0]).parts]
    assert len(files) > 10
    for path in files:
        assert [f for text in in_json(json.loads(path.read_bytes())) for f in cut(text)] == [], path


def test_texts_of_the_index_of_words_are_whole(made: tuple[Path, Path]) -> None:
    fragments = [*made[0].glob("search/fragment/*.pf_fragment")]
    for path in fragments:
        held = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        parts = {mark(table, column) for table, column in PARTS}
        assert [f for f in cut(held["meta"]["title"]) if f.partition(":")[0] not in parts] == [], path
    assert fragments


def test_drawings_keep_what_looks_like_their_parts(made: tuple[Path, Path]) -> None:
    """Texts are wrapped and cut off in drawings, so that only words can be looked for."""
    drawings = [*made[0].rglob("charts/**/*.svg")]
    assert drawings
    for path in drawings:
        texts = etree.fromstring(path.read_bytes()).iterfind(".//{http://www.w3.org/2000/svg}text")
        words = " ".join(" ".join(map(str, text.itertext())) for text in texts).split()
        for word in WRAPPED:
            assert words.count(word) >= sum(1 for each in words if MARK.fullmatch(each)), path
