"""What a client of the Model Context Protocol asked a local server over a published site, and what it was answered.

`python -m tests.answers.transcript SITE` prints the session as JSON. `write` puts one into `tests/golden/`, and what
readers are shown of it into the page on the API, in each language: parts of the answers, as they were.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mcp import Client, StdioServerParameters
from mcp.types import TextContent

Json = dict[str, Any]

GOLDEN: Final = Path("tests/golden/mcp-session.json")
PAGES: Final = tuple(Path("docs") / language / "api.md" for language in ("en", "fr", "es"))
SHOWN: Final = re.compile(r"^```text\n> .*?^```$", re.MULTILINE | re.DOTALL)
"""A question with what is shown of its answer, in a page."""

WIDTH: Final = 100
"""Characters of a line, where what stands in it can be parted."""


@dataclass(frozen=True)
class Question:
    """What is asked of a tool, and which keys of the answer readers are shown: all of them for none."""

    tool: str
    values: Mapping[str, object]
    shown: Sequence[str] = ()


ASKED: Final = (
    Question("find_indicator", {"text": "nationality"}),
    Question(
        "get_figure",
        {"indicator": "dual-nationality", "area": "World"},
        ("release", "time_period", "values.yes", "values.assessed", "values.members", "finding", "limits", "source"),
    ),
    Question(
        "get_figure",
        {"indicator": "border-deaths", "area": "Morocco"},
        ("area", "time_period", "values", "unit_measure", "status", "source"),
    ),
    Question(
        "compare",
        {"indicator": "border-deaths", "areas": ["Morocco", "DE", "Nauru"]},
        ("areas.area", "areas.time_period", "areas.values", "areas.reason", "cautions"),
    ),
    Question(
        "get_figure",
        {"indicator": "social-services", "area": "Kenya"},
        ("area", "time_period", "values", "means", "reason"),
    ),
    Question("get_figure", {"indicator": "dual-nationality", "area": "Atlantis"}),
    Question("get_figure", {"indicator": "dual-nationality", "area": "Korea"}),
)


def session(site: Path) -> Json:
    """Give the session: what the server says of itself, its tools, and each question with its answer."""
    with ThreadPoolExecutor(1) as thread:  # a loop of this thread's own may be running
        return thread.submit(asyncio.run, _session(site)).result()


async def _session(site: Path) -> Json:
    server = StdioServerParameters(command=sys.executable, args=["-m", "scripts", "mcp", str(site)])
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        answers = [await _answer(client, each) for each in ASKED]
        return {
            "instructions": str(client.instructions).splitlines(),
            "tools": {each.name: " ".join(str(each.description).split()) for each in tools},
            "asked": [
                {"tool": each.tool, "values": each.values, "answer": answer}
                for each, answer in zip(ASKED, answers, strict=True)
            ],
        }


async def _answer(client: Client, question: Question) -> Json:
    """Give the answer as data, which has to be what the client is also told as text."""
    result = await client.call_tool(question.tool, dict(question.values))
    (part,) = result.content
    told: Json = json.loads(part.text) if isinstance(part, TextContent) else {}
    if result.is_error or told != result.structured_content:
        message = f"{question} was answered in two ways or not at all: {result}"
        raise ValueError(message)
    return told


def written(held: Json) -> str:
    """Give a session as the golden file has it."""
    return json.dumps(held, indent=2, ensure_ascii=False) + "\n"


def blocks(held: Json) -> list[str]:
    """Give what pages show of a session, a block a question."""
    return [
        f"```text\n> {question.tool} {json.dumps(question.values, ensure_ascii=False)}\n"
        f"{_lines(_part(each['answer'], question.shown))}\n```"
        for question, each in zip(ASKED, held["asked"], strict=True)
    ]


def _part(answer: Json, shown: Sequence[str]) -> Json:
    """Give the part of an answer that has the keys shown; one with a point is of a table, or of each of a list."""
    if not shown:
        return answer
    heads = dict.fromkeys(key.partition(".")[0] for key in shown)
    return {
        head: _below(answer[head], [key.partition(".")[2] for key in shown if key.startswith(head)]) for head in heads
    }


def _below(content: Any, keys: Sequence[str]) -> Any:
    inside = [key for key in keys if key]
    return (
        [_part(each, inside) for each in content]
        if isinstance(content, list)
        else _part(content, inside)
        if inside
        else content
    )


def _lines(content: Any, indent: str = "") -> str:
    """Write JSON with what is short in one line."""
    short = json.dumps(content, ensure_ascii=False)
    if not isinstance(content, (dict, list)) or not content or len(indent) + len(short) <= WIDTH:
        return short
    more = f"{indent}  "
    named = isinstance(content, dict)
    keys = [f"{json.dumps(key)}: " for key in content] if named else [""] * len(content)
    values = content.values() if isinstance(content, dict) else content
    parts = [f"{more}{key}{_lines(value, more)}" for key, value in zip(keys, values, strict=True)]
    return ("{{\n{}\n{}}}" if named else "[\n{}\n{}]").format(",\n".join(parts), indent)


def shown_in(page: Path) -> list[str]:
    """Give the blocks of a page."""
    return SHOWN.findall(page.read_text(encoding="utf-8"))


def write(held: Json) -> None:
    """Write a session into the golden file, and what is shown of it into each page, block by block."""
    GOLDEN.write_text(written(held), encoding="utf-8")
    for page in PAGES:
        new = dict(zip(shown_in(page), blocks(held), strict=True))
        page.write_text(SHOWN.sub(lambda old, new=new: new[old[0]], page.read_text("utf-8")), encoding="utf-8")  # type: ignore[misc]


if __name__ == "__main__":
    sys.stdout.write(written(session(Path(sys.argv[1]))))
