"""Pictures: developed in a process of their own, kept once, counted by who uses them.

What was sent is never kept: only what was drawn anew from its pixels is.
"""

from teahouse.kit.pictures.keep import Pictures, Taken, count_unused, fetch_picture, release, use, use_again
from teahouse.kit.pictures.model import TAKEN, BadPicture, Bounds, Picture, Shape, type_of
from teahouse.kit.pictures.studio import Studio

__all__ = [
    "TAKEN",
    "BadPicture",
    "Bounds",
    "Picture",
    "Pictures",
    "Shape",
    "Studio",
    "Taken",
    "count_unused",
    "fetch_picture",
    "release",
    "type_of",
    "use",
    "use_again",
]
