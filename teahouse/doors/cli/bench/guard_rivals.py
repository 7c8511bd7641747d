"""What the guard is held against: a list of words, and a trained classifier of character n-grams.

Promises that the classifier never judges a text that it was trained on.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from typing import Any

FOLDS = 5
_LEARNER = "sklearn"
_WORDS = re.compile(
    r"转发.{0,20}(?:送|奖|得|领|抽|减)|集赞|点赞.{0,10}(?:送|领)|助力|砍一刀|关注.{0,15}(?:送|领|抽)|红包|邀请好友|不转|刷单"
    r"|\b(?:rt|retweet|repost|share)\b.{0,40}\b(?:win|free|chance|gift|off)\b|giveaway|follow back|sub(?:scribe)? back"
    r"|forward this|send this to|like (?:this|and) |tag \w+ friends?",
    re.IGNORECASE | re.DOTALL,
)


def by_words(texts: Sequence[str]) -> list[bool]:
    """Alarms of a list of words and of pairs of them."""
    return [_WORDS.search(text) is not None for text in texts]


def has_learner() -> bool:
    """Whether scikit-learn is there; it belongs to what checks, not to what runs."""
    try:
        _learner("svm")
    except ImportError:
        return False
    return True


def _learner(part: str) -> Any:
    return importlib.import_module(f"{_LEARNER}.{part}")


def across(texts: Sequence[str], truths: Sequence[bool]) -> list[bool]:
    """Alarms of a classifier, each text judged by one that was trained on the other folds."""
    alarms = [False] * len(texts)
    for fold in range(FOLDS):
        train = [n for n in range(len(texts)) if n % FOLDS != fold]
        predict = learned([texts[n] for n in train], [truths[n] for n in train])
        held = [n for n in range(len(texts)) if n % FOLDS == fold]
        for n, alarm in zip(held, predict([texts[n] for n in held]), strict=True):
            alarms[n] = alarm
    return alarms


def learned(texts: Sequence[str], truths: Sequence[bool]) -> Callable[[Sequence[str]], list[bool]]:
    """A classifier of one to four characters, trained on these."""
    words = _learner("feature_extraction.text")
    machines = _learner("svm")
    pipeline = _learner("pipeline")
    model = pipeline.make_pipeline(
        words.TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True, min_df=1),
        machines.LinearSVC(class_weight="balanced"),
    )
    model.fit(list(texts), list(truths))
    return lambda more: [bool(each) for each in model.predict(list(more))] if more else []
