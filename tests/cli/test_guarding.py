"""`guard check`: a text explained to a person, lines of JSON answered one for one."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from teahouse.doors.cli import guard_words, guarding, main

REWARD = "转发到朋友圈立减20元"


def check(said: str | bytes, *options: str) -> Result:
    return CliRunner().invoke(main, ["guard", "check", "-", *options], input=said)


def lines(*asked: Any) -> str:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in asked)


def test_it_explains_in_the_language_of_the_text() -> None:
    chinese = check(f"开业啦！{REWARD}", "--commercial")
    assert chinese.exit_code == 0
    assert "不能发布" in chinese.output
    assert "利诱分享 (share.reward)" in chinese.output
    assert "[[转发到朋友圈立减20元]]" in chinese.output.replace("]]20元", "20元]]")
    english = check("Repost this and get 20% off")
    assert "Paid for sharing (share.reward)" in english.output
    assert "[[Repost this and get 20% off]]" in english.output
    assert "Source:" in english.output
    assert "Instead:" in english.output


def test_it_explains_in_another_language_when_asked() -> None:
    assert "Paid for sharing" in check(REWARD, "--lang", "en").output
    assert "利诱分享" in check("Repost this and get 20% off", "--lang", "zh").output


def test_it_says_that_nothing_was_found_and_what_it_guesses() -> None:
    assert check("Good night").output == "Nothing was found.\n"
    assert "offer goods" in check("Free delivery on orders over 50, order now at our shop").output
    assert "像是在求赞" in check("求大家帮忙点赞").output


def test_a_file_is_read_whatever_its_bytes_are(tmp_path: Any) -> None:
    file = tmp_path / "post.txt"
    file.write_bytes(b"\xff\xfe" + "转发领红包".encode())
    done = CliRunner().invoke(main, ["guard", "check", str(file)])
    assert (done.exit_code, "redpacket.lure" in done.output) == (0, True)


def test_lines_are_answered_one_for_one() -> None:
    done = check(
        lines(
            {"id": "a", "text": REWARD, "lang": "zh", "commercial": True, "label": "not looked at"},
            {"id": 7, "text": "晚安"},
            {"text": "新茶到了", "commercial": True, "declared": {"acts": ["share"], "reward": True}},
        ),
        "--json",
    )
    assert done.exit_code == 0
    first, second, third = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["id"], first["verdict"], first["rules"][0]) == ("a", "refused", "share.reward")
    assert first["spans"][0] == [0, len(REWARD), "share.reward"]
    assert second == {"id": 7, "verdict": "allowed", "rules": [], "spans": [], "selling": False}
    assert (third["id"], third["verdict"], third["spans"]) == (None, "refused", [])


def test_spans_of_alt_texts_are_not_among_those_of_the_text() -> None:
    (answer,) = check(lines({"id": 1, "text": "海报", "alts": [REWARD]}), "--json").stdout.splitlines()
    assert json.loads(answer)["rules"] == ["share.reward"]
    assert json.loads(answer)["spans"] == []


def test_a_bad_line_is_named_and_stops_no_other() -> None:
    bad = lines({"id": 2}, {"id": 3, "text": 4}, {"id": 4, "text": "早", "declared": {"acts": ["fly"]}})
    said = "\n".join([lines({"id": 1, "text": "晚安"}), "nonsense", "", bad, lines({"text": "早"})])
    done = check(said, "--json")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    told = done.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in told] == ["line 2", "line 4", "line 5", "line 6"]
    assert "`text`" in told[1]
    assert "'fly'" in told[3]
    assert check(b'{"text":"\xff"}', "--json").exit_code == 1


def test_each_answer_leaves_before_the_next_line_is_read() -> None:
    out = io.BytesIO()

    def asked() -> Any:
        for number in range(3):
            assert out.getvalue().count(b"\n") == number
            yield json.dumps({"id": number, "text": "晚安"}).encode()

    assert guarding._answer_lines(asked(), out) == 0


@pytest.mark.parametrize(("text", "language"), [("ok 好的好的", "zh"), ("see you 见", "en"), ("!!!", "en")])
def test_a_text_is_explained_in_the_language_of_most_of_it(text: str, language: str) -> None:
    assert guard_words.language_of(text) == language


def test_what_was_not_read_is_counted() -> None:
    assert "characters were not read" in check("a" * 200_001).output
    assert "没有读" in check("茶" * 200_001).output


def test_declared_fields_are_explained() -> None:
    ruling = guarding.rules.judge(
        guarding.rules.Submission("茶", commercial=True, declared=guarding.rules.Campaign(heads_paid=True))
    )
    told = "\n".join(guard_words.explain("茶", ruling, "en"))
    assert "heads are paid" in told


def test_words_in_a_picture_are_not_quoted_from_the_text() -> None:
    asked = guarding.rules.Submission("海报", alts=(REWARD,))
    told = "\n".join(guard_words.explain("海报", guarding.rules.judge(asked), None))
    assert "利诱分享" in told
    assert "[[" not in told
