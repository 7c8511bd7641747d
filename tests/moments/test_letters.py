"""Letters are answered: whoever a letter names is heard under it, friend or not, and nobody else is."""

from __future__ import annotations

from teahouse import moments, people
from teahouse.moments import Mentioned
from tests.cast import Cast


def comments_on(cast: Cast, viewer: people.Account, letter: moments.Moment) -> int:
    (card,) = cast.ask(moments.fetch_cards, viewer.id, [letter.id])
    return card.comments


def test_a_customer_sees_what_the_page_answers(cast: Cast) -> None:
    asked = cast.post(cast.zoe, "@bakery is there rye bread on Sunday?", Mentioned())
    answer = cast.comment(cast.bakery, asked, "@zoe until eleven", Mentioned())
    thanks = cast.comment(cast.zoe, answer, "@bakery thank you", Mentioned())
    for told in (cast.zoe, cast.bakery):
        assert cast.sees(told, answer)
        assert cast.sees(told, thanks)
        assert comments_on(cast, told, asked) == 2
    cast.do(moments.like, cast.bakery, thanks.id)
    assert cast.ask(moments.fetch_cards, cast.zoe.id, [thanks.id])[0].likes == 1
    for other in (cast.anna, cast.lin, None):
        assert not cast.sees(other, answer), "a letter to the page is the page's"


def test_two_who_are_introduced_by_a_letter_hear_each_other(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    letter = cast.post(cast.anna, "@ben @mei you two should talk", Mentioned())
    said = cast.comment(cast.ben, letter, "@anna @mei gladly", Mentioned())
    aside = cast.comment(cast.ben, letter, "@anna who is that?", Mentioned())
    assert cast.sees(cast.mei, said)
    assert not cast.sees(cast.mei, aside)
    assert comments_on(cast, cast.mei, letter) == 1
    cast.do(people.block, cast.mei, cast.ben)
    assert not cast.sees(cast.mei, said)
    assert comments_on(cast, cast.mei, letter) == 0
