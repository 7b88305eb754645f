"""Measures how large tables are validated and summed: rows against seconds and memory.

python -m tests.bench.large 1000000 3000000 10000000
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from scripts.package.read import NAME
from scripts.start.origin import SOURCE
from tests.bench.made import HEAD, Size, made

AREAS = 1_000
LAST_DAY = date(2023, 12, 31)


def write_large(folder: Path, rows: int) -> Path:
    """Write a package of one series by day: its rows are written as they are made, and never held together."""
    days = [(LAST_DAY - timedelta(n)).isoformat() for n in reversed(range(rows // AREAS))]
    size = Size(areas=AREAS, indicators=1, periods=1 + int(days[-1][:4]) - int(days[0][:4]))
    files = made(size)
    (path,) = (path for path in files if path.startswith("data/observations_"))
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    with (folder / path).open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for code in size.codes:
            file.writelines(_rows(code, days))
    _describe(folder, path)
    return folder


def _describe(folder: Path, path: str) -> None:
    """Put size and hash of a file into the descriptor."""
    given = json.loads((folder / NAME).read_bytes())
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for resource_ in given["resources"]:
        if resource_["path"] == path:
            resource_ |= {"bytes": (folder / path).stat().st_size, "hash": f"sha256:{digest}"}
    (folder / NAME).write_text(json.dumps(given), encoding="utf-8")


def _rows(code: str, days: list[str]) -> Iterator[str]:
    start = sum(map(ord, code))
    for number, day in enumerate(days):
        yield f"{code},{day},{(start * 7919 + number * 104_729) % 9_973},A,{SOURCE},\n"


def main() -> None:
    """Tell seconds and peak memory of each command for each number of rows, by each engine that may be asked."""
    for rows in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            package = write_large(Path(folder), rows)
            for engine in ("pandas", "duckdb") if rows < 1_000_000 else ("duckdb",):
                for command in (["validate", "--no-previous", "--quiet"], ["sums", "--quiet"]):
                    _measure(rows, engine, [*command, "--engine", engine, str(package)])


def _measure(rows: int, engine: str, arguments: list[str]) -> None:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    program = (
        f"import resource, sys; from scripts.cli import main; code = main({arguments!r}); "
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)); sys.exit(code)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = int(ended.stderr.split()[-1]) / 1024
    told = f"{rows:>12,} {engine:<8}{arguments[0]:<10}{seconds:>8.1f} s {used:>8.1f} s of processors {peak:>7.0f} MB"
    sys.stdout.write(f"{told}  exit {ended.returncode}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
