"""What the pages for hosts say, and the page that begins a house: part of what every language fills in whole."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Hosting(Struct, frozen=True, kw_only=True):
    """The texts of `/house` and what stands below it, and of `/begin`."""

    # the house at a glance
    title: str
    text: str
    nav: str
    glance: str
    settings: str
    people: str
    invites: str
    jobs: str
    storage: str
    well: str
    look_at: str
    members: str
    members_text: str
    reports_open: str
    backup_old: str
    jobs_well: str
    jobs_dead: str
    jobs_late: str
    disk_well: str
    disk_full: str
    insecure: str
    open_house: str
    who_may_join: str

    # settings
    settings_text: str
    saved: str
    nothing_changed: str
    changed_meanwhile: str
    fixed: str
    preview: str
    preview_text: str
    labels: Mapping[str, str]
    hints: Mapping[str, str]
    modes: Mapping[str, str]
    heads: Mapping[str, str]
    bounds: str
    not_a_number: str
    at_least_one: str
    line_too_long: str
    too_many_lines: str
    not_a_mail: str
    not_a_link: str

    # people
    people_text: str
    search: str
    search_label: str
    filters: Mapping[str, str]
    roles: Mapping[str, str]
    roles_text: Mapping[str, str]
    page: str
    suspended: str
    gone: str
    joined: str
    seen_this_week: str
    seen_week_one: str
    seen_weeks: str
    seen_never: str
    brought_by: str
    brought_by_house: str
    brought_by_nobody: str
    brought: str
    takes_up: str
    none_found: str
    role: str
    role_own: str
    role_give: str
    stands: str
    pw: str
    pw_text: str
    pw_keeps: str
    pw_make: str
    pw_made: str
    done_role: str
    done_suspended: str
    done_restored: str
    pages_left: str
    refused: str

    # invites
    invites_text: str
    new_invite: str
    uses: str
    uses_hint: str
    days: str
    days_hint: str
    note: str
    note_hint: str
    all_invites: str
    of_house: str
    used: str
    used_any: str
    until: str
    for_ever: str
    ended: str
    revoked: str
    revoke: str
    scan: str
    no_invites: str
    tree: str
    tree_text: str
    tree_none: str
    tree_more: str

    # jobs
    jobs_text: str
    jobs_counts: str
    jobs_dead_title: str
    jobs_dead_text: str
    jobs_failing: str
    jobs_none: str
    job_tried: str
    job_retry: str
    job_retry_all: str
    job_drop: str
    job_drop_sure: str
    done_retried: str
    done_dropped: str

    # storage
    storage_text: str
    database: str
    pictures: str
    pictures_elsewhere: str
    free: str
    waiting_files: str
    backup_last: str
    backup_file: str
    backup_do: str
    backup_try: str

    # the beginning
    begin: str
    begin_text: str
    begin_house: str
    begin_door: str
    begin_rules: str
    begin_rules_text: str
    begin_you: str
    begin_you_text: str
    begin_do: str
    begin_gone: str
    begin_gone_text: str
    begin_had: str
    begin_had_text: str
    begun: str
    begun_text: str
    begun_invite: str
    begun_invite_text: str
    begun_closed: str
    begun_next: str
    begun_steps: tuple[str, ...]
    begun_home: str

    # for everybody who looks in
    kept_by: str
    kept_by_text: str
    join_title: str
    house_feed: str
    source_here: str
