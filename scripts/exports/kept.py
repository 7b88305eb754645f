"""Files of releases at addresses of their own, which stay: `data/<version>/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.exports.published import FOLDER, MEDIA_TYPES
from scripts.model.site import Download
from scripts.package.history import History

PASSING: frozenset[str] = frozenset({"validation.json", "croissant.json"})
"""Files beside the data that are of the day on which the site was built, or name its address."""


def kept_names(downloads: Iterable[Download]) -> dict[str, bytes]:
    """Give the files that a release keeps, by name: all that lie in the folder of data itself.

    What is cut of them for a country, an indicator or a region is in the archive.
    """
    inside = ((file.path.removeprefix(f"{FOLDER}/"), file.data) for file in downloads)
    return {name: data for name, data in inside if "/" not in name and name not in PASSING}


def release_files(history: History, downloads: Iterable[Download]) -> Iterator[Download]:
    """Give each file of each release. `downloads` are those of the release that the package is.

    A release that is kept has what was kept. Where that is what was made anew, it is the same bytes in memory.
    """
    made = kept_names(downloads)
    for release in history.releases:
        files = release.files if "datapackage.json" in release.files else {**release.files, **made}
        for name, data in sorted(files.items()):
            same = made[name] if made.get(name) == data else data
            media_type = MEDIA_TYPES[name.rpartition(".")[2]]
            yield Download(path=f"data/{release.version}/{name}", data=same, media_type=media_type)
