"""What may be deployed and where to: a whole site of ours, and a place where nothing of others is lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.deploy.difference import Difference, in_order
from scripts.deploy.site import read_site
from scripts.deploy.target import opened
from scripts.model.locale_files import OWN
from scripts.model.manifest import MANIFEST
from scripts.model.problems import HinderedError
from scripts.release.lock import locked
from scripts.release.place import found
from scripts.words.words import Words
from tests.deploy.made import DESCRIPTOR, TABLE, write_site


def test_a_site_is_read(tmp_path: Path) -> None:
    site = read_site(write_site(tmp_path / "site"))
    assert (site.name, site.title, site.version) == ("small-site", "Small site", "2026.1")
    assert site.sizes["assets/2026.1/site.css"] == 6


def emptied(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def cut(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])


HALF: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty folder": (emptied, "deploy_empty"),
    "no front page": (lambda folder: (folder / "index.html").unlink(), "deploy_no_site"),
    "no manifest": (lambda folder: (folder / MANIFEST).unlink(), "deploy_no_site"),
    "a manifest cut off": (lambda folder: cut(folder, MANIFEST), "deploy_half"),
    "a manifest of another kind": (lambda folder: (folder / MANIFEST).write_text('["a"]'), "deploy_half"),
    "a file that is not listed": (lambda folder: (folder / "a.txt").write_text("a"), "deploy_half"),
    "no headers": (lambda folder: (folder / ".htaccess").unlink(), "deploy_half"),
    "a page cut off": (lambda folder: cut(folder, "about/index.html"), "deploy_half"),
    "a page emptied": (lambda folder: (folder / "about/index.html").write_text(""), "deploy_half"),
    "a table cut off": (lambda folder: cut(folder, TABLE), "deploy_half"),
    "a table gone": (lambda folder: (folder / TABLE).unlink(), "deploy_half"),
    "a descriptor cut off": (lambda folder: cut(folder, DESCRIPTOR), "deploy_half"),
    "a site of another program": (lambda folder: (folder / DESCRIPTOR).unlink(), "deploy_no_site"),
    "a link": (lambda folder: (folder / "a").symlink_to("/etc"), "deploy_no_file"),
    "a link to a file": (lambda folder: (folder / "a").symlink_to("index.html"), "deploy_no_file"),
    "a pipe": (lambda folder: os.mkfifo(folder / "a"), "deploy_no_file"),
    "a name of two lines": (lambda folder: (folder / "a\nb").write_text(""), "deploy_no_file"),
}


@pytest.mark.parametrize(("change", "key"), HALF.values(), ids=HALF)
def test_what_is_no_whole_site_is_refused(change: Callable[[Path], object], key: str, tmp_path: Path) -> None:
    change(write_site(tmp_path / "site"))
    with pytest.raises(HinderedError) as refused:
        read_site(tmp_path / "site")
    assert refused.value.key == key


def test_a_descriptor_that_is_no_object_is_half_a_site(tmp_path: Path) -> None:
    (write_site(tmp_path / "site") / DESCRIPTOR).write_text("[" * 100_000)
    with pytest.raises(HinderedError, match="deploy_half"):
        read_site(tmp_path / "site")


def test_files_come_before_pages_and_the_front_page_last() -> None:
    paths = ["index.html", "about/index.html", "404.html", "data/a.csv", "assets/1/a.js", "embed/a.html", MANIFEST]
    assert list(in_order(paths)) == [
        ("deploy_files", ["assets/1/a.js", "data/a.csv"]),
        ("deploy_pages", ["404.html", "about/index.html", "embed/a.html"]),
        ("deploy_front", ["index.html", "manifest.json"]),
    ]


@pytest.mark.parametrize(
    "address",
    [
        *("", "-v", "--delete", "https://example.org/", "ftp://example.org/a", "s3://", "s3:///a", "s3://Bucket/a"),
        *("s3://bucket/a/../b", "s3://bucket/a//b", "rsync://host", "rsync:///a/b", "rsync://-oProxy/a"),
        *("git+ssh://host/repository", "git+ssh://host/repository#", "git+file:///a#-f", "git+ext::sh#a", "a\nb"),
    ],
)
def test_an_address_of_no_form_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(HinderedError, match="deploy_form"), opened(address, "", tmp_path):
        pass


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("{site}", "deploy_overlaps"),
        ("{site}/below", "deploy_overlaps"),
        ("{site}/..", "deploy_overlaps"),
        ("{link}/below", "deploy_overlaps"),
        ("{file}", "deploy_not_a_folder"),
        ("{site}/../no/such", "deploy_no_parent"),
    ],
)
def test_a_folder_that_cannot_be_a_target_is_refused(address: str, key: str, tmp_path: Path) -> None:
    site, file, link = write_site(tmp_path / "site"), tmp_path / "file", tmp_path / "link"
    file.write_text("")
    link.symlink_to(site)
    with (
        pytest.raises(HinderedError) as refused,
        opened(address.format(site=site, file=file, link=link), "", site),
    ):
        pass
    assert refused.value.key == key


@pytest.mark.parametrize("address", ["user@host:sites/a", "host:/srv/www", "host::module/a", "rsync://host:8730/m/a"])
def test_hosts_are_reached_by_rsync(address: str, tmp_path: Path) -> None:
    with opened(address, "", tmp_path) as target:
        assert getattr(target, "address", "") == f"{address}/"


def test_passwords_are_not_shown(tmp_path: Path) -> None:
    with (
        pytest.raises(HinderedError) as refused,
        opened("https://someone:secret@example.org/a", "", tmp_path),
    ):
        pass
    assert "secret" not in str(refused.value.values)


def test_every_stage_has_words() -> None:
    words = Words.load(OWN)
    stages = ("compare", "files", "pages", "front", "removal", "branch")
    assert all(words(f"stages.deploy_{stage}", count=2) for stage in stages)


def test_a_difference_sends_what_is_new_and_changed() -> None:
    assert Difference(new=("a",), changed=("b",), gone=("c",)).sent == ("a", "b")


def test_the_command_tells_a_fault_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deploy", str(tmp_path / "there"), "--public", str(tmp_path / "none")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "There is no such folder" in told.err


def test_a_site_that_is_just_published_is_not_deployed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(tmp_path / "site")
    with locked(found(site).lock):
        assert main(["deploy", str(tmp_path / "there"), "--public", str(site), "--go"]) == 1
    assert "is being published by process" in capsys.readouterr().err
    assert not (tmp_path / "there").exists()


def test_the_descriptor_of_the_package_names_the_publication() -> None:
    assert json.loads(Path("datapackage/datapackage.json").read_bytes())["name"]
