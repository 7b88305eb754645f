"""The examples on the page of downloads run as they stand there, on files as they are published."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.exports.croissant import croissant
from scripts.exports.exports import published_files
from scripts.findings.reading import Reading
from scripts.package.read import read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import write_package

WORDS = Words.load("en")
LATEST = "data/latest/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    package = read_package(write_package(root / "package"))
    summaries = summarise(package)
    site = Edition(Reading(package, summaries), WORDS)
    files = published_files([site], summaries)
    for file in (*files, croissant(site, files, "")):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return root / LATEST


def ran(name: str) -> dict[str, Any]:
    held: dict[str, Any] = {}
    exec(WORDS(f"downloads.{name}.code"), held)  # noqa: S102 - that is what is tested
    return held


def test_pandas_keeps_codes_and_blanks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    frame = ran("python")["x"]
    assert set(frame["ref_area"]) == {"ABW", "DEU", "KEN", "NAM"}
    helped = frame[frame["series"] == "crossings.helped"]
    assert helped["value"].isna().all()
    assert frame.loc[frame["series"] == "crossings", "value"].tolist() == [2, 1, 0]


def test_frictionless_reads_by_the_descriptor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    rows = ran("frictionless")["rows"]
    assert [row["obs_value"] for row in rows if row["series"] == "crossings"] == ["2", "1", "0"]
    assert any(row["obs_value"] is None for row in rows)


def test_duckdb_reads_parquet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert ("NAM", "2023", 0.0) in ran("parquet")["rows"]


def test_pysdmx_reads_the_structure(folder: Path) -> None:
    code = f"{WORDS('downloads.sdmx.code')}\nprint(names)"
    reader = Path(".cache/sdmx/bin/python").absolute()
    done = subprocess.run([reader, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert "Ways across" in done.stdout


def test_mlcroissant_reads_the_description(folder: Path) -> None:
    code = f"{WORDS('downloads.croissant.code')}\nprint(len(rows), {{row['observations/ref_area'] for row in rows}})"
    reader = Path(".cache/sdmx/bin/python").absolute()
    done = subprocess.run([reader, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[0]) > 10
    assert "b'NAM'" in done.stdout


def test_javascript_leaves_blanks_out(folder: Path) -> None:
    code = WORDS("downloads.javascript.code").replace("SITE/data/latest/", "")
    library = Path("node_modules/d3-dsv/dist/d3-dsv.mjs").resolve().as_uri()
    fetched = "import fs from 'node:fs'; globalThis.fetch = async (name) => new Response(fs.readFileSync(name));\n"
    told = "\nconsole.log(rows.filter((row) => row.series === 'crossings').map((row) => row.obs_value).join());"
    code = f"{fetched}{code}{told}".replace('"d3-dsv"', f'"{library}"')
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "2,1,0"


@pytest.mark.parametrize("tool", ["power_query", "r", "stata", "curl"])
def test_other_examples_name_files_that_there_are(folder: Path, tool: str) -> None:
    code = WORDS(f"downloads.{tool}.code")
    assert "latest.csv" in code
    assert (folder / "latest.csv").is_file()
