"""Reads a package into memory. Every cell is text; what a cell means is for the rooms behind this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.model.languages import Languages, languages_of
from scripts.model.problems import Problem, RefusedError, UsageError
from scripts.model.profile import NEEDED
from scripts.model.tables import Series, series_from_row
from scripts.package.files import read_csv, records
from scripts.package.plain import LARGEST, LARGEST_DESCRIPTOR, LARGEST_JSON, LARGEST_PACKAGE, read_plain
from scripts.package.strict_json import parse_json

NAME = "datapackage.json"
"""File that describes the package."""

REGISTER_PREFIX = "register_"


@dataclass(frozen=True)
class Package:
    """A data package: its descriptor, the bytes of its files, and its tables as text, by name."""

    descriptor: Mapping[str, Any]
    files: Mapping[str, bytes]
    """Bytes by path relative to the descriptor, `datapackage.json` included."""
    tables: Mapping[str, pd.DataFrame]

    @property
    def name(self) -> str:
        """Its name for programs; '' where it has none."""
        return str(self.descriptor.get("name", ""))

    @property
    def version(self) -> str:
        """Release version."""
        return str(self.descriptor["version"])

    @property
    def released(self) -> str:
        """Day of the release, as an ISO 8601 date."""
        return str(self.descriptor["created"])[:10]

    @property
    def languages(self) -> Languages:
        """The languages of its site."""
        return languages_of(self.descriptor)

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """Every series by id, headlines first, then in the order of the indicator's page."""
        rows = records(self.tables["series"])
        ranked = sorted(rows, key=lambda row: (row["indicator"] or "~", int(row["order"]), row["id"]))
        return {row["id"]: series_from_row(row) for row in ranked}

    @cached_property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of each code list, in order."""
        lists = self.tables["codelists"]
        ranked = lists.assign(rank=pd.to_numeric(lists["order"], errors="coerce")).sort_values(
            ["codelist", "rank", "code"]
        )
        return {str(name): tuple(part["code"]) for name, part in ranked.groupby("codelist")}

    @cached_property
    def registers(self) -> Mapping[str, pd.DataFrame]:
        """The register tables by name without prefix."""
        return {
            name.removeprefix(REGISTER_PREFIX): frame
            for name, frame in self.tables.items()
            if name.startswith(REGISTER_PREFIX)
        }

    def observations(self, series: str) -> pd.DataFrame:
        """The observations of a series, in file order."""
        return self.tables[f"observations_{series}"]

    def field_names(self, table: str) -> list[str]:
        """Columns of a table, as the descriptor gives them."""
        return [f["name"] for f in self.resource(table)["schema"]["fields"]]

    def resource(self, name: str) -> Mapping[str, Any]:
        """The descriptor of one resource. Raises KeyError."""
        for resource in self.descriptor["resources"]:
            if resource["name"] == name:
                return dict(resource)
        raise KeyError(name)


def descriptor_data(folder: Path) -> bytes:
    """Read the bytes of datapackage.json.

    Raises UsageError when there is no such file, RefusedError when it is no plain file, too large or unreadable.
    """
    try:
        return read_plain(folder, NAME, LARGEST_DESCRIPTOR)
    except RefusedError as refused:
        if refused.problems[0].code != "file-missing":
            raise
        other = "it is no folder" if folder.exists() else "it is not there"
        lacking = f"it has no {NAME}" if folder.is_dir() else other
        message = f"There is no data package in {folder}: {lacking}."
        raise UsageError(message, f"Name the folder that holds {NAME}.") from refused


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read datapackage.json. Raises UsageError when there is no such file, RefusedError when it is not a descriptor."""
    return parse_descriptor(descriptor_data(folder))


def parse_descriptor(data: bytes) -> dict[str, Any]:
    """Read a descriptor from its bytes, without what a published one describes of computed tables.

    Raises RefusedError when it is none.
    """
    try:
        descriptor = parse_json(data.decode("utf-8")).value
    except ValueError as error:
        raise RefusedError([Problem(file=NAME, code="descriptor-unreadable", found=str(error))]) from error
    lacking = _lacking(descriptor)
    if lacking:
        raise RefusedError([Problem(file=NAME, code="descriptor-unreadable", found=lacking)])
    return {**descriptor, "resources": [each for each in descriptor["resources"] if not each.get("computed")]}


def _lacking(descriptor: object) -> str:
    """Say what a descriptor lacks that reading the package needs; '' when it lacks nothing."""
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        return "no list of resources"
    for key in ("title", "version", "created"):
        if not isinstance(descriptor.get(key), str):
            return f"no {key}"
    for number, resource in enumerate(descriptor["resources"], start=1):
        held = resource if isinstance(resource, dict) else {}
        for key in ("name", "path"):
            if not isinstance(held.get(key), str):
                return f"resource {number} has no {key}"
    return ""


def read_package(folder: Path) -> Package:
    """Read a whole package: plain files inside the folder and no others.

    Raises UsageError when there is none, RefusedError when a table is absent or unreadable.
    """
    data = descriptor_data(folder)
    paths = [str(resource["path"]) for resource in parse_descriptor(data)["resources"]]
    read, problems = read_files(folder, paths)
    return package_of({NAME: data, **read}, problems)


def package_of(files: Mapping[str, bytes], told: Iterable[Problem] = ()) -> Package:
    """Give the package that files hold: bytes by path, `datapackage.json` among them.

    Raises RefusedError when a table is absent or unreadable, or with what has been `told` of files before.
    """
    descriptor = parse_descriptor(files[NAME])
    problems = [*told]
    tables: dict[str, pd.DataFrame] = {}
    for resource in descriptor["resources"]:
        path = str(resource["path"])
        if resource.get("type") == "table" and path in files:
            try:
                tables[str(resource["name"])] = read_csv(files[path])
            except ValueError as error:
                problems.append(Problem(file=path, code="file-unreadable", found=str(error)))
    if problems := [*problems, *_missing_tables(descriptor, tables.get("series"))]:
        raise RefusedError(problems)
    return Package(descriptor=descriptor, files=files, tables=tables)


def read_files(folder: Path, paths: Iterable[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """Read the plain files at `paths`: bytes by path of those that could be read, and what is wrong with the others."""
    read: dict[str, bytes] = {}
    problems: list[Problem] = []
    left = LARGEST_PACKAGE
    for path in paths:
        most = LARGEST if path.endswith(".csv") else LARGEST_JSON
        try:
            read[path] = read_plain(folder, path, min(most, left))
        except RefusedError as refused:
            problems.extend(problem for problem in refused.problems if problem not in problems)
        else:
            left -= len(read[path])
    return read, problems


def _missing_tables(descriptor: Mapping[str, Any], series: pd.DataFrame | None) -> Iterator[Problem]:
    """Tell each needed table, and each series' observations, that the descriptor does not list."""
    listed = {resource["name"] for resource in descriptor["resources"] if resource.get("type") == "table"}
    observed = [] if series is None or "id" not in series else [f"observations_{name}" for name in series["id"]]
    for name in (*NEEDED, *observed):
        if name not in listed:
            yield Problem(file=NAME, code="table-missing", found=name)
