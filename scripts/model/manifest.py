"""The manifest of a site: which files it has, with size and hash, and one hash of all of them.

The hash of a site is the SHA-256 of a line for each file, sorted by path, as `sha256sum` prints it: the SHA-256 of the
file, two spaces, its path, a line feed. Two things would go round in a circle and are settled by rule: the manifest
and its signature are not among the files, and in a page the digits of the hash that its foot shows count as zeros.
"""

from __future__ import annotations

from typing import Final

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = f"{MANIFEST}.minisig"
"""Its detached signature, in the form of minisign, where somebody has signed it."""

ASIDE: Final = (MANIFEST, SIGNATURE)
"""Files that no manifest lists."""

DIGITS: Final = 12
"""Digits of the hash that the foot of a page shows."""

UNKNOWN: Final = "0" * DIGITS
"""What stands in a page for its digits while the hash is made."""
