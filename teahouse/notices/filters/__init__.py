"""Filters: what a reader chose not to read. A filter holds words and posts, and says where and how they are left out.

What matches is told with each moment that is shown, and left to who shows it; from home, what is to be hidden is left
out here. Three filters are the house's own: what is for sale, what asks for likes, what was passed on. They are always
there and hold no words: a moment is what its author declared it to be. Switched off, each is one that has expired.
"""

from teahouse.notices.filters.apply import KnownFilters, are_in_force, fetch_results, fill
from teahouse.notices.filters.events import FiltersChanged
from teahouse.notices.filters.keep import (
    add_keyword,
    add_status,
    change_filter,
    change_keyword,
    delete_filter,
    drop_keyword,
    drop_status,
    fetch_filter,
    fetch_filters,
    fetch_keyword,
    fetch_status,
    forget_account,
    make_filter,
)
from teahouse.notices.filters.model import (
    HOUSE_FILTERS,
    Action,
    Changes,
    Context,
    Filter,
    HeldStatus,
    Keyword,
    Result,
    Sort,
    Word,
)

__all__ = [
    "HOUSE_FILTERS",
    "Action",
    "Changes",
    "Context",
    "Filter",
    "FiltersChanged",
    "HeldStatus",
    "Keyword",
    "KnownFilters",
    "Result",
    "Sort",
    "Word",
    "add_keyword",
    "add_status",
    "are_in_force",
    "change_filter",
    "change_keyword",
    "delete_filter",
    "drop_keyword",
    "drop_status",
    "fetch_filter",
    "fetch_filters",
    "fetch_keyword",
    "fetch_results",
    "fetch_status",
    "fill",
    "forget_account",
    "make_filter",
]
