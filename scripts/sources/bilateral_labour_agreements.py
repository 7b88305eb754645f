"""Bilateral Labor Agreements (Chilton, Posner and Woda): a list of treaties, and a coding of those that were read.

Faults: 9999 stands for an unknown year; dates of signature have leading blanks, one cell holds two dates, and seven
differ from the year column; eighteen ratifications are dated before the signature; five titles are garbled; "Russia"
stands for the Soviet Union before its end; country codes are not ISO's. Repeated pairs and dates are kept: they may be
several agreements of one day. The matching table that came with the copy has errors (BRD for Barbados) and is not used.
Beside the source's files stands one of agreements signed since, read in press reports and not coded.
"""

from __future__ import annotations

import io
import re
import struct
from typing import Final

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder, read_excel
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms, refuse_repeats

FORMATION: Final = "BLAs_Formation_Data.dta"
CODING: Final = "BLAs_Coding_Data.dta"
MATCHING: Final = "countries_match.xlsx"
LATER: Final = "agreements_after_2020_facts.csv"

FLAGS: Final = (
    "prot_equal",
    "wage_prot",
    "social_security",
    "disputes_emp_mig",
    "passport",
    "contract_req",
)
NOTHING_READ: Final = "none in"
"""Beginning of `safeguards_read` where the report names no safeguard."""

UNKNOWN_YEAR: Final = "9999"
SOVIET_UNION_ENDED: Final = "1991-12-26"

_LISTED = ["treatyID", "countryA", "countryB", "year", "datesigned", "ratified", "copy_available", "evidence_available"]
_CODED = [
    *("treatyID", "year", "agreement_title", "coded_google_translation", "past_bla_amend"),
    *("autorenew", "bla_duration_years", *FLAGS),
]
_LATER = [
    *("id", "party_a_iso3", "party_b_iso3", "title", "signed", "safeguards_read", "other_content", "coded"),
    *("source_title", "source_publisher", "source_url", "confidence", "basis"),
]
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_HOLIDAY = re.compile(
    r"working[\s-]+holiday|(work|vacation)\s+and\s+(holiday|work)|holiday\s+and\s+work", re.IGNORECASE
)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `agreements`, one row a treaty, and `later`, one row an agreement that was signed after them.

    Columns: `treaty`; `ref_area`, `counterpart_area`; `party`, `counterpart` as written; `title` ('' when not coded);
    `year` ('' when unknown); `signed` (day, or '' when there is none that agrees with the year); `date_conflict`,
    `two_dates`, `coded`, `translated`, `amendment`, `working_holiday` and the provision flags (true, false, or '' when
    not coded); `term_ends` (year in which a fixed term without renewal runs out, or ''); `evidence` (copy, report or
    none). Of `later`: `id`, `ref_area`, `counterpart_area`, `title`, `signed` (day), `content` (in words), and the
    citation; none of them is coded.

    Raises RefusedError for an unknown area, a flag that is neither 0 nor 1, a coded treaty that is not listed.
    """
    listed = _stata(raw, FORMATION, _LISTED)
    coded = _stata(raw, CODING, _CODED)
    _refuse_unlisted(coded, listed, f"{raw.source}/{CODING}")
    matching = read_excel(raw, MATCHING)
    dated = _dates(listed)
    file = f"{raw.source}/{FORMATION}"
    first, second = (_parties(areas, listed[c], dated, file) for c in ("countryA", "countryB"))
    texts = _texts(coded, f"{raw.source}/{CODING}")
    agreements = pd.DataFrame(
        {
            "treaty": listed["treatyID"],
            "ref_area": first,
            "counterpart_area": second,
            "party": listed["countryA"],
            "counterpart": listed["countryB"],
            "year": dated["year"],
            "signed": dated["signed"],
            "date_conflict": dated["date_conflict"],
            "two_dates": dated["two_dates"],
            "evidence": _evidence(listed),
        }
    ).merge(texts, on="treaty", how="left", validate="one_to_one")
    agreements = agreements.fillna("").assign(coded=agreements["title"].notna().map({True: "true", False: "false"}))
    rows = sum(len(sheet) for sheet in matching.values())
    later = _later(raw, areas)
    garbled = coded["agreement_title"] != coded["agreement_title"].map(_mended)
    return Harvest(
        tables={"agreements": agreements, "later": later},
        accounts=(
            Account(
                file=FORMATION,
                read=len(listed),
                used=len(listed),
                repaired={
                    "blanks-trimmed": int((listed["datesigned"] != listed["datesigned"].str.strip()).sum()),
                    "year-unknown": int((dated["year"] == "").sum()),
                    "date-differs-from-year": int((dated["date_conflict"] == "true").sum()),
                    "two-dates-in-one-cell": int((dated["two_dates"] == "true").sum()),
                    "successor-named-for-predecessor": int(((first == "SUN") | (second == "SUN")).sum()),
                },
            ),
            Account(file=CODING, read=len(coded), used=len(coded), repaired={"title-garbled": int(garbled.sum())}),
            Account(file=MATCHING, read=rows, used=0, set_aside={"other-matching-used": rows}),
            Account(file=LATER, read=len(later), used=len(later)),
        ),
    )


def _later(raw: RawFolder, areas: Areas) -> pd.DataFrame:
    """Give the agreements signed since. Raises RefusedError for one that says that it is coded."""
    file = f"{raw.source}/{LATER}"
    frame = raw.csv(LATER, columns=_LATER)
    for column in ("party_a_iso3", "party_b_iso3"):
        areas.check(frame[column], file=file, column=column)
    refuse_repeats(frame, "id", file)
    refuse_other_codes(frame, "coded", ("no",), file)
    refuse_other_forms(frame, "signed", r"\d{4}-\d{2}-\d{2}", file, "YYYY-MM-DD")
    parts = zip(frame["safeguards_read"], frame["other_content"], strict=True)
    said = ["; ".join(part for part in both if not part.startswith(NOTHING_READ)) for both in parts]
    cited = ["source_title", "source_publisher", "source_url", "confidence", "basis"]
    return frame.loc[:, ["id", "title", "signed", *cited]].assign(
        ref_area=frame["party_a_iso3"], counterpart_area=frame["party_b_iso3"], content=said
    )


def _stata(raw: RawFolder, name: str, columns: list[str]) -> pd.DataFrame:
    """Read a Stata file as text; whole numbers without a decimal point."""
    try:
        frame = pd.read_stata(io.BytesIO(raw.bytes(name)), convert_categoricals=False)
    except (ValueError, struct.error) as error:
        problem = Problem(file=f"{raw.source}/{name}", code="source-file-unreadable", found=str(error))
        raise RefusedError([problem]) from error
    kept = raw.with_columns(frame, name, columns)[columns]
    return kept.map(lambda cell: str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))


def _refuse_unlisted(coded: pd.DataFrame, listed: pd.DataFrame, file: str) -> None:
    """Every coded treaty must be listed."""
    lost = sorted(set(coded["treatyID"]) - set(listed["treatyID"]))
    if lost:
        raise RefusedError(Problem(file=file, field="treatyID", code="source-record-unmatched", found=t) for t in lost)


def _dates(listed: pd.DataFrame) -> pd.DataFrame:
    """Year and day of signature. The year is the source's own; a day of another year is not used."""
    year = listed["year"].where(listed["year"] != UNKNOWN_YEAR, "")
    cells = listed["datesigned"].str.strip()
    days = cells.map(_day)
    conflict = (days != "") & (days.str[:4] != year)
    two = cells.str.contains(",", regex=False)
    return pd.DataFrame(
        {
            "year": year,
            "signed": days.where(~conflict, ""),
            "date_conflict": conflict.map({True: "true", False: "false"}),
            "two_dates": two.map({True: "true", False: "false"}),
        }
    )


def _day(cell: str) -> str:
    """ISO day of a cell such as 5/19/1947; '' for any other text."""
    found = _DATE.fullmatch(cell)
    if not found:
        return ""
    month, day, year = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _parties(areas: Areas, names: pd.Series, dated: pd.DataFrame, file: str) -> pd.Series:
    """Area codes of one column of names, on the day or in the year of signature."""
    days = dated["signed"].where(dated["signed"] != "", dated["year"])
    codes = areas.match(names, file=file, column=str(names.name), days=days.where(days != "", UNKNOWN_YEAR))
    return codes.mask((codes == "RUS") & (days != "") & (days < SOVIET_UNION_ENDED), "SUN")


def _evidence(listed: pd.DataFrame) -> pd.Series:
    """How sure the source is that the treaty exists: a copy, a report of it, or neither."""
    evidence = pd.Series("none", index=listed.index, dtype=str)
    evidence = evidence.mask(listed["evidence_available"] == "1", "report")
    return evidence.mask(listed["copy_available"] == "1", "copy")


def _texts(coded: pd.DataFrame, file: str) -> pd.DataFrame:
    """Title and flags of the coded treaties, by `treaty`. Raises RefusedError for a flag that is neither 0 nor 1."""
    flags = [*FLAGS, "past_bla_amend"]
    strange = [(flag, cell) for flag in flags for cell in sorted(set(coded[flag]) - {"0", "1"})]
    if strange:
        raise RefusedError(
            Problem(file=file, field=flag, code="source-code-unknown", found=cell, expected="0, 1")
            for flag, cell in strange
        )
    truth = {"0": "false", "1": "true"}
    titles = coded["agreement_title"].map(_mended).map(_tidied)
    return pd.DataFrame(
        {
            "treaty": coded["treatyID"],
            "title": titles,
            "translated": (coded["coded_google_translation"] == "Translation").map({True: "true", False: "false"}),
            "amendment": coded["past_bla_amend"].map(truth),
            "working_holiday": titles.map(lambda t: "true" if _HOLIDAY.search(t) else "false"),
            "term_ends": _term_ends(coded),
            **{flag: coded[flag].map(truth) for flag in FLAGS},
        }
    )


def _term_ends(coded: pd.DataFrame) -> pd.Series:
    """Year in which an agreement ends by its own terms: signed for some years and not renewed by itself; else ''."""
    years = pd.to_numeric(coded["bla_duration_years"], errors="coerce")
    signed = pd.to_numeric(coded["year"].where(coded["year"] != UNKNOWN_YEAR), errors="coerce")
    ends = (signed + years).where((years > 0) & (coded["autorenew"] == "0"))
    return ends.map(lambda year: "" if pd.isna(year) else str(int(year)))


def _mended(title: str) -> str:
    """Undo the reading of UTF-8 bytes as Windows-1252, where that is what happened."""
    try:
        return title.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return title


def _tidied(title: str) -> str:
    """One space between words; no quotation marks around the whole title."""
    words = " ".join(title.split())
    if words.startswith('"') and words.endswith('"') and words.count('"') == len('""'):
        return words[1:-1].strip()
    return words


ADAPTER = Adapter(source="bilateral-labour-agreements", read=read)
