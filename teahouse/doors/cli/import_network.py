"""Reads a friendship graph with its circles from files and brings it in.

Promises that a file is read to its end, within bounds, before anything is written, and that whatever is wrong in it is
told by file, line and reason.
"""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from teahouse import people
from teahouse.kit.db import Database
from teahouse.kit.text import may_be_handle

GZIP = b"\x1f\x8b"


class Bounds(msgspec.Struct, frozen=True):
    """How much one network may hold."""

    people: int = 100_000
    ties: int = 1_000_000
    circles: int = 10_000
    line: int = 2**20
    bytes: int = 2**28


BOUNDS = Bounds()


class BadFile(Exception):
    """A file that is not brought in; its text says where and why."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path}, line {line}: {why}" if line else f"{path}: {why}")


def import_network(
    database: Database, edges: Path, *, circles: Sequence[Path] = (), ego: str | None = None, prefix: str = "n"
) -> people.BroughtIn:
    """Bring in the people and friendships of `edges` and the circles of each file in `circles`, all or nothing.

    A line of `edges` names two friends, apart by a tab, spaces or a comma; one direction or both may be listed. A line
    of a circles file is a circle's name and its members, apart by tabs. With `ego`, that person is a friend of
    everybody in the files and owns the circles; without, a circles file is of whom it is named after (`7.circles`).
    User names are `prefix` and what the file says. Raises `BadFile`, or a `Refusal` where the house cannot take it.
    """
    network = read_network(edges, circles=circles, ego=ego, prefix=prefix)
    return database.write_now(lambda tx: people.bring_in(tx, network))


def read_network(
    edges: Path,
    *,
    circles: Sequence[Path] = (),
    ego: str | None = None,
    prefix: str = "n",
    bounds: Bounds = BOUNDS,
) -> people.Network:
    """The files as one network. Raises `BadFile`."""
    reader = _Reader(prefix, bounds)
    reader.read_edges(edges)
    owned = [(path, ego if ego is not None else path.name.split(".")[0]) for path in circles]
    if ego is not None:
        reader.tie_to(ego, edges)
    for path, owner in owned:
        reader.read_circles(path, owner, befriend=ego is not None)
    if not reader.ties:
        raise BadFile(edges, 0, "there is no friendship in it.")
    return people.Network(tuple(reader.places), tuple(reader.ties), tuple(reader.circles))


class _Reader:
    """What was read so far."""

    def __init__(self, prefix: str, bounds: Bounds) -> None:
        self._prefix = prefix
        self._bounds = bounds
        self.places: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        self._numbers: bool | None = None
        self.ties: dict[tuple[int, int], None] = {}
        self.circles: list[people.CircleDrawn] = []

    def read_edges(self, path: Path) -> None:
        """Every pair once; a pair in the same direction twice is a fault."""
        seen: set[tuple[int, int]] = set()
        for line, text in _lines(path, self._bounds):
            words = text.replace(",", " ").split()
            if len(words) != 2:
                raise BadFile(path, line, f"two people make a friendship; here stand {len(words)}.")
            a, b = (self._place(word, path, line) for word in words)
            if a == b:
                raise BadFile(path, line, f"{words[0]} cannot be their own friend.")
            if (a, b) in seen:
                raise BadFile(path, line, f"{words[0]} and {words[1]} stand here a second time.")
            seen.add((a, b))
            self._tie(a, b, path, line)

    def tie_to(self, ego: str, path: Path) -> None:
        """Everybody so far becomes a friend of one person."""
        friends = list(self.places.values())
        place = self._place(ego, path, 0)
        for friend in friends:
            if friend != place:
                self._tie(place, friend, path, 0)

    def read_circles(self, path: Path, owner: str, *, befriend: bool) -> None:
        """One circle a line; `befriend` whoever is named here first, else all must be friends already."""
        if self._prefix + owner not in self.places:
            raise BadFile(path, 0, f"whose circles are these? {owner} has no friends in the network.")
        place = self._place(owner, path, 0)
        titles: set[str] = set()
        for line, text in _lines(path, self._bounds):
            title, *words = text.split("\t")
            title = title.strip()
            if not title or not words:
                raise BadFile(path, line, "a circle is its name and its members, apart by tabs.")
            if title in titles:
                raise BadFile(path, line, f"a second circle is called {title}.")
            titles.add(title)
            self._draw(place, title, words, path, line, befriend=befriend)

    def _draw(self, owner: int, title: str, words: list[str], path: Path, line: int, *, befriend: bool) -> None:
        members: dict[int, None] = {}
        for word in words:
            member = self._place(word.strip(), path, line)
            if member == owner or member in members:
                raise BadFile(path, line, f"{word.strip()} cannot be in it {'twice' if member in members else 'too'}.")
            if befriend:
                self._tie(owner, member, path, line)
            elif (min(owner, member), max(owner, member)) not in self.ties:
                raise BadFile(path, line, f"{word.strip()} is no friend of the circle's owner.")
            members[member] = None
        if len(self.circles) == self._bounds.circles:
            raise BadFile(path, line, f"more than {self._bounds.circles} circles.")
        self.circles.append(people.CircleDrawn(owner, title, tuple(members)))

    def _tie(self, a: int, b: int, path: Path, line: int) -> None:
        self.ties[min(a, b), max(a, b)] = None
        if len(self.ties) > self._bounds.ties:
            raise BadFile(path, line, f"more than {self._bounds.ties} friendships.")

    def _place(self, word: str, path: Path, line: int) -> int:
        """The number of a person, who is new or known."""
        name = self._prefix + word
        place = self.places.get(name)
        if place is not None:
            return place
        if not word or not may_be_handle(name):
            raise BadFile(path, line, f"{_shown(word)} with {self._prefix!r} before it makes no user name.")
        if self._numbers is None:
            self._numbers = word.isdigit()
        elif self._numbers != word.isdigit():
            raise BadFile(path, line, f"{word} among {'numbers' if self._numbers else 'names'}: a heading begins by #.")
        if (other := self._folded.setdefault(name.lower(), name)) != name:
            raise BadFile(path, line, f"{name} and {other} would be one user name.")
        if len(self.places) == self._bounds.people:
            raise BadFile(path, line, f"more than {self._bounds.people} people.")
        self.places[name] = len(self.places)
        return self.places[name]


def _shown(word: str) -> str:
    return repr(word if len(word) <= 40 else f"{word[:40]}…")


def _lines(path: Path, bounds: Bounds) -> Iterator[tuple[int, str]]:
    """(number, text) of each line that says something."""
    number = total = 0
    with _opened(path, bounds) as file:
        while True:
            number += 1
            try:
                data = file.readline(bounds.line + 1)
            except EOFError:
                raise BadFile(path, number, "the compressed file is cut off here.") from None
            except (OSError, zlib.error) as error:
                raise BadFile(path, number, f"the file is damaged here ({error}).") from None
            if not data:
                return
            total += len(data)
            if len(data) > bounds.line:
                raise BadFile(path, number, f"a line of more than {bounds.line} bytes.")
            if total > bounds.bytes:
                raise BadFile(path, number, f"more than {bounds.bytes} bytes.")
            text = _text(data, path, number)
            if text and not text.startswith("#"):
                yield number, text


def _text(data: bytes, path: Path, number: int) -> str:
    try:
        text = data.decode("utf-8-sig" if number == 1 else "utf-8").strip(" \r\n")
    except UnicodeDecodeError as error:
        raise BadFile(path, number, f"byte {error.start + 1} is no UTF-8.") from None
    if "\0" in text:
        raise BadFile(path, number, "there is a NUL in it; a text has none.")
    return text


def _opened(path: Path, bounds: Bounds) -> BinaryIO:
    """The file, unpacked where it is compressed."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise BadFile(path, 0, "this is not a file.")
        if about.st_size > bounds.bytes:
            raise BadFile(path, 0, f"more than {bounds.bytes} bytes.")
        with path.open("rb") as file:
            packed = file.read(len(GZIP)) == GZIP
        return cast(BinaryIO, gzip.open(path)) if packed else path.open("rb")
    except OSError as error:
        raise BadFile(path, 0, f"cannot be read ({error.strerror}).") from None
