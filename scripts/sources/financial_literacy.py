"""Facts on people trained in financial literacy, written from archived web pages, one fact a row.

Faults: figures of one programme overlap (a cumulative one and its parts), so rows never add up; many are rounded, in
words that stand in `value_qualifier`; `value` may be households or a budget; a row may be of several countries at once
(`countries` instead of `country_iso3`), or of none that is named. Additions have a file of their own with the same
columns; there people are enrolled, or attend, which is not to have taken a course.
"""

from __future__ import annotations

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms, refuse_repeats

FILE = "financial_literacy_facts.csv"
MORE = "financial_literacy_facts_additions.csv"
KEPT = ("programme", "implementer", "target_group", "period_start", "period_end", "unit", "note")
CITED = ("source_title", "source_publisher", "source_url", "confidence", "basis")
COLUMNS = (
    *("id", "country_iso3", "countries", *KEPT, "value", "value_qualifier"),
    *("count_class", "counts_toward_indicator", *CITED),
)

QUALIFIERS = {
    "": "",
    "exactly": "exactly",
    "about": "about",
    "almost": "almost",
    "nearly": "almost",
    "more than": "more-than",
    "over": "more-than",
    "some": "about",
    "45 to 50": "about",
}
AUDIENCES = ("migrants", "families", "broad", "no")
CLASSES = (
    *("programme_exists", "civil_society_course", "families_of_migrants", "business_training", "other_programme"),
    *("outreach", "non_migrant_audience", "target_not_result", "training_of_trainers"),
    *("pre_departure_course", "employer_or_agency_course"),
    *("orientation_with_finlit_module", "experiment_sample", "mixed_outputs"),
)
OTHER_UNITS = ("households targeted", "migrant households in the experiment", "EUR million budget")
"""Units of values that are not numbers of persons."""

LEARNERS, PARTICIPATIONS, REACHED = "learners", "participations", "people-reached"
"""What one of a figure is: a person who took or finished a course; one attendance, of which a person may have several;
a person whom information, counselling or a wider programme reached."""

UNITS = {
    "entrepreneurs trained": LEARNERS,
    "graduates": LEARNERS,
    "participants": PARTICIPATIONS,
    "persons attending": PARTICIPATIONS,
    "persons attending every workshop": LEARNERS,
    "persons attending talks": PARTICIPATIONS,
    "persons attending workshops": PARTICIPATIONS,
    "persons completing class": LEARNERS,
    "persons counselled": REACHED,
    "persons educated": REACHED,
    "persons enrolled": REACHED,
    "persons given specialised training": LEARNERS,
    "persons impacted": REACHED,
    "persons in each session, at least": PARTICIPATIONS,
    "persons oriented": PARTICIPATIONS,
    "persons reached": REACHED,
    "persons reached with information": REACHED,
    "persons supported": REACHED,
    "persons taking part": REACHED,
    "persons trained": LEARNERS,
    "persons trained to start a business": LEARNERS,
    "students": LEARNERS,
}
"""The unit of each wording, where programmes that count report it: only figures of one unit stand side by side."""

PERSON_UNITS = (
    *("beneficiaries", "entrepreneurs trained", "graduates", "participants", "persons attending"),
    *("persons attending every workshop", "persons attending talks", "persons attending workshops"),
    *("persons completing class", "persons counselled", "persons educated", "persons enrolled", "persons expected"),
    *("persons given specialised training", "persons impacted", "persons in each session, at least"),
    *("persons oriented", "persons reached", "persons reached with information", "persons supported"),
    *("persons taking part", "persons targeted", "persons trained", "persons trained to start a business"),
    *("students", "trainers trained"),
)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `facts`: one row a fact that is of at least one country, of the file and then of its additions.

    `id`, `ref_areas` (ISO3 codes, separated by spaces), `programme`, `implementer`, `target_group`, `period_start`,
    `period_end`, `value`, `unit`, `is_persons` (true or false), `unit_measure` (what
    one of the value is, or ''), `value_qualifier` (exactly, about, almost, more-than or
    ''), `count_class`, `audience` (migrants, families, broad or no), `note`, and the citation.
    Raises RefusedError for an unknown area or code, a year or number that is none, and a repeated id.
    """
    read = [_facts(raw, areas, name) for name in (FILE, MORE)]
    facts = pd.concat([used for used, _ in read], ignore_index=True)
    refuse_repeats(facts, "id", raw.source)
    return Harvest(tables={"facts": facts}, accounts=tuple(account for _, account in read))


def _facts(raw: RawFolder, areas: Areas, name: str) -> tuple[pd.DataFrame, Account]:
    """Give the facts of one file, and its account."""
    file = f"{raw.source}/{name}"
    frame = raw.csv(name, columns=COLUMNS)
    _refuse_strange_cells(frame, file)
    listed = frame["countries"].where(frame["country_iso3"] == "", frame["country_iso3"]).str.replace(";", " ")
    nowhere = frame["country_iso3"].eq("") & ~frame["countries"].str.fullmatch(r"[A-Z]{3}(;[A-Z]{3})*")
    _refuse_unknown_areas(listed[~nowhere], areas, file)
    facts = frame.loc[:, ["id", *KEPT, "value", "count_class", *CITED]].assign(
        ref_areas=listed,
        unit_measure=frame["unit"].map(UNITS).fillna(""),
        is_persons=frame["unit"].isin(PERSON_UNITS).map({True: "true", False: "false"}),
        value_qualifier=frame["value_qualifier"].map(QUALIFIERS),
        audience=frame["counts_toward_indicator"],
    )
    used = facts[~nowhere].reset_index(drop=True)
    apart = {"no-area": int(nowhere.sum())} if nowhere.any() else {}
    return used, Account(file=name, read=len(frame), used=len(used), set_aside=apart)


def _refuse_strange_cells(frame: pd.DataFrame, file: str) -> None:
    refuse_repeats(frame, "id", file)
    refuse_other_codes(frame, "value_qualifier", QUALIFIERS, file)
    refuse_other_codes(frame, "count_class", CLASSES, file)
    refuse_other_codes(frame, "counts_toward_indicator", AUDIENCES, file)
    refuse_other_codes(frame, "unit", ("", *PERSON_UNITS, *OTHER_UNITS), file)
    refuse_other_forms(frame, "value", r"\d*", file, "a whole number or nothing")
    for column in ("period_start", "period_end"):
        refuse_other_forms(frame, column, r"(\d{4})?", file, "YYYY or nothing")


def _refuse_unknown_areas(listed: pd.Series, areas: Areas, file: str) -> None:
    """Refuse codes that no area has. Raises RefusedError."""
    column = "country_iso3, countries"
    found = sorted({code for cell in listed for code in cell.split()} - areas.codes)
    if found:
        raise RefusedError(Problem(file=file, code="area-code-unknown", field=column, found=code) for code in found)


ADAPTER = Adapter(source="financial-literacy", read=read)
