"""`python -m scripts.audit`: reports on every package of the lock files, and writes the bills of materials.

Exit code 1 where a vulnerability is known or a licence does not fit, else 0. What could not be asked is said. Of all
that the program does, this alone asks the registries and the clock: it makes nothing that is published.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from scripts.audit.age import QUIET_YEARS, Ages, ages
from scripts.audit.packages import Package, is_free, npm_packages, python_packages
from scripts.audit.vulnerabilities import Known, of_npm_audit, of_pip_audit
from scripts.setup import NPM, PYTHON, UPKEEP, VENV

FOLDER = Path("audit")
LOCKS = tuple(share.lock for share in PYTHON.values() if share.venv == VENV)
NPM_FOLDERS = tuple(share.folder for share in NPM.values())


class NotWrittenError(Exception):
    """A bill of materials could not be written."""

    def __init__(self, path: Path, said: str) -> None:
        super().__init__(f"{path}: not written. {said.strip()}")


def ended(command: Sequence[str | Path], folder: Path = Path()) -> subprocess.CompletedProcess[str]:
    """Run a tool with the user's own settings, which say how registries are reached."""
    path = os.pathsep.join([str(Path.cwd() / VENV / "bin"), os.environ.get("PATH", "")])
    return subprocess.run(  # noqa: S603 - the tools of the lock files
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )


def vulnerabilities() -> list[Known]:
    """Ask pip-audit of the Python lock files, and npm of its own."""
    python: list[str | Path] = [UPKEEP / "bin" / "pip-audit", "--disable-pip", "--no-deps", "--format", "json"]
    made = ended([*python, *(word for lock in LOCKS for word in ("-r", lock))])
    known = [of_pip_audit(made.stdout, made.stderr)]
    for folder in NPM_FOLDERS:
        made = ended(["npm", "audit", "--json"], folder)
        known.append(of_npm_audit(made.stdout, made.stderr))
    return known


def write_materials() -> list[Path]:
    """Write a CycloneDX bill of materials for the Python environment and for each folder of npm packages."""
    FOLDER.mkdir(exist_ok=True)
    python = FOLDER / "python.cdx.json"
    command: list[str | Path] = [
        UPKEEP / "bin" / "cyclonedx-py",
        "environment",
        "--output-reproducible",
        "-o",
        python,
        VENV,
    ]
    made = [(python, ended(command))]
    for share in NPM.values():
        path = FOLDER / f"{share.name}.cdx.json"
        result = ended(["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], share.folder)
        path.write_text(result.stdout, encoding="utf-8")
        made.append((path, result))
    for path, result in made:
        if result.returncode or not path.is_file() or "components" not in json.loads(path.read_bytes()):
            raise NotWrittenError(path, result.stderr)
    return [path for path, _ in made]


def registries() -> dict[str, str]:
    """Give the addresses at which pip and npm ask, from their own settings."""
    pip = ended([VENV / "bin" / "python", "-m", "pip", "config", "get", "global.index-url"]).stdout.strip()
    if not pip:  # pip has no public name for its default
        code = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
        pip = ended([VENV / "bin" / "python", "-c", code]).stdout.strip()
    npm = ended(["npm", "config", "get", "registry"]).stdout.strip()
    return {"python": pip.rstrip("/"), "npm": npm.rstrip("/")}


def report(known: Sequence[Known], packages: Sequence[Package], told: Ages, today: date) -> tuple[list[str], bool]:
    """Give the lines of the report, and whether all is well."""
    lines = []
    for each in known:
        lines.append(f"{each.tool}: {each.asked} packages asked, {len(each.found)} known vulnerabilities.")
        lines += [f"  {fault}" for fault in each.found]
        if each.unasked:
            lines.append(f"  NOT ASKED, so nothing is known of: {', '.join(each.unasked)}")
    quiet = told.quiet(today)
    lines.append(f"Without a release for {QUIET_YEARS} years: {len(quiet)} of {len(packages)} packages.")
    lines += [f"  {day} {package.registry} {package.name}" for day, package in quiet]
    if told.unknown:
        lines.append(f"  NOT TOLD by the registry: {', '.join(package.name for package in told.unknown)}")
    unfit = [package for package in packages if package.licence and not is_free(package.licence)]
    unstated = [package.name for package in packages if not package.licence]
    lines.append(f"Licences to look at: {len(unfit)} of {len(packages)} packages.")
    lines += [f"  {package.registry} {package.name}: {package.licence}" for package in unfit]
    if unstated:
        lines.append(f"  NOT STATED in a form that can be read: {', '.join(unstated)}")
    return lines, not unfit and not any(each.found for each in known)


def main() -> int:
    """Report, and give the exit code."""
    packages = [*python_packages(LOCKS), *npm_packages(folder / "package-lock.json" for folder in NPM_FOLDERS)]
    lines, well = report(vulnerabilities(), packages, ages(packages, registries()), datetime.now(UTC).date())
    try:
        written = write_materials()
    except NotWrittenError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print("\n".join([*lines, f"Bills of materials: {', '.join(map(str, written))}."]))  # noqa: T201
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
