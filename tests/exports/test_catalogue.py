"""Data sets as search engines and portals read them: with the tools of those fields, and by their own rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import extruct
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic, to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF

from scripts.exports.api import api_files
from scripts.exports.catalogue import LEAST, MOST, data_sets
from scripts.exports.dcat import dcat
from scripts.exports.exports import published_files
from scripts.exports.schema_org import with_data_sets
from scripts.findings.reading import Reading
from scripts.model.site import Download, Page
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Row, Rows, write_package

ADDRESS = "https://example.org/data"
PAGES = ("", "downloads/", "indicators/open-doors/", "countries/ken/", "regions/002/", "about/")


def page(path: str) -> Page:
    return Page(path=path, title=f"The page {path}", description="Doors.", language="en", fragment="")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, list[Download]]:
    package = read_package(write_package(tmp_path_factory.mktemp("package")))
    summaries = summarise(package)
    edition = Edition(Reading(package, summaries), Words.load("en"))
    return edition, [*published_files([edition], summaries), *api_files([edition])]


@pytest.fixture(scope="module")
def site(made: tuple[Edition, list[Download]]) -> Edition:
    return made[0]


@pytest.fixture(scope="module")
def files(made: tuple[Edition, list[Download]]) -> list[Download]:
    return made[1]


def told(site: Edition, files: Sequence[Download], path: str, address: str = ADDRESS) -> list[dict[str, Any]]:
    """Give what a reader of structured data finds in a page."""
    pages = [page(each) for each in PAGES]
    having = {each.path: each for each in with_data_sets(site, pages, data_sets(site, pages, files), address)}
    html = f'<html><head><script type="application/ld+json">{having[path].about}</script></head></html>'
    found: list[dict[str, Any]] = extruct.extract(html, syntaxes=["json-ld"])["json-ld"] if having[path].about else []
    return found


@pytest.mark.parametrize("path", PAGES[1:-1])
def test_a_page_of_data_says_its_data_set_by_the_rules_of_search_engines(
    site: Edition, files: list[Download], path: str
) -> None:
    (found,) = told(site, files, path)
    assert (found["@type"], found["url"]) == ("Dataset", f"{ADDRESS}/{path}")
    assert LEAST <= len(found["description"]) <= MOST
    assert found["name"]
    assert found["creator"]["name"]
    assert found["temporalCoverage"].count("/") == 1
    assert found["isBasedOn"]
    own = {file.path: file for file in files}
    for each in found["distribution"]:
        assert urlsplit(each["contentUrl"]).scheme == "https"
        held = own[each["contentUrl"].removeprefix(f"{ADDRESS}/")]
        assert (each["sha256"], each["contentSize"]) == (held.sha256, f"{len(held.data)} B")
    ends = {each["contentUrl"].rpartition(".")[2] for each in found["distribution"]}
    if path == "countries/ken/":
        names = [each["contentUrl"].rpartition("/")[2] for each in found["distribution"]]
        assert sorted(names) == ["KEN.csv", "KEN.en.excel.csv", "KEN.en.xlsx", "KEN.en.zip", "KEN.json"]
    wanted = {"downloads/": {"csv", "json", "parquet", "zip"}, "regions/002/": {"csv"}}
    assert wanted.get(path, {"csv", "json"}) <= ends


def test_the_home_page_is_the_catalogue_and_other_pages_have_none(site: Edition, files: list[Download]) -> None:
    (found,) = told(site, files, "")
    assert found["@type"] == "DataCatalog"
    assert [each["@id"] for each in found["dataset"]] == [
        f"{ADDRESS}/{path}#data" for path in ("downloads/", "indicators/open-doors/")
    ]
    assert told(site, files, "about/") == []


def test_a_site_that_does_not_know_its_address_says_nothing(site: Edition, files: list[Download]) -> None:
    assert [told(site, files, path, "") for path in PAGES] == [[]] * len(PAGES)


def test_no_text_ends_the_element_that_it_stands_in(site: Edition, files: list[Download]) -> None:
    pages = [Page(path="countries/ken/", title="</script><b>&", description="x", language="en", fragment="")]
    (made,) = with_data_sets(site, pages, data_sets(site, pages, files), ADDRESS)
    assert not set("<>&") & set(made.about)
    assert json.loads(made.about)["name"].startswith("</script><b>&")


def test_a_licence_is_told_only_where_every_source_states_one(site: Edition, files: list[Download]) -> None:
    pages = [page("countries/ken/")]
    (found,) = data_sets(site, pages, files)
    (made,) = with_data_sets(site, pages, [found], ADDRESS)
    assert "license" in json.loads(made.about)
    unstated = type(found)(
        **{
            **{name: getattr(found, name) for name in found.__dataclass_fields__},
            "sources": ({**found.sources[0], "licence": "not stated"},),
        }
    )
    (made,) = with_data_sets(site, pages, [unstated], ADDRESS)
    assert "license" not in json.loads(made.about)
    assert json.loads(made.about)["usageInfo"] == f"{ADDRESS}/cite/"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # within rdflib itself
@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_the_catalogue_of_portals_says_the_same_in_both_forms(
    site: Edition, files: list[Download], address: str
) -> None:
    found = data_sets(site, [page(path) for path in PAGES], files)
    turtle, json_ld = dcat([(site, found)], address)
    base = f"{ADDRESS}/api/v1/catalogue"
    graphs = [
        Graph().parse(data=turtle.data, format="turtle", publicID=base),
        Graph().parse(data=json_ld.data, format="json-ld", publicID=base),
    ]
    assert isomorphic(*graphs)
    assert len(to_isomorphic(graphs[0])) > 100
    listed = {str(each) for each in graphs[0].objects(None, DCAT.dataset)}
    assert listed == {f"{ADDRESS}/{path}#data" for path in ("downloads/", "indicators/open-doors/")}
    for each in graphs[0].subjects(RDF.type, DCAT.Distribution):
        address_of = str(graphs[0].value(each, DCAT.downloadURL)).removeprefix(f"{ADDRESS}/")
        assert address_of in {file.path for file in files}
    indicator = URIRef(f"{ADDRESS}/indicators/open-doors/#data")
    assert {getattr(text, "language", "") for text in graphs[0].objects(indicator, DCTERMS.title)} == {"en"}


def test_a_group_without_a_figure_is_no_data_set(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A group of which no figure is known has a file for spreadsheets and none for programs."""

    def blank(rows: Rows) -> list[Row]:
        return [{**row, "obs_value": "", "obs_status": "O"} for row in rows]

    folder = tmp_path_factory.mktemp("blank") / "p"
    crossings = {"observations_crossings": None, "observations_crossings.travellers": None}
    package = read_package(
        write_package(
            folder,
            indicators=lambda rows: rows[:1],
            series=lambda rows: [row for row in rows if row["id"] == "open-doors"],
            breaks=None,
            **{"observations_open-doors": blank, "observations_open-doors.height": None},
            **{**crossings, "observations_crossings.helped": None},
        )
    )
    summaries = summarise(package)
    site = Edition(Reading(package, summaries), Words.load("en"))
    downloads = published_files([site], summaries)
    listed = data_sets(site, [page("regions/002/"), page("countries/ken/")], downloads)
    assert [each.path for each in listed] == ["countries/ken/"]
