"""Chat: a person is told by a robot of their own in WeCom, DingTalk or Feishu, since many telephones get no push.

What is told together goes in one message, and no robot is asked more than twenty times a minute. What a robot is told
is read by others' servers: there are no remarks in it, and no words of what is not for everybody unless asked for.
"""

from teahouse.notices.chat.keep import drop_robot, fetch_robots, keep_robot, try_out, turn_on
from teahouse.notices.chat.model import KINDS, ChatHosts, Kind, Robot
from teahouse.notices.chat.tell import ChatErrand, TryErrand, chat

__all__ = [
    "KINDS",
    "ChatErrand",
    "ChatHosts",
    "Kind",
    "Robot",
    "TryErrand",
    "chat",
    "drop_robot",
    "fetch_robots",
    "keep_robot",
    "try_out",
    "turn_on",
]
