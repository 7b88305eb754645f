"""The address that a site will have, as the one who publishes it gives it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import idna

STRANGE: Final = re.compile(r"""[\s"'<>\\^`{|}\x00-\x1f\x7f]""")
HOST: Final = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*|\[[0-9a-fA-F:.]+\]")
FILE: Final = re.compile(r"\.(html?|xhtml|php|aspx?)/?$", re.IGNORECASE)
ESCAPE: Final = re.compile(r"%(?![0-9a-fA-F]{2})|%2[fF]|%5[cC]|%[01][0-9a-fA-F]|%7[fF]|%2[eE](?=/|%2[eE]|\.|$)")
"""A sign for a letter that stands for none, or for one that ends a part of a path."""

LABEL: Final = 63
"""Letters of a part of a host's name, at most (RFC 1035)."""

NAME: Final = 253
PORTS: Final = {"http": 80, "https": 443}
WRITTEN: Final = "/%!$&'()*+,;=:@-._~"
"""Signs of a path that stay as they are (RFC 3986)."""


def site_address(text: str) -> str:
    """Give the address of a site as programs write it: small letters, ASCII, no port that is understood; '' for none.

    Raises ValueError with what is wrong with it, in one line.
    """
    if not text:
        return ""
    if fault := _fault(text):
        message = f"'{text}' is not the address of a site: {fault}. Write it as https://example.org/folder/"
        raise ValueError(message)
    parts = urlsplit(text)
    host, port = _host(parts.hostname or ""), parts.port
    kept = "" if port in (None, PORTS[parts.scheme]) else f":{port}"
    return urlunsplit((parts.scheme, f"{host}{kept}", f"{quote(parts.path, safe=WRITTEN).rstrip('/')}/", "", ""))


def _host(host: str) -> str:
    """Give a host as the name system knows it; '' for one that it cannot have."""
    if ":" in host:
        return f"[{host}]"
    try:
        return idna.encode(host, uts46=True).decode("ascii") if not host.isascii() else host
    except idna.IDNAError:
        return ""


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
    known = _host(parts.hostname or "")
    long = len(known) > NAME or any(len(label) > LABEL for label in known.split("."))
    rules = (
        (parts.scheme not in ("http", "https"), "it does not begin with https:// or http://"),
        ("@" in parts.netloc, "it holds a user's name"),
        (not HOST.fullmatch(host) or not known, "its host is none"),
        (long, "its host has more letters than a host may have"),
        ("?" in text or "#" in text, "it has a query or a place within a page"),
        (bool(ESCAPE.search(parts.path)), "its path has a % that stands for no letter of a folder"),
        (bool(FILE.search(parts.path)), "it is that of a page, not of the folder that holds the site"),
        (
            "//" in parts.path or not {".", ".."}.isdisjoint(parts.path.split("/")),
            "its path has an empty part or leads up",
        ),
    )
    return next((why for broken, why in rules if broken), "")
