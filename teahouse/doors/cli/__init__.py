"""The host's commands, `teahouse` or `./tea`: one command or family of commands to a file.

Promises that a command loads what it needs and no more, and that whatever goes wrong is told in a line, not in a
traceback.
"""

from __future__ import annotations

import click

from teahouse.doors.cli.frame import House

COMMANDS = {
    "serve": "serving.serve",
    "demo": "trying.demo",
    "account": "accounts.account",
    "invite": "invites.invite",
    "group": "groups.group",
    "report": "reporting.report",
    "audit": "auditing.audit",
    "guard": "guarding.guard",
    "status": "watching.status",
    "jobs": "watching.show_jobs",
    "import": "importing.import_",
    "announce": "telling.announce",
    "export": "exporting.export",
    "backup": "keeping.backup",
    "restore": "keeping.restore",
    "tidy": "keeping.tidy",
    "migrate": "keeping.migrate",
    "move": "moving.move",
    "bench": "bench.bench",
    "config": "showing.config",
    "version": "showing.version",
}
"""Every command and where it stands in this package; the order is the one in which the help shows them."""


@click.group(cls=House, commands_in=__name__, places=COMMANDS, context_settings={"max_content_width": 110})
@click.option("--debug", is_flag=True, help="Show the traceback when something goes wrong.")
def main(debug: bool) -> None:
    """Teahouse: a circle of friends on your own server."""
    del debug  # read by House, which runs this
