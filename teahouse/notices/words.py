"""What is said of a notice where no page says it: in a push, in a chat, in a letter. English and Chinese."""

from __future__ import annotations

from teahouse.notices.model import NoticeKind

ENGLISH = {
    NoticeKind.FRIEND_REQUEST: "{name} asks to be your friend",
    NoticeKind.FOLLOW: "{name} is your friend now, or follows you",
    NoticeKind.MENTION: "{name} named you",
    NoticeKind.COMMENT: "{name} commented",
    NoticeKind.LIKE: "{name} likes your post",
    NoticeKind.SHARE: "{name} shared your post",
    NoticeKind.POST: "{name} posted",
    NoticeKind.EDIT: "{name} changed a post that you shared",
    NoticeKind.ASKED_IN: "{name} asks to be let into your group",
    NoticeKind.LET_IN: "{name} let you into a group",
    NoticeKind.CHAIN: "{name} signed up on your list",
    NoticeKind.RULING: "There is news about a ruling on what you posted",
}
CHINESE = {
    NoticeKind.FRIEND_REQUEST: "{name}想加你为朋友",
    NoticeKind.FOLLOW: "{name}成为你的朋友或关注了你",
    NoticeKind.MENTION: "{name}提到了你",
    NoticeKind.COMMENT: "{name}发表了评论",
    NoticeKind.LIKE: "{name}赞了你的动态",
    NoticeKind.SHARE: "{name}分享了你的动态",
    NoticeKind.POST: "{name}发了动态",
    NoticeKind.EDIT: "{name}修改了你分享过的动态",
    NoticeKind.ASKED_IN: "{name}想加入你的群",
    NoticeKind.LET_IN: "{name}让你加入了一个群",
    NoticeKind.CHAIN: "{name}在你的接龙里报了名",
    NoticeKind.RULING: "你的一份处理说明有了新消息",
}


def title_of(kind: NoticeKind, name: str, language: str) -> str:
    """One line in the reader's language (`zh`, or any other)."""
    return (CHINESE if language == "zh" else ENGLISH)[kind].format(name=name)
