"""What a filter may be, and what it matches. No I/O."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from teahouse.kit.errors import Invalid
from teahouse.moments import Card, Mark, attachments_of
from teahouse.notices.filters.model import Context, Filter, Keyword, Result, Sort

MAX_FILTERS = 100
MAX_KEYWORDS = 100
MAX_STATUSES = 200
MAX_TITLE = 256
MAX_KEYWORD = 512
LONGEST = 100 * 366 * 86_400_000
"""A filter lasts at most a hundred years, or for ever."""
# Scripts that are written without a space between words: there a word ends wherever another character begins.
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SPACED = re.compile(f"[^\\W{_NO_SPACES}]")
_NOT_AFTER, _NOT_BEFORE = f"(?<![^\\W{_NO_SPACES}])", f"(?![^\\W{_NO_SPACES}])"
_DECLARED = {Sort.SELLING: Mark.SELLING, Sort.ASKING: Mark.ASKING, Sort.SHARES: Mark.PASSED_ON}


def fold(text: str) -> str:
    """One case, and one width of letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def pattern_of(keyword: str, *, whole_word: bool) -> re.Pattern[str]:
    """What finds the keyword in a folded text; a whole word stands between what are no letters of such a script."""
    folded = fold(keyword)
    before = _NOT_AFTER if whole_word and _SPACED.match(folded) else ""
    after = _NOT_BEFORE if whole_word and _SPACED.match(folded[-1:]) else ""
    return re.compile(f"{before}{re.escape(folded)}{after}")


def said_in(card: Card) -> str:
    """All words of a moment that a filter looks at, folded; of a share, of what it shares."""
    m = (card.original or card).moment
    pictures = () if m.media == "[]" else (one.description for one in attachments_of(m.media))
    return fold("\n".join((m.spoiler, m.text, *pictures)))


def is_declared(card: Card, sort: int) -> bool:
    """The moment is of the sort that one of the house's filters is for."""
    m = card.moment
    if sort == Sort.SHARES and m.share_of_id is not None:
        return True
    return sort in _DECLARED and bool(m.marks & _DECLARED[Sort(sort)])


class Matcher:
    """The filters of one reader, ready to be held against moments."""

    def __init__(self, active: Sequence[Filter]) -> None:
        self.filters = tuple(active)
        self._patterns = {
            one.id: [(key.keyword, pattern_of(key.keyword, whole_word=bool(key.whole_word))) for key in one.keywords]
            for one in active
            if one.sort == Sort.OWN
        }
        self._held = {one.id: {held.moment_id for held in one.statuses} for one in active}

    def results(self, card: Card, at: Context | None = None) -> Iterator[Result]:
        """The filters that match (with `at` those in force there), each with what matched."""
        ids = {card.moment.id, (card.original or card).moment.id}
        text = ""
        for one in self.filters:
            if at is not None and not one.contexts & at:
                continue
            if one.sort != Sort.OWN:
                if is_declared(card, one.sort):
                    yield Result(one, tuple(key.keyword for key in one.keywords), by_itself=False)
                continue
            text = text or said_in(card)
            found = tuple(word for word, pattern in self._patterns[one.id] if pattern.search(text))
            by_itself = bool(ids & self._held[one.id])
            if found or by_itself:
                yield Result(one, found, by_itself)


def check_title(title: str) -> None:
    """Raises `Invalid`."""
    if not title.strip():
        raise Invalid("title", "ERR_BLANK", "can't be blank")
    if len(title) > MAX_TITLE:
        raise Invalid("title", "ERR_TOO_LONG", f"is too long (maximum is {MAX_TITLE} characters)")


def check_contexts(contexts: int) -> None:
    """Raises `Invalid` for a filter that is in force nowhere."""
    if not contexts:
        raise Invalid("context", "ERR_BLANK", "can't be blank")


def check_keyword(keyword: str) -> None:
    """Raises `Invalid`."""
    if not fold(keyword).strip():
        raise Invalid("keyword", "ERR_BLANK", "can't be blank")
    if len(keyword) > MAX_KEYWORD:
        raise Invalid("keyword", "ERR_TOO_LONG", f"is too long (maximum is {MAX_KEYWORD} characters)")


def check_lasts(lasts: int) -> None:
    """Raises `Invalid`."""
    if not 0 <= lasts <= LONGEST:
        raise Invalid("expires_in", "ERR_INVALID", "must be a number of seconds in the future")


def check_number(what: str, now: int, most: int) -> None:
    """Raises `Invalid` where one more is too many."""
    if now >= most:
        raise Invalid(what, "ERR_TOO_MANY", f"are too many (maximum is {most})")


def keyword_in(filters: Iterable[Filter], keyword_id: int) -> tuple[Filter, Keyword] | None:
    """A keyword among these, with its filter."""
    return next(((one, key) for one in filters for key in one.keywords if key.id == keyword_id), None)
