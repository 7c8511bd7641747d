"""What a member sets: the profile, the language, who sees and finds them; and what became of their reports."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from zoneinfo import available_timezones

from starlette.responses import Response

from teahouse import housekeeping, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import LANGUAGES, said_when
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid

SHOWN = 100
UNSAID = "UTC"
"""The time zone of whoever said none."""


class ProfileForm(Form):
    """What a member says of themselves; the fields come as two columns."""

    display_name: str = ""
    note: str = ""
    field_name: list[str] = []
    field_value: list[str] = []


class LanguageForm(Form):
    """How the house speaks to the member."""

    language: str = ""
    time_zone: str = ""


class PrivacyForm(Form):
    """Who sees how much, and who finds the member; boxes that are not ticked do not come along."""

    window_days: int = 0
    discoverable: bool = False
    locked: bool = False
    writers: str = ""


async def show_profile_form(visit: Visit) -> Response:
    """The profile as it is."""
    return await profile_page(visit, None, {})


async def profile_page(visit: Visit, form: ProfileForm | None, faults: dict[str, str]) -> Response:
    """The forms of profile and pictures, with what was wrong in one of them."""
    me = await visit.read(visit.actor)
    kept = people.fields_of(me)
    typed = form or ProfileForm(
        display_name=me.display_name,
        note=me.note,
        field_name=[field.name for field in kept],
        field_value=[field.value for field in kept],
    )
    pairs = list(zip_longest(typed.field_name, typed.field_value, [""] * people.MAX_FIELDS, fillvalue=""))
    return visit.page(
        "settings_profile.html",
        status=422 if faults else 200,
        form=typed,
        pairs=pairs,
        person=person_view(me),
        header=people.pictures_of(me)[1],
        faults=faults,
    )


async def save_profile(visit: Visit) -> Response:
    """Names, words and facts."""
    visit.member()
    form = await visit.form(ProfileForm)
    fields = list(zip(form.field_name, form.field_value, strict=False))
    changes = people.ProfileChanges(display_name=form.display_name, note=form.note, fields=fields)

    async def again(faults: dict[str, str]) -> Response:
        return await profile_page(visit, form, faults)

    if not form.display_name.strip():
        return await again({"display_name": visit.words.fault_blank})
    try:
        await visit.write(lambda tx: people.update_profile(tx, visit.actor(tx), changes))
    except Invalid as refusal:
        return await again(in_words(visit.words, refusal.details or {}))
    return visit.done("/settings/profile", "saved")


async def show_language(visit: Visit) -> Response:
    """As it is in force; who never said a zone finds no name there, and a script puts the browser's own."""
    visit.member()
    zone = visit.zone if visit.zone != UNSAID else ""
    form = LanguageForm(language=visit.chosen_lang or "", time_zone=zone)
    return _language_page(visit, form, {})


def _language_page(visit: Visit, form: LanguageForm, faults: dict[str, str]) -> Response:
    return visit.page(
        "settings_language.html",
        status=422 if faults else 200,
        form=form,
        faults=faults,
        zones=time_zones(),
        languages=LANGUAGES,
    )


async def save_language(visit: Visit) -> Response:
    """Language of the pages and time zone."""
    me = visit.member()
    form = await visit.form(LanguageForm)
    locale = form.language if form.language in LANGUAGES else None

    def act(tx: WriteTx) -> None:
        people.update_profile(tx, visit.actor(tx), people.ProfileChanges(time_zone=form.time_zone.strip() or UNSAID))
        people.set_locale(tx, me.id, locale)

    try:
        await visit.write(act)
    except Invalid as refusal:
        return _language_page(visit, form, in_words(visit.words, refusal.details or {}))
    response = visit.done("/settings/language", "saved")
    if locale is None:
        visit.house.jar.drop(response, "lang")
    else:
        visit.house.jar.put(response, "lang", locale)
    return response


@cache
def time_zones() -> tuple[str, ...]:
    """The names that a member may choose from, as suggestions; every known zone is taken."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


async def show_privacy_form(visit: Visit) -> Response:
    """As it is."""

    def look(tx: ReadTx) -> tuple[people.Account, str]:
        me = visit.actor(tx)
        return me, people.letters.fetch_writers(tx, me).name.lower()

    me, writers = await visit.read(look)
    form = PrivacyForm(window_days=me.window_days, discoverable=me.discoverable, locked=me.locked, writers=writers)
    return _privacy_page(visit, form, {})


def _privacy_page(visit: Visit, form: PrivacyForm, faults: dict[str, str]) -> Response:
    say = visit.words.folk
    windows = ((0, say.window_all), (182, say.window_182), (30, say.window_30), (3, say.window_3))
    talk = visit.words.talk
    writers = (("friends", talk.who_friends), ("groups", talk.who_groups), ("everyone", talk.who_everyone))
    status = 422 if faults else 200
    return visit.page(
        "settings_privacy.html", status=status, form=form, windows=windows, writers=writers, faults=faults
    )


async def save_privacy(visit: Visit) -> Response:
    """From now on, for all that was posted too."""
    visit.member()
    form = await visit.form(PrivacyForm)
    changes = people.ProfileChanges(window_days=form.window_days, discoverable=form.discoverable, locked=form.locked)
    chosen = next((one for one in people.letters.Writers if one.name.lower() == form.writers), None)

    def act(tx: WriteTx) -> None:
        me = people.update_profile(tx, visit.actor(tx), changes)
        if chosen is not None:
            people.letters.choose_writers(tx, me, chosen)

    try:
        await visit.write(act)
    except Invalid as refusal:
        return _privacy_page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.done("/settings/privacy", "saved")


async def show_reading(visit: Visit) -> Response:
    """How large the letters are, and where what was turned down stands."""
    visit.member()
    return visit.page("settings_reading.html")


async def show_own_reports(visit: Visit) -> Response:
    """What the member reported, and whether it is done with."""
    me, words = visit.member(), visit.words
    reports = await visit.read(lambda tx: housekeeping.page_own_reports(tx, me.id, limit=SHOWN))
    lines = [
        (
            words.report_on.format(name=f"@{report.snapshot.username}"),
            said_when(words, report.at, visit.now, visit.zone),
            words.report_is_open if report.resolved_at is None else words.report_is_done,
        )
        for report in reports
    ]
    return visit.page("settings_reports.html", reports=lines)
