"""The framework rule: joins of the source with hand-written facts, and what it refuses."""

from __future__ import annotations

import pandas as pd
import pytest

from scripts.ingest.facts import FOLDER, read_facts
from scripts.ingest.rule import Inputs, Tables
from scripts.ingest.rules import framework
from scripts.model.languages import Languages
from scripts.model.problems import RefusedError
from scripts.model.tables import fixed_tables
from scripts.sources.adapter import Harvest
from scripts.sources.areas import Areas

CITED = {
    "source_title": "T",
    "source_publisher": "P",
    "source_url": "https://example.org/",
    "confidence": "high",
    "basis": "read",
}
COLUMNS = {table.name: table.columns for table in fixed_tables(Languages())}


def frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=str)


def ids(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"id": list(names)}, dtype=str)


def practices() -> pd.DataFrame:
    """One row for each practice that the hand-written facts describe."""
    facts = read_facts("good_practices")
    columns = {"date_from": "", "kind": "law", "dimensions": "human-rights", "migof": "P1", "obs_value": "", **CITED}
    return facts[["ref_area", "practice"]].assign(**columns)


def tables() -> dict[str, pd.DataFrame]:
    """Tidy tables as the adapter gives them."""
    letters = [(d, q) for d in "123456" for q in "abcde"]
    wordings = list(framework.INDICATORS)
    return {
        "migof": frame([{"code": c, "name": f"Name {c}", **CITED} for c in ("P1", "P2", "P3", "O1", "O2", "O3")]),
        "adoption": frame([{"text": "Presented as C/106/40 in 2015", **CITED}]),
        "mgi_topics": frame(
            [
                {"domain": d, "domain_name": f"Domain {d}", "topic": t, **CITED}
                for d, t in [(d, t) for d in "123456" for t in ("First", "Second")]
            ]
        ),
        "questions": frame(
            [{"code": d + q, "domain": d, "domain_name": f"D{d}", "label": f"Q {d}{q}", **CITED} for d, q in letters]
        ),
        "scale": frame(
            [
                {"code": "3", "label": "Meets", "share": "80% to under 100%", "confidence": "high", "basis": "known"},
                {"code": "N", "label": "No answer", "share": "", "confidence": "high", "basis": "read"},
            ]
        ),
        "totals": frame(
            [{"date": "2024", "measure": "countries since 2016", "obs_value": "112", "note": "and 104 cities", **CITED}]
        ),
        "assessments": frame(
            [
                {"ref_area": "BRA", "place": "Sao Paulo", "time_period": "2019", "record": "local-profile", **CITED},
                {"ref_area": "MEX", "place": "", "time_period": "2016", "record": "index-2016", **CITED},
                {"ref_area": "MEX", "place": "", "time_period": "", "record": "success-stories-2024", **CITED},
            ]
        ),
        "practices": practices(),
        "links": frame(
            [
                {
                    "from_kind": "dimension",
                    "from_code": "returns-reintegration",
                    "to_kind": "mgi",
                    "to_code": "6",
                    "note": "",
                    "basis": "judgement",
                },
                *(
                    {
                        "from_kind": "indicator",
                        "from_code": wording,
                        "to_kind": "question",
                        "to_code": "4d",
                        "note": "Take care",
                        "basis": "judgement",
                    }
                    for wording in wordings
                ),
            ]
        ),
    }


FLAGS = ("migration", "visa_asylum", "illegal_immigration", "human_rights", "human_rights_enforceable")
TRADE = pd.DataFrame(
    [
        {"agreement": str(i), "year": year, **dict(zip(FLAGS, flags.split(), strict=True))}
        for i, (year, flags) in enumerate(
            (
                ("1958", "false false false false false"),
                ("2008", "true true true true false"),
                ("2014", "true true false false false"),
                ("2015", "true false true true true"),
                ("2019", "false false false true false"),
            )
        )
    ]
)
"""Trade agreements as the adapter gives them."""


def build(changed: dict[str, pd.DataFrame] | None = None) -> Tables:
    """Run the rule on the specimens, with some tables changed."""
    links = read_facts("crosswalk")
    named = {
        table: ids(*sorted({i for cell in rows["from_ids"] for i in cell.split()}))
        for table, rows in links.groupby("from_table")
    }
    dimensions = {i for cell in links.loc[links["to_table"] == "dimensions", "to_ids"] for i in cell.split()}
    harvest = Harvest(tables={**tables(), **(changed or {})}, accounts=())
    trade = Harvest(tables={"agreements": TRADE}, accounts=())
    areas = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    content = {str(k): v for k, v in named.items()}
    return framework.RULE.build(
        Inputs(
            harvests={framework.SOURCE: harvest, framework.TRADE: trade},
            areas=areas,
            framework={**content, "dimensions": ids(*sorted(dimensions))},
        )
    )


def row(table: pd.DataFrame, key: str) -> dict[str, str]:
    """The one row with that id."""
    (found,) = table[table["id"] == key].to_dict("records")
    return {str(k): v for k, v in found.items()}


def test_columns_are_those_of_the_profile() -> None:
    for name, table in build().items():
        assert set(table.columns) == set(COLUMNS[name]), name
        assert not table.isna().to_numpy().any(), name
        assert table["id"].is_unique, name


def test_trade_agreements_are_said_in_numbers_alone_and_linked_to_no_labour_agreement() -> None:
    made = build()
    said = row(made["frameworks"], "trade-agreements")["description_en"]
    assert said.endswith(
        "Of 5 trade agreements that came into force from 1958 to 2019, 3 have provisions on migration: 2 on visas and "
        "asylum, 2 on illegal immigration. Provisions on human rights stand in 2 of these 3, and can be enforced in 1 "
        "of them. By the end of 2014 it was 1 of 2."
    )
    links = made["crosswalk"]
    assert links[links["to_id"] == "trade-agreements"]["from_id"].tolist() == ["agreement-safeguards"]


def test_elements_have_stable_ids() -> None:
    frameworks = build()["frameworks"]
    assert row(frameworks, "migof-o1")["number"] == "O1"
    assert row(frameworks, "migof")["number"] == "C/106/40"
    assert row(frameworks, "sdg-10.7.2-4d")["label_en"] == "Q 4d"
    assert row(frameworks, "sdg-10.7.2-4")["label_en"] == "D4"
    assert row(frameworks, "mgi-2")["description_en"] == "Looks at: First; Second."


def test_all_official_indicators_of_the_target_and_all_guidance_are_there() -> None:
    frameworks = build()["frameworks"]
    assert {f"sdg-10.7.{n}" for n in range(1, 5)} <= set(frameworks["id"])
    assert (frameworks["framework"] == "Guidance").sum() == 8


def test_scores_and_latest_total_are_said() -> None:
    frameworks = build()["frameworks"]
    assert "3, meets (80% to under 100%)" in row(frameworks, "sdg-10.7.2")["description_en"]
    assert "112 countries since 2016, and 104 cities" in row(frameworks, "mgi")["description_en"]


def test_questions_are_marked_as_paraphrase() -> None:
    frameworks = build()["frameworks"]
    questions = frameworks[frameworks["id"].str.fullmatch(r"sdg-10\.7\.2-[1-6][a-e]")]
    assert len(questions) == 30
    assert set(questions["description_en"]) == {"Our paraphrase of the question, not the official wording."}


def test_links_of_the_source_carry_their_caution() -> None:
    crosswalk = build()["crosswalk"]
    link = row(crosswalk, "financial-literacy.sdg-10.7.2-4d")
    assert (link["from_table"], link["to_table"], link["note_en"]) == ("indicators", "frameworks", "Take care.")
    assert row(crosswalk, "returns-reintegration.mgi-6")["from_table"] == "dimensions"
    assert set(crosswalk["basis"]) == {"judgement"}


def test_every_indicator_serves_a_dimension_and_a_criterion_and_every_dimension_is_served() -> None:
    crosswalk = build()["crosswalk"]
    of_indicators = crosswalk[crosswalk["from_table"] == "indicators"]
    for end in ("dimensions", "criteria"):
        assert of_indicators.loc[of_indicators["to_table"] == end, "from_id"].nunique() == 11
    assert crosswalk.loc[crosswalk["to_table"] == "dimensions", "to_id"].nunique() == 10


def test_practices_are_of_the_nine_countries_that_iom_named() -> None:
    table = build()["good_practices"]
    assert set(table["ref_area"]) == {"CAN", "SWE", "MDA", "JAM", "PHL", "MAR", "CRI", "TUR", "JOR"}
    assert set(table["named_by_iom"]) == {"true"}
    assert row(table, "can-multiculturalism-act")["framework"] == "migof-p1"


def test_assessments_of_one_country_stay_apart() -> None:
    assert build()["assessments"]["id"].tolist() == [
        "bra-sao-paulo-local-profile",
        "mex-index-2016",
        "mex-success-stories-2024",
    ]


@pytest.mark.parametrize(
    ("name", "column", "value", "code"),
    [
        ("practices", "practice", "A new practice", "facts-do-not-match"),
        ("migof", "code", "P9", "facts-do-not-match"),
        ("links", "to_code", "9", "key-unknown"),
        ("adoption", "text", "Presented in 2015", "source-code-unknown"),
    ],
)
def test_a_fact_without_its_counterpart_is_refused(name: str, column: str, value: str, code: str) -> None:
    changed = tables()[name]
    changed.loc[0, column] = value
    with pytest.raises(RefusedError) as error:
        build({name: changed})
    assert code in {p.code for p in error.value.problems}


def test_a_new_wording_of_an_indicator_is_refused() -> None:
    changed = tables()["links"].replace({"# specific investment schemes for diasporas": "# funds"})
    with pytest.raises(RefusedError) as error:
        build({"links": changed})
    assert "# funds" in {p.found for p in error.value.problems}


def test_the_same_record_twice_is_refused() -> None:
    changed = tables()["assessments"]
    with pytest.raises(RefusedError) as error:
        build({"assessments": pd.concat([changed, changed.iloc[:1]], ignore_index=True)})
    assert [(p.code, p.found) for p in error.value.problems] == [("key-duplicate", "bra-sao-paulo-local-profile")]


def test_facts_hold_no_stray_spaces() -> None:
    for path in sorted(FOLDER.glob("*.csv")):
        if path.name in {"frameworks.csv", "framework_descriptions.csv", "crosswalk.csv", "good_practices.csv"}:
            facts = pd.read_csv(path, dtype=str, keep_default_na=False)
            for column in facts:
                assert (facts[column] == facts[column].str.strip()).all(), (path.name, column)
                assert not facts[column].str.contains("  ", regex=False).any(), (path.name, column)
