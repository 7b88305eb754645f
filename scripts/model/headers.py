"""What a server says with each file of the site: the one source of every file for hosts and of the policy in pages.

Kinds of files have headers; folders have kinds. Nothing here holds a host, an address of the site or a hash of a file,
so what a host was told once stays right for the next release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.model.languages import CODE

Policy = Mapping[str, str]
"""A Content-Security-Policy: sources by directive; '' for a directive that takes none."""

NOT_IN_PAGES: Final = frozenset(("frame-ancestors", "sandbox", "report-uri", "report-to"))
"""Directives that a browser ignores where the policy stands in a page (CSP level 3, section 3.3)."""

PAGE_POLICY: Final[Policy] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "site default",
    "frame-ancestors": "'none'",
}
"""Nothing inline, nothing evaluated, nothing from elsewhere, and no text that becomes a script or HTML.

`wasm-unsafe-eval` lets Pagefind's WebAssembly run. The two trusted types are made in `site.js` and `live.js`.
"""

EMBEDDED_POLICY: Final[Policy] = {
    **{name: sources for name, sources in PAGE_POLICY.items() if name != "frame-ancestors"},
    "script-src": "'self'",
}
"""A chart of its own has no search, and may stand in any page. `frame-ancestors *` would keep it out of a file that was
opened from a disk, so the directive is left out."""

FILE_POLICY: Final[Policy] = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "sandbox": "",
}
"""A file that is no page loads nothing and runs nothing, also when somebody opens it in a browser."""

PICTURE_POLICY: Final[Policy] = {**FILE_POLICY, "style-src": "'unsafe-inline'", "font-src": "data:"}
"""A drawing's letters and its colours for dark screens stand within it, and a browser lays out a picture that is opened
by itself with styles of its own. In a page no policy of a picture counts."""

POWERS: Final = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""Powers of a browser that the site never asks for, and that nothing on it may ask for."""

ALWAYS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{power}=()" for power in POWERS), "fullscreen=(self)"]),
}
"""Headers of every file. A live chart may fill the screen, and nothing of others may."""

REVALIDATED: Final = "no-cache"
"""Kept, and asked for anew each time: a page must never stand beside a chart or a file of another release."""

IMMUTABLE: Final = "public, max-age=31536000, immutable"
"""Kept for a year: the folder of such a file is named after its content."""


def policy_text(policy: Policy) -> str:
    """Give a policy as a header has it."""
    return "; ".join(f"{name} {sources}".strip() for name, sources in policy.items())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """Files for which a server says the same. `name` is a word of small letters; a kind is equal to itself alone."""

    name: str
    policy: Policy
    shared: bool = False
    """Whether pages of other sites may read it."""

    document: bool = False
    """Whether it is a page, which isolates itself and runs no script without a hash."""

    cached: str = REVALIDATED

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of this kind, without those that every file has."""
        told = {
            "Content-Security-Policy": policy_text(self.policy),
            "Cross-Origin-Resource-Policy": "cross-origin" if self.shared or not self.framed_nowhere else "same-origin",
            "Cache-Control": self.cached,
        }
        if self.shared:
            told["Access-Control-Allow-Origin"] = "*"
        if self.document:
            told["Cross-Origin-Embedder-Policy"] = "require-corp"
            told["Integrity-Policy"] = "blocked-destinations=(script)"
        return told

    @property
    def framed_nowhere(self) -> bool:
        """Whether no other page may hold it in a frame."""
        return self.policy.get("frame-ancestors") == "'none'"

    @property
    def policy_in_page(self) -> str:
        """The policy as it stands in a page, for hosts that send no headers."""
        return policy_text({name: sources for name, sources in self.policy.items() if name not in NOT_IN_PAGES})


PAGE: Final = Kind(name="page", policy=PAGE_POLICY, document=True)
EMBEDDED: Final = Kind(name="embedded", policy=EMBEDDED_POLICY, document=True)
ASSET: Final = Kind(name="asset", policy=FILE_POLICY, shared=True, cached=IMMUTABLE)
PICTURE: Final = Kind(name="picture", policy=PICTURE_POLICY, shared=True)
FILE: Final = Kind(name="file", policy=FILE_POLICY, shared=True)
KINDS: Final = (PAGE, EMBEDDED, ASSET, PICTURE, FILE)

OF_LANGUAGES: Final[Mapping[str, Kind]] = {"embed/": EMBEDDED, "assets/": ASSET, "feeds/": FILE}
"""Folders that every language has below its root."""

OF_SITE: Final[Mapping[str, Kind]] = {
    "charts/": PICTURE,
    "api/v1/": FILE,
    "data/": FILE,
    "hosting/": FILE,
    "search/": FILE,
    "share/": PICTURE,
    ".well-known/": FILE,
}
"""Folders whose files are no pages of the site. Everything else is under the strictest rules, those of a page."""

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "bib": "application/x-bibtex",
    "cff": "text/plain",
    "conf": "text/plain",
    "css": "text/css",
    "csv": "text/csv",
    "gz": "application/gzip",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "pagefind": "application/octet-stream",
    "pf_fragment": "application/octet-stream",
    "pf_index": "application/octet-stream",
    "pf_meta": "application/octet-stream",
    "parquet": "application/vnd.apache.parquet",
    "png": "image/png",
    "ris": "application/x-research-info-systems",
    "svg": "image/svg+xml",
    "topojson": "application/json",
    "zlib": "application/zlib",
    "ttl": "text/turtle",
    "txt": "text/plain",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""Media types by the end of a file's name. What Pagefind reads itself are bytes to everyone else."""

NAMED: Final[Mapping[str, str]] = {"api-catalog": "application/linkset+json"}
"""Media types of files without an end, by name."""

UNKNOWN: Final = "application/octet-stream"
IN_UTF_8: Final = ("bib", "cff", "conf", "css", "csv", "html", "js", "ris", "svg", "ttl", "txt", "xml")
"""Ends of the names of files whose media type goes with a character set; JSON is UTF-8 always."""


def folders(roots: Iterable[str]) -> dict[str, Kind]:
    """Give every folder whose files are no pages, in a site whose languages have the folders `roots`."""
    return {f"{root}{folder}": kind for folder, kind in OF_LANGUAGES.items() for root in roots} | dict(OF_SITE)


def kind_of(path: str) -> Kind:
    """Give the kind of a file by its path below the site's root."""
    first, _, rest = path.partition("/")
    root = f"{first}/" if rest and CODE.fullmatch(first) else ""
    return next((kind for folder, kind in folders((root,)).items() if path.startswith(folder)), PAGE)


def media_type(path: str) -> str:
    """Give what a server says of a file's content, with the character set."""
    if named := NAMED.get(path.rpartition("/")[2]):
        return named
    end = path.rpartition(".")[2]
    told = MEDIA_TYPES.get(end, UNKNOWN)
    return f"{told}; charset=utf-8" if end in IN_UTF_8 else told
