"""From notices to a letter: what came since the last one, by what its reader may see when it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from teahouse import people
from teahouse.kit.db import Again, Outcome, ReadTx, WriteTx
from teahouse.kit.outward import MailParcel, MailRoad
from teahouse.kit.text import escape
from teahouse.moments import Stretch
from teahouse.notices.chat.model import ChatHosts
from teahouse.notices.events import LetterDue, LettersAsked
from teahouse.notices.letters import store
from teahouse.notices.letters.keep import DAY, fetch_letters, proof_of
from teahouse.notices.letters.model import Letters
from teahouse.notices.letters.words import words_in
from teahouse.notices.read import page_notices
from teahouse.notices.say import Said, language_of, say

SHOWN = 20
_POLICY = SMTP.clone(max_line_length=200)
"""A link is not broken over two lines: not every mailbox puts it together again."""
MOST = 200
MOST_FAILURES = 5


def _addresses(tx: ReadTx) -> str:
    return tx.handed(people.Addresses).origin


def _letter(tx: ReadTx, kept: Letters, subject: str, lines: Sequence[tuple[str, str]], *, note: int) -> MailParcel:
    """Lines are words and where they lead (or nowhere)."""
    sender = tx.handed(MailRoad).sender
    off = f"{_addresses(tx)}/letters/off/{proof_of(tx, kept, 'off')}"
    made = EmailMessage(policy=_POLICY)
    made["From"], made["To"], made["Subject"] = sender, kept.address, " ".join(subject.split())
    made["Date"] = format_datetime(datetime.fromtimestamp(tx.now / 1000, UTC))
    made["Message-ID"] = f"<{kept.account_id}.{tx.now}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["List-Unsubscribe"] = f"<{off}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    ends = [*lines, (words_in(language_of(tx, kept.account_id)).off, off)]
    made.set_content("\n\n".join(f"{text}\n{url}" if url else text for text, url in ends) + "\n")
    parts = [f"<p>{escape(text)}{_link(url)}</p>" for text, url in ends]
    made.add_alternative(f"<!doctype html><html><body>{''.join(parts)}</body></html>\n", subtype="html")
    return MailParcel(kept.address, made.as_bytes(), note)


def _link(url: str) -> str:
    return f'<br><a href="{escape(url)}">{escape(url)}</a>' if url else ""


class AskErrand:
    """Asks an address whether it is theirs who named it."""

    def prepare(self, tx: ReadTx, fact: LettersAsked) -> MailParcel | None:
        """Nothing but who asks, and how to say yes."""
        kept = fetch_letters(tx, fact.account_id)
        account = people.fetch_account(tx, fact.account_id)
        if kept is None or kept.confirmed or account is None:
            return None
        house, words = tx.handed(ChatHosts).house, words_in(language_of(tx, account.id))
        link = f"{_addresses(tx)}/letters/confirm/{proof_of(tx, kept, 'confirm')}"
        lines = [(words.ask.format(name=f"@{account.username}", house=house), link), (words.ask_not, "")]
        return _letter(tx, kept, words.ask_subject.format(house=house), lines, note=0)

    def settle(self, tx: WriteTx, fact: LettersAsked, parcel: MailParcel | None, outcome: Outcome) -> Again | None:
        """Whoever named it reads how it went."""
        if parcel is None or outcome.status == 250:
            return None
        tx.run(store.WENT_WRONG, account=fact.account_id, why=outcome.said, at=tx.now, next_due=0)
        return None if 500 <= outcome.status < 600 else Again(f"the mail server {outcome.said}")


class LetterErrand:
    """Carries one letter; settling it plans the next."""

    def prepare(self, tx: ReadTx, fact: LetterDue) -> MailParcel | None:
        """None where nothing came, or where something was chosen anew meanwhile."""
        kept = fetch_letters(tx, fact.account_id)
        if kept is None or not kept.confirmed or kept.due != fact.due:
            return None
        rows = page_notices(tx, kept.account_id, Stretch(since_id=kept.told_to, limit=MOST))
        told = [say(tx, kept.account_id, row.id, texts=bool(kept.texts), remarks=False) for row in rows[:SHOWN]]
        known = [said for said in told if said is not None]
        return self._compose(tx, kept, known, len(rows) - len(told), rows[0].id) if known else None

    def _compose(self, tx: ReadTx, kept: Letters, known: Sequence[Said], further: int, upto: int) -> MailParcel:
        house, words = tx.handed(ChatHosts).house, words_in(known[0].language)
        count = len(known) + further
        subject = words.subject_one if count == 1 else words.subject_many.format(n=count, house="{house}")
        lines = [(words.hello, "")]
        lines += [(f"{said.title}: {said.words}" if said.words else said.title, said.url) for said in known]
        lines += [(words.more.format(n=further), "")] if further > 0 else []
        lines.append((words.all, f"{_addresses(tx)}/notices"))
        return _letter(tx, kept, subject.format(house=house), lines, note=upto)

    def settle(self, tx: WriteTx, fact: LetterDue, parcel: MailParcel | None, outcome: Outcome) -> Again | None:
        """Who cannot be reached again and again gets no more letters until they choose them anew."""
        kept = fetch_letters(tx, fact.account_id)
        if kept is None or not kept.confirmed or kept.due != fact.due:
            return None
        due = tx.now + kept.days * DAY
        if parcel is None:
            tx.run(store.NEXT, account=kept.account_id, next_due=due)
        elif outcome.status == 250:
            tx.run(store.WENT_WELL, account=kept.account_id, upto=parcel.note, next_due=due, at=tx.now)
        else:
            final = 500 <= outcome.status < 600 or kept.failures + 1 >= MOST_FAILURES
            left = 0 if final else kept.due
            tx.run(store.WENT_WRONG, account=kept.account_id, why=outcome.said, at=tx.now, next_due=left)
            return None if final else Again(f"the mail server {outcome.said}")
        tx.tell(LetterDue(kept.account_id, due), after=due - tx.now)
        return None
