"""Names in sentences: articles, prepositions, what they become, lists, and capitals, in French and Spanish."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from scripts.model.locale_files import LOCALES, package_file, read_catalogue
from scripts.words.grammar import COLUMNS, Grammar, formed, typographic
from scripts.words.words import Words

FORMS = ("the", "in", "of", "to")
FRENCH = {
    "Allemagne": ("l’Allemagne", "en Allemagne", "de l’Allemagne", "à l’Allemagne"),
    "Maroc": ("le Maroc", "au Maroc", "du Maroc", "au Maroc"),
    "Philippines": ("les Philippines", "aux Philippines", "des Philippines", "aux Philippines"),
    "France": ("la France", "en France", "de la France", "à la France"),
    "Singapour": ("Singapour", "à Singapour", "de Singapour", "à Singapour"),
    "Cuba": ("Cuba", "à Cuba", "de Cuba", "à Cuba"),
    "Haïti": ("Haïti", "en Haïti", "d’Haïti", "à Haïti"),
    "Chypre": ("Chypre", "à Chypre", "de Chypre", "à Chypre"),
    "Italie": ("l’Italie", "en Italie", "de l’Italie", "à l’Italie"),
    "Israël": ("Israël", "en Israël", "d’Israël", "à Israël"),
    "Émirats arabes unis": (
        "les Émirats arabes unis",
        "aux Émirats arabes unis",
        "des Émirats arabes unis",
        "aux Émirats arabes unis",
    ),
    "Côte d’Ivoire": ("la Côte d’Ivoire", "en Côte d’Ivoire", "de la Côte d’Ivoire", "à la Côte d’Ivoire"),
    "Pays les moins avancés": (
        "les pays les moins avancés",
        "dans les pays les moins avancés",
        "des pays les moins avancés",
        "aux pays les moins avancés",
    ),
}
SPANISH = {
    "Alemania": ("Alemania", "en Alemania", "de Alemania", "a Alemania"),
    "Perú": ("el Perú", "en el Perú", "del Perú", "al Perú"),
    "El Salvador": ("El Salvador", "en El Salvador", "de El Salvador", "a El Salvador"),
    "India": ("la India", "en la India", "de la India", "a la India"),
    "Cuba": ("Cuba", "en Cuba", "de Cuba", "a Cuba"),
    "Haití": ("Haití", "en Haití", "de Haití", "a Haití"),
    "Myanmar": ("Myanmar", "en Myanmar", "de Myanmar", "a Myanmar"),
}


@pytest.fixture(scope="module")
def french() -> Words:
    return Words.load("fr")


@pytest.fixture(scope="module")
def spanish() -> Words:
    return Words.load("es")


def names_of(language: str) -> dict[str, str]:
    """Names as the package writes them, by a plain spelling: with the apostrophe that the tables here have."""
    found: dict[str, str] = {}
    for table in ("reference_areas", "area_groups"):
        with Path(f"datapackage/data/{table}.csv").open(encoding="utf-8", newline="") as file:
            found |= {
                row[f"name_{language}"].replace("'", "’"): row[f"name_{language}"] for row in csv.DictReader(file)
            }
    return found


@pytest.mark.parametrize("name", FRENCH)
def test_french_names(name: str, french: Words) -> None:
    written = names_of("fr")[name]
    assert tuple(str(french.formed(written, form)) for form in FORMS) == FRENCH[name]


@pytest.mark.parametrize("name", SPANISH)
def test_spanish_names(name: str, spanish: Words) -> None:
    assert tuple(str(spanish.formed(name, form)) for form in FORMS) == SPANISH[name]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_name_of_an_area_or_group_has_its_grammar_with_its_basis(language: str) -> None:
    grammar = Grammar.load(language)
    assert [name for name in names_of(language).values() if not grammar.knows(name)] == []
    with (LOCALES / f"{language}.names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["name"] for row in rows if not row["in"] or not row["basis"]] == []
    assert len({row["name"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("in", "en Allemagne, au Maroc et à Cuba"),
        ("In", "En Allemagne, au Maroc et à Cuba"),
        ("of", "de l’Allemagne, du Maroc et de Cuba"),
        ("The", "L’Allemagne, le Maroc et Cuba"),
    ],
)
def test_lists_of_names_have_the_form_of_each(form: str, text: str, french: Words) -> None:
    assert french.formed(french.list(["Allemagne", "Maroc", "Cuba"]), form) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["Francia", "Italia"], "Francia e Italia"),
        (["Perú", "Irlanda", "Islandia"], "Perú, Irlanda e Islandia"),
        (["Italia", "Francia"], "Italia y Francia"),
        (["Cuba", "Haití"], "Cuba y Haití"),
        (["agua", "hielo"], "agua y hielo"),
        (["madre", "hijos"], "madre e hijos"),
    ],
)
def test_spanish_y_becomes_e_before_its_own_sound(items: list[str], text: str, spanish: Words) -> None:
    assert spanish.list(items) == text


def test_a_name_without_a_row_stands_without_an_article(french: Words) -> None:
    assert french.formed("Rivière Rouge", "in") == "pour Rivière Rouge"
    assert french.formed("Aulne", "of") == "d’Aulne"


def test_a_language_without_grammar_puts_names_in_as_they_are() -> None:
    assert formed(Grammar({}), "Netherlands", "In") == "Netherlands"


def test_a_name_in_html_stays_html(french: Words) -> None:
    link = Markup('<a href="x">Maroc</a>')
    assert french.formed(link, "In") == Markup('Au <a href="x">Maroc</a>')
    assert french.formed(Markup("&lt;b&gt;"), "of") == Markup("de &lt;b&gt;")


def test_letters_of_their_own_are_sorted_after_their_base(spanish: Words, french: Words) -> None:
    names = ["Ñandú", "Níger", "Noruega", "Omán", "Nauru"]
    assert sorted(names, key=spanish.sort_key) == ["Nauru", "Níger", "Noruega", "Ñandú", "Omán"]
    assert sorted(["Zambie", "Éthiopie", "Érythrée", "Espagne"], key=french.sort_key)[1:3] == ["Espagne", "Éthiopie"]


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2020-01-01", "1er janvier 2020"), ("2020-01-11", "11 janvier 2020"), ("2020-01", "janvier 2020")],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(iso: str, text: str, french: Words) -> None:
    assert french.day(iso) == text


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_region_has_one_spelling_in_headings_and_in_sentences(language: str) -> None:
    """M49's name stands as it is written, within a sentence too; only a noun of any list begins with a small letter."""
    grammar = Grammar.load(language)
    with Path("datapackage/data/area_groups.csv").open(encoding="utf-8", newline="") as file:
        groups = [row for row in csv.DictReader(file) if row["kind"] not in ("world", "development")]
    named = {row[f"name_{language}"].replace("'", "’"): grammar.before(row[f"name_{language}"], "in") for row in groups}
    inside = {name: f"{before}{within}" for name, (before, within) in named.items()}
    assert {name: said for name, said in inside.items() if name.removeprefix("El ") not in said} == {}
    assert len(inside) > 25


@pytest.mark.parametrize("language", ["fr", "es"])
def test_texts_spell_regions_as_their_pages_do(language: str) -> None:
    with Path("datapackage/data/area_groups.csv").open(encoding="utf-8", newline="") as file:
        names = [row[f"name_{language}"].replace("'", "’") for row in csv.DictReader(file)]
    regions = [name for name in names if len(name.split()) == 2]
    spelled = re.compile("|".join(map(re.escape, regions)), re.IGNORECASE)
    own = re.compile("|".join(map(re.escape, regions)))
    texts = [entry.string for entry in read_catalogue(package_file(Path("datapackage"), language).read_bytes())]
    texts += [text for path in Path("docs", language).glob("*.md") for text in path.read_text("utf-8").splitlines()]
    found = {match[0] for text in texts for match in spelled.finditer(str(text)) if not own.fullmatch(match[0])}
    assert found - {"el Caribe"} == set()


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Côte d'Ivoire", "Côte d’Ivoire"),
        ("Iran (République islamique d')", "Iran (République islamique d’)"),
        ("Lao People’s Republic", "Lao People’s Republic"),
        ("The 'Hill'", "The 'Hill'"),
    ],
)
def test_names_are_read_with_a_typographic_apostrophe(name: str, read: str, french: Words) -> None:
    assert typographic(name) == read
    assert french.grammar.knows(read) == french.grammar.knows(name)


def test_both_apostrophes_of_a_name_have_its_grammar(french: Words) -> None:
    assert {french.formed(name, "in") for name in ("États-Unis d'Amérique", "États-Unis d’Amérique")} == {
        "aux États-Unis"
    }
