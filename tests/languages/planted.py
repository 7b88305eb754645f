"""Spoils a finished site in two languages, one fault at a time, and prints what the verifier says of each.

It runs in the folder that has the texts of both languages: `python -m tests.languages.planted SITE PACKAGE`.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.assemble.manifest import Made as Said
from scripts.assemble.manifest import write_manifest
from scripts.kept import Cache, Made
from scripts.model.manifest import MANIFEST, UNKNOWN
from scripts.verify.verify import verify

SHOWN = re.compile(rb"(data-hash>[^<]*?)[0-9a-f]{12}")
HOME = "https://doors.example.org/"


def removed(path: str) -> Callable[[Path], None]:
    return lambda site: (site / path).unlink()


def changed(path: str, old: str, new: str) -> Callable[[Path], None]:
    def run(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        if old not in text:
            message = f"{path} has no {old}"
            raise ValueError(message)
        (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return run


FAULTS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a page that stands in one language alone": removed("fr/countries/deu/index.html"),
    "the address of the other language": changed(
        "fr/countries/deu/index.html", f'"canonical" href="{HOME}fr/', f'"canonical" href="{HOME}'
    ),
    "a translation that leads elsewhere": changed(
        "countries/deu/index.html",
        f'hreflang="fr" href="{HOME}fr/countries/deu/',
        f'hreflang="fr" href="{HOME}fr/countries/',
    ),
    "a page that names no other language": changed("countries/deu/index.html", 'hreflang="x-default"', 'hreflang="de"'),
    "a page in the other language by its word": changed("fr/countries/deu/index.html", 'lang="fr"', ""),
    "a figure as the other language writes it": changed("fr/indicators/crossings/index.html", "\u00a0%<", "%<"),
    "a chart without its numbers": removed("charts/fr/crossings-areas.csv"),
    "a chart without a page of its own": removed("fr/embed/crossings-areas/index.html"),
    "a language that the map of the site lacks": changed("sitemap.xml", f"<loc>{HOME}fr/</loc>", f"<loc>{HOME}</loc>"),
    "names of one language alone": removed("search/names.fr.json"),
}


def sealed(site: Path) -> None:
    """Write the manifest anew: the fault was there when the site was built."""
    told = json.loads((site / MANIFEST).read_bytes())
    for page in site.rglob("*.html"):
        page.write_bytes(SHOWN.sub(rb"\g<1>" + UNKNOWN.encode(), page.read_bytes()))
    write_manifest(site, Said(name=told["name"], release=told["release"], released=told["released"]))


def main(site: Path, package: Path) -> None:
    """Print the codes and files of each fault as JSON."""
    told = {}
    made = Made(Cache(site.with_name("found-right")))  # what one fault leaves alone is looked at once
    for name, spoil in FAULTS.items():
        spoiled = site.with_name("spoiled")
        shutil.copytree(site, spoiled)
        spoil(spoiled)
        sealed(spoiled)
        told[name] = sorted({f"{each.code} {each.file}" for each in verify(spoiled, package, made)})
        shutil.rmtree(spoiled)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
