"""What a person is told of a deployment: counts, bytes, and the first paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scripts.deploy.deploy import Deployment
from scripts.words.words import Words

FIRST: Final = 10
"""Paths of each sort that are shown; the count tells the rest."""


def lines(deployment: Deployment, words: Words) -> Iterator[str]:
    """Give the lines."""
    site, found = deployment.site, deployment.difference
    named = {"target": deployment.target, "title": site.title, "version": site.version}
    if not deployment.is_needed:
        yield words("told.deploy.nothing", count=len(site.sizes), **named)
        return
    for sign, paths in (("+", found.new), ("~", found.changed), ("-", found.gone)):
        yield from (f"{sign} {path}" for path in paths[:FIRST])
        if len(paths) > FIRST:
            yield words("told.deploy.more", count=len(paths) - FIRST)
    counts = {
        "new": len(found.new),
        "changed": len(found.changed),
        "gone": len(found.gone),
        "same": deployment.same,
        "bytes": deployment.bytes,
    }
    if deployment.done:
        yield words("told.deploy.done", **named, **counts)
    else:
        yield words("told.deploy.planned", target=deployment.target, **counts)
        yield words("told.deploy.dry")
