"""The files for programs described by OpenAPI 3.1: addresses, and a JSON Schema of what each holds.

A schema names every key and allows no other, so that tests notice a key that came, went or became something else. It is
a promise: within v1 no key is renamed or removed (docs/en/api.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scripts.model.site import Download, json_file
from scripts.words.citation import publication_of
from scripts.words.edition import Edition

FILE: Final = "api/v1/openapi.json"
Json = dict[str, Any]

TEXT: Final[Json] = {"type": "string"}
WHOLE: Final[Json] = {"type": "integer"}
FLAG: Final[Json] = {"type": "boolean"}
DAY: Final[Json] = {"type": "string", "format": "date"}
TEXTS: Final[Json] = {"type": "array", "items": TEXT}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: Json) -> Json:
    return (
        {"type": [schema["type"], "null"]}
        if "type" in schema and len(schema) == 1
        else {"anyOf": [schema, {"type": "null"}]}
    )


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _by_name(items: Json, told: str) -> Json:
    return {"type": "object", "description": told, "additionalProperties": items}


def _object(told: str, always: Mapping[str, Json], sometimes: Mapping[str, Json] | None = None) -> Json:
    """Give an object that has all keys of `always`, may have those of `sometimes`, and has no other."""
    return {
        "type": "object",
        "description": told,
        "properties": {**always, **(sometimes or {})},
        "required": list(always),
        "additionalProperties": False,
    }


_SERIES: Final[Mapping[str, Json]] = {
    "series": TEXT,
    "label": _ref("InLanguages"),
    "measure_type": TEXT,
    "codelist": _or_null(TEXT),
    "unit_measure": TEXT,
    "per": WHOLE,
    "is_minimum": FLAG,
    "finds_only_yes": FLAG,
    "aggregation": TEXT,
    "dimensions": TEXTS,
    "max_age": WHOLE,
    "reference_day": _or_null(TEXT),
    "first_period": TEXT,
    "last_period": TEXT,
    "source": TEXT,
    "shown": _by_name(_ref("Style"), "How each column of values is written, by its name."),
}
_LISTED: Final[Mapping[str, Json]] = {
    "id": TEXT,
    "number": WHOLE,
    "policy_area": TEXT,
    "label": _ref("InLanguages"),
    "unit": _ref("InLanguages"),
    "measure_type": TEXT,
    "headline": _object("The headline's series.", {**_SERIES, "time_period": _or_null(TEXT)}),
    "page": TEXT,
    "file": TEXT,
    "summaries": TEXT,
}
_OBSERVED: Final[Mapping[str, Json]] = {
    "series": TEXT,
    "time_period": _or_null(TEXT),
    "dimensions": _by_name(TEXT, "Codes of the series' own dimensions."),
    "values": _by_name(_ref("Value"), "Each number or code by its column; empty where nothing is known."),
    "obs_status": _or_null(TEXT),
    "unit_measure": TEXT,
    "source": _or_null(TEXT),
    "note": _or_null(TEXT),
}
_AREA: Final[Mapping[str, Json]] = {
    "iso3": TEXT,
    "iso2": TEXT,
    "m49": TEXT,
    "area_type": TEXT,
    "name": _ref("InLanguages"),
    "groups": TEXTS,
    "un_member_since": _or_null(TEXT),
    "page": TEXT,
    "file": TEXT,
    "csv": TEXT,
}
_WORDS: Final[Mapping[str, Json]] = {
    "labels": _by_name(_by_name(_ref("InLanguages"), "Codes."), "Words of every code in the file, by its list."),
    "sources": _by_name(_ref("Source"), "The sources that the file names, by id."),
}
_SUMMED: Final[Mapping[str, Json]] = {
    "series": TEXT,
    "group": TEXT,
    "time_period": _or_null(TEXT),
    "values": _by_name(_ref("Value"), "Each figure by its measure; empty where none is complete."),
}
_RELEASE: Final[Mapping[str, Json]] = {
    "version": TEXT,
    "released_on": DAY,
    "after": _or_null(TEXT),
    "counts": _or_null(_by_name(WHOLE, "Numbers of changes by kind.")),
    "page": TEXT,
    "file": TEXT,
    "csv": _or_null(TEXT),
}
_CHANGE: Final[Mapping[str, Json]] = dict.fromkeys(
    ("ref_area", "key", "series", "indicator", "time_period", "column", "new", "old", "reason"), TEXT
)

SHAPES: Final[Mapping[str, Json]] = {
    "InLanguages": _by_name(TEXT, "A text by the code of its language."),
    "Style": _object("How a value is written.", {"style": TEXT}, {"decimals": WHOLE}),
    "Value": _object(
        "A number or code with the cell that it was read from: a file below the site's root, then row and column by "
        "RFC 7111. `bound` says what must stand before it.",
        {
            "value": {"type": ["number", "string"]},
            "cell": {"type": "string", "pattern": r"^data/latest/.+#cell=\d+,\d+$"},
        },
        {"bound": {"enum": ["at_least", "almost", "about"]}},
    ),
    "Source": _object("A source.", dict.fromkeys(("title", "publisher", "edition", "licence", "page"), TEXT)),
    "Series": _object("A series.", _SERIES),
    "Listed": _object("An indicator, as lists have it.", _LISTED),
    "Area": _object("A country or area.", _AREA),
}
"""Shapes of which files are made."""

_HEAD: Final[Mapping[str, Json]] = {"release": TEXT, "released": DAY}

FILES: Final[Mapping[str, tuple[str, Json]]] = {
    "/api/v1/indicators.json": (
        "Indicators",
        _object(
            "The indicators, with their policy areas, and series of context.",
            {
                **_HEAD,
                "languages": TEXTS,
                "policy_areas": _list(
                    _object("A policy area.", {"id": TEXT, "number": WHOLE, "label": _ref("InLanguages")})
                ),
                "indicators": _list(_ref("Listed")),
                "context": _list(_ref("Series")),
            },
        ),
    ),
    "/api/v1/indicators/{id}.json": (
        "Indicator",
        _object(
            "One indicator: wording, finding, limits, the world's figures, and what is known of each country.",
            {
                **_HEAD,
                **_LISTED,
                **dict.fromkeys(("statement", "finding", "limits", "missing"), _ref("InLanguages")),
                "companions": _list(_ref("Series")),
                "variants": _list(_ref("Series")),
                "world": _object("The headline's figures of the world.", _SUMMED),
                "observations": _list(_object("What is known of a country.", {"ref_area": TEXT, **_OBSERVED})),
                "not_known": TEXTS,
                **_WORDS,
            },
        ),
    ),
    "/api/v1/summaries/{id}.json": (
        "Summaries",
        _object(
            "The headline's aggregates: every group in its period, and the world in every period.",
            {
                **_HEAD,
                "indicator": TEXT,
                "series": TEXT,
                "time_period": _or_null(TEXT),
                "groups": _list(_object("A group.", {"name": _ref("InLanguages"), "kind": TEXT, **_SUMMED})),
                "world": _list(_object("The world in one period.", _SUMMED)),
            },
        ),
    ),
    "/api/v1/countries.json": (
        "Countries",
        _object(
            "Every country and area that has a page, and the groups that they are in.",
            {
                **_HEAD,
                "groups": _list(_object("A group.", {"id": TEXT, "kind": TEXT, "name": _ref("InLanguages")})),
                "countries": _list(_ref("Area")),
            },
        ),
    ),
    "/api/v1/countries/{iso3}.json": (
        "Country",
        _object(
            "One country or area under each indicator, and context.",
            {
                **_HEAD,
                **_AREA,
                "indicators": _list(
                    _object(
                        "What is known under an indicator. Empty values are never a no and never a zero.",
                        {
                            "indicator": TEXT,
                            "headline_period": _or_null(TEXT),
                            "evidence": WHOLE,
                            "records": _or_null(WHOLE),
                            **_OBSERVED,
                            "carried_forward": FLAG,
                            "reason": _or_null(_ref("InLanguages")),
                        },
                    )
                ),
                "context": _list(_object("A value of context.", _OBSERVED)),
                "periods": TEXTS,
                **_WORDS,
            },
        ),
    ),
    "/api/v1/years/{iso3}.json": (
        "Years",
        _object(
            "What is known of one country or area in each period, the newest first, by series: headlines that are of "
            "a period, and context without dimensions.",
            {
                **_HEAD,
                "iso3": TEXT,
                "series": _by_name(
                    _list(
                        _object(
                            "What stands in one period: `headline_period` where a status is carried forward to it.",
                            {name: _OBSERVED[name] for name in ("time_period", "values", "obs_status", "source")},
                            {"note": TEXT, "headline_period": TEXT, "carried_forward": FLAG},
                        )
                    ),
                    "What stands in each period, by series.",
                ),
                "blanks": _by_name(
                    _list(
                        _object(
                            "A period in which nothing stands, and what the source says of it.",
                            {name: _OBSERVED[name] for name in ("time_period", "obs_status", "source")},
                            {"note": TEXT},
                        )
                    ),
                    "The periods without a value of which the source says why, by series.",
                ),
                **_WORDS,
            },
        ),
    ),
    "/api/v1/releases.json": (
        "Releases",
        _object("The releases, the newest first.", {**_HEAD, "releases": _list(_object("A release.", _RELEASE))}),
    ),
    "/api/v1/releases/{version}.json": (
        "Release",
        _object(
            "Every change of a release, with its row in the list of changes.",
            {
                **_HEAD,
                **_RELEASE,
                "changes": _list(_object("A change.", {"row": WHOLE, "kind": TEXT, "table": TEXT}, _CHANGE)),
            },
        ),
    ),
}
"""Each address with the name and schema of what it holds."""

_PARAMETERS: Final[Mapping[str, tuple[str, str]]] = {
    "id": ("Id of an indicator, as in indicators.json.", r"^[a-z0-9]+([.-][a-z0-9]+)*$"),
    "iso3": ("Code of ISO 3166-1 alpha-3 in capitals, or of the package's own.", "^[A-Z]{3}$"),
    "version": ("A release, as in releases.json.", r"^[0-9]{4}(\.[0-9]+)+$"),
}

_MISSING: Final[Json] = {
    "description": "There is no such file: the host answers with the site's page for that, 404.html.",
    "content": {"text/html": {"schema": TEXT}},
}


def openapi(site: Edition, site_url: str) -> Download:
    """Give the description. Without the site's address, the server is where the file is from."""
    descriptor = site.reading.package.descriptor
    own = publication_of(descriptor, site.words)
    licences = [
        {"name": str(each["name"]), "url": str(each["path"])}
        for each in descriptor.get("licenses", ())
        if each.get("path")
    ]
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": own.site,
            "version": own.release,
            "description": str(descriptor.get("description", "")),
            **({"license": licences[0]} if licences else {}),
        },
        "servers": [{"url": site_url.rstrip("/") or "../.."}],
        "paths": {
            path: {"get": _operation(path, name, schema["description"], _examples(site))}
            for path, (name, schema) in FILES.items()
        },
        "components": {"schemas": {**SHAPES, **dict(FILES.values())}},
    }
    return json_file(FILE, told)


def _examples(site: Edition) -> Mapping[str, str]:
    """Give a value of each parameter of which there is a file, so that whoever tries the description finds one."""
    return {
        "id": next((row["id"] for row in site.reading.indicators), ""),
        "iso3": next((area.iso3 for area in site.areas.values()), ""),
        "version": next((found.version for found in site.releases), ""),
    }


def _operation(path: str, name: str, told: str, examples: Mapping[str, str]) -> Json:
    parameters = [
        {
            "name": key,
            "in": "path",
            "required": True,
            "description": said,
            "schema": {"type": "string", "pattern": pattern},
            **({"example": examples[key]} if examples[key] else {}),
        }
        for key, (said, pattern) in _PARAMETERS.items()
        if f"{{{key}}}" in path
    ]
    held = {"description": told, "content": {"application/json": {"schema": _ref(name)}}}
    found = {"200": held, **({"404": _MISSING} if parameters else {})}
    return {"operationId": f"get{name}", "summary": told, "parameters": parameters, "responses": found}
