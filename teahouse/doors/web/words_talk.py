"""What the pages of private talk say: part of what every language fills in whole."""

from __future__ import annotations

from msgspec import Struct


class TalkWords(Struct, frozen=True, kw_only=True):
    """The texts of talks: their list, a room, beginning one, and who may begin one."""

    talks: str
    none: str
    none_text: str
    new: str
    new_text: str
    friends: str
    nobody: str
    begin: str
    unread: str
    unread_one: str
    unread_many: str
    alone: str
    gone: str
    you: str
    write: str
    write_to: str
    send: str
    said: str
    nothing: str
    refresh: str
    about: str
    hide: str
    hide_text: str
    hide_sure: str
    drop: str
    drop_sure: str
    edit: str
    menu: str
    not_welcome: str
    too_many: str
    choose: str
    empty: str
    done_hidden: str
    done_dropped: str
    who: str
    who_hint: str
    who_friends: str
    who_groups: str
    who_everyone: str
