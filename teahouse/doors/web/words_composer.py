"""What the composer says: part of what every language fills in whole."""

from __future__ import annotations

from msgspec import Struct


class ComposerWords(Struct, frozen=True, kw_only=True):
    """The texts of writing, changing and taking back: whom it is for, pictures, drafts, and what went wrong."""

    # lists of names
    sep: str
    last_two: str
    and_more: str

    # whom it is for
    audience: str
    friends: str
    friends_note: str
    only: str
    only_note: str
    all_but: str
    all_but_note: str
    group: str
    group_note: str
    group_one: str
    house: str
    house_note: str
    everyone: str
    everyone_note: str
    unlisted: str
    unlisted_note: str
    named: str
    named_note: str
    me: str
    me_note: str
    as_before: str
    which_hint: str
    lists: str
    no_lists: str
    people: str
    people_find: str
    people_bound: str
    which_group: str
    look_who: str

    # who will see it
    see_one: str
    see_many: str
    see_nobody: str
    see_nobody_chosen: str
    see_nobody_in: str
    see_nobody_named: str
    see_me: str
    see_house: str
    see_everyone: str
    see_unlisted: str
    but: str
    of_friends: str
    of_all_but: str
    of_group: str
    of_named: str
    note_kept_off: str
    note_kept_off_wide: str
    note_left_out: str
    note_later: str
    note_group_later: str
    note_strangers_one: str
    note_strangers_many: str
    note_elsewhere: str
    note_elsewhere_out: str
    elsewhere_of: str
    note_window: str

    # pictures
    pictures: str
    pictures_add: str
    pictures_hint: str
    pictures_look: str
    picture_alt: str
    picture_alt_hint: str
    picture_earlier: str
    picture_later: str
    picture_drop: str
    picture_gone: str
    pictures_many: str
    sensitive: str
    sending: str
    sent: str
    not_sent: str
    again: str
    waiting: str
    too_many: str

    # the rest of a post
    more: str
    more_open: str
    language: str
    language_own: str
    left_one: str
    left_many: str
    over_one: str
    over_many: str
    who_comments_hint: str
    post_keys: str

    # drafts, and what went wrong
    draft_back: str
    draft_drop: str
    draft_dropped: str
    draft_undo: str
    kept_here: str
    kept_offline: str
    kept_busy: str
    kept_refused: str
    kept_signed_out: str
    unsent_sure: str
    sign_in_again: str
    typed: str
    typed_hint: str

    # after posting
    posted: str
    take_back: str
    rewrite: str
    rewrite_sure: str
    taken_back: str

    # what was changed
    history: str
    history_of: str
    history_none: str
    history_now: str
    history_first: str
    history_see: str

    # whom a comment is for
    heard_open: str
    heard_own: str
    heard_common: str
    heard_letter: str
    heard_page: str
    heard_answer: str
