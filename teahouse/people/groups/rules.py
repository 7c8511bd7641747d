"""The rules of groups: who may let people in and out, change the room, and leave it. No I/O."""

from __future__ import annotations

from teahouse.kit.errors import Forbidden, Invalid
from teahouse.people.groups.model import Changes, Group, Joining, Posting, Role
from teahouse.people.model import Account, Kind
from teahouse.people.rules_profile import note_faults
from teahouse.people.rules_sign_up import BLANK, display_name_faults


def check_person(account: Account) -> None:
    """Groups are of people. Raises `Forbidden` for a page."""
    if account.kind != Kind.MEMBER:
        raise Forbidden("A group is made of people; a page cannot be in one")


def may_help(role: int) -> bool:
    """Helpers and the owner let people in and out, make links, and take moments away."""
    return role >= Role.HELPER


def check_may_help(group: Group) -> None:
    """Raises `Forbidden` for a plain member."""
    if not may_help(group.role):
        raise Forbidden("Only the owner and the helpers of this group may do that")


def check_owns(group: Group) -> None:
    """Raises `Forbidden` for all but the owner."""
    if group.role != Role.OWNER:
        raise Forbidden("Only the owner of this group may do that")


def check_may_leave(group: Group) -> None:
    """Raises `Forbidden` for the owner: a group keeps one."""
    if group.role == Role.OWNER:
        raise Forbidden("You own this group; hand it over or close it before you leave")


def check_may_remove(group: Group, me: int, other: int, role: int) -> None:
    """Helpers remove members, the owner anybody else. Raises `Forbidden`."""
    check_may_help(group)
    if me == other:
        raise Forbidden("To go yourself, leave the group")
    if role >= group.role:
        raise Forbidden("Only the owner of this group may remove a helper, and nobody the owner")


def check_may_post(group: Group) -> None:
    """Raises `Forbidden` for a plain member where only helpers begin something."""
    if group.posting == Posting.HELPERS and not may_help(group.role):
        raise Forbidden("In this group only the owner and the helpers post; you may comment")


def admits(joining: int) -> bool:
    """A link lets in at once."""
    return joining in (Joining.LINK, Joining.BOTH)


def may_ask_by_name(joining: int) -> bool:
    """Who knows the group's name may ask to be let in."""
    return joining in (Joining.REQUEST, Joining.BOTH)


def check_changes(changes: Changes) -> None:
    """Raises `Invalid` with all that is wrong."""
    name = changes.name
    faults = {
        "name": [] if name is None else ([] if name else [BLANK]) + display_name_faults(name),
        "description": note_faults(changes.note or ""),
    }
    if any(faults.values()):
        raise Invalid.many({field: several for field, several in faults.items() if several})
