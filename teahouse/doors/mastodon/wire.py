"""Accounts and statuses written straight as JSON: what `entities.py` declares, at a fraction of the cost.

Promises the very bytes that the entities would encode to (a test holds every kind of account and status to that), and
that no text reaches the answer but through the encoder.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Generic, NamedTuple, TypeVar

import msgspec
from msgspec import UNSET, Raw

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.attachments import present_media
from teahouse.doors.mastodon.entities_rulings import Withheld
from teahouse.guard import Campaign
from teahouse.kit.text import escape, tag_key
from teahouse.moments import Card, Kind, Mark, Shown, State

Key = TypeVar("Key")
Value = TypeVar("Value")

_ENCODE = msgspec.json.Encoder().encode
_MENTIONS = msgspec.json.Decoder(list[tuple[int, str, str]])
_TAGS = msgspec.json.Decoder(list[str])
_DAY_ONE = date(1970, 1, 1).toordinal()
# Plain numbers: an enumeration's own operators would cost more than the rest of a status.
_SELLING, _ASKING, _PASSED_ON = int(Mark.SELLING), int(Mark.ASKING), int(Mark.PASSED_ON)
_CHAIN, _LABELLED, _GUESSED = int(Mark.CHAIN), int(Mark.LABELLED), int(moments.GUESSED)
_REMOVED, _MENTIONED = int(State.REMOVED), int(Kind.MENTIONED)
_GROUP_KIND, _GROUP_AUDIENCE = int(people.Kind.GROUP), int(Kind.GROUP)
_BOOL = (b"false", b"true")
_VISIBILITY = {Kind.PUBLIC: b'"public"', Kind.QUIET: b'"unlisted"', Kind.MENTIONED: b'"direct"'}
_EX = {
    Kind.PUBLIC: b'"public"',
    Kind.QUIET: b'"unlisted"',
    Kind.HOUSE: b'"house"',
    Kind.FOLLOWERS: b'"followers"',
    Kind.GROUP: b'"group"',
    Kind.MENTIONED: b'"direct"',
}
_SCOPE = {
    Kind.FRIENDS: b'"mutual"',
    Kind.ONLY: b'"circle"',
    Kind.EXCEPT: b'"except"',
    Kind.ONLY_ME: b'"personal"',
}
_POLICY = {
    moments.CommentPolicy.ALL: b'"all"',
    moments.CommentPolicy.FRIENDS: b'"friends"',
    moments.CommentPolicy.NOBODY: b'"nobody"',
}
_DENIED = b'{"automatic":[],"manual":[],"current_user":"denied"}'
_ACCOUNT = (
    b'{"id":"%d","username":%b,"acct":%b,"display_name":%b,"locked":%b,"bot":%b,"discoverable":%b,"indexable":%b,'
    b'"group":%b,"created_at":"%bT00:00:00.000Z","note":%b,"url":%b,"uri":%b,%b,"followers_count":'
)
_ACCOUNT_END = (
    b',"statuses_count":%d,"last_status_at":%b,"hide_collections":true,"noindex":%b,"emojis":[],'
    b'"roles":[],"fields":%b,"show_featured":false,"show_media":false,"show_media_replies":false,'
    b'"feature_approval":' + _DENIED + b"}"
)
_PICTURES = (
    b'"avatar":%b,"avatar_static":%b,"avatar_description":"","header":%b,"header_static":%b,"header_description":""'
)
# A status in its order, cut where something stands that hangs on the viewer.
_BEGINNING = b'{"id":"%d","created_at":"%b","in_reply_to_id":'
_SPOILER = b',"sensitive":%b,"spoiler_text":%b,"visibility":'
_LANGUAGE = b',"language":%b,"uri":'
_COUNTS = b',"replies_count":%d,"reblogs_count":%d,"favourites_count":%d'
_CONTENT = b',"quotes_count":0,"edited_at":%b,"content":%b,"reblog":'
_APP = b',"application":%b,"account":'
_WORDS = (
    b',"mentions":%b,"tags":%b,"emojis":[],"card":null,"poll":null,"quote":null,"quote_approval":' + _DENIED + b","
    b'"tagged_collections":[],"visibility_ex":'
)
_MARKED = b',"selling":%b,"asking":%b,"passed_on":%b,"comment_policy":%b'
_MARKS = b',"favourited":%b,"reblogged":%b,"muted":%b,"bookmarked":%b%b,"filtered":%b'


def iso(ms: int) -> str:
    """A time as clients read it: ISO 8601 in UTC, to the millisecond."""
    of_day = ms % people.DAY
    clock = of_day // 3_600_000, of_day // 60_000 % 60, of_day // 1000 % 60, of_day % 1000
    return "%sT%02d:%02d:%02d.%03dZ" % (day(ms), *clock)  # noqa: UP031 - half the time of an f-string with widths


def day(ms: int) -> str:
    """The date of a time, in UTC."""
    return date.fromordinal(_DAY_ONE + ms // people.DAY).isoformat()


def _date(ms: int | None) -> bytes:
    return b"null" if ms is None else b'"%b"' % day(ms).encode()


def _time(ms: int | None) -> bytes:
    return b"null" if ms is None else b'"%b"' % iso(ms).encode()


def _id(number: int | None) -> bytes:
    return b"null" if number is None else b'"%d"' % number


class Stills(Generic[Key, Value]):
    """What was made of the values that are its key, and of nothing else: it can be gone, and cannot be out of date."""

    __slots__ = ("_made", "get")
    MOST = 4096

    def __init__(self) -> None:
        self._made: dict[Key, Value] = {}
        self.get = self._made.get

    def put(self, key: Key, value: Value) -> Value:
        """Keep it, until there is too much."""
        if len(self._made) >= self.MOST:
            self._made.clear()
        self._made[key] = value
        return value


class _Still(NamedTuple):
    """The parts of a status that hang on nobody who looks, as `_BEGINNING`, `_SPOILER`... say them."""

    beginning: bytes
    spoiler: bytes
    language: bytes
    content: bytes
    app: bytes
    words: bytes
    marks: bytes


class Accounts:
    """Writes accounts; the composition root hands one to every transaction.

    `moments` are the still parts of statuses; both are kept by the values that they were made of.
    """

    __slots__ = ("_pages", "_pictures", "_stills", "addresses", "moments")

    def __init__(self, addresses: people.Addresses) -> None:
        self.addresses = addresses
        self._stills: Stills[people.Author, tuple[bytes, bytes]] = Stills()
        self.moments: Stills[Shown, _Still] = Stills()
        # The beginning of a page's address as JSON text.
        self._pages = _ENCODE(addresses.profile(""))[:-1]
        self._pictures = self._faces(f"{addresses.origin}/static/avatar.png", f"{addresses.origin}/static/header.png")

    def page(self, account: people.Author) -> bytes:
        """A local account's page as JSON text, without its last quotation mark: for what stands below it."""
        return self._pages + _ENCODE(account.username)[1:-1]

    @staticmethod
    def _faces(avatar: str, header: str) -> bytes:
        worn, spread = _ENCODE(avatar), _ENCODE(header)
        return _PICTURES % (worn, worn, spread, spread)

    def write(self, account: people.Author, numbers: people.Numbers) -> bytes:
        """`Account`; `numbers` are followers and following as far as the viewer may know."""
        still = self._stills.get(account)
        if still is None:
            still = self._stills.put(account, self._still(account))
        counts = b'%d,"following_count":%d' % (numbers.followers, numbers.following)
        return counts.join(still)

    def _still(self, account: people.Author) -> tuple[bytes, bytes]:
        """What hangs on nobody who looks, before and after what does."""
        username = _ENCODE(account.username)
        here = account.domain is None
        url = self._pages + username[1:] if here else _ENCODE(self.addresses.of(account))
        fields = people.fields_of(account)
        beginning = _ACCOUNT % (
            account.id,
            username,
            username if here else _ENCODE(people.acct_of(account)),
            _ENCODE(account.display_name),
            _BOOL[account.locked],
            _BOOL[account.bot],
            _BOOL[account.discoverable],
            _BOOL[account.indexable],
            _BOOL[account.kind == _GROUP_KIND],
            day(account.created_at).encode(),
            _ENCODE(account.note_html),
            url,
            _ENCODE(account.uri) if account.uri else url,
            self._pictures if not account.pictures else self._faces(*self.addresses.pictures(account)),
        )
        return beginning, _ACCOUNT_END % (
            account.public_count,
            _date(account.public_at),
            _BOOL[not account.indexable],
            _ENCODE([e.Field(field.name, field.html) for field in fields]) if fields else b"[]",
        )


class Beside(NamedTuple):
    """What is known of some moments besides their rows; of most there is nothing.

    `own` are the circles and people that one's own moments name, `groups` the group that a root is for, `withheld` why
    the house withholds some of one's own, `chains` what hangs on those that carry an order chain, `filtered` what each
    says of the filters that match it, `campaigns` what those declare that are one; `addressed` is there where any of
    the moments has pictures.
    """

    own: Mapping[int, tuple[list[int], list[int]]] = {}
    groups: Mapping[int, int] = {}
    withheld: Mapping[int, tuple[str, str | None]] = {}
    addressed: moments.Addressed | None = None
    chains: Mapping[int, e.Chain] = {}
    filtered: Mapping[int, bytes] = {}
    campaigns: Mapping[int, Campaign] = {}


class Statuses:
    """Writes statuses for one viewer (0: not signed in); made once for an answer.

    `written` and `accounts` hold all authors.
    """

    __slots__ = (
        "_accounts",
        "_addressed",
        "_addresses",
        "_campaigns",
        "_chains",
        "_filtered",
        "_groups",
        "_own",
        "_page",
        "_stills",
        "_viewer",
        "_withheld",
        "_written",
    )

    def __init__(
        self,
        viewer: int,
        written: Mapping[int, bytes | Raw],
        accounts: Mapping[int, people.Author],
        writer: Accounts,
        beside: Beside,
    ) -> None:
        self._viewer = viewer
        self._written = written
        self._accounts = accounts
        self._addresses = writer.addresses
        self._page = writer.page
        self._stills = writer.moments
        self._own, self._groups, self._withheld, self._addressed, self._chains, self._filtered, self._campaigns = beside

    def write(self, card: Card) -> bytes:
        """`Status`, with the status that it shares."""
        m = card.moment
        mine = m.author_id == self._viewer
        shown = card if card.original is None else card.original
        url = b'%b/%d"' % (self._page(self._accounts[m.author_id]), m.id)
        still = self._stills.get(m) or self._still(m)
        return b"".join(
            (
                still.beginning,
                b"null" if card.shown_parent_id is None else _id(card.shown_parent_id),
                b',"in_reply_to_account_id":',
                b"null" if card.shown_parent_author_id is None else _id(card.shown_parent_author_id),
                still.spoiler,
                _VISIBILITY.get(card.shown_kind, b'"private"'),  # type: ignore[call-overload]
                still.language,
                url,
                b',"url":',
                url,
                _COUNTS % (shown.comments, shown.shares, shown.likes),
                still.content if card.original is None else self._content(m, shown.moment),
                b"null" if card.original is None else self.write(card.original),
                still.app,
                self._written[m.author_id],
                b',"media_attachments":',
                b"[]" if m.media == "[]" else self._media(m),
                still.words,
                _EX.get(card.shown_kind, b'"limited"'),  # type: ignore[call-overload]
                b',"limited_scope":',
                _SCOPE.get(m.audience, b"null") if mine else b"null",  # type: ignore[call-overload]
                still.marks,
                self._tail(card, shown, mine=mine),
                b"}",
            )
        )

    def _still(self, m: Shown) -> _Still:
        marks = m.marks
        still = _Still(
            _BEGINNING % (m.id, iso(m.id >> 16).encode()),
            _SPOILER % (_BOOL[m.sensitive], _ENCODE(m.spoiler) if m.spoiler else b'""'),
            _LANGUAGE % (b"null" if m.language is None else _ENCODE(m.language)),
            self._content(m, m),
            _APP % (b"null" if m.app_name is None else _ENCODE(e.StatusApplication(m.app_name, m.app_website))),
            _WORDS
            % (
                b"[]" if m.mentions == "[]" else self._mentions(m),
                b"[]" if m.tags == "[]" else self._tags(m),
            ),
            _MARKED
            % (
                _BOOL[bool(marks & _SELLING)],
                _BOOL[bool(marks & _ASKING)],
                _BOOL[bool(marks & _PASSED_ON)],
                _POLICY[m.comment_policy],  # type: ignore[index]
            ),
        )
        # What an order chain is called stands in the content, and not in the moment.
        return still if marks & _CHAIN else self._stills.put(m, still)

    def _content(self, m: Shown, shown: Shown) -> bytes:
        return _CONTENT % (b"null" if m.edited_at is None else _time(m.edited_at), _ENCODE(self._html(shown)))

    def _html(self, m: Shown) -> str:
        """What it says; apps that know no chains show where to sign up."""
        if not m.marks & _CHAIN or m.id not in self._chains:
            return m.html
        # An address that no app takes for a post, which it would open by itself.
        host, address = self._addresses.local_host, f"{self._addresses.origin}/chain/{m.id}"
        link = f'<a href="{escape(address)}" target="_blank" rel="nofollow noopener">{escape(host)}/chain/{m.id}</a>'
        return f"{m.html}<p>✍️ {escape(self._chains[m.id].title)}: {link}</p>"

    def _chain(self, m: Shown) -> bytes:
        return b',"chain":' + _ENCODE(self._chains[m.id]) if m.id in self._chains else b""

    def _tail(self, card: Card, shown: Card, *, mine: bool) -> bytes:
        """What the viewer did with it, what only the author is told, and the chain on it."""
        m = card.moment
        chain = self._chain(m) if m.marks & _CHAIN else b""
        if m.marks & _LABELLED:
            chain += b',"labelled":true'
        if m.id in self._campaigns:
            chain += b',"campaign":' + _ENCODE(self._campaigns[m.id])
        if not self._viewer:
            return chain
        pinned = b""
        if mine and m.share_of_id is None and m.audience != _MENTIONED:
            pinned = b',"pinned":' + _BOOL[card.pinned]
        done = _BOOL[shown.liked], _BOOL[shown.shared], _BOOL[shown.muted], _BOOL[shown.bookmarked]
        group = (
            b',"group_id":"%d"' % self._groups[m.root_id]
            if card.shown_kind == _GROUP_AUDIENCE and m.root_id in self._groups
            else b""
        )
        marks = _MARKS % (*done, pinned, self._filtered.get(m.id, b"[]"))
        return marks + group + (self._secrets(m) if mine else b"") + chain

    def _secrets(self, m: Shown) -> bytes:
        told = b""
        if m.marks & _GUESSED:
            told = b',"guessed":' + _ENCODE([sort.name.lower() for sort in moments.guessed(m.marks) if sort.name])
        if m.id in self._own:
            circles, named = self._own[m.id]
            told += b',"circle_id":%b,"circle_ids":%b,"account_ids":%b' % (
                _id(circles[0] if circles else None),
                _ENCODE([str(circle) for circle in circles]),
                _ENCODE([str(person) for person in named]),
            )
        if m.id in self._withheld:
            reason, ruling = self._withheld[m.id]
            why = Withheld("removed" if m.state == _REMOVED else "held", reason, ruling or UNSET)
            return told + b',"withheld":' + _ENCODE(why)
        return told + b',"comment_removed":true' if m.state == _REMOVED else told

    def _media(self, m: Shown) -> bytes:
        if self._addressed is None:
            return b"[]"
        return _ENCODE([present_media(each, self._addressed) for each in moments.attachments_of(m.media)])

    def _mentions(self, m: Shown) -> bytes:
        return _ENCODE(
            [
                e.StatusMention(str(account_id), username, self._addresses.profile(username), acct)
                for account_id, username, acct in _MENTIONS.decode(m.mentions)
            ]
        )

    def _tags(self, m: Shown) -> bytes:
        return _ENCODE([e.StatusTag(tag, self._addresses.tag(tag_key(tag))) for tag in _TAGS.decode(m.tags)])
