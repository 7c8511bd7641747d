"""Access tokens: giving them out, taking them back, and knowing who calls with one.

A token is good only while its actor and its member are active, and, where they are not one, while the member still
works for the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.people import store_sign_in as store
from teahouse.people.model_sign_in import App, Caller, Issued
from teahouse.people.tokens import digest, new_token

OWN_CLIENT_ID = "teahouse"


def fetch_caller(tx: ReadTx, token: str) -> Caller | None:
    """Who calls with this token; None for one that is not, or no longer, good."""
    found = _find(tx, digest(token))
    return None if found is None else found[0]


def _find(tx: ReadTx, hashed: bytes) -> tuple[Caller, int | None] | None:
    """The caller, and when the token runs out."""
    row = tx.one(store.CALLER, hashed=hashed)
    if row is None:
        return None
    token_id, app_id, scopes, actor, member, kind, time_zone, audience, role, seen_week, expires_at = row
    caller = Caller(
        token_id,
        app_id,
        frozenset(scopes.split()),
        actor,
        member,
        kind,
        time_zone or "UTC",
        audience or "private",
        role or 0,
        seen_week or 0,
    )
    return caller, expires_at


class KnownCallers:
    """Who called before, by the digest of the token: good as long as nothing at all was written, by whatever process.

    What was read in one snapshot is so in every other with the same mark. Only time can change it then: a token that
    runs out is not good any more. Where there are no marks nobody is known.
    """

    MOST = 4096

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[object, Caller, int | None]] = {}

    def fetch(self, tx: ReadTx, token: str) -> Caller | None:
        """Who calls with this token, as `fetch_caller` says it."""
        mark, hashed = tx.mark(), digest(token)
        known = self._known.get(hashed)
        if known is not None and known[0] == mark and (known[2] is None or known[2] > tx.now):
            return known[1]
        found = _find(tx, hashed)
        if found is None:
            self._known.pop(hashed, None)
            return None
        if mark is not None:
            if len(self._known) >= self.MOST:
                self._known.clear()
            self._known[hashed] = mark, *found
        return found[0]


def issue_token(
    tx: WriteTx,
    app_id: int | None,
    actor_id: int | None,
    member_id: int | None,
    scopes: Iterable[str] = ("read", "write", "follow", "push"),
    *,
    code_hash: bytes | None = None,
) -> Issued:
    """A new token for the member acting as `actor_id`, through an app or (None) the house's own.

    Without actor and member it is an app's own. Asks nobody: who calls this has checked.
    """
    token = new_token()
    said = " ".join(sorted(set(scopes)))
    tx.run(
        store.ADD_TOKEN,
        id=tx.new_id(),
        token_hash=digest(token),
        app_id=own_app(tx).id if app_id is None else app_id,
        actor_id=actor_id,
        member_id=member_id,
        scopes=said,
        code_hash=code_hash,
        created_at=tx.now,
        expires_at=None,
    )
    return Issued(token, said, tx.now)


def own_app(tx: WriteTx) -> App:
    """The house's own app, made when it is first needed. Nobody knows its secret."""
    app = tx.one(store.APP_BY_CLIENT, client=OWN_CLIENT_ID)
    if app is None:
        app = App(
            tx.new_id(), OWN_CLIENT_ID, digest(new_token()), "Teahouse", None, "", "read write follow push", tx.now
        )
        tx.run(store.ADD_APP, **{name: getattr(app, name) for name in App.__struct_fields__})
    return app
