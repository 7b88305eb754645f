"""A copy of a site that a server gives out: asked for file by file, as a reader would, and nothing else of its host.

Only the address that was given is asked: a redirection elsewhere is told and not followed. At most a few files are
asked for at the same time, an answer is read no further than the manifest says it is long, and one that takes too long
is told.
"""

from __future__ import annotations

import http.client
import posixpath
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from scripts.model.headers import ALWAYS, kind_of, media_type
from scripts.model.manifest import ASIDE, DIGITS
from scripts.model.problems import Problem, UsageError
from scripts.verify.addresses import MAP
from scripts.verify.copies import LARGEST, Taken
from scripts.verify.manifest import Manifest
from scripts.verify.told import FOR_HOSTS, INDEX

READERS: Final = 4
"""Files that are asked for at the same time."""

SILENCE: Final = 20.0
"""Seconds in which a server must say something."""

LONGEST: Final = 120.0
"""Seconds in which a file must have come."""

TRIES: Final = 3
"""Times that a file is asked for while the server breaks off or is busy."""

PATIENCE: Final = 30.0
"""Seconds that are waited at most before the next try, whatever the server asks for."""

REDIRECTIONS: Final = 4
HEAD_OF_GZIP: Final = 1_024
"""Bytes by which a packed file may be longer than the file."""

CHUNK: Final = 65_536
MOVED: Final = (301, 302, 303, 307, 308)
BUSY: Final = (429, 502, 503, 504)
AGENT: Final = "verify of a copy of a site (python -m scripts verify)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: its status, its headers by name in small letters, and its bytes as far as they were asked for."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class UnansweredError(Exception):
    """There is no answer that says what is there."""


class ElsewhereError(UnansweredError):
    """The address leads to another, outside of the copy."""


@dataclass(slots=True)
class Web:
    """A copy at an address, from `http` or `https` to the last `/`. `heads` asks what is said beside the files too."""

    address: str
    heads: bool = True
    readers: int = READERS
    pause: float = 1.0
    """Seconds before a second try."""

    seen: set[tuple[str, ...]] = field(default_factory=set)
    """What was told of headers, so that one setting of the server is told once."""

    _own: threading.local = field(default_factory=threading.local)
    _opened: list[http.client.HTTPConnection] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _map: bytes = b""

    def __post_init__(self) -> None:
        """Refuse what is no address. Raises UsageError."""
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
            message = f"This is no address of a site: {self.address}."
            raise UsageError(message, "Give one as https://example.org/ or the name of a folder.")
        self.address = f"{self.address.partition('#')[0].removesuffix(INDEX).rstrip('/')}/"

    def take(self, path: str, most: int) -> Taken:
        """Ask for a file, under the address that pages use."""
        folder, _, name = path.rpartition("/")
        asked = f"{folder}/".lstrip("/") if name == INDEX else path
        try:
            answer = self._asked(urljoin(self.address, quote(asked)), LARGEST if path == MAP else most)
        except UnansweredError as error:
            code = "copy-elsewhere" if isinstance(error, ElsewhereError) else "copy-unreachable"
            return Taken(problems=(Problem(file=path, code=code, found=str(error)),), known=False)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return Taken()
        if self.hides(path) and answer.status == HTTPStatus.FORBIDDEN:
            return Taken()
        if answer.status != HTTPStatus.OK:
            problem = Problem(file=path, code="copy-unreachable", found=str(answer.status))
            return Taken(problems=(problem,), known=False)
        if path == MAP:
            self._map = answer.data
        return Taken(data=answer.data, problems=tuple(self._heads(path, answer)) if self.heads else ())

    def hides(self, path: str) -> bool:
        """Tell whether a file is one that hosts read, which they may give to nobody."""
        return path in FOR_HOSTS

    def others(self, told: Manifest) -> Iterator[Problem]:
        """Tell pages that the map of the copy lists and the manifest does not, and an answer for what is not there."""
        for page in self._mapped():
            if page not in told.files and page not in ASIDE:
                yield Problem(file=page, code="manifest-file-extra")
        nowhere = f"no-such-page-{told.hash[:DIGITS]}/"
        try:
            status = self._asked(urljoin(self.address, nowhere), LARGEST).status
        except ElsewhereError:
            status = HTTPStatus.FOUND
        except UnansweredError:
            return  # which is told of files
        if status not in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            yield Problem(file=nowhere, code="copy-missing-answered", found=str(int(status)))

    def _mapped(self) -> Iterator[str]:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
        tree = etree.fromstring(self._map, parser) if self._map.strip() else None
        for place in () if tree is None else tree.iter("{*}loc"):
            path = unquote(urlsplit((place.text or "").strip()).path)
            base = unquote(urlsplit(self.address).path)
            if path.startswith(base):
                page = path.removeprefix(base)
                yield f"{page}{INDEX}" if not page or page.endswith("/") else page

    # -- what a server says beside a file --------------------------------------------------------------------------

    def _heads(self, path: str, answer: Answer) -> Iterator[Problem]:
        """Tell a media type or header that is not the one that the site ships, each setting once."""
        expected = media_type(path)
        found = answer.headers.get("content-type", "")
        end = posixpath.splitext(path)[1]
        if _plain(found) != _plain(expected) and self._first("type", end, found):
            yield Problem(file=path, code="copy-type-differs", found=found, expected=expected)
        kind = kind_of(path)
        for name, value in {**ALWAYS, **kind.headers}.items():
            said = answer.headers.get(name.lower(), "")
            if _plain(said) != _plain(value) and self._first(kind.name, name, said):
                yield Problem(file=path, field=name, code="copy-header-differs", found=said, expected=value)

    def _first(self, *what: str) -> bool:
        with self._lock:
            if what in self.seen:
                return False
            self.seen.add(what)
            return True

    # -- asking ----------------------------------------------------------------------------------------------------

    def _asked(self, address: str, most: int) -> Answer:
        """Give the answer for an address, after redirections within the copy. Raises UnansweredError."""
        for _ in range(REDIRECTIONS):
            answer = self._tried(address, most)
            if answer.status not in MOVED:
                return answer
            to = urljoin(address, answer.headers.get("location", ""))
            if not to.startswith(self.address):
                raise ElsewhereError(to)
            address = to.partition("#")[0]
        reason = f"{REDIRECTIONS} redirections"
        raise UnansweredError(reason)

    def _tried(self, address: str, most: int) -> Answer:
        """Ask again while the server breaks off or says that it is busy. Raises UnansweredError."""
        for number in range(1, TRIES + 1):
            wait = self.pause * number
            try:
                answer = self._once(address, most)
            except (OSError, http.client.HTTPException, zlib.error) as error:
                self._dropped()
                if number == TRIES or isinstance(error, TimeoutError):
                    raise UnansweredError(str(error) or type(error).__name__) from error
            else:
                if answer.status not in BUSY or number == TRIES:
                    return answer
                asked = answer.headers.get("retry-after", "")
                wait = float(asked) if asked.isascii() and asked.isdecimal() else wait
            time.sleep(min(wait, PATIENCE))
        raise UnansweredError(address)

    def _once(self, address: str, most: int) -> Answer:
        connection = self._connection()
        parts = urlsplit(address)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET", target, headers={"Accept-Encoding": "identity", "User-Agent": AGENT})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        packed = headers.get("content-encoding", "").lower() in ("gzip", "x-gzip")
        data = _read(answer, most + HEAD_OF_GZIP if packed else most)
        if not answer.isclosed():
            connection.close()
        if packed:
            data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, most + 1)
        return Answer(status=answer.status, headers=headers, data=data)

    def _connection(self) -> http.client.HTTPConnection:
        """Give the connection of this thread."""
        held = getattr(self._own, "connection", None)
        if held is None:
            parts = urlsplit(self.address)
            of = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            held = of(str(parts.hostname), parts.port, timeout=SILENCE)
            self._own.connection = held
            with self._lock:
                self._opened.append(held)
        return held

    def _dropped(self) -> None:
        """Give up the connection of this thread, after which nothing that it still says is certain."""
        self._connection().close()
        self._own.connection = None

    def close(self) -> None:
        """Close every connection."""
        for connection in self._opened:
            connection.close()


def _read(answer: http.client.HTTPResponse, most: int) -> bytes:
    """Read an answer to its end, but no further than one byte beyond `most`.

    Raises TimeoutError for one that drips, IncompleteRead for one that breaks off.
    """
    end = time.monotonic() + LONGEST
    parts: list[bytes] = []
    held = 0
    while held <= most:
        part = answer.read1(min(CHUNK, most + 1 - held))
        if not part:
            if answer.length:
                raise http.client.IncompleteRead(parts[-1] if parts else b"", answer.length)
            break
        parts.append(part)
        held += len(part)
        if time.monotonic() > end:
            reason = f"more than {LONGEST:.0f} s"
            raise TimeoutError(reason)
    return b"".join(parts)


def _plain(value: str) -> str:
    """Give a header without what means nothing: white space, and letters that are large."""
    return "".join(value.lower().split())
