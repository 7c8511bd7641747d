"""Letters: who wants to is told once a day or once a week, by e-mail, what came in the meantime.

Nothing is sent before the address said that it is theirs, and every letter says how to end them, with one click.
"""

from teahouse.notices.letters.keep import (
    confirm,
    drop_letters,
    end_by_proof,
    fetch_letters,
    keep_letters,
    knows,
)
from teahouse.notices.letters.model import EVERY, Letters
from teahouse.notices.letters.tell import AskErrand, LetterErrand

__all__ = [
    "EVERY",
    "AskErrand",
    "LetterErrand",
    "Letters",
    "confirm",
    "drop_letters",
    "end_by_proof",
    "fetch_letters",
    "keep_letters",
    "knows",
]
