"""The house's settings on a page, for hosts: each checked by the rule that the configuration is read with.

What the configuration sets is shown and not changed. The form that begins a house asks for some of the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct, inspect
from starlette.responses import Response

from teahouse import housekeeping
from teahouse.doors.web.forms import Form
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.languages import LANGUAGES
from teahouse.doors.web.visit import Visit
from teahouse.doors.web.words import Words
from teahouse.housekeeping import Choices
from teahouse.kit import text as texts
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Conflict
from teahouse.settings import CHOOSABLE, Settings, check_choice, type_of

PARTS = (
    ("what", ("name", "description", "description_zh", "contact", "languages", "source")),
    ("door", ("sign_up", "front_posts")),
    ("rules", ("rules", "rules_zh")),
    ("bounds", ("max_characters", "max_friends", "max_invites", "max_group_members", "backup_days")),
)
_LONG = frozenset({"description", "description_zh"})
_LISTS = frozenset({"rules", "rules_zh"})
_NUMBERS = frozenset({"max_characters", "max_friends", "max_invites", "max_group_members", "backup_days"})


class Chosen(Form):
    """The form, every value as it was typed."""

    act: str = "save"
    seen: str = ""
    name: str = ""
    description: str = ""
    description_zh: str = ""
    contact: str = ""
    sign_up: str = ""
    rules: str = ""
    rules_zh: str = ""
    languages: list[str] = []
    front_posts: bool = False
    source: str = ""
    max_characters: str = ""
    max_friends: str = ""
    max_invites: str = ""
    max_group_members: str = ""
    backup_days: str = ""


class FieldView(Struct, frozen=True):
    """A setting as a field of the form; `kind` says which."""

    name: str
    kind: str
    label: str
    hint: str
    text: str
    on: bool
    options: tuple[tuple[str, str, bool], ...]
    fault: str
    fixed: bool
    instead: str = ""
    """What is shown to readers while the field is empty."""


def filled(settings: Settings) -> Chosen:
    """The form as the settings are."""
    values = {name: _typed(name, getattr(settings, name)) for name in CHOOSABLE}
    return Chosen(**values)


def _typed(name: str, value: Any) -> Any:
    if name in _LISTS:
        return "\n".join(value)
    if name == "languages":
        return list(value)
    return value if isinstance(value, bool) else str(value)


def read_choices(visit: Visit, form: Chosen, names: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What these fields say, and what is wrong with it. What the configuration sets is not asked."""
    settings, values, faults = visit.house.settings, {}, {}
    for name in names:
        if name in settings.given:
            continue
        value = _meant(name, getattr(form, name), settings)
        try:
            values[name] = check_choice(name, value)
        except ValueError:
            faults[name] = _fault(visit.words, name, value)
    return values, faults


def _meant(name: str, typed: Any, settings: Settings) -> Any:
    if name in _LISTS:
        return [line for line in map(texts.clean_line, typed.splitlines()) if line]
    if name == "languages":
        return [one for one in dict.fromkeys([*LANGUAGES, *settings.languages]) if one in typed]
    if name in _NUMBERS:
        plain = typed.strip()
        return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else plain
    if isinstance(typed, bool):
        return typed
    return texts.clean_text(typed) if name in _LONG else texts.clean_line(typed)


def _fault(words: Words, name: str, value: Any) -> str:
    """What is wrong, in the reader's words; the bounds are the type's own."""
    say, info = words.hosting, inspect.type_info(type_of(name))
    while isinstance(info, inspect.Metadata):
        info = info.type
    if isinstance(info, inspect.IntType):
        return say.not_a_number if isinstance(value, str) else say.bounds.format(least=info.ge, most=info.le)
    if isinstance(info, inspect.StrType):
        return _fault_of_text(words, name, value, info)
    if isinstance(info, inspect.VarTupleType):
        if info.max_length is not None and len(value) > info.max_length:
            return say.too_many_lines.format(n=info.max_length)
        item = info.item_type
        most = item.max_length if isinstance(item, inspect.StrType) else None
        return say.at_least_one if most is None else say.line_too_long.format(n=most)
    return words.fault_invalid


def _fault_of_text(words: Words, name: str, value: str, info: inspect.StrType) -> str:
    if not value:
        return words.fault_blank
    if info.max_length is not None and len(value) > info.max_length:
        return words.fault_too_long.format(n=info.max_length)
    return words.hosting.not_a_mail if name == "contact" else words.hosting.not_a_link


def field_views(visit: Visit, form: Chosen, names: Sequence[str], faults: dict[str, str]) -> list[FieldView]:
    """These fields, ready to be shown."""
    settings = visit.house.settings
    shown = filled(settings)
    return [
        _view(visit, shown if name in settings.given else form, name, faults.get(name, ""), name in settings.given)
        for name in names
    ]


def _view(visit: Visit, form: Chosen, name: str, fault: str, fixed: bool) -> FieldView:
    say, value = visit.words.hosting, getattr(form, name)
    options: tuple[tuple[str, str, bool], ...] = ()
    kind = "line"
    if name == "sign_up":
        kind, options = "choice", tuple((mode, said, mode == value) for mode, said in say.modes.items())
    elif name == "languages":
        known = dict.fromkeys([*LANGUAGES, *visit.house.settings.languages])
        named = [(one, LANGUAGES[one].own_name if one in LANGUAGES else one, one in value) for one in known]
        kind, options = "many", tuple(named)
    elif isinstance(value, bool):
        kind = "tick"
    elif name in _LONG or name in _LISTS:
        kind = "lines" if name in _LISTS else "text"
    elif name in _NUMBERS:
        kind = "number"
    settings = visit.house.settings
    instead = {"description_zh": settings.description_in("zh"), "rules_zh": "\n".join(settings.rules_in("zh"))}
    return FieldView(
        name,
        kind,
        say.labels[name],
        say.hints.get(name, ""),
        value if isinstance(value, str) else "",
        value is True,
        options,
        fault,
        fixed,
        instead.get(name, ""),
    )


async def show_settings(visit: Visit) -> Response:
    """The settings as they are."""
    keeper(visit, host=True)
    return _page(visit, filled(visit.house.settings), {})


async def save_settings(visit: Visit) -> Response:
    """Keep them, or show what guests would read."""
    by, form = keeper(visit, host=True), await visit.form(Chosen)
    values, faults = read_choices(visit, form, CHOOSABLE)
    if faults:
        return _page(visit, form, faults)
    if form.act == "preview":
        return _page(visit, form, {}, msgspec.structs.replace(visit.house.settings, **values))

    def act(tx: WriteTx) -> list[str]:
        before = tx.handed(Choices).fetch(tx)
        if _stamp(before) != form.seen:
            raise Conflict("The settings were changed meanwhile")
        return housekeeping.choose(tx, by, msgspec.structs.asdict(before), values)

    try:
        changed = await visit.write(act)
    except Conflict:
        await take_choices(visit)
        return _page(visit, form, {}, meanwhile=True)
    await take_choices(visit)
    return visit.done("/house/settings", "saved" if changed else "nothing")


async def take_choices(visit: Visit) -> None:
    """From here on every answer of this process knows what is chosen."""
    database = visit.house.database
    choices: Choices = database.context.handed[Choices]
    choices.take(database, await visit.read(housekeeping.fetch_choices))


def _stamp(settings: Settings) -> str:
    """What the page was made from: who saves it says so, and undoes nobody else's change unseen."""
    chosen = [getattr(settings, name) for name in CHOOSABLE]
    return sha256(msgspec.json.encode(chosen)).hexdigest()[:16]


def _page(
    visit: Visit,
    form: Chosen,
    faults: dict[str, str],
    preview: Settings | None = None,
    *,
    meanwhile: bool = False,
) -> Response:
    say = visit.words.hosting
    return visit.page(
        "house_settings.html",
        status=422 if faults else 409 if meanwhile else 200,
        seen=_stamp(visit.house.settings),
        meanwhile=meanwhile,
        parts_of=[(say.heads[head], head, field_views(visit, form, names, faults)) for head, names in PARTS],
        faults=faults,
        preview=preview,
        done={"saved": say.saved, "nothing": say.nothing_changed}.get(visit.query("done"), ""),
    )
