"""Small round likenesses: somebody with hair and a coat, an animal, a cup, a hill at dawn."""

from __future__ import annotations

from .canvas import CREAM, INK, Canvas, Colour, mix

_GROUNDS: tuple[Colour, ...] = (
    (236, 190, 140), (166, 196, 190), (226, 164, 150), (180, 186, 214), (206, 204, 150), (222, 206, 186),
)  # fmt: skip
_COATS: tuple[Colour, ...] = ((150, 70, 72), (66, 98, 126), (98, 126, 94), (214, 150, 74), (118, 90, 128))


def person(c: Canvas, *, hair: Colour, skin: Colour, short: bool, elder: bool) -> None:
    """Somebody, head and shoulders."""
    ground = c.pick(*_GROUNDS)
    c.wash(mix(ground, CREAM, 0.25), ground)
    style = 0 if short else c.dice.randrange(1, 4)
    coat = c.pick(*_COATS)
    if style in (1, 3):
        c.box(-24, -22, 24, 26 if style == 1 else 12, of=hair, round_by=20)
    c.box(-34, 29, 34, 80, of=coat, round_by=20)
    c.box(-8, 14, 8, 36, of=mix(skin, INK, 0.12), round_by=6)
    c.shape([(-12, 29), (12, 29), (0, 42)], of=mix(coat, CREAM, 0.45))
    for side in (-1, 1):
        c.disc(side * 21, -1, 4, 5, of=mix(skin, INK, 0.1))
    c.disc(0, -2, 21, 24, of=skin)
    c.shape([(-22, -6), (-20, -24), (-4, -31), (14, -29), (22, -18), (21, -6), (13, -16), (-6, -15)], of=hair)
    c.disc(0, -21, 20, 9, of=hair)
    if style == 2:
        c.disc(0, -33, 9, 8, of=hair)
    for side in (-1, 1):
        c.disc(side * 8, 1, 2, 2.4, of=INK)
        c.line([(side * 5, -6.4), (side * 11, -5.4)], 1.1, of=mix(hair, INK, 0.4))
        c.disc(side * 13, 8, 4.4, 3, of=mix(skin, (226, 110, 100), 0.35))
    if elder or c.dice.random() < 0.25:
        for side in (-1, 1):
            c.arc(side * 8, 1, 6.4, 0, 360, 1.1, of=INK)
        c.line([(-1.8, 0), (1.8, 0)], 1, of=INK)
    c.line([(0, 3), (1.6, 7), (-0.6, 8)], 1, of=mix(skin, INK, 0.3))
    c.arc(0, 9, 6.4, 25, 155, 1.4, of=(150, 70, 66))


def bakery(c: Canvas) -> None:
    """The bakery's sign: a loaf under three strokes of steam."""
    c.wash((250, 236, 208), (244, 218, 172))
    c.disc(0, 0, 40, of=(196, 92, 64))
    c.disc(0, 0, 36, of=(252, 240, 216))
    c.lit(0, 10, 24, 13, of=(206, 140, 74), much=0.3)
    for x in (-11, 0, 11):
        c.line([(x - 2, 15), (x + 3, 2)], 2.2, of=(250, 226, 180))
    c.steam(0, -8, of=(196, 92, 64), tall=14)


def lantern(c: Canvas) -> None:
    """The phone maker's sign: a lantern on a screen."""
    c.wash((44, 60, 88), (28, 38, 62))
    c.box(-20, -36, 20, 36, of=(240, 234, 220), round_by=7)
    c.box(-17, -33, 17, 33, of=(34, 46, 72), round_by=5)
    c.lit(0, 0, 13, 11, of=(226, 78, 58), much=0.35)
    c.box(-6, -14, 6, -10, of=(244, 196, 92))
    c.box(-6, 10, 6, 14, of=(244, 196, 92))
    c.line([(0, 14), (0, 22)], 1.6, of=(244, 196, 92))


SIGNS = (bakery, lantern)
