"""The program of the worker process: really decodes a picture that a stranger sent, and draws it anew.

Promises that nothing of what was sent but its pixels is in what it writes: no metadata, no profile, no second format
behind the first. It imports nothing of the house, gets no settings, and limits itself before it looks at a byte; who
started it kills it when it takes too long.

It reads orders from the socket that is its standard input, each with three open files: the source, where to write the
picture, where to write its small form.
"""

from __future__ import annotations

import io
import json
import os
import resource
import select
import socket
import sys
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

HOME_AFTER = 60
"""Seconds without an order after which the process ends; the next order starts another."""
MOST_WRITTEN = 64 * 2**20
WHOLE_PIXELS = 3840 * 2160
SMALL_PIXELS = 640 * 360
FACE, BANNER = (400, 400), (1500, 500)
MOST_FRAMES = 400
MOST_ANIMATED_PIXELS = 40_000_000
"""Of all frames together; what moves more shows its first frame."""
LARGE_PNG = 3 * 2**20
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112


class Unfit(Exception):
    """What cannot be kept, by a code that the parent knows: `unknown`, `broken` or `pixels`."""


def main() -> None:
    """Serve orders until nobody has any."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    limit(memory)
    orders = socket.socket(fileno=os.dup(0))
    while True:
        ready, _, _ = select.select([orders], [], [], HOME_AFTER)
        if not ready:
            return
        text, files, _, _ = socket.recv_fds(orders, 65536, 3)
        if not text:
            return
        # Of this order alone: what was used up to now is past.
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, -1))
        answer = obey(json.loads(text), *files)
        orders.sendall(json.dumps(answer).encode() + b"\n")
        if answer.get("unfit") == "memory":
            return


def limit(memory: int) -> None:
    """So much memory and not a byte more, no large files, no traces; and whoever serves people goes first."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    os.nice(5)
    # The order says how many pixels there may be.
    Image.MAX_IMAGE_PIXELS = None


def obey(order: dict[str, Any], source: int, whole: int, small: int) -> dict[str, Any]:
    """What became of it. All that a hostile file can raise ends here."""
    try:
        with os.fdopen(source, "rb") as read, os.fdopen(whole, "wb") as large, os.fdopen(small, "wb") as little:
            read.seek(0)
            return develop(order, read, large, little)
    except Unfit as unfit:
        return {"unfit": str(unfit)}
    except MemoryError:
        return {"unfit": "memory"}
    except Exception:
        return {"unfit": "broken"}


def develop(order: dict[str, Any], source: IO[bytes], whole: IO[bytes], small: IO[bytes]) -> dict[str, Any]:
    """Decode, set upright, bring to sRGB and size, and write it."""
    kind = kind_of(source.read(64))
    source.seek(0)
    if kind == "HEIF":
        learn_heif()
    try:
        image = Image.open(source, formats=[kind])
    except UnidentifiedImageError:
        raise Unfit("broken") from None
    width, height = image.size
    if width * height > order["pixels"]:
        raise Unfit("pixels")
    if order["shape"] == "whole" and (said := moving(image, kind, whole, small)) is not None:
        return said
    picture = plain(upright_and_small(image, kind, order["shape"]))
    if order["shape"] != "whole":
        picture = ImageOps.fit(picture, FACE if order["shape"] == "face" else BANNER, Image.Resampling.LANCZOS)
    said = {"whole": write(picture, kind, whole), "animated": False}
    return {**said, **draw_small(picture, small)}


def kind_of(head: bytes) -> str:
    """By what it begins with; a name or a declared type is never looked at."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, 64, 4))}
        if brands & {b"avif", b"avis"}:
            return "AVIF"
        if brands & {b"heic", b"heix", b"heim", b"heis", b"mif1"}:
            return "HEIF"
    raise Unfit("unknown")


def learn_heif() -> None:
    """What iPhones write; loaded when the first of them comes."""
    import pillow_heif  # noqa: PLC0415 - see above

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)


def upright_and_small(image: Image.Image, kind: str, shape: str) -> Image.Image:
    """Its first frame, as large as it will be kept, as the camera was held."""
    try:
        orientation = image.getexif().get(_ORIENTATION, 1) if kind != "HEIF" else 1
    except Exception:  # a picture is not worse for what it says of itself
        orientation = 1
    width, height = image.size
    scale = min(1.0, (WHOLE_PIXELS / (width * height)) ** 0.5)
    if shape != "whole":
        wide, high = FACE if shape == "face" else BANNER
        if orientation in (5, 6, 7, 8):
            wide, high = high, wide
        scale = min(1.0, max(wide / width, high / height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if kind == "JPEG":
        image.draft(None, size)
    image.load()
    profile = image.info.get("icc_profile")
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = to_srgb(image, profile)
    turn = _UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that the profile means; one that cannot be read is left out of account."""
    if not profile:
        return image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(meant).lower() and image.mode in ("RGB", "RGBA"):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def plain(image: Image.Image) -> Image.Image:
    """Pixels in one of three modes, without anything that was said beside them."""
    if image.mode in ("LA", "La", "PA", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("L" if image.mode in ("1", "I", "F") else "RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    image.info = {}
    return image


def write(image: Image.Image, kind: str, out: IO[bytes]) -> dict[str, Any]:
    """In the kind it came in where browsers know that, else as JPEG; what is see-through stays so."""
    if kind in ("PNG", "GIF"):
        image.save(out, "PNG")
        if out.tell() <= LARGE_PNG:
            return facts(image, ".png")
        out.seek(0)
        out.truncate()
    if kind == "WEBP" or image.mode == "RGBA":
        image.save(out, "WEBP", quality=85, method=2)
        return facts(image, ".webp")
    image.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return facts(image, ".jpg")


def facts(image: Image.Image, ending: str) -> dict[str, Any]:
    """What is told of a file."""
    return {"ending": ending, "width": image.width, "height": image.height}


def draw_small(picture: Image.Image, out: IO[bytes]) -> dict[str, Any]:
    """The small form, and the few letters that stand for it until it is there."""
    from blurhash_rs import blurhash_encode  # noqa: PLC0415 - it takes its time

    scale = min(1.0, (SMALL_PIXELS / (picture.width * picture.height)) ** 0.5)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if small.mode == "RGBA":
        small.save(out, "WEBP", quality=80, method=2)
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        flat = ground.convert("RGB")
    else:
        small.save(out, "JPEG", quality=80, optimize=True, progressive=True)
        flat = small.convert("RGB")
    said = facts(small, ".webp" if small.mode == "RGBA" else ".jpg")
    flat.thumbnail((64, 64))
    return {"small": said, "blurhash": blurhash_encode(flat, 4, 4)}


def moving(image: Image.Image, kind: str, whole: IO[bytes], small: IO[bytes]) -> dict[str, Any] | None:
    """A picture that moves, drawn anew frame by frame; None where it stands still or moves too much."""
    if kind not in ("GIF", "WEBP", "PNG") or not getattr(image, "is_animated", False):
        return None
    most = min(MOST_FRAMES, MOST_ANIMATED_PIXELS // (image.width * image.height))
    frames, lengths = 0, []
    try:
        while frames <= most:
            image.seek(frames)
            lengths.append(max(20, min(10_000, int(image.info.get("duration", 100)) or 100)))
            frames += 1
    except EOFError:
        pass
    image.seek(0)
    if not 1 < frames <= most:
        return None
    image.save(
        whole,
        "WEBP",
        save_all=True,
        duration=lengths,
        loop=0,
        quality=75,
        method=1,
        icc_profile=b"",
        exif=b"",
        xmp=b"",
    )
    said = {"whole": facts(image, ".webp"), "animated": True}
    image.seek(0)
    return {**said, **draw_small(plain(image.copy()), small)}


if __name__ == "__main__":
    main()
