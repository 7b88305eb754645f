"""Deploying by rsync: to a folder, to a host, and to a real daemon on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.model.problems import HinderedError
from tests.deploy.made import PAGES, free_port, held, needed, running, sent, write_manifest, write_site


@pytest.fixture(autouse=True)
def _rsync() -> None:
    needed(bool(shutil.which("rsync")), "rsync")


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[str]:
    """A daemon with a module for writing, a read-only one and one with a password; gives its address."""
    for name in ("open", "closed"):
        (tmp_path / name).mkdir()
    (tmp_path / "secrets").write_text("someone:right\n")
    (tmp_path / "secrets").chmod(0o600)
    port, ids = free_port(), f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if os.getuid() == 0 else ""
    (tmp_path / "rsyncd.conf").write_text(
        f"use chroot = no\n{ids}[open]\npath = {tmp_path}/open\nread only = no\n"
        f"[closed]\npath = {tmp_path}/closed\nread only = yes\n"
        f"[locked]\npath = {tmp_path}/open\nread only = no\nauth users = someone\nsecrets file = {tmp_path}/secrets\n"
    )
    config = f"--config={tmp_path}/rsyncd.conf"
    with running(["rsync", "--daemon", "--no-detach", "--address=127.0.0.1", f"--port={port}", config], port):
        yield f"rsync://127.0.0.1:{port}"


def test_a_daemon_gets_the_site_once(daemon: str, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site"), f"{daemon}/open/deep"
    planned = sent(site, target, go=False)
    assert (len(planned.difference.new), held(tmp_path / "open")) == (len(held(site)), {})
    sent(site, target)
    assert held(tmp_path / "open" / "deep") == held(site)
    assert not sent(site, target).is_needed


def test_the_next_release_is_sent_in_order(daemon: str, tmp_path: Path) -> None:
    target, stages = f"{daemon}/open", list[str]()
    sent(write_site(tmp_path / "site"), target)
    (tmp_path / "open" / "CNAME").write_text("example.org")
    (tmp_path / "open" / ".well-known").mkdir()
    (tmp_path / "open" / ".well-known" / "a.txt").write_text("kept")
    done = sent(write_site(tmp_path / "site", "2026.2"), target, stages=stages)
    assert stages == ["deploy_compare", "deploy_files", "deploy_pages", "deploy_front", "deploy_removal"]
    assert done.difference.gone == ("assets/2026.1/site.css", "charts/only-2026.1/a.svg")
    there = held(tmp_path / "open")
    assert there.pop("CNAME") == b"example.org"
    assert there.pop(".well-known/a.txt") == b"kept"
    assert there == held(tmp_path / "site")
    assert not (tmp_path / "open" / "charts" / "only-2026.1").exists()
    assert not sent(tmp_path / "site", target).is_needed


def test_files_that_stay_are_not_touched(tmp_path: Path) -> None:
    site, there = write_site(tmp_path / "site"), tmp_path / "there"
    sent(site, there)
    before = {path: path.stat().st_mtime_ns for path in there.rglob("*.svg")}
    os.utime(site / "charts" / "é bar.svg", (0, 0))
    (site / "_headers").write_text("/a\n")
    write_manifest(site)
    assert sent(site, there).difference.changed == ("_headers", "manifest.json")
    assert {path: path.stat().st_mtime_ns for path in there.rglob("*.svg")} == before


def test_files_of_the_same_size_and_time_are_compared_by_content(tmp_path: Path) -> None:
    site, there = write_site(tmp_path / "site"), tmp_path / "there"
    sent(site, there)
    (site / "_headers").write_text("/!\n")
    write_manifest(site)
    for folder in (site, there):
        os.utime(folder / "_headers", (1, 1))
    assert sent(site, there).difference.changed == ("_headers", "manifest.json")


def test_everybody_may_read_what_was_sent(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    (site / "index.html").chmod(0o600)
    before = os.umask(0o077)
    try:
        sent(site, tmp_path / "there")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "there").rglob("*")}
    assert modes == {0o644, 0o755}


def test_another_machine_is_reached_through_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\nwhile [ "$1" != host ]; do shift; done; shift\nexec sh -c "$*"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    site, there = write_site(tmp_path / "site"), tmp_path / "there it is"
    sent(site, f"someone@host:{there}")
    assert held(there) == held(site)
    assert not sent(site, f"host:{there}").is_needed


STRANGERS = {
    "a file of somebody": {"letter.txt": "Dear"},
    "another front page": {"index.html": "<html>Hello</html>"},
    "another publication": {"data/latest/datapackage.json": '{"name": "others"}', "a": ""},
}


@pytest.mark.parametrize("files", STRANGERS.values(), ids=STRANGERS)
def test_nothing_of_others_is_lost(files: dict[str, str], tmp_path: Path) -> None:
    there = tmp_path / "there"
    for name, text in files.items():
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_text(text)
    before = held(there)
    with pytest.raises(HinderedError) as refused:
        sent(write_site(tmp_path / "site"), there)
    assert refused.value.key in {"deploy_strangers", "deploy_another"}
    assert held(there) == before


def test_nothing_beside_the_target_is_touched(tmp_path: Path) -> None:
    beside = write_site(tmp_path / "www" / "other")
    before = held(beside)
    sent(write_site(tmp_path / "site"), tmp_path / "www" / "ours")
    sent(write_site(tmp_path / "site", "2026.2"), tmp_path / "www" / "ours")
    assert held(beside) == before


def breaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int) -> None:
    """Let the run of rsync with that number be slow and killed on the way."""
    real = shutil.which("rsync")
    program = tmp_path / "bin" / "rsync"
    program.parent.mkdir()
    program.write_text(
        f"#!/bin/sh\nn=$(cat {tmp_path}/runs 2>/dev/null || echo 0); echo $((n+1)) > {tmp_path}/runs\n"
        f'if [ "$n" = {run} ]; then exec timeout -s KILL 0.4 {real} --bwlimit=100 "$@"; fi\nexec {real} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize("stage", ["files", "pages", "front"])
def test_a_deploy_that_is_killed_leaves_the_old_pages_or_the_new(
    stage: str, daemon: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heavy = {f"about/{n}.html": f"<html>{os.urandom(60_000).hex()}</html>" for n in range(4)}
    target, there = f"{daemon}/open", tmp_path / "open"
    old = held(write_site(tmp_path / "site", more=heavy))
    sent(tmp_path / "site", target)
    new = {name: f"<html>{os.urandom(60_000).hex()}</html>" for name in heavy}
    large = {"charts/large.svg": os.urandom(200_000).hex(), **new}
    write_site(tmp_path / "site", "2026.2", large)
    breaking(tmp_path, monkeypatch, {"files": 2, "pages": 3, "front": 4}[stage])
    if stage != "front":
        with pytest.raises(HinderedError, match="deploy_broke"):
            sent(tmp_path / "site", target)
        pages = {name: data for name, data in held(there).items() if name in {*PAGES, *heavy}}
        assert pages == {name: old[name] for name in pages}
        assert (there / "assets" / "2026.1" / "site.css").is_file()
        assert held(there)["assets/2026.1/site.css"] == b"body{}"
    monkeypatch.undo()
    sent(tmp_path / "site", target)
    assert held(there) == held(tmp_path / "site")
    assert not list(there.rglob(".~tmp~"))


def test_faults_are_told_in_one_line(daemon: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(tmp_path / "site")
    port = free_port()
    for target, said in (
        (f"{daemon}/closed", "read only"),
        (f"{daemon}/none", "Unknown module 'none'"),
        (f"{daemon.replace('//', '//someone@')}/locked/a", "auth failed"),
        (f"rsync://127.0.0.1:{port}/open", "Connection refused"),
    ):
        assert main(["deploy", target, "--public", str(site), "--go", "--quiet"]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert len(told.err.splitlines()) == 1, told.err
        assert said in told.err


def test_a_full_disk_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "full"
    there.mkdir()
    if os.getuid() or os.system(f"mount -t tmpfs -o size=64k none {there} 2>/dev/null"):  # noqa: S605
        pytest.skip("this user may not mount a small disk")
    try:
        site = write_site(tmp_path / "site", more={"charts/large.svg": "x" * 200_000})
        assert main(["deploy", str(there), "--public", str(site), "--go", "--quiet"]) == 1
        told = capsys.readouterr().err
        assert len(told.splitlines()) == 1
        assert "No space left on device" in told
        assert not list(there.rglob("*.html"))
    finally:
        os.system(f"umount {there}")  # noqa: S605


def test_whoever_stops_it_is_told_that_it_goes_on(tmp_path: Path) -> None:
    site, there = write_site(tmp_path / "site"), tmp_path / "there"
    program = tmp_path / "bin" / "rsync"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/begun\nexec sleep 60\n")
    program.chmod(0o755)
    command = [sys.executable, "-m", "scripts", "deploy", str(there), "--public", str(site), "--go", "--quiet"]
    own = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    process = subprocess.Popen(command, env=own, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "begun").exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=20)
    assert process.returncode == 143
    assert error.splitlines() == ["Stopped. What was sent by then stays: run it again, and it goes on from there."]


def test_without_rsync_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HinderedError) as refused:
        sent(write_site(tmp_path / "site"), tmp_path / "there")
    assert refused.value.key == "deploy_no_program"
