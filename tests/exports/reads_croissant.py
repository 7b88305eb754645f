"""Reads Croissant with mlcroissant, in the environment of that reader, and prints what it found as JSON.

`python reads_croissant.py FILE`. It is a program of its own and imports nothing of this project.
"""

from __future__ import annotations

import json
import sys

import mlcroissant


def main(file: str) -> None:
    """Print the errors and warnings of the description, and the rows of each of its record sets."""
    held = mlcroissant.Dataset(jsonld=file)
    issues = held.metadata.issues
    rows = {
        each.name: [
            {key.rpartition("/")[2]: _plain(cell) for key, cell in row.items()} for row in held.records(each.id)
        ]
        for each in held.metadata.record_sets
    }
    sys.stdout.write(json.dumps({"errors": sorted(issues.errors), "warnings": sorted(issues.warnings), "rows": rows}))


def _plain(cell: object) -> object:
    """Give a text as text, a missing value as null, and a number or a truth value as itself."""
    if isinstance(cell, bytes):
        return cell.decode()
    if cell is None or cell != cell:  # noqa: PLR0124 - what is not a number is not equal to itself
        return None
    return cell.item() if hasattr(cell, "item") else cell


if __name__ == "__main__":
    main(sys.argv[1])
