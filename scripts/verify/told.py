"""What browsers are told of the site: a hash of each script, a policy of each page, headers of each file.

The headers are read from the file that hosts read, as the strictest and the most lenient host would read it, and judged
by rules of this module's own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from scripts.model.problems import Problem
from scripts.verify.files import Folder
from scripts.verify.links import target_of
from scripts.verify.page import Page

HEADERS: Final = "_headers"
FOR_HOSTS: Final = (HEADERS, ".htaccess", "hosting/caddy.conf", "hosting/nginx.conf")
UNSERVED: Final = (HEADERS, ".htaccess")
"""Files that a host reads and gives to nobody."""

FOLDER: Final = re.compile(r":\w+")
"""What stands in a pattern for the name of any folder."""

CANONICAL: Final = re.compile(rb'<link rel="canonical" href="([^"]*)"')
POLICY: Final = "Content-Security-Policy"
HASHED: Final = frozenset(("stylesheet", "modulepreload"))
"""Relations of a `link` whose file may change what a page is or does."""

ONLY_IN_HEADERS: Final = frozenset(("frame-ancestors", "sandbox", "report-uri", "report-to"))
NONE: Final = frozenset(("'none'",))
SELF: Final = frozenset(("'self'",))
OF_PAGES: Final[Mapping[str, frozenset[str]]] = {
    "default-src": NONE,
    "script-src": SELF | {"'wasm-unsafe-eval'"},
    "style-src": SELF,
    "img-src": SELF,
    "font-src": SELF,
    "connect-src": SELF,
    "worker-src": NONE,
    "base-uri": NONE,
    "form-action": NONE,
    "require-trusted-types-for": frozenset(("'script'",)),
    "trusted-types": frozenset(("site", "default")),
    "frame-ancestors": NONE,
}
"""Directives that a page's policy has, and all that each may allow."""

OF_FILES: Final[Mapping[str, frozenset[str]]] = {
    "default-src": NONE,
    "font-src": frozenset(("data:",)),
    "style-src": frozenset(("'unsafe-inline'",)),
    "base-uri": NONE,
    "form-action": NONE,
    "frame-ancestors": NONE,
    "sandbox": frozenset(),
}
"""The same for a file that is no page. A picture that is opened by itself may have styles and letters of its own."""

ALWAYS: Final = (POLICY, "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cache-Control")
OF_DATA: Final = ("Access-Control-Allow-Origin",)
INDEX: Final = "index.html"
EMBEDDED: Final = "embed/"
"""Folder of a language with the pages that may stand in pages of others."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the file of headers: the line of its pattern, the pattern, and its headers."""

    line: int
    pattern: re.Pattern[str]
    headers: tuple[tuple[str, str], ...]


class Told:
    """What a site tells browsers: the headers of each address, and the hash of each file."""

    def __init__(self, site: Folder) -> None:
        self._site = site
        self._hashes: dict[str, str] = {}
        self._base = _base(site)
        self._rules = (
            tuple(_rules(site.read(HEADERS).decode("utf-8", errors="replace"))) if HEADERS in site.files else ()
        )

    def hash_of(self, path: str) -> str:
        """Give the hash of a file as a page should name it."""
        if path not in self._hashes:
            digest = hashlib.sha384(self._site.read(path)).digest()
            self._hashes[path] = f"sha384-{base64.b64encode(digest).decode()}"
        return self._hashes[path]

    def headers_of(self, path: str) -> list[tuple[str, str]]:
        """Give every header that a rule has for an address below the site's root, in the order of the rules."""
        return [header for rule in self._rules if rule.pattern.fullmatch(f"/{path}") for header in rule.headers]

    def problems(self) -> Iterator[Problem]:
        """Tell each missing file for hosts, and each address whose headers are absent, twice or too lenient."""
        missing = [path for path in FOR_HOSTS if path not in self._site.files]
        yield from (Problem(file=path, code="headers-missing") for path in missing)
        if HEADERS in missing:
            return
        for path in sorted(self._site.files.difference(UNSERVED)):
            folder, _, name = path.rpartition("/")
            addresses = (path, f"{folder}/".lstrip("/")) if name == INDEX else (path,)
            for address in addresses:
                yield from self._of_address(path, address)

    def _of_address(self, path: str, address: str) -> Iterator[Problem]:
        told = self.headers_of(address)
        names = [name for name, _ in told]
        page = path.endswith(".html") or path.removesuffix(path.rpartition("/")[2]) in self._site.languages.roots
        for name in (*ALWAYS, *(() if page else OF_DATA)):
            if name not in names:
                yield Problem(file=path, code="header-absent", field=name, found=f"/{address}")
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(file=path, code="header-twice", field=name, found=f"/{address}")
        for name, value in told:
            if name == POLICY:
                yield from _lenient(path, policy_of(value), page=page, embedded=self._is_embedded(path))

    def _is_embedded(self, path: str) -> bool:
        """Whether a file is below the folder of a language with the pages that may stand in pages of others."""
        return any(path.startswith(f"{root}{EMBEDDED}") for root in self._site.languages.roots)

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Tell each script and style sheet without its hash, and a page whose policy is not that of its headers."""
        for element in page.tree.iter("script", "link"):
            yield from self._hashed(page, element)
        yield from self._policy(page)

    def _hashed(self, page: Page, element: Any) -> Iterator[Problem]:
        if element.tag == "link" and HASHED.isdisjoint(str(element.get("rel", "")).lower().split()):
            return
        address = element.get("src" if element.tag == "script" else "href")
        place = unquote((address or "").partition("#")[0].partition("?")[0])
        if place.startswith(self._base):
            place = f"/{place.removeprefix(self._base)}"
        target = target_of(page.path, place, self._site.files)
        if not address or target not in self._site.files:
            return  # what stands in the page itself, or leads nowhere, is another check's to tell
        expected, found = self.hash_of(target), element.get("integrity", "")
        if found != expected:
            code = "integrity-differs" if found else "integrity-absent"
            yield Problem(
                file=page.path, row=element.sourceline, code=code, field=address, found=found, expected=expected
            )

    def _policy(self, page: Page) -> Iterator[Problem]:
        said = [
            element
            for element in page.tree.xpath("/html/head/meta[@http-equiv]")
            if element.get("http-equiv", "").lower() == POLICY.lower()
        ]
        if not said:
            yield Problem(file=page.path, code="policy-absent")
            return
        for early in said[0].xpath("preceding::script | preceding::link | preceding::style"):
            yield Problem(file=page.path, row=early.sourceline, code="policy-late", found=early.tag)
        sent = [policy_of(value) for name, value in self.headers_of(page.path) if name == POLICY]
        expected = {name: sources for policy in sent for name, sources in policy.items() if name not in ONLY_IN_HEADERS}
        for element in said:
            if sent and policy_of(element.get("content", "")) != expected:
                found = element.get("content", "")
                yield Problem(file=page.path, row=element.sourceline, code="policy-differs", found=found)


def _base(site: Folder) -> str:
    """Give the path of the address that the site says it has, from `/` to `/`."""
    home = CANONICAL.search(site.read(INDEX)) if INDEX in site.files else None
    return f"{urlsplit(home[1].decode()).path.rstrip('/')}/" if home else "/"


def _rules(text: str) -> Iterator[Rule]:
    """Give the rules of a file of headers: a pattern at the beginning of a line, its headers indented below it."""
    head: tuple[int, str] = (0, "")
    headers: list[tuple[str, str]] = []
    for number, line in enumerate([*text.splitlines(), "/"], start=1):
        if line.startswith("/"):
            if head[1]:
                yield Rule(head[0], _fitting(head[1]), tuple(headers))
            head, headers = (number, line.strip()), []
        elif line.startswith((" ", "\t")):
            name, _, value = line.strip().partition(":")
            headers.append((name, value.strip()))


def _fitting(pattern: str) -> re.Pattern[str]:
    """Give what fits a pattern: `*` stands for anything, `:` and a name for one folder."""
    return re.compile(FOLDER.sub("[^/]+", re.escape(pattern).replace(r"\*", ".*")))


def policy_of(text: str) -> dict[str, frozenset[str]]:
    """Give the sources of each directive of a policy. Where one stands twice, a browser takes the first."""
    found: dict[str, frozenset[str]] = {}
    for directive in text.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            found.setdefault(name.lower(), frozenset(sources))
    return found


def _lenient(path: str, policy: Mapping[str, frozenset[str]], *, page: bool, embedded: bool) -> Iterator[Problem]:
    """Tell what a policy allows beyond what the site needs, and each directive that it lacks."""
    allowed = OF_PAGES if page else OF_FILES
    free = page and embedded
    for name, sources in policy.items():
        for source in sorted(sources - allowed.get(name, frozenset())) or ([] if name in allowed else [name]):
            yield Problem(file=path, code="policy-lenient", field=name, found=source)
    needed = allowed.keys() - ({"frame-ancestors"} if free else set()) - (set() if page else {"style-src", "font-src"})
    yield from (Problem(file=path, code="policy-lenient", field=name) for name in sorted(needed - policy.keys()))
    if free and "frame-ancestors" in policy:
        yield Problem(file=path, code="embedding-forbidden", found=" ".join(sorted(policy["frame-ancestors"])))
