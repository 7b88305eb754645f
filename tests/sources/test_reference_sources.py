"""Specimens of the faults of the three sources that areas, groups and the map are made from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.model.problems import RefusedError
from scripts.sources import reference_areas, reference_m49, reference_map
from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

NO_AREAS = Areas(frozenset(), {}, {}, {})


def csv_text(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(adapter: Adapter, folder: Path, files: Mapping[str, str]) -> Harvest:
    place = folder / adapter.source
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return adapter.read(RawFolder(place), NO_AREAS)


ISO2, ISO3 = "ISO 3166-1 Alpha 2-Codes", "ISO 3166-1 Alpha 3-Codes"
OCHA_COLUMNS = [*reference_areas.CODES, *reference_areas.PLAIN, *reference_areas.ALTERNATIVES]
OCHA_ROWS: list[dict[str, str]] = [
    {
        ISO2: "NA",
        ISO3: "NAM",
        "m49 numerical code": "516",
        "Preferred Term": "Namibia",
        "English Short": "Namibia",
        "English Formal": "the Republic of Namibia",
        "Latitude": "-22.1",
    },
    {
        ISO2: "AF",
        ISO3: "AFG",
        "m49 numerical code": "4",
        "Preferred Term": "Afghanistan",
        "English Short": "Afghanistan",
        "RW Short Name": "AFG-short",
    },
    {"x Alpha2 codes": "XK", "x Alpha3 codes": "XKX", "Preferred Term": "Kosovo", "English Short": "Kosovo"},
    {"x Alpha3 codes": "AZO", "Preferred Term": "Azores Islands (Portugal)"},
    {"x Alpha3 codes": "ANT", "Preferred Term": "Netherlands Antilles", "Deprecated": "Y"},
    {"Preferred Term": "Sark"},
]


def ocha(folder: Path, columns: Sequence[str] = OCHA_COLUMNS) -> Harvest:
    rows = [{k: v for k, v in row.items() if k in columns} for row in OCHA_ROWS]
    return read(reference_areas.ADAPTER, folder, {reference_areas.FILE: csv_text(columns, rows)})


def test_taxonomy_keeps_namibia_pads_codes_and_drops_articles(tmp_path: Path) -> None:
    areas = ocha(tmp_path).tables["areas"].set_index("ref_area")
    assert areas.loc["NAM", "iso2"] == "NA"
    assert areas.loc["AFG", "m49"] == "004"
    assert areas.loc["NAM", "official_name_en"] == "Republic of Namibia"
    assert list(areas.loc["XKX", ["iso2", "m49"]]) == ["XK", ""]


def test_taxonomy_sets_parts_and_deprecated_rows_aside(tmp_path: Path) -> None:
    (account,) = ocha(tmp_path).accounts
    assert (account.read, account.used) == (6, 3)
    assert account.set_aside == {"deprecated": 1, "not-iso-area": 2}
    assert account.repaired == {"code-padded": 1, "article-dropped": 1}


def test_taxonomy_gives_every_english_name(tmp_path: Path) -> None:
    names = ocha(tmp_path).tables["names"]
    assert set(names.loc[names["ref_area"] == "AFG", "name"]) == {"Afghanistan", "AFG-short"}


def test_taxonomy_without_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        ocha(tmp_path, [c for c in OCHA_COLUMNS if c != "Latitude"])
    (problem,) = refused.value.problems
    assert (problem.code, problem.field) == ("source-column-missing", "Latitude")
    assert problem.file == "reference-areas/ocha-ct-taxonomy.csv"


@pytest.mark.parametrize("module", [reference_areas, reference_m49, reference_map])
def test_missing_file_is_refused_by_name(tmp_path: Path, module: Any) -> None:
    with pytest.raises(RefusedError) as refused:
        read(module.ADAPTER, tmp_path, {})
    assert {p.code for p in refused.value.problems} == {"source-file-missing"}


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("the Gambia", "Gambia"),
        ("State of Palestine *", "State of Palestine"),
        ("C\u00f4te d\u2019Ivoire", "Côte d'Ivoire"),
    ],
)
def test_plain_name(name: str, plain: str) -> None:
    assert reference_areas.plain_name(name) == plain


def m49_row(iso3: str, m49: str, name: str, **more: str) -> dict[str, str]:
    return {"Global Code": "001", "ISO-alpha3 Code": iso3, "M49 Code": m49, "Country or Area": name, **more}


AFRICA = {"Region Code": "002", "Sub-region Code": "202", "Intermediate Region Code": "011"}
NAMED = {
    "en": {
        "Region Name": "Africa",
        "Sub-region Name": "Sub-Saharan Africa",
        "Intermediate Region Name": "Western Africa",
    },
    "fr": {
        "Region Name": "Afrique",
        "Sub-region Name": "Afrique sub",
        "Intermediate Region Name": "Afrique occidentale",
    },
    "es": {"Region Name": "África", "Sub-region Name": "África sub", "Intermediate Region Name": "África occidental"},
}


def m49_files() -> dict[str, str]:
    """A country with a wrong English name, the packager's row, and an area without a region."""
    names = {"en": "Ivory Coast", "fr": "C\u00f4te d\u2019Ivoire", "es": "C\u00f4te d\u2019Ivoire"}
    ldc = {"Least Developed Countries (LDC)": "x"}
    files = {
        f"UNSD-M49-{language}.csv": ("\ufeff" if language == "en" else "")
        + csv_text(
            reference_m49.COLUMNS,
            [
                m49_row("CIV", "384", names[language], **AFRICA, **NAMED[language]),
                m49_row("MLI", "466", "Mali", **AFRICA, **NAMED[language], **ldc),
                m49_row("TWN", "158", "Taiwan"),
                m49_row("ATA", "010", "Antarctica"),
            ],
        )
        for language in ("en", "fr", "es")
    }
    codes = ["ISO3166-1-Alpha-2", "ISO3166-1-Alpha-3", *reference_m49.COUNTRY_CODES]
    files["country-codes.csv"] = csv_text(codes, [{codes[0]: "CI", codes[1]: "CIV", "official_name_en": "Ivory Coast"}])
    for language in ("en", "fr", "es"):
        countries = {"CI": ["Cote d'Ivoire", "Ivory Coast"], "XK": "Kosovo"}
        files[f"i18n-iso-countries-7.14.0-{language}.json"] = json.dumps({"countries": countries})
    files["pycountry-iso3166-1.json"] = json.dumps({"3166-1": [{"alpha_3": "CIV", "name": "Côte d'Ivoire"}]})
    gone = {"alpha_2": "DD", "alpha_3": "DDR", "name": "German Democratic Republic", "withdrawal_date": "1990-10-30"}
    files["pycountry-iso3166-3.json"] = json.dumps({"3166-3": [gone]})
    return files


def test_m49_corrects_the_english_name_and_leaves_out_the_packagers_row(tmp_path: Path) -> None:
    harvest = read(reference_m49.ADAPTER, tmp_path, m49_files())
    areas = harvest.tables["areas"].set_index("ref_area")
    assert list(areas.loc["CIV", ["name_en", "name_fr", "name_es"]]) == ["Côte d'Ivoire"] * 3
    assert sorted(areas.index) == ["ATA", "CIV", "MLI"]
    english = harvest.accounts[0]
    assert (english.set_aside, english.repaired) == ({"not-in-m49": 1}, {"name-corrected": 1})
    assert areas.loc["ATA", "region"] == ""
    assert areas["ldc"].to_dict() == {"ATA": "", "CIV": "", "MLI": "yes"}


def test_m49_groups_know_their_parents_and_names(tmp_path: Path) -> None:
    groups = read(reference_m49.ADAPTER, tmp_path, m49_files()).tables["groups"].set_index("id")
    assert groups["parent"].to_dict() == {"002": "WLD", "202": "002", "011": "202"}
    assert list(groups.loc["011", ["kind", "name_fr"]]) == ["intermediate-region", "Afrique occidentale"]


def test_lists_of_names_become_rows(tmp_path: Path) -> None:
    names = read(reference_m49.ADAPTER, tmp_path, m49_files()).tables["names"]
    english = names[names["file"] == "i18n-iso-countries-7.14.0-en.json"]
    assert list(zip(english["ref_area"], english["name"], strict=True)) == [
        ("CIV", "Cote d'Ivoire"),
        ("CIV", "Ivory Coast"),
        ("XKX", "Kosovo"),
    ]


def test_languages_that_list_other_codes_are_refused(tmp_path: Path) -> None:
    files = m49_files()
    files["UNSD-M49-fr.csv"] = files["UNSD-M49-fr.csv"].replace(",384,", ",385,")
    with pytest.raises(RefusedError) as refused:
        read(reference_m49.ADAPTER, tmp_path, files)
    assert {p.file for p in refused.value.problems} == {"reference-m49/UNSD-M49-fr.csv"}
    assert {p.code for p in refused.value.problems} == {"source-rows-disagree"}


def test_m49_without_a_column_is_refused(tmp_path: Path) -> None:
    files = m49_files()
    files["UNSD-M49-es.csv"] = files["UNSD-M49-es.csv"].replace("Country or Area", "Country")
    with pytest.raises(RefusedError) as refused:
        read(reference_m49.ADAPTER, tmp_path, files)
    (problem,) = refused.value.problems
    assert (problem.file, problem.field) == ("reference-m49/UNSD-M49-es.csv", "Country or Area")


def world() -> dict[str, Any]:
    return {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [1, 0], [0, 1], [-1, -1]], [[5, 5], [1, 0], [0, 1], [-1, -1]]],
        "objects": {
            "land": {},
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "PSE", "arcs": [[0]]},
                    {"type": "MultiPolygon", "id": "PSE", "arcs": [[[1]]]},
                    {"type": "Polygon", "id": "XJK", "arcs": [[0]]},
                ]
            },
        },
    }


def test_map_joins_parts_and_marks_disputed_areas(tmp_path: Path) -> None:
    harvest = read(reference_map.ADAPTER, tmp_path, {reference_map.FILE: json.dumps(world())})
    assert harvest.tables["features"].to_dict("list") == {
        "id": ["PSE", "XJK"],
        "disputed": ["false", "true"],
        "parts": ["2", "1"],
    }
    (account,) = harvest.accounts
    assert (account.read, account.used, account.repaired) == (3, 3, {"parts-joined": 2})
    kept = json.loads(harvest.files["countries.json"])
    assert list(kept["objects"]) == ["countries"]
    assert kept["objects"]["countries"][0]["arcs"] == [[[0]], [[1]]]


def test_map_without_the_layer_is_refused(tmp_path: Path) -> None:
    topology = world()
    del topology["objects"]["countries"]
    with pytest.raises(RefusedError) as refused:
        read(reference_map.ADAPTER, tmp_path, {reference_map.FILE: json.dumps(topology)})
    (problem,) = refused.value.problems
    assert (problem.code, problem.field) == ("source-column-missing", "countries")
