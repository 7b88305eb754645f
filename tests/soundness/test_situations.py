"""Situations that strangers met, by kind: what is refused, by code, and what is built, and then nothing of it is wrong.

What a kind means is one rule; its inputs are many. Ways of the same kinds are in `test_combinations.py` (what has
nothing to state, a world, links to what is left out, kinds of headline), `test_wholes.py`, and beside them
`tests/release/test_place.py` (a public folder that is a link) and `tests/drawing/test_long_names.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.validate.validate import validate_files
from tests.packages import Row, Rows, package_files, small_tables
from tests.soundness.trial import tried

Change = Callable[[Rows], Any]
Changes = Mapping[str, Change | None]


def cells(key: str, code: str, **settings: str) -> Change:
    """Change cells of the rows whose `key` is `code`."""
    return lambda rows: [{**row, **(settings if row[key] == code else {})} for row in rows]


def more(*rows: Row) -> Change:
    """Add rows."""
    return lambda held: [*held, *rows]


def travellers(*periods: str, area: str = "NAM") -> Changes:
    """Add observations of some periods."""
    rows = [
        {"ref_area": area, "time_period": p, "mode": "land", "obs_value": "5", "obs_status": "A", "source": "survey"}
        for p in periods
    ]
    first = cells("id", "crossings.travellers", first_period="2000")
    return {"observations_crossings.travellers": more(*rows), "series": first}


def area(iso3: str, iso2: str, m49: str, name: str) -> Row:
    """A row of an area."""
    names = {"name_en": name, "name_fr": name, "name_es": name}
    return {"iso3": iso3, "iso2": iso2, "m49": m49, "area_type": "other-area", "source": "survey", **names}


def finding(text: str) -> Changes:
    """The sentence of the first indicator."""
    return {"indicators": cells("id", "open-doors", finding_en=text)}


def place(**settings: str) -> Changes:
    """Where Kenya is."""
    return {"reference_areas": cells("iso3", "KEN", **settings)}


def indicator(**settings: str) -> Changes:
    """What the second indicator is called."""
    return {"indicators": cells("id", "crossings", **settings)}


def parents(**of: str) -> Changes:
    """The parent of each group."""
    return {"area_groups": lambda rows: [{**row, "parent": of.get(f"g{row['id']}", row["parent"])} for row in rows]}


DATES: Mapping[str, Changes] = {
    "a span written with a dash": travellers("2022-23"),
    "an area until the thirteenth month": {"reference_areas": cells("iso3", "ABW", valid_to="2024-13")},
    "a member from and until months that are none": {
        "area_group_members": cells("group", "150", valid_from="2010-13", valid_to="2011-45")
    },
    "an area from the thirtieth of February": {"reference_areas": cells("iso3", "NAM", valid_from="1990-02-30")},
    "a leap day of a common year": {"reference_areas": cells("iso3", "NAM", valid_from="1990-02-29")},
    "a month of one digit": travellers("2022-4"),
    "a fifth quarter": travellers("2022-Q5"),
    "a third half": travellers("2022-S3"),
    "the month of naught": travellers("2022-00"),
    "a year of two digits": travellers("22"),
    "a year of five digits": travellers("20222"),
    "a week": travellers("2022-W54"),
    "a reporting year that goes back": travellers("2022/21"),
    "a reporting year over two years": travellers("2020/22"),
    "a day and month the other way round": travellers("31-12-2022"),
    "a period without a length": travellers("2022-04-01/P0M"),
}
"""A date or period that no calendar has."""

SPANS: Mapping[str, Changes] = {
    "years that could be months": travellers("2009-10", "2010-11", "2011-12"),
    "a single one": travellers("2010-11"),
    "two in a row": travellers("2009-10", "2010-11"),
    "with a later year that is no month": travellers("2010-11", "2011-12", "2012-13"),
    "of two areas": {
        "series": travellers()["series"],
        "observations_crossings.travellers": more(
            *[
                {
                    "ref_area": a,
                    "time_period": p,
                    "mode": "land",
                    "obs_value": "5",
                    "obs_status": "A",
                    "source": "survey",
                }
                for a in ("NAM", "KEN")
                for p in ("2010-11", "2011-12")
            ]
        ),
    },
    "beside a reporting year": travellers("2009/10", "2010-11"),
    "a century's end": travellers("2001-02", "2002-03"),
}
"""`2010-11`: a reporting year to some, November to others."""

BRACES: Mapping[str, Changes] = {
    text: finding(text)
    for text in (
        "{yes of {members} in {period}.",
        "{yes.__class__} of {members} in {period}.",
        "{0} {} of {members} in {period}.",
        "{ja} of {members} in {period}.",
        "{yes!r} of {members}.",
        "{yes:>9} of {members}.",
        "{yes[0]} of {members}.",
        "{yes} of {members}}.",
        "{{yes}} of {members}.",
        "{ yes } of {members}.",
        "{YES} of {members}.",
        "{%yes%} of {members}.",
        "{yes}{",
        "}{",
        "{total} of {members}.",
        "{yes} of {members.real} in {period}.",
    )
}
"""A sentence whose braces name nothing."""

TWINS: Mapping[str, Changes] = {
    "two codes of a list with one label": {
        "codelists": lambda rows: [{**r, **({"label_en": "Land"} if r["code"] == "sea" else {})} for r in rows]
    },
    "two indicators with one label": indicator(label_en="Open doors"),
    "two indicators with one number": indicator(number="1"),
    "two areas with one code of two letters": {"reference_areas": more(area("COG", "KE", "178", "Congo"))},
    "two areas with one name": {"reference_areas": more(area("COG", "CG", "178", "Kenya"))},
    "two areas with one M49 code": {"reference_areas": more(area("COG", "CG", "404", "Congo"))},
    "two areas whose names differ in an accent": {"reference_areas": more(area("COG", "CG", "178", "Kényà"))},
    "two areas whose names differ in capitals": {"reference_areas": more(area("COG", "CG", "178", "KENYA"))},
    "two indicators whose labels differ in a space": indicator(label_en="Open  doors"),
    "two indicators whose labels differ in capitals": indicator(label_en="open doors"),
    "two series of an indicator with one label": {"series": cells("id", "crossings.helped", label_en="Travellers")},
    "two groups with one name": {"area_groups": cells("id", "150", name_en="Africa")},
    "a name of two areas": {
        "area_names": more({"name": "Kenya", "ref_area": "NAM", "valid_from": "0001", "kind": "short"})
    },
}
"""Two things that nobody could tell apart."""

PLACES: Mapping[str, Changes] = {
    "a latitude alone": place(latitude="1.2"),
    "a longitude alone": place(longitude="37.9"),
    "the other way round": place(latitude="37.9", longitude="0.2"),
    "naught and naught": place(latitude="0", longitude="0"),
    "a latitude beyond the pole": place(latitude="91", longitude="37.9"),
    "a longitude beyond the date line": place(latitude="0.2", longitude="181"),
    "a sign left out": {"reference_areas": cells("iso3", "NAM", latitude="22.5", longitude="17.1")},
    "west for east": place(latitude="0.2", longitude="-37.9"),
    "of another country": place(latitude="52.5", longitude="13.4"),
    "degrees and minutes": place(latitude="0°12'", longitude="37°54'"),
}
"""A place where the country is not."""

CYCLES: Mapping[str, Changes] = {
    "each the other's parent": parents(g002="150", g150="002"),
    "its own parent": parents(g002="002"),
    "the world below a region": parents(gWLD="002"),
    "three in a ring": {
        "area_groups": lambda rows: [
            *({**row, "parent": {"002": "150", "150": "019"}.get(row["id"], row["parent"])} for row in rows),
            {**rows[1], "id": "019", "order": "4", "name_en": "Americas", "parent": "002"},
        ]
    },
    "a parent that is none": parents(g002="999"),
    "a parent of another kind that is an area": parents(g002="DEU"),
}
"""Groups that lead to no world."""

AGGREGATES: Mapping[str, Changes] = {
    "groups listed as areas": {
        "reference_areas": more(area("ARB", "", "", "Arab World"), area("WLD", "", "", "World"))
    },
    "a region with observations": travellers("2022", area="ARB"),
    "the world with observations": travellers("2022", area="WLD"),
    "a continent by its M49 code": {"reference_areas": more(area("AFR", "", "002", "Africa"))},
    "the European Union": {"reference_areas": more(area("EUU", "EU", "", "European Union"))},
    "the euro area": {"reference_areas": more(area("EMU", "XC", "", "Euro area"))},
    "a group of incomes": {"reference_areas": more(area("LMC", "", "", "Lower middle income"))},
    "the least developed": {"reference_areas": more(area("LDC", "", "199", "Least developed countries"))},
    "observations of a code of M49": travellers("2022", area="404"),
}
"""A whole among its parts."""

IDS = ("10.7.1", "1", "a.b.c", "sdg-10.7.1-a", "10-7-1", "con", "index", "x" * 60)
"""Ids as frameworks write them, and as file systems dislike them."""

UNFIT_IDS = {
    "A.1": "value-malformed",
    "10..7": "value-malformed",
    "10.7.1.": "value-malformed",
    "a_b": "value-malformed",
    "é": "value-malformed",
    "-a": "text-formula",
    "x" * 110: "text-too-long",
}

PATHS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "backslashes": (lambda path: path.replace("/", "\\"), "descriptor-invalid"),
    "a folder that is this one": (lambda path: f"./{path}", "descriptor-invalid"),
    "two strokes": (lambda path: path.replace("/", "//"), "descriptor-invalid"),
    "a stroke that is written as a sign": (lambda path: path.replace("/", "%2F"), "descriptor-invalid"),
    "a space at its end": (lambda path: f"{path} ", "descriptor-invalid"),
    "a list": (lambda path: [path], "descriptor-invalid"),
    "nothing": (lambda _: "", "descriptor-invalid"),
    "the root of the machine": (lambda path: f"/{path}", "path-outside"),
    "a way up": (lambda path: f"x/../{path}", "path-outside"),
    "an address": (lambda path: f"https://example.org/{path}", "path-outside"),
}
"""Ways of writing the path of a resource, and what is told of each."""


def codes(changes: Changes) -> set[str]:
    """The codes of the problems of a changed package."""
    return {problem.code for problem in validate_files(package_files(**changes))}


REFUSED: Mapping[str, tuple[Mapping[str, Changes], frozenset[str]]] = {
    "dates": (DATES, frozenset({"date-impossible", "period-malformed"})),
    "spans": (SPANS, frozenset({"period-may-be-span"})),
    "braces": (BRACES, frozenset({"finding-brace-stray", "finding-measure-unknown"})),
    "twins": (
        TWINS,
        frozenset(
            (
                *("label-twice", "number-twice", "area-codes-differ", "area-name-of-another", "area-name-shared"),
                *("text-space-doubled", "key-with-two-values"),
            )
        ),
    ),
    "places": (
        PLACES,
        frozenset(
            (
                *("coordinates-halved", "coordinates-swapped", "coordinates-at-zero", "coordinates-outside-area"),
                *("value-out-of-range", "wrong-type"),
            )
        ),
    ),
    "cycles": (CYCLES, frozenset({"group-within-itself", "group-unknown"})),
    "aggregates": (AGGREGATES, frozenset({"aggregate-as-area", "area-unknown"})),
}
"""Each kind, with its inputs and the codes that tell of it."""


@pytest.mark.one_in(7)
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, (held, _) in REFUSED.items() for name in held])
def test_each_input_of_a_kind_is_refused_as_what_it_is(kind: str, name: str) -> None:
    held, expected = REFUSED[kind]
    assert codes(held[name]) & expected


def helped(**settings: str) -> Changes:
    """Change the first ratio with a range."""
    return {"observations_crossings.helped": cells("ref_area", "DEU", **settings)}


def parts(*pairs: str) -> Changes:
    """Which area is part of which, as `ABW DEU`."""
    split = [pair.split() for pair in pairs]
    return {"area_parts": lambda _: [{"ref_area": a, "part_of": b, "source": "survey"} for a, b in split]}


ALONE: Mapping[str, tuple[Changes, list[tuple[str, str]]]] = {
    "an area that ends before it begins": (
        {"reference_areas": cells("iso3", "NAM", valid_to="1980-01-01")},
        [("dates-reversed", "valid_from")],
    ),
    "ends of a range that are divided by naught": (
        helped(denominator_low="0", denominator_high="0"),
        [("denominator-zero", "denominator_high"), ("denominator-zero", "denominator_low")],
    ),
    "one end that is": (helped(denominator_low="0"), [("denominator-zero", "denominator_low")]),
    "each part of the other": (parts("ABW DEU", "DEU ABW"), [("link-to-itself", "part_of")]),
    "parts in a ring of three": (parts("ABW DEU", "DEU KEN", "KEN ABW"), [("link-to-itself", "part_of")]),
    "parts of parts": (parts("ABW DEU", "DEU KEN"), []),
}
"""A fault by itself, and all that is told of it."""


@pytest.mark.parametrize("name", ALONE)
def test_a_fault_is_told_alone(name: str) -> None:
    changes, expected = ALONE[name]
    assert [(each.code, each.field) for each in validate_files(package_files(**changes))] == expected


def renamed(new: str) -> dict[str, bytes]:
    """The small package whose first indicator has another id."""
    columns = ("id", "indicator", "from_id", "series")

    def change(rows: Rows) -> list[Row]:
        return [{k: v.replace("open-doors", new) if k in columns else v for k, v in row.items()} for row in rows]

    tables = small_tables()
    own = {name.replace("open-doors", new): rows for name, rows in tables.items() if "open-doors" in name}
    changes: dict[str, Any] = dict.fromkeys((name for name in tables if "open-doors" in name), None)
    changes |= dict.fromkeys(("indicators", "series", "crosswalk", "evidence"), change) | own
    return package_files(**changes)


@pytest.mark.one_in(5)
@pytest.mark.parametrize("new", IDS)
def test_an_id_of_a_framework_is_built(new: str, tmp_path: Path) -> None:
    trial = tried(renamed(new), tmp_path)
    assert trial.refused == ()
    assert trial.faults == ()
    assert f"indicators/{new}/" in trial.pages


@pytest.mark.parametrize(("new", "code"), UNFIT_IDS.items(), ids=UNFIT_IDS.keys())
def test_an_id_that_no_address_has_is_refused(new: str, code: str) -> None:
    assert code in {problem.code for problem in validate_files(renamed(new))}


@pytest.mark.parametrize("name", PATHS)
def test_a_path_of_a_resource_is_one_within_the_package(name: str) -> None:
    write, code = PATHS[name]
    files = dict(package_files())
    descriptor = json.loads(files["datapackage.json"])
    resources = [{**each, "path": write(each["path"])} for each in descriptor["resources"]]
    files["datapackage.json"] = json.dumps({**descriptor, "resources": resources}).encode()
    assert {problem.code for problem in validate_files(files)} == {code}
