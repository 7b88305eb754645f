"""A site of a few files, as it is deployed, and the servers to which tests deploy it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts.deploy.deploy import Deployment, deploy
from scripts.model.manifest import MANIFEST

NAME = "small-site"
TABLE = "data/latest/areas.csv"
DESCRIPTOR = "data/latest/datapackage.json"
MOTO = Path(".cache") / "s3-server" / "bin" / "moto_server"
"""The server that speaks as S3 does, in an environment of its own: `scripts/setup.py` says why."""

PAGES = ("404.html", "about/index.html", "countries/fra/index.html", "embed/map.html", "index.html")


def page(release: str, name: str) -> str:
    """A page that names the assets of its release."""
    return f'<html><head><link href="/assets/{release}/site.css"></head><body>{name}, {release}</body></html>\n'


def write_site(folder: Path, release: str = "2026.1", more: Mapping[str, str] | None = None) -> Path:
    """Write a whole site of a release, and give its folder."""
    table = f"iso3,release\nFRA,{release}\n"
    descriptor = {
        "name": NAME,
        "title": "Small site: for tests",
        "version": release,
        "resources": [{"path": "areas.csv", "name": "areas", "schema": {"primaryKey": ["iso3"]}}],
    }
    files = {
        **{name: page(release, name) for name in PAGES},
        "_headers": "/*\n",
        ".htaccess": "Options -Indexes\n",
        f"assets/{release}/site.css": "body{}",
        "charts/é bar.svg": f"<svg>{release}</svg>",
        f"charts/only-{release}/a.svg": "<svg/>",
        "search/pagefind.js": "export {}",
        TABLE: table,
        DESCRIPTOR: json.dumps(descriptor),
        **(more or {}),
    }
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    write_manifest(folder)
    return folder


def write_manifest(folder: Path) -> None:
    """List every file of a site as it is now."""
    files = [{"path": path, "sha256": hashlib.sha256(data).hexdigest()} for path, data in sorted(held(folder).items())]
    (folder / MANIFEST).write_text(json.dumps({"files": [file for file in files if file["path"] != MANIFEST]}))


def held(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, but those of git."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def sent(
    folder: Path, target: object, *, endpoint: str = "", go: bool = True, stages: list[str] | None = None
) -> Deployment:
    """Deploy a site, noting the stages that it goes through."""

    def stage(key: str, **_values: object) -> object:
        if stages is not None:
            stages.append(key)
        return lambda: None

    return deploy(folder, str(target), endpoint, stage, go=go)  # type: ignore[arg-type]


def needed(present: bool, what: str) -> None:  # noqa: FBT001 - what is asked is whether it is there
    """Skip a test where a tool is not installed; where everything was to be installed, that is a failure."""
    if not present and os.environ.get("CI"):
        pytest.fail(f"{what} is not installed here: `make setup-test rsync caddy sheets` installs it", pytrace=False)
    if not present:
        pytest.skip(f"{what} is not installed here")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, surroundings: Mapping[str, str] | None = None) -> Iterator[None]:
    """A server that listens on a port, and is ended afterwards."""
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(
            command, stdout=nowhere, stderr=nowhere, start_new_session=True, env={**os.environ, **(surroundings or {})}
        )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.fail(f"{command[0]} ended with {process.returncode}")
            time.sleep(0.1)
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server of one handler; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
