"""What a reader's quiet controls keep out of home, and which few more would make it quiet. No I/O.

`shown` is the rule of the home feed said once more, on rows that are all there; the tests of the gate hold the two
together. Nothing here ever mutes anybody: that is for the reader to think of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from teahouse.moments.model import LIKE_ASKING, LIKE_PASSED_ON, LIKE_SELLING
from teahouse.moments.model_clean import Came, Control, Lately, Share, Sort, Step, Tally

DAY = 86_400_000
FOLD = 3
"""To so many a day a flood is folded."""
BURST = 2 * FOLD
"""So many of one account in one day are a burst."""
MOST = 5
"""Of each sort at most so many people are proposed: a list that nobody reads is no proposal."""
_SELLING_LEAST, _SELLING_EACH = 6, 4
"""Selling is worth a word from so much in all, if it is a tenth of what comes, and of one person from so much."""
_ASKING_EACH, _SHARES_EACH, _BURSTS_EACH = 3, 8, 3
_NOTHING = Control()


def is_turned_down(came: Came, controls: Mapping[int, Control]) -> bool:
    """The reader looks away from who says it, from this sort of theirs, or from whom it is shared of."""
    if _declines(controls.get(came.author, _NOTHING), came.marks, share=came.of_author is not None):
        return True
    if came.of_author is None:
        return False
    return _declines(controls.get(came.of_author, _NOTHING), came.of_marks or 0, share=False)


def _declines(control: Control, marks: int, *, share: bool) -> bool:
    return (
        control.muted
        or (control.selling_off and bool(marks & LIKE_SELLING))
        or (control.asking_off and bool(marks & LIKE_ASKING))
        or (control.shares_off and (share or bool(marks & LIKE_PASSED_ON)))
    )


def shown(lately: Lately) -> list[Came]:
    """What stands at home, oldest first: nothing that was turned down, and of whom is folded the first n of a day."""
    kept, that_day = [], Counter[tuple[int, int]]()
    for came in lately.rows:
        if is_turned_down(came, lately.controls):
            continue
        day = came.author, _day(came, lately.day_offset)
        that_day[day] += 1
        fold = lately.controls.get(came.author, _NOTHING).fold
        if not fold or that_day[day] <= fold:
            kept.append(came)
    return kept


def _day(came: Came, day_offset: int) -> int:
    return ((came.id >> 16) + day_offset) // DAY


def tally(lately: Lately) -> Tally:
    """Figures of what is shown."""
    rows = shown(lately)
    by = Counter(came.author for came in rows)
    selling = Counter(came.author for came in rows if came.sells)
    asking = Counter(came.author for came in rows if came.asks)
    passed_on = Counter(came.author for came in rows if came.passes_on)
    days = Counter((came.author, _day(came, lately.day_offset)) for came in rows)
    bursts = Counter(author for (author, _), n in days.items() if n >= BURST)
    shares = [Share(one, n, selling[one], asking[one], passed_on[one], bursts[one]) for one, n in by.items()]
    shares.sort(key=lambda share: (-share.moments, share.account_id))
    return Tally(len(rows), selling.total(), asking.total(), passed_on.total(), tuple(shares))


def waiting(lately: Lately) -> Counter[int]:
    """How many of each account's moments are left out because of what is turned down."""
    kept = {came.id for came in shown(lately)}
    return Counter(came.author for came in lately.rows if came.id not in kept)


def propose(lately: Lately) -> list[Step]:
    """The fewest people of whom to turn down selling for three quarters of it to be gone; then who asks or passes on
    much of the time; then who still floods. Nothing where there is little of it."""
    now = tally(lately)
    steps = [*_selling(now)]
    for sort, each in ((Sort.ASKING, _ASKING_EACH), (Sort.SHARES, _SHARES_EACH)):
        loud = [(share.asking if sort is Sort.ASKING else share.passed_on, share) for share in now.by]
        steps += [Step(share.account_id, sort, n, share.moments) for n, share in _most(loud, each)]
    then = tally(applied(lately, steps))
    floods = [(share.bursts, share) for share in then.by]
    steps += [Step(share.account_id, Sort.FOLD, n, share.moments) for n, share in _most(floods, _BURSTS_EACH)]
    return steps


def _selling(now: Tally) -> Iterable[Step]:
    if now.selling < _SELLING_LEAST or 10 * now.selling < now.moments:
        return
    gone = 0
    for n, share in _most([(share.selling, share) for share in now.by], _SELLING_EACH):
        if 4 * gone >= 3 * now.selling:
            return
        gone += n
        yield Step(share.account_id, Sort.SELLING, n, share.moments)


def _most(counted: Iterable[tuple[int, Share]], least: int) -> list[tuple[int, Share]]:
    loud = [(n, share) for n, share in counted if n >= least]
    return sorted(loud, key=lambda pair: (-pair[0], pair[1].account_id))[:MOST]


def applied(lately: Lately, steps: Iterable[Step]) -> Lately:
    """The same days, had these controls been set."""
    controls = dict(lately.controls)
    for step in steps:
        was = controls.get(step.account_id, _NOTHING)
        if step.sort is Sort.FOLD:
            changed = msgspec.structs.replace(was, fold=min(was.fold or FOLD, FOLD))
        else:
            changed = msgspec.structs.replace(was, **{f"{step.sort}_off": True})
        controls[step.account_id] = changed
    return msgspec.structs.replace(lately, controls=controls)


def is_crowded(lately: Lately) -> bool:
    """Selling is more than a third of what is shown, and not of a handful."""
    now = tally(lately)
    return now.selling >= _SELLING_LEAST and 3 * now.selling > now.moments
