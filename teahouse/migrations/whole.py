"""All tables of the house in one metadata, to compare with what the steps have made."""

import sqlalchemy as sa

from teahouse.kit.db import new_metadata
from teahouse.schema import METADATA


def whole() -> sa.MetaData:
    """Each table once. A domain names another's table for its constraints alone: the fullest of a name is the table."""
    fullest: dict[str, sa.Table] = {}
    for part in METADATA:
        for table in part.tables.values():
            if table.name not in fullest or len(table.columns) > len(fullest[table.name].columns):
                fullest[table.name] = table
    together = new_metadata()
    for table in fullest.values():
        table.to_metadata(together)
    return together
