"""Where the pages about people and a member's own settings stand."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import (
    arriving,
    between,
    board,
    card,
    circles,
    faces,
    filters,
    invites,
    reporting,
    requests,
    search,
    settings_index,
    settings_pages,
)
from teahouse.doors.web.routing import At


def folk_routes(at: At) -> list[Route]:
    """All of them."""
    return [
        *at("/search", search.show_search),
        *at("/people/{id}/between", None, between.save_between, limit="acts"),
        *at("/moments/{id}/report", reporting.show_for_moment),
        *at("/people/{id}/report", reporting.show_for_person, reporting.report, limit="reports"),
        *at("/people/{id}/reported", reporting.show_thanks),
        *at("/groups/{id}/report", reporting.show_for_group, reporting.report_group, limit="reports"),
        *at("/groups/{id}/reported", reporting.show_group_thanks),
        *at("/people", arriving.show_people),
        *at("/people/listed", None, arriving.be_listed),
        *at("/card", card.show_card, card.make_card),
        *at("/card/picture.svg", card.show_picture),
        *at("/invites", invites.show_invites, invites.make_invite),
        *at("/invites/{id}/revoke", None, invites.revoke_invite),
        *at("/requests", requests.show_requests),
        *at("/requests/{id}/accept", None, requests.accept_request),
        *at("/requests/{id}/reject", None, requests.reject_request),
        *at("/requests/{id}/take_back", None, requests.take_back),
        *at("/circles", circles.show_circles, circles.make_circle, limit="acts"),
        *at("/circles/all", board.show_board, board.save_board, limit="acts"),
        *at("/circles/{id}", circles.show_circle),
        *at("/circles/{id}/members", None, circles.save_members, limit="acts"),
        *at("/circles/{id}/rename", None, circles.rename, limit="acts"),
        *at("/circles/{id}/add", None, circles.add, limit="acts"),
        *at("/circles/{id}/take_out", None, circles.take_out, limit="acts"),
        *at("/circles/{id}/delete", None, circles.delete, limit="acts"),
        *at("/settings", settings_index.show_settings),
        *at("/settings/profile", settings_pages.show_profile_form, settings_pages.save_profile),
        *at("/settings/pictures", None, faces.save_faces),
        *at("/settings/privacy", settings_pages.show_privacy_form, settings_pages.save_privacy),
        *at("/settings/filters", filters.show_filters, filters.make, limit="acts"),
        *at("/settings/filters/{id}", filters.show_filter, filters.save, limit="acts"),
        *at("/settings/filters/{id}/switch", None, filters.switch, limit="acts"),
        *at("/settings/filters/{id}/delete", None, filters.delete, limit="acts"),
        *at("/settings/reading", settings_pages.show_reading),
        *at("/settings/language", settings_pages.show_language, settings_pages.save_language),
        *at("/settings/reports", settings_pages.show_own_reports),
    ]
