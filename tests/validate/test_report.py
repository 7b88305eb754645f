"""A report fits a screen, tells one cause once, is stable for programs and safe for a page."""

from __future__ import annotations

import json

import pytest

from scripts.model.problems import Problem
from scripts.validate.report import LINES, WIDTH, Report, html, json_text, line, text, visible
from scripts.words.words import Words

WORDS = Words.load("en")


def wrong(row: int, *, file: str = "data/a.csv", field: str = "obs_value", found: str = "many") -> Problem:
    return Problem(file=file, row=row, field=field, code="wrong-type", found=found)


def report(*problems: Problem, warnings: frozenset[str] = frozenset()) -> Report:
    return Report(package="p", problems=problems, warnings=warnings, checks=3)


def test_one_cause_is_one_line_with_its_first_rows() -> None:
    lines = text(report(*(wrong(row) for row in range(2, 1202))), WORDS)
    assert len(lines) == 1
    assert lines[0].startswith("data/a.csv, rows 2, 3, 4 and 1,197 more, obs_value: 'many'")
    assert lines[0].endswith("[wrong-type]")


def test_two_faults_of_one_row_name_it_once() -> None:
    twice = (wrong(2), wrong(2, found="plenty"))
    assert text(report(*twice), WORDS)[0].startswith("data/a.csv, row 2, obs_value: 'many'")


def test_two_rows_are_both_named() -> None:
    assert text(report(wrong(9), wrong(2)), WORDS)[0].startswith("data/a.csv, rows 2, 9, obs_value")


def test_other_fields_and_files_are_other_causes() -> None:
    told = text(report(wrong(2), wrong(2, field="per"), wrong(2, file="data/b.csv")), WORDS)
    assert [shown.partition(":")[0] for shown in told] == [
        "data/a.csv, row 2, obs_value",
        "data/a.csv, row 2, per",
        "data/b.csv, row 2, obs_value",
    ]


def test_all_is_a_line_a_problem() -> None:
    assert len(text(report(*(wrong(row) for row in range(2, 102))), WORDS, everything=True)) == 100


@pytest.mark.parametrize("length", [1, 150])
def test_a_report_fits_a_screen(length: int) -> None:
    problems = [wrong(2, file=f"data/t{n:03}.csv", found="x" * length) for n in range(300)]
    lines = text(report(*problems), WORDS)
    assert sum(-(-len(shown) // WIDTH) for shown in lines) <= LINES
    left = 300 - (len(lines) - 1)
    assert lines[-1].startswith(f"{left} more lines")


def test_a_screen_exactly_full_is_not_cut() -> None:
    problems = [wrong(2, file=f"d{n:02}") for n in range(80)]
    per_line = -(-len(line([problems[0]], WORDS)) // WIDTH)
    lines = text(report(*problems[: LINES // per_line]), WORDS)
    assert len(lines) == LINES // per_line
    assert "more line" not in lines[-1]


def test_order_is_severity_then_the_descriptor_then_files_and_rows() -> None:
    late = Problem(file="data/a.csv", row=1, code="row-blank")
    own = Problem(file="datapackage.json", code="table-missing", found="series")
    told = report(late, own, wrong(10), wrong(9), warnings=frozenset({"row-blank"})).ordered
    assert told == [own, wrong(9), wrong(10), late]


def test_json_is_what_the_docs_say() -> None:
    made = json.loads(
        json_text(report(wrong(2), Problem(file="f", code="row-blank"), warnings=frozenset({"row-blank"})), WORDS)
    )
    assert (made["version"], made["package"], made["checks"], made["errors"], made["warnings"]) == (1, "p", 3, 1, 1)
    assert made["problems"][0] == {
        "code": "wrong-type",
        "severity": "error",
        "file": "data/a.csv",
        "row": 2,
        "field": "obs_value",
        "found": "many",
        "expected": "",
        "message": WORDS("problems.wrong-type.what", found="many", field="obs_value", expected=""),
        "remedy": WORDS("problems.wrong-type.remedy", found="many", field="obs_value", expected=""),
    }
    assert (made["problems"][1]["severity"], made["problems"][1]["row"], made["problems"][1]["field"]) == (
        "warning",
        None,
        None,
    )


def test_a_lone_surrogate_can_be_printed() -> None:
    made = json_text(report(wrong(2, found="\ud800")), WORDS)
    assert json.loads(made.encode())["problems"][0]["found"] == "\ud800"


def test_html_escapes_what_it_shows() -> None:
    shown = html(report(wrong(2, found="<img src=x onerror=alert(1)>")), WORDS)
    assert "&lt;img" in shown
    assert "<img" not in shown


def test_html_of_a_sound_package_says_so() -> None:
    assert html(report(), WORDS) == f"<p>{WORDS('told.sound')}</p>"


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u00a0b", "a\\xa0b"),
        ("\ufeff", "\\ufeff"),
        ("\ud800", "\\ud800"),
        ("é日", "é日"),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_what_cannot_be_seen_is_shown(found: str, shown: str) -> None:
    assert visible(found) == shown


def test_a_suggestion_is_part_of_the_message() -> None:
    problem = Problem(file="f", row=2, field="basis", code="code-unknown", found="raed", expected="read")
    assert "Perhaps 'read' is meant." in line([problem], WORDS)
