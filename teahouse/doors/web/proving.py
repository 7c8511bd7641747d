"""That a member is who they are, asked again before something that a borrowed screen must not do; and QR codes."""

from __future__ import annotations

import segno

from teahouse import people
from teahouse.doors.web.visit import Visit


async def has_password(visit: Visit) -> bool:
    """Whether the member has one: who came by a link of the first time has none at first."""
    me = visit.member()
    login = await visit.read(lambda tx: people.fetch_login_of(tx, me.id))
    return login is not None and login.password_hash != ""


async def proves(visit: Visit, password: str) -> bool:
    """Whether this is the member's password. Tries are counted as when signing in; raises `TooMany`."""
    me = visit.member()
    visit.house.count_try(me.handle, visit.address)
    login = await visit.read(lambda tx: people.fetch_login_of(tx, me.id))
    return await visit.house.hasher.verify(login.password_hash if login else None, password)


async def password_fault(visit: Visit, password: str) -> str:
    """What is wrong with it, in the reader's words; empty where it fits."""
    if not await has_password(visit):
        return visit.words.keys.pw_first
    return "" if await proves(visit, password) else visit.words.fault_pw


def party_of(visit: Visit) -> people.keys.Party | None:
    """Whom a passkey is for; None where this house's address allows none."""
    return people.keys.party_of(visit.house.settings.origin, visit.house.settings.name)


def qr(address: str) -> str:
    """A QR code as an image to be written into a page; what it is, is said beside it."""
    return segno.make(address, micro=False, error="m").svg_inline(scale=6, border=3, light="white", omitsize=False)
