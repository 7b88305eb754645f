"""Tells what a file is that stands in the place of a CSV table or a JSON document, by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scripts.package.plain import LARGEST_JSON
from scripts.package.strict_json import NotJsonError, parse_json

_MARKS: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"\x89HDF\r\n\x1a\n", "HDF5"),
    (b"version https://git-lfs.github.com/spec/", "Git LFS"),
)
"""First bytes by which a kind of file is known."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IN_ZIP: Final = (
    (b"xl/", "XLSX"),
    (b"word/", "DOCX"),
    (b"opendocument.spreadsheet", "ODS"),
    (b"Index/Document.iwa", "Numbers"),
)
"""Names inside of a ZIP file that say what it is."""

_SPACE: Final = b"\xef\xbb\xbf \t\r\n"
_HTML: Final = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|(?:html|head|body|title|meta|script|div|p|table)\b)",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(rb"<(?:\?xml|!doctype|!--|[A-Za-z][\w:.-]*[\s/>])", re.IGNORECASE)
_LOOKED_AT: Final = 64 * 1024
"""Bytes in which a page of HTML shows itself."""

_CONFLICT: Final = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})(?=[ ,\r\n]|\Z)", re.MULTILINE)


def kind_of(data: bytes) -> str:
    """Name the kind of a file that is neither CSV nor JSON; '' when it shows none."""
    if data.startswith(_ZIP):
        return next((kind for mark, kind in _IN_ZIP if mark in data), "ZIP")
    if kind := next((kind for mark, kind in _MARKS if data.startswith(mark)), ""):
        return kind
    start = data[:_LOOKED_AT].lstrip(_SPACE)
    if not start.startswith(b"<") or _CONFLICT.match(start):
        return ""
    if _HTML.match(start):
        return "HTML"
    return "XML" if _XML.match(start) else ""


def is_json(text: str) -> bool:
    """Tell whether the text of a table is JSON: one document, or one on its first line."""
    start = text.lstrip()
    if not start.startswith(("{", "[")) or len(start) > LARGEST_JSON:
        return False
    for part in (start.split("\n", 1)[0], start):
        try:
            parse_json(part)
        except NotJsonError:
            continue
        return True
    return False


def conflict_rows(data: bytes) -> Iterator[int]:
    """Give the line of each mark that a version control program left where two versions of a file contradict."""
    row, start = 1, 0
    for found in _CONFLICT.finditer(data):
        row += data.count(b"\n", start, found.start())
        start = found.start()
        yield row
