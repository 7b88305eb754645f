"""What `data/latest/` may have otherwise than the release that it is: how its figures are described and packed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.verify.files import Folder
from scripts.verify.releases import releases

LATEST, OWN = "data/latest", "data/2024.1"
FILES = {
    "series.csv": "id\nopen-doors\n",
    "areas.topojson": "{}\n",
    "datapackage.json": "{}\n",
    "releases.csv": "version,after\n2024.1,\n",
    "changes.csv": "kind\n",
}
DIFFERENCES = {
    "nothing": ({}, []),
    "a description that says more": ({"datapackage.json": '{"title": "Doors"}\n'}, []),
    "a table of another form": ({"latest.csv": "series\n"}, []),
    "a workbook": ({"all.xlsx": "x"}, []),
    "a table that says otherwise": ({"series.csv": "id\nclosed-doors\n"}, ["release-file-differs"]),
    "a map that shows otherwise": ({"areas.topojson": "[]\n"}, ["release-file-differs"]),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_a_newer_program_may_make_otherwise(name: str, tmp_path: Path) -> None:
    changed, codes = DIFFERENCES[name]
    site, package = tmp_path / "site", tmp_path / "package"
    for folder, files in ((LATEST, {**FILES, **changed}), (OWN, FILES)):
        (site / folder).mkdir(parents=True)
        for file, text in files.items():
            (site / folder / file).write_text(text, encoding="utf-8")
    (package / "releases").mkdir(parents=True)
    kept = {"version": "2024.1", "files": dict.fromkeys(FILES, "")}
    (package / "releases" / "2024.1.json").write_text(json.dumps(kept), encoding="utf-8")
    told = [problem.code for problem in releases(Folder(site), package) if problem.file.startswith(LATEST)]
    assert told == codes
