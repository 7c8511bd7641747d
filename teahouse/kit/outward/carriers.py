"""Who carries which parcel out of the house."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from teahouse.kit.db import Database
from teahouse.kit.outward.addresses import Gate
from teahouse.kit.outward.client import Client, HttpParcel
from teahouse.kit.outward.courier import Carrier
from teahouse.kit.outward.mail import MailParcel, MailRoad


def carriers_of(database: Database) -> tuple[Mapping[type, Carrier], Callable[[], Awaitable[None]]]:
    """By the gate and the road that the house was handed, and what to call in the end; made in the loop they run in."""
    client = Client(database.context.handed[Gate])
    return {HttpParcel: client.carry, MailParcel: database.context.handed[MailRoad].carry}, client.close
