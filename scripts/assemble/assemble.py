"""Assembles the site of all languages in a fresh folder: stubs and fragments, MkDocs, assets, data files, manifest."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scripts.assemble.alone import TEMPLATE as ALONE
from scripts.assemble.alone import write_alone
from scripts.assemble.config import Sister, language_config, page_data, picture_data
from scripts.assemble.former import with_former
from scripts.assemble.hosting import hosting_files
from scripts.assemble.manifest import Made, write_manifest
from scripts.assemble.maps import MAP, hidden_address, join_maps, remove_map, without
from scripts.assemble.minify import minified, minified_page, minified_style
from scripts.assemble.seal import seal
from scripts.assemble.search import PROBLEMS, names_file, names_of, run_pagefind
from scripts.assemble.terms import linked, terms_of
from scripts.assemble.volume import Frame, Volume
from scripts.assemble.web_fonts import lean
from scripts.assemble.written import GLOSSARY, described, with_changes, written_pages
from scripts.model.fences import of_package
from scripts.model.manifest import ASIDE
from scripts.model.problems import Problem, RefusedError
from scripts.model.site import Download, Laid, Page
from scripts.process import run, said
from scripts.words.words import Words

TEMPLATES = Path("site_templates")
DOCS = Path("docs")
CHANGELOG = Path("CHANGELOG.md")
VENDORED = "vendored.json"


def assemble(editions: Sequence[Volume], downloads: Iterable[Download | Laid], frame: Frame, workspace: Path) -> Path:
    """Build the whole site below `workspace`, which is empty, and give its folder.

    Raises RefusedError with what MkDocs or Pagefind says.
    """
    site = workspace / "site"
    addresses = {edition.words.language: _addresses(edition, frame.name) for edition in editions}
    for edition in editions:
        own = addresses[edition.words.language]
        sisters = [Sister(words=each.words, lacking=sorted(own - addresses[each.words.language])) for each in editions]
        _build_language(edition, sisters, frame, workspace)
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
    write_manifest(site, Made(name=frame.name, release=frame.version, released=frame.released))
    return site


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


def _build_language(edition: Volume, sisters: Sequence[Sister], frame: Frame, workspace: Path) -> None:
    language = edition.words.language
    folder = workspace / language
    alone = [page for page in edition.pages if page.frame == ALONE]
    _write_pages([page for page in edition.pages if page.frame != ALONE], edition.words, folder, frame)
    root = workspace / "site"
    target = root / frame.languages.root_of(language)
    config = language_config(edition, sisters, frame, folder, target)
    home = next((page.picture for page in edition.pages if not page.path), None)
    if home and frame.site_url:
        config["extra"]["picture"] = picture_data(home, frame.site_url)
    path = folder / "mkdocs.json"
    path.write_text(quoted(config, indent=2), encoding="utf-8")
    _run_mkdocs(path, frame.released)
    write_alone(alone, edition.words, config, target)
    hidden = _finish_pages(target, edition.words, frame)
    shutil.rmtree(target / "assets" / "javascripts")  # Material's, which no page of ours loads
    if frame.site_url:
        without(target / MAP, hidden)
    else:
        remove_map(target / MAP)  # a map without addresses is of no use


def _finish_pages(folder: Path, words: Words, frame: Frame) -> list[str]:
    """Minify the pages of a language, link their terms, keep what earlier releases could lead to within them.

    Gives the addresses of those that are not to be found.
    """
    terms, hidden, root = terms_of(words, _explained(words, frame)), [], frame.languages.root_of(words.language)
    for page in folder.rglob("*.html"):
        inside = page.relative_to(folder).as_posix()
        text = linked(minified_page(page.read_text(encoding="utf-8")), inside, terms)
        address = f"{root}{inside.removesuffix('index.html')}"
        text = with_former(text, address, frame.sections.get(address, ()), frame.moves)
        page.write_text(text, encoding="utf-8")
        hidden.append(hidden_address(text))
    return [address for address in hidden if address]


def _explained(words: Words, frame: Frame) -> frozenset[str]:
    """Give the addresses of the entries that the glossary of a language has, as this package is published with it."""
    pages = written_pages(DOCS / words.language, frame.name)
    return frozenset(term.path.removeprefix(f"{GLOSSARY}#") for page in pages for term in page.terms)


def _addresses(edition: Volume, package: str) -> set[str]:
    """Give the addresses of the pages of a language, below its root: those that are made, and those written by hand."""
    by_hand = {page.path for page in written_pages(DOCS / edition.words.language, package)}
    return {page.path for page in edition.pages} | by_hand


def _write_pages(pages: Iterable[Page], words: Words, folder: Path, frame: Frame) -> None:
    """Write a stub and a fragment for each page, beside the hand-written pages, the theme and the assets."""
    docs, theme = folder / "docs", folder / "theme"
    shutil.copytree(DOCS / words.language, docs)
    changes = CHANGELOG.read_text(encoding="utf-8")
    for path in docs.rglob("*.md"):
        own = of_package(path.read_text(encoding="utf-8"), frame.name)
        text = with_changes(own, changes, words)
        problem = path.parent == docs / PROBLEMS and path.stem != "index"  # they begin with what is wrong
        path.write_text(text if problem else described(text), encoding="utf-8")
    shutil.copytree(TEMPLATES / "theme", theme)
    _copy_assets(docs)
    fragments = theme / "fragments"
    fragments.mkdir()
    for page in pages:
        name = f"{page.path.strip('/').replace('/', '--') or 'home'}.html"
        (fragments / name).write_text(page.fragment, encoding="utf-8")
        stub = docs / page.path / "index.md"
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(_stub(page, name, frame.site_url), encoding="utf-8")


def _stub(page: Page, fragment: str, site_url: str) -> str:
    """Give a page's Markdown: front matter alone."""
    matter = {"template": page.frame, "fragment": fragment, **page_data(page, site_url)}
    lines = [f"{key}: {quoted(value)}" for key, value in matter.items()]
    return "\n".join(["---", *lines, "---", ""])


def quoted(value: object, indent: int | None = None) -> str:
    """Write a value as JSON that is YAML too, whatever its texts hold.

    YAML knows line breaks that JSON does not, and refuses characters that JSON allows: MkDocs would then take front
    matter for the Markdown of the page. What is not printable is therefore written as an escape, which both read.
    Beyond the first plane YAML takes every character as it is, and JSON's escapes are not its own.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(c if c.isprintable() or c == "\n" or c > "\uffff" else f"\\u{ord(c):04x}" for c in text)


def _copy_assets(docs: Path) -> None:
    """Copy style sheets, scripts and pictures, and from the npm packages the files that `vendored.json` lists.

    Fonts among them are made lighter.
    """
    assets = docs / "assets"
    shutil.copytree(TEMPLATES / "assets", assets, ignore=shutil.ignore_patterns(VENDORED))
    for path in (*assets.glob("css/*.css"), *assets.glob("js/*.js")):
        made = minified_style if path.suffix == ".css" else minified
        path.write_text(made(path.read_text(encoding="utf-8")), encoding="utf-8")
    for file in json.loads((TEMPLATES / "assets" / VENDORED).read_bytes())["files"]:
        target = docs / file["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        data = Path(file["from"]).read_bytes()
        target.write_bytes(lean(data) if target.suffix == ".woff2" else data)


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
