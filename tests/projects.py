"""Projects of tests' own: all that a publication reads beside the package, in another folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

PARTS: Final = (
    *("scripts", "site_templates", "docs", "tests", "requirements", "mkdocs.yml", "node_modules"),
    *("package-lock.json", "CITATION.cff", "LICENSE-DATA.md", "CHANGELOG.md"),
)
"""Everything of the project that a publication reads or runs."""


def project_in(folder: Path, *changed: str) -> Path:
    """Lay out the project in a folder: what is `changed` there as copies, the rest as links. Gives the folder."""
    here = Path.cwd()
    for name in PARTS:
        if name not in changed:
            (folder / name).symlink_to(here / name)
        elif (here / name).is_dir():
            shutil.copytree(here / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(here / name, folder / name)
    return folder
