"""financial-literacy: how many people each programme taught. Never a total."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from scripts.ingest.registers import first_reason, kebab, unfit_to_count
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, observations
from scripts.ingest.statements import Said, as_written, said, texts
from scripts.model.codes import UNKNOWN_PERIOD
from scripts.model.tables import Field, Register

SOURCE = "financial-literacy"
FAMILIES = "families-not-migrants"
BROAD = "broad-orientation"
PARTICIPATIONS = "participations-not-persons"
REACHED = "reached-not-taught"
"""Reasons for not counting that name the companion series."""

CLASSES_NOT_COUNTED = {
    "programme_exists": "no-figure",
    "target_not_result": "planned-not-done",
    "training_of_trainers": "trainers-not-migrants",
    "non_migrant_audience": "audience-not-migrants",
    "other_programme": "not-financial-literacy",
    "experiment_sample": "experiment-sample",
    "mixed_outputs": "mixed-outputs",
}
"""Why facts of these classes say nothing of the number of people trained."""

RESULT_STATUS = {"programme_exists": "no-figure", "target_not_result": "planned"}
"""Status of the classes of fact that report no result; all others report one."""

UNIT_REASONS = {"participations": PARTICIPATIONS, "people-reached": REACHED}
"""Why figures of units other than persons who took a course are not in the headline."""

NOTES = {
    "": "",
    "exactly": "",
    "more-than": "stated-as-more-than",
    "almost": "stated-as-almost",
    "about": "stated-as-about",
}

FIGURES = {
    "": "figure",
    "exactly": "figure",
    "more-than": "figure-more-than",
    "almost": "figure-almost",
    "about": "figure-about",
}
FIGURES_TOGETHER = {
    "": "figure-together",
    "exactly": "figure-together",
    "more-than": "figure-together-more-than",
    "almost": "figure-together-almost",
    "about": "figure-together-about",
}
"""What is said of a figure that is not one country's number of persons, by how exact it is."""

COMPANIONS = {"broad": BROAD, "families": FAMILIES, "participations": PARTICIPATIONS, "reached": REACHED}
"""The companion series by the reason for which a row is in it and not in the headline."""

REGISTER = Register(
    name=SOURCE,
    title="Training in financial literacy",
    description="Programmes, and how many people their sources say were trained. Figures overlap and never add up.",
    extra=(
        Field(name="value", type="integer", description="What the source counts, when it counts people.", minimum=0),
        Field(
            name="unit_measure",
            description="What one of the value is: figures of one unit alone stand side by side.",
            codelist="unit_measure",
        ),
        Field(name="unit", description="What the source counts, in words.", said=True),
        Field(name="value_qualifier", description="How exact the figure is.", codelist="value_qualifier"),
        Field(name="count_class", description="What kind of figure it is.", required=True, codelist="count_class"),
        Field(name="period_start", description="First year that the figure covers.", pattern=r"\d{4}"),
        Field(name="period_end", description="Last year that the figure covers.", pattern=r"\d{4}"),
        Field(name="implementer", description="Who runs the programme."),
        Field(name="target_group", description="Whom it trains, in words.", said=True),
    ),
)


def build(inputs: Inputs) -> Tables:
    """Make the register, and figures by programme, of one unit in each series.

    Migrants, families and customers of broader programmes who took a course; participations; people reached.
    """
    register = _register(_by_country(inputs.table(SOURCE, "facts")))
    return {
        "register_financial-literacy": register,
        "observations_financial-literacy": by_programme(register[register["counted_as"] != ""]),
        **{
            f"observations_financial-literacy.{name}": by_programme(register[register["not_counted"] == reason])
            for name, reason in COMPANIONS.items()
        },
    }


def _by_country(facts: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each fact and country. A fact of several countries keeps no figure: it is no one country's."""
    several = facts["ref_areas"].str.contains(" ")
    ids = facts["id"].str.lower()
    rows = facts.assign(ref_area=facts["ref_areas"].str.split(), id=ids, several=several).explode("ref_area")
    rows = rows.reset_index(drop=True)
    rows["id"] = rows["id"].where(~rows["several"], rows["id"] + "-" + rows["ref_area"].str.lower())
    return rows


def _register(rows: pd.DataFrame) -> pd.DataFrame:
    own = rows["is_persons"].eq("true") & ~rows["several"]
    reasons = (
        ("several-countries-together", rows["several"]),
        *((code, rows["count_class"] == name) for name, code in CLASSES_NOT_COUNTED.items()),
        ("not-counted-by-source", rows["audience"] == "no"),
        ("no-figure", ~own | (rows["value"] == "")),
        ("not-counted-by-source", rows["unit_measure"] == ""),
        *((code, rows["unit_measure"] == unit) for unit, code in UNIT_REASONS.items()),
        (FAMILIES, rows["audience"] == "families"),
        (BROAD, rows["audience"] == "broad"),
        *unfit_to_count(rows),
    )
    not_counted = first_reason(rows.index, reasons)
    dated = rows["period_start"].ne("") | rows["period_end"].ne("")
    return rows.loc[:, ["id", "ref_area", "period_start", "period_end", "implementer", *CITED]].assign(
        title=rows["programme"],
        record_type="training-programme",
        record_status=rows["count_class"].map(RESULT_STATUS).fillna("result-reported"),
        date_from=rows["period_start"],
        date_to=rows["period_end"],
        date_basis=dated.map({True: "figure-period", False: "not-stated"}),
        value=rows["value"].where(own, ""),
        unit_measure=rows["unit_measure"].where(own, ""),
        unit_en=rows["unit"].where(own, ""),
        value_qualifier=rows["value_qualifier"].where(own, ""),
        count_class=kebab(rows["count_class"]),
        target_group_en=rows["target_group"],
        counted_as=rows["id"].where(not_counted == "", ""),
        not_counted=not_counted,
        source=SOURCE,
        **texts("note", map(_note, rows.to_dict("records"))),
    )


def _note(row: Mapping[Hashable, Any]) -> tuple[Said, ...]:
    """Give the source's own note, after a figure that is not one country's number of persons."""
    own = as_written(str(row["note"]))
    if not row["value"] or (row["is_persons"] == "true" and not row["several"]):
        return own
    codes = FIGURES_TOGETHER if row["several"] else FIGURES
    return (said(codes[row["value_qualifier"]], value=str(int(row["value"])), unit=row["unit"]), *own)


def by_programme(register: pd.DataFrame) -> pd.DataFrame:
    """Figures by programme, in the last year that the figure covers, or in none when the source does not say."""
    return observations(
        pd.DataFrame(
            {
                "ref_area": register["ref_area"],
                "time_period": register["period_end"].where(register["period_end"] != "", UNKNOWN_PERIOD),
                "programme": register["id"],
                "obs_value": register["value"],
                "note": register["value_qualifier"].map(NOTES),
            }
        ),
        source=SOURCE,
    )


RULE = Rule(sources=(SOURCE,), build=build, registers=(REGISTER,))
