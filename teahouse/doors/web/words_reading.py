"""What the pages for reading and writing say: part of what every language fills in whole."""

from __future__ import annotations

from msgspec import Struct


class Reading(Struct, frozen=True, kw_only=True):
    """The texts of home, of what is done with a moment, of the composer, and of people and circles."""

    # home
    home: str
    me: str
    home_empty: str
    home_empty_do: str
    new_above: str
    newest: str
    asking_one: str
    asking_many: str

    # what is done with a moment
    like: str
    unlike: str
    comment: str
    share: str
    unshare: str
    keep: str
    unkeep: str
    kept: str
    kept_none: str
    more: str
    edit: str
    delete: str
    delete_sure: str
    remove: str
    removed: str
    all_comments: str
    comment_label: str
    comment_to: str
    send: str
    for_everyone: str
    for_everyone_unlisted: str
    for_house: str
    for_friends: str
    for_some: str
    for_all_but: str
    for_followers: str
    for_named: str
    for_me: str

    # writing
    write: str
    write_label: str
    post: str
    who_sees: str
    who_friends: str
    who_only: str
    who_all_but: str
    who_people_one: str
    who_people_many: str
    spoiler: str
    spoiler_hint: str
    picture_bad: str
    pictures_sensitive: str
    picture_untold: str
    own_pictures: str
    own_avatar: str
    own_header: str
    own_picture_drop: str
    is_selling: str
    who_comments: str
    comments_all: str
    comments_friends: str
    comments_nobody: str
    edit_title: str
    edit_note: str

    # people
    friends: str
    friends_none: str
    befriend: str
    follow: str
    unfollow: str
    waiting: str
    take_back: str
    asks_you: str
    are_friends: str
    common_one: str
    common_many: str
    what_i_see: str
    mute_week: str
    mute_for_good: str
    unmute: str
    muted: str
    selling_off: str
    asking_off: str
    shares_off: str
    hide_mine: str
    fold: str
    fold_hint: str
    remark: str
    never_told: str
    in_circles: str
    unfriend: str
    unfriend_sure: str
    block: str
    block_sure: str
    unblock: str
    blocked: str
    mute_this: str
    undo: str

    # circles
    circles: str
    circles_text: str
    circles_none: str
    circle_new: str
    circle_name: str
    circle_rename: str
    circle_delete: str
    circle_delete_text: str
    circle_delete_closes: str

    # what one was told
    notices: str
    notices_none: str
    unread_one: str
    unread_many: str
    told_new: str
    told_request: str
    told_follow: str
    told_mention: str
    told_comment: str
    told_like: str
    told_share: str
    told_post: str
    told_edit: str

    # what was done
    done_posted: str
    done_deleted: str
    done_edited: str
    done_removed: str
    done_asked: str
    done_muted: str
    done_quiet: str
    done_circle: str
    done_undone: str
    done_parted: str
