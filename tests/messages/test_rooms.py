"""Rooms: a talk of two lasts, what it shows passes the gate today, and nothing tells of what is not seen."""

from __future__ import annotations

import msgspec
import pytest

from teahouse import messages, moments, people
from teahouse.kit.errors import Invalid, NotFound
from teahouse.messages import NotWelcome
from teahouse.moments import Draft, Mentioned, Moment, Stretch
from teahouse.people.letters import Writers
from tests.cast import Cast

ALL = Stretch()


def write(cast: Cast, author: people.Account, text: str, on: Moment | None = None) -> Moment:
    draft = Draft(text, Mentioned(), parent_id=None if on is None else on.id)
    return cast.do(messages.post, author, draft)


def talks(cast: Cast, who: people.Account, at: Stretch = ALL) -> list[messages.Conversation]:
    return cast.ask(messages.page_conversations, who.id, at)


def last(cast: Cast, who: people.Account) -> list[tuple[int, bool]]:
    return [(talk.last_id, talk.unread) for talk in talks(cast, who)]


@pytest.fixture
def friends(cast: Cast) -> Cast:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    return cast


def test_two_people_have_one_talk(friends: Cast) -> None:
    cast = friends
    first = write(cast, cast.anna, "@ben tea?")
    assert last(cast, cast.anna) == [(first.id, False)]
    assert last(cast, cast.ben) == [(first.id, True)]
    assert cast.ask(messages.count_unread, cast.ben.id) == 1
    second = write(cast, cast.ben, "at four, @anna")
    (mine,), (theirs,) = talks(cast, cast.anna), talks(cast, cast.ben)
    assert (mine.id, mine.others, mine.unread) == (theirs.id, (cast.ben.id,), True)
    assert not theirs.unread, "whoever writes has read"
    assert cast.ask(messages.page_messages, cast.anna.id, mine.id, ALL) == [second.id, first.id]
    assert not cast.do(messages.mark_read, cast.anna.id, mine.id).unread
    assert cast.ask(messages.count_unread, cast.anna.id) == 0
    assert cast.do(messages.mark_unread, cast.anna.id, mine.id).unread
    assert cast.ask(messages.count_unread, cast.anna.id) == 1


def test_a_talk_of_three_is_another(friends: Cast) -> None:
    cast = friends
    write(cast, cast.anna, "@ben hello")
    three = write(cast, cast.anna, "@ben @mei hello")
    aside = write(cast, cast.ben, "@anna who is that?", three)
    answer = write(cast, cast.mei, "@anna @ben hello", three)
    assert [talk.others for talk in talks(cast, cast.anna)] == [(cast.ben.id, cast.mei.id), (cast.ben.id,)]
    assert last(cast, cast.mei) == [(answer.id, False)]
    assert last(cast, cast.ben) == [(answer.id, True), (aside.id, False)]
    room = talks(cast, cast.mei)[0].id
    assert cast.ask(messages.fetch_people, room) == sorted([cast.anna.id, cast.ben.id, cast.mei.id])
    for act in (messages.mark_read, messages.mark_unread, messages.hide, messages.fetch_conversation):
        with pytest.raises(NotFound):
            cast.do(act, cast.zoe.id, room)


def test_what_is_put_away_comes_back_with_something_new(friends: Cast) -> None:
    cast = friends
    first = write(cast, cast.anna, "@ben one")
    room = talks(cast, cast.ben)[0].id
    cast.do(messages.hide, cast.ben.id, room)
    assert talks(cast, cast.ben) == []
    assert cast.ask(messages.find_conversation, cast.ben.id, [cast.anna.id]) is None
    assert cast.ask(messages.count_unread, cast.ben.id) == 0
    assert last(cast, cast.anna) == [(first.id, False)], "the other side keeps theirs"
    second = write(cast, cast.anna, "@ben two")
    assert last(cast, cast.ben) == [(second.id, True)]
    assert cast.ask(messages.page_messages, cast.ben.id, room, ALL) == [second.id]
    assert cast.ask(messages.find_conversation, cast.ben.id, [cast.anna.id]) == room


def test_the_last_that_is_seen_is_shown(friends: Cast) -> None:
    """A deletion, a block and a suspension take letters out of the room, and unread marks along with them."""
    cast = friends
    one = write(cast, cast.anna, "@ben one")
    room = talks(cast, cast.ben)[0].id
    cast.do(messages.mark_read, cast.ben.id, room)
    two = write(cast, cast.anna, "@ben two")
    assert last(cast, cast.ben) == [(two.id, True)]
    cast.do(moments.delete_moment, cast.anna.id, two.id)
    assert last(cast, cast.ben) == [(one.id, False)]
    assert cast.ask(messages.count_unread, cast.ben.id) == 0
    mine = write(cast, cast.ben, "@anna three")
    write(cast, cast.anna, "@ben four")
    cast.do(people.block, cast.ben, cast.anna)
    assert last(cast, cast.ben) == [(mine.id, False)]
    assert cast.ask(messages.page_messages, cast.ben.id, room, ALL) == [mine.id]
    assert last(cast, cast.anna)[0][0] > mine.id, "one's own words stay one's own"
    cast.do(people.unblock, cast.ben, cast.anna)
    assert last(cast, cast.ben)[0][1], "and all is back"
    cast.do(moments.suspend_account, cast.anna, people.State.SUSPENDED)
    assert last(cast, cast.ben) == [(mine.id, False)]


def test_a_talk_of_which_nothing_is_seen_is_not_there(friends: Cast) -> None:
    cast = friends
    write(cast, cast.anna, "@ben one")
    room = talks(cast, cast.ben)[0].id
    cast.do(people.block, cast.ben, cast.anna)
    assert talks(cast, cast.ben) == []
    with pytest.raises(NotFound):
        cast.do(messages.mark_unread, cast.ben.id, room)
    assert cast.ask(messages.fetch_around, cast.ben.id, room) == ([], [])


def test_nobody_writes_to_who_does_not_take_it(cast: Cast) -> None:
    for stranger in (cast.zoe, cast.ben):
        with pytest.raises(NotWelcome, match="@anna"):
            write(cast, stranger, "hello @anna")
    cast.do(people.letters.choose_writers, cast.anna, Writers.EVERYONE)
    asked = write(cast, cast.zoe, "hello @anna")
    assert write(cast, cast.anna, "@zoe hello"), "whoever was written to may answer"
    cast.do(people.letters.choose_writers, cast.anna, Writers.FRIENDS)
    assert write(cast, cast.zoe, "@anna and how are you?", asked), "and the talk goes on"
    with pytest.raises(NotWelcome):
        write(cast, cast.ben, "hello @anna")
    with pytest.raises(NotWelcome):
        write(cast, cast.zoe, "@anna @ben let me introduce you")


def test_a_block_and_a_choice_look_the_same(friends: Cast) -> None:
    cast = friends
    with pytest.raises(NotWelcome) as strange:
        write(cast, cast.zoe, "@anna hello")
    cast.do(people.letters.choose_writers, cast.anna, Writers.EVERYONE)
    cast.do(people.block, cast.anna, cast.zoe)
    with pytest.raises(NotWelcome) as blocked:
        write(cast, cast.zoe, "@anna hello")
    assert strange.value.text == blocked.value.text
    assert strange.value.details == blocked.value.details
    write(cast, cast.ben, "@anna hello")
    cast.do(people.block, cast.anna, cast.ben)
    with pytest.raises(NotWelcome):
        write(cast, cast.ben, "@anna still there?")


def test_those_in_a_group_may_write_where_that_is_chosen(cast: Cast) -> None:
    group = cast.do(people.groups.create_group, cast.anna, people.groups.Changes("Choir", ""))
    _, code = cast.do(people.groups.make_link, cast.anna.id, group.id)
    for member in (cast.ben, cast.mei):
        assert cast.do(people.groups.join_by_link, member, code) == (group.id, True)
    with pytest.raises(NotWelcome):
        write(cast, cast.ben, "@mei rehearsal?")
    cast.do(people.letters.choose_writers, cast.mei, Writers.GROUPS)
    assert write(cast, cast.ben, "@mei rehearsal?")
    with pytest.raises(NotWelcome):
        write(cast, cast.zoe, "@mei hello")


def test_everybody_writes_to_a_page(cast: Cast) -> None:
    write(cast, cast.zoe, "@bakery is there rye bread?")
    assert write(cast, cast.bakery, "@zoe until eleven")
    with pytest.raises(NotWelcome):
        write(cast, cast.bakery, "@anna buy our bread")


def test_with_mastodons_defaults_everybody_writes(cast: Cast) -> None:
    handed = cast.database.context.handed
    rules = msgspec.structs.replace(handed[people.SignUpRules], mastodon_defaults=True)
    cast.database.context.hand({people.SignUpRules: rules})
    assert write(cast, cast.zoe, "@anna hello")


def test_a_talk_has_so_many_people(friends: Cast) -> None:
    cast = friends
    cast.database.context.hand({messages.Limits: messages.Limits(max_people=2)})
    with pytest.raises(Invalid, match="too many"):
        write(cast, cast.anna, "@ben @mei hello")
    assert talks(cast, cast.anna) == []
    assert write(cast, cast.anna, "@ben hello")


def test_the_same_letter_twice_is_once(friends: Cast) -> None:
    cast = friends
    draft = Draft("@ben hello", Mentioned(), once="k")
    first = cast.do(messages.post, cast.anna, draft)
    assert cast.do(messages.post, cast.anna, draft).id == first.id
    assert last(cast, cast.ben) == [(first.id, True)]


def test_what_is_not_seen_is_refused_as_that(friends: Cast) -> None:
    """Whether an answer would be welcome is asked of nobody who may not see what is answered."""
    cast = friends
    letter = write(cast, cast.anna, "@ben hello")
    for text in ("@zoe hello", "@ben hello", "@anna hello"):
        for parent in (letter.id, letter.id + 1):
            with pytest.raises(NotFound):
                cast.do(messages.post, cast.grandma, Draft(text, Mentioned(), parent_id=parent))


def test_pages_go_by_what_is_seen(cast: Cast) -> None:
    """A talk stands where its last seen letter puts it, however new what is not seen may be."""
    others = (cast.ben, cast.mei, cast.xiaoming, cast.grandma, cast.lin)
    cast.befriend(*((cast.anna, other) for other in others))
    seen = [write(cast, other, "@anna hello").id for other in others]
    gone = write(cast, cast.ben, "@anna never mind")
    cast.do(moments.delete_moment, cast.ben.id, gone.id)
    expected = seen[::-1]
    assert [talk.last_id for talk in talks(cast, cast.anna)] == expected
    for size in (1, 2, 3):
        walked: list[int] = []
        below: int | None = None
        while page := talks(cast, cast.anna, Stretch(max_id=below, limit=size)):
            walked += [talk.last_id for talk in page]
            below = walked[-1]
        assert walked == expected
        up: list[int] = []
        above = 0
        while page := talks(cast, cast.anna, Stretch(min_id=above, limit=size)):
            up = [talk.last_id for talk in page] + up
            above = up[0]
        assert up == expected
    newest = talks(cast, cast.anna, Stretch(since_id=expected[2], limit=20))
    assert [talk.last_id for talk in newest] == expected[:2]


def test_letters_stand_in_no_feed(friends: Cast) -> None:
    cast = friends
    letter = write(cast, cast.anna, "@ben hello")
    for reader in (cast.anna, cast.ben):
        assert letter.id not in cast.ask(moments.page_home, reader, ALL).ids
        assert cast.ask(moments.page_letters, reader.id, ALL).ids == [letter.id]
    assert cast.ask(moments.page_letters, cast.mei.id, ALL).ids == []


def test_the_thread_of_a_letter_is_its_talk(friends: Cast) -> None:
    cast = friends
    letters = [write(cast, who, text).id for who, text in ((cast.anna, "@ben 1"), (cast.ben, "@anna 2"))]
    letters.append(write(cast, cast.anna, "@ben 3").id)
    for reader in (cast.anna, cast.ben):
        assert cast.ask(messages.fetch_around, reader.id, letters[1]) == ([letters[0]], [letters[2]])
    assert cast.ask(messages.fetch_around, cast.mei.id, letters[1]) == ([], [])
    assert cast.ask(messages.fetch_around, 0, letters[1]) == ([], [])


def test_who_leaves_for_good_is_in_no_room(friends: Cast) -> None:
    cast = friends
    mine = write(cast, cast.ben, "@anna hello")
    cast.do(messages.forget_account, cast.anna.id)
    assert [(talk.last_id, talk.others) for talk in talks(cast, cast.ben)] == [(mine.id, ())]
    assert talks(cast, cast.anna) == []
