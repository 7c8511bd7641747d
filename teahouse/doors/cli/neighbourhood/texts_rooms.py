"""What is said in the town's groups: the parents of a class, a running club, the tai chi people by the river."""

from __future__ import annotations

from msgspec import Struct

from .model import Language


class Topic(Struct, frozen=True):
    """Something said, and what was answered; `who` is a member's name, or a number for anybody who speaks that way."""

    days_ago: int
    hour: float
    who: str
    language: Language
    text: str
    answers: tuple[tuple[str, str], ...] = ()


class Script(Struct, frozen=True):
    """One room: for which of the town's groups, whose it is, and its talk."""

    of: str
    owner: str
    username: str
    name: str
    note: str
    topics: tuple[Topic, ...]


_PARENTS = (
    Topic(57, 20.2, "anna", "en", "Hello 3B! This is so that nobody has to write to twenty-two people about one lost "
          "jumper. Say hello when you're in.",
          (("1", "Hello, Leo's dad here. Already lost: one jumper."), ("2", "Hi all. We have a jumper. It isn't ours."),
           ("1", "Grey, with a dinosaur?"), ("2", "It is now a legend in our hall. Coming over."))),
    Topic(55, 21.0, "huangmin", "zh", "各位家长好，我是黄敏，女儿坐第二排。中文英文都可以说，我来帮忙翻译。",
          (("1", "太好了，我妈妈也想看。"), ("2", "谢谢黄敏！"))),
    Topic(49, 8.1, "1", "en", "Does anybody know if it's PE today or tomorrow? The bag is packed for both.",
          (("anna", "Tomorrow. Today is library day."), ("2", "It is always library day when I forget the book."))),
    Topic(41, 19.4, "anna", "en", "Trip to the canal museum on Friday week. We need four grown-ups who can count to "
          "twenty-nine, repeatedly, near water.",
          (("1", "I can count. In."), ("2", "Me too, if I'm back by three."), ("3", "I'll bring the first aid box and "
            "the voice."), ("anna", "That's four with me. You are heroes."))),
    Topic(40, 20.6, "mei", "en", "For those who read it in Chinese: I've put the trip letter into the next post. Tell "
          "me if I've got the packed lunch part wrong.",
          (("huangmin", "It is right. Thank you, Mei."),)),
    Topic(30, 15.9, "2", "en", "Two kittens and a hamster have been promised to the children by another child. I just "
          "want everybody to know that before bedtime.",
          (("1", "Ours says three hamsters."), ("3", "It was a whole zoo at our table."))),
    Topic(23, 17.8, "1", "zh", "请问明天的午餐可以带花生酱吗？",
          (("huangmin", "不可以，班里有同学过敏，信里写了。"), ("1", "差点带了，谢谢！"))),
    Topic(16, 20.9, "anna", "en", "Cake sale: 64 pounds and 20 pence, one button, and what may be a Polish coin. "
          "The reading corner gets its beanbags.",
          (("1", "The button is ours."), ("2", "Whoever made the lemon one: we need to talk."), ("3", "That was me. "
            "It's only a drizzle."))),
    Topic(8, 7.6, "3", "en", "Nits. I'm so sorry. Please check everybody's head tonight, yours too.",
          (("1", "Thank you for saying so."), ("2", "My head itches from reading this."), ("anna", "Combs are at the "
            "chemist's by the station, second shelf."))),
    Topic(2, 18.7, "anna", "en", "Class photo on Thursday. Last year eleven of them had their eyes shut; let's aim for "
          "single figures.",
          (("2", "We are practising not blinking. It is going badly."), ("1", "Can we wear the dinosaur jumper?"),
           ("anna", "I insist."))),
)  # fmt: skip
_RUNNERS = (
    Topic(56, 19.2, "1", "en", "New room for the Tuesday lot, so that my phone can rest. Usual place by the weir, "
          "usual excuses accepted until six.",
          (("2", "My excuse is the sofa."), ("1", "Not accepted. The sofa was last week."))),
    Topic(52, 21.3, "xiaoming", "zh", "第一次跟大家跑完八公里，腿不是自己的了。谢谢最后面陪我的人！",
          (("1", "你最后一公里比我快！"), ("xiaoming", "因为闻到了你们说的煎饼。"))),
    Topic(44, 12.4, "2", "en", "The towpath is shut at the lock until Sunday. We go over the hill instead. I know.",
          (("3", "Which hill."), ("2", "You know which hill."), ("1", "I have a cough coming on."))),
    Topic(33, 20.1, "1", "en", "Found after the run: one glove, left, blue. It waves from the railing.",
          (("2", "Mine! I thought that one had retired."),)),
    Topic(24, 9.3, "3", "en", "Parkrun volunteers for the 14th: two marshals short. You get the bib and a whistle. "
          "People have done more for less.",
          (("1", "I'll do the corner with the geese."), ("2", "Nobody does the corner with the geese twice."))),
    Topic(15, 21.0, "1", "zh", "周日早上七点，水闸旁边集合，慢跑六公里，跑完喝粥。",
          (("xiaoming", "我来，我带热茶。"), ("2", "粥店七点半才开门，可以再慢一点。"))),
    Topic(6, 19.9, "2", "en", "New personal best: forty minutes of talking, five kilometres of running.",
          (("1", "The talking is what hurts the day after."), ("3", "It's the uphill consonants."))),
    Topic(1, 17.5, "1", "en", "Rain tonight. Going anyway? Show of hands.",
          (("2", "Hand."), ("3", "Half a hand."), ("2", "That's one and a half. We go."))),
)  # fmt: skip
_TAICHI = (
    Topic(57, 7.9, "zhaoshifu", "zh", "以后有事就在这里说。每天早上六点半，柳树底下，下雨就在市场的棚子里。",
          (("1", "师傅早！"), ("wangnainai", "孙女帮我弄好了，我看得见。"))),
    Topic(50, 8.3, "lin", "zh", "今天带了一袋刚出炉的葱花卷，放在石凳上了，练完趁热吃。",
          (("1", "怪不得第三式大家都站不稳。"), ("2", "练拳先练鼻子。"))),
    Topic(42, 20.4, "1", "zh", "云手那一段我左右又反了，有没有人录了视频？",
          (("2", "我录了，明天给你看。"), ("zhaoshifu", "不用看视频，看河水怎么走。"))),
    Topic(34, 7.2, "zhaoshifu", "zh", "今天有雾，路滑，都穿防滑的鞋来。",
          (("wangnainai", "我走桥那边。"), ("3", "我去接您。"))),
    Topic(26, 19.6, "huangmin", "zh", "图书馆问我们周六下午能不能去表演一段，十分钟。谁愿意？",
          (("1", "我可以。"), ("2", "算我一个，站后排。"), ("zhaoshifu", "去，动作不用齐，心要静。"))),
    Topic(19, 17.1, "2", "zh", "表演圆满！台下有个小朋友从头到尾跟着做，做得比我好。",
          (("lin", "那是我们店隔壁的孩子，天天隔着窗户看你们。"), ("huangmin", "下次请他站前排。"))),
    Topic(11, 8.0, "wangnainai", "zh", "今天没来，膝盖不听话。大家替我多练一遍。",
          (("1", "您好好歇着，我中午给您送汤。"), ("zhaoshifu", "坐着练也是练。"))),
    Topic(3, 7.8, "3", "zh", "河边的柳叶开始落了，今天练完扫出来一大堆，像金毯子。",
          (("2", "我拍了照，等会儿给大家看。"), ("wangnainai", "我今天来了，踩着就舒服。"))),
)  # fmt: skip

ROOMS = (
    Script(
        "parents3b",
        "anna",
        "class3b",
        "3B parents 三年B班家长",
        "Lost jumpers, trips and who brings what. English or Chinese, as it comes.",
        _PARENTS,
    ),
    Script("running", "xiaoming", "tuesdayrun", "Tuesday runners 周二跑团", "By the weir, half past six.", _RUNNERS),
    Script("taichi", "zhaoshifu", "willowtaichi", "柳下太极", "每天早上六点半，柳树底下。", _TAICHI),
)
