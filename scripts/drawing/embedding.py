"""A chart in other sites: the code that puts it there, and what programs are told of it (oEmbed, https://oembed.com).

The code is a frame of a fixed height, which holds the chart at every width, and a script of a few lines that fits the
height to what the frame holds. Where the site's own address is not known, the code has paths below it in its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from scripts.drawing.drawn import Drawn
from scripts.drawing.files import folder
from scripts.drawing.share import HEIGHT, WIDTH, share_folder, share_path
from scripts.model.pages import CHART
from scripts.model.site import Download, json_file
from scripts.words.citation import HERE, Form, forms, publication_of, safe_address
from scripts.words.edition import Edition, plain

RESIZER: Final = "charts/resize.js"
"""The script that fits frames, below the root of the site. Its address is kept: pages of others name it."""

SCRIPT: Final = Path("site_templates") / "embed" / "resize.js"
"""Where it is written."""

NAME: Final = "oembed.json"
"""Name of the file beside the drawings of a chart."""

NARROWEST: Final = 320
"""Width in pixels of the narrowest frame that the height without a script must fit."""

TOOLS: Final = 420
"""Height in pixels of what stands around drawing and words at that width: tools, folds, the sentence on reuse, room to
spare."""

TITLE, TEXT, SMALL = (28, 28), (21, 42), (20, 45)
"""Height of a line in pixels, and letters of a line, of titles, subtitles and credits at that width."""

WIDEST: Final = 960
"""Width in pixels from which on a frame holds no more than its chart."""


def root_of(site_url: str) -> str:
    """Give the address of the root of the site; '' where it is not known."""
    return f"{site_url.rstrip('/')}/" if site_url else ""


def height(site: Edition, drawn: Drawn) -> int:
    """Give the height in pixels in which all of a chart's own page stands, at the narrowest width and above.

    Words are measured by their letters: the script, where it runs, fits the frame to what it really holds.
    """
    chart, wide, narrow = drawn.chart, drawn.wide, drawn.narrow
    drawing = max(wide.height, narrow.height * min(1, NARROWEST / narrow.width))
    words = _lines(plain(chart.title), TITLE) + _lines(chart.subtitle, TEXT)
    named = [text for source in chart.sources for text in _named(site, source)] or [chart.credit]
    return round(drawing + words + sum(_lines(text, SMALL) for text in (*named, chart.note)) + TOOLS)


def _lines(text: str, line: tuple[int, int]) -> int:
    """Give the height of a text in lines of a height and a length."""
    tall, letters = line
    return tall * math.ceil(len(text) / letters)


def _named(site: Edition, source: str) -> tuple[str, str]:
    """Give the texts that name a source under a chart, each on lines of its own."""
    row, words = site.source(source), site.words
    return (
        f"{words('source.source')} {row['title']}, {row['edition']}",
        f"{words('source.licence')} {site.licence(row)}",
    )


def embed_code(site: Edition, drawn: Drawn) -> str:
    """Give the HTML that puts a chart into another site, with HERE for the root of this one, with its slash."""
    own = f"{HERE}{site.languages.root_of(site.words.language)}{CHART.path(drawn.chart.id)}"
    title = escape(plain(drawn.chart.title))
    frame = f'<iframe src="{own}" title="{title}" width="100%" height="{height(site, drawn)}" loading="lazy"'
    return f'{frame} style="border:0"></iframe>\n<script async src="{HERE}{RESIZER}"></script>'


def sentence_of(site: Edition, drawn: Drawn) -> str:
    """Give what a chart says, to be quoted: its finding, and what it measures."""
    title, measured = plain(drawn.chart.title).rstrip("."), drawn.chart.subtitle.rstrip(".")
    return site.words("quote.chart", title=title, subtitle=measured)


def chart_forms(site: Edition, drawn: Drawn) -> tuple[Form, ...]:
    """Give the citation of a chart in every form; its address is where it stands on its page."""
    publication = publication_of(site.reading.package.descriptor, site.words)
    return forms(site.words, publication, plain(drawn.chart.title), f"chart {drawn.chart.id}")


def oembed(site: Edition, drawn: Drawn, site_url: str, files: frozenset[str]) -> dict[str, Any]:
    """Give what is told of a chart. `files` are those of charts and pictures that the site has.

    Its picture is the PNG, or where that is no file the drawing, of which a page makes one; programs are shown the
    picture for sharing of its page then. The keys of oEmbed are whole only where the address of the site is known.
    `quote` is what the site's own script copies: addresses in it lead from this file.
    """
    root = root_of(site_url)
    publication = publication_of(site.reading.package.descriptor, site.words)
    code, up, own = embed_code(site, drawn), _up(site), site.languages.root_of(site.words.language)
    told: dict[str, Any] = {
        "type": "rich",
        "version": "1.0",
        "title": plain(drawn.chart.title),
        "author_name": publication.producer,
        "provider_name": publication.site,
        **({"provider_url": f"{root}{own}", "author_url": f"{root}{own}"} if root else {}),
        "html": code.replace(HERE, safe_address(root)),
        "width": WIDEST,
        "height": height(site, drawn),
    }
    if site_url:
        told |= _thumbnail(site, drawn, root, files)
    way = f"{own}{drawn.chart.page}#{drawn.chart.id}"
    told["quote"] = {
        "sentence": sentence_of(site, drawn),
        "source": drawn.chart.credit,
        "site": publication.site,
        "release": publication.release,
        "root": root or up,
        "address": f"{root or up}{way}",
        "picture": next((f"../{name}" for name in _pictures(drawn) if f"{folder(site)}/{name}" in files), ""),
        "embed": code.split(HERE),
        "forms": {form.name: [form.before, form.after] for form in chart_forms(site, drawn)},
    }
    return told


def _pictures(drawn: Drawn) -> tuple[str, str]:
    """Give the names that the picture of a chart may have, the one that is wanted first."""
    return f"{drawn.chart.id}.png", f"{drawn.chart.id}.svg"


def _thumbnail(site: Edition, drawn: Drawn, root: str, files: frozenset[str]) -> dict[str, Any]:
    """Give the keys of the small picture: the chart's PNG, or the picture for sharing of its page; none for neither."""
    own = f"{folder(site)}/{_pictures(drawn)[0]}"
    of_page = share_path(drawn.chart.page, share_folder(site.languages, site.words.language))
    sizes = {own: (round(drawn.wide.width), round(drawn.wide.height)), of_page: (WIDTH, HEIGHT)}
    for path, (width, height) in sizes.items():
        if path in files:
            return {"thumbnail_url": f"{root}{path}", "thumbnail_width": width, "thumbnail_height": height}
    return {}


def _up(site: Edition) -> str:
    """Give the way from the file of a chart to the root of the site."""
    return "../" * (folder(site).count("/") + 2)


def embeddings(site: Edition, drawn: Sequence[Drawn], site_url: str, files: frozenset[str]) -> Iterator[Download]:
    """Give the file of every chart, in the folder of its drawings. `files` are those of `oembed`."""
    for each in drawn:
        yield json_file(f"{folder(site)}/{each.chart.id}/{NAME}", oembed(site, each, site_url, files))


def resizer() -> Download:
    """Give the script that fits frames, which is the same in every language."""
    return Download(path=RESIZER, data=SCRIPT.read_bytes(), media_type="text/javascript")
