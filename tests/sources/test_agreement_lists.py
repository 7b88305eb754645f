"""Specimens of the faults of hand-made lists: social security, conventions, visas, Schengen membership."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources import (
    ilo_conventions,
    multi_entry_visas,
    multi_entry_visas_2,
    schengen_membership,
    social_security_agreements,
    social_security_agreements_2,
)
from scripts.sources.adapter import Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

NAMES = {
    "United States": "USA",
    "United Kingdom": "GBR",
    "Japan": "JPN",
    "Jamaica": "JAM",
    "Barbados": "BRB",
    "Iceland": "ISL",
    "Austria": "AUT",
    "Zaire": "COD",
    "Democratic Republic of the Congo": "COD",
}
AGREEMENT_HEAD = (
    "instrument_or_party_a,party,kind,date,date_precision,aggregation_or_export_of_benefits,source_url,note\n"
)
COUNTS = "country,bssa_in_force_2015,source_url\nAustria,15,https://a.org\n"
ILO_HEAD = "convention,country_as_written,date,date_kind,complete_list,source_url\n"
VISA_HEAD = (
    "iso3,instrument,instrument_class,scope,valid_from,date_basis,valid_to,status,source_type,confidence,source_title,"
    "source_url,quote,note\n"
)
MORE_VISA_HEAD = VISA_HEAD.replace("note\n", "note,source_publisher,read_on,basis\n")
MORE_HEAD = AGREEMENT_HEAD.replace(
    "note\n", "note,iso3_a,iso3_b,date_basis,source_title,source_publisher,read_on,confidence,basis\n"
)


def known_areas() -> Areas:
    codes = sorted({*NAMES.values(), "AUT"})
    return Areas.from_tables(
        pd.DataFrame([{"iso3": c, "iso2": "", "m49": "", "valid_to": ""} for c in codes]),
        pd.DataFrame([{"name": n, "ref_area": c, "valid_from": "0001", "valid_to": ""} for n, c in NAMES.items()]),
    )


def harvest(tmp_path: Path, adapter: Adapter, files: dict[str, str]) -> Harvest:
    folder = tmp_path / adapter.source
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return adapter.read(RawFolder(folder), known_areas())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "United States,Japan,bilateral,2005-10-01,day,yes,https://a.org,",
            ("USA", "JPN", "2005-10-01", "false", "false", "yes"),
        ),
        (
            "United States,United Kingdom,bilateral,1985-01-01,day,yes,https://a,benefit provisions from 1988-01-01",
            ("USA", "GBR", "1988-01-01", "false", "true", "yes"),
        ),
        (
            "Japan,United Kingdom,bilateral,2001-02,month,no,https://a.org,",
            ("JPN", "GBR", "2001-02", "false", "false", "no"),
        ),
        ("Japan,United Kingdom,bilateral,,unknown,,https://a.org,", ("JPN", "GBR", "", "false", "false", "")),
        (
            "CARICOM Agreement on Social Security,Jamaica,multilateral,1996-09-30,day,yes,https://a.org,",
            ("JAM", "", "1997-04-01", "true", "false", "yes"),
        ),
        (
            "CARICOM Agreement on Social Security,Barbados,multilateral,1997-05-28,day,yes,https://a.org,",
            ("BRB", "", "1997-05-28", "false", "false", "yes"),
        ),
        (
            "EU social security coordination regulations,Iceland,multilateral,,unknown,yes,https://a.org,",
            ("ISL", "", "", "false", "false", "yes"),
        ),
    ],
)
def test_social_security_rows(tmp_path: Path, row: str, expected: tuple[str, ...]) -> None:
    made = harvest(
        tmp_path,
        social_security_agreements.ADAPTER,
        {"agreements.csv": AGREEMENT_HEAD + row + "\n", "bssa_counts_2015.csv": COUNTS},
    )
    columns = ["ref_area", "counterpart_area", "in_force", "lifted", "benefits_later", "transfers"]
    assert tuple(made.tables["agreements"].iloc[0][columns]) == expected
    assert [(a.read, a.used, sum(a.set_aside.values())) for a in made.accounts] == [(1, 1, 0), (1, 1, 0)]
    assert made.tables["counts"].to_dict("records") == [
        {"ref_area": "AUT", "name": "Austria", "number": "15", "source_url": "https://a.org"}
    ]


def test_an_answer_that_is_neither_yes_nor_no_is_refused_with_its_row(tmp_path: Path) -> None:
    rows = "United States,Japan,bilateral,2005,year,perhaps,https://a.org,\n"
    with pytest.raises(RefusedError) as refused:
        harvest(
            tmp_path,
            social_security_agreements.ADAPTER,
            {"agreements.csv": AGREEMENT_HEAD + rows, "bssa_counts_2015.csv": COUNTS},
        )
    (problem,) = refused.value.problems
    assert (problem.row, problem.found) == (2, "perhaps")


def test_conventions_keep_a_conflict_and_set_an_ended_state_aside(tmp_path: Path) -> None:
    rows = (
        "C097,Democratic Republic of the Congo [source error: NORMLEX says Congo],2023-10-26,ratification,no,https://a.org\n"
        "C118,Zaire,1968-11-01,in_force_for_state_towards_Sweden,no,https://a.org\n"
        "C118,Viet Nam (Republic of),1971-12-07,in_force_for_state_towards_Sweden,no,https://a.org\n"
        "C143,Barbados,2006,ratification_year,no,https://a.org\n"
    )
    made = harvest(tmp_path, ilo_conventions.ADAPTER, {"ratifications_partial.csv": ILO_HEAD + rows})
    found = made.tables["ratifications"]
    assert list(found["ref_area"]) == ["COD", "COD", "BRB"]
    assert list(found["conflict"]) == ["true", "false", "false"]
    assert list(found["date_basis"]) == ["ratification", "in-force-towards-sweden", "ratification"]
    assert made.accounts[0].set_aside == {"state-without-successor": 1}


def test_a_convention_date_of_unknown_kind_is_refused(tmp_path: Path) -> None:
    rows = "C097,Barbados,1967-05-08,signature,no,https://a.org\n"
    with pytest.raises(RefusedError) as refused:
        harvest(tmp_path, ilo_conventions.ADAPTER, {"ratifications_partial.csv": ILO_HEAD + rows})
    assert refused.value.problems[0].found == "signature"


def test_visa_rules_lose_quotations_and_local_addresses(tmp_path: Path) -> None:
    rows = (
        "AUT,Visa Code,schengen,all,2010-04-05,effective_date,,granted,law,high,Law,https://a.org,A quotation,n\n"
        "JPN,Visa,national visa,all,,undated,,granted,official,medium,Page,file:a/b.xlsx,A quotation,n\n"
    )
    made = harvest(tmp_path, multi_entry_visas.ADAPTER, {"multi_entry_facts.csv": VISA_HEAD + rows})
    found = made.tables["instruments"]
    assert list(found["source_url"]) == ["https://a.org", ""]
    assert list(found["date_basis"]) == ["in-force", "not-stated"]
    assert not found.isin(["A quotation"]).any(axis=None)
    assert made.accounts[0].repaired == {"address-not-public": 1}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("AUT,V,schengen,all,2010-04-05,undated,,granted,law,high,Law,https://a.org,q,n", "valid_from"),
        ("AUT,V,schengen,all,,attested_by,,granted,law,high,Law,https://a.org,q,n", "valid_from"),
        ("AUT,V,schengen,all,2010,effective_date,,maybe,law,high,Law,https://a.org,q,n", "status"),
        ("AUT,V,paper,all,2010,effective_date,,granted,law,high,Law,https://a.org,q,n", "instrument_class"),
    ],
)
def test_visa_rules_that_contradict_themselves_are_refused(tmp_path: Path, row: str, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        harvest(tmp_path, multi_entry_visas.ADAPTER, {"multi_entry_facts.csv": VISA_HEAD + row + "\n"})
    (problem,) = refused.value.problems
    assert (problem.row, problem.field) == (2, field)


def test_more_visa_rules_keep_publishers_and_what_was_not_read(tmp_path: Path) -> None:
    rows = (
        "AUT,Visa,national visa,all,2018-05-27,attested_by,,granted,official,high,Page,https://a.org,q,n,Office,2026,read\n"
        "JPN,Visa,regional visa,all,,undated,,granted,secondary,medium,Page,https://a.org,q,n,Bali,2026,known\n"
    )
    found = harvest(tmp_path, multi_entry_visas_2.ADAPTER, {multi_entry_visas_2.FACTS: MORE_VISA_HEAD + rows})
    table = found.tables["instruments"][["source_publisher", "basis", "date_basis", "valid_from"]]
    assert table.to_numpy().tolist() == [
        ["Office", "read", "attested", "2018-05-27"],
        ["Bali", "known", "not-stated", ""],
    ]
    assert (found.accounts[0].read, found.accounts[0].used) == (2, 2)


def more(row: str) -> str:
    return MORE_HEAD + row + ",Title,Office,2026-11-28,medium,read\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "Japan,Austria,bilateral,1965-11-01,day,yes,https://a,n,JPN,AUT,in_force",
            ("Japan and Austria", "JPN", "AUT", "1965-11-01", "in-force", "yes", "true"),
        ),
        (
            "Japan,Austria,bilateral,,,unclear,https://a,n,JPN,AUT,undated",
            ("Japan and Austria", "JPN", "AUT", "", "not-stated", "", "true"),
        ),
        (
            "Japan,(several States),bilateral,,,yes,https://a,n,JPN,,undated",
            ("Japan", "JPN", "", "", "not-stated", "yes", "true"),
        ),
        (
            "Union agreement,Austria,multilateral,2021-01-01,day,yes,https://a,n,,AUT,applies_from",
            ("Union agreement", "AUT", "", "2021-01-01", "applies-from", "yes", "true"),
        ),
        (
            '"Japan",Austria,"bilateral, not in force when read",,,yes,https://a,n,JPN,AUT,undated',
            ("Japan and Austria", "JPN", "AUT", "", "not-stated", "yes", "false"),
        ),
        (
            "Japan,Austria,bilateral,2024-06-01,day,no,https://a,n,JPN,AUT,announced",
            ("Japan and Austria", "JPN", "AUT", "2024-06-01", "announced", "no", "true"),
        ),
    ],
)
def test_more_social_security_rows(tmp_path: Path, row: str, expected: tuple[str, ...]) -> None:
    adapter = social_security_agreements_2.ADAPTER
    found = harvest(tmp_path, adapter, {social_security_agreements_2.AGREEMENTS: more(row)}).tables["agreements"]
    columns = ["instrument", "ref_area", "counterpart_area", "in_force", "date_basis", "transfers", "is_in_force"]
    assert tuple(found.iloc[0][columns]) == expected
    assert tuple(found.iloc[0][["source_title", "source_publisher", "confidence", "basis"]]) == (
        "Title",
        "Office",
        "medium",
        "read",
    )
    assert set(found["kind"]) <= {"bilateral", "multilateral"}


def test_a_day_in_a_title_is_shortened_to_its_year(tmp_path: Path) -> None:
    row = more("Japan,Austria,bilateral,,,yes,https://a,n,JPN,AUT,undated").replace("Title", "Gazette (1971-06-25)")
    made = harvest(tmp_path, social_security_agreements_2.ADAPTER, {social_security_agreements_2.AGREEMENTS: row})
    assert made.tables["agreements"]["source_title"].tolist() == ["Gazette (1971)"]
    assert made.accounts[0].repaired == {"day-in-title": 1}


def test_rows_that_the_first_list_has_are_set_aside(tmp_path: Path) -> None:
    row = "Canada,Australia,bilateral,1989-09-01,day,yes,https://a,n,CAN,AUS,in_force"
    made = harvest(tmp_path, social_security_agreements_2.ADAPTER, {social_security_agreements_2.AGREEMENTS: more(row)})
    assert made.tables["agreements"].empty
    assert made.accounts[0].set_aside == {"duplicate-copy": 1}


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (
            "Japan,Austria,bilateral,,,perhaps,https://a,n,JPN,AUT,undated",
            "source-code-unknown",
            "aggregation_or_export_of_benefits",
        ),
        ("Japan,Austria,trilateral,,,yes,https://a,n,JPN,AUT,undated", "source-code-unknown", "kind"),
        ("Japan,Austria,bilateral,,,yes,https://a,n,JPN,AUT,in_force", "source-rows-contradict", "date"),
        ("Japan,Austria,bilateral,2020,,yes,https://a,n,JPN,AUT,undated", "source-rows-contradict", "date"),
        ("Japan,Prussia,bilateral,,,yes,https://a,n,JPN,PRU,undated", "area-code-unknown", "iso3_b"),
        ("Prussia,Japan,bilateral,,,yes,https://a,n,PRU,JPN,undated", "area-code-unknown", "iso3_a"),
    ],
)
def test_more_social_security_rows_that_are_not_known_are_refused(
    tmp_path: Path, row: str, code: str, field: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        harvest(tmp_path, social_security_agreements_2.ADAPTER, {social_security_agreements_2.AGREEMENTS: more(row)})
    assert [(problem.code, problem.field) for problem in refused.value.problems] == [(code, field)]


def test_membership_is_read(tmp_path: Path) -> None:
    text = "signed,implemented,iso3_state\n1995-04-28,1997-12-01,AUT\n"
    made = harvest(tmp_path, schengen_membership.ADAPTER, {"SchengenMembership.csv": text})
    assert made.tables["membership"].to_dict("records") == [
        {"ref_area": "AUT", "signed": "1995-04-28", "implemented": "1997-12-01"}
    ]


@pytest.mark.parametrize(
    ("adapter", "files", "lacking"),
    [
        (
            social_security_agreements.ADAPTER,
            {"agreements.csv": "party\nJapan\n", "bssa_counts_2015.csv": COUNTS},
            "kind",
        ),
        (ilo_conventions.ADAPTER, {"ratifications_partial.csv": "convention\nC097\n"}, "date_kind"),
        (multi_entry_visas.ADAPTER, {"multi_entry_facts.csv": "iso3\nAUT\n"}, "status"),
        (multi_entry_visas_2.ADAPTER, {"multi_entry_facts_more.csv": VISA_HEAD}, "basis"),
        (social_security_agreements_2.ADAPTER, {"agreements_more.csv": AGREEMENT_HEAD}, "date_basis"),
        (schengen_membership.ADAPTER, {"SchengenMembership.csv": "iso3_state\nAUT\n"}, "implemented"),
    ],
)
def test_a_changed_column_and_a_missing_file_are_refused(
    tmp_path: Path, adapter: Adapter, files: dict[str, str], lacking: str
) -> None:
    name = next(iter(files))
    with pytest.raises(RefusedError) as changed:
        harvest(tmp_path, adapter, files)
    assert (f"{adapter.source}/{name}", lacking) in {(p.file, p.field) for p in changed.value.problems}
    (tmp_path / adapter.source / name).unlink()
    with pytest.raises(RefusedError) as missing:
        harvest(tmp_path, adapter, {})
    assert [(p.file, p.code) for p in missing.value.problems] == [(f"{adapter.source}/{name}", "source-file-missing")]
