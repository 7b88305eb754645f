"""Citations as files for reference managers, read by the tools of that field, whatever the texts of a package hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from scripts.exports.catalogue import data_sets
from scripts.exports.citations import citations
from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.model.site import Page
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package

ADDRESS = "https://example.org/data/"
TITLES = {
    "downloads/": "Downloads",
    "countries/ken/": "Côte d'Ivoire & {Kenya} % $ \\ _ # ~ ^ <b>",
    "indicators/open-doors/": "Open doors\nTY  - JOUR",
}


def made(folder: Path, address: str = ADDRESS) -> dict[str, str]:
    package = read_package(write_package(folder))
    summaries = summarise(package)
    site = Edition(Reading(package, summaries), Words.load("en"))
    files = exports(site, summaries)
    pages = [Page(path=p, title=t, description="x", language="en", fragment="") for p, t in TITLES.items()]
    return {file.path: file.data.decode() for file in citations(site, data_sets(site, pages, files), address)}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("package"))


def test_each_data_set_has_each_form(files: dict[str, str]) -> None:
    names = ("site", "countries/ken", "indicators/open-doors")
    assert set(files) == {f"api/v1/cite/{name}.{end}" for name in names for end in ("bib", "ris", "json")}


@pytest.mark.filterwarnings("ignore")  # of the tool about itself
def test_a_citation_processor_writes_it(files: dict[str, str]) -> None:
    items = json.loads(files["api/v1/cite/countries/ken.json"])
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    written = " ".join(map(str, bibliography.bibliography()[0]))
    for part in ("Côte d", "2024", "A small package"):
        assert part in written
    assert items[0]["issued"] == {"date-parts": [[2024, 6, 30]]}
    assert items[0]["URL"] == f"{ADDRESS}countries/ken/"
    assert items[0]["note"].startswith("Data of ")


def test_a_record_of_ris_has_one_tag_a_line_whatever_a_text_holds(files: dict[str, str]) -> None:
    text = files["api/v1/cite/indicators/open-doors.ris"]
    lines = text.split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert sum(line.startswith("TY") for line in lines) == 1
    assert f"UR  - {ADDRESS}indicators/open-doors/" in lines


def test_an_entry_of_bibtex_prints_every_letter_and_runs_none(files: dict[str, str]) -> None:
    text = files["api/v1/cite/countries/ken.bib"]
    body = text.partition("{")[2]
    depth = 1
    for letter in body:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert r"\&" in text
    assert f"url = {{{ADDRESS}countries/ken/}}" in text
    assert "Data of " in text


def known(text: str) -> str:
    """Give a text without what the reader of BibTeX loses of LaTeX: the signs < and >, braces, the form of a caret."""
    return re.sub(r"[{}<>^\u02c6]", "", " ".join(text.split()))


@pytest.mark.parametrize("name", ["site", "countries/ken", "indicators/open-doors"])
def test_reference_managers_read_the_same_in_each_form(files: dict[str, str], name: str) -> None:
    (item,) = json.loads(files[f"api/v1/cite/{name}.json"])
    read = parse_string(files[f"api/v1/cite/{name}.bib"], append_middleware=[LatexDecodingMiddleware()])
    assert read.failed_blocks == []
    (entry,) = ({**{key: held.value for key, held in e.fields_dict.items()}, "key": e.key} for e in read.entries)
    (record,) = rispy.loads(files[f"api/v1/cite/{name}.ris"])
    author, year = item["author"][0]["literal"], str(item["issued"]["date-parts"][0][0])
    assert [known(each["title"]) for each in (entry, record)] == [known(item["title"])] * 2
    assert (entry["author"], record["authors"]) == (author, [author])
    assert (entry["year"], record["year"]) == (year, year)
    assert entry["key"] == item["id"]
    assert record["edition"] == item["version"]
    assert item["version"] in entry["note"]
    assert [entry["url"], *record["urls"]] == [item["URL"]] * 2


def test_a_site_that_does_not_know_its_address_cites_without_one(tmp_path: Path) -> None:
    for path, text in made(tmp_path, "").items():
        assert "http" not in text, path
        assert "\0" not in text, path
