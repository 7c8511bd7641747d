"""Private talk at random, through the API: who may write to whom, what is done with talks, and what each is shown."""

from __future__ import annotations

from typing import Any, Protocol

from tests.api.reactions import Everything
from tests.api.wire import Answer
from tests.gate import letters
from tests.gate.letters import TalkWorld
from tests.gate.plain import Person
from tests.gate.words import LETTER

PATH = "/api/v1/conversations"
CHOICES = ("friends", "groups", "everyone")


class Private(Everything):
    """The acts of private talk, beside all others."""

    def do_writers(self) -> None:
        """Somebody chooses who may write to them."""
        who, chosen = self.pick(self.world.people), self.pick(CHOICES)
        fields: dict[str, Any] = {"source": {"direct_from": chosen}}
        answer = self.write(who, "PATCH", "/api/v1/accounts/update_credentials", fields)
        assert (answer.status, answer.json["source"]["direct_from"]) == (200, chosen), answer
        self.world.writers[who] = chosen
        self.done(who, answer)

    def do_letter(self) -> None:
        """A letter to somebody, or an answer to one."""
        who = self.pick(self.world.people)
        seen = [m for m in self.model.sight(who).seen if m.kind == LETTER]
        self._post(who, LETTER, self.pick(seen) if seen and self.chance.random() < 0.4 else None)

    def do_talk(self) -> None:
        """A talk is read, left unread or put away; by who is not in it, it is not there."""
        if not self.world.room_ids:
            return
        room, room_id = self.pick(sorted(self.world.room_ids.items(), key=lambda pair: pair[1]))
        who = (
            self.pick(sorted(room, key=lambda p: p.id)) if self.chance.random() < 0.8 else self.pick(self.world.people)
        )
        seen = letters.rooms(self.world, who).get(room)
        method, way = self.pick((("POST", "/read"), ("POST", "/unread"), ("DELETE", "")))
        answer = self.write(who, method, f"{PATH}/{room_id}{way}")
        assert answer.status == (404 if seen is None else 200), f"{who} {way} {room}: {answer}"
        if seen is not None:
            change = {"/read": self.world.read, "/unread": self.world.unread}.get(way)
            change(who, room, seen[-1].id) if change else self.world.hide(who, room)
            self.model.changed(self.clock.now())
        self.done(who, answer)


class Looking(Protocol):
    """Who looks, and how."""

    viewer: Person | None
    world: TalkWorld
    deeds: Any

    def get(self, target: str, status: int = 200) -> Answer: ...

    def pick(self, several: Any) -> Any: ...


def at_talks(looks: Looking) -> None:
    """Every talk of the viewer's, whole and by pages; those of others are not there."""
    v = looks.viewer
    assert v is not None
    expected = letters.conversations(looks.world, v)
    size, found, at = looks.pick((1, 2, 3, 40)), [], f"{PATH}?limit="
    target: str | None = f"{at}{size}"
    while target is not None:
        answer = looks.get(target)
        found += [
            (
                int(one["id"]),
                one["unread"],
                int(one["last_status"]["id"]),
                sorted(int(a["id"]) for a in one["accounts"]),
            )
            for one in answer.json
        ]
        target = answer.links.get("next")
    active = {p.id for p in looks.world.people if p.active}
    wanted = [(one.id, one.unread, one.last_id, sorted({*(one.others or (v.id,))} & active)) for one in expected]
    assert found == wanted, f"{v}'s talks: {found}, not {wanted}"
    mine = {one.id for one in expected}
    others = sorted(set(looks.world.room_ids.values()) - mine)
    if others:
        looks.deeds.same_as_nothing(v, "POST", f"{PATH}/{{}}/read", looks.pick(others))
