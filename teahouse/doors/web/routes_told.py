"""Where the pages about being told stand."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import telling, telling_push
from teahouse.doors.web.routing import At


def told_routes(at: At) -> list[Route]:
    """All of them."""
    return [
        *at("/settings/telling", telling.show_telling, telling.save_choices, limit="acts"),
        *at("/settings/telling/held", None, telling.save_held, limit="acts"),
        *at("/settings/telling/push", None, telling_push.save_push, limit="acts"),
        *at("/settings/telling/robots", None, telling.save_robot, limit="acts"),
        *at("/settings/telling/letters", None, telling.save_letters, limit="acts"),
        *at("/letters/confirm/{proof}", telling.show_confirm, telling.confirm, limit="acts"),
        *at("/letters/off/{proof}", telling.show_off, telling.end_letters, limit="acts"),
    ]
