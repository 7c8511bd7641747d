"""docs/api.md names every route, scope and limit as it is, and nothing that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse import people
from teahouse.app import LIMITS, make_api, open_house
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.accounts import ProfileForm
from teahouse.doors.mastodon.statuses import StatusForm
from teahouse.doors.mastodon.streaming import LIMITS as STREAM_LIMITS
from teahouse.doors.mastodon.streaming_names import NAMES, PATHS, find_stream, name_of
from teahouse.doors.web.site import LIMITS as PAGE_LIMITS
from teahouse.kit.errors import Refusal
from teahouse.kit.http import Api, Limit
from teahouse.kit.http.route import Declared
from teahouse.settings import Settings
from tests.house.api_page import TEXT, tables

ROUTE = re.compile(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`]+)`")


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    """The whole API; nothing is asked of its database."""
    settings = Settings(database=f"sqlite:{tmp_path / 'house.sqlite'}")
    database = open_house(settings)
    yield make_api(settings, database)
    database.close()


def who(said: Declared) -> str:
    """Who may use a route, as the page says it."""
    scopes = " or ".join(f"`{scope}`" for scope in said.scopes)
    if said.ignore_token:
        return "anybody; a token is ignored"
    if said.guest:
        return f"{scopes}, or nobody" if scopes else "anybody"
    if said.app:
        return f"{scopes or 'any token'}, an app alone too"
    return scopes


def test_every_route_is_named_with_its_scope_and_no_other(api: Api) -> None:
    written = {cells[0].strip("`"): cells[1] for cells in tables("route")}
    assert written == {route.name: who(route.said) for route in api.routes}
    assert [cells[0] for cells in tables("route") if not cells[2]] == []
    assert len(tables("route")) == len(written)


def test_a_route_names_its_limit(api: Api) -> None:
    written = {cells[0].strip("`"): re.findall(r"\(limit `([a-z-]+)`\)", cells[2]) for cells in tables("route")}
    assert written == {route.name: [route.said.limit] if route.said.limit else [] for route in api.routes}


def test_what_is_mentioned_is_there_and_what_is_said_to_be_missing_is_not(api: Api) -> None:
    here, _, missing = TEXT.partition("\n## What is not here\n")
    known = {route.name for route in api.routes}
    assert set(ROUTE.findall(here)) <= known
    assert {name for name in ROUTE.findall(missing) if name in known} == {"GET /api/v2/search"}
    assert len(ROUTE.findall(missing)) > 8
    for name in ROUTE.findall(missing):
        method, _, path = name.partition(" ")
        found = api.table.find(path.replace("{id}", "1").replace("{name}", "tea"))
        assert name in known or found is None or method not in found[0], name


def row_of(limit: Limit) -> tuple[str, str]:
    hours, minutes = limit.seconds / 3600, limit.seconds // 60
    span = f"{hours:.0f} hour" if hours == 1 else f"{minutes} minutes"
    return f"`{limit.name}`", f"{limit.count:,} in {span}"


@pytest.mark.parametrize(
    ("header", "limits"), [("API limit", LIMITS), ("stream limit", STREAM_LIMITS), ("page limit", PAGE_LIMITS)]
)
def test_every_limit_is_there_with_its_numbers(header: str, limits: tuple[Limit, ...]) -> None:
    assert [(cells[0], cells[1]) for cells in tables(header)] == [row_of(limit) for limit in limits]
    counted = [cells[2].split(",")[0] for cells in tables(header)]
    by = {"ip": {"address", "name"}, "caller": {"account"}}
    assert [limit.name for limit, said in zip(limits, counted, strict=True) if said not in by[limit.per]] == []


def test_a_named_limit_says_which_routes_it_binds(api: Api) -> None:
    written = {cells[0].strip("`"): re.findall(r"(/[^`]+)`", cells[3]) for cells in tables("API limit")}
    for limit in LIMITS:
        if limit.named:
            assert written[limit.name] == [route.said.path for route in api.routes if route.said.limit == limit.name]


def test_every_stream_is_named_with_its_path_and_its_scope() -> None:
    names = {name: cells for cells in tables("stream") for name in re.findall(r"`([a-z:]+)`", cells[0])}
    assert names.keys() == NAMES
    paths = {path for cells in tables("stream") for path in re.findall(r"`(/[a-z/]+)`", cells[1])}
    assert paths == PATHS.keys()
    for path in PATHS:
        assert name_of(path, {}) in names
        assert name_of(path, {"only_media": "true"}) in names
    for name, cells in names.items():
        (scope,) = re.findall(r"`([a-z:]+)`", cells[2])
        find_stream(name, {"tag": "tea", "list": "1"}, 1, frozenset({scope}))
        with pytest.raises(Refusal):
            find_stream(name, {"tag": "tea", "list": "1"}, 1, people.SCOPES - {scope, "read"})


def test_every_scope_is_named_and_whether_it_opens_anything(api: Api) -> None:
    paragraph = TEXT.partition("those after the semicolon open nothing yet:\n\n")[2].partition("\n\n")[0]
    opening, idle = (re.findall(r"`([a-z:_]+)`", part) for part in paragraph.split(";"))
    assert sorted([*opening, *idle]) == sorted(people.SCOPES)
    used = set().union(*(route.accepted for route in api.routes))
    assert set(opening) == used


def test_every_field_that_is_ours_is_explained_and_no_other() -> None:
    written = {name for cells in tables("field") for name in re.findall(r"`([a-z_]+)(?:\[[a-z]+\])?`", cells[0])}
    ours = {"visibility_ex", "limited_scope", "group_id", "circle_id", "circle_ids", "account_ids"}
    ours |= {"friend", "hiding", "selling_off", "asking_off", "shares_off", "fold"}
    ours |= {"window_days", "time_zone", "source"}
    assert written == ours
    fields = {*e.Status.__struct_fields__, *e.Relationship.__struct_fields__, *ProfileForm.__struct_fields__}
    assert ours <= fields
    for name in ("selling", "asking", "passed_on", "comment_policy", "comment_removed", "withheld", "privacy_ex"):
        assert f"`{name}" in TEXT
    for name in StatusForm.__struct_fields__[StatusForm.__struct_fields__.index("circle_id") :]:
        assert f"`{name}" in TEXT


def test_links_within_the_page_lead_somewhere() -> None:
    titles = {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^##+ (.+)$", TEXT, re.M)
    }
    assert set(re.findall(r"\]\(#([a-z0-9-]+)\)", TEXT)) <= titles
