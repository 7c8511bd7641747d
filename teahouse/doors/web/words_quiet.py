"""What the pages about quiet say: part of what every language fills in whole."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class QuietWords(Struct, frozen=True, kw_only=True):
    """The texts of the market, of cleaning one's circle, and of what was turned down. Mappings are by sort."""

    # the market
    market: str
    market_text: str
    only_turned_down: str
    sieve: str
    turned_down_text: str
    of_whom: str
    everybody: str
    muted_too: str
    market_none: str
    market_none_do: str
    held_none: str
    held_none_do: str
    at_market: str

    # cleaning
    clean: str
    numbers: tuple[str, ...]
    posts_one: str
    posts_many: str
    friends_one: str
    friends_many: str
    accounts_one: str
    accounts_many: str
    lately_none: str
    lately_plain: str
    lately_sold: str
    lately_from: str
    choose: str
    steps: Mapping[str, str]
    reasons: Mapping[str, str]
    apply: str
    again: str
    never_told: str
    now: str
    then: str
    label_posts: str
    label_selling: str
    goes: str
    nothing_left: str
    clean_none: str
    clean_none_do: str
    choose_one: str
    choose_bad: str

    # what was turned down
    quiet: str
    quiet_text: str
    offs: Mapping[str, str]
    muted_until: str
    back: str
    all_back: str
    all_back_text: str
    wait_one: str
    wait_many: str
    quiet_none: str
    quiet_none_do: str
    last_one: str
    last_many: str

    # a tap below a post, and what is said after it
    less: Mapping[str, str]
    done_less: Mapping[str, str]
    done_cleaned: str
    done_all_back: str
    done_back: str
    done_undone: str
    done_late: str
    hint: str
    hint_do: str
    hint_later: str
