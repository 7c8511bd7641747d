"""What a photograph costs: how large it comes, how much of it is kept, how long it takes.

The photographs are made here, as large as a telephone's and as grainy, so that they pack as those do.
"""

from __future__ import annotations

import io
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec
from PIL import Image

from teahouse import people
from teahouse.app import open_house
from teahouse.doors.cli.bench.client import Ask, Client, first_answer, get, request
from teahouse.doors.cli.bench.house import settings_for
from teahouse.doors.cli.bench.process import HERE, running
from teahouse.kit.db.migrate import migrate
from teahouse.migrations import FOLDER

COUNT = 6
SIZE = (4_000, 3_000)
GRAIN = 18
BOUNDARY = "teahouse-costs"


class PictureCosts(msgspec.Struct, frozen=True):
    """Of one photograph on average: bytes as sent, as kept whole and small, and seconds."""

    sent: int
    whole: int
    small: int
    seconds: float


def measure_pictures() -> PictureCosts:
    """Upload some, one after another."""
    with TemporaryDirectory(prefix="teahouse-costs-") as folder:
        url, media = f"sqlite:{Path(folder, 'house.sqlite')}", Path(folder, "media")
        migrate(url, FOLDER)
        database = open_house(settings_for(url))
        try:
            anna = database.write_now(lambda tx: people.create_account(tx, username="anna"))
            token = database.write_now(lambda tx: people.issue_token(tx, None, anna.id, anna.id)).token
        finally:
            database.close()
        photographs = [_photograph(seed) for seed in range(COUNT)]
        environment = {"TEAHOUSE_DATABASE": url, "TEAHOUSE_RATE_LIMITS": "false", "TEAHOUSE_MEDIA": str(media)}
        with running(["-m", "teahouse", "serve", "--host", HERE, "--port", "PORT"], environment) as server:
            first_answer(server, get("/api/v1/instance"), _any)
            begun = time.perf_counter()
            with Client(server) as client:
                client.ask([Ask(_upload(data, token), _any) for data in photographs], seconds=600)
            seconds = time.perf_counter() - begun
        kept = [path for path in media.rglob("*") if path.is_file() and path.name[0] != "."]
        small = sum(path.stat().st_size for path in kept if "-small" in path.name)
        whole = sum(path.stat().st_size for path in kept) - small
        sent = sum(map(len, photographs))
        return PictureCosts(sent // COUNT, whole // COUNT, small // COUNT, seconds / COUNT)


def said(costs: PictureCosts) -> str:
    """In a line."""
    return (
        f"A photograph of {SIZE[0] * SIZE[1] / 1e6:.0f} megapixels: {costs.sent / 1e6:.1f} MB sent, "
        f"{costs.whole / 1e6:.2f} MB kept and {costs.small / 1000:.0f} kB for feeds, {costs.seconds:.1f} s"
    )


def _photograph(seed: int) -> bytes:
    patches = Image.frombytes("RGB", (16, 12), Random(seed).randbytes(576))  # noqa: S311 - a picture, no secret
    scene = patches.resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, GRAIN).convert("RGB")
    out = io.BytesIO()
    Image.blend(scene, grain, 0.3).save(out, "JPEG", quality=92)
    return out.getvalue()


def _upload(data: bytes, token: str) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    body = f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}"
    return request("POST", "/api/v2/media", token, body, (kind, f"Content-Length: {len(body)}"))


def _any(body: bytes) -> None:
    """Whatever it says: that it was a 200 has been seen."""
