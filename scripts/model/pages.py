"""Kinds of page: what pages are made for each of, where they stand, which list leads to them, how search tells them.

Each is declared once. `render` makes pages of it, `words` names them, `assemble` tells search of them, and `verify`
asks for each of them: all read these rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scripts.model.languages import Languages
from scripts.model.locale_files import OWN

ERRORS: Final = "errors/"
"""Folder of the pages on codes of errors, which are for maintainers, below the root of their language."""


def errors_at(languages: Languages) -> str:
    """Give where the pages on codes of errors stand below the site's root; '' for a site without their language."""
    return f"{languages.root_of(OWN)}{ERRORS}" if OWN in languages.codes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """What pages are made for each of. `name` is what the head of a template calls it."""

    name: str
    folder: str = ""
    """Folder of its pages below the language's root; '' where each template names its address."""
    table: str = ""
    """Table of the package whose rows have a page each: all of them, or those that their check in `verify` picks."""
    key: str = "id"
    """Column of the table that names a row in addresses."""
    within: str = ""
    """Column that stands before the key in addresses, where the key alone names no row."""
    listed: bool = True
    """Whether the folder has a page of its own, which leads to each of them."""
    words: str = ""
    """Key of the words by which search tells the kind; '' for pages that are not looked for."""
    pictured: bool = True
    """Whether its charts have a picture (PNG) among the files of the site; else the page makes it for who asks."""

    def code(self, row: Mapping[str, str]) -> str:
        """Give what names a row in addresses: `deu`, or `incident-region/mediterranean` within a list."""
        code = row.get(self.key, "").lower()
        return f"{row.get(self.within, '').replace('_', '-')}/{code}" if self.within else code

    def path(self, code: str) -> str:
        """Give the address of the page of one row, below the language's root: `countries/deu/` for `DEU`."""
        return f"{self.folder}/{code.lower()}/"


COUNTRY: Final = PageKind(
    name="country",
    folder="countries",
    table="reference_areas",
    key="iso3",
    words="search.kind.country",
    pictured=False,
)
INDICATOR: Final = PageKind(name="indicator", folder="indicators", table="indicators", words="search.kind.indicator")
AREA_GROUP: Final = PageKind(
    name="area group", folder="regions", table="area_groups", words="search.kind.area_group", pictured=False
)
POLICY_AREA: Final = PageKind(
    name="policy area", folder="policy-areas", table="policy_areas", listed=False, words="search.kind.policy_area"
)
DIMENSION: Final = PageKind(name="dimension", folder="dimensions", table="dimensions", words="search.kind.dimension")
SOURCE: Final = PageKind(name="source", folder="sources", table="sources", words="search.kind.source")
RELEASE: Final = PageKind(
    name="release", folder="releases", table="releases", key="version", words="search.kind.release"
)
"""A release: the one that the package is, or one that is kept."""
GROUPED: Final = PageKind(
    name="grouped code",
    folder="groupings",
    table="codelists",
    key="code",
    within="codelist",
    words="search.kind.grouped_code",
    pictured=False,
)
"""A code of a grouping (table `groupings`) that occurs in observations: a place, a route."""
GROUPINGS: Final = PageKind(name="groupings", words="search.kind.site")
"""The list of all groupings, where a package has any."""
SITE: Final = PageKind(name="site", words="search.kind.site")
"""One page of the whole site."""
CHART: Final = PageKind(name="chart", folder="embed", listed=False)
"""A chart by itself, to be shown in other sites."""
LONG_TABLE: Final = PageKind(name="long table")
"""A table that is too long for the page that it belongs to."""

PAGE_KINDS: Final = (
    COUNTRY,
    INDICATOR,
    AREA_GROUP,
    POLICY_AREA,
    DIMENSION,
    SOURCE,
    RELEASE,
    GROUPED,
    GROUPINGS,
    SITE,
    CHART,
    LONG_TABLE,
)
"""Every kind, in the order in which search gives pages that fit equally well."""

OF_DATA_SETS: Final = (INDICATOR, COUNTRY, AREA_GROUP)
"""Kinds whose pages are each of a data set: something with files of its own, to be listed and cited by itself."""

KIND_OF: Final[Mapping[str, PageKind]] = {kind.name: kind for kind in PAGE_KINDS}
"""The same by name."""


def pictured(path: str) -> bool:
    """Whether the charts of a page, by its address below the language's root, have a picture (PNG) as a file."""
    return not any(path.startswith(f"{kind.folder}/") for kind in PAGE_KINDS if not kind.pictured)
