"""Writing on the pages: whom it is for and who will see it, what is never lost, changing and taking back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.moments import CommentPolicy, Except, Group, House, Mark, Mentioned, Only, Public, Stretch
from teahouse.people.groups import Changes
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]


def home_of(cast: Cast, reader: people.Account) -> list[int]:
    return cast.ask(moments.page_home, reader, Stretch()).ids


def newest(cast: Cast, author: people.Account) -> moments.Moment:
    return cast.ask(moments.fetch_own, author.id, home_of(cast, author)[0])


def sight(text: str) -> str:
    """What the page says of who will see it."""
    found = re.search(r'<div class="will-see"[^>]*>(.*?)</div>', text, re.DOTALL)
    assert found is not None
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found[1])).strip()


def a_circle(cast: Cast, title: str, *members: people.Account) -> int:
    circle = cast.do(people.create_circle, cast.anna, title)
    cast.do(people.add_members, cast.anna, circle.id, [one.id for one in members])
    return circle.id


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("friends", {"ben", "mei"}),
        ("only", {"mei"}),
        ("except", {"ben"}),
        ("me", set()),
        ("house", {"ben", "mei", "zoe"}),
        ("everyone", {"ben", "mei", "zoe"}),
        ("unlisted", {"ben", "mei", "zoe"}),
    ],
)
def test_the_composer_posts_to_whom_it_says(who: str, seen: set[str], cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    circle = a_circle(cast, "Choir", cast.mei)
    browser = signed_in(cast.anna)
    page = browser.get("/").text
    for offered in ("All my friends (2)", "Only Choir (one person)", "All my friends but Choir"):
        assert offered in page
    chosen = f"{who}-{circle}" if who in ("only", "except") else who
    answer = browser.submit("/compose", {"text": "Tonight at\r\neight", "who": chosen, "selling": "1"})
    posted = re.fullmatch(r"/\?done=posted&post=([0-9]+)", answer.headers["location"])
    assert posted is not None
    moment = cast.ask(moments.fetch_own, cast.anna.id, int(posted[1]))
    assert (moment.text, moment.marks) == ("Tonight at\neight", Mark.SELLING)
    for other in (cast.ben, cast.mei, cast.zoe):
        assert cast.sees(other, moment) == (other.username in seen)


def test_several_lists_and_people_a_group_and_a_letter(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.lin))
    family, work = a_circle(cast, "Family", cast.ben), a_circle(cast, "Work", cast.mei)
    group = cast.do(people.groups.create_group, cast.anna, Changes("Book club", ""))
    browser = signed_in(cast.anna)
    proof = browser.proof("/compose")
    for sent, audience in (
        ({"who": "only", "circles": [str(family), str(work)], "people": str(cast.lin.id)}, Only),
        ({"who": "except", "circles": str(work), "people": [str(cast.ben.id)]}, Except),
        ({"who": "group", "group": str(group.id)}, Group),
        ({"who": f"group-{group.id}"}, Group),
        ({"who": "named", "text": "Dear @ben"}, Mentioned),
        ({"who": "house"}, House),
    ):
        answer = browser.ask("POST", "/compose", data={"csrf": proof, "text": "Hello", **sent})
        assert answer.status_code == 303, (sent, answer.text)
        moment_id = int(answer.headers["location"].rpartition("=")[2])
        moment = cast.ask(moments.fetch_own, cast.anna.id, moment_id)
        found = cast.ask(moments.fetch_audience, moment.id, moment.audience)
        assert isinstance(found, audience)
        assert answer.headers["location"].startswith("/groups/" if audience is Group else "/?")
        if audience is Only:
            assert found == Only((family, work), (cast.lin.id,))
    stranger = browser.ask("POST", "/compose", data={"csrf": proof, "who": "named", "text": "Dear @zoe"})
    assert stranger.status_code == 422
    assert "You cannot write to @zoe" in stranger.text
    assert ">Dear @zoe</textarea>" in stranger.text
    for nobody in ({"who": "only"}, {"who": "except"}, {"who": "group"}, {"who": "everybody-1"}, {"who": ""}):
        answer = browser.ask("POST", "/compose", data={"csrf": proof, "text": "Hello", **nobody})
        assert answer.status_code == 422, nobody
        assert 'id="w-who"' in answer.text
    for foreign in ({"who": "only", "people": str(cast.zoe.id)}, {"who": "only-1"}, {"who": "group", "group": "1"}):
        answer = browser.ask("POST", "/compose", data={"csrf": proof, "text": "Hello", **foreign})
        assert answer.status_code == 404, foreign


def test_the_composer_says_who_will_see_it_before_anything_is_posted(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.lin))
    family, work = a_circle(cast, "Family", cast.ben, cast.mei), a_circle(cast, "Work", cast.mei)
    empty = a_circle(cast, "Choir")
    cast.do(people.turn_down, cast.anna, cast.ben, people.Quiet(hiding=True, remark="Uncle Ben"))
    browser = signed_in(cast.anna)

    def told(who: str, **more: str) -> str:
        answer = browser.submit("/compose", {"text": "Not yet", "who": who, "show": "who", **more})
        assert answer.status_code == 200, answer.text
        assert "Not yet" in answer.text
        fragment = browser.ask("POST", "/compose/who", data={"csrf": browser.proof("/compose"), "who": who, **more})
        assert sight(f'<div class="will-see">{fragment.text}</div>') == sight(answer.text)
        return sight(answer.text)

    assert told("friends").startswith("2 people will see it: all your friends; not Uncle Ben.")
    only = told("only", circles=str(family))
    assert only.startswith("One person will see it: Family; not Uncle Ben. Mei 梅")
    assert "You keep your posts from Uncle Ben." in only
    assert "Also in other lists of yours: Mei 梅 (Work)." in only
    denied = told("except", circles=str(work))
    assert denied.startswith("One person will see it: your friends, but not Work; not Uncle Ben. Lin 林")
    assert "Left out: Mei 梅." in denied
    assert "cannot keep it from people who become your friends later" in denied
    assert "Left out though they are in other lists, too: Mei 梅 (Family)." in denied
    assert told("only", circles=str(empty)) == "Nobody yet: nobody is in Choir."
    assert told("only") == "Nobody yet: choose a list or people."
    assert told("named") == "Nobody yet: write the @name of whoever it is for."
    assert told("named", text="Dear @zoe, Not yet").startswith("One person will see it: whom your words name. Zoe")
    assert told("me") == "Only you will see it."
    assert told("house").startswith("Every member of this house will see it, friend or not; not Uncle Ben.")
    assert "stands in public lists" in told("everyone")
    assert "kept only while they are signed in" in told("unlisted")
    browser.headers["Accept-Language"] = "zh"
    denied = told("except", circles=str(work))
    assert denied.startswith("1 人能看到：除 Work 以外的朋友；不含 Uncle Ben。")
    assert "挡不住以后才成为朋友的人" in denied
    assert home_of(cast, cast.anna) == []
    stranger = signed_in(cast.zoe)
    assert "Family" not in stranger.submit("/compose", {"who": "only", "circles": str(family), "show": "who"}).text


def test_who_blocks_or_hides_is_not_told_by_the_composer(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    browser = signed_in(cast.anna)
    before = [sight(browser.submit("/compose", {"who": who, "show": "who"}).text) for who in ("friends", "house")]
    cast.do(people.turn_down, cast.ben, cast.anna, people.Quiet(hiding=True))
    cast.do(people.block, cast.mei, cast.anna)
    after = [sight(browser.submit("/compose", {"who": who, "show": "who"}).text) for who in ("friends", "house")]
    assert after == before
    assert "2 people" in before[0]


def test_the_composer_names_nobody_who_is_not_the_authors_to_name(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    theirs = a_circle(cast, "Family", cast.ben)
    cast.do(people.block, cast.zoe, cast.mei)
    browser = signed_in(cast.mei)
    for who in ("only", "except"):
        said = {
            sight(browser.submit("/compose", {"who": who, "show": "who", **named}).text)
            for named in ({"people": str(cast.zoe.id)}, {"people": "5"}, {"circles": str(theirs)}, {"circles": "5"})
        }
        assert len(said) == 1, said


def test_the_last_audience_is_offered_and_nothing_wider(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    circle = a_circle(cast, "Choir", cast.mei)
    browser = signed_in(cast.anna)
    cast.post(cast.anna, "Rehearsal", Only((circle,), (cast.ben.id,)))
    assert "Only Choir and Ben Marsh" in browser.get("/").text
    full = browser.get("/compose").text
    assert re.search(r'value="only" checked', full)
    assert re.search(rf'name="people" value="{cast.ben.id}" checked', full)
    cast.post(cast.anna, "Rehearsal", Only((circle,), ()))
    assert f'value="only-{circle}" selected' in browser.get("/").text
    cast.post(cast.anna, "All hear", Public(listed=True))
    assert 'value="friends" selected' in browser.get("/").text
    assert 'value="friends" checked' in browser.get("/compose").text


def test_the_short_form_opens_the_long_one_with_all_that_was_typed(cast: Cast, signed_in: SignedIn) -> None:
    circle = a_circle(cast, "Choir")
    browser = signed_in(cast.anna)
    sent = {"text": "Half a thou<ght>", "who": f"only-{circle}", "show": "more"}
    answer = browser.submit("/", sent, to="/compose")
    assert answer.status_code == 200
    assert "Half a thou&lt;ght&gt;" in answer.text
    assert re.search(rf'name="circles" value="{circle}" checked', answer.text)
    assert home_of(cast, cast.anna) == []


def test_a_form_sent_twice_posts_once(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    proof = browser.proof("/compose")
    for _ in range(2):
        sent = {"csrf": proof, "text": "Once", "who": "me", "once": "page-1"}
        assert browser.ask("POST", "/compose", data=sent).status_code == 303
    assert len(home_of(cast, cast.anna)) == 1


def test_other_words_in_the_same_form_are_another_post(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    proof = browser.proof("/compose")
    for words, who in (("First", "me"), ("Second", "me"), ("Second", "house"), ("First", "me")):
        sent = {"csrf": proof, "text": words, "who": who, "once": "page-1" * 60}
        assert browser.ask("POST", "/compose", data=sent).status_code == 303
    posted = [cast.ask(moments.fetch_own, cast.anna.id, one).text for one in home_of(cast, cast.anna)]
    assert posted == ["Second", "Second", "First"]


def test_what_cannot_be_posted_is_not_lost(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    for sent, told in (
        ({"text": "long " * 200}, "too long"),
        ({"text": "  ", "spoiler": "kept words"}, "fill this in"),
        ({"text": "for whom?", "who": "everybody-1"}, "does not look right"),
    ):
        answer = browser.submit("/compose", sent)
        assert answer.status_code == 422
        assert told in answer.text
        assert (sent.get("spoiler") or sent["text"]).strip() in answer.text
    assert home_of(cast, cast.anna) == []


def test_all_that_a_post_may_declare(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    sent = {"text": "Suppe", "spoiler": "Essen", "sensitive": "1", "policy": "nobody", "language": "de", "who": "me"}
    assert browser.submit("/compose", sent).status_code == 303
    moment = newest(cast, cast.anna)
    assert (moment.spoiler, moment.language, moment.sensitive) == ("Essen", "de", True)
    assert moment.comment_policy == CommentPolicy.NOBODY
    page = browser.get(f"/moments/{moment.id}/edit").text
    assert 'value="de" lang="de" selected' in page
    assert 'value="nobody" selected' in page
    browser.submit(f"/moments/{moment.id}/edit", {"text": "Suppe!", "language": "xx", "policy": "all"})
    moment = newest(cast, cast.anna)
    assert (moment.text, moment.spoiler, moment.language) == ("Suppe!", "", "de")
    assert moment.comment_policy == CommentPolicy.ALL


def test_posted_is_said_with_who_sees_it_and_can_be_taken_back(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    circle = a_circle(cast, "Choir", cast.mei)
    browser = signed_in(cast.anna)
    sent = {"text": "Too <soon>", "spoiler": "News", "who": f"only-{circle}", "selling": "1"}
    page = browser.get(browser.submit("/compose", sent).headers["location"]).text
    assert "One person will see it: Choir." in page
    (moment_id,) = home_of(cast, cast.mei)
    assert f"/chain/{moment_id}/form" in page
    assert f'formaction="/moments/{moment_id}/take_back"' in page
    assert "take_back" not in signed_in(cast.ben).get(f"/?done=posted&post={moment_id}").text
    answer = browser.submit("/me", {}, to=f"/moments/{moment_id}/take_back")
    assert answer.status_code == 200
    assert "Taken back." in answer.text
    for kept in ("Too &lt;soon&gt;", 'value="News"', 'name="selling" value="1" checked', 'value="only" checked'):
        assert kept in answer.text
    assert re.search(rf'name="circles" value="{circle}" checked', answer.text)
    assert home_of(cast, cast.mei) == []
    assert browser.submit("/me", {}, to=f"/moments/{moment_id}/take_back").status_code == 404
    theirs = cast.post(cast.ben, "Not Anna's", Public(listed=True))
    for foreign in (theirs.id, 1):
        assert browser.submit("/me", {}, to=f"/moments/{foreign}/take_back").status_code == 404
        assert "take_back" not in browser.get(f"/?done=posted&post={foreign}").text.partition("<article")[0]
    assert cast.sees(cast.zoe, theirs)


def test_a_comment_taken_back_returns_to_where_it_was_said(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Come in")
    comment = cast.comment(cast.ben, moment, "I bring cabbage")
    ben = signed_in(cast.ben)
    answer = ben.submit("/me", {}, to=f"/moments/{comment.id}/take_back")
    assert answer.status_code == 200
    assert re.search(r"<textarea[^>]*>I bring cabbage</textarea>", answer.text)
    assert cast.ask(moments.seen_of, cast.anna.id, [comment.id]) == set()
    comment = cast.comment(cast.ben, moment, "I bring carrots")
    cast.do(people.unfollow, cast.ben, cast.anna)
    answer = ben.submit("/me", {}, to=f"/moments/{comment.id}/take_back")
    assert answer.status_code == 404
    assert "I bring carrots" in answer.text, "the room is closed, the words are given back"


def test_earlier_words_are_read_by_whoever_sees_the_post(
    cast: Cast, signed_in: SignedIn, new_browser: Callable[..., Browser]
) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Good mroning")
    browser = signed_in(cast.anna)
    assert "/history" not in browser.get(f"/@anna/{moment.id}").text
    browser.submit(f"/moments/{moment.id}/edit", {"text": "Good <b>morning</b>"})
    reader = signed_in(cast.ben)
    link = f"/moments/{moment.id}/history"
    assert link in reader.get(f"/@anna/{moment.id}").text
    shown = reader.get(link).text
    assert shown.index("Good &lt;b&gt;morning") < shown.index("Good mroning")
    for other in (signed_in(cast.mei), new_browser()):
        assert other.get(link).status_code == 404
    public = cast.post(cast.anna, "For all", Public(listed=True))
    assert "For all" in new_browser().get(f"/moments/{public.id}/history").text


def test_who_will_hear_a_comment_is_said(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    private, public = cast.post(cast.anna, "Friends"), cast.post(cast.anna, "All", Public(listed=True))
    letter = cast.post(cast.anna, "Dear @ben", Mentioned())
    comment = cast.comment(cast.mei, private, "Yes")
    ben, anna = signed_in(cast.ben), signed_in(cast.anna)
    common = "Anna Marsh sees this, and those who are friends of you both."
    for browser, path, said in (
        (ben, f"/@anna/{private.id}", common),
        (ben, f"/@mei/{comment.id}", f"{common} Of those, whoever knows Mei 梅 too."),
        (anna, f"/@anna/{private.id}", "All who see your post see this."),
        (ben, f"/@anna/{public.id}", "Everybody who sees the post sees this."),
        (ben, f"/@anna/{letter.id}", "Those whom the letter names see this."),
    ):
        assert said in browser.get(path).text


def test_words_are_given_back_where_a_form_cannot_be_taken(
    cast: Cast, signed_in: SignedIn, new_browser: Callable[..., Browser]
) -> None:
    moment = cast.post(cast.ben, "Street party", Public(listed=True))
    browser = signed_in(cast.anna)
    long = "An hour's work <indeed>"
    for path in ("/compose", f"/moments/{moment.id}/comment"):
        stale = browser.ask("POST", path, data={"csrf": "x", "text": long})
        assert stale.status_code == 403
        assert "An hour&#39;s work &lt;indeed&gt;</textarea>" in stale.text
        foreign = browser.ask("POST", path, data={"csrf": "x", "text": long}, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code == 403
        assert "hour" not in foreign.text, "nobody else's words stand on our pages"
        guest = new_browser()
        referer = {"Referer": "https://tea.example/compose"}
        answer = guest.ask("POST", path, data={"csrf": "x", "text": long}, headers=referer)
        assert answer.status_code == 401
        assert "An hour&#39;s work &lt;indeed&gt;</textarea>" in answer.text
        assert "/auth/sign_in?next=/compose" in answer.text
    strange = new_browser().ask("POST", "/compose", data={"text": long}, headers={"Referer": "https://evil.example/x"})
    assert "sign_in?next=" not in strange.text
    broken = new_browser().ask("POST", "/compose", content=b"\xff\xfe", headers={"Content-Type": "x/y"})
    assert broken.status_code == 401


def test_a_script_is_told_in_its_own_words(
    cast: Cast, signed_in: SignedIn, new_browser: Callable[..., Browser]
) -> None:
    browser = signed_in(cast.anna)
    asks = {"Accept": "application/json"}
    sent = {"csrf": browser.proof("/compose"), "text": "Hello", "who": "me"}
    answer = browser.ask("POST", "/compose", data=sent, headers=asks)
    assert answer.status_code == 200
    assert answer.json()["go"].startswith("/?done=posted&post=")
    assert answer.headers["cache-control"] == "no-store"
    assert (
        browser.ask("POST", "/compose", data={**sent, "text": ""}, headers=asks)
        .headers["content-type"]
        .startswith("text/html")
    ), "the form anew"
    for by, data, status in ((new_browser(), sent, 401), (browser, {**sent, "csrf": "x"}, 403)):
        answer = by.ask("POST", "/compose", data=data, headers=asks)
        assert answer.status_code == status
        assert set(answer.json()) == {"title", "error"}
