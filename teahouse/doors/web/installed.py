"""The house as an app on a phone: what it is called there, what it shows when it is told, and when nobody answers.

Promises that a browser keeps nothing of anybody: the page for when nobody answers is the same for all, and beside it
only files that never change are kept.
"""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from teahouse.doors.web.visit import Visit

_KEPT = ("style.css", "app.js", "htmx.min.js", "favicon.svg", "gate.svg")
_ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable"))
_PAPER = "#f6f1e7"


async def show_manifest(visit: Visit) -> Response:
    """The house's name, its icons, and where it opens, in the reader's language."""
    shelf, settings = visit.house.shelf, visit.house.settings
    said = {
        "id": "/",
        "name": settings.name,
        "short_name": settings.name[:24],
        "description": settings.description_in(visit.lang),
        "lang": visit.words.tag,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": shelf.address(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in _ICONS
        ],
        "shortcuts": [
            {"name": visit.words.reading.write, "url": "/compose"},
            {"name": visit.words.reading.notices, "url": "/notices"},
        ],
    }
    headers = {"Cache-Control": "private, max-age=3600"}
    return Response(msgspec.json.encode(said), media_type="application/manifest+json", headers=headers)


async def show_worker(visit: Visit) -> Response:
    """The script that answers where the house does not, and shows what is pushed.

    It begins with the files that it keeps and the house's name.
    """
    shelf = visit.house.shelf
    kept = msgspec.json.encode([shelf.address(name) for name in _KEPT])
    headers = {"Cache-Control": "no-cache"}
    name = msgspec.json.encode(visit.house.settings.name)
    script = b"var FILES = " + kept + b";\nvar HOUSE = " + name + b";\n" + shelf.text("service-worker.js")
    return Response(script, media_type="text/javascript", headers=headers)


async def show_offline(visit: Visit) -> Response:
    """What is shown where nobody answers, in every language, for everybody alike."""
    template = visit.house.templates.get_template("offline.html")
    text = template.render(house=visit.house, settings=visit.house.settings, languages=visit.languages)
    headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    return Response(text, media_type="text/html", headers=headers)
