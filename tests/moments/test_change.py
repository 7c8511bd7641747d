"""Changing what was posted: editing with its history, deleting, removing comments, deleting circles."""

from __future__ import annotations

import pytest

from teahouse import moments, people
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import Changes, CommentPolicy, Except, Followers, Kind, Mark, Mentioned, Only, Public, Stretch
from tests.cast import Cast

OPEN = Public(listed=True)


def history(cast: Cast, viewer: people.Account, moment: moments.Moment) -> list[tuple[str, int]]:
    return [(edit.text, edit.at) for edit in cast.ask(moments.fetch_history, viewer.id, moment.id)]


def test_an_edit_keeps_every_version_in_its_order(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Frist", OPEN)
    posted = moment.id >> 16
    assert history(cast, cast.zoe, moment) == [("Frist", posted)]
    cast.do(moments.edit_moment, cast.anna, moment.id, Changes(text="First"))
    second = cast.clock.now()
    changed = cast.do(
        moments.edit_moment, cast.anna, moment.id, Changes(spoiler="race", sensitive=False, language="en")
    )
    assert (changed.text, changed.spoiler, changed.sensitive, changed.language) == ("First", "race", True, "en")
    assert changed.edited_at == cast.clock.now()
    assert history(cast, cast.zoe, moment) == [("Frist", posted), ("First", second), ("First", cast.clock.now())]


def test_an_edit_that_changes_nothing_leaves_no_trace(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Same", OPEN)
    assert cast.do(moments.edit_moment, cast.anna, moment.id, Changes(text="Same")).edited_at is None
    cast.do(moments.edit_moment, cast.anna, moment.id, Changes(comment_policy=CommentPolicy.NOBODY))
    found = cast.ask(moments.fetch_own, cast.anna.id, moment.id)
    assert (found.edited_at, found.comment_policy) == (None, CommentPolicy.NOBODY)


def test_an_edit_renews_tags_names_and_marks_and_leaves_a_letters_readers(cast: Cast) -> None:
    moment = cast.post(cast.anna, "#tea for @ben", OPEN, marks=Mark.ASKING | Mark.PASSED_ON)
    cast.do(moments.edit_moment, cast.anna, moment.id, Changes(text="#cake for @zoe", selling=True, asking=False))
    assert cast.ask(moments.page_tag, 0, ["tea"], Stretch()).ids == []
    assert cast.ask(moments.page_tag, 0, ["cake"], Stretch()).ids == [moment.id]
    assert cast.ask(moments.fetch_own, cast.anna.id, moment.id).marks == Mark.SELLING | Mark.PASSED_ON
    letter = cast.post(cast.anna, "@ben hello", Mentioned())
    cast.do(moments.edit_moment, cast.anna, letter.id, Changes(text="@zoe hello"))
    assert (cast.sees(cast.ben, letter), cast.sees(cast.zoe, letter)) == (True, False)
    assert cast.ask(moments.fetch_own, cast.anna.id, letter.id).mentions == "[]", "her name is a plain word there"


def test_only_the_author_edits_and_deletes(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Mine", OPEN)
    share = cast.do(moments.share, cast.anna, moment.id)
    for author, moment_id in ((cast.ben, moment.id), (cast.anna, share.id), (cast.anna, 1)):
        with pytest.raises(NotFound):
            cast.do(moments.edit_moment, author, moment_id, Changes(text="Yours"))
    with pytest.raises(Invalid):
        cast.do(moments.edit_moment, cast.anna, moment.id, Changes(text=" "))
    with pytest.raises(NotFound):
        cast.do(moments.delete_moment, cast.ben.id, moment.id)
    cast.do(moments.delete_moment, cast.anna.id, moment.id)
    with pytest.raises(NotFound):
        cast.do(moments.delete_moment, cast.anna.id, moment.id)


def test_a_deleted_moment_takes_its_shares_marks_and_history_along(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Gone tomorrow #tea", OPEN)
    share = cast.do(moments.share, cast.ben, moment.id)
    cast.do(moments.like, cast.ben, moment.id)
    cast.do(moments.keep, cast.ben, moment.id, on=True)
    cast.do(moments.pin, cast.anna, moment.id, on=True)
    comment = cast.comment(cast.ben, moment, "Stay!")
    cast.do(moments.edit_moment, cast.anna, moment.id, Changes(text="Gone today #tea"))
    cast.do(moments.delete_moment, cast.anna.id, moment.id)
    for seen in (moment, share):
        assert not cast.sees(cast.anna, seen)
        assert not cast.sees(cast.ben, seen)
    with pytest.raises(NotFound):
        cast.ask(moments.fetch_history, cast.anna.id, moment.id)
    assert cast.ask(moments.page_liked, cast.ben.id, Stretch()).ids == []
    assert cast.ask(moments.page_bookmarks, cast.ben.id, Stretch()).ids == []
    assert cast.ask(moments.page_tag, 0, ["tea"], Stretch()).ids == []
    assert cast.sees(cast.ben, comment), "one's own words stay one's own"
    card = cast.ask(moments.fetch_card, cast.ben.id, comment.id)
    assert (card.shown_parent_id, card.comments) == (None, 0)
    assert cast.ask(moments.fetch_thread, cast.ben.id, comment.id) == ([], [])
    assert not cast.sees(cast.anna, comment)


def test_an_answer_to_a_deleted_comment_answers_the_moment(cast: Cast) -> None:
    root = cast.post(cast.anna, "Question", OPEN)
    first = cast.comment(cast.ben, root, "Answer")
    second = cast.comment(cast.zoe, first, "Quite so")
    cast.do(moments.delete_moment, cast.ben.id, first.id)
    card = cast.ask(moments.fetch_card, 0, second.id)
    assert (card.shown_parent_id, card.shown_parent_author_id) == (root.id, cast.anna.id)
    assert cast.ask(moments.fetch_card, 0, root.id).comments == 1
    assert cast.ask(moments.fetch_thread, 0, second.id) == ([root.id], [])


def test_a_comment_can_be_removed_from_under_ones_own_moment(cast: Cast) -> None:
    root = cast.post(cast.anna, "Well?", OPEN)
    comment = cast.comment(cast.ben, root, "Buy my pills")
    for who in (cast.ben, cast.zoe):
        with pytest.raises(NotFound):
            cast.do(moments.remove_comment, who, comment.id)
    for other in (root.id, 1):
        with pytest.raises(NotFound):
            cast.do(moments.remove_comment, cast.anna, other)
    cast.do(moments.remove_comment, cast.anna, comment.id)
    assert (cast.sees(cast.ben, comment), cast.sees(cast.anna, comment), cast.sees(None, comment)) == (
        True,
        False,
        False,
    )
    assert cast.ask(moments.fetch_own, cast.ben.id, comment.id).state == moments.State.REMOVED
    assert cast.ask(moments.fetch_card, cast.ben.id, root.id).comments == 0
    with pytest.raises(NotFound):
        cast.do(moments.remove_comment, cast.anna, comment.id)
    cast.do(moments.delete_moment, cast.ben.id, comment.id)
    assert cast.ask(moments.fetch_card, 0, root.id).comments == 0


def test_a_page_cannot_remove_what_its_customers_say(cast: Cast) -> None:
    root = cast.post(cast.bakery, "Fresh rolls", OPEN)
    comment = cast.comment(cast.anna, root, "Mine was stale")
    with pytest.raises(NotFound):
        cast.do(moments.remove_comment, cast.bakery, comment.id)
    assert cast.sees(None, comment)


def test_a_deleted_circle_never_opens_what_was_closed(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    work = cast.do(people.create_circle, cast.anna, "Work")
    cast.do(people.add_members, cast.anna, work.id, [cast.ben.id])
    kept_from = cast.post(cast.anna, "A new job!", Except((work.id,), ()))
    shown_to = cast.post(cast.anna, "Minutes", Only((work.id,), (cast.mei.id,)))
    assert cast.ask(moments.count_kept_from, work.id) == 1
    with pytest.raises(moments.StillDenied, match="1 of your posts"):
        cast.do(moments.delete_circle, cast.anna.id, work.id, confirmed=False)
    with pytest.raises(NotFound):
        cast.do(moments.delete_circle, cast.ben.id, work.id, confirmed=True)
    cast.do(moments.delete_circle, cast.anna.id, work.id, confirmed=True)
    assert [cast.sees(v, kept_from) for v in (cast.anna, cast.ben, cast.mei)] == [True, False, False]
    assert [cast.sees(v, shown_to) for v in (cast.anna, cast.ben, cast.mei)] == [True, False, True]


def test_a_pages_last_tag_never_opens_to_all_followers(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.bakery)
    one, two = (cast.do(people.create_circle, cast.bakery, title) for title in ("One", "Two"))
    cast.do(people.add_members, cast.bakery, two.id, [cast.anna.id])
    moment = cast.post(cast.bakery, "Psst", Followers((one.id, two.id)))
    cast.do(moments.delete_circle, cast.bakery.id, one.id, confirmed=False)
    assert cast.sees(cast.anna, moment)
    cast.do(moments.delete_circle, cast.bakery.id, two.id, confirmed=False)
    assert not cast.sees(cast.anna, moment)
    assert cast.ask(moments.fetch_own, cast.bakery.id, moment.id).audience == Kind.ONLY_ME
