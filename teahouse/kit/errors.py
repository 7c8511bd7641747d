"""Refusals: the typed errors that a rule raises and a door answers with.

Every refusal carries its code, its HTTP status and a text that is safe to show, unchanged, to whoever asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Detail = dict[str, str]
Details = Mapping[str, Sequence[Detail]]


class Refusal(Exception):
    """A request that the house turns down, for a reason that the asker may read.

    `details` maps a field to its faults, each `{"error": CODE, "description": TEXT}`.
    `retry_after` is in seconds, for refusals that time heals. `more` is told beside the text. `trace` is written in a
    transaction of its own once all else that was asked for is undone: what must be known of the refusal itself.
    """

    code = "refused"
    status = 400
    text = "This request was refused"
    more: Mapping[str, Any] | None = None
    trace: Callable[[Any], object] | None = None

    def __init__(
        self,
        text: str | None = None,
        *,
        code: str | None = None,
        status: int | None = None,
        details: Details | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(text or self.text)
        self.text = text or self.text
        self.code = code or self.code
        self.status = status or self.status
        self.details = details
        self.retry_after = retry_after


class BadRequest(Refusal):
    """What came could not be read at all."""

    code = "bad_request"
    status = 400
    text = "The request could not be read"


class Unauthenticated(Refusal):
    """No token, or one that is not (or no longer) good: the two are not told apart."""

    code = "unauthenticated"
    status = 401
    text = "The access token is invalid"


class Forbidden(Refusal):
    """The asker is known and may not do this. For what the asker may not even see, use `NotFound`."""

    code = "forbidden"
    status = 403
    text = "This action is not allowed"


class NotFound(Refusal):
    """Not there, or not for the asker to see: the two are not told apart."""

    code = "not_found"
    status = 404
    text = "Record not found"


class Conflict(Refusal):
    """What was asked for cannot stand beside what is already there."""

    code = "conflict"
    status = 409
    text = "This conflicts with what is already there"


class Invalid(Refusal):
    """A field holds what it must not; several faults are told at once by `Invalid.many`."""

    code = "invalid"
    status = 422
    text = "Validation failed"

    def __init__(self, field: str, error_code: str, description: str) -> None:
        self._tell({field: [{"error": error_code, "description": description}]})

    def _tell(self, details: Details) -> None:
        faults = [(field, fault) for field, several in details.items() for fault in several]
        said = ", ".join(f"{_title(field)} {fault['description']}" for field, fault in faults)
        super().__init__(f"Validation failed: {said}", details=details)

    @classmethod
    def many(cls, details: Details) -> Invalid:
        """All faults of one form in one refusal."""
        refusal = cls.__new__(cls)
        refusal._tell(details)
        return refusal


class TooMany(Refusal):
    """Asked too often; `retry_after` says when to come back."""

    code = "too_many"
    status = 429
    text = "Too many requests"


class Unavailable(Refusal):
    """The house cannot answer now and nothing was changed; asking again later is right."""

    code = "unavailable"
    status = 503
    text = "The service is temporarily unavailable"


def _title(field: str) -> str:
    words = field.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
