"""The tables of keys: second steps with their recovery codes, and passkeys. Tickets stand with what ends them."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID
from teahouse.people.schema import metadata


def _account(*, key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("account.id", ondelete="CASCADE")
    return sa.Column("account_id", sa.BigInteger, target, primary_key=key, nullable=False, autoincrement=False)


second_step = sa.Table(
    "second_step",
    metadata,
    _account(key=True),
    sa.Column("secret", sa.Text, nullable=False),  # in clear: codes are made from it
    sa.Column("is_on", sa.Boolean, nullable=False, server_default=sa.false()),  # false: no code was shown yet
    sa.Column("last_step", sa.BigInteger, nullable=False, server_default="0"),  # no code of this or before is taken
    sa.Column("since", sa.BigInteger, nullable=False),
)

recovery_code = sa.Table(
    "recovery_code",
    metadata,
    _account(key=True),
    sa.Column("code_hash", sa.LargeBinary, primary_key=True),
)

passkey = sa.Table(
    "passkey",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _account(),
    sa.Column("credential_id", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("sign_count", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("used_week", sa.Integer, nullable=False, server_default="0"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
sa.Index(None, passkey.c.account_id)
