"""What stands on a profile, as apps ask for it."""

from __future__ import annotations

import pytest

from teahouse import moments
from teahouse.moments import Mentioned, Public
from tests.cast import Cast
from tests.mastodon.client import Client

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@BOTH
def test_letters_are_left_out_where_an_app_wants_that(api: Client, cast: Cast) -> None:
    """They stand on a profile for their writer and those they name; some apps show profiles without them."""
    cast.befriend((cast.anna, cast.ben))
    told = [cast.post(cast.anna, "To all", Public(listed=True)), cast.post(cast.anna, "To friends")]
    letter = cast.post(cast.anna, "@ben a word", Mentioned())
    note = cast.post(cast.anna, "To myself", moments.OnlyMe())
    path = f"/api/v1/accounts/{cast.anna.id}/statuses"
    for viewer, own in ((cast.anna, [note]), (cast.ben, [])):
        whole = [str(moment.id) for moment in (*told, letter, *own)][::-1]
        without = [shown for shown in whole if shown != str(letter.id)]
        assert [status["id"] for status in api.get(path, viewer)] == whole
        for spoken in ("true", "1"):
            assert [status["id"] for status in api.get(path, viewer, exclude_direct=spoken)] == without
        assert [status["id"] for status in api.get(path, viewer, exclude_direct="false")] == whole
