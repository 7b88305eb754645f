"""The published profile is held to the descriptor of the published package."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.exports.profile import schema
from scripts.model.languages import Languages
from scripts.verify.files import Folder
from scripts.verify.profile import profile_of_package
from tests.packages import package_files

PATH = "api/v1/profile.json"


def told(tmp_path: Path, spoil: Callable[[dict[str, Any]], object]) -> list[tuple[str, str]]:
    made = schema(Languages())
    spoil(made)
    for path, data in (
        (PATH, json.dumps(made).encode()),
        ("data/latest/datapackage.json", package_files()["datapackage.json"]),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return [(problem.code, problem.found) for problem in profile_of_package(Folder(tmp_path), PATH)]


def test_the_profile_fits_every_table(tmp_path: Path) -> None:
    assert told(tmp_path, lambda made: None) == []


@pytest.mark.parametrize(
    ("spoil", "table"),
    [
        (lambda made: made["$defs"].pop("sources"), "sources"),
        (lambda made: made["$defs"]["sources"]["properties"].pop("url"), "sources"),
        (lambda made: made["$defs"]["sources"]["required"].pop(), "sources"),
        (lambda made: made["$defs"]["sources"]["properties"]["url"].update(description="Ours."), "sources"),
        (lambda made: made["$defs"]["sources"]["properties"]["title"].pop("minLength"), "sources"),
        (lambda made: made["$defs"]["register"]["properties"].pop("basis"), "register_crossings"),
        (lambda made: made["$defs"].pop("observations-policy"), "observations_open-doors"),
        (lambda made: made["$defs"]["series"].update({"x-primary-key": ["label_en"]}), "series"),
    ],
)
def test_what_it_leaves_out_or_says_otherwise_is_told(
    spoil: Callable[[dict[str, Any]], object], table: str, tmp_path: Path
) -> None:
    assert told(tmp_path, spoil) == [("api-list-differs", table)]


def test_one_that_is_none_is_told(tmp_path: Path) -> None:
    assert [code for code, _ in told(tmp_path, lambda made: made.clear())] == ["api-file-unreadable"]
