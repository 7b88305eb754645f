"""A session with the local server as its protocol's own client has it: kept, and shown to readers as it was."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.answers.transcript import ASKED, GOLDEN, PAGES, blocks, session, shown_in, write, written

Json = dict[str, Any]


def test_the_session_is_the_one_that_is_kept(site: Path) -> None:
    """`UPDATE_GOLDEN=1` writes it and what the pages show of it: read the difference, and publish the pages again."""
    held = session(site)
    if os.environ.get("UPDATE_GOLDEN"):
        write(held)
    assert written(held) == GOLDEN.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def kept() -> Json:
    found: Json = json.loads(GOLDEN.read_bytes())
    return found


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_each_page_shows_the_session_as_it_was(kept: Json, page: Path) -> None:
    assert shown_in(page) == blocks(kept)


def test_readers_are_shown_parts_of_the_answers_and_nothing_else(kept: Json) -> None:
    for block, each in zip(blocks(kept), kept["asked"], strict=True):
        head, _, answer = block.removeprefix("```text\n> ").removesuffix("\n```").partition("\n")
        assert head == f"{each['tool']} {json.dumps(each['values'])}"
        assert is_part(json.loads(answer), each["answer"])


def is_part(part: Any, whole: Any) -> bool:
    """Whether a part says nothing that the whole does not."""
    if isinstance(part, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(is_part, part, whole))
    return bool(part == whole)


def test_it_shows_what_a_session_must(kept: Json) -> None:
    found, world, country, beside, unknown, nowhere, two = (each["answer"] for each in kept["asked"])
    assert [each["id"] for each in found["indicators"]] == ["dual-nationality"]
    assert world["values"]["assessed"]["value"] <= world["values"]["members"]["value"]
    for each in (world, country):
        assert each["source"]["title"]
        assert all(re.fullmatch(r"data/latest/.+#cell=\d+,\d+", value["cell"]) for value in each["values"].values())
    assert country["values"]["obs_value"]["bound"] == "at_least"
    assert len(beside["areas"]) == 3
    assert len(beside["cautions"]) == 2
    assert unknown["reason"]
    assert (unknown["values"], unknown["means"]) == ({}, None)
    assert not re.search(r"\bno\b|\d", json.dumps([unknown["values"], unknown["reason"]]), re.IGNORECASE)
    assert list(nowhere) == list(two) == ["not_found"]
    assert "may be more than one" in two["not_found"]
    assert "are never “no”" in kept["instructions"][0]
    assert {question.tool for question in ASKED} == set(kept["tools"])
