"""Every address leads readers to one public page: it is whole, of the open web, and holds no password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final

from scripts.model.problems import Problem
from scripts.validate.check import Check, Context
from scripts.validate.checks.keys import legible

LINKED: Final = "obtained_through"
"""Column of texts that pages show as a link when they begin like an address."""

_WEB: Final = re.compile(
    r"https?://(?:(?P<user>[^/?#@]*)@)?(?P<host>\[[^\]/?#]*\]|[^:/?#@\s]+)(?P<port>:[^/?#\s]*)?(?P<rest>[/?#]\S*)?"
)
_NAME: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})\.?")
"""A host's name: labels of letters, digits and hyphens, the last one a top-level domain."""

_NEVER: Final = re.compile(r"[\"<>{}|\\^`]|%(?![0-9A-Fa-f]{2})|[;,|]https?://|\Ahttps?://(?:https?|ftp)(?=[:/])")
"""What is in no address (RFC 3986), and two addresses one after the other."""

_HIDDEN: Final = re.compile(
    r"(?P<name>[?&;#](?:\w*(?:passw(?:or)?d|passwd|pwd|secret)|(?:\w*[_-])?(?:api|access|private|client)[_-]?key"
    r"|\w*[_-]?token|sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token)|awsaccesskeyid)=)[^&;#\s]+",
    re.IGNORECASE,
)
"""A parameter whose value lets in whoever has it."""

_PRIVATE: Final = re.compile(
    r"(?:.*\.)?(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|onion|arpa)"
)
"""Names that lead nowhere outside of a machine or an office (RFC 6761, RFC 6762 and common usage)."""

_RESERVED: Final = re.compile(r"(?:.*\.)?(?:example\.(?:com|net|edu)|example|test|invalid)")
"""Names kept for examples (RFC 2606). `example.org` is one too, but packages made for show need an address that is
nobody's, and have that."""

CODES: Final = ("url-not-web", "url-malformed", "url-with-password", "url-not-public", "url-placeholder")


def address_fault(cell: str) -> str:
    """Code of what is wrong with an address; '' when it may lead readers to a page of the web."""
    parts = _WEB.fullmatch(cell)
    if _NEVER.search(cell):
        return "url-malformed" if cell.startswith(("http://", "https://")) else "url-not-web"
    if parts is None:
        return "url-not-web"
    if parts["user"] is not None or _HIDDEN.search(cell):
        return "url-with-password"
    return _host_fault(parts["host"].lower().rstrip(".")) or ("" if _is_port(parts["port"] or "") else "url-malformed")


def _host_fault(host: str) -> str:
    """Code of what is wrong with a host; '' when it may be one of the web."""
    if _is_number(host):
        return "" if ip_address(host.strip("[]")).is_global else "url-not-public"
    if _PRIVATE.fullmatch(host):
        return "url-not-public"
    if not _NAME.fullmatch(host):
        return "url-malformed"
    return "url-placeholder" if _RESERVED.fullmatch(host) else ""


def _is_number(host: str) -> bool:
    """Whether a host is an IP address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_port(port: str) -> bool:
    """Whether what stands after a host is nothing, or a colon and a port."""
    return port == "" or (re.fullmatch(r":[0-9]{1,5}", port) is not None and 0 < int(port[1:]) < 65536)  # noqa: PLR2004


def without_secrets(cell: str) -> str:
    """An address whose passwords are dots, so that no report repeats them."""
    return _HIDDEN.sub(r"\g<name>…", re.sub(r"(https?://)[^/?#@]*@", r"\1…@", cell))


def addresses(context: Context) -> Iterator[Problem]:
    """Every cell that readers follow as a link is the address of a public page."""
    for column in context.columns:
        name = str(column.cells.name)
        if name == LINKED or column.address:
            cells = [c for c in column.distinct if legible(c) and (name != LINKED or c[:4] == "http")]
            faults = {cell: code for cell in cells if (code := address_fault(cell))}
            for index, cell in column.cells[column.cells.isin(list(faults))].items():
                yield Problem(
                    file=f"data/{column.table}.csv",
                    row=int(str(index)) + 2,
                    field=name,
                    code=faults[cell],
                    found=without_secrets(cell),
                )


CHECKS = (Check(codes=CODES, run=addresses),)
