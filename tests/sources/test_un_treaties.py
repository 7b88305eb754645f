"""un-treaties: dates with a suffix, and names of the time of the list."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.un_treaties import ADAPTER, AMENDMENT, INDEX, TREATIES

ICERD, SIGNATURE, CONSENT = TREATIES["icerd"]


@pytest.fixture
def areas() -> Areas:
    names = [("Germany", "DEU", ""), ("Fiji", "FJI", ""), ("Angola", "AGO", ""), ("Swaziland", "SWZ", "2018-04-18")]
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["DEU", "FJI", "AGO", "SWZ"], "iso2": "", "m49": "", "valid_to": ""}),
        pd.DataFrame(names, columns=["name", "ref_area", "valid_to"]).assign(valid_from="0001"),
    )


def folder(tmp_path: Path, rows: str, head: str = f'Participant,{SIGNATURE},"{CONSENT}"') -> RawFolder:
    source = tmp_path / "un-treaties"
    source.mkdir()
    (source / ICERD).write_text(f"{head}\n{rows}", encoding="utf-8")
    name, signature, consent = TREATIES["icrmw"]
    (source / name).write_text(f'Participant,"{signature}","{consent}"\nAngola,,5 Jun 2007 a\n', encoding="utf-8")
    (source / AMENDMENT).write_text("Participant,Acceptance(A)\nFiji,15 Oct 1993 A\n", encoding="utf-8")
    (source / INDEX).write_text(
        "chapter_no,treaty_no,treaty_name,url\n"
        '4,2,"First Convention. New York, 7 March 1966",http://example.org/2\n'
        '4,2.a,"Amendment. New York, 15 January 1992",http://example.org/2a\n'
        '4,13,"Second Convention. New York, 18 December 1990",http://example.org/13\n',
        encoding="utf-8",
    )
    return RawFolder(source)


def test_suffixes_say_how_a_state_became_a_party(tmp_path: Path, areas: Areas) -> None:
    rows = "Germany,10 Feb 1967,16 May 1969\nFiji,,11 Jan 1973 d\nSwaziland,,7 Apr 1969 a\nAngola,24 Sep 2013,\n"
    harvest = ADAPTER.read(folder(tmp_path, rows), areas)
    assert harvest.tables["parties"].to_numpy().tolist() == [
        ["icerd", "DEU", "1969-05-16", "ratified"],
        ["icerd", "FJI", "1973-01-11", "succeeded"],
        ["icerd", "SWZ", "1969-04-07", "acceded"],
        ["icrmw", "AGO", "2007-06-05", "acceded"],
    ]
    assert harvest.tables["treaties"].to_numpy().tolist() == [
        ["icerd", "First Convention", "http://example.org/2"],
        ["icrmw", "Second Convention", "http://example.org/13"],
    ]
    accounts = {a.file: (a.read, a.used, dict(a.set_aside)) for a in harvest.accounts}
    assert accounts[ICERD] == (4, 3, {"signed-only": 1})
    assert accounts[INDEX] == (3, 2, {"other-treaty": 1})
    assert accounts[AMENDMENT] == (1, 0, {"other-treaty": 1})


@pytest.mark.parametrize(
    ("row", "code", "field", "found"),
    [
        ("Germany,,16 May 1969 x\n", "source-value-unreadable", CONSENT, "16 May 1969 x"),
        ("Germany,,31 Feb 1969\n", "source-value-unreadable", CONSENT, "31 Feb 1969"),
        ("Ruritania,,16 May 1969\n", "area-name-unmatched", "Participant", "Ruritania"),
    ],
)
def test_other_dates_and_names_are_refused(  # noqa: PLR0913, PLR0917
    tmp_path: Path, areas: Areas, row: str, code: str, field: str, found: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        ADAPTER.read(folder(tmp_path, row), areas)
    assert [(p.code, p.field, p.found) for p in caught.value.problems] == [(code, field, found)]


def test_missing_file_and_changed_column_are_refused(tmp_path: Path, areas: Areas) -> None:
    with pytest.raises(RefusedError) as absent:
        ADAPTER.read(RawFolder(tmp_path / "un-treaties"), areas)
    assert [(p.code, p.file) for p in absent.value.problems] == [("source-file-missing", f"un-treaties/{ICERD}")]
    with pytest.raises(RefusedError) as changed:
        ADAPTER.read(folder(tmp_path, "", head="Participant,Signature,Ratification"), areas)
    assert [(p.code, p.field) for p in changed.value.problems] == [("source-column-missing", CONSENT)]
