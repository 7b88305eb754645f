"""A package that names two languages: published whole by the program as it is, verified, and read page by page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.languages.second import SECOND, in_other_letters, made, package, run
from tests.packages import edit, write_package

HOME = "https://doors.example.org/"
BY_HAND = ("about/", "accessibility/", "api/", "changes/", "cite/", "glossary/", "method/index.html", "404.html")
"""Pages of the copy that are no translation: their words are the first language's."""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made(tmp_path_factory, tmp_path_factory.mktemp("languages"))
    package(folder / "package")
    ended = run(folder, "-m", "scripts", "publish", "--package", "package", "--site-url", HOME, "--no-previous")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    return (project / "public").resolve()


@cache
def tree(path: Path) -> Any:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def pages(site: Path) -> list[str]:
    """The pages that both languages have, as addresses below the root of each."""
    second = site / SECOND
    return sorted(path.relative_to(second).as_posix() for path in second.rglob("index.html"))


def alternates(page: Any) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in page.iterfind(".//link[@hreflang]")}


def test_every_page_stands_in_both_languages_and_says_so(site: Path) -> None:
    there = pages(site)
    assert len(there) > 40
    for path in there:
        own = path.removesuffix("index.html")
        expected = {"en": f"{HOME}{own}", "x-default": f"{HOME}{own}", SECOND: f"{HOME}{SECOND}/{own}"}
        for root, language in (("", "en"), (f"{SECOND}/", SECOND)):
            page = tree(site / root / path)
            assert page.get("lang") == language, path
            assert alternates(page) == expected, path
            assert page.find(".//link[@rel='canonical']").get("href") == expected[language], path


def test_what_stands_in_one_language_alone_names_no_other(site: Path) -> None:
    alone = list(site.glob("errors/**/index.html"))
    assert len(alone) > 100
    assert all(set(alternates(tree(path))) == {"en", "x-default"} for path in alone)


def test_the_switch_keeps_the_page(site: Path) -> None:
    for path in pages(site):
        for root in ("", f"{SECOND}/"):
            here = site / root / path
            links = {a.get("lang"): a.get("href") for a in tree(here).iterfind(".//nav[@class='languages']//a")}
            if not links and "embed/" in path:
                continue  # a page that stands in the pages of others has no masthead
            led = {language: (here.parent / way / "index.html").resolve() for language, way in links.items()}
            assert led == {"en": site / path, SECOND: site / SECOND / path}, here


def test_the_map_of_the_site_has_the_pages_of_both(site: Path) -> None:
    listed = [loc.text for loc in etree.parse(str(site / "sitemap.xml")).iter("{*}loc")]
    assert len(listed) == len(set(listed))
    assert not [address for address in listed if "/embed/" in str(address)]
    for path in pages(site):
        own = path.removesuffix("index.html")
        if own.startswith("embed/"):
            continue  # search engines are to find the page that the chart is from
        assert {f"{HOME}{own}", f"{HOME}{SECOND}/{own}"} <= set(listed)
    assert not (site / SECOND / "sitemap.xml").exists()


def texts(page: Any) -> Iterator[str]:
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            for text in (
                element.text,
                element.tail,
                element.get("alt"),
                element.get("aria-label"),
                element.get("title"),
            ):
                yield " ".join((text or "").split())


def sentences(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for value in tree.values():
            yield from sentences(value)
    elif "{" not in tree and tree.count(" ") and in_other_letters(tree) != tree:
        yield tree


PROFILE = "method/fields/"
"""The fields of the profile are told in its own words, which are English in every language, as in its schema."""


def test_no_page_says_in_the_first_language_what_the_second_has(site: Path) -> None:
    first = set(sentences(json.loads(Path("site_templates/locales/en.json").read_bytes())))
    for path in pages(site):
        if not path.startswith((*BY_HAND, PROFILE)):
            said = first & set(texts(tree(site / SECOND / path)))
            assert not said, (path, said)


def test_texts_of_the_package_are_those_of_the_language(site: Path) -> None:
    page = etree.tostring(tree(site / SECOND / "indicators/open-doors/index.html"), encoding="unicode")
    for table, column in (("indicators", "statement"), ("indicators", "limits"), ("series", "rule")):
        rows = (site / f"data/latest/{table}.csv").read_text(encoding="utf-8")
        assert f"{column}_{SECOND}" in rows
    assert in_other_letters("Open doors")[:6] in page


def figures(page: Any) -> list[tuple[str, str]]:
    return [(data.get("data-cell"), data.get("value")) for data in page.iter("data")]


def test_both_languages_show_the_same_figures(site: Path) -> None:
    counted = 0
    for path in pages(site):
        shown = figures(tree(site / path))
        assert sorted(figures(tree(site / SECOND / path))) == sorted(shown), path
        counted += len(shown)
    assert counted > 300


def test_numbers_are_written_as_each_language_writes_them(site: Path) -> None:
    shown = {
        root: html.tostring(tree(site / root / "indicators/crossings/index.html"), encoding="unicode")
        for root in ("", SECOND)
    }
    assert re.search(r">\d,\d{3}<", shown[""])
    assert re.search(r">\d\u202f\d{3}<", shown[SECOND])
    assert re.search(r">\d+,\d\u00a0%<", shown[SECOND])


def test_charts_are_drawn_in_both_with_the_same_numbers(site: Path) -> None:
    first = {path.name for path in (site / "charts").glob("*.csv")}
    second = {path.name for path in (site / "charts" / SECOND).glob("*.csv")}
    assert first == second
    assert len(first) > 10
    for name in first:
        cells = [
            [row.rpartition(",cell=")[2] for row in (site / folder / name).read_text(encoding="utf-8").splitlines()[1:]]
            for folder in ("charts", f"charts/{SECOND}")
        ]
        assert len(cells[0]) == len(cells[1])


def test_the_search_has_an_index_of_each(site: Path) -> None:
    entry = json.loads((site / "search/pagefind-entry.json").read_bytes())
    assert list(entry["languages"]) == sorted(entry["languages"])  # the same bytes each time
    counts = {language: held["page_count"] for language, held in entry["languages"].items()}
    assert set(counts) == {"en", SECOND}
    for language in counts:
        names = json.loads((site / f"search/names.{language}.json").read_bytes())
        assert all((site / page["path"].partition("#")[0] / "index.html").is_file() for page in names["pages"])


def test_a_language_of_which_nothing_is_there_is_told_in_one_line_each(tmp_path: Path) -> None:
    """The package names German, and neither it nor the project has a word in it."""
    write_package(tmp_path)
    named = b'"languages": ["en", "de"], "version"'
    edit(tmp_path, "datapackage.json", lambda data: data.replace(b'"version"', named))
    public = tmp_path.with_name("public")
    publish = ("publish", "--package", str(tmp_path), "--public", str(public), "--no-previous")
    ended = run(Path(), "-m", "scripts", *publish)
    assert ended.returncode == 1, ended.stderr
    codes = re.findall(r"\[([a-z-]+)\]$", ended.stdout + ended.stderr, re.MULTILINE)
    assert codes == ["language-without-columns", "language-without-texts", "language-without-pages"]
    assert not public.exists()


EXPECTED = {
    "nothing": [],
    "a page that stands in one language alone": ["page-absent", "page-translation-differs", "map-page-unknown"],
    "the address of the other language": ["page-address-differs"],
    "a translation that leads elsewhere": ["page-translation-differs"],
    "a page that names no other language": ["page-translation-differs"],
    "a page in the other language by its word": ["page-without-language"],
    "a figure as the other language writes it": ["figure-text-differs"],
    "a chart without its numbers": ["chart-without-numbers"],
    "a chart without a page of its own": ["chart-without-own-page"],
    "a language that the map of the site lacks": ["map-page-absent"],
    "names of one language alone": ["search-file-missing"],
}


@pytest.fixture(scope="session")
def told(project: Path, site: Path) -> dict[str, list[str]]:
    ended = run(project, "-m", "tests.languages.planted", str(site), "package")
    assert ended.returncode == 0, ended.stderr
    said: dict[str, list[str]] = json.loads(ended.stdout)
    return said


@pytest.mark.parametrize("fault", EXPECTED)
def test_the_verifier_finds_a_fault_of_languages(fault: str, told: dict[str, list[str]]) -> None:
    codes = {each.partition(" ")[0] for each in told[fault]}
    assert codes >= set(EXPECTED[fault])
    assert bool(codes) == bool(EXPECTED[fault]), told[fault]
