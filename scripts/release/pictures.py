"""Pictures for sharing: drawn, named, and given to their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scripts.charts.cache import Cache
from scripts.charts.png import fonts, pngs
from scripts.findings.site import Site
from scripts.fonts.widths import Widths
from scripts.model.site import Download, Page, Picture
from scripts.render.share import HEIGHT, WIDTH, shares

FOLDER = "share"


@dataclass(frozen=True, slots=True)
class SharePicture:
    """A picture for sharing as its page names it, and as a file of the site."""

    picture: Picture
    file: Download


def share_pictures(site: Site, cache: Cache) -> Mapping[str, SharePicture]:
    """Give the pictures for sharing of a language by the path of their page: `countries/deu/`; '' for the home page.

    Raises RefusedError when a text has letters that the site's fonts do not have.
    """
    typefaces = fonts(cache)
    made = {share_path(share.page, site.words.language): share for share in shares(site, Widths(typefaces))}
    drawn = pngs({path: share.svg for path, share in made.items()}, 1, cache, typefaces)
    return {
        share.page: SharePicture(
            Picture(path=path, alternative=share.alternative, width=WIDTH, height=HEIGHT),
            Download(path=path, data=drawn[path], media_type="image/png"),
        )
        for path, share in made.items()
    }


def share_path(page: str, language: str) -> str:
    """Give the address of a page's picture below the site's root: `share/countries/deu.png`, `share/fr/home.png`."""
    base = FOLDER if language == "en" else f"{FOLDER}/{language}"
    return f"{base}/{page.strip('/') or 'home'}.png"


def with_picture(page: Page, pictures: Mapping[str, SharePicture]) -> Page:
    """Give a page with its picture, where it has one."""
    found = pictures.get(page.path)
    return replace(page, picture=found.picture) if found else page
