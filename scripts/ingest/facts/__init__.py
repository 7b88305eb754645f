"""Facts that no snapshot holds, kept by hand as small CSV files. Every row names a row of `sources`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from scripts.package.files import read_csv


def read_facts(name: str) -> pd.DataFrame:
    """Read `<name>.csv` of this folder as text, blank as ''."""
    return read_csv((Path(__file__).parent / f"{name}.csv").read_bytes())
