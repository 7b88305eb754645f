"""Pictures for sharing: drawn, named, and given to their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scripts.drawing.png import drawable, fonts, pngs
from scripts.drawing.widths import Widths
from scripts.kept import Cache
from scripts.model.languages import Languages
from scripts.model.site import Download, Page, Picture

FOLDER = "share"
WIDTH, HEIGHT = 1200, 630
"""Size of a picture for sharing in pixels, as Open Graph advises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One picture before it is made a PNG: the path of its page, the drawing, and the same in words."""

    page: str
    svg: str
    alternative: str


@dataclass(frozen=True, slots=True)
class SharePicture:
    """A picture for sharing as its page names it, and as a file of the site."""

    picture: Picture
    file: Download


def share_folder(languages: Languages, language: str) -> str:
    """Give the folder of a language's pictures below the site's root: `share`, `share/fr`."""
    return languages.folder_of(FOLDER, language)


def share_pictures(shares: Iterable[Share], folder: str, cache: Cache) -> Mapping[str, SharePicture]:
    """Draw pictures for sharing, to stand in `folder`, by the path of their page: `countries/deu/`; '' for the home.

    A picture whose texts have letters that the site's fonts lack is left out; that of the home page stands for it.
    """
    typefaces = fonts(cache)
    made = {share_path(share.page, folder): share for share in shares}
    kept = drawable({path: share.svg for path, share in made.items()}, Widths(typefaces))
    drawn = pngs(kept, 1, cache, typefaces)
    return {
        made[path].page: SharePicture(
            Picture(path=path, alternative=made[path].alternative, width=WIDTH, height=HEIGHT),
            Download(path=path, data=data, media_type="image/png"),
        )
        for path, data in drawn.items()
    }


def share_path(page: str, folder: str) -> str:
    """Give the address of a page's picture below the site's root: `share/countries/deu.png`, `share/fr/home.png`."""
    return f"{folder}/{page.strip('/') or 'home'}.png"


def with_picture(page: Page, pictures: Mapping[str, SharePicture]) -> Page:
    """Give a page with its picture, where it has one."""
    found = pictures.get(page.path)
    return replace(page, picture=found.picture) if found else page
