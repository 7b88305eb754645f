"""Publications of a small package, killed at random moments: `python -m tests.kills COUNT [SEED]`.

Each try is a whole publication as `make publish` runs it, in a process of its own, which is killed (SIGKILL) at a
moment drawn over the time that one takes, so over all its stages. After each, the public folder must hold, byte for
byte, the old site or the new one. Then another publication begins at once, of a package that is refused: it must clear
away what the killed one has left. Every tenth time it is one that succeeds. The moments are drawn from the seed, so
that a run can be repeated as far as the machine allows. Prints what was found as JSON, and gives exit code 1 where
anything was wrong.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.cli import main as command
from scripts.model.manifest import MANIFEST
from scripts.verify.copies import of_folder
from scripts.verify.manifest import read_manifest
from tests.packages import write_package
from tests.projects import PARTS, project_in

BELONGS = frozenset((*PARTS, "sound", "broken", "public", ".public.before", "build", ".cache", "tmp"))
SEED = 20261129
EVERY = 10
"""Of so many tries one is followed by a publication that succeeds."""

ORPHANS = 30.0
"""Seconds after which programs that a killed run has started must have ended."""

SITES = ("https://one.example.org/", "https://other.example.org/")
"""Two sites that differ in every page."""

KILLED = "killed"


@dataclass(slots=True)
class Tries:
    """Tries in a project of their own. `hashes` are those of the two sites, `seconds` what a publication takes."""

    project: Path
    moments: random.Random
    hashes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    now: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Publish both sites, so that the cache is full and their hashes are known."""
        for site in (1, 0):
            begun = time.monotonic()
            if ended := self.publish(site):
                self.wrong.append(f"the first ended with {ended}")
            self.seconds = time.monotonic() - begun
            self.hashes.insert(0, self.public())

    def publish(self, site: int, after: float | None = None, package: str = "sound") -> str:
        """Publish in a process of its own, killed after so many seconds; give how it ended, '' for well."""
        child = os.fork()
        if child == 0:
            os.chdir(self.project)
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            words = ["publish", "--package", package, "--site-url", SITES[site], "--no-previous", "--quiet"]
            os._exit(command(words))
        end = time.monotonic() + after if after is not None else None
        while True:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                return str(code) if code else ""
            if end is not None and time.monotonic() >= end:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return KILLED
            time.sleep(0.005)

    def public(self) -> str:
        """Give the hash of the public site, or what is wrong with it."""
        problems = of_folder(self.project / "public")
        if problems:
            return f"{len(problems)} problems, {problems[0].file} {problems[0].code}"
        return read_manifest((self.project / "public" / MANIFEST).read_bytes()).hash

    def one(self, number: int) -> None:
        """Try once, and look at what is there after it."""
        new = 1 - self.now
        after = self.moments.uniform(0, self.seconds * 1.05)
        ended = self.publish(new, after)
        held = self.public()
        if held not in self.hashes:
            self.wrong.append(f"{number}: after {after:.2f} s public holds {held}")
        elif not ended and held != self.hashes[new]:
            self.wrong.append(f"{number}: it ended well, and the old site is public")
        elif held == self.hashes[new]:
            self.now = new
        self.ends[f"{ended or 'ended'}, {'new' if held == self.hashes[new] else 'old'}"] += 1
        self.next(number, new)

    def next(self, number: int, new: int) -> None:
        """Begin another publication at once: it must leave nothing of the one that was killed."""
        if number % EVERY == 0:
            begun = time.monotonic()
            if again := self.publish(1 - self.now):
                self.wrong.append(f"{number}: the next ended with {again}")
            self.seconds = time.monotonic() - begun  # a machine that others use too is slower at one time than another
            self.now = 1 - self.now
        elif self.publish(new, package="broken") != "1":
            self.wrong.append(f"{number}: what should be refused was not")
        if self.public() != self.hashes[self.now]:
            self.wrong.append(f"{number}: the next has left {self.public()}")
        if rest := list(self.rests()):
            self.wrong.append(f"{number}: left {rest}")

    def rests(self) -> Iterator[str]:
        """Give what is there and belongs to nothing, once the programs that a killed run has started have ended."""
        end = time.monotonic() + ORPHANS
        while running(self.project) and time.monotonic() < end:
            time.sleep(0.05)
        yield from (path.name for path in self.project.iterdir() if path.name not in BELONGS)
        yield from (f"build/{path.name}" for path in (self.project / "build").iterdir())
        before = self.project / ".public.before"
        if before.exists() and of_folder(before):
            yield ".public.before is not whole"


def running(project: Path) -> list[str]:
    """Give the processes that work in a project."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if (entry / "cwd").readlink() == project:
                    found.append(entry.name)
            except OSError:
                continue
    return found


def tried(count: int, seed: int, project: Path) -> Tries:
    """Try so many times in a project that is made here."""
    project_in(project)
    write_package(project / "sound")
    (write_package(project / "broken") / "data" / "series.csv").write_text("id\n", encoding="utf-8")
    tries = Tries(project, random.Random(seed))  # noqa: S311 - moments, not secrets
    tries.prepare()
    for number in range(1, count + 1):
        tries.one(number)
        if sys.stderr.isatty() or number % EVERY == 0:
            sys.stderr.write(f"{number} of {count}: {dict(tries.ends)}, wrong: {tries.wrong}\n")
    return tries


def main(arguments: Sequence[str]) -> int:
    """Print how the tries ended."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else SEED
    with tempfile.TemporaryDirectory() as folder:
        tries = tried(count, seed, Path(folder).resolve())
    sys.stdout.write(f"{json.dumps({'ends': tries.ends, 'seconds': tries.seconds, 'wrong': tries.wrong})}\n")
    return 1 if tries.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
