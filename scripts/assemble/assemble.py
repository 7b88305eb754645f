"""Assembles the site of all languages in a fresh folder: stubs, MkDocs, pages, assets, data files, manifest."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scripts.assemble.alone import TEMPLATE as ALONE
from scripts.assemble.alone import write_alone
from scripts.assemble.before import BLANK, DOCS, EMPTY, PAGE, TEMPLATES, Before, Finish, quoted, stub_of
from scripts.assemble.config import Sister, language_config, picture_data
from scripts.assemble.hosting import hosting_files
from scripts.assemble.manifest import Made as Said
from scripts.assemble.manifest import write_manifest
from scripts.assemble.maps import MAP, hidden_address, join_maps, remove_map, without
from scripts.assemble.minify import minified, minified_style
from scripts.assemble.seal import seal
from scripts.assemble.search import names_file, names_of, run_pagefind
from scripts.assemble.volume import Frame, Volume, in_frame
from scripts.assemble.web_fonts import lean
from scripts.assemble.written import written_pages
from scripts.kept import NOTHING, Made
from scripts.model.manifest import ASIDE
from scripts.model.problems import Problem, RefusedError
from scripts.model.site import Download, Laid, Page
from scripts.process import each as of_each
from scripts.process import run, said

VENDORED = "vendored.json"


def assemble(
    editions: Sequence[Volume],
    downloads: Iterable[Download | Laid],
    frame: Frame,
    workspace: Path,
    made: Made = NOTHING,
) -> Path:
    """Build the whole site below `workspace`, which is empty, and give its folder.

    Pages that were `made` before, of the same content in the same frame, are not made again.
    Raises RefusedError with what MkDocs or Pagefind says.
    """
    site = workspace / "site"
    sisters = sisters_of(editions, frame.name)

    def build(edition: Volume) -> None:
        _build_language(edition, sisters[edition.words.language], frame, workspace, made)

    of_each(build, editions)
    built = {frame.languages.root_of(edition.words.language): _folder(edition, workspace) for edition in editions}
    for root, folder in sorted(built.items()):  # '' comes first: in its folder stand those of the others
        folder.rename(site / root)
    join_maps(site, frame.languages.roots)
    _write_files(site, downloads)
    run_pagefind(site)
    for edition in editions:
        language = edition.words.language
        root, written = frame.languages.root_of(language), written_pages(DOCS / language, frame.name)
        names = names_file(edition.words, edition.pages, root, written)
        (site / names_of(language)).write_bytes(names)
    base = f"{urlsplit(frame.site_url).path.rstrip('/')}/"
    seal(site, base, frame.languages.roots, placed=bool(frame.site_url))
    _write_hosting(site, base, frame.languages.roots)
    write_manifest(site, Said(name=frame.name, release=frame.version, released=frame.released))
    return site


def sisters_of(editions: Sequence[Volume], package: str) -> dict[str, list[Sister]]:
    """Give by language all languages of a site, each with the addresses that it lacks of that one's."""
    addresses = {edition.words.language: _addresses(edition, package) for edition in editions}
    return {
        language: [Sister(words=each.words, lacking=sorted(own - addresses[each.words.language])) for each in editions]
        for language, own in addresses.items()
    }


def _write_files(site: Path, downloads: Iterable[Download | Laid]) -> None:
    """Write files. Those of the same bytes lie on disk once: tables that a release left alone, drawings that are alike.

    Nobody may write into one of them later, or all would change: pages are written by themselves.
    """
    written: dict[str, Path] = {}
    for file in downloads:
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        there = written.setdefault(file.sha256, target)
        if there == target:
            target.write_bytes(file.data)
        else:
            target.hardlink_to(there)


def _write_hosting(site: Path, base: str, roots: Sequence[str]) -> None:
    """Write what the site says to hosts, as `hosting_files` says."""
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    for name, text in hosting_files([*files, *ASIDE], base, roots).items():
        target = site / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _build_language(edition: Volume, sisters: Sequence[Sister], frame: Frame, workspace: Path, made: Made) -> None:
    """Build a language in a folder of its own, since MkDocs empties the folder that it builds into."""
    folder, target = workspace / edition.words.language, _folder(edition, workspace)
    config = language_config(edition, sisters, frame, folder, target)
    home = next((page.picture for page in edition.pages if not page.path), None)
    if home and frame.site_url:
        config["extra"]["picture"] = picture_data(home, frame.site_url)
    finish = Finish.of(target, edition.words, frame)
    before = Before.of(edition, frame, made, finish, config)
    _write_stubs(edition, folder, frame, before, made)
    _run_mkdocs(write_config(config, folder), frame.released)
    write_alone((page for page in before.missing(edition.pages) if page.frame == ALONE), edition.words, config, target)
    hidden = _finish_pages(finish, before, edition.pages)
    shutil.rmtree(target / "assets" / "javascripts")  # Material's, which no page of ours loads
    if frame.site_url:
        without(target / MAP, hidden)
    else:
        remove_map(target / MAP)  # a map without addresses is of no use


def write_config(config: Mapping[str, Any], folder: Path) -> Path:
    """Write the configuration of a language into its folder, and give the file."""
    path = folder / "mkdocs.json"
    path.write_text(quoted(config, indent=2), encoding="utf-8")
    return path


def _folder(edition: Volume, workspace: Path) -> Path:
    """Give the folder in which a language is built."""
    return workspace / edition.words.language / "site"


def _finish_pages(finish: Finish, before: Before, pages: Sequence[Page]) -> list[str]:
    """Put each page into its frame and finish it, and put those beside them that were made before.

    Gives the addresses of those that are not to be found.
    """
    framed = {f"{page.path}{PAGE}": page for page in pages if page.frame != ALONE}
    hidden = []
    for inside, text in before.texts.items():
        target = finish.folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for path in finish.folder.rglob("*.html"):
        inside = path.relative_to(finish.folder).as_posix()
        if inside not in before.texts:
            read = path.read_text(encoding="utf-8")
            text = finish.finished(in_frame(read, framed[inside]) if inside in framed else read, inside)
            path.write_text(text, encoding="utf-8")
            before.keep(inside, text)
            hidden.append(hidden_address(text))
        else:
            hidden.append(hidden_address(before.texts[inside]))
    before.keep_written()
    return [address for address in hidden if address]


def _addresses(edition: Volume, package: str) -> set[str]:
    """Give the addresses of the pages of a language, below its root: those that are made, and those written by hand."""
    by_hand = {page.path for page in written_pages(DOCS / edition.words.language, package)}
    return {page.path for page in edition.pages} | by_hand


def _write_stubs(edition: Volume, folder: Path, frame: Frame, before: Before, made: Made) -> None:
    """Write a stub for each page, beside the hand-written pages, the theme and the assets.

    Of a page that was made before there is an empty one in its place, since others may lead to it.
    """
    docs, theme = folder / "docs", folder / "theme"
    shutil.copytree(DOCS / edition.words.language, docs)
    for path in docs.rglob("*.md"):
        path.write_text(before.written.get(path.relative_to(docs).as_posix(), EMPTY), encoding="utf-8")
    copy_theme(theme)
    copy_assets(docs, made)
    missing = {page.path for page in before.missing(edition.pages)}
    for page in edition.pages:
        if page.frame == ALONE:
            continue
        stub = docs / page.path / "index.md"
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(stub_of(page, frame.site_url) if page.path in missing else EMPTY, encoding="utf-8")


def copy_theme(theme: Path) -> None:
    """Copy the theme into a folder that is not there yet."""
    shutil.copytree(TEMPLATES / "theme", theme)
    (theme / BLANK).write_text("", encoding="utf-8")


def copy_assets(docs: Path, made: Made) -> None:
    """Copy style sheets, scripts and pictures, and from the npm packages the files that `vendored.json` lists.

    Fonts among them are made lighter.
    """
    assets = docs / "assets"
    shutil.copytree(TEMPLATES / "assets", assets, ignore=shutil.ignore_patterns(VENDORED))
    for path in (*assets.glob("css/*.css"), *assets.glob("js/*.js")):
        lighter = minified_style if path.suffix == ".css" else minified
        path.write_text(lighter(path.read_text(encoding="utf-8")), encoding="utf-8")
    for file in json.loads((TEMPLATES / "assets" / VENDORED).read_bytes())["files"]:
        target = docs / file["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        data = Path(file["from"]).read_bytes()
        font = target.suffix == ".woff2"
        target.write_bytes(made.made("lean", lambda: iter((data,)), lambda: lean(data)) if font else data)  # noqa: B023 - called at once


def _run_mkdocs(config: Path, released: str) -> None:
    """Run MkDocs on one language. Its clock is set to the day of the release."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", str(config)]
    own = {"SOURCE_DATE_EPOCH": str(_epoch_seconds(released)), "NO_MKDOCS_2_WARNING": "1"}
    ended = run(command, own=own)
    if ended.returncode:
        raise RefusedError(
            Problem(file=str(config), row=n, code="site-not-built", found=line)
            for n, line in enumerate(said(ended), start=1)
        )


def _epoch_seconds(day: str) -> int:
    """Seconds from 1970 to the beginning of a day (ISO 8601) in UTC."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
