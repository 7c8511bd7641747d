"""The keys by which a name is found: as it is written, as it sounds, and by its first letters.

王梅 is found by 王, 梅, `wang`, `mei`, `wangm` and `wm`; Anna Marsh by `anna`, `mars` and `am`. A search folds what was
typed with `fold` and looks for keys that begin with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from teahouse.kit.text.handles import APOSTROPHES, HAN, WORDS, sounds_of, spell

MOST_STARTS = 12
LONGEST = 60
"""So many of a name's words, and so many characters of a key, are looked at."""


class Key(NamedTuple):
    """One key; `whole` is the name itself as it is written, of which any part may be looked for."""

    text: str
    whole: bool


def fold(text: str) -> str:
    """Letters and numbers only, in one case, without accents: what a key is made of, and what it is looked for by."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text[: 4 * LONGEST]).casefold())
    plain = "".join(char for char in bare if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", "".join(WORDS.findall(plain)))[:LONGEST]


def keys_of(name: str) -> frozenset[Key]:
    """All keys of a name; none where it has no letter and no number."""
    written, sounds, plainly = zip(*units, strict=True) if (units := list(_units(name))) else ((), (), ())
    found = {
        part
        for start in range(min(len(written), MOST_STARTS))
        for said in (written, sounds, plainly)
        for part in ("".join(said[start:]), "".join(one[:1] for one in said[start:]) if said is not written else "")
    }
    whole = "".join(written)[:LONGEST]
    others = sorted({text[:LONGEST] for text in found if text} - {whole})
    # One that another begins with finds nothing that the other does not.
    needed = [one for one, after in zip_longest(others, others[1:], fillvalue="") if not after.startswith(one)]
    kept = [Key(text, whole=False) for text in needed if not whole.startswith(text)]
    return frozenset([*kept, *([Key(whole, whole=True)] if whole else [])])


def _units(name: str) -> Iterator[tuple[str, str, str]]:
    """What a reader takes for the parts of a name: each word, each Chinese character; as written and as it sounds.

    The last is how it sounds where a first character is no surname.
    """
    name = APOSTROPHES.sub("", unicodedata.normalize("NFKC", name[: 4 * LONGEST]))
    for word in WORDS.findall(name):
        end = 0
        for han in HAN.finditer(word):
            yield from _word(word[end : han.start()])
            yield from _characters(han[0])
            end = han.end()
        yield from _word(word[end:])


def _word(word: str) -> Sequence[tuple[str, str, str]]:
    written = fold(word)
    sound = spell(word) or written
    return [(written, sound, sound)] if written else []


def _characters(han: str) -> Iterator[tuple[str, str, str]]:
    return zip(han, sounds_of(han), sounds_of(han, as_name=False), strict=True)
