"""How long a publication takes beside a yardstick that anyone can run, in one run: `python -m tests.bench.ratios`.

The yardstick is plain `mkdocs build`: Material, no plugin but search, 1,200 Markdown pages with a table of 40 rows.
Then a copy of the committed package, of a release that is to come, is published: with nothing kept from earlier runs,
again with nothing changed, and once more with one cell of a table of observations changed. Each is a process of its
own. Told are seconds by the clock and of all processors together, and both as ratios; on a machine that others use too
only the second are worth comparing.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree

from scripts.release.publish import Plan, publish
from tests.packages import edit
from tests.release.tries import Silent

PACKAGE = Path("datapackage")
CELL = ("observations_anti-racism.nhri", "KEN")
"""The table and area of the cell that is changed: the newest of a policy, from which no other is derived."""

PAGES, ROWS = 1200, 40
STATUSES = {"yes": "partial", "partial": "no", "no": "yes"}


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that something took: by the clock, and of all processors together."""

    clock: float
    processor: float


def measured(command: Sequence[str]) -> Taken:
    """Run a program to its end. Raises CalledProcessError when it ends badly."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - start, spent)


def yardstick(folder: Path) -> list[str]:
    """Write the yardstick's project and give the command that builds it."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    for page in range(PAGES):
        rows = "\n".join(
            f"| Area {row} | {page * 7 + row} | {2000 + row % 25} | source {row % 7} |" for row in range(ROWS)
        )
        text = f"# Page {page}\n\nA sentence.\n\n| Area | Value | Year | Source |\n|---|---|---|---|\n{rows}\n"
        (docs / f"page-{page:04d}.md").write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text("site_name: Yardstick\ntheme:\n  name: material\nplugins:\n  - search\n", encoding="utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]


def to_come(folder: Path) -> Path:
    """Copy the package as a release that is to come: one that is frozen may not change."""
    copytree(PACKAGE, folder)
    path = folder / "datapackage.json"
    held = path.read_text(encoding="utf-8")
    version = json.loads(held)["version"]
    year, number = re.fullmatch(r"(\d+)\.(\d+).*", version).groups()  # type: ignore[union-attr]
    path.write_text(
        held.replace(f'"version": "{version}"', f'"version": "{year}.{int(number) + 1}"', 1), encoding="utf-8"
    )
    return folder


def with_another_cell(data: bytes) -> bytes:
    """Give a table of statuses with another one in the last row of the area."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    area, value = rows[0].index("ref_area"), rows[0].index("obs_value")
    row = [row for row in rows if row[area] == CELL[1]][-1]
    row[value] = STATUSES[row[value]]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def published(package: Path, folder: Path) -> list[str]:
    """Give the command that publishes a package into `folder`, with what earlier runs have kept there."""
    return [sys.executable, "-m", "tests.bench.ratios", str(package), str(folder)]


def main(arguments: Sequence[str]) -> int:
    """Tell the ratios; with a package and a folder, publish that."""
    if arguments:
        package, folder = map(Path, arguments)
        plan = Plan(package=package, public=folder / "public", cache=folder / "cache" / "charts", keep=False)
        plan.cache.mkdir(parents=True, exist_ok=True)
        return 1 if publish(replace(plan, workspace=folder / "build"), Silent()) else 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = to_come(folder / "package")
        by = measured(yardstick(folder / "yardstick"))
        _tell("yardstick", by, by)
        for label, prepare in _tries(package):
            prepare()
            _tell(label, measured(published(package, folder)), by)
    return 0


def _tries(package: Path) -> list[tuple[str, Callable[[], None]]]:
    return [
        ("cold", lambda: None),
        ("nothing changed", lambda: None),
        ("one cell changed", lambda: edit(package, f"data/{CELL[0]}.csv", with_another_cell)),
    ]


def _tell(label: str, taken: Taken, by: Taken) -> None:
    sys.stdout.write(
        f"{label:<20}{taken.clock:>8.1f} s{taken.clock / by.clock:>7.2f} times"
        f"{taken.processor:>10.1f} s of processors{taken.processor / by.processor:>7.2f} times\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
