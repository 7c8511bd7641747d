"""Housekeeping: what hosts and their helpers do for the house, and the log of it.

No role opens the gate. Whoever keeps the house sees what any member in their place would see; of what was reported they
see the snapshot that its reporter could see. A moment is withheld and an account suspended as a whole, with a reason,
and both can be taken back, and then nothing of them has changed. What the guard ruled a person may overrule. Whatever
is done to others is written down.
"""

from teahouse.housekeeping.care import (
    add_note,
    assign,
    count_open,
    fetch_notes,
    fetch_report,
    page_own_reports,
    page_reports,
    reopen,
    resolve,
)
from teahouse.housekeeping.choices import Choices, choose, fetch_choices
from teahouse.housekeeping.log import NEWEST, page_log, record
from teahouse.housekeeping.model import (
    COMMAND_LINE,
    Act,
    Actor,
    Category,
    Complaint,
    Entry,
    Note,
    Report,
    Rule,
    SeenMoment,
)
from teahouse.housekeeping.report import make_report, report_group
from teahouse.housekeeping.rulings import ask_back, count_open_rulings, decide_ruling, fetch_ruling, page_rulings
from teahouse.housekeeping.standing import (
    change_role,
    fetch_suspension,
    forget_suspension,
    make_reset_link,
    restore,
    suspend,
)
from teahouse.housekeeping.withhold import fetch_withheld, give_back, withhold

__all__ = [
    "COMMAND_LINE",
    "NEWEST",
    "Act",
    "Actor",
    "Category",
    "Choices",
    "Complaint",
    "Entry",
    "Note",
    "Report",
    "Rule",
    "SeenMoment",
    "add_note",
    "ask_back",
    "assign",
    "change_role",
    "choose",
    "count_open",
    "count_open_rulings",
    "decide_ruling",
    "fetch_choices",
    "fetch_notes",
    "fetch_report",
    "fetch_ruling",
    "fetch_suspension",
    "fetch_withheld",
    "forget_suspension",
    "give_back",
    "make_report",
    "make_reset_link",
    "page_log",
    "page_own_reports",
    "page_reports",
    "page_rulings",
    "record",
    "reopen",
    "report_group",
    "resolve",
    "restore",
    "suspend",
    "withhold",
]
