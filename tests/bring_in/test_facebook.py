"""Real people's real friendships: the ego networks and the whole graph of a public collection, where it is present."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from teahouse import moments, people
from teahouse.doors.cli.import_network import import_network
from teahouse.kit.db import Database, ReadTx, WriteTx
from tests.backup.contents import contents
from tests.house.source import ROOT

GRAPHS = Path(os.environ.get("TEAHOUSE_SHARED", ROOT.parent / "shared")) / "data" / "graphs"
EGO = GRAPHS / "ego-facebook"
EGOS = (0, 107, 348, 686, 698, 1912, 3437)

pytestmark = pytest.mark.skipif(not EGO.is_dir(), reason="the shared graphs are not here (TEAHOUSE_SHARED)")
both = pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])


def figures(address: str) -> dict[str, Any]:
    """What the derived rows say of the graph: each friendship stands in them twice, each triangle six times."""
    friends = [row for row in contents(address)["sight"] if row[2] & people.Sight.FRIEND]
    degrees = Counter(row[0] for row in friends)
    return {
        "nodes": len(degrees),
        "edges": len(friends) / 2,
        "triangles": sum(row[7] for row in friends) / 6,
        "max_degree": max(degrees.values()),
        "mean_degree": sum(degrees.values()) / len(degrees),
    }


@both
def test_the_whole_graph_is_what_it_is_known_to_be(database: Database, address: str) -> None:
    done = import_network(database, EGO / "facebook_combined.tsv.gz", circles=[EGO / f"{ego}.circles" for ego in EGOS])
    assert (done.people, done.ties, done.circles) == (4_039, 88_234, 152)
    known = json.loads((GRAPHS / "known_answers.json").read_text())["ego-facebook"]
    found = figures(address)
    assert found == pytest.approx({name: known[name] for name in found})
    check_feeds(database)


def check_feeds(database: Database) -> None:
    """The one with most friends posts to a circle of his; who is in it reads it, another friend does not."""

    def post(tx: WriteTx) -> tuple[int, dict[int, bool]]:
        owner = people.find_account(tx, "n107", local_host="tea.example")
        assert owner is not None
        circle = people.fetch_circles(tx, owner.id)[0]
        draft = moments.Draft("Hello", moments.Only((circle.id,), ()))
        members = people.page_members(tx, owner, circle.id, people.Cursor(limit=5_000))
        inside = {row.account_id for row in members}
        friends = people.fetch_friend_ids(tx, owner.id)
        return moments.post_moment(tx, owner, draft).id, {friend: friend in inside for friend in friends}

    moment_id, friends = database.write_now(post)
    assert len(friends) == 1_045
    assert 0 < sum(friends.values()) < 1_045

    def read(tx: ReadTx) -> dict[int, bool]:
        readers = people.fetch_accounts(tx, friends)
        return {
            id_: moments.page_home(tx, reader, moments.Stretch()).ids == [moment_id] for id_, reader in readers.items()
        }

    assert database.read_now(read) == friends


@pytest.mark.parametrize("ego", EGOS)
@both
def test_each_ego_network_comes_in(database: Database, address: str, ego: int) -> None:
    listed = {line for line in (EGO / f"{ego}.edges").read_text().splitlines()}
    names = {word for line in listed for word in line.split()}
    circles = [line.split("\t") for line in (EGO / f"{ego}.circles").read_text().splitlines()]
    friends = names | {member for circle in circles for member in circle[1:]}
    done = import_network(database, EGO / f"{ego}.edges", circles=[EGO / f"{ego}.circles"], ego=str(ego))
    assert done == people.BroughtIn(len(friends) + 1, len(listed) // 2 + len(friends), len(circles))
    assert figures(address)["max_degree"] == len(friends)
    assert len(contents(address)["circle_member"]) == sum(len(circle) - 1 for circle in circles)


@both
def test_networks_that_share_people_make_one(database: Database, address: str) -> None:
    """28 people stand in both; the second network finds them there."""
    for ego in (698, 686):
        import_network(database, EGO / f"{ego}.edges", circles=[EGO / f"{ego}.circles"], ego=str(ego))
    found = contents(address)
    assert len(found["account"]) == 65 + 171 - 28
    friends: dict[int, set[int]] = {}
    for row in found["sight"]:
        friends.setdefault(row[0], set()).add(row[1])
    assert all(row[7] == len(friends[row[0]] & friends[row[1]]) for row in found["sight"])
