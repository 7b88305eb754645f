"""The last step of a build: assets below the name of their content, and hashes and a policy in every page.

A browser that was told a hash runs no other bytes. So a file must never change under an address that a page names, or a
page that a cache kept would lose its style: the folder of the assets is named after all that is in it.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scripts.model.headers import kind_of

ASSETS = "assets/"
SCRIPTS = f"{ASSETS}js"
MARK = re.compile(r"@sha384 ([\w./-]+)@")
"""In a script: the hash of a file, by its path below the folder of the language or of the site."""

TAG = re.compile(r"<(script|link|img|a)\b[^<>]*>")
ADDRESS = re.compile(r'\s(?:src|href)="([^"?#]*)')
"""The path of an address: a file of ours is told from others by nothing else."""

HASHED = re.compile(r'^<script\b|\srel="(?:stylesheet|modulepreload)"')
CHARSET = '<meta charset="utf-8">'
"""What every page begins with; the policy follows, since it holds for what comes after it."""

MISSING: Final = "404.html"
"""The page that hosts show for an address that is none, at any depth below the folder of the site."""

LOADED: Final = r'<(?:script|link rel="(?:stylesheet|icon)")'
FROM_MISSING: Final = re.compile(rf'({LOADED}[^<>]*?\s(?:src|href)=")/([^<>]*>(?:</script>)?)')
"""What that page loads by addresses from the root of its host."""

PRELOADED: Final = re.compile(r'<link rel="preload"[^<>]*>\n?')
WAYS: Final = ("/", "", *("../" * n for n in range(1, 6)))
"""Ways that may lead from that page to the folder of the site, for whoever put it below a path without saying so."""

DIGITS = 12
"""Digits of the name of a folder: enough that two releases never share one by chance."""


def integrity(data: bytes) -> str:
    """Give the hash of a file as pages and scripts name it (Subresource Integrity)."""
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"


def seal(site: Path, base: str, roots: Sequence[str] = ("",), *, placed: bool = True) -> None:
    """Seal a site that is finished otherwise. `base` is the path of its address, from `/` to `/`.

    `roots` are the folders of its languages, each with assets of its own. Where nobody said below which path the site
    is `placed`, the page for what is missing looks for its style and script on the ways up from where it is shown.

    Raises OSError when a script or page names a file that is not there.
    """
    for root in roots:
        _fill(site, site / root)
    moved = {f"{root}{ASSETS}": _named_by_content(site / root / ASSETS) for root in roots}
    pages = Pages(site=site, base=base, moved=moved)
    for page in sorted(site.rglob("*.html")):
        page.write_text(
            pages.sealed(page.relative_to(site).as_posix(), page.read_text(encoding="utf-8")), encoding="utf-8"
        )
    missing = site / MISSING
    if not placed:  # no host would find one of a further language, and it could not know where it stands
        for root in filter(None, roots):
            (site / root / MISSING).unlink(missing_ok=True)
        if missing.exists():
            missing.write_text(anywhere(missing.read_text(encoding="utf-8")), encoding="utf-8")


def anywhere(text: str) -> str:
    """Give the page for what is missing so that it is styled below any path, by whichever of its addresses is right.

    The script, which knows from where it was loaded, then leads its links there.
    """

    def ways(match: re.Match[str]) -> str:
        return "\n".join(f"{match[1]}{way}{match[2]}" for way in WAYS)

    return FROM_MISSING.sub(ways, PRELOADED.sub("", text)).replace("<html ", "<html data-anywhere ", 1)


def fresh_assets(site: Path, root: str, before: str, copied: Path) -> str:
    """Put assets that were `copied` beside those of a sealed site, and give the name of their folder with a `/`.

    What is not among them is taken from the folder of the assets `before`.
    """
    there = site / root / ASSETS
    aside = copied.with_name("fresh")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(there / before, aside / ASSETS)
    shutil.copytree(copied, aside / ASSETS, dirs_exist_ok=True)
    _fill(site, aside)
    name = _named_by_content(aside / ASSETS)
    if not (there / name).exists():
        (aside / ASSETS / name).rename(there / name)
    return name


def _fill(site: Path, root: Path) -> None:
    """Write into the scripts of a language the hashes that they name. A script that is named is filled first."""
    done: dict[Path, str] = {}

    def named(match: re.Match[str]) -> str:
        path = root / match[1]
        return filled(path if path.exists() else site / match[1])

    def filled(path: Path) -> str:
        if path not in done:
            data = path.read_bytes()
            if path.parent == root / SCRIPTS and b"@sha384 " in data:
                data = MARK.sub(named, data.decode("utf-8")).encode()
                path.write_bytes(data)
            done[path] = integrity(data)
        return done[path]

    for script in sorted((root / SCRIPTS).glob("*.js")):
        filled(script)


def _named_by_content(folder: Path) -> str:
    """Move what is in a folder into one below it that is named after all of it, and give its name with a `/`."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{integrity(path.read_bytes())}\n".encode())
    name = digest.hexdigest()[:DIGITS]
    inside = sorted(folder.iterdir())
    (folder / name).mkdir()
    for path in inside:
        path.rename(folder / name / path.name)
    return f"{name}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Pages of a site whose assets were moved. `moved` has the folder that each folder of assets is now in."""

    site: Path
    base: str
    moved: Mapping[str, str]
    hashes: dict[str, str] = field(default_factory=dict)
    """Hashes of the files that were asked for so far."""

    def sealed(self, path: str, text: str) -> str:
        """Give a page with its policy, and with the address and hash that each file has now."""
        policy = f'<meta http-equiv="Content-Security-Policy" content="{kind_of(path).policy_in_page}">'
        text = TAG.sub(lambda match: self._tag(path, match[0]), text)
        return text.replace(CHARSET, f"{CHARSET}\n{policy}", 1)

    def _tag(self, page: str, tag: str) -> str:
        found = ADDRESS.search(tag)
        target = self._target(page, found[1]) if found else ""
        if not found or not target:
            return tag
        folder = next((folder for folder in self.moved if target.startswith(folder)), "")
        if folder:
            rest = target.removeprefix(folder)
            address = f"{found[1].removesuffix(rest)}{self.moved[folder]}{rest}"
            tag = f"{tag[: found.start(1)]}{address}{tag[found.end(1) :]}"
            target = f"{folder}{self.moved[folder]}{rest}"
        return f'{tag[:-1]} integrity="{self._hash(target)}" crossorigin>' if HASHED.search(tag) else tag

    def _hash(self, path: str) -> str:
        if path not in self.hashes:
            self.hashes[path] = integrity((self.site / path).read_bytes())
        return self.hashes[path]

    def _target(self, page: str, path: str) -> str:
        """Give the file of the site that a path leads to, by its path below the root; '' for what is elsewhere."""
        if path.startswith(self.base) and not path.startswith("//"):
            return path.removeprefix(self.base)
        if not path or path.startswith("/") or ":" in path.partition("/")[0]:
            return ""
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        return "" if joined.startswith("../") else joined
