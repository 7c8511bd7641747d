"""A report keeps what its reporter could see; helpers act on it; whom it is about hears nothing."""

from __future__ import annotations

import pytest

from teahouse import housekeeping, moments, people
from teahouse.housekeeping import COMMAND_LINE, Act, Actor, Category, Complaint, Report, Rule
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound
from teahouse.moments import Changes, Friends, Mentioned, Only, Public, State
from tests.cast import Cast

OPEN = Public(listed=True)
RULE = Rule("2", "Nobody is pressed.")


def helper(account: people.Account, *, host: bool = False) -> Actor:
    return Actor(account.id, account.username, is_host=host)


def report(cast: Cast, by: people.Account, about: people.Account, *ids: int, comment: str = "Look") -> Report:
    return cast.do(housekeeping.make_report, by, about.id, Complaint(comment, moment_ids=ids))


def test_what_the_reporter_saw_is_kept(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei), (cast.anna, cast.ben), (cast.ben, cast.mei))
    sold = cast.post(cast.mei, "Cream, 40 a jar", Only((), (cast.anna.id,)), spoiler="Offer")
    answer = cast.comment(cast.mei, cast.post(cast.anna, "Hello"), "Buy cream")
    share = cast.do(moments.share, cast.mei, cast.post(cast.zoe, "My own", OPEN).id)
    made = report(cast, cast.anna, cast.mei, sold.id, answer.id, share.id)
    cast.do(moments.edit_moment, cast.mei, sold.id, Changes(text="Nothing at all"))
    cast.do(moments.delete_moment, cast.mei.id, answer.id)
    cast.do(people.update_profile, cast.mei, people.ProfileChanges(display_name="Somebody", note="Nice"))
    kept = cast.ask(housekeeping.fetch_report, COMMAND_LINE, made.id)
    assert kept == made
    assert (kept.snapshot.username, kept.snapshot.display_name) == ("mei", "Mei 梅")
    first, second, third = kept.snapshot.moments
    assert (first.text, first.spoiler, first.author, first.audience) == ("Cream, 40 a jar", "Offer", "mei", "limited")
    assert (second.text, second.answers, second.at) == ("Buy cream", "anna", answer.id >> 16)
    assert (third.reported_id, third.author, third.text) == (share.id, "zoe", "My own")


def test_nothing_is_reported_that_is_not_seen(cast: Cast) -> None:
    cast.befriend((cast.mei, cast.ben))
    closed = cast.post(cast.mei, "For friends")
    others = cast.post(cast.ben, "Public", OPEN)
    letter = cast.post(cast.mei, "@ben only you", Mentioned())
    for wrong in (closed.id, others.id, letter.id, 1):
        with pytest.raises(NotFound):
            report(cast, cast.zoe, cast.mei, wrong)
    with pytest.raises(NotFound):
        cast.do(housekeeping.make_report, cast.zoe, 1, Complaint())
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.ben, "")
    with pytest.raises(NotFound):
        report(cast, cast.zoe, cast.ben)
    assert cast.ask(housekeeping.page_reports, COMMAND_LINE) == []


def test_a_complaint_is_checked(cast: Cast) -> None:
    made = cast.do(housekeeping.make_report, cast.anna, cast.mei.id, Complaint(category=Category.SPAM, rules=(RULE,)))
    assert (made.category, made.rules) == (Category.VIOLATION, (RULE,))
    with pytest.raises(Invalid, match="Comment is too long"):
        report(cast, cast.anna, cast.mei, comment="!" * 1_001)
    with pytest.raises(Invalid, match="Status ids are too many"):
        report(cast, cast.anna, cast.mei, *range(101))


def test_nobody_reads_what_is_said_of_themselves(cast: Cast) -> None:
    of_lin, of_bakery, of_mei = (report(cast, cast.anna, who) for who in (cast.lin, cast.bakery, cast.mei))
    lin, mei = helper(cast.lin), helper(cast.mei, host=True)
    assert [one.id for one in cast.ask(housekeeping.page_reports, lin)] == [of_mei.id]
    assert [one.id for one in cast.ask(housekeeping.page_reports, mei)] == [of_bakery.id, of_lin.id]
    assert (cast.ask(housekeeping.count_open, lin), cast.ask(housekeeping.count_open, COMMAND_LINE)) == (1, 3)
    for one in (of_lin, of_bakery):
        for act in (housekeeping.fetch_report, housekeeping.resolve, housekeeping.reopen):
            with pytest.raises(NotFound):
                cast.do(act, lin, one.id)
        with pytest.raises(NotFound):
            cast.do(housekeeping.add_note, lin, one.id, "Not true")
        with pytest.raises(NotFound):
            cast.do(housekeeping.assign, lin, one.id, taken=True)


def test_a_report_is_taken_on_resolved_and_opened_again(cast: Cast) -> None:
    made, mei = report(cast, cast.anna, cast.lin), helper(cast.mei)
    cast.do(housekeeping.assign, mei, made.id, taken=True)
    assert cast.ask(housekeeping.fetch_report, mei, made.id).assigned_id == cast.mei.id
    cast.do(housekeeping.assign, mei, made.id, taken=False)
    cast.do(housekeeping.add_note, mei, made.id, "I asked her")
    cast.do(housekeeping.resolve, mei, made.id, "She stopped")
    assert cast.ask(housekeeping.page_reports, mei) == []
    (done,) = cast.ask(housekeeping.page_reports, mei, resolved=True)
    assert (done.assigned_id, done.resolved_at is not None) == (None, True)
    assert [(note.who, note.text) for note in cast.ask(housekeeping.fetch_notes, done)] == [
        ("mei", "I asked her"),
        ("mei", "She stopped"),
    ]
    (own,) = cast.ask(housekeeping.page_own_reports, cast.anna.id)
    assert own.resolved_at == done.resolved_at
    assert cast.ask(housekeeping.page_own_reports, cast.lin.id) == []
    with pytest.raises(Conflict):
        cast.do(housekeeping.resolve, mei, made.id)
    cast.do(housekeeping.reopen, mei, made.id)
    with pytest.raises(Conflict):
        cast.do(housekeeping.reopen, mei, made.id)
    with pytest.raises(Invalid):
        cast.do(housekeeping.add_note, mei, made.id, " ")
    log = [(entry.who, entry.act, entry.subject) for entry in cast.ask(housekeeping.page_log)]
    assert log == [("mei", Act.REOPENED, "report on lin"), ("mei", Act.RESOLVED, "report on lin")]


def test_a_post_is_withheld_and_given_back(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.lin))
    post = cast.post(cast.lin, "Buy!", OPEN)
    other = cast.post(cast.lin, "Good morning", OPEN)
    comment = cast.comment(cast.lin, other, "Buy, too")
    made, mei = report(cast, cast.anna, cast.lin, post.id, comment.id), helper(cast.mei)

    def stands() -> tuple[bool, bool, int, int]:
        lin = cast.ask(people.fetch_account, cast.lin.id)
        card = cast.ask(moments.fetch_card, cast.anna.id, other.id)
        return cast.sees(cast.anna, post), cast.sees(cast.lin, post), lin.public_count, card.comments

    assert stands() == (True, True, 2, 1)
    cast.do(housekeeping.withhold, mei, made.id, post.id, "Selling every day", removed=False)
    cast.do(housekeeping.withhold, mei, made.id, comment.id, "", removed=True)
    assert stands() == (False, True, 1, 0)
    assert cast.ask(housekeeping.fetch_withheld, [post.id, other.id]) == {post.id: "Selling every day"}
    cast.do(housekeeping.withhold, mei, made.id, post.id, "Selling every day", removed=True)
    with pytest.raises(Conflict):
        cast.do(housekeeping.withhold, mei, made.id, post.id, "", removed=True)
    with pytest.raises(NotFound):
        cast.do(housekeeping.withhold, mei, made.id, other.id, "", removed=True)
    cast.do(housekeeping.suspend, mei, cast.lin, "")
    cast.do(housekeeping.give_back, mei, made.id, comment.id)
    cast.do(housekeeping.restore, mei, cast.lin)
    cast.do(housekeeping.give_back, mei, made.id, post.id)
    assert stands() == (True, True, 2, 1)
    with pytest.raises(Conflict):
        cast.do(housekeeping.give_back, mei, made.id, post.id)
    assert len(cast.ask(housekeeping.page_log)) == 7


def test_what_an_author_took_away_is_not_given_back_by_helpers(cast: Cast) -> None:
    post = cast.post(cast.anna, "Tea", OPEN)
    comment = cast.comment(cast.lin, post, "Buy!")
    made = report(cast, cast.anna, cast.lin, comment.id)
    cast.do(moments.remove_comment, cast.anna, comment.id)
    with pytest.raises(Conflict):
        cast.do(housekeeping.give_back, helper(cast.mei), made.id, comment.id)
    with pytest.raises(Conflict):
        cast.do(housekeeping.withhold, helper(cast.mei), made.id, comment.id, "", removed=True)
    assert cast.ask(moments.fetch_own, cast.lin.id, comment.id).state == State.REMOVED


def test_who_keeps_the_house_is_suspended_by_the_command_line_alone(cast: Cast) -> None:
    host, aide = helper(cast.anna, host=True), helper(cast.ben)
    cast.do(housekeeping.change_role, host, cast.ben, people.HouseRole.HELPER)
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.anna, people.HouseRole.HOST)
    for by, whom in ((aide, cast.anna), (host, cast.anna), (aide, cast.ben)):
        with pytest.raises(Forbidden):
            cast.do(housekeeping.suspend, by, whom, "")
    with pytest.raises(Forbidden):
        cast.do(housekeeping.change_role, aide, cast.ben, people.HouseRole.HOST)
    with pytest.raises(NotFound):
        cast.do(housekeeping.change_role, host, cast.bakery, people.HouseRole.HELPER)
    cast.do(housekeeping.suspend, host, cast.ben, "")
    cast.do(housekeeping.suspend, COMMAND_LINE, cast.anna, "Away")
    assert cast.ask(housekeeping.fetch_suspension, cast.anna.id) == "Away"


def test_no_role_opens_the_gate(cast: Cast) -> None:
    cast.do(housekeeping.change_role, COMMAND_LINE, cast.zoe, people.HouseRole.HOST)
    post = cast.post(cast.anna, "Among friends", Friends())
    assert not cast.sees(cast.zoe, post)
