"""A descriptor that reading needs more of is refused before a file is opened, and no path leads out of the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.package.plain import read_plain
from scripts.package.read import parse_descriptor, read_package
from tests.packages import write_package

HEAD = {"title": "T", "version": "1", "created": "2024-01-01"}
OUTSIDE = [
    *("..", "../beside.csv", "./../beside.csv", "data/../../beside.csv", "data/../inside.csv", "data/.."),
    *("data\\..\\..\\beside.csv", "..\\beside.csv", "/etc/hosts", "//etc/hosts", "\\etc", "C:beside.csv", "C:\\x.csv"),
    *("file:beside.csv", "https://example.org/x.csv"),
]
INSIDE = [
    "inside.csv",
    "data/x.csv",
    "..x.csv",
    "x..csv",
    "data/...csv",
    "data/x../y.csv",
    "data/..y/z.csv",
    "...",
    "a-b c",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which each of INSIDE is a file, with a file beside it."""
    folder = tmp_path / "package"
    for path in INSIDE:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    (tmp_path / "beside.csv").write_text("not the package's", encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leads_out_of_the_package_is_not_followed(folder: Path, path: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_plain(folder, path)
    assert [(problem.code, problem.file) for problem in refused.value.problems] == [("path-outside", path)]


@pytest.mark.parametrize("path", INSIDE)
def test_dots_in_a_name_lead_nowhere(folder: Path, path: str) -> None:
    assert read_plain(folder, path) == path.encode()


def test_a_table_beside_the_package_is_none_of_it(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "package")
    (tmp_path / "beside.csv").write_text("a\n1\n", encoding="utf-8")
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    descriptor["resources"].append({"name": "beside", "type": "table", "path": "../beside.csv"})
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        read_package(folder)
    assert [(problem.code, problem.found) for problem in refused.value.problems] == [("path-outside", "../beside.csv")]


LACKING = {
    "a list": ([], "no list of resources"),
    "no resources": ({**HEAD}, "no list of resources"),
    "resources by name": ({**HEAD, "resources": {}}, "no list of resources"),
    "no title": ({"version": "1", "created": "2024-01-01", "resources": []}, "no title"),
    "a version that is a number": ({**HEAD, "version": 1, "resources": []}, "no version"),
    "no day": ({**HEAD, "created": None, "resources": []}, "no created"),
    "a resource that is a text": ({**HEAD, "resources": ["x.csv"]}, "resource 1 has no name"),
    "a second resource without path": (
        {**HEAD, "resources": [{"name": "a", "path": "a.csv"}, {"name": "b"}]},
        "resource 2 has no path",
    ),
    "several paths": ({**HEAD, "resources": [{"name": "a", "path": ["a.csv", "b.csv"]}]}, "resource 1 has no path"),
}


@pytest.mark.parametrize("case", LACKING)
def test_what_a_descriptor_lacks_is_told(case: str) -> None:
    descriptor, told = LACKING[case]
    with pytest.raises(RefusedError) as refused:
        parse_descriptor(json.dumps(descriptor).encode())
    assert [(problem.code, problem.found) for problem in refused.value.problems] == [("descriptor-unreadable", told)]
