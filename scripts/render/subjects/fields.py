"""Every field of every table of a package, as the page for those who make one lists them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scripts.model.locale_files import OWN
from scripts.model.profile import Shape, profile
from scripts.model.tables import Field
from scripts.render.context import Context
from scripts.render.makers import Makers
from scripts.render.parts import CARDS, Column, Table, Text, table


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownShape:
    """One table of the profile: its file, what it holds, whether every package has it, and its fields."""

    id: str
    title: Markup
    description: Text
    needed: str
    table: Table


def fields_page(context: Context, _: None) -> tuple[ShownShape, ...]:
    """Give every table, in the order of a descriptor."""
    return tuple(_shown(context, shape) for shape in profile(context.edition.languages))


PAGES = Makers(site={"fields": fields_page})


def _shown(context: Context, shape: Shape) -> ShownShape:
    words, held = context.words, shape.table
    columns: list[Column[Field]] = [  # what the profile itself says is English in every language, as in its schema
        Column(name="", label=words("fields.name"), cell=lambda field: _code(field.name)),
        Column(name="", label=words("fields.type"), cell=lambda field: words(f"fields.type_of.{field.type}")),
        Column(name="", label=words("fields.required"), cell=lambda field: _required(context, field)),
        Column(name="", label=words("fields.holds"), cell=lambda field: _holds(context, field), kind="wide"),
        Column(
            name="",
            label=words("fields.means"),
            cell=lambda field: context.in_language(field.description, OWN),
            kind="wide",
        ),
    ]
    key = " ".join(held.primary_key)
    return ShownShape(
        id=shape.id.replace("_", "-"),
        title=context.in_language(held.title, OWN),
        description=context.in_language(held.description, OWN),
        needed=words(f"fields.{'needed' if shape.needed else 'not_needed'}", file=held.path, key=key),
        table=table(
            columns,
            held.fields,
            id=f"{shape.id.replace('_', '-')}-fields",
            caption=words("fields.caption", file=held.path),
            phone=CARDS,
            sort=False,
            tall=False,
            take=False,
        ),
    )


def _required(context: Context, field: Field) -> str:
    return context.words("fields.yes" if field.required else "fields.no")


def _holds(context: Context, field: Field) -> Text:
    """Say what a cell may hold: codes, the row of another table, a pattern, bounds; a dash where any text may stand."""
    say = context.edition.phrase
    rules: list[Markup] = []
    if field.codelist:
        rules.append(say("fields.codelist", list=_code(field.codelist)))
    elif field.enum:
        rules.append(Markup(", ").join(map(_code, field.enum)))
    if field.references:
        rules.append(say("fields.references", field=_code(field.references)))
    if field.pattern:
        rules.append(_code(field.pattern))
    if field.minimum is not None:
        rules.append(say("fields.minimum", number=f"{field.minimum:g}"))
    if field.maximum is not None:
        rules.append(say("fields.maximum", number=f"{field.maximum:g}"))
    if field.unique:
        rules.append(say("fields.unique"))
    return context.edition.apart(rules) or context.words("table.blank")


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)
