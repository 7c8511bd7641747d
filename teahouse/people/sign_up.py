"""Joining the house by one's own hand: openly, by an invite or by a group's link, as the host's rules say.

Promises all faults of the form at once, and that an invite lets in no more people than it was made for.
"""

from __future__ import annotations

from contextlib import suppress

from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Detail, Forbidden, Invalid
from teahouse.people import store_invites
from teahouse.people import store_sign_in as store
from teahouse.people.accounts import fetch_account
from teahouse.people.befriend import accept, fetch_tie, follow
from teahouse.people.create import create_account, is_taken
from teahouse.people.groups.joining import fetch_usable_link, join_by_link
from teahouse.people.groups.looking import fetch_room
from teahouse.people.groups.model import Link
from teahouse.people.invites import fetch_usable_invite, note_brought_in
from teahouse.people.model import Account
from teahouse.people.model_sign_in import Invite, SignUp, SignUpRules
from teahouse.people.rules_profile import language_faults, may_be_time_zone
from teahouse.people.rules_sign_up import BLANK, INVALID, TAKEN, form_faults


def sign_up(tx: WriteTx, form: SignUp, password_hash: str) -> Account:
    """A new member; `password_hash` is of `form.password`, made outside of the transaction.

    Whose code is a group's link is in that group, and counts as brought by who made the link.
    Raises `Forbidden` where the house is closed, else `Invalid` with all that is wrong. A time zone or language
    that nobody knows is left out: a browser says it, not the person.
    """
    rules = tx.handed(SignUpRules)
    if rules.mode not in ("open", "invite"):
        raise Forbidden
    invite = fetch_usable_invite(tx, form.invite_code) if form.invite_code else None
    link = fetch_usable_link(tx, form.invite_code) if form.invite_code and invite is None else None
    faults = form_faults(form, rules)
    _add_fault(faults, "invite_code", _invite_fault(form, rules, invite or link))
    if form.username and "username" not in faults and is_taken(tx, form.username):
        _add_fault(faults, "username", TAKEN)
    email = form.email.lower() if form.email else None
    if email and "email" not in faults and tx.value(store.EMAIL_TAKEN, email_=email) is not None:
        _add_fault(faults, "email", TAKEN)
    if invite is not None and not faults and not tx.run(store_invites.SPEND, invite=invite.id):
        _add_fault(faults, "invite_code", INVALID)
    if faults:
        raise Invalid.many(faults)
    language = form.locale if form.locale and not language_faults(form.locale) else None
    account = create_account(
        tx,
        username=form.username,
        display_name=form.display_name,
        password_hash=password_hash,
        email=email,
        locale=language,
        language=language,
        time_zone=form.time_zone if form.time_zone and may_be_time_zone(form.time_zone) else "UTC",
    )
    if link is not None and form.invite_code is not None:
        room = fetch_room(tx, link.group_id)
        invite = note_brought_in(tx, link.maker_id, "" if room is None else room.display_name)
        join_by_link(tx, account, form.invite_code)
    if invite is not None:
        note_brought(tx, account, invite)
        if form.befriend and link is None:
            meet_inviter(tx, account, invite)
    return account


def meet_inviter(tx: WriteTx, newcomer: Account, invite: Invite) -> None:
    """The newcomer asks who invited them to be friends; who said so when inviting has accepted already."""
    inviter = None if invite.inviter_id is None else fetch_account(tx, invite.inviter_id)
    if inviter is None:
        return
    # Who has as many friends as one may have does not keep anybody from joining.
    with suppress(Forbidden):
        follow(tx, newcomer, inviter)
        if not invite.befriend:
            return
        if fetch_tie(tx, newcomer.id, inviter.id).requested:
            accept(tx, inviter, newcomer)
        else:
            follow(tx, inviter, newcomer)
            accept(tx, newcomer, inviter)


def _invite_fault(form: SignUp, rules: SignUpRules, invite: Invite | Link | None) -> Detail | None:
    if invite is not None:
        return None
    if form.invite_code:
        return INVALID
    return BLANK if rules.mode == "invite" else None


def _add_fault(faults: dict[str, list[Detail]], field: str, fault: Detail | None) -> None:
    if fault is not None:
        faults.setdefault(field, []).append(fault)


def note_brought(tx: WriteTx, account: Account, invite: Invite) -> None:
    """Who came by which invite."""
    tx.run(
        store_invites.ADD_BROUGHT, account_id=account.id, invite_id=invite.id, inviter_id=invite.inviter_id, at=tx.now
    )
