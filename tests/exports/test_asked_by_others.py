"""The files for programs asked over HTTP by schemathesis, which knows them by their published description alone.

Each address of each thing there is, and addresses that it makes up: of things that there are not, and of no form that
the description allows. Every answer has to be one that the description names, with the content it names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema

from scripts.exports.openapi import FILE, FILES
from tests.exports.api_of_small import write_api
from tests.hosting.shipped import listening

Json = dict[str, Any]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files for programs of the small package."""
    return write_api(tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("package"))


class Asked:
    """A site on a host of this machine, and the operations that its description names."""

    def __init__(self, root: Path, address: str) -> None:
        self.root = root
        self.address = address
        self.described: BaseSchema = schemathesis.openapi.from_url(f"{address}{FILE}")

    def operations(self) -> list[APIOperation[Any, Any, Any, Any]]:
        """Give the operations."""
        return [found.ok() for found in self.described.get_all_operations() if isinstance(found, Ok)]

    def answer(self, case: Case[Any]) -> int:
        """Ask, hold the answer to the description and give its status. Raises FailureGroup."""
        return int(case.call_and_validate(base_url=self.address).status_code)


def hosted(root: Path) -> Iterator[Asked]:
    """Serve a site as hosts do: where there is no file, with its page for that."""

    class Host(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def send_error(self, code: int, *_: object, **__: object) -> None:
            page = (root / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    with listening(lambda *given: Host(*given, directory=str(root.resolve()))) as address:
        yield Asked(root, address)


@pytest.fixture(scope="module")
def asked(small: Path) -> Iterator[Asked]:
    yield from hosted(small)


def things(root: Path) -> dict[str, list[str]]:
    """Give what there is for each parameter of the description, by the lists that are published."""

    def listed(name: str, key: str) -> list[str]:
        content = json.loads((root / "api/v1" / f"{name}.json").read_bytes())
        return [str(each[key]) for each in content[name]]

    return {
        "id": listed("indicators", "id"),
        "iso3": listed("countries", "iso3"),
        "version": listed("releases", "version"),
    }


def ask_for_all(asked: Asked) -> int:
    """Ask for each thing that there is, and give how many answers were held to the description."""
    there, count = things(asked.root), 0
    for operation in asked.operations():
        names = [parameter.name for parameter in operation.path_parameters]
        ways = [{names[0]: value} for value in there[names[0]]] if names else [{}]
        for way in ways:
            assert asked.answer(operation.Case(path_parameters=way)) == 200, (operation.path, way)
        count += len(ways)
    return count


def test_each_file_of_a_small_package_is_answered_as_described(asked: Asked) -> None:
    assert len(asked.operations()) == len(FILES)
    assert ask_for_all(asked) >= 4 + 2 + 2 + 3


def test_each_file_of_the_site_is_answered_as_described(site: Path) -> None:
    for asked in hosted(site):
        assert ask_for_all(asked) > 220


def test_the_example_of_each_parameter_is_there(asked: Asked) -> None:
    there = things(asked.root)
    for operation in asked.operations():
        for parameter in operation.path_parameters:
            assert parameter.definition["example"] in there[parameter.name]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize("path", [path for path in FILES if "{" in path])
def test_what_there_is_not_has_the_answer_that_is_documented(asked: Asked, path: str, mode: GenerationMode) -> None:
    """Made up by the description: of the form it allows, and of every other."""
    operation = asked.described[path]["GET"]
    found: set[int] = set()

    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        found.add(asked.answer(case))

    ask()
    assert 404 in found
    assert found <= {200, 404}


def _gone(content: Json) -> None:
    del content["countries"][0]["m49"]


def _renamed(content: Json) -> None:
    content["countries"][1]["groupes"] = content["countries"][1].pop("groups")


def _of_another_type(content: Json) -> None:
    content["countries"][2]["m49"] = int(content["countries"][2]["m49"])


@pytest.mark.parametrize("spoil", [_gone, _renamed, _of_another_type])
def test_a_host_that_answers_otherwise_is_told(small: Path, spoil: Callable[[Json], None], tmp_path: Path) -> None:
    for path in small.rglob("*.*"):
        (tmp_path / path.relative_to(small)).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path.relative_to(small)).write_bytes(path.read_bytes())
    file = tmp_path / "api/v1/countries.json"
    content = json.loads(file.read_bytes())
    spoil(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    for asked in hosted(tmp_path):
        with pytest.raises(FailureGroup, match="Response violates schema"):
            ask_for_all(asked)


def test_an_answer_that_is_not_documented_is_told(small: Path) -> None:
    for asked in hosted(small):
        case = asked.described["/api/v1/countries.json"]["GET"].Case()
        (small / "api/v1/countries.json").rename(small / "away.json")
        try:
            with pytest.raises(FailureGroup, match="Undocumented status code"):
                asked.answer(case)
        finally:
            (small / "away.json").rename(small / "api/v1/countries.json")
