"""A search finds what its words stand in and what the seeker may see: no more, no less, nothing twice."""

from __future__ import annotations

from functools import partial

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from tests.gate import specification as spec
from tests.gate.plain import DAY, Person, Post, World
from tests.gate.reading import check_pages, ids_of, same
from tests.gate.words import LIVE, PUBLIC, QUIET

EVERY_POST = "words"
"""Stands in every text of a world; the tags of a moment do as well."""


def check_search(tx: ReadTx, w: World, v: Person, size: int) -> None:
    """One word that all say, some that few say, and what narrows them."""
    account = people.fetch_account(tx, v.id)
    assert account is not None
    everything = spec.found(w, v)
    find = partial(moments.page_found, tx, account)
    check_pages(partial(find, EVERY_POST), ids_of(everything), size, v, "finds all")
    for tags in ({"tea"}, {"cake", "walk"}, {"walk", "tea"}):
        expected = ids_of([m for m in everything if m.tags >= tags])
        check_pages(partial(find, " ".join(sorted(tags))), expected, size, v, "finds", tags)
    narrowed = {
        "has:media": [m for m in everything if m.pictures],
        "is:reply": [m for m in everything if m.parent is not None],
        "language:en": [m for m in everything if m.language == "en"],
        "is:sensitive": [m for m in everything if m.sensitive],
    }
    whole = moments.Stretch(limit=1_000)
    for operator, expected in narrowed.items():
        same(find(f"{EVERY_POST} {operator}", whole).ids, ids_of(expected), v, "finds", operator)
    for author in w.people[:: 1 if size else 4]:
        if not author.active:
            same(find(f"from:{author.name}", whole).ids, [], v, "finds nothing of", author)
            continue
        theirs = [m for m in everything if m.author is author]
        check_pages(partial(find, f"from:{author.name}"), ids_of(theirs), size, v, "finds of", author)
        same(find(f"{EVERY_POST} from:{author.name}", whole).ids, ids_of(theirs), v, "finds words of", author)
        same(find(f"walk from:{author.name} is:reply", whole).ids, ids_of(_walks(theirs)), v, "narrows", author)
    same(find(f"{EVERY_POST} from:me", whole).ids, ids_of([m for m in everything if m.author is v]), v, "own")


def check_tags(tx: ReadTx, w: World, v: Person | None) -> None:
    """A tag is known, and used so often, as those who are not signed in see; whoever asks."""
    who = 0 if v is None else v.id
    public = spec.listed(w, None)
    roots = [m for m in w.posts if m.kind == PUBLIC and m.state == LIVE and m.parent is None and m.original is None]
    for tag in ("tea", "cake", "walk"):
        stands = any(m for m in roots if tag in m.tags and spec.may_see(w, v, m))
        same(moments.find_tags(tx, who, tag[:2], limit=5), [tag] if stands else [], v, "finds the tag", tag)
        used = [m for m in public if tag in m.tags]
        view = moments.fetch_tag(tx, who, tag)
        since = (w.now // DAY - 6) * DAY
        days = {m.at // DAY for m in used if m.at >= since}
        counted = {
            day: (len(of_day), len({m.author for m in of_day}))
            for day in days
            if (of_day := [m for m in used if m.at // DAY == day])
        }
        same({use.day: (use.uses, use.accounts) for use in view.uses}, counted, v, "is told of the tag", tag)
        same(view.following, v is not None and tag in v.tags, v, "follows", tag)
    if v is not None:
        same({chosen.tag for chosen in moments.page_followed(tx, v.id, moments.Stretch())}, v.tags, v, "follows")
        public = [m for m in w.posts if m.author is v and m.kind in (PUBLIC, QUIET) and m.parent is None]
        seen = [m for m in public if m.original is None and m.state == LIVE and spec.may_see(w, None, m)]
        moments_of = {tag: len([m for m in seen if tag in m.tags]) for tag in ("tea", "cake", "walk")}
        most = sorted((tag for tag, count in moments_of.items() if count), key=lambda tag: (-moments_of[tag], tag))
        same(moments.suggest_featured(tx, v.id), most, v, "uses most")


def _walks(posts: list[Post]) -> list[Post]:
    return [m for m in posts if m.parent is not None and "walk" in m.tags]
