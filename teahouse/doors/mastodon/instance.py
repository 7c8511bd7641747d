"""The instance: what a client asks of the house before it signs anybody in.

It claims only what is there: no video, polls or quotes until they are.
"""

from __future__ import annotations

from teahouse import moments, notices, people
from teahouse.doors.mastodon import entities_house as e
from teahouse.doors.mastodon.house import House
from teahouse.guard import Rule
from teahouse.guard.rulings import HouseRules
from teahouse.kit.db import ReadTx
from teahouse.kit.http import Routes
from teahouse.kit.pictures import TAKEN, Pictures
from teahouse.kit.text import LINK_COUNTS, escape

routes = Routes()
API_VERSION = 2
"""Mastodon's API by whole steps; the second brings grouped notifications, the seventh quotes."""
CAPABILITIES = ["visibility_mutual", "visibility_limited", "kmyblue_limited_scope", "kmyblue_circle_history"]


@routes.get("/api/v2/instance", guest=True)
def show(tx: ReadTx) -> e.Instance:
    """The house."""
    house = tx.handed(House)
    header, about = f"{house.origin}/static/header.png", f"{house.origin}/about"
    return e.Instance(
        domain=house.domain,
        title=house.name,
        version=house.version,
        source_url=about,
        description=house.description,
        usage=e.Usage(e.Users(tx.handed(people.KeptFigures).fetch(tx).active_month)),
        thumbnail=e.Thumbnail(header, house.name),
        icon=[],
        languages=list(house.languages),
        configuration=_configuration(tx, house),
        registrations=e.Registrations(
            enabled=house.sign_up == "open",
            approval_required=False,
            reason_required=False,
            message=_closed(house),
            min_age=None,
            url=None,
        ),
        api_versions=e.ApiVersions(API_VERSION),
        contact=e.Contact(house.contact, None),
        rules=_rules(house),
        fedibird_capabilities=CAPABILITIES,
    )


def _configuration(tx: ReadTx, house: House) -> e.Configuration:
    local = e.Access("public", "disabled")
    return e.Configuration(
        urls=e.Urls(
            streaming=_streaming(house),
            status=None,
            about=f"{house.origin}/about",
            privacy_policy=None,
            terms_of_service=None,
        ),
        accounts=e.AccountBounds(
            max_display_name_length=people.MAX_DISPLAY_NAME,
            max_note_length=people.MAX_NOTE,
            max_avatar_description_length=0,
            max_header_description_length=0,
            max_featured_tags=moments.MOST_FEATURED,
            max_pinned_statuses=tx.handed(moments.Limits).max_pins,
            max_profile_fields=people.MAX_FIELDS,
            profile_field_name_limit=people.MAX_FIELD,
            profile_field_value_limit=people.MAX_FIELD,
        ),
        statuses=_statuses(tx, house),
        media_attachments=_media(tx),
        polls=e.PollBounds(),
        translation=e.Translation(enabled=False),
        timelines_access=e.TimelinesAccess(live_feeds=local, hashtag_feeds=local, trending_link_feeds=None),
        limited_federation=True,
        vapid=e.Vapid(notices.push.fetch_public_key(tx)),
    )


def _streaming(house: House) -> str:
    """Clients add the path themselves."""
    return house.origin.replace("http", "ws", 1)


def _statuses(tx: ReadTx, house: House) -> e.StatusBounds:
    return e.StatusBounds(
        max_characters=house.max_characters,
        max_media_attachments=tx.handed(moments.Limits).max_media,
        characters_reserved_per_url=LINK_COUNTS,
    )


def _media(tx: ReadTx) -> e.MediaBounds:
    bounds = tx.handed(Pictures).studio.bounds
    return e.MediaBounds(
        supported_mime_types=list(TAKEN),
        description_limit=tx.handed(moments.Limits).max_description,
        image_size_limit=bounds.most_bytes,
        image_matrix_limit=bounds.most_pixels,
    )


def _closed(house: House) -> str | None:
    """Why there is no sign-up form, for people; None where there is one."""
    return {
        "invite": "<p>One joins by an invite from a member.</p>",
        "closed": "<p>This house takes no new members at the moment.</p>",
    }.get(house.sign_up)


def _rules(house: House) -> list[e.Rule]:
    pairs = enumerate(zip(house.rules, house.rules_zh, strict=True), 1)
    return [e.Rule(str(number), text, "", _translated(text, chinese)) for number, (text, chinese) in pairs]


def _translated(text: str, chinese: str) -> dict[str, dict[str, str]]:
    return {} if chinese == text else {"zh": {"text": chinese, "hint": ""}}


@routes.get("/api/v1/instance", guest=True)
def show_v1(tx: ReadTx) -> e.V1Instance:
    """The house, for older clients."""
    house = tx.handed(House)
    figures = tx.handed(people.KeptFigures).fetch(tx)
    return e.V1Instance(
        uri=house.domain,
        title=house.name,
        short_description=house.description,
        description=house.description,
        email=house.contact,
        version=house.version,
        urls=e.V1Urls(_streaming(house)),
        stats=e.Stats(figures.members, figures.public_moments, 0),
        thumbnail=f"{house.origin}/static/header.png",
        languages=list(house.languages),
        registrations=house.sign_up == "open",
        approval_required=False,
        invites_enabled=house.sign_up != "closed",
        configuration=e.V1Configuration(
            e.V1Accounts(moments.MOST_FEATURED), _statuses(tx, house), _media(tx), e.PollBounds()
        ),
        contact_account=None,
        rules=_rules(house),
        fedibird_capabilities=CAPABILITIES,
    )


@routes.get("/api/v1/instance/rules", guest=True)
def rules(tx: ReadTx) -> list[e.Rule]:
    """The house rules, and after them those of the rule book about offers and campaigns."""
    book = tx.handed(HouseRules).book
    return [*_rules(tx.handed(House)), *(_of_book(rule) for rule in book.rules if rule.on)]


def _of_book(rule: Rule) -> e.Rule:
    return e.Rule(
        rule.id,
        f"{rule.name.en}. {rule.statement.en}",
        rule.rewrite.en,
        {"zh": {"text": f"{rule.name.zh}：{rule.statement.zh}", "hint": rule.rewrite.zh}},
    )


@routes.get("/api/v1/instance/extended_description", guest=True)
def extended_description(tx: ReadTx) -> e.ExtendedDescription:
    """What the host says about the house, as HTML."""
    return e.ExtendedDescription(None, f"<p>{escape(tx.handed(House).description)}</p>")


@routes.get("/api/v1/instance/peers", guest=True)
def peers(tx: ReadTx) -> list[str]:
    """The servers that the house speaks to: none, as it speaks to no other server."""
    return []
