"""Gathers the stock of texts from its modules.

A topic has one home for each language; a text is found nowhere else.
"""

from __future__ import annotations

from . import (
    stories_clubs,
    stories_en,
    stories_zh,
    texts_clubs,
    texts_food,
    texts_garden,
    texts_home,
    texts_mei,
    texts_outdoors,
    texts_pages,
    texts_sellers,
    texts_town,
    texts_voices,
    texts_zh_home,
    texts_zh_town,
    texts_zh_voices,
)
from .stock import Stock

_TOPICS = (
    *texts_clubs.TOPICS,
    *texts_food.TOPICS,
    *texts_garden.TOPICS,
    *texts_home.TOPICS,
    *texts_mei.TOPICS,
    *texts_outdoors.TOPICS,
    *texts_pages.TOPICS,
    *texts_sellers.TOPICS,
    *texts_town.TOPICS,
    *texts_voices.TOPICS,
    *texts_zh_home.TOPICS,
    *texts_zh_town.TOPICS,
    *texts_zh_voices.TOPICS,
)


def collect() -> Stock:
    """All topics and stories."""
    return Stock(
        topics={(topic.name, topic.language): topic for topic in _TOPICS},
        stories=(*stories_en.STORIES, *stories_clubs.STORIES, *stories_zh.STORIES),
    )
