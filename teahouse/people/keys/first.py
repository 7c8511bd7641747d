"""A link of the first time: somebody who was invited comes in by it with nothing to type, once.

It makes an account that was not there before. So whoever makes or keeps such a link can never come into an account that
is somebody's: after the first time it leads nowhere, and only its owner's own device, or the host, signs them in again.
"""

from __future__ import annotations

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.kit.text import clean_name
from teahouse.people import store_invites
from teahouse.people.create import create_account
from teahouse.people.invites import fetch_usable_invite, make_invite
from teahouse.people.keys.model import FirstLink, TicketKind
from teahouse.people.keys.tickets import fetch_ticket, make_ticket, spend_ticket
from teahouse.people.model import Account
from teahouse.people.model_sign_in import Invite, SignUpRules
from teahouse.people.rules_profile import language_faults
from teahouse.people.rules_sign_up import BLANK, NOT_ACCEPTED, display_name_faults
from teahouse.people.sign_up import meet_inviter, note_brought

_LINK = msgspec.json.Decoder(FirstLink)


def make_first_link(tx: WriteTx, inviter_id: int | None, name: str) -> str:
    """The secret of a link by which one called `name` comes in, within a week. It is an invite of the member's (or,
    None, the host's), counted and revoked as any other.

    Raises `Forbidden` where the house takes nobody, `Invalid` for a name that cannot be or one invite too many.
    """
    if tx.handed(SignUpRules).mode == "closed":
        raise Forbidden
    name = clean_name(name)
    if faults := (display_name_faults(name) if name else [BLANK]):
        raise Invalid.many({"name": faults})
    until = tx.now + TicketKind.FIRST.lasts
    invite = make_invite(tx, inviter_id, expires_at=until, note=name, befriend=inviter_id is not None)
    data = msgspec.json.encode(FirstLink(name, invite.id, invite.code)).decode()
    return make_ticket(tx, TicketKind.FIRST, inviter_id, data)


def fetch_first_link(tx: ReadTx, token: str) -> tuple[FirstLink, Invite] | None:
    """For whom it is, and the invite behind it, while it still lets in."""
    found = fetch_ticket(tx, TicketKind.FIRST, token)
    if found is None or tx.handed(SignUpRules).mode == "closed":
        return None
    link = _LINK.decode(found.data)
    invite = fetch_usable_invite(tx, link.code)
    return None if invite is None or invite.id != link.invite_id else (link, invite)


def come_in_first(tx: WriteTx, token: str, *, agreement: bool, locale: str | None = None) -> Account:
    """A new member under the name that was written on the link, without a password, and a friend of who made it.

    Raises `NotFound` for a link that lets nobody in, `Invalid` where the rules are not agreed to.
    """
    found = fetch_first_link(tx, token)
    if found is None:
        raise NotFound
    if not agreement:
        raise Invalid.many({"agreement": [NOT_ACCEPTED]})
    link, invite = found
    spend_ticket(tx, TicketKind.FIRST, token)
    language = locale if locale and not language_faults(locale) else None
    if not tx.run(store_invites.SPEND, invite=invite.id):
        raise NotFound
    account = create_account(tx, display_name=link.name, locale=language, language=language)
    note_brought(tx, account, invite)
    meet_inviter(tx, account, invite)
    return account
