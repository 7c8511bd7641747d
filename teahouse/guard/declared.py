"""What a campaign's own form shows: facts, which decide where words can only hint.

Promises one fact for each rule that the form meets, naming the fields; and one for each rule of which the text speaks
and the form does not, since then one of them is wrong and a person looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from teahouse.guard.book import RuleBook
from teahouse.guard.model import Campaign, Draw, GroupBuy, Said, Submission

# The rule that a reward for an act breaks; a comment is an ordinary way to enter.
_RULES = {
    "share": "share.reward",
    "post": "share.reward",
    "copy": "share.reward",
    "like": "like.collect",
    "vote": "like.collect",
    "follow": "follow.induced",
    "tag": "tag.friends",
    "help": "assist.bargain",
    "check_in": "task.collect",
    "review": "review.bought",
    "invite": "invite.reward",
    "comment": "",
}

_GATED = {"share": "share.forced", "post": "share.forced", "copy": "share.forced"}
_DRAWN = {"share": "share.chance", "post": "share.chance", "copy": "share.chance", "invite": "share.chance"}
_SPOKEN = {"share.forced": ("share", "post", "copy"), "share.reward": ("share", "post", "copy")} | {
    "share.chance": ("share", "post", "copy", "invite"),
    "like.collect": ("like", "vote", "comment"),
    "follow.induced": ("follow",),
    "tag.friends": ("tag",),
    "assist.bargain": ("help",),
    "task.collect": ("check_in", "share", "post"),
    "review.bought": ("review",),
    "invite.reward": ("invite",),
}
_DRAW_FIELDS = {
    "how": Said("怎样参加", "how to enter"),
    "start": Said("开始日期", "the start"),
    "end": Said("截止日期", "the end"),
    "prizes": Said("奖品", "the prizes"),
    "organiser": Said("主办人", "who runs it"),
}
_GROUP_FIELDS = {
    "goods": Said("商品", "the goods"),
    "price": Said("价格", "the price"),
    "seller": Said("卖家", "the seller"),
    "number": Said("人数", "how many are needed"),
    "deadline": Said("截止时间", "the deadline"),
    "refund": Said("退款办法", "the refund"),
}


class Fact(NamedTuple):
    """A rule that the form meets, by these fields; `disagrees` where text and form say different things."""

    rule: str
    fields: tuple[str, ...]
    reason: Said
    disagrees: bool = False


def facts_of(submission: Submission, spoken: frozenset[str], book: RuleBook) -> Iterator[Fact]:
    """The facts of a submission's form, and where it disagrees with the rules `spoken` of in the text."""
    form = submission.declared
    if form is None:
        return
    met = [*_acts(form), *_draw(form, book), *_group_buy(form.group_buy), *_resale(form, book)]
    yield from met
    shown = {fact.rule for fact in met}
    if form.disclosed is False and (form.reward or form.payer):
        yield Fact(
            "endorse.undisclosed",
            ("disclosed",),
            Said(
                "表单写明有利益关系，却没有标明。",
                "The form says that it is paid for and that the post does not say so.",
            ),
        )
    for rule, acts in _SPOKEN.items():
        if rule in spoken and rule not in shown and not set(acts) & set(form.acts):
            said = Said("文字里说的，表单里没有填。", "The text speaks of what the form does not declare.")
            yield Fact(rule, ("acts",), said, disagrees=True)
        elif rule in spoken and rule not in shown and not (form.reward or form.gate or form.draw):
            said = Said(
                "文字里有好处或条件，表单里没有填。", "The text promises or withholds what the form does not declare."
            )
            yield Fact(rule, ("reward", "gate"), said, disagrees=True)


def _acts(form: Campaign) -> Iterator[Fact]:
    for act in dict.fromkeys(form.acts):
        if form.gate and (rule := _GATED.get(act, "" if act == "invite" else _RULES[act])):
            said = Said("表单写明：做了这件事才给内容。", "The form says that something is withheld until it is done.")
            yield Fact(rule, ("acts", "gate"), said)
        if form.draw is not None and (rule := _DRAWN.get(act, _RULES[act])):
            said = Said("表单写明：做了这件事才能抽奖。", "The form says that it is the way into a draw.")
            yield Fact(rule, ("acts", "draw"), said)
        if form.reward and _RULES[act]:
            said = Said("表单写明：做这件事有好处。", "The form says that it is rewarded.")
            yield Fact(_RULES[act], ("acts", "reward"), said)


def _draw(form: Campaign, book: RuleBook) -> Iterator[Fact]:
    draw = form.draw
    if draw is None:
        return
    missing = [name for name in _DRAW_FIELDS if not getattr(draw, name)]
    said = [_DRAW_FIELDS[name] for name in missing]
    if draw.number is None and not draw.odds:
        missing.append("number")
        said.append(Said("奖品数量或中奖概率", "the number of prizes or the odds"))
    if missing:
        yield _missing("prize.terms", "draw", missing, said)
    yield from _unfair(draw, form, book)


def _unfair(draw: Draw, form: Campaign, book: RuleBook) -> Iterator[Fact]:
    if draw.free_entry is False or form.entry_fee:
        said = Said("抽奖没有免费参加的办法。", "The draw has no free way to enter.")
        yield Fact("prize.terms", ("draw.free_entry",), said)
    most = book.numbers["top_prize_most"]
    if draw.top_value is not None and draw.top_value > most:
        yield Fact(
            "prize.terms", ("draw.top_value",), Said(f"最高奖超过{most}元。", f"The top prize is above RMB {most:,}.")
        )


def _group_buy(group: GroupBuy | None) -> Iterator[Fact]:
    if group is None:
        return
    if group.draw:
        said = Said("拼团里含抽奖。", "The group buy is a draw in disguise.")
        yield Fact("groupbuy.unclear", ("group_buy.draw",), said)
    missing = [name for name in _GROUP_FIELDS if not getattr(group, name)]
    if missing:
        yield _missing("groupbuy.unclear", "group_buy", missing, [_GROUP_FIELDS[name] for name in missing])


def _resale(form: Campaign, book: RuleBook) -> Iterator[Fact]:
    most, legal = book.numbers["levels_most"], book.numbers["legal_levels"]
    # An organiser and those whom they pay are two levels, of which one is paid.
    paid = max(form.reach or 0, (form.levels or 0) - 1)
    if paid > most:
        zh, en = f"有人从{paid}级以外的销售里拿钱。", f"Somebody is paid on a sale {paid} links away."
        if paid + 1 >= legal:
            zh += f"含组织者共{paid + 1}级，达到法律上的层级。"
            en += f" With the organiser it has {paid + 1} levels, the number in law."
        yield Fact("pyramid.levels", ("reach",) if (form.reach or 0) > most else ("levels",), Said(zh, en))
    if form.heads_paid:
        said = Said("表单写明按人数给钱。", "The form says that heads are paid for.")
        yield Fact("pyramid.heads", ("heads_paid",), said)
    if form.entry_fee and form.draw is None and ("invite" in form.acts or paid or form.heads_paid):
        said = Said("要先交钱才能卖货或拉人。", "One pays for the right to sell or to recruit.")
        yield Fact("pyramid.entry", ("entry_fee",), said)


def _missing(rule: str, part: str, names: list[str], said: list[Said]) -> Fact:
    return Fact(
        rule,
        tuple(f"{part}.{name}" for name in names),
        Said(
            f"没有写明：{'、'.join(each.zh for each in said)}。",
            f"Not stated: {', '.join(each.en for each in said)}.",
        ),
    )
