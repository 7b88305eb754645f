"""Any copy of a site is held to its manifest: a folder, or what a server gives out, however that misbehaves."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts.cli import main
from scripts.model.manifest import MANIFEST, SIGNATURE
from scripts.model.problems import Problem, UsageError
from scripts.release.serve import Handler
from scripts.verify import web
from scripts.verify.copies import Disk, compare
from scripts.verify.web import Web
from tests.verify.tiny_site import DATA, PAGES, Made

FRANCE, SOURCES = "countries/fra/index.html", f"{DATA}/sources.csv"
Behaviour = Callable[["Wild"], bool]
"""What a server does for one path instead of sending its file; True where that is all of it."""


class Wild(Handler):
    """A server that does as the site says, but for paths that have a behaviour."""

    behaviours: dict[str, Behaviour]
    left_out: tuple[str, ...] = ()
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 - the name that the standard library calls
        """Send a file, or do as its behaviour says."""
        path = self.path.lstrip("/")
        behaviour = self.behaviours.get(path)
        if path in ("_headers", ".htaccess"):
            self.send_error(HTTPStatus.NOT_FOUND)
        elif behaviour is None or not behaviour(self):
            super().do_GET()

    def send_header(self, keyword: str, value: str) -> None:
        """Leave out what this server does not send."""
        if keyword not in self.left_out:
            super().send_header(keyword, value)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def plain(server: Wild, data: bytes, *, length: int | None = None, status: int = 200, **headers: str) -> bool:
    server.send_response(status)
    for name, value in headers.items():
        server.send_header(name.replace("_", "-"), value)
    server.send_header("Content-Length", str(len(data) if length is None else length))
    if "Content_Type" not in headers:
        server.send_header(
            "Content-Type", server.guess_type(f"{server.path}index.html" if server.path.endswith("/") else server.path)
        )
    server.end_headers()
    server.wfile.write(data)
    server.close_connection = length is not None
    return True


def sends(data: bytes, **more: Any) -> Behaviour:
    return lambda server: plain(server, data, **more)


def once(behaviour: Behaviour) -> Behaviour:
    """Behave so the first time alone."""
    left = [behaviour]
    return lambda server: bool(left) and left.pop()(server)


def cut_off(server: Wild) -> bool:
    server.close_connection = True
    server.connection.close()
    return True


def drips(server: Wild) -> bool:
    server.send_response(HTTPStatus.OK)
    server.send_header("Content-Length", "1000")
    server.end_headers()
    for _ in range(20):
        server.wfile.write(b"x")
        server.wfile.flush()
        threading.Event().wait(0.05)
    server.close_connection = True
    return True


def packed(server: Wild) -> bool:
    data = gzip.compress((Path(str(server.directory)) / "index.html").read_bytes())
    return plain(server, data, Content_Encoding="gzip", Content_Type="text/html; charset=utf-8")


def nothing_missing(server: Wild) -> bool:
    return plain(server, b"<html>hello", Content_Type="text/html")


@contextmanager
def served(site: Path, behaviours: dict[str, Behaviour] | None = None, left_out: tuple[str, ...] = ()) -> Iterator[str]:
    handler = type("Own", (Wild,), {"behaviours": behaviours or {}, "left_out": left_out})
    with ThreadingHTTPServer(("127.0.0.1", 0), lambda *asked: handler(*asked, directory=str(site))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def told(found: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.file, problem.code) for problem in found}


def looked(address: str) -> set[tuple[str, str]]:
    return told(compare(Web(address, pause=0.01)).problems)


@pytest.fixture
def sealed(made: Made) -> Made:
    made.seal()
    return made


def test_a_sound_copy_has_no_difference(sealed: Made) -> None:
    assert compare(Disk(sealed.site)).problems == ()
    with served(sealed.site) as address:
        found = compare(Web(address))
    assert found.problems == ()
    assert found.unasked == 2, "the files that hosts read are theirs"
    assert not found.signed


IN_FOLDERS: dict[str, tuple[Callable[[Made], object], set[tuple[str, str]]]] = {
    "a file is missing": (lambda made: (made.site / SOURCES).unlink(), {(SOURCES, "manifest-file-absent")}),
    "a hidden file was not copied": (
        lambda made: (made.site / ".htaccess").unlink(),
        {(".htaccess", "manifest-file-absent")},
    ),
    "a file was changed": (
        lambda made: made.change(SOURCES, "Gazette", "Gazettd"),
        {(SOURCES, "manifest-file-differs")},
    ),
    "a file is longer": (
        lambda made: made.add(SOURCES, made.text(SOURCES) + "x"),
        {(SOURCES, "manifest-file-differs")},
    ),
    "a file was added": (lambda made: made.add("old.html", "x"), {("old.html", "manifest-file-extra")}),
    "a page is of another site": (
        lambda made: made.change(FRANCE, "Hash of all files: ", "Hash of all files: 000000000000 "),
        {(FRANCE, "manifest-file-differs"), (FRANCE, "manifest-hash-differs")},
    ),
    "a hash of another site": (
        lambda made: made.change(MANIFEST, '"hash": "', '"hash": "0'),
        {(path, "manifest-hash-differs") for path in (MANIFEST, *(path for path in PAGES if path.endswith(".html")))},
    ),
    "no manifest": (lambda made: (made.site / MANIFEST).unlink(), {(MANIFEST, "manifest-missing")}),
    "a manifest that is none": (lambda made: made.add(MANIFEST, "<html>"), {(MANIFEST, "manifest-unreadable")}),
}


@pytest.mark.parametrize("case", IN_FOLDERS)
def test_a_difference_of_a_folder_is_told(sealed: Made, case: str) -> None:
    spoil, expected = IN_FOLDERS[case]
    spoil(sealed)
    assert told(compare(Disk(sealed.site)).problems) == expected


WILD: dict[str, tuple[str, Behaviour, set[tuple[str, str]]]] = {
    "not found": (SOURCES, sends(b"", status=404), {(SOURCES, "manifest-file-absent")}),
    "a page for everything": (
        SOURCES,
        nothing_missing,
        {(SOURCES, "manifest-file-differs"), (SOURCES, "copy-type-differs")},
    ),
    "other bytes": (SOURCES, sends(b"id,title\ngazette,Gazettd\n"), {(SOURCES, "manifest-file-differs")}),
    "no end": (SOURCES, sends(b"x" * 1_000_000), {(SOURCES, "manifest-file-differs")}),
    "cut off": (SOURCES, sends(b"id,", length=25), {(SOURCES, "copy-unreachable")}),
    "cut off once": (SOURCES, once(cut_off), set()),
    "cut off always": (SOURCES, cut_off, {(SOURCES, "copy-unreachable")}),
    "dripping": (SOURCES, drips, {(SOURCES, "copy-unreachable")}),
    "an error": (SOURCES, sends(b"", status=500), {(SOURCES, "copy-unreachable")}),
    "busy once": (SOURCES, once(sends(b"", status=503, Retry_After="0")), set()),
    "busy always": (SOURCES, sends(b"", status=429, Retry_After="0"), {(SOURCES, "copy-unreachable")}),
    "not for everybody": (SOURCES, sends(b"", status=403), {(SOURCES, "copy-unreachable")}),
    "led elsewhere": (SOURCES, sends(b"", status=302, Location="http://127.0.0.1:9/x"), {(SOURCES, "copy-elsewhere")}),
    "led to another scheme": (
        SOURCES,
        sends(b"", status=301, Location="file:///etc/passwd"),
        {(SOURCES, "copy-elsewhere")},
    ),
    "led within": ("404.html", sends(b"", status=301, Location="/other.html"), set()),
    "led in a ring": (SOURCES, sends(b"", status=302, Location=f"/{SOURCES}"), {(SOURCES, "copy-unreachable")}),
    "packed": ("", packed, set()),
    "packed wrongly": ("", sends(b"no gzip", Content_Encoding="gzip"), {("index.html", "copy-unreachable")}),
    "a manifest that is gone": (MANIFEST, sends(b"", status=404), {(MANIFEST, "manifest-missing")}),
    "a manifest that is a page": (
        MANIFEST,
        nothing_missing,
        {(MANIFEST, "manifest-unreadable"), (MANIFEST, "copy-type-differs")},
    ),
    "a manifest that leads out": (
        MANIFEST,
        sends(
            json.dumps(
                {
                    "name": "x",
                    "release": "1",
                    "released": "1",
                    "hash": "0" * 64,
                    "files": [{"path": "../../x", "bytes": 1, "sha256": "0" * 64}],
                }
            ).encode()
        ),
        {(MANIFEST, "manifest-unreadable")},
    ),
}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("case", WILD)
def test_a_server_that_misbehaves_is_told(sealed: Made, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    path, behaviour, expected = WILD[case]
    monkeypatch.setattr(web, "LONGEST", 0.2)
    (sealed.site / "other.html").write_bytes((sealed.site / "404.html").read_bytes())
    with served(sealed.site, {path: behaviour}) as address:
        found = looked(address)
    assert {(file, code) for file, code in found if code != "copy-header-differs"} == expected


def test_a_setting_of_the_server_is_told_once(sealed: Made) -> None:
    with served(sealed.site, left_out=("Referrer-Policy", "Content-type")) as address:
        found = compare(Web(address)).problems
        assert compare(Web(address, heads=False)).problems == ()
    headers = [problem for problem in found if problem.code == "copy-header-differs"]
    assert {problem.field for problem in headers} == {"Referrer-Policy"}
    kinds = [(problem.file.rpartition(".")[2]) for problem in found if problem.code == "copy-type-differs"]
    assert len(kinds) == len(set(kinds)) > 3


def test_an_answer_for_what_is_not_there_is_told(sealed: Made) -> None:
    told_hash = json.loads((sealed.site / MANIFEST).read_bytes())["hash"][:12]
    nowhere = f"no-such-page-{told_hash}/"
    with served(sealed.site, {nowhere: nothing_missing}) as address:
        assert looked(address) == {(nowhere, "copy-missing-answered")}


def test_a_page_of_another_release_is_seen_on_the_map(made: Made) -> None:
    made.put_at("https://doors.example.org/")
    made.seal()
    made.change("sitemap.xml", "</urlset>", "<url><loc>https://doors.example.org/old/</loc></url></urlset>")
    with served(made.site) as address:
        assert ("old/index.html", "manifest-file-extra") in looked(address)


@pytest.mark.parametrize("address", ["ftp://example.org/", "http://", "https://a@example.org/", "https://x.org/?a=b"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        Web(address)


def test_the_command(sealed: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sealed.site)]) == 0
    assert "is not signed" in capsys.readouterr().err
    (sealed.site / SOURCES).unlink()
    assert main(["verify", str(sealed.site), "--quiet"]) == 1
    assert capsys.readouterr().out.startswith(f"{SOURCES}: The manifest lists this file, and it is not there.")
    assert main(["verify", str(sealed.site / "nowhere")]) == 2


# -- signatures --------------------------------------------------------------------------------------------------------


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, str]:
    """A secret key in a file, and the public one."""
    minisign = pytest.importorskip("minisign")
    pair = minisign.KeyPair.generate()
    (tmp_path / "key").write_bytes(bytes(pair.secret_key) + b"\n")
    return tmp_path / "key", pair.public_key.to_base64().decode()


def test_a_signed_copy(sealed: Made, keys: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    secret, public = keys
    assert main(["verify", str(sealed.site), "--key", public, "--quiet"]) == 1
    assert told(compare(Disk(sealed.site), public).problems) == {(SIGNATURE, "signature-absent")}
    assert main(["sign", str(sealed.site), "--secret-key", str(secret)]) == 0
    assert main(["verify", str(sealed.site), "--key", public]) == 0
    assert "is signed by the key: , release  of , hash " in capsys.readouterr().err
    assert main(["verify", str(sealed.site)]) == 0
    assert "Nobody has looked at it" in capsys.readouterr().err
    with served(sealed.site) as address:
        assert main(["verify", address, "--key", public]) == 0
    (secret.parent / "key.pub").write_text(f"untrusted comment: x\n{public}\n", encoding="utf-8")
    assert main(["verify", str(sealed.site), "--key", str(secret.parent / "key.pub"), "--quiet"]) == 0


def test_a_wrong_signature_fails(sealed: Made, keys: tuple[Path, str]) -> None:
    secret, public = keys
    other = pytest.importorskip("minisign").KeyPair.generate().public_key.to_base64().decode()
    assert main(["sign", str(sealed.site), "--secret-key", str(secret), "--quiet"]) == 0
    wrong = {(SIGNATURE, "signature-wrong")}
    assert told(compare(Disk(sealed.site), other).problems) == wrong
    good = (sealed.site / SIGNATURE).read_bytes()
    for bad in (b"", b"x", good[:-5], good.replace(b"hash ", b"Hash ")):
        (sealed.site / SIGNATURE).write_bytes(bad)
        assert told(compare(Disk(sealed.site), public).problems) == wrong
    (sealed.site / SIGNATURE).write_bytes(good)
    sealed.add(SOURCES, sealed.text(SOURCES) + "\n")
    sealed.seal()
    assert told(compare(Disk(sealed.site), public).problems) == wrong
    with pytest.raises(UsageError):
        compare(Disk(sealed.site), "RWnokey")


def test_a_site_that_is_not_whole_is_not_signed(sealed: Made, keys: tuple[Path, str]) -> None:
    (sealed.site / SOURCES).unlink()
    assert main(["sign", str(sealed.site), "--secret-key", str(keys[0]), "--quiet"]) == 1
    assert not (sealed.site / SIGNATURE).exists()


def test_a_key_with_a_password(sealed: Made, tmp_path: Path) -> None:
    minisign = pytest.importorskip("minisign")
    pair = minisign.KeyPair.generate()
    public = pair.public_key.to_base64().decode()
    pair.secret_key.encrypt("open", opslimit=32768, memlimit=1 << 20)
    (tmp_path / "key").write_bytes(bytes(pair.secret_key) + b"\n")
    words = ["sign", str(sealed.site), "--secret-key", str(tmp_path / "key"), "--password-file", str(tmp_path / "word")]
    (tmp_path / "word").write_text("shut\n", encoding="utf-8")
    assert main(words) == 2
    (tmp_path / "word").write_text("open\n", encoding="utf-8")
    assert main(words) == 0
    assert compare(Disk(sealed.site), public).problems == ()
