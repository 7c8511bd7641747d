"""Who lives in the generated house, who is whose friend, and what they turned down: by numbers, the same for a seed.

People are numbers from 0; a small world: most friends are neighbours on a ring, some live anywhere. A set of readers
has exactly as many friends as asked, so that what a feed costs can be compared from one house to another.
"""

from __future__ import annotations

from random import Random

from msgspec import Struct

from teahouse import people

DAY = people.DAY
FAR = 0.1
"""The share of friendships that do not care about distance."""
CIRCLE_SIZE = 12


class Size(Struct, frozen=True):
    """How large a house; `moments` counts neither comments nor shares."""

    accounts: int = 100_000
    friendships: int = 2_500_000
    moments: int = 1_000_000
    readers: int = 1_000
    reader_friends: int = 150
    seed: int = 7

    @property
    def key(self) -> str:
        """A name for files."""
        return f"{self.accounts}-{self.friendships}-{self.moments}-{self.readers}x{self.reader_friends}-{self.seed}"


class Quiet(Struct, frozen=True):
    """What one person turned down of another, or hides from them."""

    muted: bool = False
    selling_off: bool = False
    asking_off: bool = False
    shares_off: bool = False
    fold: int = 0
    hiding: bool = False


class Town(Struct, frozen=True):
    """The people. Lists are by person; `ends` is the newest time in the house, in milliseconds."""

    size: Size
    ends: int
    ids: list[int]
    friends: list[list[int]]
    readers: list[int]
    windows: list[int]
    circle_ids: list[int]
    circles: list[list[int]]
    quiet: dict[tuple[int, int], Quiet]
    blocks: dict[tuple[int, int], None]

    def created(self, person: int) -> int:
        """When the account was made."""
        return self.ids[person] >> 16

    def since(self, a: int, b: int) -> int:
        """When two became friends."""
        low, high = (a, b) if a < b else (b, a)
        return self.ends - 350 * DAY + (low * 7_919 + high * 104_729) % (200 * DAY)


def found_town(size: Size, ends: int) -> Town:
    """The town of this size and seed. Raises `ValueError` for numbers that cannot be."""
    rng = Random(size.seed)  # noqa: S311 - dice, no secret
    readers = _readers(size)
    friends = _friends(size, readers, rng)
    born = ends - 800 * DAY
    step = 400 * DAY // size.accounts
    ids = [born + n * step << 16 | rng.getrandbits(16) for n in range(size.accounts)]
    pairs = [(a, b) for a in range(0, size.accounts, 5) for b in friends[a][:: max(1, len(friends[a]) // 3)]]
    reading = {(a, b) for a in readers for b in friends[a][::12]}
    strangers: dict[tuple[int, int], None] = {}
    for a in range(0, size.accounts, 20):
        b = rng.randrange(size.accounts)
        if a != b and b not in friends[a] and (b, a) not in strangers:
            strangers[a, b] = None
    return Town(
        size=size,
        ends=ends,
        ids=ids,
        friends=friends,
        readers=readers,
        windows=[rng.choice((30, 182)) if n % 20 == 7 else 0 for n in range(size.accounts)],
        circle_ids=[ends - 360 * DAY + n << 16 | rng.getrandbits(16) for n in range(size.accounts)],
        circles=[sorted(rng.sample(known, min(CIRCLE_SIZE, len(known)))) for known in friends],
        quiet={pair: _quiet(rng) for pair in sorted({*pairs, *reading})},
        blocks=strangers,
    )


def _readers(size: Size) -> list[int]:
    if size.readers * 2 * size.reader_friends > size.friendships or size.accounts < size.readers * 2:
        raise ValueError(f"{size.readers} readers are too many for a house of this size")
    if not 2 * size.reader_friends < size.accounts or size.friendships > size.accounts * (size.accounts - 1) // 4:
        raise ValueError("these are too few people, or too many friendships for them")
    every = size.accounts // size.readers
    return [n * every for n in range(size.readers)]


def _friends(size: Size, readers: list[int], rng: Random) -> list[list[int]]:
    """Friends by person, in order. Readers are chosen by nobody else's dice, so that their number is exact."""
    known, most = set(readers), size.reader_friends
    people_ = [n for n in range(size.accounts) if n not in known]
    count = size.accounts
    pairs: set[int] = set()
    for reader in readers:
        around = ((reader + step) % count for step in range(-most, most + 1))
        near = [other for other in around if other not in known]
        chosen = set(rng.sample(near, most - most // 10))
        while len(chosen) < most:
            chosen.add(people_[rng.randrange(len(people_))])
        pairs.update(_pair(reader, other, count) for other in chosen)
    reach = max(4, (size.friendships - len(pairs)) * 12 // (len(people_) * 10))
    total = len(people_)
    while len(pairs) < size.friendships:
        missing = size.friendships - len(pairs)
        for _ in range(missing):
            place = rng.randrange(total)
            far = rng.random() < FAR
            other = rng.randrange(total) if far else (place + 1 + rng.randrange(reach)) % total
            if other != place:
                pairs.add(_pair(people_[place], people_[other], count))
    friends: list[list[int]] = [[] for _ in range(count)]
    for pair in sorted(pairs):
        a, b = divmod(pair, count)
        friends[a].append(b)
        friends[b].append(a)
    for each in friends:
        each.sort()
    return friends


def _pair(a: int, b: int, count: int) -> int:
    return a * count + b if a < b else b * count + a


def _quiet(rng: Random) -> Quiet:
    choices = (
        Quiet(muted=True),
        Quiet(selling_off=True),
        Quiet(asking_off=True),
        Quiet(shares_off=True),
        Quiet(fold=rng.randrange(1, 4)),
        Quiet(hiding=True),
    )
    return rng.choice(choices)


def sight_parts(mine: Quiet, *, hidden: bool) -> tuple[int, int]:
    """Flags and the end of a mute in a friend's derived row; `hidden`: they hide theirs from me."""
    flags = people.Sight.FRIEND | people.Sight.FOLLOWS
    for held, flag in (
        (hidden, people.Sight.HIDDEN),
        (mine.selling_off, people.Sight.SELLING_OFF),
        (mine.asking_off, people.Sight.ASKING_OFF),
        (mine.shares_off, people.Sight.SHARES_OFF),
        (mine.muted, people.Sight.MUTE_NOTICES),
    ):
        if held:
            flags |= flag
    return int(flags), people.FOREVER if mine.muted else 0
