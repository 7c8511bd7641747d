"""A visit: one request for a page, with who asks, in which language, and the proof for its forms.

A forged, old or foreign cookie makes a guest of its bearer, nothing more.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import TypeVar
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from teahouse import messages, notices, people
from teahouse.doors.web import forms, languages
from teahouse.doors.web.addresses import with_query
from teahouse.doors.web.house import House
from teahouse.doors.web.squeeze import squeeze
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound, Refusal, Unauthenticated
from teahouse.kit.http import read_form
from teahouse.kit.ids import parse_id

F = TypeVar("F", bound=forms.Form)
Result = TypeVar("Result")
SIZES = ("normal", "large", "largest")
"""How large the letters may be."""
GUEST = 0
"""The viewer that the gate knows as nobody."""


class Visit:
    """One request. `session` and `me` are None for a guest."""

    def __init__(
        self, house: House, request: Request, session: people.Session | None = None, me: people.Account | None = None
    ) -> None:
        self.house = house
        self.request = request
        self.session = session
        self.me = me
        self.now = house.now
        self.asked_lang = languages.known(request.query_params.get("lang"))
        wishes = (self.asked_lang, house.jar.read(request, "lang"), session.locale if session else None)
        self.chosen_lang = next(filter(None, map(languages.known, wishes)), None)
        """What the reader chose, by the foot of a page or the settings; None where the browser speaks for them."""
        self.lang = languages.choose(
            self.chosen_lang,
            languages.asked_for(request.headers.get("accept-language", "")),
            fallback=house.settings.languages,
        )
        self.asked_type = _size(request.query_params.get("type"))
        self.type = self.asked_type or _size(house.jar.read(request, "type")) or "normal"
        self.sizes = SIZES
        self.languages = languages.LANGUAGES
        self.words = languages.LANGUAGES[self.lang]
        self.unread = 0
        """So many notices wait, as the frame of a member's page says."""
        self.untalked = 0
        """And so many talks hold something new."""
        self.renews = False
        """The session lasts longer from now on, and so does its cookie."""
        self._new_secret: str | None = None
        self._proofs: dict[str, Markup] = {}
        self._proof: str | None = None
        self._once = ""
        self._was_read = False
        self.typed = ""
        """The words of a form that came along, to be given back where they cannot be taken."""

    # who and where

    @property
    def viewer(self) -> int:
        """Whom the gate is asked about."""
        return GUEST if self.me is None else self.me.id

    @property
    def address(self) -> str:
        """The network address that asks."""
        return self.house.doorstep.address(self.request.scope)

    @property
    def zone(self) -> str:
        """The time zone by which days are said."""
        return "UTC" if self.session is None else self.session.time_zone

    @property
    def token(self) -> str | None:
        """The session cookie of somebody who is signed in."""
        return self.house.jar.read(self.request, "session") if self.session else None

    def member(self) -> people.Account:
        """Who is signed in. Raises `Unauthenticated` for a guest."""
        if self.me is None:
            raise Unauthenticated
        return self.me

    def own_session(self) -> people.Session:
        """The member's session. Raises `Unauthenticated` for a guest."""
        if self.session is None:
            raise Unauthenticated
        return self.session

    def actor(self, tx: ReadTx) -> people.Account:
        """The member's account as it is now, for an act. Raises `NotFound` for one that is gone meanwhile."""
        account = people.fetch_account(tx, self.member().id)
        if account is None:
            raise NotFound
        return account

    def wanted(self, name: str = "id") -> int:
        """The id that this part of the path is. Raises `NotFound` where it is none."""
        found = parse_id(self.parameter(name))
        if found is None:
            raise NotFound
        return found

    def parameter(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        """A value of the query; empty where there is none, or where it is no text."""
        value = self.request.query_params.get(name, "")
        return value if "\0" not in value and "\ufffd" not in value else ""

    def in_language(self, lang: str) -> str:
        """This page's address, asking for another language."""
        return self._with("lang", lang)

    def in_size(self, size: str) -> str:
        """This page's address, asking for letters of another size."""
        return self._with("type", size)

    def _with(self, name: str, value: str) -> str:
        kept = [(one, said) for one, said in self.request.query_params.multi_items() if one != name]
        path = quote(self.request.scope["path"], safe="/@:")
        return f"{path}?{urlencode([*kept, (name, value)])}"

    def is_at(self, *ways: str) -> bool:
        """Whether this page stands on one of these ways, or behind one of them."""
        path = self.request.scope["path"]
        return any(path == way or (way != "/" and path.startswith(f"{way}/")) for way in ways)

    @property
    def is_piece(self) -> bool:
        """Whether a script asks, which puts the answer into the page that is there."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def once(self) -> str:
        """A mark for the forms of this page: one of them that is sent twice is acted on once."""
        self._once = self._once or secrets.token_urlsafe(9)
        return self._once

    @property
    def wants_json(self) -> bool:
        """A script asks, which wants to be told in its own words."""
        return "application/json" in self.request.headers.get("accept", "")

    # acts

    async def read(self, act: Callable[[ReadTx], Result]) -> Result:
        """Run a read in the house's database."""
        return await self.house.database.read(act)

    async def write(self, act: Callable[[WriteTx], Result]) -> Result:
        """Run a write in the house's database."""
        return await self.house.database.write(act)

    # forms

    @cached_property
    def csrf(self) -> str:
        """The proof for the forms on this page, made once; a guest's first form brings a cookie along."""
        secret = self.token or self.house.jar.read(self.request, "visit") or self._new_secret
        if secret is None:
            secret = self._new_secret = secrets.token_urlsafe(32)
        if self._proof is None:
            self._proof = forms.proof_for(secret)
        return self._proof

    @property
    def browser(self) -> str:
        """By which a challenge knows the browser that it was put to; one that sent a form has a cookie of ours."""
        secret = self.token or self.house.jar.read(self.request, "visit") or ""
        return sha256(f"browser {secret}".encode()).hexdigest()

    def proof(self, back: str = "") -> Markup:
        """The hidden fields of a form: the proof, and where to go back to. Most forms of a page have the same."""
        made = self._proofs.get(back)
        if made is None:
            way = Markup('<input type="hidden" name="back" value="{}">').format(back) if back else Markup()
            made = Markup('<input type="hidden" name="csrf" value="{}">{}').format(self.csrf, way)
            self._proofs[back] = made
        return made

    async def form(self, kind: type[F], *, upload: bool = False) -> F:
        """The form that was sent. Raises `StaleForm` where it did not come from a page that this browser was shown.

        `upload` takes files along, which the caller closes.
        """
        self._was_read = True
        form = await read_form(self.request, kind, upload=upload)
        try:
            if not self._is_from_here():
                raise forms.StaleForm
            self.typed = str(getattr(form, "text", ""))
            forms.check_proof(self.token or self.house.jar.read(self.request, "visit"), form.csrf)
        except forms.StaleForm:
            forms.close_files(form)
            raise
        return form

    def _is_from_here(self) -> bool:
        return self.request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")

    async def salvage(self) -> None:
        """Find the words in a form that was refused before it was read: somebody may have written for an hour."""
        if self.request.method != "POST" or self._was_read or not self._is_from_here():
            return
        self._was_read = True
        try:
            self.typed = (await read_form(self.request, forms.Typed)).text
        except Refusal:
            return

    # answers

    def page(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
    ) -> Response:
        """A page made from a template; it is personal where somebody is signed in or a form is on it."""
        text = self.house.templates.get_template(template).render(
            visit=self, words=self.words, house=self.house, settings=self.house.settings, **values
        )
        private = self.session is not None or self._new_secret is not None or status != 200
        kept = {"Cache-Control": "no-store" if private else "private, no-cache", "Content-Language": self.words.tag}
        response = HTMLResponse(text, status_code=status, headers={**kept, **(headers or {})})
        squeeze(response, self.request, self.house.settings.origin)
        return self.finish(response)

    def go(self, path: str, query: Mapping[str, str] | None = None, *, status: int = 303) -> Response:
        """On to another page of the house; a script is told where, and goes itself."""
        target = with_query(path, query or {})
        if self.wants_json and self.request.method == "POST":
            return self.finish(JSONResponse({"go": target}, headers={"Cache-Control": "no-store"}))
        return self.finish(RedirectResponse(target, status, headers={"Cache-Control": "no-store"}))

    def done(self, path: str, what: str) -> Response:
        """On to a page that says what was done."""
        return self.go(path, {"done": what})

    def finish(self, response: Response) -> Response:
        """Add the cookies that this visit brought about."""
        if self.renews and self.token is not None:
            self.house.jar.put(response, "session", self.token)
        if self._new_secret is not None:
            self.house.jar.put(response, "visit", self._new_secret)
        if self.asked_lang is not None and self.asked_lang != self.house.jar.read(self.request, "lang"):
            self.house.jar.put(response, "lang", self.asked_lang)
        if self.asked_type is not None and self.asked_type != self.house.jar.read(self.request, "type"):
            self.house.jar.put(response, "type", self.asked_type)
        return response


def _size(asked: str | None) -> str | None:
    return asked if asked in SIZES else None


async def open_visit(house: House, request: Request) -> Visit:
    """Settle who asks. A browser's first look in a week is noted, as that week, and keeps it signed in for longer."""
    token = house.jar.read(request, "session")
    if token is None:
        return Visit(house, request)
    looks = request.method == "GET" and not request.scope["path"].startswith("/static/")

    def look(tx: ReadTx) -> tuple[people.Session | None, people.Account | None, bool, tuple[int, int]]:
        session = people.fetch_session(tx, token)
        account = None if session is None else people.fetch_account(tx, session.account_id)
        unread = (0, 0)
        if account is not None and looks:
            unread = notices.count_unread(tx, account.id), messages.count_unread(tx, account.id)
        return session, account, session is not None and session.seen_week != people.week_of(tx.now), unread

    session, account, is_new_week, unread = await house.database.read(look)
    if session is None or account is None:
        return Visit(house, request)
    if is_new_week:

        def note(tx: WriteTx) -> None:
            people.note_seen(tx, session.account_id)
            people.keys.note_look(tx, token)

        await house.database.write(note)
    visit = Visit(house, request, session, account)
    visit.unread, visit.untalked = unread
    visit.renews = is_new_week
    return visit
