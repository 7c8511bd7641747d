"""Writing moments on the pages: the composer says in words who will see what is written.

What was typed is never lost: a refusal shows the form again as it was filled in, and so does every button of the form
that does not post.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec
from msgspec import Struct
from starlette.responses import Response

from teahouse import messages, moments
from teahouse.doors.web import advising, aim
from teahouse.doors.web.campaigning import campaign_in
from teahouse.doors.web.forms import in_words
from teahouse.doors.web.pictured import PictureView, arrange, depictions_in, fetch_pictures, take_along
from teahouse.doors.web.ruled import Advice
from teahouse.doors.web.visit import Visit
from teahouse.guard.rulings import Restricted, Stopped
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.ids import parse_id
from teahouse.moments import CommentPolicy, Draft, Group, Mark

POLICIES = {"all": CommentPolicy.ALL, "friends": CommentPolicy.FRIENDS, "nobody": CommentPolicy.NOBODY}
LANGUAGES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ru": "Русский",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "yue": "粵語",
    "zh": "中文",
}
"""What a post may be declared to be written in, by their own names."""


class Written(advising.Offered):
    """The composer's form: whom it is for, the words, and the rest."""

    who: str = "friends"
    circles: list[int] = []
    people: list[int] = []
    group: str = ""
    sensitive: bool = False
    policy: str = "all"
    language: str = ""
    once: str = ""
    mends: str = ""
    """The ruling that stopped these words."""


class Posted(Struct, frozen=True):
    """What was posted a moment ago: who sees it, for as long as that is shown, and it can be taken back."""

    id: int
    url: str
    seen: aim.Seen
    may_have_list: bool


def fetch_posted(tx: ReadTx, visit: Visit) -> Posted | None:
    """What the address says was posted just now, if it is there and the member's own."""
    moment_id = parse_id(visit.query("post")) if visit.query("done") == "posted" else None
    moment = None if moment_id is None else moments.fetch_live(tx, moment_id)
    me = visit.member()
    if moment is None or moment.author_id != me.id or moment.parent_id is not None:
        return None
    audience = moments.fetch_audience(tx, moment.id, moment.audience)
    seen = aim.fetch_seen(tx, visit, audience, moment.text)
    return Posted(moment.id, f"/@{me.username}/{moment.id}", seen, not moment.marks & Mark.CHAIN)


async def show_compose(visit: Visit) -> Response:
    """The composer with all it has, for whom the last post was."""
    form = Written()
    visit.member()
    first = (await visit.read(lambda tx: aim.fetch_offer(tx, visit, all_friends=False))).first
    form.who, form.circles, form.people = first.who, first.circles, first.people
    return await compose_page(visit, form)


async def compose_page(
    visit: Visit,
    form: Written,
    faults: dict[str, str] | None = None,
    *,
    filled: bool = False,
    told: str = "",
    stopped: Advice | None = None,
) -> Response:
    """The composer with this form; `filled` by what came from elsewhere than this browser's own keeping."""
    visit.member()
    faults = dict(faults or {})

    def look(tx: ReadTx) -> tuple[aim.Offer, aim.Seen, list[PictureView], bool, Advice | None]:
        advising.take(tx, form)
        offer = aim.fetch_offer(tx, visit, chosen=form.people)
        pictures, is_gone = fetch_pictures(tx, visit, form)
        seen = aim.fetch_seen_in(tx, visit, form, form.text)
        advice = stopped or (advising.advise(tx, visit, form) if advising.asks_advice(form) else None)
        return offer, seen, pictures, is_gone, advice

    offer, seen, pictures, is_gone, advice = await visit.read(look)
    if is_gone:
        faults["files"] = visit.words.composing.picture_gone
    return visit.page(
        "compose.html",
        status=422 if faults or stopped else 200,
        offer=offer,
        form=form,
        faults=faults,
        seen=seen,
        pictures=pictures,
        filled=filled or bool(faults),
        told=told,
        advice=advice,
        languages=LANGUAGES,
        most=visit.house.most_characters,
    )


async def show_who(visit: Visit) -> Response:
    """The sentence alone, for scripts: who will see it."""
    visit.member()
    form = await visit.form(aim.Aimed)
    seen = await visit.read(lambda tx: aim.fetch_seen_in(tx, visit, form, form.text))
    return visit.page("_seen.html", seen=seen)


def _key_of(form: Written) -> str | None:
    """By what a form that is sent twice is known again. A browser that goes back shows the same one: with other words,
    for others or with other pictures it is another post, and must not be lost."""
    if not form.once:
        return None
    files = [(file.filename, file.size) for file in form.files]
    said = (form.once, form.who, form.circles, form.people, form.group, form.text, form.spoiler, form.media, files)
    return sha256(msgspec.json.encode(said)).hexdigest()


async def post(visit: Visit) -> Response:
    """Post what was written, or do what another button of the form says."""
    visit.member()
    form = await visit.form(Written, upload=True)
    aim.spread(form)
    once = _key_of(form)
    faults = await take_along(visit, form)
    if faults or form.show:
        arrange(form)
        return await compose_page(visit, form, faults, filled=True)

    def act(tx: WriteTx) -> moments.Moment:
        draft = Draft(
            text=form.text.replace("\r\n", "\n"),
            audience=aim.audience_in(form),
            spoiler=form.spoiler,
            sensitive=form.sensitive,
            language=form.language if form.language in LANGUAGES else None,
            marks=Mark.SELLING if form.selling else Mark(0),
            comment_policy=POLICIES.get(form.policy, CommentPolicy.ALL),
            once=once,
            media=tuple(form.media),
            depictions=depictions_in(form),
            mends=parse_id(form.mends),
            campaign=campaign_in(form),
        )
        return messages.post(tx, visit.actor(tx), draft)

    try:
        posted = await visit.write(act)
    except Invalid as refusal:
        return await compose_page(visit, form, in_words(visit.words, refusal.details or {}))
    except Stopped as refusal:
        ruling = refusal.ruling
        form.mends = str(ruling.id)
        advice = await visit.read(lambda tx: advising.on_refusal(tx, visit, ruling))
        return await compose_page(visit, form, filled=True, stopped=advice)
    except Restricted as restricted:
        return await compose_page(visit, form, {"text": advising.on_restriction(visit, restricted)})
    audience = aim.audience_in(form)
    room = f"/groups/{audience.id}" if isinstance(audience, Group) else "/"
    return visit.go(f"{room}?done=posted&post={posted.id}")
