"""Deploys a finished site: first what would be sent and removed is known, and only when asked for it is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.deploy.difference import Difference, Stage
from scripts.deploy.programs import shown
from scripts.deploy.site import Site, read_site
from scripts.deploy.target import opened
from scripts.model.problems import HinderedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What a target lacked, or lacks when this was a dry run."""

    site: Site
    target: str
    difference: Difference
    done: bool

    @property
    def bytes(self) -> int:
        """Bytes of the files to be sent."""
        return sum(self.site.sizes[path] for path in self.difference.sent)

    @property
    def same(self) -> int:
        """Number of files that the target holds already."""
        return len(self.site.sizes) - len(self.difference.sent)

    @property
    def is_needed(self) -> bool:
        """Whether anything differs."""
        return bool(self.difference.sent or self.difference.gone)


def deploy(public: Path, address: str, endpoint: str, stage: Stage, *, go: bool) -> Deployment:
    """Compare the site in `public` with a target and, with `go`, carry out what differs.

    Raises HinderedError for what is no whole site of ours, for a target that holds something else than one, and for
    whatever the target answers; what was sent by then stays, and the next run goes on from there.
    """
    site = read_site(public)
    with opened(address, endpoint, public) as target:
        told = stage("deploy_compare")
        difference = target.compare(site)
        told()
        _refuse_strangers(site, difference, shown(address))
        found = Deployment(site=site, target=shown(address), difference=difference, done=go)
        if go and found.is_needed:
            target.carry_out(site, difference, stage)
    return found


def _refuse_strangers(site: Site, difference: Difference, place: str) -> None:
    """Refuse a target where files would be lost that are of no earlier release of this site.

    What a deploy has left that was broken off, the first one too, is the site's own, byte for byte.
    """
    strangers = [*difference.gone, *difference.changed]
    if strangers and difference.holds != site.name:
        key = "deploy_another" if difference.holds else "deploy_strangers"
        what = {"count": len(strangers), "what": strangers[0], "other": difference.holds, "name": site.name}
        raise HinderedError(key=key, place=place, **what)
