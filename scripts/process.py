"""Runs other people's programs (MkDocs, Pagefind, Node) with no setting but those that a build decides.

A build is a function of the package and of this repository. Variables such as `PAGEFIND_SITE`, `MKDOCS_*`,
`NODE_OPTIONS` or a proxy, set for another program, must not reach it; so what is passed on is listed, not what is not.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence

PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")
"""What a program needs to start and to find a folder for passing files; none of it decides what a build writes."""

SETTLED = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
"""What could make two builds differ, held still."""

Ended = subprocess.CompletedProcess[bytes]
"""Exit code, standard output and standard error."""


def surroundings(own: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a program: what it needs to start, what is settled for all, and its `own`."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed, **SETTLED, **own}


def run(command: Sequence[str], given: bytes = b"", own: Mapping[str, str] | None = None) -> Ended:
    """Run a program to its end, with `given` as its standard input and variables of its `own` beside the settled ones.

    Raises OSError when there is no such program.
    """
    return subprocess.run(  # noqa: S603 - every command is ours
        command, input=given, env=surroundings(own or {}), capture_output=True, check=False
    )


def said(ended: Ended) -> list[str]:
    """Give the lines that a program printed, errors first, without blank ones."""
    text = f"{ended.stderr.decode(errors='replace')}\n{ended.stdout.decode(errors='replace')}"
    return [line for line in text.splitlines() if line.strip()]
