"""Hangs pictures on what the people of a world say. They have no files: who may fetch one is asked of the database."""

from __future__ import annotations

from teahouse import moments
from teahouse.kit.pictures import Picture, Taken
from tests.gate.plain import Hung, Person, Post
from tests.gate.rooms import GroupBuilder

HOW_MANY = (0, 0, 1, 0, 2, 0, 0, 3)
SAME = 4
"""So many different pictures are uploaded again and again, by whomever."""


def taken(n: int) -> Taken:
    """One of them, drawn once more."""
    name = f"{n:040x}-{0:016x}"
    return Taken(Picture(0, f"whole:{n}", f"{name}.jpg", f"{name}-small.jpg", 8, 6, 8, 6, "U1F68}x|Gl=^"))


class PictureBuilder(GroupBuilder):
    """Adds the pictures."""

    def uploads(self, owner: Person, n: int) -> list[Hung]:
        """None, mostly; else a few that hang on nothing yet."""
        return [self._upload(owner, n + each) for each in range(HOW_MANY[n % len(HOW_MANY)])]

    def _upload(self, owner: Person, n: int) -> Hung:
        said = moments.Depiction(f"words about {n}", (0.5, -0.5) if n % 2 else None)
        attachment, _ = moments.add_picture(self.tx, self.accounts[owner], taken(n % SAME), said)
        hung = Hung(attachment.id, owner)
        self.world.pictures.append(hung)
        return hung

    def somebody_elses(self, owner: Person, n: int) -> list[Hung]:
        """Sometimes a picture that is not the author's to post, or hangs already: then nothing may be posted."""
        others = [p for p in self.world.pictures if p.owner is not owner or p.on is not None]
        return [others[n % len(others)]] if others and n % 11 == 0 else []

    def hang(self, m: Post, pictures: list[Hung]) -> None:
        """It shows these from now on; what it showed before is in its earlier versions."""
        for picture in m.pictures:
            if picture not in pictures:
                m.earlier_pictures.append(picture)
        m.earlier_pictures = [picture for picture in m.earlier_pictures if picture not in pictures]
        m.pictures = pictures
        for picture in pictures:
            picture.on = m

    def forget_earlier(self, m: Post) -> None:
        """Nobody reads the earlier versions any more."""
        for picture in m.earlier_pictures:
            self.world.pictures.remove(picture)
        m.earlier_pictures = []

    def take_off(self, m: Post) -> None:
        """It was deleted: its pictures are its author's to post anew."""
        self.forget_earlier(m)
        for picture in m.pictures:
            picture.on = None
        m.pictures = []

    def do_sweep(self, _: tuple[int, ...]) -> None:
        """Nothing is old enough to go, as all is done in an instant."""
        assert moments.sweep_uploads(self.tx) == 0
