"""What the frame of every page says, and the page that shows the look: part of what every language fills in whole."""

from __future__ import annotations

from msgspec import Struct


class Look(Struct, frozen=True, kw_only=True):
    """The texts of the frame, the viewer of pictures, what happens without a new page, and of `/look`."""

    # the frame
    ways: str
    foot: str
    type_normal: str
    type_large: str
    type_largest: str

    # the feed
    burst: str
    fresh_one: str
    fresh_many: str
    viewer: str
    viewer_close: str
    viewer_next: str
    viewer_previous: str
    viewer_place: str
    copy: str
    copied: str
    send_on: str

    # without a new page
    offline: str
    broken: str
    gone: str
    rewrite: str
    removed: str

    # nobody answers
    offline_title: str
    offline_text: str
    offline_again: str

    # the page that shows the look
    title: str
    text: str
    colours: str
    letters: str
    letters_sample: str
    buttons: str
    fields: str
    fields_hint: str
    fields_fault: str
    messages: str
    messages_good: str
    messages_bad: str
    lists: str
    figures: str
    moment: str
    moment_sample: str
    empty: str
    icons: str


"""Words beneath a heading of `/look` are samples; no page of the house says them."""
