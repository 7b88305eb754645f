"""Which observation stands for an area: one table of cases, for the rule and for the verifier, which has it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

STANDING: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(Path("tests/spec/standing.json").read_text(encoding="utf-8"))["cases"]
}
"""The cases by id: settings of the series, its observations, and by area the period of what stands.

`by_period` has, where it is there, the place of what stands in each period, by area.
"""
