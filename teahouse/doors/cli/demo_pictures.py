"""The pictures of the demonstration neighbourhood: painted, and taken in as uploads are.

They pass through the same workshop as a stranger's, and stand in the folder beside the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from tempfile import TemporaryFile

import msgspec

from teahouse import moments, people
from teahouse.doors.cli import neighbourhood as drawn
from teahouse.doors.cli.easel import Easel
from teahouse.kit.db import WriteTx
from teahouse.kit.pictures import Pictures, Shape, Taken

_AT_ONCE = 4


class Wanted(msgspec.Struct, frozen=True):
    """One picture: how it is painted, and into which shape it is cut."""

    paint: Callable[[], bytes]
    shape: Shape


class Album:
    """All pictures of a plan: `fill` it before the story is lived, then let each be hung and worn."""

    def __init__(self, plan: drawn.Neighbourhood) -> None:
        self._plan = plan
        self._taken: dict[tuple[str, int, int], Taken] = {}

    def fill(self, pictures: Pictures, progress: Callable[[str], None]) -> None:
        """Paint and take in every picture of the plan."""
        asyncio.run(self._fill(pictures, progress))

    async def _fill(self, pictures: Pictures, progress: Callable[[str], None]) -> None:
        wanted = dict(self._wanted(Easel()))
        places = asyncio.Semaphore(_AT_ONCE)

        async def take(key: tuple[str, int, int], one: Wanted) -> None:
            async with places:
                painted = await asyncio.to_thread(one.paint)
                with TemporaryFile() as file:
                    file.write(painted)
                    self._taken[key] = await pictures.take(file, one.shape)
                progress(f"Hanging up their pictures … {100 * len(self._taken) // len(wanted)} %")

        await asyncio.gather(*(take(*each) for each in wanted.items()))

    def _wanted(self, easel: Easel) -> Iterator[tuple[tuple[str, int, int], Wanted]]:
        for moment in self._plan.moments:
            for place, picture in enumerate(moment.pictures):
                paint = partial(easel.paint, picture.scene, picture.variant, picture.shape)
                yield ("moment", moment.key, place), Wanted(paint, "whole")
        for person in self._plan.people:
            worn = person.likeness
            if worn is None:
                continue
            face = partial(easel.portray, person.username, person.language, short=worn.short, elder=worn.elder)
            scene = partial(easel.paint, worn.subject, -person.key, "small")
            yield ("avatar", person.key, 0), Wanted(face if worn.subject == "face" else scene, "face")
            if worn.banner:
                yield ("header", person.key, 0), Wanted(partial(easel.paint, worn.banner, 0, "banner"), "banner")

    def hang(self, tx: WriteTx, author: people.Account, moment: drawn.Moment) -> tuple[int, ...]:
        """The moment's pictures as uploads of its author's."""
        hung = []
        for place, picture in enumerate(moment.pictures):
            taken = self._taken["moment", moment.key, place]
            hung.append(moments.add_picture(tx, author, taken, moments.Depiction(picture.alt))[0].id)
        return tuple(hung)

    def dress(self, tx: WriteTx, account_id: int, person: drawn.Person) -> None:
        """Let somebody wear what is theirs."""
        wearing: tuple[people.Worn, ...] = ("avatar", "header")
        for which in wearing:
            taken = self._taken.get((which, person.key, 0))
            if taken is not None:
                people.wear(tx, account_id, which, taken)
