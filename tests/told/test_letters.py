"""Being told by letter, against a real mail server."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from teahouse import notices, people
from teahouse.doors.web import make_site
from teahouse.kit.db import Database
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import Friends, Public
from teahouse.settings import Settings
from tests.cast import Cast
from tests.told.conftest import Messenger
from tests.web.browser import Browser

DAY = 86_400_000
TO = "anna@post.example"


class Mailbox:
    """Takes letters, or answers what it is told to."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(letter, EmailMessage)
            assert envelope.rcpt_tos == [letter["To"]]
            self.letters.append(letter)
        return self.answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def post(mailbox: Mailbox) -> Iterator[int]:
    """The port of a mail server of one's own."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    yield port
    server.stop()


@pytest.fixture
def settings(post: int) -> Settings:
    return Settings(
        origin="https://tea.example",
        mail_server=f"smtp+plain://127.0.0.1:{post}",
        mail_from="house@tea.example",
        sign_up="open",
        name="Tea",
    )


@pytest.fixture
def browser(database: Database, settings: Settings) -> Iterator[Browser]:
    hasher = people.Hasher()
    yield Browser(make_site(database, settings, hasher))
    hasher.close()


def links(letter: EmailMessage) -> list[str]:
    plain = letter.get_body(("plain",))
    assert plain is not None
    return re.findall(r"https://tea\.example\S*", plain.get_content())


def text(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def path(link: str) -> str:
    return link.removeprefix("https://tea.example")


def want(cast: Cast, messenger: Messenger, mailbox: Mailbox, **more: Any) -> str:
    """Anna wants letters and says yes; the link that ends them."""
    given = {"texts": False, "days": 1, **more}
    cast.do(notices.letters.keep_letters, cast.anna.id, TO, given["days"], texts=given["texts"])
    assert messenger.run() == [None]
    confirm, off = links(mailbox.letters.pop())
    cast.do(notices.letters.confirm, confirm.rpartition("/")[2])
    return off


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_address_is_asked_before_anything_is_sent(
    cast: Cast, browser: Browser, messenger: Messenger, mailbox: Mailbox
) -> None:
    cast.do(notices.letters.keep_letters, cast.anna.id, TO, 1, texts=False)
    cast.post(cast.ben, "@anna hello", Public(listed=True))
    assert messenger.run() == [None]
    (letter,) = mailbox.letters
    assert (letter["From"], letter["To"]) == ("house@tea.example", TO)
    assert letter["Subject"] == "Letters from Tea: is this your address?"
    assert "@anna asked Tea" in text(letter)
    assert "hello" not in text(letter) + text(letter, "html")
    cast.clock.step(3 * DAY)
    assert (messenger.run(), len(mailbox.letters)) == ([], 1)
    confirm, off = links(letter)
    # A machine that opens the link says nothing by that.
    page = browser.get(path(confirm))
    assert (page.status_code, TO in page.text) == (200, True)
    kept = cast.ask(notices.letters.fetch_letters, cast.anna.id)
    assert kept is not None
    assert not kept.confirmed
    assert "Letters come from now on" in browser.submit(path(confirm), {}).text
    cast.clock.step(DAY)
    assert messenger.run() == [None]
    assert len(mailbox.letters) == 1  # what came before she said yes is no news
    cast.post(cast.ben, "@anna again", Public(listed=True))
    cast.clock.step(DAY)
    assert messenger.run() == [None]
    assert len(mailbox.letters) == 2
    # The link of one purpose is none of another.
    assert browser.get(path(confirm).replace("confirm", "off")).status_code == 404
    assert browser.ask("POST", path(off).replace("off", "confirm")).status_code in (403, 404)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_letter_says_what_came_by_what_may_be_seen_when_it_leaves(
    cast: Cast, messenger: Messenger, mailbox: Mailbox
) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    off = want(cast, messenger, mailbox)
    public = cast.post(cast.ben, "@anna <b>喝茶</b>吗", Public(listed=True))
    cast.post(cast.ben, "@anna secret", Friends())
    cast.post(cast.mei, "@anna hidden", Friends())
    cast.do(people.unfollow, cast.mei, cast.anna)
    cast.clock.step(DAY)
    assert messenger.run() == [None]
    (letter,) = mailbox.letters
    said, html = text(letter), text(letter, "html")
    assert letter["Subject"] == "2 things for you at Tea"
    assert f"Ben Marsh named you: @anna <b>喝茶</b>吗\nhttps://tea.example/@ben/{public.id}" in said
    assert said.count("Ben Marsh named you") == 2
    assert "&lt;b&gt;" in html
    assert "secret" not in said + html
    assert "Mei" not in said + html
    assert letter["List-Unsubscribe"] == f"<{off}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    cast.clock.step(DAY)
    assert (messenger.run(), len(mailbox.letters)) == ([None], 1)  # nothing new: no letter
    cast.do(people.set_locale, cast.anna.id, "zh")
    cast.do(notices.letters.keep_letters, cast.anna.id, TO, 7, texts=True)
    cast.post(cast.ben, "@anna secret again", Friends())
    cast.clock.step(DAY)
    messenger.run()
    assert len(mailbox.letters) == 1
    cast.clock.step(6 * DAY)
    messenger.run()
    assert mailbox.letters[1]["Subject"] == "Tea有一件事等你看"
    assert "secret again" in text(mailbox.letters[1])


@pytest.mark.parametrize("kind", ["sqlite"])
def test_one_click_ends_them(cast: Cast, browser: Browser, messenger: Messenger, mailbox: Mailbox) -> None:
    off = want(cast, messenger, mailbox)
    assert browser.get(path(off)).status_code == 200
    assert cast.ask(notices.letters.fetch_letters, cast.anna.id) is not None
    forged = off[:-2] + ("aa" if off[-2:] != "aa" else "bb")
    assert browser.ask("POST", path(forged)).status_code == 404
    # As RFC 8058 has mailboxes do it: no cookie, no form of ours.
    answer = Browser(browser.site).ask("POST", path(off), data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert cast.ask(notices.letters.fetch_letters, cast.anna.id) is None
    assert browser.get(path(off)).status_code == 404
    cast.post(cast.ben, "@anna hello", Public(listed=True))
    cast.clock.step(3 * DAY)
    messenger.run()
    assert mailbox.letters == []


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_the_mail_server_answers_is_heeded(cast: Cast, messenger: Messenger, mailbox: Mailbox) -> None:
    want(cast, messenger, mailbox)
    cast.post(cast.ben, "@anna hello", Public(listed=True))
    cast.clock.step(DAY)
    mailbox.answer = "451 later"
    assert messenger.run() == ["the mail server answered 451"]
    mailbox.answer = "250 OK"
    cast.clock.step(60_000)
    assert messenger.run() == [None]
    assert len(mailbox.letters) == 1
    mailbox.answer = "550 nobody here"
    cast.post(cast.ben, "@anna hello again", Public(listed=True))
    cast.clock.step(DAY)
    assert messenger.run() == [None]
    kept = cast.ask(notices.letters.fetch_letters, cast.anna.id)
    assert kept is not None
    assert (kept.last_error, kept.due) == ("answered 550", 0)
    mailbox.answer = "250 OK"
    cast.clock.step(9 * DAY)
    assert messenger.run() == []


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    "typed", ["", "anna", "anna@", "@post.example", "a@b", "a b@c.example", "a@c.example\nBcc: x@y.example", "a@" * 90]
)
def test_what_is_no_address_is_refused(cast: Cast, typed: str) -> None:
    with pytest.raises(Invalid):
        cast.do(notices.letters.keep_letters, cast.anna.id, typed, 1, texts=False)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_nobodys_box_is_filled_with_asking(cast: Cast, messenger: Messenger, mailbox: Mailbox) -> None:
    cast.do(notices.letters.keep_letters, cast.anna.id, TO, 1, texts=False)
    with pytest.raises(Invalid, match="ten minutes"):
        cast.do(notices.letters.keep_letters, cast.anna.id, "other@post.example", 1, texts=False)
    messenger.run()
    old = links(mailbox.letters[0])[0].rpartition("/")[2]
    cast.clock.step(700_000)
    cast.do(notices.letters.keep_letters, cast.anna.id, "other@post.example", 1, texts=False)
    with pytest.raises(NotFound):
        cast.do(notices.letters.confirm, old)  # it spoke of the other address


def test_a_server_that_must_be_safe_is_not_written_to_when_it_is_not(post: int) -> None:
    import asyncio

    from teahouse.kit.outward import MailParcel, MailRoad

    outcome = asyncio.run(MailRoad(f"smtp://127.0.0.1:{post}", "a@b.example").carry(MailParcel("c@d.example", b"x")))
    assert outcome.status == 0
    outcome = asyncio.run(MailRoad("smtps://127.0.0.1:1", "a@b.example").carry(MailParcel("c@d.example", b"x")))
    assert outcome.status == 0
