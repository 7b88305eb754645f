"""`python -m tests.mutate ROOM ...`: change a room's code in every small way that mutmut knows, and run its tests.

Prints for each room how many of the changes some test noticed, and writes those that none did to
`.cache/mutate/<room>.txt`. Ends with 1 where the share is below `WANTED`. Works on a copy; the checkout is not touched.
`--only PATTERN` limits the changes by the name of the mutated function, such as `scripts.summarise.carry.*`;
`--sample N` tries N changes, drawn from all of the room, and says so; `--seed` draws others. Each is told in
`.cache/mutate/<room>/tried.jsonl` as soon as it was tried. How tests are chosen for a change is said in `warm.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

WANTED = 0.85
WORK = Path(".cache") / "mutate"
COPIED = ("scripts", "tests", "site_templates", "docs", "datapackage", "requirements")
FILES = (
    "mkdocs.yml",
    "package.json",
    "package-lock.json",
    "pyproject.toml",
    "CITATION.cff",
    "LICENSE-DATA.md",
    "CHANGELOG.md",
)
LINKED = ("node_modules",)
ROOMS = {
    "summarise": ("tests/summarise",),
    "sentences": ("tests/sentences",),
    "validate": tuple(
        f"tests/validate/test_{name}.py"
        for name in (
            *("specimens", "meaning", "cells", "structure", "report", "kinds", "misplaced", "days", "index"),
            *("areas", "places", "letters", "causes", "described", "spoken", "check"),
        )
    ),
    "verify": ("tests/verify",),
}
"""For each room, the tests that are to notice: its own, and those whose rules it shares."""

TRIED = "tried.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many changes of one room there are and were tried, and the names of those that no test noticed."""

    room: str
    made: int
    tried: int
    unnoticed: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the changes that were tried that a test noticed; 1 where none was."""
        return 1 - len(self.unnoticed) / self.tried if self.tried else 1.0


def score(room: str, made: int, tried: str) -> Score:
    """Count what came of the changes of a room: of so many that there are, those with a line of JSON in `tried`."""
    told = [json.loads(line) for line in tried.splitlines()]
    unnoticed = tuple(each["name"] for each in told if each["noticed"] is None)
    return Score(room=room, made=made, tried=len(told), unnoticed=unnoticed)


def drawn(names: Sequence[str], wanted: int, seed: int) -> list[str]:
    """Give `wanted` of the names as the seed draws them; all, where they are no more than that."""
    return random.Random(seed).sample(names, min(wanted, len(names)))  # noqa: S311


def copy_of(room: str) -> Path:
    """Lay out a copy of the project for one room, and give its folder."""
    folder = WORK / room
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        shutil.copytree(name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in FILES:
        shutil.copy(name, folder)
    for name in LINKED:
        (folder / name).symlink_to(Path(name).resolve())
    return folder


def written(folder: Path, room: str) -> list[str]:
    """Write every change into the modules of a room of the copy, and give their names."""
    changed = import_module("mutmut.mutation.file_mutation").mutate_file_contents
    named = import_module("mutmut.utils.format_utils").get_mutant_name
    names: list[str] = []
    with chdir(folder):  # where mutmut looks for its settings, and below which it names modules
        with Path("pyproject.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[tool.mutmut]\nsource_paths = ["scripts/{room}/"]\n')
        for path in sorted(Path("scripts", room).rglob("*.py")):
            made = changed(str(path), path.read_text(encoding="utf-8"))
            path.write_text(made.code, encoding="utf-8")
            names.extend(named(path, name) for name in made.mutant_names)
    return names


def mutate(room: str, only: str, sample: int, seed: int) -> Score:
    """Try the changes of one room: those that `only` names, and `sample` of them; all where neither is given."""
    folder = copy_of(room)
    made = written(folder, room)
    names = [name for name in made if not only or fnmatch(name, only)]
    (folder / "names").write_text("\n".join(drawn(names, sample or len(names), seed)), encoding="utf-8")
    ended = subprocess.run([sys.executable, "-m", "tests.mutate.room", *ROOMS[room]], cwd=folder, check=False)
    tried = folder / TRIED
    if ended.returncode or not tried.is_file():
        raise SystemExit(f"{room}: nothing was tried, or not to the end. See what pytest says above.")  # noqa: TRY003, EM102
    return score(room, len(made), tried.read_text(encoding="utf-8"))


def main() -> int:
    """Try the rooms that are asked for, or all, and give the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.mutate", description="Count what no test notices.")
    options.add_argument("rooms", nargs="*", metavar="ROOM", help=f"one of {', '.join(ROOMS)}; all where none is named")
    options.add_argument("--only", default="", metavar="PATTERN", help="names of changes to try")
    options.add_argument("--sample", type=int, default=0, metavar="N", help="how many changes of each room to try")
    options.add_argument("--seed", type=int, default=1, help="by which the sample is drawn")
    asked = options.parse_args()
    if unknown := [room for room in asked.rooms if room not in ROOMS]:
        options.error(f"there is no room '{unknown[0]}' to mutate; there are {', '.join(ROOMS)}")
    scores = [mutate(room, asked.only, asked.sample, asked.seed) for room in asked.rooms or ROOMS]
    for each in scores:
        (WORK / f"{each.room}.txt").write_text("\n".join([*each.unnoticed, ""]), encoding="utf-8")
        modules = Counter(name.rpartition(".")[0] for name in each.unnoticed)
        told = ", ".join(f"{module} {count}" for module, count in modules.most_common())
        of = f"{each.made}" if each.tried == each.made else f"a sample of {each.tried} of {each.made}"
        print(f"{each.room}: {each.share:.1%} of {of} changes noticed. Unnoticed: {told or 'none'}.")  # noqa: T201
    return 0 if all(each.share >= WANTED for each in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
