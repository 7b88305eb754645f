"""Groups hold together: one world, parts within their whole, one region for each area, and every UN member in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from scripts.model.codes import DIVISIONS, UN_MEMBER, WORLD
from scripts.model.problems import Problem
from scripts.validate.cells import ascii_digits, first_day, is_date, last_day, per_value
from scripts.validate.check import Check, Context, in_rows
from scripts.validate.checks.areas import NEVER

AREAS: Final = "reference_areas"
GROUPS: Final = "area_groups"
MEMBERS: Final = "area_group_members"

WORLD_KIND: Final = "world"
WHOLE_DIVISIONS: Final = ("region", "sub-region")
"""Those that leave no UN member out of a group that they divide."""

UN_FOUNDED: Final = "1945-10-24"
"""Day on which the Charter came into force."""

FACTS: Final = ("valid_from", "valid_to", "un_member_since", "un_member_until")
"""Days of an area that nobody can know before they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One row of the memberships: its index, the first and last day, and both parties."""

    index: int
    group: str
    area: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups and memberships of a package whose dates and codes can be read, and the day of its release.

    `unread` are areas with a membership whose dates cannot be read: of what they lack nothing is certain.
    """

    groups: pd.DataFrame
    members: Sequence[Membership]
    kind: Mapping[str, str]
    parent: Mapping[str, str]
    day: str
    unread: frozenset[str]

    @property
    def worlds(self) -> list[str]:
        """Groups that are meant as the world, by id or kind; the one with the usual id first."""
        found = [group for group, kind in self.kind.items() if kind == WORLD_KIND or group == WORLD]
        return sorted(found, key=lambda group: group != WORLD)

    @property
    def circles(self) -> list[list[str]]:
        """Groups that are each the parent of the one before, in a circle."""
        return circles(self.parent)

    @property
    def in_circles(self) -> set[str]:
        """Groups that are in a circle."""
        return {group for circle in self.circles for group in circle}

    @property
    def peopled(self) -> set[str]:
        """Groups that have members; of the others `group-without-members` tells."""
        return {member.group for member in self.members}

    def members_of(self, group: str, *, also_later: bool = False) -> set[str]:
        """Areas that are in a group on the day of the release, or that will be."""
        held = (m for m in self.members if m.group == group and self.day <= m.end)
        return {m.area for m in held if also_later or m.start <= self.day}


def _grouping(context: Context) -> Grouping:
    """Read the tables. A code in other digits, of which `digits-not-ascii` tells, is taken for what it looks like."""
    groups, rows = context.table(GROUPS), context.table(MEMBERS)
    groups = groups.assign(**{name: per_value(groups[name], ascii_digits).astype(str) for name in ("id", "parent")})
    known = set(groups["id"])
    joined = per_value(rows["group"], ascii_digits).astype(str)
    readable = per_value(rows["valid_from"], is_date, bool) & per_value(
        rows["valid_to"], lambda c: not c or is_date(c), bool
    )
    cells = zip(rows.index, joined, *(rows[name] for name in ("ref_area", "valid_from", "valid_to")), strict=True)
    members = [
        Membership(index=index, group=group, area=area, start=first_day(start), end=last_day(end) if end else NEVER)
        for index, group, area, start, end in cells
        if group in known and is_date(start) and (end == "" or is_date(end))
    ]
    return Grouping(
        groups=groups,
        members=members,
        kind=dict(zip(groups["id"], groups["kind"], strict=True)),
        parent={g: p for g, p in zip(groups["id"], groups["parent"], strict=True) if p in known},
        day=context.package.released,
        unread=frozenset(rows["ref_area"][~readable]),
    )


# -- the tree of groups ------------------------------------------------------------------------------------------------


def tree(context: Context) -> Iterator[Problem]:
    """No group is its own parent by whatever way, and there is one world at most, which is a part of nothing."""
    held = _grouping(context)
    for circle in held.circles:
        rows = held.groups[held.groups["id"].isin(circle)]
        first = str(rows["id"].iloc[0])
        way = " > ".join([*_turned(circle, first), first])
        yield from in_rows(GROUPS, rows.iloc[[0]], "group-within-itself", "parent", way)
    yield from _worlds(held)


def circles(parent: Mapping[str, str]) -> list[list[str]]:
    """Give each circle of groups that are each the parent of the one before."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in parent:
        way: list[str] = []
        group = start
        while group in parent and group not in done:
            done.add(group)
            way.append(group)
            group = parent[group]
        if group in way:
            found.append(way[way.index(group) :])
    return found


def _turned(circle: list[str], first: str) -> list[str]:
    place = circle.index(first)
    return [*circle[place:], *circle[:place]]


def _worlds(held: Grouping) -> Iterator[Problem]:
    """Tell each group that is a second world: by its kind, or because all areas are in it and it is part of nothing."""
    groups = held.groups.drop_duplicates("id")
    for world in held.worlds[:1]:
        yield from in_rows(GROUPS, groups[groups["id"].isin(held.worlds[1:])], "world-twice", "kind", world)
        whole = held.members_of(world)
        tops = groups.loc[(groups["parent"] == "") & ~groups["id"].isin([*held.worlds, held.parent.get(world)]), "id"]
        again = [group for group in tops if len(whole) > 1 and whole <= held.members_of(group)]
        yield from in_rows(GROUPS, groups[groups["id"].isin(again)], "world-twice", "parent", world)
        inside = groups["parent"].isin(list(held.kind)) & ~groups["id"].isin(list(held.in_circles))
        yield from in_rows(GROUPS, groups[(groups["id"] == world) & inside], "world-within-group", "parent", world)


# -- memberships -------------------------------------------------------------------------------------------------------


def parts(context: Context) -> Iterator[Problem]:
    """A member of a group is a member of its parent as long, and in one group of each division at a time."""
    held = _grouping(context)
    apart, peopled = {*held.worlds, *held.in_circles}, held.peopled
    spans: dict[tuple[str, str], list[Membership]] = {}
    for member in held.members:
        spans.setdefault((member.group, member.area), []).append(member)
    for member in held.members:
        parent = held.parent.get(member.group, "")
        if (
            parent in peopled
            and member.group not in apart
            and member.area not in held.unread
            and not _within(member, spans.get((parent, member.area), []))
        ):
            yield _of(member, "member-not-of-parent", found=member.area, expected=parent)
    yield from _two_parts(held)


def _within(member: Membership, wider: Iterable[Membership]) -> bool:
    """Whether memberships, taken together, last as long as one does. A day between two is a gap."""
    reached = member.start
    for span in sorted(wider, key=lambda each: each.start):
        if span.start <= reached <= span.end:
            if span.end >= member.end:
                return True
            reached = str(date.fromisoformat(span.end) + timedelta(days=1))
    return False


def _two_parts(held: Grouping) -> Iterator[Problem]:
    """Tell each membership in a group of a division that begins while one in another group of it lasts."""
    by_area: dict[tuple[str, str], list[Membership]] = {}
    for member in held.members:
        if held.kind[member.group] in DIVISIONS:
            by_area.setdefault((held.kind[member.group], member.area), []).append(member)
    for spans in by_area.values():
        for place, member in enumerate(spans):
            other = next((o for o in spans[:place] if o.group != member.group and _meet(o, member)), None)
            if other:
                yield _of(member, "area-in-two-regions", found=member.area, expected=other.group)


def _meet(one: Membership, other: Membership) -> bool:
    return one.start <= other.end and other.start <= one.end


def _of(member: Membership, code: str, *, found: str, expected: str) -> Problem:
    return Problem(
        file=f"data/{MEMBERS}.csv",
        row=member.index + 2,
        field="ref_area",
        code=code,
        found=found,
        expected=expected,
    )


# -- United Nations ----------------------------------------------------------------------------------------------------


def united_nations(context: Context) -> Iterator[Problem]:
    """Membership of the United Nations and its date stand together: none without the other, none from before 1945."""
    areas = context.table(AREAS)
    member, since, until = areas["area_type"] == UN_MEMBER, areas["un_member_since"], areas["un_member_until"]
    yield from in_rows(AREAS, areas[member & (since == "")], "un-member-without-date", "un_member_since")
    ended = (areas["valid_to"] != "") | (until != "")
    dated = areas[~member & (since != "") & ~ended]
    yield from in_rows(AREAS, dated, "un-date-of-no-member", "un_member_since", UN_MEMBER)
    left = areas[(until != "") & (member | (since == ""))]
    yield from in_rows(AREAS, left, "un-date-of-no-member", "un_member_until", UN_MEMBER)
    early = per_value(since, lambda cell: is_date(cell) and last_day(cell) < UN_FOUNDED, bool)
    yield from in_rows(AREAS, areas[early], "un-member-too-early", "un_member_since", UN_FOUNDED)


def in_groups(context: Context) -> Iterator[Problem]:
    """Every UN member of today is in the world, where there is one, and in one part of each group that is divided."""
    if not {AREAS, GROUPS, MEMBERS} <= context.sound:
        return
    held = _grouping(context)
    areas = context.table(AREAS)
    states = areas[(areas["area_type"] == UN_MEMBER) & (areas["valid_to"] == "") & (areas["un_member_until"] == "")]
    states = states[~per_value(states["un_member_since"], lambda cell: _after(cell, held.day), bool)]
    states = states[~states["iso3"].isin(held.unread)]
    inside = {group: held.members_of(group, also_later=True) for group in held.kind}
    for world in held.peopled.intersection(held.worlds[:1]):
        outside = states[~states["iso3"].isin(inside[world])]
        yield from in_rows(AREAS, outside, "un-member-not-in-world", "iso3", world)
    for kind in WHOLE_DIVISIONS:
        for whole, pieces in _divided(held, kind).items():
            covered = {area for piece in pieces for area in inside[piece]}
            left_out = states[states["iso3"].isin(inside[whole] - covered)]
            yield from in_rows(AREAS, left_out, "un-member-without-region", "iso3", f"{kind}, {whole}")


def _divided(held: Grouping, kind: str) -> dict[str, list[str]]:
    """Groups that groups of a kind divide, with these; none where the tree is not certain, of which others tell."""
    lost = {parent for parent in held.groups["parent"] if parent and parent not in held.kind}
    if lost or held.in_circles or set(held.kind) - held.peopled:
        return {}
    found: dict[str, list[str]] = {}
    for group, parent in held.parent.items():
        if held.kind[group] == kind:
            found.setdefault(parent, []).append(group)
    return found


# -- the day of the release --------------------------------------------------------------------------------------------


def _after(cell: str, day: str) -> bool:
    return is_date(cell) and first_day(cell) > day


def future(context: Context) -> Iterator[Problem]:
    """No area began or ended, and none joined or left the United Nations, after the day of the release."""
    day, areas = context.package.released, context.table(AREAS)
    for column in FACTS:
        late = {cell for cell in areas[column].unique().tolist() if _after(cell, day)}
        yield from in_rows(AREAS, areas[areas[column].isin(late)], "area-date-after-release", column, day)


CHECKS = (
    Check(codes=("group-within-itself", "world-twice", "world-within-group"), run=tree),
    Check(codes=("member-not-of-parent", "area-in-two-regions"), run=parts),
    Check(codes=("un-member-without-date", "un-date-of-no-member", "un-member-too-early"), run=united_nations),
    Check(codes=("un-member-not-in-world", "un-member-without-region"), run=in_groups),
    Check(codes=("area-date-after-release",), run=future),
)
