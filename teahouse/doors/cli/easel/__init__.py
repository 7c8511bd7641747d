"""Pictures for the demonstration, painted here: nothing is loaded, and the same name and size give the same picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from . import faces, food, indoors, outdoors
from .canvas import Canvas, Colour, make_paper

Scene = Callable[[Canvas], None]
Format = Literal["landscape", "portrait", "square", "banner", "small"]
SIZES: Mapping[Format, tuple[int, int]] = {
    "landscape": (1200, 900),
    "portrait": (900, 1200),
    "square": (1000, 1000),
    "banner": (1500, 500),
    "small": (400, 400),
}
SCENES: Mapping[str, Scene] = {
    scene.__name__: scene for scene in (*faces.SIGNS, *food.SCENES, *outdoors.SCENES, *indoors.SCENES)
}
_FACE = (400, 400)
_PAPER = (1600, 1300)
_HAIR: Mapping[str, tuple[Colour, ...]] = {
    "zh": ((38, 32, 34), (52, 40, 38)),
    "en": ((92, 62, 46), (178, 118, 66), (50, 40, 40), (206, 170, 110), (140, 70, 44)),
}
_SKIN: Mapping[str, tuple[Colour, ...]] = {
    "zh": ((244, 214, 182), (236, 200, 164), (226, 186, 150)),
    "en": ((246, 216, 194), (236, 196, 168), (240, 206, 180), (196, 144, 108), (134, 92, 70)),
}
_DARK = 150
"""Skin with less red than this goes with black hair."""
_GREY: tuple[Colour, ...] = ((214, 210, 206), (180, 176, 176))


class Easel:
    """Paints one picture after another on the same kind of paper."""

    def __init__(self) -> None:
        self._paper = make_paper(_PAPER, "paper")

    def paint(self, scene: str, variant: int, shape: Format) -> bytes:
        """A painting as a JPEG; each variant differs."""
        canvas = Canvas(SIZES[shape], f"{scene}/{variant}")
        SCENES[scene](canvas)
        return canvas.finished(self._paper)

    def portray(self, name: str, language: str, *, short: bool, elder: bool) -> bytes:
        """Somebody's likeness; always the same for one name."""
        canvas = Canvas(_FACE, name)
        skin = canvas.dice.choice(_SKIN[language])
        hair = canvas.pick(*(_GREY if elder else _HAIR["zh" if skin[0] < _DARK else language]))
        faces.person(canvas, hair=hair, skin=skin, short=short, elder=elder)
        return canvas.finished(self._paper)
