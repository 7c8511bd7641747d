"""Keys: what opens the house besides a password, and what of it is open already.

A second step after the password, passkeys instead of it, another device let in by one that is in, a link for the first
time; and the browsers and apps that may act for a member, each of which can be ended. Secrets are kept as digests, but
for the one that codes of the second step are made from.
"""

from teahouse.people.keys.devices import (
    Answer,
    claim_device,
    enter_by_device,
    fetch_inviting,
    fetch_waiting,
    fold_code,
    let_device_in,
    make_device_link,
)
from teahouse.people.keys.first import come_in_first, fetch_first_link, make_first_link
from teahouse.people.keys.held import end_app, end_session, fetch_apps, fetch_good_tokens, fetch_sessions
from teahouse.people.keys.model import (
    MAX_KEY_NAME,
    FirstLink,
    NewPasskey,
    OwnApp,
    OwnSession,
    Party,
    Passkey,
    Ticket,
    TicketKind,
    Waiting,
)
from teahouse.people.keys.passkeys import (
    add_passkey,
    check_name,
    drop_passkey,
    fetch_passkeys,
    find_passkey,
    make_challenge,
    spend_challenge,
    use_passkey,
)
from teahouse.people.keys.rules_passkeys import (
    asked_to_make,
    asked_to_show,
    check_made,
    check_shown,
    party_of,
    read_answer,
)
from teahouse.people.keys.rules_second import address_of, grouped
from teahouse.people.keys.second import (
    asks_second,
    begin_second,
    confirm_second,
    count_codes,
    end_second,
    fetch_begun,
    renew_codes,
    take_code,
)
from teahouse.people.keys.tickets import fetch_ticket, make_ticket, miss, spend_ticket
from teahouse.people.sessions import (
    fetch_shut_login,
    fetch_shut_login_of,
    keep_rehash,
    note_look,
    session_id,
    sweep_sign_in,
)

__all__ = [
    "MAX_KEY_NAME",
    "Answer",
    "FirstLink",
    "NewPasskey",
    "OwnApp",
    "OwnSession",
    "Party",
    "Passkey",
    "Ticket",
    "TicketKind",
    "Waiting",
    "add_passkey",
    "address_of",
    "asked_to_make",
    "asked_to_show",
    "asks_second",
    "begin_second",
    "check_made",
    "check_name",
    "check_shown",
    "claim_device",
    "come_in_first",
    "confirm_second",
    "count_codes",
    "drop_passkey",
    "end_app",
    "end_second",
    "end_session",
    "enter_by_device",
    "fetch_apps",
    "fetch_begun",
    "fetch_first_link",
    "fetch_good_tokens",
    "fetch_inviting",
    "fetch_passkeys",
    "fetch_sessions",
    "fetch_shut_login",
    "fetch_shut_login_of",
    "fetch_ticket",
    "fetch_waiting",
    "find_passkey",
    "fold_code",
    "grouped",
    "keep_rehash",
    "let_device_in",
    "make_challenge",
    "make_device_link",
    "make_first_link",
    "make_ticket",
    "miss",
    "note_look",
    "party_of",
    "read_answer",
    "renew_codes",
    "session_id",
    "spend_challenge",
    "spend_ticket",
    "sweep_sign_in",
    "take_code",
    "use_passkey",
]
