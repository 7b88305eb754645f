"""The address that a site will have, as the one who publishes it gives it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

STRANGE: Final = re.compile(r"""[\s"'<>\\^`{|}\x00-\x1f\x7f]""")
HOST: Final = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*|\[[0-9a-fA-F:.]+\]")
FILE: Final = re.compile(r"\.(html?|xhtml|php|aspx?)$", re.IGNORECASE)


def site_address(text: str) -> str:
    """Give the address of a site as it is, '' for none. Raises ValueError with what is wrong with it, in one line."""
    if not text:
        return ""
    if fault := _fault(text):
        message = f"'{text}' is not the address of a site: {fault}. Write it as https://example.org/folder/"
        raise ValueError(message)
    return text


def _fault(text: str) -> str:
    """Say what is wrong with an address; '' where nothing is."""
    if STRANGE.search(text):
        return "it has a space or a sign that no address has"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "its host or port is none"
    host = parts.netloc.removesuffix(f":{port}")
    rules = (
        (parts.scheme not in ("http", "https"), "it does not begin with https:// or http://"),
        ("@" in parts.netloc, "it holds a user's name"),
        (not HOST.fullmatch(host), "its host is none"),
        ("?" in text or "#" in text, "it has a query or a place within a page"),
        (bool(FILE.search(parts.path)), "it is that of a page, not of the folder that holds the site"),
        (
            "//" in parts.path or not {".", ".."}.isdisjoint(parts.path.split("/")),
            "its path has an empty part or leads up",
        ),
    )
    return next((why for broken, why in rules if broken), "")
