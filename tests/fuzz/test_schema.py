"""The server does what its own OpenAPI document says, whatever is asked of it.

Schemathesis makes requests from the document, good and bad ones, with ids that are there and ids that are not; each is
asked as a guest, as Anna and as an app of its own. Whether bad data is refused is not asked here: the house reads
kindly by intent ("0" is false, one value is a list of one), which types cannot say; `test_bad_requests.py` and
`tests/kit` hold it to its words.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from teahouse.doors.mastodon import TABLES
from tests.api.wire import Answer
from tests.fuzz.rig import Rig, lived_in

rig = lived_in()
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
OPERATIONS = sorted({(said.method, said.path) for table in TABLES for said in table.declared})
KINDS = {
    "account": ("anna", "ben", "mei", "xiaoming", "zoe", "bakery"),
    "circle": ("my circle", "their circle", "my list"),
    "status": ("public", "friends", "only", "hidden", "letter", "comment", "gone"),
    "notice": ("my notice", "their notice"),
}
OF_PATHS = (("accounts", "account"), ("follow_requests", "account"), ("circles", "circle"), ("lists", "circle"))
WORDS = {
    "visibility": ("public", "unlisted", "house", "private", "direct", "self", "circle", "except"),
    "acct": ("anna", "@ben", "mei@tea.example"),
    "q": ("an", "@ben@tea.example"),
    "resource": ("acct:anna@tea.example", "https://tea.example/@ben"),
    "redirect_uris": ("urn:ietf:wg:oauth:2.0:oob", "https://app.example/back"),
    "grant_type": ("client_credentials", "authorization_code", "password"),
    "type": ("accounts", "statuses"),
    "scopes": ("read", "read write follow"),
    "scope": ("read", "read write"),
    "username": ("newcomer", "anna"),
    "password": ("a long enough phrase", "short"),
    "time_zone": ("Asia/Shanghai", "UTC"),
}
"""What a text of that name is led to."""
APP = {"client_name": "App", "redirect_uris": WORDS["redirect_uris"][0], "scopes": "read", "website": ""}
FILLED: dict[str, dict[str, Any]] = {
    "/api/v1/statuses": {"status": "Said", "visibility": "self", "in_reply_to_id": None, "language": "en"},
    "/api/v1/statuses/{id}": {"status": "Said again", "language": "en"},
    "/api/v1/lists": {"title": "More", "replies_policy": "list"},
    "/api/v1/circles": {"title": "More"},
    "/api/v1/circles/{id}": {"title": "Fewer"},
    "/api/v1/apps": APP,
    "/api/v1/accounts": {"username": "newcomer", "password": "a long enough phrase", "agreement": True, "locale": "en"},
    "/oauth/token": {"grant_type": "client_credentials", "scope": "read", "client_id": "", "client_secret": ""},
    "/oauth/revoke": {"token": "gone", "client_id": "", "client_secret": ""},
}
"""What every third request says beside or instead of what was made."""
SPARED = {"media_ids", "poll", "scheduled_at", "quoted_status_id", "max_id", "min_id", "since_id"}
"""What refuses or empties most answers; left out of every second request."""
ODD_EVERY = 4
"""One value in so many stays as odd as it was made."""


def kind_of(name: str, path: str) -> str | None:
    """Which ids a field, or a path's own name, takes; None for a field that takes no id."""
    bare = name.removesuffix("[]").removesuffix("s")
    if bare in ("account_id", "circle_id"):
        return bare.removesuffix("_id")
    if bare == "list_id":
        return "circle"
    if bare not in ("id", "in_reply_to_id", "max_id", "min_id", "since_id", "uri"):
        return None
    resource = path.split("/")[3] if path.startswith("/api/") else ""
    return dict(OF_PATHS).get(resource, "notice" if resource == "notifications" else "status")


class Led:
    """Leads the ids and words of a request to what is in the house."""

    def __init__(self, ids: dict[str, int], words: dict[str, tuple[str, ...]]) -> None:
        self.ids = ids
        self.words = words

    def __call__(self, context: Any, value: Any) -> Any:
        if isinstance(value, dict) and len(repr(value)) % 2:
            value = {key: one for key, one in value.items() if key not in SPARED}
        if isinstance(value, dict) and len(repr(value)) % 3 == 0:
            value = {**value, **FILLED.get(context.operation.path, {})}
        return self._led(value, "", context.operation.path)

    def _led(self, value: Any, name: str, path: str) -> Any:
        if isinstance(value, dict):
            return {key: self._led(one, str(key), path) for key, one in value.items()}
        if isinstance(value, list):
            return [self._led(one, name, path) for one in value]
        if isinstance(value, str) and name in self.words:
            size = len(value.encode("utf-8", "replace"))
            return value if size % ODD_EVERY == 1 else self.words[name][size // 2 % len(self.words[name])]
        kind = kind_of(name, path)
        if kind is None or not isinstance(value, int) or isinstance(value, bool) or value % ODD_EVERY == 1:
            return value
        return self.ids[KINDS[kind][value // ODD_EVERY % len(KINDS[kind])]]


@pytest.fixture(scope="module")
def document(rig: Rig) -> Any:
    """The published document, whose requests are led to what is in the house."""
    made = schemathesis.openapi.from_dict(rig.ask("GET", "/api/openapi.json").json)
    app = rig.ask(
        "POST", "/api/v1/apps", body={"client_name": "Known", "redirect_uris": WORDS["redirect_uris"][0]}
    ).json
    led = Led(rig.ids, {**WORDS, **{name: (app[name],) for name in ("client_id", "client_secret")}})
    rig.keep()

    def map_path_parameters(context: Any, path_parameters: Any) -> Any:
        return led(context, path_parameters)

    def map_query(context: Any, query: Any) -> Any:
        return led(context, query)

    def map_body(context: Any, body: Any) -> Any:
        return led(context, body)

    for hook in (map_path_parameters, map_query, map_body):
        made.hook(hook)
    return made


def checked(rig: Rig, case: Case[Any], token: str | None) -> Answer:
    """The answer to this request, by the bytes that a client would send; fails where the document says otherwise."""
    parts = case.as_transport_kwargs(base_url=rig.api.origin)
    request = requests.Request(**parts).prepare()
    url = urlsplit(str(request.url))
    body: Any = request.body or b""
    answer = rig.ask(
        str(request.method),
        f"{url.path}?{url.query}" if url.query else url.path,
        token,
        body if isinstance(body, bytes) else body.encode(),
        kind=str(request.headers.get("Content-Type", "")).encode() or None,
    )
    headers = {name.decode(): [value.decode("latin-1")] for name, value in answer.headers}
    told = Response(answer.status, headers, answer.body, request, elapsed=0.0, verify=False)
    case.validate_response(told, checks=CHECKS)
    return answer


def answers(rig: Rig, operation: Any, examples: int) -> Counter[int]:
    """Ask an operation so many times in all ways; how often it answered what."""
    statuses: Counter[int] = Counter()
    ways = [operation.as_strategy(mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]

    @given(case=st.one_of(ways))
    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Case[Any]) -> None:
        for token in (None, rig.anna, rig.app):
            statuses[checked(rig, case, token).status] += 1

    ask()
    return statuses


@pytest.mark.parametrize("examples", [20, pytest.param(300, marks=pytest.mark.long)])
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda said: said)
def test_the_server_does_what_it_says(rig: Rig, document: Any, method: str, path: str, examples: int) -> None:
    statuses = answers(rig, document[path][method], examples)
    rig.restore()
    print(method, path, dict(statuses))
    assert set(statuses) - {401}, "asked nothing but who asks"
