"""What people show each other, at random, through the API: uploads, pictures on posts, and whose eyes they reach."""

from __future__ import annotations

from collections.abc import Callable

from tests.api.deeds import Deeds
from tests.gate.plain import Hung, Person, Post
from tests.photographs import photograph

KIND = b"multipart/form-data; boundary=B"


def multipart(picture: bytes, description: str) -> bytes:
    """An upload with its words."""
    words = b'--B\r\nContent-Disposition: form-data; name="description"\r\n\r\n' + description.encode()
    file = b'\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + picture
    return words + file + b"\r\n--B--\r\n"


class Showing(Deeds):
    """The acts on pictures."""

    address_of: Callable[[int, int], str]
    """Where somebody (by id) would fetch a picture (by id), were the house to tell them."""

    def uploads(self, who: Person) -> list[Hung]:
        """None, mostly; else one or two that hang on nothing yet."""
        count = self.pick((0, 0, 0, 1, 1, 2))
        return [self._upload(who) for _ in range(count)]

    def _upload(self, who: Person) -> Hung:
        secret = self.model.secret()
        body = multipart(photograph(self.chance.randrange(4), 16, 12), secret)
        answer = self.wire.send("POST", "/api/v2/media", self.tokens[who], body, KIND)
        assert answer.status == 200, answer
        assert answer.json["description"] == secret
        hung = Hung(int(answer.json["id"]), who)
        self.model.said_of[hung] = secret
        self.world.pictures.append(hung)
        self.model.changed(self.clock.now())
        return hung

    def do_take_picture(self) -> None:
        """Post somebody else's picture, or one that hangs already: there is none of that name for them."""
        who = self.pick(self.world.people)
        others = [p for p in self.world.pictures if p.owner is not who or p.on is not None]
        if others:
            picture = self.pick(others)
            fields = {"status": "mine", "visibility": "public", "media_ids": [str(picture.id)]}
            answer = self.write(who, "POST", "/api/v1/statuses", fields)
            assert answer.status == 422, answer
            if picture.owner is not who:
                for method in ("GET", "DELETE"):
                    self.same_as_nothing(who, method, "/api/v1/media/{}", picture.id)

    def hang(self, m: Post, pictures: list[Hung]) -> None:
        """It shows these from now on; what it showed is in its earlier versions."""
        earlier = [*m.earlier_pictures, *m.pictures]
        m.earlier_pictures = [picture for picture in earlier if picture not in pictures]
        m.pictures = pictures
        for picture in pictures:
            picture.on = m

    def fetch(self, viewer: Person | None, picture: Hung, *, may: bool) -> None:
        """The file is there for whom may see it, at their own address; for anybody else it is as if it were not."""
        me = 0 if viewer is None else viewer.id
        target = self.address_of(me, picture.id)
        answer = self.wire.ask("GET", target)
        assert answer.status == (200 if may else 404), f"{viewer} fetches {picture.id} of {picture.on}: {answer.status}"
        if not may:
            nothing = self.wire.ask("GET", self.address_of(me, 111222333444555666))
            assert nothing.told == answer.told
            return
        assert answer.header("content-type") == "image/jpeg"
        assert answer.header("cache-control").startswith("private")
        other = self.pick([p for p in self.world.people if p is not viewer])
        forged = target.replace(f"/{me}-", f"/{other.id}-")
        assert self.wire.ask("GET", forged).status == 404, f"{other} by an address of {viewer}'s"
        # Of who is suspended, or acts through one who is, the token is none.
        assert self.wire.ask("GET", target, self.tokens[other]).status in (401, 404)
