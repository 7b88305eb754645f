"""Brings a file from an address, or says in one line why it did not.

This is the one place of the program that asks a network for content, and no build comes here.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import requests
from requests.exceptions import ConnectionError as UnreachableError
from requests.exceptions import RequestException, Timeout
from urllib3.exceptions import HTTPError as BrokenError

from scripts.model.problems import HinderedError

REDIRECTS: Final = 5
ANSWER = 30.0
"""Seconds for which a server may be silent."""

REDIRECTED: Final = frozenset({301, 302, 303, 307, 308})
OK: Final = 200
PIECE: Final = 1 << 16
HEAD: Final = 1024
"""Bytes by which it is seen what a file is."""

PAGE: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
MAGIC: Final = (
    ("PDF", b"%PDF-"),
    ("zip", b"PK\x03\x04"),
    ("gzip", b"\x1f\x8b"),
    ("PNG", b"\x89PNG"),
    ("XML", b"<?xml"),
)
"""First bytes of kinds of files."""

KINDS: Final = {".xlsx": "zip", ".zip": "zip", ".ods": "zip", ".pdf": "PDF", ".gz": "gzip", ".xml": "XML"}
PLAIN: Final = (".csv", ".tsv", ".txt", ".json")
"""Ends of the names of files that begin with none of these."""

HTML_TYPES: Final = ("text/html", "application/xhtml+xml")
UNNAMED: Final = "download"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much is waited for in all, and to which other hosts a server may send on."""

    whole: int = 900
    bytes: int = 500_000_000
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that has come wholly. `day` is that of its Last-Modified, '' where the server says none."""

    path: Path
    address: str
    day: str
    sha256: str
    size: int


def download(address: str, folder: Path, limits: Limits) -> Download:
    """Bring the file at an address into a folder. Raises HinderedError when it does not come wholly and as a file."""
    end = time.monotonic() + limits.whole
    with requests.Session() as session, _answered(session, address, limits, end) as (answer, final):
        if answer.status_code != OK:
            raise HinderedError(key="fetch_status", place=final, status=str(answer.status_code), reason=answer.reason)
        if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() in HTML_TYPES:
            raise HinderedError(key="fetch_page", place=final)
        path = folder / name_of(address)
        sha256, size = _written(answer, path, limits, end)
    _refuse_other_kinds(path, final)
    return Download(path=path, address=final, day=_day(answer), sha256=sha256, size=size)


def name_of(address: str) -> str:
    """Give the name of the file at an address, as a file here may be called."""
    name = re.sub(r"[^\w.()-]+", "_", PurePosixPath(unquote(urlsplit(address).path)).name).lstrip(".")
    return name[:150] or UNNAMED


@contextmanager
def _answered(
    session: requests.Session, address: str, limits: Limits, end: float
) -> Iterator[tuple[requests.Response, str]]:
    """Ask, follow to where the server sends, and give the answer with its address."""
    first, place = urlsplit(address), address
    for _ in range(REDIRECTS + 1):
        if urlsplit(place).scheme not in {"http", "https"} or not urlsplit(place).hostname:
            raise HinderedError(key="fetch_no_address", place=place)
        try:
            answer = session.get(
                place,
                stream=True,
                allow_redirects=False,
                timeout=ANSWER,
                headers={"Accept-Encoding": "identity", "User-Agent": "open-data-site-upkeep"},
            )
        except (RequestException, ValueError) as error:
            raise _hindered(place, error) from error
        with closing(answer):
            if answer.status_code not in REDIRECTED:
                yield answer, place
                return
            further = urljoin(place, answer.headers.get("Location", ""))
        to = urlsplit(further)
        if (first.hostname, first.port) != (to.hostname, to.port) and _host(further) not in limits.hosts:
            raise HinderedError(key="fetch_elsewhere", place=place, host=_host(further))
        if urlsplit(place).scheme == "https" and to.scheme != "https":
            raise HinderedError(key="fetch_unsafe", place=place, further=further)
        if time.monotonic() > end:
            break
        place = further
    raise HinderedError(key="fetch_endless", place=address)


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def _written(answer: requests.Response, path: Path, limits: Limits, end: float) -> tuple[str, int]:
    """Write what comes, and give its hash and its size."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("wb") as file:
            for piece in _pieces(answer):
                size += len(piece)
                if size > limits.bytes:
                    raise HinderedError(key="fetch_large", place=answer.url, size=limits.bytes)
                if time.monotonic() > end:
                    raise HinderedError(key="fetch_slow", place=answer.url, seconds=limits.whole)
                digest.update(piece)
                file.write(piece)
    except (RequestException, BrokenError) as error:
        raise _hindered(answer.url, error) from error
    except OSError as error:
        raise HinderedError(key="fetch_disk", place=path.parent.parent, reason=error.strerror or error) from error
    return digest.hexdigest(), size


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    """Give what comes as it comes: whoever waits for a whole piece notices late that time is up."""
    while piece := answer.raw.read1(PIECE):
        yield piece


def _hindered(place: str, error: Exception) -> HinderedError:
    said = str(error)
    if isinstance(error, Timeout) or "Read timed out" in said:
        return HinderedError(key="fetch_silent", place=place)
    if "IncompleteRead" in said or "Connection broken" in said:
        return HinderedError(key="fetch_cut", place=place)
    if isinstance(error, UnreachableError):
        found = re.search(r"\[Errno -?\d+\] ([^'\")]+)", said)
        return HinderedError(key="fetch_unreachable", place=place, reason=found[1] if found else type(error).__name__)
    return HinderedError(key="fetch_unreachable", place=place, reason=type(error).__name__)


def _refuse_other_kinds(path: Path, place: str) -> None:
    """Refuse a file that is not of the kind that its name says: a page that says sorry, most of the time."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise HinderedError(key="fetch_empty", place=place)
    if PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise HinderedError(key="fetch_page", place=place)
    end = path.suffix.lower()
    kind = next((name for name, magic in MAGIC if head.startswith(magic)), "")
    if (end in KINDS and kind != KINDS[end]) or (end in PLAIN and kind):
        raise HinderedError(key="fetch_kind", place=place, end=end, kind=kind or "?")


def _day(answer: requests.Response) -> str:
    try:
        return parsedate_to_datetime(answer.headers.get("Last-Modified", "")).date().isoformat()
    except ValueError:
        return ""
