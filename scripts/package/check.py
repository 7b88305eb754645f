"""What the stock tool, frictionless, finds in the tables of a package, told as our own problems.

It is given the profile's rules and the bytes that were read, and never a descriptor that somebody else wrote:
frictionless follows addresses of profiles, schemas and files in a descriptor wherever they lead.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import frictionless
from frictionless import errors as faults
from frictionless.resources import TableResource

from scripts.kept import NOTHING, Made
from scripts.model.problems import Problem
from scripts.model.tables import Table
from scripts.package.columns import header_problems
from scripts.package.descriptor import table_properties
from scripts.process import each

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


def check_tables(tables: Iterable[Table], files: Mapping[str, bytes], kept: Made = NOTHING) -> list[Problem]:
    """Check every table whose file is among `files` by its rules: types, constraints, keys and references.

    What was found of a table is `kept` by its rules, its bytes and the keys that it refers to.
    """
    present = [table for table in tables if table.path in files]
    keys = _Keys({table.name: table for table in present}, files)
    by_size = sorted(present, key=lambda table: (len(files[table.path]), table.name))

    def of(table: Table) -> list[Problem]:
        return _checked(table, files[table.path], keys, kept)

    small = sum(len(files[table.path]) for table in present) < SMALL
    found = [of(table) for table in by_size] if small else each(of, by_size)
    told = {table.name: problems for table, problems in zip(by_size, found, strict=True)}
    return [problem for table in present for problem in told[table.name]]


SMALL: Final = 1_000_000
"""Bytes of a package below which a second process is not worth its beginning."""


def _checked(table: Table, data: bytes, keys: _Keys, kept: Made) -> list[Problem]:
    described = _described(table, keys)

    def parts() -> Iterator[bytes | str]:
        yield from (table.name, table.path, json.dumps(described), data)
        for key in described["schema"]["foreignKeys"]:
            yield from keys.of(key["reference"])

    return kept.made("frictionless", parts, lambda: _found(table, described, data, keys))


def _found(table: Table, described: Mapping[str, Any], data: bytes, keys: _Keys) -> list[Problem]:
    """Give what frictionless finds in one table. Of others it is given nothing but the keys that this one refers to."""
    named = {_key_name(key["reference"]): key["reference"] for key in described["schema"]["foreignKeys"]}
    foreign = [
        {"fields": key["fields"], "reference": {**key["reference"], "resource": _key_name(key["reference"])}}
        for key in described["schema"]["foreignKeys"]
    ]
    resource = TableResource(
        name=table.name,
        data=data,
        scheme="buffer",
        format="csv",
        encoding="utf-8",
        dialect=frictionless.Dialect.from_descriptor(described["dialect"]),
        schema=frictionless.Schema.from_descriptor({**described["schema"], "foreignKeys": foreign}),
    )
    package = frictionless.Package(resources=[resource, *(keys.resource(*each) for each in named.items())])
    try:
        report = package.validate(name=table.name)
    except frictionless.FrictionlessException as error:
        return [_unread("datapackage.json", reason) for reason in (error.reasons or [error.error])]
    told = [_unread("datapackage.json", error) for error in report.errors]
    return [*told, *(problem for task in report.tasks for problem in _of_task(task, table))]


def _described(table: Table, keys: _Keys) -> dict[str, Any]:
    """Give the rules of a table. Of references into a table that is not there, our own checks tell."""
    described = table_properties(table)
    held = [key for key in described["schema"].get("foreignKeys", ()) if key["reference"]["resource"] in keys.tables]
    return {**described, "schema": {**described["schema"], "foreignKeys": held}}


def _key_name(reference: Mapping[str, Any]) -> str:
    return f"{reference['resource']}--{'--'.join(reference['fields'])}"


class _Keys:
    """The values of the columns that other tables refer to, each once, in the order of the file."""

    def __init__(self, tables: Mapping[str, Table], files: Mapping[str, bytes]) -> None:
        self.tables = tables
        self._files = files
        self._held: dict[str, tuple[str, ...]] = {}

    def of(self, reference: Mapping[str, Any]) -> tuple[str, ...]:
        """Give the values of a column; none of a table that has no such column or cannot be read."""
        name = _key_name(reference)
        if name not in self._held:
            (column,) = reference["fields"]
            data = self._files[self.tables[reference["resource"]].path]
            rows = csv.reader(io.StringIO(data.decode("utf-8", errors="replace"), newline=""))
            header = next(rows, [])
            at = header.index(column) if column in header else len(header)
            self._held[name] = tuple(dict.fromkeys(row[at] for row in rows if at < len(row) and row[at]))
        return self._held[name]

    def resource(self, name: str, reference: Mapping[str, Any]) -> TableResource:
        """Give a table of such a column alone."""
        (column,) = reference["fields"]
        field = next(each for each in self.tables[reference["resource"]].fields if each.name == column)
        schema = frictionless.Schema.from_descriptor({"fields": [{"name": column, "type": field.type}]})
        return TableResource(name=name, data=[[column], *([value] for value in self.of(reference))], schema=schema)


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
