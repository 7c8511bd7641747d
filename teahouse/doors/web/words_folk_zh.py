"""The pages about people and one's own settings in Simplified Chinese."""

from __future__ import annotations

from teahouse.doors.web.words_folk import Folk

CHINESE = Folk(
    set_profile="个人资料",
    set_profile_text="名字、头像和封面、自我介绍",
    set_language="语言和时区",
    set_language_text="茶馆用什么语言和你说话",
    set_privacy="隐私",
    set_privacy_text="别人能看多久以前的动态，谁能找到你",
    set_reports_text="你举报的事处理得怎样",
    set_back="全部设置",
    name="名字",
    name_hint="朋友们怎么叫你，就怎么写。",
    note="自我介绍",
    note_hint="打开你主页的人都看得到。",
    fields="关于你的几件事",
    fields_hint="最多四条，比如“住在：榆树街”。打开你主页的人都看得到。",
    field_name="什么",
    field_value="内容",
    window="允许别人查看多久以前的动态",
    window_hint="对你发过的和以后要发的都有效，处处如此。写给某人的信不受影响。",
    window_all="全部",
    window_3="最近三天",
    window_30="最近一个月",
    window_182="最近半年",
    found="让别人能找到我",
    found_hint="你会出现在“谁在这里”里，馆里的人凭名字的一部分就能找到你，朋友的朋友会知道你们有共同朋友，搜索引擎也可能显示你的主页。"
    "不勾选，就只有输入你完整名字的人才找得到你。",
    ask_first="加我为朋友要先问我",
    ask_first_hint="想加你的人要等你答复。不勾选，谁都可以直接关注你发给所有人的动态。",
)
