"""Runs every check on a package and gives all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.model.problems import Problem, RefusedError
from scripts.package.check import check_descriptor
from scripts.package.read import Package, read_package
from scripts.validate.derived import derived_observations
from scripts.validate.observations import counting, ratios, statuses

CHECKS: tuple[Callable[[Package], Iterator[Problem]], ...] = (statuses, ratios, counting, derived_observations)
"""Tier 2, one function a rule."""


def validate(folder: Path) -> tuple[Problem, ...]:
    """Give every problem of a package, by file and row; none when it is sound.

    Tier 2 runs when tier 1 leaves tables that can be read by their columns. Raises UsageError when there is no package.
    """
    try:
        problems = set(check_descriptor(folder))
        package = read_package(folder)
    except RefusedError as refused:
        return refused.problems
    if not any(p.code.startswith(("column-", "file-", "row-", "package-")) for p in problems):
        problems.update(problem for check in CHECKS for problem in check(package))
    return tuple(sorted(problems))
