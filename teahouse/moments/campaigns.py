"""What a moment declares as a campaign: kept beside it, judged with it, shown as its terms to whoever sees it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse import people
from teahouse.guard import Campaign
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.moments import store_campaigns as store
from teahouse.moments.model import Kind, Mark

_CAMPAIGN = msgspec.json.Decoder(Campaign)


def check_campaign(campaign: Campaign | None, *, is_comment: bool, kind: Kind) -> None:
    """Raises `Invalid` where no campaign can be declared: it stands by itself, and is for others."""
    if campaign is not None and (is_comment or kind in (Kind.MENTIONED, Kind.ONLY_ME)):
        raise Invalid("campaign", "ERR_INVALID", "is for a post of its own, not for a comment or a letter")


def marks_with(marks: int, author: people.Account, campaign: Campaign | None) -> int:
    """The marks of what declares a campaign: a member's sells, so that readers who turned that down are spared it."""
    if campaign is None:
        return marks
    return marks | Mark.CAMPAIGN | (Mark(0) if author.kind == people.Kind.PAGE else Mark.SELLING)


def put_campaign(tx: WriteTx, moment_id: int, campaign: Campaign) -> None:
    """Write what the moment declares now."""
    tx.run(store.PUT, moment_id=moment_id, said=msgspec.json.encode(campaign).decode())


def fetch_campaigns(tx: ReadTx, moment_ids: Sequence[int]) -> dict[int, Campaign]:
    """What these declare, which passed the gate."""
    return {one: _CAMPAIGN.decode(said) for one, said in tx.all(store.OF, moments=list(moment_ids))}


def fetch_own_campaigns(tx: ReadTx, account_id: int) -> dict[int, Campaign]:
    """All that the account declared and did not delete, the first first."""
    return {one: _CAMPAIGN.decode(said) for one, said in tx.all(store.OWN, account=account_id)}
