"""What the form of a campaign and its terms say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class CampaignWords(Struct, frozen=True, kw_only=True):
    """Every text of campaigns in one language."""

    is_one: str
    text: str
    acts: str
    act_names: Mapping[str, str]
    reward: str
    gate: str
    draw: str
    how: str
    free_entry: str
    start: str
    end: str
    prizes: str
    number: str
    odds: str
    top_value: str
    restrictions: str
    organiser: str
    payer: str
    disclosed: str
    levels: str
    levels_hint: str
    entry_fee: str
    terms: str
    yes: str
    no: str


ENGLISH = CampaignWords(
    is_one="This is a campaign",
    text="What you fill in stands below the post as its terms. It is checked together with the words.",
    acts="What it asks of people",
    act_names={
        "share": "share it",
        "post": "post about it",
        "copy": "copy it",
        "like": "like it",
        "vote": "vote",
        "comment": "comment",
        "follow": "follow you",
        "tag": "name friends",
        "invite": "bring people",
        "help": "help somebody else get it",
        "check_in": "come by and say so",
        "review": "write a review",
    },
    reward="Something is given for that",
    gate="Something is withheld until it is done",
    draw="There is a prize draw",
    how="How to take part",
    free_entry="One can take part without buying anything",
    start="Begins",
    end="Ends",
    prizes="Prizes",
    number="How many prizes",
    odds="Odds",
    top_value="Worth of the highest prize",
    restrictions="Who cannot take part",
    organiser="Who runs it",
    payer="Who pays for it",
    disclosed="The post says that it is paid for",
    levels="Levels that are paid",
    levels_hint="Leave it empty unless people are paid for what others sell.",
    entry_fee="What it costs to join",
    terms="Terms",
    yes="yes",
    no="no",
)
CHINESE = CampaignWords(
    is_one="这是一个活动",
    text="填写的内容会作为活动条款显示在动态下面，并和文字一起检查。",
    acts="要大家做什么",
    act_names={
        "share": "转发",
        "post": "发帖",
        "copy": "复制文字",
        "like": "点赞",
        "vote": "投票",
        "comment": "评论",
        "follow": "关注",
        "tag": "@朋友",
        "invite": "拉人",
        "help": "帮别人助力",
        "check_in": "打卡",
        "review": "写评价",
    },
    reward="做了有好处",
    gate="不做就拿不到内容",
    draw="有抽奖",
    how="怎样参加",
    free_entry="不买东西也能参加",
    start="开始",
    end="截止",
    prizes="奖品",
    number="奖品数量",
    odds="中奖概率",
    top_value="最高奖品价值",
    restrictions="谁不能参加",
    organiser="主办人",
    payer="谁出钱",
    disclosed="动态里写明了有人出钱",
    levels="几级有报酬",
    levels_hint="没有按别人的销售给报酬，就留空。",
    entry_fee="加入费用",
    terms="活动条款",
    yes="是",
    no="否",
)
