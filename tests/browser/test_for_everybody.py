"""Every page can be read by everybody: axe finds nothing in it, and nothing runs off a screen, small or large."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from teahouse import housekeeping, moments, people
from teahouse.app import open_house
from teahouse.kit.db import WriteTx
from teahouse.settings import Settings
from tests.browser.conftest import Look
from tests.browser.crawl import faults_of, pages_from
from tests.browser.town import Town

STARTS = {
    "guest": ("/", "/about", "/auth/sign_in"),
    "member": ("/", "/talk", "/search?q=tea", "/settings", "/settings/telling", "/settings/filters", "/friends"),
}
ALWAYS = {
    "guest": {"/", "/about"},
    "member": {
        "/",
        "/talk",
        "/talk/…",
        "/talk/new",
        "/search",
        "/settings/telling",
        "/settings/filters",
        "/people/…/report",
    },
}
"""Whatever else is found, these are among it."""

LONG = pytest.mark.long


@pytest.mark.parametrize(
    ("who", "language", "of_a_kind"),
    [
        ("guest", "zh", 2),
        ("member", "en", 1),
        pytest.param("guest", "en", 2, marks=LONG),
        pytest.param("member", "en", 2, marks=LONG),
        pytest.param("member", "zh", 2, marks=LONG),
    ],
)
def test_every_page_can_be_read(same_town: Town, peek: Look, who: str, language: str, of_a_kind: int) -> None:
    name = None if who == "guest" else list(same_town.people)[language == "zh"]
    page, axe = peek(name, language=language), Axe()
    faults: list[str] = []
    kinds: dict[str, int] = {}
    for start in STARTS[who]:
        for path in pages_from(page, start, kinds, of_a_kind):
            faults += faults_of(page, axe, path)
    assert len(kinds) >= (6 if who == "guest" else 20), sorted(kinds)
    assert ALWAYS[who] <= kinds.keys(), sorted(kinds)
    assert not faults, "\n".join([f"{len(faults)} faults", *faults])


def test_what_a_host_looks_after_can_be_read(town: Town, look: Look, tmp_path: Path) -> None:
    """A full house: reports of a person and of a group, people, the tree of who brought whom."""
    with ThreadPoolExecutor(1) as pool:  # the browser's event loop runs in this thread
        reports = pool.submit(keep_house, tmp_path / "town").result()
    page, axe = look("lin", language="zh"), Axe()
    people_of = [f"/house/people?q={name}" for name in ("mei", "anna")]
    made = [f"/house/reports/{one}" for one in reports]
    faults: list[str] = []
    for path in ("/house", "/house/reports", *made, "/house/people", *people_of, "/house/invites/tree", "/house/log"):
        answer = page.goto(path)
        assert answer is not None, path
        assert answer.ok, f"{path} answers {answer.status}"
        faults += faults_of(page, axe, path)
    assert not faults, "\n".join([f"{len(faults)} faults", *faults])


def keep_house(folder: Path) -> list[int]:
    """Mrs. Lin keeps the house from now on; somebody reports Mei, and what is said in Anna's group."""
    settings = Settings(database=f"sqlite:{folder / 'house.sqlite'}", media=str(folder / "house-media"))

    def act(tx: WriteTx) -> list[int]:
        lin, mei, anna = (people.find_any_account(tx, name) for name in ("lin", "mei", "anna"))
        assert lin is not None
        assert mei is not None
        assert anna is not None
        people.set_role(tx, lin.id, people.HouseRole.HOST)
        lately = moments.Stretch(limit=3)
        posts = moments.page_account(tx, anna.id, mei.id, lately, shares=False, letters=False).ids
        group = people.groups.fetch_groups(tx, anna.id)[0]
        others = [one.account_id for one in people.groups.page_members(tx, anna.id, group.id, people.Cursor(limit=9))]
        member = people.fetch_account(tx, next(one for one in others if one != anna.id))
        assert member is not None
        said = moments.page_group(tx, member.id, group.id, lately).ids
        spam = housekeeping.Complaint("Every day", housekeeping.Category.SPAM, tuple(posts))
        talk = housekeeping.Complaint("群里总有人卖货", moment_ids=tuple(said))
        return [
            housekeeping.make_report(tx, anna, mei.id, spam).id,
            housekeeping.report_group(tx, member, group.id, talk).id,
        ]

    with closing(open_house(settings)) as database:
        return database.write_now(act)
