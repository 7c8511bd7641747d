"""Trends and translation, which are off here: apps are answered as by a Mastodon server where they are switched off."""

from __future__ import annotations

from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_found as f
from teahouse.kit.db import ReadTx
from teahouse.kit.http import Routes

routes = Routes()


@routes.get("/api/v1/trends", guest=True)
def trends(tx: ReadTx) -> list[f.Tag]:
    """No tags: nothing is ranked here."""
    return []


@routes.get("/api/v1/trends/tags", guest=True)
def tags(tx: ReadTx) -> list[f.Tag]:
    """No tags: nothing is ranked here."""
    return []


@routes.get("/api/v1/trends/statuses", guest=True)
def statuses(tx: ReadTx) -> list[e.Status]:
    """No statuses: nothing is ranked here."""
    return []


@routes.get("/api/v1/trends/links", guest=True)
def links(tx: ReadTx) -> list[e.Empty]:
    """No links: nothing is ranked here."""
    return []


@routes.get("/api/v1/instance/translation_languages", guest=True)
def translation_languages(tx: ReadTx) -> dict[str, list[str]]:
    """No language can be translated: no text leaves the house."""
    return {}
