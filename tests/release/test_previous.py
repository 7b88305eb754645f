"""A package is compared with the last release of the same publication: what is public, or what git holds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.exports.described import descriptor
from scripts.exports.published import package_files
from scripts.model.problems import UsageError
from scripts.model.site import Download
from scripts.package.read import Package, read_package
from scripts.package.shelf import Kept
from scripts.release.freeze import keep
from scripts.release.previous import Last, last_release, named, none
from scripts.release.publish import _published
from scripts.validate.validate import report, validate
from tests.packages import Rows, edit, write_package

SERIES = "data/observations_crossings.travellers.csv"


def released(version: str, values: str = "1200") -> Callable[[Path], Path]:
    """Give what writes an edition of the small package, told apart by a value."""

    def write(folder: Path) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        write_package(folder)
        edit(folder, SERIES, lambda data: data.replace(b",1200,", f",{values},".encode()))
        edit(folder, "datapackage.json", lambda data: data.replace(b'"2024.1"', f'"{version}"'.encode()))
        return folder

    return write


def renamed(folder: Path) -> None:
    edit(folder, "datapackage.json", lambda data: data.replace(b'"small-package"', b'"another"'))


def published(package: Package) -> list[Download]:
    """Give the files of a package as they are published, with its descriptor."""
    tables = [*package_files(package)]
    return [*tables, descriptor(package, tables)]


def publish(package: Path, public: Path) -> None:
    """Put a package where publishing puts it."""
    for file in published(read_package(package)):
        (public / file.path).parent.mkdir(parents=True, exist_ok=True)
        (public / file.path).write_bytes(file.data)


class Repository:
    """A git repository with a package in `datapackage`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.package, self.public = folder, folder / "datapackage", folder / "public"
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> None:
        """Run git as a person without settings."""
        person = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        plain = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        subprocess.run(["git", "-C", str(self.folder), *person, *words], check=True, capture_output=True, env=plain)

    def commit(self, write: Callable[[Path], object], tag: str = "") -> None:
        """Commit what `write` writes, and tag it."""
        write(self.package)
        self.git("add", "-A", "datapackage")
        self.git("commit", "-q", "--allow-empty", "-m", "c")
        if tag:
            self.git("tag", "-a", tag, "-m", tag)

    def last(self) -> Last:
        """Give the last release."""
        return last_release(self.package, self.public)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_DIR", "/nowhere")  # as inside of a hook: it is not the repository of the package
    return Repository(tmp_path)


def kept(last: Last) -> str:
    """The value by which an edition is known; '' when there is none to compare with."""
    if last.package is None:
        return ""
    return str(last.package.tables["observations_crossings.travellers"].query("ref_area == 'DEU'")["obs_value"].iloc[0])


def told(last: Last) -> list[str]:
    return [note.key.removeprefix("told.compared.") for note in last.notes]


def test_what_is_public_comes_before_what_is_committed(repository: Repository) -> None:
    repository.commit(released("2024.1", "1"), "2024.1")
    publish(released("2024.2", "2")(repository.package), repository.public)
    released("2024.3", "3")(repository.package)
    last = repository.last()
    assert (kept(last), told(last)) == ("2", ["with"])
    assert last.notes[0].values == {"place": repository.public, "version": "2024.2"}
    assert set(last.package.files) == set(read_package(repository.package).files), "by the same paths"  # type: ignore[union-attr]


def test_what_is_public_just_so_is_compared_with_nothing(repository: Repository) -> None:
    repository.commit(released("2024.1", "1"), "2024.1")
    publish(released("2024.2", "2")(repository.package), repository.public)
    last = repository.last()
    assert (kept(last), told(last)) == ("", ["same"])


@pytest.mark.parametrize(
    ("commits", "now", "expected"),
    [
        ([("1", "a", "v1"), ("2", "b", "")], ("2", "c"), "a"),
        ([("1", "a", "v1"), ("2", "b", "v2")], ("2", "c"), "b"),
        ([("1", "a", "v1"), ("2", "b", "v2")], ("2", "b"), "a"),
        ([("1", "a", ""), ("2", "b", "")], ("2", "c"), "b"),
        ([("1", "a", ""), ("2", "b", ""), ("2", "c", "")], ("2", "c"), "a"),
        ([("1", "a", ""), ("1", "b", "")], ("1", "b"), ""),
        ([("1", "a", "")], ("1", "b"), "a"),
        ([("1", "a", "")], ("2", "a"), "a"),
    ],
    ids=[
        "the newest tag, also behind later commits",
        "the tag of the same version, for what is not committed",
        "the tag before, for a tag that is checked out",
        "without tags HEAD, for what is not committed",
        "without tags the version before, for what is committed",
        "nothing, for the first version",
        "HEAD, for a change in the first version",
        "HEAD, for the next version",
    ],
)
def test_the_last_committed_release(
    commits: list[tuple[str, str, str]], now: tuple[str, str], expected: str, repository: Repository
) -> None:
    values = {"": "", "a": "1", "b": "2", "c": "3"}
    for version, value, tag in commits:
        repository.commit(released(version, values[value]), tag)
    released(now[0], values[now[1]])(repository.package)
    last = repository.last()
    assert (kept(last), told(last)) == (values[expected], ["with" if expected else "none"])


def test_without_git_and_public_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = write_package(tmp_path / "package")
    assert told(last_release(package, tmp_path / "public")) == ["none"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(last_release(package, tmp_path / "public")) == ["none"]


def test_another_publication_is_not_compared_with(repository: Repository) -> None:
    repository.commit(released("1", "1"))
    publish(released("1", "2")(repository.package), repository.public)
    released("2", "3")(repository.package)
    renamed(repository.package)
    last = repository.last()
    assert (kept(last), told(last)) == ("", ["another", "none"])
    assert last.notes[0].aloud
    assert last.notes[0].values["other"] == "small-package"


SPOILT: dict[str, Callable[[Path], object]] = {
    "not JSON": lambda at: (at / "datapackage.json").write_bytes(b"{"),
    "no descriptor of ours": lambda at: (at / "datapackage.json").write_bytes(b"[]"),
    "a file is gone": lambda at: (at / "series.csv").unlink(),
    "a file is no table": lambda at: (at / "series.csv").write_bytes(b"\xff"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_public_and_spoilt_is_told_and_git_is_asked(what: str, repository: Repository) -> None:
    repository.commit(released("1", "1"))
    publish(released("1", "2")(repository.package), repository.public)
    SPOILT[what](repository.public / "data" / "latest")
    released("2", "3")(repository.package)
    last = repository.last()
    assert (kept(last), told(last)) == ("1", ["unreadable", "with"])
    assert last.notes[0].aloud


def test_a_package_that_a_person_names(tmp_path: Path) -> None:
    publish(released("1", "7")(tmp_path / "before"), tmp_path / "public")
    assert kept(named(tmp_path / "before")) == "7"
    assert kept(named(tmp_path / "public" / "data" / "latest")) == "7"
    edit(tmp_path / "before", "data/series.csv", lambda _: b"\xff")
    with pytest.raises(UsageError, match=r"data/series\.csv \[file-unreadable\]"):
        named(tmp_path / "before")
    with pytest.raises(UsageError, match="no data package"):
        named(tmp_path / "nowhere")


def test_not_to_compare_is_said_aloud() -> None:
    (note,) = none().notes
    assert (note.key, note.aloud) == ("told.compared.not", True)


# -- what comes of it --------------------------------------------------------------------------------------------------


def test_what_moved_since_what_is_public_is_told(repository: Repository) -> None:
    publish(released("1", "1200")(repository.package), repository.public)
    released("2", "3400")(repository.package)
    last = repository.last().package
    assert {p.code for p in validate(repository.package, last)} == {"value-moved-without-note"}
    released("2", "1200")(repository.package)
    assert validate(repository.package, repository.last().package) == ()


def test_a_release_that_is_published_again_keeps_its_notes_of_revision(tmp_path: Path) -> None:
    def noted(rows: Rows) -> Rows:
        return [
            *rows,
            {
                "series": "crossings.travellers",
                "ref_area": "DEU",
                "kind": "revised",
                "reason": "error",
                "reason_en": "Recount.",
            },
        ]

    before = write_package(tmp_path / "before", revisions=noted([]))
    now = write_package(tmp_path / "now", revisions=noted([]))
    edit(now, "datapackage.json", lambda data: data.replace(b"A small package", b"The small package"))
    assert "revision-note-idle" not in {p.code for p in validate(now, read_package(before))}
    edit(now, "datapackage.json", lambda data: data.replace(b'"2024.1"', b'"2024.2"'))
    assert "revision-note-idle" in {p.code for p in validate(now, read_package(before))}


def test_what_is_compared_with_does_not_change_what_is_published(tmp_path: Path) -> None:
    before, now = released("1")(tmp_path / "before"), write_package(tmp_path / "now")
    fewer = lambda rows: [row for row in rows if row["ref_area"] != "ABW"]  # noqa: E731
    note = [
        {
            "series": "crossings.travellers",
            "ref_area": "ABW",
            "kind": "removed",
            "reason": "error",
            "reason_en": "None there.",
        }
    ]
    now = write_package(tmp_path / "now", revisions=note, **{"observations_crossings.travellers": fewer})
    package = read_package(now)
    alone, compared = report(now), report(now, read_package(before))
    assert "coverage-fell" in {p.code for p in compared.problems}
    assert _published(alone, package) == _published(compared, package)


# -- what is kept ------------------------------------------------------------------------------------------------------


def shelved(folder: Path, package: Package, after: str = "") -> None:
    files = {file.path.rpartition("/")[2]: file.data for file in published(package)}
    keep(folder, Kept(version=package.version, released="2023-06-30", after=after, files={}), files)


def test_a_package_is_compared_with_the_last_release_that_is_kept(repository: Repository) -> None:
    """Of a release that is kept itself it is the one before; git is asked only where none is kept."""
    first = read_package(released("2023.1", "900")(repository.folder / "first"))
    second = read_package(released("2023.2", "1000")(repository.folder / "second"))
    released("2023.3")(repository.package)
    shelved(repository.package, first)
    assert version_of(last_release(repository.package, repository.public)) == "2023.1"
    shelved(repository.package, second, after="2023.1")
    assert version_of(last_release(repository.package, repository.public)) == "2023.2"
    shelved(repository.package, read_package(repository.package), after="2023.2")
    assert version_of(last_release(repository.package, repository.public)) == "2023.2"
    files = last_release(repository.package, repository.public).package
    assert files is not None
    assert SERIES in files.files, "by the paths of a package, so that what is the same is known at once"


def version_of(last: Last) -> str:
    return last.package.version if last.package else ""
