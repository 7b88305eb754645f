"""Catalogues of translations: what they keep when English texts change, and what they lack."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from scripts.ingest.make import english_texts, translated_package
from scripts.model.locale_files import LOCALES, package_file, read_catalogue
from scripts.package.said import translated
from scripts.upkeep.translations import program_texts
from scripts.words.stale import (
    TOLD,
    Source,
    State,
    catalogue_bytes,
    catalogue_of,
    renewed,
    stale,
    state,
)

PACKAGE = Path("datapackage")


def source(context: str, text: str) -> Source:
    return Source(context=context, text=text)


HELLO, BYE = source("a.hello", "Hello {name}."), source("a.bye", "Goodbye.")


def french(*pairs: tuple[Source, str]) -> Catalog:
    return catalogue_of("fr", pairs)


def entries(catalogue: Catalog) -> list[tuple[str, str, str, bool]]:
    read = read_catalogue(catalogue_bytes(catalogue))
    return [(str(each.context), str(each.id), str(each.string), each.fuzzy) for each in read if each.id]


def test_what_did_not_change_stays() -> None:
    old = french((HELLO, "Bonjour {name}."), (BYE, "Au revoir."))
    assert entries(renewed(old, [BYE, HELLO], "fr", keyed=True)) == [
        ("a.bye", "Goodbye.", "Au revoir.", False),
        ("a.hello", "Hello {name}.", "Bonjour {name}.", False),
    ]


def test_a_changed_text_keeps_its_translation_marked_with_the_text_of_before() -> None:
    old = french((HELLO, "Bonjour {name}."))
    now = source("a.hello", "Something else of {name} entirely.")
    made = renewed(old, [now], "fr", keyed=True)
    assert entries(made) == [("a.hello", now.text, "Bonjour {name}.", True)]
    assert b"# before: Hello {name}.\n" in catalogue_bytes(made)
    again = renewed(read_catalogue(catalogue_bytes(made)), [now], "fr", keyed=True)
    assert catalogue_bytes(again) == catalogue_bytes(made), "a mark stays until a translator takes it away"
    mended = read_catalogue(catalogue_bytes(made).replace(b"#, fuzzy", b"#,"))
    assert b"before:" not in catalogue_bytes(renewed(mended, [now], "fr", keyed=True))


def test_texts_of_a_column_are_known_by_their_likeness() -> None:
    first, second = source("t.note", "The first of two reports."), source("t.note", "Nothing was found here.")
    old = french((first, "Le premier de deux rapports."), (second, "Rien n’a été trouvé ici."))
    changed, new = source("t.note", "The first of three reports."), source("t.note", "Entirely new: 42.")
    made = renewed(old, [changed, second, new], "fr", keyed=False)
    assert entries(made) == [
        ("t.note", changed.text, "Le premier de deux rapports.", True),
        ("t.note", second.text, "Rien n’a été trouvé ici.", False),
        ("t.note", new.text, "", False),
    ]


def test_the_state_says_what_is_missing_out_of_date_of_no_use_and_odd() -> None:
    long = source("a.long", "A text that has quite a number of letters.")
    old = french((HELLO, "Bonjour {name}."), (long, "Court."), (BYE, "Au revoir."))
    now = source("a.hello", "Hello, {name}.")
    assert state(renewed(old, [now], "fr", keyed=True), [now]).stale == (now,)
    assert state(old, [long, now]) == State(held=1, missing=(now,), stale=(), unused=(HELLO, BYE), odd=(long,))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), min_size=1, max_size=60)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5, unique_by=lambda pair: pair[0]))
def test_any_text_is_read_back_as_it_was_written(pairs: list[tuple[str, str]]) -> None:
    made = french(*((source(f"k.{place}", text), said) for place, (text, said) in enumerate(pairs)))
    data = catalogue_bytes(made)
    held = [(text, said) for _, text, said, _ in entries(made)]
    assert held == pairs
    assert catalogue_bytes(read_catalogue(data)) == data


@pytest.mark.parametrize("language", ["fr", "es"])
def test_nothing_is_missing_or_out_of_date_in_the_catalogues(language: str) -> None:
    texts = [source(place, text) for place, text in english_texts(PACKAGE)]
    for path, sources in ((LOCALES / f"{language}.po", program_texts()), (package_file(PACKAGE, language), texts)):
        data = path.read_bytes()
        found = state(read_catalogue(data), sources)
        assert (found.missing, found.stale, found.unused) == ((), (), ()), path
        assert catalogue_bytes(read_catalogue(data)) == data, f"{path} is not as `make translations` writes it"


def test_the_package_holds_what_its_catalogues_say() -> None:
    assert [path for path, data in translated_package(PACKAGE).items() if (PACKAGE / path).read_bytes() != data] == []


def a_project(folder: Path, *, fuzzy: bool) -> tuple[Path, Path]:
    """A project with one text of figures, and a package with one."""
    locales = folder / LOCALES
    locales.mkdir(parents=True)
    (locales / "en.json").write_text('{"finding": {"at_least": "at least {figure}"}, "nav": {"home": "Home"}}')
    flags = "#, fuzzy\n" if fuzzy else ""
    (locales / "fr.po").write_text(
        f'{flags}msgctxt "finding.at_least"\nmsgid "at least {{figure}}"\nmsgstr "au moins {{figure}}"\n'
    )
    package = folder / "package"
    (package / "translations").mkdir(parents=True)
    (package / "translations" / "fr.po").write_text('msgctxt "series.rule"\nmsgid "Old"\nmsgstr "Vieux"\n')
    return folder, package


def test_a_text_on_figures_that_is_out_of_date_is_told(tmp_path: Path) -> None:
    project, package = a_project(tmp_path, fuzzy=True)
    texts = {"fr": [source("series.rule", "New"), source("sources.handling", "Another")]}
    assert [(each.file, each.field, each.found) for each in stale(package, texts, project)] == [
        ("site_templates/locales/fr.po", "finding.at_least", "at least {figure}"),
        ("translations/fr.po", "series.rule", "New"),
    ]


def test_what_is_up_to_date_is_not(tmp_path: Path) -> None:
    project, package = a_project(tmp_path, fuzzy=False)
    assert list(stale(package, {"fr": [source("series.rule", "Old")]}, project)) == []


def test_every_place_that_is_told_is_one() -> None:
    contexts = [each.context for each in program_texts()] + [place for place, _ in english_texts(PACKAGE)]
    assert [start for start in TOLD if not any(context.startswith(start) for context in contexts)] == []


def test_what_a_source_is_called_is_a_text_with_its_original_beside_it() -> None:
    columns = ["id", "title", "title_fr", "label_en", "label_fr", "name_en", "name_fr", "alone_fr"]
    assert translated(columns, "fr") == {"title": "title", "label": "label_en"}
