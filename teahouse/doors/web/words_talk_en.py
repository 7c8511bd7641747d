"""The pages of private talk in English."""

from __future__ import annotations

from teahouse.doors.web.words_talk import TalkWords

ENGLISH = TalkWords(
    talks="Talk",
    none="No talk yet",
    none_text="What you write here only the people you write to can read. Begin with a friend, or with a few.",
    new="New talk",
    new_text="Choose one friend or several. The same people always come back to the same talk.",
    friends="With whom",
    nobody="You have no friends here yet whom you could write to.",
    begin="Send",
    unread="new",
    unread_one="one talk with something new",
    unread_many="{n} talks with something new",
    alone="Notes to yourself",
    gone="Somebody who is no longer here",
    you="You",
    write="Your message",
    write_to="Write to {name}",
    send="Send",
    said="What was said",
    nothing="Nothing was said yet.",
    refresh="See what is new",
    about="below a post",
    hide="Put this talk away",
    hide_text="It goes from your list with all that was said so far, for you alone. When somebody writes again it is "
    "back, without what was said before.",
    hide_sure="Put it away",
    drop="Delete",
    drop_sure="Delete it for everybody",
    edit="Edit",
    menu="Edit or delete this message",
    not_welcome="Not sent. You cannot write to {names}.",
    too_many="That is too many people for one talk. At most {n}, with you.",
    choose="Choose at least one person.",
    empty="Write something, or add a picture.",
    done_hidden="The talk was put away.",
    done_dropped="The message was deleted.",
    who="Who may begin a talk with you",
    who_hint="Whoever you wrote to may answer you. Who should not write at all can be blocked.",
    who_friends="My friends",
    who_groups="My friends, and members of my groups",
    who_everyone="Everybody in this house",
)
