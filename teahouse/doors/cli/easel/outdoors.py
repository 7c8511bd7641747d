"""What is seen outside: hills, the river, the street, the sky."""

from __future__ import annotations

import math

from .canvas import CREAM, INK, Canvas, Colour, mix

Sky = tuple[Colour, Colour]
_DAYS: tuple[Sky, ...] = (
    ((142, 190, 214), (240, 232, 208)), ((236, 186, 150), (250, 226, 186)), ((176, 196, 210), (232, 226, 224)),
    ((120, 166, 196), (214, 228, 224)),
)  # fmt: skip
_DUSKS: tuple[Sky, ...] = (
    ((70, 78, 124), (240, 168, 130)), ((98, 84, 130), (248, 190, 140)), ((52, 66, 104), (214, 140, 132)),
)  # fmt: skip
_NIGHT: Sky = ((22, 28, 62), (66, 74, 116))
_GREENS: tuple[Colour, ...] = ((122, 156, 92), (148, 168, 96), (96, 138, 98), (172, 160, 92))


def _sky(c: Canvas, *skies: Sky, low: float = 20) -> Sky:
    sky = c.dice.choice(skies)
    c.wash(*sky, end=low)
    return sky


def _cloud(c: Canvas, x: float, y: float, size: float, of: Colour) -> None:
    for step in range(5):
        tall = size * (0.34, 0.52, 0.62, 0.48, 0.3)[step]
        c.disc(x + (step - 2) * size * 0.5, y - tall * 0.5, tall * 1.15, tall * 0.8, of=of)
    c.box(x - size * 1.3, y - size * 0.2, x + size * 1.3, y + size * 0.14, of=of, round_by=size * 0.16)


def _tree(c: Canvas, x: float, y: float, size: float, of: Colour) -> None:
    c.line([(x, y), (x, y - size * 0.8)], size * 0.12, of=(112, 80, 62))
    for dx, dy, r in ((0, -1.3, 0.56), (-0.42, -0.95, 0.46), (0.42, -0.98, 0.44)):
        c.lit(x + dx * size, y + dy * size, r * size, of=of, much=0.26)


def _house(c: Canvas, x: float, y: float, wide: float, tall: float, *, night: bool) -> None:
    wall = c.pick((240, 218, 186), (214, 146, 116), (196, 206, 204), (232, 190, 130), (220, 200, 206))
    roof = c.pick((150, 78, 64), (96, 88, 104), (124, 98, 82))
    if night:
        wall, roof = mix(wall, (34, 36, 74), 0.55), mix(roof, (24, 26, 60), 0.55)
    c.box(x + wide * 0.62, y - tall - wide * 0.55, x + wide * 0.8, y - tall, of=mix(roof, INK, 0.2))
    c.box(x, y - tall, x + wide, y, of=wall)
    c.shape([(x - 2, y - tall), (x + wide / 2, y - tall - wide * 0.48), (x + wide + 2, y - tall)], of=roof)
    glass: Colour = (252, 214, 120) if night or c.dice.random() < 0.25 else (120, 150, 170)
    for row in range(max(1, int(tall / 15))):
        for column in (0.2, 0.62):
            top = y - tall + 4 + row * 13
            c.box(
                x + wide * column - 0.8, top - 0.8, x + wide * (column + 0.2) + 0.8, top + 8.8, of=mix(wall, CREAM, 0.5)
            )
            c.box(x + wide * column, top, x + wide * (column + 0.2), top + 8, of=glass)
    c.box(
        x + wide * 0.4, y - 9, x + wide * 0.58, y, of=c.pick((92, 118, 122), (150, 70, 62), (70, 84, 110)), round_by=1
    )


def hills(c: Canvas) -> None:
    """Hills one behind the other, and a path."""
    sky = _sky(c, *_DAYS, *_DUSKS[:2], low=30)
    x = c.dice.uniform(-34, 34)
    c.disc(x, -14, 11, of=mix(sky[1], (255, 236, 176), 0.8))
    _cloud(c, -x * 1.1, -c.bottom * 0.62, 12, mix(sky[1], CREAM, 0.6))
    green = c.pick(*_GREENS)
    for step in range(4):
        c.ridge(-4 + step * 12, 7 - step, of=mix(green, sky[1], 0.66 - step * 0.2))
    path = mix((226, 204, 158), green, 0.15)
    c.shape([(2, 31), (4, 31), (13, 38), (26, c.bottom), (6, c.bottom), (6, 39)], of=path)
    for _ in range(4):
        side = c.dice.choice((-1, 1))
        _tree(
            c, side * c.dice.uniform(24, c.right), c.dice.uniform(34, 44), c.dice.uniform(7, 12), mix(green, INK, 0.22)
        )


def river(c: Canvas) -> None:
    """The river, a bridge, and a willow."""
    y: float
    x: float
    sky = _sky(c, *_DAYS, *_DUSKS, low=10)
    c.ridge(0, 5, of=mix((120, 146, 106), sky[1], 0.5))
    water = mix(sky[0], (96, 140, 152), 0.45)
    c.wash(mix(water, sky[1], 0.35), water, start=11)
    stone = c.pick((196, 176, 152), (168, 160, 156), (178, 130, 104))
    c.box(-c.right, -2, c.right, 4, of=stone)
    for x in (-44, 0, 44):
        c.box(x - 26, 2, x + 26, 12, of=stone)
        c.disc(x, 14, 15, 11, of=mix(water, INK, 0.12))
        c.arc(x, 14, 15.5, 184, 356, 1.4, of=mix(stone, INK, 0.22))
    c.box(-c.right, 12.5, c.right, 14, of=mix(water, sky[1], 0.3))
    for step in range(34):
        x, y = c.dice.uniform(-c.right, c.right), c.dice.uniform(16, c.bottom)
        c.line([(x, y), (x + 4 + step % 7, y)], 0.6, of=mix(water, CREAM, 0.4))
    side = c.dice.choice((-1, 1))
    c.line([(side * 46, 42), (side * 42, 6), (side * 47, -26)], 4.6, of=(96, 74, 60))
    for step in range(30):
        x = side * 46 + (step - 15) * 2.2
        top, tall = -30 + abs(step - 15) * 0.9, c.dice.uniform(26, 52)
        sway = [(x + math.sin(k / 3 + step) * 1.2 - side * k * 0.22, top + k * tall / 12) for k in range(13)]
        c.line(sway, 1.3, of=c.pick((112, 148, 78), (146, 170, 88), (92, 130, 76)))


def stars(c: Canvas) -> None:
    """The night sky, and somebody with a telescope."""
    c.wash(*_NIGHT)
    for step in range(150):
        x, y = c.dice.uniform(-c.right, c.right), c.dice.uniform(-c.bottom, 26)
        c.disc(x, y, (0.3, 0.3, 0.45, 0.7)[step % 4], of=mix(CREAM, _NIGHT[1], c.dice.uniform(0, 0.5)))
    x, y = c.dice.uniform(-38, -10), c.dice.uniform(-34, -18)
    if c.dice.random() < 0.6:
        c.disc(x, y, 10, of=(248, 236, 200))
        c.disc(x + 4.4, y - 1.6, 9, of=mix(*_NIGHT, 0.3))
    else:
        c.lit(x, y, 9, of=(226, 188, 140))
        c.line([(x - 16, y + 5), (x + 16, y - 5)], 1.4, of=(246, 226, 186))
    c.ridge(30, 5, of=(26, 34, 52))
    tube: Colour = (196, 118, 84)
    c.line([(16, 38), (22, 24)], 1.4, of=(150, 120, 100))
    c.line([(30, 38), (22, 24)], 1.4, of=(150, 120, 100))
    c.line([(14, 29), (36, 11)], 4.4, of=tube)
    c.line([(34, 12.4), (37, 10)], 5.6, of=mix(tube, CREAM, 0.35))
    c.disc(3, 16, 4.6, of=(224, 186, 154))
    c.disc(3, 13, 5, 3, of=(146, 64, 62))
    c.shape([(-5, 40), (-3, 21), (8, 21), (11, 40)], of=(70, 92, 120))


def street(c: Canvas) -> None:
    """A row of houses."""
    night = c.dice.random() < 0.45
    _sky(c, *((_NIGHT, *_DUSKS[:1]) if night else _DAYS), low=28)
    if night:
        c.disc(30, -30, 6, of=(248, 236, 200))
    else:
        _cloud(c, c.dice.uniform(-30, 30), -32, 9, CREAM)
    x = -c.right - 8
    while x < c.right:
        wide = c.dice.uniform(20, 27)
        _house(c, x, 28, wide, c.dice.uniform(24, 42), night=night)
        x += wide + c.dice.uniform(0, 1.5)
    stone: Colour = (96, 96, 116) if night else (206, 192, 176)
    c.wash(stone, mix(stone, INK, 0.2), start=28)
    c.box(-c.right, 28, c.right, 31, of=mix(stone, CREAM, 0.3))
    for step in range(-3, 4):
        c.line([(step * 26 - 6, 42), (step * 26 + 6, 42)], 1.1, of=mix(stone, CREAM, 0.5))


def lanterns(c: Canvas) -> None:
    """Red lanterns over a street in the evening."""
    x: float
    c.wash((38, 34, 72), (196, 104, 92), end=36)
    for x in range(-7, 7):
        tall = c.dice.uniform(14, 34)
        c.box(x * 12, 36 - tall, x * 12 + 12, 36, of=mix((52, 40, 66), INK, c.dice.uniform(0, 0.4)))
        for row in range(int(tall / 9)):
            c.box(x * 12 + 3, 38 - tall + row * 8, x * 12 + 6, 42 - tall + row * 8, of=(244, 190, 104))
    c.wash((92, 62, 70), (54, 42, 58), start=36)
    for line, y in enumerate((-34, -20, 0)):
        size = 5 + line * 1.7
        points = [(-c.right + k * c.right / 7, y + math.sin(k / 14 * math.pi) * 9) for k in range(15)]
        c.line(points, 0.4, of=(40, 30, 42))
        for x, top in points[1:-1:2]:
            c.disc(x, top + size + 1, size * 1.34, size * 1.2, of=(150, 62, 66))
            c.lit(x, top + size + 1, size, size * 0.86, of=c.pick((216, 56, 46), (230, 76, 52)), much=0.34)
            c.box(x - size * 0.44, top + 0.6, x + size * 0.44, top + 2, of=(244, 196, 92))
            c.box(x - size * 0.44, top + size * 1.86, x + size * 0.44, top + size * 1.86 + 1.4, of=(244, 196, 92))
            c.line([(x, top + size * 2), (x, top + size * 2 + 4)], 0.8, of=(230, 170, 70))


def rain(c: Canvas) -> None:
    """Umbrellas in the rain."""
    y: float
    x: float
    grey = c.pick((140, 152, 166), (120, 138, 150), (150, 146, 160))
    c.wash(mix(grey, INK, 0.18), mix(grey, CREAM, 0.35), end=26)
    for x in range(-6, 7):
        tall = c.dice.uniform(20, 52)
        c.box(x * 13, 26 - tall, x * 13 + 13, 26, of=mix(grey, CREAM, c.dice.uniform(0.05, 0.25)))
    c.wash(mix(grey, INK, 0.25), mix(grey, INK, 0.45), start=26)
    for x, y, size in ((-34, 6, 15), (4, 0, 19), (40, 8, 14)):
        coat = c.pick((206, 92, 70), (232, 178, 72), (86, 128, 132), (150, 92, 120))
        top = c.pick((222, 84, 74), (240, 186, 66), (70, 120, 140), (118, 150, 92))
        c.disc(x, y + size * 2.05, size * 0.8, size * 0.13, of=mix(grey, INK, 0.5))
        for leg in (-0.14, 0.18):
            c.line([(x + leg * size, y + size), (x + leg * size * 1.4, y + size * 2)], size * 0.14, of=INK)
        c.shape([(x - size * 0.4, y + size * 1.5), (x - size * 0.2, y + size * 0.2), (x + size * 0.2, y + size * 0.2),
                 (x + size * 0.42, y + size * 1.5)], of=coat)  # fmt: skip
        dome = [(x + math.cos(math.radians(a)) * size, y + math.sin(math.radians(a)) * size * 0.9)
                for a in range(180, 361, 9)]  # fmt: skip
        c.shape(dome, of=top)
        for step in range(4):
            c.disc(x - size * 0.75 + step * size * 0.5, y, size * 0.25, size * 0.12, of=mix(top, INK, 0.2))
    for _ in range(90):
        x, y = c.dice.uniform(-c.right, c.right), c.dice.uniform(-c.bottom, c.bottom)
        c.line([(x, y), (x - 1.4, y + 6)], 0.35, of=mix(grey, CREAM, 0.62))


def snow(c: Canvas) -> None:
    """Snow on roofs and firs."""
    _sky(c, ((104, 124, 156), (222, 222, 230)), ((150, 140, 172), (246, 214, 206)), low=30)
    c.ridge(10, 6, of=(206, 214, 226))
    for x in (-44, -4, 30):
        wide = c.dice.uniform(19, 25)
        _house(c, x, 27, wide, 18, night=False)
        peak = 9 - wide * 0.48
        c.shape([(x - 4, 10), (x + wide / 2, peak - 4), (x + wide + 4, 10), (x + wide, 10), (x + wide / 2, peak + 2),
                 (x, 10)], of=(250, 250, 252))  # fmt: skip
    c.ridge(29, 2, of=(244, 246, 250))
    for x, y, size in ((-56, 36, 12), (-22, 34, 9), (20, 38, 13), (58, 34, 11)):
        for step in range(3):
            w, top = size * (0.5 + step * 0.2), y - size * (1.9 - step * 0.6)
            c.shape([(x, top - size * 0.5), (x - w, top + size * 0.6), (x + w, top + size * 0.6)], of=(72, 106, 98))
            c.shape([(x, top - size * 0.5), (x - w * 0.4, top), (x + w * 0.5, top + 0.4)], of=(246, 248, 252))
    for step in range(110):
        c.disc(c.dice.uniform(-c.right, c.right), c.dice.uniform(-c.bottom, c.bottom), (0.4, 0.6, 0.9)[step % 3],
               of=(252, 252, 254))  # fmt: skip


def autumn(c: Canvas) -> None:
    """A path under trees that turn."""
    y: float
    x: float
    _sky(c, ((196, 208, 210), (246, 230, 200)), ((236, 200, 160), (250, 232, 196)), low=24)
    c.ridge(12, 5, of=(206, 178, 122))
    c.ridge(24, 3, of=(178, 150, 92))
    c.shape([(-3, 22), (3, 22), (24, c.bottom), (-18, c.bottom)], of=(226, 200, 156))
    for x, y, size in ((-20, 22, 10), (18, 22, 10), (-36, 28, 17), (34, 29, 18), (-60, 38, 25), (58, 40, 26)):
        _tree(c, x, y, size, c.pick((214, 110, 48), (226, 158, 58), (178, 72, 50), (196, 136, 62)))
    for _ in range(90):
        x, y = c.dice.uniform(-c.right, c.right), c.dice.uniform(20, c.bottom)
        c.leaf(x, y, 2.6, c.dice.uniform(0, 360), of=c.pick((222, 118, 52), (236, 178, 72), (172, 66, 48)), wide=0.6)


def garden(c: Canvas) -> None:
    """Rows on an allotment, and a shed."""
    step: float
    _sky(c, *_DAYS, low=6)
    c.ridge(2, 4, of=(142, 166, 110))
    wood = c.pick((148, 112, 84), (96, 128, 124), (170, 96, 76))
    side = c.dice.choice((-1, 1))
    left = 22 if side > 0 else -50
    c.box(left, -16, left + 28, 12, of=wood)
    for step in range(6):
        c.line([(left + 2 + step * 5, -15), (left + 2 + step * 5, 12)], 0.4, of=mix(wood, INK, 0.3))
    c.shape([(left - 3, -16), (left + 12, -28), (left + 31, -16)], of=(112, 92, 88))
    c.box(left + 9, -7, left + 18, 12, of=mix(wood, INK, 0.25))
    earth: Colour = (138, 104, 78)
    c.wash(earth, mix(earth, INK, 0.2), start=12)
    for row in range(5):
        y = 16 + row * 8 + row * row * 0.5
        c.box(-c.right, y, c.right, y + 3, of=mix(earth, INK, 0.25))
        green, size = c.pick(*_GREENS), 3 + row * 0.9
        step = -c.right + c.dice.uniform(0, 5)
        while step < c.right:
            for turn in (-150, -120, -90, -60, -30):
                c.leaf(step, y + 1, size * 1.7, turn, of=mix(green, INK, c.dice.uniform(0, 0.2)), wide=0.42)
            if row % 2:
                c.lit(step + 1, y, size * 0.42, of=c.pick((206, 66, 54), (226, 150, 62)))
            step += size * 2.5


def fireworks(c: Canvas) -> None:
    """Lights in the night over roofs."""
    c.wash(*_NIGHT)
    for _ in range(5):
        x, y, size = c.dice.uniform(-c.right, c.right) * 0.8, c.dice.uniform(-36, 2), c.dice.uniform(10, 20)
        of = c.pick((244, 120, 96), (250, 206, 110), (120, 200, 200), (222, 140, 200), (252, 240, 210))
        for step in range(18):
            turn = step / 18 * 2 * math.pi
            near, far = size * 0.25, size * c.dice.uniform(0.8, 1.05)
            end = (x + math.cos(turn) * far, y + math.sin(turn) * far + far * 0.12)
            c.line([(x + math.cos(turn) * near, y + math.sin(turn) * near), end], 0.6, of=of)
            c.disc(*end, 1, of=mix(of, CREAM, 0.4))
    x = -c.right - 5
    while x < c.right:
        wide = c.dice.uniform(14, 22)
        _house(c, x, c.bottom, wide, c.dice.uniform(10, 20), night=True)
        x += wide


SCENES = (hills, river, stars, street, lanterns, rain, snow, autumn, garden, fireworks)
