"""The words by which a text is found, and those that a search asks for.

Promises that what stands in a text is found by any stretch of its words as they are written there: in either case,
with or without accents, at full or half width, in English in the plural or not. In scripts that put no space between
words each character is found, and each pair of neighbours; a search for more asks for all the pairs in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby, pairwise
from operator import itemgetter

from teahouse.kit.text.handles import APOSTROPHES, WORDS

LONGEST_WORD = 40
MOST_WORDS = 3_000
MOST_SOUGHT = 24
"""So many characters of a word, so many words of a text, and so many of a search, are looked at."""

# Thai and its neighbours, kana, Han and Hangul: one looks there for parts of what stands without a space.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_ENGLISH = re.compile("[a-z]{4,}\\Z")
# Tags, and the signs that are written as entities: no word stands in them.
_NO_TEXT = re.compile(r"(<[^>]*>|&[^;\s]*;)")
_VOWEL = re.compile("[aeiouy]")


def words_of(text: str) -> frozenset[str]:
    """Every word under which a text is kept."""
    found: set[str] = set()
    for run, unspaced in _runs(text):
        if unspaced:
            found.update(run)
            found.update(map("".join, pairwise(run)))
        else:
            found.add(run)
        if len(found) >= MOST_WORDS:
            return frozenset(sorted(found)[:MOST_WORDS])
    return frozenset(found)


def words_sought(text: str) -> tuple[str, ...]:
    """The words that a text must have to be found by this one, the rarer sort first; none where it has no word."""
    found: dict[str, None] = {}
    for run, unspaced in _runs(text):
        parts = map("".join, pairwise(run)) if unspaced and len(run) > 1 else (run,)
        found.update(dict.fromkeys(parts))
        if len(found) >= MOST_SOUGHT:
            break
    return tuple(sorted(list(found)[:MOST_SOUGHT], key=len, reverse=True))


def highlight(html: str, sought: Collection[str]) -> str:
    """Rendered text with the words sought in it as `<mark>`; nothing but texts between tags is touched."""
    if not sought:
        return html
    parts = _NO_TEXT.split(html)
    parts[::2] = [WORDS.sub(lambda word: _marked(word[0], sought), text) for text in parts[::2]]
    return "".join(parts)


def _marked(word: str, sought: Collection[str]) -> str:
    parts, end = [], 0
    for run in _UNSPACED.finditer(word):
        parts += [_whole(word[end : run.start()], sought), _within(run[0], sought)]
        end = run.end()
    return "".join([*parts, _whole(word[end:], sought)])


def _whole(word: str, sought: Collection[str]) -> str:
    found = word and stem(folded(word)[:LONGEST_WORD]) in sought
    return f"<mark>{word}</mark>" if found else word


def _within(run: str, sought: Collection[str]) -> str:
    """Of a script without spaces, whatever stretch was sought."""
    plain = folded(run)
    if len(plain) != len(run):
        return run
    marked: set[int] = set()
    for word in sought:
        at = plain.find(word)
        while at >= 0:
            marked.update(range(at, at + len(word)))
            at = plain.find(word, at + 1)
    parts = ((n in marked, char) for n, char in enumerate(run))
    stretches = ((on, "".join(char for _, char in chars)) for on, chars in groupby(parts, key=itemgetter(0)))
    return "".join(f"<mark>{text}</mark>" if on else text for on, text in stretches)


def folded(text: str) -> str:
    """The text in one case and width, without accents."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", APOSTROPHES.sub("", text)).casefold())
    plain = "".join(char for char in bare if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", plain)


def stem(word: str) -> str:
    """An English word without the commonest endings; a stem is no word, it is only the same for all of its forms."""
    if not _ENGLISH.match(word):
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 4 and _VOWEL.search(root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in order, and whether each is of a script that puts no space between words."""
    for word in WORDS.findall(text if _is_plain(text) else folded(text)):
        if word.isascii():
            yield stem(word.lower()[:LONGEST_WORD]), False
            continue
        end = 0
        for run in _UNSPACED.finditer(word):
            if run.start() > end:
                yield stem(word[end : run.start()][:LONGEST_WORD]), False
            yield run[0], True
            end = run.end()
        if end < len(word):
            yield stem(word[end:][:LONGEST_WORD]), False


def _is_plain(text: str) -> bool:
    return text.isascii() and "'" not in text and "`" not in text
