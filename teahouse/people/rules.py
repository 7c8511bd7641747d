"""The rules of ties: who may befriend whom, and what two ties mean for what one sees of the other. No I/O."""

from teahouse.kit import text as texts
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.people.model import Account, Kind, Sight, SightRow, State, Tie


def may_be_friends(a: Account, b: Account) -> bool:
    """Friends are two people; a page is followed."""
    return Kind.PAGE not in (a.kind, b.kind)


def sight_of(viewer: Account, author: Account, mine: Tie, theirs: Tie) -> SightRow | None:
    """The derived row of `viewer` about `author`, from `mine` (viewer to author) and `theirs` (author to viewer).

    None where nothing is to be remembered: a viewer without a row sees what a stranger sees.
    """
    flags = Sight(0)
    if mine.following:
        flags |= Sight.FOLLOWS
        if theirs.following and may_be_friends(viewer, author):
            flags |= Sight.FRIEND
    if mine.blocking or theirs.blocking:
        flags |= Sight.BLOCKED
    for held, flag in (
        (theirs.hiding, Sight.HIDDEN),
        (mine.selling_off, Sight.SELLING_OFF),
        (mine.asking_off, Sight.ASKING_OFF),
        (mine.shares_off, Sight.SHARES_OFF),
        (mine.muted_until and mine.mute_notices, Sight.MUTE_NOTICES),
        (mine.notifying, Sight.NOTIFYING),
    ):
        if held:
            flags |= flag
    if not (flags or mine.muted_until or mine.fold):
        return None
    if author.state != State.ACTIVE:
        flags |= Sight.GONE
    if viewer.state != State.ACTIVE:
        flags |= Sight.AWAY
    since = mine.since or 0 if flags & Sight.FOLLOWS else 0
    if flags & Sight.FRIEND:
        since = max(since, theirs.since or 0)
    return SightRow(viewer.id, author.id, int(flags), mine.muted_until, mine.fold, author.window_days, since)


def check_other(me: Account, other: Account) -> None:
    """Ties are between two. Raises `Forbidden` for oneself."""
    if me.id == other.id:
        raise Forbidden("This action is not allowed on yourself")


def check_reachable(other: Account, theirs: Tie) -> None:
    """Raises `NotFound` for who is not there, or does not want to be there for the asker."""
    if other.state != State.ACTIVE or theirs.blocking:
        raise NotFound


def must_ask(me: Account, other: Account) -> bool:
    """Whether `other` is asked first: a locked member is, a page and a public account are not."""
    return other.locked and other.kind != Kind.PAGE and me.id != other.id


def check_fold(fold: int, most: int) -> int:
    """At most n a day, 0 for all. Raises `Invalid`."""
    if not 0 <= fold <= most:
        raise Invalid("fold", "ERR_INVALID", f"must be from 0 (all) to {most}")
    return fold


def check_title(title: str) -> str:
    """The name of a circle or list, on one line. Raises `Invalid`."""
    title = texts.clean_line(title)
    if texts.is_blank(title):
        raise Invalid("title", "ERR_BLANK", "can't be blank")
    if len(title) > 255:
        raise Invalid("title", "ERR_TOO_LONG", "is too long (maximum is 255 characters)")
    return title
