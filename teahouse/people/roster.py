"""The roster: who has an account here, and who brought whom, for the host alone. No client is ever shown it."""

from __future__ import annotations

from teahouse.kit.db import ReadTx
from teahouse.people import store_roster as store
from teahouse.people.model import State
from teahouse.people.model_sign_in import HouseRole
from teahouse.people.store_roster import Arrival, Code, Enrolled

NEWEST = 2**63 - 1


def page_roster(tx: ReadTx, *, after: int = 0, limit: int = 200) -> list[Enrolled]:
    """The house's own accounts above the id `after`, the first that came first; suspended and gone ones too."""
    return tx.all(store.ROSTER, after=after, n=limit)


def find_enrolled(
    tx: ReadTx,
    text: str = "",
    *,
    role: HouseRole | None = None,
    state: State | None = None,
    before: int = NEWEST,
    limit: int = 40,
) -> list[Enrolled]:
    """Accounts below the id `before` whose name begins with the text or is shown with it inside, the newest first.

    Costs grow with the house where few are found: for who asks for it by hand.
    """
    folded = text.strip().lower().removeprefix("@")
    for sign in "\\%_":
        folded = folded.replace(sign, f"\\{sign}")
    return tx.all(
        store.FOUND,
        begins=f"{folded}%",
        holds=f"%{folded}%",
        role=-1 if role is None else int(role),
        state=-1 if state is None else int(state),
        before=before,
        n=limit,
    )


def fetch_enrolled(tx: ReadTx, account_id: int) -> Enrolled | None:
    """One line of it."""
    return tx.one(store.ENROLLED, account=account_id)


def page_codes(tx: ReadTx, *, before: int = NEWEST, limit: int = 40) -> list[Code]:
    """Everybody's invites below the id `before` that have a place left or were made for any number, newest first."""
    return tx.all(store.CODES, before=min(before, NEWEST), n=limit)


def fetch_arrivals(tx: ReadTx, *, limit: int) -> list[Arrival]:
    """Who came by whom, the first first."""
    return tx.all(store.ARRIVALS, n=limit)
