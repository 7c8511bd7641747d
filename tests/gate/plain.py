"""A house in plain objects, as the specification knows it: no ids, no rows, no derived numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.gate.words import DELETED, LIVE

DAY = 86_400_000


@dataclass(eq=False)
class Person:
    """A member or a page, and what each holds towards others."""

    id: int
    name: str
    page: bool = False
    active: bool = True
    window: int = 0
    offset: int = 0
    follows: set[Person] = field(default_factory=set)
    asks: set[Person] = field(default_factory=set)
    blocks: set[Person] = field(default_factory=set)
    hides_from: set[Person] = field(default_factory=set)
    muted: dict[Person, int] = field(default_factory=dict)
    """Until when."""
    deaf_to: set[Person] = field(default_factory=set)
    """Muted with their notices."""
    no_selling: set[Person] = field(default_factory=set)
    no_asking: set[Person] = field(default_factory=set)
    no_shares: set[Person] = field(default_factory=set)
    fold: dict[Person, int] = field(default_factory=dict)
    notified: set[Person] = field(default_factory=set)
    staff: set[Person] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    """That they follow."""

    def __repr__(self) -> str:
        return self.name


@dataclass(eq=False)
class Circle:
    """A circle of friends (of followers, where a page keeps it) or a reading list."""

    id: int
    owner: Person
    reading: bool = False
    exclusive: bool = False
    members: set[Person] = field(default_factory=set)


@dataclass(eq=False)
class Group:
    """A shared room; `barred` are those who were sent away."""

    id: int
    name: str
    code: str
    maker: Person
    """Of the link."""
    there: bool = True
    joining: str = "link"
    posting: str = "members"
    roles: dict[Person, int] = field(default_factory=dict)
    """Its members: 3 owns it, 2 helps."""
    asking: set[Person] = field(default_factory=set)
    barred: set[Person] = field(default_factory=set)

    def has(self, person: Person | None) -> bool:
        """A member today, of a group that is there."""
        return self.there and person in self.roles


@dataclass(eq=False)
class Hung:
    """A picture: whose it is, and on what it hangs."""

    id: int
    owner: Person
    on: Post | None = None


@dataclass(eq=False)
class Line:
    """An entry of an order chain; without anybody, the author put it down by name."""

    id: int
    by: Person | None
    quantity: int
    removed: bool = False


@dataclass(eq=False)
class PostChain:
    """An order chain: how many there are (None: no bound), and its entries in the order of arrival."""

    total: int | None
    author_only: bool
    lines: list[Line] = field(default_factory=list)


@dataclass(eq=False)
class Post:
    """A moment, a comment (it has a parent) or a share (it has an original)."""

    id: int
    author: Person
    kind: str
    """The audience; of a comment, the cut its writer chose."""
    parent: Post | None = None
    original: Post | None = None
    state: str = LIVE
    circles: set[Circle] = field(default_factory=set)
    people: set[Person] = field(default_factory=set)
    group: Group | None = None
    named: dict[Person, bool] = field(default_factory=dict)
    """Whom the text names, and whether at its beginning."""
    recipients: set[Person] = field(default_factory=set)
    """To whom a letter went when it was posted."""
    marks: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    likes: dict[Person, int] = field(default_factory=dict)
    """By whom, with the like's own id."""
    kept: dict[Person, int] = field(default_factory=dict)
    pinned: bool = False
    muted_by: set[Person] = field(default_factory=set)
    policy: str = "all"
    pictures: list[Hung] = field(default_factory=list)
    earlier_pictures: list[Hung] = field(default_factory=list)
    """Of versions that an edit replaced."""
    chain: PostChain | None = None

    language: str = ""
    sensitive: bool = False

    @property
    def root(self) -> Post:
        """What a comment hangs under, in the end; anything else is its own."""
        return self if self.parent is None else self.parent.root

    @property
    def at(self) -> int:
        """When it was posted."""
        return self.id >> 16

    def __repr__(self) -> str:
        return f"{self.author}'s {self.kind} {self.id}"


@dataclass(eq=False)
class World:
    """Everything that is, now."""

    now: int
    people: list[Person] = field(default_factory=list)
    circles: list[Circle] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    pictures: list[Hung] = field(default_factory=list)

    @property
    def standing(self) -> list[Post]:
        """All that was not deleted."""
        return [post for post in self.posts if post.state != DELETED]
