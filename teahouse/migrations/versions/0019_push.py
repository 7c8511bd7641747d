"""Push: where apps want to be told, what people chose, and a lane of jobs that leads out of the house."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def _ref(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    op.add_column("job", sa.Column("lane", sa.SmallInteger, nullable=False, server_default="0"))
    op.drop_index("ix_job_run_at", "job")
    alive = ~sa.column("dead", sa.Boolean())
    op.create_index("ix_job_lane_run_at", "job", ["lane", "run_at", "id"], sqlite_where=alive, postgresql_where=alive)
    op.create_table(
        "notice_choice",
        sa.Column(
            "account_id",
            sa.BigInteger,
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("push_texts", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _ref("account_id", "account"),
        _ref("token_id", "access_token"),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("p256dh", sa.LargeBinary, nullable=False),
        sa.Column("auth", sa.LargeBinary, nullable=False),
        sa.Column("standard", sa.Boolean, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("alerts", sa.Text, nullable=False),
        sa.Column("stands_for", sa.Text, nullable=False),
        sa.UniqueConstraint("token_id", name=op.f("uq_push_subscription_token_id")),
    )
    op.create_index("ix_push_subscription_account_id", "push_subscription", ["account_id"])
