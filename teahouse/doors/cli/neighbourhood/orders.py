"""The town's order chains: bread for Sunday, still open, and a picnic of the class that has been."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from . import cast
from .almanac import DAY_MS, MINUTE_MS, instant, local_date
from .dice import Dice
from .model import Follow, Order, Person, PutDown
from .town import Resident

_BREAD_DAYS, _BREAD_OPEN, _PICNIC_DAYS, _PICNIC_OPEN = 2, 4, 23, 5
_PARENT = "parents3b"
_BREAD = (
    "The Sunday rye again: put yourself down on the list and fetch it warm from seven on. "
    "周日的黑麦面包又来了：请接龙，七点起来取，热的。"
)
_PICNIC = "Class picnic by the mill pond: who comes, and how many are you? 三年级乙班在磨坊池边野餐，几个人来？"
_BREAD_NOTES = ("", "", "", "sliced, please", "切片，谢谢", "fetched by my son", "周日早上来拿")
_PICNIC_NOTES = ("", "带水果", "we bring the grill", "we bring cups", "带垫子", "one eats no nuts")


def take_orders(
    residents: Sequence[Resident],
    people: Sequence[Person],
    *,
    friends: dict[int, set[int]],
    follows: Sequence[Follow],
    now_ms: int,
    dice: Dice,
) -> tuple[Order, ...]:
    """Both chains, with who put themselves down; each could see the moment that day."""
    bakery = next(one for one in people if one.username == cast.BAKERY)
    bread, picnic = (instant(local_date(now_ms - days * DAY_MS), 9.25) for days in (_BREAD_DAYS, _PICNIC_DAYS))
    joined = {one.key: one.joined_ms for one in people}
    customers = [follow.who for follow in follows if follow.page == bakery.key and joined[follow.who] < bread]
    parents = [one.key for one in residents if _PARENT in one.groups and joined[one.key] < picnic]
    host = max(parents, key=lambda key: len(friends[key].intersection(parents)))
    others = sorted(friends[host].intersection(parents))
    return (
        _with(
            Order(bakery.key, bread, _BREAD, "public", "Rye bread", "loaves", 4, 60, bread + _BREAD_OPEN * DAY_MS, ()),
            _put_down(customers, 17, 3, _BREAD_NOTES, dice),
            now_ms,
        ),
        _with(
            Order(host, picnic, _PICNIC, "friends", "Picnic", "people", 6, None, picnic + _PICNIC_OPEN * DAY_MS, ()),
            _put_down(others, 12, 5, _PICNIC_NOTES, dice),
            now_ms,
        ),
    )


def _put_down(who: Sequence[int], n: int, most: int, notes: Sequence[str], dice: Dice) -> list[tuple[int, int, str]]:
    return [(key, dice.between(1, most), dice.pick(notes)) for key in dice.some(who, n)]


def _with(order: Order, put_down: Sequence[tuple[int, int, str]], now_ms: int) -> Order:
    """The chain with who put themselves down so far, one after the other."""
    entries = (
        PutDown(who, order.at_ms + (place + 1) * 47 * MINUTE_MS, quantity, note)
        for place, (who, quantity, note) in enumerate(put_down)
    )
    return replace(order, entries=tuple(entry for entry in entries if entry.at_ms < now_ms))
