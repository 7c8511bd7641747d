"""Finds the mentions, tags and links in a text.

`parse` promises spans that lie in order and never overlap, in time linear in the text whatever the text is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from teahouse.kit.text.unicode import unicode_pattern

# Scripts written without spaces: a mention, tag or link may stand right behind or before such a character.
_CJK_PUNCTUATION = "\u3000-\u3004\u3008-\u3020\u3030\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_CJK = "\u2e80-\u2fff\u3005-\u3007\u3021-\u302f\u3040-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"

# Every pattern begins with its literal sign, so that the search skips to the next sign at memory speed;
# what must not stand before the sign is looked up behind it. Classes are kept possessively; a group is not, because
# old Pythons get that wrong: each of its rounds begins with a sign that no other part takes, and where something is
# asked behind a group, that no round could follow is asked first. So giving rounds back never finds anything else.
_NAME = r"[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*"
_ASCII_DOMAIN = rf"[A-Za-z0-9]++(?:[.-]++[A-Za-z0-9]++)+(?![.-]++[A-Za-z0-9])(?:(?!\w)|(?=[{_CJK}]))"
_ANY_DOMAIN = r"\w++(?:[.-]++\w++)*"
_MENTION = re.compile(rf"@(?<![/=]@)(?:(?<!\w@)|(?<=[{_CJK}]@))({_NAME})(?:@({_ASCII_DOMAIN}|{_ANY_DOMAIN}))?")

# The second sign of the Chinese form #茶# is taken with the tag, so that it opens no tag of its own.
_TAG = unicode_pattern(
    rf"[#＃](?<![=/)][#＃])(?:(?<![\p{{L}}\p{{N}}][#＃])|(?<=[{_CJK}][#＃]))"
    r"([\p{L}\p{M}\p{Nd}\p{Pc}·・\u200c]++)[#＃]?+"
)
_TAG_SEPARATORS = "·・\u200c"
_LETTER = unicode_pattern(r"\p{L}")
_NOT_IN_KEY = unicode_pattern(r"[^\p{L}\p{M}\p{Nd}\p{Pc}·・]")

_ASCII_HOST = rf"[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)*(?!\.[A-Za-z0-9_-])(?:(?![\w-])|(?=[{_CJK}]))"
_ANY_HOST = r"\w[\w-]*+(?:\.[\w-]++)*"
_NEVER_IN_URL = (
    rf"\s<>\"`\\{{}}|^\x00-\x20\x7f-\x9f\u200b-\u200f\u2018-\u201f\u2026\u2014\u2028-\u202e\u2060-\u206f\ufeff"
    rf"\ud800-\udfff{_CJK_PUNCTUATION}"
)
# A character of an unspaced script belongs to the address only where one of its parts begins:
# /茶 yes, /abc看看 no.
_PLAIN = rf"[^{_NEVER_IN_URL}{_CJK}()]"
_UNSPACED = rf"(?<=[/=&#?_{_CJK}-])[{_CJK}]"
_LINK = re.compile(
    r"://(?:(?<=[hH][tT][tT][pP]://)|(?<=[hH][tT][tT][pP][sS]://))"
    rf"({_ASCII_HOST}|{_ANY_HOST})(?::[0-9]{{1,5}}+)?"
    rf"([/?#](?:{_PLAIN}++|{_UNSPACED}|\((?:{_PLAIN}++|{_UNSPACED})*\))*)?"
)
_HOST_ENDS_WELL = re.compile(r"\.(?:xn--[A-Za-z0-9-]{1,59}|[^\W\d_]{2,63})\Z")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z", re.ASCII)
_NOT_BEFORE_LINK = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@＠$#＃")
_TRAILING = ".,;:!?'*~&%$@[]"


class Mention(msgspec.Struct, frozen=True):
    """`@username` or `@username@domain` at text[start:end]; `leading` when only mentions stand before it."""

    start: int
    end: int
    username: str
    domain: str | None
    leading: bool

    @property
    def handle(self) -> str:
        """Lower case, `mei` or `mei@example.com`: the key by which callers look an account up."""
        name = self.username.lower()
        return name if self.domain is None else f"{name}@{self.domain}"


class Tag(msgspec.Struct, frozen=True):
    """A tag as written, without its sign, at text[start:end]; equal tags have equal keys."""

    start: int
    end: int
    name: str
    key: str


class Link(msgspec.Struct, frozen=True):
    """A web address at text[start:end]."""

    start: int
    end: int
    url: str


Span = Mention | Tag | Link


class Parsed(msgspec.Struct, frozen=True):
    """What stands in a text, each kind in the order of the text."""

    mentions: tuple[Mention, ...] = ()
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()

    def in_order(self) -> list[Span]:
        """All spans, first to last; they never overlap."""
        spans: list[Span] = [*self.mentions, *self.tags, *self.links]
        if len(spans) > 1:
            spans.sort(key=_start)
        return spans


_NOTHING = Parsed()


def parse(text: str) -> Parsed:
    """The spans of a text. Offsets count characters of `text` as given, so render the same string."""
    links = tuple(_find_links(text)) if "://" in text else ()
    mentions = tuple(_find_mentions(text, links)) if "@" in text else ()
    tags = tuple(_find_tags(text, links)) if "#" in text or "＃" in text else ()
    if not (links or mentions or tags):
        return _NOTHING
    return Parsed(mentions, tags, links)


def tag_key(name: str) -> str:
    """The form under which tags are the same: `Ｔｅａ`, `TEA` and `tea` are one."""
    if name.isascii():
        return name.lower()
    folded = name.casefold()
    if folded == name and name.isalnum() and unicodedata.is_normalized("NFKC", name):
        return name
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _NOT_IN_KEY.sub("", folded)


def is_tag(name: str) -> bool:
    """Whether `#name` as a whole is one tag."""
    spans = parse("#" + name).tags
    return len(spans) == 1 and spans[0].name == name


def _start(span: Span) -> int:
    return span.start


def _find_links(text: str) -> Iterator[Link]:
    for found in _LINK.finditer(text):
        start = found.start() - (5 if text[found.start() - 1] in "sS" else 4)
        if start and text[start - 1] in _NOT_BEFORE_LINK:
            continue
        host = found[1]
        if not (_HOST_ENDS_WELL.search(host[-64:]) or _IPV4.match(host) or host == "localhost"):
            continue
        url = text[start : found.end()]
        if found[2] is not None:
            url = url.rstrip(_TRAILING)
        yield Link(start, start + len(url), url)


def _find_mentions(text: str, links: tuple[Link, ...]) -> Iterator[Mention]:
    leading_until = 0
    for start, end in _between(text, links):
        for found in _MENTION.finditer(text, start, end):
            at = found.start()
            leading = leading_until >= 0 and (at == leading_until or text[leading_until:at].isspace())
            leading_until = found.end() if leading else -1
            domain = found[2]
            yield Mention(at, found.end(), found[1], domain.lower() if domain else None, leading)


def _find_tags(text: str, links: tuple[Link, ...]) -> Iterator[Tag]:
    for start, end in _between(text, links):
        for found in _TAG.finditer(text, start, end):
            name = found[1].rstrip(_TAG_SEPARATORS)
            if name and name[0] not in _TAG_SEPARATORS and (name.isalpha() or _LETTER.search(name)):
                yield Tag(found.start(), found.start() + 1 + len(name), name, tag_key(name))


def _between(text: str, links: tuple[Link, ...]) -> Iterator[tuple[int, int]]:
    """The stretches outside the links; a pattern may still look back over their edges."""
    start = 0
    for link in links:
        yield start, link.start
        start = link.end
    yield start, len(text)
