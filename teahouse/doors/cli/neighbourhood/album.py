"""Which posts have pictures, what is on them, and how their authors say it to those who do not see them.

A post gets a picture of what it speaks of: more of the last days, as those are what a visitor meets first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from . import cast
from .almanac import DAY_MS
from .dice import Dice
from .model import Moment, Painted, Shape
from .writing import Written

_SHOWS = {cast.BAKERY: "loaf", cast.PHONES: "phone"}
_MOST = 110
_MOST_BEFORE = 30
"""So many of them in posts that are older than a fortnight."""
_FORTNIGHT = 14


class Subject(Struct, frozen=True):
    """A scene that can be painted: words that speak of it, and what to say of it in either language."""

    scene: str
    words: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    kin: tuple[str, ...] = ()


SUBJECTS = (
    Subject("buns", r"\b(buns?|rolls fresh)\b|豆沙包|小面包|餐包|菠萝包",
            ("A tray of buns, glazed and sprinkled with sesame.", "Twelve buns on a baking tray, still warm."),
            ("一盘刚出炉的小面包，撒了芝麻。", "烤盘上十二个小面包，油亮亮的。"), ("loaf", "coffee", "cake")),
    Subject("loaf", r"\b(loaf|loaves|sourdough|bread|toast)\b|面包|吐司|烤箱|出炉",
            ("A loaf with four cuts in its crust, on a wooden board.", "Fresh bread on a board, flour all round it."),
            ("木板上一个刚烤好的面包，面上划了四刀。", "砧板上的面包，旁边撒着面粉。"), ("buns", "coffee", "jars")),
    Subject("cake", r"\b(birthday|cakes?|candles)\b|生日|蛋糕",
            ("A birthday cake with candles and berries.", "A cake with icing running down, candles lit."),
            ("插着蜡烛的生日蛋糕，上面一圈水果。", "蛋糕上的蜡烛都点着了。"), ("flowers", "coffee")),
    Subject("dumplings", r"\bdumplings?\b|饺子|包子|饺",
            ("Seven dumplings in a bamboo steamer.", "Dumplings steaming; no two folded alike."),
            ("竹蒸笼里七个饺子，冒着热气。", "一笼饺子，褶子个个不一样。"), ("noodles", "teapot")),
    Subject("mooncakes", r"\bmooncakes?\b|月饼",
            ("Four mooncakes on a plate and a cup of tea.",), ("一盘四个月饼，旁边一杯茶。",), ("teapot", "lanterns")),
    Subject("noodles", r"\b(noodles?|soup|curry)\b|面条|鸡汤|丸子汤|排骨|煲汤|一碗|拉面|火锅",
            ("A bowl of noodles with egg and spring onion.", "Soup with noodles, two chopsticks on the rim."),
            ("一碗面，卧了鸡蛋，撒了葱花。", "热汤面，筷子搭在碗边。"), ("teapot", "dumplings")),
    Subject("jars", r"\b(jam|jars?|chutney|pickled?|marmalade)\b|腌|酸菜|果酱|泡菜",
            ("Two shelves of jars, all labelled.", "Jam in every colour, on shelves."),
            ("架子上一排排的罐子，都贴了标签。", "两层果酱和酱菜。"), ("harvest",)),
    Subject("teapot", r"\b(kettle|teapot|cup of tea|a brew)\b|喝茶|泡茶|沏|茶壶|一壶",
            ("A teapot and one small cup.", "Tea, just poured."), ("一把茶壶，一只小杯。", "刚泡好的茶。"), ("loaf",)),
    Subject("coffee", r"\b(coffee|espresso)\b|咖啡",
            ("Coffee with a leaf in the foam and a croissant.",),
            ("咖啡，奶泡上一片叶子，旁边一个牛角包。",), ("loaf", "books")),
    Subject("harvest", r"\b(squash|marrows?|tomato(es)?|courgettes?|leeks|aubergine|harvest|pumpkins?)\b|"
            r"番茄|南瓜|萝卜|丰收|茄子|收成",
            ("A basket full of vegetables, carrots on top.", "What the garden gave today, in a basket."),
            ("一篮子蔬菜，最上面是胡萝卜。", "今天地里的收成，装了一篮。"), ("garden", "jars")),
    Subject("garden", r"\b(allotments?|compost|spade|planted|seedlings?|bee|robin|shed)\b|种菜|菜地|浇水|发芽",
            ("Rows of green on the allotment, the shed behind.", "The plot this morning."),
            ("菜地一行一行的，后面是小木屋。", "今天早上的菜地。"), ("harvest", "flowers", "hills")),
    Subject("flowers", r"\b(flowers?|dahlias?|daffodils|roses)\b|花开|开花|一束|月季|菊花|种花",
            ("Flowers in a vase on the table.", "A vase with more flowers than it holds."),
            ("桌上一瓶花。", "花瓶里插得满满的。"), ("garden",)),
    Subject("cat", r"\b(the cat|biscuit has|tabby|kitten)\b|猫|年糕|煤球",
            ("A cat on the windowsill, looking at you.", "The cat on the sill, pretending not to care."),
            ("窗台上的猫，正看着你。", "猫坐在窗台上，一副与我无关的样子。")),
    Subject("dog", r"\b(the dog|my dog|fig|moss|puppy)\b|小狗|遛狗|狗",
            ("A dog on a rug, a ball beside it.", "The dog, very pleased, tongue out."),
            ("地毯上的狗，旁边一个球。", "狗很高兴，吐着舌头。"), ("hills",)),
    Subject("chess", r"\b(chess|bishop|castled|checkmate)\b|下棋|象棋|棋",
            ("A chess board; white is not doing well.", "The board, mid-game."),
            ("一盘没下完的棋。", "棋盘，下到一半。")),
    Subject("singing", r"\b(choir|altos?|rehearsal|sopranos?|carols?)\b|合唱|唱歌",
            ("The choir in two rows, mouths open.",), ("合唱团站成两排，正在唱。",)),
    Subject("stars", r"\b(stars|saturn|jupiter|moon|telescope|comet|doris|orion)\b|星星|月亮|流星|望远镜",
            ("A telescope under a sky full of stars.", "Somebody small beside a telescope, the night very large."),
            ("满天星星下的一架望远镜。", "望远镜旁边站着一个人，夜很大。")),
    Subject("boxes", r"\b(boxes|moving (in|house|day)|packed|wardrobe|loft)\b|搬家|纸箱|打包",
            ("Cardboard boxes up to the window, a plant on top.",), ("纸箱堆到窗边，最上面一盆绿植。",)),
    Subject("phone", r"\b(phones?|battery|screens?|night mode|settings >)\b|手机|屏幕|电池",
            ("A phone on the bench, its screws beside it.",), ("工作台上一部手机，旁边几颗螺丝。",)),
    Subject("drawing", r"\b(drew|drawing|crayons?)\b|画了|画画",
            ("A child's drawing: a house, a sun, two people.",), ("孩子画的：一座房子，一个太阳，两个人。",)),
    Subject("fireworks", r"\b(fireworks?|bonfire)\b|烟花|放炮", ("Fireworks over the roofs.",), ("屋顶上空的烟花。",)),
    Subject("lanterns", r"\b(lanterns|lantern street|festival)\b|灯笼|元宵|夜市|灯会",
            ("Red lanterns in rows over Lantern Street.", "Lantern Street in the evening, all lit."),
            ("灯笼街上一排排红灯笼。", "晚上的灯笼街，都亮了。"), ("street", "dumplings")),
    Subject("snow", r"\b(snow|frost|ice on)\b|下雪|初雪|霜",
            ("Snow on the roofs and firs.",), ("雪落在屋顶和松树上。",)),
    Subject("rain", r"\b(rain|drizzle|puddles?)\b|下雨|大雨|雨天|打伞",
            ("Three people under umbrellas in the rain.",), ("雨里三个人，三把伞。",)),
    Subject("autumn", r"\b(leaves|quarry wood)\b|落叶|秋天|秋色|银杏",
            ("A path between trees that have turned.", "Leaves on the path, leaves in the air."),
            ("两边的树都黄了，中间一条小路。", "路上是叶子，天上也是叶子。"), ("hills", "river")),
    Subject("river", r"\b(river|bridge|willows?|boathouse|swans?|heron|km)\b|河边|沿河|桥上|柳桥|公里|钓鱼",
            ("The bridge and the willow, from the towpath.", "Willow Bridge over still water."),
            ("河边看过去的桥和柳树。", "柳桥，水很静。"), ("hills", "autumn")),
    Subject("hills", r"\b(hills?|ridge|beacon|sunset|sunrise)\b|爬山|山上|日出|日落|火烧云|烽火山|太极",
            ("Hills one behind the other, and a low sun.", "The view from the top, worth it."),
            ("远山一层一层，太阳很低。", "山顶的风景，值得。"), ("river", "autumn")),
    Subject("books", r"\b(books?|novel|poems)\b|书架|看书|图书馆|小说",
            ("Shelves of books from floor to ceiling.", "My kind of wallpaper: book spines."),
            ("一面墙的书。", "书架，满的。"), ("coffee", "teapot")),
    Subject("street", r"\b(market hall|high street|our street|number six)\b|街上|镇上",
            ("A row of houses, each its own colour.",), ("一排房子，各有各的颜色。",), ("lanterns",)),
)  # fmt: skip
_NAMED = {subject.scene: (subject, re.compile(subject.words, re.IGNORECASE)) for subject in SUBJECTS}


def hang(written: Sequence[Written], *, pages: Mapping[str, int], now_ms: int, dice: Dice) -> list[Written]:
    """The same posts, some with pictures; those of shops more often, of what the shop makes at least."""
    shops = {pages[username]: scene for username, scene in _SHOWS.items()}
    left, before = _MOST, _MOST_BEFORE
    variants: dict[str, int] = {}
    hung: list[Written] = []
    for one in reversed(written):
        moment = one.moment
        if moment.audience == "only_me" or moment.selling or moment.asking or moment.passed_on:
            hung.append(one)
            continue
        subject = _subject(moment) or (_NAMED[shops[moment.author]][0] if moment.author in shops else None)
        days = (now_ms - moment.at_ms) / DAY_MS
        likely = 0.85 if days < 3 else 0.3 if days < _FORTNIGHT else 0.04
        if subject is None or not dice.chance(min(0.9, likely * (2 if moment.author in shops else 1))):
            hung.append(one)
            continue
        many = min(dice.weighted((1, 2, 3, 4, 6), (74, 12, 8, 5, 1)), 1 + 3 * len(subject.kin))
        many = min(many, left if days < _FORTNIGHT else min(left, before))
        pictures = tuple(_paint(moment, subject, many, variants, dice))
        left -= many
        before -= many if days >= _FORTNIGHT else 0
        hung.append(structs.replace(one, moment=structs.replace(moment, pictures=pictures)))
    return hung[::-1]


def _subject(moment: Moment) -> Subject | None:
    """What the text speaks of first."""
    found = ((words.search(moment.text), subject) for subject, words in _NAMED.values())
    places = [(match.start(), number, subject) for number, (match, subject) in enumerate(found) if match]
    return min(places, key=lambda place: place[:2])[2] if places else None


def _paint(moment: Moment, subject: Subject, many: int, variants: dict[str, int], dice: Dice) -> Iterator[Painted]:
    scenes = [subject.scene, *(scene for scene in (*subject.kin, subject.scene) * many)][:many]
    shape: Shape = dice.weighted(("landscape", "portrait", "square"), (70, 12, 18))
    for scene in scenes:
        variants[scene] = variants.get(scene, 0) + 1
        said = _NAMED[scene][0]
        yield Painted(scene, variants[scene], shape, dice.pick(said.en if moment.language == "en" else said.zh))
