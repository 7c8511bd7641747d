"""Groups: shared rooms with an owner, helpers and members, who may stay strangers outside.

A group is an account that never signs in and that only its members find. What is said in it is the moments' concern;
the gate asks `people.in_group`. Whoever is not in a group gets the answer that they would get if there were none.
"""

from teahouse.people.groups.joining import (
    accept,
    ask_to_join,
    fetch_usable_link,
    foresee,
    join_by_link,
    make_link,
    page_links,
    page_requests,
    reject,
    revoke_link,
)
from teahouse.people.groups.keeping import (
    change_group,
    check_may_post,
    close_group,
    create_group,
    hand_over,
    leave,
    remove_member,
    set_role,
)
from teahouse.people.groups.looking import (
    count_members,
    fetch_all,
    fetch_group,
    fetch_groups,
    fetch_groups_with,
    fetch_helpers,
    fetch_room,
    fetch_shown,
    find_group,
    page_members,
    page_strangers,
)
from teahouse.people.groups.model import Changes, Group, Joining, Link, Member, Posting, Role, Summary
from teahouse.people.groups.rules import check_may_help, may_help

__all__ = [
    "Changes",
    "Group",
    "Joining",
    "Link",
    "Member",
    "Posting",
    "Role",
    "Summary",
    "accept",
    "ask_to_join",
    "change_group",
    "check_may_help",
    "check_may_post",
    "close_group",
    "count_members",
    "create_group",
    "fetch_all",
    "fetch_group",
    "fetch_groups",
    "fetch_groups_with",
    "fetch_helpers",
    "fetch_room",
    "fetch_shown",
    "fetch_usable_link",
    "find_group",
    "foresee",
    "hand_over",
    "join_by_link",
    "leave",
    "make_link",
    "may_help",
    "page_links",
    "page_members",
    "page_requests",
    "page_strangers",
    "reject",
    "remove_member",
    "revoke_link",
    "set_role",
]
