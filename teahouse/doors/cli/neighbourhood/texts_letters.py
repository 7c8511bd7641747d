"""What neighbours write to each other in private: two with two people in them, and one small room."""

from __future__ import annotations

from msgspec import Struct


class Letter(Struct, frozen=True):
    """Who wrote it, how many hours ago, and the words."""

    who: str
    hours_ago: float
    text: str


class Exchange(Struct, frozen=True):
    """Between whom, in the order of time."""

    between: tuple[str, ...]
    letters: tuple[Letter, ...]


EXCHANGES = (
    Exchange(
        ("anna", "mei"),
        (
            Letter("mei", 76.4, "Did your two get home dry? It came down like a bucket at three."),
            Letter("anna", 76.2, "One did. The other found the only puddle in the street and sat in it."),
            Letter("mei", 76.1, "That is a gift, at that age."),
            Letter("anna", 53.0, "Could you look over my Chinese on the trip letter? Four lines; I doubt two."),
            Letter("mei", 52.6, "Send it over. I'll do it on the bus."),
            Letter("anna", 52.5, "You are a star. There will be cake."),
            Letter("mei", 30.2, "Done, and I doubted three. I've put the polite form in for the teacher."),
            Letter("anna", 29.8, "That's why I ask you and not the phone. Lemon or poppy seed?"),
            Letter("mei", 29.7, "Lemon. Always lemon."),
        ),
    ),
    Exchange(
        ("lin", "xiaoming"),
        (
            Letter("xiaoming", 50.3, "林姐，明天的吐司还有吗？想带两条去公司。"),
            Letter("lin", 50.1, "有，给你留两条，七点半以后来拿。"),
            Letter("xiaoming", 50.0, "好，谢谢！上次的豆沙包同事都问是哪家的。"),
            Letter("lin", 26.4, "昨天你走得急，找的零钱落在柜台上了，我给你收着。"),
            Letter("xiaoming", 26.0, "哎呀，我自己都没发现。先放着，算下次的豆沙包。"),
            Letter("lin", 3.2, "小明，今晚新试了一炉桂花糕，你下班过来尝尝？说实话的那种尝。"),
            Letter("lin", 3.1, "要是不好吃也直说，别学你王叔。"),
        ),
    ),
    Exchange(
        ("anna", "lin", "xiaoming"),
        (
            Letter("anna", 47.5, "Shall we do dumplings on Sunday? My kitchen, your hands, Mrs. Lin's patience."),
            Letter("xiaoming", 47.1, "In! I can bring the chives. 我妈寄的香油也带上。"),
            Letter("lin", 46.8, "好呀。面我来和，馅你们剁。"),
            Letter("anna", 46.6, "What did I just agree to chop?"),
            Letter("xiaoming", 46.5, "Everything."),
            Letter("lin", 22.0, "星期天三点可以吗？店里两点半收。"),
            Letter("anna", 21.7, "Three is perfect. The children heard of flour and have lost all reason."),
            Letter("xiaoming", 2.4, "Chives are in the fridge. 我三点前到，先帮你收拾桌子。"),
        ),
    ),
)
