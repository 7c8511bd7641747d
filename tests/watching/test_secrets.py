"""Whatever people do, nothing of them is in the log or among the metrics: no word, no name, no id, no key."""

from __future__ import annotations

import io
import re

import pytest

from teahouse import people
from teahouse.kit.db import Database
from teahouse.settings import Settings
from tests.api.houses import House
from tests.steppable import SteppableClock
from tests.watching.conftest import TOKEN
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
PASSWORD = "zq-warm-rye-bread-zq"
MARKS = re.compile(r"zq[0-9a-z-]+|[0-9]{15,}|203\.0\.113|tea\.example")
"""Words that only members wrote, ids of whatever kind, the address that browsers come from, the house's own name."""


def drive_pages(house: House) -> list[str]:
    """Sign-up, sign-in with right and wrong passwords, a reset link, an invite, an app let in: all by the pages."""
    browser = Browser(house.wire.app)
    fields = {"display_name": "zq-newcomer", "username": "zqnewcomer", "password": PASSWORD, "agreement": "yes"}
    answer = browser.submit("/auth/sign_up", fields)
    assert answer.status_code in (200, 303), answer.text
    browser.sign_in("zqnewcomer", PASSWORD)
    browser.sign_in("zqnewcomer", f"{PASSWORD}-wrong")
    link = house.database.write_now(lambda tx: people.make_reset_link(tx, house.person("anna").id))
    code = house.database.write_now(lambda tx: people.make_invite(tx, None, max_uses=3)).code
    reset = str(link).rpartition("/")[2]
    for path in (f"/auth/reset/{reset}", f"/invite/{code}", f"/auth/reset/{reset}x", f"/invite/{code}x"):
        browser.get(path)
    browser.submit(f"/auth/reset/{reset}", {"new": PASSWORD, "again": PASSWORD})
    browser.get("/oauth/authorize?client_id=zqclient&redirect_uri=https://zq.example/&response_type=code&state=zqstate")
    return [reset, code, *browser.cookies.values()]


def drive_api(house: House) -> list[str]:
    """Tokens in every place where one can stand, good and bad, an app, its secret, a code that is none."""
    token = house.deeds.token(house.person("anna"))
    ask = house.wire.ask
    app = ask("POST", "/api/v1/apps", None, {"client_name": "zqapp", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"}).json
    for bad in (f"{token}x", "zqtoken", "Bearer zqtoken"):
        assert ask("GET", "/api/v1/timelines/home", bad).status == 401
    ask("GET", f"/api/v1/timelines/home?access_token={token}")
    ask("GET", "/api/v1/timelines/home?access_token=zqtoken&max_id=zqx")
    secret = {"client_id": app["client_id"], "client_secret": app["client_secret"]}
    ask("POST", "/oauth/token", None, {**secret, "grant_type": "authorization_code", "code": "zqcode"})
    ask("POST", "/oauth/token", None, {**secret, "grant_type": "client_credentials"})
    ask("POST", "/oauth/revoke", None, {**secret, "token": "zqtoken"})
    ask("GET", "/api/v2/search?q=zqsearched&resolve=true", token)
    ask("POST", "/api/v1/statuses", token, {"status": "zqnothing", "visibility": "zqnobody"})
    ask("GET", "/zqpath/zqmore?zq=zq")
    return [token, *secret.values()]


def test_nothing_of_anybody_is_written_down(
    settings: Settings, database: Database, clock: SteppableClock, log: io.StringIO
) -> None:
    house = House(settings, database, clock, seed=11)
    house.live(120, look_every=40, in_the_end=2)
    secrets = [*drive_pages(house), *drive_api(house)]
    secrets += [house.deeds.token(person) for person in house.model.world.people]
    metrics = house.wire.ask("GET", "/metrics", TOKEN).body.decode()
    written = log.getvalue()
    names = [person.name for person in house.model.world.people] + ["newcomer"]
    house.close()
    assert written.count('"event": "request"') > 500
    assert len(re.findall("(?m)^teahouse_request_seconds_count", metrics)) > 30
    assert [mark for mark in (*secrets, PASSWORD) if mark in written + metrics] == []
    assert MARKS.findall(metrics) == []
    assert MARKS.findall(re.sub(r'"timestamp": "[^"]*"', "", written)) == []
    assert [name for name in names if re.search(rf"\b{name}\b", written + metrics)] == []
