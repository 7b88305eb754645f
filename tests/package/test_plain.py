"""Nothing but plain files inside a package is opened, and reading ends soon whatever lies there."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from scripts.model.problems import RefusedError, UsageError
from scripts.package import plain
from scripts.package.plain import LARGEST, files_in, leads_out, read_plain
from scripts.package.read import NAME, read_package
from scripts.validate.validate import validate
from tests.packages import write_package

TABLE = "data/dimensions.csv"


def told(folder: Path) -> set[tuple[str, str, str]]:
    """Code, file and value of every problem that validation finds."""
    return {(p.code, p.file, p.found) for p in validate(folder)}


def refused(folder: Path) -> set[str]:
    """Codes for which a package is not read for publishing."""
    with pytest.raises(RefusedError) as refusal:
        read_package(folder)
    return {p.code for p in refusal.value.problems}


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def listening(path: Path, _: Path) -> None:
    """A socket; its own path may be too long for one, so it is bound from inside the folder."""
    bound = socket.socket(socket.AF_UNIX)
    place = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    bound.bind(path.name)
    os.chdir(place)
    os.close(place)
    bound.close()


def sparse(path: Path, _: Path) -> None:
    path.touch()
    os.truncate(path, 10 * 1024**3)


def link(target: str) -> Callable[[Path, Path], None]:
    return lambda path, outside: path.symlink_to(target.format(outside=outside))


PLACES = {
    "pipe": (pipe, "file-not-plain", "pipe"),
    "folder": (lambda path, _: path.mkdir(), "file-not-plain", "folder"),
    "socket": (listening, "file-not-plain", "socket"),
    "sparse file": (sparse, "file-too-large", f"{10 * 1024**3:,} bytes"),
    "link to another file of the package": (link("sources.csv"), "file-not-plain", "link"),
    "link to itself": (link("dimensions.csv"), "file-not-plain", "link"),
    "link to nothing inside": (link("nothing.csv"), "file-not-plain", "link"),
    "link to a file outside": (link("{outside}/secret.csv"), "path-outside", TABLE),
    "link to nothing outside": (link("{outside}/nothing.csv"), "path-outside", TABLE),
    "link to a device": (link("/dev/zero"), "path-outside", TABLE),
    "link up": (link("../../outside/secret.csv"), "path-outside", TABLE),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("not the package's", encoding="utf-8")
    return write_package(tmp_path / "package")


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_plain_file_is_told_and_not_opened(name: str, package: Path) -> None:
    put, code, found = PLACES[name]
    (package / TABLE).unlink()
    put(package / TABLE, package.parent / "outside")
    assert told(package) == {(code, TABLE, found)}
    assert refused(package) == {code}


@pytest.mark.parametrize("name", PLACES)
def test_the_descriptor_too_must_be_a_plain_file(name: str, package: Path) -> None:
    put, code, found = PLACES[name]
    (package / NAME).unlink()
    put(package / NAME, package.parent / "outside")
    if found == TABLE or "up" in name:
        found = NAME
    if name in ("link to another file of the package", "link to itself", "link to nothing inside"):
        found = "link"
    if name == "link up":  # from here it leads elsewhere, and outside all the same
        code = "path-outside"
    assert told(package) == {(code, NAME, found)}
    assert refused(package) == {code}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may make a device")
def test_a_device_is_not_opened(package: Path) -> None:
    (package / TABLE).unlink()
    try:
        os.mknod(package / TABLE, 0o20666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("this machine lets nobody make a device")
    assert told(package) == {("file-not-plain", TABLE, "device")}


@pytest.mark.parametrize(
    ("inside", "code", "found"), [(True, "file-not-plain", "link"), (False, "path-outside", "data")]
)
def test_a_folder_on_the_way_may_be_no_link(inside: bool, code: str, found: str, package: Path) -> None:  # noqa: FBT001
    """The link is told once, not each file beyond it."""
    moved = (package if inside else package.parent / "outside") / ".data"
    (package / "data").rename(moved)
    (package / "data").symlink_to(moved)
    assert told(package) == {(code, "data", found)}
    assert code in refused(package)


def test_the_folder_itself_may_be_reached_by_a_link(package: Path) -> None:
    there = package.parent / "link"
    there.symlink_to(package)
    assert validate(there) == ()
    assert read_package(there).tables


def test_no_folder_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder, lacking in (("nothing", "it is not there"), ("file", "it is no folder"), ("", "it has no datapackage")):
        with pytest.raises(UsageError, match=lacking):
            validate(tmp_path / folder)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="this system has no files that state a size of 0")
def test_the_stated_size_of_a_file_is_not_believed() -> None:
    with pytest.raises(RefusedError) as refusal:
        read_plain(Path("/proc/self"), "maps", 100)
    assert refusal.value.problems[0].code == "file-too-large"


def test_a_file_that_becomes_a_link_is_not_followed(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and opening, another program may put a link in the place of a file."""
    real = plain._kind

    def kind(mode: int) -> str:
        found = real(mode)
        if found == "":
            (package / TABLE).unlink()
            (package / TABLE).symlink_to(package.parent / "outside" / "secret.csv")
        return found

    monkeypatch.setattr(plain, "_kind", kind)
    with pytest.raises(RefusedError) as refusal:
        read_plain(package, TABLE)
    assert refusal.value.problems[0].code == "file-unreadable"


def test_all_files_together_have_a_limit(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.package.read.LARGEST_PACKAGE", 5000)
    assert {code for code, _, _ in told(package)} == {"file-too-large"}
    assert "file-too-large" in refused(package)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        *((path, True) for path in ("/etc/passwd", "../x", "data/../../x", "..\\x", "C:\\x", "c:/x", "\\\\host\\x")),
        *((path, True) for path in ("https://example.org/x.csv", "file:///x", "s3://x", "javascript:x", "/")),
        *((path, False) for path in ("data/x.csv", "./x", "data\\x.csv", "a..b/x", "...", "LICENSE.md")),
    ],
)
def test_a_path_leads_out(path: str, leads: bool) -> None:  # noqa: FBT001
    assert leads_out(path) == leads


@pytest.mark.parametrize("path", ["", ".", "data", "data/", "data//x", "\ud800", "a\0b", "x" * 300])
def test_what_is_no_name_of_a_file_is_refused(path: str, package: Path) -> None:
    with pytest.raises(RefusedError):
        read_plain(package, path, LARGEST)


@pytest.mark.one_in(5)
@pytest.mark.parametrize(
    ("put", "path"),
    [
        (lambda folder: (folder / "data" / "a" / "b").mkdir(parents=True), None),
        (lambda folder: (folder / "README.md").touch(), None),
        (lambda folder: (folder / ".gitignore").touch(), None),
        (lambda folder: (folder / ".git").mkdir(), None),
        (lambda folder: (folder / "series.csv").touch(), "series.csv"),
        (lambda folder: (folder / "README.md").symlink_to("/etc/passwd"), None),
        (lambda folder: (folder / "other").mkdir(), "other/"),
        (lambda folder: (folder / "data" / ".hidden").touch(), "data/.hidden"),
        (lambda folder: (folder / "data" / "README").touch(), "data/README"),
        (lambda folder: (folder / "data" / "link").symlink_to("/"), "data/link"),
        (lambda folder: (folder / "link").symlink_to("data"), "link"),
        (lambda folder: os.mkfifo(folder / "data" / "pipe"), "data/pipe"),
        (lambda folder: ((folder / "data" / "a").mkdir(), (folder / "data" / "a" / "b.csv").touch()), "data/a/b.csv"),
    ],
)
def test_what_is_not_listed_is_told(put: Callable[[Path], object], path: str | None, package: Path) -> None:
    put(package)
    assert told(package) == ({("file-unlisted", path, "")} if path else set())


def test_folders_as_deep_as_a_system_allows_are_gone_through(tmp_path: Path) -> None:
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=place)
        below = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    os.close(place)
    try:
        assert [path.count("/") > 1000 for path in files_in(tmp_path, {"d"})] == [True]
    finally:
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)  # Python's own removal calls itself once a folder


# -- addresses in the descriptor ---------------------------------------------------------------------------------------


class _Counter(BaseHTTPRequestHandler):
    hits: list[str]

    def do_GET(self) -> None:  # the server's name for it
        self.hits.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine: its address, and what was asked of it."""
    hits: list[str] = []
    handler = type("Handler", (_Counter,), {"hits": hits})
    running = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", hits
    running.shutdown()
    thread.join()
    running.server_close()


ADDRESSED = (
    *("$schema", "profile", "homepage", "image", "dialect", "dataset", "control", "catalog", "source", "jsonSchema"),
    *("licenses.0.path", "contributors", "sources", "resources", "resources.3", "resources.3.$schema"),
    *("resources.3.profile", "resources.3.path", "resources.3.schema", "resources.3.dialect", "resources.3.extrapaths"),
    *("resources.3.scheme", "resources.3.control", "resources.3.data", "resources.3.innerpath", "resources.3.detector"),
    *("resources.3.schema.$schema", "resources.3.schema.profile", "resources.3.schema.fields", "resources.3.checklist"),
    *("resources.3.schema.fields.0", "resources.3.schema.fields.0.constraints", "resources.3.jsonSchema"),
    *("resources.3.schema.fields.0.rdfType", "resources.3.schema.fields.0.constraints.jsonSchema"),
    *("resources.3.schema.fields.0.constraints.pattern", "resources.3.dialect.$schema", "resources.3.dialect.profile"),
    *("resources.3.licenses", "resources.3.sources", "resources.3.encoding", "resources.3.compression"),
)


@pytest.mark.one_in(11)
@pytest.mark.parametrize(
    ("place", "kind"), [*((place, str) for place in ADDRESSED), *((place, dict) for place in ADDRESSED[::4])]
)
def test_no_address_of_a_descriptor_is_asked(
    place: str, kind: type, package: Path, server: tuple[str, list[str]]
) -> None:
    """Wherever an address stands, as text or as the path of an object, it is told and not followed."""
    address, hits = server
    given = json.loads((package / NAME).read_bytes())
    value = {"path": f"{address}/x.json", "$schema": address} if kind is dict else f"{address}/x.json"
    holder, steps = given, [int(step) if step.isdecimal() else step for step in place.split(".")]
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    (package / NAME).write_text(json.dumps(given), encoding="utf-8")
    problems = validate(package)
    assert problems or (place in ("homepage", "image", "licenses.0.path") and kind is str)
    assert hits == []


def test_a_sound_package_is_read_without_a_connection(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a connection is opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert validate(package) == ()
