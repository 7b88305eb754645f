"""Every file that tells others of a site: reference managers, programs, crawlers and models, portals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts.exports.catalogue import DataSet
from scripts.exports.citations import citations
from scripts.exports.crawlers import crawlers
from scripts.exports.dcat import dcat
from scripts.exports.exports import CITATION, enclosed
from scripts.exports.openapi import openapi
from scripts.exports.well_known import well_known
from scripts.model.site import Download
from scripts.words.edition import Edition


def telling(listed: Sequence[tuple[Edition, Sequence[DataSet]]], site_url: str) -> list[Download]:
    """Give the files. `listed` are the data sets of the site in each language, the first first."""
    site = listed[0][0]
    cited = [file for edition, found in listed for file in citations(edition, found, site_url)]
    file = enclosed(site.reading.package, Path())[CITATION]
    cited.append(Download(path=CITATION, data=file, media_type="text/plain"))
    of_site = (openapi(site, site_url), *crawlers(site, site_url), *well_known(site, site_url))
    return [*cited, *of_site, *dcat(listed, site_url)]
