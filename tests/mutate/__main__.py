"""`python -m tests.mutate ROOM ...`: change a room's code in every small way that mutmut knows, and run its tests.

Prints for each room how many of the changes some test noticed, and writes those that none did to
`.cache/mutate/<room>.txt`. Ends with 1 where the share is below `WANTED`. Works on a copy; the checkout is not touched.
`--only PATTERN` limits the changes by the name of the mutated function, such as `scripts.summarise.carry.*`;
`--sample N` tries N changes, evenly spread over all of the room, and says so: of a large room the score is then known
to a few per cent within minutes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
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
        f"tests/validate/test_{name}.py" for name in ("specimens", "meaning", "cells", "structure", "report")
    ),
    "verify": ("tests/verify",),
}
"""For each room, the tests that are to notice: its own, and those whose rules it shares."""

NOTHING = "no.such.change"
"""A name that no change has."""

SURVIVED, UNTESTED = 0, 33
"""Exit codes by which mutmut tells a change that no test noticed, and one that no test reaches."""


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


def codes_of(folder: Path) -> dict[str, int | None]:
    """Give what mutmut wrote below `folder`: for each change how its tests ended; None where it was not tried."""
    codes: dict[str, int | None] = {}
    for path in sorted(folder.rglob("*.meta")):
        codes.update(json.loads(path.read_bytes())["exit_code_by_key"])
    return codes


def score(room: str, codes: Mapping[str, int | None]) -> Score:
    """Count what came of the changes of a room."""
    tried = {name: code for name, code in codes.items() if code is not None}
    unnoticed = tuple(name for name, code in tried.items() if code in (SURVIVED, UNTESTED))
    return Score(room=room, made=len(codes), tried=len(tried), unnoticed=unnoticed)


def spread(names: Sequence[str], wanted: int) -> list[str]:
    """Give `wanted` of the names, evenly spread over their order; all, where they are no more than that."""
    if len(names) <= wanted:
        return list(names)
    return [names[place * len(names) // wanted] for place in range(wanted)]


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
    tests = "".join(f'"{path}", ' for path in ROOMS[room])
    also = "".join(f'"{name}", ' for name in (*COPIED, *FILES))
    settings = (
        f'\n[tool.mutmut]\nsource_paths = ["scripts/{room}/"]\n'
        f'pytest_add_cli_args_test_selection = [{tests}]\npytest_add_cli_args = ["-p", "no:randomly"]\n'
        f"also_copy = [{also}]\n"
    )
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return folder


def mutate(room: str, only: str, sample: int) -> Score:
    """Try the changes of one room: those that `only` names, or `sample` of them; all where neither is given."""
    folder = copy_of(room)
    chosen = [only] if only else []
    if sample:
        run_mutmut(folder, [NOTHING])  # writes the changes down and tries none
        names = [name for name in codes_of(folder / "mutants") if not only or fnmatch(name, only)]
        chosen = spread(names, sample)
    said = run_mutmut(folder, chosen)
    made = score(room, codes_of(folder / "mutants"))
    if not made.tried:
        print(said, file=sys.stderr)  # noqa: T201
        raise SystemExit(f"{room}: mutmut tried nothing.")  # noqa: TRY003, EM102
    return made


def run_mutmut(folder: Path, names: Sequence[str]) -> str:
    """Try the changes of these names, or all, and give the end of what mutmut says."""
    command = [str(Path(sys.executable).with_name("mutmut")), "run", *names]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return f"{ended.stdout[-2000:]}\n{ended.stderr[-2000:]}"


def main() -> int:
    """Try the rooms that are asked for, or all, and give the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.mutate", description="Count what no test notices.")
    options.add_argument("rooms", nargs="*", metavar="ROOM", help=f"one of {', '.join(ROOMS)}; all where none is named")
    options.add_argument("--only", default="", metavar="PATTERN", help="names of changes to try")
    options.add_argument("--sample", type=int, default=0, metavar="N", help="how many changes of each room to try")
    asked = options.parse_args()
    if unknown := [room for room in asked.rooms if room not in ROOMS]:
        options.error(f"there is no room '{unknown[0]}' to mutate; there are {', '.join(ROOMS)}")
    scores = [mutate(room, asked.only, asked.sample) for room in asked.rooms or ROOMS]
    for each in scores:
        (WORK / f"{each.room}.txt").write_text("\n".join([*each.unnoticed, ""]), encoding="utf-8")
        modules = Counter(name.rpartition(".")[0] for name in each.unnoticed)
        told = ", ".join(f"{module} {count}" for module, count in modules.most_common())
        of = f"{each.made}" if each.tried == each.made else f"a sample of {each.tried} of {each.made}"
        print(f"{each.room}: {each.share:.1%} of {of} changes noticed. Unnoticed: {told or 'none'}.")  # noqa: T201
    return 0 if all(each.share >= WANTED for each in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
