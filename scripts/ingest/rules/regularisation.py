"""regularisation: of the applications that a programme decided, what part it granted; and of the undocumented stock."""

from __future__ import annotations

import dataclasses
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.registers import first_reason, slug, unfit_to_count
from scripts.ingest.rule import Inputs, Rule, Tables, number_text, observations, ratio_text, refuse
from scripts.ingest.statements import in_languages, said, texts
from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.outcomes import COUNTS as COUNTED
from scripts.model.outcomes import Outcomes
from scripts.model.tables import DATE_PATTERN, URL_PATTERN, Field, Register

SOURCE = "regularisation"
NOTES: Final = "regularisation_notes"
"""Facts: hand-written notes on programmes, by id of the register."""

COUNTS: Final = "regularisation_counts"
"""Facts: counts that say more than the source. Of an id that it has they replace the row; others are added."""

NAMES: Final = "regularisation_names"
"""Facts: programmes that a page names otherwise than the page from which their key comes."""

UNDOCUMENTED: Final = "undocumented"
"""Whom the headline is of; programmes whose applicants were others, known to the state, are a series of their own."""

OTHER_PEOPLE: Final = "other-people"
"""Why a count that states all does not count in the headline: it is in the series of those others."""

OUTCOMES_UNSTATED: Final = "outcomes-not-stated"
"""A note on the share of decided applications, and not on the share of a stock."""

USUAL: Final = {"applicants": UNDOCUMENTED, "rounded": "false", "interim": "false"}
"""What hand-written notes say of a programme, and what a blank there means."""

STOCK = ["stock_low", "stock_high"]
NUMBERS = [*COUNTED, *STOCK]
RENAMED = {
    "regularised": "granted",
    "denominator_low": "stock_low",
    "denominator_high": "stock_high",
    "denominator_basis": "stock_basis",
    "denominator_is_wider": "stock_is_wider",
}
"""Columns of the tidy table, which is as its source names things, and what the register calls them."""


def _count(name: str, description: str) -> Field:
    return Field(name=name, type="integer", description=description, minimum=0)


REGISTER = Register(
    name=SOURCE,
    title="Regularisation programmes",
    description="Programmes that gave papers to undocumented migrants, and estimates of how many there are as context.",
    extra=(
        Field(name="as_of", description="Day of which the figures are.", pattern=DATE_PATTERN),
        _count("applications", "Applications, or people registered as applicants."),
        _count("granted", "Of these, those that were granted by that day."),
        _count("refused", "Of these, those that were refused by that day."),
        _count("pending", "Of these, those that were not decided by that day."),
        _count("withdrawn", "Of these, those that were withdrawn or closed without a decision by that day."),
        _count("documents", "Of those granted, the people who held their document by that day."),
        _count("stock_low", "Undocumented stock, low."),
        _count("stock_high", "Undocumented stock, high; blank when there is no upper bound."),
        Field(name="stock_basis", description="What the stock is, in words.", said=True),
        Field(
            name="stock_is_wider",
            description="Whether the stock also counts people who have papers.",
            required=True,
            enum=("true", "false"),
        ),
        Field(
            name="applicants",
            description="Who applied: people without papers, asylum seekers, people whose stay was tolerated, or "
            "holders of an earlier permit.",
            codelist="applicants",
        ),
        Field(
            name="rounded",
            description="Whether the source rounds its figures; blank for an estimate of a stock.",
            enum=("true", "false"),
        ),
        Field(
            name="interim",
            description="Whether the programme was still deciding when the figures were published; blank for an "
            "estimate of a stock.",
            enum=("true", "false"),
        ),
        Field(
            name="applications_url",
            description="Address of the page that gives the applications, where it is another one.",
            pattern=URL_PATTERN,
        ),
    ),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, the ratios to decided applications (those of others apart), and to the undocumented stock."""
    programmes = _programmes(inputs.table(SOURCE, "programmes").rename(columns=RENAMED))
    undocumented = programmes["applicants"] == UNDOCUMENTED
    register = pd.concat([programmes, _estimates(inputs.table(SOURCE, "estimates"))], ignore_index=True).fillna("")
    return {
        "register_regularisation": register.drop(columns=["note", "key", "fit", "set_apart"]),
        "observations_regularisation": _of_decided(programmes[undocumented]),
        "observations_regularisation.other-people": _of_decided(programmes[~undocumented]),
        "observations_regularisation.of-stock": _of_stock(programmes[undocumented]),
    }


def _programmes(frame: pd.DataFrame) -> pd.DataFrame:
    """Register rows of programmes.

    `key` is what several counts are of, `note` their observations' note, `set_apart` a reason that a person gave, `fit`
    whether the count is the one of its programme that states how many applications were decided.
    """
    rows = _with_counts(_identified(frame))
    rows = rows.merge(_notes(rows["id"]), on="id", how="left", validate="one_to_one").fillna("")
    rows = rows.assign(**{name: rows[name].replace("", usual) for name, usual in USUAL.items()})
    found = _reasons(rows)
    fit = found == ""
    not_counted = found.mask(fit & (rows["applicants"] != UNDOCUMENTED), OTHER_PEOPLE)
    started, ended = rows["period_start"] != "", rows["period_end"] != ""
    status = (("ended", ended), ("end-not-stated", started), ("dates-not-stated", ~started & ~ended))
    kept = [
        "id",
        "key",
        "ref_area",
        "as_of",
        *NUMBERS,
        "stock_is_wider",
        "source_url",
        "source_title",
        "applications_url",
        *USUAL,
    ]
    return rows.loc[:, [*kept, "confidence", "basis"]].assign(
        fit=fit,
        set_apart=rows["known_reason"],
        title=rows["programme"],
        record_type="regularisation-programme",
        record_status=first_reason(rows.index, status),
        date_from=rows["period_start"],
        date_to=rows["period_end"],
        date_basis=started.map({True: "applications-opened", False: "not-stated"}),
        stock_basis_en=rows["stock_basis"],
        counted_as=rows["key"].where(not_counted == "", ""),
        not_counted=not_counted,
        note=rows["note"].mask((rows["note"] == "") & ~ended, "end-not-stated"),
        **{column: rows[column] for column in in_languages("note") if column in rows},
        source=SOURCE,
        source_publisher=_publisher(rows),
    )


def _publisher(rows: pd.DataFrame) -> pd.Series:
    hosts = pd.Series([urlsplit(url).netloc for url in rows["source_url"]], index=rows.index, dtype=str)
    return rows["source_publisher"].where(rows["source_publisher"] != "", hosts)


def _identified(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `key`, the same for all counts of one programme, and `id`, its own for each."""
    keys = _keys(frame)
    again = frame.groupby(keys).cumcount()
    return frame.assign(key=keys, id=keys.where(again == 0, keys + "-" + (again + 1).astype(str)))


def _keys(frame: pd.DataFrame) -> pd.Series:
    """Name the programme that each row is of, whatever its page calls it."""
    names = read_facts(NAMES)
    known = {(row["ref_area"], row["programme"]): row["same_as"] for row in names.to_dict("records")}
    pairs = zip(frame["ref_area"], frame["programme"], strict=True)
    keys = [f"{area.lower()}-{slug(known.get((area, programme), programme))}" for area, programme in pairs]
    return pd.Series(keys, index=frame.index, dtype=str)


def _with_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the hand-written counts in the place of the rows with their ids, and others after them."""
    counts = read_facts(COUNTS)
    keys = _keys(counts)
    strange = counts.loc[~keys.isin(rows["key"]), "id"].tolist()
    refuse(strange, file=f"facts/{COUNTS}.csv", code="fact-of-nothing", field="id")
    left = rows[~rows["id"].isin(counts["id"])]
    return pd.concat([left, counts.assign(key=keys, basis="read")], ignore_index=True).fillna("")


def _notes(ids: pd.Series) -> pd.DataFrame:
    """Read the hand-written notes. Raises RefusedError when one is of a programme that is not in the source."""
    notes = read_facts(NOTES).rename(columns={"not_counted": "known_reason"})
    strange = sorted(set(notes["id"]) - set(ids)) if len(ids) else []
    refuse(strange, file=f"facts/{NOTES}.csv", code="fact-of-nothing", field="id")
    return notes


def _outcomes(rows: pd.DataFrame) -> list[Outcomes]:
    names = [field.name for field in dataclasses.fields(Outcomes)]
    each = rows[names].to_dict("records")
    return [Outcomes(**{name: int(row[name]) if row[name] else None for name in names}) for row in each]


def _decided(rows: pd.DataFrame) -> pd.Series:
    return pd.Series([each.decided for each in _outcomes(rows)], index=rows.index, dtype="float64")


def _undecided(rows: pd.DataFrame) -> pd.Series:
    return pd.Series([each.undecided for each in _outcomes(rows)], index=rows.index, dtype="float64")


def _reasons(rows: pd.DataFrame) -> pd.Series:
    """Say why a count has no part in the headline. Of several that could count, the last one of a programme does."""
    granted = rows["granted"] != ""
    numbers = rows[NUMBERS].apply(pd.to_numeric)
    beyond = ~granted & (numbers["applications"] > numbers["stock_high"])
    reasons = (
        *((reason, rows["known_reason"] == reason) for reason in sorted(set(rows["known_reason"]) - {""})),
        ("applications-exceed-denominator", beyond),
        ("regularised-not-stated", ~granted),
        ("applications-not-stated", (rows[["applications", "refused", "pending"]] == "").all(axis=1)),
        *unfit_to_count(rows),
        ("decided-not-stated", _decided(rows).isna()),
        ("pending-not-stated", _undecided(rows).isna()),
    )
    found = first_reason(rows.index, reasons)
    last = found[_last(rows, found == "")].index
    replaced = (
        rows["key"].isin(rows.loc[last, "key"])
        & found.isin(["", "decided-not-stated", "pending-not-stated"])
        & ~rows.index.isin(last)
    )
    return found.mask(replaced, "other-record-of-programme-counts")


def _last(rows: pd.DataFrame, fit: pd.Series) -> pd.Series:
    """Tell the latest count of each programme among those that are fit; of several of one day, the first."""
    ranked = rows[fit].sort_values("as_of", ascending=False, kind="stable").drop_duplicates("key")
    return pd.Series(rows.index.isin(ranked.index), index=rows.index)


def _estimates(frame: pd.DataFrame) -> pd.DataFrame:
    """Register rows of estimates of the undocumented stock: context, never counted."""
    one_year = frame["period_start"] == frame["period_end"]
    period = frame["period_start"].where(one_year, frame["period_start"] + "-" + frame["period_end"])
    return frame.loc[:, ["ref_area", "source_url", "confidence"]].assign(
        id="stock-" + frame["ref_area"].str.lower() + "-" + period + "-" + frame["estimate"].map(slug),
        title="Undocumented migrants, " + period + ": " + frame["estimate"],
        record_type="stock-estimate",
        record_status="estimate",
        date_from=frame["period_start"],
        date_to=frame["period_end"],
        date_basis="reference-period",
        stock_low=frame["low"],
        stock_high=frame["high"],
        stock_basis_en=texts("basis", [[said("stock-of-undocumented")]] * len(frame))["basis_en"],
        stock_is_wider="false",
        not_counted="context-only",
        **texts("note", [()] * len(frame)),
        source=SOURCE,
        source_publisher=[urlsplit(url).netloc for url in frame["source_url"]],
        basis="read",
    )


def _period(rows: pd.DataFrame) -> pd.Series:
    """Year of which the figures are; else the year in which the programme ended; else unknown."""
    year = rows["as_of"].where(rows["as_of"] != "", rows["date_to"]).str[:4]
    return year.where(year != "", UNKNOWN_PERIOD)


def _of_decided(programmes: pd.DataFrame) -> pd.DataFrame:
    """Granted by decided, with what it would be if all that is open were refused, or granted.

    Where it is not known how many were decided, the range stands alone and its value is estimated.
    """
    known = _undecided(programmes).notna()
    alone = _last(programmes, programmes["not_counted"].eq("decided-not-stated") & known)
    rows = programmes[programmes["fit"] | alone]
    granted, judged, still = pd.to_numeric(rows["granted"]), _decided(rows), _undecided(rows)
    every = judged.fillna(granted) + still
    return observations(
        pd.DataFrame(
            {
                "ref_area": rows["ref_area"],
                "time_period": _period(rows),
                "programme": rows["id"],
                "obs_value": ratio_text(granted, judged),
                "numerator": rows["granted"],
                "denominator": number_text(judged),
                "pending": number_text(still),
                "value_low": ratio_text(granted, every),
                "value_high": ratio_text(granted + still, every),
                "obs_status": judged.notna().map({True: "A", False: "E"}),
                "note": rows["note"],
            }
        ),
        source=SOURCE,
    )


def _of_stock(programmes: pd.DataFrame) -> pd.DataFrame:
    """Granted by the low and the high stock, where a record states all three; one count of a programme, the last.

    One value when the stock is one number, else a range. Low reliability when the stock also counts people with papers
    or confidence is low, else estimated, for every stock of undocumented people is an estimate.
    """
    stated = (programmes[["granted", *STOCK]] != "").all(axis=1)
    rows = programmes[_last(programmes, stated & programmes["set_apart"].eq(""))]
    single = rows["stock_low"] == rows["stock_high"]
    wider = rows["stock_is_wider"] == "true"
    low = ratio_text(rows["granted"], rows["stock_high"])
    return observations(
        pd.DataFrame(
            {
                "ref_area": rows["ref_area"],
                "time_period": _period(rows),
                "programme": rows["id"],
                "obs_value": low.where(single, ""),
                "numerator": rows["granted"],
                "denominator": rows["stock_low"].where(single, ""),
                "denominator_low": rows["stock_low"],
                "denominator_high": rows["stock_high"],
                "value_low": low,
                "value_high": ratio_text(rows["granted"], rows["stock_low"]),
                "obs_status": (wider | rows["confidence"].eq("low")).map({True: "U", False: "E"}),
                "note": rows["note"].replace(OUTCOMES_UNSTATED, "").mask(wider, "denominator-is-wider"),
            }
        ),
        source=SOURCE,
    )


RULE = Rule(sources=(SOURCE,), build=build, registers=(REGISTER,))
