"""Refusals of work on a whole database: migrating, backing up, restoring, running.

Each promises a text for the host that says what is wrong and what to do, and that nothing was changed.
"""


class Refused(Exception):
    """Something with the whole database that cannot be done now, or at all."""


class InUse(Refused):
    """A server runs on the database."""


class NotOurs(Refused):
    """There is something, and it is no database of this program."""


class FromTheFuture(Refused):
    """The database was made or migrated by a newer release."""


class NeedsMigration(Refused):
    """The database is older than the program, and the host is to say when it may be changed."""


class NotEmpty(Refused):
    """There is something already where a backup should go."""


class BadBackup(Refused):
    """The file is broken, cut off, or no backup at all."""
