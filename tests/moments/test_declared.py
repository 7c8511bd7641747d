"""What a private post reads like, and what a campaign declares of itself."""

from __future__ import annotations

import pytest

from teahouse import housekeeping, moments, people
from teahouse.guard import Act, Campaign, rulings
from teahouse.guard.rulings import Restricted, Stopped
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import Changes, Mark, Mentioned, State
from tests.cast import Cast
from tests.moments.test_guarded import FORCED, OPEN, PLAIN, host, own


def test_a_guess_serves_only_who_turned_it_down(cast: Cast) -> None:
    cast.befriend((cast.mei, cast.anna), (cast.mei, cast.ben))
    text = "秋冬新款大衣到货，原价599现价299包邮，私信下单"
    said = cast.post(cast.mei, text)
    assert moments.guessed(said.marks) == Mark.SELLING
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=True))
    home = {who.username: cast.ask(_home, who) for who in (cast.anna, cast.ben)}
    assert home == {"anna": [], "ben": [said.id]}
    cast.do(moments.contest_guess, cast.mei.id, said.id, Mark.SELLING)
    assert cast.ask(_home, cast.anna) == [said.id]
    cast.do(moments.edit_moment, cast.mei, said.id, Changes(text=f"{text}！"))
    assert moments.guessed(cast.ask(moments.fetch_live, said.id).marks) == Mark(0), "never asked again"
    with pytest.raises(NotFound):
        cast.do(moments.contest_guess, cast.mei.id, said.id, Mark.SELLING)


def _home(tx: object, who: people.Account) -> list[int]:
    return moments.page_home(tx, who, moments.Stretch()).ids  # type: ignore[arg-type]


def test_what_a_campaign_declares_decides(cast: Cast) -> None:
    fair = Campaign(acts=(Act.COMMENT,), reward=True)
    said = cast.post(cast.bakery, PLAIN, OPEN, campaign=fair)
    assert said.marks & Mark.CAMPAIGN
    assert cast.ask(moments.fetch_campaigns, [said.id]) == {said.id: fair}
    with pytest.raises(Stopped) as stopped:
        cast.post(cast.bakery, PLAIN, OPEN, campaign=Campaign(acts=(Act.SHARE,), reward=True))
    ruling = stopped.value.ruling
    assert ruling.found[0].declared == ("acts", "reward")
    assert ruling.uses == rulings.Capability.CAMPAIGNS | rulings.Capability.BROADCASTS
    with pytest.raises(Stopped):
        cast.do(moments.edit_moment, cast.bakery, said.id, Changes(campaign=Campaign(acts=(Act.SHARE,), reward=True)))
    assert cast.ask(moments.fetch_campaigns, [said.id]) == {said.id: fair}
    cast.do(moments.edit_moment, cast.bakery, said.id, Changes(campaign=Campaign(acts=(Act.COMMENT,))))
    assert cast.ask(moments.fetch_own_campaigns, cast.bakery.id) == {said.id: Campaign(acts=(Act.COMMENT,))}
    cast.do(moments.delete_moment, cast.bakery.id, said.id)
    assert cast.ask(moments.fetch_campaigns, [said.id]) == {}


def test_a_members_campaign_sells(cast: Cast) -> None:
    said = cast.post(cast.mei, PLAIN, campaign=Campaign(acts=(Act.COMMENT,)))
    assert said.marks & Mark.SELLING
    cast.do(moments.edit_moment, cast.mei, said.id, Changes(text=f"{PLAIN}！", selling=False))
    cast.do(moments.edit_moment, cast.mei, said.id, Changes(text=FORCED))
    assert own(cast, cast.mei)[0].state == "waiting", "the text speaks of what the form does not declare"
    for audience in (Mentioned(), moments.OnlyMe()):
        with pytest.raises(Invalid):
            cast.post(cast.mei, "@anna 看看", audience, campaign=Campaign())


def test_a_declared_chain_of_resale_goes_to_a_person_and_nothing_else_is_sold_meanwhile(cast: Cast) -> None:
    chain = Campaign(acts=(Act.INVITE,), levels=3, reach=2)
    held = cast.post(cast.bakery, "一起来开店", OPEN, campaign=chain)
    assert held.state == State.HELD
    with pytest.raises(Restricted):
        cast.post(cast.bakery, PLAIN, OPEN)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    assert waits.until == rulings.UNDECIDED
    cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=True, why="One level after all")
    assert cast.post(cast.bakery, PLAIN, OPEN).state == State.LIVE
    assert cast.sees(cast.anna, held)


def test_a_guess_is_contested_by_its_author_alone_and_on_shares_too(cast: Cast) -> None:
    text = "秋冬新款大衣到货，原价599现价299包邮，私信下单"
    post = cast.post(cast.mei, text, OPEN)
    share = cast.do(moments.share, cast.anna, post.id)
    assert moments.guessed(share.marks) == Mark.SELLING
    with pytest.raises(NotFound):
        cast.do(moments.contest_guess, cast.anna.id, post.id, Mark.SELLING)
    cast.do(moments.contest_guess, cast.mei.id, post.id, Mark.SELLING)
    assert moments.guessed(cast.ask(moments.fetch_live, share.id).marks) == Mark(0)
