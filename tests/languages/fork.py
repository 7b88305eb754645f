"""A copy of the project to which a second language was added, as CONTRIBUTING says, and a small package in both.

The language is made up: French as far as numbers and plurals go, with every text of the English locale file in other
letters, so that a text that was not translated is seen at once.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

SECOND: Final = "fr"
ACCENTED: Final = str.maketrans("aeiouAEIOU", "âéîôûÂÉÎÔÛ")
KEPT: Final = re.compile(r"(\{[^{}]*\})")
COPIED: Final = (
    "scripts",
    "site_templates",
    "docs/en",
    "tests/spec",
    "mkdocs.yml",
    "package.json",
    "package-lock.json",
    "requirements",
    "CITATION.cff",
    "LICENSE-DATA.md",
)
ALONE: Final = (
    "tests/packages.py",
    "tests/languages/fork.py",
    "tests/languages/package.py",
    "tests/languages/planted.py",
)
LINKED: Final = ("node_modules",)


def in_other_letters(text: str) -> str:
    """Give a text that looks like another language and is longer, with its names in braces kept."""
    parts = KEPT.split(text)
    other = "".join(part if part.startswith("{") else part.translate(ACCENTED) for part in parts)
    return f"{other[:-1]}ô{other[-1]}" if other.endswith((".", ":", "?")) else f"{other}ô" if other.strip() else other


def _translated(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _translated(value) for key, value in tree.items()}
    return in_other_letters(tree)


def made(folder: Path) -> Path:
    """Copy the project into `folder` and add the language; give the folder."""
    for name in COPIED:
        source, target = Path(name), folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for name in ALONE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, folder / name)
    for name in LINKED:
        (folder / name).symlink_to(Path(name).resolve())
    drawings = Path(".cache/languages")  # kept from one run of the tests to the next, apart from the project's own
    drawings.mkdir(parents=True, exist_ok=True)
    (folder / ".cache").symlink_to(drawings.resolve())
    _add_language(folder)
    return folder


def _add_language(folder: Path) -> None:
    texts = _translated(json.loads((folder / "site_templates/locales/en.json").read_bytes()))
    texts["site"] |= {"language": "Français", "locale": "fr_FR"}
    (folder / f"site_templates/locales/{SECOND}.json").write_text(json.dumps(texts), encoding="utf-8")
    shutil.copytree(folder / "docs/en", folder / f"docs/{SECOND}")
    shutil.rmtree(folder / f"docs/{SECOND}/errors")  # pages for maintainers may stay in one language
    api = folder / f"docs/{SECOND}/api.md"
    api.write_text(api.read_text(encoding="utf-8").replace('"v1/', '"../../api/v1/'), encoding="utf-8")
    module = folder / "scripts/model/languages.py"
    one = module.read_text(encoding="utf-8")
    module.write_text(
        one.replace('LANGUAGES: Final = ("en",)', f'LANGUAGES: Final = ("en", "{SECOND}")'), encoding="utf-8"
    )


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy."""
    return subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
