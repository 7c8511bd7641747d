"""What is said in the generated house: moments, comments, likes and shares, in the order of their ids.

Everybody likes, answers and passes on only what they may see, so that the same house could have been made by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from random import Random

from msgspec import Struct

from teahouse.doors.cli.bench.town import DAY, Town
from teahouse.moments import Kind, Mark

SPAN = 120 * DAY
"""How far back the house's moments go."""
_KINDS = (Kind.FRIENDS,) * 14 + (Kind.ONLY, Kind.EXCEPT) + (Kind.PUBLIC,) * 2 + (Kind.HOUSE,) * 2
_LIKES = (0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10)
_COMMENTS = (0, 0, 1, 1, 2, 2, 3, 4, 5)
_OPENINGS = (
    "This morning the market was full before seven.",
    "We walked along the river until it got dark.",
    "The new oven finally works.",
    "今天下了一整天的雨。",
    "Grandfather told the story of the bridge again.",
    "Nobody believed that the bus would come.",
    "午饭吃了面，加了两个蛋。",
    "My sister learned to ride the blue bicycle.",
    "Three hours in the garden and my back knows it.",
    "The choir practised with the windows open.",
)
_MIDDLES = (
    "I had forgotten how good that smells.",
    "If anybody wants some, come by before Friday.",
    "大家都笑了。",
    "Half the street came out to look.",
    "It took longer than we thought, as always.",
    "There is a photograph somewhere, I will find it.",
    "The children asked for more, twice.",
    "以后每个星期都要来一次。",
)
_ENDS = ("Good night.", "Next time with you!", "#weekend", "明天见。", "What do you think?", "#garden", "", "", "", "")
_ANSWERS = (
    "What a day!",
    "Next time I come along.",
    "真好！",
    "Save some for me.",
    "Ha, of course.",
    "I remember that.",
)


class Said(Struct):
    """A moment, a comment or a share. `text` is a number in `texts()`; likers are people, in order."""

    id: int
    author: int
    kind: int
    text: int = -1
    marks: int = 0
    root: int = 0
    parent: int = 0
    parent_author: int = -1
    share_of: int = 0
    likers: list[int] = []
    comments: int = 0
    shares: int = 0


def texts() -> list[str]:
    """Every text of the house: those of moments first, the answers last."""
    posts = [f"{opening} {middle} {end}".strip() for opening in _OPENINGS for middle in _MIDDLES for end in _ENDS]
    return [*posts, *_ANSWERS]


_POSTS = len(_OPENINGS) * len(_MIDDLES) * len(_ENDS)


class Talk:
    """All that is said in a town. Authors, kinds and times are drawn first: accounts are counted by them."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._rng = Random(town.size.seed + 1)  # noqa: S311 - dice, no secret
        count = town.size.moments
        step = SPAN // count
        people, start = town.size.accounts, town.ends - SPAN
        times = (start + n * step + self._rng.randrange(step) for n in range(count))
        self._ids = [at << 16 | self._rng.getrandbits(16) for at in times]
        self._authors = [self._rng.randrange(people) for _ in range(count)]
        self._kinds = [int(self._rng.choice(_KINDS)) for _ in range(count)]
        self._hidden_from: dict[int, set[int]] = {}
        for (a, b), quiet in town.quiet.items():
            if quiet.hiding:
                self._hidden_from.setdefault(a, set()).add(b)

    def public(self) -> dict[int, tuple[int, int]]:
        """By person: how many public moments they have, and when the newest was posted."""
        found: dict[int, tuple[int, int]] = {}
        for moment_id, author, kind in zip(self._ids, self._authors, self._kinds, strict=True):
            if kind == Kind.PUBLIC:
                found[author] = (found.get(author, (0, 0))[0] + 1, moment_id >> 16)
        return found

    def said(self) -> Iterator[Said]:
        """Everything, by id. Can be asked once."""
        later: list[tuple[int, Said]] = []
        for moment_id, author, kind in zip(self._ids, self._authors, self._kinds, strict=True):
            while later and later[0][0] < moment_id:
                yield heappop(later)[1]
            yield self._moment(moment_id, author, kind, later)
        while later:
            yield heappop(later)[1]

    def _moment(self, moment_id: int, author: int, kind: int, later: list[tuple[int, Said]]) -> Said:
        rng = self._rng
        marks = rng.random()
        mark = Mark.SELLING if marks < 0.04 else Mark.ASKING if marks < 0.06 else Mark.PASSED_ON if marks < 0.07 else 0
        seers = self._seers(moment_id, author, kind)
        likers = sorted(rng.sample(seers, min(len(seers), rng.choice(_LIKES))))
        comments = self._comments(moment_id, author, seers)
        shares = 0
        if seers and kind == Kind.PUBLIC and rng.random() < 0.1:
            at = self._after(moment_id)
            if at:
                share = Said(at, rng.choice(seers), int(Kind.PUBLIC), marks=int(mark), root=at, share_of=moment_id)
                heappush(later, (at, share))
                shares = 1
        for comment in comments:
            heappush(later, (comment.id, comment))
        text = rng.randrange(_POSTS)
        return Said(
            moment_id, author, kind, text, int(mark), moment_id, likers=likers, comments=len(comments), shares=shares
        )

    def _comments(self, root: int, author: int, seers: list[int]) -> list[Said]:
        """By people who see the moment; the answers among them are its author's, to the comment before."""
        rng = self._rng
        found: list[Said] = []
        at = root
        for _ in range(rng.choice(_COMMENTS) if seers else 0):
            at = self._after(at)
            if not at:
                break
            answers = bool(found) and found[-1].author != author and rng.random() < 0.4
            parent = found[-1] if answers else None
            found.append(
                Said(
                    at,
                    author if answers else rng.choice(seers),
                    int(Kind.QUIET),
                    _POSTS + rng.randrange(len(_ANSWERS)),
                    root=root,
                    parent=root if parent is None else parent.id,
                    parent_author=author if parent is None else parent.author,
                )
            )
            if parent is not None:
                found[-2].comments += 1
        return found

    def _after(self, moment_id: int) -> int:
        """An id of some hours later; 0 where that is past the end."""
        at = (moment_id >> 16) + 60_000 + int(self._rng.expovariate(1 / 20_000_000))
        return at << 16 | self._rng.getrandbits(16) if at < self._town.ends else 0

    def _seers(self, moment_id: int, author: int, kind: int) -> list[int]:
        """Friends of the author who may see it."""
        town = self._town
        days = town.windows[author]
        if days and (moment_id >> 16) < town.ends - (days - 2) * DAY:
            return []
        circle = town.circles[author]
        if kind == Kind.ONLY:
            seers = circle
        elif kind == Kind.EXCEPT:
            apart = set(circle)
            seers = [friend for friend in town.friends[author] if friend not in apart]
        else:
            seers = town.friends[author]
        hidden = self._hidden_from.get(author)
        return seers if hidden is None else [friend for friend in seers if friend not in hidden]
