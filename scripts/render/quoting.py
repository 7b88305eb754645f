"""What readers take away from a page: its sentence with source and address, its citation, its picture, its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.drawing.drawn import Drawn
from scripts.drawing.embedding import chart_forms, embed_code, root_of, sentence_of
from scripts.drawing.files import folder
from scripts.drawing.share import share_folder, share_path
from scripts.findings.figures import DATA
from scripts.findings.reading import Row
from scripts.model.pages import OF_DATA_SETS, SOURCE
from scripts.render.charts import picture_of
from scripts.render.context import Context
from scripts.render.parts import Text
from scripts.words.citation import CITED, FILES, HERE, Form, citation_file, forms, publication_of, safe_address
from scripts.words.phrasing import ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What is to be taken away. `href` leads to it from this page; `address` is what is written for it.

    `known` says whether that is a whole address. `embed` has the pieces of the code between which the root of the
    site stands, `root`; none for what cannot be embedded. From this page, that is the way `up`. `picture` is a PNG, or
    the drawing (SVG) of which the page's script makes one.
    """

    sentence: Text
    source: Markup
    forms: tuple[Form, ...]
    href: str
    address: str
    known: bool
    picture: str
    embed: tuple[str, ...] = ()
    root: str = ""
    up: str = ""
    managers: tuple[Link, ...] = ()
    """The citation as files for reference managers, where what the page is of has data of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to a file: what it is called, and where it is from this page."""

    name: str
    href: str


def page_quoted(context: Context, title: str, sentence: Text = "", sources: Sequence[str] = ()) -> Quoted:
    """Give what is quoted of this page: a sentence that stands on it, else its title, from the `sources` named."""
    publication = publication_of(context.reading.package.descriptor, context.words)
    root, place = _root(context), context.path
    held = share_folder(context.edition.languages, context.words.language)
    of_title = [row for code, row in context.reading.sources.items() if SOURCE.path(code) == place]
    cited = forms(context.words, publication, title, place.strip("/").replace("/", " "))
    pictures = [path for path in (share_path(place, held), share_path("", held)) if context.drawings.has(path)]
    return Quoted(
        sentence=sentence or context.with_originals(ended(title), of_title),
        source=sources_said(context, sources),
        forms=tuple(_with_originals(context, form, of_title) for form in cited),
        href="./",
        address=safe_address(f"{root}{place}" or "./"),
        known=bool(root),
        picture=context.file(pictures[0]) if pictures else "",
        managers=_managers(context),
    )


def _with_originals(context: Context, form: Form, sources: Sequence[Row]) -> Form:
    parts = (context.with_originals(part, sources) for part in (form.before, form.after))
    return Form(form.name, *parts)


def _managers(context: Context) -> tuple[Link, ...]:
    """Give the files of this page's citation: the site's on its home page, else those of a page with a data file."""
    subjects, _, code = context.path.strip("/").rpartition("/")
    tables = [f"{DATA}/{subjects}/{each}.csv" for each in (code, code.upper())]
    has_data = subjects in {kind.folder for kind in OF_DATA_SETS} and any(table in context.files for table in tables)
    if context.path and not has_data:
        return ()
    held = context.edition.languages.folder_of(CITED, context.words.language)
    return tuple(
        Link(name=context.words(f"quote.file.{end}"), href=context.file(f"{held}/{citation_file(context.path, end)}"))
        for end in FILES
    )


def chart_quoted(context: Context, drawn: Drawn) -> Quoted:
    """Give what is quoted of a chart on the page of its own."""
    root, place = _root(context), f"{drawn.chart.page}#{drawn.chart.id}"
    return Quoted(
        sentence=sentence_of(context.edition, drawn),
        source=context.with_originals(drawn.chart.credit, context.sources(drawn.chart.sources)),
        forms=chart_forms(context.edition, drawn),
        href=context.href(place),
        address=safe_address(f"{root}{place}"),
        known=bool(root),
        picture=picture_of(context, f"{folder(context.edition)}/{drawn.chart.id}"),
        embed=tuple(embed_code(context.edition, drawn).split(HERE)),
        root=safe_address(root_of(context.drawings.site_url)),
        up=context.file(""),
    )


def _root(context: Context) -> str:
    """Give the address of the root of the page's language; '' where that of the site is not known."""
    root, languages = root_of(context.drawings.site_url), context.edition.languages
    return f"{root}{languages.root_of(context.words.language)}" if root else ""


def sources_said(context: Context, sources: Sequence[str]) -> Markup:
    """Name sources with what they are called, their edition and who publishes them; '' for none."""
    said = [context.words("quote.source", **context.edition.source(source)) for source in sources]
    text = context.words("quote.sources", sources=context.words.apart(said)) if said else ""
    return context.with_originals(text, context.sources(sources))
