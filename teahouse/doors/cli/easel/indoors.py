"""Things at home and at the club: flowers, books, a box that is being packed, a game that is being played."""

from __future__ import annotations

import math

from .canvas import CREAM, INK, Canvas, Colour, mix

_WALLS: tuple[Colour, ...] = ((232, 214, 190), (204, 216, 206), (226, 202, 196), (200, 208, 222), (240, 224, 184))
_FURS: tuple[Colour, ...] = ((214, 136, 66), (96, 92, 98), (232, 214, 188), (122, 92, 74), (60, 56, 62))


def _room(c: Canvas, floor: float = 16) -> Colour:
    wall = c.pick(*_WALLS)
    c.wash(mix(wall, CREAM, 0.3), wall, end=floor)
    wood = c.pick((168, 126, 92), (190, 152, 116), (140, 108, 90))
    c.wash(wood, mix(wood, INK, 0.18), start=floor)
    c.box(-c.right, floor - 2.4, c.right, floor, of=mix(wall, CREAM, 0.55))
    return wall


def _window(c: Canvas, x: float, y: float, size: float) -> None:
    c.box(x - size - 2, y - size - 2, x + size + 2, y + size + 2, of=(250, 246, 238))
    c.box(x - size, y - size, x + size, y + size, of=c.pick((158, 196, 212), (246, 204, 158), (58, 66, 106)))
    c.line([(x, y - size), (x, y + size)], 1.6, of=(250, 246, 238))
    c.line([(x - size, y), (x + size, y)], 1.6, of=(250, 246, 238))


def flowers(c: Canvas) -> None:
    """Flowers in a vase."""
    wall = _room(c, 22)
    glaze = c.pick((92, 126, 140), (236, 228, 214), (186, 110, 84), (110, 134, 104))
    c.disc(2, 33, 20, 4, of=mix(wall, INK, 0.42))
    petal = c.pick((222, 96, 92), (238, 176, 84), (188, 120, 172), (246, 238, 226), (230, 136, 120))
    heads = [(-24, -14), (-9, -28), (9, -22), (24, -12), (-13, -8), (13, -4), (0, -13)]
    for x, y in heads:
        c.line([(x * 0.12, 10), (x * 0.6, (y + 10) / 2), (x, y)], 1.1, of=(98, 130, 78))
        c.leaf(x * 0.4, y * 0.3 + 5, 12, -90 + x * 2.4, of=c.pick((106, 142, 82), (86, 122, 78)), wide=0.34)
    for x, y in heads:
        size, of = c.dice.uniform(7, 10.5), mix(petal, CREAM, c.dice.uniform(0, 0.35))
        for ring, shade in ((1.0, 0.0), (0.64, 0.16)):
            for step in range(9):
                c.leaf(x, y, size * ring, step * 40 + ring * 20, of=mix(of, INK, 0.1 - shade / 2 + step % 2 * 0.05),
                       wide=0.6)  # fmt: skip
        c.lit(x, y, size * 0.26, of=(236, 186, 82))
    c.shape([(-8, 8), (8, 8), (13, 22), (9, 34), (-9, 34), (-13, 22)], of=glaze)
    c.shape([(-6, 9), (-3, 9), (-6, 22), (-5, 33), (-8, 33), (-11, 22)], of=mix(glaze, CREAM, 0.3))
    c.disc(0, 8, 8, 1.8, of=mix(glaze, INK, 0.3))


def books(c: Canvas) -> None:
    """A shelf full of books."""
    wall = c.pick((118, 88, 68), (92, 104, 108), (150, 118, 90))
    c.wash(mix(wall, INK, 0.25), mix(wall, INK, 0.4))
    for y in (-16, 16, 48):
        x = -c.right + 1
        while x < c.right:
            wide, tall = c.dice.uniform(3, 6.4), c.dice.uniform(19, 27)
            of = c.pick((186, 78, 66), (222, 170, 90), (82, 116, 128), (112, 132, 92), (150, 104, 130), (238, 224, 196))
            if c.dice.random() < 0.07:
                c.shape([(x + 4, y), (x + 4 + wide, y), (x + 10 + wide, y - tall), (x + 10, y - tall)], of=of)
                x += wide + 11
                continue
            c.box(x, y - tall, x + wide, y, of=of, round_by=0.5)
            c.box(x, y - tall + 3, x + wide, y - tall + 4.4, of=mix(of, CREAM, 0.5))
            c.box(x + 0.5, y - tall, x + 1.1, y, of=mix(of, CREAM, 0.2))
            x += wide + 0.4
        c.box(-c.right, y, c.right, y + 4, of=wall)
        c.box(-c.right, y, c.right, y + 0.9, of=mix(wall, CREAM, 0.3))


def cat(c: Canvas) -> None:
    """A cat on a windowsill."""
    x: float
    _room(c, 26)
    _window(c, 0, -16, 34)
    c.box(-44, 20, 44, 27, of=(250, 246, 238), round_by=1)
    fur = c.pick(*_FURS)
    dark = mix(fur, INK, 0.35)
    c.arc(17, 15, 12, -50, 110, 4.6, of=dark)
    c.lit(3, 8, 16, 14.5, of=fur, much=0.2)
    c.disc(-4, 15, 7, 6, of=mix(fur, CREAM, 0.6))
    for x in (-17, -2):
        c.shape([(x - 3.4, -13), (x + (2.4 if x > -10 else -3), -25), (x + 6, -14)], of=fur)
        c.shape(
            [(x - 1, -14.6), (x + (1.8 if x > -10 else -2), -21), (x + 3.6, -15)], of=mix(fur, (230, 150, 140), 0.6)
        )
    c.lit(-8, -8, 12, 10, of=fur, much=0.16)
    for step in range(3):
        c.line([(-11 + step * 3, -17), (-10.4 + step * 2.6, -13)], 1, of=dark)
        c.line([(11 + step * 3.2, -2 + step), (10 + step * 2.8, 6)], 1.3, of=dark)
    for x in (-12.6, -4):
        c.disc(x, -8.4, 2.3, 2.6, of=(196, 200, 110))
        c.disc(x, -8.4, 0.9, 2.2, of=INK)
    c.disc(-8.2, -3.6, 4, 2.8, of=mix(fur, CREAM, 0.7))
    c.shape([(-9.6, -5), (-7, -5), (-8.3, -3.5)], of=(206, 112, 110))
    for side in (-1, 1):
        for y in (-3.4, -2):
            c.line([(-8.3 + side * 3, y), (-8.3 + side * 13, y + (y + 2.7) * 2)], 0.28, of=CREAM)
    for x in (-7, 3):
        c.disc(x, 20, 4.4, 2.6, of=mix(fur, CREAM, 0.5))


def dog(c: Canvas) -> None:
    """A dog on a rug."""
    _room(c, 4)
    rug = c.pick((178, 84, 78), (92, 124, 138), (206, 164, 96))
    c.disc(0, 30, 50, 13, of=mix(rug, INK, 0.16))
    c.disc(0, 29, 46, 11, of=rug)
    c.disc(0, 29, 38, 8.6, of=mix(rug, CREAM, 0.25))
    fur = c.pick(*_FURS)
    dark, pale = mix(fur, INK, 0.3), mix(fur, CREAM, 0.55)
    c.line([(24, 20), (34, 9), (33, 3)], 4, of=fur)
    c.lit(6, 16, 24, 14, of=fur, much=0.14)
    for x in (-14, -4):
        c.box(x - 3.8, 14, x + 3.8, 32, of=mix(fur, CREAM, 0.12), round_by=3.6)
        c.disc(x - 1, 31.4, 5, 2.8, of=pale)
    c.lit(-10, -6, 16, 15, of=fur, much=0.14)
    c.disc(-11, 0, 8.6, 8, of=pale)
    for side in (-1, 1):
        c.leaf(-10 + side * 12, -17, 22, 90 - side * 14, of=dark, wide=0.56)
        c.disc(-10 + side * 5.6, -9, 1.9, 2.2, of=INK)
        c.disc(-10.6 + side * 5.6, -9.8, 0.6, of=CREAM)
    c.disc(-11, -2.6, 3.2, 2.2, of=INK)
    c.line([(-11, -0.6), (-11, 3)], 0.7, of=INK)
    c.arc(-14, 2.4, 3, 0, 110, 0.7, of=INK)
    c.arc(-8, 2.4, 3, 70, 180, 0.7, of=INK)
    c.box(-12.6, 4.4, -8.6, 9.4, of=(222, 118, 116), round_by=2)
    c.arc(-10, -2, 14, 58, 122, 2.4, of=c.pick((206, 66, 58), (66, 110, 146)))
    c.disc(31, 32, 4.6, of=c.pick((226, 190, 70), (216, 84, 70)))


def chess(c: Canvas) -> None:
    """A game of chess that is not over."""
    _room(c, -8)
    light, dark = c.pick((238, 218, 180), (226, 214, 196)), c.pick((134, 92, 66), (96, 118, 104))
    c.shape([(-37, -4), (37, -4), (54, 40), (-54, 40)], of=mix(dark, INK, 0.45))

    def at(column: float, row: float) -> tuple[float, float]:
        depth = row / 8
        return (column - 4) * (8.6 + depth * 4.2), -3 + depth * 30 + depth * depth * 11

    for row in range(8):
        for column in range(8):
            corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)]
            c.shape(corners, of=light if (row + column) % 2 else dark)
    places = c.dice.sample([(column, row) for row in range(8) for column in range(8)], 13)
    for number, (column, row) in enumerate(sorted(places, key=lambda place: place[1])):
        x, y = at(column + 0.5, row + 0.6)
        of: Colour = (246, 234, 208) if row > 3 else (66, 52, 50)
        size = 2.4 + row * 0.2
        tall = size * (1.8 if number % 3 else 3.2)
        c.disc(x + 1, y + 0.6, size * 1.15, size * 0.5, of=mix(dark, INK, 0.5))
        c.shape([(x - size, y), (x - size * 0.4, y - tall), (x + size * 0.4, y - tall), (x + size, y)], of=of)
        c.disc(x, y, size, size * 0.4, of=mix(of, INK, 0.12))
        c.lit(x, y - tall, size * 0.75, of=of)


def boxes(c: Canvas) -> None:
    """Boxes of somebody who moves."""
    _room(c, 18)
    _window(c, -32, -22, 15)
    card: Colour = (202, 160, 112)
    for x, y, w, h in ((-40, 30, 30, 22), (-8, 36, 36, 28), (26, 30, 30, 20), (-2, 8, 26, 19), (30, 10, 22, 16)):
        of = mix(card, INK, c.dice.uniform(0, 0.14))
        c.box(x + 2, y - 2, x + w + 3, y + 2, of=mix((150, 114, 86), INK, 0.3), round_by=1)
        c.box(x, y - h, x + w, y, of=of)
        c.shape([(x, y - h), (x + 4, y - h - 5), (x + w + 4, y - h - 5), (x + w, y - h)], of=mix(of, CREAM, 0.25))
        c.shape([(x + w, y - h), (x + w + 4, y - h - 5), (x + w + 4, y - 5), (x + w, y)], of=mix(of, INK, 0.2))
        c.box(x + w / 2 - 2, y - h, x + w / 2 + 2, y - h + 8, of=(232, 208, 166))
        c.line([(x + 4, y - 6), (x + 4 + w * 0.4, y - 6)], 1, of=mix(of, INK, 0.5))
    c.line([(41, -10), (41, -24)], 1.4, of=(96, 128, 88))
    for turn in (-150, -120, -90, -60, -30):
        c.leaf(41, -18, 15, turn, of=c.pick((96, 140, 88), (120, 160, 96)), wide=0.4)
    c.shape([(34, -12), (48, -12), (46, -3), (36, -3)], of=(190, 100, 76))


def phone(c: Canvas) -> None:
    """A telephone, and the tools to mend it."""
    wood = c.pick((90, 108, 116), (214, 200, 180), (118, 96, 110))
    c.wash(mix(wood, CREAM, 0.15), mix(wood, INK, 0.1))
    back = c.pick((228, 120, 84), (70, 90, 110), (232, 206, 140), (120, 160, 140))
    c.box(-19, -39, 21, 42, of=mix(wood, INK, 0.3), round_by=6)
    c.box(-21, -42, 19, 39, of=back, round_by=6)
    c.box(-18.6, -39, 16.6, 36, of=(34, 38, 54), round_by=4)
    c.box(-17, -36, 15, 33, of=c.pick((250, 214, 150), (150, 190, 196), (236, 170, 150)), round_by=2)
    c.disc(-1, -6, 9, of=CREAM)
    c.lit(-1, -5, 6, 5, of=(222, 82, 62))
    c.box(-4, -12, 2, -10, of=(240, 190, 92))
    for step in range(3):
        c.box(-13, 12 + step * 6, 11 - step * 5, 15 + step * 6, of=mix(CREAM, wood, 0.2), round_by=1.5)
    c.line([(38, -30), (38, 4)], 1.8, of=(190, 190, 196))
    c.box(35, 2, 41, 30, of=(206, 84, 70), round_by=2.6)
    for x, y in ((-42, -20), (-36, -6), (-46, 4), (-40, 20)):
        c.disc(x + 0.6, y + 0.8, 3, of=mix(wood, INK, 0.35))
        c.lit(x, y, 2.8, of=(196, 196, 204))
        c.line([(x - 1.6, y), (x + 1.6, y)], 0.7, of=INK)


def drawing(c: Canvas) -> None:
    """A child's drawing, and crayons."""
    wood = c.pick((196, 156, 118), (170, 186, 190), (222, 196, 160))
    c.wash(wood, mix(wood, INK, 0.12))
    c.shape([(-43, -37), (37, -42), (42, 34), (-40, 38)], of=mix(wood, INK, 0.25))
    c.shape([(-44, -39), (36, -44), (41, 32), (-41, 36)], of=(252, 250, 244))
    colours: list[Colour] = [(214, 72, 64), (238, 178, 58), (84, 148, 92), (76, 122, 176), (150, 96, 160)]
    c.dice.shuffle(colours)

    def scrawl(x0: float, y0: float, x1: float, y1: float, of: Colour) -> None:
        many = 9
        points = [(x0 + (x1 - x0) * (k % 2), y0 + (y1 - y0) * k / many) for k in range(many + 1)]
        c.line(points, 1.2, of=mix(of, CREAM, 0.25))

    scrawl(-20, -4, 10, 20, colours[0])
    c.line([(-20, -4), (10, -4), (10, 21), (-20, 21), (-20, -4), (-5, -22), (10, -4)], 1.5, of=colours[1])
    c.line([(-9, 21), (-9, 9), (-2, 9), (-2, 21)], 1.5, of=colours[3])
    for step in range(11):
        turn = step / 11 * 2 * math.pi
        c.line([(22 + math.cos(turn) * 8, -26 + math.sin(turn) * 8),
                (22 + math.cos(turn) * 12, -26 + math.sin(turn) * 12)], 1.3, of=(240, 186, 50))  # fmt: skip
    c.arc(22, -26, 6, 0, 360, 1.6, of=(240, 186, 50))
    for x, of in ((20, colours[2]), (29, colours[4])):
        c.arc(x, 3, 3.6, 0, 360, 1.3, of=of)
        c.line([(x, 7), (x, 16), (x - 4, 22)], 1.4, of=of)
        c.line([(x, 16), (x + 4, 22)], 1.4, of=of)
        c.line([(x - 5, 10), (x + 5, 11)], 1.4, of=of)
    c.line([(-38, 25 + 0), (-10, 23), (14, 25), (38, 22)], 2, of=colours[2])
    for step, of in enumerate(colours[:4]):
        c.line([(46 + step * 3, -30 + step * 17), (54 + step * 2, -20 + step * 17)], 3.4, of=of)


def singing(c: Canvas) -> None:
    """People who sing together."""
    x: float
    wall = _room(c, 30)
    for x in (-40, 0, 40):
        c.box(x - 9, -40, x + 9, -8, of=mix(wall, CREAM, 0.5), round_by=9)
        c.box(x - 7, -38, x + 7, -8, of=(246, 216, 150), round_by=7)
    for row, y in enumerate((4, 16)):
        for step in range(7 - row):
            x = (step - 3 + row * 0.5) * 14 + c.dice.uniform(-1, 1)
            skin = c.pick((240, 206, 176), (202, 150, 112), (128, 86, 66), (232, 190, 150))
            coat = c.pick((150, 66, 74), (72, 96, 128), (94, 122, 98), (196, 142, 74), (112, 84, 122))
            c.box(x - 6.6, y + 6, x + 6.6, y + 30, of=coat, round_by=5)
            c.disc(x, y - 1, 6.2, 6.6, of=c.pick((70, 52, 48), (150, 104, 66), (206, 200, 196), (40, 36, 40)))
            c.disc(x, y + 0.8, 5, 5.4, of=skin)
            for side in (-1, 1):
                c.disc(x + side * 1.9, y, 0.55, of=INK)
            c.disc(x, y + 3.4, 1.1, 1.4, of=(120, 50, 50))
            c.box(x - 5, y + 13, x + 5, y + 19, of=(250, 246, 236), round_by=0.6)


SCENES = (flowers, books, cat, dog, chess, boxes, phone, drawing, singing)
