"""What the pages about groups say: part of what every language fills in whole."""

from __future__ import annotations

from msgspec import Struct


class Grouping(Struct, frozen=True, kw_only=True):
    """The texts of groups: their lists, their rooms, their links, and whom one knows there."""

    groups: str
    groups_text: str
    none: str
    new: str
    name: str
    description: str
    make: str
    members_one: str
    members_many: str
    members: str
    talk: str
    talk_none: str
    say_label: str
    say: str
    say_helpers: str
    say_more: str
    owner: str
    helper: str
    member: str
    know: str
    know_text: str
    know_tick: str
    know_send: str
    know_none: str
    know_later: str
    leave: str
    leave_text: str
    remove: str
    make_helper: str
    make_member: str
    hand_over: str
    asking: str
    asking_none: str
    let_in: str
    turn_down: str
    away: str
    links: str
    links_text: str
    link_new: str
    link_made: str
    link_uses: str
    link_state: str
    link_by: str
    link_ended: str
    links_none: str
    revoke: str
    settings: str
    joining: str
    by_link: str
    by_request: str
    by_both: str
    posting: str
    by_members: str
    by_helpers: str
    close: str
    close_text: str
    close_sure: str
    joins: str
    joins_text: str
    joins_ask: str
    joins_friends: str
    join: str
    join_ask: str
    join_new: str
    asked: str
    asked_text: str
    gone: str
    gone_text: str
    brings: str
    done_joined: str
    done_asked: str
    done_left: str
    done_saved: str
    done_closed: str
    for_group: str
