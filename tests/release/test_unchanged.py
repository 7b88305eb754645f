"""What makes a publication begin anew: any input that differs, anything of the public site that is not as made."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.assemble.manifest import Made, write_manifest
from scripts.package.read import Package
from scripts.release import publish as publishing
from scripts.release import unchanged
from scripts.release.publish import Plan, publish
from scripts.release.swap import settle
from scripts.release.unchanged import Notes, compared, seal_of, state_of
from scripts.validate.validate import Checked, check
from tests.kept import seeded
from tests.packages import write_package
from tests.release.tries import Silent

PROJECT = Path.cwd()
READ = ("datapackage.json", "data/a.csv", "releases/1.json")
LAST = Package(descriptor={}, files={"data/a.csv": b"a"}, tables={})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of each kind that a publication reads."""
    for name in (*(f"package/{path}" for path in READ), "docs/en/method.md", "scripts/a.py", "site_templates/a.html"):
        write(tmp_path / name, name)
    for name in ("mkdocs.yml", "package-lock.json", "requirements/build.lock", "CHANGELOG.md", "tests/spec/a.json"):
        write(tmp_path / name, name)
    write(tmp_path / unchanged.VENDORED, '{"files": [{"from": "node_modules/a.js", "to": "a.js"}]}')
    write(tmp_path / "node_modules" / "a.js", "a")
    write(tmp_path / unchanged.INSTALLED, "{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def differ(path: Path) -> None:
    write(path, "another")


INPUTS = (
    *(f"package/{path}" for path in READ),
    "docs/en/method.md",
    "scripts/a.py",
    "site_templates/a.html",
    "tests/spec/a.json",
    "mkdocs.yml",
    "package-lock.json",
    "requirements/build.lock",
    "CHANGELOG.md",
    "node_modules/a.js",
    unchanged.INSTALLED.as_posix(),
)
NEW = (
    "package/data/new.csv",
    "package/.hidden",
    "scripts/new/b.py",
    "site_templates/charts/new.mjs",
    "site_templates/locales/fr.po",
    "CITATION.cff",
)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    ("path", "done"), [*((path, differ) for path in (*INPUTS, *NEW)), *((path, Path.unlink) for path in INPUTS)]
)
def test_a_file_that_is_another_is_another_state(project: Path, path: str, done: Callable[[Path], None]) -> None:
    before = state_of(Path("package"))
    assert state_of(Path("package")) == before
    done(Path(path))
    assert state_of(Path("package")) != before


def test_what_else_is_another_state(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path("package")
    before = state_of(package)
    assert state_of(package, ("https://example.org/",)) != before
    with monkeypatch.context() as patched:
        patched.setattr(sys, "version", "another")
        assert state_of(package) != before
    with monkeypatch.context() as patched:
        patched.setattr(unchanged, "distributions", lambda: ["pandas-9.9.dist-info"])
        assert state_of(package) != before
    (package / "data" / "a.csv").rename(package / "data" / "b.csv")
    assert state_of(package) != before, "a name is an input"
    (package / "data" / "a.csv").symlink_to("b.csv")
    assert state_of(package) != before, "so is where a link leads"


def test_what_is_no_input_is_not_read(project: Path) -> None:
    before = state_of(Path("package"))
    write(project / "README.md", "new")
    write(project / "scripts" / "__pycache__" / "a.pyc", "new")
    os.utime(project / "scripts" / "a.py", (1, 1))
    assert state_of(Path("package")) == before
    shutil.move(project / "package", project / "renamed")
    assert state_of(Path("renamed")) == before, "the folder of a package has no part in it"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "a/index.html", "a/b/data.csv"):
        write(tmp_path / "site" / name, name)
    (tmp_path / "site" / "a" / "same.csv").hardlink_to(tmp_path / "site" / "a" / "b" / "data.csv")
    write_manifest(tmp_path / "site", Made(name="a", release="1", released="2024-01-01"))
    settle(tmp_path / "site")
    return tmp_path / "site"


def linked(path: Path) -> None:
    """Put away what is there and a link to it in its place."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


TAMPERED: dict[str, Callable[[Path], object]] = {
    "a byte": lambda site: (site / "a/b/data.csv").write_text("a/b/data.csW"),
    "a file gone": lambda site: (site / "a/index.html").unlink(),
    "a file more": lambda site: (site / "more.txt").write_text(""),
    "a hidden file": lambda site: (site / ".htaccess").write_text(""),
    "an empty folder": lambda site: (site / "empty").mkdir(),
    "no manifest": lambda site: (site / "manifest.json").unlink(),
    "a manifest that is none": lambda site: (site / "manifest.json").write_text("{"),
    "a manifest of another": lambda site: (site / "manifest.json").write_text('{"files": []}'),
    "a line in the manifest": lambda site: (site / "manifest.json").write_text(
        (site / "manifest.json").read_text().replace('"release": "1"', '"release": "2"')
    ),
    "a link": lambda site: linked(site / "a" / "index.html"),
    "a folder that is a link": lambda site: linked(site / "a"),
    "a file that only some may read": lambda site: (site / "index.html").chmod(0o600),
    "a folder that only some may enter": lambda site: (site / "a").chmod(0o700),
    "no site": shutil.rmtree,
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", TAMPERED)
def test_a_site_that_is_not_as_it_was_made_is_made_anew(site: Path, tmp_path: Path, name: str) -> None:
    notes = Notes.at(tmp_path / "notes")
    state = "0" * 64
    notes.note(state, "", site)
    assert Notes.at(tmp_path / "notes").holds(state, "", site)
    TAMPERED[name](site)
    assert not notes.holds(state, "", site)


def test_what_was_noted_is_of_its_state_and_of_what_it_was_compared_with(site: Path, tmp_path: Path) -> None:
    notes, state, last = Notes.at(tmp_path / "notes"), "0" * 64, compared(LAST)
    notes.note(state, last, site)
    assert notes.holds(state, last, site)
    assert notes.holds(state, "", site), "beside nothing there are fewer faults, never more"
    assert not notes.holds("1" * 64, last, site)
    assert not notes.holds(state, "2" * 64, site)
    notes.note(state, "2" * 64, site)
    assert notes.holds(state, last, site), "found sound beside either"
    (tmp_path / "notes" / state).write_bytes(b"half")
    assert not notes.holds(state, last, site), "a note that is not whole is none"


def test_few_notes_are_kept(site: Path, tmp_path: Path) -> None:
    for number in range(unchanged.MOST + 3):
        Notes.at(tmp_path / "notes").note(f"{number:064x}", "", site)
    assert len(list((tmp_path / "notes").iterdir())) == unchanged.MOST


def test_a_signature_does_not_make_it_another_site(site: Path) -> None:
    before = seal_of(site)
    (site / "manifest.json.minisig").write_text("signed", encoding="utf-8")
    settle(site)
    assert before
    assert seal_of(site) == before


def test_a_package_is_published_once(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Again with nothing changed it is not even validated; tampered with, it is made anew."""
    package = write_package(tmp_path / "package")
    cache = seeded(tmp_path_factory, tmp_path / "cache")
    plan = Plan(package=package, workspace=tmp_path / "build", cache=cache, public=tmp_path / "public")
    asked: list[Path] = []

    def checked(folder: Path, *rest: Any) -> Checked:
        asked.append(folder)
        return check(folder, *rest)

    monkeypatch.setattr(publishing, "check", checked)

    def times(*, change: Callable[[], object] = lambda: None) -> int:
        change()
        asked.clear()
        assert publish(plan, Silent()) == ()
        return len(asked)

    assert [times(), times()] == [1, 0]
    made = {path: path.read_bytes() for path in plan.public.rglob("*") if path.is_file()}
    page = plan.public / "index.html"
    assert times(change=lambda: page.write_text("tampered", encoding="utf-8")) == 1
    assert times() == 0
    assert {path: path.read_bytes() for path in plan.public.rglob("*") if path.is_file()} == made
    (plan.public.parent / ".public.before").mkdir(exist_ok=True)
    assert publish(replace(plan, keep=False), Silent()) == ()
    assert not (plan.public.parent / ".public.before").exists(), "who keeps none has none"
