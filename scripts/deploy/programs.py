"""Runs rsync and git, which must find a host, a key and a proxy as a person at the same shell does."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import Final

from scripts.model.problems import HinderedError
from scripts.process import Ended, run, said

REACHING: Final = (
    *("SSH_AUTH_SOCK", "RSYNC_RSH", "RSYNC_PASSWORD", "GIT_SSH_COMMAND", "GIT_ASKPASS", "XDG_CONFIG_HOME", "USER"),
    *("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE", "GH_TOKEN"),
    *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"),
)
"""Variables by which people say how a host is reached and who they are."""

SSH: Final = "ssh -o BatchMode=yes"
"""Nobody is there to be asked for a password: without a key ssh ends at once."""

TELLING: Final = re.compile(r"^(fatal|error|remote|ssh|@ERROR|ERROR)\b|^rsync: | ! \[|: (Permission denied|Host key)")
"""How the lines begin that say what went wrong, before those that say that something did."""

USER: Final = re.compile(r"(?<=://)[^/@]*:[^/@]*@")


def shown(address: str) -> str:
    """Give an address without the password in it."""
    return USER.sub("", address)


def call(command: Sequence[str], target: str, given: bytes = b"", own: Mapping[str, str] | None = None) -> Ended:
    """Run a program and give its end. Raises HinderedError where it is not installed."""
    reaching = {name: os.environ[name] for name in REACHING if name in os.environ}
    try:
        return run(command, given, {"RSYNC_RSH": SSH, "GIT_SSH_COMMAND": SSH, **(own or {}), **reaching})
    except FileNotFoundError as error:
        raise HinderedError(key="deploy_no_program", place=shown(target), program=command[0]) from error


def done(ended: Ended, target: str) -> Ended:
    """Give the end of a program that succeeded. Raises HinderedError with the line that says why it did not."""
    if ended.returncode:
        lines = said(ended)
        telling = next((line for line in lines if TELLING.search(line)), lines[0] if lines else "")
        program = os.fsdecode(ended.args[0])
        reason = shown(" ".join(telling.split()).rstrip(".")) or f"exit code {ended.returncode}"
        raise HinderedError(key="deploy_broke", place=shown(target), program=program, reason=reason)
    return ended
