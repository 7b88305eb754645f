"""Shows the site on this machine and builds it again when a file changes."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from scripts.model.headers import ALWAYS, kind_of, media_type
from scripts.model.problems import HinderedError, RefusedError
from scripts.package.read import read_descriptor
from scripts.process import Ended, run, said
from scripts.release.workspace import workspace
from scripts.words.words import Words

WATCHED = ("datapackage", "docs", "scripts", "site_templates", "mkdocs.yml", "package-lock.json")
PAUSE = 1.0
"""Seconds between two looks at the files."""

FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+)')

Say = Callable[[str], None]
Stamps = dict[Path, tuple[int, int, int]]


@dataclass(slots=True)
class Shown:
    """The folder that is shown: the site of the last build that ended well, None before the first."""

    folder: Path | None = None


def serve(package: Path, port: int, say: Say, words: Words, folder: Path = Path("build")) -> None:
    """Serve a preview until a signal ends it. What it shows is not validated, verified or published.

    Every build is a process of its own in a folder of its own: whatever is wrong with a package or a template ends that
    build alone, and what is shown is always a whole site. Raises UsageError when there is no package at the beginning,
    HinderedError when the port is not free.
    """
    with suppress(RefusedError):  # of which the build tells, again and again until it is mended
        read_descriptor(package)
    shown = Shown()
    with workspace(folder) as own, _served(port, shown):
        seen: Stamps = {}
        for number in count(1):
            while (now := _stamps(package)) == seen:
                time.sleep(PAUSE)
            seen, before = now, shown.folder
            shown.folder = _built(package, own / str(number), say, words) or before
            say(f"http://127.0.0.1:{port}/" if shown.folder else words("told.preview.nothing"))
            kept = {site.parent for site in (shown.folder, before) if site}  # a page of the last may be on its way
            for old in set(own.iterdir()) - kept:
                shutil.rmtree(old, ignore_errors=True)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files of a folder with the headers that hosts send; where it is '', says that there is none yet."""

    def end_headers(self) -> None:
        """Add the headers, so that what they forbid is seen in a preview."""
        path = unquote(self.path.partition("?")[0]).lstrip("/")
        for name, value in {**ALWAYS, **kind_of(path).headers}.items():
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Give the media type that hosts are told."""
        return media_type(os.fspath(path))

    def send_head(self) -> Any:
        """Send the head of an answer and give the file that follows."""
        if self.directory:
            return super().send_head()
        self.send_error(HTTPStatus.SERVICE_UNAVAILABLE, "The first build has not ended well yet")
        return None


@contextmanager
def _served(port: int, shown: Shown) -> Iterator[None]:
    def answer(*asked: Any) -> Handler:
        return Handler(*asked, directory=str(shown.folder or ""))

    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), answer)
    except OSError as error:
        raise HinderedError(key="port", port=str(port), reason=error.strerror) from error
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


def _stamps(package: Path) -> Stamps:
    """What differs once a watched file is written anew. A file that is just going away is not there."""
    stamps: Stamps = {}
    for root in (package, *(Path(name) for name in WATCHED)):
        for path in (root, *root.rglob("*")):
            if "__pycache__" not in path.parts:
                with suppress(OSError):
                    held = path.stat()
                    if not stat.S_ISDIR(held.st_mode):  # what else is put into a folder, compiled modules, is no change
                        stamps[path] = (held.st_ino, held.st_size, held.st_mtime_ns)
    return stamps


def _built(package: Path, folder: Path, say: Say, words: Words) -> Path | None:
    """Build in a process of its own; where it ends badly say why, and give None."""
    ended = run([sys.executable, "-m", "scripts.release.preview", str(package), str(folder)])
    if ended.returncode == 0:
        return folder / "site"
    for line in _reasons(ended, words):
        say(line)
    say(words("told.preview.stays"))
    return None


def _reasons(ended: Ended, words: Words) -> list[str]:
    """Give what a build has told; where it has broken, the place and the error alone."""
    lines = said(ended)
    if ended.stdout.strip() or ended.returncode < 0 or not lines:
        told = ended.stdout.decode(errors="replace").splitlines()
        return told or [words("told.preview.ended", code=str(ended.returncode))]
    error = next((line for line in reversed(lines) if not line.startswith(" ")), lines[-1])
    frames = [found for line in lines if (found := FRAME.match(line))]
    return [f"{frames[-1]['file']}, line {frames[-1]['line']}: {error}" if frames else error]
