"""Tier 1 of validation: what the descriptor says, checked by frictionless and told as our own problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import frictionless
from frictionless import errors as faults

from scripts.model.problems import Problem
from scripts.package.columns import header_problems
from scripts.package.read import read_descriptor

CODES: Final = {
    "duplicate-label": "column-duplicated",
    "blank-label": "column-unnamed",
    "missing-cell": "row-too-short",
    "extra-cell": "row-too-long",
    "blank-row": "row-blank",
    "primary-key": "duplicate-key",
    "unique-error": "duplicate-key",
    "foreign-key": "reference-unknown",
    "type-error": "wrong-type",
    "hash-count": "file-changed",
    "byte-count": "file-changed",
    "scheme-error": "file-missing",
    "encoding-error": "file-unreadable",
    "source-error": "file-unreadable",
    "format-error": "file-unreadable",
}
"""Our code for each of frictionless's. What is not listed keeps the name `package-error`."""

HEADER_FAULTS: Final = {"missing-label", "extra-label", "incorrect-label"}
"""What frictionless says, column by column, where a header is not the descriptor's."""

CONSTRAINTS: Final = {
    "required": "value-required",
    "enum": "code-unknown",
    "pattern": "value-malformed",
    "minimum": "value-out-of-range",
    "maximum": "value-out-of-range",
    "unique": "duplicate-key",
}


def check_descriptor(folder: Path) -> list[Problem]:
    """Check every resource against the descriptor: types, constraints, keys, foreign keys, sizes, hashes.

    Raises UsageError when there is no package, RefusedError when its descriptor cannot be read.
    """
    descriptor = read_descriptor(folder)
    try:
        package = frictionless.Package.from_descriptor(descriptor, basepath=str(folder))
        report = package.validate()
    except frictionless.FrictionlessException as error:
        return [_of_descriptor(reason) for reason in (error.reasons or [error.error])]
    problems = [_of_descriptor(error) for error in report.errors]
    schemas = {str(r["path"]): r.get("schema", {}) for r in descriptor["resources"]}
    for task in report.tasks:
        problems.extend(_of_task(task, schemas.get(task.place, {})))
    return problems


def _of_descriptor(error: Any) -> Problem:
    return Problem(file="datapackage.json", code="package-error", found=error.message)


def _of_task(task: Any, schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell the faults of one file. Where its columns are wrong, what follows from that in its rows is not told."""
    if any(error.type in HEADER_FAULTS for error in task.errors):
        yield from header_problems(task.place, task.labels, [f["name"] for f in schema["fields"]])
        return
    for error in task.errors:
        yield _problem(task.place, error, schema)


def _problem(file: str, error: Any, schema: Mapping[str, Any]) -> Problem:
    row = getattr(error, "row_number", 0) if isinstance(error, faults.RowError) else 0
    field = getattr(error, "field_name", None) or getattr(error, "label", None) or ""
    found = getattr(error, "cell", None)
    code = CODES.get(error.type, "package-error")
    expected = ""
    if error.type == "constraint-error":
        name, _, expected = error.note.removeprefix('constraint "').partition('"')[0].partition("|")
        code = CONSTRAINTS.get(name, "package-error")
    if error.type == "primary-key":
        key = schema["primaryKey"]
        cells = dict(zip((f["name"] for f in schema["fields"]), error.cells, strict=False))  # a row may be too short
        field, found = ", ".join(key), ", ".join(str(cells.get(name, "")) for name in key)
    if error.type == "foreign-key":
        field, found = ", ".join(error.field_names), ", ".join(str(c) for c in error.field_cells)
    if code == "package-error" or found is None:
        found = error.note
    return Problem(file=file, row=row, field=field, code=code, found=str(found), expected=expected)
