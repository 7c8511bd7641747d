"""Search, tags and suggestions in a random house: everybody looks for what everybody ever said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gate import specification as spec
from tests.gate.words import DELETED, LIVE, PUBLIC

if TYPE_CHECKING:
    from tests.api.looks import Looks

SOUGHT = 6


def at_finding(looks: Looks) -> None:
    """Words of posts, of what they said before an edit, and of what was deleted; and which tags there are."""
    w, v, model = looks.world, looks.viewer, looks.model
    said = [m for m in w.posts if m.original is None]
    for m in looks.chance.sample(said, min(SOUGHT, len(said))):
        words = model.words[m]
        for text in {*words.texts, *words.spoilers} - {""}:
            there = m.state != DELETED and text in (words.texts[-1], words.spoilers[-1])
            expected = [str(m.id)] if there and m in looks.sight.seen else []
            found = looks.get(f"/api/v2/search?q={text}").json
            assert [one["id"] for one in found["statuses"]] == expected, f"{v} seeks {text} of {m}: {found}"
        for tag in words.tags:
            public = m.kind == PUBLIC and m.state == LIVE and m.parent is None and spec.may_see(w, v, m)
            found = looks.get(f"/api/v2/search?q=%23{tag}&type=hashtags").json["hashtags"]
            assert [one["name"] for one in found] == [tag] * public, f"{v} seeks {tag} of {m}: {found}"
