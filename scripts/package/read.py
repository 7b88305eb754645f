"""Reads a package into memory. Every cell is text; what a cell means is for the rooms behind this one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from scripts.model.problems import Problem, RefusedError, UsageError
from scripts.model.tables import Series, series_from_row
from scripts.package.files import read_csv, records

REGISTER_PREFIX = "register_"


@dataclass(frozen=True)
class Package:
    """A data package: its descriptor, the bytes of its files, and its tables as text, by name."""

    descriptor: Mapping[str, Any]
    files: Mapping[str, bytes]
    """Bytes by path relative to the descriptor, `datapackage.json` included."""
    tables: Mapping[str, pd.DataFrame]

    @property
    def version(self) -> str:
        """Release version."""
        return str(self.descriptor["version"])

    @property
    def released(self) -> str:
        """Day of the release, as an ISO 8601 date."""
        return str(self.descriptor["created"])[:10]

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
        ranked = lists.assign(rank=lists["order"].astype(int)).sort_values(["codelist", "rank", "code"])
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


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read datapackage.json. Raises UsageError when there is no such file, RefusedError when it is not a descriptor."""
    path = folder / "datapackage.json"
    try:
        descriptor = json.loads(path.read_bytes())
    except OSError as error:
        message = f"There is no data package in {folder}: {path.name} cannot be read ({error.strerror})."
        raise UsageError(message, "Name the folder that holds datapackage.json.") from error
    except ValueError as error:
        problem = Problem(file=path.name, code="descriptor-unreadable", found=str(error))
        raise RefusedError([problem]) from error
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise RefusedError([Problem(file=path.name, code="descriptor-unreadable", found="no list of resources")])
    return descriptor


def read_package(folder: Path) -> Package:
    """Read a whole package. It should have been validated: a table that cannot be read raises RefusedError."""
    descriptor = read_descriptor(folder)
    files = {"datapackage.json": (folder / "datapackage.json").read_bytes()}
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for resource in descriptor["resources"]:
        path = str(resource["path"])
        try:
            files[path] = (folder / path).read_bytes()
            if resource.get("type") == "table":
                tables[str(resource["name"])] = read_csv(files[path])
        except OSError as error:
            problems.append(Problem(file=path, code="file-missing", found=error.strerror or ""))
        except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            problems.append(Problem(file=path, code="file-unreadable", found=str(error)))
    if problems:
        raise RefusedError(problems)
    return Package(descriptor=descriptor, files=files, tables=tables)
