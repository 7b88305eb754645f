"""Codes and names under which statistics publish sums of countries beside the countries."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

CODES: Final = frozenset(
    {
        *("AFE", "AFR", "AFW", "ALL", "ARB", "ASI", "BEA", "BEC", "BHI", "BLA", "BMN", "BSS", "CAA", "CEA", "CEB"),
        *("CEU", "CLA", "CME", "CSA", "CSS", "DEA", "DEC", "DFS", "DLA", "DMN", "DNF", "DNS", "DSA", "DSF", "DSS"),
        *("DXS", "EAP", "EAR", "EAS", "ECA", "ECS", "EMU", "EUR", "EUU", "FCS", "FXS", "HIC", "HPC", "IBB", "IBD"),
        *("IBT", "IDA", "IDB", "IDX", "INX", "LAC", "LCN", "LDC", "LIC", "LMC", "LMY", "LTE", "MDE", "MEA", "MIC"),
        *("MNA", "NAC", "NAF", "NRS", "OCE", "OED", "OSS", "PRE", "PSS", "PST", "RRS", "SAS", "SSA", "SSF", "SST"),
        *("SXZ", "TEA", "TEC", "TLA", "TMN", "TOT", "TSA", "TSS", "UMC", "WBG", "WLD", "XZN"),
    }
)
"""Three-letter codes of the World Bank's aggregates, and of continents and totals. ISO 3166-1 gives none of them to a
country; NAM, which some give to North America, is Namibia."""

_NAMES: Final = re.compile(
    r"(?:the )?(?:world|total|grand total|all (?:countries|areas|regions)|rest of (?:the )?world|arab world|africa"
    r"|americas|asia|europe|oceania|european union(?: .*)?|eu-?\d+|euro area|oecd.*"
    r"|.*\b(?:high|middle|low)[ -]income\b.*"
    r"|.*\bsmall states|.*\(ID[AB].*\)|ID[AB] .*|.*demographic dividend.*|least developed countries.*"
    r"|heavily indebted .*|fragile and conflict.*|sub-saharan africa.*|middle east .*north africa.*|latin america .*"
    r"|east asia .*|south asia.*|central europe .*|europe (?:&|and) central asia.*|north america"
    r"|(?:other|unspecified) (?:countries|areas).*)",
    re.IGNORECASE,
)
"""English names of such sums."""


def is_aggregate_code(code: str, groups: Collection[str]) -> bool:
    """Tell whether a code is that of a sum of countries: of a group of the package, or one that others publish."""
    return code in CODES or code in groups


def is_aggregate_name(name: str) -> bool:
    """Tell whether an English name is that of a sum of countries."""
    return _NAMES.fullmatch(name) is not None
