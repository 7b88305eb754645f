"""Where readers of a site report errors: `"feedback": {"mail": "a@b.org", "issues": "https://..."}` in `site`.

Both are optional; a package that gives neither has no link for reports. `issues` is the address of a form that takes
`title` and `body` in its query, as those of GitHub, Gitea and Forgejo do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scripts.model.naming import PROPERTY as SITE

PROPERTY: Final = "feedback"
WAYS: Final = ("mail", "issues")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """An address of e-mail and the address of a form; '' for one that there is not."""

    mail: str = ""
    issues: str = ""


def feedback_of(descriptor: Mapping[str, object]) -> Feedback | None:
    """Give where errors are reported; None where the package says nothing of it."""
    site = descriptor.get(SITE)
    held = site.get(PROPERTY) if isinstance(site, Mapping) else None
    if not isinstance(held, Mapping):
        return None
    found = Feedback(**{way: str(held[way]) for way in WAYS if held.get(way)})
    return found if found.mail or found.issues else None
