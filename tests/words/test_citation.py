"""Citations: the facts of the package in every form, and any text as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.verify.quoting import _read
from scripts.words.citation import HERE, Publication, bibtex, escaped, forms, publication_of, safe_address
from scripts.words.words import Words

DESCRIPTOR: dict[str, object] = {
    "title": "Doors of the world",
    "site": {"name_en": "Doors", "subtitle_en": "open and shut"},
    "version": "2026.1",
    "created": "2026-11-23T00:00:00Z",
    "licenses": [{"name": "CC-BY-4.0"}],
    "contributors": [{"title": "Door keepers", "roles": ["creator"]}, {"title": "A host", "roles": ["publisher"]}],
}
WRITTEN = {
    "apa": "Door keepers. (2026). Japan (Release 2026.1) [Data set]. Doors. https://d.example/countries/jpn/",
    "chicago": "Door keepers. 2026. “Japan.” Doors, release 2026.1, 23 November 2026. https://d.example/countries/jpn/",
    "bibtex": "@misc{doors-countries-jpn-2026.1,\n  author = {{Door keepers}},\n  title = {{Japan}},\n"
    "  howpublished = {Doors},\n  note = {Release 2026.1},\n  year = {2026},\n  month = nov,\n"
    "  url = {https://d.example/countries/jpn/}\n}",
}


@pytest.fixture
def words() -> Words:
    return Words.load("en")


@pytest.mark.parametrize("form", WRITTEN)
def test_a_page_is_cited(words: Words, form: str) -> None:
    made = {f.name: f for f in forms(words, publication_of(DESCRIPTOR, words), "Japan", "countries jpn")}
    assert made[form].at("https://d.example/countries/jpn/") == WRITTEN[form]


def test_a_package_of_nobody_is_cited_by_its_site(words: Words) -> None:
    nobody = {name: value for name, value in DESCRIPTOR.items() if name not in ("contributors", "licenses")}
    assert publication_of(nobody, words).producer == "Doors"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Türkiye", "Türkiye"),
        ("50 % of R&D_1 #2 $3", r"50 \% of R\&D\_1 \#2 \$3"),
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        ("\\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("a\nb\tc", "a b c"),
        ("~^<>|", r"\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}"),
    ],
)
def test_a_text_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), include_characters="\\{}$&#%_~^<>|@,= ")
)


@given(TEXTS)
def test_an_entry_is_text_whatever_it_says(text: str) -> None:
    publication = Publication(producer=text, site=text, release="1", day="2026-11-23", licence="")
    entry = bibtex(publication, text, text, text)
    assert entry.count("{") == entry.count("}")
    assert entry.count(HERE) == 1
    printed = " ".join(_read(entry.replace(HERE, "https://d.example/")).split())
    assert " ".join(text.split()) in printed


@given(st.text())
def test_an_address_has_nothing_that_ends_it(text: str) -> None:
    assert not set(safe_address(text.encode("utf-8", "ignore").decode())) & set('\\{}"<> \n^`|')


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-NC-SA-3.0", "CC BY-NC-SA 3.0"),
        ("CC0-1.0", "CC0-1.0"),
        ("ODbL-1.0", "ODbL-1.0"),
        ("CC-BY-4.0 or another", "CC-BY-4.0 or another"),
    ],
)
def test_a_licence_is_said_by_its_name(words: Words, identifier: str, said: str) -> None:
    assert publication_of({**DESCRIPTOR, "licenses": [{"name": identifier}]}, words).licence == said
