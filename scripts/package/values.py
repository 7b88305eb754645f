"""Which observations of a series have a value: the one rule, for those who count and those who look for gaps."""

from __future__ import annotations

import pandas as pd


def valued(observations: pd.DataFrame) -> pd.Series:
    """Tell which observations have a value, or a range in its place."""
    found = observations["obs_value"] != ""
    return found | (observations["value_low"] != "") if "value_low" in observations else found
