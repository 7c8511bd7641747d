"""A real network is brought in, before and after its stream of inserts, and the house answers as the records say.

Queries in the style of LDBC SNB, unaudited. The answers before the stream are given with the data; for those after it
a plain program answers, which is held to the given ones first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ldbc.__main__ import main
from tests.ldbc.bring import Brought, open_house, records_at_start, spell, unspell
from tests.ldbc.folder import BadLine, Friendship, Like, Message, Person, Record, open_text, read_people, read_stream
from tests.ldbc.plain import World
from tests.ldbc.questions import QUESTIONS, answer
from tests.steppable import SteppableClock

SHARED = Path(os.environ.get("TEAHOUSE_SHARED") or Path(__file__).parents[2].parent / "shared")
SMALL = SHARED / "data/ldbc/snb-small"

with_data = pytest.mark.skipif(not SMALL.is_dir(), reason=f"no social network in {SMALL}")

Asked = tuple[str, dict[str, Any]]


def given() -> Iterator[tuple[Asked, list[Any]]]:
    """The questions that the house answers, with the given answers."""
    with open_text(SMALL / "answers_t0.jsonl.gz") as file:
        for line in file:
            one = json.loads(line)
            if one["query"] in QUESTIONS:
                yield (one["query"], one["params"]), one["rows"]


def asked_of_all(world: World) -> Iterator[Asked]:
    """Each question about each person, at two times, and about many messages."""
    times = sorted(message.at for message in world.messages.values())
    for person in world.people:
        for query in ("IS2", "IS3", "IC7", "IC8"):
            yield query, {"personId": person}
        for query in ("IC2", "IC9"):
            for at in (times[-1], times[len(times) // 2]):
                yield query, {"personId": person, "maxDate": at}
    for number, message in enumerate(world.messages):
        if number % 10 == 0 or number > len(world.messages) - 500:
            yield "IS5", {"messageId": message}
            yield "IS7", {"messageId": message}


def differences(house: Brought, asked: Iterator[tuple[Asked, list[Any]]]) -> tuple[int, list[Any]]:
    """How many were asked, and the questions that the house answers otherwise."""
    wrong = []
    n = 0
    for (query, params), rows in asked:
        n += 1
        if (got := answer(house, query, params)) != rows:
            wrong.append((query, params, got, rows))
    return n, wrong


@with_data
def test_the_plain_program_gives_the_given_answers() -> None:
    world = World(records_at_start(SMALL))
    wrong = [asked for asked, rows in given() if world.answer(*asked) != rows]
    assert wrong == []


@with_data
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True)
def test_the_house_answers_before_and_after_the_inserts(address: str, clock: SteppableClock) -> None:
    database = open_house(address, clock)
    try:
        house = Brought(database)
        start = records_at_start(SMALL)
        assert house.bring(start) == []
        asked, wrong = differences(house, given())
        assert (asked, wrong[:3]) == (1320, [])

        stream = read_stream(SMALL)
        kinds = [type(record) for record in stream.inserts]
        assert {kind: kinds.count(kind) for kind in (Person, Like, Message, Friendship)} == {
            Person: 28,
            Like: 818 + 656,
            Message: 1271 + 1296,
            Friendship: 189,
        }
        assert stream.skipped == 155 + 2507
        assert house.bring(stream.inserts) == []
        world = World([*start, *stream.inserts])
        again = (asked for asked, _ in given())
        after = ((one, world.answer(*one)) for one in (*again, *asked_of_all(world)))
        asked, wrong = differences(house, after)
        assert wrong[:3] == []
        assert asked > 5000
    finally:
        database.close()


@pytest.mark.parametrize(
    "text", ["plain", " margins ", '"quoted"', '"', "cafe\u0301", "", " ", "a\u2028b", "@p1 #tag https://tea.example"]
)
def test_texts_come_out_as_they_went_in(text: str) -> None:
    assert unspell(spell(text)) == text


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / "dynamic").mkdir(exist_ok=True)
    (folder / "dynamic" / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_files_may_be_plain_and_in_parts_and_times_numbers(tmp_path: Path) -> None:
    write(tmp_path, "person_0_0.csv", "id|firstName|lastName|creationDate", "1|Ann|Lee|2010-02-03T04:05:06.789+0000")
    write(tmp_path, "person_0_1.csv", "id|firstName|lastName|creationDate", "2|Bo|Ek|1265169906789")
    write(tmp_path, "person_speaks_language_0_0.csv", "Person.id|language", "1|en")
    assert list(read_people(tmp_path)) == [
        Person(1, "Ann", "Lee", 1_265_169_906_789),
        Person(2, "Bo", "Ek", 1_265_169_906_789),
    ]


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    write(tmp_path, "person_0_0.csv", "id|firstName|lastName|creationDate", "1|Ann|Lee|0", "2|Bo")
    with pytest.raises(BadLine, match=r"person_0_0\.csv, line 3"):
        list(read_people(tmp_path))


def small_folder(folder: Path) -> None:
    """Two friends, a post, a comment and a like; then a third person with a friend, a comment and a like."""
    write(folder, "person_0_0.csv", "id|firstName|lastName|creationDate", "1|Ann|Lee|10", "2|Bo|Ek|11")
    write(folder, "person_knows_person_0_0.csv", "Person.id|Person.id|creationDate", "1|2|20")
    write(folder, "post_0_0.csv", "id|imageFile|creationDate|content|creator", "7|cat.jpg|30||1")
    write(folder, "comment_0_0.csv", "id|creationDate|content|creator|replyOfPost|replyOfComment", "8|40| ah |2|7|")
    write(folder, "person_likes_post_0_0.csv", "Person.id|Post.id|creationDate", "2|7|60050")
    write(folder, "person_likes_comment_0_0.csv", "Person.id|Comment.id|creationDate")
    (folder / "update_streams").mkdir()
    (folder / "update_streams" / "updateStream_0_0_person.csv").write_text(
        "70000|0|1|3|Cy|Oh|male|0|70000|ip|browser|1|en||||\n70010|0|8|1|3|70010\n", encoding="utf-8"
    )
    (folder / "update_streams" / "updateStream_0_0_forum.csv").write_text(
        "70005|0|4|5|Wall|70005|1|\n70020|0|7|9|70020|ip|browser|so|2|3|1|-1|8|\n70030|0|2|3|7|70030\n",
        encoding="utf-8",
    )


QUESTIONS_OF_SMALL = [
    {"query": "IS3", "params": {"personId": 1}},
    {"query": "IC8", "params": {"personId": 2}},
    {"query": "IC7", "params": {"personId": 1}},
    {"query": "IC13", "params": {"person1Id": 1, "person2Id": 2}},
    {"query": "IC2", "params": {"personId": 1, "maxDate": 99999}, "rows": []},
]


def test_the_program_answers_a_file_of_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_folder(tmp_path)
    asked = tmp_path / "questions.jsonl"
    asked.write_text("".join(f"{json.dumps(one)}\n" for one in QUESTIONS_OF_SMALL), encoding="utf-8")
    bo, cy = [2, "Bo", "Ek"], [3, "Cy", "Oh"]
    before = [[[*bo, 20]], [], [[*bo, 60050, 7, "cat.jpg", 1, 0]], [[*bo, 8, " ah ", 40]]]
    after = [
        [[*cy, 70010], [*bo, 20]],
        [[*cy, 70020, 9, "so"]],
        [[*cy, 70030, 7, "cat.jpg", 1, 0], [*bo, 60050, 7, "cat.jpg", 1, 0]],
        [[*cy, 9, "so", 70020], [*bo, 8, " ah ", 40]],
    ]
    for more, rows in (([], before), (["--updates"], after)):
        assert main([str(tmp_path), str(asked), *more]) == 0
        printed, notes = capsys.readouterr()
        answers = [json.loads(line) for line in printed.splitlines()]
        assert [one["rows"] for one in answers] == rows
        assert [len(one["columns"]) for one in answers] == [4, 6, 8, 6]
        assert "no counterpart here: IC13 (1)" in notes
    assert main([str(tmp_path / "nowhere"), str(asked)]) == 1
    assert "person_0_0.csv" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_comes_too_early_waits_and_what_never_can_be_is_left(address: str, clock: SteppableClock) -> None:
    database = open_house(address, clock)
    try:
        house = Brought(database)
        lost = Like(1, 99, 50)
        answer_first: list[Record] = [
            Message(11, 1, "yes", 20, 10),
            lost,
            Message(10, 1, "no?", 30, None),
            Person(1, "A", "B", 10),
        ]
        assert house.bring(answer_first) == [lost]
        assert answer(house, "IS7", {"messageId": 10}) == [[11, "yes", 20, 1, "A", "B", False]]
        assert answer(house, "IS7", {"messageId": 99}) == []
        assert answer(house, "IC2", {"personId": 7, "maxDate": 100}) == []
    finally:
        database.close()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_all_of_one_instant_is_put_in_the_order_that_is_asked_for(address: str, clock: SteppableClock) -> None:
    """More than a page of one millisecond: the page is chosen by number, whatever ids the house gave."""
    database = open_house(address, clock)
    try:
        house = Brought(database)
        at = 1_265_169_906_789
        records: list[Record] = [Person(1, "A", "B", 5), Person(2, "C", "D", 5), Friendship(1, 2, 6)]
        records += [Message(number, 2, "same", at, None) for number in range(60, 10, -1)]
        assert house.bring(records) == []
        newest = answer(house, "IC2", {"personId": 1, "maxDate": at})
        assert [row[3] for row in newest] == list(range(11, 31))
        assert answer(house, "IC9", {"personId": 1, "maxDate": at}) == []
        last = answer(house, "IS2", {"personId": 2})
        assert [row[0] for row in last] == list(range(60, 50, -1))
    finally:
        database.close()
