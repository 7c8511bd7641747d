"""Reading a folder in the form of the LDBC social network: people, friendships, messages, likes, and later inserts.

Promises one frozen record for each line, times in milliseconds since 1970, whether a file is gzipped or plain and
split into parts or not; a line that cannot be read is named by file and number.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TextIO


class Person(NamedTuple):
    id: int
    first_name: str
    last_name: str
    at: int


class Friendship(NamedTuple):
    a: int
    b: int
    at: int


class Message(NamedTuple):
    """A post, or a comment where it has a parent."""

    id: int
    author: int
    text: str
    """The content; of a picture without words, its file's name."""
    at: int
    parent: int | None


class Like(NamedTuple):
    person: int
    message: int
    at: int


Record = Person | Friendship | Message | Like


class Stream(NamedTuple):
    """The inserts in time order, and how many others there are (forums and memberships have no counterpart)."""

    inserts: list[Record]
    skipped: int


class BadLine(ValueError):
    """A line that is not of the form."""


def read_people(folder: Path) -> Iterator[Person]:
    """The people at the start."""
    for row in _table(folder, "person"):
        yield Person(int(row["id"]), row["firstName"], row["lastName"], as_time(row["creationDate"]))


def read_friendships(folder: Path) -> Iterator[Friendship]:
    """The friendships at the start, each once."""
    for row in _table(folder, "person_knows_person"):
        first, second, at = row.values()
        yield Friendship(int(first), int(second), as_time(at))


def read_messages(folder: Path) -> Iterator[Message]:
    """The posts and comments at the start; a comment may stand before what it answers."""
    for row in _table(folder, "post"):
        text = row["content"] or row["imageFile"]
        yield Message(int(row["id"]), int(row["creator"]), text, as_time(row["creationDate"]), None)
    for row in _table(folder, "comment"):
        parent = int(row["replyOfPost"] or row["replyOfComment"])
        yield Message(int(row["id"]), int(row["creator"]), row["content"], as_time(row["creationDate"]), parent)


def read_likes(folder: Path) -> Iterator[Like]:
    """The likes at the start."""
    for table in ("person_likes_post", "person_likes_comment"):
        for row in _table(folder, table):
            person, message, at = row.values()
            yield Like(int(person), int(message), as_time(at))


def read_stream(folder: Path) -> Stream:
    """All inserts of the update streams."""
    found: list[tuple[int, Record]] = []
    skipped = 0
    for path in sorted((folder / "update_streams").glob("updateStream_*.csv*")):
        for number, line in _lines(path):
            fields = line.split("|")
            make = _INSERTS.get(fields[2]) if len(fields) > 2 else None
            if make is None:
                skipped += 1
            else:
                found.append((int(fields[0]), _made(path, number, make, fields[3:])))
    # What happened in one instant stays in the order in which it was written.
    found.sort(key=lambda each: each[0])
    return Stream([record for _, record in found], skipped)


def _new_post(fields: list[str]) -> Message:
    number, image, at, _ip, _browser, _language, content, _length, creator = fields[:9]
    return Message(int(number), int(creator), content or image, as_time(at), None)


def _new_comment(fields: list[str]) -> Message:
    number, at, _ip, _browser, content, _length, creator, _place, of_post, of_comment = fields[:10]
    parent = int(of_comment) if of_post in ("", "-1") else int(of_post)
    return Message(int(number), int(creator), content, as_time(at), parent)


def _new_person(fields: list[str]) -> Person:
    number, first_name, last_name, _gender, _birthday, at = fields[:6]
    return Person(int(number), first_name, last_name, as_time(at))


def _new_like(fields: list[str]) -> Like:
    person, message, at = fields
    return Like(int(person), int(message), as_time(at))


def _new_friendship(fields: list[str]) -> Friendship:
    a, b, at = fields
    return Friendship(int(a), int(b), as_time(at))


_INSERTS: dict[str, Callable[[list[str]], Record]] = {
    "1": _new_person,
    "2": _new_like,
    "3": _new_like,
    "6": _new_post,
    "7": _new_comment,
    "8": _new_friendship,
}


def _table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of `dynamic/NAME_0_0.csv` and its further parts. A column named twice keeps both (`Person.id`, `_`)."""
    # `person_0_0` is a part of `person`; `person_knows_person_0_0` is not.
    paths = [path for path in sorted((folder / "dynamic").glob(f"{name}_*.csv*")) if _is_part(path, name)]
    if not paths:
        raise FileNotFoundError(f"{folder / 'dynamic'} has no {name}_0_0.csv or {name}_0_0.csv.gz")
    for path in paths:
        lines = _lines(path)
        _, head = next(lines, (0, ""))
        columns: list[str] = []
        for column in head.split("|"):
            columns.append(column if column not in columns else f"{column}_")
        for number, line in lines:
            fields = line.split("|")
            if len(fields) != len(columns):
                raise BadLine(f"{path.name}, line {number}: {len(fields)} fields, {len(columns)} columns")
            yield dict(zip(columns, fields, strict=True))


def _is_part(path: Path, name: str) -> bool:
    numbers = path.name.removeprefix(f"{name}_").removesuffix(".gz").removesuffix(".csv")
    return all(number.isdigit() for number in numbers.split("_"))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines. Only a line feed ends one: texts hold the other characters that end lines elsewhere."""
    with open_text(path) as file:
        for number, line in enumerate(file, 1):
            if line != "\n":
                yield number, line.removesuffix("\n")


def open_text(path: Path) -> TextIO:
    """A text file, unpacked where its name ends in .gz."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


def _made(path: Path, number: int, make: Callable[[list[str]], Record], fields: list[str]) -> Record:
    try:
        return make(fields)
    except ValueError as error:
        raise BadLine(f"{path.name}, line {number}: {error}") from error


def as_time(value: str | int) -> int:
    """Milliseconds since 1970, from that number or from ISO 8601 with an offset."""
    if isinstance(value, int) or value.lstrip("-").isdigit():
        return int(value)
    at = datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%f%z")
    return round(at.timestamp() * 1000)
