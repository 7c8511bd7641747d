"""The rules of posting: what a text may be, what a comment's audience is, who may comment and share. No I/O."""

from __future__ import annotations

from collections.abc import Iterable

from teahouse import people
from teahouse.kit import text as texts
from teahouse.kit.errors import Forbidden, Invalid
from teahouse.moments.model import (
    OPEN,
    Audience,
    CommentPolicy,
    Draft,
    Except,
    Followers,
    Friends,
    Group,
    House,
    Kind,
    Limits,
    Mark,
    Mentioned,
    Moment,
    Only,
    OnlyMe,
    Public,
    State,
)


def kind_of(audience: Audience) -> Kind:
    """How an audience is stored."""
    match audience:
        case Public(listed=listed):
            kind = Kind.PUBLIC if listed else Kind.QUIET
        case House():
            kind = Kind.HOUSE
        case Friends():
            kind = Kind.FRIENDS
        case Only():
            kind = Kind.ONLY
        case Except():
            kind = Kind.EXCEPT
        case Followers():
            kind = Kind.FOLLOWERS
        case Group():
            kind = Kind.GROUP
        case Mentioned():
            kind = Kind.MENTIONED
        case _:
            kind = Kind.ONLY_ME
    return kind


def circles_of(audience: Audience) -> tuple[int, ...]:
    """The circles that an audience names."""
    match audience:
        case Only(circles=circles) | Except(circles=circles) | Followers(tags=circles):
            return circles
        case _:
            return ()


def people_of(audience: Audience) -> tuple[int, ...]:
    """The people that an audience names."""
    match audience:
        case Only(people=named) | Except(people=named):
            return named
        case _:
            return ()


def audience_of(kind: Kind, circles: tuple[int, ...], persons: tuple[int, ...], group: int | None) -> Audience:
    """The audience that is stored as this; a group that is closed leaves its moments to their authors."""
    plain: dict[Kind, Audience] = {
        Kind.PUBLIC: Public(listed=True),
        Kind.QUIET: Public(listed=False),
        Kind.HOUSE: House(),
        Kind.FRIENDS: Friends(),
        Kind.ONLY: Only(circles, persons),
        Kind.EXCEPT: Except(circles, persons),
        Kind.FOLLOWERS: Followers(circles),
        Kind.MENTIONED: Mentioned(),
    }
    if kind == Kind.GROUP and group is not None:
        return Group(group)
    return plain.get(kind, OnlyMe())


_WIDTHS = (OnlyMe, Mentioned, Only, Except, Friends, House, Public)


def is_wide(audience: Audience) -> bool:
    """It is for people whom nobody has counted: all of the house, or everybody."""
    return isinstance(audience, House | Public)


def offered(last: Audience | None, usual: Audience) -> Audience:
    """Whom the next moment is offered for: as the last one, unless that was wider than is usual for its author.

    Whoever once wrote for everybody does not go on doing so unawares.
    """

    def width(audience: Audience) -> tuple[int, bool]:
        place = _WIDTHS.index(type(audience)) if type(audience) in _WIDTHS else len(_WIDTHS)
        return place, isinstance(audience, Public) and audience.listed

    return usual if last is None or width(last) > width(usual) else last


def check_text(text: str, spoiler: str, limits: Limits, *, pictured: bool = False) -> None:
    """Raises `Invalid` for a text that is blank or too long, counted as readers count (links 23, mentions by name).

    What is `pictured` needs no text.
    """
    if texts.is_blank(text) and not pictured:
        raise Invalid("text", "ERR_BLANK", "can't be blank")
    if texts.count(text) + texts.count(spoiler) > limits.max_characters:
        raise Invalid("text", "ERR_TOO_LONG", f"character limit of {limits.max_characters} exceeded")


def check_audience(author: people.Account, audience: Audience, limits: Limits) -> None:
    """Raises `Invalid` for an audience that this author cannot address. Whose the circles are is asked apart."""
    if isinstance(audience, Only) and not (audience.circles or audience.people):
        raise Invalid("visibility", "ERR_BLANK", "names nobody; choose a circle or people")
    if len(circles_of(audience)) > limits.max_circles or len(people_of(audience)) > limits.max_people:
        raise Invalid(
            "visibility",
            "ERR_TOO_LONG",
            f"names too many (at most {limits.max_circles} circles and {limits.max_people} people)",
        )
    page = author.kind == people.Kind.PAGE
    if page and isinstance(audience, Friends | Only | Except | House | Group):
        raise Invalid("visibility", "ERR_INVALID", "is not for pages; a page posts to its followers or to all")
    if not page and isinstance(audience, Followers):
        raise Invalid("visibility", "ERR_INVALID", "is for pages; a member posts to friends")


def cut_of(draft: Draft, parent: Moment) -> Audience:
    """What a comment's writer chose, as a cut of the root's audience: it never widens, and a letter stays a letter.

    Raises `Invalid` for a group: what is said there is for all of it.
    """
    if isinstance(draft.audience, Group):
        raise Invalid("group_id", "ERR_INVALID", "is not for comments; a comment is for those who see what it is on")
    if parent.audience == Kind.MENTIONED:
        return draft.audience if isinstance(draft.audience, OnlyMe) else Mentioned()
    return draft.audience


def shown_kind(cut: int, root: int) -> int:
    """The audience that a comment is told to have: under what is not for everybody, that of its root.

    An app that repeats what it is told must not say "for everybody" of what friends say among themselves.
    """
    if cut in (Kind.MENTIONED, Kind.ONLY_ME):
        return cut
    if root not in (Kind.PUBLIC, Kind.QUIET):
        return root
    return Kind.QUIET if root == Kind.QUIET and cut == Kind.PUBLIC else cut


def check_may_comment(author: int, root: Moment, *, is_friend: bool) -> None:
    """Raises `Forbidden` where the moment's author lets nobody, or only friends, comment. The author always may."""
    if author == root.author_id:
        return
    if root.comment_policy == CommentPolicy.NOBODY or (root.comment_policy == CommentPolicy.FRIENDS and not is_friend):
        raise Forbidden("The author of this post does not take comments from you")


def may_share(moment: Moment, root: Moment) -> bool:
    """Only what is for everybody may be shared; a friend's own words are not passed on."""
    public = (Kind.PUBLIC, Kind.QUIET)
    return moment.audience in public and root.audience in public and moment.share_of_id is None


def is_open(moment: Moment) -> bool:
    """All who see it see its comments and likes, save between blocked pairs."""
    return moment.audience in OPEN


def may_remove_comment(who: int, comment: Moment, root: Moment) -> bool:
    """The author of a moment may remove others' comments from under it; a page may not: it can answer."""
    return comment.parent_id is not None and root.author_id == who and comment.author_id != who


def counts_publicly(moment: Moment) -> bool:
    """It is one of the author's public moments, which their profile counts."""
    return moment.audience in (Kind.PUBLIC, Kind.QUIET) and moment.parent_id is None and moment.state == State.LIVE


def marks_of(values: Iterable[tuple[Mark, bool]]) -> Mark:
    """The marks that are set."""
    marks = Mark(0)
    for mark, is_set in values:
        if is_set:
            marks |= mark
    return marks
