"""Campaigns as they are sent with a post and shown with it: the same fields both ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from teahouse import guard, moments
from teahouse.kit.db import ReadTx
from teahouse.moments import Card, Mark

ActName = Literal[
    "share", "post", "copy", "like", "vote", "comment", "follow", "tag", "invite", "help", "check_in", "review"
]
_CAMPAIGN = int(Mark.CAMPAIGN)


class DrawForm(msgspec.Struct):
    """A prize draw; what is left out was not declared."""

    how: str = ""
    free_entry: bool | None = None
    start: str = ""
    end: str = ""
    prizes: str = ""
    number: int | None = None
    odds: str = ""
    top_value: float | None = None
    restrictions: str = ""
    organiser: str = ""
    random: bool | None = None
    announced: str = ""


class GroupBuyForm(msgspec.Struct):
    """A group buy."""

    goods: str = ""
    price: str = ""
    seller: str = ""
    number: int | None = None
    deadline: str = ""
    refund: str = ""
    draw: bool = False


class CampaignForm(msgspec.Struct):
    """What a campaign declares of itself."""

    acts: list[ActName] = []
    reward: bool = False
    gate: bool = False
    draw: DrawForm | None = None
    group_buy: GroupBuyForm | None = None
    levels: int | None = None
    reach: int | None = None
    heads_paid: bool = False
    entry_fee: float | None = None
    payer: str = ""
    disclosed: bool | None = None


def campaign_in(form: CampaignForm | None) -> guard.Campaign | None:
    """The campaign that a form means."""
    return None if form is None else msgspec.convert(msgspec.to_builtins(form), guard.Campaign)


def present_campaigns(tx: ReadTx, cards: Sequence[Card]) -> dict[int, CampaignForm]:
    """What these cards, or what they share, declare; nothing is asked where there is none."""
    shown = [card.moment if card.original is None else card.original.moment for card in cards]
    ids = [m.id for m in shown if m.marks & _CAMPAIGN]
    if not ids:
        return {}
    found = moments.fetch_campaigns(tx, ids)
    return {one: msgspec.convert(msgspec.to_builtins(said), CampaignForm) for one, said in found.items()}
