"""Letting an app act for a member: what it wants in plain words, as whom, allow or deny.

Nobody is ever sent to an address that the app did not register to the letter; what is wrong beyond that is told to
the app there, in OAuth's words.
"""

from __future__ import annotations

import re

from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from teahouse import people
from teahouse.doors.web.addresses import back_to, form_target, shown_host, with_query
from teahouse.doors.web.forms import Form
from teahouse.doors.web.porch import policy
from teahouse.doors.web.scopes import wishes
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, NotFound
from teahouse.kit.ids import parse_id

_CODE = re.compile(r"[A-Za-z0-9_-]{20,100}")
_TOLD_TO_APP = ("invalid_scope", "invalid_request", "unsupported_response_type")


class Asked(Form):
    """What the app asks, in the address and again in the form; the form adds the answer."""

    client_id: str = ""
    redirect_uri: str = ""
    response_type: str = ""
    scope: str = ""
    state: str = ""
    code_challenge: str = ""
    code_challenge_method: str = ""
    actor: str = ""
    decision: str = ""


class Question(Struct, frozen=True):
    """A question that can be put to a member: the app is known and its address is registered."""

    app: people.App
    redirect_uri: str


_PARAMETERS = Asked.__struct_fields__[1:8]


def _asked(visit: Visit) -> Asked:
    return Asked(**{name: visit.request.query_params.get(name, "") for name in _PARAMETERS})


def _check_app(tx: ReadTx, asked: Asked) -> Question:
    """Raises `OAuthError` for an app or address that is not known: then nobody is sent anywhere."""
    app = people.find_app(tx, asked.client_id)
    uri = asked.redirect_uri or (app.redirects[0] if len(app.redirects) == 1 else "")
    return Question(app, people.check_redirect(app, uri))


def _check_rest(question: Question, asked: Asked) -> None:
    """Raises `OAuthError` for what the app is told of."""
    if asked.response_type != "code":
        raise people.OAuthError("unsupported_response_type", "The authorization server supports response_type=code.")
    people.check_scopes(asked.scope, question.app.scopes)
    people.check_challenge(asked.code_challenge or None, asked.code_challenge_method or None)


async def show_authorize(visit: Visit) -> Response:
    """The question; signing in comes first, and comes back here."""
    asked = _asked(visit)
    question = await visit.read(lambda tx: _check_app(tx, asked))
    try:
        _check_rest(question, asked)
    except people.OAuthError as refusal:
        if visit.me is None:
            # Anybody may register an app: a guest is sent nowhere by a mere link (RFC 9700, 4.11.2).
            raise
        return _send(visit, question, asked, {"error": refusal.code, "error_description": refusal.text}, refusal)
    forced = visit.query("force_login").lower() in ("1", "true")
    if visit.me is None or forced:
        given = {name: getattr(asked, name) for name in _PARAMETERS}
        here = with_query("/oauth/authorize", {name: value for name, value in given.items() if value})
        return visit.go("/auth/sign_in", {"next": here, **({"again": "1"} if forced else {})}, status=302)
    return await _ask(visit, visit.me, question, asked)


async def _ask(visit: Visit, me: people.Account, question: Question, asked: Asked) -> Response:
    pages = await visit.read(lambda tx: people.fetch_pages_of(tx, me.id))
    by_hand = question.redirect_uri == people.OUT_OF_BAND
    # Browsers hold a form's policy against where its answer redirects to, so the app's address is named in it.
    target = "" if by_hand else form_target(question.redirect_uri)
    return visit.page(
        "authorize.html",
        headers={"Content-Security-Policy": policy(form_target=target)},
        app=question.app,
        asked=asked,
        parameters=_PARAMETERS,
        wishes=wishes(visit.words, people.check_scopes(asked.scope, question.app.scopes)),
        me=person_view(me),
        pages=[person_view(page) for page in pages],
        back=None if by_hand else shown_host(question.redirect_uri),
    )


async def authorize(visit: Visit) -> Response:
    """The member's answer, taken to the app."""
    me = visit.member()
    asked = await visit.form(Asked)
    question = await visit.read(lambda tx: _check_app(tx, asked))
    if asked.decision != "allow":
        if question.redirect_uri == people.OUT_OF_BAND:
            return visit.page("told.html", title=visit.words.denied_title, text=visit.words.denied_text)
        said = {"error": "access_denied", "error_description": "The resource owner denied the request."}
        return _send(visit, question, asked, said)
    actor = parse_id(asked.actor) if asked.actor else me.id
    if actor is None:
        raise Forbidden

    def act(tx: WriteTx) -> str:
        _check_rest(question, asked)
        return people.make_code(
            tx,
            question.app,
            actor_id=actor,
            member_id=me.id,
            redirect_uri=question.redirect_uri,
            scopes=asked.scope,
            challenge=asked.code_challenge or None,
            method=asked.code_challenge_method or None,
        )

    try:
        code = await visit.write(act)
    except people.OAuthError as refusal:
        return _send(visit, question, asked, {"error": refusal.code, "error_description": refusal.text}, refusal)
    if question.redirect_uri == people.OUT_OF_BAND:
        return visit.go("/oauth/authorize/native", {"code": code})
    return _send(visit, question, asked, {"code": code})


def _send(
    visit: Visit,
    question: Question,
    asked: Asked,
    said: dict[str, str],
    refusal: people.OAuthError | None = None,
) -> Response:
    """Back to the app; where it has no address, what went wrong is a page."""
    if refusal is not None and (question.redirect_uri == people.OUT_OF_BAND or refusal.code not in _TOLD_TO_APP):
        raise refusal
    uri = back_to(question.redirect_uri, {**said, "state": asked.state or None})
    # Set by hand: the framework's own redirect would rewrite characters of an address that has to stay as it is.
    response = RedirectResponse("/", 302, headers={"Cache-Control": "no-store"})
    response.headers["Location"] = uri
    return visit.finish(response)


async def show_native(visit: Visit) -> Response:
    """The code, to be typed into an app that has no address. It is shown, not looked up."""
    code = visit.query("code")
    if not _CODE.fullmatch(code):
        raise NotFound
    return visit.page("native.html", code=code)
