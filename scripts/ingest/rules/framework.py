"""Other frameworks, what maps to what, good practices and assessments. None of it enters a figure.

Facts that the source does not hold (the names of SDG 10.7.1 to 10.7.4, guidance that IOM cites, links from indicators)
are written by hand in `scripts/ingest/facts/`; every link is our judgement.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from scripts.ingest.facts import read_facts
from scripts.ingest.places import with_letters
from scripts.ingest.rule import CITED, Inputs, Rule, Tables, refuse, refuse_difference
from scripts.ingest.statements import Said, as_written, holding, in_languages, said, texts
from scripts.model.problems import Problem, RefusedError

SOURCE: Final = "migration-governance-framework"
TRADE: Final = "trade-agreements"
"""Source of trade agreements, of which numbers alone are published, beside labour agreements and never among them."""

EARLIER: Final = "2014"
"""Year for which the number of trade agreements is said beside that of all."""

FRAMEWORK: Final = [
    *("id", "framework", "number"),
    *in_languages("label"),
    *in_languages("description"),
    "source",
    *CITED,
]

INDICATORS: Final = {
    "# migrants trained in financial literacy": "financial-literacy",
    "# specific investment schemes for diasporas": "diaspora-investment",
    "# cities with specific measures for vulnerable populations, including migrants": "city-measures",
}
"""The source's wording of an indicator, and our id."""

ELEMENTS: Final = {"migof": "migof-", "mgi": "mgi-", "question": "sdg-10.7.2-"}
"""How the id of an element begins, by the kind of code that the source gives."""

RECORDS: Final = {
    "index-2016": ("assessed-in-index-2016", "assessed-in-index-2016-unread"),
    "success-stories-2024": ("assessment-used-by-2024", "assessment-year-not-given"),
    "pledge-2023": ("assessment-used-in-2023", "assessment-year-not-given"),
    "local-profile": ("assessment-local", ""),
}
"""What is said of a kind of record, and its caution, as statements."""


def build(inputs: Inputs) -> Tables:
    """Give `frameworks`, `crosswalk`, `good_practices` and `assessments`.

    Raises RefusedError when a hand-written fact and the source do not match, when a link leads nowhere, or when an id
    comes twice.
    """
    frameworks = _frameworks(inputs)
    crosswalk = _crosswalk(inputs, frameworks)
    return {
        "frameworks": frameworks,
        "crosswalk": crosswalk,
        "good_practices": _good_practices(inputs),
        "assessments": _assessments(inputs),
    }


def _frameworks(inputs: Inputs) -> pd.DataFrame:
    by_hand = _with(read_facts("frameworks"), FRAMEWORK)
    for element, statement in (("sdg-10.7.2", _scale(inputs)), (TRADE, _trade_agreements(inputs))):
        for column, (words,) in texts("description", [[statement]]).items():
            by_hand.loc[(by_hand["id"] == element) & (by_hand[column] != ""), column] += " " + words
    parts = [by_hand, _migof(inputs), _mgi(inputs), _questions(inputs)]
    frame = pd.concat(parts, ignore_index=True)
    return _unique(_with(frame, FRAMEWORK), "frameworks")


def _scale(inputs: Inputs) -> Said:
    """The scores of SDG 10.7.2 as a statement; their names are the source's."""
    scale = inputs.table(SOURCE, "scale")
    bands = scale[scale["share"] != ""]
    steps = [f"{c}, {label.lower()} ({share})" for c, label, share in bands[["code", "label", "share"]].to_numpy()]
    return said("scores-by-share", steps="; ".join(steps))


def _migof(inputs: Inputs) -> pd.DataFrame:
    elements = inputs.table(SOURCE, "migof")
    rows = elements.assign(
        id="migof-" + elements["code"].str.lower(),
        framework="MiGOF",
        number=elements["code"],
        label_en=elements["name"],
        source=SOURCE,
    )
    texts = read_facts("framework_descriptions")
    refuse_difference(rows["id"], texts["id"], file="facts/framework_descriptions.csv", field="id")
    rows = rows.merge(texts, on="id", how="left", validate="one_to_one")
    adoption = inputs.table(SOURCE, "adoption")
    whole = adoption.assign(
        id="migof",
        framework="MiGOF",
        number=adoption["text"].map(_document),
        label_en="Migration Governance Framework",
        description_en=adoption["text"] + ".",
        source=SOURCE,
    )
    return pd.concat([whole, rows], ignore_index=True)


def _document(text: str) -> str:
    """Symbol of the document that a text names, as C/106/40."""
    found = re.search(r"C/\d+/\d+", text)
    if found is None:
        raise RefusedError([Problem(file=SOURCE, code="source-code-unknown", field="text", found=text)])
    return found.group()


def _mgi(inputs: Inputs) -> pd.DataFrame:
    """The six domains, each with the topics that the source lists, and the whole with its latest published total."""
    topics = inputs.table(SOURCE, "mgi_topics")
    domains = topics.groupby(["domain", "domain_name", *CITED], sort=True)["topic"].apply("; ".join).reset_index()
    rows = domains.assign(
        id="mgi-" + domains["domain"],
        framework="MGI",
        number=domains["domain"],
        label_en=domains["domain_name"],
        source=SOURCE,
        **texts("description", [[said("topics-looked-at", topics=topics)] for topics in domains["topic"]]),
    )
    totals = inputs.table(SOURCE, "totals")
    whole = totals.assign(
        id="mgi",
        framework="MGI",
        number="1-6",
        label_en="Migration Governance Indicators of IOM",
        source=SOURCE,
        **texts("description", [[_total(row)] for row in totals.to_dict("records")]),
    )
    return pd.concat([whole, rows], ignore_index=True)


def _total(row: Mapping[Hashable, Any]) -> Said:
    given = {name: str(row[name]) for name in ("date", "measure", "note")}
    return said("total-published", value=str(row["obs_value"]), **given)


def _questions(inputs: Inputs) -> pd.DataFrame:
    """The six domains of SDG 10.7.2 and their questions."""
    questions = inputs.table(SOURCE, "questions").assign(framework="SDG 10.7.2", source=SOURCE)
    domains = questions.drop_duplicates("domain")
    return pd.concat(
        [
            domains.assign(
                id=ELEMENTS["question"] + domains["domain"],
                number=domains["domain"],
                label_en=domains["domain_name"],
                description_en="",
            ),
            questions.assign(
                id=ELEMENTS["question"] + questions["code"],
                number=questions["code"],
                label_en=questions["label"],
                **texts("description", [[said("question-in-our-words")]] * len(questions)),
            ),
        ],
        ignore_index=True,
    )


def _trade_agreements(inputs: Inputs) -> Said:
    """How many trade agreements have provisions on migration, and how many of these on human rights.

    Numbers alone, by year of entry into force: the source names no parties, and its licence is not confirmed.
    """
    agreements = inputs.table(TRADE, "agreements")
    migration = agreements[agreements["migration"] == "true"]
    rights = migration["human_rights"] == "true"
    early = migration["year"] <= EARLIER
    numbers = {
        "agreements": len(agreements),
        "migration": len(migration),
        "visas": (migration["visa_asylum"] == "true").sum(),
        "illegal": (migration["illegal_immigration"] == "true").sum(),
        "rights": rights.sum(),
        "enforceable": (rights & (migration["human_rights_enforceable"] == "true")).sum(),
        "early": early.sum(),
        "early_rights": (early & rights).sum(),
    }
    years = {"first": agreements["year"].min(), "last": agreements["year"].max(), "year": EARLIER}
    return said("trade-agreements-counted", **years, **{name: str(int(number)) for name, number in numbers.items()})


def _crosswalk(inputs: Inputs, frameworks: pd.DataFrame) -> pd.DataFrame:
    links = pd.concat([_source_links(inputs), _fact_links()], ignore_index=True)
    links = links.assign(id=links["from_id"] + "." + links["to_id"])
    _refuse_dangling(links, {**inputs.framework, "frameworks": frameworks})
    columns = ["id", "from_table", "from_id", "to_table", "to_id", *in_languages("note"), "basis"]
    return _unique(_with(links, columns), "crosswalk")


def _source_links(inputs: Inputs) -> pd.DataFrame:
    links = inputs.table(SOURCE, "links")
    of_indicator = links["from_kind"] == "indicator"
    wordings = links.loc[of_indicator, "from_code"]
    refuse_difference(wordings, INDICATORS, file=f"{SOURCE}/crosswalk_indicators.csv", field="indicator")
    notes = texts("note", [as_written(f"{note}." if note else "") for note in links["note"]])
    return pd.DataFrame(
        {
            "from_table": of_indicator.map({True: "indicators", False: "dimensions"}),
            "from_id": links["from_code"].map(lambda code: INDICATORS.get(code, code)),
            "to_table": "frameworks",
            "to_id": links["to_kind"].map(ELEMENTS) + links["to_code"].str.lower(),
            **notes,
            "basis": links["basis"],
        }
    )


def _fact_links() -> pd.DataFrame:
    """Hand-written links: each pair of an id in `from_ids` and an id in `to_ids` is one."""
    facts = read_facts("crosswalk")
    facts = facts.assign(from_id=facts["from_ids"].str.split(), to_id=facts["to_ids"].str.split(), basis="judgement")
    pairs = facts.explode("from_id").explode("to_id")
    return pairs.drop(columns=["from_ids", "to_ids"])


def _refuse_dangling(links: pd.DataFrame, tables: Tables) -> None:
    """Refuse each link of which an end is not a row of its table."""
    problems = [
        Problem(file="crosswalk", code="key-unknown", field=f"{end}_id", found=row[f"{end}_id"], expected=str(table))
        for end in ("from", "to")
        for table, rows in links.groupby(f"{end}_table")
        for row in rows[~rows[f"{end}_id"].isin(set(tables[str(table)]["id"]))].to_dict("records")
    ]
    if problems:
        raise RefusedError(problems)


def _good_practices(inputs: Inputs) -> pd.DataFrame:
    """Each practice of the source, under a stable id and in words for readers. IOM named all nine countries."""
    practices = inputs.table(SOURCE, "practices")
    facts = read_facts("good_practices")
    key = ["ref_area", "practice"]
    refuse_difference(
        practices[key].agg(" ".join, axis=1),
        facts[key].agg(" ".join, axis=1),
        file="facts/good_practices.csv",
        field="practice",
    )
    frame = practices.merge(facts, on=key, how="inner", validate="one_to_one")
    made = frame.assign(framework="migof-" + frame["migof"].str.lower(), named_by_iom="true", source=SOURCE)
    columns = [
        *("id", "ref_area", *in_languages("practice"), "date_from", "date_to", "kind"),
        *("dimensions", "framework", "obs_value"),
        *("unit_en", "named_by_iom", *in_languages("note"), "source", *CITED),
    ]
    return _with(made, columns)


def _assessments(inputs: Inputs) -> pd.DataFrame:
    frame = inputs.table(SOURCE, "assessments")
    where = (frame["ref_area"] + "-" + frame["place"]).str.rstrip("-").str.lower().str.replace(" ", "-", regex=False)
    rows = frame.assign(
        id=where + "-" + frame["record"],
        place=with_letters(frame["ref_area"], frame["place"]),
        source=SOURCE,
        **texts("title", [[said(RECORDS[code][0])] for code in frame["record"]]),
        **texts("note", [holding((said(RECORDS[code][1]), RECORDS[code][1] != "")) for code in frame["record"]]),
    )
    columns = [
        *("id", "ref_area", "place", "time_period"),
        *in_languages("title"),
        *in_languages("note"),
        "source",
        *CITED,
    ]
    return _unique(rows[columns], "assessments")


def _with(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Give a frame these columns alone; a text that is not translated yet is blank, which validation tells."""
    return frame.reindex(columns=columns, fill_value="")


def _unique(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Refuse a table in which an id comes twice."""
    refuse(frame.loc[frame["id"].duplicated(), "id"], file=table, code="key-duplicate", field="id")
    return frame


RULE = Rule(sources=(SOURCE, TRADE), build=build)
