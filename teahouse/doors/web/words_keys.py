"""What the pages about signing in say: part of what every language fills in whole."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Keys(Struct, frozen=True, kw_only=True):
    """The texts of second steps, passkeys, other devices, browsers and apps, one's data, and leaving."""

    # the second step when signing in
    second: str
    second_text: str
    second_code: str
    second_hint: str
    second_go: str
    second_wrong: str
    second_over: str

    # the second step in the settings
    step: str
    step_text: str
    step_off: str
    step_begin: str
    step_scan: str
    step_scan_text: str
    step_alt: str
    step_letters: str
    step_confirm: str
    step_is_on: str
    step_left_one: str
    step_left_many: str
    step_end: str
    step_end_text: str
    codes: str
    codes_text: str
    codes_renew: str
    codes_renew_text: str
    pw_first: str
    pw_set: str
    pw_set_text: str

    # passkeys
    passkeys: str
    passkeys_text: str
    passkey_none: str
    passkey_name: str
    passkey_name_hint: str
    passkey_make: str
    passkey_use: str
    passkey_remove: str
    passkey_made: str
    passkey_never: str
    passkey_failed: str
    passkey_unable: str
    passkey_no_script: str

    # another device
    device: str
    device_text: str
    device_make: str
    device_scan: str
    device_scan_text: str
    device_alt: str
    device_type: str
    device_number: str
    device_number_text: str
    device_let_in: str
    device_nobody: str
    device_wrong: str
    device_in: str
    device_code: str
    device_code_hint: str
    device_open: str
    device_by_code: str
    device_as: str
    device_as_text: str
    device_yes: str
    device_shows: str
    device_shows_text: str
    device_go: str
    device_waits: str
    device_gone: str
    device_gone_text: str
    device_not_you: str

    # a link of the first time
    first: str
    first_text: str
    first_name: str
    first_name_hint: str
    first_make: str
    first_made: str
    first_made_text: str
    first_alt: str
    first_hello: str
    first_hello_text: str
    first_friend: str
    first_enter: str
    first_gone: str
    first_gone_text: str

    # browsers and apps
    sessions: str
    sessions_text: str
    session_this: str
    session_seen: str
    session_week: str
    session_end: str
    agent_on: str
    agent_browser: str
    agent_app: str
    apps: str
    apps_text: str
    apps_none: str
    app_since: str
    app_as: str
    app_end: str

    # one's data
    data: str
    data_text: str
    data_items: tuple[str, ...]
    data_get: str
    data_hint: str

    # leaving
    leave: str
    leave_text: str
    leave_items: tuple[str, ...]
    leave_keep: str
    leave_days: str
    leave_first_data: str
    leave_handle: str
    leave_handle_wrong: str
    leave_sure: str
    leave_groups: str
    leave_pages: str
    leave_done: str
    leave_done_text: str

    # the index of the settings
    step_what: str
    passkeys_what: str
    sessions_what: str
    apps_what: str
    data_what: str
    leave_what: str

    done: Mapping[str, str]
