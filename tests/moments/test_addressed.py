"""To whom a comment is addressed stays with it: through edits, blocks and lists; and a closed room stays closed."""

from __future__ import annotations

import pytest

from teahouse import moments, people
from teahouse.kit.errors import NotFound
from teahouse.moments import Changes, Public, Stretch, words
from tests.cast import Cast

SECRET = "@mei your surgery on Friday"


def a_room(cast: Cast) -> moments.Moment:
    """Anna's, among friends: Ben knows Mei and Zoe, who do not know each other."""
    cast.befriend(
        (cast.anna, cast.ben),
        (cast.anna, cast.mei),
        (cast.anna, cast.zoe),
        (cast.ben, cast.mei),
        (cast.ben, cast.zoe),
    )
    return cast.post(cast.anna, "Come in")


def test_a_comment_that_is_addressed_anew_forgets_its_earlier_words(cast: Cast) -> None:
    room = a_room(cast)
    said = cast.comment(cast.ben, room, SECRET)
    cast.do(moments.edit_moment, cast.ben, said.id, Changes(text=f"{SECRET}!"))
    assert not cast.sees(cast.zoe, said)
    assert len(cast.ask(moments.fetch_history, cast.mei.id, said.id)) == 2
    cast.do(moments.edit_moment, cast.ben, said.id, Changes(text="Good luck"))
    assert cast.sees(cast.zoe, said)
    for reader in (cast.zoe, cast.mei, cast.ben):
        assert [edit.text for edit in cast.ask(moments.fetch_history, reader.id, said.id)] == ["Good luck"]
    cast.do(moments.edit_moment, cast.ben, said.id, Changes(text="Good luck to you"))
    assert len(cast.ask(moments.fetch_history, cast.zoe.id, said.id)) == 2


def test_a_block_does_not_show_words_to_more_people(cast: Cast) -> None:
    room = a_room(cast)
    said = cast.comment(cast.ben, room, SECRET)
    cast.do(people.block, cast.mei, cast.ben)
    assert not cast.sees(cast.zoe, said)
    cast.do(moments.edit_moment, cast.ben, said.id, Changes(text=f"{SECRET}!"))
    another = cast.comment(cast.ben, room, SECRET)
    for comment in (said, another):
        assert not cast.sees(cast.zoe, comment)
        assert not cast.sees(cast.mei, comment)
        assert cast.sees(cast.anna, comment)
    aside = cast.comment(cast.ben, room, "Where is @mei?")
    assert aside.mentions == "[]", "inside of a text the name stays plain words"


def test_more_names_at_the_start_than_are_linked_are_still_addressed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MAX_MENTIONS", 1)
    said = cast.comment(cast.ben, a_room(cast), f"@anna {SECRET}")
    assert not cast.sees(cast.zoe, said)
    aside = cast.post(cast.ben, "@anna and @mei")
    assert "mei" not in aside.mentions, "elsewhere a name too many stays plain words"


def answers_to_oneself(cast: Cast, viewer: int) -> list[int]:
    return cast.ask(moments.page_account, viewer, cast.ben.id, Stretch(), comments=False).ids


def test_leaving_answers_out_does_not_tell_what_was_answered(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei), (cast.anna, cast.mei))
    root = cast.post(cast.anna, "For all", Public(listed=True))
    hidden = cast.comment(cast.ben, root, "Among friends", audience=moments.Friends())
    under_it = cast.comment(cast.ben, hidden, "And this?", audience=Public(listed=True))
    beside = cast.comment(cast.ben, root, "For all, too", audience=Public(listed=True))
    assert answers_to_oneself(cast, cast.mei.id) == [under_it.id], "whoever sees the parent sees a talk with oneself"
    for stranger in (cast.zoe.id, 0):
        assert cast.ask(moments.fetch_card, stranger, under_it.id).shown_parent_id == root.id
        assert answers_to_oneself(cast, stranger) == [], "shown as an answer to Anna, like the one beside it"
    assert beside.id not in answers_to_oneself(cast, cast.mei.id)
    cast.do(moments.remove_comment, cast.anna, hidden.id)
    assert answers_to_oneself(cast, cast.mei.id) == []


@pytest.mark.parametrize("shut", ["block", "hide"])
def test_nobody_goes_on_in_a_room_that_is_closed_to_them(cast: Cast, shut: str) -> None:
    room = a_room(cast)
    said = cast.comment(cast.ben, room, "Nice")
    cast.do(moments.keep, cast.ben, said.id, on=True)
    cast.do(moments.mute_thread, cast.ben, said.id, on=True)
    if shut == "block":
        cast.do(people.block, cast.anna, cast.ben)
    else:
        cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(hiding=True))
    assert not cast.sees(cast.ben, room)
    assert cast.sees(cast.ben, said), "one's own words are one's own"
    for act, more in (
        (moments.edit_moment, (Changes(text="@mei she is awful"),)),
        (moments.like, ()),
    ):
        with pytest.raises(NotFound):
            cast.do(act, cast.ben, said.id, *more)
    with pytest.raises(NotFound):
        cast.do(moments.mute_thread, cast.ben, said.id, on=True)
    cast.do(moments.keep, cast.ben, said.id, on=False)
    cast.do(moments.mute_thread, cast.ben, said.id, on=False)
    cast.do(moments.delete_moment, cast.ben.id, said.id)
