"""Rulings that are kept: from the judgement to what a person decides.

What is published commercially is ruled on before it is written. A ruling names what it stands on and can be appealed
once, before a person other than the first; overturned, it counts for nothing. Accounts are plain numbers here.
"""

from teahouse.guard.rulings.appeal import appeal, ask_back, speak
from teahouse.guard.rulings.book import HouseRules
from teahouse.guard.rulings.decide import decide
from teahouse.guard.rulings.events import Ruled
from teahouse.guard.rulings.forget import forget_rulings, take_back
from teahouse.guard.rulings.keep import check_free, keep, mend, mend_refused, rule_on
from teahouse.guard.rulings.model import (
    MAX_WORDS,
    UNDECIDED,
    Asked,
    Capability,
    Figure,
    Figures,
    KeptRuling,
    Restricted,
    State,
    Stopped,
    Word,
)
from teahouse.guard.rulings.read import (
    NEWEST,
    count_open_rulings,
    fetch_figures,
    fetch_holding,
    fetch_own_ruling,
    fetch_ruling,
    fetch_words,
    find_ruling,
    page_own_rulings,
    page_rulings,
)
from teahouse.guard.rulings.rules import may_appeal, may_decide

__all__ = [
    "MAX_WORDS",
    "NEWEST",
    "UNDECIDED",
    "Asked",
    "Capability",
    "Figure",
    "Figures",
    "HouseRules",
    "KeptRuling",
    "Restricted",
    "Ruled",
    "State",
    "Stopped",
    "Word",
    "appeal",
    "ask_back",
    "check_free",
    "count_open_rulings",
    "decide",
    "fetch_figures",
    "fetch_holding",
    "fetch_own_ruling",
    "fetch_ruling",
    "fetch_words",
    "find_ruling",
    "forget_rulings",
    "keep",
    "may_appeal",
    "may_decide",
    "mend",
    "mend_refused",
    "page_own_rulings",
    "page_rulings",
    "rule_on",
    "speak",
    "take_back",
]
