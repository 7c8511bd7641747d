"""A graph comes in by a word, or not at all. What may stand in the files is tried in tests/bring_in."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Type


def test_a_network_with_circles(tea: Type, folder: Path) -> None:
    (folder / "edges.txt").write_text("# who knows whom\n1 2\n2 3\n", encoding="utf-8")
    (folder / "circles.txt").write_text("family\t1\t2\nwork\t3\n", encoding="utf-8")
    typed = ["import", "network", "edges.txt", "--circles", "circles.txt", "--ego", "0", "--prefix", "p"]
    assert tea(*typed).stdout == "Brought in 4 people, 5 friendships and 2 circles.\n"
    assert [line.split()[0] for line in tea("account", "list").stdout.splitlines()] == ["p1", "p2", "p3", "p0"]
    assert tea(*typed).stdout == "Brought in 0 people, 0 friendships and 0 circles.\n"


def test_one_is_not_said_as_many(tea: Type, folder: Path) -> None:
    for name, text in (("edges.txt", "1 2\n"), ("more.txt", "1 2\n2 3\n"), ("1.circles", "family\t2\n")):
        (folder / name).write_text(text, encoding="utf-8")
    said = tea("import", "network", "edges.txt", "--circles", "1.circles").stdout
    assert said == "Brought in 2 people, 1 friendship and 1 circle.\n"
    assert tea("import", "network", "more.txt").stdout == "Brought in 1 person, 1 friendship and 0 circles.\n"


def test_a_broken_file_brings_nobody(tea: Type, folder: Path) -> None:
    (folder / "edges.txt").write_text("1 2\n2 3 4\n", encoding="utf-8")
    said = tea("import", "network", "edges.txt", code=1).stderr
    assert said == "Error: edges.txt, line 2: two people make a friendship; here stand 3.\n"
    assert tea("import", "network", "gone.txt", code=1).stderr.count("\n") == 1
    assert tea("account", "list").stdout == ""
