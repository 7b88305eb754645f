"""Facts that no snapshot holds, kept by hand as small CSV files. Every row names a row of `sources`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from scripts.package.files import read_csv

FOLDER: Final = Path(__file__).parent


def read_facts(name: str) -> pd.DataFrame:
    """Read `<name>.csv` of this folder as text, blank as ''."""
    return read_csv((FOLDER / f"{name}.csv").read_bytes())
