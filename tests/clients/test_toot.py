"""toot's command line, run as a program, tells how people live here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clients.browser import Browser
from tests.clients.conftest import PASSWORD, Join, Member
from tests.clients.witness import Witness

Befriend = Callable[[Member, Member], None]


class Toot:
    """A terminal of one's own: `toot("post", "Hello")` answers what is printed."""

    def __init__(self, home: Path, witness: Witness) -> None:
        self.home = home
        self.witness = witness

    def run(self, *args: str, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        record = self.home / "answers"
        environment = {**os.environ, "XDG_CONFIG_HOME": str(self.home), "NO_PROXY": "*", "BROWSER": "true"}
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("toot_told.py")), str(record), "--max-width", "200", *args],
            input=stdin,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.witness.read(record)
        assert done.returncode == code, f"toot {args}: {done.stdout}{done.stderr}"
        return done

    def __call__(self, *args: str) -> str:
        return self.run(*args).stdout

    def json(self, *args: str) -> Any:
        """What is printed with `--json`."""
        return json.loads(self(*args, "--json"))

    def login(self, server: str, browser: Browser, name: str) -> None:
        """By the pages: toot shows a link, the browser gets a code for it, toot is told the code."""
        asked = self.run("login", "--instance", server, stdin="n\n", code=1)
        link = next(line for line in asked.stdout.splitlines() if "/oauth/authorize" in line)
        code = browser.code(link.strip(), name, PASSWORD)
        assert "Successfully logged in" in self.run("login", "--instance", server, stdin=f"n\n{code}\n").stdout


@pytest.fixture
def toot(toot_home: Path, witness: Witness) -> Toot:
    return Toot(toot_home, witness)


@pytest.fixture
def anna(join: Join) -> Member:
    return join("anna")


def test_logging_in_and_looking_around(server: str, toot: Toot, browser: Browser, anna: Member) -> None:
    toot.login(server, browser, anna.name)
    assert anna.name in toot("auth")
    assert f"@{anna.name}" in toot("whoami")
    assert "Teahouse" in toot("instance")
    assert toot.json("instance")["uri"] in server
    assert toot.json("update-account", "--display-name", "安娜", "--note", "Tea, and cats.")["display_name"] == "安娜"
    assert "Tea, and cats." in toot("whoami")
    toot("logout", f"{anna.name}@{server.removeprefix('http://')}")
    assert "not logged in" in toot("auth")


def test_a_day_of_friends(server: str, toot: Toot, browser: Browser, join: Join, anna: Member) -> None:
    ben, mei = join("ben"), join("mei")
    toot.login(server, browser, anna.name)
    toot("follow", ben.name)
    assert ben.name not in toot("following", anna.name)
    ben.api.follow_request_authorize(anna.id)
    assert ben.name in toot("following", anna.name)
    mei.api.account_follow(anna.id)
    assert mei.name in toot("follow-requests", "list")
    toot("follow-requests", "accept", mei.name)
    assert mei.name in toot("followers", anna.name)
    posted = toot.json("post", "For my friends", "--visibility", "private")
    assert (posted["visibility"], posted["visibility_ex"]) == ("private", "limited")
    ben.api.status_favourite(posted["id"])
    assert toot.json("status", posted["id"])["favourites_count"] == 1
    said = ben.api.status_post("Good to hear", in_reply_to_id=posted["id"], visibility="private")
    assert "Good to hear" in toot("thread", posted["id"])
    toot("favourite", str(said.id))
    assert ben.api.status(said.id).favourites_count == 1
    toot("unfavourite", str(said.id))
    assert "muted" in toot("mute", mei.name).lower()
    assert mei.name in toot("muted")
    toot("unmute", mei.name)
    toot("block", mei.name)
    assert mei.name in toot("blocked")
    toot("unblock", mei.name)
    toot("unfollow", mei.name)
    assert mei.name not in toot("following", anna.name)


def test_posting_sharing_keeping(server: str, toot: Toot, browser: Browser, join: Join, anna: Member) -> None:
    ben = join("ben")
    toot.login(server, browser, anna.name)
    public = toot.json("post", "Free seedlings #garden", "-v", "public", "-p", "Plants", "-l", "en")
    assert (public["spoiler_text"], public["language"]) == ("Plants", "en")
    answer = toot.json("post", "Still some left", "-r", public["id"], "-v", "public")
    assert answer["in_reply_to_id"] == public["id"]
    ben.api.status_reblog(public["id"])
    assert ben.name in toot("reblogged-by", public["id"])
    theirs = ben.api.status_post("Seeds to swap", visibility="public")
    toot("reblog", str(theirs.id))
    assert ben.api.status(theirs.id).reblogs_count == 1
    toot("unreblog", str(theirs.id))
    for verb in ("bookmark", "pin"):
        toot(verb, public["id"])
        assert toot.json("status", public["id"])[f"{verb}ed".replace("pined", "pinned")]
    assert "Free seedlings" in toot("bookmarks")
    for verb in ("unbookmark", "unpin"):
        toot(verb, public["id"])
    assert "Free seedlings" in toot("timelines", "public", "--no-pager")
    assert "Free seedlings" in toot("timelines", "tag", "garden", "--no-pager")
    assert "Free seedlings" in toot("timelines", "account", anna.name, "--no-pager")
    assert "Free seedlings" in toot("timelines", "home", "--no-pager")
    toot("delete", answer["id"])
    assert "not found" in toot.run("status", answer["id"], code=1).stderr.lower()


def test_lists_and_notices(
    server: str, toot: Toot, browser: Browser, join: Join, anna: Member, befriended: Befriend
) -> None:
    ben, zoe = join("ben"), join("zoe")
    befriended(anna, ben)
    toot.login(server, browser, anna.name)
    toot("lists", "create", "Letters")
    assert "Letters" in toot("lists", "list")
    toot("lists", "add", "Letters", ben.name)
    assert ben.name in toot("lists", "accounts", "Letters")
    refused = toot.run("lists", "add", "Letters", zoe.name, code=1)
    assert "must follow" in refused.stderr
    ben.api.status_post(f"A word for the list, and for @{anna.name}")
    listed = toot.json("lists", "list")
    assert "A word for the list" in toot("timelines", "list", listed[0]["id"], "--no-pager")
    assert ben.name in toot("notifications")
    toot("lists", "remove", "Letters", ben.name)
    toot("lists", "delete", "Letters")
    toot("notifications", "--clear")
    assert "no notification" in toot("notifications").lower() or ben.name not in toot("notifications")
    assert ben.name in toot("search", ben.name, "--type", "accounts")
