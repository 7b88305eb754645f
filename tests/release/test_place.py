"""Where a site is put: links are followed, and what cannot be replaced is refused before anything is built."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.model.problems import HinderedError
from scripts.release import place as places
from scripts.release.place import Place, cleared, found
from scripts.words.words import Words
from tests.release.tries import site

Steps = tuple[Callable[[Path], object], ...]


def tree(folder: Path) -> set[str]:
    return {
        f"{path.relative_to(folder)}{f' -> {path.readlink()}' if path.is_symlink() else ''}"
        for path in folder.rglob("*")
    }


def prepared(folder: Path, steps: Steps, expected: str) -> str:
    for step in steps:
        step(folder)
    return expected


def own_link(folder: Path) -> None:
    site(folder / "public.sites" / "one", "1")
    (folder / "public").symlink_to("public.sites/one")


RESOLVED: dict[str, tuple[Steps, str]] = {
    "nothing": ((), "public"),
    "a folder": ((lambda at: site(at / "public", "1"),), "public"),
    "an empty folder": ((lambda at: (at / "public").mkdir(),), "public"),
    "a link": ((lambda at: (at / "public").symlink_to(site(at / "web", "1")),), "web"),
    "a relative link": (
        (lambda at: site(at / "web" / "root", "1"), lambda at: (at / "public").symlink_to("web/root")),
        "web/root",
    ),
    "a link through links": (
        (
            lambda at: site(at / "web" / "root", "1"),
            lambda at: (at / "one").symlink_to("web"),
            lambda at: (at / "two").symlink_to("one/root"),
            lambda at: (at / "public").symlink_to(f"../{at.name}/two"),
        ),
        "web/root",
    ),
    "a link to nothing yet": ((lambda at: (at / "public").symlink_to("web"),), "web"),
    "an own link": ((own_link,), "public"),
    "a link to an own link": (
        (
            lambda at: site(at / "web" / "root.sites" / "one", "1"),
            lambda at: (at / "web" / "root").symlink_to("root.sites/one"),
            lambda at: (at / "public").symlink_to("web/root"),
        ),
        "web/root",
    ),
}


@pytest.mark.parametrize("what", RESOLVED)
def test_links_are_followed_to_the_folder_that_they_mean(what: str, tmp_path: Path) -> None:
    expected = prepared(tmp_path, *RESOLVED[what])
    before = tree(tmp_path)
    place = cleared(found(tmp_path / "public"), [Path.cwd()])
    assert place.path == tmp_path / expected
    assert place.folders, "the folder of the tests is on a file system that can exchange folders"
    assert tree(tmp_path) == before


REFUSED: dict[str, tuple[Steps, str]] = {
    "a file": ((lambda at: (at / "public").write_text("x", encoding="utf-8"),), "not_a_folder"),
    "a link to a file": (
        (
            lambda at: (at / "file").write_text("x", encoding="utf-8"),
            lambda at: (at / "public").symlink_to("file"),
        ),
        "not_a_folder",
    ),
    "a pipe": ((lambda at: os.mkfifo(at / "public"),), "not_a_folder"),
    "a link to itself": ((lambda at: (at / "public").symlink_to("public"),), "endless"),
    "links in a ring": (
        (lambda at: (at / "public").symlink_to("b"), lambda at: (at / "b").symlink_to("public")),
        "endless",
    ),
    "a link to a folder in nothing": ((lambda at: (at / "public").symlink_to("no/where"),), "no_parent"),
    "the project": ((lambda at: (at / "public").symlink_to(Path.cwd()),), "holds"),
    "what holds the project": ((lambda at: (at / "public").symlink_to(Path.cwd().parent),), "holds"),
    "all": ((lambda at: (at / "public").symlink_to("/"),), "holds"),
    "the package": ((lambda at: (at / "package").rename(at / "public"),), "holds"),
    "inside the package": (
        (lambda at: (at / "package" / "site").mkdir(), lambda at: (at / "public").symlink_to("package/site")),
        "inside",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_a_site_is_refused(what: str, tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    key = prepared(tmp_path, *REFUSED[what])
    before = tree(tmp_path)
    package = tmp_path / ("public" if what == "the package" else "package")
    with pytest.raises(HinderedError) as hindered:
        cleared(found(tmp_path / "public"), [Path.cwd(), package], [package])
    assert hindered.value.key == key
    assert tree(tmp_path) == before
    words = Words.load("en")
    line = words(f"told.hindered.{key}", **{name: str(value) for name, value in hindered.value.values.items()})
    assert "\n" not in line
    assert line.endswith("Nothing was published.")


MOUNTED = "36 35 98:0 / {mount} rw,noatime shared:1 - ext4 /dev/root rw"


@pytest.mark.parametrize(
    ("mount", "refused"), [("", True), ("/a", True), ("/a/with space", True), ("-other", False), ("/..", False)]
)
def test_a_mount_at_the_place_or_in_it_is_refused(
    mount: str, *, refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(tmp_path / "public", "1")
    told = os.path.normpath(f"{tmp_path / 'public'}{mount}").replace(" ", "\\040")
    (tmp_path / "mounts").write_text(f"{MOUNTED.format(mount='/')}\n{MOUNTED.format(mount=told)}\n", encoding="utf-8")
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "mounts")
    if not refused:
        assert cleared(found(tmp_path / "public"), [])
        return
    with pytest.raises(HinderedError) as hindered:
        cleared(found(tmp_path / "public"), [])
    assert hindered.value.key == "mounted"


MOUNT = """
set -e
mkdir public
mount -t tmpfs none public || exit 77
exec "$0" -c '
from pathlib import Path
from scripts.model.problems import HinderedError
from scripts.release.place import cleared, found
import sys
try:
    cleared(found(Path(sys.argv[1]) / "public"), [])
except HinderedError as hindered:
    print(hindered.key)
' "$PWD"
"""


def test_a_real_mount_is_refused(tmp_path: Path) -> None:
    script = f'cd "{tmp_path}"; ' + MOUNT.replace('exec "$0"', f'cd "{Path.cwd()}"; exec "$0"').replace(
        '"$PWD"', f'"{tmp_path}"'
    )
    command = ["unshare", "--mount", "sh", "-c", script, sys.executable]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if ended.returncode:
        pytest.skip(f"this user may not mount: {ended.stderr.strip()}")
    assert ended.stdout.strip() == "mounted"


def test_what_killed_runs_have_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    place = Place(path=site(tmp_path / "public", "1"))
    site(tmp_path / ".public.next-0a1", "half")
    never = site(tmp_path / "never public", "2")
    never.rename(tmp_path / f".public.old-{never.stat().st_ino:x}")
    site(tmp_path / ".public.old-0a1", "0")
    (tmp_path / ".public.old-0a2").mkdir()
    (tmp_path / ".public.old-0a2" / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".public.try-ab_1").mkdir()
    (tmp_path / ".public.link-0a1").symlink_to("public.sites/x")
    others = {".public.next", ".publicity.next-1", "x.public.next-1", ".public.other-1", ".public.next-1.old-1"}
    for name in others:
        site(tmp_path / name, "x")
    cleared(place, [])
    assert {path.name for path in tmp_path.iterdir()} == {"public", ".public.before", "public.before-1", *others}
    assert (tmp_path / ".public.before" / "index.html").read_text(encoding="utf-8") == "0", "it was public before"
    assert (tmp_path / "public.before-1" / "letter.txt").is_file()


@pytest.mark.parametrize(("reason", "code"), [("EBUSY", 16), ("EXDEV", 18), ("EPERM", 1)])
def test_a_folder_that_the_system_would_not_rename_is_refused(
    reason: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An image's own layer, for one, lets new folders be exchanged and not those that it came with."""
    public, rename = site(tmp_path / "public", "1"), os.rename

    def refuse(old: Path, new: Path) -> None:
        if Path(old) == public:
            raise OSError(code, os.strerror(code), str(old))
        rename(old, new)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(HinderedError) as hindered:
        cleared(Place(path=public), [])
    assert (hindered.value.key, hindered.value.values["reason"]) == ("refused", os.strerror(code)), reason


def test_without_exchange_a_folder_with_something_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "exchange", lambda *_: False)
    public = tmp_path / "public"
    assert cleared(Place(path=public), []).is_link
    public.mkdir()
    assert cleared(Place(path=public), []).is_link
    site(public, "1")
    with pytest.raises(HinderedError) as hindered:
        cleared(Place(path=public), [])
    assert hindered.value.key == "no_exchange"


AS_ANOTHER = """
import os, sys
from pathlib import Path
from scripts.model.problems import HinderedError
from scripts.release.place import cleared, found
os.setgid(65534)
os.setuid(65534)
try:
    cleared(found(Path(sys.argv[1])), [])
except HinderedError as hindered:
    print(hindered.key)
else:
    print("ready")
"""

OF_OTHERS: dict[str, tuple[Steps, str]] = {
    "all is its own": ((), "ready"),
    "a sub-folder of another": ((lambda at: os.chown(at / "public" / "a", 0, 0),), "closed"),
    "a file of another": ((lambda at: os.chown(at / "public" / "a" / "index.html", 0, 0),), "ready"),
    "an unreadable folder of another": ((lambda at: (at / "public" / "empty").mkdir(mode=0o700),), "closed"),
    "an empty folder of another": ((lambda at: (at / "public" / "empty").mkdir(mode=0o755),), "ready"),
    "a sub-folder that is not writable": ((lambda at: (at / "public" / "a").chmod(0o555),), "closed"),
    "a folder that is not writable": ((lambda at: (at / "public").chmod(0o555),), "closed"),
    "a parent of another": ((lambda at: os.chown(at, 0, 0),), "parent_closed"),
    "a parent that is not writable": ((lambda at: at.chmod(0o555),), "parent_closed"),
    "a parent like /tmp": ((lambda at: os.chown(at, 0, 0), lambda at: at.chmod(0o1777)), "ready"),
    "of another in a parent like /tmp": (
        (
            lambda at: os.chown(at, 0, 0),
            lambda at: at.chmod(0o1777),
            lambda at: os.chown(at / "public", 0, 0),
        ),
        "parent_closed",
    ),
}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of other users")
@pytest.mark.parametrize("what", OF_OTHERS)
def test_what_belongs_to_others_is_seen_before(what: str) -> None:
    with tempfile.TemporaryDirectory() as name:  # the folders of tests are closed to other users
        Path(name).chmod(0o755)
        home = Path(name) / "home"
        site(home / "public", "1")
        for path in [home, *home.rglob("*")]:
            os.chown(path, 65534, 65534)
        expected = prepared(home, *OF_OTHERS[what])
        command = [sys.executable, "-c", AS_ANOTHER, str(home / "public")]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.stdout.strip(), ended.stderr) == (expected, "")
