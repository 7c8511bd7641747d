"""How a ruling is explained to a person on a terminal, in English or Chinese.

Promises whole sentences: the rule, the words that show it, what it says, where it comes from, and how to mend the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from teahouse.guard import Finding, Ruling, Verdict, packaged_book

_AROUND = 12
_HAN = range(0x3400, 0xA000)
_FOLLOWS = {
    "en": {
        Verdict.ALLOWED: "Nothing was found.",
        Verdict.ADVISED: "It may be published; this is advice.",
        Verdict.LABELLED: "It may be published with a mark that says that it is paid for.",
        Verdict.HELD: "It waits for a person of the house.",
        Verdict.REFUSED: "It cannot be published like this.",
    },
    "zh": {
        Verdict.ALLOWED: "没有发现问题。",
        Verdict.ADVISED: "可以发布，以下仅供参考。",
        Verdict.LABELLED: "标明是推广后可以发布。",
        Verdict.HELD: "需要由茶馆的人看过。",
        Verdict.REFUSED: "这样写不能发布。",
    },
}
_LABELS = {
    "en": {"words": "Words", "says": "Rule", "source": "Source", "instead": "Instead"},
    "zh": {"words": "字句", "says": "规则", "source": "出处", "instead": "可以改成"},
}
_GUESSES = {
    "en": {"selling": "It seems to offer goods or services.", "asking": "It seems to ask for likes or votes."}
    | {"passed_on": "It seems to be a text that goes round."},
    "zh": {"selling": "像是在卖东西。", "asking": "像是在求赞或拉票。", "passed_on": "像是转来的文字。"},
}


def explain(text: str, ruling: Ruling, language: str | None) -> Iterator[str]:
    """The lines that say what was found in the text and what follows, in this language or that of the text."""
    language = language or language_of(text)
    yield _FOLLOWS[language][ruling.verdict]
    for finding in ruling.findings:
        yield ""
        yield from _explain_finding(text, finding, language)
    guessed = [said for name, said in _GUESSES[language].items() if getattr(ruling, name)]
    if guessed:
        yield ""
        yield from guessed
    if ruling.unread:
        yield f"{ruling.unread:,} characters were not read." if language == "en" else f"还有{ruling.unread}个字没有读。"


def language_of(text: str) -> str:
    """`zh` where a fifth of the letters are Chinese."""
    letters = [char for char in text[:2000] if char.isalpha()]
    return "zh" if 5 * sum(ord(char) in _HAN for char in letters) > len(letters) else "en"


def _explain_finding(text: str, finding: Finding, language: str) -> Iterator[str]:
    book, labels = packaged_book(), _LABELS[language]
    rule = book.rule(finding.rule)
    yield f"{getattr(rule.name, language)} ({rule.id})"
    for span in finding.spans:
        if span.part == 0:
            yield f"  {labels['words']}: {quote(text, span.start, span.end)}"
    if finding.declared:
        yield f"  {getattr(finding.reason, language)}"
    yield f"  {labels['says']}: {getattr(finding.statement, language)}"
    for source in rule.sources[:1]:
        yield f"  {labels['source']}: {book.sources[source].citation}"
    yield f"  {labels['instead']}: {getattr(finding.rewrite, language)}"


def quote(text: str, start: int, end: int) -> str:
    """The words in [[ ]] with a little of what stands around them, on one line."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    more = "…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else ""
    return " ".join(f"{more[0]}{before}[[{text[start:end]}]]{after}{more[1]}".split())
