"""Accounts: joining, one's own profile, and finding others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_house as h
from teahouse.doors.mastodon.present import present_account_list
from teahouse.doors.mastodon.present_people import known_account, present_self
from teahouse.doors.mastodon.search import AccountSearch, find_people
from teahouse.doors.mastodon.statuses import viewer_of
from teahouse.kit.db import Database, ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.kit.http import Call, Id, Routes, Upload
from teahouse.kit.pictures import Picture, Pictures, Shape, Taken

routes = Routes()
READ, WRITE = "read:accounts", "write:accounts"
MOST_AT_ONCE = 40


class SignUpForm(msgspec.Struct):
    """What apps send to join; the last two are ours."""

    username: str | None = None
    password: str = ""
    email: str | None = None
    agreement: bool = False
    locale: str | None = None
    time_zone: str | None = None
    display_name: str | None = None
    invite_code: str | None = None


class SourceForm(msgspec.Struct):
    """What one's posts begin with; an empty language is none."""

    privacy: str | None = None
    sensitive: bool | None = None
    language: str | None = None
    direct_from: Literal["friends", "groups", "everyone"] | None = None


class FieldForm(msgspec.Struct):
    """A line of the profile."""

    name: str = ""
    value: str = ""


class ProfileForm(msgspec.Struct):
    """What apps send to change one's profile; what is left out stays. The last two are ours."""

    display_name: str | None = None
    note: str | None = None
    avatar: Upload | None = None
    header: Upload | None = None
    locked: bool | None = None
    bot: bool | None = None
    discoverable: bool | None = None
    indexable: bool | None = None
    fields_attributes: list[FieldForm] | None = None
    source: SourceForm | None = None
    time_zone: str | None = None
    window_days: int | None = None


class AcctQuery(msgspec.Struct, frozen=True):
    """A name to look up."""

    acct: str = ""


class ManyQuery(msgspec.Struct, frozen=True):
    """Several accounts."""

    id: list[Id] = []


@routes.post("/api/v1/accounts", scope=WRITE, app=True, limit="sign-up")
async def sign_up(database: Database, call: Call, body: SignUpForm) -> h.Token:
    """Join the house through an app; answers a token for the new member."""
    hasher = await database.read(lambda tx: tx.handed(people.Hasher))
    password_hash = await hasher.hash(body.password)
    form = people.SignUp(
        password=body.password,
        username=body.username,
        display_name=body.display_name,
        email=body.email,
        agreement=body.agreement,
        locale=body.locale,
        time_zone=body.time_zone,
        invite_code=body.invite_code,
    )
    caller: Any = call.caller

    def join(tx: WriteTx) -> people.Issued:
        app = people.fetch_app(tx, caller.app_id)
        if app is None:
            raise Forbidden
        account = people.sign_up(tx, form, password_hash)
        return people.issue_token(tx, app.id, account.id, account.id, app.scopes.split())

    issued = await database.write(join)
    return h.Token(issued.token, "Bearer", issued.scopes, issued.created_at // 1000)


@routes.get("/api/v1/accounts/verify_credentials", scope=("profile", READ))
def verify_credentials(tx: ReadTx, call: Call) -> e.CredentialAccount:
    """Oneself."""
    return _self(tx, call)


def _self(tx: ReadTx, call: Call) -> e.CredentialAccount:
    caller: Any = call.caller
    return present_self(tx, known_account(tx, call.actor_id), role=caller.role)


@routes.patch("/api/v1/accounts/update_credentials", scope=WRITE, upload=True)
async def update_credentials(database: Database, call: Call, body: ProfileForm) -> e.CredentialAccount:
    """Change one's profile and what one's posts begin with; nothing changes where anything is at fault."""
    pictures: Pictures = database.context.handed[Pictures]
    changes = _changes(body)
    writers = None if body.source is None else body.source.direct_from

    def act(tx: WriteTx) -> tuple[e.CredentialAccount, list[Picture | None]]:
        me = known_account(tx, call.actor_id)
        people.update_profile(tx, me, changes)
        if writers is not None:
            people.letters.choose_writers(tx, me, people.letters.Writers[writers.upper()])
        worn = [people.wear(tx, call.actor_id, which, one) for which, one in taken.items()]
        return _self(tx, call), worn

    async with pictures.kept() as kept:
        taken: dict[people.Worn, Taken] = {}
        for which, file, shape in _worn(body):
            taken[which] = await kept.take(file.file, shape)
        answer, kept.used = await database.write(act)
    return answer


def _worn(body: ProfileForm) -> Iterator[tuple[people.Worn, Upload, Shape]]:
    if body.avatar is not None:
        yield "avatar", body.avatar, "face"
    if body.header is not None:
        yield "header", body.header, "banner"


def _changes(body: ProfileForm) -> people.ProfileChanges:
    source = body.source or SourceForm()
    given = body.fields_attributes
    return people.ProfileChanges(
        display_name=body.display_name,
        note=body.note,
        fields=None if given is None else [(field.name, field.value) for field in given],
        bot=body.bot,
        locked=body.locked,
        discoverable=body.discoverable,
        indexable=body.indexable,
        window_days=body.window_days,
        audience=source.privacy,
        sensitive=source.sensitive,
        language=source.language,
        time_zone=body.time_zone,
    )


@routes.delete("/api/v1/profile/avatar", scope=WRITE)
def delete_avatar(tx: WriteTx, call: Call) -> e.CredentialAccount:
    """Have no avatar any more."""
    people.wear(tx, call.actor_id, "avatar", None)
    return _self(tx, call)


@routes.delete("/api/v1/profile/header", scope=WRITE)
def delete_header(tx: WriteTx, call: Call) -> e.CredentialAccount:
    """Have no header any more."""
    people.wear(tx, call.actor_id, "header", None)
    return _self(tx, call)


@routes.get("/api/v1/accounts/lookup", scope=READ, guest=True)
def lookup(tx: ReadTx, call: Call, query: AcctQuery) -> e.Account:
    """The account of a name: `user`, `@user` or `user@host`, in any case."""
    viewer, host = viewer_of(call), tx.handed(people.Addresses).local_host
    account = people.find_account(tx, query.acct, local_host=host)
    found = account or people.groups.find_group(tx, viewer, query.acct, local_host=host)
    if found is None:
        raise NotFound
    return present_account_list(tx, viewer, [found.id])[0]


@routes.get("/api/v1/accounts/search", scope=READ, heavy=True)
def search(tx: ReadTx, call: Call, query: AccountSearch) -> list[e.Account]:
    """Whom a few letters mean: see `find_people`."""
    me = call.actor_id
    return present_account_list(tx, me, find_people(tx, me, query))


@routes.get("/api/v1/accounts", scope=READ, guest=True)
def show_many(tx: ReadTx, call: Call, query: ManyQuery) -> list[e.Account]:
    """Several accounts by id; those that are not there are left out."""
    if len(query.id) > MOST_AT_ONCE:
        raise Invalid("id", "ERR_TOO_MANY", f"are too many (maximum is {MOST_AT_ONCE})")
    return present_account_list(tx, viewer_of(call), list(dict.fromkeys(query.id)))


@routes.get("/api/v1/accounts/{id}", scope=READ, guest=True)
def show(tx: ReadTx, call: Call, id: Id) -> e.Account:
    """One account."""
    found = present_account_list(tx, viewer_of(call), [id])
    if not found:
        raise NotFound
    return found[0]
