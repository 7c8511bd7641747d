"""Peoples the town: households first, then who is in which class, workplace and club.

What comes out are residents, who know more about themselves than a person of the plan shows: their groups, their
household, and the
slots that their texts may use.
"""

from __future__ import annotations

from msgspec import Struct

from . import cast, names, portrait
from .dice import Dice
from .model import Language

MEMBERS = 300
_DISTRICT_CHINESE = (0.12, 0.35, 0.85, 0.12)


class Group(Struct, frozen=True):
    """A class, workplace or club: `kind` decides who may be in it, `chinese` the share of Chinese speakers."""

    name: str
    kind: str
    size: int
    district: int
    chinese: float
    titles: tuple[str, str]


GROUPS = (
    Group("year11", "class", 30, 0, 0.3, ("Year 11", "同学")),
    Group("class98", "reunion", 26, 0, 0.1, ("School friends", "老同学")),
    Group("class09", "reunion", 28, 3, 0.2, ("Class of 2009", "〇九届同学")),
    Group("satschool", "reunion", 26, 2, 1.0, ("Saturday school", "中文学校同学")),
    Group("satteachers", "work", 6, 2, 1.0, ("Saturday school staff", "中文学校老师")),
    Group("parents3b", "parents", 22, 1, 0.35, ("3B parents", "三B家长")),
    Group("ward", "work", 13, 1, 0.2, ("Ward 6", "六病区")),
    Group("school", "work", 13, 0, 0.1, ("Staff room", "学校同事")),
    Group("lantern", "work", 16, 2, 0.6, ("Lantern people", "灯笼同事")),
    Group("library", "work", 8, 0, 0.15, ("Library", "图书馆")),
    Group("council", "work", 9, 0, 0.1, ("Town hall", "镇公所")),
    Group("carp", "work", 9, 2, 1.0, ("Golden Carp", "金鲤同事")),
    Group("depot", "work", 12, 1, 0.3, ("Depot", "仓库同事")),
    Group("garage", "work", 7, 0, 0.0, ("Garage", "车行")),
    Group("surveyors", "work", 9, 3, 0.1, ("Office", "办公室")),
    Group("unilab", "work", 12, 1, 0.5, ("Lab", "实验室")),
    Group("post", "work", 8, 1, 0.1, ("Sorting office", "邮局")),
    Group("carehome", "work", 10, 3, 0.2, ("Larkfield House", "养老院同事")),
    Group("bakery", "work", 6, 2, 0.9, ("Bakery", "面包房")),
    Group("traders", "work", 8, 2, 0.5, ("Market traders", "街坊商户")),
    Group("builders", "work", 10, 3, 0.0, ("Site", "工地")),
    Group("taichi", "club", 17, 2, 0.85, ("Tai chi", "太极")),
    Group("choir", "club", 24, 0, 0.12, ("Choir", "合唱团")),
    Group("running", "club", 20, 1, 0.25, ("Runners", "跑团")),
    Group("chess", "club", 12, 0, 0.25, ("Chess", "棋友")),
    Group("allotment", "club", 18, 3, 0.12, ("Allotments", "菜园")),
    Group("stars", "club", 9, 3, 0.15, ("Stargazers", "观星")),
    Group("mahjong", "club", 11, 2, 1.0, ("Mahjong", "牌友")),
    Group("badminton", "club", 15, 2, 0.75, ("Badminton", "羽毛球")),
)


class Resident(Struct):
    """A member of the town while it is being built; `groups` grows as places are given out."""

    key: int
    username: str
    display: str
    call: str
    language: Language
    reads: str
    age: str
    household: int
    district: int
    surname: str
    groups: list[str]
    topics: tuple[str, ...]
    rate: float
    note: str
    fields: tuple[tuple[str, str], ...]
    facets: dict[str, str]
    public: bool
    hours: str
    quiet: bool = False
    talkative: float = 1.0


def people_town(dice: Dice) -> list[Resident]:
    """Everybody who lives in the town, cast first; keys count from 1."""
    town = [_from_role(key, role) for key, role in enumerate(cast.ROLES, 1)]
    _complete_cast_households(town, dice)
    household = max(one.household for one in town)
    while len(town) < MEMBERS:
        household += 1
        _move_in(town, household, dice)
    _give_places(town, dice)
    for one in town:
        if not one.topics:
            portrait.paint(one.groups, one, dice)
    return town


def _from_role(key: int, role: cast.Role) -> Resident:
    return Resident(
        key=key, username=role.username, display=role.display, call=role.call, language=role.language,
        reads=role.reads, age=role.age, household=role.household, district=role.district,
        surname=_surname_of(role), groups=list(role.groups), topics=role.topics,
        rate=role.rate, note=role.note, fields=role.fields, facets=dict(role.facets), public=role.public,
        hours=role.hours, talkative=0.1 if "shy" in role.topics else 1.8,
    )  # fmt: skip


def _surname_of(role: cast.Role) -> str:
    if role.language == "zh":
        return role.display[0]
    return role.display.split()[1] if " " in role.display else "Marsh"


def _complete_cast_households(town: list[Resident], dice: Dice) -> None:
    """Cast members who live alone or as a pair get the family that their part leaves open."""
    for household in sorted({one.household for one in town}):
        own = [one for one in town if one.household == household]
        if len(own) >= 3:
            continue
        head = next((one for one in own if one.language == "zh"), own[0])
        ages = ["adult", "teen", "elder"][: 3 - len(own) + dice.between(0, 1)]
        for age in ages:
            _add(town, (household, head.district), head.language, surname=head.surname, age=age, dice=dice)


def _move_in(town: list[Resident], household: int, dice: Dice) -> None:
    district = household % 4
    chinese = dice.chance(_DISTRICT_CHINESE[district])
    surname = dice.pick(names.CHINESE_SURNAMES)[0] if chinese else dice.pick(names.ENGLISH_SURNAMES)
    size = dice.weighted((3, 4, 5, 6), (30, 40, 20, 10))
    pool = ["adult", "adult", *dice.some(["teen", "elder", "teen", "adult"], size - 2)]
    if dice.chance(0.1):
        pool = ["adult", "elder", "elder"]
    for age in pool[: MEMBERS - len(town)]:
        _add(town, (household, district), "zh" if chinese else "en", surname=surname, age=age, dice=dice)


def _add(
    town: list[Resident],
    home: tuple[int, int],
    language: Language,
    *,
    surname: str,
    age: str,
    dice: Dice,
) -> None:
    """Adds one person to a home, which is a household in a district."""
    taken = {one.username for one in town}
    shown = {one.display for one in town}
    while True:
        display, call, username = _name(language, surname, age, dice)
        if display not in shown:
            break
    while username in taken:
        username = f"{username.rstrip('0123456789')}{dice.between(2, 99)}"
    reads = "en" if language == "en" else "zh" if age == "elder" or dice.chance(0.25) else "en zh"
    town.append(
        Resident(
            key=len(town) + 1, username=username, display=display, call=call, language=language, reads=reads,
            age=age, household=home[0], district=home[1], surname=surname, groups=[], topics=(), rate=0.0,
            note="", fields=(), facets={}, public=False, hours="day",
        )
    )  # fmt: skip


def _name(language: str, surname: str, age: str, dice: Dice) -> tuple[str, str, str]:
    if language == "zh":
        stock = {"teen": names.CHINESE_TEENS, "elder": names.CHINESE_ELDERS}.get(age, names.CHINESE_ADULTS)
        given, spelled = dice.pick(stock)
        latin = dict(names.CHINESE_SURNAMES).get(surname, "lin")
        call = given if len(given) > 1 else surname + given
        return surname + given, call, latin + spelled
    given = dice.pick({"teen": names.ENGLISH_TEENS, "elder": names.ENGLISH_ELDERS}.get(age, names.ENGLISH_ADULTS))
    low, last = given.lower(), surname.lower()
    username = dice.pick((f"{low}_{last}", f"{low}{last[0]}", f"{low[0]}{last}", f"{low}.{last}".replace(".", "_")))
    return f"{given} {surname}", given, username


def _give_places(town: list[Resident], dice: Dice) -> None:
    """Fills each group up to its size, neighbours and fitting languages first; a few people stay out of everything."""
    plain = [one for one in town if not one.topics]
    for one in dice.some([one for one in plain if one.age != "teen"], 13):
        one.quiet = True
    for group in GROUPS:
        free = group.size - sum(group.name in one.groups for one in town)
        fitting = [one for one in plain if not one.quiet and _fits(one, group)]
        weights = [_pull(one, group) for one in fitting]
        for one in dice.weighted_some(fitting, weights, max(0, free)):
            one.groups.append(group.name)


def _fits(one: Resident, group: Group) -> bool:
    kinds = {entry.name: entry.kind for entry in GROUPS}
    have = [kinds[name] for name in one.groups]
    if group.kind == "class":
        return one.age == "teen"
    if group.kind == "club":
        return have.count("club") < 2 and (one.age != "teen" or group.name in ("running", "badminton", "chess"))
    return one.age == "adult" and group.kind not in have


def _pull(one: Resident, group: Group) -> float:
    tongue = group.chinese if one.language == "zh" else 1.0 - group.chinese
    home = 40.0 if one.district == group.district else 1.0
    return max(0.001, tongue * home / (1 + 1.5 * len(one.groups)))
