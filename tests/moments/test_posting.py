"""Posting: what a text may be, whom it may be for, who may comment, and that the same is posted once."""

from __future__ import annotations

import msgspec
import pytest

from teahouse import moments, people
from teahouse.kit.db import Database
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.moments import (
    CommentPolicy,
    Draft,
    Except,
    Followers,
    Friends,
    House,
    Kind,
    Limits,
    Mark,
    Mentioned,
    Only,
    OnlyMe,
    Public,
    rules,
)
from tests.cast import Cast

OPEN = Public(listed=True)


def stored(cast: Cast, moment: moments.Moment) -> moments.Moment:
    return cast.ask(moments.fetch_own, moment.author_id, moment.id)


def test_a_moment_is_kept_as_it_was_said(cast: Cast) -> None:
    draft = Draft(
        "Tea with @ben and #Cake, @nobody",
        OPEN,
        spoiler=" sweet ",
        language="en",
        marks=Mark.SELLING | Mark.ASKING,
        comment_policy=CommentPolicy.FRIENDS,
        app_name="Kettle",
        app_website="https://kettle.example",
    )
    moment = cast.do(moments.post_moment, cast.anna, draft)
    assert stored(cast, moment) == moment
    assert (moment.spoiler, moment.sensitive, moment.language) == ("sweet", True, "en")
    assert msgspec.json.decode(moment.mentions) == [[cast.ben.id, "ben", "ben"]]
    assert msgspec.json.decode(moment.tags) == ["Cake"]
    assert moment.marks == Mark.SELLING | Mark.ASKING
    assert (moment.app_name, moment.app_website, moment.comment_policy) == ("Kettle", "https://kettle.example", 1)
    assert (moment.root_id, moment.parent_id) == (moment.id, None)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2060", "x" * 501])
def test_a_text_is_neither_blank_nor_too_long(cast: Cast, text: str) -> None:
    with pytest.raises(Invalid):
        cast.post(cast.anna, text)


def test_a_text_is_counted_as_readers_count_it(cast: Cast) -> None:
    cast.post(cast.anna, "x" * 476 + " https://a.example/" + "y" * 300)
    with pytest.raises(Invalid):
        cast.post(cast.anna, "x" * 300, spoiler="y" * 201)


def test_the_host_chooses_how_long(cast: Cast, database: Database) -> None:
    database.context.handed = {**database.context.handed, Limits: Limits(max_characters=5)}
    cast.post(cast.anna, "12345")
    with pytest.raises(Invalid, match="5"):
        cast.post(cast.anna, "123456")


@pytest.mark.parametrize(
    ("audience", "kind"),
    [
        (OPEN, Kind.PUBLIC),
        (Public(listed=False), Kind.QUIET),
        (House(), Kind.HOUSE),
        (Friends(), Kind.FRIENDS),
        (Except((), ()), Kind.EXCEPT),
        (Mentioned(), Kind.MENTIONED),
        (OnlyMe(), Kind.ONLY_ME),
    ],
)
def test_an_audience_is_kept_as_its_kind(cast: Cast, audience: moments.Audience, kind: Kind) -> None:
    assert cast.post(cast.anna, "Hello", audience).audience == kind


def test_circles_and_people_are_the_authors_own(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    hers = cast.do(people.create_circle, cast.anna, "Hers")
    his = cast.do(people.create_circle, cast.ben, "His")
    assert cast.post(cast.anna, "Hello", Only((hers.id,), (cast.ben.id,))).audience == Kind.ONLY
    for audience in (Only((his.id,), ()), Except((hers.id, his.id), ()), Only((1,), ()), Except((), (cast.zoe.id,))):
        with pytest.raises(NotFound):
            cast.post(cast.anna, "Hello", audience)


def test_an_audience_fits_its_author(cast: Cast) -> None:
    for audience in (Only((), ()), Followers(()), Except(tuple(range(51)), ()), Only((), tuple(range(501)))):
        with pytest.raises(Invalid):
            cast.post(cast.anna, "Hello", audience)
    for audience in (Friends(), House(), Only((1,), ()), Except((), ())):
        with pytest.raises(Invalid):
            cast.post(cast.bakery, "Hello", audience)
    assert cast.post(cast.bakery, "Fresh rolls", Followers(())).audience == Kind.FOLLOWERS
    cast.do(people.follow, cast.anna, cast.bakery)
    cast.do(people.follow, cast.ben, cast.bakery)
    regulars = cast.do(people.create_circle, cast.bakery, "Regulars")
    cast.do(people.add_members, cast.bakery, regulars.id, [cast.anna.id])
    moment = cast.post(cast.bakery, "For you", Followers((regulars.id,)))
    assert (cast.sees(cast.anna, moment), cast.sees(cast.ben, moment)) == (True, False)


def test_who_blocks_is_not_named(cast: Cast) -> None:
    cast.do(people.block, cast.ben, cast.anna)
    moment = cast.post(cast.anna, "@ben @zoe hello")
    assert msgspec.json.decode(moment.mentions) == [[cast.zoe.id, "zoe", "zoe"]]
    assert not cast.sees(cast.ben, moment)


def test_a_comment_hangs_under_its_root(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    root = cast.post(cast.anna, "New bicycle!")
    first = cast.comment(cast.ben, root, "Lovely")
    second = cast.do(
        moments.post_moment,
        cast.anna,
        Draft("Thanks", Friends(), parent_id=first.id, comment_policy=CommentPolicy.NOBODY),
    )
    assert (first.root_id, first.parent_id, first.parent_author_id) == (root.id, root.id, cast.anna.id)
    assert (second.root_id, second.parent_id, second.parent_author_id) == (root.id, first.id, cast.ben.id)
    assert second.comment_policy == CommentPolicy.ALL, "a comment has no policy of its own"
    with pytest.raises(NotFound):
        cast.comment(cast.zoe, root, "What is it?")
    cast.do(moments.delete_moment, cast.ben.id, first.id)
    with pytest.raises(NotFound):
        cast.comment(cast.anna, first, "Gone?")


def test_a_comment_is_never_wider_and_an_answer_to_a_letter_is_a_letter(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    root = cast.post(cast.anna, "Hello")
    said = cast.comment(cast.ben, root, "Hi", OPEN)
    assert not cast.sees(cast.zoe, said)
    assert cast.ask(moments.fetch_card, cast.anna.id, said.id).shown_kind == Kind.FRIENDS
    assert cast.comment(cast.ben, root, "@anna just you", Mentioned()).audience == Kind.MENTIONED
    letter = cast.post(cast.anna, "@ben hello", Mentioned())
    assert cast.comment(cast.ben, letter, "@anna hi", OPEN).audience == Kind.MENTIONED
    assert cast.comment(cast.ben, letter, "Note to self", OnlyMe()).audience == Kind.ONLY_ME


def test_an_author_chooses_who_may_comment(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    for_friends = cast.post(cast.anna, "Well?", OPEN, comment_policy=CommentPolicy.FRIENDS)
    for_nobody = cast.post(cast.anna, "Well!", OPEN, comment_policy=CommentPolicy.NOBODY)
    cast.comment(cast.ben, for_friends, "Yes")
    for writer, root in ((cast.zoe, for_friends), (cast.ben, for_nobody)):
        with pytest.raises(Forbidden):
            cast.comment(writer, root, "Yes")
    cast.comment(cast.anna, for_nobody, "More of it")


def test_a_comment_on_a_share_is_one_on_what_it_shows(cast: Cast) -> None:
    root = cast.post(cast.anna, "Street party", OPEN)
    share = cast.do(moments.share, cast.ben, root.id)
    assert cast.comment(cast.zoe, share, "I come").parent_id == root.id
    cast.do(people.block, cast.ben, cast.mei)
    with pytest.raises(NotFound):
        cast.comment(cast.mei, share, "I come too")


def test_the_same_key_posts_once_within_the_hour(cast: Cast) -> None:
    first = cast.post(cast.anna, "Once", once="a-key")
    assert cast.post(cast.anna, "Once", once="a-key") == first
    assert cast.post(cast.ben, "Once", once="a-key").id != first.id
    cast.clock.step(3_600_000)
    later = cast.post(cast.anna, "Once", once="a-key")
    assert later.id != first.id
    cast.do(moments.delete_moment, cast.anna.id, later.id)
    assert cast.post(cast.anna, "Once", once="a-key").id != later.id
    with pytest.raises(Invalid):
        cast.post(cast.anna, "Once", once="k" * 256)


def test_the_public_moments_of_a_profile_are_counted(cast: Cast) -> None:
    def counted() -> tuple[int, int | None]:
        account = cast.ask(people.fetch_account, cast.anna.id)
        return account.public_count, account.public_at

    first = cast.post(cast.anna, "One", OPEN)
    second = cast.post(cast.anna, "Two", Public(listed=False))
    cast.post(cast.anna, "Not this", Friends())
    cast.comment(cast.anna, first, "Nor this")
    assert counted() == (2, second.id >> 16)
    cast.do(moments.delete_moment, cast.anna.id, second.id)
    assert counted() == (1, first.id >> 16)
    cast.do(moments.delete_moment, cast.anna.id, first.id)
    assert counted() == (0, None)


def test_the_kinds_that_all_who_see_them_share_are_open(cast: Cast) -> None:
    assert [rules.is_open(cast.post(cast.anna, "Hello", a)) for a in (OPEN, House(), Friends())] == [True, True, False]
