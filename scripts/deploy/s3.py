"""A bucket of S3 or of a service that speaks as it does, below a prefix."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from scripts.deploy.difference import Difference, Stage, in_order, is_kept
from scripts.deploy.site import DESCRIPTOR, FRONT, Site, name_of
from scripts.model.headers import KINDS, MEDIA_TYPES, kind_of, media_type
from scripts.model.problems import HinderedError

if TYPE_CHECKING:
    from obstore.store import S3Store

AT_ONCE: Final = 16
BATCH: Final = 1000
RETRIES = 4
KEY, SECRET, TOKEN = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"
REGIONS: Final = ("AWS_REGION", "AWS_DEFAULT_REGION")
ENDPOINTS: Final = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
SHA256, TOLD = "sha256", "headers"
"""What is kept with an object: the hash of its content; with the front page also that of what is said of all files."""

CODE: Final = re.compile(r"<Code>(\w+)</Code>")
STATUS: Final = re.compile(r"status code: (\d+)")
REFUSED: Final = frozenset(
    {
        *("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "ExpiredToken", "InvalidToken"),
        *("InvalidClientTokenId", "AuthFailure", "TokenRefreshRequired", "401", "403"),
    }
)
FULL: Final = frozenset({"XMinioStorageFull", "QuotaExceeded", "InsufficientStorage", "507"})

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The objects of a bucket below a prefix: the store knows no others."""

    address: str
    store: S3Store

    def compare(self, site: Site) -> Difference:
        """Tell what differs: by the MD5 that most services give as ETag, else by the hash that was sent along."""
        held = _told(self.address, self._held)
        if self._attributes(FRONT, held).get(TOLD) not in {told_of_all(), None}:
            unlike = [path for path in site.sizes if path in held]  # what servers say has changed, with every file
        else:
            unlike = [path for path in site.sizes if path in held and _md5(site.bytes_of(path)) != held[path]]
            seen = _told(self.address, lambda: _each(unlike, lambda path: self._hash(path, held)))
            unlike = [path for path, found in zip(unlike, seen, strict=True) if found != _sha256(site.bytes_of(path))]
        return Difference(
            new=tuple(path for path in site.sizes if path not in held),
            changed=tuple(unlike),
            gone=tuple(sorted(path for path in held if path not in site.sizes and not is_kept(path))),
            holds=_told(self.address, self._holds) if DESCRIPTOR in held else "",
        )

    def carry_out(self, site: Site, difference: Difference, stage: Stage) -> None:
        """Send what differs, with what a server says of each file, and then remove."""
        for key, paths in in_order(difference.sent):
            done = stage(key, count=len(paths))
            self._send(site, paths)
            done()
        if difference.gone:
            done = stage("deploy_removal", count=len(difference.gone))
            _told(self.address, lambda: self._remove(difference.gone))
            done()

    def _held(self) -> dict[str, str]:
        import obstore  # noqa: PLC0415 - only who deploys to a bucket has it installed

        listed = (found for batch in obstore.list(self.store) for found in batch)
        return {found["path"]: (found["e_tag"] or "").strip('"') for found in listed}

    def _attributes(self, path: str, held: Mapping[str, str]) -> dict[str, str]:
        import obstore  # noqa: PLC0415

        if path not in held:
            return {}
        found = _told(self.address, lambda: obstore.get(self.store, path, options={"head": True}).attributes)
        return {str(name): str(value) for name, value in found.items()}

    def _hash(self, path: str, held: Mapping[str, str]) -> str:
        return self._attributes(path, held).get(SHA256, "")

    def _holds(self) -> str:
        import obstore  # noqa: PLC0415

        return name_of(bytes(obstore.get(self.store, DESCRIPTOR).bytes()))

    def _send(self, site: Site, paths: Sequence[str]) -> None:
        _told(self.address, lambda: _each(paths, lambda path: self._put(site, path)))

    def _put(self, site: Site, path: str) -> None:
        import obstore  # noqa: PLC0415

        content = site.bytes_of(path)
        # in one part: the ETag of an object that came in several is no MD5
        obstore.put(self.store, path, content, attributes=attributes(path, content), use_multipart=False)

    def _remove(self, paths: Sequence[str]) -> None:
        import obstore  # noqa: PLC0415

        for start in range(0, len(paths), BATCH):
            obstore.delete(self.store, list(paths[start : start + BATCH]))


def bucket(address: str, name: str, prefix: str, endpoint: str) -> Bucket:
    """Give a bucket, with keys from the environment alone.

    Raises HinderedError where there are none, or the library is not installed.
    """
    try:
        from obstore.store import S3Store  # noqa: PLC0415
    except ImportError as error:
        raise HinderedError(key="deploy_no_library", place=address) from error
    key, secret, token = (os.environ.get(each, "") for each in (KEY, SECRET, TOKEN))
    if not (key and secret):
        raise HinderedError(key="deploy_no_keys", place=address, names=f"{KEY}, {SECRET}")
    found = endpoint or _first(ENDPOINTS)
    store = S3Store(
        name,
        prefix=prefix or None,
        config={
            "access_key_id": key,
            "secret_access_key": secret,
            "region": _first(REGIONS) or "us-east-1",
            "virtual_hosted_style_request": not found,
            **({"session_token": token} if token else {}),
            **({"endpoint": found.rstrip("/")} if found else {}),
        },
        client_options={"allow_http": found.startswith("http://"), "timeout": timedelta(minutes=5)},
        retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(minutes=1)},
    )
    return Bucket(address=address, store=store)


def attributes(path: str, content: bytes) -> dict[str, str]:
    """Give what a bucket is told with a file: the headers that a bucket can send, and hashes by which it is known."""
    told = {
        "Content-Type": media_type(path),
        "Cache-Control": kind_of(path).cached,
        SHA256: _sha256(content),
    }
    return {**told, TOLD: told_of_all()} if path == FRONT else told


def told_of_all() -> str:
    """Give a hash of what buckets are told of all files: once it is another, every file is sent anew."""
    rules = [dict(MEDIA_TYPES), [[kind.name, kind.cached] for kind in KINDS]]
    return _sha256(json.dumps(rules, sort_keys=True).encode())[:16]


def _first(names: Iterable[str]) -> str:
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _each(paths: Sequence[str], work: Callable[[str], Given]) -> list[Given]:
    """Do the work for every path, several at once, and begin no more once one of them failed."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(work, paths))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _told(address: str, ask: Callable[[], Given]) -> Given:
    """Ask the service. Raises HinderedError with one line for whatever it answers."""
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        return ask()
    except (BaseError, FileNotFoundError) as error:
        raise HinderedError(**_fault(str(error)), place=address) from error


def _fault(text: str) -> dict[str, str]:
    """Give the key and the reason of what a service answered."""
    found = CODE.search(text) or STATUS.search(text)
    reason = found[1] if found else ""
    if reason == "NoSuchBucket":
        return {"key": "deploy_no_bucket"}
    if reason in REFUSED:
        return {"key": "deploy_refused_keys", "reason": reason}
    if reason in FULL:
        return {"key": "deploy_full", "reason": reason}
    if not reason:
        first = text.partition("\n")[0]
        return {"key": "deploy_unreachable", "reason": first.rpartition(" - ")[2] or first}
    return {"key": "deploy_answered", "reason": reason}
