"""Files for programs: what they say of each area, and that no value differs from the published cell."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.exports.api import api_files
from scripts.exports.exports import exports
from scripts.findings.reading import Reading
from scripts.model.site import Download
from scripts.package.read import Package, read_package
from scripts.summarise.summarise import summarise
from scripts.words.edition import Edition
from scripts.words.words import Words
from tests.packages import Rows, write_package

LANGUAGES = ("en",)
"""The languages of the small package."""

CELL = re.compile(r"(data/latest/[\w.-]+\.csv)#cell=(\d+),(\d+)")


def made(package: Package) -> dict[str, Any]:
    """The content of every file, by its name below `api/v1/` without suffix."""
    return {name: json.loads(file.data) for name, file in files_of(package).items()}


def files_of(package: Package) -> dict[str, Download]:
    summaries = summarise(package)
    found = api_files([Edition(Reading(package, summaries), Words.load(language)) for language in LANGUAGES])
    return {file.path.removeprefix("api/v1/").removesuffix(".json"): file for file in found}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return read_package(write_package(tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="module")
def files(package: Package) -> dict[str, Any]:
    return made(package)


def entries(files: dict[str, Any], area: str) -> dict[str, Any]:
    return {each["indicator"]: each for each in files[f"countries/{area}"]["indicators"]}


def figures(content: object) -> Iterator[dict[str, Any]]:
    """Every object that names a cell, however deep."""
    if isinstance(content, dict):
        if isinstance(content.get("cell"), str):
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from figures(part)


def test_there_is_a_file_for_each_thing(package: Package) -> None:
    assert sorted(files_of(package)) == [
        "countries",
        *(f"countries/{area}" for area in ("DEU", "KEN", "NAM")),
        "indicators",
        "indicators/crossings",
        "indicators/open-doors",
        "profile",
        "summaries/crossings",
        "summaries/open-doors",
        *(f"years/{area}" for area in ("DEU", "KEN", "NAM")),
    ]


def test_every_value_is_that_of_its_cell(package: Package, files: dict[str, Any]) -> None:
    summaries = summarise(package)
    published = exports(Edition(Reading(package, summaries), Words.load("en")), summaries)
    tables = {f.path: list(csv.reader(io.StringIO(f.data.decode()))) for f in published if f.path.endswith(".csv")}
    found = list(figures(list(files.values())))
    assert len(found) > 50
    for figure in found:
        path, row, column = CELL.fullmatch(figure["cell"]).groups()  # type: ignore[union-attr]
        held = tables[path][int(row) - 1][int(column) - 1]
        assert held == str(figure["value"]), figure


STANDING = {
    # area and indicator: value, year it is from, carried forward, status, note
    ("DEU", "open-doors"): ("yes", "2023", False, "A", None),
    ("KEN", "open-doors"): ("no", "2023", False, "A", None),
    ("NAM", "open-doors"): (None, "2023", False, "O", None),
    ("DEU", "crossings"): (2, "2023", False, "A", None),
    ("NAM", "crossings"): (0, "2023", False, "A", None),
}


@pytest.mark.parametrize(("area", "indicator"), STANDING)
def test_what_stands_for_an_area(files: dict[str, Any], area: str, indicator: str) -> None:
    found = entries(files, area)[indicator]
    value = found["values"].get("obs_value", {}).get("value")
    told = (value, found["time_period"], found["carried_forward"], found["obs_status"], found["note"])
    assert told == STANDING[area, indicator]
    assert (found["reason"] is None) == (value is not None)


def test_an_older_status_is_carried_forward_with_its_own_year(tmp_path: Path) -> None:
    """`max_age` of the series is one year."""

    def until_2022(rows: Rows) -> Rows:
        return [row for row in rows if (row["ref_area"], row["time_period"]) != ("KEN", "2023")]

    files = made(read_package(write_package(tmp_path, **{"observations_open-doors": until_2022})))
    found = entries(files, "KEN")["open-doors"]
    assert (found["time_period"], found["headline_period"], found["carried_forward"]) == ("2022", "2023", True)
    assert found["values"]["obs_value"]["value"] == "partial"


def in_years(files: dict[str, Any], area: str, series: str) -> dict[str, tuple[object, str, bool, str]]:
    """By the period that an entry stands in: its value, the period that it is of, whether it is carried, its status."""
    return {
        each.get("headline_period", each["time_period"]): (
            each["values"]["obs_value"]["value"],
            each["time_period"],
            each.get("carried_forward", False),
            each["obs_status"],
        )
        for each in files[f"years/{area}"]["series"].get(series, ())
    }


def test_what_stands_in_each_year(files: dict[str, Any]) -> None:
    """A status holds for one year more by the term of its series; a row that is blank is none."""
    assert in_years(files, "DEU", "open-doors") == {
        "2023": ("yes", "2023", False, "A"),
        "2022": ("yes", "2021", True, "A"),
        "2021": ("yes", "2021", False, "A"),
        "2020": ("no", "2020", False, "A"),
    }
    assert list(in_years(files, "DEU", "open-doors")) == ["2023", "2022", "2021", "2020"], "the newest first"
    assert in_years(files, "NAM", "open-doors") == {
        "2022": ("no", "2021", True, "A"),
        "2021": ("no", "2021", False, "A"),
    }
    assert in_years(files, "NAM", "crossings") == {"2023": (0, "2023", False, "A")}, "a zero is a figure"


def test_a_year_without_a_value_has_what_its_source_says(files: dict[str, Any]) -> None:
    assert files["years/NAM"]["blanks"] == {
        "open-doors": [{"time_period": "2023", "obs_status": "O", "source": "survey"}]
    }
    assert files["years/DEU"]["blanks"] == {}


def test_an_entry_of_a_year_has_nothing_that_is_blank(files: dict[str, Any]) -> None:
    _, noted = (each for each in files["years/DEU"]["series"]["open-doors"] if each["time_period"] == "2021")
    cell = {"value": "yes", "cell": "data/latest/observations_open-doors.csv#cell=3,3"}
    assert noted == {
        "time_period": "2021",
        "values": {"obs_value": cell},
        "obs_status": "A",
        "source": "survey",
        "note": "from-law",
    }
    assert files["years/DEU"]["labels"]["note"] == {"from-law": {"en": "From law"}}
    assert set(files["years/DEU"]["sources"]) == {"survey"}


def test_a_country_lists_the_periods_of_its_years(files: dict[str, Any]) -> None:
    listed = {area: files[f"countries/{area}"]["periods"] for area in ("DEU", "KEN", "NAM")}
    newest = ["2023", "2022"]
    assert listed == {"DEU": [*newest, "2021", "2020"], "KEN": newest, "NAM": [*newest, "2021"]}


def test_an_absence_has_its_reason_in_words(files: dict[str, Any]) -> None:
    found = entries(files, "NAM")["open-doors"]
    assert found["reason"] == {"en": "O (2023)."}, "as the row of the source that is blank says"
    assert found["values"] == {}


def test_evidence_and_records_are_counted(files: dict[str, Any]) -> None:
    assert {a: entries(files, a)["open-doors"]["evidence"] for a in ("DEU", "KEN")} == {"DEU": 1, "KEN": 0}
    counted = {a: entries(files, a)["crossings"]["records"] for a in ("DEU", "KEN", "NAM")}
    assert counted == {"DEU": 2, "KEN": 1, "NAM": 1}
    assert entries(files, "DEU")["open-doors"]["records"] is None, "a status that has no register"
    assert entries(files, "DEU")["crossings"]["evidence"] == 0, "the evidence is of another series"


def test_lists_name_every_file(files: dict[str, Any]) -> None:
    listed = [each["file"] for each in files["countries"]["countries"]]
    listed += [each[key] for each in files["indicators"]["indicators"] for key in ("file", "summaries")]
    named = {path.removeprefix("api/v1/").removesuffix(".json") for path in listed}
    named |= {name.replace("countries/", "years/") for name in named if name.startswith("countries/")}
    assert named == set(files) - {"countries", "indicators", "profile"}


def test_names_are_in_every_language(files: dict[str, Any]) -> None:
    for country in files["countries"]["countries"]:
        assert list(country["name"]) == ["en", "fr", "es"]
    for indicator in files["indicators"]["indicators"]:
        assert list(indicator["label"]) == list(LANGUAGES)
        assert set(files[f"indicators/{indicator['id']}"]["finding"]) == set(LANGUAGES)


def test_every_code_of_a_country_has_its_words(files: dict[str, Any]) -> None:
    for area in ("DEU", "KEN", "NAM"):
        country = files[f"countries/{area}"]
        for each in country["indicators"]:
            assert each["unit_measure"] in country["labels"]["unit_measure"]
            assert each["source"] in country["sources"]
            if each["obs_status"]:
                assert each["obs_status"] in country["labels"]["obs_status"]
            if each["note"]:
                assert each["note"] in country["labels"]["note"]


def test_a_note_is_in_words(tmp_path: Path) -> None:
    def noted(rows: Rows) -> Rows:
        return [{**row, "note": "from-law"} for row in rows]

    found = made(read_package(write_package(tmp_path, **{"observations_open-doors": noted})))["countries/DEU"]
    assert found["indicators"][0]["note"] == "from-law"
    assert found["labels"]["note"] == {"from-law": {"en": "From law"}}


def test_context_is_the_last_of_each_dimension(tmp_path: Path) -> None:
    """A code without a value has its blank, whose status says why."""

    def with_context(rows: Rows) -> Rows:
        levels = {
            **rows[1],
            "id": "weather",
            "indicator": "",
            "role": "context",
            "order": "1",
            "dimensions": "mode",
            "label_en": "Weather",
        }
        return [*rows, levels]

    observed = [
        {"ref_area": "DEU", "time_period": year, "mode": mode, "obs_value": value, "obs_status": status}
        for year, mode, value, status in (
            ("2022", "land", "low", "A"),
            ("2023", "land", "high", "A"),
            ("2023", "sea", "", "O"),
        )
    ]
    cited = [{**row, "source": "survey"} for row in observed]
    folder = write_package(tmp_path, series=with_context, observations_weather=cited)
    found = made(read_package(folder))["countries/DEU"]["context"]
    told = [
        (each["dimensions"], each["values"].get("obs_value", {}).get("value"), each["obs_status"]) for each in found
    ]
    assert told == [({"mode": "land"}, "high", "A"), ({"mode": "sea"}, None, "O")]


def test_how_values_are_written(files: dict[str, Any]) -> None:
    listed = {each["id"]: each for each in files["indicators"]["indicators"]}
    assert listed["open-doors"]["headline"]["shown"] == {"obs_value": {"style": "code"}}
    assert listed["crossings"]["headline"]["shown"] == {"obs_value": {"style": "decimal", "decimals": 0}}
    helped = {each["series"]: each for each in files["indicators/crossings"]["companions"]}["crossings.helped"]
    share, whole = {"style": "percent", "decimals": 1}, {"style": "decimal", "decimals": 0}
    assert {helped["shown"][c]["style"] for c in ("numerator", "denominator")} == {whole["style"]}
    assert helped["shown"]["value_low"] == share


def test_files_are_small(package: Package) -> None:
    for name, file in files_of(package).items():
        assert len(gzip.compress(file.data)) < 10_000, name


def test_the_example_in_the_docs_is_a_part_of_what_is_published(site: Path) -> None:
    text = Path("docs/en/api.md").read_text(encoding="utf-8")
    example = json.loads(text.partition("```json\n")[2].partition("```")[0])
    content = json.loads((site / "api/v1/countries" / f"{example['iso3']}.json").read_bytes())
    (wanted,) = example.pop("indicators")
    assert wanted in content["indicators"]
    assert example.items() <= content.items()
