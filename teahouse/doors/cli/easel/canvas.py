"""A canvas to paint flat, warm pictures on: shapes around its middle, in hundredths of its shorter side.

Promises the same picture for the same seed, wherever it is painted.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

_OVER = 2
"""Drawn so many times as large, so that edges come out smooth."""
_CLOUDS = (16, 16)
INK: Colour = (62, 50, 48)
CREAM: Colour = (250, 240, 220)


def mix(one: Colour, other: Colour, much: float) -> Colour:
    """A colour between the two: 0 is the one, 1 the other."""
    red, green, blue = (round(a + (b - a) * much) for a, b in zip(one, other, strict=True))
    return red, green, blue


def make_paper(size: tuple[int, int], seed: str) -> Image.Image:
    """Paper with soft clouds and grain, of which every painting uses a part; 128 is neither lighter nor darker."""
    dice = Random(seed)  # noqa: S311 - a picture, not a secret
    clouds = Image.frombytes("L", _CLOUDS, dice.randbytes(_CLOUDS[0] * _CLOUDS[1]))
    soft = clouds.resize(size, Image.Resampling.BICUBIC).point([121 + n // 18 for n in range(256)])
    grain = Image.frombytes("L", (320, 320), dice.randbytes(320 * 320)).point([119 + n // 14 for n in range(256)])
    tiled = Image.new("L", size)
    for left in range(0, size[0], grain.width):
        for top in range(0, size[1], grain.height):
            tiled.paste(grain, (left, top))
    grey = ImageChops.add(soft, tiled, scale=1, offset=-128)
    return Image.merge("RGB", (grey, grey, grey))


class Canvas:
    """One picture while it is painted; x grows to the right and y downwards, (0, 0) is the middle."""

    def __init__(self, size: tuple[int, int], seed: str) -> None:
        self._size = size
        self._unit = min(size) * _OVER / 100
        self.dice = Random(seed)  # noqa: S311 - a picture, not a secret
        self._image = Image.new("RGB", (size[0] * _OVER, size[1] * _OVER), CREAM)
        self._draw = ImageDraw.Draw(self._image)
        self.right = size[0] * _OVER / self._unit / 2
        self.bottom = size[1] * _OVER / self._unit / 2

    def pick(self, *colours: Colour) -> Colour:
        """One of these, moved a little."""
        colour = self.dice.choice(colours)
        return mix(colour, self.dice.choice((CREAM, INK)), self.dice.uniform(0, 0.08))

    def wash(self, top: Colour, low: Colour, *, start: float | None = None, end: float | None = None) -> None:
        """From side to side, from one colour above to another below."""
        upper = 0 if start is None else max(0, self._at((0, start))[1])
        lower = self._image.height if end is None else min(self._image.height, self._at((0, end))[1])
        if lower <= upper:
            return
        column = Image.new("RGB", (1, 32))
        column.putdata([mix(top, low, step / 31) for step in range(32)])
        strip = column.resize((1, round(lower - upper)), Image.Resampling.BILINEAR)
        self._image.paste(strip.resize((self._image.width, strip.height), Image.Resampling.NEAREST), (0, round(upper)))

    def disc(self, x: float, y: float, rx: float, ry: float | None = None, *, of: Colour) -> None:
        """A circle, or one that is pressed flat."""
        tall = rx if ry is None else ry
        self._draw.ellipse([*self._at((x - rx, y - tall)), *self._at((x + rx, y + tall))], fill=of)

    def lit(self, x: float, y: float, rx: float, ry: float | None = None, *, of: Colour, much: float = 0.22) -> None:
        """A round thing with light on it from above, left."""
        tall = rx if ry is None else ry
        self.disc(x, y, rx, tall, of=mix(of, INK, much * 0.7))
        self.disc(x - rx * 0.06, y - tall * 0.07, rx * 0.92, tall * 0.91, of=of)
        self.disc(x - rx * 0.26, y - tall * 0.32, rx * 0.42, tall * 0.34, of=mix(of, CREAM, much))

    def box(self, x0: float, y0: float, x1: float, y1: float, *, of: Colour, round_by: float = 0) -> None:
        """A rectangle, with corners as round as that."""
        corners = [*self._at((x0, y0)), *self._at((x1, y1))]
        self._draw.rounded_rectangle(corners, radius=round_by * self._unit, fill=of)

    def shape(self, points: Sequence[Point], *, of: Colour) -> None:
        """A shape with these corners."""
        self._draw.polygon([self._at(point) for point in points], fill=of)

    def leaf(self, x: float, y: float, length: float, angle: float, *, of: Colour, wide: float = 0.3) -> None:
        """A leaf or a petal that grows from a point; 0 degrees is to the right, 90 is down."""
        turn = math.radians(angle)
        along = [step / 10 for step in range(11)]
        side = [(t * length, math.sin(math.pi * t**0.8) * length * wide / 2) for t in along]
        outline = [*side, *((a, -b) for a, b in reversed(side))]
        self.shape(
            [(x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn))
             for a, b in outline],
            of=of,
        )  # fmt: skip

    def line(self, points: Sequence[Point], wide: float, *, of: Colour) -> None:
        """A stroke with round ends."""
        places = [self._at(point) for point in points]
        thick = max(1, round(wide * self._unit))
        self._draw.line(places, fill=of, width=thick, joint="curve")
        for x, y in (places[0], places[-1]):
            self._draw.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], fill=of)

    def arc(  # noqa: PLR0917 - a place, a size, two angles and a width, as every drawing library orders them
        self, x: float, y: float, radius: float, start: float, end: float, wide: float, *, of: Colour
    ) -> None:
        """Part of a ring, from one angle to another in degrees, clockwise from the right."""
        steps = [math.radians(start + (end - start) * step / 24) for step in range(25)]
        self.line([(x + radius * math.cos(a), y + radius * math.sin(a)) for a in steps], wide, of=of)

    def ridge(self, height: float, rise: float, *, of: Colour, rough: float = 1.0) -> None:
        """Hills from side to side whose tops lie about at `height`, filled to the lower edge."""
        waves = [(self.dice.uniform(0.02, 0.05) * rough, self.dice.uniform(0, 6.3), rise / n) for n in (1, 2.2)]
        top = []
        for step in range(61):
            x = -self.right + 2 * self.right * step / 60
            top.append((x, height + sum(math.sin(x * f + p) * tall for f, p, tall in waves)))
        self.shape([*top, (self.right, self.bottom), (-self.right, self.bottom)], of=of)

    def steam(self, x: float, y: float, *, of: Colour = CREAM, tall: float = 16) -> None:
        """What rises from something hot."""
        for shift in (-5.0, 0.0, 5.0):
            points = [(x + shift + math.sin(step / 3 + shift) * 1.6, y - step * tall / 14) for step in range(15)]
            self.line(points, 0.9, of=of)

    def finished(self, paper: Image.Image) -> bytes:
        """The painting as a JPEG, on a part of that paper."""
        wide, tall = self._size
        left = self.dice.randrange(paper.width - wide + 1)
        top = self.dice.randrange(paper.height - tall + 1)
        part = paper.crop((left, top, left + wide, top + tall))
        out = io.BytesIO()
        ImageChops.add(self._image.reduce(_OVER), part, scale=1, offset=-128).save(out, "JPEG", quality=88)
        return out.getvalue()

    def _at(self, point: Point) -> Point:
        return (
            self._image.width / 2 + point[0] * self._unit,
            self._image.height / 2 + point[1] * self._unit,
        )
