"""social-entitlements: which agreements count, and from when."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.registers import documented
from scripts.ingest.rules.social_entitlements import (
    REGISTER,
    agreement_rows,
    all_agreements,
    convention_rows,
    count_rows,
    labour_clause,
    member_rows,
    more_rows,
    variants,
    yes_years,
)
from scripts.model.languages import Languages
from scripts.model.problems import RefusedError
from scripts.model.tables import register_table

SOURCE = "social-security-agreements"
PLAIN = {
    "kind": "bilateral",
    "instrument": "United States and Italy",
    "ref_area": "USA",
    "counterpart_area": "ITA",
    "in_force": "1978-11-01",
    "ratified": "false",
    "lifted": "false",
    "benefits_later": "false",
    "transfers": "yes",
    "source_url": "https://secure.ssa.gov/poms",
}
CARICOM = {
    "kind": "multilateral",
    "instrument": "CARICOM Agreement on Social Security",
    "ref_area": "JAM",
    "counterpart_area": "",
    "in_force": "1997-04-01",
    "lifted": "true",
    "source_url": "https://oldsite.caricom.org/a",
}


def register(*changes: dict[str, str]) -> pd.DataFrame:
    return agreement_rows(pd.DataFrame([{**PLAIN, **change} for change in changes]))


def years(frame: pd.DataFrame, area: str) -> list[str]:
    found = yes_years(frame)
    return sorted(found.loc[found["ref_area"] == area, "time_period"])


def test_both_parties_are_a_yes_from_the_first_year_on() -> None:
    frame = register({}, {"in_force": "1990", "ref_area": "ITA", "counterpart_area": "USA"})
    assert years(frame, "USA") == years(frame, "ITA") == [str(y) for y in range(1978, 2024)]
    assert set(frame["counted_as"]) == {"bilateral-ita-usa"}


@pytest.mark.parametrize(
    ("url", "note"),
    [
        (PLAIN["source_url"], "The page gives no date, so it is in no year. It counts where no date is asked for."),
        ("https://tse.buzz/a", "The page gives no date."),
    ],
)
def test_only_what_counts_without_a_date_is_said_to_count(url: str, note: str) -> None:
    assert register({"in_force": "", "source_url": url})["note_en"].tolist() == [note]


def test_a_multilateral_agreement_counts_for_its_party() -> None:
    assert years(register(CARICOM), "JAM")[0] == "1997"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"transfers": "no"}, "no-transfer"),
        ({"transfers": ""}, "transfer-not-shown"),
        ({"source_url": "https://tse.buzz/a"}, "confidence-low"),
    ],
)
def test_rows_that_do_not_count_are_kept_with_the_reason(change: dict[str, str], reason: str) -> None:
    frame = register(change)
    assert list(frame["not_counted"]) == [reason]
    assert list(frame["counted_as"]) == [""]
    assert yes_years(frame).empty


def test_an_undated_agreement_is_in_no_year_and_is_documented() -> None:
    frame = register({"in_force": ""}, {"in_force": "2020-01", "counterpart_area": "CHL"})
    assert list(frame["not_counted"]) == ["without-date", ""]
    assert years(frame, "ITA") == []
    found = yes_years(frame)
    assert found.loc[found["ref_area"] == "USA", "note"].tolist() == ["documented-by", "", "", ""]
    notes = documented(frame, "2026", announced="entry-announced").set_index("ref_area")["note"]
    assert notes.to_dict() == {"CHL": "documented-by", "ITA": "date-not-known", "USA": "documented-by"}


MORE = {
    "kind": "bilateral",
    "instrument": "Spain and Moldova",
    "ref_area": "ESP",
    "counterpart_area": "MDA",
    "in_force": "2012-06-01",
    "date_basis": "in-force",
    "transfers": "yes",
    "is_in_force": "true",
    "source_url": "https://a.org",
    "source_title": "Title",
    "source_publisher": "Office",
    "confidence": "medium",
    "basis": "read",
}
NO_READINGS = pd.DataFrame(columns=["id", "statement"])


def more(*changes: dict[str, str], readings: pd.DataFrame = NO_READINGS) -> pd.DataFrame:
    return more_rows(pd.DataFrame([{**MORE, **change} for change in changes]), readings)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"confidence": "high"}, ""),
        ({"confidence": "low"}, "confidence-low"),
        ({"transfers": "no"}, "no-transfer"),
        ({"transfers": ""}, "transfer-not-shown"),
        ({"basis": "known"}, "not-read"),
        ({"basis": "known", "transfers": "no"}, "not-read"),
        ({"is_in_force": "false", "in_force": "", "date_basis": "not-stated"}, "not-in-force"),
        ({"in_force": "", "date_basis": "not-stated"}, "without-date"),
    ],
)
def test_which_agreements_of_the_second_list_count(change: dict[str, str], reason: str) -> None:
    frame = more(change)
    assert list(frame["not_counted"]) == [reason]
    assert (frame["counted_as"].item() == "") == (reason != "")
    assert years(frame, "MDA") == ([str(year) for year in range(2012, 2024)] if reason == "" else [])
    is_documented = "MDA" in set(documented(frame, "2026", announced="entry-announced")["ref_area"])
    assert is_documented == (reason in ("", "without-date"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ("bilateral-esp-mda", "Spain and Moldova: social security agreement", "bilateral-esp-mda")),
        (
            {"counterpart_area": "", "instrument": "Spain"},
            ("agreements-esp", "Spain: social security agreements", "agreements-esp"),
        ),
        (
            {"kind": "multilateral", "counterpart_area": "", "instrument": "EAEU pension agreement"},
            ("eaeu-pension-agreement-esp", "EAEU pension agreement", "eaeu-pension-agreement"),
        ),
    ],
)
def test_what_a_row_of_the_second_list_is_called(change: dict[str, str], told: tuple[str, str, str]) -> None:
    row = more(change).iloc[0]
    assert (row["id"], row["title"], row["counted_as"]) == told
    assert set(more(change).columns) == set(register_table(REGISTER, Languages()).columns)


def test_an_entry_into_force_after_the_lists_is_in_no_year_and_said_to_be_announced() -> None:
    frame = more({"in_force": "2024-06-01", "date_basis": "announced"})
    assert years(frame, "MDA") == []
    notes = documented(frame, "2026", announced="entry-announced").set_index("ref_area")["note"]
    assert notes.to_dict() == {"ESP": "entry-announced", "MDA": "entry-announced"}


def test_how_single_rows_were_read_is_said_and_a_reading_of_no_row_is_refused() -> None:
    read = pd.DataFrame([{"id": "bilateral-esp-mda-2", "statement": "year-from-decree"}])
    frame = more({}, {"in_force": ""}, readings=read)
    assert list(frame["id"]) == ["bilateral-esp-mda", "bilateral-esp-mda-2"]
    assert frame["note_en"].iloc[0] == ""
    assert frame["note_en"].iloc[1].startswith("The copy that was read has lost the year")
    with pytest.raises(RefusedError) as refused:
        more({}, readings=read)
    assert [(problem.code, problem.found) for problem in refused.value.problems] == [
        ("fact-of-nothing", "bilateral-esp-mda-2")
    ]


def test_a_pair_that_both_lists_have_keeps_both_rows_and_is_one_agreement() -> None:
    both = all_agreements(register({}), more({"ref_area": "USA", "counterpart_area": "ITA", "in_force": "1970-01-01"}))
    assert list(both["id"]) == ["bilateral-usa-ita", "bilateral-usa-ita-2"]
    assert set(both["counted_as"]) == {"bilateral-ita-usa"}
    sources = yes_years(both).query("ref_area == 'USA'").set_index("time_period")["source"]
    assert sources[["1970", "1977", "1978"]].tolist() == [f"{SOURCE}-2", f"{SOURCE}-2", SOURCE]


def test_a_yes_names_the_source_of_the_row_that_it_follows_from() -> None:
    """Of the lists where one of theirs is in force, else of the treaties of accession. No list covers all of 2023."""
    members = pd.DataFrame(
        [
            {
                "iso3": "AUT",
                "valid_from": "1995-01-01",
                "valid_to": "",
                "treaty_title": "T",
                "note": "",
                "source": "eu",
            },
            {
                "iso3": "ITA",
                "valid_from": "1958-01-01",
                "valid_to": "",
                "treaty_title": "T",
                "note": "",
                "source": "eu",
            },
        ]
    )
    found = yes_years(pd.concat([register({}), member_rows(members)], ignore_index=True))
    of_italy = found[found["ref_area"] == "ITA"].set_index("time_period")
    assert of_italy.loc[["1959", "1977", "1978", "2023"], "source"].tolist() == ["eu", "eu", SOURCE, SOURCE]
    last = found[found["time_period"] == "2023"].set_index("ref_area")["obs_status"]
    assert last.to_dict() == {"AUT": "A", "ITA": "P", "USA": "P"}


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("1958-01-01", "", "1959", "2023"),
        ("1995-01-01", "", "1995", "2023"),
        ("1973-01-01", "2020-01-31", "1973", "2019"),
        ("1973-01-01", "2020-12-31", "1973", "2020"),
    ],
)
def test_members_of_the_union_count_from_accession_to_their_end(start: str, end: str, first: str, last: str) -> None:
    members = pd.DataFrame(
        [
            {
                "iso3": "GBR",
                "valid_from": start,
                "valid_to": end,
                "treaty_title": "Treaty",
                "treaty_url": "https://a.org",
                "note": "",
                "source": "eu-accessions",
            }
        ]
    )
    found = years(member_rows(members), "GBR")
    assert (found[0], found[-1]) == (first, last)


def test_ratifications_are_listed_and_never_counted() -> None:
    rows = [
        {
            "convention": "C097",
            "ref_area": "COD",
            "date": "2023-10-26",
            "date_basis": "ratification",
            "conflict": conflict,
            "source_url": "https://verdragenbank.overheid.nl/a",
        }
        for conflict in ("true", "false")
    ]
    frame = convention_rows(pd.DataFrame(rows))
    assert list(frame["counted_as"]) == ["", ""]
    assert list(frame["confidence"]) == ["low", "high"]
    assert yes_years(frame).empty


def test_a_page_that_nobody_has_judged_is_refused() -> None:
    with pytest.raises(KeyError):
        register({"source_url": "https://nowhere.example/a"})


def test_labour_agreements_with_a_clause_count_from_the_first_and_for_the_lifetime() -> None:
    agreements = pd.DataFrame(
        [
            {"ref_area": "FRA", "counterpart_area": "YUG", "social_security": "true", "year": "1990"},
            {"ref_area": "FRA", "counterpart_area": "ITA", "social_security": "true", "year": "2019"},
            {"ref_area": "FRA", "counterpart_area": "ESP", "social_security": "false", "year": "1950"},
            {"ref_area": "FRA", "counterpart_area": "PRT", "social_security": "true", "year": ""},
        ]
    )
    lifetimes = pd.DataFrame(
        [
            {"iso3": "FRA", "valid_from": "", "valid_to": ""},
            {"iso3": "ITA", "valid_from": "", "valid_to": ""},
            {"iso3": "YUG", "valid_from": "", "valid_to": "1992-04-26"},
        ]
    )
    found = labour_clause(agreements, lifetimes).groupby("ref_area")["time_period"].agg(["min", "max"])
    assert found.to_dict("index") == {
        "FRA": {"min": "1990", "max": "2020"},
        "ITA": {"min": "2019", "max": "2020"},
        "YUG": {"min": "1990", "max": "1991"},
    }


def test_columns_are_those_of_the_profile() -> None:
    assert set(register({}).columns) == set(register_table(REGISTER, Languages()).columns)


@pytest.mark.parametrize(
    ("frame", "counting"),
    [
        (register({}), {"dated", "own-agreement", "bilateral", "with-unclear", "with-conventions"}),
        (register({"in_force": ""}), set()),
        (more({"date_basis": "announced"}), {"own-agreement", "bilateral", "with-unclear", "with-conventions"}),
        (register(CARICOM), {"dated", "own-agreement", "with-unclear", "with-conventions"}),
        (register({"transfers": ""}), {"with-unclear"}),
        (register({"transfers": "no"}), set()),
    ],
)
def test_which_other_rules_count_an_agreement(frame: pd.DataFrame, counting: set[str]) -> None:
    assert {name for name, rows in variants(frame).items() if len(yes_years(rows))} == counting


@pytest.mark.parametrize(
    ("record", "counting"),
    [
        (("eu-membership", "eu-member-ita", "eu-coordination"), {"dated", "with-unclear", "with-conventions"}),
        (("ilo-convention", "ilo-c118-ita", ""), {"with-conventions"}),
        (("ilo-convention", "ilo-c097-ita", ""), set()),
    ],
)
def test_which_other_rules_count_membership_and_conventions(record: tuple[str, str, str], counting: set[str]) -> None:
    """Two of the four conventions are on social security."""
    kind, name, counted = record
    frame = register({}).assign(
        record_type=kind, id=name, counted_as=counted, not_counted="" if counted else "partial-list"
    )
    assert {name for name, rows in variants(frame).items() if len(yes_years(rows))} == counting


def test_a_number_of_agreements_is_a_yes_from_the_year_of_its_list() -> None:
    url = "https://izajoels.springeropen.com/articles/tables/3"
    frame = count_rows(pd.DataFrame([{"ref_area": "MAR", "name": "Morocco", "number": "16", "source_url": url}]))
    assert years(frame, "MAR") == [str(year) for year in range(2015, 2024)]
    assert frame.loc[0, "title"] == "Morocco: 16 social security agreements in force in 2015"
    assert frame.loc[0, "date_basis"] == "attested"
