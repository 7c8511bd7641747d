"""What a room is. No I/O."""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.kit.errors import Invalid
from teahouse.messages.model import Limits


def key_of(people: Iterable[int]) -> str:
    """The name of the room of these people, whoever of them writes."""
    return " ".join(str(account_id) for account_id in sorted(set(people)))


def check_size(people: Iterable[int], limits: Limits) -> None:
    """Raises `Invalid` where more are in it than one talk may have."""
    if len(set(people)) > limits.max_people:
        raise Invalid(
            "text", "ERR_TOO_MANY", f"names too many for a private talk (maximum is {limits.max_people} with you)"
        )
