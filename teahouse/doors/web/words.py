"""What the pages say, as one struct that every language fills in whole.

Promises that a text which a language lacks is found by the type checker and by a test, never by a reader. `{name}`
stands for a value; values are escaped with the text around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from teahouse.doors.web.words_campaign import CampaignWords
from teahouse.doors.web.words_chain import ChainWords
from teahouse.doors.web.words_composer import ComposerWords
from teahouse.doors.web.words_filters import FilterWords
from teahouse.doors.web.words_folk import Folk
from teahouse.doors.web.words_groups import Grouping
from teahouse.doors.web.words_guard import GuardWords
from teahouse.doors.web.words_hosting import Hosting
from teahouse.doors.web.words_keys import Keys
from teahouse.doors.web.words_look import Look
from teahouse.doors.web.words_quiet import QuietWords
from teahouse.doors.web.words_reading import Reading
from teahouse.doors.web.words_reporting import ReportWords
from teahouse.doors.web.words_talk import TalkWords
from teahouse.doors.web.words_telling import TellingWords
from teahouse.doors.web.words_told import ToldWords


class Words(Struct, frozen=True, kw_only=True):
    """Every text of the pages in one language."""

    tag: str
    own_name: str
    reading: Reading
    grouping: Grouping
    talk: TalkWords
    filtering: FilterWords
    reporting: ReportWords
    folk: Folk
    look: Look
    hosting: Hosting
    guarding: GuardWords
    campaign: CampaignWords
    composing: ComposerWords
    quiet: QuietWords
    keys: Keys

    # around every page
    skip: str
    open_house: str
    sign_in: str
    sign_out: str
    join: str
    about: str
    privacy: str
    settings: str
    invites: str
    signed_in_as: str
    back_to_house: str

    # the front
    members_one: str
    members_many: str
    rules: str
    contact: str
    lately: str
    lately_none: str
    come_in_open: str
    come_in_invite: str
    come_in_closed: str
    come_in_app: str

    # a member's front page
    hello: str
    welcome: str
    your_name_here: str
    use_app: str
    use_app_1: str
    use_app_2: str
    use_app_3: str
    requests: str
    requests_none: str
    accept: str
    reject: str
    bring_someone: str
    bring_someone_text: str
    your_page: str
    your_pages: str
    for_hosts: str
    backup_when: str
    backup_none: str
    backup_overdue: str

    # sign-in
    name_or_email: str
    pw: str
    keep_signed_in: str
    pw_wrong: str
    forgotten: str
    no_account: str
    have_account: str
    sign_in_for_app: str
    sign_out_others: str
    sign_out_others_text: str

    # joining
    join_title: str
    invited_by: str
    invited_by_house: str
    invite_code: str
    invite_code_hint: str
    display_name: str
    display_name_hint: str
    handle: str
    handle_hint: str
    pw_hint: str
    agree: str
    sign_up_closed: str
    sign_up_closed_text: str
    invite_gone: str
    invite_gone_text: str
    fix_these: str

    # faults beside fields
    fault_blank: str
    fault_taken: str
    fault_reserved: str
    fault_invalid: str
    fault_too_long: str
    fault_too_short: str
    fault_accepted: str
    fault_too_many: str
    fault_code: str
    fault_username: str
    fault_differs: str
    fault_pw: str
    fault_time_zone: str

    # passwords
    pw_change: str
    pw_old: str
    pw_new: str
    pw_again: str
    pw_change_text: str
    save: str
    reset_title: str
    reset_text: str
    reset_gone: str
    reset_gone_text: str

    # settings
    language: str
    language_browser: str
    time_zone: str
    time_zone_hint: str

    # invites
    invites_text: str
    make_invite: str
    invite_note: str
    invite_note_hint: str
    invite_uses: str
    your_invites: str
    no_invites: str
    invite_left: str
    invite_spent: str
    invite_revoked: str
    revoke: str
    brought: str
    brought_none: str

    # what was done
    done_saved: str
    done_pw: str
    done_reset: str
    done_out: str
    done_others: str
    done_invite: str
    done_revoked: str
    done_accepted: str
    done_rejected: str

    # letting an app in
    app_wants: str
    app_site: str
    app_may: str
    app_as: str
    app_as_you: str
    app_as_page: str
    app_back_to: str
    app_code_shown: str
    allow: str
    deny: str
    app_take_back: str
    native_title: str
    native_text: str
    denied_title: str
    denied_text: str
    scope_profile: str
    scope_read: str
    scope_write: str
    scope_follow: str
    scope_push: str
    scope_admin: str
    scope_see: str
    scope_change: str
    noun_accounts: str
    noun_blocks: str
    noun_bookmarks: str
    noun_conversations: str
    noun_favourites: str
    noun_filters: str
    noun_follows: str
    noun_lists: str
    noun_media: str
    noun_mutes: str
    noun_notifications: str
    noun_reports: str
    noun_search: str
    noun_statuses: str

    # people and moments
    page_badge: str
    selling: str
    show: str
    comments_one: str
    comments_many: str
    likes_one: str
    likes_many: str
    shares_one: str
    shares_many: str
    shared_by: str
    comments: str
    moments_of: str
    moments_none: str
    moments_none_yours: str
    moment_of: str
    answers: str
    older: str
    tag_title: str
    tag_none: str
    edited: str
    see_in_app: str
    on_date: str
    just_now: str
    minutes_ago: str
    hours_ago: str
    yesterday: str

    # lists on posts
    chain: ChainWords
    told: ToldWords
    telling: TellingWords

    # about and privacy
    about_house: str
    about_what: str
    about_what_text: str
    about_source: str
    privacy_kept: str
    privacy_kept_items: tuple[str, ...]
    privacy_not: str
    privacy_not_items: tuple[str, ...]
    privacy_who: str
    privacy_who_text: str
    privacy_leave: str
    privacy_leave_text: str

    # keeping the house
    reports: str
    reports_text: str
    reports_open: str
    reports_done: str
    reports_none: str
    reports_wait: str
    taken_by: str
    report_on: str
    reported_by: str
    reporter_gone: str
    report_is_open: str
    report_is_done: str
    report_other: str
    report_spam: str
    report_legal: str
    report_violation: str
    report_take: str
    report_leave: str
    report_reopen: str
    report_resolve: str
    report_seen: str
    report_seen_text: str
    for_all: str
    for_house: str
    for_followers: str
    for_group: str
    for_named: str
    for_friends: str
    is_withheld: str
    reason_for_author: str
    post_hold: str
    post_remove: str
    post_give_back: str
    the_account: str
    suspend_text: str
    reason_for_owner: str
    suspend_account: str
    restore_account: str
    is_suspended: str
    keeps_the_house: str
    done_meanwhile: str
    notes: str
    notes_none: str
    note: str
    note_add: str
    log: str
    log_text: str
    log_none: str
    command_line: str
    your_reports: str
    your_reports_none: str
    your_reports_text: str
    withheld_held: str
    withheld_removed: str
    suspended_text: str
    log_acts: Mapping[str, str]

    # when something is wrong
    error_400: str
    error_400_do: str
    error_401: str
    error_401_do: str
    error_403: str
    error_403_do: str
    error_404: str
    error_404_do: str
    error_404_member: str
    error_405: str
    error_405_do: str
    error_413: str
    error_413_do: str
    error_429: str
    error_429_do: str
    error_500: str
    error_500_do: str
    error_503: str
    error_503_do: str
    error_form: str
    error_form_do: str
    error_client: str
    error_client_do: str
    error_redirect: str
    error_redirect_do: str
    error_app: str
    error_app_do: str
