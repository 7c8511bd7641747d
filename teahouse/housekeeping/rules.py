"""The rules of housekeeping. No I/O."""

from __future__ import annotations

from teahouse.housekeeping.model import MAX_REASON
from teahouse.kit import text as texts
from teahouse.kit.errors import Invalid


def check_reason(reason: str) -> str:
    """A reason as it is kept. Raises `Invalid` for one that is too long."""
    reason = texts.clean_text(reason)
    if len(reason) > MAX_REASON:
        raise Invalid("reason", "ERR_TOO_LONG", f"is too long (maximum is {MAX_REASON} characters)")
    return reason
