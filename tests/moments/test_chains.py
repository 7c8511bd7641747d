"""Order chains: putting oneself down, changing and withdrawing it, what the author does, and who sees which line."""

from __future__ import annotations

import pytest

from teahouse import moments, people
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.moments import (
    ChainChanges,
    ChainDraft,
    ChainState,
    ChainView,
    CommentPolicy,
    Entry,
    EntryDraft,
    EntryState,
    Followers,
    Friends,
    Moment,
    Public,
    Stretch,
)
from tests.cast import Cast

OPEN = Public(listed=True)
HOUR = 3_600_000
PEACHES = ChainDraft("Peaches", unit="boxes", most_each=3, most_total=10)


def hang(cast: Cast, chain: ChainDraft = PEACHES, audience: moments.Audience = OPEN, **more: object) -> Moment:
    return cast.post(cast.mei, "Ten boxes of peaches, who wants?", audience, chain=chain, **more)


def put(cast: Cast, who: people.Account, on: Moment, quantity: int = 1, note: str = "", name: str = "") -> None:
    cast.do(moments.put_down, who, on.id, EntryDraft(quantity, name, note))


def view(cast: Cast, viewer: people.Account | None, on: Moment) -> ChainView:
    viewer_id = 0 if viewer is None else viewer.id
    return cast.ask(moments.fetch_chains, viewer_id, [on.id])[on.id]


def lines(cast: Cast, viewer: people.Account | None, on: Moment) -> list[tuple[str, int]]:
    """Names and quantities as the viewer sees them, in the order of arrival."""
    viewer_id = 0 if viewer is None else viewer.id
    return [(entry.name, entry.quantity) for entry in cast.ask(moments.fetch_entries, viewer_id, on.id)]


def first(cast: Cast, on: Moment) -> Entry:
    return cast.ask(moments.fetch_entries, cast.mei.id, on.id)[0]


def test_a_seller_counts_boxes(cast: Cast) -> None:
    moment = hang(cast)
    put(cast, cast.anna, moment, 2, "ripe ones, please")
    put(cast, cast.xiaoming, moment, 3, name="  小明\u200b 家 ")
    cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, "Old Wang next door"))
    expected = [("Anna Marsh", 2), ("小明 家", 3), ("Old Wang next door", 1)]
    for viewer in (None, cast.zoe, cast.anna, cast.mei):
        assert lines(cast, viewer, moment) == expected
        assert (view(cast, viewer, moment).entries, view(cast, viewer, moment).total) == (3, 6)
    put(cast, cast.anna, moment, 1)
    assert lines(cast, None, moment)[0] == ("Anna Marsh", 1)
    assert cast.do(moments.withdraw, cast.xiaoming, moment.id)
    put(cast, cast.xiaoming, moment, 2)
    assert lines(cast, None, moment) == [("Anna Marsh", 1), ("Old Wang next door", 1), ("小明", 2)]
    own = view(cast, cast.xiaoming, moment).own
    assert own is not None
    assert (own.quantity, own.changed_at) == (2, None)
    assert view(cast, cast.zoe, moment).own is None


def test_no_more_than_there_is(cast: Cast) -> None:
    moment = hang(cast, ChainDraft("Peaches", most_each=6, most_total=10))
    put(cast, cast.anna, moment, 6)
    with pytest.raises(Invalid, match=r"Quantity is more than is left$"):
        put(cast, cast.ben, moment, 5)
    put(cast, cast.ben, moment, 4)
    assert view(cast, cast.zoe, moment).state == ChainState.FULL
    with pytest.raises(Invalid, match="more than is left"):
        put(cast, cast.zoe, moment, 1)
    with pytest.raises(Invalid, match=r"more than is left \(0\)"):
        cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, "Wang"))
    with pytest.raises(Invalid, match="from 1 to 6"):
        put(cast, cast.anna, moment, 7)
    put(cast, cast.anna, moment, 3)
    put(cast, cast.zoe, moment, 3)
    assert view(cast, cast.mei, moment).chain.taken == 10


def test_how_many_are_left_is_the_authors_to_tell(cast: Cast) -> None:
    quiet, told = hang(cast), hang(cast, ChainDraft("Pears", most_total=10, left_told=True))
    for moment in (quiet, told):
        put(cast, cast.anna, moment, 3)
        assert view(cast, cast.mei, moment).left == 7
    assert view(cast, cast.anna, quiet).left is None
    assert view(cast, cast.zoe, told).left == 7
    with pytest.raises(Invalid, match=r"more than is left \(7\)"):
        put(cast, cast.zoe, told, 8)


def test_it_closes_by_the_clock_by_the_author_and_opens_again(cast: Cast) -> None:
    moment = hang(cast, ChainDraft("Picnic", closes_at=cast.clock.now() + HOUR))
    put(cast, cast.anna, moment, 2)
    cast.clock.step(HOUR)
    assert view(cast, cast.anna, moment).state == ChainState.CLOSED
    for act in (lambda: put(cast, cast.ben, moment), lambda: put(cast, cast.anna, moment, 3)):
        with pytest.raises(Forbidden, match="This list is closed"):
            act()
    with pytest.raises(Forbidden):
        cast.do(moments.withdraw, cast.anna, moment.id)
    cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, "Late Wang"))
    with pytest.raises(NotFound):
        cast.do(moments.reopen_chain, cast.anna.id, moment.id)
    cast.do(moments.reopen_chain, cast.mei.id, moment.id)
    assert view(cast, cast.anna, moment).chain.closes_at is None
    put(cast, cast.ben, moment)
    cast.do(moments.close_chain, cast.mei.id, moment.id)
    with pytest.raises(Forbidden):
        put(cast, cast.zoe, moment)
    with pytest.raises(Invalid, match="must be in the future"):
        cast.do(moments.reopen_chain, cast.mei.id, moment.id, cast.clock.now() - HOUR)
    later = cast.clock.now() + 2 * HOUR
    cast.do(moments.reopen_chain, cast.mei.id, moment.id, later)
    assert (view(cast, cast.zoe, moment).state, view(cast, None, moment).chain.closes_at) == (ChainState.OPEN, later)


def test_what_the_author_removes_its_writer_sees_removed(cast: Cast) -> None:
    moment = hang(cast)
    put(cast, cast.anna, moment, 3)
    put(cast, cast.ben, moment, 1)
    entry = first(cast, moment)
    with pytest.raises(NotFound):
        cast.do(moments.remove_entry, cast.ben, moment.id, entry.id)
    cast.do(moments.remove_entry, cast.mei, moment.id, entry.id)
    for viewer in (None, cast.anna, cast.ben, cast.mei):
        assert lines(cast, viewer, moment) == [("Ben Marsh", 1)]
    own = view(cast, cast.anna, moment).own
    assert own is not None
    assert (own.state, own.quantity) == (EntryState.REMOVED, 3)
    assert view(cast, cast.mei, moment).chain.taken == 1
    with pytest.raises(Forbidden, match="took your entry off"):
        put(cast, cast.anna, moment, 1)
    assert cast.do(moments.withdraw, cast.anna, moment.id)
    with pytest.raises(NotFound):
        cast.do(moments.remove_entry, cast.mei, moment.id, entry.id)
    removed = cast.ask(moments.page_entries, cast.mei.id, moment.id, Stretch(), EntryState.REMOVED)
    assert [line.id for line in removed] == [entry.id]
    cast.do(moments.put_back, cast.mei, moment.id, entry.id)
    assert lines(cast, None, moment) == [("Anna Marsh", 3), ("Ben Marsh", 1)]
    cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, "Wang"))
    wang = cast.ask(moments.fetch_entries, cast.mei.id, moment.id)[-1]
    cast.do(moments.remove_entry, cast.mei, moment.id, wang.id)
    with pytest.raises(NotFound):
        cast.do(moments.put_back, cast.mei, moment.id, wang.id)


def test_what_was_removed_is_put_back_only_where_there_is_room(cast: Cast) -> None:
    moment = hang(cast, ChainDraft("Peaches", most_total=3))
    put(cast, cast.anna, moment, 3)
    entry = first(cast, moment)
    cast.do(moments.remove_entry, cast.mei, moment.id, entry.id)
    put(cast, cast.ben, moment, 1)
    with pytest.raises(Invalid, match=r"left \(2\)"):
        cast.do(moments.put_back, cast.mei, moment.id, entry.id)
    assert lines(cast, None, moment) == [("Ben Marsh", 1)]


def test_who_may_not_comment_may_not_enter(cast: Cast) -> None:
    cast.befriend((cast.mei, cast.anna))
    friends_only = hang(cast, comment_policy=CommentPolicy.FRIENDS)
    put(cast, cast.anna, friends_only)
    nobody = hang(cast, comment_policy=CommentPolicy.NOBODY)
    for who, moment in ((cast.zoe, friends_only), (cast.anna, nobody)):
        with pytest.raises(Forbidden, match="does not take entries from you"):
            put(cast, who, moment)
    put(cast, cast.mei, nobody)
    cast.do(moments.edit_moment, cast.mei, friends_only.id, moments.Changes(comment_policy=CommentPolicy.NOBODY))
    with pytest.raises(Forbidden):
        put(cast, cast.anna, friends_only, 2)
    assert cast.do(moments.withdraw, cast.anna, friends_only.id)


def test_among_friends_a_viewer_sees_what_friends_in_common_wrote(cast: Cast) -> None:
    cast.befriend((cast.mei, cast.anna), (cast.mei, cast.ben), (cast.mei, cast.xiaoming), (cast.anna, cast.ben))
    moment = hang(cast, audience=Friends())
    for who in (cast.anna, cast.ben, cast.xiaoming):
        put(cast, who, moment)
    cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, "Wang"))
    assert [name for name, _ in lines(cast, cast.anna, moment)] == ["Anna Marsh", "Ben Marsh", "Wang"]
    assert [name for name, _ in lines(cast, cast.xiaoming, moment)] == ["小明", "Wang"]
    assert (view(cast, cast.xiaoming, moment).entries, view(cast, cast.xiaoming, moment).total) == (2, 2)
    assert len(lines(cast, cast.mei, moment)) == 4
    with pytest.raises(NotFound):
        cast.ask(moments.fetch_chained, cast.zoe.id, moment.id)
    with pytest.raises(NotFound):
        put(cast, cast.zoe, moment)


def test_a_list_for_the_author_alone(cast: Cast) -> None:
    moment = hang(cast, ChainDraft("Peaches", most_total=10, author_only=True))
    put(cast, cast.anna, moment, 2)
    put(cast, cast.ben, moment, 1)
    assert lines(cast, cast.anna, moment) == [("Anna Marsh", 2)]
    assert (lines(cast, None, moment), view(cast, cast.zoe, moment).total) == ([], 0)
    assert len(lines(cast, cast.mei, moment)) == 2
    with pytest.raises(Invalid, match="only you see"):
        cast.do(moments.change_chain, cast.mei.id, moment.id, ChainChanges(author_only=False))
    shown = hang(cast)
    put(cast, cast.anna, shown)
    cast.do(moments.change_chain, cast.mei.id, shown.id, ChainChanges(author_only=True))
    assert lines(cast, cast.zoe, shown) == []


def test_an_order_stays_ordered_when_the_tie_is_gone(cast: Cast) -> None:
    """The author keeps the line and the count, without the account; its writer has lost the list, and may withdraw."""
    cast.befriend((cast.mei, cast.anna), (cast.mei, cast.ben), (cast.anna, cast.ben))
    moment = hang(cast, audience=Friends())
    put(cast, cast.anna, moment, 3)
    cast.do(people.unfollow, cast.anna, cast.mei)
    line = first(cast, moment)
    assert (line.name, line.quantity, line.account_id) == ("Anna Marsh", 3, None)
    assert view(cast, cast.mei, moment).chain.taken == 3
    assert lines(cast, cast.ben, moment) == []
    with pytest.raises(NotFound):
        cast.ask(moments.fetch_chained, cast.anna.id, moment.id)
    cast.befriend((cast.anna, cast.mei))
    assert lines(cast, cast.ben, moment) == [("Anna Marsh", 3)]
    assert first(cast, moment).account_id == cast.anna.id
    cast.do(people.unfollow, cast.mei, cast.anna)
    assert cast.do(moments.withdraw, cast.anna, moment.id) is False
    assert view(cast, cast.mei, moment).chain.taken == 0


def test_a_closed_list_is_not_left_by_who_sees_it_no_more(cast: Cast) -> None:
    cast.befriend((cast.mei, cast.anna))
    moment = hang(cast, audience=Friends())
    put(cast, cast.anna, moment)
    cast.do(moments.close_chain, cast.mei.id, moment.id)
    cast.do(people.unfollow, cast.anna, cast.mei)
    assert cast.do(moments.withdraw, cast.anna, moment.id) is False
    assert len(lines(cast, cast.mei, moment)) == 1


def test_across_a_block_nobody_sees_the_other(cast: Cast) -> None:
    moment = hang(cast)
    put(cast, cast.anna, moment)
    put(cast, cast.ben, moment)
    cast.do(people.block, cast.ben, cast.anna)
    assert [name for name, _ in lines(cast, cast.anna, moment)] == ["Anna Marsh"]
    assert [name for name, _ in lines(cast, cast.ben, moment)] == ["Ben Marsh"]
    cast.do(people.block, cast.anna, cast.mei)
    assert first(cast, moment).account_id is None


def test_a_page_takes_orders_from_its_followers(cast: Cast) -> None:
    for who in (cast.anna, cast.ben):
        cast.do(people.follow, who, cast.bakery)
    moment = cast.post(cast.bakery, "Sunday bread", Followers(()), chain=ChainDraft("Loaves"))
    put(cast, cast.anna, moment, 2)
    put(cast, cast.ben, moment, 1)
    assert lines(cast, cast.ben, moment) == [("Ben Marsh", 1)]
    cast.befriend((cast.anna, cast.ben))
    assert len(lines(cast, cast.ben, moment)) == 2
    assert len(lines(cast, cast.bakery, moment)) == 2


def test_a_chain_is_changed_as_far_as_people_on_it_are_not_wronged(cast: Cast) -> None:
    moment = hang(cast)
    put(cast, cast.anna, moment, 3)
    put(cast, cast.ben, moment, 2)
    for changes, said in (
        (ChainChanges(most_total=4), r"taken already \(5\)"),
        (ChainChanges(most_each=2), r"took already \(3\)"),
        (ChainChanges(title=" "), "can't be blank"),
        (ChainChanges(closes_at=1), "in the future"),
    ):
        with pytest.raises(Invalid, match=said):
            cast.do(moments.change_chain, cast.mei.id, moment.id, changes)
    with pytest.raises(NotFound):
        cast.do(moments.change_chain, cast.anna.id, moment.id, ChainChanges(title="Mine"))
    cast.do(moments.change_chain, cast.mei.id, moment.id, ChainChanges(most_total=5, title="White peaches"))
    assert view(cast, cast.zoe, moment).state == ChainState.FULL
    cast.do(moments.change_chain, cast.mei.id, moment.id, ChainChanges(most_total=0, most_each=0))
    chain = view(cast, cast.zoe, moment).chain
    assert (chain.title, chain.most_total, chain.most_each, chain.unit) == ("White peaches", None, None, "boxes")


def test_a_chain_stands_on_a_post_of_its_own(cast: Cast) -> None:
    moment = hang(cast)
    draft = moments.Draft("mine", Public(listed=False), parent_id=moment.id, chain=PEACHES)
    with pytest.raises(Invalid, match="on a post of its own"):
        cast.do(moments.post_moment, cast.anna, draft)
    plain = cast.post(cast.mei, "no chain", OPEN)
    for act in (lambda: put(cast, cast.anna, plain), lambda: cast.ask(moments.fetch_chained, 0, plain.id)):
        with pytest.raises(NotFound):
            act()
    assert cast.do(moments.withdraw, cast.anna, plain.id) is False


def test_a_list_is_hung_on_what_an_app_posted(cast: Cast) -> None:
    plain = cast.post(cast.mei, "Ten boxes of peaches", OPEN, marks=moments.Mark.SELLING)
    comment = cast.comment(cast.mei, plain, "and pears")
    share = cast.do(moments.share, cast.mei, plain.id)
    for moment in (comment, share):
        with pytest.raises(Invalid, match="on a post of its own"):
            cast.do(moments.add_chain, cast.mei.id, moment.id, PEACHES)
    with pytest.raises(NotFound):
        cast.do(moments.add_chain, cast.anna.id, plain.id, PEACHES)
    with pytest.raises(Invalid, match="can't be blank"):
        cast.do(moments.add_chain, cast.mei.id, plain.id, ChainDraft(""))
    cast.do(moments.add_chain, cast.mei.id, plain.id, PEACHES)
    put(cast, cast.anna, plain, 2)
    assert lines(cast, None, plain) == [("Anna Marsh", 2)]
    cast.do(moments.add_chain, cast.mei.id, plain.id, ChainDraft("Pears"))
    assert view(cast, None, plain).chain.title == "Peaches"
    card = cast.ask(moments.fetch_card, 0, plain.id)
    assert card.moment.marks == moments.Mark.SELLING | moments.Mark.CHAIN


def test_a_share_leads_to_the_list_of_what_it_shows(cast: Cast) -> None:
    moment = hang(cast)
    share = cast.do(moments.share, cast.anna, moment.id)
    put(cast, cast.ben, share, 2)
    assert lines(cast, None, moment) == [("Ben Marsh", 2)]
    assert cast.ask(moments.fetch_chains, 0, [share.id]) == {}
    cast.do(moments.edit_moment, cast.mei, moment.id, moments.Changes(text="Nine boxes", selling=True))
    marks = [cast.ask(moments.fetch_own, who.id, m.id).marks for who, m in ((cast.mei, moment), (cast.anna, share))]
    assert marks == [moments.Mark.CHAIN | moments.Mark.SELLING, moments.Mark.SELLING]
    assert cast.do(moments.withdraw, cast.ben, share.id)
    assert lines(cast, None, moment) == []


def test_with_the_post_its_list_is_gone(cast: Cast) -> None:
    moment = hang(cast)
    put(cast, cast.anna, moment)
    cast.do(moments.delete_moment, cast.mei.id, moment.id)
    assert cast.ask(moments.fetch_chains, cast.mei.id, [moment.id]) == {}
    for act in (moments.close_chain, moments.reopen_chain):
        with pytest.raises(NotFound):
            cast.do(act, cast.mei.id, moment.id)
    with pytest.raises(NotFound):
        put(cast, cast.anna, moment)
