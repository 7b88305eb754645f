"""No sum of countries stands among the countries: the program adds them itself, and would count it twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from scripts.model.problems import Problem
from scripts.validate.aggregates import is_aggregate_code, is_aggregate_name
from scripts.validate.cells import per_value
from scripts.validate.check import Check, Context, in_rows

CODE: Final = "aggregate-as-area"


def aggregates(context: Context) -> Iterator[Problem]:
    """No area has the code, the number or the name of a group. An area with an ISO2 code is a country or a part of one.

    That of the European Union, `EU`, is one of ISO's reserved codes, and others give sums codes of two letters of their
    own: whatever stands there, no country has a code of three letters that is known as that of a sum.

    Of a sum that observations name and `reference_areas` does not list, the check of keys tells.
    """
    areas, groups = context.table("reference_areas"), context.table("area_groups")
    ids = frozenset(groups["id"])
    names = {name.casefold() for column in groups.columns if column.startswith("name_") for name in groups[column]} - {
        ""
    }
    columns = [column for column in areas.columns if column.startswith("name_")]
    today = areas["valid_to"] == ""
    named = pd.Series(data=False, index=areas.index)
    for column in columns:
        named |= per_value(areas[column], lambda name: name.casefold() in names or is_aggregate_name(name), bool)
    coded = per_value(areas["iso3"], lambda code: is_aggregate_code(code, ids), bool)
    numbered = (areas["m49"] != "") & areas["m49"].isin(ids)
    published = per_value(areas["iso3"], lambda code: is_aggregate_code(code, ()), bool)
    own = (areas["iso2"] == "") & (coded | numbered | (named & (areas["m49"] == "")))
    told = today & (published | own)
    yield from in_rows("reference_areas", areas[told], CODE, "iso3")


CHECKS = (Check(codes=(CODE,), run=aggregates),)
