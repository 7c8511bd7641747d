"""Advice while an offer is being written: what stands against its words, and a wording that takes their place.

Nothing is counted and nothing is kept: it is the same judgement that posting asks for, before anybody is told.
"""

from __future__ import annotations

from msgspec import structs
from starlette.responses import Response

from teahouse.doors.web.campaigning import Campaigned, campaign_in
from teahouse.doors.web.languages import said_at
from teahouse.doors.web.ruled import Advice, advice_on, ruling_view
from teahouse.doors.web.visit import Visit
from teahouse.doors.web.wording import example_in, is_chinese, taken_over
from teahouse.guard import Submission, judge
from teahouse.guard.rulings import UNDECIDED, HouseRules, KeptRuling, Restricted
from teahouse.kit.db import ReadTx

TAKE = "take-"
CHECK = "check"


class Offered(Campaigned):
    """What of the composer's form is judged."""

    text: str = ""
    spoiler: str = ""
    selling: bool = False


def is_offer(form: Offered) -> bool:
    """It is for sale, or starts a campaign."""
    return form.selling or form.campaign


def asks_advice(form: Offered) -> bool:
    """A button of the form asks for advice, or for a wording in place of the words."""
    return is_offer(form) and (form.show == CHECK or form.show.startswith(TAKE))


def advise(tx: ReadTx, visit: Visit, form: Offered) -> Advice | None:
    """What stands against these words; None where they are no offer."""
    if not is_offer(form):
        return None
    grammar = tx.handed(HouseRules).grammar
    submission = submission_in(form)
    return advice_on(visit, grammar.book, submission, judge(submission, grammar).findings)


def submission_in(form: Offered) -> Submission:
    """What posting the form would have judged."""
    said = "\n".join(filter(None, (form.spoiler, form.text.replace("\r\n", "\n"))))
    alts = tuple(alt for one in form.media if (alt := form.alts.get(str(one))))
    return Submission(said, commercial=True, declared=campaign_in(form), alts=alts)


def take(tx: ReadTx, form: Offered) -> None:
    """The form with the wording that the pressed button proposes; another button changes nothing."""
    if not form.show.startswith(TAKE):
        return
    grammar = tx.handed(HouseRules).grammar
    text = form.text.replace("\r\n", "\n")
    for one in judge(Submission(text, commercial=True), grammar).findings:
        wording = example_in(one.rewrite.zh if is_chinese(text) else one.rewrite.en)
        if one.rule == form.show.removeprefix(TAKE) and wording is not None:
            form.text = taken_over(text, one.spans, wording)


def on_refusal(tx: ReadTx, visit: Visit, ruling: KeptRuling) -> Advice:
    """Why it was stopped, with the ruling that says so, what follows now and what would follow next."""
    say = visit.words.guarding
    view = ruling_view(visit, tx.handed(HouseRules).book, ruling)
    if view.is_undecided:
        follows = say.until_decided
    else:
        follows = say.until.format(when=view.until) if view.until else say.stopped_text
    return structs.replace(view.advice, follows=follows, next_step=view.next_step)


def on_restriction(visit: Visit, refusal: Restricted) -> str:
    """Until when nothing can be offered."""
    say, until = visit.words.guarding, refusal.ruling.until
    if until is None or until == UNDECIDED:
        return say.until_decided
    return say.restricted.format(when=said_at(visit.words, until, visit.zone))


async def show_advice(visit: Visit) -> Response:
    """What stands against the words in the form as it is, for scripts."""
    visit.member()
    form = await visit.form(Offered)
    advice = await visit.read(lambda tx: advise(tx, visit, form))
    return visit.page("_advice.html", advice=advice, asked=False)
