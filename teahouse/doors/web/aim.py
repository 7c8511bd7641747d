"""Whom a post is for, on the composer's form: what is offered, what was chosen, and who will see it, in words.

Never guessed: what is not one of the choices is refused, and what is offered first is never wider than is usual for
this member.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from teahouse import moments, people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid
from teahouse.kit.ids import parse_id
from teahouse.moments import Audience, Except, Foreseen, Friends, Group, House, Mentioned, Only, OnlyMe, Public

MOST_FRIENDS = 500
"""So many friends stand in the composer's list to be ticked."""
NAMES = 8
"""Of those who will see it, so many are named."""
_PLAIN: dict[str, Audience] = {
    "friends": Friends(),
    "house": House(),
    "everyone": Public(listed=True),
    "unlisted": Public(listed=False),
    "named": Mentioned(),
    "me": OnlyMe(),
}
_USUAL: dict[str, Audience] = {
    "public": Public(listed=True),
    "unlisted": Public(listed=False),
    "house": House(),
    "direct": Mentioned(),
}


class Aim(Protocol):
    """What a form says of its audience. `who` is one of the choices, or `only-ID`, `except-ID`, `group-ID` at once."""

    who: str
    circles: list[int]
    people: list[int]
    group: str


class Aimed(Form):
    """A form that says its audience, and the words that may name somebody."""

    who: str = "friends"
    circles: list[int] = []
    people: list[int] = []
    group: str = ""
    text: str = ""


class Room(Struct, frozen=True):
    """A circle or a group to choose, with how many stand in it today."""

    id: int
    title: str
    size: int


class Friend(Struct, frozen=True):
    """A friend to tick."""

    id: int
    name: str


class Offer(Struct, frozen=True):
    """What the composer offers, and what it offers first."""

    friends: int
    rooms: list[Room]
    groups: list[Room]
    folk: list[Friend]
    first: Aimed
    first_names: str
    """The lists and people that were named last, in words."""
    more_friends: bool
    seen: Seen
    """Who would see what is offered first."""


class Seen(Struct, frozen=True):
    """Who will see it, in words."""

    line: str
    names: str = ""
    notes: tuple[str, ...] = ()


def audience_in(form: Aim) -> Audience:
    """The audience that a form states. Raises `Invalid`."""
    kind, _, one = form.who.partition("-")
    chosen = parse_id(one or (form.group if kind == "group" else ""))
    if kind == "group" and chosen is not None:
        return Group(chosen)
    if kind in ("only", "except") and (chosen is not None or not one):
        circles, persons = ((chosen,), ()) if chosen is not None else (tuple(form.circles), tuple(form.people))
        if not (circles or persons):
            raise Invalid("who", "ERR_BLANK", "names nobody; choose a circle or people")
        return Only(circles, persons) if kind == "only" else Except(circles, persons)
    if form.who not in _PLAIN:
        raise Invalid("who", "ERR_INVALID", "is not one of the audiences")
    return _PLAIN[form.who]


def spread(form: Aim) -> None:
    """`only-ID` and its kind, written as the full form has them."""
    kind, _, one = form.who.partition("-")
    chosen = parse_id(one)
    if chosen is not None and kind in ("only", "except"):
        form.who, form.circles, form.people = kind, [chosen], []
    elif chosen is not None and kind == "group":
        form.who, form.group = kind, one


def aim_at(form: Aim, audience: Audience) -> None:
    """The form says this audience."""
    form.circles, form.people, form.group = [], [], ""
    match audience:
        case Only(circles=circles, people=persons) | Except(circles=circles, people=persons):
            form.who = "only" if isinstance(audience, Only) else "except"
            form.circles, form.people = list(circles), list(persons)
        case Group(id=group_id):
            form.who, form.group = "group", str(group_id)
        case _:
            form.who = next((name for name, plain in _PLAIN.items() if plain == audience), "me")


def usual(me: people.Account) -> Audience:
    """What the member's settings say."""
    return _USUAL.get(me.audience, Friends())


def fetch_offer(tx: ReadTx, visit: Visit, *, chosen: Collection[int] = (), all_friends: bool = True) -> Offer:
    """What this member can choose. Of many friends those `chosen` stand in the list whatever their names.

    Without `all_friends` nobody is listed, and who will see it is said in one line: as the composer of home shows it.
    """
    me = visit.member()
    sizes = people.count_in_circles(tx, me.id)
    rooms = [
        Room(circle.id, circle.title, sizes.get(circle.id, 0))
        for circle in people.fetch_circles(tx, me.id)
        if circle.kind == people.CircleKind.CIRCLE
    ]
    groups = [one for one in people.groups.fetch_groups(tx, me.id) if _may_say(one)]
    members = people.groups.count_members(tx, [one.id for one in groups])
    friends = people.fetch_friend_ids(tx, me.id)
    first = Aimed()
    audience = moments.offered(moments.fetch_last_audience(tx, me), usual(me))
    aim_at(first, audience)
    folk = _friends(tx, visit, friends) if all_friends else []
    wanted = {*chosen, *first.people}
    return Offer(
        len(friends),
        rooms,
        [Room(one.id, one.display_name, members.get(one.id, 0)) for one in groups],
        [one for place, one in enumerate(folk) if place < MOST_FRIENDS or one.id in wanted],
        first,
        _chosen_names(tx, visit, audience),
        len(folk) > MOST_FRIENDS,
        fetch_seen(tx, visit, audience, briefly=not all_friends),
    )


def _may_say(group: people.groups.Group) -> bool:
    return group.posting == people.groups.Posting.MEMBERS or people.groups.may_help(group.role)


def _friends(tx: ReadTx, visit: Visit, ids: Sequence[int]) -> list[Friend]:
    names = fetch_names(tx, visit, ids)
    return sorted((Friend(one, name) for one, name in names.items()), key=lambda friend: friend.name.casefold())


def fetch_names(tx: ReadTx, visit: Visit, ids: Iterable[int]) -> dict[int, str]:
    """What the reader calls these."""
    wanted = list(ids)
    if not wanted:
        return {}
    found, remarks = people.fetch_accounts(tx, wanted), people.fetch_remarks(tx, visit.viewer, wanted)
    return {one: person_view(found[one], remarks.get(one, "")).name for one in wanted if one in found}


def fetch_seen(tx: ReadTx, visit: Visit, audience: Audience, text: str = "", *, briefly: bool = False) -> Seen:
    """Who will see a moment for this audience, in words: one line where it is said `briefly`.

    Raises `NotFound` for a group that is not the member's.
    """
    return _Teller(tx, visit, moments.foresee(tx, visit.member(), audience, text=text), briefly=briefly).told()


def fetch_seen_in(tx: ReadTx, visit: Visit, form: Aim, text: str) -> Seen:
    """The same for what a form says, which may say nothing yet."""
    try:
        return fetch_seen(tx, visit, audience_in(form), text)
    except Invalid:
        return Seen(visit.words.composing.see_nobody_chosen)


def _chosen_names(tx: ReadTx, visit: Visit, audience: Audience) -> str:
    if not isinstance(audience, Only | Except):
        return ""
    names = fetch_names(tx, visit, audience.people[:NAMES])
    return listed(visit, [*_titles(tx, visit, audience.circles), *names.values()])


def _titles(tx: ReadTx, visit: Visit, circles: Collection[int]) -> list[str]:
    return [circle.title for circle in people.fetch_circles(tx, visit.viewer) if circle.id in circles]


def listed(visit: Visit, names: Sequence[str], more: int = 0) -> str:
    """Names as one says them: "Mei, Ben and 4 more"."""
    co = visit.words.composing
    if more:
        return co.and_more.format(names=co.sep.join(names), n=more)
    if len(names) < 2:
        return "".join(names)
    return co.last_two.format(a=co.sep.join(names[:-1]), b=names[-1])


class _Teller:
    """Puts into words what was foreseen."""

    def __init__(self, tx: ReadTx, visit: Visit, told: Foreseen, *, briefly: bool) -> None:
        self.tx, self.visit, self.foreseen, self.briefly = tx, visit, told, briefly
        self.co = visit.words.composing
        elsewhere = [one for one, _ in told.elsewhere[:NAMES]]
        further = () if briefly else (*told.seers[:NAMES], *told.left_out[:NAMES], *elsewhere)
        self.names = fetch_names(tx, visit, {*told.kept_off[:NAMES], *further})

    def told(self) -> Seen:
        """The sentence, who is first among the names, and what else should be known."""
        audience = self.foreseen.audience
        if isinstance(audience, Only | Except) and not (audience.circles or audience.people):
            return Seen(self.co.see_nobody_chosen)
        if self.briefly:
            return Seen(self._line())
        return Seen(self._line(), self._named(self.foreseen.seers), tuple(filter(None, self._notes())))

    def _named(self, ids: Sequence[int]) -> str:
        first = [self.names[one] for one in ids[:NAMES] if one in self.names]
        return listed(self.visit, first, max(len(ids) - NAMES, 0))

    def _line(self) -> str:
        co, audience = self.co, self.foreseen.audience
        kept_off = self._named(self.foreseen.kept_off)
        but = co.but.format(names=kept_off) if kept_off else ""
        match audience:
            case OnlyMe():
                return co.see_me
            case House():
                return co.see_house.format(but=but)
            case Public(listed=is_listed):
                return co.see_everyone if is_listed else co.see_unlisted
        what, n = self._what(audience), len(self.foreseen.seers)
        if n:
            return co.see_one.format(what=what, but=but) if n == 1 else co.see_many.format(n=n, what=what, but=but)
        if isinstance(audience, Mentioned):
            return co.see_nobody_named
        return (co.see_nobody_in if isinstance(audience, Only) else co.see_nobody).format(what=what, but=but)

    def _what(self, audience: Audience) -> str:
        co = self.co
        match audience:
            case Only():
                return _chosen_names(self.tx, self.visit, audience)
            case Except():
                return co.of_all_but.format(names=_chosen_names(self.tx, self.visit, audience))
            case Group(id=group_id):
                name = people.groups.fetch_group(self.tx, self.visit.viewer, group_id).display_name
                return co.of_group.format(name=name)
            case Mentioned():
                return co.of_named
            case _:
                return co.of_friends

    def _notes(self) -> Iterable[str]:
        co, told = self.co, self.foreseen
        if told.kept_off and not isinstance(told.audience, OnlyMe):
            wide = co.note_kept_off_wide if isinstance(told.audience, Public) else co.note_kept_off
            yield wide.format(names=self._named(told.kept_off))
        if isinstance(told.audience, Except):
            yield co.note_left_out.format(names=self._named(told.left_out)) if told.left_out else ""
            yield co.note_later
        if isinstance(told.audience, Group):
            yield self._strangers()
            yield co.note_group_later
        if told.elsewhere:
            text = co.note_elsewhere_out if isinstance(told.audience, Except) else co.note_elsewhere
            yield text.format(names=self._elsewhere())
        if told.window_days:
            yield co.note_window.format(n=told.window_days)

    def _strangers(self) -> str:
        n = self.foreseen.strangers
        return "" if not n else self.co.note_strangers_one if n == 1 else self.co.note_strangers_many.format(n=n)

    def _elsewhere(self) -> str:
        told, few = self.foreseen.elsewhere, self.foreseen.elsewhere[:NAMES]
        said = [
            self.co.elsewhere_of.format(name=self.names[one], lists=self._lists(circles))
            for one, circles in few
            if one in self.names
        ]
        return listed(self.visit, said, len(told) - len(few))

    def _lists(self, circles: Collection[int]) -> str:
        return listed(self.visit, _titles(self.tx, self.visit, circles))
