"""A few packages of many odd series are built whole, with MkDocs, Node and Pagefind, and verified.

What reads data is tried on many more packages in `test_combinations.py`, without these slow programs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.release.publish import Plan, build
from scripts.validate.validate import check
from scripts.verify.verify import verify
from tests.kept import drawings
from tests.soundness.combinations import Sort, Surroundings, package_of, trials
from tests.validate.specimens import write_files

ADDRESS = "https://doors.example.net/"
HEADLINES: list[Sort] = list(dict.fromkeys(s for sorts, _ in trials() for s in sorts if s.role == "headline"))
"""Every headline among all sorts: most charts are theirs."""

COMPANIONS: list[Sort] = list(dict.fromkeys(s for sorts, _ in trials() for s in sorts if s.role == "companion"))

PACKAGES: dict[str, tuple[list[Sort], Surroundings]] = {
    "headlines among odd texts": (
        HEADLINES[::2],
        Surroundings(groups="deep", members="states", left_out="none", texts="odd", map="shapes", ids="dotted"),
    ),
    "headlines and companions with little around them": (
        [*HEADLINES[1::4], *COMPANIONS[::3]],
        Surroundings(groups="world", members="none", left_out="all", texts="plain", map="none", ids="plain"),
    ),
}


@pytest.mark.nightly  # without slow programs test_combinations.py builds such packages; test_cli.py publishes one
@pytest.mark.parametrize("name", PACKAGES)
def test_what_validation_calls_sound_is_published(name: str, tmp_path: Path) -> None:
    package = write_files(tmp_path / "package", package_of(*PACKAGES[name]))
    checked = check(package)
    assert not checked.report.errors, checked.report.errors[:3]
    plan = Plan(package=package, site_url=ADDRESS, cache=drawings(name.replace(" ", "-")))
    site = build(plan, tmp_path / "build", lambda _: lambda: None, checked)
    found = verify(site, package)
    assert not found, found[:5]
