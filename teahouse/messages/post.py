"""Posting, where what is posted may be a letter: who may write to whom, and the room that it stands in."""

from __future__ import annotations

from collections.abc import Collection

from teahouse import moments, people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.text import parse
from teahouse.messages import rules, store
from teahouse.messages.events import ConversationTouched
from teahouse.messages.model import Limits, NotWelcome
from teahouse.messages.read import room_of
from teahouse.moments import Draft, Kind, Mentioned, Moment, OnlyMe


def post(tx: WriteTx, author: people.Account, draft: Draft) -> Moment:
    """Post a draft, as `moments.post_moment` does; a letter is kept in its room.

    Raises what that raises, and `NotWelcome` for a letter to somebody who takes none from its author.
    """
    if _would_be_letter(tx, author, draft):
        _check_letter(tx, author, draft)
    posted = moments.post_moment(tx, author, draft)
    if posted.audience == Kind.MENTIONED and room_of(tx, author.id, posted.id) is None:
        _keep(tx, posted)
    return posted


def _would_be_letter(tx: ReadTx, author: people.Account, draft: Draft) -> bool:
    """What answers a letter is one. What answers something that is not seen is refused as that, and as nothing else."""
    if draft.parent_id is None:
        return isinstance(draft.audience, Mentioned)
    if isinstance(draft.audience, OnlyMe) or not moments.may_see(tx, author.id, draft.parent_id):
        return False
    return isinstance(draft.audience, Mentioned) or bool(_in_on(tx, draft.parent_id))


def _check_letter(tx: ReadTx, author: people.Account, draft: Draft) -> None:
    """Whom the text names across a block counts as well: that a block stands is told no more than any other refusal."""
    host = tx.handed(people.Addresses).local_host
    mentions = parse(draft.text).mentions
    found = people.find_accounts(tx, [mention.handle for mention in mentions], local_host=host)
    leading = {people.handle_of(mention.handle, local_host=host) for mention in mentions if mention.leading}
    shut = people.find_shut(tx, [handle for handle in leading if handle is not None and handle not in found])
    everybody = {author.id, *(account.id for account in found.values()), *shut.values()}
    rules.check_size(everybody, tx.handed(Limits))
    check_may_write(tx, author, everybody, spared=_in_on(tx, draft.parent_id))


def _in_on(tx: ReadTx, parent_id: int | None) -> set[int]:
    """Who is in on the letter that is answered: whoever sees it may answer them."""
    parent = None if parent_id is None else moments.fetch_live(tx, parent_id)
    if parent is None or parent.audience != Kind.MENTIONED:
        return set()
    return {parent.author_id, *moments.fetch_recipients(tx, parent.id)}


def check_may_write(
    tx: ReadTx, writer: people.Account, everybody: Collection[int], *, spared: Collection[int] = ()
) -> None:
    """The writer may write to these: each takes letters from them, or one of them wrote to just these people before.

    Who is `spared` is not asked. Raises `NotWelcome`.
    """
    asked = sorted({*everybody} - {writer.id, *spared})
    refusing = people.letters.fetch_refusing(tx, writer.id, asked) if asked else []
    if not refusing or _takes_part(tx, writer.id, everybody):
        return
    known = people.fetch_accounts(tx, refusing)
    raise NotWelcome([known[account_id] for account_id in refusing if account_id in known])


def _takes_part(tx: ReadTx, writer: int, others: Collection[int]) -> bool:
    """Somebody else wrote into the room of exactly these people, and the writer sees it."""
    room_id = tx.value(store.ROOM_OF, key=rules.key_of([writer, *others]))
    return room_id is not None and tx.value(store.WRITTEN_TO, reader=writer, room=room_id) is not None


def _keep(tx: WriteTx, letter: Moment) -> None:
    room_id = _room_for(tx, {letter.author_id, *moments.fetch_recipients(tx, letter.id)}, letter.id)
    tx.run(store.ADD_MESSAGE, moment_id=letter.id, room_id=room_id)
    tx.run(store.TOUCH, room=room_id, moment=letter.id)
    tx.run(store.READ, room=room_id, reader=letter.author_id, to=letter.id)
    tx.tell(ConversationTouched(room_id, letter.id, letter.author_id))


def _room_for(tx: WriteTx, everybody: set[int], first: int) -> int:
    """Their room; a new one has the number of the first letter in it."""
    key = rules.key_of(everybody)
    found: int | None = tx.value(store.ROOM_OF, key=key)
    if found is not None:
        return found
    tx.run(store.ADD_ROOM, id=first, people=key)
    for account_id in everybody:
        tx.run(store.ADD_MEMBER, room_id=first, account_id=account_id, last_id=first, read_to=0, hidden_to=0)
    return first
