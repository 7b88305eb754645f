"""Programs that a build runs see nothing of other programs' settings."""

from __future__ import annotations

import json
import sys

import pytest

from scripts.process import run, said

PRINT_ENVIRONMENT = [sys.executable, "-c", "import json, os; print(json.dumps(dict(os.environ)))"]

OF_OTHERS = {
    "PAGEFIND_SITE": "elsewhere",
    "MKDOCS_CONFIG": "other.yml",
    "NODE_OPTIONS": "--require ./other.js",
    "HTTPS_PROXY": "http://proxy.example:3128",
    "PYTHONPATH": "other",
    "LANG": "tr_TR.UTF-8",
    "TZ": "Asia/Tokyo",
}


def test_only_what_is_listed_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OF_OTHERS.items():
        monkeypatch.setenv(name, value)
    seen = json.loads(run(PRINT_ENVIRONMENT, own={"SOURCE_DATE_EPOCH": "0"}).stdout)
    assert {name: seen[name] for name in OF_OTHERS if name in seen} == {"TZ": "UTC"}
    assert seen["SOURCE_DATE_EPOCH"] == "0"
    assert seen["LC_ALL"] == "C.UTF-8"
    assert seen["PATH"]


def test_input_is_given_and_lines_are_errors_first() -> None:
    code = "import sys; print(sys.stdin.read()); print('\\nfault', file=sys.stderr); sys.exit(3)"
    ended = run([sys.executable, "-c", code], b"given")
    assert ended.returncode == 3
    assert said(ended) == ["fault", "given"]
