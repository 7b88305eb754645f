"""Content of Deep Trade Agreements (World Bank): which trade agreements have provisions on migration and human rights.

Read from a table that was derived from the workbook, which lists agreements by name and not by party. Faults: one row
is blank but for its name and year; one agreement has two years of entry into force, for goods and for services, of
which the first is used; in one the cells on enforcement are blank, where nothing is mentioned that could be enforced;
accessions are rows of their own. None of these is a labour agreement.
"""

from __future__ import annotations

import pandas as pd

from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder
from scripts.sources.refusals import refuse, refuse_other_codes, refuse_other_forms, refuse_repeats

FILE = "pta_migration_human_rights_provisions_DERIVED.csv"
MENTIONED = {
    "visa_asylum": "visa_asylum_mentioned",
    "illegal_immigration": "illegal_immigration_mentioned",
    "human_rights": "human_rights_mentioned",
}
ENFORCEABLE = "human_rights_enforceable"
MIGRATION = "has_migration_provision"
COLUMNS = ("agreement", "year_in_force", *MENTIONED.values(), ENFORCEABLE, MIGRATION)
TRUTH = {"1": "true", "0": "false"}
IN_COURT = "2"
"""Code of a provision that the settlement of disputes covers; 1 is one that it leaves out."""


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Give `agreements`: `agreement`, `year` of entry into force, and true or false for each kind of provision.

    `migration` (on visas and asylum, or on illegal immigration), `visa_asylum`, `illegal_immigration`, `human_rights`,
    and `human_rights_enforceable`. Raises RefusedError for another code, a year that is none, an agreement that stands
    twice, and a row whose sum of provisions on migration is not what its parts say.
    """
    file = f"{raw.source}/{FILE}"
    frame = raw.csv(FILE, columns=COLUMNS)
    refuse_repeats(frame, "agreement", file)
    refuse_other_codes(frame, MIGRATION, ("yes", "no", ""), file)
    blank = frame[MIGRATION] == ""
    used = frame[~blank]
    for column in MENTIONED.values():
        refuse_other_codes(used, column, TRUTH, file)
    refuse_other_codes(used, ENFORCEABLE, ("", "0", "1", IN_COURT), file)
    refuse_other_forms(used, "year_in_force", r"\d{4}( \d{4})?", file, "YYYY, or two years")
    migration = (used[MENTIONED["visa_asylum"]] == "1") | (used[MENTIONED["illegal_immigration"]] == "1")
    refuse(used.loc[migration != used[MIGRATION].eq("yes"), MIGRATION], file=file, code="source-value-malformed")
    agreements = pd.DataFrame(
        {
            "agreement": used["agreement"],
            "year": used["year_in_force"].str[:4],
            "migration": migration.map({True: "true", False: "false"}),
            **{name: used[column].map(TRUTH) for name, column in MENTIONED.items()},
            "human_rights_enforceable": used[ENFORCEABLE].eq(IN_COURT).map({True: "true", False: "false"}),
        }
    ).reset_index(drop=True)
    two = int(used["year_in_force"].str.contains(" ", regex=False).sum())
    account = Account(
        file=FILE,
        read=len(frame),
        used=len(used),
        set_aside={"blank-row": int(blank.sum())} if blank.any() else {},
        repaired={"two-years-in-one-cell": two} if two else {},
    )
    return Harvest(tables={"agreements": agreements}, accounts=(account,))


ADAPTER = Adapter(source="trade-agreements", read=read)
