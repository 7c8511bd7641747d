"""Puts the plan together, one layer on the other: people, ties, quiet controls, moments, talk, likes.

The same seed and the same time give the same plan; everything that happened lies before that time.
"""

from __future__ import annotations

from msgspec import structs

from . import album, applause, cast, letters, library, likeness, orders, quiet, rooms, ties, town
from .almanac import DAY_MS, DAYS, MINUTE_MS, TIME_ZONE
from .dice import Dice
from .model import Likeness, Neighbourhood, Person
from .sight import Sight
from .talk import Talk
from .town import Resident
from .writing import Writer


def plan(seed: int, now_ms: int) -> Neighbourhood:
    """The whole neighbourhood as it stands at `now_ms`, with the 90 days before it."""
    start_ms = now_ms - DAYS * DAY_MS
    stock = library.collect()
    residents = town.people_town(Dice(seed, "town"))
    people = _register(residents, start_ms, now_ms, Dice(seed, "register"))
    joined = {one.key: one.joined_ms for one in people}
    friendships = ties.befriend(
        residents, stock.stories, joined, start_ms=start_ms, now_ms=now_ms, dice=Dice(seed, "ties")
    )
    friends = ties.neighbours(friendships, [one.key for one in people])
    people = _portray(_remember_inviters(people, friends, Dice(seed, "invites")), residents, Dice(seed, "likeness"))
    pages = {one.username: one.key for one in people if one.kind == "page"}
    follows = ties.follow_pages(
        residents, pages, stories=stock.stories, joined=joined, start_ms=start_ms, dice=Dice(seed, "follows")
    )
    circles = ties.draw_circles(residents, friends, Dice(seed, "circles"))
    quiets = quiet.choose_quiet(residents, friends, Dice(seed, "quiet"))
    sight = Sight(people, friendships, follows, circles, quiets)
    written = Writer(residents, sight, circles=circles, stock=stock, now_ms=now_ms, dice=Dice(seed, "writing")).write()
    pictured = album.hang(written, pages=pages, now_ms=now_ms, dice=Dice(seed, "album"))
    talk = Talk(residents, sight, quiets=quiets, stock=stock, now_ms=now_ms, dice=Dice(seed, "talk"))
    comments = talk.speak(written)
    return Neighbourhood(
        time_zone=TIME_ZONE,
        sign_in=cast.SIGN_IN,
        people=people,
        friendships=friendships,
        follows=follows,
        circles=circles,
        quiets=quiets,
        remarks=quiet.name_friends(residents, friends, Dice(seed, "remarks")),
        moments=tuple(one.moment for one in pictured),
        comments=comments,
        likes=applause.like_all(written, comments, sight=sight, talk=talk, now_ms=now_ms, dice=Dice(seed, "likes")),
        shares=applause.share_some(written, talk=talk, now_ms=now_ms, dice=Dice(seed, "shares")),
        rooms=rooms.open_rooms(residents, joined, now_ms, Dice(seed, "rooms")),
        orders=orders.take_orders(
            residents, people, friends=friends, follows=follows, now_ms=now_ms, dice=Dice(seed, "orders")
        ),
        talks=letters.write_letters(residents, friendships, now_ms),
    )


def _register(residents: list[Resident], start_ms: int, now_ms: int, dice: Dice) -> tuple[Person, ...]:
    """Turns residents into people of the plan and adds the pages; a few joined within the three months."""
    made = []
    for one in residents:
        late = one.rate < 0.5 and one.key > len(cast.ROLES) and dice.chance(0.05)
        before = start_ms - dice.between(4, 420) * DAY_MS - dice.between(0, 1000) * MINUTE_MS
        window = dice.weighted((0, 3, 30, 180), (80, 4, 6, 10)) if one.key > len(cast.ROLES) else 0
        joined = min(now_ms - 5 * DAY_MS, start_ms + dice.between(3, 80) * DAY_MS) if late else before
        made.append(
            Person(one.key, one.username, one.display, one.language, one.note, one.fields, TIME_ZONE, joined, "member",
                   None, window, None)
        )  # fmt: skip
    key_of = {one.username: one.key for one in residents}
    for place, (username, display, language, owner, note, fields) in enumerate(cast.PAGES, len(residents) + 1):
        owner_key = key_of[owner]
        joined = made[owner_key - 1].joined_ms + 2 * DAY_MS
        made.append(
            Person(place, username, display, "zh" if language == "zh" else "en", note, fields, TIME_ZONE, joined,
            "page",
                   owner_key, 0, None)
        )  # fmt: skip
    return tuple(made)


def _portray(people: tuple[Person, ...], residents: list[Resident], dice: Dice) -> tuple[Person, ...]:
    """Gives them their pictures."""
    worn = {one.username: likeness.choose(one, dice) for one in residents} | likeness.SIGNS
    for username, banner in likeness.BANNERS.items():
        worn[username] = structs.replace(worn[username] or Likeness("hills"), banner=banner)
    return tuple(structs.replace(one, likeness=worn[one.username]) for one in people)


def _remember_inviters(people: tuple[Person, ...], friends: dict[int, set[int]], dice: Dice) -> tuple[Person, ...]:
    """Most people were brought by a friend who was there before them."""
    joined = {one.key: one.joined_ms for one in people}
    made = []
    for one in people:
        earlier = [key for key in sorted(friends[one.key]) if joined[key] < one.joined_ms]
        inviter = dice.pick(earlier) if earlier and dice.chance(0.85) else None
        made.append(
            Person(one.key, one.username, one.display_name, one.language, one.note, one.fields, one.time_zone,
                   one.joined_ms, one.kind, one.owner, one.window_days, inviter)
        )  # fmt: skip
    return tuple(made)
