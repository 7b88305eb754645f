"""What is installed is known by the content of lock files, and a failed install leaves what was there."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.setup import NpmShare, PythonShare, SetupError, install_npm, install_python, main, run

NPM = NpmShare("npm", Path())
PYTHON = PythonShare("build", Path(".venv"))


@dataclass
class Installers:
    """Stand in for pip, venv and npm: write what they would, or fail."""

    calls: list[Sequence[str]] = field(default_factory=list)
    seen: list[Mapping[str, str]] = field(default_factory=list)
    failing: bool = False

    def __call__(self, command: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> str:
        """Do what the installer named by the command would."""
        self.calls.append(command)
        self.seen.append(surroundings)
        if self.failing:
            what = "npm failed with exit code 1."
            raise SetupError(what, "npm error network")
        if command[0].endswith("npm"):
            (folder / "node_modules" / "vega").mkdir(parents=True)
        else:
            (Path(command[-1]) if "venv" in command else Path(".venv")).mkdir(exist_ok=True)
        return ""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "build.lock").write_text("pandas==2.0\n", encoding="utf-8")
    return tmp_path


def test_a_touched_lock_file_installs_nothing(project: Path) -> None:
    npm = Installers()
    install_npm(NPM, npm)
    os.utime(project / "package-lock.json")
    install_npm(NPM, npm)
    assert len(npm.calls) == 1
    assert (project / "node_modules" / "vega").is_dir()


def test_another_content_installs_anew(project: Path) -> None:
    npm = Installers()
    install_npm(NPM, npm)
    (project / "package-lock.json").write_text('{"packages": {}}', encoding="utf-8")
    install_npm(NPM, npm)
    assert len(npm.calls) == 2


def test_a_failed_download_leaves_the_old_packages(project: Path) -> None:
    install_npm(NPM, Installers())
    (project / "package-lock.json").write_text('{"packages": {}}', encoding="utf-8")
    with pytest.raises(SetupError) as failed:
        install_npm(NPM, Installers(failing=True))
    assert failed.value.said == "npm error network"
    assert (project / "node_modules" / "vega").is_dir()
    again = Installers()
    install_npm(NPM, again)
    assert len(again.calls) == 1, "what failed is tried again"


def test_options_for_node_programs_do_not_reach_npm_but_a_proxy_does(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--require ./other.js")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    npm = Installers()
    install_npm(NPM, npm)
    assert "NODE_OPTIONS" not in npm.seen[0]
    assert npm.seen[0]["HTTPS_PROXY"] == "http://proxy.example:3128"
    assert project.is_dir()


def test_python_packages_are_installed_once_with_their_hashes(project: Path) -> None:
    pip = Installers()
    install_python(PYTHON, pip)
    os.utime(project / "requirements" / "build.lock")
    install_python(PYTHON, pip)
    made, installed = pip.calls
    assert "venv" in made
    assert "--require-hashes" in installed


def test_an_environment_that_was_moved_is_made_anew(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_python(PYTHON, Installers())
    moved = tmp_path.with_name(f"{tmp_path.name}-moved")
    project.rename(moved)
    monkeypatch.chdir(moved)
    pip = Installers()
    install_python(PYTHON, pip)
    assert any("--clear" in call for call in pip.calls)


def test_the_environment_of_another_folder_is_never_emptied(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / ".venv"
    other.mkdir(parents=True)
    (project / ".venv").symlink_to(other)
    pip = Installers()
    with pytest.raises(SetupError, match="remove the link"):
        install_python(PYTHON, pip)
    assert pip.calls == []


def test_what_an_installer_says_is_passed_on() -> None:
    with pytest.raises(SetupError) as failed:
        run(["sh", "-c", "echo 'npm error code ECONNREFUSED' >&2; exit 7"], Path(), os.environ)
    assert "ECONNREFUSED" in failed.value.said
    assert str(failed.value) == "sh failed with exit code 7."


def test_an_unknown_share_is_told_in_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["biuld"]) == 2
    assert (
        capsys.readouterr().err == "There is no share 'biuld'; "
        "there are build, ingest, deploy, sign, test, formats, mcp, mutate, spark, upkeep, s3-server, sdmx, npm, "
        "npm-test, npm-audit.\n"
    )
    assert not (project / ".venv").exists()


def test_environments_are_made_beside_each_other_and_a_failure_of_one_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits until the other has begun; in one environment all come in their order."""
    both, installed = threading.Barrier(2), []

    def install(share: PythonShare, _: object) -> None:
        if share.name in ("build", "sdmx"):
            both.wait(timeout=20)
        if share.name == "sdmx":
            what = "pip failed with exit code 1."
            raise SetupError(what, "no such package")
        installed.append(share.name)

    monkeypatch.setattr("scripts.setup.install_python", install)
    monkeypatch.setattr("scripts.setup.install_npm", lambda share, _: installed.append(share.name))
    assert main(["build", "npm", "sdmx", "test"]) == 1
    assert installed == ["build", "npm", "test"]
    assert capsys.readouterr().err.splitlines() == [
        "no such package",
        "pip failed with exit code 1. What was installed before is as it was.",
    ]
