"""The demonstration neighbourhood as a plan: who lives in Willowford (柳津), who knows whom, and what three months of
talk were about.

`plan` is pure and gives the same neighbourhood for the same seed and time; nothing in it asks the house for what its
promises refuse.
"""

from .model import (
    FIRST_COMMENT_KEY,
    Circle,
    Comment,
    Follow,
    Friendship,
    Like,
    Likeness,
    Moment,
    Neighbourhood,
    Order,
    Painted,
    Person,
    PutDown,
    Quiet,
    Remark,
    Remarked,
    Room,
    Said,
    Shape,
    Share,
    Talked,
)
from .planning import plan

__all__ = [
    "FIRST_COMMENT_KEY",
    "Circle",
    "Comment",
    "Follow",
    "Friendship",
    "Like",
    "Likeness",
    "Moment",
    "Neighbourhood",
    "Order",
    "Painted",
    "Person",
    "PutDown",
    "Quiet",
    "Remark",
    "Remarked",
    "Room",
    "Said",
    "Shape",
    "Share",
    "Talked",
    "plan",
]
