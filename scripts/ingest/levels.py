"""The four levels of SDG indicator 10.7.2, as codes. Shared by the rules that publish them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from scripts.ingest.rule import observations
from scripts.model.problems import Problem, RefusedError

LEVELS: Final[Mapping[str, str]] = {
    "1": "requires-progress",
    "2": "partially-meets",
    "3": "meets",
    "4": "fully-meets",
}
NOT_ANSWERED: Final = "N"


def level_observations(levels: pd.DataFrame, source: str) -> pd.DataFrame:
    """Turn `level` (1 to 4, or N) into `obs_value`; N becomes a blank with status O.

    Raises RefusedError with one problem for each value that is neither.
    """
    unknown = sorted(set(levels["level"]) - {*LEVELS, NOT_ANSWERED})
    if unknown:
        raise RefusedError(
            Problem(file=source, code="source-code-unknown", field="level", found=found, expected="1, 2, 3, 4, N")
            for found in unknown
        )
    value = levels["level"].map(LEVELS).fillna("")
    status = value.eq("").map({True: "O", False: "A"})
    return observations(levels.drop(columns="level").assign(obs_value=value, obs_status=status), source=source)
