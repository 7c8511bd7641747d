"""What docs/api.md promises of audiences, asked of the API itself."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast
from tests.house.api_page import tables
from tests.mastodon.client import Client

READ_BACK = {
    "public": ("public", "public", None),
    "unlisted": ("unlisted", "unlisted", None),
    "house": ("private", "house", None),
    "private": ("private", "limited", "mutual"),
    "friends": ("private", "limited", "mutual"),
    "circle": ("private", "limited", "circle"),
    "list:ID": ("private", "limited", "circle"),
    "except": ("private", "limited", "except"),
    "direct": ("direct", "direct", None),
    "self": ("private", "limited", "personal"),
}
ROWS = {
    words[0]: (words, cells[1]) for cells in tables("`visibility`") if (words := re.findall(r"`([^`]+)`", cells[0]))
}


def test_every_audience_is_written() -> None:
    # Pages alone have followers; a group is a room of its own (test_groups).
    assert set(ROWS) == {*READ_BACK, "followers", "group"}


@pytest.mark.parametrize("first", READ_BACK)
def test_an_audience_is_taken_and_told_as_it_is_written(api: Client, cast: Cast, first: str) -> None:
    cast.befriend((cast.anna, cast.ben))
    family = api.post("/api/v1/circles", cast.anna, title="Family")["id"]
    words, beside = ROWS[first]
    named = {"circle_ids": [family]} if "circle_ids" in beside else {}
    for word in words:
        visibility = word.replace("ID", family)
        posted = api.post("/api/v1/statuses", cast.anna, status="Tea", visibility=visibility, **named)
        assert (posted["visibility"], posted["visibility_ex"], posted["limited_scope"]) == READ_BACK[first], word
        others = api.ask("GET", f"/api/v1/statuses/{posted['id']}", cast.ben)
        if others.status_code == 200:
            assert others.json()["limited_scope"] is None
            assert not {"circle_id", "circle_ids", "account_ids"} & set(others.json())


def test_circles_beside_another_audience_are_refused(api: Client, cast: Cast) -> None:
    family = api.post("/api/v1/circles", cast.anna, title="Family")["id"]
    for word in ("public", "unlisted", "house", "friends", "direct", "self"):
        sent = {"status": "Tea", "visibility": word, "circle_ids": [family]}
        assert api.refused("POST", "/api/v1/statuses", cast.anna, json=sent)[0] == 422, word
    assert api.get(f"/api/v1/accounts/{cast.anna.id}/statuses", cast.anna) == []
