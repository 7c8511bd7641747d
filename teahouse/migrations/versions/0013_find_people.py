"""What people are found by: the keys of their names and of the remarks about them."""

import sqlalchemy as sa
from alembic import op

from teahouse.kit.text import keys_of

revision = "0013"
down_revision = "0012"

ROWS = 1_000


def upgrade() -> None:
    op.create_table(
        "name_key",
        _ref("account_id"),
        _key(),
        _flag("whole"),
        _flag("found"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_name_key_found",
        "name_key",
        ["key", "account_id"],
        sqlite_where=sa.text("found = 1"),
        postgresql_where=sa.column("found", sa.Boolean()),
    )
    op.create_table("remark_key", _ref("source"), _ref("target"), _key(), _flag("whole"), sqlite_with_rowid=False)
    _fill_names()
    _fill_remarks()


def _ref(name: str) -> sa.Column[int]:
    return sa.Column(
        name, sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


def _key() -> sa.Column[str]:
    return sa.Column("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _fill_names() -> None:
    bind = op.get_bind()
    account = sa.table("account", *(sa.column(name) for name in ("id", "handle", "display_name", "discoverable")))
    name_key = sa.table("name_key", *(sa.column(name) for name in ("account_id", "key", "whole", "found")))
    last = 0
    while rows := bind.execute(
        sa.select(account.c.id, account.c.handle, account.c.display_name, account.c.discoverable)
        .where(account.c.id > last)
        .order_by(account.c.id)
        .limit(ROWS)
    ).all():
        keys = []
        for account_id, handle, name, discoverable in rows:
            texts = {text: False for text, _ in keys_of(handle.partition("@")[0])} | dict(sorted(keys_of(name)))
            keys += [
                {"account_id": account_id, "key": text, "whole": whole, "found": bool(discoverable)}
                for text, whole in texts.items()
            ]
        if keys:
            bind.execute(name_key.insert(), keys)
        last = rows[-1][0]


def _fill_remarks() -> None:
    bind = op.get_bind()
    tie = sa.table("tie", *(sa.column(name) for name in ("source", "target", "remark")))
    remark_key = sa.table("remark_key", *(sa.column(name) for name in ("source", "target", "key", "whole")))
    rows = bind.execute(sa.select(tie.c.source, tie.c.target, tie.c.remark).where(tie.c.remark != "")).all()
    keys = [
        {"source": source, "target": target, "key": text, "whole": whole}
        for source, target, remark in rows
        for text, whole in keys_of(remark)
    ]
    if keys:
        bind.execute(remark_key.insert(), keys)
