"""What the stock tool, frictionless, finds in the tables of a package, told as our own problems.

It is given the profile's rules and the bytes that were read, and never a descriptor that somebody else wrote:
frictionless follows addresses of profiles, schemas and files in a descriptor wherever they lead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import frictionless
from frictionless import errors as faults
from frictionless.resources import TableResource

from scripts.model.problems import Problem
from scripts.model.tables import Table
from scripts.package.columns import header_problems
from scripts.package.descriptor import table_properties

CODES: Final = {
    "duplicate-label": "column-duplicated",
    "blank-label": "column-unnamed",
    "blank-header": "header-missing",
    "missing-cell": "row-too-short",
    "extra-cell": "row-too-long",
    "blank-row": "row-blank",
    "primary-key": "duplicate-key",
    "unique-error": "duplicate-key",
    "foreign-key": "reference-unknown",
    "type-error": "wrong-type",
    "encoding-error": "encoding-not-utf-8",
}
"""Our code for each of frictionless's that a table can give. Any other says that it cannot read the file."""

OTHER: Final = "file-unreadable"

HEADER_FAULTS: Final = {"missing-label", "extra-label", "incorrect-label", "unmatched-header"}
"""What frictionless says, column by column, where a header is not the descriptor's."""

CONSTRAINTS: Final = {
    "required": "value-required",
    "enum": "code-unknown",
    "pattern": "value-malformed",
    "minimum": "value-out-of-range",
    "maximum": "value-out-of-range",
    "unique": "duplicate-key",
}
"""Our code for each constraint that a field of the profile may have."""


def check_tables(tables: Iterable[Table], files: Mapping[str, bytes]) -> list[Problem]:
    """Check every table whose file is among `files` by its rules: types, constraints, keys and references."""
    present = [table for table in tables if table.path in files]
    names = {table.name for table in present}
    package = frictionless.Package(resources=[_resource(table, files[table.path], names) for table in present])
    try:
        report = package.validate()
    except frictionless.FrictionlessException as error:
        return [_unread("datapackage.json", reason) for reason in (error.reasons or [error.error])]
    by_name = {table.name: table for table in present}
    problems = [_unread("datapackage.json", error) for error in report.errors]
    for task in report.tasks:
        problems.extend(_of_task(task, by_name[task.name]))
    return problems


def _resource(table: Table, data: bytes, names: Collection[str]) -> TableResource:
    """Give a table held in memory; `scheme` and `format` say so, and nothing is looked up.

    Of references into a table that is not there, our own checks tell.
    """
    described = table_properties(table)
    keys = [key for key in described["schema"].get("foreignKeys", ()) if key["reference"]["resource"] in names]
    return TableResource(
        name=table.name,
        data=data,
        scheme="buffer",
        format="csv",
        encoding="utf-8",
        dialect=frictionless.Dialect.from_descriptor(described["dialect"]),
        schema=frictionless.Schema.from_descriptor({**described["schema"], "foreignKeys": keys}),
    )


def _unread(file: str, error: Any) -> Problem:
    """Tell a fault that has no code of ours by its name, which is stable; its wording is another program's."""
    return Problem(file=file, code=OTHER, found=f"frictionless: {error.type}")


def _of_task(task: Any, table: Table) -> Iterator[Problem]:
    """Tell the faults of one file. Where its columns are wrong, what follows from that in its rows is not told."""
    if any(error.type in HEADER_FAULTS for error in task.errors):
        yield from header_problems(table.path, task.labels, table.columns)
        return
    for error in task.errors:
        yield _problem(table, error)


def _problem(table: Table, error: Any) -> Problem:
    code = CODES.get(error.type, OTHER)
    if error.type == "constraint-error":
        name = error.note.removeprefix('constraint "').partition('"')[0].partition(" ")[0]
        code = CONSTRAINTS.get(name, OTHER)
    if code == OTHER:
        return _unread(table.path, error)
    row = getattr(error, "row_number", 0) if isinstance(error, faults.RowError) else 0
    field = getattr(error, "field_name", None) or getattr(error, "label", None) or ""
    found = getattr(error, "cell", None) or ""
    if error.type == "primary-key":
        cells = dict(zip(table.columns, error.cells, strict=False))  # a row may be too short
        field, found = ", ".join(table.primary_key), ", ".join(str(cells.get(name, "")) for name in table.primary_key)
    if error.type == "foreign-key":
        field, found = ", ".join(error.field_names), ", ".join(str(c) for c in error.field_cells)
    return Problem(file=table.path, row=row, field=field, code=code, found=str(found))
