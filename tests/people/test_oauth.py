"""OAuth 2: apps, codes with proof, tokens, and taking them back."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from teahouse import people
from teahouse.kit.db import Database, Statement
from teahouse.kit.errors import Forbidden, Invalid
from teahouse.people.rules_oauth import SCOPES, covers, may_redirect_to, proves, split_scopes
from teahouse.people.schema import access_token
from tests.people.conftest import OpenHouse, a_member
from tests.steppable import SteppableClock

EXPIRE: Statement[None] = Statement(access_token.update().values(expires_at=sa.bindparam("at")))
BACK = "https://app.example/back"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


def an_app(house: Database, **more: object) -> tuple[people.App, str]:
    wanted = {"name": "Leaf", "redirect_uris": [BACK, people.OUT_OF_BAND], "scopes": "read write", **more}
    return house.write_now(lambda tx: people.register_app(tx, **wanted))


def a_code(house: Database, app: people.App, member: people.Account, **more: object) -> str:
    wanted = {
        "actor_id": member.id,
        "member_id": member.id,
        "redirect_uri": BACK,
        "scopes": "read",
        "challenge": CHALLENGE,
        "method": "S256",
        **more,
    }
    return house.write_now(lambda tx: people.make_code(tx, app, **wanted))


def trade(
    house: Database, app: people.App, code: str, *, redirect_uri: str = BACK, verifier: str | None = VERIFIER
) -> str:
    """The token, or OAuth's word for why there is none."""
    try:
        got = house.write_now(lambda tx: people.trade_code(tx, app, code, redirect_uri, verifier))
    except people.OAuthError as refusal:
        return refusal.code
    return got.code if isinstance(got, people.OAuthError) else got.token


def caller(house: Database, token: str) -> people.Caller | None:
    return house.read_now(lambda tx: people.fetch_caller(tx, token))


def test_an_app_is_known_by_its_secret(house: Database) -> None:
    app, secret = an_app(house, website="https://茶.example/#about")
    assert house.read_now(lambda tx: people.check_app_secret(tx, app.client_id, secret)) == app
    assert house.read_now(lambda tx: people.find_app(tx, app.client_id)) == app
    assert house.read_now(lambda tx: people.fetch_app(tx, app.id)) == app
    assert (app.redirects, app.scopes, app.website) == (
        (BACK, people.OUT_OF_BAND),
        "read write",
        "https://茶.example/#about",
    )
    assert secret.encode() not in app.secret_hash
    for client_id, wrong in ((app.client_id, "x"), (app.client_id, None), ("x", secret), (None, None), ("x", "")):
        with pytest.raises(people.OAuthError) as refusal:
            house.read_now(lambda tx, who=client_id, what=wrong: people.check_app_secret(tx, who, what))
        assert (refusal.value.code, refusal.value.status) == ("invalid_client", 401)
    with pytest.raises(people.OAuthError, match="unknown client"):
        house.read_now(lambda tx: people.find_app(tx, "x"))


def test_nobody_knows_the_secret_of_the_houses_own_app(house: Database) -> None:
    mei = a_member(house, "mei")
    for _ in range(2):
        house.write_now(lambda tx: people.issue_token(tx, None, mei.id, mei.id))
    for secret in ("", "teahouse"):
        with pytest.raises(people.OAuthError):
            house.read_now(lambda tx, secret=secret: people.check_app_secret(tx, "teahouse", secret))


def test_addresses_of_an_app_come_as_a_list_or_as_lines(house: Database) -> None:
    app, _ = an_app(house, redirect_uris=[f"{BACK}\nleaf://back", BACK], scopes=None)
    assert (app.redirects, app.scopes) == ((BACK, "leaf://back"), "read")


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("name", {"name": " \u200b"}),
        ("name", {"name": "x" * 61}),
        ("redirect_uri", {"redirect_uris": []}),
        ("redirect_uri", {"redirect_uris": ["javascript:alert(1)"]}),
        ("redirect_uri", {"redirect_uris": ["https://a.example/" + "x" * 1000, "https://b.example/" + "x" * 1000]}),
        ("scopes", {"scopes": "read everything"}),
        ("website", {"website": "javascript:alert(1)"}),
        ("website", {"website": "https://"}),
        ("website", {"website": "https://leaf.example/ x"}),
        ("website", {"website": "https://a.example/" + "x" * 2000}),
    ],
)
def test_an_app_that_makes_no_sense_is_refused(house: Database, field: str, more: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        an_app(house, **more)
    assert refusal.value.details is not None
    assert list(refusal.value.details) == [field]


def test_a_code_becomes_a_token_of_the_scopes_consented_to(house: Database) -> None:
    (app, _), mei = an_app(house), a_member(house, "mei")
    code = a_code(house, app, mei, scopes="read:statuses write")
    got = house.write_now(lambda tx: people.trade_code(tx, app, code, BACK, VERIFIER))
    assert isinstance(got, people.Issued)
    assert got.scopes == "read:statuses write"
    found = caller(house, got.token)
    assert found is not None
    assert (found.actor_id, found.app_id, found.scopes) == (mei.id, app.id, {"read:statuses", "write"})


def test_a_code_without_a_challenge_needs_no_proof(house: Database) -> None:
    (app, _), mei = an_app(house), a_member(house, "mei")
    plain = {"challenge": None, "method": None, "redirect_uri": people.OUT_OF_BAND}
    assert trade(house, app, a_code(house, app, mei, **plain), redirect_uri=people.OUT_OF_BAND, verifier=VERIFIER) == (
        "invalid_grant"
    )
    code = a_code(house, app, mei, **plain)
    assert caller(house, trade(house, app, code, redirect_uri=people.OUT_OF_BAND, verifier=None)) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"verifier": None},
        {"verifier": "w" * 43},
        {"verifier": CHALLENGE},
        {"verifier": "é" * 43},
        {"redirect_uri": BACK + "/"},
        {"redirect_uri": people.OUT_OF_BAND},
    ],
)
def test_a_code_is_good_only_as_it_was_announced(house: Database, more: dict[str, str | None]) -> None:
    (app, _), mei = an_app(house), a_member(house, "mei")
    code = a_code(house, app, mei)
    assert trade(house, app, code, **more) == "invalid_grant"
    assert caller(house, trade(house, app, code)) is not None


def test_a_code_is_good_for_ten_minutes_and_for_one_app(house: Database, clock: SteppableClock) -> None:
    (app, _), (other, _), mei = an_app(house), an_app(house), a_member(house, "mei")
    code, late = a_code(house, app, mei), a_code(house, app, mei)
    assert trade(house, other, code) == "invalid_grant"
    assert trade(house, app, "nonsense") == "invalid_grant"
    assert caller(house, trade(house, app, code)) is not None
    clock.step(10 * 60_000)
    assert trade(house, app, late) == "invalid_grant"


def test_a_code_used_twice_takes_its_token_back(house: Database) -> None:
    (app, _), (other, _), mei = an_app(house), an_app(house), a_member(house, "mei")
    kept = trade(house, app, a_code(house, app, mei))
    code = a_code(house, app, mei)
    token = trade(house, app, code)
    assert trade(house, other, code) == "invalid_grant"
    assert caller(house, token) is not None
    assert trade(house, app, code) == "invalid_grant"
    assert caller(house, token) is None
    assert caller(house, kept) is not None


def test_a_code_ends_with_the_password(house: Database) -> None:
    (app, _), mei = an_app(house), a_member(house, "mei", password_hash="old")
    code = a_code(house, app, mei)
    house.write_now(lambda tx: people.change_password(tx, mei.id, "new"))
    assert trade(house, app, code) == "invalid_grant"


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("invalid_redirect_uri", {"redirect_uri": "https://evil.example/back"}),
        ("invalid_redirect_uri", {"redirect_uri": BACK + "?x=1"}),
        ("invalid_redirect_uri", {"redirect_uri": ""}),
        ("invalid_scope", {"scopes": "read follow"}),
        ("invalid_scope", {"scopes": "read:nonsense"}),
        ("invalid_request", {"method": "plain"}),
        ("invalid_request", {"method": None}),
        ("invalid_request", {"challenge": None}),
        ("invalid_request", {"challenge": "short"}),
    ],
)
def test_a_request_that_does_not_fit_the_app_makes_no_code(house: Database, code: str, more: dict[str, str]) -> None:
    (app, _), mei = an_app(house), a_member(house, "mei")
    with pytest.raises(people.OAuthError) as refusal:
        a_code(house, app, mei, **more)
    assert (refusal.value.code, refusal.value.status) == (code, 400)


def test_a_member_lends_a_page_only_where_they_work(house: Database) -> None:
    (app, _), mei, bo = an_app(house), a_member(house, "mei"), a_member(house, "bo")
    page = house.write_now(lambda tx: people.make_page(tx, mei, username="bakery", display_name="Bakery"))
    token = trade(house, app, a_code(house, app, mei, actor_id=page.id))
    found = caller(house, token)
    assert found is not None
    assert (found.actor_id, found.member_id) == (page.id, mei.id)
    for actor, member in ((page, bo), (mei, bo)):
        with pytest.raises(Forbidden):
            a_code(house, app, member, actor_id=actor.id)
    with pytest.raises(Forbidden):
        a_code(house, app, mei, actor_id=5)


def test_an_app_of_its_own_acts_as_nobody(house: Database) -> None:
    app, _ = an_app(house)
    got = house.write_now(lambda tx: people.client_credentials(tx, app))
    found = caller(house, got.token)
    assert found is not None
    assert (found.actor_id, found.member_id, found.kind, found.is_admin, found.scopes) == (
        None,
        None,
        None,
        False,
        {"read"},
    )
    with pytest.raises(people.OAuthError, match="scope"):
        house.write_now(lambda tx: people.client_credentials(tx, app, ["push"]))


def test_passwords_open_apps_only_under_mastodons_defaults(house: Database, open_house: OpenHouse) -> None:
    (app, _), mei = an_app(house), a_member(house, "mei")
    with pytest.raises(people.OAuthError) as refusal:
        house.write_now(lambda tx: people.password_grant(tx, app, mei.id))
    assert refusal.value.code == "unsupported_grant_type"
    like_there = open_house(mode="open", mastodon_defaults=True)
    got = like_there.write_now(lambda tx: people.password_grant(tx, app, mei.id, "read write"))
    assert caller(like_there, got.token) is not None
    for nobody in (None, 5):
        with pytest.raises(people.OAuthError) as refusal:
            like_there.write_now(lambda tx, who=nobody: people.password_grant(tx, app, who))
        assert refusal.value.code == "invalid_grant"


def test_an_app_takes_back_its_own_tokens_only(house: Database) -> None:
    (app, _), (other, _), mei = an_app(house), an_app(house), a_member(house, "mei")
    token = trade(house, app, a_code(house, app, mei))
    with pytest.raises(people.OAuthError) as refusal:
        house.write_now(lambda tx: people.revoke_token(tx, other, token))
    assert (refusal.value.code, refusal.value.status) == ("unauthorized_client", 403)
    assert caller(house, token) is not None
    for _ in range(2):
        house.write_now(lambda tx: people.revoke_token(tx, app, token))
        assert caller(house, token) is None


@pytest.mark.parametrize(
    "uri",
    [
        people.OUT_OF_BAND,
        BACK,
        "http://127.0.0.1:8080/",
        "http://[::1]:80",
        "leaf://back",
        "com.example.leaf:/back",
        "x:y",
        "icecubesapp://",
    ],
)
def test_where_an_app_may_send_back_to(uri: str) -> None:
    assert may_redirect_to(uri)


@pytest.mark.parametrize(
    "uri",
    [
        *("", "back", "/back", "//app.example/back", "https:", "https://", "https:/app.example", "http://a:b:c/"),
        *("https://app.example/#here", "https://app.example/#", "https://[::1", "https://app.example:99999/"),
        *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"),
        *("javascript://", "file://", "http://", "leaf://?", "leaf://#"),
        *("mailto:a@b.example", "https://app.example/\nx", "https://app.example/ x", "java\tscript:x", "1x:y", "leaf:"),
        *("https://app.example\\@evil.example", "https://app.example/\ud800", "https://a.example/" + "x" * 2000),
    ],
)
def test_where_no_app_may_send_back_to(uri: str) -> None:
    assert not may_redirect_to(uri)


@pytest.mark.parametrize(
    ("registered", "wanted", "answer"),
    [
        ("read", "read", True),
        ("read", "read:statuses", True),
        ("read:statuses", "read", False),
        ("read", "write", False),
        ("follow", "write:blocks", True),
        ("follow", "read:statuses", False),
        ("admin:read", "admin:read:accounts", True),
        ("read", "admin:read", False),
        ("admin:read", "admin:write", False),
    ],
)
def test_a_wider_scope_covers_a_narrower(registered: str, wanted: str, answer: bool) -> None:
    assert covers([registered], wanted) is answer


def test_scopes_come_as_text_or_list() -> None:
    assert split_scopes("read  write") == split_scopes(["read write", "read"]) == {"read", "write"}
    assert split_scopes(None) == split_scopes("") == split_scopes([]) == {"read"}


@given(st.sets(st.sampled_from(sorted(SCOPES)), min_size=1), st.sets(st.sampled_from(sorted(SCOPES)), min_size=1))
def test_no_token_is_wider_than_its_app(registered: set[str], asked: set[str]) -> None:
    try:
        given_scopes = people.check_scopes(asked, " ".join(registered))
    except people.OAuthError:
        assert not all(covers(registered, one) for one in asked)
    else:
        assert given_scopes == asked
        assert all(covers(registered, one) for one in asked)


@given(st.text(max_size=130))
def test_no_other_text_proves_a_challenge(text: str) -> None:
    assert proves(CHALLENGE, text) == (text == VERIFIER)
    assert proves(None, text) == (text == "")


@given(st.text(max_size=60))
def test_no_text_breaks_the_rule_for_addresses(text: str) -> None:
    for uri in (text, "https://" + text, text + "://x"):
        if may_redirect_to(uri):
            assert "#" not in uri
            assert all("!" <= char <= "~" for char in uri)


def test_a_known_caller_is_as_good_as_one_who_is_asked_for(open_house: OpenHouse, clock: SteppableClock) -> None:
    house, elsewhere = open_house(mode="open"), open_house(mode="open")
    known = people.KnownCallers()

    def knows(token: str) -> people.Caller | None:
        asked = caller(house, token)
        assert house.read_now(lambda tx: known.fetch(tx, token)) == asked
        assert house.read_now(lambda tx: known.fetch(tx, token)) == asked
        return asked

    mei, bo = a_member(house, "mei"), a_member(house, "bo")
    app, _ = an_app(house)
    first, second = (house.write_now(lambda tx: people.issue_token(tx, app.id, mei.id, mei.id)) for _ in "12")
    assert knows("nobody's") is None
    assert (knows(first.token), knows(second.token)) != (None, None)
    elsewhere.write_now(lambda tx: people.set_role(tx, mei.id, people.HouseRole.HOST))
    assert knows(first.token).is_admin
    house.write_now(lambda tx: people.revoke_token(tx, app, first.token))
    assert (knows(first.token), knows(second.token) is None) == (None, False)
    # Within one's own act nothing is taken from memory.
    act = house.write_now(lambda tx: (people.suspend_account(tx, mei), known.fetch(tx, second.token)))
    assert (act[1], knows(second.token)) == (None, None)
    theirs = house.write_now(lambda tx: people.issue_token(tx, None, bo.id, bo.id)).token
    assert knows(theirs) is not None
    elsewhere.write_now(lambda tx: people.suspend_account(tx, bo))
    assert knows(theirs) is None


def test_a_known_caller_runs_out_with_the_token(house: Database, clock: SteppableClock) -> None:
    known, mei = people.KnownCallers(), a_member(house, "mei")
    token = house.write_now(lambda tx: people.issue_token(tx, None, mei.id, mei.id)).token
    house.write_now(lambda tx: tx.run(EXPIRE, at=clock.now() + 1000))
    for passed, good in ((0, True), (999, True), (1, False)):
        clock.step(passed)
        assert (house.read_now(lambda tx: known.fetch(tx, token)) is not None) is good


def test_only_so_many_are_known(house: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people.KnownCallers, "MOST", 2)
    known, mei = people.KnownCallers(), a_member(house, "mei")
    tokens = [house.write_now(lambda tx: people.issue_token(tx, None, mei.id, mei.id)).token for _ in range(5)]
    assert all(house.read_now(lambda tx, token=token: known.fetch(tx, token)) is not None for token in tokens * 2)
