"""What the pages about people and one's own settings say: part of what every language fills in whole."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Folk(Struct, frozen=True, kw_only=True):
    """The texts of settings, search, profiles, circles, cards, requests and invites."""

    # settings
    set_profile: str
    set_profile_text: str
    set_language: str
    set_language_text: str
    set_privacy: str
    set_privacy_text: str
    set_reports_text: str
    set_back: str
    name: str
    name_hint: str
    note: str
    note_hint: str
    fields: str
    fields_hint: str
    field_name: str
    field_value: str
    window: str
    window_hint: str
    window_all: str
    window_3: str
    window_30: str
    window_182: str
    found: str
    found_hint: str
    ask_first: str
    ask_first_hint: str

    # finding people
    search: str
    search_label: str
    search_short: str
    search_friend: str
    seek: str
    search_hint: str
    search_none: str
    search_none_do: str
    search_one: str
    search_many: str
    search_mine: str
    search_others: str
    search_tags: str
    search_said: str
    tag_follow: str
    tag_unfollow: str
    tag_followed: str
    tag_left: str
    tag_hint: str
    it_is_you: str
    is_friend: str
    is_followed: str
    is_asked: str
    is_blocked: str

    # requests
    requests_in: str
    requests_sent: str
    requests_sent_none: str
    requests_into: str
    requests_into_hint: str
    done_taken_back: str
    requests_since: str
    requests_all: str

    # invites, cards, arriving
    invite_days: str
    invite_day: str
    invite_late: str
    invite_lasts: str
    invite_lasts_1: str
    invite_lasts_7: str
    invite_lasts_30: str
    invite_lasts_0: str
    invite_befriend: str
    invite_befriend_hint: str
    invite_befriends: str
    invite_quota: str
    invite_quota_none: str
    invite_closed: str
    invite_show: str
    brought_by: str
    invite_meets: str
    invite_three: str
    own_handle: str
    meet: str
    meet_at_once: str
    meet_asks: str
    card: str
    card_text: str
    card_alt: str
    card_members: str
    card_guests: str
    card_make: str
    card_plain: str
    card_print: str
    card_too_many: str
    here: str
    here_text: str
    here_none: str
    here_all: str
    may_know: str
    be_listed: str
    be_listed_text: str
    be_unlisted: str
    listed_text: str
    done_listed: str
    done_unlisted: str
    arriving: str
    arriving_by: str
    arriving_group: str

    # circles
    circle_who: str
    circle_who_hint: str
    circle_filter: str
    circle_no_friends: str
    circle_nobody_so: str
    circle_everybody: str
    board: str
    board_text: str
    board_in: str
    board_open: str
    board_none: str
    board_put: str
    board_failed: str

    # profiles
    between: str
    between_text: str
    remark_too_long: str
    as_title: str
    as_guest: str
    as_circle: str
    as_none: str
    as_friends: str
    as_look: str
    as_shown: str
    as_shown_guest: str
    as_end: str
    edit_profile: str
    sign_in_to_ask: str
    new_here: Mapping[str, str]

    # settings of reading
    set_reading: str
    set_reading_text: str
    set_size: str
    set_size_hint: str
    set_off: str
    set_off_text: str
