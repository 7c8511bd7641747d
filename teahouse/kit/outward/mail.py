"""Letters by SMTP, through the server that the host names."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from urllib.parse import unquote, urlsplit

import msgspec

from teahouse.kit.db import Outcome


class MailParcel(msgspec.Struct, frozen=True):
    """A letter to carry: the whole message, as it is sent. `note` is for whoever settles it."""

    to: str
    message: bytes
    note: int = 0


class MailRoad(msgspec.Struct, frozen=True):
    """By which server letters leave, and under which address; without a server none do.

    `smtps://` is encrypted from the start, `smtp://` must become so (STARTTLS), `smtp+plain://` stays as it is: for a
    server on the same machine.
    """

    server: str = ""
    sender: str = ""
    seconds: float = 20.0

    @property
    def is_there(self) -> bool:
        """Whether letters can be sent at all."""
        return bool(self.server)

    async def carry(self, parcel: MailParcel) -> Outcome:
        """Send it; nothing on the way is raised. The outcome's status is SMTP's code, 250 where it went."""
        return await asyncio.to_thread(self._send, parcel)

    def _send(self, parcel: MailParcel) -> Outcome:
        try:
            with self._connected() as server:
                server.sendmail(self.sender, [parcel.to], parcel.message)
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()), (550, b""))[0]
            return Outcome(code, f"refused the address ({code})")
        except smtplib.SMTPResponseException as refused:
            return Outcome(refused.smtp_code, f"answered {refused.smtp_code}")
        except (smtplib.SMTPException, OSError) as error:
            return Outcome(0, f"could not be reached ({type(error).__name__})")
        return Outcome(250, "took it")

    def _connected(self) -> smtplib.SMTP:
        parts = urlsplit(self.server)
        host, safe = parts.hostname or "", ssl.create_default_context()
        if parts.scheme == "smtps":
            made: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=self.seconds, context=safe)
        else:
            made = smtplib.SMTP(host, parts.port or 587, timeout=self.seconds)
        try:
            if parts.scheme == "smtp":
                made.starttls(context=safe)
            if parts.username:
                made.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            made.close()
            raise
        return made
