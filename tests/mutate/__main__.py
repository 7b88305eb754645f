"""`python -m tests.mutate ROOM ...`: change a room's code in every small way that mutmut knows, and run its tests.

Prints for each room how many of the changes some test noticed, and writes those that none did to
`.cache/mutate/<room>.txt`. Ends with 1 where the share is below `WANTED`. Works on a copy; the checkout is not touched.
`--only PATTERN` limits the changes by the name of the mutated function, such as `scripts.summarise.carry.*`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

WANTED = 0.85
WORK = Path(".cache") / "mutate"
COPIED = ("scripts", "tests", "site_templates", "docs", "datapackage", "requirements")
FILES = ("mkdocs.yml", "package.json", "package-lock.json", "pyproject.toml", "CITATION.cff", "LICENSE-DATA.md")
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

SURVIVED, UNTESTED = 0, 33
"""Exit codes by which mutmut tells a change that no test noticed, and one that no test reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What came of the changes of one room, and the names of those that no test noticed."""

    room: str
    made: int
    unnoticed: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of changes that a test noticed; 1 where none was made."""
        return 1 - len(self.unnoticed) / self.made if self.made else 1.0


def score(room: str, folder: Path) -> Score:
    """Read what mutmut wrote below `folder`. Changes that it did not try are not counted."""
    codes: dict[str, int] = {}
    for path in sorted(folder.rglob("*.meta")):
        found = json.loads(path.read_bytes())["exit_code_by_key"]
        codes.update({name: code for name, code in found.items() if code is not None})
    unnoticed = tuple(name for name, code in codes.items() if code in (SURVIVED, UNTESTED))
    return Score(room=room, made=len(codes), unnoticed=unnoticed)


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


def mutate(room: str, only: str) -> Score:
    """Try the changes of one room."""
    folder = copy_of(room)
    command = [str(Path(sys.executable).with_name("mutmut")), "run", *([only] if only else [])]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    made = score(room, folder / "mutants")
    if not made.made:
        print(ended.stdout[-2000:], ended.stderr[-2000:], file=sys.stderr)  # noqa: T201
        raise SystemExit(f"{room}: mutmut tried nothing.")  # noqa: TRY003, EM102
    return made


def main() -> int:
    """Try the rooms that are asked for, or all, and give the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.mutate", description="Count what no test notices.")
    options.add_argument("rooms", nargs="*", metavar="ROOM", help=f"one of {', '.join(ROOMS)}; all where none is named")
    options.add_argument("--only", default="", metavar="PATTERN", help="names of changes to try")
    asked = options.parse_args()
    if unknown := [room for room in asked.rooms if room not in ROOMS]:
        options.error(f"there is no room '{unknown[0]}' to mutate; there are {', '.join(ROOMS)}")
    scores = [mutate(room, asked.only) for room in asked.rooms or ROOMS]
    for each in scores:
        (WORK / f"{each.room}.txt").write_text("\n".join([*each.unnoticed, ""]), encoding="utf-8")
        modules = Counter(name.rpartition(".")[0] for name in each.unnoticed)
        told = ", ".join(f"{module} {count}" for module, count in modules.most_common())
        print(f"{each.room}: {each.share:.1%} of {each.made} changes noticed. Unnoticed: {told or 'none'}.")  # noqa: T201
    return 0 if all(each.share >= WANTED for each in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
