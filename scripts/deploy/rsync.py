"""A folder on this machine or another, by rsync: over ssh (`user@host:path`) or to its daemon (`rsync://host/module`)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.deploy.difference import KEPT, Difference, Stage, in_order
from scripts.deploy.programs import call, done
from scripts.deploy.site import DESCRIPTOR, Site, name_of

LISTED: Final = re.compile(r"(?P<change>\S+) +\d+ (?P<path>.+)")
DELETING: Final = "*deleting"
NEW: Final = "++++"

COMMON: Final = ("--8-bit-output", "-s", "--timeout=120")
SENDING: Final = (
    *("--recursive", "--checksum", "--perms", "--chmod=D755,F644", *COMMON),
    *(f"--filter=P /{kept}" for kept in KEPT),
)
"""Compared by content, and readable for the server whatever this user's umask. Times are the target's own, so that a
file that stays keeps the time by which servers tell whether it changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder that rsync reaches. `address` ends in `/`."""

    address: str

    def compare(self, site: Site) -> Difference:
        """Tell what rsync would send and delete."""
        listing = ("--dry-run", "--delete", "--out-format=%i %l %n", "--", f"{site.folder}/", self.address)
        printed = self._rsync(*SENDING, *listing)
        listed = [found for found in map(LISTED.fullmatch, printed.splitlines()) if found]
        gone = sorted(found["path"] for found in listed if found["change"] == DELETING)
        sent = {found["path"]: found["change"] for found in listed if re.match("[<>]f", found["change"])}
        new = sorted(path for path, change in sent.items() if NEW in change)
        changed = sorted(path for path, change in sent.items() if NEW not in change)
        return Difference(
            new=tuple(new),
            changed=tuple(changed),
            gone=tuple(path for path in gone if not path.endswith("/")),
            folders=tuple(path for path in gone if path.endswith("/")),
            holds=self._holds() if changed or gone else "",
        )

    def carry_out(self, site: Site, difference: Difference, stage: Stage) -> None:
        """Send what differs, each file whole before it takes its place, the pages of a stage all at its end."""
        for key, paths in in_order(difference.sent):
            told = stage(key, count=len(paths))
            self._listed(paths, "--ignore-times", "--delay-updates", *SENDING, "--", f"{site.folder}/", self.address)
            told()
        if difference.gone:
            told = stage("deploy_removal", count=len(difference.gone))
            self._remove(site, (*difference.gone, *difference.folders))
            told()

    def _holds(self) -> str:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "held.json"
            ended = call(["rsync", "-s", "--", f"{self.address}{DESCRIPTOR}", str(copy)], self.address)
            return name_of(copy.read_bytes()) if ended.returncode == 0 and copy.is_file() else ""

    def _remove(self, site: Site, paths: Sequence[str]) -> None:
        """Remove the paths alone: whatever else has come to the target since they were listed is protected."""
        rules = "".join(f"R /{_pattern(path)}\n" for path in paths)
        deleting = ("--existing", "--ignore-existing", "--delete", "--filter=merge -", "--filter=P *")
        command = ["rsync", "--recursive", *COMMON, *deleting, "--", f"{site.folder}/", self.address]
        done(call(command, self.address, rules.encode(errors="surrogateescape")), self.address)

    def _rsync(self, *options: str) -> str:
        return done(call(["rsync", *options], self.address), self.address).stdout.decode(errors="surrogateescape")

    def _listed(self, paths: Sequence[str], *options: str) -> None:
        """Run rsync for the paths alone: nothing else is sent or removed."""
        given = "".join(f"{path}\0" for path in paths).encode(errors="surrogateescape")
        done(call(["rsync", "--files-from=-", "--from0", *options], self.address, given), self.address)


def _pattern(path: str) -> str:
    """Give a path as a pattern of rsync that means it alone."""
    return re.sub(r"([\\*?\[])", r"\\\1", path) if re.search(r"[*?\[]", path) else path
