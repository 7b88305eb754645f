"""What the files of a published site say, as answers: a value only with its cell, and where there is none the reason.

The files are those below `api/v1/`, which docs/en/api.md describes. Nothing is computed or guessed: a name that may
mean two things gives both, and one that means nothing says so.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from scripts.model.problems import UsageError
from scripts.words.words import Words

FOLDER: Final = "api/v1"
WORLD: Final = "WLD"
MOST: Final = 10
"""Indicators or areas that are named where several fit."""

Json = dict[str, Any]


class NotFoundError(LookupError):
    """What was asked for is not there; the message says what there is."""


@dataclass(frozen=True)
class Published:
    """A published site, and the words of its language. Raises UsageError for a folder that is none."""

    root: Path
    words: Words

    def _read(self, name: str) -> Json:
        path = self.root / FOLDER / f"{name}.json"
        try:
            held: Json = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            message = f"{self.root} holds no published site: {path} cannot be read."
            raise UsageError(message, "Name the folder that `make publish` writes.") from error
        return held

    @cached_property
    def _indicators(self) -> Json:
        return self._read("indicators")

    @cached_property
    def _countries(self) -> Json:
        return self._read("countries")

    @property
    def language(self) -> str:
        """The first language of the site, in which answers are given."""
        return str(self._indicators["languages"][0])

    def indicators(self, words: str = "") -> Json:
        """Give the indicators whose label, unit or id has all the words; all of them for none."""
        wanted = _plain(words).split()
        found = [row for row in self._indicators["indicators"] if _has(wanted, self._texts(row))]
        return {**self._head, "indicators": [self._indicator(row) for row in found]}

    def figure(self, indicator: str, area: str) -> Json:
        """Give what is known of one area under an indicator, or of the world. Raises NotFoundError."""
        row = self._one_indicator(indicator)
        if _whole(area) in (_whole(self.words("agents.world")), _whole(WORLD)):
            return {**self._head, "indicator": self._indicator(row), **self._of_world(row)}
        return {**self._head, "indicator": self._indicator(row), **self._of_area(row, self._one_area(area))}

    def compare(self, indicator: str, areas: Sequence[str]) -> Json:
        """Give the same of several areas, side by side, and what to keep in mind. Raises NotFoundError."""
        row = self._one_indicator(indicator)
        found = [self._of_area(row, self._one_area(area)) for area in areas]
        periods = sorted({each["time_period"] for each in found if each["time_period"]})
        unknown = [each["area"]["name"] for each in found if not each["values"]]
        cautions = []
        if len(periods) > 1:
            cautions.append(self.words("agents.periods", periods=self.words.list(periods)))
        if unknown:
            cautions.append(self.words("agents.unknown", names=self.words.list(unknown)))
        return {**self._head, "indicator": self._indicator(row), "areas": found, "cautions": cautions}

    @property
    def _head(self) -> Json:
        return {"release": self._indicators["release"], "released": self._indicators["released"]}

    # -- finding -------------------------------------------------------------------------------------------------------

    def _texts(self, row: Json) -> str:
        return " ".join([row["id"], *row["label"].values(), *row["unit"].values()])

    def _one_indicator(self, asked: str) -> Json:
        every = self._indicators["indicators"]
        exact = [row for row in every if _whole(asked) in (_whole(row["id"]), *map(_whole, row["label"].values()))]
        found = exact or [row for row in every if _has(_plain(asked).split(), self._texts(row))]
        return self._single(asked, found, [row["id"] for row in found or every])

    def _one_area(self, asked: str) -> Json:
        every = self._countries["countries"]
        exact = [
            row
            for row in every
            if _whole(asked) in {_whole(each) for each in (row["iso3"], row["iso2"], *row["name"].values()) if each}
        ]
        found = exact or [row for row in every if _has(_plain(asked).split(), " ".join(row["name"].values()))]
        names = [f"{row['iso3']} {row['name'][self.language]}" for row in found]
        return self._single(asked, found, names)

    def _single(self, asked: str, found: Sequence[Json], names: Sequence[str]) -> Json:
        """Give the one that was found. Raises NotFoundError for none and for several, with up to ten `names`."""
        if len(found) == 1 and asked.strip():
            return found[0]
        key = "several" if found else "none_of" if names else "none"
        raise NotFoundError(self.words(f"agents.{key}", asked=asked, names="; ".join(names[:MOST])))

    # -- telling -------------------------------------------------------------------------------------------------------

    def _indicator(self, row: Json) -> Json:
        told = {key: row["headline"][key] for key in ("time_period", "is_minimum")}
        return {
            "id": row["id"],
            "label": row["label"][self.language],
            "unit": row["unit"][self.language],
            "headline": told,
            "page": row["page"],
        }

    def _of_area(self, row: Json, area: Json) -> Json:
        held = self._read(f"countries/{area['iso3']}")
        entry = next(each for each in held["indicators"] if each["indicator"] == row["id"])
        return {
            "area": {"code": area["iso3"], "name": area["name"][self.language], "page": area["page"]},
            "time_period": entry["time_period"],
            "values": entry["values"],
            "unit_measure": entry["unit_measure"],
            "status": self._said(held, "obs_status", entry["obs_status"]),
            "means": self._means(held, row, entry["values"]),
            "carried_forward": entry["carried_forward"],
            "note": self._said(held, "note", entry["note"]),
            "reason": entry["reason"][self.language] if entry["reason"] else None,
            "source": held["sources"].get(entry["source"]) if entry["values"] else None,
        }

    def _means(self, held: Json, row: Json, values: Mapping[str, Json]) -> str | None:
        """Give the words of a value that is a code."""
        codelist, value = row["headline"]["codelist"], values.get("obs_value")
        return self._said(held, codelist, value["value"]) if codelist and value else None

    def _said(self, held: Json, codelist: str, code: object) -> str | None:
        found = held["labels"].get(codelist, {}).get(code)
        return str(found[self.language]) if found else None

    def _of_world(self, row: Json) -> Json:
        held = self._read(f"indicators/{row['id']}")
        return {
            "area": {"code": WORLD, "name": self.words("agents.world"), "page": row["page"]},
            "time_period": held["world"]["time_period"],
            "values": held["world"]["values"],
            "finding": held["finding"][self.language],
            "limits": held["limits"][self.language],
            "source": held["sources"].get(row["headline"]["source"]),
        }


def _plain(text: str) -> str:
    """Give the words of a text as names are compared: letters and digits, without accents and case."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    letters = (letter for letter in parts if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def _whole(text: str) -> str:
    """Give a text as whole names are compared: "Cote dIvoire" is "Côte d'Ivoire", since people leave signs out."""
    return _plain(text).replace(" ", "")


def _has(words: Iterable[str], text: str) -> bool:
    """Whether a text has each of the words as the beginning of one of its own."""
    own = _plain(text).split()
    return all(any(each.startswith(word) for each in own) for word in words)
