"""Hearing facts and telling the people whom they concern. Each runs in its own transaction, after the fact's commit.

Nobody is told of what they may not see: the gate is asked here, and again whenever notices are read.
"""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.guard import Verdict, rulings
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.notices import store
from teahouse.notices.events import Told
from teahouse.notices.held import Treatment, hold_back, treatment_of
from teahouse.notices.model import NoticeKind
from teahouse.notices.read import read_marked


def _tell(tx: WriteTx, account_id: int, kind: NoticeKind, actor_id: int, moment_id: int | None = None) -> None:
    if account_id != actor_id:
        _add(tx, account_id, kind, actor_id, moment_id=moment_id)


def _add(tx: WriteTx, account_id: int, kind: NoticeKind, actor_id: int, **about: int | None) -> None:
    row = {"moment_id": None, "group_id": None, "since": None} | about
    treatment = treatment_of(tx, account_id, kind, actor_id, row["moment_id"])
    if treatment == Treatment.DROP:
        return
    notice_id, held = tx.new_id(), int(treatment)
    if not tx.run(store.ADD, id=notice_id, account_id=account_id, kind=int(kind), actor_id=actor_id, held=held, **row):
        return
    if held:
        hold_back(tx, account_id, actor_id)
    else:
        tx.tell(Told(account_id, notice_id, int(kind)))


def _withdraw(tx: WriteTx, account_id: int, kind: NoticeKind, actor_id: int, about: int = 0) -> None:
    tx.run(store.WITHDRAW, reader=account_id, kind_=int(kind), actor_=actor_id, about_=about)


def friend_requested(tx: WriteTx, fact: people.FriendRequested) -> None:
    """The asked one is told, if the request still stands."""
    if people.fetch_tie(tx, fact.source, fact.target).requested:
        _tell(tx, fact.target, NoticeKind.FRIEND_REQUEST, fact.source)


def request_withdrawn(tx: WriteTx, fact: people.RequestWithdrawn) -> None:
    """The notice of a request goes with the request."""
    if not people.fetch_tie(tx, fact.source, fact.target).requested:
        _withdraw(tx, fact.target, NoticeKind.FRIEND_REQUEST, fact.source)


def followed(tx: WriteTx, fact: people.Followed) -> None:
    """The followed one is told; a new friend learns that their request was accepted."""
    if people.fetch_tie(tx, fact.source, fact.target).following:
        _withdraw(tx, fact.target, NoticeKind.FOLLOW, fact.source)
        _tell(tx, fact.target, NoticeKind.FOLLOW, fact.source)


def posted(tx: WriteTx, fact: moments.Posted) -> None:
    """Those whom it names, whom it answers, and those who asked to hear of each moment of this author."""
    moment = moments.fetch_live(tx, fact.moment_id)
    if moment is None:
        return
    told: dict[int, NoticeKind] = {}
    if moment.parent_author_id is not None:
        told[moment.parent_author_id] = NoticeKind.COMMENT
        root_author = moments.fetch_author(tx, moment.root_id)
        if root_author is not None:
            told.setdefault(root_author, NoticeKind.COMMENT)
    for account_id, _, _ in msgspec.json.decode(moment.mentions, type=list[tuple[int, str, str]]):
        told[account_id] = NoticeKind.MENTION
    if moment.parent_id is None:
        for account_id in people.fetch_notified(tx, fact.author_id):
            told.setdefault(account_id, NoticeKind.POST)
    told.pop(fact.author_id, None)
    if not told:
        return
    muted = moments.fetch_thread_muters(tx, moment.root_id, list(told))
    for account_id in moments.who_may_see(tx, moment.id, list(told)):
        if account_id not in muted:
            _tell(tx, account_id, told[account_id], fact.author_id, moment.id)


def liked(tx: WriteTx, fact: moments.Liked) -> None:
    """The author is told, if the like still stands."""
    author = _subject_author(tx, fact.moment_id)
    if author is not None and moments.likes_it(tx, fact.actor_id, fact.moment_id):
        _tell(tx, author, NoticeKind.LIKE, fact.actor_id, fact.moment_id)


def unliked(tx: WriteTx, fact: moments.Unliked) -> None:
    """The notice of a like goes with the like."""
    author = moments.fetch_author(tx, fact.moment_id)
    if author is not None and not moments.likes_it(tx, fact.actor_id, fact.moment_id):
        _withdraw(tx, author, NoticeKind.LIKE, fact.actor_id, fact.moment_id)


def shared(tx: WriteTx, fact: moments.Shared) -> None:
    """The author of what was shared is told."""
    author = _subject_author(tx, fact.moment_id)
    if author is not None and moments.fetch_live(tx, fact.share_id) is not None:
        _tell(tx, author, NoticeKind.SHARE, fact.actor_id, fact.moment_id)


def _subject_author(tx: ReadTx, moment_id: int) -> int | None:
    moment = moments.fetch_live(tx, moment_id)
    if moment is None or moments.fetch_thread_muters(tx, moment.root_id, [moment.author_id]):
        return None
    return moment.author_id


def edited(tx: WriteTx, fact: moments.Edited) -> None:
    """Whoever is named by the edit for the first time, and whoever shared the moment, is told."""
    moment = moments.fetch_live(tx, fact.moment_id)
    if moment is None:
        return
    told = {account_id: NoticeKind.EDIT for account_id in moments.fetch_sharer_ids(tx, moment.id)}
    for account_id, _, _ in msgspec.json.decode(moment.mentions, type=list[tuple[int, str, str]]):
        told[account_id] = NoticeKind.MENTION
    told.pop(fact.author_id, None)
    for account_id in moments.who_may_see(tx, moment.id, list(told)):
        _tell(tx, account_id, told[account_id], fact.author_id, moment.id)


def deleted(tx: WriteTx, fact: moments.Deleted) -> None:
    """Nothing is told of it any more."""
    tx.run(store.FORGET_MOMENT, moment_=fact.moment_id)


def asked_in(tx: WriteTx, fact: people.AskedIn) -> None:
    """Those who let people into the group today are told; asking anew is told anew."""
    for helper in people.groups.fetch_helpers(tx, fact.group_id):
        _withdraw(tx, helper, NoticeKind.ASKED_IN, fact.asker, fact.group_id)
        _add(tx, helper, NoticeKind.ASKED_IN, fact.asker, group_id=fact.group_id)


def let_in(tx: WriteTx, fact: people.LetIn) -> None:
    """Who asked is told that they are in."""
    _withdraw(tx, fact.member, NoticeKind.LET_IN, fact.helper, fact.group_id)
    _add(tx, fact.member, NoticeKind.LET_IN, fact.helper, group_id=fact.group_id)


def put_down(tx: WriteTx, fact: moments.PutDown) -> None:
    """The author has one notice for each chain: until they read it, it gathers; then the next entry begins anew."""
    author = _subject_author(tx, fact.moment_id)
    if author is None:
        return
    told = tx.one(store.CHAIN, reader=author, moment_=fact.moment_id)
    since = fact.entry_id
    if told is not None and told.since is not None and told.id > read_marked(tx, author):
        since = min(since, told.since)
    _withdraw(tx, author, NoticeKind.CHAIN, author, fact.moment_id)
    _add(tx, author, NoticeKind.CHAIN, author, moment_id=fact.moment_id, since=since)


def ruled(tx: WriteTx, fact: rulings.Ruled) -> None:
    """Whose it is, and who acted for them, hear what a person decided or asks, and what was published with a mark.

    What was stopped or waits was answered so at once. The newest takes the place of earlier ones.
    """
    ruling = rulings.find_ruling(tx, fact.ruling_id)
    if ruling is None or not _is_news(tx, ruling):
        return
    for reader in {ruling.account_id, ruling.member_id or ruling.account_id}:
        _withdraw(tx, reader, NoticeKind.RULING, ruling.account_id)
        _add(tx, reader, NoticeKind.RULING, ruling.account_id, since=ruling.id)


def _is_news(tx: ReadTx, ruling: rulings.KeptRuling) -> bool:
    if ruling.verdict in (Verdict.ADVISED, Verdict.LABELLED) or ruling.by_person or ruling.answered_at is not None:
        return True
    return any(word.by_house for word in rulings.fetch_words(tx, ruling))
