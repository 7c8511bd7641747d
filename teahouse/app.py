"""The composition root: opens the database, starts the worker, mounts the doors."""

from __future__ import annotations

from typing import Any

from teahouse import moments, people
from teahouse.settings import Settings


def handed_for(settings: Settings) -> dict[type[Any], Any]:
    """What every transaction is handed: the host's rules and limits, as the domains take them."""
    return {
        people.Addresses: people.Addresses(settings.origin),
        people.SignUpRules: people.SignUpRules(
            mode="open" if settings.open_house else settings.sign_up, mastodon_defaults=settings.open_house
        ),
        people.Limits: people.Limits(max_friends=settings.max_friends),
        people.KeptFigures: people.KeptFigures(),
        moments.Limits: moments.Limits(max_characters=settings.max_characters),
    }
