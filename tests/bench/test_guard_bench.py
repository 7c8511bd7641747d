"""The guard's bench: its intervals, its rivals, and its table on a handful of texts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from teahouse.doors.cli import main
from teahouse.doors.cli.bench import guard_rivals as rivals
from teahouse.doors.cli.bench import guard_texts as texts
from teahouse.doors.cli.bench.guard import show
from teahouse.doors.cli.bench.guard_reckon import score, share


def write(file: Path, rows: list[dict[str, object]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A few texts of each set."""
    folder = tmp_path / "data" / "texts"
    gold = [
        {"id": f"{language}{n}", "lang": language, "text": text, "verdict": verdict, "kind": kind}
        for n in range(12)
        for language, text, verdict, kind in (
            ("zh", f"转发本条抽{n}人送书", "induced", "reward_for_share"),
            ("zh", f"寻猫，第{n}天，求转发", "allowed", "appeal_help"),
            ("en", f"RT to win {n} tickets", "induced", "reward_for_share"),
            ("en", f"Lost dog on {n} Mill Lane, please share", "allowed", "appeal_help"),
            ("en", "Like this", "grey", "like_bait"),
        )
    ]
    write(folder / "induced_sharing_gold.jsonl.gz", gold)
    for language, name in (("zh", "zh_nus_sms"), ("zh", "zh_weibo_comments"), ("en", "en_nus_sms")):
        talk = [{"id": f"{name}{n}", "lang": language, "text": f"晚安 {n}", "label": "ordinary"} for n in range(30)]
        write(folder / f"ordinary_{name}.jsonl.gz", talk)
    offers = [{"id": f"a{n}", "lang": "zh", "text": f"全场{n}折优惠促销", "category": "AD:Retail"} for n in range(9)]
    write(folder / "spam_sms_zh_fbs.jsonl.gz", offers)
    return tmp_path


def test_an_interval_holds_its_share_and_narrows_with_more() -> None:
    few, many = share(8, 10), share(800, 1000)
    assert few.low < many.low < 0.8 < many.high < few.high
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)
    assert str(share(1, 2)) == "50.0 % (9.5-90.5, n=2)"


def test_a_score_is_the_same_each_time() -> None:
    truths, alarms = [True] * 10 + [False] * 10, [True] * 8 + [False] * 11 + [True]
    found = score(truths, alarms)
    assert found == score(truths, alarms)
    assert found.low < found.f1 < found.high
    assert score([True], [False]).f1 == 0


def test_without_the_texts_it_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["bench", "guard", "--shared", str(tmp_path)])
    assert done.exit_code == 0
    assert "There are no texts to measure the guard on" in done.output


def test_the_table_names_every_part(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(rivals, "has_learner", lambda: False)
    show(shared, said.append, lambda text: None)
    table = "\n".join(said)
    assert "scikit-learn is not installed" in table
    for part in ("tuned", "unseen", "our own, held out", "processor time a text", "alarms on appeals for help, en"):
        assert part in table
    assert "rule book" not in table


def test_the_rule_books_phrases_are_read(shared: Path) -> None:
    file = shared / "guard" / "rulebook.json"
    file.parent.mkdir()
    rule = {"id": "x", "violating": {"zh": ["转"], "en": []}, "near_miss": {"zh": [], "en": ["y"]}}
    file.write_text(json.dumps({"rules": [rule]}), encoding="utf-8")
    assert [phrase.breaks for phrase in texts.rule_book_phrases(file)] == [True, False]
    said: list[str] = []
    show(shared, said.append, lambda text: None)
    assert any("rule book" in line for line in said)


def test_where_our_phrases_are_not_beside_the_program_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "OURS", Path("/nowhere"))
    assert texts.our_phrases("tuned") == []


def test_the_list_of_words_knows_the_plainest() -> None:
    assert rivals.by_words(["转发送红包", "晚安", "RT to win"]) == [True, False, True]


@pytest.mark.skipif(not rivals.has_learner(), reason="scikit-learn is not installed")
def test_the_classifier_learns() -> None:
    found = [f"转发送书{n}" for n in range(20)] + [f"晚安，明天见{n}" for n in range(20)]
    truths = [True] * 20 + [False] * 20
    assert rivals.across(found, truths) == truths
    assert rivals.learned(found, truths)([]) == []
