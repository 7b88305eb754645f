"""Words for scripts: a script takes every word that a reader sees from an attribute of its page, or a file of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from scripts.model.site import Download, json_file
from scripts.words.citation import publication_of
from scripts.words.edition import Edition
from scripts.words.words import Words

QUOTE: Final = "quote"
TAKE: Final = "take"
"""The scripts whose words are fetched with them, since most readers of a page never use them."""

SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "compare": (
        "compare.document_title",
        "compare.document_title_in",
        "compare.caption",
        "compare.caption_in",
        "compare.slot",
        "compare.choose",
        "compare.find",
        "compare.find_none",
        "compare.find_full",
        "compare.find_chosen",
        "live.find_hint",
        "live.found",
        "compare.remove",
        "compare.too_few",
        "compare.one_more",
        "compare.unknown",
        "compare.twice",
        "compare.year_unknown",
        "compare.loading",
        "compare.download",
        "compare.download_sheet",
        "compare.downloaded",
        "compare.copy",
        "compare.copied",
        "compare.copy_failed",
        "compare.taken",
        "compare.failed",
        "compare.told",
        "compare.told_in",
        "compare.told_no",
        "compare.told_care",
        "compare.told_yes",
        "compare.column",
        "compare.source",
        "compare.source_of",
        "compare.row",
        "compare.year",
        "compare.year_of",
        "compare.carried_year",
        "compare.context",
        "compare.no_figure",
        "compare.none_in",
        "compare.none_in_why",
        "compare.no_status_in",
        "compare.no_status_in_why",
        "compare.cases_in",
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
        "take.said",
        "frame.table_take_failed",
        "detail.separator",
        "figure.of",
        "figure.parts",
        "figure.pending",
        "figure.range",
        "figure.row",
        "figure.undecided",
        "finding.about",
        "finding.almost",
        "finding.at_least",
        "profile.indicator",
        "profile.unit",
        "status.not_assessed",
        "status.not_documented",
    ),
    "quote": (
        "quote.title",
        "quote.close",
        "quote.text",
        "quote.copied",
        "quote.by_hand",
        "quote.copy_figure",
        "quote.copy_sentence",
        "quote.cite_apa",
        "quote.cite_chicago",
        "quote.cite_bibtex",
        "quote.copy_link",
        "quote.copy_embed",
        "quote.share_picture",
        "quote.saved",
        "quote.failed",
        "quote.no_address",
        "quote.sources",
        "listing.apart",
        "quote.figure.sourced",
        "quote.figure.plain",
        "row.title",
        "row.sentence",
        "row.rule",
        "row.counted",
        "row.areas.label",
        "row.areas.one",
        "row.source",
        "row.file",
        "row.line",
        "row.column",
        "row.cell",
        "row.words",
        "row.caption",
        "row.pages",
        "row.more",
    ),
    "take": (
        "take.sheet",
        "take.said",
        "take.from",
        "take.about",
        "quote.sources",
        "listing.apart",
        "workbook.cite",
        "workbook.error",
        "workbook.sheet.cover",
    ),
    "live": (
        "live.kind",
        "live.close",
        "live.controls",
        "live.hint",
        "live.hint_pages",
        "live.hint_map",
        "live.touch",
        "live.touch_pages",
        "live.touch_map",
        "live.year",
        "live.moved",
        "live.find",
        "live.find_hint",
        "live.found",
        "live.none",
        "live.chosen",
        "live.dropped",
        "live.drop",
        "live.of_year",
        "live.tap",
        "live.zoom_in",
        "live.zoom_out",
        "live.zoomed",
        "live.whole",
        "live.full",
        "live.full_end",
    ),
}
"""The keys of the texts that each script shows, by the script's name."""


def script_words(words: Words, script: str) -> dict[str, str | dict[str, str]]:
    """Give the texts of a script by key; a text with plurals as its forms by CLDR category."""
    return {key: _text(words, key) for key in SCRIPTS[script]}


def _text(words: Words, key: str) -> str | dict[str, str]:
    forms = {name.rpartition(".")[2]: text for name, text in words.texts.items() if name.startswith(f"{key}.")}
    return forms or words.pattern(key)


def word_files(site: Edition, rows: str) -> Iterator[Download]:
    """Give the words of scripts that no page holds, below the assets of a language.

    With those of quoting is where they find rows: `rows` is the folder of the files of rows, below the site's root.
    With those of workbooks of a table is what their cover says of the publication.
    """
    languages, language = site.languages, site.words.language
    folder = f"{languages.root_of(language)}assets/words"
    quoted = {
        "site": languages.way(language, languages.first),
        "rows": f"{languages.way(language, languages.first)}{rows}/",
        "words": script_words(site.words, QUOTE),
    }
    yield json_file(f"{folder}/{QUOTE}.json", quoted)
    yield json_file(f"{folder}/{TAKE}.json", _taken(site))


def _taken(site: Edition) -> Mapping[str, object]:
    words, own = site.words, publication_of(site.reading.package.descriptor, site.words)
    cover = (
        words("workbook.release", release=own.release, day=words.day(own.day), iso=own.day),
        words("take.licence", licence=own.licence, site=own.site),
    )
    return {"author": own.producer, "day": own.day, "cover": cover, "words": script_words(words, TAKE)}
