"""What people wear as their picture: a third of the town a face or something dear to them, the shops their signs."""

from __future__ import annotations

from . import cast
from .dice import Dice
from .model import Likeness
from .town import Resident

_MEN_NAMES = (
    "Dan Keith Gareth Bill Tom Marcus Yusuf Ray Wei 小明 老王 老郑 陈浩 赵师傅 徐一 Adam Amit Andrew Callum "
    "Colin Craig Duncan Edward Gavin Graham Ian Imran Joel Kieran Lewis Martin Neil Oliver Peter Rob Simon "
    "Steve Tim Victor Will Aidan Alfie Archie Ben Dylan Ethan Finn Harvey Isaac Jake Josh Lucas Max Nathan "
    "Noah Reuben Toby Arthur Brian Clive Derek Ernest Geoffrey Kenneth Norman Raymond Stanley Walter 强 磊 勇 "
    "军 涛 超 刚 晓东 志明 鹏 建军 国强 "
)
_MEN = frozenset(_MEN_NAMES.split())
_WOMEN_NAMES = (
    "Anna Grace Ruth Helen Ellie Ngozi Sian Jess Priya Mei 王奶奶 秀英姐 林姐 佳佳 思琪 陈妈妈 刘老师 敏姐 "
    "Alice Beth Bridget Carol Catherine Claire Deborah Diane Elaine Farah Fiona Frances Gillian Hannah "
    "Harriet Isobel Janet Jenny Karen Laura Leila Linda Louise Maya Megan Miriam Naomi Nina Paula Philippa "
    "Rachel Rosie Sarah Sonia Sunita Theresa Tracey Wendy Zoe Abbie Aisha Amber Caitlin Chloe Daisy Erin Evie "
    "Freya Holly Lily Maddie Millie Niamh Poppy Rosa Ruby Tilly Zara Audrey Barbara Beryl Dorothy Eileen "
    "Hazel Irene Jean Joyce Mavis Olive Patricia Sheila Sylvia Vera 芳 静 丽娟 艳 娟 霞 雪梅 海燕 玲 婷婷 "
    "春燕 桂芳 秀兰 淑珍 玉兰 凤英 "
)
_WOMEN = frozenset(_WOMEN_NAMES.split()) | {"Gran Rose"}
_DEAR = ("cat", "dog", "hills", "flowers", "teapot", "stars", "books", "river", "lanterns", "garden", "snow", "autumn")
_THIRD = 0.3


def choose(one: Resident, dice: Dice) -> Likeness | None:
    """Everybody with a part who has something to show, and a third of the others."""
    part = one.key <= len(cast.ROLES)
    wears, dear = dice.chance(_THIRD), dice.pick(_DEAR)
    if one.quiet or not one.note or not (wears or part):
        return None
    known = one.call in _MEN | _WOMEN
    if known and (part or dice.chance(0.55)):
        return Likeness("face", short=one.call in _MEN, elder=one.age == "elder")
    return Likeness(dear)


SIGNS = {cast.BAKERY: Likeness("bakery", banner="buns"), cast.PHONES: Likeness("lantern", banner="phone")}
BANNERS = {"anna": "books", "xiaoming": "river", "lin": "loaf", "gareth_pugh": "stars", "bill_tanner": "garden"}
