"""A small sound package for tests: two indicators, four areas, every kind of measure. Tests change it to break it.

`write_package(folder)` writes it and gives the folder. A change names a table and gives its rows (dicts; columns left
out are blank), or a function from rows to rows, or None to leave the table out::

    write_package(folder, sources=lambda rows: [rows[0] | {"licence": ""}])
    write_package(folder, **{"observations_open-doors": [{"ref_area": "DEU", "time_period": "2020", ...}]})

The descriptor is made from the changed tables, so sizes, hashes and code lists fit. To break bytes or the descriptor,
write the package and then use `edit`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from scripts.model.languages import PROPERTY, Languages, languages_of
from scripts.model.tables import Field, Register, Table, all_tables, series_from_row
from scripts.package.descriptor import descriptor_bytes

Row = Mapping[str, str]
Rows = Sequence[Row]
Change = Rows | Callable[[Rows], Rows] | None

ALONE = Languages()
"""English alone."""

LANGUAGES = languages_of(json.loads(Path("datapackage/datapackage.json").read_bytes())).codes
"""Languages of the package that is published."""

METADATA: Mapping[str, Any] = {
    "name": "small-package",
    "title": "A small package",
    "description": "Two indicators and four areas, for tests.",
    "version": "2024.1",
    "created": "2024-06-30T00:00:00Z",
    "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
}

REGISTERS = (
    Register(
        name="crossings",
        title="Ways across",
        description="Ways across, for tests.",
        extra=(Field(name="length", type="integer", description="Length in kilometres.", minimum=0),),
    ),
)
"""The registers of the small package."""

_CODES = {
    "aggregation": "areas sum sum_over_time ratio_of_sums spread weighted_mean median distinct_records none",
    "area_type": "un-member un-observer other-area former-state",
    "basis": "read known judgement",
    "confidence": "high medium low",
    "date_basis": "start not-stated",
    "group_kind": "world region sub-region intermediate-region development",
    "height": "low high",
    "ingest_reason": "rows-read rows-used outside-scope",
    "measure_type": "policy category count ratio register value",
    "mode": "land sea",
    "name_kind": "short former",
    "not_counted": "not-read low-confidence",
    "note": "from-law",
    "obs_status": "A E P U O M L Q NYP",
    "policy_status": "yes partial no not_assessed",
    "practice_kind": "law programme",
    "programme": "first second",
    "record_status": "open closed",
    "record_type": "bridge ferry",
    "redistribution": "open attribution derived-only",
    "revision_reason": "publisher error",
    "role": "headline companion context",
    "unit_measure": "policy-status category persons share crossings",
}

_CITED = {
    "source": "survey",
    "source_title": "Gazette",
    "source_publisher": "State printer",
    "source_url": "https://example.org/gazette",
    "confidence": "high",
    "basis": "read",
}

_SERIES = {
    "role": "companion",
    "decimals": "0",
    "per": "1",
    "has_range": "false",
    "has_pending": "false",
    "max_age": "0",
    "is_minimum": "false",
    "first_period": "2020",
    "last_period": "2023",
    "revision_bound": "0.2",
    "has_corrections": "false",
    "settles_after": "",
    "finds_only_yes": "false",
    "source": "survey",
    "description_en": "What one value says.",
    "rule_en": "As the survey says.",
}

_OBSERVED = {"obs_status": "A", "source": "survey"}


def _series(series: str, indicator: str, order: int, label: str, **settings: str) -> Row:
    return {**_SERIES, "id": series, "indicator": indicator, "order": str(order), "label_en": label, **settings}


def _area(iso3: str, iso2: str, m49: str, name: str, **more: str) -> Row:
    names = {"name_en": name, "name_fr": name, "name_es": name}
    return {"iso3": iso3, "iso2": iso2, "m49": m49, "area_type": "un-member", "source": "survey", **names, **more}


def _group(group: str, kind: str, order: int, name: str, parent: str = "") -> Row:
    names = {"name_en": name, "name_fr": name, "name_es": name}
    return {"id": group, "kind": kind, "order": str(order), "parent": parent, "source": "survey", **names}


def _members(group: str, *areas: str, valid_from: str = "1945-10-24") -> list[Row]:
    return [{"group": group, "ref_area": a, "valid_from": valid_from, "source": "survey"} for a in areas]


def _observed(columns: str, *lines: str) -> list[Row]:
    """Rows from lines of cells separated by spaces; `.` is a blank cell."""
    names = columns.split()
    return [
        {**_OBSERVED, **{n: "" if c == "." else c for n, c in zip(names, line.split(), strict=True)}} for line in lines
    ]


def small_tables() -> dict[str, list[Row]]:
    """Rows of every table of the small package, by name."""
    return {**_framework(), **_areas(), **_evidence(), **_observations()}


def _framework() -> dict[str, list[Row]]:
    codes: list[Row] = [
        {
            "codelist": name,
            "code": code,
            "order": str(n),
            "label_en": re.sub("[-_]", " ", code).capitalize(),
            "description_en": f"What one is of {code}." if name == "unit_measure" else "",
        }
        for name, listed in _CODES.items()
        for n, code in enumerate(listed.split(), start=1)
    ]
    indicator = {"policy_area": "mobility", "limits_en": "It reads the law.", "missing_en": "Practice is missing."}
    return {
        "policy_areas": [{"id": "mobility", "number": "1", "label_en": "Mobility"}],
        "indicators": [
            {
                **indicator,
                "id": "open-doors",
                "number": "1",
                "measure_type": "policy",
                "label_en": "Open doors",
                "statement_en": "# countries with open doors",
                "finding_en": "{yes} of {members} UN member states had open doors in {period}.",
                "unit_en": "UN member states have open doors",
                "keywords_en": "doors ajar; unlocked; nobody at home",
            },
            {
                **indicator,
                "id": "crossings",
                "number": "2",
                "measure_type": "register",
                "label_en": "Crossings",
                "statement_en": "# ways across",
                "finding_en": "{records} ways across are known.",
                "unit_en": "ways across are known",
                "keywords_en": "bridges; ferries",
            },
        ],
        "series": [
            _series(
                "open-doors",
                "open-doors",
                1,
                "Countries with open doors",
                role="headline",
                measure_type="policy",
                codelist="policy_status",
                revision_bound="",
                unit_measure="policy-status",
                aggregation="areas",
                max_age="1",
                reference_day="12-31",
            ),
            _series(
                "open-doors.height",
                "open-doors",
                2,
                "Height of doors",
                measure_type="category",
                codelist="height",
                revision_bound="",
                unit_measure="category",
                aggregation="areas",
            ),
            _series(
                "crossings",
                "crossings",
                1,
                "Ways across",
                role="headline",
                measure_type="register",
                unit_measure="crossings",
                aggregation="sum",
                register="crossings",
                revision_bound="",
                is_minimum="true",
                first_period="2023",
            ),
            _series(
                "crossings.travellers",
                "crossings",
                2,
                "Travellers",
                measure_type="count",
                unit_measure="persons",
                dimensions="mode",
                aggregation="sum_over_time",
                is_minimum="true",
            ),
            _series(
                "crossings.helped",
                "crossings",
                3,
                "Travellers who were helped",
                measure_type="ratio",
                unit_measure="share",
                decimals="6",
                has_range="true",
                dimensions="programme",
                aggregation="spread",
            ),
        ],
        "groupings": [
            {"id": "mode", "number": "1", "label_en": "Way", "description_en": "The way across that the survey gives."}
        ],
        "breaks": [
            {
                "series": "crossings.travellers",
                "time_period": "2023",
                "reason_en": "From 2023 on travellers are counted on both sides.",
                "source": "survey",
            }
        ],
        "dimensions": [{"id": "borders", "number": "1", "label_en": "Borders"}],
        "criteria": [{"id": "orderly", "number": "1", "label_en": "Orderly", "description_en": "By known rules."}],
        "frameworks": [
            {**_CITED, "id": "goal-1", "framework": "Goals", "number": "1", "label_en": "Movement is orderly"}
        ],
        "crosswalk": [
            _link("open-doors-borders", "open-doors", "dimensions", "borders"),
            _link("open-doors-goal-1", "open-doors", "frameworks", "goal-1"),
        ],
        "codelists": codes,
        "sources": [
            {
                "id": "survey",
                "title": "Survey of doors",
                "publisher": "Institute of Doors",
                "edition": "2024",
                "url": "https://example.org/doors",
                "accessed": "2024-06-01",
                "data_until": "2023-12-31",
                "cycle_months": "12",
                "licence": "CC BY 4.0",
                "licence_url": "https://creativecommons.org/licenses/by/4.0/",
                "redistribution": "attribution",
                "licence_stated_by": "publisher",
                "citation": "Institute of Doors (2024). Survey of doors.",
                "description_en": "It knocks on doors.",
                "faults_en": "One door was missed.",
                "handling_en": "It is not assessed.",
            }
        ],
    }


def _link(row_id: str, start: str, table: str, end: str) -> Row:
    start_row = {"id": row_id, "from_table": "indicators", "from_id": start}
    return {**start_row, "to_table": table, "to_id": end, "basis": "judgement"}


def _areas() -> dict[str, list[Row]]:
    return {
        "reference_areas": [
            _area("DEU", "DE", "276", "Germany", un_member_since="1973-09-18"),
            _area("KEN", "KE", "404", "Kenya", un_member_since="1963-12-16"),
            _area("NAM", "NA", "516", "Namibia", valid_from="1990-03-21", un_member_since="1990-04-23"),
            _area("ABW", "AW", "533", "Aruba", area_type="other-area"),
        ],
        "area_names": [
            {"name": name, "ref_area": iso3, "valid_from": "0001", "kind": "short"}
            for name, iso3 in (("Germany", "DEU"), ("Kenya", "KEN"), ("Namibia", "NAM"), ("Aruba", "ABW"))
        ],
        "area_parts": [{"ref_area": "ABW", "part_of": "DEU", "source": "survey"}],
        "area_groups": [
            _group("WLD", "world", 1, "World"),
            _group("002", "region", 2, "Africa", "WLD"),
            _group("150", "region", 3, "Europe", "WLD"),
        ],
        "area_group_members": [
            *_members("WLD", "DEU", "KEN", "NAM", "ABW"),
            *_members("002", "KEN", "NAM"),
            *_members("150", "DEU"),
        ],
    }


def _evidence() -> dict[str, list[Row]]:
    record = {**_CITED, "record_type": "bridge", "record_status": "open", "date_basis": "start"}
    return {
        "register_crossings": [
            {**record, "id": "x1", "ref_area": "DEU", "title": "Old bridge", "date_from": "1990", "counted_as": "x1"},
            {**record, "id": "x2", "ref_area": "DEU", "title": "New bridge", "date_from": "2001", "counted_as": "x2"},
            {**record, "id": "x3", "ref_area": "KEN", "title": "Ferry", "record_type": "ferry", "counted_as": "x3"},
            {
                **record,
                "id": "x4",
                "ref_area": "NAM",
                "title": "Ford",
                "counted_as": "",
                "not_counted": "low-confidence",
                "confidence": "low",
            },
        ],
        "evidence": [
            {
                **_CITED,
                "id": "doors-act",
                "ref_area": "DEU",
                "series": "open-doors",
                "instrument": "Doors Act",
                "valid_from": "2021-06-01",
                "summary_en": "Opens doors.",
            }
        ],
        "good_practices": [
            {
                **_CITED,
                "id": "doors-day",
                "ref_area": "KEN",
                "practice_en": "A day of open doors",
                "kind": "programme",
                "dimensions": "borders",
                "named_by_iom": "true",
            }
        ],
        "assessments": [{**_CITED, "id": "ken-2022", "ref_area": "KEN", "time_period": "2022", "title_en": "Assessed"}],
        "reconciliation": [
            {"source": "survey", "file": "doors.csv", "outcome": outcome, "reason": reason, "rows": rows}
            for outcome, reason, rows in (
                ("read", "rows-read", "12"),
                ("used", "rows-used", "11"),
                ("set_aside", "outside-scope", "1"),
            )
        ],
    }


def _observations() -> dict[str, list[Row]]:
    return {
        "observations_open-doors": _observed(
            "ref_area time_period obs_value obs_status note",
            "DEU 2020 no A .",
            "DEU 2021 yes A from-law",
            "DEU 2023 yes A .",
            "KEN 2022 partial A .",
            "KEN 2023 no A .",
            "NAM 2021 no A .",
            "NAM 2023 . O .",
        ),
        "observations_open-doors.height": _observed(
            "ref_area time_period obs_value", "DEU 2023 high", "KEN 2023 low", "ABW 2023 high"
        ),
        "observations_crossings": _observed("ref_area time_period obs_value", "DEU 2023 2", "KEN 2023 1", "NAM 2023 0"),
        "observations_crossings.travellers": _observed(
            "ref_area time_period mode obs_value obs_status",
            "DEU 2022 land 1200 A",
            "DEU 2023 land 900 P",
            "KEN 2022 land 30 A",
            "KEN 2022 sea 0 A",
            "KEN _U sea 7 A",
            "ABW 2022 sea 5 A",
        ),
        "observations_crossings.helped": _observed(
            "ref_area time_period programme obs_value obs_status numerator denominator denominator_low denominator_high"
            " value_low value_high",
            "DEU 2022 first . E 60 . 80 120 0.5 0.75",
            "KEN 2022 second . E 10 . 20 40 0.25 0.5",
        ),
    }


def _described(
    tables: Mapping[str, Rows], registers: Sequence[Register], languages: Languages
) -> tuple[tuple[Table, ...], dict[str, bytes]]:
    """Give the profile of the tables that there are, and the bytes of their files by path."""
    codes: dict[str, list[str]] = {}
    for row in tables.get("codelists", ()):
        codes.setdefault(row["codelist"], []).append(row["code"])
    codes = {name: sorted(listed) for name, listed in codes.items()}
    series = sorted((series_from_row(_full(row)) for row in tables.get("series", ())), key=lambda s: s.id)
    profile = tuple(t for t in all_tables(series, registers, codes, languages) if t.name in tables)
    return profile, {table.path: _csv(table, tables[table.name]) for table in profile}


def _full(row: Row) -> dict[str, str]:
    return {"codelist": "", "dimensions": "", "register": "", "reference_day": "", **row}


def _csv(table: Table, rows: Rows) -> bytes:
    """Rows in the table's columns, absent ones blank, sorted by key. Raises ValueError for a column not its own.

    As `csv_bytes` writes them, without pandas: hundreds of tests ask for the small package.
    """
    strange = {column for row in rows for column in row} - set(table.columns)
    if strange:
        message = f"{table.name} has no columns {sorted(strange)}"
        raise ValueError(message)
    cells = [[row.get(column, "") for column in table.columns] for row in rows]
    key = itemgetter(*map(table.columns.index, table.primary_key))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([table.columns, *sorted(cells, key=key)])
    return text.getvalue().encode()


def package_files(
    registers: Sequence[Register] = REGISTERS, languages: Languages = ALONE, /, **changes: Change
) -> dict[str, bytes]:
    """Give every file of the small package by path, datapackage.json included, with `changes`. Writes nothing.

    `registers` describes the registers that it may have; other `languages` than English are named.
    """
    tables: dict[str, Rows] = dict(small_tables())
    for name, change in changes.items():
        if change is None:
            tables.pop(name, None)
        else:
            tables[name] = change(tables[name]) if callable(change) else change
    profile, files = _described(tables, registers, languages)
    named = {} if languages == Languages() else {PROPERTY: [*languages.codes]}
    return {**files, "datapackage.json": descriptor_bytes({**METADATA, **named}, profile, files)}


def write_package(folder: Path, languages: Languages = ALONE, /, **changes: Change) -> Path:
    """Write the small package, with `changes`, into `folder` and give the folder.

    Texts in other `languages` than English are columns that the changes have to fill.
    """
    for path, data in package_files(REGISTERS, languages, **changes).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def edit(folder: Path, path: str, change: Callable[[bytes], bytes], *, rehash: bool = True) -> None:
    """Change the bytes of one file of a written package; `rehash` makes its size and hash fit the new bytes."""
    data = change((folder / path).read_bytes())
    (folder / path).write_bytes(data)
    if not rehash or path == "datapackage.json":
        return
    described = json.loads((folder / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        if resource["path"] == path:
            resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    (folder / "datapackage.json").write_text(
        json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
