"""Garbled, lost and strange letters are known from honest ones, in all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from scripts.validate.cells import stand_in
from scripts.validate.checks.text import LETTERS, text_faults
from scripts.validate.letters import is_garbled, is_lost, mended, strange_letter, unassigned_character
from scripts.validate.vocabulary import Vocabulary

OLD = ("cp1252", "mac_roman", "cp850", "cp437")

WORDS = (
    "Côte d'Ivoire",
    "México",
    "España",
    "Curaçao",
    "São Tomé",
    "Türkiye",
    "Réunion",
    "Österreich",
    "Região",
    "Perú",
    "Haïti",
)
"""Names that have marked letters, as they should be."""

HONEST = (
    "CAFÉ»",
    "« liberté\u00a0»",
    "SÃO TOMÉ",
    "Â",
    "à\u00a0la",
    "DÜ\u2013",
    "\u201eÄ\u201c",
    "Ñandú",
    "naïve",
    "50 £",
    "Größe",
    "Île",
    "Poblacht na hÉireann",
    "Tír na nÓg",
    "Kosovo\u2020",
    "Brand™ and name®",
    "US£5m",
    "\u201eGrenz\u201cpolitik",
    "col·lecció",
    "n°5, 20 km²",
    "Paris\u2013Évreux",
    "Act 5\u00bd",
    "IAŞI",
    "100%CO2",
    "https://example.org/a%C3%A9?b=%C3%A9",
)
"""Texts that hold what garbled ones hold, rightly."""


def cldr() -> Iterator[tuple[str, str]]:
    """Every name of CLDR by language."""
    for language in localedata.locale_identifiers():
        data = localedata.load(language, merge_inherited=False)
        for kind in ("territories", "languages", "scripts", "variants", "currency_names"):
            yield from ((language, text) for text in _texts(data.get(kind, {})))


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for inner in held.values():
            yield from _texts(inner)


def judged(text: str) -> list[str]:
    return [code for code in text_faults(text) if code in LETTERS]


MIXED_IN_CLDR = 6
"""Names of which CLDR itself has one letter of another script, such as a Latin o in Serbian."""


def test_names_of_all_languages_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localedata, "_cache", {})  # Babel keeps what is read here without what it inherits
    names = set(cldr())
    told = {(language, text): judged(text) for language, text in names if judged(text)}
    assert len(names) > 100_000
    assert set(map(tuple, told.values())) <= {("text-mixed-scripts",)}, told
    assert len(told) <= MIXED_IN_CLDR, told


@pytest.mark.parametrize("text", HONEST)
def test_honest_letters_are_left_as_they_are(text: str) -> None:
    assert judged(text) == []


@pytest.mark.parametrize("encoding", ["latin-1", *OLD])
@pytest.mark.parametrize(
    "text", [*WORDS, "L\u2019État", "people\u2019s", "\u201cyes\u201d", "a \u2013 b", "Україна", "Ελλάδα"]
)
def test_utf_8_read_as_another_encoding(text: str, encoding: str) -> None:
    wrong = "".join(bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in text.encode())
    assert judged(wrong) == ["text-garbled"]
    assert mended(wrong) in (text, "")


@pytest.mark.parametrize("wrong", ["√©tat", "├®tat", "Ã©tat", "├⌐tat"])
def test_utf_8_read_as_another_encoding_is_mended(wrong: str) -> None:
    assert mended(wrong) == "état"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "C™te",
            "MÈxico",
            "MŽxico",
            "Espa¤a",
            "Cura‡ao",
            "C¶te",
            "CÙte",
            "CafÚ",
            "TŸrkei",
            "K÷ln",
            "C¾rdoba",
            "M\u201axico",
        ),
        *("C“te", "K”ln", "AmĂ©rica", "AlgĂŠrie", "Cﾃｴte", "C\ufffdte", "C\ufffcte", "C╔te", "C¿te"),
        *("C\\u00f4te", "C\\xf4te", "C%C3%B4te", "C=C3=B4te"),
    ],
)
def test_letters_of_one_encoding_read_as_another(text: str) -> None:
    assert judged(text) == ["text-garbled"]


def spoilt(text: str) -> Iterable[str]:
    """The text as it is when one old encoding is read as another."""
    for right in OLD:
        for wrong in OLD:
            if right != wrong:
                made = text.encode(right, errors="ignore").decode(wrong, errors="ignore")
                yield from [made] if made != text and len(made) == len(text) else []


@pytest.mark.parametrize("text", WORDS)
def test_what_looks_honest_is_known_by_other_cells(text: str) -> None:
    """Whatever old encodings make of a word is told when two other cells have it as it should be."""
    for wrong in spoilt(text):
        words = Vocabulary.of([text, f"{text} (el)", wrong])
        assert judged(wrong) or "text-space-odd" in text_faults(wrong) or words.meant(wrong) != ("", ""), wrong
        assert words.meant(text) == ("", "")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("Panam?", "Panamá"), ("(Panam?)", "(Panamá)"), ("Is it Panama?", ""), ("Per?", "Perú"), ("Peru?", "")],
)
def test_a_lost_letter_at_the_end_is_known_by_other_cells(cell: str, meant: str) -> None:
    assert Vocabulary.of(["Panamá", "Perú", cell]).meant(cell)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        *(
            "C?te d?Ivoire",
            "C?te",
            "l?Europe",
            "qu?il",
            "?le-de-France",
            "Loi de l'?le",
            "?tats-Unis",
            "S?o Tom?",
            "M??xico",
        ),
        *("????? ??", "Act ?? on doors", "????????", "Act (?tat)", "\u00bf c?mo"),
    ],
)
def test_a_question_mark_in_place_of_a_letter(text: str) -> None:
    assert is_lost(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Who may cross?", "Who? Where? When?", "Rwanda Launching 'Diaspora Wealth Fund'?", "What?!", "Really??"),
        *(
            "see https://example.org/?id=1&q=a",
            "www.example.org/a?b=c",
            "\u00bfCómo se llama?",
            "Who?\u2014Nobody",
            "a ? b",
        ),
        *("Is it 5?", "(Which one?)", "\u00ab Qui ?\u00bb", "Why?\u201d asked she", "x", ""),
    ],
)
def test_a_question(text: str) -> None:
    assert not is_lost(text)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("N\u0430mibia", "\u0430"),
        ("Ghan\u0430", "\u0430"),
        ("\u0410ct on doors", "\u0410"),
        ("Doors \u0410ct", "\u0410"),
        ("Act on \u0430 door", "\u0430"),
        ("\u0420\u043ec\u0441\u0438\u044f", "c"),
        ("G\u03bfrmany", "\u03bf"),
        ("\u0391ruba", "\u0391"),
        ("Chin\u03b1", "\u03b1"),
        ("C\u4e48te", "\u4e48"),
        ("Peru \uff21ct", "\uff21"),
        ("\U0001d400ruba", "\U0001d400"),
        ("Arm\u0565nia", "\u0565"),
        ("F\u95b0\u95b0ation", "\u95b0"),
    ],
)
def test_a_letter_of_another_script(text: str, letter: str) -> None:
    assert strange_letter(text) == letter


@pytest.mark.parametrize(
    "text",
    [
        *(
            "5 µm",
            "5 \u03bcm",
            "k\u03a9",
            "\u0394t",
            "\u03b2-carotene",
            "NF-\u03baB",
            "TNF\u03b1",
            "IFN\u03b3",
            "p\u03c0",
        ),
        *(
            "Moscow (\u041c\u043e\u0441\u043a\u0432\u0430)",
            "USSR (\u0421\u0421\u0421\u0420)",
            "\u041c\u041e\u041c",
            "\u041e \u0434\u0432\u0435\u0440\u044f\u0445",
            "Ελλάδα",
            "Ελλάδα (Greece)",
            "IOM和UNHCR",
            "ＡＢＣ株式会社",
        ),
        *("UNHCR\u0e44\u0e17\u0e22", "नेपाल", "Taεrabt", "вăтаçĕр", "1ª edición", "O\u02bbzbekiston", "Ⅳв"),
    ],
)
def test_scripts_that_may_meet(text: str) -> None:
    assert strange_letter(text) == ""


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\u0378", "\uffff", "\ufdd0", "\U0001fffe"])
def test_characters_that_stand_for_nothing(character: str) -> None:
    assert unassigned_character(f"Doors {character}") == character
    assert judged(f"Doors {character}") == ["text-unassigned-character"]


@pytest.mark.parametrize(
    "blank",
    ["\u2800", "\u3164", "\uffa0", "\u115f", "\u1160", "\u17b4", "\U0001d159", "\U00016fe4", "\U0001d173", "\u180e"],
)
def test_what_counts_as_a_letter_and_shows_nothing(blank: str) -> None:
    assert text_faults(f"Doors{blank}Act") == ("text-invisible-character",)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(
            (cell, "value-placeholder")
            for cell in ("NA", "undefined", "None", "nan", "(null)", "null null", "None, None", "\\N")
        ),
        *(
            (cell, "spreadsheet-error")
            for cell in ("#REF!", "#N/A", "#n/a", "#ERROR!", "Act of #REF!", "#¡REF!", "Err:502", "####")
        ),
        *(
            (cell, "program-residue")
            for cell in ("Loading...", "Loading\u2026", "[object Object]", "a [object Promise]")
        ),
        *(
            (cell, "program-residue")
            for cell in ("Invalid Date", "Act of NaN", "<__main__.Act object at 0x7f00>", "%s", "${title}")
        ),
        *(
            (cell, "")
            for cell in (
                "Loading of ships",
                "An object",
                "Null Island",
                "Nan province",
                "undefined terms",
                "#1",
                "Case #NV-12",
            )
        ),
        *((cell, "") for cell in ("", "none of them", "Dates are invalid", "100 %s", "Noneteless")),
    ],
)
def test_what_stands_for_a_value(cell: str, code: str) -> None:
    assert stand_in(cell) == code


@given(st.text())
def test_any_text_can_be_judged(text: str) -> None:
    is_garbled(text)
    is_lost(text)
    strange_letter(text)
    unassigned_character(text)
    mended(text)
    Vocabulary.of([text, "Panamá"]).meant(text)
