"""Makes a handle from a name in any script, and knows which handles a person may choose.

`handle_from` promises 1 to 30 of `a-z`, `0-9` and `_`, free and not reserved, after a few questions even where a
thousand have the same name.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Set

from teahouse.kit.text.unicode import unicode_pattern

HANDLE_MAX = 30
FALLBACK = "friend"

_MAY_BE_HANDLE = re.compile(rf"[A-Za-z0-9_]{{1,{HANDLE_MAX}}}\Z")
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
APOSTROPHES = re.compile("['’ʼ`´]")
WORDS = unicode_pattern(r"[\p{L}\p{M}\p{N}]+")
_NOT_ASCII_WORD = re.compile("[^a-z0-9]+")

_ROMAN = (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh "
    "щ=shch ъ= ы=y ь= э=e ю=yu я=ya ё=yo і=i ї=yi є=ye ґ=g ў=w ј=j љ=lj њ=nj ћ=c џ=dz ђ=dj "
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o "
    "ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ŋ=ng"
)
_LETTERS = {pair[0]: pair[2:] for pair in _ROMAN.split()}

# Characters that are read otherwise where they begin a person's name.
_SURNAMES = {
    "长孙": "zhang sun",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "朴": "piao",
    "区": "ou",
    "查": "zha",
    "盖": "ge",
    "翟": "zhai",
}

# Scripts whose characters Unicode names by their sound, and among them those whose consonants carry an `a`.
_SYLLABLES = frozenset({"HIRAGANA", "KATAKANA", "HANGUL", "ETHIOPIC"})
_ABUGIDAS = frozenset(
    {"DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA"}
)
_TWO_LETTER_SOUNDS = ("SH", "CH", "TH", "PH", "KH", "ZH", "TS")
_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")


def may_be_handle(handle: str) -> bool:
    """The rule for handles that a person chooses; says nothing about taken or reserved ones."""
    return _MAY_BE_HANDLE.match(handle) is not None


def handle_from(name: str, taken: Callable[[str], bool], reserved: Set[str] = frozenset()) -> str:
    """A free handle that sounds like the name: 王小明 becomes `wangxiaoming`, the next `wangxiaoming2`.

    `taken` is asked with lower-case handles; `reserved` holds lower-case words.
    """
    stem = _transliterate(name)[:HANDLE_MAX].strip("_") or FALLBACK

    def is_free(number: int) -> bool:
        handle = _numbered(stem, number)
        return handle not in reserved and not taken(handle)

    if is_free(1):
        return _numbered(stem, 1)
    # Leap until a number is free, then halve the way back: some 2·log(n) questions instead of n.
    used, free = 1, 2
    while not is_free(free):
        used, free = free, free * 2
    while free - used > 1:
        middle = (used + free) // 2
        if is_free(middle):
            free = middle
        else:
            used = middle
    return _numbered(stem, free)


def _numbered(stem: str, number: int) -> str:
    if number == 1:
        return stem
    suffix = str(number)
    return stem[: HANDLE_MAX - len(suffix)] + suffix


def _transliterate(name: str) -> str:
    name = unicodedata.normalize("NFKC", name[: HANDLE_MAX * 4])
    words = (spell(word) for word in WORDS.findall(APOSTROPHES.sub("", name)))
    return "_".join(word for word in words if word)


def spell(word: str) -> str:
    """A word of letters and numbers in any script, as `a-z` and `0-9` sound it; what nobody can sound is left out."""
    word = HAN.sub(lambda found: "".join(sounds_of(found[0])), word.lower())
    letters = ""
    for char in word:
        letters = _spell(letters, char)
    return _NOT_ASCII_WORD.sub("", letters)


def sounds_of(han: str, *, as_name: bool = True) -> list[str]:
    """The pinyin of each of these Chinese characters, of the first ones as a surname where they may be one."""
    # Imported here: its dictionary costs more time and memory than the rest of the server's start.
    # Without its phrase book it takes 10 MB instead of 54; a name's own reading is in the surnames above.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    may_be_name = as_name and 2 <= len(han) <= 4
    surname = next((known for known in _SURNAMES if han.startswith(known)), "") if may_be_name else ""
    rest = ("".join(lazy_pinyin(char, errors="ignore")) for char in han.removeprefix(surname))
    return [*_SURNAMES.get(surname, "").split(), *rest]


def _spell(letters: str, char: str) -> str:
    """`letters` with one more character, by the table or else by what Unicode calls the character."""
    if char.isascii():
        return letters + char
    known = _LETTERS.get(char)
    if known is None:
        base = unicodedata.normalize("NFD", char)[0]
        known = base if base.isascii() else _LETTERS.get(base)
    if known is not None:
        return letters + known
    script, _, rest = unicodedata.name(char, "").partition(" ")
    if script in _ABUGIDAS:
        return _spell_abugida(letters, rest)
    return letters + _sound(script, rest).lower()


def _spell_abugida(letters: str, name: str) -> str:
    kind, _, sound = name.rpartition(" ")
    if kind == "VOWEL SIGN":
        return letters.removesuffix("a") + sound.lower()
    if sound == "VIRAMA":
        return letters.removesuffix("a")
    return letters + (sound.lower() if kind == "LETTER" else _digit(sound))


def _sound(script: str, name: str) -> str:
    last = name.rpartition(" ")[2]
    if script in _SYLLABLES:
        return last if last.isalpha() else ""
    if script == "THAI":
        name = name.removeprefix("CHARACTER ")
        return last[0] if name.startswith("SARA ") else "" if name.startswith("MAI ") else _initial(name)
    letter = name.partition("LETTER ")[2]
    return _initial(letter.removeprefix("FINAL ")) if letter else _digit(last)


def _initial(name: str) -> str:
    return name[:2] if name.startswith(_TWO_LETTER_SOUNDS) else name[:1]


def _digit(word: str) -> str:
    return str(_DIGITS.index(word)) if word in _DIGITS else ""
