"""The map of the site that crawlers read: MkDocs makes one a language, and the site has one."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

MAP: Final = "sitemap.xml"
ENTRIES: Final = re.compile(rb"\s*<url>.*</url>", re.DOTALL)


def join_maps(site: Path, roots: Sequence[str]) -> None:
    """Put the entries of every language into the map at the root, and remove the other maps."""
    maps = [site / root / MAP for root in roots if (site / root / MAP).is_file()]
    if len(maps) < len(roots) or len(maps) == 1:
        return
    first = maps[0].read_bytes()
    own = ENTRIES.search(first)
    end = own.end() if own else first.rindex(b"</urlset>")
    others = b"".join(found[0] for path in maps[1:] if (found := ENTRIES.search(path.read_bytes())))
    joined = first[:end] + others + first[end:]
    maps[0].write_bytes(joined)
    maps[0].with_name(f"{MAP}.gz").write_bytes(gzip.compress(joined, mtime=0))
    for path in maps[1:]:
        path.unlink()
        path.with_name(f"{MAP}.gz").unlink()
