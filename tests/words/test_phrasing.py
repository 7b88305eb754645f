"""A part that is its whole is told as all of it, and brackets do not nest, in each language and whatever the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from scripts.assemble.search import SAID
from scripts.exports.latest import latest
from scripts.findings.figures import WHOLE, Figure
from scripts.model.locale_files import read_texts
from scripts.render.script_words import SCRIPTS
from scripts.sentences.sentences import capital
from scripts.words.edition import Edition
from scripts.words.phrasing import ended, once_stopped, squared, wholes, within
from scripts.words.words import Words
from tests.editions import edition
from tests.packages import LANGUAGES, Rows

EIGHT = {"yes": 8, "members": 8, "two": 2}

TOLD = [
    ("en", "{yes} of {members} UN member states had law.", "All {yes} UN member states had law."),
    ("en", "{yes} of the {members} UN member states had law", "all {yes} UN member states had law"),
    ("en", "Law: known in {yes} of {members}.", "Law: known in all {yes}."),
    ("en", "something is known of {yes} of these {members}", "something is known of all these {yes}"),
    ("en", "{two} of {members} UN member states had law.", "{two} of {members} UN member states had law."),
    ("en", "{yes} of {members}", "{yes} of {members}"),
    ("en", "a share ({yes} of {members}) of states", "a share ({yes} of {members}) of states"),
    ("fr", "{yes} des {members} États avaient une loi.", "Les {yes} États avaient une loi."),
    ("fr", "le chiffre de {yes} des {members} États", "le chiffre des {yes} États"),
    ("fr", "cela tient à {yes} des {members} États", "cela tient aux {yes} États"),
    ("fr", "Non (2016), {yes} sur {members} États évalués", "Non (2016), les {yes} États évalués"),
    ("fr", "évalués : {yes} sur {members}", "évalués : {yes} sur {members}"),
    ("fr", "on le sait pour {yes} de ces {members} États", "on le sait pour ces {yes} États"),
    ("es", "{yes} de los {members} Estados tenían leyes.", "Los {yes} Estados tenían leyes."),
    ("es", "Ley: {yes} de las {members} ciudades.", "Ley: las {yes} ciudades."),
    ("es", "{yes} de {members} Estados evaluados", "los {yes} Estados evaluados"),
    ("es", "{yes} de {members} ciudades", "{yes} de {members} ciudades"),
    ("es", "se sabe algo de {yes} de estos {members}", "se sabe algo de estos {yes}"),
    ("en", "At least {yes} of {members} UN member states.", "All {yes} UN member states."),
    ("en", "At least {two} of {members} UN member states.", "At least {two} of {members} UN member states."),
    ("fr", "Au moins {yes} des {members} États.", "Les {yes} États."),
    ("es", "Al menos {yes} de {members} Estados.", "Los {yes} Estados."),
]


TWO = {"yes": 2, "members": 2}

OF_TWO = [
    ("en", "{yes} of {members} UN member states had law.", "{yes:Two} UN member states had law."),
    ("en", "At least {yes} of {members} UN member states had law", "{yes:two} UN member states had law"),
    ("en", "something is known of {yes} of these {members}", "something is known of {yes:two} of these"),
    ("en", "All {members} member states were assessed.", "{members:Two} member states were assessed."),
    ("en", "like all {members} UN member states of {region}", "like {members:two} UN member states of {region}"),
    ("en", "none of the {members} agreements counts", "neither of the {members} agreements counts"),
    ("en", "See all {members} rows", "See {members:two} rows"),
    ("en", "a share ({yes} of {members}) of states", "a share ({yes} of {members}) of states"),
    ("fr", "{yes} des {members} États avaient une loi.", "Les {yes:two} États avaient une loi."),
    ("fr", "le chiffre de {yes} des {members} États", "le chiffre des {yes:two} États"),
    ("fr", "on le sait pour {yes} de ces {members} États", "on le sait pour ces {yes:two} États"),
    ("fr", "Les {members} États ont tous été évalués.", "Les {members:two} États ont été évalués."),
    (
        "fr",
        "Pour les {members} États membres, sans exception.",
        "Pour les {members:two} États membres.",
    ),
    ("fr", "Les {members} nombres de ce graphique", "Les {members} nombres de ce graphique"),
    ("es", "{yes} de los {members} Estados tenían leyes.", "Los {yes:two} Estados tenían leyes."),
    ("es", "Ley: {yes} de las {members} ciudades.", "Ley: las {yes:two} ciudades."),
    ("es", "se sabe algo de {yes} de estos {members}", "se sabe algo de estos {yes:two}"),
    ("es", "documentado en los {members}, sin excepción", "documentado en los {members:two}"),
    ("es", "Se evaluó la totalidad de los {members} Estados.", "Se evaluó la totalidad de los {members:two} Estados."),
]


@pytest.mark.parametrize(("language", "pattern", "said"), OF_TWO)
def test_all_of_two_are_both(language: str, pattern: str, said: str) -> None:
    assert wholes(pattern, TWO, language) == said
    assert wholes(said, EIGHT, language) == said


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Both states"), ("fr", "Les deux États"), ("es", "Los dos Estados")]
)
def test_both_is_a_figure_in_words(language: str, said: str, tmp_path: Path) -> None:
    """It keeps its cell, and begins a sentence with a capital."""
    shown = Edition(edition(tmp_path).reading, Words.load(language))
    both = Figure(value=2.0, form=WHOLE, cell="data/latest/summaries.csv#cell=2,5")
    patterns = {"en": "{a} of {b} states.", "fr": "{a} des {b} États.", "es": "{a} de los {b} Estados."}
    told = shown.filled(patterns[language], a=both, b=both)
    assert told.striptags() == f"{said}."
    assert 'value="2" data-cell="data/latest/summaries.csv#cell=2,5"' in told
    assert capital(Markup("<data>both</data> states")) == "<data>Both</data> states"


@pytest.mark.parametrize(("language", "pattern", "said"), TOLD)
def test_a_part_that_is_its_whole_is_told_as_all_of_it(language: str, pattern: str, said: str) -> None:
    assert wholes(pattern, EIGHT, language) == said


def test_one_of_one_and_what_is_no_number_stay_as_they_are() -> None:
    pattern = "{yes} of {members} UN member states had law."
    assert wholes(pattern, {"yes": 1, "members": 1}, "en") == pattern
    assert wholes(pattern, {"yes": "8", "members": "8"}, "en") == pattern
    assert wholes(pattern, {}, "en") == pattern


AGREES = re.compile(r"\{(\w+)\} (?:of(?: the| these)?|des|de ces|de l[oa]s|de estos|sur|de) \{(\w+)\}")
"""A part and its whole, in any of the three languages."""

NEVER_ALL = (
    *("frame.table_shown", "figure.", "finding.recent", "coverage.most", "coverage.few", "coverage.record"),
    *("standing.", "chart.code_totals", "bounds.counted_none", "share.known", "row.areas"),
    *("compare.told", "agents.", "told.", "problems.", "headline.largest", "chart.group_coverage.alternative"),
    *("country.said.count", "country.said.apart", "country.said.known.records.one", "chart.country_count"),
    *("countries.known", "bounds.range_few", "chart.region_ratios", "chart.area_map", "chart.top_areas.single"),
    *("chart.region_totals.title", "chart.country_agreements", "release.", "catalogue.", "workbook.", "bundle."),
    *("chart.world_coverage.title_whole", "chart.world_coverage.title_part"),
)
"""Texts whose pair is a ratio, stands in a table, is never one number, or has a text of its own where it is."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_program_with_a_part_and_its_whole_can_say_all(language: str) -> None:
    texts = read_texts(language).items()
    pairs = [(key, text, found) for key, text in texts for found in AGREES.finditer(text)]
    kept = [
        key
        for key, text, found in pairs
        if not key.startswith(NEVER_ALL) and wholes(text, {found[1]: 5, found[2]: 5}, language) == text
    ]
    assert kept == []
    assert len(pairs) > 20


ARTICLES = [
    ("{name:The} had law in {year}.", "The Philippines had law in 2016."),
    ("In {year}, {name:the} had law.", "In 2016, the Philippines had law."),
    ("{name}: law in {year}", "Philippines: law in 2016"),
    ("More are assigned to {other:the}", "More are assigned to the Kingdom of the Netherlands"),
]


@pytest.mark.parametrize(("pattern", "said"), ARTICLES)
def test_names_within_an_english_sentence_have_their_article(pattern: str, said: str) -> None:
    words = Words.load("en")
    values = {"name": "Philippines", "year": "2016", "other": "Netherlands (Kingdom of the)"}
    assert "".join(map(str, words.settled(pattern, values, words._put))) == said


BARE = re.compile(
    r"\A\{(?:name|region|group|area)\}(?= [a-z])"
    r"|(?<=[a-z,] )(?<!\bformer )(?<!\bformerly )(?<!\balso )(?<!\bcode )(?<!\bcolumn )"
    r"\{(?:name|region|group|area|areas|other)\}"
)
"""A name that begins a sentence or stands within it and does not ask for its article."""

NO_NAMES = ("problems.", "told.", "stages.", "adapt.", "agents.", "standing.records.")
"""Texts whose values of these names are files, keys or numbers."""


def test_english_texts_ask_for_articles() -> None:
    """But for those that a script fills in the browser, which has no articles."""
    filled = {key for keys in (*SCRIPTS.values(), SAID) for key in keys}
    asked = [(key, text) for key, text in Words.load("en").texts.items() if not key.startswith(NO_NAMES)]
    bare = [key for key, text in asked if BARE.search(text) and not {key, key.rpartition(".")[0]} & filled]
    assert bare == []


def test_brackets_within_brackets_are_square() -> None:
    words = Words.load("en")
    place = "Netherlands (Kingdom of the)"
    assert words("listing.within", what="Rotterdam", where=place) == "Rotterdam (Netherlands [Kingdom of the])"
    assert words("listing.within", what=place, where="2020") == "Netherlands (Kingdom of the) (2020)"
    assert within(["x (“", "A (b)", "”, ", "C (d)", ")"]) == ["x (“", "A (b)", "”, ", "C [d]", ")"]


def test_square_brackets_leave_tags_as_they_are() -> None:
    link = Markup('<a href="x(1)">Netherlands (Kingdom of the)</a>')
    assert squared(link) == Markup('<a href="x(1)">Netherlands [Kingdom of the]</a>')
    assert isinstance(squared(link), Markup)
    assert squared(7) == 7


STOPS = {
    "Survey, 2nd ed.": "Source: Survey, 2nd ed.",
    "Are doors open?": "Source: Are doors open?",
    "Survey": "Source: Survey.",
    Markup('<a href="x">Survey, 2nd ed.</a>'): 'Source: <a href="x">Survey, 2nd ed.</a>',
    "“Are doors open?”": "Source: “Are doors open?”.",
    "": "Source: .",
}
"""What a sentence ends with, and the sentence."""


@pytest.mark.parametrize(("title", "said"), STOPS.items())
def test_what_ends_with_a_stop_has_no_second_one(title: str, said: str) -> None:
    assert Words.load("en")("quote.sources", sources=title) == said


def test_only_a_stop_at_an_end_is_left_out() -> None:
    assert once_stopped(["", "x.", ".csv, ", "y.", ", ", "z?", ".” ", "w!", "."]) == [
        *("", "x.", ".csv, ", "y.", ", ", "z?", "” ", "w!", ""),
    ]
    assert [ended(text) for text in ("Doors", "Doors?", "Doors etc.", "")] == ["Doors.", "Doors?", "Doors etc.", "."]


NAMES = re.compile(r"\{(?:label|series|indicator)\}")
BEGINS = re.compile(r"(?:\A|[“«]\u00a0?|[.:\n;\u2013(\[>] ?)\Z")
ENDS = re.compile(r"\u00a0?[”»:]")
LINKS = ("other.fed",)
"""Texts whose name is a link, which shows where it begins and ends."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_called_something_within_a_sentence_is_quoted(language: str) -> None:
    """A name of an indicator or series reads as one only at the head of a text or between quotation marks."""
    bare = [
        key
        for key, text in read_texts(language).items()
        if not key.startswith(("problems.", "told.", "stages.", "adapt.", "agents.", *LINKS))
        for found in NAMES.finditer(text)
        if not BEGINS.search(text[: found.start()]) and not ENDS.match(text[found.end() :])
    ]
    assert bare == []


def test_lists_of_names_quote_each() -> None:
    assert Words.load("en").quoted(["Pay", "Law"]) == "“Pay” and “Law”"
    assert Words.load("fr").quoted(["Lois", "Îles"]) == "«\u00a0Lois\u00a0» et «\u00a0Îles\u00a0»"


def test_names_are_typographic_for_readers_and_as_the_package_has_them_in_files(tmp_path: Path) -> None:
    def named(rows: Rows) -> Rows:
        return [{**row, "name_en": row["name_en"].replace("Kenya", "Côte d'Kenya")} for row in rows]

    site = edition(tmp_path, reference_areas=named)
    assert site.areas["KEN"].name == site.area_names["KEN"] == "Côte d’Kenya"
    assert site.filed_names["KEN"] == "Côte d'Kenya"
    rows = latest(site)
    assert set(rows[rows["ref_area"] == "KEN"]["ref_area_label"]) == {"Côte d'Kenya"}


def test_a_spanish_list_of_links_says_e_before_its_own_sound(tmp_path: Path) -> None:
    shown = Edition(edition(tmp_path).reading, Words.load("es"))
    links = [Markup("<a>Nauru</a>"), Markup("<a>Islas Marshall</a>")]
    assert shown.listed(links) == "<a>Nauru</a> e <a>Islas Marshall</a>"
    assert shown.listed(links[::-1]) == "<a>Islas Marshall</a> y <a>Nauru</a>"
