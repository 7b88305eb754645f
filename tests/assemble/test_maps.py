"""The map of the site has the pages that are to be found, and is packed as it is."""

from __future__ import annotations

import gzip
from pathlib import Path

from scripts.assemble.maps import MAP, hidden_address, packed, without

HOME = "https://example.org/"
PAGE = '<meta name="robots" content="noindex"><link rel="canonical" href="https://example.org/embed/x/">'


def test_what_is_not_to_be_found_is_on_no_map(tmp_path: Path) -> None:
    entries = [f"    <url>\n         <loc>{HOME}{path}</loc>\n    </url>\n" for path in ("", "embed/x/", "embed/xy/")]
    (tmp_path / MAP).write_text(f"<urlset>\n{''.join(entries)}</urlset>", encoding="utf-8")
    without(tmp_path / MAP, [f"{HOME}embed/x/"])
    kept = (tmp_path / MAP).read_text(encoding="utf-8")
    assert kept == f"<urlset>\n{entries[0].rstrip()}{chr(10)}{entries[2]}</urlset>"
    assert gzip.decompress(packed(tmp_path / MAP).read_bytes()).decode() == kept


def test_a_page_says_that_it_is_not_to_be_found() -> None:
    assert hidden_address(PAGE) == f"{HOME}embed/x/"
    assert hidden_address(PAGE.replace("noindex", "index")) == ""
    assert hidden_address('<meta name="robots" content="noindex">') == ""
