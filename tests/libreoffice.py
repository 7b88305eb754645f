"""LibreOffice opens a file as a double click does, and says what it made of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl

from tests.deploy.made import needed

PATIENCE = 120
"""Seconds after which LibreOffice is given up."""


def reopened(path: Path, folder: Path, *options: str) -> Any:
    """Let LibreOffice open a file and save it as a workbook in `folder`, and give that.

    It has a profile of its own there, so that several tests may run at once.
    """
    program = shutil.which("soffice")
    needed(bool(program), "LibreOffice")
    profile, out = f"-env:UserInstallation=file://{folder}/profile", folder / "opened"
    command = [str(program), "--headless", profile, *options, "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return openpyxl.load_workbook(out / f"{path.stem}.xlsx")
