"""Passkeys on the pages: making, removing, signing in. A script of the house talks to the browser's own part of it.

What a browser answers comes back by a plain form, with the proof that every form carries, and is checked on a thread.
"""

from __future__ import annotations

import asyncio

from msgspec import Struct
from starlette.responses import JSONResponse, Response

from teahouse import people
from teahouse.doors.web.addresses import inside
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.keys_held import said_week
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.proving import has_password, party_of, proves
from teahouse.doors.web.sign_in import come_back
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound


class NewKey(Form):
    """The form for a new passkey; `answer` is what the browser's part of it said."""

    name: str = ""
    password: str = ""
    answer: str = ""


class Shown(Form):
    """A passkey shown to sign in."""

    answer: str = ""
    next: str = "/"


class KeyView(Struct, frozen=True):
    """A passkey, as a line."""

    id: int
    name: str
    said: str


async def show_passkeys(visit: Visit) -> Response:
    """The member's passkeys, and the form for another."""
    return await _page(visit, "", {})


async def _page(visit: Visit, name: str, faults: dict[str, str]) -> Response:
    me, words = visit.member(), visit.words

    def view(key: people.keys.Passkey) -> KeyView:
        made = said_when(words, key.created_at, visit.now, visit.zone)
        week = said_week(visit, key.used_week)
        return KeyView(key.id, key.name, words.keys.passkey_made.format(when=made, week=week))

    keys = await visit.read(lambda tx: people.keys.fetch_passkeys(tx, me.id))
    return visit.page(
        "passkeys.html",
        status=422 if faults else 200,
        keys=[view(key) for key in keys],
        name=name,
        faults=faults,
        possible=party_of(visit) is not None,
        has_password=await has_password(visit),
        done=visit.query("done"),
    )


async def ask_for_new(visit: Visit) -> Response:
    """What the browser is to be asked, if the name and the password are right; else what is wrong with them."""
    me, party = visit.member(), _party(visit)
    form = await visit.form(NewKey)
    faults: dict[str, str] = {}
    if await has_password(visit) and not await proves(visit, form.password):
        faults["password"] = visit.words.fault_pw

    def act(tx: WriteTx) -> tuple[str, list[people.keys.Passkey]]:
        people.keys.check_name(tx, me.id, form.name)
        return people.keys.make_challenge(tx, visit.browser, me.id), people.keys.fetch_passkeys(tx, me.id)

    try:
        if faults:
            await visit.read(lambda tx: people.keys.check_name(tx, me.id, form.name))
        else:
            challenge, known = await visit.write(act)
    except Invalid as refusal:
        faults |= in_words(visit.words, refusal.details or {})
    if faults:
        return _json(visit, {"faults": faults}, status=422)
    return _json(visit, people.keys.asked_to_make(party, me, challenge, known))


async def add_passkey(visit: Visit) -> Response:
    """Keep what the browser made. The challenge is spent, whatever it answered; the password was asked for it."""
    me, party = visit.member(), _party(visit)
    form = await visit.form(NewKey)
    said = people.keys.read_answer(form.answer)
    failed = {"answer": visit.words.keys.passkey_failed}
    if said is None:
        return await _page(visit, form.name, failed)
    try:
        await visit.write(lambda tx: people.keys.spend_challenge(tx, visit.browser, said.challenge, me.id))
        made = await asyncio.to_thread(people.keys.check_made, party, form.answer, said.challenge)
        if made is None:
            raise NotFound
        await visit.write(lambda tx: people.keys.add_passkey(tx, me.id, form.name, made))
    except NotFound:
        return await _page(visit, form.name, failed)
    except Invalid as refusal:
        return await _page(visit, form.name, in_words(visit.words, refusal.details or {}))
    return visit.done("/settings/passkeys", "key")


async def remove_passkey(visit: Visit) -> Response:
    """It signs in nobody any more."""
    me, key_id = visit.member(), visit.wanted()
    await visit.form(Form)
    await visit.write(lambda tx: people.keys.drop_passkey(tx, me.id, key_id))
    return visit.done("/settings/passkeys", "key_gone")


async def ask_to_show(visit: Visit) -> Response:
    """What the browser is to be asked, to sign in."""
    party = _party(visit)
    await visit.form(Form)
    challenge = await visit.write(lambda tx: people.keys.make_challenge(tx, visit.browser))
    return _json(visit, people.keys.asked_to_show(party, challenge))


async def sign_in_by_passkey(visit: Visit) -> Response:
    """In, if a passkey of ours answered what this browser was asked; whoever is not there is not told apart."""
    party = _party(visit)
    form = await visit.form(Shown)
    said = people.keys.read_answer(form.answer)
    try:
        if said is None:
            raise NotFound
        await visit.write(lambda tx: people.keys.spend_challenge(tx, visit.browser, said.challenge))
        key = await visit.read(lambda tx: _known(tx, said.credential_id))
        count = await asyncio.to_thread(people.keys.check_shown, party, form.answer, said.challenge, key)
        if count is None:
            raise NotFound
        await visit.write(lambda tx: people.keys.use_passkey(tx, key, count))
    except NotFound:
        return visit.go("/auth/sign_in", {"next": inside(form.next), "failed": "1", "again": "1"})
    return await come_back(visit, key.account_id, inside(form.next))


def _known(tx: ReadTx, credential_id: bytes) -> people.keys.Passkey:
    key = people.keys.find_passkey(tx, credential_id)
    if key is None:
        raise NotFound
    return key


def _party(visit: Visit) -> people.keys.Party:
    party = party_of(visit)
    if party is None:
        raise NotFound
    return party


def _json(visit: Visit, body: object, *, status: int = 200) -> Response:
    return visit.finish(JSONResponse(body, status, headers={"Cache-Control": "no-store"}))
