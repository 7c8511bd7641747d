"""Housekeeping: what hosts and their helpers do for the house, and the log of it.

No role opens the gate. Whoever keeps the house sees what any member in their place would see. An account is suspended
as a whole and can be let back in, and then nothing of it has changed. Whatever is done to others is written down.
"""

from teahouse.housekeeping.log import NEWEST, page_log, record
from teahouse.housekeeping.model import COMMAND_LINE, Act, Actor, Entry
from teahouse.housekeeping.standing import restore, suspend

__all__ = [
    "COMMAND_LINE",
    "NEWEST",
    "Act",
    "Actor",
    "Entry",
    "page_log",
    "record",
    "restore",
    "suspend",
]
