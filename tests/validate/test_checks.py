"""How checks are written: what they look up has a type also where nothing is found."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest

from scripts.validate.cells import per_value

GUESSING = {"map", "apply", "applymap", "infer_objects", "convert_dtypes"}
"""Methods of pandas that guess the type of what they give: of nothing, numbers."""

AGREED = {("observations.py", "apply")}
"""`frame.apply(plain_numbers)` gives columns whose type the function states."""


@pytest.mark.parametrize("path", sorted(Path("scripts/validate").rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_is_guessed_of_an_empty_column(path: Path) -> None:
    """`per_value` states the type; `Series.map` gives numbers where no key is found, in which no text can be filled."""
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    found = {call.attr for call in calls if isinstance(call, ast.Attribute)} & GUESSING
    assert {(path.name, name) for name in found} <= AGREED


@pytest.mark.parametrize(("kind", "dtype"), [(str, "str"), (bool, "bool"), (int, "int64"), (float, "float64")])
def test_a_verdict_has_its_type_also_without_cells(kind: type, dtype: str) -> None:
    nothing = per_value(pd.Series([], dtype=str, name="a"), len, kind)
    assert (str(nothing.dtype), nothing.name, len(nothing)) == (dtype, "a", 0)
    assert str(per_value(pd.Series(["x", "x"], index=[5, 7]), len, kind).dtype) == dtype


def test_each_different_cell_is_judged_once() -> None:
    seen: list[str] = []

    def judge(cell: str) -> str:
        seen.append(cell)
        return cell.upper()

    given = per_value(pd.Series(["b", "a", "b"], index=[3, 1, 2]), judge, str)
    assert given.to_dict() == {3: "B", 1: "A", 2: "B"}
    assert seen == ["b", "a"]
