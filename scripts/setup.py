"""Installs what the lock files name: Python packages into `.venv`, npm packages into a `node_modules`.

`python3 -m scripts.setup SHARE ...` needs the standard library alone, since it runs before anything is installed. What
was installed is known by the content of the lock files, not by their time: a checkout or a `touch` installs nothing.
npm packages are installed aside and then exchanged, so that a failed download leaves the old ones in place.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

VENV = Path(".venv")
UPKEEP = Path(".cache") / "upkeep"
"""Environment of the tools that choose and audit versions: they may not decide what the site is built with."""

S3_SERVER = Path(".cache") / "s3-server"
"""Environment of the server that tests deploy to: it needs other versions than the site is built with."""

SDMX = Path(".cache") / "sdmx"
"""Environment of the readers of SDMX, Croissant and Parquet that tests ask: pyarrow changes how pandas holds text."""

LOCK = Path(".cache") / "setup.lock"
REQUIREMENTS = Path("requirements")
NPM_FILES = ("package.json", "package-lock.json")
NPM_SETTINGS = Path(".npmrc")
BASE = "base"
"""Name of the share that is the environment itself."""


class SetupError(Exception):
    """An installer failed. `said` is what it printed."""

    def __init__(self, what: str, said: str) -> None:
        super().__init__(what)
        self.said = said


@dataclass(frozen=True)
class PythonShare:
    """The Python packages of one lock file, in one environment."""

    name: str
    venv: Path

    @property
    def lock(self) -> Path:
        """The lock file."""
        return REQUIREMENTS / f"{self.name}.lock"


@dataclass(frozen=True)
class NpmShare:
    """The npm packages of one folder, which has a `package.json` and its lock file."""

    name: str
    folder: Path


IN_VENV = ("build", "ingest", "deploy", "sign", "test", "formats", "mcp", "mutate", "spark")
PYTHON = {name: PythonShare(name, VENV) for name in IN_VENV}
PYTHON["upkeep"] = PythonShare("upkeep", UPKEEP)
PYTHON["s3-server"] = PythonShare("s3-server", S3_SERVER)
PYTHON["sdmx"] = PythonShare("sdmx", SDMX)
NPM_SHARES = (
    NpmShare("npm", Path()),
    NpmShare("npm-test", Path("tests") / "browser"),
    NpmShare("npm-audit", Path("tests") / "audit"),
)
NPM = {share.name: share for share in NPM_SHARES}

Run = Callable[[Sequence[str], Path, Mapping[str, str]], str]


def main(names: Sequence[str]) -> int:
    """Install the shares named, and give the exit code: 0 done, 1 an installer failed, 2 no such share."""
    unknown = [name for name in names if name not in {**PYTHON, **NPM}]
    if unknown:
        _say(f"There is no share '{unknown[0]}'; there are {', '.join([*PYTHON, *NPM])}.")
        return 2
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as held:
        _wait_for(held)
        try:
            _install(names)
        except SetupError as error:
            _say(error.said.rstrip())
            _say(f"{error} What was installed before is as it was.")
            return 1
    return 0


def _install(names: Iterable[str]) -> None:
    """Install shares in their order, those of further environments beside those of the first.

    Raises SetupError when an installer failed, once all have ended.
    """
    groups: dict[Path, list[str]] = {}
    for name in names:
        groups.setdefault(PYTHON[name].venv if name in PYTHON else VENV, []).append(name)
    with ThreadPoolExecutor(max(1, len(groups))) as installers:
        ended = [installers.submit(_in_order, group) for group in groups.values()]
    for each in ended:
        each.result()


def _in_order(names: Iterable[str]) -> None:
    for name in names:
        if name in PYTHON:
            install_python(PYTHON[name], run)
        else:
            install_npm(NPM[name], run)


def _wait_for(held: TextIO) -> None:
    """Wait until no other setup of this folder is at work."""
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        _say("Another setup of this folder is at work; waiting for it …")
        fcntl.flock(held, fcntl.LOCK_EX)


def install_python(share: PythonShare, runner: Run) -> None:
    """Install a lock file's packages, unless they are installed. Raises SetupError when pip fails."""
    _make_environment(share.venv, runner)
    stamp = share.venv / f".{share.name}"
    wanted = digest([share.lock], "")
    if _content(stamp) == wanted:
        return
    _say(f"Setting up the Python packages of {share.lock} in {share.venv} (once) …")
    python = str(Path.cwd() / share.venv / "bin" / "python")
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    # each lock holds all that its packages need, of what the other locks hold too in the same version
    said = runner([*command, "-r", str(share.lock)], Path.cwd(), os.environ)
    _say(said.rstrip())
    stamp.write_text(wanted, encoding="ascii")


def _make_environment(venv: Path, runner: Run) -> None:
    """Make an environment, anew where another Python or another place made it: its programs name both.

    Raises SetupError rather than empty the environment of another folder, to which a link leads.
    """
    stamp = venv / f".{BASE}"
    wanted = digest([], f"{sys.version} {Path.cwd() / venv}")
    if _content(stamp) != wanted:
        if venv.is_symlink() and venv.exists():
            what = f"{venv} is a link to {venv.resolve()}, which another folder made: remove the link."
            raise SetupError(what, "")
        runner([sys.executable, "-m", "venv", "--clear", str(venv)], Path.cwd(), os.environ)
        stamp.write_text(wanted, encoding="ascii")


def install_npm(share: NpmShare, runner: Run) -> None:
    """Install a folder's npm packages, unless they are installed. Raises SetupError when npm fails."""
    modules = share.folder / "node_modules"
    stamp = modules / ".installed"
    wanted = digest([*(share.folder / name for name in NPM_FILES), NPM_SETTINGS], "")
    if _content(stamp) == wanted:
        return
    _say(f"Setting up the npm packages of {share.folder / NPM_FILES[1]} (once) …")
    aside = Path(".cache") / share.name
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for file in (*(share.folder / name for name in NPM_FILES), NPM_SETTINGS):
        shutil.copy(file, aside)
    tools = str(Path.cwd() / VENV / "bin")
    # a proxy or a registry that the user set is respected; options for Node programs are not
    surroundings = {name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"}
    surroundings["PATH"] = os.pathsep.join([tools, surroundings.get("PATH", "")])
    runner([f"{tools}/npm", "ci", "--ignore-scripts", "--loglevel=error"], aside, surroundings)
    shutil.rmtree(modules, ignore_errors=True)
    (aside / "node_modules").rename(modules)
    shutil.rmtree(aside)
    stamp.write_text(wanted, encoding="ascii")


def run(command: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> str:
    """Run an installer and give what it says of warnings. Raises SetupError when it fails."""
    ended = subprocess.run(  # noqa: S603 - the commands of this module
        command, cwd=folder, env=dict(surroundings), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        name = Path(command[0]).name if "-m" not in command else command[command.index("-m") + 1]
        what = f"{name} failed with exit code {ended.returncode}."
        raise SetupError(what, f"{ended.stdout}{ended.stderr}")
    return ended.stderr


def digest(files: Iterable[Path], more: str) -> str:
    """Give a hash of the content of files and of a text."""
    made = hashlib.sha256(more.encode())
    for file in files:
        made.update(file.read_bytes())
    return made.hexdigest()


def _content(stamp: Path) -> str:
    return stamp.read_text(encoding="ascii", errors="replace") if stamp.is_file() else ""


def _say(line: str) -> None:
    if line:
        print(line, file=sys.stderr)  # noqa: T201 - what a person reads


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
