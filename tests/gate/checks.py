"""Holds the database to the specification: every viewer, every moment, every list, every number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from teahouse import moments, notices, people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import Card
from teahouse.notices import Notice, NoticeKind
from tests.gate import specification as spec
from tests.gate.derived import all_notices, check_derived
from tests.gate.finding import check_search, check_tags
from tests.gate.letters import check_conversations
from tests.gate.lists import check_chains
from tests.gate.market import check_market
from tests.gate.plain import Person, Post, World
from tests.gate.reading import ALL, check_pages, ids_of, same
from tests.gate.streams import check_streams
from tests.gate.words import DELETED, LIVE, PUBLIC, QUIET

OPEN = (PUBLIC, QUIET)


def check(tx: ReadTx, w: World, size: int, *, thorough: bool = True) -> None:
    """Everything; where not `thorough`, every list still, but not each of its pages, nor each moment by itself."""
    part = 1 if thorough else 3
    viewers: list[Person | None] = [None, *(p for p in w.people if p.active)]
    check_derived(tx, w)
    check_groups(tx, w)
    check_three_forms(tx, w, viewers, part)
    check_streams(tx, w, part)
    for v in viewers:
        check_cards(tx, w, v, part)
        check_public_lists(tx, w, v, size if thorough else 0)
        check_pictures(tx, w, v)
        check_threads(tx, w, v, part)
        check_talk(tx, w, v)
        check_chains(tx, w, v)
        check_tags(tx, w, v)
        if v is not None:
            check_own_lists(tx, w, v, size if thorough else 0)
            check_market(tx, w, v, size if thorough else 0)
            check_search(tx, w, v, size if thorough else 0)
            check_notices(tx, w, v)
            check_conversations(tx, w, v, size if thorough else 0)


def check_groups(tx: ReadTx, w: World) -> None:
    """Who is in each group; to whom is in none it is not there."""
    for v in w.people:
        mine = {group.id: group.roles[v] for group in w.groups if group.has(v)}
        same({group.id: group.role for group in people.groups.fetch_groups(tx, v.id)}, mine, "groups of", v)
        for group in w.groups:
            if group.id not in mine:
                check_refused(people.groups.fetch_group, tx, v.id, group.id)
                continue
            members = people.groups.page_members(tx, v.id, group.id, people.Cursor())
            inside = {p.id: role for p, role in group.roles.items() if p.active}
            same({m.account_id: m.role for m in members}, inside, "members of", group.name)
            strangers = [p for p in group.roles if p.active and p is not v and not spec.apart(v, p)]
            unknown = {p.id for p in strangers if p not in v.follows | v.asks}
            found = people.groups.page_strangers(tx, v.id, group.id, people.Cursor())
            same({m.account_id for m in found}, unknown, "strangers of", v, "in", group.name)
    assert people.fetch_accounts(tx, [group.id for group in w.groups]) == {}


def check_three_forms(tx: ReadTx, w: World, viewers: Sequence[Person | None], part: int) -> None:
    """One item, a list, and in reverse: all say what the specification says."""
    ids = [m.id for m in w.posts]
    nothing = max(ids, default=0) + 1
    for v in viewers:
        who = 0 if v is None else v.id
        expected = {m.id for m in w.posts if spec.may_see(w, v, m)}
        same(moments.seen_of(tx, who, [*ids, nothing]), expected, "seen by", v)
        same(moments.seen_of(tx, who, ids[::2]), expected & set(ids[::2]), "of every other one, seen by", v)
        for m in w.posts[::part]:
            same(moments.may_see(tx, who, m.id), m.id in expected, v, "and", m)
        assert not moments.may_see(tx, who, nothing)
    everyone = [p.id for p in w.people]
    for m in w.posts[::part]:
        expected = {p.id for p in w.people if p.active and spec.may_see(w, p, m)}
        same(set(moments.who_may_see(tx, m.id, everyone)), expected, "who sees", m)
    assert moments.who_may_see(tx, nothing, everyone) == []


def check_cards(tx: ReadTx, w: World, v: Person | None, part: int) -> None:
    """What a viewer is told about each moment that they see; of others they are told nothing."""
    who = 0 if v is None else v.id
    seen = [m for m in w.posts if spec.may_see(w, v, m)]
    cards = moments.fetch_cards(tx, who, [m.id for m in seen])
    for m, card in zip(seen, cards, strict=True):
        check_card(w, v, m, card)
        if m.original is None:
            same(card.original, None)
        else:
            assert card.original is not None
            check_card(w, v, m.original, card.original)
    for m in w.posts[::part]:
        if m in seen:
            check_card(w, v, m, moments.fetch_card(tx, who, m.id))
            same(_accounts(moments.page_likers(tx, who, m.id, ALL)), ids_of(spec.likers(w, v, m)), v, "likers", m)
            same(_accounts(moments.page_sharers(tx, who, m.id, ALL)), ids_of(spec.sharers(w, v, m)), v, "sharers", m)
        else:
            check_refused(moments.fetch_card, tx, who, m.id)
            check_refused(moments.fetch_thread, tx, who, m.id)
            check_refused(moments.fetch_history, tx, who, m.id)


def check_pictures(tx: ReadTx, w: World, v: Person | None) -> None:
    """Which pictures' files the viewer may fetch: those of what they see, and their own."""
    who = 0 if v is None else v.id
    for picture in w.pictures:
        if spec.may_fetch(w, v, picture):
            moments.fetch_seen_picture(tx, who, picture.id)
        else:
            check_refused(moments.fetch_seen_picture, tx, who, picture.id)
    known = {picture.id for picture in w.pictures}
    for media_id in {max(known, default=0) + 1, *(m.id for m in w.posts[:1])} - known:
        check_refused(moments.fetch_seen_picture, tx, who, media_id)


def check_card(w: World, v: Person | None, m: Post, card: Card) -> None:
    """One card against the specification."""
    parent = spec.shown_parent(w, v, m)
    told = (card.moment.id, card.likes, card.comments, card.shares, card.shown_parent_id, card.shown_parent_author_id)
    numbers = (len(spec.likers(w, v, m)), spec.comments(w, v, m), len(spec.sharers(w, v, m)))
    expected = (m.id, *numbers, *((None, None) if parent is None else (parent.id, parent.author.id)))
    same(told, expected, v, "is told of", m, "likes, comments, shares, parent, its author")
    shared = any(s.original is m and s.author is v and s.state != DELETED for s in w.posts)
    done = (v in m.likes, shared, v in m.kept, v is m.author and m.pinned, v in m.root.muted_by)
    media = [attachment.id for attachment in moments.attachments_of(card.moment.media)]
    same(media, [picture.id for picture in m.pictures], v, "is shown the pictures of", m)
    same((card.liked, card.shared, card.bookmarked, card.pinned, card.muted), done, v, "did with", m)


def check_refused(read: Callable[..., object], tx: ReadTx, *args: object) -> None:
    """What is not seen is not there."""
    try:
        read(tx, *args)
    except NotFound:
        return
    raise AssertionError(f"{read} {args}")


def check_talk(tx: ReadTx, w: World, v: Person | None) -> None:
    """Below each moment of a feed: the newest who like it, and the last comments."""
    roots = [m for m in w.posts if m.parent is None and spec.may_see(w, v, m)]
    comments = [m.id for m in w.posts if m.parent is not None]
    talk = moments.fetch_talk(tx, 0 if v is None else v.id, [*(m.id for m in roots), *comments], likers=2, comments=3)
    for m in roots:
        said = [c.id for c in spec.thread(w, v, m) if c.state == LIVE]
        same(talk[m.id].likers, ids_of(spec.likers(w, v, m))[:2], v, "likers below", m)
        same([line.id for line in talk[m.id].comments], said[-3:], v, "said below", m)
    for comment in comments:
        same(talk[comment], moments.Talk([], []), v, "below a comment")


def check_threads(tx: ReadTx, w: World, v: Person | None, part: int) -> None:
    """What stands above and below each moment, in its order."""
    for m in w.posts[::part]:
        if not spec.may_see(w, v, m):
            continue
        above, below = moments.fetch_thread(tx, 0 if v is None else v.id, m.id)
        up: list[int] = []
        at = spec.shown_parent(w, v, m)
        while at is not None:
            up.insert(0, at.id)
            at = spec.shown_parent(w, v, at)
        same(above, up, v, "above", m)
        same(below, ids_of(_below(w, v, m)), v, "below", m)


def _below(w: World, v: Person | None, m: Post) -> list[Post]:
    answers = [c for c in spec.thread(w, v, m.root) if spec.shown_parent(w, v, c) is m]
    return [each for c in answers for each in (c, *_below(w, v, c))]


def check_public_lists(tx: ReadTx, w: World, v: Person | None, size: int) -> None:
    """Profiles, the public timeline and tags."""
    who = 0 if v is None else v.id
    public = spec.listed(w, v)
    check_pages(lambda at: moments.page_public(tx, who, at), ids_of(public), size, v, "public")
    tagged = [m for m in public if m.tags & {"tea", "cake"}]
    check_pages(lambda at: moments.page_tag(tx, who, ["tea", "cake"], at), ids_of(tagged), size, v, "tags")
    both = [m for m in tagged if "walk" in m.tags and "tea" not in m.tags]
    tagged = [m for m in tagged if m.pictures]
    tagged_too = ids_of(tagged)
    check_pages(lambda at: moments.page_tag(tx, who, ["tea", "cake"], at, pictured=True), tagged_too, size, v, "t p")
    shown = ids_of([m for m in public if m.pictures])
    check_pages(lambda at: moments.page_public(tx, who, at, pictured=True), shown, size, v, "public pictures")
    page = moments.page_tag(tx, who, ["tea", "cake"], ALL, all_of=["walk", "walk"], none_of=["tea"])
    same(page.ids, ids_of(both), v, "tags all and none")
    for n, author in enumerate(w.people):
        theirs = spec.account(w, v, author)
        check_pages(partial(moments.page_account, tx, who, author.id), ids_of(theirs), size, v, "of", author)
        if not size and n % 3:
            continue
        plain = [m for m in theirs if m.original is None and (m.parent is None or spec.answers_oneself(w, v, m))]
        page = moments.page_account(tx, who, author.id, ALL, comments=False, shares=False)
        same(page.ids, ids_of(plain), v, "of", author, "without comments and shares")
        shown = ids_of([m for m in theirs if m.pictures])
        same(moments.page_account(tx, who, author.id, ALL, pictured=True).ids, shown, v, "pictures of", author)
        pinned = [m for m in theirs if m.pinned]
        same(moments.page_account(tx, who, author.id, ALL, pinned=True).ids, ids_of(pinned), v, "pinned by", author)
        tag = ("tea", "cake", "walk")[n % 3]
        with_tag = [m for m in theirs if tag in m.tags]
        same(moments.page_account(tx, who, author.id, ALL, tag=tag).ids, ids_of(with_tag), v, "tagged by", author)


def check_own_lists(tx: ReadTx, w: World, v: Person, size: int) -> None:
    """Home, circles, bookmarks, likes."""
    account = people.fetch_account(tx, v.id)
    assert account is not None
    check_pages(lambda at: moments.page_home(tx, account, at), ids_of(spec.home(w, v)), size, v, "home")
    for circle in w.circles:
        if circle.owner is not v:
            check_refused(moments.page_circle, tx, account, circle.id, ALL)
            check_refused(moments.page_shown_to_circle, tx, v.id, circle.id, ALL)
            continue
        timeline = ids_of(spec.circle_timeline(w, v, circle))
        check_pages(partial(moments.page_circle, tx, account, circle.id), timeline, size, v, "circle")
        shown = ids_of(spec.newest_first([m for m in w.standing if circle in m.circles]))
        check_pages(partial(moments.page_shown_to_circle, tx, v.id, circle.id), shown, size, v, "shown to")
    for group in w.groups:
        if not group.has(v):
            check_refused(moments.page_group, tx, v.id, group.id, ALL)
            continue
        said = ids_of(spec.group_feed(w, v, group))
        check_pages(partial(moments.page_group, tx, v.id, group.id), said, size, v, "group")
        shown = ids_of([m for m in spec.group_feed(w, v, group) if m.pictures])
        same(moments.page_group(tx, v.id, group.id, ALL, pictured=True).ids, shown, v, "pictures in", group.name)
    for name, page_of in (("kept", moments.page_bookmarks), ("likes", moments.page_liked)):
        marked = [(getattr(m, name)[v], m) for m in w.posts if v in getattr(m, name) and spec.may_see(w, v, m)]
        marked.sort(key=lambda pair: -pair[0])
        cursors, mine = [cursor for cursor, _ in marked], [m for _, m in marked]
        check_pages(partial(page_of, tx, v.id), ids_of(mine), size, v, name, cursors=cursors)


def check_notices(tx: ReadTx, w: World, v: Person) -> None:
    """Of all that the viewer was ever told, what may still be read."""
    both = [shown for notice in all_notices(tx, v.id) if (shown := _shown(w, v, notice)) is not None]
    same(notices.page_notices(tx, v.id, ALL, held=True), both, "notices of", v, "with those held back")
    found = notices.page_notices(tx, v.id, ALL)
    same(found, [notice for notice in both if not notice.held], "notices of", v)
    check_requests(tx, v, [notice for notice in both if notice.held])
    check_said(tx, w, v, found)
    for notice in found:
        if notice.kind == NoticeKind.CHAIN:
            on = next(m for m in w.posts if m.id == notice.moment_id)
            told = [who.id for who in spec.told_on_chain(w, v, on, notice.since or 0)]
            same(notices.fetch_told(tx, v.id, notice), told, v, "is told of entries on", on)


def check_requests(tx: ReadTx, v: Person, held: Sequence[Notice]) -> None:
    """Whose notices are held back, with numbers of those alone that the viewer may read."""
    expected = {
        actor: (
            len(theirs := [one for one in held if one.actor_id == actor]),
            max(one.id for one in theirs),
            max((one.moment_id for one in theirs if one.moment_id is not None), default=None),
        )
        for actor in {one.actor_id for one in held}
    }
    found = notices.held.page_requests(tx, v.id, ALL)
    same({one.actor_id: (one.count, one.newest_id, one.moment_id) for one in found}, expected, "requests of", v)


def check_said(tx: ReadTx, w: World, v: Person, told: Sequence[Notice]) -> None:
    """What would be pushed now: what may be read and is not held back, with words of what is for everybody."""
    shown = {notice.id for notice in told}
    # Of those that may be told a few are enough: to say one takes many looks.
    for notice in [*told[:3], *(one for one in all_notices(tx, v.id) if one.id not in shown)]:
        said = notices.say(tx, v.id, notice.id, texts=False, remarks=True)
        same(said is not None, notice.id in shown, v, "is pushed notice", notice)
        m = next((m for m in w.posts if m.id == notice.moment_id), None)
        if said is not None and m is not None and (m.kind not in OPEN or m.root.kind not in OPEN):
            same(said.words, "", v, "reads words in a push of", m)


def _shown(w: World, v: Person, notice: Notice) -> Notice | None:
    """The notice as the viewer may read it."""
    who = next(p for p in w.people if p.id == notice.actor_id)
    m = next((m for m in w.posts if m.id == notice.moment_id), None)
    kind = NoticeKind(notice.kind).name.lower()
    if notice.kind == NoticeKind.CHAIN:
        told = [] if m is None else spec.told_on_chain(w, v, m, notice.since or 0)
        return msgspec.structs.replace(notice, actor_id=told[0].id) if told else None
    if notice.group_id is not None:
        group = next(group for group in w.groups if group.id == notice.group_id)
        return notice if spec.group_notice_shown(w, v, who, kind, group) else None
    return notice if spec.notice_shown(w, v, who, kind, m) else None


def _accounts(rows: list[tuple[int, int]]) -> list[int]:
    return [row[0] for row in rows]
