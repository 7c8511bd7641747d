"""The form of a campaign in the composer, and the terms below its post."""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.doors.web.pictured import Pictured
from teahouse.doors.web.visit import Visit
from teahouse.guard import Act, Campaign, Draw

_ACTS = {act.value: act for act in Act}
TEXTS = ("how", "start", "end", "prizes", "odds", "restrictions", "organiser")
_MOST = 500


class Campaigned(Pictured):
    """What a form says of the campaign that its post starts; nothing counts unless `campaign` is ticked."""

    campaign: bool = False
    acts: list[str] = []
    reward: bool = False
    gate: bool = False
    draw: bool = False
    how: str = ""
    free_entry: bool = False
    start: str = ""
    end: str = ""
    prizes: str = ""
    number: str = ""
    odds: str = ""
    top_value: str = ""
    restrictions: str = ""
    organiser: str = ""
    payer: str = ""
    disclosed: bool = False
    levels: str = ""
    entry_fee: str = ""


def campaign_in(form: Campaigned) -> Campaign | None:
    """The campaign that the form declares."""
    if not form.campaign:
        return None
    payer = form.payer.strip()[:_MOST]
    return Campaign(
        acts=tuple(_ACTS[act] for act in dict.fromkeys(form.acts) if act in _ACTS),
        reward=form.reward,
        gate=form.gate,
        draw=_draw_in(form) if form.draw else None,
        levels=_whole(form.levels),
        entry_fee=_amount(form.entry_fee),
        payer=payer,
        disclosed=form.disclosed if payer else None,
    )


def _draw_in(form: Campaigned) -> Draw:
    return Draw(
        how=form.how.strip()[:_MOST],
        start=form.start.strip()[:_MOST],
        end=form.end.strip()[:_MOST],
        prizes=form.prizes.strip()[:_MOST],
        odds=form.odds.strip()[:_MOST],
        restrictions=form.restrictions.strip()[:_MOST],
        organiser=form.organiser.strip()[:_MOST],
        free_entry=form.free_entry,
        number=_whole(form.number),
        top_value=_amount(form.top_value),
    )


def _whole(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def _amount(typed: str) -> float | None:
    whole, _, rest = typed.strip().partition(".")
    number = _whole(whole)
    if number is None or (rest and _whole(rest) is None):
        return None
    return float(f"{number}.{rest or 0}")


def fill_campaign(form: Campaigned, campaign: Campaign) -> None:
    """The form says what was declared."""
    form.campaign = True
    form.acts = [act.value for act in campaign.acts]
    form.reward, form.gate, form.payer = campaign.reward, campaign.gate, campaign.payer
    form.disclosed, form.levels = bool(campaign.disclosed), _said(campaign.levels)
    form.entry_fee, form.draw = _said(campaign.entry_fee), campaign.draw is not None
    if campaign.draw is not None:
        for name in TEXTS:
            setattr(form, name, getattr(campaign.draw, name))
        form.free_entry, form.number = bool(campaign.draw.free_entry), _said(campaign.draw.number)
        form.top_value = _said(campaign.draw.top_value)


def _said(number: float | None) -> str:
    return "" if number is None else f"{number:g}" if isinstance(number, float) else str(number)


def terms_of(visit: Visit, campaign: Campaign) -> list[tuple[str, str]]:
    """The terms as lines: what, and what is declared of it."""
    return [(label, text) for label, text in _lines(visit, campaign) if text]


def _lines(visit: Visit, campaign: Campaign) -> Iterable[tuple[str, str]]:
    say = visit.words.campaign

    def yes(is_so: bool | None) -> str:
        return "" if is_so is None else say.yes if is_so else say.no

    yield say.acts, ", ".join(say.act_names[act.value] for act in campaign.acts)
    yield say.reward, yes(campaign.reward)
    yield say.gate, yes(campaign.gate or None)
    if campaign.draw is not None:
        draw = campaign.draw
        labels = {name: getattr(say, name) for name in TEXTS}
        yield from ((labels[name], str(getattr(draw, name))) for name in TEXTS)
        yield say.free_entry, yes(draw.free_entry)
        yield say.number, _said(draw.number)
        yield say.top_value, _said(draw.top_value)
    yield say.payer, campaign.payer
    yield say.levels, _said(campaign.levels)
    yield say.entry_fee, _said(campaign.entry_fee)
