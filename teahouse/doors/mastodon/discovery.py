"""Discovery: what kind of house this is (NodeInfo) and which page a name stands for (WebFinger)."""

from __future__ import annotations

from typing import Any

import msgspec

from teahouse import __version__, people
from teahouse.doors.mastodon.house import House
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import BadRequest, NotFound
from teahouse.kit.http import Reply, Routes
from teahouse.kit.text import escape

routes = Routes()
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.0"
FEATURES = ("circle", "mastodon_api", "quiet_controls")
PUBLIC = {"Cache-Control": "max-age=600, public"}


class Resource(msgspec.Struct, frozen=True):
    """Whom a question is about: `acct:user@host` or the address of a profile."""

    resource: str = ""


@routes.get("/.well-known/nodeinfo", guest=True)
def nodeinfo_links(tx: ReadTx) -> Reply[dict[str, Any]]:
    """Where the house describes itself."""
    link = {"rel": NODEINFO, "href": f"{tx.handed(House).origin}/nodeinfo/2.0"}
    return Reply({"links": [link]}, headers=PUBLIC)


@routes.get("/nodeinfo/2.0", guest=True, media_type=f'application/json; profile="{NODEINFO}#"; charset=utf-8')
def nodeinfo(tx: ReadTx) -> dict[str, Any]:
    """The house describes itself. It speaks to no other server, so it names no protocol."""
    house = tx.handed(House)
    figures = tx.handed(people.KeptFigures).fetch(tx)
    return {
        "version": "2.0",
        "software": {"name": "teahouse", "version": __version__},
        "protocols": [],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": house.sign_up == "open",
        "usage": {
            "users": {
                "total": figures.members,
                "activeMonth": figures.active_month,
                "activeHalfyear": figures.active_half_year,
            }
        },
        "metadata": {
            "nodeName": house.name,
            "nodeDescription": house.description,
            "upstream": {"name": "mastodon"},
            "features": list(FEATURES),
        },
    }


@routes.get("/health", guest=True, media_type="text/plain; charset=utf-8")
def health(tx: ReadTx) -> Reply[str]:
    """`OK` while the house can read its database: for whoever watches over it."""
    people.fetch_account(tx, 0)
    return Reply(b"OK", headers={"Cache-Control": "no-store"})


@routes.get("/.well-known/webfinger", guest=True, media_type="application/jrd+json; charset=utf-8")
def webfinger(tx: ReadTx, query: Resource) -> dict[str, Any]:
    """The page of a local account, by its name with the house's host or by its address."""
    if not query.resource:
        raise BadRequest("Say who: resource=acct:user@host")
    addresses = tx.handed(people.Addresses)
    account = people.find_account(tx, _handle(query.resource, addresses), local_host=addresses.local_host)
    if account is None or account.domain is not None:
        raise NotFound
    url = addresses.of(account)
    return {
        "subject": f"acct:{account.username}@{addresses.local_host}",
        "aliases": [url],
        "links": [{"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": url}],
    }


def _handle(resource: str, addresses: people.Addresses) -> str:
    """The name that a resource means, always with its host. Raises `NotFound`."""
    scheme, _, rest = resource.partition(":")
    if scheme.lower() == "acct" and "@" in rest.removeprefix("@"):
        return rest
    name = resource.removeprefix(f"{addresses.origin}/@")
    if name == resource or "@" in name:
        raise NotFound
    return f"{name}@{addresses.local_host}"


@routes.get("/.well-known/host-meta", guest=True, media_type="application/xrd+xml; charset=utf-8")
def host_meta(tx: ReadTx) -> Reply[str]:
    """Where to ask for an account, in XML."""
    template = escape(f"{tx.handed(House).origin}/.well-known/webfinger?resource={{uri}}")
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
        f'  <Link rel="lrdd" template="{template}"/>\n'
        "</XRD>\n"
    )
    return Reply(xml.encode(), headers=PUBLIC)
