"""social-entitlements: the states of which an agreement in force lets pension rights cross a border."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.lifetimes import existed
from scripts.ingest.registers import (
    WITHOUT_DATE,
    also_counted,
    counted_only,
    documented,
    first_documented,
    first_source,
    numbered,
)
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, observations, refuse
from scripts.ingest.statements import Said, as_written, holding, said, texts
from scripts.model.tables import Field, Register
from scripts.sources.social_security_agreements import COUNTED_IN

AGREEMENTS: Final = "social-security-agreements"
MORE: Final = "social-security-agreements-2"
CONVENTIONS: Final = "ilo-conventions"
LABOUR: Final = "bilateral-labour-agreements"

LAST_YEAR: Final = 2023
"""Year of the newest entry of the first lists, of 1 August 2023. It is provisional, as no list covers all of it."""
REGISTER_YEAR: Final = 2026
"""Year in which the register was made: the period of what it documents, whatever the date."""
LAST_LABOUR_YEAR: Final = 2020
FIRST_REGULATION: Final = "1959-01-01"
"""Day from which the first regulation on social security of migrant workers, No 3 of 1958, applied."""

ACCESSION_PAGE: Final = "https://guides.library.illinois.edu/c.php?g=1226533&p=8974518"
"""Page on which each accession year was read; the days are those of the treaties."""

_PUBLISHERS: Final = {
    "secure.ssa.gov": ("U.S. Social Security Administration", "high"),
    "www.shigakukyosai.jp": ("Promotion and Mutual Aid Corporation for Private Schools of Japan", "high"),
    "www.epfindia.gov.in": ("Employees' Provident Fund Organisation, India", "high"),
    "www.nps.or.kr": ("National Pension Service, Republic of Korea", "high"),
    "www.seg-social.es": ("Seguridad Social, Spain", "high"),
    "oldsite.caricom.org": ("Caribbean Community Secretariat", "high"),
    "www.social-protection.org": ("International Labour Organization", "high"),
    "taxinterpretations.com": ("Tax Interpretations, copy of a page of the Canada Revenue Agency", "medium"),
    "tse.buzz": ("tse.buzz", "low"),
    "klevringsjuridik.se": ("Swedish ordinance 1976:166, as copied by Klevrings Juridik", "medium"),
    "ferenda.lagen.nu": ("Swedish treaty series, as copied by lagen.nu", "high"),
    "verdragenbank.overheid.nl": ("Treaty database of the Netherlands", "high"),
    "ilo.org": ("International Labour Organization", "high"),
    "izajoels.springeropen.com": ("IZA Journal of European Labor Studies", "medium"),
    "inview.nl": ("Inview, Wolters Kluwer", "medium"),
    "the-uncensored-wiki.com:20151": ("Wikipedia, copy of 2015", "low"),
}
"""By the host of the address: who published the page, and how sure we are of it."""

BILATERAL: Final = ("bilateral-social-security-agreement", "count-of-agreements")
"""Kinds of rows of bilateral agreements: one agreement, or how many a list counts."""

_AGREEMENT_IDS = {
    "Ibero-American Multilateral Convention": "ibero-american-convention",
    "CARICOM Agreement on Social Security": "caricom-agreement",
    "EU social security coordination regulations": "eu-coordination",
    "EAEU pension agreement": "eaeu-pension-agreement",
}
READINGS: Final = "social_entitlements_readings"
"""Facts: what is to be said of how single rows were read, as statements, by the id of the row."""
SECURITY_CONVENTIONS: Final = ("ilo-c118", "ilo-c157")
"""Beginnings of the ids of conventions on social security; the two others are on migration for employment."""
_CONVENTION_TITLES = {
    "C097": "Migration for Employment Convention (Revised), 1949 (No. 97)",
    "C118": "Equality of Treatment (Social Security) Convention, 1962 (No. 118)",
    "C143": "Migrant Workers (Supplementary Provisions) Convention, 1975 (No. 143)",
    "C157": "Maintenance of Social Security Rights Convention, 1982 (No. 157)",
}

REGISTER: Final = Register(
    name="social-entitlements",
    title="Agreements that transfer social entitlements",
    description="Agreements on social security by pair of parties, or by party of a multilateral agreement; numbers of "
    "agreements in force that a list gives by country; membership "
    "of the European Union, whose regulations coordinate social security; ratifications of ILO conventions. A country "
    "is a yes in each year on whose 31 December a counted row of which it is ref_area or counterpart_area is in force. "
    "A counted row without a date counts in the last year only.",
    extra=(
        Field(
            name="transfers",
            description="Whether it adds up periods of insurance or lets benefits be paid abroad; blank when the "
            "source does not show it.",
            enum=("true", "false"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the register: its cells, and what its note says."""

    cells: Mapping[str, str]
    note: tuple[Said, ...]


def build(inputs: Inputs) -> Tables:
    """Make the register, the headline and other rules from it, and the companion of labour agreements."""
    register = pd.concat(
        [
            all_agreements(
                agreement_rows(inputs.table(AGREEMENTS, "agreements")),
                more_rows(inputs.table(MORE, "agreements"), read_facts(READINGS)),
            ),
            count_rows(inputs.table(AGREEMENTS, "counts")),
            member_rows(read_facts("eu_members")),
            convention_rows(inputs.table(CONVENTIONS, "ratifications")),
        ],
        ignore_index=True,
    )
    clause = labour_clause(inputs.table(LABOUR, "agreements"), inputs.framework["reference_areas"])
    return {
        "register_social-entitlements": register,
        "observations_social-entitlements": observations(yes_years(register)),
        **{
            f"observations_social-entitlements.{name}": observations(yes_years(rows))
            for name, rows in variants(register).items()
        },
        "observations_social-entitlements.documented": observations(
            documented(register, str(REGISTER_YEAR), announced="entry-announced")
        ),
        "observations_social-entitlements.labour-agreement-clause": observations(clause, source=LABOUR),
    }


def yes_years(register: pd.DataFrame) -> pd.DataFrame:
    """Give an observation for each year that a counted row is in force: a yes, its status, note and source.

    The source is the lists where a row of theirs is in force, else that of the row itself: what follows from membership
    of the European Union alone is of the treaties of accession.
    """
    counted = register[register["counted_as"] != ""]
    columns = ["ref_area", "date_from", "date_to", "source"]
    sides = [
        counted[[side, *columns[1:]]].set_axis(columns, axis="columns") for side in ("ref_area", "counterpart_area")
    ]
    in_force: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in pd.concat(sides).query("ref_area != ''").to_dict("records"):
        for year in _years(row["date_from"], row["date_to"]) if row["date_from"] else ():
            in_force[row["ref_area"], year].add(row["source"])
    held = [(area, str(year), "yes", "", _stated(sources)) for (area, year), sources in in_force.items()]
    frame = pd.DataFrame(sorted(held), columns=["ref_area", "time_period", "obs_value", "note", "source"])
    open_year = (frame["time_period"] == str(LAST_YEAR)) & frame["source"].isin([AGREEMENTS, MORE, CONVENTIONS])
    return first_documented(frame.assign(obs_status=open_year.map({True: "P", False: "A"})))


def _stated(sources: set[str]) -> str:
    """Name the source of a yes: the first list, else the second, else what there is."""
    return first_source(sources, AGREEMENTS if AGREEMENTS in sources else MORE)


def variants(register: pd.DataFrame) -> Tables:
    """Give the register as stricter and looser rules count it, by the name of the series."""
    kind = register["record_type"]
    on_security = (kind == "ilo-convention") & register["id"].str.startswith(SECURITY_CONVENTIONS)
    return {
        "dated": counted_only(register, ~register["date_basis"].isin(["attested", "announced"])),
        "own-agreement": counted_only(register, kind != "eu-membership"),
        "bilateral": counted_only(register, kind.isin(BILATERAL)),
        "with-unclear": also_counted(register, ("confidence-low", "transfer-not-shown"), register["id"]),
        "with-conventions": register.assign(counted_as=register["counted_as"].mask(on_security, register["id"])),
    }


def _years(start: str, end: str) -> range:
    """Years on whose 31 December something is in force that began on `start` and ended on `end` ('' for not)."""
    last = LAST_YEAR
    if end:
        last = min(last, int(end[:4]) - (end < f"{end[:4]}-12-31"))
    return range(int(start[:4]), last + 1)


def labour_clause(agreements: pd.DataFrame, lifetimes: pd.DataFrame) -> pd.DataFrame:
    """Yes for each party from the first year of a labour agreement that was read and has a social security clause."""
    having = agreements[(agreements["social_security"] == "true") & (agreements["year"] != "")]
    first: dict[str, int] = {}
    for side in ("ref_area", "counterpart_area"):
        for area, year in zip(having[side], having["year"], strict=True):
            first[area] = min(first.get(area, LAST_LABOUR_YEAR), int(year))
    rows = [(area, year) for area, start in sorted(first.items()) for year in range(start, LAST_LABOUR_YEAR + 1)]
    years = pd.DataFrame(rows, columns=["ref_area", "year"])
    years = years[existed(years["ref_area"], years["year"], lifetimes)]
    observed = pd.DataFrame(
        {"ref_area": years["ref_area"], "time_period": years["year"].astype(str), "obs_value": "yes", "note": ""}
    )
    return first_documented(observed.reset_index(drop=True))


def agreement_rows(agreements: pd.DataFrame) -> pd.DataFrame:
    """Register rows of the agreements."""
    return _frame(map(_agreement, agreements.to_dict("records")))


def _agreement(row: Mapping[Any, Any]) -> Record:
    publisher, confidence = _publisher(row["source_url"])
    not_counted = _agreement_not_counted(row["transfers"], confidence, row["in_force"])
    return _pact(
        row,
        not_counted,
        record_status="listed-in-force",
        date_basis=_agreement_basis(row),
        note=_agreement_note(row, not_counted),
        source=AGREEMENTS,
        source_title="List of agreements" if row["kind"] == "bilateral" else "Parties and dates",
        source_publisher=publisher,
        source_url=row["source_url"],
        confidence=confidence,
        basis="read",
    )


def _pact(row: Mapping[Any, Any], not_counted: str, **others: Any) -> Record:
    """Give the row of an agreement of two parties, of many, or of one party with others that are not named."""
    parties = [row["ref_area"], *filter(None, [row["counterpart_area"]])]
    pair = row["kind"] == "bilateral"
    alone = pair and len(parties) == 1
    name = ("agreements" if alone else "bilateral") if pair else _AGREEMENT_IDS[row["instrument"]]
    kind = "social security agreements" if alone else "social security agreement"
    thing = "-".join([name, *sorted(parties)]).lower() if pair else name
    return _row(
        id="-".join([name, *parties]).lower(),
        ref_area=row["ref_area"],
        counterpart_area=row["counterpart_area"],
        title=f"{row['instrument']}: {kind}" if pair else row["instrument"],
        record_type="bilateral-social-security-agreement" if pair else "multilateral-social-security-agreement",
        date_from=row["in_force"],
        transfers={"yes": "true", "no": "false", "": ""}[row["transfers"]],
        counted_as="" if not_counted else thing,
        not_counted=not_counted,
        **others,
    )


def _agreement_not_counted(transfers: str, confidence: str, in_force: str) -> str:
    if transfers == "no":
        return "no-transfer"
    if transfers == "":
        return "transfer-not-shown"
    if confidence == "low":
        return "confidence-low"
    return "" if in_force else WITHOUT_DATE


def _agreement_basis(row: Mapping[Any, Any]) -> str:
    if row["in_force"] == "":
        return "not-stated"
    return "ratification" if row["ratified"] == "true" else "in-force"


def _agreement_note(row: Mapping[Any, Any], not_counted: str) -> tuple[Said, ...]:
    return holding(
        (said("in-force-after-ratification", day=row["in_force"]), row["lifted"] == "true"),
        (said("benefits-applied-later"), row["benefits_later"] == "true"),
        (said("no-transfer-of-pensions"), row["transfers"] == "no"),
        (said("transfer-not-shown"), row["transfers"] == ""),
        (said("agreement-undated"), not_counted == WITHOUT_DATE),
        (said("page-undated"), row["in_force"] == "" and not_counted == "confidence-low"),
    )


def all_agreements(held: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Put the two lists together. A pair that both have keeps both rows, of which the second's id ends in -2."""
    rows = pd.concat([held, more], ignore_index=True)
    return rows.assign(id=numbered(rows["id"]))


def more_rows(agreements: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """Register rows of the second list, where each row says its publisher and how sure we are of it.

    `readings` has `id` and `statement`: what is to be said of how a row was read. An id may have several.
    """
    rows = [_more(row) for row in agreements.to_dict("records")]
    ids = numbered(pd.Series([row.cells["id"] for row in rows], dtype=str))
    refuse(sorted(set(readings["id"]) - set(ids)), file=f"facts/{READINGS}.csv", code="fact-of-nothing", field="id")
    told = readings.groupby("id")["statement"].agg(list).to_dict()
    return _frame(
        Record({**row.cells, "id": name}, (*map(said, told.get(name, ())), *row.note))
        for row, name in zip(rows, ids, strict=True)
    )


def _more(row: Mapping[Any, Any]) -> Record:
    not_counted = _more_not_counted(row)
    return _pact(
        row,
        not_counted,
        record_status="listed-in-force" if row["is_in_force"] == "true" else "signed",
        date_basis=row["date_basis"],
        note=holding(
            (said("no-transfer-of-pensions"), row["transfers"] == "no"),
            (said("transfer-not-shown"), row["transfers"] == ""),
            (said("agreement-undated"), not_counted == WITHOUT_DATE),
        ),
        source=MORE,
        **{name: row[name] for name in CITED},
    )


def _more_not_counted(row: Mapping[Any, Any]) -> str:
    """Give the reason why a row of the second list does not count; '' for one that does."""
    if row["is_in_force"] != "true":
        return "not-in-force"
    if row["basis"] != "read":
        return "not-read"
    return _agreement_not_counted(row["transfers"], row["confidence"], row["in_force"])


def count_rows(counts: pd.DataFrame) -> pd.DataFrame:
    """Register rows of a list that gives the number of each country's agreements in force, and names none of them."""
    return _frame(
        [
            _row(
                id=f"agreements-in-force-{COUNTED_IN}-{row['ref_area'].lower()}",
                ref_area=row["ref_area"],
                title=f"{row['name']}: {row['number']} social security agreements in force in {COUNTED_IN}",
                record_type="count-of-agreements",
                record_status="listed-in-force",
                date_from=COUNTED_IN,
                date_basis="attested",
                transfers="true",
                counted_as=f"agreements-in-force-{COUNTED_IN}-{row['ref_area'].lower()}",
                note=(said("agreements-counted-not-named"),),
                source=AGREEMENTS,
                source_title="Bilateral social security agreements in force",
                source_publisher=_publisher(row["source_url"])[0],
                source_url=row["source_url"],
                confidence=_publisher(row["source_url"])[1],
                basis="read",
            )
            for row in counts.to_dict("records")
        ]
    )


def member_rows(members: pd.DataFrame) -> pd.DataFrame:
    """Register rows of membership of the European Union, from the day on which its regulations applied."""
    return _frame(
        [
            _row(
                id=f"eu-member-{row['iso3'].lower()}",
                ref_area=row["iso3"],
                title="EU social security coordination regulations (member state)",
                record_type="eu-membership",
                record_status="former-member" if row["valid_to"] else "member",
                date_from=max(row["valid_from"], FIRST_REGULATION),
                date_to=row["valid_to"],
                date_basis="in-force" if row["valid_from"] < FIRST_REGULATION else "accession",
                transfers="true",
                counted_as="eu-coordination",
                note=_member_note(row),
                source=row["source"],
                source_title="European Union Enlargement: Accession History & Current Member States",
                source_publisher="University of Illinois Library",
                source_url=ACCESSION_PAGE,
                confidence="high",
                basis="read",
            )
            for row in members.to_dict("records")
        ]
    )


def _member_note(row: Mapping[Any, Any]) -> tuple[Said, ...]:
    founder = row["valid_from"] < FIRST_REGULATION
    return (
        *holding((said("founding-member", year=FIRST_REGULATION[:4]), founder)),
        said("accession-treaty", title=row["treaty_title"]),
        *as_written(row["note"]),
    )


def convention_rows(ratifications: pd.DataFrame) -> pd.DataFrame:
    """Register rows of ratifications of ILO conventions: never counted, because every list is partial."""
    return _frame(map(_ratification, ratifications.to_dict("records")))


def _ratification(row: Mapping[Any, Any]) -> Record:
    publisher, confidence = _publisher(row["source_url"])
    conflict = row["conflict"] == "true"
    return _row(
        id=f"ilo-{row['convention']}-{row['ref_area']}".lower(),
        ref_area=row["ref_area"],
        title=_CONVENTION_TITLES[row["convention"]],
        record_type="ilo-convention",
        record_status="ratified",
        date_from=row["date"],
        date_basis=row["date_basis"],
        not_counted="partial-list",
        note=holding((said("ratification-given-to-congo"), conflict)),
        source=CONVENTIONS,
        source_title=f"Ratifications of {row['convention']}",
        source_publisher=publisher,
        source_url=row["source_url"],
        confidence="low" if conflict else confidence,
        basis="read",
    )


def _publisher(url: str) -> tuple[str, str]:
    """Who published a page, and how sure we are of it. Raises KeyError for a host that nobody has judged."""
    return _PUBLISHERS[url.split("/")[2]]


def _row(*, note: Sequence[Said] = (), **values: str) -> Record:
    """Complete a register row with blanks."""
    blanks = dict.fromkeys(("counterpart_area", "place", "date_to", "transfers", "counted_as", "not_counted"), "")
    return Record({**blanks, **values}, tuple(note))


def _frame(rows: Iterable[Record]) -> pd.DataFrame:
    """Register rows with their notes in words."""
    held = list(rows)
    frame = pd.DataFrame([row.cells for row in held])
    return frame.assign(**texts("note", [row.note for row in held]))


RULE = Rule(sources=(AGREEMENTS, MORE, CONVENTIONS, LABOUR), build=build, registers=(REGISTER,))
