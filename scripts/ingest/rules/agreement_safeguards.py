"""agreement-safeguards: the share of bilateral labour agreements that were coded that safeguard migrants' rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from scripts.ingest.lifetimes import existed
from scripts.ingest.rule import Inputs, Rule, Tables, number_text, observations, ratio_text
from scripts.ingest.statements import Said, holding, said, texts
from scripts.model.tables import Field, Register

SOURCE: Final = "bilateral-labour-agreements"
LAST_YEAR: Final = 2020
WINDOW: Final = 10
"""Years of signature that the figure of recent agreements covers."""
SOVIET_UNION_ENDED: Final = "1991-12-25"
DATAVERSE: Final = "https://dataverse.harvard.edu/dataverse/BLA"

SUPPORTING: Final = ("wage_prot", "social_security", "disputes_emp_mig", "passport", "contract_req")
"""Provisions of which a safeguarding agreement has at least one, beside equal treatment (`prot_equal`)."""

SERIES: Final = {
    "agreement-safeguards": ("numerator", "denominator"),
    "agreement-safeguards.equal-treatment": ("numerator_equal_treatment", "denominator"),
    "agreement-safeguards.strict": ("numerator_strict", "denominator"),
    "agreement-safeguards.without-working-holiday": (
        "numerator_without_working_holiday",
        "denominator_without_working_holiday",
    ),
}
"""The register's two columns that each ratio counts."""

_STATUS = {"copy": "copy-found", "report": "reported", "none": "listed-only"}
_TRUTH = {True: "true", False: "false"}


def _flag(name: str, description: str, *, required: bool) -> Field:
    return Field(name=name, description=description, required=required, enum=("true", "false"))


REGISTER: Final = Register(
    name="agreement-safeguards",
    title="Bilateral labour agreements",
    description="Every bilateral labour agreement that the source lists, one row a treaty, with the provisions of "
    "those whose text was coded, and agreements signed since, which nobody coded and no figure counts. "
    "For a country or group and a year, a ratio counts the rows of which any party belongs "
    "to it and whose date_from is not later than that year: those with true in `numerator` over those with true in "
    "`denominator`. A companion series counts the columns that carry its suffix, such as `numerator_strict`; where "
    "there is no `denominator` with its suffix it uses `denominator`. Rows without a date belong to no year.",
    extra=(
        _flag("coded", "Whether the source coded the text.", required=True),
        _flag("prot_equal", "Equal treatment with nationals.", required=False),
        _flag("wage_prot", "Protection of wages.", required=False),
        _flag("social_security", "Social security.", required=False),
        _flag("disputes_emp_mig", "Settling disputes between employer and migrant.", required=False),
        _flag("passport", "The migrant keeps passport and papers.", required=False),
        _flag("contract_req", "A written contract is required.", required=False),
        _flag("working_holiday", "Whether the title names a working holiday scheme.", required=False),
        _flag("amendment", "Whether it amends an earlier agreement.", required=False),
        Field(
            name="term_ends",
            description="Year in which it ends by its own terms: a fixed term that does not renew itself; blank for "
            "others, of which the end is not known.",
            pattern=r"(\d{4})?",
        ),
        _flag("denominator", "Counted in the denominator.", required=True),
        _flag("numerator", "Counted in the numerator: equal treatment and one more safeguard.", required=True),
        _flag("numerator_equal_treatment", "Numerator: equal treatment.", required=True),
        _flag(
            "numerator_strict", "Numerator: equal treatment, settling of disputes and social security.", required=True
        ),
        _flag(
            "denominator_without_working_holiday",
            "Denominator: neither a working holiday scheme nor an amendment.",
            required=True,
        ),
        _flag("numerator_without_working_holiday", "Numerator among those in that denominator.", required=True),
    ),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, and from it the headline, its three variants, and the agreements of the last ten years."""
    coded = _register(inputs.table(SOURCE, "agreements"))
    register = pd.concat([coded, _later(inputs.table(SOURCE, "later"))], ignore_index=True).fillna("")
    lifetimes = inputs.framework["reference_areas"]
    tables = {
        f"observations_{series}": observations(
            cumulative_ratio(register, numerator, denominator, lifetimes), source=SOURCE
        )
        for series, (numerator, denominator) in SERIES.items()
    }
    recent = cumulative_ratio(register, *SERIES["agreement-safeguards"], lifetimes, window=WINDOW)
    tables["observations_agreement-safeguards.recent"] = observations(recent, source=SOURCE)
    return {"register_agreement-safeguards": register, **tables}


def cumulative_ratio(
    register: pd.DataFrame, numerator: str, denominator: str, lifetimes: pd.DataFrame, window: int = 0
) -> pd.DataFrame:
    """Count, for each party and each year from its first agreement on, the agreements signed up to that year.

    With a window, those signed in so many years of which that is the last; years without any are left out. `numerator`
    and `denominator` name columns of true and false. A year is given only when the area existed on its
    31 December, by `valid_from` and `valid_to` of `lifetimes`.
    """
    counted = register[(register[denominator] == "true") & (register["date_from"] != "")]
    sides = [
        counted[["id", side, "date_from", numerator]].set_axis(["id", "ref_area", "year", "met"], axis="columns")
        for side in ("ref_area", "counterpart_area")
    ]
    parties = pd.concat(sides).drop_duplicates(["id", "ref_area"])
    parties = parties.assign(year=parties["year"].str[:4].astype(int), met=parties["met"] == "true")
    signed = parties.groupby(["ref_area", "year"])["met"].agg(["sum", "size"])
    rows = [
        of_area.droplevel("ref_area")
        .reindex(range(int(of_area.index.get_level_values("year").min()), LAST_YEAR + 1), fill_value=0)
        .pipe(_grown, window)
        .rename_axis("year")
        .reset_index()
        .assign(ref_area=str(area))
        for area, of_area in signed.groupby(level="ref_area")
    ]
    nothing = pd.DataFrame({"ref_area": [], "year": [], "sum": [], "size": []})
    years = pd.concat(rows, ignore_index=True) if rows else nothing
    years = years[existed(years["ref_area"], years["year"], lifetimes)]
    return pd.DataFrame(
        {
            "ref_area": years["ref_area"],
            "time_period": years["year"].astype(str),
            "obs_value": ratio_text(years["sum"], years["size"]),
            "numerator": number_text(years["sum"]),
            "denominator": number_text(years["size"]),
        }
    )


def _grown(signed: pd.DataFrame, window: int) -> pd.DataFrame:
    """Add up years: all before, or so many; years of a window in which nothing was signed are left out."""
    grown = signed.cumsum()
    if not window:
        return grown
    within = grown - grown.shift(window, fill_value=0)
    return within[within["size"] > 0]


def _register(agreements: pd.DataFrame) -> pd.DataFrame:
    """Give the register: shared columns, provisions, and what each row counts in."""
    coded = agreements["coded"] == "true"
    has = {flag: agreements[flag] == "true" for flag in ("prot_equal", *SUPPORTING)}
    supported = pd.DataFrame({flag: has[flag] for flag in SUPPORTING}).any(axis="columns")
    safeguards = has["prot_equal"] & supported
    strict = has["prot_equal"] & has["disputes_emp_mig"] & has["social_security"]
    plain = coded & (agreements["working_holiday"] == "false") & (agreements["amendment"] == "false")
    ids = "bla-" + agreements["treaty"].str.zfill(4)
    return pd.DataFrame(
        {
            "id": ids,
            "ref_area": agreements["ref_area"],
            "counterpart_area": agreements["counterpart_area"],
            "place": "",
            "title": agreements["title"].where(agreements["title"] != "", _untitled(agreements)),
            "record_type": "bilateral-labour-agreement",
            "record_status": agreements["evidence"].map(_STATUS),
            "date_from": agreements["signed"].where(agreements["signed"] != "", agreements["year"]),
            "date_to": "",
            "date_basis": _date_basis(agreements),
            **{
                column: agreements[column]
                for column in ("coded", "prot_equal", *SUPPORTING, "working_holiday", "amendment")
            },
            "term_ends": agreements["term_ends"],
            "denominator": coded.map(_TRUTH),
            "numerator": safeguards.map(_TRUTH),
            "numerator_equal_treatment": has["prot_equal"].map(_TRUTH),
            "numerator_strict": strict.map(_TRUTH),
            "denominator_without_working_holiday": plain.map(_TRUTH),
            "numerator_without_working_holiday": (plain & safeguards).map(_TRUTH),
            "counted_as": ids.where(coded, ""),
            "not_counted": coded.map({True: "", False: "text-not-coded"}),
            **texts("note", map(_note, agreements.to_dict("records"))),
            "source": SOURCE,
            "source_title": "Bilateral Labor Agreements data, treaty " + agreements["treaty"],
            "source_publisher": "Chilton, Posner and Woda, on Harvard Dataverse",
            "source_url": DATAVERSE,
            "confidence": _confidence(agreements),
            "basis": "read",
        }
    )


def _later(agreements: pd.DataFrame) -> pd.DataFrame:
    """Register rows of agreements signed after the source ended: listed, in no numerator and in no denominator."""
    cited = ["source_title", "source_publisher", "source_url", "confidence", "basis"]
    counted = [field.name for field in REGISTER.extra if field.name.startswith(("numerator", "denominator"))]
    return agreements.loc[:, ["ref_area", "counterpart_area", "title", *cited]].assign(
        id="later-" + agreements["id"].str.lower(),
        record_type="migration-partnership",
        record_status="reported",
        date_from=agreements["signed"],
        date_basis="signature",
        coded="false",
        **dict.fromkeys(counted, "false"),
        not_counted="text-not-coded",
        **texts("note", [[said("agreement-after-coding", content=content)] for content in agreements["content"]]),
        source=SOURCE,
    )


def _untitled(agreements: pd.DataFrame) -> pd.Series:
    """Name an agreement whose title the source does not give."""
    year = agreements["year"].where(agreements["year"] != "", "year unknown")
    return agreements["party"] + " and " + agreements["counterpart"] + ", " + year + " (title not recorded)"


def _date_basis(agreements: pd.DataFrame) -> pd.Series:
    basis = pd.Series("signature", index=agreements.index, dtype=str)
    basis = basis.mask(agreements["signed"] == "", "signature-year")
    return basis.mask(agreements["year"] == "", "not-stated")


def _note(row: Mapping[Any, Any]) -> tuple[Said, ...]:
    """What a reader must know of the row's date or parties."""
    return holding(
        (said("signed-in-another-year"), row["date_conflict"] == "true"),
        (said("signed-on-two-days"), row["two_dates"] == "true"),
        (said("signed-in-unknown-year"), row["year"] == ""),
        (said("party-was-soviet-union", last=SOVIET_UNION_ENDED), "SUN" in (row["ref_area"], row["counterpart_area"])),
        (said("coded-from-translation"), row["translated"] == "true"),
    )


def _confidence(agreements: pd.DataFrame) -> pd.Series:
    """High where the text was read in its own language, low where there is neither a copy nor a report of it."""
    confidence = pd.Series("medium", index=agreements.index, dtype=str)
    confidence = confidence.mask((agreements["coded"] == "true") & (agreements["translated"] == "false"), "high")
    return confidence.mask((agreements["coded"] == "false") & (agreements["evidence"] == "none"), "low")


RULE = Rule(sources=(SOURCE,), build=build, registers=(REGISTER,))
