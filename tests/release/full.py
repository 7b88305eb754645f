"""Publications on a disk that is too small: `python -m tests.release.full FOLDER ROOM …`, as root in its own mounts.

The project is on a file system in memory. Its size is set so that there is so much room (a share of what one
publication writes) beside the public site; the publication must end with one line, and leave the last site and nothing
else. With room again the next one succeeds. Prints what was wrong as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.verify.copies import of_folder
from tests.kills import BELONGS, SITES
from tests.packages import write_package
from tests.projects import project_in

PLENTY = "4g"


def sized(folder: Path, size: str) -> None:
    """Give the file system another size."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


def published(project: Path, site: str) -> tuple[int, list[str]]:
    """Publish, and give the exit code and the lines of errors."""
    words = ["publish", "--package", "sound", "--site-url", site, "--no-previous", "--quiet"]
    ended = subprocess.run(
        [sys.executable, "-m", "scripts", *words],
        cwd=project,
        env={**os.environ, "TMPDIR": str(project / "tmp")},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stderr.splitlines()


def tried(project: Path, share: float, writes: int) -> list[str]:
    """Publish with too little room and then with enough; give what was wrong."""
    wrong = []
    used = shutil.disk_usage(project).used
    sized(project, str(used + int(writes * share)))
    code, lines = published(project, SITES[1])
    if code != 1 or any("Traceback" in line for line in lines) or len(lines) > MOST:
        wrong.append(f"{share}: ended with {code}: {lines}")
    sized(project, PLENTY)
    wrong += [f"{share}: {problem.file} {problem.code}" for problem in of_folder(project / "public")[:3]]
    if SITES[0] not in (project / "public" / "index.html").read_text(encoding="utf-8"):
        wrong.append(f"{share}: another site is public")
    wrong += left(project, share)
    shutil.rmtree(project / ".cache" / "published", ignore_errors=True)  # or nothing would be made again
    if (again := published(project, SITES[0]))[0]:
        wrong.append(f"{share}: with room it ended with {again}")
    return [*wrong, *left(project, share)]


MOST = 3
"""Lines that are told at most, the one on what it is compared with among them."""


def left(project: Path, share: float) -> list[str]:
    """Give what is there and belongs to nothing."""
    names = [path.name for path in project.iterdir() if path.name not in BELONGS]
    return [f"{share}: left {name}" for name in [*names, *(path.name for path in (project / "build").iterdir())]]


def main(folder: str, *shares: str) -> None:
    """Print what was wrong."""
    project = Path(folder)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={PLENTY}", "none", str(project)], check=True)
    project_in(project)
    (project / "tmp").mkdir()
    write_package(project / "sound")
    first = published(project, SITES[0])
    wrong = [f"the first ended with {first}"] if first[0] else []
    size = sum(path.stat().st_size for path in (project / "public").rglob("*") if path.is_file())
    for share in shares:
        wrong += tried(project, float(share), size)
    sys.stdout.write(json.dumps(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
