"""Signs the manifest of a site: whoever has the public key can then tell whose copy it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.model.manifest import MANIFEST, SIGNATURE
from scripts.model.problems import Problem, UsageError
from scripts.release.place import alone, found, unique
from scripts.release.swap import FILE_MODE, to_disk
from scripts.verify.copies import of_folder
from scripts.verify.manifest import read_manifest
from scripts.verify.signature import library


def sign(site: Path, secret: Path, password: Callable[[], str]) -> tuple[Problem, ...]:
    """Sign the manifest of a site with a secret key of minisign, or give the problems of a site that is not whole.

    `password` is asked where the key has one. With the manifest is signed which release it is of, and its hash. Raises
    UsageError for a key that is none, HinderedError when the library is not installed.
    """
    made = library().SecretKey
    try:
        key = made.from_bytes(secret.read_bytes())
        if key.is_encrypted():
            key.decrypt(password())
    except ValueError as error:
        message = f"{secret}: {error}."
        raise UsageError(message, "Give the file of a secret key of minisign, and its password.") from error
    place = found(site)
    with key, alone(place):
        if problems := of_folder(site):
            return problems
        data = (site / MANIFEST).read_bytes()
        told = read_manifest(data)
        comment = f"{told.name}, release {told.release} of {told.released}, hash {told.hash}"
        _write(site / SIGNATURE, bytes(key.sign(data, trusted_comment=comment)) + b"\n")
    return ()


def _write(file: Path, data: bytes) -> None:
    """Put a file in its place in one step."""
    new = file.with_name(f".{file.name}.{unique()}")
    try:
        new.write_bytes(data)
        new.chmod(FILE_MODE)
        to_disk(new)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
