"""Gathers the stock of texts from its modules."""

from __future__ import annotations

from . import texts_food, texts_pages
from .writing import Stock


def collect() -> Stock:
    """All topics and stories; two modules may add to the same topic only by different names."""
    modules = (texts_food, texts_pages)
    topics = [topic for module in modules for topic in module.TOPICS]
    return Stock(topics={(topic.name, topic.language): topic for topic in topics}, stories=())
