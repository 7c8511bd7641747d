"""What the form for a report says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class ReportWords(Struct, frozen=True, kw_only=True):
    """Every text around making a report, in one language. Mappings are by category."""

    report: str
    report_person: str
    about: str
    text: str
    posts: str
    posts_hint: str
    pictures: str
    what: str
    categories: Mapping[str, str]
    rules: str
    words: str
    words_hint: str
    send: str
    choose_one: str
    rule_unknown: str
    thanks: str
    thanks_text: str
    yours: str
    meanwhile: str
    back: str
    report_group: str
    group_text: str
    group_posts_hint: str
    group_meanwhile: str
    group_back: str
    group_kept: str
    group_keepers: str


ENGLISH = ReportWords(
    report="Report",
    report_person="Report {name}",
    about="A report about {name}",
    text="It goes to those who keep this house, with the posts as you see them now. {name} is not told.",
    posts="Which posts is it about?",
    posts_hint="Tick none if it is about the person.",
    pictures="Pictures",
    what="What is wrong?",
    categories={
        "violation": "It breaks a house rule",
        "spam": "It is advertising, or it comes again and again",
        "legal": "It is against the law",
        "other": "Something else",
    },
    rules="Which rule?",
    words="In your words",
    words_hint="What helps somebody who was not there to understand it.",
    send="Send the report",
    choose_one="Please choose one.",
    rule_unknown="The house rules have changed meanwhile. Please choose again.",
    thanks="Thank you. Your report has been sent.",
    thanks_text="Somebody who keeps the house will look at it.",
    yours="What you reported, and what became of it",
    meanwhile="What you can do yourself. {name} is not told of it.",
    back="Back to {name}",
    report_group="Report this group",
    group_text="It goes to those who keep this house, with the posts as you see them now. Nobody in {name} is told.",
    group_posts_hint="Tick none if it is about the group.",
    group_meanwhile="What you can do yourself. Nobody is told why.",
    group_back="Back to {name}",
    group_kept="This is a group. What the report shows can be taken away above; for the rest, talk to these:",
    group_keepers="The group's owner and helpers",
)
CHINESE = ReportWords(
    report="举报",
    report_person="举报 {name}",
    about="举报 {name}",
    text="举报会交给打理茶馆的人，并附上你现在看到的动态。{name} 不会知道。",
    posts="与哪些动态有关？",
    posts_hint="如果是针对这个人，可以都不选。",
    pictures="图片",
    what="有什么问题？",
    categories={
        "violation": "违反馆规",
        "spam": "广告，或反复刷屏",
        "legal": "违法",
        "other": "其他",
    },
    rules="违反了哪一条？",
    words="说一说",
    words_hint="写下能让不在场的人明白的情况。",
    send="提交举报",
    choose_one="请选一项。",
    rule_unknown="馆规已经改动，请重新选择。",
    thanks="谢谢，举报已提交。",
    thanks_text="打理茶馆的人会来看。",
    yours="你的举报和处理结果",
    meanwhile="你自己也可以做点什么，{name} 不会知道。",
    back="回到 {name} 的主页",
    report_group="举报这个群",
    group_text="举报会交给打理茶馆的人，并附上你现在看到的动态。{name} 里没有人会知道。",
    group_posts_hint="如果是针对整个群，可以都不选。",
    group_meanwhile="你自己也可以做点什么，没有人会知道原因。",
    group_back="回到 {name}",
    group_kept="这是一个群。举报所附的动态可以在上面处理；其他的事，请和他们谈：",
    group_keepers="群主和管理员",
)
