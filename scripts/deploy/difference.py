"""What differs between a site and a target, and in which order it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from scripts.deploy.site import FRONT, Site
from scripts.model.manifest import ASIDE

KEPT: Final = ("CNAME", ".nojekyll", ".well-known/")
"""What hosts keep beside a site: never sent by us, never removed. A name that ends in `/` is a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Paths that are new, changed, and gone (at the target and not in the site), each sorted.

    `holds` is the name of the publication that the target holds; '' where it holds none of ours. `folders` are those
    that hold nothing but what is gone, where the target has folders of their own.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    holds: str = ""

    @property
    def sent(self) -> tuple[str, ...]:
        """Every path to be sent."""
        return (*self.new, *self.changed)


class Target(Protocol):
    """A place that a site can be deployed to. Faults of it are raised as HinderedError."""

    def compare(self, site: Site) -> Difference:
        """Tell what differs, by content, and change nothing."""

    def carry_out(self, site: Site, difference: Difference, stage: Stage) -> None:
        """Send and remove what differs, so that readers never meet a page that leads to what is not there yet."""


class Stage(Protocol):
    """Says that a stage begins; what it gives back says that it is done."""

    def __call__(self, key: str, **values: object) -> Callable[[], None]:
        """Say it, in the words of `stages.<key>`."""


def is_kept(path: str) -> bool:
    """Tell whether a path at a target is the host's, and not ours."""
    return any(path == kept or (kept.endswith("/") and path.startswith(kept)) for kept in KEPT)


def in_order(paths: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Give the stages in which paths are sent, each with its word: files, pages, the front page with the manifest."""
    stages: dict[str, list[str]] = {"deploy_files": [], "deploy_pages": [], "deploy_front": []}
    for path in sorted(paths):
        front = path == FRONT or path in ASIDE
        stages["deploy_front" if front else "deploy_pages" if path.endswith(".html") else "deploy_files"].append(path)
    yield from ((stage, listed) for stage, listed in stages.items() if listed)
