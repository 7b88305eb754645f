"""Investment schemes for diasporas, written from archived web pages, one scheme a row.

Faults: some schemes were announced and never issued, some are open to everybody, two rows are known and not read; end
years are often unknown, and `active` means active at the last page read. Amounts are in several currencies and of
several definitions, the Indian series is of deposits, and the list of open schemes by year is computed from the
register itself: none of the three is read further than to count its rows. Schemes and amounts each have a file of
additions with the same columns.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse_other_codes, refuse_other_forms, refuse_repeats

FILE = "diaspora_schemes.csv"
MORE = "diaspora_schemes_additions.csv"
AMOUNT_COLUMNS = ("scheme_key", "country_iso3", "value")
NOT_USED = {
    "derived_open_schemes_by_country_year.csv": ("computed-from-the-register", ("country_iso3", "year")),
    "diaspora_scheme_observations.csv": ("amounts-not-comparable", AMOUNT_COLUMNS),
    "diaspora_scheme_observations_additions.csv": ("amounts-not-comparable", AMOUNT_COLUMNS),
    "india_nri_deposit_net_inflows.csv": ("deposits-not-schemes", ("country_iso3", "fiscal_year")),
}
"""Files that give no record, why, and the columns by which they are known."""

CITED = ("source_title", "source_publisher", "source_url", "confidence", "basis")
COLUMNS = (
    *("id", "country_iso3", "scheme", "type", "specific_to_diaspora", "status"),
    *("launch_year", "end_year", "note", *CITED),
)
STATUSES = ("active", "announced_not_issued", "closed", "superseded", "unknown_end")
TYPES = (
    *("account", "bond", "certificate", "deposit", "facility", "fund", "guarantee", "matching_fund"),
    *("matching_grant", "philanthropy", "pilot_fund", "reintegration_grant"),
    *("incentive", "land_or_housing", "mortgage", "savings_scheme", "share_quota"),
)


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `schemes`, one row a scheme in one country: those of the file, then those of its additions.

    `id`, `ref_area`, `scheme`, `type`, `specific_to_diaspora` (yes, partly or no), `status`, `launch_year`, `end_year`
    ('' when not known), `note`, and the citation. Raises RefusedError for an unknown area or code, a year that is none,
    and an id that stands twice, in one file or in both.
    """
    files = {name: _schemes(raw, areas, name) for name in (FILE, MORE)}
    schemes = pd.concat(files.values(), ignore_index=True)
    refuse_repeats(schemes, "id", raw.source)
    return Harvest(
        tables={"schemes": schemes},
        accounts=(
            *(Account(file=name, read=len(frame), used=len(frame)) for name, frame in files.items()),
            *(_set_aside(raw, name, reason, columns) for name, (reason, columns) in NOT_USED.items()),
        ),
    )


def _schemes(raw: RawFolder, areas: Areas, name: str) -> pd.DataFrame:
    file = f"{raw.source}/{name}"
    frame = raw.csv(name, columns=COLUMNS)
    areas.check(frame["country_iso3"], file=file, column="country_iso3")
    refuse_repeats(frame, "id", file)
    refuse_other_codes(frame, "type", TYPES, file)
    refuse_other_codes(frame, "specific_to_diaspora", ("yes", "partly", "no"), file)
    refuse_other_codes(frame, "status", STATUSES, file)
    for column in ("launch_year", "end_year"):
        refuse_other_forms(frame, column, r"(\d{4})?", file, "YYYY or nothing")
    return frame.loc[:, list(COLUMNS)].rename(columns={"country_iso3": "ref_area"})


def _set_aside(raw: RawFolder, name: str, reason: str, columns: tuple[str, ...]) -> Account:
    rows = len(raw.csv(name, columns=columns))
    return Account(file=name, read=rows, used=0, set_aside={reason: rows})


ADAPTER = Adapter(source="diaspora-investment", read=read)
