"""UN M49 regions and development groups in three languages, and ISO 3166 names, from three public copies.

Faults that this adapter mends or sets aside:

- The English M49 file calls Cote d'Ivoire "Ivory Coast": the French file's name is used (`name-corrected`).
- The packager added Taiwan to the M49 files, without a region: set aside as `not-in-m49`.
- The English file begins with a byte order mark; Namibia's alpha-2 code is the text NA.
- Antarctica has no region: kept without one.
- i18n-iso-countries gives some values as lists: each name is a row. It also names Kosovo (XK).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from scripts.model.problems import Problem, RefusedError
from scripts.sources.adapter import Account, Adapter, Harvest
from scripts.sources.areas import Areas
from scripts.sources.raw import RawFolder

LANGUAGES = ("en", "fr", "es")
LEVELS = ("Region", "Sub-region", "Intermediate Region")
FLAGS = {
    "Least Developed Countries (LDC)": "ldc",
    "Land Locked Developing Countries (LLDC)": "lldc",
    "Small Island Developing States (SIDS)": "sids",
}
COLUMNS = (
    "Global Code",
    "Global Name",
    *(f"{level} {part}" for level in LEVELS for part in ("Code", "Name")),
    "Country or Area",
    "M49 Code",
    "ISO-alpha2 Code",
    "ISO-alpha3 Code",
    *FLAGS,
)
CORRECTED = {"Ivory Coast": "C\u00f4te d'Ivoire"}
ADDED_BY_PACKAGER = "TWN"
COUNTRY_CODES = {
    "UNTERM English Short": "en",
    "UNTERM English Formal": "en",
    "official_name_en": "en",
    "CLDR display name": "en",
    "UNTERM French Short": "fr",
    "UNTERM Spanish Short": "es",
}


def read(raw: RawFolder, areas: Areas) -> Harvest:
    """Read the M49 files, country-codes, and the two ISO name lists.

    Tables: `areas` (ref_area, m49, iso2, names, codes of region, sub-region and intermediate region, and the flags ldc,
    lldc and sids as `yes` or blank), `groups` (id, kind, parent, names), `names` (ref_area, name, language, file) and
    `withdrawn` (iso3, iso2, m49, name, withdrawn: codes that ISO 3166-3 lists). Raises RefusedError when a file or
    column is missing, or when the M49 files of two languages list other codes.
    """
    frames = {language: _m49(raw, language) for language in LANGUAGES}
    base = frames["en"]
    for language in LANGUAGES[1:]:
        _same_codes(raw, base, frames[language], language)
    corrected = base["Country or Area"].isin(list(CORRECTED))
    names = {
        f"name_{language}": _tidy(frame["Country or Area"]).replace(CORRECTED) for language, frame in frames.items()
    }
    table = pd.DataFrame(
        {
            "ref_area": base["ISO-alpha3 Code"],
            "m49": base["M49 Code"],
            "iso2": base["ISO-alpha2 Code"],
            **names,
            **{level.lower().replace("-", "_").replace(" ", "_"): base[f"{level} Code"] for level in LEVELS},
            **{flag: base[column].map({"x": "yes"}).fillna("") for column, flag in FLAGS.items()},
        }
    )
    real = table["ref_area"] != ADDED_BY_PACKAGER
    accounts = [
        Account(
            file=_m49_file(language),
            read=len(frame),
            used=int(real.sum()),
            set_aside={"not-in-m49": int((~real).sum())} if not real.all() else {},
            repaired={"name-corrected": int(corrected.sum())} if language == "en" and corrected.any() else {},
        )
        for language, frame in frames.items()
    ]
    listed, listed_accounts = _listed_names(raw)
    withdrawn, withdrawn_account = _withdrawn(raw)
    tables = {
        "areas": table[real].reset_index(drop=True),
        "groups": _groups(frames),
        "names": listed,
        "withdrawn": withdrawn,
    }
    return Harvest(tables=tables, accounts=(*accounts, *listed_accounts, withdrawn_account))


def _m49_file(language: str) -> str:
    return f"UNSD-M49-{language}.csv"


def _m49(raw: RawFolder, language: str) -> pd.DataFrame:
    frame = raw.csv(_m49_file(language), COLUMNS)
    return frame.sort_values("ISO-alpha3 Code", ignore_index=True)


def _same_codes(raw: RawFolder, base: pd.DataFrame, other: pd.DataFrame, language: str) -> None:
    """Refuse a language whose rows are not those of the English file."""
    codes = ["ISO-alpha3 Code", "M49 Code", *(f"{level} Code" for level in LEVELS)]
    left, right = (set(map(tuple, f[codes].to_numpy().tolist())) for f in (base, other))
    if left != right:
        file = f"{raw.source}/{_m49_file(language)}"
        raise RefusedError(
            Problem(file=file, code="source-rows-disagree", field="ISO-alpha3 Code", found=" ".join(row))
            for row in sorted(left ^ right)
        )


def _tidy(names: pd.Series) -> pd.Series:
    return names.str.replace("\xa0", " ").str.replace("\u2019", "'").str.strip()


def _groups(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Regions, sub-regions and intermediate regions, each with the group that it is part of."""
    english = frames["en"]
    rows: list[dict[str, str]] = []
    parents = ("Global Code", "Region Code", "Sub-region Code")
    for level, parent in zip(LEVELS, parents, strict=True):
        code = f"{level} Code"
        names = {
            language: dict(zip(frame[code], _tidy(frame[f"{level} Name"]), strict=True))
            for language, frame in frames.items()
        }
        links = dict(zip(english[code], english[parent], strict=True))
        rows.extend(
            {
                "id": group,
                "kind": level.lower().replace(" ", "-"),
                "parent": "WLD" if parent == "Global Code" else above,
                **{f"name_{language}": names[language][group] for language in LANGUAGES},
            }
            for group, above in sorted(links.items())
            if group
        )
    return pd.DataFrame(rows)


def _listed_names(raw: RawFolder) -> tuple[pd.DataFrame, list[Account]]:
    """Names that the three packages list, for the table of names; one row for each name."""
    codes = raw.csv("country-codes.csv", ["ISO3166-1-Alpha-2", "ISO3166-1-Alpha-3", *COUNTRY_CODES])
    iso3 = dict(zip(codes["ISO3166-1-Alpha-2"], codes["ISO3166-1-Alpha-3"], strict=True)) | {"XK": "XKX"}
    rows = [
        (row["ISO3166-1-Alpha-3"], row[column], language, "country-codes.csv")
        for row in codes.to_dict("records")
        for column, language in COUNTRY_CODES.items()
    ]
    accounts = [Account(file="country-codes.csv", read=len(codes), used=len(codes))]
    for language in LANGUAGES:
        file = f"i18n-iso-countries-7.14.0-{language}.json"
        countries: dict[str, Any] = _key(raw, file, "countries")
        rows.extend((iso3.get(iso2, ""), name, language, file) for iso2, v in countries.items() for name in _each(v))
        accounts.append(Account(file=file, read=len(countries), used=len(countries)))
    file = "pycountry-iso3166-1.json"
    entries: list[dict[str, str]] = _key(raw, file, "3166-1")
    keys = ("name", "official_name", "common_name")
    rows.extend((entry["alpha_3"], entry[key], "en", file) for entry in entries for key in keys if key in entry)
    accounts.append(Account(file=file, read=len(entries), used=len(entries)))
    names = pd.DataFrame(rows, columns=["ref_area", "name", "language", "file"])
    names["name"] = names["name"].str.strip()
    return names[(names["name"] != "") & (names["ref_area"] != "")].reset_index(drop=True), accounts


def _each(value: str | list[str]) -> Iterator[str]:
    yield from [value] if isinstance(value, str) else value


def _key(raw: RawFolder, file: str, key: str) -> Any:
    """One key of a JSON object. Raises RefusedError that names the file and the key when it is absent."""
    data = raw.json(file)
    if not isinstance(data, dict) or key not in data:
        raise RefusedError([Problem(file=f"{raw.source}/{file}", code="source-column-missing", field=key)])
    return data[key]


def _withdrawn(raw: RawFolder) -> tuple[pd.DataFrame, Account]:
    file = "pycountry-iso3166-3.json"
    entries: list[dict[str, str]] = _key(raw, file, "3166-3")
    table = pd.DataFrame(
        {
            "iso3": [entry["alpha_3"] for entry in entries],
            "iso2": [entry["alpha_2"] for entry in entries],
            "m49": [entry.get("numeric", "") for entry in entries],
            "name": [entry["name"] for entry in entries],
            "withdrawn": [entry["withdrawal_date"] for entry in entries],
        },
        dtype=str,
    )
    return table, Account(file=file, read=len(entries), used=len(entries))


ADAPTER = Adapter(source="reference-m49", read=read, needs_areas=False)
