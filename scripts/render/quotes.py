"""Sentences that stand alone, as pages show them: each with its source."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.render.context import Context
from scripts.render.links import source_link
from scripts.sentences.country import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that stands alone: the cell of its first figure, and where it is from."""

    text: Markup
    cell: str
    source: Markup


def quote(context: Context, said: Said) -> Quote:
    """Give a sentence with its sources; one on what is known here has this site and its release."""
    edition = context.edition
    if said.sources:
        links = edition.listed([source_link(context, source) for source in said.sources])
        source = edition.phrase("quotes.source", count=len(said.sources), sources=links)
    else:
        source = edition.phrase("quotes.own", site=edition.naming.name, version=context.reading.package.version)
    return Quote(text=said.text, cell=said.cell, source=source)
