"""The map of the site that crawlers read: MkDocs makes one a language, and the site has one."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

MAP: Final = "sitemap.xml"
END: Final = b"</urlset>"
HIDDEN: Final = '<meta name="robots" content="noindex">'
CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]*)"')
ENTRY: Final = re.compile(rb"\s*<url>\s*<loc>([^<]*)</loc>.*?</url>", re.DOTALL)
ENTRIES: Final = re.compile(rb"\s*<url>.*</url>", re.DOTALL)


def without(path: Path, hidden: Iterable[str]) -> None:
    """Take the addresses of pages that are not to be found out of a map, and pack it anew."""
    gone = {address.encode() for address in hidden}
    text = path.read_bytes()
    kept = ENTRY.sub(lambda entry: b"" if entry[1] in gone else entry[0], text)
    path.write_bytes(kept)
    packed(path).write_bytes(gzip.compress(kept, mtime=0))


def hidden_address(page: str) -> str:
    """Give the address of a page that says that it is not to be found; '' for another page, or where none is known."""
    own = CANONICAL.search(page) if HIDDEN in page else None
    return own[1] if own else ""


def join_maps(site: Path, roots: Sequence[str]) -> None:
    """Put the entries of every language into the map at the root, and remove the other maps."""
    first, *others = (site / root / MAP for root in roots)
    if not others or not first.is_file():
        return
    head, end, tail = first.read_bytes().rpartition(END)
    entries = b"".join(found[0] for path in others if (found := ENTRIES.search(path.read_bytes())))
    joined = head.rstrip() + entries + b"\n" + end + tail
    first.write_bytes(joined)
    packed(first).write_bytes(gzip.compress(joined, mtime=0))
    for path in others:
        remove_map(path)


def remove_map(path: Path) -> None:
    """Remove a map, and the same packed."""
    path.unlink()
    packed(path).unlink()


def packed(path: Path) -> Path:
    """Give the file beside a map that has it packed."""
    return path.with_name(f"{MAP}.gz")
