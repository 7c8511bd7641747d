"""Takes out of a row of signs what is not asked of the reader: what is denied, forbidden, reported, thanked for.

Promises a row of the same length: a sign that does not count any more becomes an unknown word in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from teahouse.guard.scanning import HARD, SOFT, UNKNOWN

ACTS = (
    "sharing rtword post send tell asktell collectlikes liking asklike likew collect voting askvote follow tag invite"
    " help bargain slash checkin cards"
    " review badreview comment shot click copy zan tagw checkw fakefans fakeorder easyjob recruit agents grab harvest"
    " hide emojilike takes aftershare tellw coerceself"
)
_REPORT_SCOPE = 300
_NEXT_SENTENCES = 2


class Hedges(NamedTuple):
    """Patterns over signs, made for one lexicon."""

    acts: str
    report: str
    spans: tuple[re.Pattern[str], ...]


def make_hedges(kinds: Mapping[str, str]) -> Hedges:
    """The patterns for these kinds of words."""
    acts = "".join(kinds[name] for name in ACTS.split())
    no, some = kinds["neg"], kinds["noneed"]
    barred, others, thanks = kinds["barred"], kinds["others"], kinds["thanks"]
    forbidden = kinds["never"] + barred
    free, wish, luck, gains = kinds["free_way"], kinds["wish"] + kinds["iwish"], kinds["luck"], kinds["gain"]
    near = f"[{UNKNOWN}{SOFT}]"
    noshare = kinds["noshare"]
    spans = (
        # "You may not ask people to share …": all that follows in the sentence.
        rf"[{forbidden}][^{HARD}]{{0,3}}?[{acts}][^{HARD}]{{0,16}}",
        rf"[{forbidden}][^{HARD}]{{0,10}}?[{acts}][^{HARD}]{{0,12}}",
        # "Don't ask for shares": the act that follows at once, and what it is done for.
        rf"[{kinds['dont']}][^{HARD}{SOFT}]{{0,5}}?[{acts}][^{HARD}]{{0,10}}",
        # "No need to share", "not sharing": the act itself, and those joined to it.
        rf"[{some}][^{HARD}{SOFT}]{{0,3}}?[{acts}](?:[^{HARD}{SOFT}]{{0,2}}?[{acts}]){{0,2}}",
        rf"[{no}]{near}{{0,1}}[{acts}](?:[^{HARD}{SOFT}{gains}]{{0,2}}?[{acts}]){{0,2}}",
        # "Whether you share or not", "sharing makes no difference".
        rf"[{acts}{noshare}][^{HARD}]{{0,3}}?[{free}]",
        rf"[{free}][^{HARD}]{{0,3}}?[{acts}{noshare}]",
        rf"[{acts}][^{HARD}{SOFT}]{{0,3}}?[{some}]",
        # "Sharing for a prize is not allowed here."
        rf"[{acts}][^{HARD}]{{0,12}}?[{barred}]",
        # "Many people shared", "thanks for sharing".
        rf"[{others}][^{HARD}]{{0,3}}?[{acts}]",
        rf"[{thanks}][^{HARD}{SOFT}]{{0,5}}?[{acts}](?:[^{HARD}{SOFT}]{{0,2}}?[{acts}])?",
        rf"[{wish}][^{HARD}]{{0,8}}[{luck}]",
        # "RT @somebody": the mark of what was passed on, not a request.
        rf"^[{kinds['rtword']}][{SOFT}]?[{kinds['mention']}]",
    )
    return Hedges(acts, kinds["report"], tuple(re.compile(span) for span in spans))


def soften(signs: str, hedges: Hedges) -> str:
    """The signs with what does not count made unknown."""
    for pattern in hedges.spans:
        if pattern.search(signs):
            signs = pattern.sub(_unknown, signs)
    if hedges.report in signs:
        signs = _unreported(signs, hedges.report)
    return signs


def _unknown(found: re.Match[str]) -> str:
    """Pauses and ends stay what they are, so that sentences keep their bounds."""
    return "".join(sign if sign in (SOFT, HARD) else UNKNOWN for sign in found.group())


def _unreported(signs: str, report: str) -> str:
    """A short text that reports or warns of a practice asks for nothing; in a long one, the sentences around it."""
    if len(signs) <= _REPORT_SCOPE:
        return UNKNOWN * len(signs)
    sentences = re.split(f"(?<=[{HARD}])", signs)
    for index in [n for n, sentence in enumerate(sentences) if report in sentence]:
        for n in range(max(0, index - 1), min(len(sentences), index + _NEXT_SENTENCES)):
            sentences[n] = UNKNOWN * len(sentences[n])
    return "".join(sentences)
