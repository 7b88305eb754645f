"""Codes that the program itself must know. All others are content, in the package's code lists."""

from __future__ import annotations

import re
from typing import Final

POLICY_CODES: Final = ("yes", "partial", "no")
"""Values of a policy observation, best first."""

STATUSES: Final = (*POLICY_CODES, "not_assessed")
"""The statuses of a policy as readers see them, in the order in which they are always shown."""

FOUND_STATUSES: Final = ("yes", "not_documented")
"""The same of a policy whose sources find only yes: nothing was assessed, so the rest is not documented."""

ALL_STATUSES: Final = (*STATUSES, "not_documented")
"""Every status that a page with several policies may show."""

MISSING_STATUSES: Final = ("O", "M", "L", "Q", "NYP")
"""SDMX observation statuses (CL_OBS_STATUS) that explain a blank: not assessed, not applicable, not collected,
suppressed; and, as our one extension, not yet published."""

VALUE_STATUSES: Final = ("A", "E", "P", "U")
"""SDMX observation statuses that may stand beside a value: normal, estimated, provisional (partial year), low
reliability."""

WORST_LAST: Final = ("A", "E", "U", "P")
"""The same from the best to the worst: a figure made of several has the worst status of its parts. What is not complete
is worst, since a later edition will change it."""

AT_LEAST: Final = "at_least"
ALMOST: Final = "almost"
ABOUT: Final = "about"

BOUNDS: Final = {"stated-as-more-than": AT_LEAST, "stated-as-almost": ALMOST, "stated-as-about": ABOUT}
"""Notes by which a source bounds a figure of its own, with what is said before it then: SDMX has no status for that. Of
a series whose every figure is a minimum (`is_minimum`) 'at least' is said without a note."""

UNKNOWN_PERIOD: Final = "_U"
"""Time period of an observation whose date the source does not give (SDMX: not specified)."""

MEASURE_TYPES: Final = ("policy", "category", "count", "ratio", "register", "value")
"""How a series is measured, which decides its columns, checks, summaries and page sections."""

DIVISIONS: Final = ("region", "sub-region", "intermediate-region")
"""Kinds of groups that divide another group: those of UN M49. An area is in one of each at a time at most."""

REFERENCE_DAYS: Final = ("01-01", "12-31")
"""Days of a year on which the values of a series may hold."""

HEADLINE: Final = "headline"
ROLES: Final = (HEADLINE, "companion", "variant", "context")
"""What a series is for. A `variant` counts what the headline counts by a stricter, looser or other rule, and stands
beside it in one table alone."""

STRICTER: Final = "stricter"
LOOSER: Final = "looser"
DIRECTIONS: Final = ("headline", STRICTER, LOOSER, "other")
"""How a rule stands to that of the headline: what is counted by a stricter one the headline counts too, a looser one
counts whatever the headline counts, and another one takes out some and adds some."""

AGGREGATIONS: Final = (
    "areas",
    "sum",
    "sum_over_time",
    "ratio_of_sums",
    "spread",
    "weighted_mean",
    "median",
    "distinct_records",
    "none",
)
"""How a series is summed over a group.

`areas` counts UN member states by code. `sum` adds areas; `sum_over_time` also adds periods (a flow).
`ratio_of_sums` adds numerators and denominators of a period.
`distinct_records` counts register rows of which any party is in the group, so that an agreement between two members
counts once. `none` adds nothing. `spread` adds no ratios of single cases either: it says how many there are, in how
many areas, and the lowest, the median and the highest. `weighted_mean` and `median` put measured values of a period
together, with the lowest and the highest: a value without a weight is left out of a mean, and told.
"""

EVERYTHING_BEFORE: Final = "all"
"""Window of a series whose values count everything up to the end of their period."""

ALL_PERIODS: Final = "_T"
"""Time period of a figure over all periods (SDMX: total)."""

PERSONS: Final = "persons"
"""Unit of counts of people."""

WORLD: Final = "WLD"
"""The group of all areas."""

UN_MEMBER: Final = "un-member"
"""Kind of area that policy series are counted over."""


WHOLE, PART = "whole", "part"
UNCOUNTED: Final = frozenset({WHOLE, PART})
"""Kinds of area that the world does not add: the whole of areas that are in it themselves, and a part of a country that
is. Each piece of land is in a figure of the world once."""


def group_of_parts(area: str) -> str:
    """Give the code of the group that the parts of an area make up, where a package has it.

    The area itself is in no group with its parts, so that nothing is counted twice; this code says which whole it is.
    """
    return f"{area}P"


OTHER_LAND: Final = "XZZ"
"""Shape of a map that is all land of which a package has no area: it is not disputed, and has no figure."""

USER_ASSIGNED: Final = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")
"""Alpha-3 codes that ISO 3166-1 leaves to its users, as XKX; it will never give them to a country."""


def is_user_assigned(iso3: str) -> bool:
    """Tell whether a code is none of ISO 3166-1's own."""
    return USER_ASSIGNED.fullmatch(iso3) is not None
