"""Publications of a tiny site that are killed or stopped at every point.

Run as `python -m tests.release.tries WAY END FOLDER [rollback]`; WAY is `exchange` or `link`, END the signal; with
`rollback` it is that command which is killed. Each try is a process of its own, which sends itself the signal when the
interpreter tells for the nth time that it does something outside of itself (opens, renames, removes, locks, calls the
system). After it, the place must hold one whole site, and the next publication must succeed and leave nothing over.
Prints how the tries ended, and every finding, as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from scripts.model.problems import HinderedError
from scripts.release import place, publish, swap
from scripts.release.note import Note
from scripts.release.rollback import rollback
from scripts.release.signals import Stopped, stoppable
from scripts.validate.report import Report
from scripts.validate.validate import Checked

FILES = ("index.html", "a/index.html", "a/b/data.csv")
OUTSIDE = ("open", "os.", "fcntl.", "shutil.", "ctypes.dlsym", "tempfile.")
LIMIT = 2000
BEFORE = Path(".public.before")
"""The site that is kept beside the public one."""

KILLED = -1


class Silent:
    """Tells nothing."""

    def stage(self, _key: str) -> Callable[[], None]:
        """Begin nothing."""
        return lambda: None

    def note(self, note: Note) -> None:
        """Tell nothing."""


def site(folder: Path, edition: str) -> Path:
    """Write a whole site that says its edition everywhere."""
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(edition, encoding="utf-8")
    return folder


def editions(folder: Path) -> set[str]:
    """Give the editions of which there are files; '' for each that is not there."""
    return {(folder / name).read_text() if (folder / name).is_file() else "" for name in FILES}


def published(edition: str) -> int:
    """Publish a site without looking at it; give the exit code."""
    quick = {
        "check": lambda *_: Checked(report=Report(package="", problems=()), files={}),
        "build": lambda _plan, folder, *_: site(folder / "site", edition),
        "verify": lambda *_: (),
    }
    vars(publish).update(quick)
    try:
        with stoppable():
            publish.publish(publish.Plan(package=Path("package")), Silent())
    except Stopped as stopped:
        return stopped.code
    except HinderedError:
        return 1
    return 0


def rolled_back(_: str) -> int:
    """Bring back the site before; give the exit code."""
    try:
        with stoppable():
            rollback(Path("public"))
    except Stopped as stopped:
        return stopped.code
    except HinderedError:
        return 1
    return 0


def tried(edition: str, number: int, at: int, work: Callable[[str], int] = published) -> tuple[int, bool]:
    """Work in a process that gets a signal at a point; give how it ended, and whether it came to that point."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        left = at

        def watch(event: str, _: object) -> None:
            nonlocal left
            if event.startswith(OUTSIDE):
                left -= 1
                if left == 0:
                    os.write(writing, b"x")
                    os.kill(os.getpid(), number)

        if at:
            sys.addaudithook(watch)
        os._exit(work(edition))
    os.close(writing)
    _, status = os.waitpid(child, 0)
    came = bool(os.read(reading, 1))
    os.close(reading)
    return (KILLED if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)), came


def findings(number: int) -> tuple[Counter[str], list[str]]:
    """Try every point in turn. Give how the tries ended, and what was wrong after them."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    gc.freeze()
    tried("0", number, 0)
    before = "0"
    for at in range(1, LIMIT):
        code, came = tried(f"{at}", number, at)
        if not came:
            return ends, wrong
        now = editions(Path("public"))
        expected = {KILLED: ({before}, {f"{at}"}), 0: ({f"{at}"},)}.get(code, ({before},))
        ends[f"{code} {'old' if now == {before} else 'new'}"] += 1
        if now not in expected or code not in (KILLED, 0, 128 + number):
            wrong.append(f"at {at}: ended with {code}, public holds {sorted(now)} after {before}")
        if code != KILLED:
            before = next(iter(now))
            if rest := leftovers():
                wrong.append(f"at {at}: ended with {code} and left {rest}")
            continue
        again, _ = tried(before := f"{at} again", number, 0)
        if again or editions(Path("public")) != {before} or leftovers():
            wrong.append(f"at {at}: the next ended with {again}, {editions(Path('public'))}, left {leftovers()}")
    return ends, [*wrong, "it never ended"]


def findings_of_rollback(number: int) -> tuple[Counter[str], list[str]]:
    """Kill the command that brings back the site before, at every point in turn: both sites stay, and are whole."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    for edition in ("1", "2"):
        tried(edition, number, 0)
    now, before = {"2"}, {"1"}
    for at in range(1, LIMIT):
        code, came = tried("", number, at, rolled_back)
        if not came:
            return ends, wrong
        held = editions(Path("public"))
        ends[f"{code} {'old' if held == now else 'new'}"] += 1
        if held not in (now, before) or editions(BEFORE) not in (now, before):
            wrong.append(f"at {at}: ended with {code}, public holds {held}, before it {editions(BEFORE)}")
        tried("", number, 0, rolled_back)
        sites = (editions(Path("public")), editions(BEFORE))
        if sites not in ((now, before), (before, now)):
            wrong.append(f"at {at}: the next ended with {sites}, so that there is no way back or forward")
        tried("1", number, 0)
        tried("2", number, 0)
        if rest := leftovers():
            wrong.append(f"at {at}: left {rest}")
    return ends, [*wrong, "it never ended"]


def leftovers() -> list[str]:
    """Give what is there beside what belongs there: one site, and folders of workspaces and cache that are empty."""
    known = {"public", BEFORE.name, "public.sites", "package", "build", ".cache"}
    inside = [path for name in ("build", "public.sites") if Path(name).is_dir() for path in Path(name).iterdir()]
    kept = {Path("public").resolve(), BEFORE.resolve()}
    half = [BEFORE.name] if BEFORE.exists() and len(editions(BEFORE)) > 1 else []
    beside = sorted({path.name for path in Path().iterdir()} - known)
    return [*beside, *(path.name for path in inside if path.resolve() not in kept), *half]


def main(way: str, end: str, folder: str, what: str = "publish") -> None:
    """Print the findings."""
    os.chdir(folder)
    Path("package").mkdir()
    vars(os)["fsync"] = lambda _: None  # what is tried needs no disk
    if way == "link":
        for module in (place, swap):
            vars(module)["exchange"] = lambda *_: False
    look = findings if what == "publish" else findings_of_rollback
    ends, wrong = look(signal.Signals[end])
    sys.stdout.write(json.dumps({"ends": ends, "wrong": wrong}))


if __name__ == "__main__":
    main(*sys.argv[1:])
