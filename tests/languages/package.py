"""Writes the small package with a column in each language of the project that it is run in."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.model.languages import LANGUAGES
from scripts.model.tables import EVIDENCE_TABLES, FRAMEWORK_TABLES, register_table
from tests.languages.fork import in_other_letters
from tests.packages import REGISTERS, small_tables, write_package

COLUMNS = {
    table.name: table.columns
    for table in (*FRAMEWORK_TABLES, *EVIDENCE_TABLES, *(register_table(each) for each in REGISTERS))
}


def in_every_language(table: str, row: Mapping[str, str]) -> dict[str, str]:
    """Give a row with the text of each `*_en` in every other language that the table has a column of."""
    made = dict(row)
    for name, text in row.items():
        for language in LANGUAGES:
            other = f"{name.removesuffix('_en')}_{language}"
            if name.endswith("_en") and other not in row and other in COLUMNS.get(table, ()):
                made[other] = in_other_letters(text)
    return made


if __name__ == "__main__":
    tables = {name: [in_every_language(name, row) for row in rows] for name, rows in small_tables().items()}
    write_package(Path(sys.argv[1]), **tables)
