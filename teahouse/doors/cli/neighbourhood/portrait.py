"""Gives a made-up resident something to be: what they like to write about, how often, a home life, a line of
introduction.

What a person is follows from their age and groups, so that a runner writes about running and a nurse about the ward.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import names
from .dice import Dice

if TYPE_CHECKING:
    from .town import Resident

_TOPIC_OF_GROUP = {
    "choir": "choir", "running": "running", "chess": "chess", "allotment": "garden", "taichi": "taichi",
    "stars": "stars",
    "library": "library", "school": "school", "satteachers": "satschool", "parents3b": "family", "ward": "nights",
    "mahjong": "granny_m", "badminton": "badminton",
}  # fmt: skip
_CHINESE_HAS = {"running", "satschool", "granny_m", "family", "garden", "choir", "chess"}
_ENGLISH_HAS = {
    "choir", "running", "chess", "garden", "taichi", "stars", "library", "school", "family", "nights", "badminton",
}  # fmt: skip
_COMMON = {
    "en": ("food", "walks", "weather", "home", "town", "films", "pets", "books", "food", "home"),
    "zh": ("food", "walks", "weather", "home", "festival", "films", "pets", "books", "food", "family"),
}
_JOBS = {
    "ward": ("On ward 6", "六病区"), "school": ("Works at the primary", "小学上班"), "lantern": ("Lantern Phones",
    "在灯笼手机"),
    "library": ("Library desk, ask me", "图书馆"), "council": ("Town hall", "镇公所上班"), "carp": ("Golden Carp",
    "金鲤酒家"),
    "depot": ("Early shift at the depot", "仓库早班"), "garage": ("Garage on Mill Lane", "修车"),
    "surveyors": ("Surveyor", "测量员"), "unilab": ("Lab person", "实验室的"), "post": ("Delivers letters", "邮递员"),
    "carehome": ("Looks after people at Larkfield House", "养老院护工"), "bakery": ("Lin's Bakery, counter",
    "林记面包房柜台"),
    "traders": ("Has a stall on Lantern Street", "灯笼街摆摊"), "builders": ("Builder", "盖房子的"),
}  # fmt: skip
_NOTES = {
    "en": (
        "{job}. Tea first.", "{job}. Mostly pictures in words.", "{job}, {call} to everyone.",
        "{job}. Here for the neighbours.",
        "Willowford born, came back. {job}.", "{job}. Slow replies, good intentions.",
        "{job}. Will talk about the weather.",
        "{job}. Parent, reader, burner of toast.", "Here since my sister made me. {job}.", "{job}. I like bridges.",
    ),
    "zh": (
        "{job}。爱喝茶。", "{job}。随便写写。", "{job}，话不多。", "{job}。日子慢慢过。", "来柳津第八年。{job}。",
        "{job}。好好吃饭。",
        "{job}。周末钓鱼。", "{job}。记性不好，所以写下来。", "{job}。回复慢，请见谅。", "平安喜乐。{job}。",
    ),
}  # fmt: skip
_TEEN_NOTES = {"en": ("yr 11", "ask someone else", "half asleep", "", "drums", "left back", "chaotic good"),
               "zh": ("困", "别催作业", "", "画画的", "高一", "打球去")}  # fmt: skip
_ELDER_NOTES = {"en": ("Retired and busier than ever.", "Grandparent of five.", "I type with one finger.",
 "Widowed, walking, well."),
                "zh": ("退休了，养花。", "带孙子中。", "身体好最要紧。", "学着用手机。", "早睡早起。")}  # fmt: skip


def paint(groups: list[str], one: Resident, dice: Dice) -> None:
    """Fills in topics, rate, facets, hours, note and fields of one resident."""
    side = 0 if one.language == "en" else 1
    has = _ENGLISH_HAS if one.language == "en" else _CHINESE_HAS
    special = [_TOPIC_OF_GROUP[group] for group in groups if _TOPIC_OF_GROUP.get(group) in has]
    common = dice.some(_COMMON[one.language], 3)
    work = ["work"] if any(group in _JOBS for group in groups) else []
    if one.age == "teen":
        topics = ["teen" if side == 0 else "zh_teen"] * 2 + [name for name in special if name != "family"]
    elif one.age == "elder":
        topics = ["rose" if side == 0 else "granny_m", *special, *dice.some(("walks", "garden", "weather", "food"), 2)]
    else:
        topics = special + work + common
    one.topics = tuple(topics)
    one.rate = 0.012 if one.quiet else dice.weighted((0.02, 0.08, 0.17, 0.3, 0.55), (12, 28, 32, 20, 8))
    one.talkative = 0.15 if one.quiet else dice.weighted((0.4, 0.8, 1.2, 2.0), (25, 35, 25, 15))
    one.hours = "late" if one.age == "teen" else "early" if one.age == "elder" else "day"
    if "ward" in groups and dice.chance(0.4):
        one.hours = "night"
    _home_life(one, dice)
    _introduce(groups, one, side, dice)


def _home_life(one: Resident, dice: Dice) -> None:
    english = one.language == "en"
    if one.age == "adult" and ("parents3b" in one.groups or dice.chance(0.35)):
        one.facets["child"] = dice.pick(names.ENGLISH_CHILDREN if english else names.CHINESE_CHILDREN)
    if one.age == "elder":
        one.facets["grandchild"] = dice.pick(names.ENGLISH_CHILDREN if english else names.CHINESE_CHILDREN)
    if dice.chance(0.35):
        one.facets["pet"] = dice.pick(names.ENGLISH_PETS if english else names.CHINESE_PETS)


def _introduce(groups: list[str], one: Resident, side: int, dice: Dice) -> None:
    if one.quiet or dice.chance(0.15):
        return
    if one.age != "adult":
        one.note = dice.pick((_TEEN_NOTES if one.age == "teen" else _ELDER_NOTES)[one.language])
        return
    job = next((_JOBS[group][side] for group in groups if group in _JOBS), ("Between things", "自由人")[side])
    one.note = dice.pick(_NOTES[one.language]).replace("{job}", job).replace("{call}", one.call)
    if dice.chance(0.3):
        one.fields = ((("Work", "工作")[side], job),)
