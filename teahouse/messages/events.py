"""Facts about talks, in the past tense, ids only."""

from teahouse.kit.db import Fact


class ConversationTouched(Fact, frozen=True):
    """A letter was written into a room. Who hears it asks the gate for each of the room's people."""

    room_id: int
    moment_id: int
    author_id: int
