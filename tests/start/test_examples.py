"""Packages of unlike shape, none of them this project's: sound, and their sites are whole.

One is that of `new`; one is made of a long CSV of a stranger, with aggregates, decimals and gaps; one has areas with
codes of its own, none a country, fiscal years and a dimension; one is made of a real file of an Open SDG site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.package.files import csv_bytes, read_csv
from scripts.package.read import NAME
from scripts.start.adapt import adapt
from scripts.start.blank import blank_package
from scripts.start.files import README
from tests.soundness.trial import tried
from tests.start.wishes import LAKES, STRANGER, VIOLENCE


def nothing_known() -> Mapping[str, bytes]:
    """Give the package of `new` with no figure at all, each blank with its reason."""
    files = dict(blank_package(Path("mine")))
    descriptor = json.loads(files[NAME])
    for resource in descriptor["resources"]:
        if resource["name"].startswith("observations_"):
            data = csv_bytes(read_csv(files[resource["path"]]).assign(obs_value="", obs_status="O"))
            files[resource["path"]] = data
            resource |= {"bytes": len(data), "hash": f"sha256:{sha256(data).hexdigest()}"}
    return {**files, NAME: json.dumps(descriptor).encode()}


EXAMPLES: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    "new": lambda: blank_package(Path("mine")),
    "new, before anything is known": nothing_known,
    "a long table of countries": lambda: adapt(STRANGER).files,
    "lakes by fiscal year and sex": lambda: adapt(LAKES).files,
    "a national indicator by fiscal year, region, sex and age": lambda: adapt(VIOLENCE).files,
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_sound_and_its_site_is_whole(name: str, tmp_path: Path) -> None:
    files = {path: data for path, data in EXAMPLES[name]().items() if path != README}
    found = tried(files, tmp_path)
    assert found.refused == ()
    assert found.faults == ()
    assert "method/fields/" in found.pages


def test_new_writes_a_package_without_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main(["new", str(folder), "--quiet"]) == 0
    assert main(["validate", str(folder), "--no-previous", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    readme = (folder / README).read_text(encoding="utf-8")
    assert f"make publish PACKAGE={folder.as_posix()}" in readme


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--quiet"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def adapting(folder: Path, *more: str) -> list[str]:
    said = {
        "area": "Entity",
        "time": "Year",
        "value": STRANGER.values[0],
        "title": "Piped water",
        "unit": STRANGER.unit,
    }
    said |= {"publisher": "Institute of Water", "url": STRANGER.origin.url, "accessed": "2024-03-01"}
    options = [text for name, value in said.items() for text in (f"--{name}", value)]
    return ["adapt", str(STRANGER.file), str(folder), *options, "--decimal-mark", "point", "--quiet", *more]


def test_adapt_writes_a_sound_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "water"
    assert main(adapting(folder)) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "24 rows read: 13 used, 11 left out." in told.out
    assert main(["validate", str(folder), "--no-previous", "--quiet"]) == 0
    capsys.readouterr()
    assert main(adapting(folder)) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--title", "=1+1"], "--title: '=1+1' is read as a formula"),
        (["--url", "ftp://example.org/"], "[url-not-web]"),
        (["--unit", "<b>households</b>"], "--unit: '<b>households</b>' holds HTML"),
        (["--one-area", "x" * 300, "--own-areas"], "--one-area: The text has 300 characters"),
    ],
)
def test_what_cannot_be_published_is_told_at_once(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = adapting(tmp_path / "water", *more)
    if "--one-area" in more:
        at = asked.index("--area")
        del asked[at : at + 2]
        few = tmp_path / "few.csv"
        few.write_text(f"Year,{STRANGER.values[0]}\n2020,1\n", encoding="utf-8")
        asked[1] = str(few)
    assert main(asked) == (1 if said.startswith("[") else 2)  # an option is judged before anything is written
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert "Traceback" not in told.out + told.err


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--year-begins", "13-01"], "--year-begins"), (["--areas", "nowhere"], "nowhere"), (["--unit"], "--unit")],
)
def test_what_is_wrongly_asked_is_told_in_a_line(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(adapting(tmp_path / "water", *more)) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert said in told[0]
    assert not (tmp_path / "water").exists()
