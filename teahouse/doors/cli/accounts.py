"""`account`: making accounts, letting their owners in again, and seeing who is here."""

from __future__ import annotations

import sys

import click

from teahouse import housekeeping, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import named, opened
from teahouse.doors.cli.standing import delete, end_second_step, restore, role, suspend
from teahouse.doors.cli.words import columns, day
from teahouse.housekeeping import COMMAND_LINE, Act
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid
from teahouse.settings import Settings

DEFAULT_SCOPES = "read write follow push"


@click.group()
def account() -> None:
    """Make accounts, help their owners in, list them."""


account.add_command(suspend)
account.add_command(restore)
account.add_command(delete)
account.add_command(end_second_step)
account.add_command(role)


@account.command()
@settings_option
@click.argument("name")
@click.option("--display-name", metavar="TEXT", help="What others see; without it, the name.")
@click.option("--admin", is_flag=True, help="Make the member a host of the house.")
@click.option("--page", is_flag=True, help="Make a page of a shop or a club; needs --owner.")
@click.option("--owner", metavar="NAME", help="The member who runs the page.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.option("--print-token", is_flag=True, help="Print an access token for apps, alone on standard output.")
@click.option("--scopes", default=DEFAULT_SCOPES, show_default=True, help="What the token may do.")
def create(
    settings: Settings,
    name: str,
    *,
    display_name: str | None,
    admin: bool,
    page: bool,
    owner: str | None,
    password_stdin: bool,
    print_token: bool,
    scopes: str,
) -> None:
    """Make the account NAME, a member's or (--page) a page's."""
    if not name:
        raise click.UsageError("NAME is empty.")
    _check_fits(admin=admin, page=page, owner=owner, password_stdin=password_stdin)
    asked = _scopes(scopes)
    hashed = _hash(sys.stdin.readline().rstrip("\r\n")) if password_stdin else ""

    def act(tx: WriteTx) -> tuple[people.Account, str, str]:
        if page:
            keeper = named(tx, owner or "")
            made = people.make_page(tx, keeper, username=name, display_name=display_name or name)
        else:
            position = people.HouseRole.HOST if admin else people.HouseRole.MEMBER
            made = keeper = people.create_account(
                tx, username=name, display_name=display_name, password_hash=hashed, role=position
            )
        housekeeping.record(tx, COMMAND_LINE, Act.ACCOUNT_MADE, subject=made.username, subject_id=made.id)
        token = people.issue_token(tx, None, made.id, keeper.id, asked).token if print_token else ""
        link = "" if page or password_stdin or print_token else people.make_reset_link(tx, made.id)
        return made, token, link

    with opened(settings, begin=True) as database:
        made, token, link = database.write_now(act)
    kind = "page" if page else "host" if admin else "member"
    click.echo(f"Made the {kind} {made.username} ({made.display_name}).", err=print_token)
    if token:
        click.echo(token)
    if link:
        _show_link(settings, made.username, link)


@account.command("reset-link")
@settings_option
@click.argument("name")
def reset_link(settings: Settings, name: str) -> None:
    """Make a link by which the member NAME sets a new password, once, within a day."""

    def act(tx: WriteTx) -> tuple[people.Account, str]:
        member = named(tx, name)
        if people.fetch_login_of(tx, member.id) is None:
            raise click.ClickException(f"{name} is a page; the members who run it sign in as themselves.")
        housekeeping.record(tx, COMMAND_LINE, Act.RESET_LINK, subject=member.username, subject_id=member.id)
        return member, people.make_reset_link(tx, member.id)

    with opened(settings) as database:
        member, link = database.write_now(act)
    _show_link(settings, member.username, link)


@account.command("list")
@settings_option
def list_accounts(settings: Settings) -> None:
    """List all accounts: name, what it is, since when, display name."""
    with opened(settings) as database:
        after = 0
        while rows := database.read_now(lambda tx: people.page_roster(tx, after=after)):  # noqa: B023 - run at once
            for line in columns([_line(row) for row in rows]):
                click.echo(line)
            after = rows[-1].id


def _line(row: people.Enrolled) -> tuple[str, ...]:
    kind = "page" if row.role is None else people.HouseRole(row.role).name.lower()
    state = "" if row.state == people.State.ACTIVE else f" ({people.State(row.state).name.lower()})"
    return row.username, kind + state, day(row.created_at), row.display_name


def _check_fits(*, admin: bool, page: bool, owner: str | None, password_stdin: bool) -> None:
    if page and owner is None:
        raise click.UsageError("A page needs --owner NAME, the member who runs it.")
    if owner is not None and not page:
        raise click.UsageError("--owner goes with --page.")
    if page and (admin or password_stdin):
        raise click.UsageError("Nobody signs in as a page, so it takes neither --admin nor --password-stdin.")


def _scopes(text: str) -> list[str]:
    asked = text.replace(",", " ").split()
    if unknown := sorted(set(asked) - people.SCOPES):
        raise click.BadParameter(f"there is no scope {unknown[0]}.", param_hint="--scopes")
    return asked


def _hash(password: str) -> str:
    if faults := people.password_faults(password, people.SignUpRules().min_password):
        raise Invalid.many({"password": faults})
    return people.hash_password(password)


def _show_link(settings: Settings, name: str, link: str) -> None:
    click.echo(f"With this link {name} sets a password, once, within a day:")
    click.echo(f"{settings.origin}/auth/reset/{link}")
