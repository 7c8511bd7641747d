"""Which address of the hosts' pages leads where; for anybody else none of them is there."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import (
    begin,
    hosting,
    hosting_invites,
    hosting_people,
    hosting_settings,
    hosting_upkeep,
    keeping,
)
from teahouse.doors.web.routing import At


def host_routes(at: At) -> list[Route]:
    """Beginning a house, and all that stands below `/house`."""
    return [
        *at("/begin/{token}", begin.show_begin, begin.begin, limit="sign-up"),
        *at("/house", hosting.show_house),
        *at("/house/begun", begin.show_begun),
        *at("/house/settings", hosting_settings.show_settings, hosting_settings.save_settings, limit="acts"),
        *at("/house/people", hosting_people.show_people),
        *at("/house/people/{id}", hosting_people.show_person, hosting_people.act_on_person, limit="acts"),
        *at("/house/invites", hosting_invites.show_invites, hosting_invites.make_code, limit="acts"),
        *at("/house/invites/tree", hosting_invites.show_tree),
        *at("/house/invites/{id}/revoke", None, hosting_invites.revoke_code, limit="acts"),
        *at("/house/jobs", hosting_upkeep.show_jobs, hosting_upkeep.act_on_jobs, limit="acts"),
        *at("/house/storage", hosting_upkeep.show_storage),
        *at("/house/reports", keeping.show_reports),
        *at("/house/reports/{id}", keeping.show_report, keeping.act_on_report),
        *at("/house/reports/{id}/posts/{moment}", None, keeping.act_on_post),
        *at("/house/reports/{id}/pictures/{name}", keeping.show_picture),
        *at("/house/log", keeping.show_log),
    ]
