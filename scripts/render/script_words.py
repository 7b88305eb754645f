"""Words for scripts: a script takes every word that a reader sees from an attribute of its page."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.words.words import Words

SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "compare": (
        "compare.document_title",
        "compare.caption",
        "compare.slot",
        "compare.choose",
        "compare.remove",
        "compare.too_few",
        "compare.one_more",
        "compare.unknown",
        "compare.twice",
        "compare.loading",
        "compare.download",
        "compare.downloaded",
        "compare.copy",
        "compare.copied",
        "compare.copy_failed",
        "compare.taken",
        "compare.failed",
        "compare.told",
        "compare.told_no",
        "compare.told_care",
        "compare.told_yes",
        "compare.column",
        "compare.source",
        "compare.row",
        "compare.year",
        "compare.carried_year",
        "compare.context",
        "compare.no_figure",
        "compare.level.no",
        "compare.level.care",
        "compare.level.yes",
        "compare.reason.none_known",
        "compare.reason.one_known",
        "compare.reason.not_assessed",
        "compare.reason.not_documented",
        "compare.reason.no_figure",
        "compare.reason.cases",
        "compare.reason.recorded",
        "compare.reason.register",
        "compare.reason.minimum",
        "compare.reason.years",
        "compare.reason.periods",
        "compare.reason.carried",
        "compare.reason.status",
        "compare.reason.notes",
        "compare.reason.sources",
        "compare.reason.shared",
        "compare.reason.alike",
        "detail.separator",
        "figure.of",
        "figure.parts",
        "figure.pending",
        "figure.range",
        "figure.row",
        "figure.undecided",
        "finding.at_least",
        "profile.indicator",
        "profile.unit",
        "status.not_assessed",
        "status.not_documented",
    ),
}
"""The keys of the texts that each script shows, by the script's name."""


def script_words(words: Words, script: str) -> dict[str, str | dict[str, str]]:
    """Give the texts of a script by key; a text with plurals as its forms by CLDR category."""
    return {key: _text(words, key) for key in SCRIPTS[script]}


def _text(words: Words, key: str) -> str | dict[str, str]:
    forms = {name.rpartition(".")[2]: text for name, text in words.texts.items() if name.startswith(f"{key}.")}
    return forms or words.pattern(key)
