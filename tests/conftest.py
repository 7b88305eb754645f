"""What every test may use: the finished site, how properties are searched, and of which category a test is."""

from __future__ import annotations

import gc
import os
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from scripts.__main__ import YOUNG
from scripts.assemble import assemble, web_fonts
from scripts.drawing import png, typefaces
from scripts.kept import NOTHING, Made
from scripts.model.problems import Problem
from scripts.model.tables import Table
from scripts.package.check import check_tables
from scripts.package.read import Package
from scripts.summarise import summarise as summarising
from scripts.validate import validate as judging
from tests.kept import Remembered
from tests.site import SITE, fault, state

BROWSER, WHOLE, UNIT = "browser", "whole", "unit"

CATEGORIES = {
    "tests/browser/": BROWSER,
    "tests/charts/test_edges.py": WHOLE,
    "tests/deploy/test_branch.py": WHOLE,
    "tests/deploy/test_rsync.py": WHOLE,
    "tests/deploy/test_s3.py": WHOLE,
    "tests/drawing/test_fonts.py": WHOLE,
    "tests/drawing/test_share_pictures.py": WHOLE,
    "tests/exports/test_spreadsheet_csv.py": WHOLE,
    "tests/ingest/test_border_deaths.py": WHOLE,
    "tests/ingest/test_make.py": WHOLE,
    "tests/languages/": WHOLE,
    "tests/large/": WHOLE,
    "tests/package/test_package_check.py": WHOLE,
    "tests/package/test_plain.py": WHOLE,
    "tests/release/": WHOLE,
    "tests/render/test_edges_of_cells.py": WHOLE,
    "tests/render/test_hostile_text.py": WHOLE,
    "tests/render/test_long_tables.py": WHOLE,
    "tests/render/test_share.py": WHOLE,
    "tests/soundness/": WHOLE,
    "tests/start/test_examples.py": WHOLE,
    "tests/test_cli.py": WHOLE,
    "tests/upkeep/test_fetch.py": WHOLE,
    "tests/validate/test_areas.py": WHOLE,
    "tests/validate/test_causes.py": WHOLE,
    "tests/validate/test_cells.py": WHOLE,
    "tests/validate/test_described.py": WHOLE,
    "tests/validate/test_faults.py": WHOLE,
    "tests/validate/test_fuzz.py": WHOLE,
    "tests/validate/test_letters.py": WHOLE,
    "tests/validate/test_meaning.py": WHOLE,
    "tests/validate/test_misplaced.py": WHOLE,
    "tests/validate/test_numbers.py": WHOLE,
    "tests/validate/test_places.py": WHOLE,
    "tests/validate/test_reference.py": WHOLE,
    "tests/validate/test_specimens.py": WHOLE,
    "tests/verify/test_planted.py": WHOLE,
    "tests/words/test_areas_with_pages.py": WHOLE,
}
"""Category of the tests below a path: `unit`, where none is named and they do not look at the finished site.

`make test-quick` runs the units, which need no site, no browser and no network, and validate few whole packages.
"""


LONGEST = (
    "tests/validate/test_fuzz.py",
    "tests/validate/test_specimens.py",
    "tests/browser/test_axe.py",
    "tests/languages/",
    "tests/soundness/",
    "tests/validate/test_meaning.py",
    "tests/browser/",
    "tests/release/",
    "tests/test_cli.py",
    "tests/validate/",
    "tests/drawing/",
    "tests/render/",
)
"""What takes longest, in this order: begun first, so that no process is left with a long module in the end."""


REST = len(LONGEST)


EVERY = "--every"
"""The option of `make test-all`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that leaves no case out."""
    parser.addoption(EVERY, action="store_true", help="also the cases that a mark leaves out, as `make test-all` does")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many inputs a property is tried with, before any test is read."""
    usual = EACH if config.getoption(EVERY) else SAME
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or usual)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give each test its category, begin with what takes longest, and leave out what a mark says.

    `@pytest.mark.one_in(5)` stands at a test of very many cases of one kind: the first and every fifth after it are
    run each time, and all of them by `make test-all`, nightly and before a release. A test that is marked `nightly` is
    run by that alone: what it is about is tried each time by others, at less cost.
    """
    if not config.getoption(EVERY):
        counted: Counter[str] = Counter()
        left = {item for item in items if _is_left_out(item, counted)}
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = [item for item in items if item not in left]
    items.sort(key=lambda item: next((n for n, place in enumerate(LONGEST) if item.nodeid.startswith(place)), REST))
    for item in items:
        module = item.nodeid.partition("::")[0]
        named = next((category for place, category in CATEGORIES.items() if module.startswith(place)), UNIT)
        looks = "site" in getattr(item, "fixturenames", ()) and named == UNIT and _is_ours(item)
        item.add_marker(WHOLE if looks else named)


def _is_left_out(item: pytest.Item, counted: Counter[str]) -> bool:
    """Tell whether a case is one that its mark leaves out. `counted` has how many cases of each test came before."""
    mark = item.get_closest_marker("one_in")
    if mark is None:
        return item.get_closest_marker("nightly") is not None
    name = item.nodeid.partition("[")[0]
    counted[name] += 1
    return bool((counted[name] - 1) % mark.args[0])


def pytest_collection_finish() -> None:
    """Leave what was collected out of what Python looks through for waste, and let it look as seldom as in a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def _is_ours(item: pytest.Item) -> bool:
    """Whether the `site` of a test is the finished one, and not one that its module makes of a small package."""
    found = item.session._fixturemanager.getfixturedefs("site", item)
    return bool(found and found[-1].baseid == ROOM)


ROOM = Path(__file__).parent.name


def is_searching() -> bool:
    """Whether this is a round of `make fuzz`, which tries other inputs than the last."""
    return os.environ.get("HYPOTHESIS_PROFILE") == FUZZ


FUZZ = "fuzz"
"""The profile of `make fuzz`, the one run that searches: every other run tries the same inputs each time."""

SAME, EACH = "same", "each"
"""The profiles of every other run, and of one that leaves nothing out."""

settings.register_profile(
    SAME,
    deadline=None,
    max_examples=8,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(EACH, settings.get_profile(SAME), max_examples=25)
settings.register_profile(FUZZ, settings.get_profile(SAME), derandomize=False, max_examples=40, print_blob=True)


@pytest.fixture(scope="session", autouse=True)
def _asked_once() -> Iterator[None]:
    """Ask frictionless once about the same table under the same rules, sum the same series once, change each font once.

    All are kept from run to run by a publication. Thousands of tests change one table of some thirty in a small
    package, and of the time of a small site that is built without a cache two fifths go into fonts.
    """
    remembered = Remembered()

    def check(tables: Iterable[Table], files: Mapping[str, bytes], kept: Made) -> list[Problem]:
        return check_tables(tables, files, remembered if kept is NOTHING else kept)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(judging, "check_tables", check)
        patched.setattr(summarising.summarise, "__defaults__", (remembered,))
        patched.setattr(summarising, "_bytes", _as_read)
        patched.setattr(assemble, "lean", cache(web_fonts.lean))
        patched.setattr(png, "truetype", cache(typefaces.truetype))
        yield


def _as_read(package: Package, table: str) -> bytes:
    """Give a table of a package as bytes: tests alter what was read of small packages, and not their files."""
    return pickle.dumps(package.tables.get(table))


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the site that was published from this very checkout.

    It is never skipped: a test that cannot look, or would judge another state, says so by failing.
    """
    if told := fault(state()):
        pytest.fail(told, pytrace=False)
    return SITE
