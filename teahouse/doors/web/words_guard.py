"""What the pages of the rule book and of rulings say: part of what every language fills in whole."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class GuardWords(Struct, frozen=True, kw_only=True):
    """The texts of the rule book, of advice while writing, of one's own rulings, and of the hosts' queue."""

    # the rule book
    book: str
    book_text: str
    book_private: str
    book_action: Mapping[str, str]
    book_fine: str
    book_rewrite: str
    book_sources: str
    ladder: str
    ladder_text: str
    never: str
    appeals: str
    # while writing, and where something was stopped
    check: str
    advice: str
    advice_clean: str
    stopped: str
    stopped_text: str
    restricted: str
    picture_said: str
    read_rule: str
    take_over: str
    by_form: str
    # below one's own post
    looks: Mapping[str, str]
    looks_note: str
    looks_yes: str
    looks_no: str
    labelled: str
    held_by: str
    see_ruling: str
    # one's own rulings
    mine: str
    mine_text: str
    mine_none: str
    verdicts: Mapping[str, str]
    states: Mapping[str, str]
    counts_not: str
    counted: str
    next_step: str
    until: str
    until_decided: str
    decided: str
    decided_why: str
    answered_why: str
    edit_post: str
    write_anew: str
    appeal: str
    appeal_text: str
    appeal_words: str
    appeal_send: str
    talk: str
    talk_you: str
    talk_house: str
    talk_add: str
    done: Mapping[str, str]
    # the hosts' queue
    queue: str
    queue_text: str
    queue_none: str
    queue_waiting: str
    queue_open: str
    queue_done: str
    waits: str
    appealed: str
    what_was_judged: str
    decide: str
    decide_text: str
    reason: str
    overturn: str
    uphold: str
    ask: str
    not_you: str
    figures: str
    figures_text: str
    figures_none: str
    figure_rule: str
    figure_rulings: str
    figure_appeals: str
    figure_wrong: str
    took: str
    hours: str
    minutes: str
