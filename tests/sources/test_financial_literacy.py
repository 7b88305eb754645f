"""Financial literacy: words of rounding, units that are not persons, facts of several countries or of none."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.financial_literacy import ADAPTER, FILE, MORE
from scripts.sources.raw import RawFolder

AREAS = Areas(codes=frozenset({"CAN", "HKG", "SGP", "ARM", "AZE", "NPL"}), iso2={}, m49={}, names={})
HEAD = (
    "id,country_iso3,countries,programme,implementer,target_group,period_start,period_end,value,unit,value_qualifier,"
    "count_class,counts_toward_indicator,note,source_title,source_publisher,source_url,confidence,basis\n"
)
END = ",T,P,https://a.org/,medium,read\n"
COURSE = "F1,SGP,,Course,A,workers,2006,2023,6000,persons impacted,over,civil_society_course,migrants,N" + END
BANKS = "F2,,ARM;AZE,Banks,B,customers,,2018,160000,persons educated,more than,families_of_migrants,families,N" + END
MANY = "F3,,multi (13 projects),Fund,C,migrants,,,591000,persons impacted,over,mixed_outputs,no,N" + END
ENROLLED = "FB4,HKG,,Online,E,workers,2018,,10000,persons enrolled,over,civil_society_course,migrants,N" + END
ATTENDED = (
    "FB6,CAN,,Workshops,E,newcomers,2015,,7000,persons attending workshops,more than,civil_society_course,migrants,N"
    + END
)
EACH = (
    'FB13,CAN,,Sessions,E,newcomers,2016,2017,45,"persons in each session, at least",45 to 50,civil_society_course,'
    "migrants,N" + END
)
TARGET = "F4,NPL,,Pilot,D,households,,,100,households targeted,exactly,target_not_result,no,N" + END


def folder(tmp_path: Path, rows: str, head: str = HEAD, more: str = ENROLLED) -> RawFolder:
    source = tmp_path / "financial-literacy"
    source.mkdir(parents=True)
    (source / FILE).write_text(head + rows, encoding="utf-8")
    (source / MORE).write_text(HEAD + more, encoding="utf-8")
    return RawFolder(source)


def test_facts_are_tidied_and_one_of_no_country_is_set_aside(tmp_path: Path) -> None:
    harvest = ADAPTER.read(folder(tmp_path, COURSE + BANKS + MANY + TARGET), AREAS)
    facts = harvest.tables["facts"]
    assert facts[["id", "ref_areas", "value_qualifier", "is_persons", "audience"]].to_numpy().tolist() == [
        ["F1", "SGP", "more-than", "true", "migrants"],
        ["F2", "ARM AZE", "more-than", "true", "families"],
        ["F4", "NPL", "exactly", "false", "no"],
        ["FB4", "HKG", "more-than", "true", "migrants"],
    ]
    assert [(a.file, a.read, a.used, dict(a.set_aside)) for a in harvest.accounts] == [
        (FILE, 4, 3, {"no-area": 1}),
        (MORE, 1, 1, {}),
    ]


def test_who_enrolled_or_attended_did_not_for_that_take_a_course(tmp_path: Path) -> None:
    facts = ADAPTER.read(folder(tmp_path, COURSE, more=ENROLLED + ATTENDED + EACH), AREAS).tables["facts"]
    assert facts[["id", "unit_measure", "value_qualifier"]].to_numpy().tolist()[1:] == [
        ["FB4", "people-reached", "more-than"],
        ["FB6", "participations", "more-than"],
        ["FB13", "participations", "about"],
    ]


def test_a_fact_that_stands_in_both_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, COURSE, more=COURSE), AREAS)
    assert [(p.code, p.found) for p in refused.value.problems] == [("source-id-repeated", "F1")]


@pytest.mark.parametrize(
    ("rows", "code", "found"),
    [
        (COURSE.replace("persons impacted", "places"), "source-code-unknown", "places"),
        (COURSE.replace(",over,", ",roughly,"), "source-code-unknown", "roughly"),
        (COURSE.replace("6000", "6k"), "source-value-malformed", "6k"),
        (COURSE + COURSE, "source-id-repeated", "F1"),
        (BANKS.replace("AZE", "AZB"), "area-code-unknown", "AZB"),
    ],
)
def test_a_strange_cell_is_refused(tmp_path: Path, rows: str, code: str, found: str) -> None:
    with pytest.raises(RefusedError) as refused:
        ADAPTER.read(folder(tmp_path, rows), AREAS)
    assert [(p.code, p.found) for p in refused.value.problems] == [(code, found)]


def test_a_missing_file_and_a_changed_column_are_named(tmp_path: Path) -> None:
    raw = folder(tmp_path, COURSE, head=HEAD.replace("count_class", "class"))
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(raw, AREAS)
    assert [(p.file, p.field) for p in changed.value.problems] == [(f"financial-literacy/{FILE}", "count_class")]
    good = folder(tmp_path / "good", COURSE)
    for name in (MORE, FILE):
        (good.path / name).unlink()
        with pytest.raises(RefusedError) as missing:
            ADAPTER.read(good, AREAS)
        assert [(p.file, p.code) for p in missing.value.problems] == [
            (f"financial-literacy/{name}", "source-file-missing")
        ]
