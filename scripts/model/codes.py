"""Codes that the program itself must know. All others are content, in the package's code lists."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en",)
"""Languages of the site. Each needs `site_templates/locales/<language>.json` and the package's `*_<language>` columns."""

AREA_LANGUAGES: Final = ("en", "fr", "es")
"""Languages in which countries and areas are named in the package."""

POLICY_CODES: Final = ("yes", "partial", "no")
"""Values of a policy observation, best first."""

MISSING_STATUSES: Final = ("O", "M", "L", "Q", "NYP")
"""SDMX observation statuses (CL_OBS_STATUS) that explain a blank: not assessed, not applicable, not collected,
suppressed; and, as our one extension, not yet published."""

VALUE_STATUSES: Final = ("A", "E", "P", "U")
"""SDMX observation statuses that may stand beside a value: normal, estimated, provisional (a partial year), low reliability."""

UNKNOWN_PERIOD: Final = "_U"
"""Time period of an observation whose date the source does not give (SDMX: not specified)."""

MEASURE_TYPES: Final = ("policy", "category", "count", "ratio", "register")
"""How a series is measured, which decides its columns, checks, summaries and page sections."""

ROLES: Final = ("headline", "companion", "context")

AGGREGATIONS: Final = ("areas", "sum", "ratio_of_sums", "distinct_records", "none")
"""How a series is summed over a group: count areas by code; add; add both parts of a ratio; count distinct register
rows of which any party is a member (so that an agreement between two members counts once); never."""
