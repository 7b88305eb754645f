"""Statements: words kept in one file, written in every language, and refused when they do not fit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.ingest import statements
from scripts.ingest.facts import FOLDER, read_facts
from scripts.ingest.statements import Said, Statements, as_written, holding, said
from scripts.model.problems import RefusedError

COLUMNS = ["code", "arguments", "label_en", "label_fr"]
ROWS = [
    ["acceded", "day:date", "Acceded on {day}.", "A adhéré le {day}."],
    ["signed", "day:iso-date", "Signed on {day}.", "Signé le {day}."],
    ["since", "year:year", "Since {year}.", "Depuis {year}."],
    ["figure", "value:number unit:text", "Of the source: {value} ({unit}).", "De la source : {value} ({unit})."],
    ["as-written", "text:text", "{text}", "{text}"],
]


def made(*rows: list[str]) -> Statements:
    return Statements.of(pd.DataFrame(rows or ROWS, columns=COLUMNS))


def refusals(error: pytest.ExceptionInfo[RefusedError]) -> list[tuple[str, str, str]]:
    return [(p.code, p.field, p.found) for p in error.value.problems]


@pytest.mark.parametrize(
    ("row", "english", "french"),
    [
        ([said("acceded", day="1969-05-16")], "Acceded on 16 May 1969.", "A adhéré le 16 mai 1969."),
        ([said("signed", day="1985-06-14")], "Signed on 1985-06-14.", "Signé le 1985-06-14."),
        ([said("since", year="2019")], "Since 2019.", "Depuis 2019."),
        (
            [said("figure", value="160000", unit="persons")],
            "Of the source: 160,000 (persons).",
            "De la source : 160\u202f000 (persons).",
        ),
        (
            [said("since", year="1959"), *as_written("In {braces}.")],
            "Since 1959. In {braces}.",
            "Depuis 1959. In {braces}.",
        ),
        ([*as_written("")], "", ""),
    ],
)
def test_a_column_of_labels_is_all_that_a_language_needs(row: list[Said], english: str, french: str) -> None:
    assert made().texts("note", [row]) == {"note_en": [english], "note_fr": [french]}


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (said("left", day="2020-01-31"), ("statement-unknown", "", "left")),
        (said("acceded"), ("statement-argument-missing", "acceded", "day")),
        (said("since", year="2019", day="2019-01-01"), ("statement-argument-extra", "since", "day")),
        (said("acceded", day="1969-02-30"), ("statement-argument-malformed", "acceded", "day=1969-02-30")),
        (said("acceded", day="19690516"), ("statement-argument-malformed", "acceded", "day=19690516")),
        (said("acceded", day="1969"), ("statement-argument-malformed", "acceded", "day=1969")),
        (said("signed", day=""), ("statement-argument-malformed", "signed", "day=")),
        (said("since", year="19"), ("statement-argument-malformed", "since", "year=19")),
        (said("figure", value="1,000", unit="x"), ("statement-argument-malformed", "figure", "value=1,000")),
        (said("figure", value="٣", unit="x"), ("statement-argument-malformed", "figure", "value=٣")),
        (said("figure", value="1", unit=" "), ("statement-argument-malformed", "figure", "unit= ")),
    ],
)
def test_what_does_not_fit_is_refused_once(statement: Said, problem: tuple[str, str, str]) -> None:
    with pytest.raises(RefusedError) as error:
        made().texts("note", [[statement], [statement]])
    assert refusals(error) == [problem]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["a", "day:date", "On {date}.", "Le {day}."], [("label_en", "date"), ("label_en", "day")]),
        (["a", "day:date", "On {day}.", "Le {0}."], [("label_fr", "day"), ("label_fr", "{0}")]),
        (["a", "", "On.", ""], [("label_fr", "")]),
        (["a", "day:moment", "On {day}.", "Le {day}."], [("arguments", "moment")]),
        (["a", "day", "On {day}.", "Le {day}."], [("arguments", "")]),
    ],
)
def test_words_that_do_not_fit_their_arguments_are_refused(row: list[str], problem: list[tuple[str, str]]) -> None:
    with pytest.raises(RefusedError) as error:
        made(row)
    assert [(p.field, p.found) for p in error.value.problems] == problem
    assert {p.row for p in error.value.problems} == {2}


def test_a_code_stands_once() -> None:
    with pytest.raises(RefusedError) as error:
        made(ROWS[0], ROWS[0])
    assert refusals(error) == [("key-duplicate", "code", "acceded")]


def test_only_what_holds_is_said() -> None:
    assert holding((said("a"), True), (said("b"), False), (said("c"), True)) == (said("a"), said("c"))


def said_by_facts() -> set[str]:
    """Codes that hand-written facts name in a column of statements, for rules to say."""
    tables = (read_facts(path.stem) for path in sorted(FOLDER.glob("*.csv")))
    return {code for table in tables if "statement" in table for code in table["statement"]}


def test_every_statement_is_made_by_a_rule_and_none_is_a_sentence_in_it() -> None:
    facts = read_facts(statements.FACTS)
    program = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("scripts/ingest").rglob("*.py")))
    assert [code for code in facts["code"] if f'"{code}"' not in program and code not in said_by_facts()] == []
    assert [label for label in facts["label_en"] if label != "{text}" and label in program] == []
