"""Shows the site on this machine and builds it again when a file changes.

The page that somebody looks at does not wait for that: the process that has built what is shown makes single pages
again, in the time of one page, from texts, templates, styles and cells as they are by now.
"""

from __future__ import annotations

import http.server
import io
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from scripts.model.headers import ALWAYS, kind_of, media_type
from scripts.model.problems import HinderedError, RefusedError
from scripts.package.read import read_descriptor
from scripts.process import Ended, running, said
from scripts.release.stamps import Stamps, stamps_of
from scripts.release.workspace import workspace
from scripts.words.words import Words

WATCHED = ("datapackage", "docs", "scripts", "site_templates", "mkdocs.yml", "package-lock.json")
PAUSE = 1.0
"""Seconds between two looks at the files."""

QUIET = 5
"""Looks at the files without a change before all is built anew, where single pages are made again meanwhile."""

FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+)')

Say = Callable[[str], None]
BUILT = "built"
"""What a build says in a line when it has ended well."""

QUICK = ("assets", "embed", "locales", "pages", "partials", "theme")
"""Folders of templates of which single pages can be made again, as of texts and the package: drawings are none."""


class Build:
    """A build in a process of its own, which goes on and makes single pages of what it has built."""

    def __init__(self, package: Path, folder: Path, seen: Stamps, words: Words) -> None:
        """Build below a folder that is not there, from files as they were `seen`, and wait for its end."""
        self._words = words
        self.site = folder / "site"
        self.seen = seen
        self._open = ExitStack()
        self._errors = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with all else
        command = [sys.executable, "-m", "scripts.release.preview", str(package), str(folder)]
        own = {"NO_MKDOCS_2_WARNING": "1"}
        self._process = self._open.enter_context(running(command, own, self._errors))
        self._first = self._line()
        self.ended_well = self._first == f"{BUILT}\n"

    def page(self, address: str) -> tuple[str | None, list[str]]:
        """Give a page by its address below the root as it would be made now, and what is told where it cannot be."""
        given = self._process.stdin
        if given is None or self._process.poll() is not None:
            return None, []
        given.write(f"{json.dumps(address)}\n".encode())
        given.flush()
        answer = self._line()
        if not answer:
            return None, _reasons(self.ended(), self._words)
        found = json.loads(answer)
        return found["page"], found["told"]

    def ended(self) -> Ended:
        """Wait for the end of the process, and give what it has told but for answers."""
        rest = self._process.stdout.read() if self._process.stdout else b""
        code = self._process.wait()
        self._errors.seek(0)
        first = "" if self.ended_well else self._first
        return Ended([], code, first.encode() + rest, self._errors.read())

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._open.close()
        self._process.wait()

    def _line(self) -> str:
        return self._process.stdout.readline().decode() if self._process.stdout else ""


@dataclass(slots=True)
class Shown:
    """What is shown: the site of the last build that ended well, None before the first."""

    package: Path
    say: Say
    build: Build | None = None
    _held: threading.Lock = field(default_factory=threading.Lock)
    _made: dict[str, bytes | None] = field(default_factory=dict)
    """Pages that were made since the files were looked at, by address."""
    _at: Stamps = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The folder of the site; '' where there is none."""
        return str(self.build.site) if self.build else ""

    def put(self, build: Build) -> Build | None:
        """Show another build, and give the one before."""
        with self._held:
            before, self.build = self.build, build
            self._made.clear()
            return before

    def page(self, address: str) -> bytes | None:
        """Give a page as files are by now, where that is another than is shown; else None: it stands in the folder."""
        with self._held:
            now = _stamps(self.package)
            if self.build is None or not self.is_quick(now):
                return None
            if now != self._at:
                self._made.clear()
                self._at = now
            if address not in self._made:
                page, told = self.build.page(address)
                for line in told:
                    self.say(line)
                self._made[address] = page.encode() if page else None
            return self._made[address]

    def is_quick(self, now: Stamps) -> bool:
        """Whether files differ from those that the site was built of, and those alone that pages are made of again."""
        before = self.build.seen if self.build else now
        places = (self.package, Path("docs"), *(Path("site_templates") / name for name in QUICK))
        differ = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        return bool(differ) and all(any(path.is_relative_to(place) for place in places) for path in differ)


def serve(package: Path, port: int, say: Say, words: Words, folder: Path = Path("build")) -> None:
    """Serve a preview until a signal ends it. What it shows is not validated, verified or published.

    Every build is a process of its own in a folder of its own: whatever is wrong with a package or a template ends that
    build alone, and what is shown is always a whole site. Raises UsageError when there is no package at the beginning,
    HinderedError when the port is not free.
    """
    with suppress(RefusedError):  # of which the build tells, again and again until it is mended
        read_descriptor(package)
    shown = Shown(package, say)
    with workspace(folder) as own, ExitStack() as builds, _served(port, shown):
        seen: Stamps = {}
        for number in count(1):
            seen = _changed(shown, seen)
            before = shown.build
            made = _built(package, own / str(number), seen, say, words)
            if made:
                builds.callback(made.close)
                if before := shown.put(made):
                    before.close()
            say(f"http://127.0.0.1:{port}/" if shown.build else words("told.preview.nothing"))
            kept = {each.site.parent for each in (shown.build, before) if each}  # a page of the last may be on its way
            for old in set(own.iterdir()) - kept:
                shutil.rmtree(old, ignore_errors=True)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files of a folder with the headers that hosts send."""

    def end_headers(self) -> None:
        """Add the headers, so that what they forbid is seen in a preview."""
        path = unquote(self.path.partition("?")[0]).lstrip("/")
        for name, value in {**ALWAYS, **kind_of(path).headers}.items():
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Give the media type that hosts are told."""
        return media_type(os.fspath(path))


class Previewed(Handler):
    """Sends files of what is shown, and pages as they are made by now; says that there is nothing yet."""

    def __init__(self, *asked: Any, shown: Shown) -> None:
        """Answer what was asked."""
        self._shown = shown
        super().__init__(*asked, directory=shown.folder)

    def send_head(self) -> Any:
        """Send the head of an answer and give the file that follows."""
        if not self.directory:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE, "The first build has not ended well yet")
            return None
        path = unquote(self.path.partition("?")[0])
        page = self._shown.page(path.lstrip("/")) if path.endswith("/") else None
        if page is None:
            return super().send_head()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type("index.html"))
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return io.BytesIO(page)


@contextmanager
def _served(port: int, shown: Shown) -> Iterator[None]:
    def answer(*asked: Any) -> Previewed:
        return Previewed(*asked, shown=shown)

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


def _changed(shown: Shown, seen: Stamps) -> Stamps:
    """Wait until files are other than they were `seen`, and quiet where that changes single pages alone."""
    looks, last = 0, seen
    while (now := _stamps(shown.package)) == seen or (looks < QUIET and shown.is_quick(now)):
        looks, last = looks + 1 if now == last else 0, now
        time.sleep(PAUSE)
    return now


def _stamps(package: Path) -> Stamps:
    """What differs once a watched file is written anew."""
    return stamps_of([package, *(Path(name) for name in WATCHED)])


def _built(package: Path, folder: Path, seen: Stamps, say: Say, words: Words) -> Build | None:
    """Build in a process of its own; where it ends badly say why, and give None."""
    build = Build(package, folder, seen, words)
    if build.ended_well:
        return build
    ended = build.ended()
    build.close()
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
