"""regularisation: what part of the applicants, and of the undocumented, a programme regularised."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.registers import first_reason, slug, unfit_to_count
from scripts.ingest.rule import Inputs, Rule, Tables, observations, ratio_text, refuse
from scripts.ingest.statements import in_languages, said, texts
from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.tables import DATE_PATTERN, Field, Register

SOURCE = "regularisation"
NOTES: Final = "regularisation_notes"
"""Facts: hand-written notes on programmes, by id of the register."""

NUMBERS = ["applications", "regularised", "denominator_low", "denominator_high"]

REGISTER = Register(
    name=SOURCE,
    title="Regularisation programmes",
    description="Programmes that gave papers to undocumented migrants, and estimates of how many there are as context.",
    extra=(
        Field(name="applications", type="integer", description="Applications, or people registered.", minimum=0),
        Field(name="regularised", type="integer", description="People regularised.", minimum=0),
        Field(name="denominator_low", type="integer", description="Undocumented stock, low.", minimum=0),
        Field(
            name="denominator_high",
            type="integer",
            description="Undocumented stock, high; blank when there is no upper bound.",
            minimum=0,
        ),
        Field(name="denominator_basis_en", description="What the stock is, in words."),
        Field(
            name="denominator_is_wider",
            description="Whether the stock also counts people who have papers.",
            required=True,
            enum=("true", "false"),
        ),
        Field(name="as_of", description="Day of which the figures are.", pattern=DATE_PATTERN),
    ),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, the ratio to applications, and the ratio to the undocumented stock."""
    programmes = _programmes(inputs.table(SOURCE, "programmes"))
    register = pd.concat([programmes, _estimates(inputs.table(SOURCE, "estimates"))], ignore_index=True)
    return {
        "register_regularisation": register.drop(columns="note"),
        "observations_regularisation": _of_applications(programmes),
        "observations_regularisation.of-stock": _of_stock(programmes),
    }


def _programmes(frame: pd.DataFrame) -> pd.DataFrame:
    """Register rows of programmes, with the code of the note for their observations as `note`."""
    keys = frame["ref_area"].str.lower() + "-" + frame["programme"].map(slug)
    again = frame.groupby(keys).cumcount()
    ids = keys.where(again == 0, keys + "-" + (again + 1).astype(str))
    rows = frame.assign(id=ids, basis="read").merge(_notes(ids), on="id", how="left", validate="one_to_one").fillna("")
    not_counted = _reasons(rows, keys.reset_index(drop=True))
    started, ended = rows["period_start"] != "", rows["period_end"] != ""
    status = (("ended", ended), ("end-not-stated", started), ("dates-not-stated", ~started & ~ended))
    kept = ["id", "ref_area", "as_of", *NUMBERS, "denominator_is_wider", "source_url", "confidence", "basis"]
    return rows.loc[:, kept].assign(
        title=rows["programme"],
        record_type="regularisation-programme",
        record_status=first_reason(rows.index, status),
        date_from=rows["period_start"],
        date_to=rows["period_end"],
        date_basis=started.map({True: "applications-opened", False: "not-stated"}),
        denominator_basis_en=rows["denominator_basis"],
        counted_as=keys.reset_index(drop=True).where(not_counted == "", ""),
        not_counted=not_counted,
        note=rows["note"].mask((rows["note"] == "") & ~ended, "end-not-stated"),
        **{column: rows[column] for column in in_languages("note") if column in rows},
        source=SOURCE,
        source_publisher=[urlsplit(url).netloc for url in rows["source_url"]],
    )


def _notes(ids: pd.Series) -> pd.DataFrame:
    """Read the hand-written notes. Raises RefusedError when one is of a programme that is not in the source."""
    notes = read_facts(NOTES).rename(columns={"not_counted": "known_reason"})
    strange = sorted(set(notes["id"]) - set(ids)) if len(ids) else []
    refuse(strange, file=f"facts/{NOTES}.csv", code="fact-of-nothing", field="id")
    return notes


def _reasons(rows: pd.DataFrame, keys: pd.Series) -> pd.Series:
    """Say why a programme has no part in the headline. Of two rows that could count, the first of the file does."""
    applied, granted = rows["applications"] != "", rows["regularised"] != ""
    numbers = rows[NUMBERS].apply(pd.to_numeric)
    beyond = ~granted & (numbers["applications"] > numbers["denominator_high"])
    reasons = (
        *((reason, rows["known_reason"] == reason) for reason in sorted(set(rows["known_reason"]) - {""})),
        ("applications-exceed-denominator", beyond),
        ("regularised-not-stated", ~granted),
        ("applications-not-stated", ~applied),
        *unfit_to_count(rows),
    )
    found = first_reason(rows.index, reasons)
    second = (found == "") & keys.where(found == "").duplicated()
    return found.mask(second, "other-record-of-programme-counts")


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
        applications="",
        regularised="",
        denominator_low=frame["low"],
        denominator_high=frame["high"],
        denominator_basis_en=texts("basis", [[said("stock-of-undocumented")]] * len(frame))["basis_en"],
        denominator_is_wider="false",
        as_of="",
        counted_as="",
        not_counted="context-only",
        note="",
        **texts("note", [()] * len(frame)),
        source=SOURCE,
        source_publisher=[urlsplit(url).netloc for url in frame["source_url"]],
        basis="read",
    )


def _period(rows: pd.DataFrame) -> pd.Series:
    """Year in which the programme's period ended; else the year of which the figures are; else unknown."""
    year = rows["date_to"].where(rows["date_to"] != "", rows["as_of"]).str[:4]
    return year.where(year != "", UNKNOWN_PERIOD)


def _of_applications(programmes: pd.DataFrame) -> pd.DataFrame:
    """Regularised by applications, where one record states both. Records that do not count have low reliability."""
    shown = programmes["counted_as"].ne("") | programmes["not_counted"].eq("confidence-low")
    rows = programmes[shown]
    return observations(
        pd.DataFrame(
            {
                "ref_area": rows["ref_area"],
                "time_period": _period(rows),
                "programme": rows["id"],
                "obs_value": ratio_text(rows["regularised"], rows["applications"]),
                "numerator": rows["regularised"],
                "denominator": rows["applications"],
                "obs_status": rows["counted_as"].ne("").map({True: "A", False: "U"}),
                "note": rows["note"],
            }
        ),
        source=SOURCE,
    )


def _of_stock(programmes: pd.DataFrame) -> pd.DataFrame:
    """Regularised by the low and the high stock, where a record states all three.

    One value when the stock is one number, else a range. Low reliability when the stock also counts people with papers
    or confidence is low, else estimated, for every stock of undocumented people is an estimate.
    """
    stated = (programmes[["regularised", "denominator_low", "denominator_high"]] != "").all(axis=1)
    rows = programmes[stated & programmes["not_counted"].ne("not-a-legal-status")]
    single = rows["denominator_low"] == rows["denominator_high"]
    wider = rows["denominator_is_wider"] == "true"
    low = ratio_text(rows["regularised"], rows["denominator_high"])
    return observations(
        pd.DataFrame(
            {
                "ref_area": rows["ref_area"],
                "time_period": _period(rows),
                "programme": rows["id"],
                "obs_value": low.where(single, ""),
                "numerator": rows["regularised"],
                "denominator": rows["denominator_low"].where(single, ""),
                "denominator_low": rows["denominator_low"],
                "denominator_high": rows["denominator_high"],
                "value_low": low,
                "value_high": ratio_text(rows["regularised"], rows["denominator_low"]),
                "obs_status": (wider | rows["confidence"].eq("low")).map({True: "U", False: "E"}),
                "note": rows["note"].mask(wider, "denominator-is-wider"),
            }
        ),
        source=SOURCE,
    )


RULE = Rule(sources=(SOURCE,), build=build, registers=(REGISTER,))
