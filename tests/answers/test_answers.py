"""Answers for machines: each value with its cell, a reason where there is none, and nothing guessed."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, StdioServerParameters

from scripts.answers.published import NotFoundError, Published
from scripts.answers.server import server
from scripts.model.problems import UsageError
from scripts.words.words import Words
from tests.exports.api_of_small import write_api

WORDS = Words.load("en")
Json = dict[str, Any]
T = TypeVar("T")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files for programs of the small package."""
    return write_api(tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("package"))


@pytest.fixture
def published(site: Path) -> Published:
    return Published(site, WORDS)


def alone(answer: Coroutine[Any, Any, T]) -> T:
    """Wait for an answer in a thread of its own: tests in a browser may have left a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, answer).result()


def asked(site: Path, tool: str, **values: object) -> Json:
    """Ask the server by the protocol's own client, within this process."""

    async def ask() -> Json:
        async with Client(server(site, WORDS)) as client:
            result = await client.call_tool(tool, values)
            held: Json = result.structured_content or json.loads(result.content[0].text)  # type: ignore[union-attr]
            return held

    return alone(ask())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["open-doors", "crossings"]),
        ("doors", ["open-doors"]),
        ("OPEN", ["open-doors"]),
        ("cross", ["crossings"]),
        ("windows", []),
    ],
)
def test_indicators_are_found_by_words(site: Path, text: str, found: list[str]) -> None:
    told = asked(site, "find_indicator", text=text)
    assert sorted(each["id"] for each in told["indicators"]) == sorted(found)
    assert told["release"] == "2024.1"


@pytest.mark.parametrize("area", ["KEN", "ke", "Kenya", " kenya ", "Ke'nya", "KÉNYA", "ken-ya"])
def test_a_figure_has_its_cell_period_and_source(site: Path, area: str) -> None:
    told = asked(site, "get_figure", indicator="open-doors", area=area)
    assert told["area"]["code"] == "KEN"
    assert told["values"]["obs_value"]["cell"].startswith("data/latest/observations_open-doors.csv#cell=")
    assert told["time_period"]
    assert told["source"]["title"]
    assert told["means"] in ("Yes", "Partial", "No")


def test_what_is_not_known_has_a_reason_and_no_number(published: Published) -> None:
    areas = [row["iso3"] for row in json.loads((published.root / "api/v1/countries.json").read_bytes())["countries"]]
    blank = [told for code in areas if not (told := published.figure("open-doors", code))["values"]]
    assert blank
    for told in blank:
        assert told["reason"]
        assert (told["means"], told["source"]) == (None, None)


def test_the_world_has_its_finding_and_limits(site: Path) -> None:
    told = asked(site, "get_figure", indicator="open doors", area="World")
    assert told["finding"]
    assert all(each["cell"].startswith("data/latest/summaries.csv#cell=") for each in told["values"].values())


@pytest.mark.parametrize(
    ("indicator", "area", "said"),
    [
        ("doors", "Atlantis", "“Atlantis” is not of this site."),
        ("windows", "KEN", "“windows” is not of this site. There are: "),
        ("o", "KEN", ""),
        ("doors", "", "“” may be more than one: "),
    ],
)
def test_what_means_nothing_or_two_things_is_said(site: Path, indicator: str, area: str, said: str) -> None:
    told = asked(site, "get_figure", indicator=indicator, area=area)
    assert told.get("not_found", "").startswith(said)
    assert "values" not in told or not said


def test_a_comparison_says_what_cannot_be_compared(published: Published) -> None:
    areas = ["KEN", "DEU", "NAM"]
    told = published.compare("open-doors", areas)
    assert [each["area"]["code"] for each in told["areas"]] == areas
    periods = {each["time_period"] for each in told["areas"] if each["time_period"]}
    unknown = [each for each in told["areas"] if not each["values"]]
    assert len(told["cautions"]) == (len(periods) > 1) + bool(unknown)
    with pytest.raises(NotFoundError):
        published.compare("open-doors", ["KEN", "Atlantis"])


def test_what_every_answer_must_keep_is_told_at_the_beginning(site: Path) -> None:
    async def instructions() -> str:
        async with Client(server(site, WORDS)) as client:
            return str(client.instructions)

    assert "are never “no”" in alone(instructions())


def test_it_answers_as_a_program_by_itself(site: Path) -> None:
    """Standard output is for the protocol's messages alone."""

    async def ask() -> list[str]:
        command = StdioServerParameters(command=sys.executable, args=["-m", "scripts", "mcp", str(site)])
        async with Client(command) as client:
            return sorted(tool.name for tool in (await client.list_tools()).tools)

    assert alone(ask()) == ["compare", "find_indicator", "get_figure"]


def test_a_folder_that_is_no_site_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no published site"):
        server(tmp_path, WORDS)
