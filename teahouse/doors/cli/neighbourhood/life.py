"""The small facts of a life that fill the slots of a text, and what the names of circles are for."""

from __future__ import annotations

import re

from . import names
from .dice import Dice
from .sight import Sight
from .town import GROUPS, Resident

# How often a day each page posts, and on which days.
PAGE_RATES = (("linbakery", 1.6, "tue,wed,thu,fri,sat,sun"), ("lanternphones", 0.9, ""))

_GENERAL = {
    "en": {
        "dish": ("lentil soup", "a leek pie", "mushroom risotto", "fish fingers", "a very beige curry", "dumplings",
        "shepherd's pie",
                 "roast squash", "tomato noodles", "pea and mint soup", "an omelette", "baked potatoes"),
        "cake": ("lemon drizzle", "carrot cake", "a seed cake", "parkin", "ginger loaf", "a plum crumble", "flapjacks",
        "scones"),
        "veg": ("leeks", "beans", "kale", "squash", "beetroot", "onions", "carrots", "chard"),
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        "km": ("5", "6", "8", "10", "12", "14"),
        "n": ("three", "four", "five", "six", "seven", "nine"),
        "clock": ("quarter past six", "ten to eight", "half past nine", "noon sharp", "twenty past four",
        "five to seven"),
        "bird": ("a kingfisher", "two herons", "a barn owl", "a wren", "a whole argument of starlings", "a buzzard",
        "a grey wagtail"),
        "colour": ("green", "yellow", "dark blue", "brick red", "grey", "orange"),
    },
    "zh": {
        "dish": ("番茄炒蛋", "红烧肉", "酸菜鱼", "葱油拌面", "萝卜排骨汤", "韭菜盒子", "蒸蛋羹", "青椒肉丝",
        "冬瓜丸子汤", "腊味饭", "凉拌黄瓜", "皮蛋瘦肉粥"),
        "cake": ("桂花糕", "红豆面包", "葱花卷", "蛋挞", "绿豆饼", "核桃酥", "豆沙包"),
        "veg": ("白菜", "小葱", "萝卜", "豆角", "南瓜", "香菜", "韭菜", "丝瓜"),
        "day": ("周一", "周二", "周三", "周四", "周五"),
        "km": ("五", "六", "八", "十", "十二"),
        "n": ("三", "四", "五", "六", "七", "八"),
        "clock": ("六点一刻", "七点五十", "九点半", "正午", "四点二十", "七点差五分"),
        "bird": ("一只翠鸟", "两只苍鹭", "一只猫头鹰", "一群椋鸟", "一只小鹪鹩", "几只野鸭"),
        "colour": ("绿色", "黄色", "深蓝色", "砖红色", "灰色", "橙色"),
    },
}  # fmt: skip
_FAMILY = ("Family", "家人")


def slot_values(
    one: Resident | None, sight: Sight, residents: dict[str, Resident], dice: Dice
) -> dict[str, tuple[str, ...]]:
    """What each slot may become in this author's texts; slots that their life does not have are absent."""
    if one is None:
        return {**_GENERAL["zh"], **_GENERAL["en"]}
    values: dict[str, tuple[str, ...]] = dict(_GENERAL[one.language])
    values["place"] = names.PLACES[one.language][one.district]
    values |= {name: (value,) for name, value in one.facets.items()}
    friends = sorted(sight.friends[one.key])
    calls = [residents[sight.people[key].username] for key in dice.some(friends, 6)]
    same = tuple(other.call for other in calls if other.language == one.language and other.household != one.household)
    if same:
        values["friend"] = same
    return values


def names_person(text: str, one: Resident | None) -> bool:
    """Whether the text speaks of this person, who would then not be the one to say it."""
    if one is None:
        return False
    call = one.call.split()[-1]
    return call in text if one.language == "zh" and not call.isascii() else bool(re.search(rf"\b{call}\b", text))


def circle_fits(title: str, wish: str) -> bool:
    """Whether a circle of this title is what the wish `family`, `work`, `club`, `own` or `except` means."""
    if wish == "family":
        return title in _FAMILY
    kinds = {name: group.kind for group in GROUPS for name in group.titles}
    if wish in ("work", "club"):
        return kinds.get(title) == wish
    return wish == "own" or kinds.get(title) in ("work", "parents")
