"""Which address leads to which page about signing in, one's devices and apps."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import (
    keys_data,
    keys_devices,
    keys_first,
    keys_held,
    keys_leave,
    keys_passkeys,
    keys_step,
    second,
)
from teahouse.doors.web.routing import At


def for_keys(at: At) -> list[Route]:
    """The routes, those of fixed words before those with a code in them."""
    return [
        *at("/auth/second", second.show_second, second.second, limit="sign-in"),
        *at("/auth/passkey", None, keys_passkeys.sign_in_by_passkey, limit="sign-in"),
        *at("/auth/passkey/ask", None, keys_passkeys.ask_to_show, limit="sign-in"),
        *at("/auth/device", keys_devices.show_code, keys_devices.type_code, limit="sign-in"),
        *at("/auth/device/wait", keys_devices.show_waiting, keys_devices.enter, limit="sign-in"),
        *at("/auth/device/state", keys_devices.show_state),
        *at("/auth/device/{code}", keys_devices.show_link, keys_devices.open_link, limit="sign-in"),
        *at("/auth/first/{token}", keys_first.show_first, keys_first.come_in, limit="sign-up"),
        *at("/invites/first", keys_first.show_make, keys_first.make, limit="acts"),
        *at("/settings/second", keys_step.show_step, keys_step.change_step, limit="acts"),
        *at("/settings/passkeys", keys_passkeys.show_passkeys, keys_passkeys.add_passkey, limit="acts"),
        *at("/settings/passkeys/ask", None, keys_passkeys.ask_for_new, limit="acts"),
        *at("/settings/passkeys/{id}/remove", None, keys_passkeys.remove_passkey, limit="acts"),
        *at("/settings/devices", keys_held.show_devices),
        *at("/settings/devices/new", keys_devices.show_new, keys_devices.new, limit="acts"),
        *at("/settings/devices/{id}/end", None, keys_held.end_session, limit="acts"),
        *at("/settings/data", keys_data.show_data, keys_data.take, limit="archive"),
        *at("/settings/leave", keys_leave.show_leave, keys_leave.leave, limit="sign-in"),
        *at("/settings/apps", keys_held.show_apps),
        *at("/settings/apps/{id}/end", None, keys_held.end_app, limit="acts"),
    ]
