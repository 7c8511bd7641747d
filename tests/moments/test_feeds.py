"""Feeds: time order, pages, windows, folds by the reader's own day, lists that are read apart."""

from __future__ import annotations

import pytest

from teahouse import moments, people
from teahouse.kit.errors import NotFound
from teahouse.moments import Page, Public, Stretch
from tests.cast import Cast

DAY = people.DAY
HOUR = 3_600_000
OPEN = Public(listed=True)


def home(cast: Cast, reader: people.Account, at: Stretch | None = None) -> list[str]:
    return texts(cast, reader, cast.ask(moments.page_home, reader, at or Stretch()))


def texts(cast: Cast, reader: people.Account, page: Page) -> list[str]:
    return [card.moment.text for card in cast.ask(moments.fetch_cards, reader.id, page.ids)]


def test_home_is_in_time_order_however_old(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    now = cast.clock.now()
    for age in (0, 3, 20, 100, 1000):
        cast.post(cast.ben, f"{age} days", at=now - age * DAY)
    cast.post(cast.anna, "Mine", at=now - 10 * DAY)
    whole = ["0 days", "3 days", "Mine", "20 days", "100 days", "1000 days"]
    assert home(cast, cast.anna) == whole
    for size in range(1, 7):
        found: list[str] = []
        page = cast.ask(moments.page_home, cast.anna, Stretch(limit=size))
        while page.ids:
            assert page.full == (len(page.ids) == size)
            found += texts(cast, cast.anna, page)
            page = cast.ask(moments.page_home, cast.anna, Stretch(limit=size, max_id=page.last))
        assert found == whole


def test_a_page_right_above_and_a_page_since(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    ids = [cast.post(cast.ben, str(n)).id for n in range(6)]
    assert home(cast, cast.anna, Stretch(min_id=ids[1], limit=2)) == ["3", "2"]
    assert home(cast, cast.anna, Stretch(since_id=ids[1], limit=2)) == ["5", "4"]
    assert home(cast, cast.anna, Stretch(since_id=ids[1], max_id=ids[4])) == ["3", "2"]
    assert home(cast, cast.anna, Stretch(min_id=ids[5])) == []
    empty = cast.ask(moments.page_home, cast.anna, Stretch(min_id=ids[5]))
    assert (empty.first, empty.last, empty.full) == (None, None, False)


def test_comments_are_not_in_home_and_shares_are(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.zoe, "From afar", OPEN)
    cast.comment(cast.ben, moment, "Well said")
    assert home(cast, cast.anna) == []
    share = cast.do(moments.share, cast.ben, moment.id)
    assert cast.ask(moments.page_home, cast.anna, Stretch()).ids == [share.id]
    cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(shares_off=True))
    assert home(cast, cast.anna) == []


def test_a_share_of_somebody_who_is_muted_is_not_shown(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(moments.share, cast.ben, cast.post(cast.mei, "Face masks!", OPEN).id)
    assert len(cast.ask(moments.page_home, cast.anna, Stretch()).ids) == 1
    cast.do(people.mute, cast.anna, cast.mei)
    assert cast.ask(moments.page_home, cast.anna, Stretch()).ids == []
    assert cast.ask(moments.page_public, cast.anna.id, Stretch()).ids == []
    assert len(cast.ask(moments.page_public, 0, Stretch()).ids) == 1


def test_what_is_marked_later_is_turned_down_wherever_it_was_shared(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(selling_off=True))
    moment = cast.post(cast.zoe, "My old bicycle", OPEN)
    share = cast.do(moments.share, cast.ben, moment.id)
    assert cast.ask(moments.page_home, cast.anna, Stretch()).ids == [share.id]
    cast.do(moments.edit_moment, cast.zoe, moment.id, moments.Changes(selling=True))
    assert cast.ask(moments.page_home, cast.anna, Stretch()).ids == []


@pytest.mark.parametrize("days", [3, 30, 182])
def test_a_window_binds_to_the_millisecond(cast: Cast, days: int) -> None:
    cast.befriend((cast.anna, cast.ben))
    ben = cast.do(people.update_profile, cast.ben, people.ProfileChanges(window_days=days))
    moment = cast.post(ben, "Old", OPEN, at=cast.clock.now() - days * DAY + 5000)
    until = (moment.id >> 16) + days * DAY
    cast.clock.step(until - cast.clock.now())
    assert cast.sees(cast.anna, moment)
    assert home(cast, cast.anna) == ["Old"]
    cast.clock.step(1)
    assert not cast.sees(cast.anna, moment)
    assert not cast.sees(None, moment)
    assert cast.sees(ben, moment)
    assert home(cast, cast.anna) == []
    assert home(cast, ben) == ["Old"]


def test_a_fold_counts_by_the_readers_own_day(cast: Cast) -> None:
    anna = cast.do(people.update_profile, cast.anna, people.ProfileChanges(time_zone="Asia/Shanghai"))
    cast.befriend((anna, cast.ben))
    midnight = cast.clock.now() // DAY * DAY - 8 * HOUR
    for name, at in (("before", -2), ("late", -1), ("early", 1), ("after", 2)):
        cast.post(cast.ben, name, at=midnight + at * HOUR)
    assert home(cast, anna) == ["after", "early", "late", "before"]
    cast.do(people.turn_down, anna, cast.ben, people.Quiet(fold=1))
    assert home(cast, anna) == ["early", "before"]
    utc = cast.do(people.update_profile, anna, people.ProfileChanges(time_zone="UTC"))
    assert home(cast, utc) == ["before"]


def test_a_fold_counts_only_what_is_shown(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    hers = cast.do(people.create_circle, cast.ben, "Not Anna")
    cast.post(cast.ben, "secret", moments.Only((hers.id,), ()))
    cast.post(cast.ben, "selling", marks=moments.Mark.SELLING)
    cast.do(moments.share, cast.ben, cast.post(cast.mei, "muted", OPEN).id)
    cast.post(cast.ben, "hello")
    cast.do(people.mute, cast.anna, cast.mei)
    cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(fold=1, selling_off=True))
    assert home(cast, cast.anna) == ["hello"]


def test_a_list_that_is_read_apart_is_not_at_home(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    for author in (cast.ben, cast.mei, cast.anna):
        cast.post(author, author.username)
    apart = cast.do(people.create_circle, cast.anna, "Loud", people.CircleKind.READING, exclusive=True)
    cast.do(people.add_members, cast.anna, apart.id, [cast.mei.id])
    assert home(cast, cast.anna) == ["anna", "ben"]
    assert texts(cast, cast.anna, cast.ask(moments.page_circle, cast.anna, apart.id, Stretch())) == ["mei"]
    with pytest.raises(NotFound):
        cast.ask(moments.page_circle, cast.ben, apart.id, Stretch())


def test_what_was_shown_to_a_circle(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    family = cast.do(people.create_circle, cast.anna, "Family")
    cast.post(cast.anna, "All")
    only = cast.post(cast.anna, "Family", moments.Only((family.id,), ()))
    assert cast.ask(moments.page_shown_to_circle, cast.anna.id, family.id, Stretch()).ids == [only.id]
    with pytest.raises(NotFound):
        cast.ask(moments.page_shown_to_circle, cast.ben.id, family.id, Stretch())


def test_tags_stand_in_their_list_once(cast: Cast) -> None:
    both = cast.post(cast.anna, "#tea and #Cake", OPEN)
    tea = cast.post(cast.anna, "#TEA", OPEN)
    cast.post(cast.anna, "#tea for friends")
    cast.post(cast.anna, "#tea unlisted", Public(listed=False))
    assert cast.ask(moments.page_tag, 0, ["tea", "cake"], Stretch()).ids == [tea.id, both.id]
    assert cast.ask(moments.page_tag, 0, ["tea"], Stretch(), all_of=["cake"]).ids == [both.id]
    assert cast.ask(moments.page_tag, 0, ["tea"], Stretch(), none_of=["cake"]).ids == [tea.id]


def test_a_profile_shows_what_its_reader_may_see(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    public = cast.post(cast.anna, "Public #tea", OPEN)
    friends = cast.post(cast.anna, "Friends")
    afar = cast.post(cast.zoe, "From afar", OPEN)
    comment = cast.comment(cast.anna, afar, "Hello")
    share = cast.do(moments.share, cast.anna, afar.id)

    def profile(reader: people.Account, **options: object) -> list[int]:
        return cast.ask(moments.page_account, reader.id, cast.anna.id, Stretch(), **options).ids

    assert profile(cast.ben) == [share.id, comment.id, friends.id, public.id]
    assert profile(cast.mei) == [share.id, comment.id, public.id]
    assert profile(cast.ben, comments=False, shares=False) == [friends.id, public.id]
    assert profile(cast.ben, tag="tea") == [public.id]
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(hiding=True))
    assert profile(cast.mei) == []
    assert cast.sees(cast.mei, comment), "in somebody else's room it stays"
