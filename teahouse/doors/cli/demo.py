"""Builds the demonstration neighbourhood: its plan is lived through, in order, by the verbs that members use too.

Promises a complete database or none. The clock stands at each act's own time while it is done, so that accounts,
friendships, posts, likes and notices carry the times that the plan gives them.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Literal

import msgspec

from teahouse import moments, notices, people
from teahouse.app import open_house
from teahouse.doors.cli import neighbourhood as drawn
from teahouse.doors.cli.demo_letters import TalkStory
from teahouse.doors.cli.demo_orders import OrderStory
from teahouse.doors.cli.demo_pictures import Album
from teahouse.doors.cli.demo_rooms import RoomStory, Timed
from teahouse.guard.rulings import Restricted, Stopped
from teahouse.kit.db import Database, Listeners, WriteTx, jobs
from teahouse.kit.db.copying import appearing
from teahouse.kit.db.database import sqlite_path
from teahouse.kit.db.migrate import migrate
from teahouse.kit.errors import Refusal
from teahouse.kit.ids import Ids, time_of
from teahouse.kit.pictures import Pictures
from teahouse.migrations import FOLDER
from teahouse.settings import Settings

BATCH = 2_000
NOTICES_DAYS = 30
"""Of older acts nobody is told: an inbox of three months would be no pleasure to open."""
FRESH = 18 * 3_600_000
"""Notices and letters younger than this are unread."""
ASKING = 2
"""So many people wait for an answer of each person to sign in as."""
ASKED_APART = 9_000_000
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_TURNED_DOWN = {
    "hide": people.Quiet(hiding=True),
    "selling_off": people.Quiet(selling_off=True),
    "asking_off": people.Quiet(asking_off=True),
    "shares_off": people.Quiet(shares_off=True),
}


class SignIn(msgspec.Struct, frozen=True):
    """Somebody to sign in as."""

    username: str
    display_name: str
    password: str


class Then:
    """The clock of the story."""

    def __init__(self, at: int) -> None:
        self.at = at

    def now(self) -> int:
        """Where the story stands."""
        return self.at


def build_neighbourhood(
    database_url: str,
    settings: Settings,
    *,
    seed: int,
    now: int,
    progress: Callable[[str], None],
    passwords: Literal["fixed", "random"],
) -> list[SignIn]:
    """Build it into a new SQLite file, which appears when it is complete; answers as whom one may sign in.

    The same seed and time give the same neighbourhood, save ids and random passwords.
    """
    progress("Thinking up three hundred neighbours …")
    plan = drawn.plan(seed, now)
    named = {person.username: person for person in plan.people}
    signed = [
        SignIn(name, named[name].display_name, "teahouse" if passwords == "fixed" else _password())
        for name in plan.sign_in
    ]
    with _beside(sqlite_path(database_url)) as media, appearing(sqlite_path(database_url)) as temporary:
        address = f"sqlite:{temporary}"
        migrate(address, FOLDER)
        clock = Then(now)
        database = open_house(msgspec.structs.replace(settings, database=address, media=str(media)), clock=clock)
        pictures: Pictures = database.context.handed[Pictures]
        try:
            album = Album(plan)
            album.fill(pictures, progress)
            story = Story(plan, {one.username: people.hash_password(one.password) for one in signed}, now, album)
            _live(database, clock, story, progress)
        finally:
            pictures.close()
            database.close()
            for beside in temporary.parent.glob(f"{temporary.name}?*"):
                beside.unlink()
    return signed


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """The folder of the house's pictures, empty at first; gone where there is no house in the end."""
    folder = file.with_name(f"{file.stem}-media")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _password() -> str:
    """Twelve letters and digits that can be typed from one screen into another."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def _live(database: Database, clock: Then, story: Story, progress: Callable[[str], None]) -> None:
    """All acts in the order of time, many to a transaction; facts are heard by whom they are always heard."""
    acts = sorted(story.acts(), key=itemgetter(0, 1))
    told_from = story.now - NOTICES_DAYS * people.DAY
    quiet = [act for act in acts if act[0] < told_from]
    wired, database.context.listeners = database.context.listeners, Listeners()
    done = 0
    for stretch in (quiet, acts[len(quiet) :]):
        for start in range(0, len(stretch), BATCH):
            batch = stretch[start : start + BATCH]
            database.write_now(partial(_do, clock=clock, story=story, batch=batch))
            done += len(batch)
            progress(f"Living through three months … {100 * done // len(acts)} %")
        database.context.listeners = wired
    progress("Telling them what happened …")
    while told := database.write_now(partial(_take, now=story.now)):
        # A maker of ids never goes back in time; what is heard now happened earlier, so it gets one of its own.
        database.context.ids = Ids(clock)
        for start in range(0, len(told), BATCH):
            database.write_now(partial(_hear, clock=clock, told=told[start : start + BATCH]))
    clock.at = story.now
    database.write_now(story.settle)


def _do(tx: WriteTx, *, clock: Then, story: Story, batch: Sequence[Timed]) -> None:
    for at, _, act in batch:
        clock.at = tx.now = at
        try:
            act(tx)
        except Refusal as refusal:
            # The plan asks for nothing that the house refuses; should it ever, one act less is no harm.
            story.refused.append(refusal)


def _take(tx: WriteTx, *, now: int) -> list[jobs.Job]:
    """All facts that wait to be heard, in their order, out of the table.

    What is told while they are heard says the same times again, and would meet their numbers there.
    """
    tx.now = now
    taken: list[jobs.Job] = []
    while due := tx.all(jobs.CLAIM, n=BATCH):
        for job in due:
            tx.run(jobs.FINISH, job_id=job.id)
        taken += due
    return sorted(taken, key=lambda job: job.id)


def _hear(tx: WriteTx, *, clock: Then, told: Sequence[jobs.Job]) -> None:
    """Let facts be heard as of the time when they were told."""
    for job in told:
        clock.at = tx.now = time_of(job.id)
        tx.hear(job.kind, job.payload)


class Story:
    """The plan as acts, and what the acts have made so far: the plan's keys become the house's ids."""

    def __init__(self, plan: drawn.Neighbourhood, hashes: dict[str, str], now: int, album: Album) -> None:
        self.plan = plan
        self._album = album
        self.now = now
        self.refused: list[Refusal] = []
        self._hashes = hashes
        self._accounts: dict[int, people.Account] = {}
        self._circles: dict[int, int] = {}
        self._moments: dict[int, int] = {}
        self._last_act: dict[int, int] = {}
        self._circles_with: dict[tuple[int, int], list[int]] = {}
        for circle in plan.circles:
            for member in circle.members:
                self._circles_with.setdefault((circle.owner, member), []).append(circle.key)

    def acts(self) -> Iterator[Timed]:
        """Everything that is done, with its time; acts of one instant in the order in which they need each other."""
        plan = self.plan
        joined = {person.key: person.joined_ms for person in plan.people}
        for person in plan.people:
            yield person.joined_ms, 0, partial(self._join, person=person)
        for circle in plan.circles:
            yield joined[circle.owner], 1, partial(self._draw, circle=circle)
        for tie in plan.friendships:
            yield tie.since_ms, 2, partial(self._befriend, tie=tie)
        for follow in plan.follows:
            yield follow.since_ms, 2, partial(self._follow, who=follow.who, whom=follow.page)
        for moment in plan.moments:
            yield moment.at_ms, 3, partial(self._post, moment=moment)
        for comment in plan.comments:
            yield comment.at_ms, 4, partial(self._comment, comment=comment)
        for like in plan.likes:
            yield like.at_ms, 5, partial(self._like, like=like)
        for share in plan.shares:
            yield share.at_ms, 6, partial(self._share, share=share)
        yield from chain.from_iterable(RoomStory(room, self._actor).acts() for room in plan.rooms)
        yield from chain.from_iterable(OrderStory(order, self._actor).acts() for order in plan.orders)
        yield from chain.from_iterable(
            TalkStory(talked, self._actor, read_until=self.now - FRESH).acts() for talked in plan.talks
        )
        for number, (who, whom) in enumerate(self._askers()):
            yield self.now - (number + 1) * ASKED_APART, 7, partial(self._follow, who=who, whom=whom)

    # people

    def _join(self, tx: WriteTx, *, person: drawn.Person) -> None:
        if person.owner is not None:
            account = people.make_page(
                tx, self._accounts[person.owner], username=person.username, display_name=person.display_name
            )
        elif person.invited_by is not None:
            account = self._join_by_invite(tx, person, person.invited_by)
        else:
            account = people.create_account(
                tx,
                username=person.username,
                display_name=person.display_name,
                password_hash=self._hashes.get(person.username, ""),
                locale=person.language,
                language=person.language,
                time_zone=person.time_zone,
            )
        window = min(people.WINDOWS, key=lambda days: abs(days - person.window_days))
        changes = people.ProfileChanges(
            note=person.note,
            fields=list(person.fields),
            language=person.language,
            window_days=window if person.kind == "member" else None,
            # Most people like to be found; some do not.
            discoverable=None if person.kind != "member" else person.key % 4 != 0,
        )
        self._accounts[person.key] = people.update_profile(tx, account, changes)
        self._album.dress(tx, account.id, person)

    def _join_by_invite(self, tx: WriteTx, person: drawn.Person, inviter: int) -> people.Account:
        invite = people.make_invite(tx, self._accounts[inviter].id, note=person.display_name)
        form = people.SignUp(
            # Not looked at again: what counts is the hash. Without one, nobody can sign in.
            password=_LETTERS,
            username=person.username,
            display_name=person.display_name,
            agreement=True,
            locale=person.language,
            time_zone=person.time_zone,
            invite_code=invite.code,
        )
        return people.sign_up(tx, form, self._hashes.get(person.username, ""))

    def _draw(self, tx: WriteTx, *, circle: drawn.Circle) -> None:
        self._circles[circle.key] = people.create_circle(tx, self._accounts[circle.owner], circle.title).id

    def _befriend(self, tx: WriteTx, *, tie: drawn.Friendship) -> None:
        """One asks, the other accepts, and each puts the other into their circles."""
        asker, asked = (tie.a, tie.b) if (tie.a + tie.b) % 2 else (tie.b, tie.a)
        people.follow(tx, self._accounts[asker], self._accounts[asked])
        people.accept(tx, self._accounts[asked], self._accounts[asker])
        for owner, member in ((tie.a, tie.b), (tie.b, tie.a)):
            for circle in self._circles_with.get((owner, member), ()):
                people.add_members(tx, self._accounts[owner], self._circles[circle], [self._accounts[member].id])

    def _follow(self, tx: WriteTx, *, who: int, whom: int) -> None:
        people.follow(tx, self._accounts[who], self._accounts[whom])

    def _askers(self) -> list[tuple[int, int]]:
        """(who asks, whom): for each person to sign in as, those with the most friends in common who are no friends."""
        friends: dict[int, set[int]] = {person.key: set() for person in self.plan.people}
        for tie in self.plan.friendships:
            friends[tie.a].add(tie.b)
            friends[tie.b].add(tie.a)
        keys = {person.username: person.key for person in self.plan.people}
        quieted = {(quiet.who, quiet.whom) for quiet in self.plan.quiets}
        found = []
        for me in (keys[name] for name in self.plan.sign_in):
            strangers = [
                person.key
                for person in self.plan.people
                if person.kind == "member"
                and person.key not in friends[me] | {me}
                and person.username not in self.plan.sign_in
                and not {(me, person.key), (person.key, me)} & quieted
            ]
            strangers.sort(key=lambda one: (-len(friends[one] & friends[me]), one))
            found += [(one, me) for one in strangers[:ASKING]]
        return found

    # moments

    def _post(self, tx: WriteTx, *, moment: drawn.Moment) -> None:
        author = self._actor(tx, moment.author)
        draft = moments.Draft(
            moment.text,
            self._audience(moment),
            spoiler=moment.spoiler,
            language=moment.language,
            media=self._album.hang(tx, author, moment),
            marks=moments.marks_of(
                (
                    (moments.Mark.SELLING, moment.selling),
                    (moments.Mark.ASKING, moment.asking),
                    (moments.Mark.PASSED_ON, moment.passed_on),
                )
            ),
        )
        try:
            posted = moments.post_moment(tx, author, draft)
        except (Stopped, Restricted):  # so they post it without saying that it sells
            posted = moments.post_moment(tx, author, msgspec.structs.replace(draft, marks=moments.Mark(0)))
        self._moments[moment.key] = posted.id

    def _audience(self, moment: drawn.Moment) -> moments.Audience:
        circles = tuple(self._circles[key] for key in moment.circles)
        named = tuple(self._accounts[key].id for key in moment.people)
        audiences: dict[str, moments.Audience] = {
            "public": moments.Public(listed=True),
            "unlisted": moments.Public(listed=False),
            "house": moments.House(),
            "friends": moments.Friends(),
            "only": moments.Only(circles, named),
            "except": moments.Except(circles, named),
            "followers": moments.Followers(()),
            "only_me": moments.OnlyMe(),
        }
        return audiences[moment.audience]

    def _comment(self, tx: WriteTx, *, comment: drawn.Comment) -> None:
        parent = self._moments.get(comment.on if comment.parent is None else comment.parent)
        if parent is not None:
            draft = moments.Draft(comment.text, moments.Public(listed=False), parent_id=parent)
            self._moments[comment.key] = moments.post_moment(tx, self._actor(tx, comment.author), draft).id

    def _like(self, tx: WriteTx, *, like: drawn.Like) -> None:
        if like.on in self._moments:
            moments.like(tx, self._actor(tx, like.who), self._moments[like.on])

    def _share(self, tx: WriteTx, *, share: drawn.Share) -> None:
        if share.on in self._moments:
            moments.share(tx, self._actor(tx, share.who), self._moments[share.on])

    def _actor(self, tx: WriteTx, key: int) -> people.Account:
        self._last_act[key] = tx.now
        return self._accounts[key]

    # at the end

    def settle(self, tx: WriteTx) -> None:
        """What has no time of its own: quiet controls, remarks, who was here when, what was read."""
        for quiet in self.plan.quiets:
            self._turn_down(tx, quiet)
        for remark in self.plan.remarks:
            me, other = self._accounts[remark.who], self._accounts[remark.whom]
            people.turn_down(tx, me, other, people.Quiet(remark=remark.name))
        for person in self.plan.people:
            if person.kind == "member":
                tx.now = self._last_act.get(person.key, person.joined_ms)
                people.note_seen(tx, self._accounts[person.key].id)
        tx.now = self.now
        before = self.now - FRESH << 16
        for account in self._accounts.values():
            read = notices.page_notices(tx, account.id, moments.Stretch(max_id=before, limit=1))
            if read:
                people.save_markers(tx, account.id, {"notifications": read[0].id})

    def _turn_down(self, tx: WriteTx, quiet: drawn.Quiet) -> None:
        me, other = self._accounts[quiet.who], self._accounts[quiet.whom]
        if quiet.kind == "mute":
            people.mute(tx, me, other)
        elif quiet.kind == "block":
            people.block(tx, me, other)
        else:
            less = people.Quiet(fold=quiet.n) if quiet.kind == "fold" else _TURNED_DOWN[quiet.kind]
            people.turn_down(tx, me, other, less)
