"""Deploying to a bucket: of a local server that speaks as S3 does, and of ones that answer badly."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest

from scripts.cli import main
from scripts.deploy import s3
from scripts.model.headers import kind_of, media_type
from scripts.model.problems import HinderedError
from tests.deploy.made import MOTO, PAGES, answering, free_port, held, needed, running, sent, write_manifest, write_site

if TYPE_CHECKING:
    from obstore.store import S3Store


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    needed(importlib.util.find_spec("obstore") is not None, "obstore")
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_SESSION_TOKEN", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(s3.KEY, "key")
    monkeypatch.setenv(s3.SECRET, "secret")


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    needed(MOTO.is_file(), "the local S3 server")
    port = free_port()
    with running([str(MOTO), "-H", "127.0.0.1", "-p", str(port)], port):
        yield f"http://127.0.0.1:{port}"


COUNT = itertools.count()


@pytest.fixture
def name(service: str) -> str:
    """The name of an empty bucket."""
    made = f"bucket-{next(COUNT)}"
    signed = {"Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request"}
    with urlopen(Request(f"{service}/{made}", method="PUT", data=b"", headers=signed)) as answer:  # noqa: S310
        assert answer.status == 200
    return made


def store(service: str, name: str) -> S3Store:
    return s3.bucket(name, name, "", service).store


def objects(service: str, name: str) -> dict[str, bytes]:
    import obstore  # noqa: PLC0415

    whole = store(service, name)
    paths = [found["path"] for batch in obstore.list(whole) for found in batch]
    return {path: bytes(obstore.get(whole, path).bytes()) for path in paths}


def put(service: str, name: str, **files: bytes) -> None:
    import obstore  # noqa: PLC0415

    for path, data in files.items():
        obstore.put(store(service, name), path, data)


def test_a_bucket_gets_the_site_once(service: str, name: str, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site"), f"s3://{name}"
    planned = sent(site, target, endpoint=service, go=False)
    assert (len(planned.difference.new), objects(service, name)) == (len(held(site)), {})
    sent(site, target, endpoint=service)
    assert objects(service, name) == held(site)
    assert not sent(site, target, endpoint=service).is_needed


def test_each_object_says_what_a_server_says(service: str, name: str, tmp_path: Path) -> None:
    import obstore  # noqa: PLC0415

    site = write_site(tmp_path / "site")
    sent(site, f"s3://{name}/", endpoint=service)
    for path in held(site):
        told = obstore.get(store(service, name), path).attributes
        assert (told["Content-Type"], told["Cache-Control"]) == (media_type(path), kind_of(path).cached), path


def test_the_next_release_is_sent_in_order_below_its_prefix(service: str, name: str, tmp_path: Path) -> None:
    put(service, name, **{"open": b"1", "opendata-old/a": b"2", "other/index.html": b"3"})
    target, stages = f"s3://{name}/opendata/", list[str]()
    sent(write_site(tmp_path / "site"), target, endpoint=service)
    done = sent(write_site(tmp_path / "site", "2026.2"), target, endpoint=service, stages=stages)
    assert stages == ["deploy_compare", "deploy_files", "deploy_pages", "deploy_front", "deploy_removal"]
    assert done.difference.gone == ("assets/2026.1/site.css", "charts/only-2026.1/a.svg")
    there = objects(service, name)
    assert {path for path in there if not path.startswith("opendata/")} == {
        "open",
        "opendata-old/a",
        "other/index.html",
    }
    assert {
        path.removeprefix("opendata/"): data for path, data in there.items() if path.startswith("opendata/")
    } == held(tmp_path / "site")
    assert not sent(tmp_path / "site", target, endpoint=service).is_needed


def test_a_bucket_whose_etag_is_no_hash_of_the_content(
    service: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, target = write_site(tmp_path / "site"), f"s3://{name}/a"
    sent(site, target, endpoint=service)
    monkeypatch.setattr(s3, "_md5", lambda _: "an encrypted bucket has another")
    assert not sent(site, target, endpoint=service).is_needed
    (site / "_headers").write_text("/a\n")
    write_manifest(site)
    assert sent(site, target, endpoint=service).difference.changed == ("_headers", "manifest.json")


def test_other_headers_send_every_file_anew(
    service: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, target = write_site(tmp_path / "site"), f"s3://{name}/a"
    sent(site, target, endpoint=service)
    monkeypatch.setattr(s3, "told_of_all", lambda: "other rules")
    assert len(sent(site, target, endpoint=service).difference.changed) == len(held(site))
    assert not sent(site, target, endpoint=service).is_needed


def test_nothing_of_others_is_lost(service: str, name: str, tmp_path: Path) -> None:
    put(service, name, **{"letter.txt": b"Dear"})
    with pytest.raises(HinderedError, match="deploy_strangers"):
        sent(write_site(tmp_path / "site"), f"s3://{name}", endpoint=service)
    assert objects(service, name) == {"letter.txt": b"Dear"}


@pytest.mark.parametrize("stage", ["deploy_pages", "deploy_front", "deploy_removal"])
def test_a_deploy_that_is_broken_off_leaves_no_page_without_its_assets(
    stage: str, service: str, name: str, tmp_path: Path
) -> None:
    target = f"s3://{name}"
    sent(write_site(tmp_path / "site"), target, endpoint=service)
    write_site(tmp_path / "site", "2026.2")

    class Stages(list[str]):
        def append(self, key: str) -> None:
            if key == stage:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sent(tmp_path / "site", target, endpoint=service, stages=Stages())
    there = objects(service, name)
    releases = {page: "2026.2" if b"2026.2" in there[page] else "2026.1" for page in PAGES}
    assert all(f"assets/{release}/site.css" in there for release in releases.values())
    whole = {"deploy_pages": {"2026.1"}, "deploy_removal": {"2026.2"}}
    assert set(releases.values()) == whole.get(stage, {"2026.1", "2026.2"})
    assert releases["index.html"] == ("2026.2" if stage == "deploy_removal" else "2026.1")
    sent(tmp_path / "site", target, endpoint=service)
    assert objects(service, name) == held(tmp_path / "site")


def test_a_bucket_that_is_not_there(service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = command(tmp_path, service, capsys)
    assert "There is no such bucket" in told


def command(tmp_path: Path, endpoint: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the command, which must fail with one line, and give the line."""
    site = write_site(tmp_path / "site")
    arguments = ["deploy", "s3://none/a", "--public", str(site), "--endpoint", endpoint, "--go", "--quiet"]
    assert main(arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1, told.err
    assert "secret" not in told.err
    return told.err


LISTING = b'<?xml version="1.0"?><ListBucketResult><Name>none</Name><IsTruncated>false</IsTruncated></ListBucketResult>'


class Bad(BaseHTTPRequestHandler):
    """Answers requests of a method badly, and a listing with nothing."""

    method, status, code = "", 200, ""

    def answer(self) -> None:
        """Answer."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        bad = self.command == self.method
        body = (f"<Error><Code>{self.code}</Code></Error>".encode() if self.code else b"") if bad else LISTING
        self.send_response(self.status if bad else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_HEAD = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (("GET", 403, "SignatureDoesNotMatch"), "refuses these keys"),
        (("GET", 403, "InvalidAccessKeyId"), "refuses these keys"),
        (("GET", 403, ""), "refuses these keys"),
        (("PUT", 403, "AccessDenied"), "may not do this"),
        (("PUT", 507, "XMinioStorageFull"), "no room left"),
        (("PUT", 507, ""), "no room left"),
        (("PUT", 400, "EntityTooLarge"), "EntityTooLarge"),
    ],
)
def test_what_a_service_answers_is_told_in_one_line(
    answer: tuple[str, int, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    method, status, code = answer
    handler = type("Handler", (Bad,), {"method": method, "status": status, "code": code})
    with answering(handler) as endpoint:
        assert said in command(tmp_path, endpoint, capsys)


def test_a_service_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "RETRIES", 1)
    assert "cannot be reached" in command(tmp_path, f"http://127.0.0.1:{free_port()}", capsys)


def test_without_keys_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(s3.SECRET)
    assert s3.SECRET in command(tmp_path, "http://127.0.0.1:9", capsys)
