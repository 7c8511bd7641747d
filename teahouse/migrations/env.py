"""What Alembic runs: takes the steps on the connection that `teahouse.kit.db.migrate` hands in.

Run by Alembic's own command instead, it writes a new step from what `teahouse.schema` has and the database has not:
`alembic -c teahouse/migrations/alembic.ini -x database=sqlite:///FILE revision --autogenerate --rev-id 0002 -m TITLE`.
"""

import sqlalchemy as sa
from alembic import context

from teahouse.kit.db import new_metadata


def take_steps(connection: sa.Connection) -> None:
    """All steps in the transaction of the caller: SQLite too takes all of them or none."""
    # Only the names of constraints come from here; a step never looks at today's tables.
    context.configure(connection=connection, target_metadata=new_metadata(), render_as_batch=True)
    context.run_migrations()


def write_step() -> None:
    """Compare a database, which has taken all steps so far, with today's tables."""
    from teahouse.migrations.whole import whole  # noqa: PLC0415 - taking steps needs no table of today

    engine = sa.create_engine(context.get_x_argument(as_dictionary=True)["database"])
    with engine.connect() as connection, connection.begin():
        context.configure(connection=connection, target_metadata=whole(), render_as_batch=True)
        context.run_migrations()


if (handed := context.config.attributes.get("connection")) is not None:
    take_steps(handed)
else:
    write_step()
