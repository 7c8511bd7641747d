"""A member's archive: all that is theirs, field by field; nothing of what others wrote or of what they may not see."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from teahouse import leaving, moments, people
from teahouse.kit.db import Database, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.pictures import Picture, Pictures, Taken
from teahouse.moments import ChainDraft, Draft, EntryDraft, Except, Friends, Group, Mark, Only, OnlyMe, Public
from tests.cast import Cast

OPEN = Public(listed=True)
HOST = "tea.example"


def packed(database: Database, account_id: int) -> bytes:
    async def gather() -> bytes:
        files = database.context.handed[Pictures].files
        return b"".join([piece async for piece in leaving.pack(database, files, account_id)])

    return asyncio.run(gather())


class Archive:
    """An archive, opened."""

    def __init__(self, raw: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(raw))
        assert self.zip.testzip() is None
        self.names = set(self.zip.namelist())
        assert len(self.names) == len(self.zip.namelist())

    def json(self, name: str) -> Any:
        return json.loads(self.zip.read(name))

    def rows(self, name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.zip.read(name).decode())))

    @property
    def notes(self) -> dict[str, Any]:
        """What was said, by its text."""
        items = self.json("outbox.json")["orderedItems"]
        return {one["object"]["source"]["content"]: one["object"] for one in items if one["type"] == "Create"}

    @property
    def whole(self) -> str:
        return "\n".join(self.zip.read(name).decode("utf-8", "replace") for name in sorted(self.names))


def picture(tx: WriteTx, owner: people.Account, number: int) -> moments.Attachment:
    name = f"{number:040x}-{number:016x}"
    taken = Taken(Picture(0, f"whole:{number}", f"{name}.jpg", f"{name}-small.jpg", 8, 6, 8, 6, "U1F68}x|Gl=^"))
    return moments.add_picture(tx, owner, taken, moments.Depiction("A loaf", (0.5, -0.5)))[0]


def put_file(cast: Cast, tmp_path: Path, name: str, body: bytes) -> None:
    files = cast.database.context.handed[Pictures].files
    files.staging.mkdir(parents=True, exist_ok=True)
    path = tmp_path / "one"
    path.write_bytes(body)
    files.put(path, name)


def a_full_life(cast: Cast, tmp_path: Path) -> tuple[Archive, dict[str, int]]:
    """Anna does everything that one can take along; her archive, and the ids of what there was."""
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.xiaoming), (cast.ben, cast.mei))
    family = cast.do(people.create_circle, cast.anna, "Family 家")
    reading = cast.do(people.create_circle, cast.anna, "News", people.CircleKind.READING)
    cast.do(people.add_members, cast.anna, family.id, [cast.ben.id])
    cast.do(people.add_members, cast.anna, reading.id, [cast.mei.id])
    room = cast.do(people.groups.create_group, cast.anna, people.groups.Changes("Choir", "We sing"))
    shown = cast.do(picture, cast.anna, 7)
    put_file(cast, tmp_path, shown.name, b"a jpeg")
    public = cast.post(
        cast.anna, "Hello #Tea @ben", OPEN, media=(shown.id,), marks=Mark.SELLING, spoiler="soft", language="en"
    )
    cast.post(cast.anna, "For family", Only((family.id,), (cast.mei.id,)))
    cast.post(cast.anna, "Not for Mei", Except((), (cast.mei.id,)))
    cast.post(cast.anna, "Mine", OnlyMe())
    cast.post(cast.anna, "Sing", Group(room.id))
    old = cast.post(cast.anna, "first words")
    cast.do(moments.edit_moment, cast.anna, old.id, moments.Changes(text="second words"))
    cast.post(cast.anna, "Bread?", Friends(), chain=ChainDraft("Sunday's bread", "loaves", 2, 10))
    theirs = cast.post(cast.ben, "Ben's secret words")
    cast.comment(cast.anna, theirs, "my comment")
    liked = cast.post(cast.mei, "Mei's own words", OPEN)
    cast.do(moments.like, cast.anna, liked.id)
    cast.do(moments.keep, cast.anna, liked.id, on=True)
    cast.do(moments.share, cast.anna, liked.id)
    order = cast.post(cast.mei, "Eggs", Friends(), chain=ChainDraft("Eggs"))
    cast.do(moments.put_down, cast.anna, order.id, EntryDraft(3, "Anna M.", "brown ones"))
    cast.do(people.make_invite, cast.anna.id, note="for Uncle")
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=True, fold=2))
    cast.do(people.block, cast.anna, cast.zoe)
    cast.do(people.mute, cast.anna, cast.xiaoming)
    named = {"family": family, "room": room, "public": public, "theirs": theirs, "liked": liked, "order": order}
    return Archive(packed(cast.database, cast.anna.id)), {name: each.id for name, each in named.items()}


def test_what_was_said_is_in_it_with_whom_it_was_for(cast: Cast, tmp_path: Path) -> None:
    archive, ids = a_full_life(cast, tmp_path)
    me = archive.json("actor.json")
    assert (me["type"], me["preferredUsername"], me["name"]) == ("Person", "anna", "Anna Marsh")
    assert me["id"] == f"https://{HOST}/@anna"
    assert me["manuallyApprovesFollowers"] is True

    outbox = archive.json("outbox.json")
    assert (outbox["type"], outbox["totalItems"]) == ("OrderedCollection", 9)
    assert len(outbox["orderedItems"]) == 9
    notes = archive.notes
    hello = notes["Hello #Tea @ben"]
    assert hello["id"] == f"https://{HOST}/@anna/{ids['public']}"
    assert (hello["summary"], hello["sensitive"], hello["marks"]) == ("soft", True, ["selling"])
    assert hello["contentMap"] == {"en": hello["content"]}
    assert [(tag["type"], tag["name"]) for tag in hello["tag"]] == [("Mention", "@ben"), ("Hashtag", "#Tea")]
    (image,) = hello["attachment"]
    assert image["name"] == "A loaf"
    assert image["focalPoint"] == [0.5, -0.5]
    assert archive.zip.read(image["url"]) == b"a jpeg"
    assert hello["seenBy"] == {"kind": "everybody"}
    assert notes["For family"]["seenBy"] == {
        "kind": "only",
        "circles": [{"id": str(ids["family"]), "title": "Family 家"}],
        "people": [f"mei@{HOST}"],
    }
    assert notes["Not for Mei"]["seenBy"] == {"kind": "all friends but", "people": [f"mei@{HOST}"]}
    assert notes["Mine"]["seenBy"] == {"kind": "only me"}
    assert notes["Sing"]["seenBy"] == {"kind": "a group", "group": str(ids["room"])}
    assert [one["content"] for one in notes["second words"]["versions"]] == ["first words", "second words"]
    assert notes["Bread?"]["chain"]["most_total"] == 10
    assert notes["my comment"]["inReplyTo"] == f"https://{HOST}/@ben/{ids['theirs']}"
    to = {one["object"]["source"]["content"]: one["to"] for one in outbox["orderedItems"] if one["type"] == "Create"}
    assert to["Mine"] == []
    assert to["For family"] == []
    assert to["Hello #Tea @ben"] == ["https://www.w3.org/ns/activitystreams#Public"]
    (share,) = [one for one in outbox["orderedItems"] if one["type"] == "Announce"]
    assert share["object"] == f"https://{HOST}/@mei/{ids['liked']}"


def test_ties_lists_and_orders_are_in_it_and_nothing_of_others(cast: Cast, tmp_path: Path) -> None:
    archive, ids = a_full_life(cast, tmp_path)
    assert archive.json("likes.json")["orderedItems"] == [f"https://{HOST}/@mei/{ids['liked']}"]
    assert archive.rows("bookmarks.csv") == [[f"https://{HOST}/@mei/{ids['liked']}"]]
    following = archive.rows("following_accounts.csv")
    assert following[0] == ["Account address", "Show boosts", "Notify on new posts", "Languages"]
    assert sorted(following[1:]) == [[f"{who}@{HOST}", "true", "false", ""] for who in ("ben", "mei", "xiaoming")]
    assert archive.rows("muted_accounts.csv") == [
        ["Account address", "Hide notifications"],
        [f"xiaoming@{HOST}", "true"],
    ]
    assert archive.rows("blocked_accounts.csv") == [[f"zoe@{HOST}"]]
    assert sorted(archive.rows("lists.csv")) == [["Family 家", f"ben@{HOST}"], ["News", f"mei@{HOST}"]]
    assert {row[0] for row in archive.rows("friends.csv")[1:]} == {
        f"{who}@{HOST}" for who in ("ben", "mei", "xiaoming")
    }
    assert archive.rows("quiet.csv")[1] == [f"mei@{HOST}", "false", "true", "false", "false", "2"]
    circles = {one["title"]: one for one in archive.json("circles.json")}
    assert circles["Family 家"]["members"] == [f"ben@{HOST}"]
    assert circles["News"]["kind"] == "reading"
    assert [(one["name"], one["role"]) for one in archive.json("groups.json")] == [("Choir", "owner")]
    assert [one["note"] for one in archive.json("invites.json")["invites"]] == ["for Uncle"]
    (line,) = archive.json("orders.json")
    assert (line["list"], line["quantity"], line["note"]) == (f"https://{HOST}/@mei/{ids['order']}", 3, "brown ones")
    for other in ("Ben's secret words", "Mei's own words", "Eggs"):
        assert other not in archive.whole


def test_what_they_may_see_no_more_is_not_told(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    theirs = cast.post(cast.ben, "Hidden later", chain=ChainDraft("Eggs"))
    cast.comment(cast.anna, theirs, "my comment")
    cast.do(moments.put_down, cast.anna, theirs.id, EntryDraft(1, "Anna"))
    public = cast.post(cast.ben, "Hello", OPEN)
    cast.do(moments.like, cast.anna, public.id)
    cast.do(moments.keep, cast.anna, public.id, on=True)
    cast.do(people.block, cast.ben, cast.anna)
    archive = Archive(packed(cast.database, cast.anna.id))
    assert archive.notes["my comment"]["inReplyTo"] is None
    assert archive.json("likes.json")["orderedItems"] == []
    assert archive.rows("bookmarks.csv") == []
    (line,) = archive.json("orders.json")
    assert line["list"] is None
    for told in (str(theirs.id), str(public.id)):
        assert told not in archive.whole


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_the_house_holds_back_is_its_author_s_to_take(cast: Cast) -> None:
    post = cast.post(cast.anna, "Held", OPEN)
    cast.do(moments.withhold, post.id, removed=False)
    assert Archive(packed(cast.database, cast.anna.id)).notes["Held"]["withheld"] == "held"


@pytest.mark.parametrize("kind", ["sqlite"])
def test_only_a_member_has_one(cast: Cast) -> None:
    for account_id in (cast.bakery.id, 5):
        with pytest.raises(NotFound):
            packed(cast.database, account_id)
    cast.do(moments.suspend_account, cast.anna)
    with pytest.raises(NotFound):
        packed(cast.database, cast.anna.id)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_picture_that_is_gone_is_left_out(cast: Cast) -> None:
    shown = cast.do(picture, cast.anna, 9)
    cast.post(cast.anna, "Bread", OPEN, media=(shown.id,))
    archive = Archive(packed(cast.database, cast.anna.id))
    assert archive.notes["Bread"]["attachment"][0]["url"] not in archive.names


@pytest.mark.parametrize("kind", ["sqlite"])
def test_memory_does_not_grow_with_what_is_in_it(cast: Cast) -> None:
    def many(tx: WriteTx, count: int) -> None:
        for number in range(count):
            moments.post_moment(tx, cast.anna, Draft(f"{number} " + "so it goes " * 40, Friends()))

    async def peak() -> tuple[int, int]:
        """The most memory that was in use at a time, and the size of all that came."""
        files, size = cast.database.context.handed[Pictures].files, 0
        tracemalloc.reset_peak()
        async for piece in leaving.pack(cast.database, files, cast.anna.id):
            size += len(piece)
        return tracemalloc.get_traced_memory()[1], size

    cast.do(many, 600)
    tracemalloc.start()
    try:
        asyncio.run(peak())
        first, small = asyncio.run(peak())
        cast.do(many, 2_400)
        second, large = asyncio.run(peak())
    finally:
        tracemalloc.stop()
    assert large > 2 * small
    assert second < 1.3 * first, (first, second)


def test_what_others_call_themselves_is_no_formula(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    cast.do(people.update_profile, cast.mei, people.ProfileChanges(display_name='=HYPERLINK("//evil","Mei")'))
    archive = Archive(packed(cast.database, cast.anna.id))
    assert [row[1] for row in archive.rows("friends.csv")[1:]] == ['\'=HYPERLINK("//evil","Mei")']
