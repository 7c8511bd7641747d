"""What people are told, against the model: one by one and in groups, by stock apps and by those that know our types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.gate.plain import Post

if TYPE_CHECKING:
    from tests.api.looks import Looks

NOTICE_TYPES = {
    "friend_request": "follow_request",
    "follow": "follow",
    "mention": "mention",
    "comment": "mention",
    "like": "favourite",
    "share": "reblog",
    "post": "status",
    "edit": "update",
    "asked_in": "teahouse.group_request",
    "let_in": "teahouse.group_join",
    "chain": "teahouse.chain_entry",
}
BY_NAME = "".join(f"&supported_types[]={name}" for name in NOTICE_TYPES.values() if name.startswith("teahouse."))
"""So asks an app that knows our own types."""
Found = tuple[str, str, str | None]
"""The type, who did it, and the moment or the group."""


def at_notices(looks: Looks) -> None:
    """What one was told, as far as one may still read it, and as far as the app asks for it by name."""
    ours = looks.pick((True, False))
    knows = BY_NAME if ours else ""
    expected = looks.sight.notices(ours=ours)
    told = [
        (NOTICE_TYPES[kind], str(who.id), None if about is None else str(about.id)) for kind, who, about in expected
    ]
    entered = [len(looks.sight.entered(m)) for kind, _, m in expected if kind == "chain" and isinstance(m, Post)]
    found: list[Found] = []
    counts: list[int] = []
    size = looks.pick((1, 3, 80))
    at: str | None = f"/api/v1/notifications?limit={size}{knows}"
    while at is not None:
        answer = looks.get(at)
        about = [n["status"]["id"] if "status" in n else n.get("group_id") for n in answer.json]
        page = [(n["type"], n["account"]["id"], what) for n, what in zip(answer.json, about, strict=True)]
        assert len(page) == min(size, len(told) - len(found)), f"{looks.viewer}: {answer}"
        found += page
        counts += [n["entries_count"] for n in answer.json if "entries_count" in n]
        at = answer.links.get("next")
        if answer.json:
            one = looks.pick(answer.json)
            path = f"/api/v1/notifications/{one['id']}"
            assert looks.get(f"{path}?{knows}").json == one
            if one["type"].startswith("teahouse."):
                looks.get(path, 404)
    assert found == told, f"notices of {looks.viewer}"
    assert counts == entered, f"entries of which {looks.viewer} is told"
    unread = looks.get(f"/api/v1/notifications/unread_count?{knows}").json
    assert unread == {"count": min(100, len(told))}
    of, kind = looks.pick(looks.world.people), looks.pick(sorted({*NOTICE_TYPES.values()}))
    only = looks.get(f"/api/v1/notifications?account_id={of.id}&types[]={kind}&limit=80").json
    every = looks.sight.notices(ours=True)
    assert len(only) == sum(NOTICE_TYPES[each] == kind and who is of for each, who, _ in every)
    _grouped(looks, told, knows)


def _grouped(looks: Looks, told: Sequence[Found], knows: str) -> None:
    """The same in groups: all likes of a post in one, all its shares in another, and no more than one may know."""
    groups: dict[object, list[str]] = {}
    for place, (kind, who, about) in enumerate(told):
        groups.setdefault((kind, about) if kind in ("favourite", "reblog") else place, []).append(who)
    answer = looks.get(f"/api/v2/notifications?limit=80{knows}").json
    shown = [(g["notifications_count"], g["sample_account_ids"]) for g in answer["notification_groups"]]
    wanted = [(len(each), list(dict.fromkeys(each))[:8]) for each in groups.values()]
    assert [count for count, _ in shown] == [count for count, _ in wanted[:80]], f"groups of {looks.viewer}"
    if len(wanted) <= 80:
        assert shown == wanted, f"groups of {looks.viewer}"
    assert looks.get(f"/api/v2/notifications/unread_count?{knows}").json == {"count": min(100, len(wanted))}
    for group in looks.chance.sample(answer["notification_groups"], min(2, len(shown))):
        path = f"/api/v2/notifications/{group['group_key']}"
        one = looks.get(f"{path}?{knows}").json["notification_groups"][0]
        assert one["notifications_count"] == group["notifications_count"]
        everybody = [each["id"] for each in looks.get(f"{path}/accounts?limit=80{knows}").json]
        assert everybody[:8] == group["sample_account_ids"] or len(wanted) > 80
        assert len(everybody) == group["notifications_count"]
