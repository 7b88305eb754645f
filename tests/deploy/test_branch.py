"""Deploying to a branch of a bare repository on this machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.model.problems import HinderedError
from tests.deploy.made import held, sent, write_site


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    bare = tmp_path / "pages.git"
    git("init", "--quiet", "--bare", str(bare))
    git("config", "uploadpack.allowFilter", "true", folder=bare)
    return bare


def git(*arguments: str, folder: Path | None = None, given: str | None = None) -> str:
    where = (f"--git-dir={folder}",) if folder else ()
    own = ("-c", "user.name=Someone", "-c", "user.email=someone@example.org")
    ended = subprocess.run(["git", *where, *own, *arguments], capture_output=True, text=True, check=True, input=given)
    return ended.stdout.strip()


def there(repository: Path, folder: Path) -> dict[str, bytes]:
    """The files of the branch, as a host of pages takes them out."""
    subprocess.run(["git", "clone", "-q", "-b", "pages", str(repository), str(folder)], check=True)
    return {name: data for name, data in held(folder).items() if not name.startswith(".git/")}


def somebodys(repository: Path, name: str, branch: str = "pages") -> None:
    """A commit of somebody else on the branch, with one file."""
    blob = git("hash-object", "-w", "--stdin", folder=repository, given="example.org\n")
    old = git("ls-tree", branch, folder=repository) if git("branch", "--list", branch, folder=repository) else ""
    tree = git("mktree", folder=repository, given=f"{old}\n100644 blob {blob}\t{name}\n".lstrip())
    parent = ("-p", branch) if old else ()
    commit = git("commit-tree", tree, *parent, "-m", "By hand", folder=repository)
    git("update-ref", f"refs/heads/{branch}", commit, folder=repository)


def test_a_branch_gets_one_commit_for_a_release(repository: Path, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site"), f"git+file://{repository}#pages"
    assert sent(site, target, go=False).is_needed
    assert git("branch", folder=repository) == ""
    sent(site, target)
    assert there(repository, tmp_path / "one") == {**held(site), ".nojekyll": b""}
    assert git("log", "--format=%s|%an", "pages", folder=repository) == "Small site, release 2026.1|Small site"
    assert not sent(site, target).is_needed
    write_site(site, "2026.2")
    done = sent(site, target)
    assert done.difference.gone == ("assets/2026.1/site.css", "charts/only-2026.1/a.svg")
    assert there(repository, tmp_path / "two") == {**held(site), ".nojekyll": b""}
    log = git("log", "--format=%s", "pages", folder=repository).splitlines()
    assert log == ["Small site, release 2026.2", "Small site, release 2026.1"]
    assert not sent(site, target).is_needed
    assert len(git("log", "--format=%s", "pages", folder=repository).splitlines()) == 2


def test_what_the_host_keeps_on_the_branch_stays(repository: Path, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site"), f"git+file://{repository}#pages"
    sent(site, target)
    somebodys(repository, "CNAME")
    assert not sent(site, target).is_needed
    sent(write_site(site, "2026.2"), target)
    assert there(repository, tmp_path / "now")["CNAME"] == b"example.org\n"


def test_other_branches_stay(repository: Path, tmp_path: Path) -> None:
    somebodys(repository, "README.md", "main")
    before = git("rev-parse", "main", folder=repository)
    sent(write_site(tmp_path / "site"), f"git+file://{repository}#pages")
    assert git("rev-parse", "main", folder=repository) == before


def test_a_branch_of_something_else_is_refused(repository: Path, tmp_path: Path) -> None:
    somebodys(repository, "README.md", "main")
    with pytest.raises(HinderedError) as refused:
        sent(write_site(tmp_path / "site"), f"git+file://{repository}#main")
    assert (refused.value.key, refused.value.values["what"]) == ("deploy_strangers", "README.md")


def test_a_commit_that_came_in_between_is_not_lost(repository: Path, tmp_path: Path) -> None:
    site, target = write_site(tmp_path / "site"), f"git+file://{repository}#pages"
    sent(site, target)
    hook = repository / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho 'the branch is closed' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = git("rev-parse", "pages", folder=repository)
    with pytest.raises(HinderedError) as refused:
        sent(write_site(site, "2026.2"), target)
    assert "closed" in str(refused.value.values["reason"]) or "rejected" in str(refused.value.values["reason"])
    assert git("rev-parse", "pages", folder=repository) == before


def test_settings_of_a_person_change_no_byte(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[core]\nautocrlf = true\nexcludesFile = ~/ignored\n[commit]\ngpgsign = true\n")
    (home / "ignored").write_text("*.svg\n")
    monkeypatch.setenv("HOME", str(home))
    site = write_site(tmp_path / "site", more={"a.txt": "one\r\ntwo\r\n", ".gitignore": "*.css\n"})
    sent(site, f"git+file://{repository}#pages")
    monkeypatch.undo()
    assert there(repository, tmp_path / "out") == {**held(site), ".nojekyll": b""}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("git+file://{there}/none.git#pages", "does not appear to be a git repository"),
        ("git+file://{there}/pages.git#a..b", "git says"),
        ("git+https://someone:secret@127.0.0.1:{port}/a.git#pages", "127.0.0.1"),
    ],
)
def test_faults_are_told_in_one_line(
    target: str, said: str, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(tmp_path / "site")
    address = target.format(there=repository.parent, port=9)
    assert main(["deploy", address, "--public", str(site), "--go", "--quiet"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1, told.err
    assert said in told.err
    assert "secret" not in told.err
