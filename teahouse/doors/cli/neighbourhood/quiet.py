"""The quiet controls and private names that people use on each other.

Many have had enough of one seller; a few chose otherwise for reasons of their own.
"""

from __future__ import annotations

from .dice import Dice
from .model import Quiet, QuietKind, Remark
from .town import Resident

_REMARKS = {
    "en": ("{call} next door", "{call} (plumber's number!)", "{call} from choir", "{call} - owes me a book",
    "Our {call}",
           "{call} with the dog", "{call} 3B", "Young {call}", "{call} (work)"),
    "zh": ("{call}（楼上）", "隔壁{call}", "{call}·物业", "{call}老师", "{call}（还书）", "小区{call}",
    "{call}（钓鱼）", "会修水管的{call}"),
}  # fmt: skip


def choose_quiet(town: list[Resident], friends: dict[int, set[int]], dice: Dice) -> tuple[Quiet, ...]:
    """Who turned down what of whom."""
    key_of = {one.username: one.key for one in town}
    mei = key_of["mei"]
    made: dict[tuple[int, int, QuietKind], Quiet] = {}

    def add(who: int, whom: int, kind: QuietKind, n: int = 0) -> None:
        if whom in friends[who]:
            made[who, whom, kind] = Quiet(who, whom, kind, n)

    add(key_of["anna"], mei, "selling_off")
    add(key_of["anna"], mei, "asking_off")
    for who in sorted(friends[mei]):
        # Xiaoming and Lin have turned nothing down yet: they can be shown what it would change.
        if who in (key_of["anna"], key_of["raychow"], key_of["xiaoming"], key_of["lin"]):
            continue
        kind: QuietKind | None = dice.weighted(
            ("selling_off", "asking_off", "shares_off", "fold", "mute", None), (34, 10, 8, 10, 6, 32)
        )
        if kind:
            add(who, mei, kind, dice.between(1, 3) if kind == "fold" else 0)
    add(key_of["elliem"], key_of["helen_marsh"], "hide")
    add(key_of["jess_tanner"], key_of["rose_tanner"], "fold", 3)
    for one in town:
        if one.talkative == 1.8 or not friends[one.key] or not dice.chance(0.16):
            continue
        whom = dice.pick(sorted(friends[one.key]))
        near = next(other for other in town if other.key == whom)
        kinds: tuple[QuietKind, ...] = ("mute", "fold", "shares_off", "hide", "block")
        if near.household != one.household and near.talkative != 1.8:
            choice = dice.weighted(kinds, (40, 25, 15, 14, 6))
            add(one.key, whom, choice, dice.between(1, 3) if choice == "fold" else 0)
    return tuple(made[key] for key in sorted(made))


def name_friends(town: list[Resident], friends: dict[int, set[int]], dice: Dice) -> tuple[Remark, ...]:
    """The remark names that people keep for some friends."""
    by_key = {one.key: one for one in town}
    made = []
    for one in town:
        for whom in dice.some(sorted(friends[one.key]), dice.poisson(0.9)):
            other = by_key[whom]
            if other.household != one.household:
                made.append(Remark(one.key, whom, dice.pick(_REMARKS[one.language]).replace("{call}", other.call)))
    return tuple(made)
