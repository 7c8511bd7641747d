"""Plans of random small worlds: rows of small numbers that `worlds.py` turns into people and what they do.

One recipe serves both makers of numbers: hypothesis (which can make a failing plan smaller) and a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

Pick = Callable[[int], int]
"""A number below n; 0 is the plainest."""

Step = tuple[str, tuple[int, ...]]

KNOT = ("nothing", "friends", "friends", "friends", "friends", "request", "one_way", "follow")
QUIETLY = (
    "fold",
    "fold",
    "fold",
    "selling_off",
    "asking_off",
    "shares_off",
    "mute",
    "hide",
    "window",
    "writers",
    "follow_tag",
    "follow_tag",
    "follow_tag",
)
GROUPS = ("group", "group", "join", "join", "join", "ask", "let_in")
POSTS = ("post",)
TALK = (*("comment",) * 9, *("like",) * 5, *("share",) * 3, "keep", "pin", "mute_thread", "notify")
LISTS = (*("enter",) * 6, "name_entry", "withdraw", "remove_entry", "put_back")
CHANGES = (
    *("unfollow", "block", "hide", "mute", "circle_in", "circle_out") * 2,
    *("window",) * 6,
    *("delete", "remove", "edit") * 2,
    "edit",
    *("unblock", "unhide", "unmute", "befriend", "follow", "drop_follower"),
    *("selling_off", "asking_off", "shares_off", "fold", "fold"),
    *("delete_circle", "suspend", "suspend", "restore", "hold", "hold", "give_back", "unlike", "unshare", "staff"),
    *("writers", "read", "read", "read"),
    *("leave", "leave", "send_away", "join", "let_in", "hand_over", "close_group", "shut_group"),
)


@dataclass(frozen=True)
class Plan:
    """How many members and pages, what they do, and how long after that the house is looked at."""

    members: int
    pages: int
    steps: tuple[Step, ...]
    later: int
    page_size: int

    def __repr__(self) -> str:
        head = (
            f"Plan(members={self.members}, pages={self.pages}, later={self.later}, page_size={self.page_size}, steps=("
        )
        return head + "".join(f"\n    {step!r}," for step in self.steps) + "\n))"


def make_plan(pick: Pick) -> Plan:
    """A house that is made, fills with friends, circles and moments, is talked in, changes, and is talked in again;
    then lists hang on some moments, people put themselves down, and it changes once more."""
    members, pages = 3 + pick(4), pick(3)
    steps: list[Step] = []
    everyone = members + pages
    for a in range(members):
        steps.extend(("knot", (a, b, KNOT.index(KNOT[pick(len(KNOT))]))) for b in range(a + 1, members))
        steps.extend(("knot_page", (a, b, pick(4))) for b in range(members, everyone))
    for _ in range(pick(5)):
        steps.append(("circle", (pick(everyone), pick(6), pick(2**everyone), pick(2**everyone))))
    steps.extend(_several(GROUPS, pick, 0, 9))
    steps.extend(_several(QUIETLY, pick, 0, 6))
    for names, least, most in ((POSTS, 4, 10), (TALK, 12, 30), (CHANGES, 4, 16), (TALK, 0, 8), (CHANGES, 0, 4)):
        steps.extend(_several(names, pick, least, most))
    later, page_size = pick(4), 1 + pick(5)
    for names, least, most in ((("chain",), 1, 4), (LISTS, 4, 14), (CHANGES, 0, 6), (LISTS, 0, 4)):
        steps.extend(_several(names, pick, least, most))
    return Plan(members, pages, tuple(steps), later, page_size)


def _several(names: tuple[str, ...], pick: Pick, least: int, most: int) -> list[Step]:
    return [(names[pick(len(names))], tuple(pick(60) for _ in range(6))) for _ in range(least + pick(most - least + 1))]


def plan_of(seed: int) -> Plan:
    """The same plan for the same seed, always."""
    return make_plan(Random(seed).randrange)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans that hypothesis can make smaller."""
    return make_plan(lambda n: draw(st.integers(0, n - 1)))
