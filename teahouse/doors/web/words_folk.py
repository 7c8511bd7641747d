"""What the pages about people and one's own settings say: part of what every language fills in whole."""

from __future__ import annotations

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
    seek: str
    search_hint: str
    search_none: str
    search_none_do: str
    search_one: str
    search_many: str
    search_mine: str
    search_others: str
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
