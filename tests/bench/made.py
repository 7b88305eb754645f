"""Makes packages of any size: so many areas, indicators and periods. Sound, and the same from the same numbers.

python -m tests.bench.made FOLDER --areas 330 --indicators 30 --periods 20
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from scripts.model.codes import UN_MEMBER, WORLD, is_user_assigned
from scripts.package.read import NAME
from scripts.start.cells import Figure, Place
from scripts.start.compose import compose
from scripts.start.files import README
from scripts.start.origin import SOURCE
from scripts.start.periods import Reading
from scripts.start.wish import Areas, Origin, Wish

LAST: Final = 2023
OF_A_GROUP: Final = 25
"""Areas of a group besides the world; each is in one."""

HEAD: Final = "ref_area,time_period,obs_value,obs_status,source,note\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a package is. Every indicator has a figure of every area in every period, but for a few that lack."""

    areas: int
    indicators: int
    periods: int

    @property
    def codes(self) -> list[str]:
        """Codes of the areas: those that ISO 3166-1 leaves to its users, from AAA to ZZZ, of which there are 1,091."""
        every = map("".join, product(ascii_uppercase, repeat=3))
        return [code for code in every if is_user_assigned(code) and code != "XKX"][: self.areas]

    @property
    def years(self) -> list[str]:
        """The periods: years, the last of them LAST."""
        return [str(LAST - n) for n in reversed(range(self.periods))]


def made(size: Size) -> dict[str, bytes]:
    """Give the files of a package by path."""
    figures = list(_figures(size))
    files = compose(_wish(size), figures, None, (), len(figures))
    del files[README]
    tables = [path for path in files if path.startswith("data/observations_")]
    for number, path in enumerate(sorted(tables)):
        files[path] = observations(size, number)
    files["data/series.csv"] = files["data/series.csv"].replace(b",sum,", b",sum_over_time,")
    files["data/reference_areas.csv"] = _states(files["data/reference_areas.csv"])
    files["data/area_groups.csv"] += "".join(_groups(size)).encode()
    files["data/area_group_members.csv"] = _members(files["data/area_group_members.csv"], size)
    return _described(files)


def observations(size: Size, number: int) -> bytes:
    """Give the file of one series: a text, since millions of rows as objects would fill the memory."""
    return (HEAD + "".join(_rows(size, number))).encode()


def _rows(size: Size, number: int) -> Iterator[str]:
    for place, code in enumerate(size.codes):
        for step, year in enumerate(size.years):
            value = (place * 7919 + step * 104_729 + number * 1_299_709) % 99_991
            lacks = value % 97 == 0
            yield f"{code},{year},{'' if lacks else value},{'O' if lacks else 'A'},{SOURCE},\n"


def _wish(size: Size) -> Wish:
    origin = Origin(
        title="Made figures",
        publisher="Institute of Made Figures",
        url="https://example.org/made",
        accessed="2024-06-30",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    return Wish(
        file=Path("made.csv"),
        folder=Path("made"),
        areas=Areas(column="area", own=True),
        time="year",
        values=("value",),
        series="series",
        title="Made figures",
        unit="persons",
        dimensions=(),
        measure="count",
        aggregation="sum",
        decimals=None,
        reading=Reading(),
        origin=origin,
    )


def _figures(size: Size) -> Iterator[Figure]:
    """Give the first and the last figure of each series, by which `compose` describes them; all rows come later."""
    for number in range(size.indicators):
        for place, code in enumerate(size.codes):
            for year in {size.years[0], size.years[-1]}:
                series = f"Made figure {number:03}"
                yield Figure(
                    row=2,
                    column="value",
                    series=series,
                    place=Place(code=code, name=code),
                    period=year,
                    codes=(),
                    value=str(place),
                    status="A",
                    unit="persons",
                )


def _groups(size: Size) -> Iterator[str]:
    for number in range(-(-size.areas // OF_A_GROUP)):
        name = f"Made region {number:03}"
        yield f"{number + 100:03},region,{WORLD},{number + 2},{name},{name},{name},{SOURCE}\n"


def _states(data: bytes) -> bytes:
    """Give the table of areas with each a state: regions then have states to compare."""
    rows = [*csv.DictReader(io.StringIO(data.decode(), newline=""))]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "area_type": UN_MEMBER, "un_member_since": "1945-10-24"} for row in rows)
    return text.getvalue().encode()


def _members(data: bytes, size: Size) -> bytes:
    head, *rows = data.decode().splitlines(keepends=True)
    own = {row.split(",")[1]: row for row in rows}
    more = [own[code].replace(WORLD, f"{place // OF_A_GROUP + 100:03}", 1) for place, code in enumerate(size.codes)]
    return "".join([head, *sorted([*rows, *more])]).encode()


def _described(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files with a descriptor that has the size and hash of what is in them now."""
    given = json.loads(files[NAME])
    for resource in given["resources"]:
        data = files[resource["path"]]
        resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    return {**files, NAME: f"{json.dumps(given, ensure_ascii=False, indent=2)}\n".encode()}


def write(size: Size, folder: Path) -> Path:
    """Write a package and give its folder."""
    for path, data in made(size).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def main() -> None:
    """Write a package of the size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name, usual in (("areas", 330), ("indicators", 30), ("periods", 20)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    write(Size(areas=asked.areas, indicators=asked.indicators, periods=asked.periods), asked.folder)


if __name__ == "__main__":
    main()
