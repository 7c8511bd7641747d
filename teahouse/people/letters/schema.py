"""The table of who may write to whom."""

import sqlalchemy as sa

from teahouse.people.schema import metadata

letter_choice = sa.Table(  # of those who chose; `usual_writers` says what the others have
    "letter_choice",
    metadata,
    sa.Column(
        "account_id",
        sa.BigInteger,
        sa.ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("writers", sa.SmallInteger, nullable=False),  # model.Writers
)
