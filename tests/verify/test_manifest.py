"""A manifest that is not what there is is told, and what an outsider counts by its rule is what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.model.manifest import MANIFEST, SIGNATURE
from scripts.verify.manifest import read_manifest
from tests.verify.tiny_site import DATA, SHOWN, Made

FRANCE = "countries/fra/index.html"
Spoil = Callable[[Made], object]


def said(made: Made) -> dict[str, object]:
    return dict(json.loads((made.site / MANIFEST).read_bytes()))


def saying(**other: object) -> Spoil:
    return lambda made: made.add(MANIFEST, json.dumps({**said(made), **other}))


def shown(made: Made, digits: str) -> None:
    path = made.site / FRANCE
    path.write_bytes(SHOWN.sub(rb"\g<1>" + digits.encode(), path.read_bytes()))


FAULTS: dict[str, tuple[Spoil, set[tuple[str, str]]]] = {
    "no manifest": (lambda made: (made.site / MANIFEST).unlink(), {(MANIFEST, "manifest-missing")}),
    "no JSON": (lambda made: made.add(MANIFEST, "{"), {(MANIFEST, "manifest-unreadable")}),
    "nested JSON": (lambda made: made.add(MANIFEST, "[" * 100_000), {(MANIFEST, "manifest-unreadable")}),
    "a list": (lambda made: made.add(MANIFEST, "[]"), {(MANIFEST, "manifest-unreadable")}),
    "no hash": (saying(hash=None), {(MANIFEST, "manifest-unreadable")}),
    "a path out of the site": (
        saying(files=[{"path": "../x", "bytes": 1, "sha256": "0" * 64}]),
        {(MANIFEST, "manifest-unreadable")},
    ),
    "a file twice": (
        saying(files=[{"path": "x", "bytes": 1, "sha256": "0" * 64}] * 2),
        {(MANIFEST, "manifest-unreadable")},
    ),
    "a page removed": (
        lambda made: (made.site / "sources" / "gazette" / "index.html").unlink(),
        {("sources/gazette/index.html", "manifest-file-absent"), (MANIFEST, "manifest-hash-differs")},
    ),
    "a file changed": (
        lambda made: made.change(f"{DATA}/sources.csv", "Gazette", "Gazettd"),
        {(f"{DATA}/sources.csv", "manifest-file-differs"), (MANIFEST, "manifest-hash-differs")},
    ),
    "a file added": (
        lambda made: made.add("data/latest/more.txt", "x"),
        {("data/latest/more.txt", "manifest-file-extra"), (MANIFEST, "manifest-hash-differs")},
    ),
    "another hash": (
        saying(hash="0" * 64),
        {(MANIFEST, "manifest-hash-differs"), ("index.html", "manifest-hash-differs")},
    ),
    "another hash at the foot": (
        lambda made: shown(made, "1" * 12),
        {(FRANCE, "manifest-hash-differs"), (FRANCE, "manifest-file-differs")},
    ),
    "no hash at the foot": (
        lambda made: made.change(FRANCE, "data-hash", "data-none"),
        {
            (FRANCE, "manifest-hash-unshown"),
            (FRANCE, "manifest-file-differs"),
            (MANIFEST, "manifest-hash-differs"),
        },
    ),
    "another release": (saying(release="1999.1"), {(MANIFEST, "manifest-release-differs")}),
    "another day": (saying(released="1999-01-01"), {(MANIFEST, "manifest-release-differs")}),
    "another package": (saying(name="windows"), {(MANIFEST, "manifest-release-differs")}),
}


def told(made: Made) -> set[tuple[str, str]]:
    found = {(problem.file, problem.code) for problem in made.changed_afterwards()}
    return {(file, code) for file, code in found if code.startswith("manifest-")}


@pytest.mark.one_in(5)
@pytest.mark.parametrize("case", FAULTS)
def test_what_was_changed_afterwards_is_told(made: Made, case: str) -> None:
    spoil, expected = FAULTS[case]
    made.seal()
    assert made.changed_afterwards() == ()
    spoil(made)
    assert expected <= told(made)
    assert {code for _, code in told(made)} == {code for _, code in expected}


def test_a_signature_is_not_among_the_files(made: Made) -> None:
    made.seal()
    made.add(SIGNATURE, "untrusted comment: x\n")
    assert made.changed_afterwards() == ()


def test_the_hash_is_what_sha256sum_gives_of_the_sorted_files(made: Made) -> None:
    """As an outsider counts: the digits that pages show are zeros, the manifest is left out."""
    made.seal()
    lines = []
    for path in sorted(path for path in made.site.rglob("*") if path.is_file() and path.name != MANIFEST):
        data = SHOWN.sub(rb"\g<1>" + b"0" * 12, path.read_bytes())
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {path.relative_to(made.site).as_posix()}\n")
    whole = hashlib.sha256("".join(sorted(lines, key=lambda line: line[66:])).encode()).hexdigest()
    read = read_manifest((made.site / MANIFEST).read_bytes())
    assert read.hash == whole
    assert f"Hash of all files: {whole[:12]}." in made.text(FRANCE)
    assert read.files["index.html"].sha256 == hashlib.sha256((made.site / "index.html").read_bytes()).hexdigest()


def test_a_change_of_any_file_changes_the_hash(made: Made) -> None:
    hashes = set()
    for path in ("", FRANCE, f"{DATA}/sources.csv", "_headers"):
        if path:
            made.add(path, f"{made.text(path)}\n")
        made.seal()
        hashes.add(str(said(made)["hash"]))
    assert len(hashes) == 4


def test_a_line_is_a_file(made: Made) -> None:
    made.seal()
    text = (made.site / MANIFEST).read_text(encoding="utf-8")
    files = [path for path in made.site.rglob("*") if Path(path).is_file()]
    assert len(text.splitlines()) == len(files) - 1 + 7
