"""Markers: how far one has read, kept for all one's devices."""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities_house as e
from teahouse.doors.mastodon.present import iso
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Routes

routes = Routes()


class MarkersQuery(msgspec.Struct, frozen=True):
    """Of which timelines."""

    timeline: list[str] = []


class MarkForm(msgspec.Struct):
    """The last id read in a timeline."""

    last_read_id: Id


class MarkersForm(msgspec.Struct):
    """How far one has read in each of the two timelines."""

    home: MarkForm | None = None
    notifications: MarkForm | None = None


def _shown(markers: dict[str, people.Marker]) -> dict[str, e.Marker]:
    return {
        name: e.Marker(str(marker.last_read_id), marker.version, iso(marker.updated_at))
        for name, marker in markers.items()
    }


@routes.get("/api/v1/markers", scope="read:statuses")
def show(tx: ReadTx, call: Call, query: MarkersQuery) -> dict[str, e.Marker]:
    """One's markers in these timelines, as far as there are any."""
    return _shown(people.fetch_markers(tx, call.actor_id, query.timeline))


@routes.post("/api/v1/markers", scope="write:statuses")
def save(tx: WriteTx, call: Call, body: MarkersForm) -> dict[str, e.Marker]:
    """Set them; answers those that were set."""
    read = {
        name: mark.last_read_id
        for name, mark in (("home", body.home), ("notifications", body.notifications))
        if mark is not None
    }
    return _shown(people.save_markers(tx, call.actor_id, read))
