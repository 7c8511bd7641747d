"""People and moments as the templates show them: what the gate let through, in the reader's language.

`html`, `note` and the like are texts that `kit.text` rendered, which escapes all that people wrote; the templates mark
them safe and escape everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from teahouse import housekeeping, moments, people
from teahouse.doors.web.campaigning import terms_of
from teahouse.doors.web.languages import counted, said_when, stamp
from teahouse.doors.web.visit import Visit
from teahouse.guard import Campaign
from teahouse.guard.rulings import fetch_holding
from teahouse.kit.db import ReadTx
from teahouse.kit.text import plain

HUES = 6
_SELLING, _ASKING, _PASSED_ON, _CHAIN, _LABELLED = (
    int(mark)
    for mark in (
        moments.Mark.SELLING,
        moments.Mark.ASKING,
        moments.Mark.PASSED_ON,
        moments.Mark.CHAIN,
        moments.Mark.LABELLED,
    )
)
_GUESSED, _CAMPAIGN = int(moments.GUESSED), int(moments.Mark.CAMPAIGN)
LIKERS = 12
ALL_LIKERS = 40
COMMENTS = 4
LINE = 140
FOCUS = 0.3
"""Below a moment of a feed: so many names, so many of the last comments, and so many characters of each."""


class PersonView(Struct, frozen=True):
    """Somebody, as a line with a face."""

    id: int
    name: str
    handle: str
    url: str
    initial: str
    hue: int
    is_page: bool
    avatar: str


class TalkView(Struct, frozen=True):
    """A comment, as a line below a moment of a feed."""

    name: str
    url: str
    text: str


class PictureView(Struct, frozen=True):
    """A picture, small, and where it stands whole."""

    url: str
    small: str
    width: int
    height: int
    alt: str
    look: str = ""
    """Where a square cut from it looks: left, right, up, down, or at its middle."""


class MomentView(Struct, frozen=True):
    """A moment, as a card."""

    id: int
    author: PersonView
    url: str
    html: str
    spoiler: str
    selling: bool
    when: str
    stamp: str
    edited: bool
    counts: tuple[str, ...]
    answers: str | None = None
    shared_by: str | None = None
    liked: bool = False
    likes: int = 0
    comments: int = 0
    shared: bool = False
    kept: bool = False
    mine: bool = False
    removed: bool = False
    may_be_shared: bool = False
    is_comment: bool = False
    likers: tuple[str, ...] = ()
    talk: tuple[TalkView, ...] = ()
    seen_by: str = ""
    """Whom it is for, in words: of others' moments only what they tell everybody who sees them."""
    withheld: str = ""
    """What the house tells its author, who alone sees it."""
    has_chain: bool = False
    pictures: tuple[PictureView, ...] = ()
    sensitive: bool = False
    place: int = 0
    """Where it stands in a list: its own id, or that of the share that brought it there."""
    brought_by: int = 0
    asking: bool = False
    passed_on: bool = False
    sharer: PersonView | None = None
    by_other: bool = False
    """Brought by a share that is not the reader's own."""
    labelled: bool = False
    """It carries the mark of an advertisement."""
    guessed: tuple[str, ...] = ()
    """What it reads like, which its author alone is shown."""
    terms: tuple[tuple[str, str], ...] = ()
    """Those of the campaign that it declares."""
    ruling_id: int | None = None
    """By which ruling it is kept back."""
    turned_down: bool = False
    """Home leaves it out, as its reader asked; said where it is shown nevertheless."""


def person_view(account: people.Account, remark: str = "") -> PersonView:
    """An account, ready to be shown; `remark` is the reader's own name for it."""
    name = remark or account.display_name or account.username
    return PersonView(
        account.id,
        name,
        f"@{people.acct_of(account)}",
        f"/@{account.username}",
        name[:1].upper(),
        account.id % HUES,
        account.kind == people.Kind.PAGE,
        people.pictures_of(account)[0],
    )


def fetch_moments(tx: ReadTx, visit: Visit, ids: Sequence[int], *, talk: bool = False) -> list[MomentView]:
    """Cards of moments that passed the gate, in this order; a share shows what it shares.

    With `talk` each has below it who likes it and what was said last.
    """
    cards = moments.fetch_cards(tx, visit.viewer, ids)
    below: dict[int, moments.Talk] = {}
    if talk:
        roots = [_shown(card).moment.id for card in cards if _shown(card).moment.parent_id is None]
        below = moments.fetch_talk(tx, visit.viewer, roots, likers=LIKERS, comments=COMMENTS)
    likers = {one for each in below.values() for one in each.likers}
    said = {line.author_id for each in below.values() for line in each.comments}
    folk = _fetch_folk(tx, visit, {*_authors(cards), *likers, *said})
    around = _Around(folk, below, *_fetch_withheld(tx, visit, cards), _fetch_campaigns(tx, cards))
    return [_moment_view(tx, visit, card, around) for card in cards if _shown(card).moment.author_id in folk]


def _fetch_folk(tx: ReadTx, visit: Visit, ids: set[int]) -> dict[int, PersonView]:
    remarks = people.fetch_remarks(tx, visit.viewer, ids) if visit.viewer else {}
    found = people.fetch_accounts(tx, ids)
    return {one: person_view(account, remarks.get(one, "")) for one, account in found.items()}


def _fetch_withheld(tx: ReadTx, visit: Visit, cards: Sequence[moments.Card]) -> tuple[dict[int, str], dict[int, int]]:
    """What the house says of those that it withholds, and by which ruling the guard does."""
    words = visit.words
    said = {moments.State.HELD: words.withheld_held, moments.State.REMOVED: words.withheld_removed}
    states = {card.moment.id: moments.State(card.moment.state) for card in cards if card.moment.state in said}
    if not states:
        return {}, {}
    by_guard = {one: ruling.id for one, ruling in fetch_holding(tx, list(states)).items()}
    reasons = housekeeping.fetch_withheld(tx, list(states))
    told = dict.fromkeys(by_guard, words.guarding.held_by)
    return told | {one: f"{said[states[one]]} {reason}".strip() for one, reason in reasons.items()}, by_guard


def _fetch_campaigns(tx: ReadTx, cards: Sequence[moments.Card]) -> dict[int, Campaign]:
    declared = [_shown(card).moment.id for card in cards if _shown(card).moment.marks & _CAMPAIGN]
    return moments.fetch_campaigns(tx, declared) if declared else {}


def _line(line: moments.Line, author: PersonView) -> TalkView:
    text = line.spoiler or plain(line.html)
    short = text if len(text) <= LINE else f"{text[:LINE].rstrip()}…"
    return TalkView(author.name, f"{author.url}/{line.id}", short)


def _authors(cards: Iterable[moments.Card]) -> Iterable[int]:
    for card in cards:
        yield card.moment.author_id
        if card.original is not None:
            yield card.original.moment.author_id
        if card.shown_parent_author_id is not None:
            yield card.shown_parent_author_id


def _shown(card: moments.Card) -> moments.Card:
    return card if card.original is None else card.original


class _Around(Struct, frozen=True):
    """What a page knows beside its cards: people, and what stands below each moment."""

    folk: dict[int, PersonView]
    below: dict[int, moments.Talk]
    withheld: dict[int, str]
    rulings: dict[int, int]
    campaigns: dict[int, Campaign]

    def likers(self, moment_id: int) -> tuple[str, ...]:
        below = self.below.get(moment_id)
        return () if below is None else tuple(self.folk[one].name for one in below.likers if one in self.folk)

    def talk(self, moment_id: int) -> tuple[TalkView, ...]:
        below = self.below.get(moment_id)
        if below is None:
            return ()
        return tuple(_line(one, self.folk[one.author_id]) for one in below.comments if one.author_id in self.folk)


def _moment_view(tx: ReadTx, visit: Visit, card: moments.Card, around: _Around) -> MomentView:
    shown, folk = _shown(card), around.folk
    moment = shown.moment
    author = folk[moment.author_id]
    answered = folk.get(shown.shown_parent_author_id or 0)
    sharer = folk.get(card.moment.author_id) if card.original is not None else None
    mine = moment.author_id == visit.viewer
    return MomentView(
        moment.id,
        author,
        f"{author.url}/{moment.id}",
        moment.html,
        moment.spoiler,
        bool(moment.marks & _SELLING),
        said_when(visit.words, moment.id >> 16, visit.now, visit.zone),
        stamp(moment.id >> 16),
        moment.edited_at is not None,
        tuple(_counts(visit, shown)),
        None if answered is None else answered.name,
        None if sharer is None else sharer.name,
        liked=shown.liked,
        likes=shown.likes,
        comments=shown.comments,
        shared=shown.shared,
        kept=shown.bookmarked,
        mine=mine,
        removed=mine and moment.state == moments.State.REMOVED and moment.id not in around.withheld,
        may_be_shared=moment.audience in (moments.Kind.PUBLIC, moments.Kind.QUIET)
        and shown.shown_kind in (moments.Kind.PUBLIC, moments.Kind.QUIET),
        is_comment=moment.parent_id is not None,
        likers=around.likers(moment.id),
        talk=around.talk(moment.id),
        seen_by=_seen_by(tx, visit, shown, mine=mine) if visit.viewer else "",
        withheld=around.withheld.get(moment.id, ""),
        has_chain=bool(moment.marks & _CHAIN),
        pictures=tuple(picture_views(tx, visit, moment.media)),
        sensitive=bool(moment.sensitive),
        place=card.moment.id,
        brought_by=card.moment.author_id,
        asking=bool(moment.marks & _ASKING),
        passed_on=bool(moment.marks & _PASSED_ON),
        labelled=bool(moment.marks & _LABELLED),
        guessed=guesses_in(moment.marks) if mine and moment.marks & _GUESSED else (),
        ruling_id=around.rulings.get(moment.id),
        terms=tuple(terms_of(visit, around.campaigns[moment.id])) if moment.id in around.campaigns else (),
        sharer=sharer,
        by_other=sharer is not None and card.moment.author_id != visit.viewer,
    )


def guesses_in(marks: int) -> tuple[str, ...]:
    """The sorts that a post reads like, by the names that forms have for them."""
    return tuple(sort.name.lower() for sort in moments.guessed(marks) if sort.name)


def picture_views(tx: ReadTx, visit: Visit, media: str) -> Iterable[PictureView]:
    """The pictures of one moment or version, at addresses that are the reader's own."""
    shown = moments.attachments_of(media)
    if not shown:
        return
    origin, addressed = visit.house.settings.origin, tx.handed(moments.Passes).made_for(tx, visit.viewer)
    for each in shown:
        url, small = (one.removeprefix(origin) for one in addressed.of(each))
        yield PictureView(
            url,
            small,
            each.small_width,
            each.small_height,
            each.description,
            _look(each.focus, each.width > each.height),
        )


def _look(focus: tuple[float, float] | None, is_wide: bool) -> str:
    """Of a wide picture a square loses its sides, of a tall one its top and foot."""
    x, y = focus or (0.0, 0.0)
    if is_wide:
        return "left" if x < -FOCUS else "right" if x > FOCUS else ""
    return "up" if y > FOCUS else "down" if y < -FOCUS else ""


def _seen_by(tx: ReadTx, visit: Visit, card: moments.Card, *, mine: bool) -> str:
    """Whom it is for. Which circles and people a moment names is told to its author alone."""
    say, kind = visit.words.reading, card.shown_kind
    if mine and kind in (moments.Kind.ONLY, moments.Kind.EXCEPT):
        circles, persons = moments.fetch_named(tx, card.moment.id)
        titles = [circle.title for circle in people.fetch_circles(tx, visit.viewer) if circle.id in circles]
        named = people.fetch_accounts(tx, persons)
        names = [*titles, *(person_view(account).name for account in named.values())]
        text = say.for_some if kind == moments.Kind.ONLY else say.for_all_but
        return text.format(names=", ".join(names))
    return {
        moments.Kind.PUBLIC: say.for_everyone,
        moments.Kind.QUIET: say.for_everyone_unlisted,
        moments.Kind.HOUSE: say.for_house,
        moments.Kind.FOLLOWERS: say.for_followers,
        moments.Kind.GROUP: visit.words.grouping.for_group,
        moments.Kind.MENTIONED: say.for_named,
        moments.Kind.ONLY_ME: say.for_me,
    }.get(moments.Kind(kind), say.for_friends)


def with_likers(tx: ReadTx, visit: Visit, view: MomentView) -> MomentView:
    """The same for its own page: who likes it stands there by name, as far as its reader may know; the first ones."""
    if not view.likes or visit.me is None:
        return view
    ids = [row[0] for row in moments.page_likers(tx, visit.viewer, view.id, moments.Stretch(limit=ALL_LIKERS))]
    found, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, visit.viewer, ids)
    names = tuple(person_view(found[one], remarks.get(one, "")).name for one in ids if one in found)
    number = counted(view.likes, visit.words.likes_one, visit.words.likes_many)
    counts = tuple(each for each in view.counts if each != number) if names else view.counts
    return structs.replace(view, likers=names, counts=counts)


def _counts(visit: Visit, card: moments.Card) -> Iterable[str]:
    words = visit.words
    if card.comments:
        yield counted(card.comments, words.comments_one, words.comments_many)
    if card.likes:
        yield counted(card.likes, words.likes_one, words.likes_many)
    if card.shares:
        yield counted(card.shares, words.shares_one, words.shares_many)
