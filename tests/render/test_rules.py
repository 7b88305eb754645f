"""The page of the summary rules is read from the file that the tests run."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.render.rules import CASES, TABLES, summary_rules


def test_every_case_is_on_the_page_with_all_its_tables() -> None:
    told = {case.id: case for case in summary_rules()}
    for case in json.loads(Path(CASES).read_bytes())["cases"]:
        assert [t.name for t in told[case["id"]].tables] == [name for name in TABLES if name in case]
        assert sum(len(t.rows) for t in told[case["id"]].tables) == sum(
            len(case[name]["rows"]) for name in TABLES if name in case
        )
        assert set(case) <= {"id", "series", *TABLES}


def test_settings_are_written_as_in_the_files(tmp_path: Path) -> None:
    settings = {"has_range": True, "dimensions": ["a", "b"], "max_age": 2}
    table = {"columns": ["group"], "rows": [["WLD"]]}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [{"id": "x", "series": settings, "expected": table}]}), encoding="utf-8")
    assert summary_rules(path)[0].settings == (("has_range", "true"), ("dimensions", "a b"), ("max_age", "2"))
