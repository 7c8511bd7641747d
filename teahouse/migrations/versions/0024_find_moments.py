"""What moments and tags are found by, and which tags people follow and show."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from teahouse.kit.text import tag_key, words_of

revision = "0024"
down_revision = "0023"

ROWS = 500
OPEN_SHELVES = {1: 0, 2: 0, 3: -1}
PUBLIC, GROUP, LETTER, DELETED = 1, 8, 9, 3


def upgrade() -> None:
    op.create_table(
        "said",
        sa.Column("shelf", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("moment_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "known_tag",
        sa.Column("tag", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    for name in ("tag_follow", "tag_feature"):
        op.create_table(
            name,
            sa.Column(
                "account_id",
                sa.BigInteger(),
                sa.ForeignKey("account.id", ondelete="CASCADE"),
                primary_key=True,
                autoincrement=False,
            ),
            sa.Column("tag", sa.Text(), primary_key=True),
            sa.Column("name", sa.Text(), nullable=False),
            sa.Column("id", sa.BigInteger(), nullable=False),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_id", name, ["account_id", "id"])
    _fill()


def _fill() -> None:
    bind = op.get_bind()
    known: dict[str, str] = {}
    # Kept aside first, and put in sorted: the table is its own key, and would be written all over again and again.
    op.create_table(
        "said_unsorted",
        sa.Column("shelf", sa.BigInteger()),
        sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql")),
        sa.Column("moment_id", sa.BigInteger()),
        prefixes=["TEMPORARY"],
    )
    columns = ("shelf", "word", "moment_id")
    said, unsorted = (sa.table(name, *map(sa.column, columns)) for name in ("said", "said_unsorted"))
    for moments in _stretches(bind):
        ids = [moment.id for moment in moments]
        groups = dict(_pairs(bind, "audience_group", "group_id", [moment.root_id for moment in moments]))
        named: dict[int, set[int]] = {}
        for moment_id, account_id in _pairs(bind, "mention", "account_id", [*ids, *(m.root_id for m in moments)]):
            named.setdefault(moment_id, set()).add(account_id)
        rows = [
            {"shelf": shelf, "word": word, "moment_id": moment.id}
            for moment in moments
            for shelf in _shelves(moment, groups, named)
            for word in words_of(_text(moment))
        ]
        if rows:
            bind.execute(unsorted.insert(), rows)
        for moment in moments:
            if moment.audience == PUBLIC and moment.id == moment.root_id:
                for tag in json.loads(moment.tags):
                    known.setdefault(tag_key(tag), tag)
    bind.execute(said.insert().from_select(columns, sa.select(*unsorted.c).order_by(*unsorted.c)))
    op.drop_table("said_unsorted")
    if known:
        known_tag = sa.table("known_tag", sa.column("tag"), sa.column("name"))
        bind.execute(known_tag.insert(), [{"tag": key, "name": name} for key, name in known.items()])


def _stretches(bind: sa.Connection) -> Iterator[list[Any]]:
    """All that say something, few at a time."""
    names = ("id", "author_id", "root_id", "share_of_id", "audience", "state", "spoiler", "text", "media", "tags")
    m = sa.table("moment", *(sa.column(name) for name in names)).alias("m")
    r = sa.table("moment", *(sa.column(name) for name in ("id", "author_id", "audience"))).alias("r")
    last = 0
    while moments := bind.execute(
        sa.select(
            *(m.c[name] for name in names), r.c.author_id.label("root_author_id"), r.c.audience.label("root_audience")
        )
        .select_from(m.join(r, r.c.id == m.c.root_id))
        .where(m.c.id > last)
        .order_by(m.c.id)
        .limit(ROWS)
    ).all():
        last = moments[-1].id
        yield [moment for moment in moments if moment.share_of_id is None and moment.state != DELETED]


def _pairs(bind: sa.Connection, table: str, column: str, ids: list[int]) -> list[Any]:
    t = sa.table(table, sa.column("moment_id"), sa.column(column))
    return list(bind.execute(sa.select(t.c.moment_id, t.c[column]).where(t.c.moment_id.in_(sorted(set(ids))))))


def _text(moment: Any) -> str:
    descriptions = [picture[8] for picture in json.loads(moment.media)]
    return "\n".join([moment.spoiler, moment.text, *descriptions])


def _shelves(moment: Any, groups: dict[int, int], named: dict[int, set[int]]) -> set[int]:
    if moment.id != moment.root_id and moment.audience not in OPEN_SHELVES:
        return {moment.author_id, *(named.get(moment.id, ()) if moment.audience == LETTER else ())}
    shelf = OPEN_SHELVES.get(moment.root_audience)
    if shelf is not None:
        return {shelf if moment.audience != 3 else -1}
    if moment.root_audience == GROUP and moment.root_id in groups:
        return {groups[moment.root_id], moment.author_id}
    named_there = named.get(moment.root_id, ()) if moment.root_audience == LETTER else ()
    return {moment.root_author_id, moment.author_id, *named_there}
