"""What files may say, and what is refused with file, line and reason before anything is written."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from teahouse import people
from teahouse.doors.cli.import_network import BadFile, Bounds, import_network, read_network
from teahouse.kit.db import Database
from tests.backup.contents import contents

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(content: str | bytes, name: str = "graph.tsv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made


def test_separators_comments_and_both_directions(write: Write) -> None:
    path = write("\ufeff# who knows whom\n1\t2\n2 1\r\n2,3\n\n  3   4  \n1, 4\n")
    network = read_network(path)
    assert network.people == ("n1", "n2", "n3", "n4")
    assert set(network.ties) == {(0, 1), (1, 2), (2, 3), (0, 3)}


def test_a_last_line_without_an_end_counts(write: Write) -> None:
    assert read_network(write("1 2\n2 3")).ties == ((0, 1), (1, 2))


def test_compressed_files_are_known_by_what_they_are(write: Write) -> None:
    assert read_network(write(gzip.compress(b"1 2\n", mtime=0), "graph.tsv.gz")).ties == ((0, 1),)
    assert read_network(write(gzip.compress(b"1 2\n", mtime=0), "graph.txt")).ties == ((0, 1),)


def test_names_and_another_prefix(write: Write) -> None:
    assert read_network(write("anna ben\nben Mei_1\n"), prefix="old_").people == ("old_anna", "old_ben", "old_Mei_1")


def test_circles_of_an_ego_whose_friends_these_are(write: Write) -> None:
    """As the ego networks of the Stanford collection are: whom the circles name besides is a friend too."""
    network = read_network(
        write("2 3\n3 2\n4 3\n"), circles=[write("circle0\t2\t3\ncircle1\t9\n", "7.circles")], ego="7"
    )
    seven, nine = network.people.index("n7"), network.people.index("n9")
    friends = {a + b - seven for a, b in network.ties if seven in (a, b)}
    assert friends == {network.people.index(f"n{name}") for name in (2, 3, 4, 9)}
    assert [(circle.owner, circle.title, circle.members) for circle in network.circles] == [
        (seven, "circle0", (0, 1)),
        (seven, "circle1", (nine,)),
    ]


def test_an_ego_may_stand_in_the_file(write: Write) -> None:
    assert set(read_network(write("1 2\n2 3\n"), ego="2").ties) == {(0, 1), (1, 2)}


def test_circles_of_whom_the_file_is_named_after(write: Write) -> None:
    network = read_network(
        write("1 2\n1 3\n2 3\n"), circles=[write("a\t2\n", "1.circles"), write("a\t1\n", "3.circles")]
    )
    assert [(circle.owner, circle.members) for circle in network.circles] == [(0, (1,)), (2, (0,))]


BAD = [
    ("1 2\n3\n", 2, "here stand 1"),
    ("1 2 3\n", 1, "here stand 3"),
    ("1 2\n# fine\n1 1\n", 3, "their own friend"),
    ("1 2\n2 1\n1 2\n", 3, "second time"),
    ("1 2\n2 \x00\n", 2, "NUL"),
    (b"1 2\n\xff\xfe 3\n", 2, "no UTF-8"),
    ("1 2\n2 ../../etc\n", 2, "no user name"),
    ("1 2\n2 " + "9" * 40 + "\n", 2, "no user name"),
    ("1 2\n2 小明\n", 2, "no user name"),
    ("1 2\n2 -3\n", 2, "no user name"),
    ("1 2\n2 ٣\n", 2, "no user name"),
    ("source target\n1 2\n", 2, "a heading begins by #"),
    ("anna ben\nben Anna\n", 2, "one user name"),
    ("", 0, "no friendship"),
    ("# nothing\n\n", 0, "no friendship"),
    (gzip.compress(b"1 2\n" * 1, mtime=0)[:-4], 2, "cut off"),
    (gzip.compress(random.Random(1).randbytes(5000), mtime=0)[:2000], 1, "UTF-8|cut off|NUL|no user name"),
    (gzip.compress(b"1 2\n", mtime=0)[:-6] + b"abcdef", 2, "damaged"),
    (b"\x1f\x8b and no more", 1, "damaged|cut off"),
    (gzip.compress(b"1 2\n", mtime=0) + b"trailing", 2, "damaged"),
]


@pytest.mark.parametrize(("content", "line", "why"), BAD)
def test_bad_edges_are_refused_with_their_line(write: Write, content: str | bytes, line: int, why: str) -> None:
    path = write(content)
    with pytest.raises(BadFile, match=why) as refused:
        read_network(path)
    assert str(refused.value).startswith(f"{path}, line {line}: " if line else f"{path}: ")


BAD_CIRCLES = [
    ("home\n", 1, "name and its members"),
    ("\t2\n", 1, "name and its members"),
    ("home\t2\nhome\t3\n", 2, "second circle"),
    ("home\t2\t2\n", 1, "twice"),
    ("home\t1\n", 1, "cannot be in it too"),
    ("home\t4\n", 1, "no friend"),
    ("home\t2\nwork\t77\n", 2, "no friend"),
    ("home\t2\twork mate\n", 1, "no user name"),
]


@pytest.mark.parametrize(("content", "line", "why"), BAD_CIRCLES)
def test_bad_circles_are_refused_with_their_line(write: Write, content: str, line: int, why: str) -> None:
    edges, circles = write("1 2\n1 3\n3 4\n"), write(content, "1.circles")
    with pytest.raises(BadFile, match=why) as refused:
        read_network(edges, circles=[circles])
    assert str(refused.value).startswith(f"{circles}, line {line}: ")


def test_circles_of_nobody_are_refused(write: Write) -> None:
    with pytest.raises(BadFile, match="whose circles are these"):
        read_network(write("1 2\n"), circles=[write("home\t2\n", "8.circles")])


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        (Bounds(people=3), "line 2: more than 3 people"),
        (Bounds(ties=2), "line 3: more than 2 friendships"),
        (Bounds(line=4), "line 1: a line of more than 4 bytes"),
        (Bounds(bytes=12), "more than 12 bytes"),
        (Bounds(circles=1), "line 2: more than 1 circles"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_huge_files_are_refused(write: Write, bounds: Bounds, why: str, pack: Callable[[bytes], bytes]) -> None:
    edges = write(pack(b"10 20\n30 40\n10 30\n"))
    with pytest.raises(BadFile, match=why):
        read_network(edges, circles=[write("a\t20\nb\t30\n", "10.circles")], bounds=bounds)


def test_a_line_without_end_and_a_bomb_take_no_memory(write: Write) -> None:
    """64 MB of one line that lie in 64 KB: no more of it is unpacked than the bound."""
    with pytest.raises(BadFile, match="line 1: a line of more than"):
        read_network(write(gzip.compress(b"7" * 2**26, 9, mtime=0)))
    with pytest.raises(BadFile, match="more than 1000000 bytes"):
        read_network(write(gzip.compress(b"# comment\n" * 2**20, 9, mtime=0)), bounds=Bounds(bytes=1_000_000))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, why in ((tmp_path, "not a file"), (pipe, "not a file"), (Path("/dev/zero"), "not a file")):
        with pytest.raises(BadFile, match=why):
            read_network(path)
    with pytest.raises(BadFile, match="cannot be read"):
        read_network(tmp_path / "absent")


def test_a_bad_file_leaves_the_house_as_it_was(write: Write, database: Database, address: str) -> None:
    edges = write("1 2\n" * 1 + "2 3\n3 4\n4 4\n")
    with pytest.raises(BadFile):
        import_network(database, edges)
    with pytest.raises(BadFile):
        import_network(database, write("1 2\n2 3\n", "good.tsv"), circles=[write("home\t3\n", "1.circles")])
    assert contents(address)["account"] == []
    assert import_network(database, write("1 2\n2 3\n", "good.tsv")) == people.BroughtIn(people=3, ties=2, circles=0)
