"""The three sources on SDG 10.7: by domain, overall, and the small extracts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from scripts.model.problems import RefusedError
from scripts.sources import sdg_10_7_2_domains_2019 as domains
from scripts.sources import sdg_10_7_2_overall as overall
from scripts.sources import sdg_10_7_extracts as extracts
from scripts.sources.adapter import Adapter
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

HEAD = "geo_area,nature,policy_domains,units,year"
DOMAIN_FILES = {
    domains.LEVELS: f"{HEAD},sg_cpa_migrs\n8,c,domain1,number,2019,2\n830,c,domain1,number,2019,N\n",
    domains.SHARES: f"{HEAD},sg_cpa_migrp\n1,g,domain1,percent,2019,55\n",
    **dict.fromkeys(domains.TIDY, "m49,policy_domains,value\n8,domain1,2\n"),
    **{name: f"{column},name\nx,X\n" for name, column in domains.LABELS.items()},
}
OVERALL_FILES = {overall.FILE: f'Entity,Code,Year,"{overall.VALUE}"\nAlbania,ALB,2021,3\n'}
EXTRACT_FILES = {
    extracts.NORDICS: "COMPOSITE_BREAKDOWN,Denmark,Albania\nMigrant rights,3,2\n"
    "Whole-of-government/ Evidence-based policies,3,4\nOverall,2,3\n",
    **{name: f"{column},World\n2021,1\n" for name, (column, _) in extracts.WORLD.items()},
}


@pytest.fixture
def areas() -> Areas:
    return Areas.from_tables(
        pd.DataFrame({"iso3": ["ALB", "DNK"], "iso2": ["AL", "DK"], "m49": ["008", "208"], "valid_to": ""}),
        pd.DataFrame(
            {"name": ["Albania", "Denmark"], "ref_area": ["ALB", "DNK"], "valid_from": "0001", "valid_to": ""}
        ),
    )


def folder(tmp_path: Path, adapter: Adapter, files: Mapping[str, str], **changes: str) -> RawFolder:
    source = tmp_path / adapter.source
    source.mkdir()
    for name, text in {**files, **changes}.items():
        (source / name).write_text(text, encoding="utf-8")
    return RawFolder(source)


def test_m49_codes_get_their_zeros_back_and_the_channel_islands_are_set_aside(tmp_path: Path, areas: Areas) -> None:
    harvest = domains.ADAPTER.read(folder(tmp_path, domains.ADAPTER, DOMAIN_FILES), areas)
    assert harvest.tables["levels"].to_dict("records") == [
        {"ref_area": "ALB", "time_period": "2019", "policy_domain": "domain1", "level": "2"}
    ]
    assert (harvest.accounts[0].used, harvest.accounts[0].set_aside) == (1, {"not-iso-area": 1})
    assert sum(a.used for a in harvest.accounts) == 1


def test_the_sentence_that_heads_the_values_is_read_exactly(tmp_path: Path, areas: Areas) -> None:
    harvest = overall.ADAPTER.read(folder(tmp_path, overall.ADAPTER, OVERALL_FILES), areas)
    assert harvest.tables["levels"].to_dict("records") == [{"ref_area": "ALB", "time_period": "2021", "level": "3"}]


def test_extracts_are_read_but_feed_nothing(tmp_path: Path, areas: Areas) -> None:
    harvest = extracts.ADAPTER.read(folder(tmp_path, extracts.ADAPTER, EXTRACT_FILES), areas)
    levels = harvest.tables["levels"]
    assert list(levels[levels["ref_area"] == "DNK"]["policy_domain"]) == ["domain1", "domain2", "alldomains"]
    assert list(levels[levels["ref_area"] == "DNK"]["level"]) == ["3", "3", "2"]
    assert [a.used for a in harvest.accounts] == [0, 0, 0, 0]
    assert [set(a.set_aside) for a in harvest.accounts] == [
        {"kept-as-check"},
        {"regions-only"},
        {"world-only"},
        {"world-only"},
    ]


@pytest.mark.parametrize(
    ("adapter", "files", "file", "text", "code", "field"),
    [
        (domains.ADAPTER, DOMAIN_FILES, domains.LEVELS, HEAD + ",v\n", "source-column-missing", "sg_cpa_migrs"),
        (
            domains.ADAPTER,
            DOMAIN_FILES,
            domains.LEVELS,
            DOMAIN_FILES[domains.LEVELS].replace("8,c", "9999,c", 1),
            "area-code-unknown",
            "geo_area",
        ),
        (overall.ADAPTER, OVERALL_FILES, overall.FILE, "Entity,Code,Year\n", "source-column-missing", overall.VALUE),
        (
            overall.ADAPTER,
            OVERALL_FILES,
            overall.FILE,
            OVERALL_FILES[overall.FILE].replace("ALB", "OWID_KOS"),
            "area-code-unknown",
            "Code",
        ),
        (extracts.ADAPTER, EXTRACT_FILES, extracts.NORDICS, "A,B\n", "source-column-missing", "COMPOSITE_BREAKDOWN"),
        (
            extracts.ADAPTER,
            EXTRACT_FILES,
            extracts.NORDICS,
            "COMPOSITE_BREAKDOWN,Norge\nOverall,2\n",
            "area-name-unmatched",
            "name",
        ),
    ],
)
def test_changed_columns_and_unknown_areas_are_refused(  # noqa: PLR0913, PLR0917
    tmp_path: Path,
    areas: Areas,
    adapter: Adapter,
    files: Mapping[str, str],
    file: str,
    text: str,
    code: str,
    field: str,
) -> None:
    with pytest.raises(RefusedError) as caught:
        adapter.read(folder(tmp_path, adapter, files, **{file: text}), areas)
    assert [(p.file, p.code, p.field) for p in caught.value.problems] == [(f"{adapter.source}/{file}", code, field)]


@pytest.mark.parametrize("adapter", [domains.ADAPTER, overall.ADAPTER, extracts.ADAPTER])
def test_missing_file_is_refused(tmp_path: Path, areas: Areas, adapter: Adapter) -> None:
    with pytest.raises(RefusedError) as caught:
        adapter.read(RawFolder(tmp_path / adapter.source), areas)
    assert [p.code for p in caught.value.problems] == ["source-file-missing"]
