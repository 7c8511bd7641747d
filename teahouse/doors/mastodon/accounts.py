"""Accounts: joining, one's own profile, and finding others."""

from __future__ import annotations

from typing import Any

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
    return present_self(tx, known_account(tx, call.actor_id), host=caller.is_admin)


@routes.patch("/api/v1/accounts/update_credentials", scope=WRITE, upload=True)
def update_credentials(tx: WriteTx, call: Call, body: ProfileForm) -> e.CredentialAccount:
    """Change one's profile and what one's posts begin with; nothing changes where anything is at fault."""
    for name in ("avatar", "header"):
        if getattr(body, name) is not None:
            raise Invalid(name, "ERR_INVALID", "is not possible; this house takes no pictures yet")
    source = body.source or SourceForm()
    given = body.fields_attributes
    changes = people.ProfileChanges(
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
    people.update_profile(tx, known_account(tx, call.actor_id), changes)
    return _self(tx, call)


@routes.get("/api/v1/accounts/lookup", scope=READ, guest=True)
def lookup(tx: ReadTx, call: Call, query: AcctQuery) -> e.Account:
    """The account of a name: `user`, `@user` or `user@host`, in any case."""
    account = people.find_account(tx, query.acct, local_host=tx.handed(people.Addresses).local_host)
    if account is None:
        raise NotFound
    return present_account_list(tx, viewer_of(call), [account.id])[0]


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
    return present_account_list(tx, viewer_of(call), [known_account(tx, id).id])[0]
