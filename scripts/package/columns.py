"""Compares the header of a table with the columns that it should have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from scripts.model.problems import Problem


def header_problems(path: str, labels: Sequence[str], columns: Sequence[str]) -> Iterator[Problem]:
    """Compare the columns of a file with those that it should have: missing, unknown, renamed, or in another order."""
    missing = [name for name in columns if name not in labels]
    unknown = [label for label in labels if label not in columns]
    renamed = dict(_renamed(labels, columns))
    for label, name in renamed.items():
        yield Problem(file=path, row=1, code="column-renamed", field=label, found=label, expected=name)
    for name in missing:
        if name not in renamed.values():
            yield Problem(file=path, row=1, code="column-missing", field=name)
    for label in unknown:
        if label not in renamed:
            yield Problem(file=path, row=1, code="column-unknown", field=label, found=label)
    common = [name for name in columns if name in labels]
    for label, name in zip((label for label in labels if label in common), common, strict=True):
        if label != name:
            yield Problem(file=path, row=1, code="column-moved", field=label, found=label, expected=name)
            return


def _renamed(labels: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair each unknown label with the missing column that it stands for: in its place, or nearly of its name."""
    missing = [name for name in columns if name not in labels]
    for place, label in enumerate(labels):
        if label in columns:
            continue
        same = columns[place] if len(labels) == len(columns) else ""
        name = same if same in missing else _alike(label, missing)
        if name:
            missing.remove(name)
            yield label, name


def _alike(label: str, names: Sequence[str]) -> str:
    """Give the name that is nearly the label, letter case apart; '' when none is. Very long labels are like nothing."""
    plain = {name.casefold(): name for name in names}
    close = get_close_matches(label.strip().casefold(), plain, n=1) if len(label) <= LONGEST else []
    return plain[close[0]] if close else ""


LONGEST = 80
"""Characters of a label that is compared: comparing takes the square of the length."""
