"""Still lifes of the kitchen: what was baked, cooked, poured and picked."""

from __future__ import annotations

import math

from .canvas import CREAM, INK, Canvas, Colour, mix

_CLOTHS: tuple[Colour, ...] = ((226, 178, 140), (176, 198, 196), (214, 190, 168), (188, 206, 176), (222, 196, 150))
_WALLS: tuple[Colour, ...] = ((246, 226, 196), (234, 222, 208), (220, 228, 220), (244, 214, 190), (228, 218, 232))


def _table(c: Canvas, edge: float = 8) -> Colour:
    """A wall and a table in front of it; answers the table's colour."""
    wall, cloth = c.pick(*_WALLS), c.pick(*_CLOTHS)
    c.wash(mix(wall, CREAM, 0.4), wall, end=edge)
    c.wash(cloth, mix(cloth, INK, 0.12), start=edge)
    if c.dice.random() < 0.45:
        pale = mix(cloth, CREAM, 0.3)
        for step in range(-9, 10):
            c.line([(step * 9, edge), (step * 15, c.bottom)], 1.2, of=pale)
    return cloth


def _plate(c: Canvas, x: float, y: float, radius: float, cloth: Colour) -> None:
    glaze = c.pick((246, 242, 232), (222, 232, 236), (240, 226, 208))
    c.disc(x + 1, y + 3, radius * 1.03, radius * 0.4, of=mix(cloth, INK, 0.28))
    c.disc(x, y, radius, radius * 0.38, of=mix(glaze, INK, 0.08))
    c.disc(x, y - 0.8, radius * 0.97, radius * 0.36, of=glaze)
    c.disc(x, y - 0.4, radius * 0.68, radius * 0.24, of=mix(glaze, INK, 0.05))


def loaf(c: Canvas) -> None:
    """A loaf on a board."""
    cloth = _table(c, 4)
    crust = c.pick((192, 122, 62), (172, 104, 54), (206, 146, 82))
    c.box(-38, 16, 38, 25, of=mix(cloth, INK, 0.3), round_by=4)
    c.box(-38, 13, 38, 22, of=(176, 132, 92), round_by=4)
    c.box(36, 15, 47, 19, of=(176, 132, 92), round_by=2)
    c.disc(0, 2, 30, 16, of=mix(crust, INK, 0.3))
    c.disc(-0.6, 0.6, 29.4, 15.4, of=crust)
    c.disc(-7, -5, 17, 6.5, of=mix(crust, CREAM, 0.22))
    for x in (-17, -6, 5, 16):
        c.line([(x - 3, 7 - abs(x) / 6), (x + 4, -11 + abs(x) / 3)], 2.6, of=mix(crust, CREAM, 0.62))
    for _ in range(26):
        c.disc(c.dice.uniform(-34, 34), c.dice.uniform(16, 21), 0.5, of=mix(CREAM, crust, 0.2))


def buns(c: Canvas) -> None:
    """A tray of buns."""
    cloth = _table(c, -14)
    c.box(-45, -10, 45, 34, of=mix(cloth, INK, 0.4), round_by=5)
    c.box(-44, -12, 44, 31, of=(112, 112, 120), round_by=5)
    glaze = c.pick((214, 146, 72), (200, 124, 64), (226, 168, 96))
    for row in range(3):
        for column in range(4):
            x, y = -31.5 + column * 21 + c.dice.uniform(-1, 1), -3 + row * 13.5
            c.disc(x + 1, y + 1.6, 10, 6.8, of=(78, 76, 84))
            c.lit(x, y, 9.6, 6.8, of=mix(glaze, INK, c.dice.uniform(0, 0.14)), much=0.4)
            for _ in range(5):
                c.disc(x + c.dice.uniform(-4, 4), y + c.dice.uniform(-4, 0), 0.5, of=CREAM)


def teapot(c: Canvas) -> None:
    """A teapot and cups."""
    cloth = _table(c, 6)
    glaze = c.pick((94, 132, 128), (186, 96, 74), (72, 96, 132), (214, 168, 92), (148, 104, 120))
    c.disc(-4, 27, 34, 6, of=mix(cloth, INK, 0.3))
    c.arc(-31, 5, 11, 70, 290, 3.6, of=mix(glaze, INK, 0.2))
    c.shape([(16, 12), (36, -9), (40, -7), (24, 22)], of=mix(glaze, INK, 0.12))
    c.lit(-5, 7, 26, 20, of=glaze)
    c.disc(-5, -11, 12, 3.4, of=mix(glaze, INK, 0.18))
    c.disc(-5, -12, 11, 3, of=glaze)
    c.disc(-5, -16, 3, of=mix(glaze, CREAM, 0.3))
    for step in range(9):
        c.disc(-23 + step * 4.5, 12 - math.sin(step / 8 * 3.1) * -3, 1, of=mix(glaze, CREAM, 0.5))
    cup(c, 34, 24, 9, glaze)
    c.steam(39, -12, tall=14)


def cup(c: Canvas, x: float, y: float, size: float, glaze: Colour) -> None:
    """A cup with tea in it."""
    c.disc(x, y + size * 0.75, size * 1.35, size * 0.36, of=mix(glaze, CREAM, 0.45))
    c.shape(
        [(x - size, y - size * 0.4), (x + size, y - size * 0.4), (x + size * 0.6, y + size * 0.7),
         (x - size * 0.6, y + size * 0.7)],
        of=glaze,
    )  # fmt: skip
    c.disc(x, y - size * 0.4, size, size * 0.34, of=mix(glaze, CREAM, 0.6))
    c.disc(x, y - size * 0.36, size * 0.86, size * 0.26, of=(150, 90, 48))


def coffee(c: Canvas) -> None:
    """A cup of coffee from above, and something beside it."""
    wood = c.pick((170, 122, 84), (196, 160, 124), (146, 112, 92))
    c.wash(wood, mix(wood, INK, 0.15))
    for step in range(-4, 5):
        c.line([(-c.right, step * 17 + 5), (c.right, step * 17 + 7)], 0.5, of=mix(wood, INK, 0.22))
    glaze = c.pick((238, 232, 222), (106, 140, 150), (210, 130, 100))
    c.disc(-11, 4, 31, of=mix(wood, INK, 0.3))
    c.disc(-12, 2, 30, of=mix(glaze, CREAM, 0.35))
    c.box(6, -3, 28, 5, of=mix(glaze, INK, 0.14), round_by=4)
    c.disc(-12, 2, 20, of=glaze)
    c.disc(-12, 2, 17.6, of=(112, 68, 44))
    foam = (226, 196, 158)
    c.disc(-12, 4, 9, of=foam)
    c.leaf(-12, -11, 26, 90, of=foam, wide=0.75)
    for y in (-2, 3, 8):
        c.arc(-12, y - 3, 7, 30, 150, 1.1, of=(150, 98, 64))
    crust = (206, 148, 82)
    c.disc(33, 22, 17, of=mix(wood, INK, 0.24))
    c.disc(32, 20, 17, of=(242, 236, 226))
    for step in range(5):
        c.lit(22 + step * 5, 21 - math.sin(step / 4 * 3.14) * 7, 6, 5, of=mix(crust, INK, abs(step - 2) * 0.06))


def cake(c: Canvas) -> None:
    """A birthday cake with candles."""
    cloth = _table(c, 12)
    icing = c.pick((250, 232, 222), (246, 212, 212), (226, 238, 226), (252, 236, 190))
    fruit = c.pick((206, 72, 72), (120, 76, 132), (230, 140, 60))
    _plate(c, 0, 27, 41, cloth)
    c.box(-28, 2, 28, 25, of=mix(icing, INK, 0.1), round_by=2)
    c.disc(0, 25, 28, 8, of=mix(icing, INK, 0.1))
    c.box(-28, 12, 28, 16, of=mix(fruit, icing, 0.35))
    c.disc(0, 2, 28, 9, of=icing)
    for step in range(9):
        x = -26 + step * 6.5
        c.box(x - 2.2, 3, x + 2.2, 9 + c.dice.uniform(0, 6), of=icing, round_by=2.2)
    for step in range(10):
        turn = step / 10 * 2 * math.pi
        c.lit(math.cos(turn) * 22, 1 + math.sin(turn) * 6, 2.7, of=fruit)
    for step in range(c.dice.randint(3, 6)):
        x = (step - 2) * 6 + 1
        c.box(x - 0.8, -15, x + 0.8, 2, of=c.pick((98, 150, 160), (222, 120, 110), (236, 190, 90)))
        c.disc(x, -19, 4.6, 5.4, of=(252, 226, 170))
        c.leaf(x, -15, 7, -90, of=(240, 150, 50), wide=0.6)
    if c.dice.random() < 0.6:
        flags(c, -c.bottom + 8)


def flags(c: Canvas, y: float) -> None:
    """A string of small flags."""
    many = round(c.right / 6)
    points = [(-c.right + step * 2 * c.right / many, y + math.sin(step / many * math.pi) * 9) for step in range(many)]
    c.line(points, 0.5, of=INK)
    for x, top in points:
        of = c.pick((222, 110, 96), (240, 190, 92), (110, 160, 160), (150, 120, 170))
        c.shape([(x - 3, top), (x + 3, top), (x, top + 7)], of=of)


def dumplings(c: Canvas) -> None:
    """Dumplings in a steamer of bamboo."""
    cloth = _table(c, -20)
    c.disc(0, 12, 42, 32, of=mix(cloth, INK, 0.3))
    c.disc(0, 8, 41, 31, of=(150, 108, 66))
    c.disc(0, 4, 41, 31, of=(206, 162, 104))
    c.disc(0, 4, 36.5, 27, of=(232, 204, 156))
    for step in range(-5, 6):
        c.line([(step * 6.4, 4 - 25 * math.cos(step / 6)), (step * 6.4, 4 + 25 * math.cos(step / 6))], 0.5,
               of=(206, 172, 120))  # fmt: skip
    dough = c.pick((250, 242, 226), (246, 234, 206), (238, 244, 226))
    for x, y in ((-18, -6), (2, -10), (20, -3), (-21, 12), (-1, 7), (19, 15), (-4, 22)):
        c.disc(x + 1, y + 2, 9.4, 6.6, of=(204, 170, 122))
        c.lit(x, y, 9, 6.4, of=dough, much=0.3)
        for step in range(-3, 4):
            c.line([(x + step * 2, y - 5 + abs(step) * 0.8), (x + step * 1.3, y - 1)], 0.6, of=mix(dough, INK, 0.22))
    c.steam(-16, -18)
    c.steam(16, -20)


def noodles(c: Canvas) -> None:
    """A bowl of noodles with an egg."""
    cloth = _table(c, -22)
    glaze = c.pick((62, 92, 118), (178, 74, 58), (74, 110, 94), (236, 226, 206))
    c.disc(2, 14, 41, 33, of=mix(cloth, INK, 0.32))
    c.disc(0, 9, 40, 33, of=glaze)
    c.disc(0, 6, 36, 28, of=mix(glaze, CREAM, 0.4))
    broth = c.pick((214, 148, 78), (190, 100, 60), (232, 196, 136))
    c.disc(0, 7, 33, 25, of=broth)
    for step in range(22):
        x, y = c.dice.uniform(-19, 14), c.dice.uniform(-6, 20)
        c.arc(x, y, c.dice.uniform(5, 10), step * 40, step * 40 + 190, 1.3, of=(248, 226, 160))
    for x in (13, 22):
        c.lit(x, -2 + (x - 13) * 0.9, 7.4, 6, of=(252, 248, 238), much=0.1)
        c.disc(x, -2 + (x - 13) * 0.9, 3.6, 3.2, of=(238, 158, 58))
    for _ in range(26):
        c.disc(c.dice.uniform(-22, 12), c.dice.uniform(-8, 22), 1.2, 0.9, of=c.pick((96, 150, 74), (132, 176, 90)))
    c.line([(20, 34), (50, -34)], 1.8, of=(122, 70, 50))
    c.line([(25, 36), (56, -30)], 1.8, of=(122, 70, 50))
    c.steam(-10, -12, tall=20)


def mooncakes(c: Canvas) -> None:
    """Mooncakes and tea."""
    cloth = _table(c, -16)
    _plate(c, -4, 14, 44, cloth)
    crust = c.pick((196, 128, 58), (178, 108, 52), (222, 176, 110))
    for x, y in ((-22, 8), (6, 4), (-8, 19), (20, 17)):
        c.disc(x, y + 3.4, 12, 7.6, of=mix(crust, INK, 0.35))
        for step in range(12):
            turn = step / 12 * 2 * math.pi
            c.disc(x + math.cos(turn) * 10.2, y + math.sin(turn) * 6, 2.4, 2, of=mix(crust, INK, 0.12))
        c.disc(x, y, 10.6, 6.4, of=crust)
        c.disc(x, y, 7.6, 4.4, of=mix(crust, CREAM, 0.22))
        for step in range(6):
            c.leaf(x, y, 6, step * 60, of=mix(crust, INK, 0.16), wide=0.4)
    cup(c, 42, -6, 9, (96, 126, 116))


def jars(c: Canvas) -> None:
    """A shelf of jars."""
    wall = c.pick(*_WALLS)
    c.wash(mix(wall, CREAM, 0.3), wall)
    for y in (-4, 34):
        c.box(-c.right, y, c.right, y + 4, of=(158, 116, 82))
        c.box(-c.right, y + 4, c.right, y + 6, of=mix(wall, INK, 0.24))
        x = -c.right + 7
        while x < c.right - 4:
            width, tall = c.dice.uniform(7, 10), c.dice.uniform(18, 27)
            jam = c.pick((176, 52, 62), (222, 142, 52), (112, 60, 106), (196, 176, 76), (124, 146, 74), (214, 90, 60))
            c.box(x - width, y - tall, x + width, y, of=mix(jam, CREAM, 0.45), round_by=3)
            c.box(x - width + 1, y - tall + 4, x + width - 1, y - 1, of=jam, round_by=2.4)
            c.box(x - width + 2.2, y - tall + 6, x - width + 4, y - 5, of=mix(jam, CREAM, 0.4), round_by=1)
            lid = c.pick((196, 92, 82), (224, 200, 150), (92, 124, 132))
            c.box(x - width * 0.9, y - tall - 4, x + width * 0.9, y - tall + 1, of=lid, round_by=1.4)
            c.box(x - width * 0.6, y - tall * 0.58, x + width * 0.6, y - tall * 0.3, of=CREAM, round_by=0.6)
            x += 2 * width + c.dice.uniform(1.5, 4)


def harvest(c: Canvas) -> None:
    """A basket of what the garden gave."""
    cloth = _table(c, 2)
    c.disc(0, 31, 42, 7, of=mix(cloth, INK, 0.3))
    for step in range(7):
        c.leaf(-18 + step * 6, -8, 26, -140 + step * 16, of=c.pick((86, 128, 70), (116, 150, 84)), wide=0.4)
    kinds: list[Colour] = [(206, 64, 52), (226, 138, 52), (108, 70, 110), (176, 186, 92), (230, 188, 80)]
    for step in range(13):
        of = c.pick(*kinds)
        c.lit(-31 + step * 5.2, -1 + c.dice.uniform(-9, 5), c.dice.uniform(6, 9), of=of, much=0.35)
    for step in range(3):
        c.leaf(-26 + step * 22, 8, 34, -60 - step * 28, of=(232, 130, 50), wide=0.24)
    wicker: Colour = (178, 128, 78)
    c.shape([(-42, 4), (42, 4), (34, 32), (-34, 32)], of=wicker)
    for row in range(4):
        for column in range(-9, 10):
            if (row + column) % 2:
                y = 6 + row * 6.6
                c.box(column * 4 - 2.2, y, column * 4 + 2.2, y + 4.6, of=mix(wicker, CREAM, 0.25), round_by=1.6)
    c.line([(-43, 4), (43, 4)], 3.4, of=mix(wicker, INK, 0.2))


SCENES = (loaf, buns, teapot, coffee, cake, dumplings, noodles, mooncakes, jars, harvest)
