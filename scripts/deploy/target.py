"""The forms of addresses that a site can be deployed to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.deploy.branch import branch
from scripts.deploy.difference import Target
from scripts.deploy.programs import shown
from scripts.deploy.rsync import Folder
from scripts.deploy.s3 import bucket
from scripts.model.problems import HinderedError

GIT: Final = re.compile(r"git\+(?P<url>(?:ssh|https|file)://[^#\s]+)#(?P<branch>[^-\s][^\s]*)")
S3: Final = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9._-]*)(?:/(?P<prefix>.*))?")
DAEMON: Final = re.compile(r"rsync://[^/\s-][^/\s]*/[^/].*")
HOST: Final = re.compile(r"(?:[^@/:\s-][^@/:\s]*@)?(?:\[[0-9a-fA-F:]+\]|[^@/:\s-][^@/:\s]*)::?[^:].*")
SCHEME: Final = re.compile(r"[a-z][a-z0-9]*(?:://|\+[a-z]+:)")


@contextmanager
def opened(address: str, endpoint: str, public: Path) -> Iterator[Target]:
    """Give the target at an address.

    Raises HinderedError for an address of no known form, and for a folder that overlaps the site's.
    """
    if found := GIT.fullmatch(address):
        with branch(found["url"], found["branch"]) as made:
            yield made
    elif found := S3.fullmatch(address):
        yield bucket(address, found["bucket"], _prefix(found["prefix"] or "", address), endpoint)
    elif DAEMON.fullmatch(address) or (HOST.fullmatch(address) and not SCHEME.match(address)):
        yield Folder(address=f"{address.rstrip('/')}/")
    elif SCHEME.match(address) or not address or address.startswith("-") or not address.isprintable():
        raise HinderedError(key="deploy_form", place=shown(address))
    else:
        yield Folder(address=f"{_folder(address, public)}/")


def _prefix(prefix: str, address: str) -> str:
    parts = prefix.strip("/").split("/")
    if prefix.strip("/") and not all(part and part not in {".", ".."} for part in parts):
        raise HinderedError(key="deploy_form", place=address)
    return "/".join(parts)


def _folder(address: str, public: Path) -> Path:
    """Give the folder of an address, with links followed."""
    folder, site = Path(os.path.realpath(address)), Path(os.path.realpath(public))
    if folder.is_relative_to(site) or site.is_relative_to(folder):
        raise HinderedError(key="deploy_overlaps", place=folder, site=site)
    if folder.exists() and not folder.is_dir():
        raise HinderedError(key="deploy_not_a_folder", place=folder)
    if not folder.parent.is_dir():
        raise HinderedError(key="deploy_no_parent", place=folder, parent=folder.parent)
    return folder
