"""What the house promises about who sees what, in plain sets and functions (docs/the-gate.md in code).

Nothing here looks at how the house does it. `v` is a viewer, None for who is not signed in.
"""

from __future__ import annotations

from collections import Counter

from tests.gate.plain import DAY, Circle, Group, Hung, Person, Post, World
from tests.gate.words import DELETED, EXCEPT, FOLLOWERS, FRIENDS, GROUP, HOUSE, LETTER, LIVE, ONLY, PUBLIC, QUIET

Viewer = Person | None


def are_friends(a: Viewer, b: Viewer) -> bool:
    return bool(a and b and not a.page and not b.page and b in a.follows and a in b.follows)


def friends_of(w: World, a: Viewer) -> set[Person]:
    return {b for b in w.people if are_friends(a, b)}


def apart(a: Viewer, b: Viewer) -> bool:
    """One of the two blocks the other."""
    return bool(a and b and (a in b.blocks or b in a.blocks))


def shut_out(w: World, v: Viewer, m: Post) -> bool:
    """The author hides theirs from the viewer, or lets nobody look back so far."""
    a = m.author
    too_old = a.window > 0 and m.at < w.now - a.window * DAY
    return v is not a and (v in a.hides_from or too_old)


def addressed(w: World, v: Viewer, m: Post) -> bool:
    """Today's ties and circles put the viewer into the audience."""
    chosen = v in m.people or any(v in circle.members for circle in m.circles)
    return {
        PUBLIC: True,
        QUIET: True,
        HOUSE: v is not None and not v.page and v.active,
        FRIENDS: are_friends(v, m.author),
        ONLY: are_friends(v, m.author) and chosen,
        EXCEPT: are_friends(v, m.author) and not chosen,
        FOLLOWERS: v is not None and m.author in v.follows and (chosen or not m.circles),
        GROUP: m.group is not None and m.group.has(v),
        LETTER: v in m.recipients,
    }.get(m.kind, False)


def stands(v: Viewer, m: Post) -> bool:
    """It is there: live, or kept back or removed and the viewer's own; and its author is there."""
    return m.author.active and (m.state == LIVE or (m.author is v and m.state != DELETED))


def may_see(w: World, v: Viewer, m: Post) -> bool:
    if m.parent is not None:
        return (m.author is v and m.state != DELETED) or (may_see(w, v, m.root) and in_the_room(w, v, m))
    return by_itself(w, v, m) and (m.original is None or may_be_shown_shared(w, v, m.original))


def saw(w: World, v: Viewer, m: Post) -> bool:
    """They would see it if it stood; what a share shows may have gone with it."""
    before = [(each, each.state) for each in (m, m.original) if each is not None]
    m.state = LIVE
    if m.original is not None and m.original.state == DELETED:
        m.original.state = LIVE
    try:
        return may_see(w, v, m)
    finally:
        for each, state in before:
            each.state = state


def by_itself(w: World, v: Viewer, m: Post) -> bool:
    """A root; or a share, whatever it shares."""
    free = m.kind == LETTER or not shut_out(w, v, m)
    return stands(v, m) and (m.author is v or (not apart(v, m.author) and free and addressed(w, v, m)))


def may_be_shown_shared(w: World, v: Viewer, m: Post) -> bool:
    """A share takes it out of its room: what is for everybody, as far as its writer lets the viewer look."""
    for_all = m.kind in (PUBLIC, QUIET) and m.root.kind in (PUBLIC, QUIET)
    whole = m.state == LIVE and m.root.state == LIVE
    return for_all and whole and may_see(w, v, m) and may_see(w, v, m.root) and not shut_out(w, v, m)


def is_open(root: Post) -> bool:
    return root.kind in (PUBLIC, QUIET, HOUSE, GROUP)


def left(v: Viewer, root: Post) -> bool:
    """The viewer is no longer in the group that the moment is for: what others do there is theirs no more."""
    return root.group is not None and not root.group.has(v)


def heard(w: World, v: Viewer, root: Post) -> set[Person]:
    """Promise 2's W: whose comments and likes the viewer may see under this moment."""
    a = root.author
    either = {p for p in (v, a) if p is not None}
    if root.kind == FOLLOWERS:
        return set(w.people) if v is a else either | a.staff | friends_of(w, v)
    if root.kind == LETTER:
        either |= root.recipients
    theirs = friends_of(w, a)
    return either | (theirs if v is a else theirs & friends_of(w, v))


def in_the_room(w: World, v: Viewer, c: Post) -> bool:
    """The viewer, who sees the root, sees this comment too."""
    assert c.parent is not None
    if not stands(v, c) or apart(v, c.author) or (left(v, c.root) and c.author is not v):
        return False
    targets = {c.parent.author} | {named for named, leading in c.named.items() if leading}
    uncut = c.kind in (PUBLIC, QUIET) or addressed(w, v, c)
    return c.author is v or (uncut and (is_open(c.root) or {c.author} | targets <= heard(w, v, c.root)))


def act_shown(w: World, v: Viewer, who: Person, m: Post) -> bool:
    """A like or a share of a moment that the viewer sees."""
    if who is v:
        return True
    room = may_see(w, v, m.root) and not left(v, m.root) and (is_open(m.root) or who in heard(w, v, m.root))
    return who.active and not apart(v, who) and room


def likers(w: World, v: Viewer, m: Post) -> list[Person]:
    """Newest first."""
    return sorted((who for who in m.likes if act_shown(w, v, who, m)), key=lambda who: -m.likes[who])


def sharers(w: World, v: Viewer, m: Post) -> list[Person]:
    """Who shared it with everybody; newest first. Where the root is not seen no share of it is, one's own neither."""
    shares = [s for s in w.posts if s.original is m and s.state == LIVE and s.kind in (PUBLIC, QUIET)]
    shown = may_see(w, v, m.root)
    return [s.author for s in newest_first(shares) if shown and act_shown(w, v, s.author, m)]


def thread(w: World, v: Viewer, root: Post) -> list[Post]:
    """All that the viewer sees under a root, oldest first; where the root is not seen there is no thread."""
    comments = [c for c in w.posts if c.parent is not None and c.root is root]
    return sorted((c for c in comments if may_see(w, v, root) and in_the_room(w, v, c)), key=lambda c: c.id)


def shown_parent(w: World, v: Viewer, c: Post) -> Post | None:
    if c.parent is None or not may_see(w, v, c.root):
        return None
    return c.parent if c.parent is c.root or in_the_room(w, v, c.parent) else c.root


def room_is_open(w: World, v: Viewer, m: Post) -> bool:
    """One's own may stand in a room that is closed to one: it is seen, but nothing is done there."""
    return (m.parent is None or may_see(w, v, m.root)) and not left(v, m.root)


def answers_oneself(w: World, v: Viewer, c: Post) -> bool:
    """What the comment is shown to answer is its own writer's: a parent that is not seen counts as the root."""
    assert c.parent is not None
    shown = c.parent if c.parent is c.root or in_the_room(w, v, c.parent) else c.root
    return shown.author is c.author


def comments(w: World, v: Viewer, m: Post) -> int:
    """A root has all that are shown in its thread, a comment those shown to answer it; removed ones do not count."""
    live = [c for c in thread(w, v, m.root) if c.state == LIVE]
    return len(live) if m is m.root else sum(1 for c in live if shown_parent(w, v, c) is m)


def newest_first(posts: list[Post]) -> list[Post]:
    return sorted(posts, key=lambda m: -m.id)


def turned_down(w: World, v: Person, m: Post, by: Person) -> bool:
    """The reader looks away from this sort of moment of `by`."""
    return (
        v.muted.get(by, 0) > w.now
        or (by in v.no_selling and "selling" in m.marks)
        or (by in v.no_asking and "asking" in m.marks)
        or (by in v.no_shares and (m.original is not None or "passed_on" in m.marks))
    )


def followed(w: World, v: Person, authors: set[Person]) -> list[Post]:
    """Roots and shares of these, in time order, without what was turned down and what a fold leaves out."""
    kept, seen_that_day = [], Counter[tuple[Person, int]]()
    for m in sorted((m for m in w.posts if m.kind != LETTER), key=lambda m: m.id):
        if m.author not in authors or m.parent is not None or m.state != LIVE or not may_see(w, v, m):
            continue
        said = m.original or m
        if any(turned_down(w, v, what, by) for what, by in ((m, m.author), (said, m.author), (said, said.author))):
            continue
        day = m.author, (m.at + v.offset) // DAY
        seen_that_day[day] += 1
        if m.author is v or not v.fold.get(m.author) or seen_that_day[day] <= v.fold[m.author]:
            kept.append(m)
    return kept


def home(w: World, v: Person) -> list[Post]:
    elsewhere = {p for c in w.circles if c.owner is v and c.exclusive for p in c.members}
    others = followed(w, v, v.follows - elsewhere - {v})
    own = [m for m in w.posts if m.author is v and m.parent is None and m.state == LIVE and may_see(w, v, m)]
    tagged = [m for m in listed(w, v) if m.tags & v.tags and m.author not in v.follows | {v}]
    return newest_first(others + [m for m in own if m.kind != LETTER] + tagged)


def circle_timeline(w: World, v: Person, circle: Circle) -> list[Post]:
    return newest_first(followed(w, v, (circle.members & v.follows) - {v}))


def looked_away(w: World, v: Person, by: Person) -> bool:
    """The reader does not look at theirs at all."""
    return v.muted.get(by, 0) > w.now


def market(w: World, v: Person, *, seller: Person | None = None, muted: bool = False) -> list[Post]:
    """What is for sale and offered to the reader, whether they turned selling down or not."""
    sold = [m for m in w.posts if "selling" in m.marks and m.state == LIVE and m.parent is None and m.original is None]
    near = v.follows | {v}
    offered = [m for m in sold if (m.author in near and m.kind != LETTER) or m.kind in (PUBLIC, HOUSE, GROUP)]
    wanted = [m for m in offered if seller in (None, m.author) and (muted or not looked_away(w, v, m.author))]
    return newest_first([m for m in wanted if may_see(w, v, m)])


def held(w: World, v: Person, *, author: Person | None = None, muted: bool = False) -> list[Post]:
    """What those whom the reader follows said, and the reader turned down; of whom they do not look at if asked."""
    authors = v.follows - {v}
    kept = followed(w, v, authors)
    roots = [m for m in w.posts if m.author in authors and m.parent is None and m.state == LIVE and may_see(w, v, m)]
    roots = [m for m in roots if m.kind != LETTER]
    left_out = [m for m in roots if m not in kept and author in (None, m.author)]
    both = [(m, {m.author, (m.original or m).author}) for m in left_out]
    return newest_first([m for m, by in both if muted or not any(looked_away(w, v, one) for one in by)])


def group_feed(w: World, v: Person, group: Group) -> list[Post]:
    """All that is for the group, by whomever, without what was turned down; nothing is folded there."""
    said = [m for m in w.posts if m.group is group and m.state == LIVE and may_see(w, v, m)]
    return newest_first([m for m in said if not turned_down(w, v, m, m.author)])


def listed(w: World, v: Viewer) -> list[Post]:
    """The public timeline."""
    roots = [m for m in w.posts if m.kind == PUBLIC and m.state == LIVE and m.parent is None and m.original is None]
    return newest_first([m for m in roots if may_see(w, v, m) and not (v and turned_down(w, v, m, m.author))])


def found(w: World, v: Person) -> list[Post]:
    """All that a search can find: what says something, and is seen. Mutes and what was turned down are feeds' alone."""
    return newest_first([m for m in w.posts if m.original is None and may_see(w, v, m)])


def account(w: World, v: Viewer, author: Person) -> list[Post]:
    """A profile: there the writer's hide and window bind their comments too, but never letters at the root."""
    own = [m for m in w.posts if m.author is author and may_see(w, v, m)]
    return newest_first([m for m in own if m.parent is None or not shut_out(w, v, m)])


def may_fetch(w: World, v: Viewer, picture: Hung) -> bool:
    """A picture is seen with what it hangs on; what hangs nowhere is its owner's. To who is suspended none is shown."""
    if v is not None and not v.active:
        return False
    if picture.on is None:
        return v is picture.owner
    return may_see(w, v, picture.on)


def listens(w: World, v: Person, who: Person) -> bool:
    """The viewer listens to what this one does."""
    deaf = who in v.deaf_to and v.muted.get(who, 0) > w.now
    return who.active and not apart(v, who) and not deaf


def told_on_chain(w: World, v: Person, m: Post, since: int) -> list[Person]:
    """Who put themselves down on the viewer's chain since that entry, as far as the viewer is told; the last first."""
    lines = [line for line in m.chain.lines if line.id >= since and not line.removed] if m.chain else []
    others = [line.by for line in lines[::-1] if line.by is not None and line.by is not v]
    return [by for by in others if listens(w, v, by) and act_shown(w, v, by, m)] if m.state != DELETED else []


def group_notice_shown(w: World, v: Person, who: Person, kind: str, group: Group) -> bool:
    """A request while it stands, to who lets people in today; that one was let in, to who is in."""
    asked = kind == "asked_in"
    stands = group.roles.get(v, 0) > 1 and who in group.asking if asked else True
    return listens(w, v, who) and group.has(v) and stands


def notice_shown(w: World, v: Person, who: Person, kind: str, m: Post | None) -> bool:
    """Whether the viewer, who was once told that `who` did something, may still read so."""
    if not listens(w, v, who):
        return False
    if m is None or not may_see(w, v, m):
        return m is None
    shares = [s for s in w.posts if s.original is m and s.author is who and s.state == LIVE]
    told = kind != "share" or any(s.kind in (PUBLIC, QUIET) or by_itself(w, v, s) for s in shares)
    return told and (m.author is who or act_shown(w, v, who, m))
