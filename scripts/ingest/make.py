"""Makes a whole package from raw snapshots: adapters, then rules, then keys and order. Nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.ingest import discover
from scripts.ingest.facts import read_facts
from scripts.ingest.rule import Inputs, Rule, Tables
from scripts.ingest.statements import FACTS as STATEMENTS
from scripts.ingest.statements import languages_in
from scripts.ingest.translated import Translations, english
from scripts.model.languages import Languages, languages_of
from scripts.model.locale_files import OWN
from scripts.model.problems import Problem, RefusedError, UsageError
from scripts.model.profile import NEEDED
from scripts.model.tables import (
    MADE_WHERE_NEEDED,
    OPTIONAL_TABLES,
    Field,
    Register,
    Table,
    all_tables,
    in_languages,
    register_table,
    said_in,
    series_from_row,
)
from scripts.package.described import described_fields
from scripts.package.descriptor import descriptor_bytes
from scripts.package.files import csv_bytes, read_csv, records
from scripts.package.read import NAME, REGISTER_PREFIX, read_descriptor, read_files
from scripts.package.said import translated
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

KEPT = ("policy_areas", "indicators", "series", "dimensions", "criteria", "codelists", "sources", "area_names")
"""Tables that people write; ingest reads them and brings them into order. So it does with `OPTIONAL_TABLES` that are
there, but for those that rules make. All others are made from the snapshots."""

AREA_RULE = "reference"
"""The rule whose tables are the areas themselves, and which therefore runs before names can be matched."""

SAY_NOTHING: Callable[[str], None] = lambda _: None  # noqa: E731


@dataclass(frozen=True, slots=True)
class Made:
    """A package in memory: bytes by path relative to the package's folder, datapackage.json included."""

    files: Mapping[str, bytes]


def make_package(sources: Path, package: Path, progress: Callable[[str], None] = SAY_NOTHING) -> Made:
    """Make the package that the snapshots in `sources` give, with the kept tables and metadata of `package`.

    Raises UsageError when a folder is missing, RefusedError with every problem of every source at once.
    """
    if not sources.is_dir():
        message = f"There is no folder {sources} with raw snapshots."
        raise UsageError(message, "Give it as SOURCES=<folder>.")
    kept = _read_kept(package)
    adapters, rules = discover.adapters(), discover.rules()
    first = {k: a for k, a in adapters.items() if not a.needs_areas}
    nothing = Areas(codes=frozenset(), iso2={}, m49={}, names={})
    harvests = _harvest(first, sources, nothing, progress)
    area_rule = rules.pop(AREA_RULE)
    framework = {**kept, **area_rule.build(Inputs(harvests=harvests, areas=nothing, framework=kept))}
    areas = Areas.from_tables(framework["reference_areas"], framework["area_names"])
    harvests |= _harvest({k: a for k, a in adapters.items() if a.needs_areas}, sources, areas, progress)
    inputs = Inputs(harvests=harvests, areas=areas, framework=framework)
    made = _apply(rules.values(), inputs)
    used = {source for rule in (area_rule, *rules.values()) for source in rule.sources}
    made["reconciliation"] = [_reconciliation(harvests, used)]
    tables = {**framework, **{name: pd.concat(parts, ignore_index=True) for name, parts in made.items()}}
    others = {
        f"data/{name}": data for rule in rules.values() if rule.files for name, data in rule.files(inputs).items()
    }
    metadata = _metadata(package)
    translations = Translations.of(package, languages_of(metadata))
    return _assemble(translations, metadata, tables, rules.values(), others)


def _read_kept(package: Path) -> dict[str, pd.DataFrame]:
    """Read the tables that people write. Raises UsageError when one is missing, RefusedError when one is unreadable."""
    missing = [name for name in KEPT if not (package / "data" / f"{name}.csv").is_file()]
    if missing:
        message = f"The package {package} lacks {', '.join(f'data/{name}.csv' for name in missing)}."
        raise UsageError(message, "These tables are written by hand and must be there.")
    written = (name for name in OPTIONAL_TABLES if name not in MADE_WHERE_NEEDED)
    present = [name for name in written if (package / "data" / f"{name}.csv").is_file()]
    return {name: _read_table(package, f"data/{name}.csv") for name in (*KEPT, *present)}


def _read_table(package: Path, path: str) -> pd.DataFrame:
    try:
        return read_csv((package / path).read_bytes())
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise RefusedError([Problem(file=path, code="file-unreadable", found=str(error))]) from error


def _metadata(package: Path) -> dict[str, Any]:
    """Title, version, licence and the rest of datapackage.json, which people write. Raises UsageError."""
    try:
        metadata: dict[str, Any] = json.loads((package / "datapackage.json").read_bytes())
    except (OSError, ValueError) as error:
        message = f"{package / 'datapackage.json'} cannot be read: {error}."
        raise UsageError(message) from error
    return metadata


def _harvest(
    adapters: Mapping[str, Adapter], sources: Path, areas: Areas, progress: Callable[[str], None]
) -> dict[str, Harvest]:
    """Run adapters. Raises RefusedError with the problems of all of them."""
    harvests: dict[str, Harvest] = {}
    problems: list[Problem] = []
    for source, adapter in adapters.items():
        progress(source)
        try:
            harvests[source] = adapter.read(RawFolder(sources / (adapter.folder or source)), areas)
        except RefusedError as refused:
            problems.extend(refused.problems)
    if problems:
        raise RefusedError(problems)
    return harvests


def _apply(rules: Iterable[Rule], inputs: Inputs) -> dict[str, list[pd.DataFrame]]:
    """Run the rules; several may give rows of one table."""
    made: dict[str, list[pd.DataFrame]] = {}
    for rule in rules:
        for name, frame in rule.build(inputs).items():
            made.setdefault(name, []).append(frame)
    return made


def _reconciliation(harvests: Mapping[str, Harvest], used: set[str]) -> pd.DataFrame:
    """One row for each source, file, outcome and reason. A source that no rule reads is set aside whole."""
    rows = [
        {"source": source, "file": account.file, "outcome": outcome, "reason": reason, "rows": str(count)}
        for source, harvest in harvests.items()
        for account in harvest.accounts
        for outcome, reason, count in _outcomes(account, in_release=source in used)
    ]
    return pd.DataFrame(rows)


def _outcomes(account: Account, *, in_release: bool) -> list[tuple[str, str, int]]:
    rest = [("set_aside", reason, count) for reason, count in account.set_aside.items() if count]
    if not in_release:
        return [("read", "rows-read", account.read), ("set_aside", "not-in-this-release", account.used), *rest]
    repaired = [("repaired", reason, count) for reason, count in account.repaired.items() if count]
    return [("read", "rows-read", account.read), ("used", "rows-used", account.used), *rest, *repaired]


def _assemble(
    translations: Translations,
    metadata: Mapping[str, Any],
    tables: Tables,
    rules: Iterable[Rule],
    others: Mapping[str, bytes],
) -> Made:
    """Bring every table into the profile's columns and order, with its texts in each language, and describe all."""
    languages = languages_of(metadata)
    profile = _profile(tables, rules, languages)
    _refuse_tables_outside(tuple(tables), {table.name for table in profile})
    spared = _spared(languages)
    framed = {
        table.path: csv_bytes(translations.fill(table, _in_order(table, tables[table.name], spared)))
        for table in profile
    }
    files = {**framed, **others}
    return Made({**files, "datapackage.json": descriptor_bytes(translations.describe(metadata), profile, files)})


def standing_descriptor(package: Path, standing: Standing) -> bytes:
    """Describe the tables of a package as they stand, whosever it is: its registers are those that it has.

    A table in `data/` that the descriptor does not list yet is taken in, and a listed file that is gone and that
    nothing needs is taken out. Raises UsageError when the descriptor is missing.
    """
    return descriptor_bytes(_metadata(package), standing.profile, {**standing.described, **standing.others})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A package as it stands: its profile, frames by table, tables' bytes by the profile's paths, and other files.

    `gone` are the paths of files that are listed and not there, and that nothing needs.
    """

    profile: tuple[Table, ...]
    frames: Mapping[str, pd.DataFrame]
    described: Mapping[str, bytes]
    others: Mapping[str, bytes]
    gone: tuple[str, ...] = ()


def standing_package(package: Path) -> Standing:
    """Read the tables of a package as they stand, whosever it is. Raises as `describe_package` says."""
    listed = read_descriptor(package)["resources"]
    paths = {str(each["path"]): each for each in listed}
    new = (path.relative_to(package).as_posix() for path in sorted((package / "data").glob("*.csv")))
    files, problems = read_files(package, [*paths, *(path for path in new if path not in paths)])
    names = {path: str(paths[path]["name"]) if path in paths else Path(path).stem for path in files}
    tables: dict[str, pd.DataFrame] = {}
    for path in (path for path in files if path.endswith(".csv")):
        try:
            tables[names[path]] = read_csv(files[path])
        except ValueError as error:
            problems.append(Problem(file=path, code="file-unreadable", found=str(error)))
    known = {*tables, *(str(each["name"]) for each in listed)}
    problems += [Problem(file=NAME, code="table-missing", found=name) for name in NEEDED if name not in known]
    needed = _needed(tables.get("series"))
    gone = {p.file for p in problems if p.code == "file-missing" and str(paths[p.file]["name"]) not in needed}
    if problems := [problem for problem in problems if problem.file not in gone]:
        raise RefusedError(problems)
    languages = languages_of(read_descriptor(package))
    registers = [
        _own_register(name, tables[name], listed, languages) for name in tables if name.startswith(REGISTER_PREFIX)
    ]
    profile = tuple(each for each in _tables_for(tables, registers, languages) if each.name in tables)
    wanted = {each.name for each in _tables_for(tables, registers, languages) if each.series}
    _refuse_tables_outside(tuple(tables), {each.name for each in profile} | wanted)
    by_profile = {table.path: files[path] for table in profile for path in files if names[path] == table.name}
    others = {path: data for path, data in files.items() if not path.endswith(".csv")}
    return Standing(profile=profile, frames=tables, described=by_profile, others=others, gone=tuple(sorted(gone)))


def _needed(series: pd.DataFrame | None) -> set[str]:
    """Give the tables that a package with such series cannot do without."""
    if series is None or not {"id", "register"} <= {*series.columns}:
        return {*NEEDED}
    registers = {f"{REGISTER_PREFIX}{name}" for name in series["register"] if name}
    return {*NEEDED, *registers, *(f"observations_{name}" for name in series["id"])}


def translated_package(package: Path) -> dict[str, bytes]:
    """Give the tables and the descriptor of a package with the texts of its catalogues, by path.

    Raises as `describe_package` in `scripts.ingest.write` says.
    """
    standing, metadata = standing_package(package), _metadata(package)
    translations = Translations.of(package, languages_of(metadata))
    made = dict(standing.described)
    for table in standing.profile:
        if any(translated(table.columns, language) for language in translations.texts):
            frame = standing.frames[table.name].reindex(columns=table.columns, fill_value="")
            made[table.path] = csv_bytes(translations.fill(table, frame))
    files = {**made, **standing.others}
    described = descriptor_bytes(translations.describe(metadata), standing.profile, files)
    return {**made, "datapackage.json": described}


def english_texts(package: Path) -> list[tuple[str, str]]:
    """Give every English text of a package that is translated, with its place, each once."""
    standing = standing_package(package)
    tables = ((table, standing.frames[table.name]) for table in standing.profile)
    metadata = _metadata(package)
    languages = [each for each in languages_of(metadata).codes if each != OWN]
    return [each for each in dict.fromkeys(english(tables, metadata, languages)) if each[1]]


def _own_register(
    name: str, frame: pd.DataFrame, listed: Iterable[Mapping[str, Any]], languages: Languages
) -> Register:
    """Give what a register has beyond the shared columns: as its rule or its descriptor says, else columns of text."""
    own = name.removeprefix(REGISTER_PREFIX)
    ruled = {register.name: register for rule in discover.rules().values() for register in rule.registers}
    held = {str(column) for column in frame.columns}
    if own in ruled and _columns(ruled[own], Languages()) <= held <= _columns(ruled[own], languages):
        return ruled[own]
    told = next((each for each in listed if each.get("name") == name), {})
    shared = _columns(Register(name=own, title="", description=""), languages)
    known = {field.name: field for field in described_fields(told)}
    if own in ruled:
        known |= {field.name: field for field in in_languages(ruled[own].extra, languages)}
    extra = tuple(
        known.get(str(c), Field(name=str(c), description=str(c))) for c in frame.columns if str(c) not in shared
    )
    return Register(
        name=own, title=str(told.get("title", own)), description=str(told.get("description", "")), extra=extra
    )


def _columns(register: Register, languages: Languages) -> set[str]:
    return set(register_table(register, languages).columns)


def _profile(tables: Tables, rules: Iterable[Rule], languages: Languages) -> tuple[Table, ...]:
    """The profile that a package's own series, code lists and languages ask for."""
    registers = sorted((register for rule in rules for register in rule.registers), key=lambda r: r.name)
    return tuple(
        table
        for table in _tables_for(tables, registers, languages)
        if table.name in tables or table.name not in OPTIONAL_TABLES
    )


def _tables_for(tables: Tables, registers: Iterable[Register], languages: Languages) -> tuple[Table, ...]:
    """Give every table that a package with such registers may have."""
    codes = {str(name): list(part["code"]) for name, part in tables["codelists"].groupby("codelist")}
    try:
        series = sorted((series_from_row(row) for row in records(tables["series"])), key=lambda s: s.id)
    except ValueError as error:
        found = str(error).rpartition(": ")[2].strip("'")
        raise RefusedError([Problem(file="data/series.csv", code="wrong-type", found=found)]) from error
    return all_tables(series, registers, codes, languages)


def _refuse_tables_outside(tables: Iterable[str], expected: Collection[str]) -> None:
    """Refuse a table that no series or register names, and a series or register without a table."""
    expected, found = set(expected), set(tables)
    problems = [Problem(file=f"data/{name}.csv", code="table-without-series") for name in found - expected]
    problems += [Problem(file=f"data/{name}.csv", code="series-without-table") for name in expected - found]
    if problems:
        raise RefusedError(problems)


def _spared(languages: Languages) -> frozenset[str]:
    """Columns of texts in languages that the words of rules have and the package does not name."""
    others = set(languages_in(read_facts(STATEMENTS))) - set(languages.codes)
    return frozenset[str]().union(*map(said_in, others))


def _in_order(table: Table, frame: pd.DataFrame, spared: Collection[str]) -> pd.DataFrame:
    """Give a frame the table's columns (absent ones blank) and sort it by key.

    Leaves out those that are `spared`, and refuses others that it may not have.
    """
    strange = [column for column in frame.columns if column not in table.columns and column not in spared]
    if strange:
        raise RefusedError(Problem(file=table.path, code="column-unknown", field=str(column)) for column in strange)
    ordered = frame.reindex(columns=table.columns, fill_value="").fillna("")
    return ordered.sort_values(list(table.primary_key), kind="stable")
