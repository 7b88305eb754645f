"""Reads Parquet with pyarrow, in the environment that has it, and prints types and rows of each file as JSON.

`python reads_parquet.py FOLDER`. It is a program of its own and imports nothing of this project.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq


def main(folder: Path) -> None:
    """Print, by the name of each file, its columns with their types, and its rows."""
    held = {}
    for path in sorted(folder.glob("*.parquet")):
        table = pq.read_table(path)
        types = {field.name: str(field.type) for field in table.schema}
        held[path.stem] = {"types": types, "rows": table.to_pylist()}
    sys.stdout.write(json.dumps(held))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
