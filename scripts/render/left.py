"""What stands at addresses of pages that are no more: where the page is now, or why it is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scripts.model.moved import moved
from scripts.model.pages import CHART
from scripts.model.site import Page
from scripts.render.environment import environment_of
from scripts.words.edition import Edition, plain


def left_behind(edition: Edition, present: Collection[str]) -> Iterator[Page]:
    """Give a page for each address of a page that an earlier release published and that is not `present` now.

    `present` are the addresses of this edition's pages, below its root. Of one of which nothing is said verification
    tells.
    """
    history, root = edition.reading.history, edition.root
    others = tuple(each for each in edition.languages.roots if each not in ("", root))
    template = environment_of(edition).get_template("partials/moved.html")
    for address in sorted(history.addresses):
        path = address.removeprefix(root)
        elsewhere = not address.startswith(root) or address.startswith(others)
        if elsewhere or path in present or not _is_page(path):
            continue
        found = moved(address, history.moves)
        if found is None:
            continue
        target, move = found
        href = f"{'../' * path.count('/')}{target.removeprefix(root)}" if target else ""
        title = edition.words("left.moved" if target else "left.gone")
        yield Page(
            path=path,
            title=title,
            description=plain(move.said(edition.words.language)),
            language=edition.words.language,
            fragment=template.render(title=title, reason=move.said(edition.words.language), href=href),
            moved=href,
        )


def _is_page(path: str) -> bool:
    """Whether it is the address of a page by itself. Of a chart to embed a frame shows the page of what is not here."""
    return (not path or path.endswith("/")) and not path.startswith(f"{CHART.folder}/")
