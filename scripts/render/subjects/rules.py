"""The cases of the summary rules and of the sentences, as the pages on method print them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from scripts.model.prose import ISO_DATE
from scripts.render.context import Context
from scripts.render.makers import Makers
from scripts.render.parts import Column, Table, Text, table
from scripts.render.rules import Case, CaseTable, summary_rules
from scripts.render.sentence_cases import SentenceCase, sentence_cases

MEASURE = "measure"
"""Column whose cells are names of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """One case with its settings and tables."""

    id: str
    name: str
    settings: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]


def rules_page(context: Context, _: None) -> tuple[ShownCase, ...]:
    """Give every case, in the order of the file."""
    return tuple(_shown(context, case) for case in summary_rules())


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSentences:
    """The cases of one kind of sentence."""

    id: str
    name: str
    cases: Table


def sentences_page(context: Context, _: None) -> tuple[ShownSentences, ...]:
    """Give the cases of every kind of sentence, in the order of the file."""
    held = sentence_cases(context.words.language)
    return tuple(_sentences(context, kind, cases) for kind, cases in held.items())


PAGES = Makers(site={"rules": rules_page, "sentences": sentences_page})


def _sentences(context: Context, kind: str, cases: list[SentenceCase]) -> ShownSentences:
    words, name = context.words, context.words(f"sentence_cases.kind.{kind}")
    columns: list[Column[SentenceCase]] = [
        Column(name="", label=words("sentence_cases.shows"), cell=lambda case: case.shows),
        Column(
            name="",
            label=words("sentence_cases.given"),
            cell=lambda case: _named(case.given, escape(words("listing.apart"))),
            kind="wide",
        ),
        Column(name="", label=words("sentence_cases.figures"), cell=lambda case: _named(case.figures, Markup(", "))),
        Column(
            name="",
            label=words("sentence_cases.said"),
            cell=lambda case: case.said or words("sentence_cases.nothing"),
            kind="wide",
        ),
    ]
    shown = table(
        columns,
        cases,
        id=f"{kind}-cases",
        caption=words("sentence_cases.caption", kind=name),
        sort=False,
        tall=False,
        take=False,
    )
    return ShownSentences(id=kind, name=name, cases=shown)


def _named(values: tuple[tuple[str, str], ...], between: Markup) -> Markup:
    return between.join(Markup("{} {}").format(_code(name), _code(value)) for name, value in values)


def _shown(context: Context, case: Case) -> ShownCase:
    name = context.words(f"rules.{case.id}")
    return ShownCase(
        id=case.id,
        name=name,
        settings=case.settings,
        tables=tuple(_table(context, case.id, name, each) for each in case.tables),
    )


def _table(context: Context, case: str, name: str, given: CaseTable) -> Table:
    return table(
        [_column(column, place) for place, column in enumerate(given.columns)],
        given.rows,
        id=f"{case}-{given.name}",
        caption=context.words("rules.caption", table=context.words(f"rules.{given.name}"), name=name),
        sort=False,
        tall=False,
        take=False,
    )


def _column(name: str, place: int) -> Column[tuple[str, ...]]:
    def cell(row: tuple[str, ...]) -> Text:
        return _code(row[place]) if name == MEASURE or ISO_DATE.fullmatch(row[place]) else row[place]

    return Column(name="", label=_code(name), cell=cell)


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)
