"""One plain sentence on what may be done with a chart or a file, by the strictest terms of what it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from scripts.findings.reading import Row
from scripts.model.reuse import OF_DERIVED, STATED, terms_of
from scripts.render.context import Context
from scripts.words.citation import publication_of

NAMED: Final = 2
"""Publishers that the sentence names; where there are more, the rows of the file and the page name them."""


def reuse(context: Context, sources: Sequence[str]) -> Markup:
    """Say what may be done with what is made from these sources; '' where it is made from none."""
    said = _said(context, [context.edition.source(source) for source in sources])
    return context.with_originals(said, context.sources(sources))


def _said(context: Context, rows: Sequence[Row]) -> str:
    terms, words = terms_of(rows), context.words
    if terms is None:
        return ""
    own = publication_of(context.reading.package.descriptor, words)
    said = {"site": own.site, "licence": own.licence}
    if terms.kind == STATED:
        return words("reuse.stated", **said, licences=words.apart(terms.licences))
    if len(terms.publishers) > NAMED:
        return words("reuse.several", **said)
    publishers = words.list(list(terms.publishers))
    if terms.kind == OF_DERIVED:
        return words("reuse.derived", **said, publishers=publishers, licences=words.apart(terms.licences))
    return words("reuse.unstated", **said, publishers=publishers, count=len(terms.publishers))
