"""The headers that a finished site ships, as a host reads them from `_headers`, and a server that sends them."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Headers = dict[str, str]
FOLDER = re.compile(r":\w+")


@dataclass(frozen=True, slots=True)
class Shipped:
    """Rules of a `_headers` file: a pattern with at most one `*`, and the headers of the addresses that fit it.

    `:` and a name stand for one folder.
    """

    rules: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    def headers(self, path: str) -> Headers:
        """Give the headers of an address below the site's root. A header of two rules is joined, as Cloudflare does."""
        found: Headers = {}
        for pattern, headers in self.rules:
            if re.fullmatch(FOLDER.sub("[^/]+", re.escape(pattern).replace(r"\*", ".*")), f"/{path}"):
                for name, value in headers:
                    found[name] = f"{found[name]}, {value}" if name in found else value
        return found


def read(site: Path) -> Shipped:
    """Read the file that the site ships. Raises OSError when there is none."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), []))
        elif line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return Shipped(tuple((pattern, tuple(headers)) for pattern, headers in rules))


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that sends what the site ships with every answer and says nothing else."""

    def __init__(self, *given: object, shipped: Shipped, **more: object) -> None:
        self.shipped = shipped
        self.told: Headers | None = None
        super().__init__(*given, **more)  # type: ignore[arg-type]

    def send_response(self, code: int, message: str | None = None) -> None:
        """Look the headers up when an answer begins."""
        super().send_response(code, message)
        self.told = self.shipped.headers(self.path.partition("?")[0].lstrip("/"))

    def send_header(self, keyword: str, value: str) -> None:
        """Send a header, unless the site says another."""
        if keyword.title() not in (self.told or {}):
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        """Add what the site says."""
        told, self.told = self.told or {}, None
        for name, value in told.items():
            super().send_header(name, value)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; who has left the page asks for it no more."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Say nothing."""


class PackingHost(Host):
    """The same, and compresses what is text, as hosts do."""

    def send_head(self) -> Any:
        """Answer with a file that is text in a packed form."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        packed = path.is_file() and path.suffix in TEXTS
        if not packed:
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


TEXTS = frozenset((".html", ".css", ".js", ".json", ".svg"))
"""Ends of the names of files that hosts compress."""


@contextmanager
def served(site: Path, host: type[Host] = Host) -> Iterator[str]:
    """Serve a finished site with the headers that it ships, and give its address on this machine."""
    with listening(functools.partial(host, shipped=read(site), directory=str(site.resolve()))) as address:
        yield address


@contextmanager
def listening(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer at a free port of this machine, and give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
