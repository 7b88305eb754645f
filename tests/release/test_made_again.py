"""What is kept from run to run never changes a byte of a site: beside each stands the same made without a cache."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.kept import Cache
from scripts.release.publish import Plan, publish
from tests.kept import seeded
from tests.packages import edit, write_package
from tests.projects import project_in
from tests.release.tries import Silent

COPIED = ("site_templates", "docs", "CITATION.cff", "LICENSE-DATA.md", "CHANGELOG.md")


@pytest.fixture
def plan(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A project of which templates and texts can be changed, with the small package."""
    project_in(tmp_path, *COPIED)
    cache = seeded(tmp_path_factory, tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    return Plan(package=write_package(Path("package")), cache=cache, public=Path("public"), keep=False)


def replaced(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")


def appended(path: str, text: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)


def locale(key: str, text: str) -> None:
    path = Path("site_templates/locales/en.json")
    held = json.loads(path.read_bytes())
    within = held
    *way, last = key.split(".")
    for name in way:
        within = within[name]
    within[last] = text
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


CHANGES: dict[str, Callable[[], None]] = {
    "a cell": lambda: edit(
        Path("package"), "data/observations_open-doors.csv", lambda data: data.replace(b",yes,", b",no,", 1)
    ),
    "a hand-written page": lambda: appended("docs/en/accessibility.md", "\nA new sentence stands here.\n"),
    "the frame of pages": lambda: replaced(
        "site_templates/theme/partials/footer.html", "<footer ", '<footer data-new="1" '
    ),
    "a word": lambda: locale("nav.downloads", "Files to take away"),
    "a name of an area": lambda: edit(
        Path("package"), "data/reference_areas.csv", lambda data: data.replace(b"Kenya", b"Kenya new")
    ),
}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", CHANGES)
def test_a_site_that_was_made_in_part_is_the_same_as_one_that_was_made_whole(plan: Plan, name: str) -> None:
    assert publish(plan, Silent()) == ()
    before = files(plan.public)
    CHANGES[name]()
    assert publish(plan, Silent()) == ()
    apart = Path("apart") / "charts"
    shutil.copytree(plan.cache, apart)
    whole = replace(plan, cache=apart, public=Path("whole"))
    assert publish(whole, Silent()) == ()
    now, anew = files(plan.public), files(whole.public)
    assert sorted(path for path in now.keys() | anew.keys() if now.get(path) != anew.get(path)) == []
    assert now != before, "it changed nothing"


@pytest.mark.nightly  # a file of a cache that is not whole: tests/test_kept.py
def test_half_a_cache_is_as_good_as_none(plan: Plan) -> None:
    """Files of a cache that are gone, cut off, or of something else are made again."""
    assert publish(plan, Silent()) == ()
    made = files(plan.public)
    for number, path in enumerate(sorted(plan.cache.with_name("made").iterdir())):
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.write_bytes(path.read_bytes()[:-1])
    shutil.rmtree(plan.notes)
    assert publish(plan, Silent()) == ()
    assert files(plan.public) == made


def test_what_nobody_asks_for_is_removed_before_what_was_asked_for(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [f"{number:064x}" for number in range(4)]
    for number, key in enumerate(keys):
        cache.put(key, b"x" * 68)
        os.utime(tmp_path / key, (number, number))
    cache.touch(keys[0])
    cache.shrink(250)
    assert sorted(path.name for path in tmp_path.iterdir()) == [keys[0], keys[3]]
