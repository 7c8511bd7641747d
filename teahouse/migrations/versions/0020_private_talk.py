"""Private talk: rooms, filled with the letters that were written so far, all of them read; who may write to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_AT_ONCE = 1_000


def _ref(name: str, target: str, *, key: bool = False) -> sa.Column[int]:
    link = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger(), link, primary_key=key, nullable=False, autoincrement=False)


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "letter_choice",
        _ref("account_id", "account.id", key=True),
        sa.Column("writers", sa.SmallInteger(), nullable=False),
    )
    op.create_table(
        "room",
        sa.Column("id", row_id, primary_key=True, autoincrement=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.UniqueConstraint("people"),
    )
    op.create_table(
        "room_member",
        _ref("room_id", "room.id", key=True),
        _ref("account_id", "account.id", key=True),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("read_to", sa.BigInteger(), nullable=False),
        sa.Column("hidden_to", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_room_member_account_id", "room_member", ["account_id", "last_id"])
    op.create_table(
        "room_message",
        _ref("moment_id", "moment.id", key=True),
        _ref("room_id", "room.id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_room_message_room_id", "room_message", ["room_id", "moment_id"])
    letter = sa.text("audience = 9")
    op.create_index("ix_moment_letter", "moment", ["author_id", "id"], sqlite_where=letter, postgresql_where=letter)
    _fill(op.get_bind())


def _fill(bind: sa.Connection) -> None:
    """Each letter that is there into the room of its people, oldest first, so many at once."""
    rooms: dict[str, int] = {}
    last = 0
    while True:
        letters = bind.execute(
            sa.text(
                "SELECT id, author_id FROM moment WHERE audience = 9 AND state <> 3 AND id > :last ORDER BY id LIMIT :n"
            ),
            {"last": last, "n": _AT_ONCE},
        ).all()
        for moment_id, author_id in letters:
            named = bind.execute(sa.text("SELECT account_id FROM mention WHERE moment_id = :id"), {"id": moment_id})
            people = sorted({author_id, *named.scalars()})
            _keep(bind, rooms, people, moment_id)
            last = moment_id
        if len(letters) < _AT_ONCE:
            return


def _keep(bind: sa.Connection, rooms: dict[str, int], people: list[int], moment_id: int) -> None:
    key = " ".join(map(str, people))
    if key not in rooms:
        rooms[key] = moment_id
        bind.execute(sa.text("INSERT INTO room (id, people) VALUES (:id, :key)"), {"id": moment_id, "key": key})
        member = "INSERT INTO room_member (room_id, account_id, last_id, read_to, hidden_to) VALUES (:r, :a, 0, 0, 0)"
        bind.execute(sa.text(member), [{"r": moment_id, "a": account_id} for account_id in people])
    room_id = {"r": rooms[key], "m": moment_id}
    bind.execute(sa.text("INSERT INTO room_message (moment_id, room_id) VALUES (:m, :r)"), room_id)
    bind.execute(sa.text("UPDATE room_member SET last_id = :m, read_to = :m WHERE room_id = :r"), room_id)
