"""The worker process: what it makes of pictures, and that hostile ones cost little and leave nothing behind."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import signal
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from teahouse.kit.errors import Unavailable
from teahouse.kit.pictures import BadPicture, Bounds, Shape, Studio
from teahouse.kit.pictures.model import Developed
from tests.photographs import drawn, heic, moving, photograph, read, saved

BOUNDS = Bounds(most_bytes=8 * 2**20, most_pixels=50_000_000, memory=768 * 2**20, seconds=4)
SECONDS = 2 * BOUNDS.seconds + 6
"""So long nothing takes, on a busy machine."""


class Bench:
    """A studio, and a folder for what it makes."""

    def __init__(self, bounds: Bounds, folder: Path) -> None:
        self.studio = Studio(bounds)
        self.folder = folder
        self.runner = asyncio.Runner()

    def develop(self, data: bytes, shape: Shape = "whole") -> Developed:
        with TemporaryFile() as file:
            file.write(data)
            return self.runner.run(self.studio.develop(file, shape, self.folder))

    def refused(self, data: bytes) -> str:
        with pytest.raises(BadPicture) as refusal:
            self.develop(data)
        assert refusal.value.status == 422
        assert list(self.folder.iterdir()) == [], "nothing of it is left"
        return refusal.value.text

    def peak(self) -> int:
        """The most memory that the worker ever had, in bytes."""
        (pid,) = self.studio.pids
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

    def close(self) -> None:
        self.studio.close()
        self.runner.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(BOUNDS, tmp_path)
    yield made
    made.close()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_bomb(width: int, height: int, rows: int) -> bytes:
    """A small file that says it is a large picture, and has as many rows as are wanted of nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1 + 3 * width)) for _ in range(rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_all_that_was_said_beside_the_pixels_is_gone(bench: Bench) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRET camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 14.0)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "SECRET author")
    texts.add_itxt("XML:com.adobe.xmp", "<x>SECRET place</x>")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    files = (
        saved(drawn(), exif=exif, comment=b"SECRET comment", icc_profile=profile, xmp=b"<x>SECRET</x>"),
        saved(drawn(), "PNG", pnginfo=texts, exif=exif, icc_profile=profile),
        saved(drawn(), "WEBP", exif=exif, xmp=b"<x>SECRET</x>", icc_profile=profile),
        saved(drawn().convert("P"), "GIF", comment=b"SECRET"),
        moving("WEBP") + b"SECRET",
        photograph() + b"<script>SECRET</script>",
    )
    for data in files:
        assert b"SECRET" in data
        made = bench.develop(data)
        for path in (made.whole, made.small):
            kept = path.read_bytes()
            assert b"SECRET" not in kept
            assert not {"exif", "icc_profile", "comment", "xmp", "Author"} & set(read(kept).info)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(bench: Bench, orientation: int) -> None:
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste("red", (0, 0, 20, 20))
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes each, as Pillow counts them
    sent = upright if orientation == 1 else upright.transpose(Image.Transpose(turns[orientation]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    kept = read(bench.develop(saved(sent, quality=95, exif=exif)).whole.read_bytes())
    assert kept.size == (60, 40)
    assert kept.getpixel((5, 5))[0] > 200 > 100 > kept.getpixel((5, 5))[1]
    assert min(kept.getpixel((50, 30))) > 200


def test_colours_are_brought_to_srgb(bench: Bench) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert bench.develop(saved(drawn(), icc_profile=swapped)).said.whole.width == 80, (
        "one that does not fit is left out"
    )
    assert bench.develop(saved(drawn(), icc_profile=b"no profile")).said.whole.width == 80
    inks = Image.new("CMYK", (40, 30), (0, 255, 255, 0))
    red = read(bench.develop(saved(inks)).whole.read_bytes()).getpixel((20, 15))
    assert red[0] > 180
    assert max(red[1:]) < 90


def test_sizes_are_brought_down(bench: Bench) -> None:
    large = bench.develop(saved(drawn(5000, 3000), quality=30)).said
    assert 8_000_000 < large.whole.width * large.whole.height <= 8_300_000
    assert 220_000 < large.small.width * large.small.height <= 231_000
    line = bench.develop(saved(Image.new("RGB", (1, 5000), "blue"), "PNG")).said
    assert (line.whole.width, line.whole.height, line.small.width) == (1, 5000, 1)
    for shape, size in (("face", (400, 400)), ("banner", (1500, 500))):
        made = bench.develop(photograph(), shape)
        assert read(made.whole.read_bytes()).size == size
    assert bench.develop(heic()).said.whole.ending == ".jpg"


def test_what_moves_goes_on_moving_within_bounds(bench: Bench) -> None:
    for kind in ("GIF", "WEBP", "PNG"):
        made = bench.develop(moving(kind))
        kept = read(made.whole.read_bytes())
        assert (made.said.animated, kept.n_frames, kept.format) == (True, 6, "WEBP")
        assert read(made.small.read_bytes()).size == (60, 40)
    still = bench.develop(moving("GIF", frames=401, width=8, height=8))
    assert (still.said.animated, read(still.whole.read_bytes()).size) == (False, (8, 8))


def test_sixteen_bits_grey_and_see_through(bench: Bench) -> None:
    deep = Image.new("I;16", (20, 20), 30_000)
    grey = read(bench.develop(saved(deep, "PNG")).whole.read_bytes())
    assert grey.getpixel((5, 5)) in range(110, 125)
    assert bench.develop(saved(drawn(mode="L"), quality=80)).said.whole.ending == ".jpg"
    clear = bench.develop(saved(drawn(mode="RGBA"), "WEBP"))
    assert read(clear.whole.read_bytes()).mode == "RGBA"
    assert clear.said.small.ending == ".webp"


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        (lambda: png_bomb(30_000, 30_000, 200), "pixels"),
        (lambda: png_bomb(7_000, 7_000, 7_000), ""),
        (lambda: png_bomb(7_000, 7_000, 10), ""),
        (lambda: saved(Image.new("P", (9000, 9000)), "GIF"), "pixels"),
        (lambda: photograph()[:-200], "verified"),
        (lambda: b"\xff\xd8\xff" + os.urandom(100_000), "verified"),
        (lambda: heic()[:200] + bytes(100_000), "verified"),
        (lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8X" + bytes(1000), "verified"),
        (lambda: b"\0\0\0\x20ftypavif" + bytes(5000), "verified"),
    ],
    ids=["pixels", "49-megapixels", "rows-missing", "gif", "truncated", "noise", "heic", "webp", "avif"],
)
def test_hostile_pictures_cost_bounded_time_and_memory(bench: Bench, bomb: object, why: str) -> None:
    assert callable(bomb)
    data = bomb()
    assert len(data) < 1_500_000
    begun = time.monotonic()
    if why:
        assert why in bench.refused(data)
    else:
        bench.develop(data)
    assert time.monotonic() - begun < SECONDS
    if bench.studio.pids:
        assert bench.peak() < BOUNDS.memory
    assert bench.develop(photograph()).said.whole.width == 80, "the next one is served"


def test_a_worker_that_takes_too_long_or_too_much_is_replaced(tmp_path: Path) -> None:
    slow = Bench(Bounds(seconds=1, memory=768 * 2**20), tmp_path)
    try:
        assert slow.develop(photograph()).said.whole.width == 80
        (first,) = slow.studio.pids
        os.kill(first, signal.SIGSTOP)
        begun = time.monotonic()
        with pytest.raises(BadPicture, match="too complex"):
            slow.develop(photograph(2))
        assert time.monotonic() - begun < 2 * slow.studio.bounds.seconds + 8
        assert slow.develop(photograph(3)).said.whole.width == 80
        (second,) = slow.studio.pids
        assert second != first
        assert not Path(f"/proc/{first}").exists()
        os.kill(second, signal.SIGKILL)
        with pytest.raises(BadPicture):
            slow.develop(photograph(4))
        assert slow.develop(photograph(5)).said.whole.width == 80
    finally:
        slow.close()


def test_a_worker_with_too_little_memory_says_so(tmp_path: Path) -> None:
    small = Bench(Bounds(memory=160 * 2**20), tmp_path)
    try:
        large = saved(Image.new("RGB", (7000, 7000), "green"), "PNG")
        assert "memory" in small.refused(large) or "complex" in small.refused(large)
        assert small.develop(photograph()).said.whole.width == 80
    finally:
        small.close()


def test_only_so_many_wait(tmp_path: Path) -> None:
    bench = Bench(Bounds(most_waiting=2), tmp_path)

    async def three() -> list[object]:
        def upload() -> io.BufferedRandom:
            file = TemporaryFile()  # noqa: SIM115 - closed below
            file.write(photograph())
            return file

        files = [upload() for _ in range(3)]
        several = [bench.studio.develop(file, "whole", tmp_path) for file in files]
        answers = await asyncio.gather(*several, return_exceptions=True)
        for file in files:
            file.close()
        return list(answers)

    try:
        answers = bench.runner.run(three())
        assert [type(answer) for answer in answers] == [Developed, Developed, Unavailable]
    finally:
        bench.close()


def test_the_worker_is_given_no_secret(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAHOUSE_DATABASE", "postgresql://user:password@db/house")
    bench.develop(photograph())
    (pid,) = bench.studio.pids
    given = Path(f"/proc/{pid}/environ").read_bytes()
    assert {part.partition(b"=")[0] for part in given.split(b"\0") if part} == {
        b"PYTHONPATH",
        b"PYTHONDONTWRITEBYTECODE",
    }
    assert len(os.listdir(f"/proc/{pid}/fd")) < 8, "nor an open file of ours"


def test_no_worker_outlives_its_studio(tmp_path: Path) -> None:
    bench = Bench(BOUNDS, tmp_path)
    bench.develop(photograph())
    (pid,) = bench.studio.pids
    del bench.studio
    bench.runner.close()
    late = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < late:
        gc.collect()
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()
