"""The page of the sentences is read from the file that the tests run."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.render.sentence_cases import CASES, sentence_cases
from scripts.words.words import Words


def test_every_case_is_on_the_page_with_its_sentence() -> None:
    told = {case.id: case for cases in sentence_cases("en").values() for case in cases}
    for case in json.loads(Path(CASES).read_bytes())["cases"]:
        assert told[case["id"]].said == case["expected"]["en"]
        assert told[case["id"]].shows == case["shows"]["en"]
        assert {name for name, _ in told[case["id"]].figures} >= set(case.get("figures", {}))


def test_every_kind_of_sentence_has_a_heading() -> None:
    words = Words.load("en")
    assert all(words.has(f"sentence_cases.kind.{kind}") for kind in sentence_cases("en"))


def test_what_is_given_is_written_as_in_the_files(tmp_path: Path) -> None:
    case = {
        "id": "x",
        "sentence": "finding",
        "shows": {"en": "It shows."},
        "series": {"has_range": True, "dimensions": ["a", "b"]},
        "cases": {"en": "programmes"},
        "period": "2023",
        "status": "P",
        "figures": {"total": 3},
        "observations": {"columns": ["ref_area", "obs_value"], "rows": [["AAA", "3"], ["BBB", ""]]},
        "expected": {"en": "Three."},
    }
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [case]}), encoding="utf-8")
    [found] = sentence_cases("en", path)["finding"]
    settings = (("has_range", "true"), ("dimensions", "a b"))
    assert found.given == (*settings, ("cases", "programmes"), ("time_period", "2023"), ("status", "P"))
    assert found.figures == (("ref_area", "AAA"), ("obs_value", "3"), ("ref_area", "BBB"), ("total", "3"))
    assert sentence_cases("fr", path) == {}
