"""Signatures of a manifest in the form of minisign: by a library, which is installed with the share `sign`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from scripts.model.problems import HinderedError, UsageError

SHARE: Final = "sign"
"""Share of the requirements that has the library."""


class NotSignedError(Exception):
    """A signature is not by the key, or not of these bytes, or none at all."""


def signed(data: bytes, signature: bytes, key: str) -> str:
    """Give the comment that was signed with `data` by whoever has the secret half of a public key.

    Raises NotSignedError, UsageError when it is no key, HinderedError when the library is not installed.
    """
    public = public_key(key)
    try:
        made = library().Signature.from_bytes(signature)
        public.verify(data, made)
    except ValueError as error:  # the library's own errors among them
        raise NotSignedError(str(error)) from error
    return str(made.trusted_comment)


def public_key(key: str) -> Any:
    """Give a public key by its text, or by the name of its file. Raises UsageError and HinderedError."""
    of = library().PublicKey
    try:
        if Path(key).is_file():
            return of.from_bytes(Path(key).read_bytes())
        return of.from_base64(key)
    except (ValueError, OSError) as error:
        message = f"This is no public key of minisign: {key}."
        raise UsageError(message, "Give the second line of the file with the public key, or the file.") from error


def library() -> Any:
    """Give the library. Raises HinderedError when it is not installed."""
    try:
        import minisign  # noqa: PLC0415 - few ever need it, and it is installed for them alone
    except ImportError as error:
        raise HinderedError(key="no_library", share=SHARE) from error
    return minisign
