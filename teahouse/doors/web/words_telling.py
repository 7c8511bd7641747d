"""The page where a member says how they want to be told, and the two pages that letters lead to; both languages."""

from __future__ import annotations

from msgspec import Struct


class TellingWords(Struct, frozen=True, kw_only=True):
    """Every text of these pages in one language."""

    title: str
    what: str
    lead: str
    whose: str
    whose_hint: str
    not_following: str
    not_followers: str
    new_accounts: str
    private_mentions: str
    accept: str
    filter: str
    drop: str
    held: str
    held_none: str
    held_count: str
    held_tell: str
    held_drop: str
    push: str
    push_hint: str
    here: str
    here_hint: str
    here_on: str
    here_off: str
    here_is: str
    here_denied: str
    here_failed: str
    texts: str
    texts_hint: str
    chat: str
    chat_hint: str
    wecom: str
    dingtalk: str
    feishu: str
    url: str
    url_hint: str
    url_kept: str
    url_bad: str
    sign: str
    sign_hint: str
    sign_bad: str
    keep: str
    test: str
    end: str
    again: str
    good: str
    bad: str
    off: str
    never: str
    letters: str
    letters_hint: str
    address: str
    address_bad: str
    address_soon: str
    every: str
    daily: str
    weekly: str
    waiting: str
    comes: str
    ended: str
    confirm_title: str
    confirm_text: str
    confirm_yes: str
    confirm_done: str
    off_title: str
    off_text: str
    off_yes: str
    off_done: str
    done: dict[str, str]


ENGLISH = TellingWords(
    title="Being told",
    what="Whose notices you get, on your phone, in a chat, or by letter",
    lead="Wherever you are told, you are told only what you may see here at that moment.",
    whose="Whose notices you get",
    whose_hint="Held back means: in no list and on no phone; they wait below. Whoever did it is not told.",
    not_following="People you do not follow",
    not_followers="People who do not follow you, or only since three days",
    new_accounts="Accounts younger than thirty days",
    private_mentions="Letters of people you do not follow",
    accept="tell me",
    filter="hold back",
    drop="throw away",
    held="Held back",
    held_none="Nothing is held back.",
    held_count="{n} held back",
    held_tell="Tell me, now and always",
    held_drop="Put away",
    push="On your phone",
    push_hint="Apps ask for this themselves. What they are sent only they can read.",
    here="In this browser",
    here_hint="Also while no page of the house is open, for as long as you are signed in here.",
    here_on="Tell me in this browser",
    here_off="Tell me nothing more here",
    here_is="You are told in this browser until you sign out here.",
    here_denied="This browser was told not to show notices of this house. Allow them in its settings, then come back.",
    here_failed="It did not work: this browser found no way to be told. Try again later.",
    texts="With the words of posts that are not for everyone",
    texts_hint="They would stand on a locked screen, in a chat or in a mailbox, where others may read them.",
    chat="In a chat",
    chat_hint="A robot in a chat group of yours tells you. What it tells, its makers' servers and the group can read.",
    wecom="WeCom robot",
    dingtalk="DingTalk robot",
    feishu="Feishu or Lark robot",
    url="Its webhook address",
    url_hint="As the chat shows it when you add a robot. Keep it secret: whoever has it can write there.",
    url_kept="An address is kept. Type one to put it in its place.",
    url_bad="This is not the address of such a robot.",
    sign="Its signing secret, if it has one",
    sign_hint="Without one, let the robot take messages with the word “{house}”.",
    sign_bad="This is not the secret of such a robot.",
    keep="Keep",
    test="Send a test",
    end="Tell nothing more there",
    again="Turn it on again",
    good="Last told {when}.",
    bad="It did not work {when}: {why}",
    off="It was turned off because it did not work.",
    never="It has not told anything yet.",
    letters="By letter",
    letters_hint="A letter comes only when there is something to tell. Each has a link that ends them.",
    address="E-mail address",
    address_bad="This is not an e-mail address.",
    address_soon="An address was asked a moment ago. Try again in ten minutes.",
    every="How often",
    daily="at most once a day",
    weekly="at most once a week",
    waiting="We have written to {address}. Open the link in that letter, then letters come.",
    comes="Letters come to {address}.",
    ended="No more letters",
    confirm_title="Letters to this address",
    confirm_text="Shall {house} write to {address} when there is something for you?",
    confirm_yes="Yes, write to me",
    confirm_done="Good. Letters come from now on.",
    off_title="No more letters",
    off_text="Shall {house} stop writing to {address}?",
    off_yes="Yes, no more letters",
    off_done="No more letters come.",
    done={
        "saved": "Saved.",
        "loud": "From now on you are told in this browser.",
        "quiet": "Nothing more is told in this browser.",
        "tried": "A test is on its way. Look there, and here again in a moment.",
        "ended": "Nothing more is told there.",
        "told": "Done.",
    },
)
CHINESE = TellingWords(
    title="通知",
    what="谁的通知要收，发到手机、群聊还是邮箱",
    lead="无论发到哪里，只会告诉你此刻在这里能看到的内容。",
    whose="收谁的通知",
    whose_hint="“先收起”的不出现在列表和手机上，在下面等你看。对方不会知道。",
    not_following="你没有关注的人",
    not_followers="没有关注你、或关注不到三天的人",
    new_accounts="注册不到三十天的账号",
    private_mentions="你没有关注的人写来的私信",
    accept="通知我",
    filter="先收起",
    drop="不要",
    held="收起的通知",
    held_none="没有收起的通知。",
    held_count="收起了 {n} 条",
    held_tell="告诉我，以后也是",
    held_drop="不看了",
    push="手机推送",
    push_hint="由应用自己申请。发给它的内容只有它能读。",
    here="在这个浏览器里",
    here_hint="没有打开页面时也会通知，直到你在这里退出登录。",
    here_on="在这个浏览器里通知我",
    here_off="这里不再通知",
    here_is="在这里退出登录之前，会在这个浏览器里通知你。",
    here_denied="这个浏览器被设为不显示本站通知。请先在浏览器设置里允许，再回到这里。",
    here_failed="没有成功：这个浏览器暂时收不到推送。请稍后再试。",
    texts="附上并非所有人可见的动态文字",
    texts_hint="这些字会出现在锁屏、群聊或邮箱里，别人可能看到。",
    chat="群聊机器人",
    chat_hint="用你群里的机器人通知你。它说的话，群里的人和它的服务商都能看到。",
    wecom="企业微信机器人",
    dingtalk="钉钉机器人",
    feishu="飞书机器人",
    url="Webhook 地址",
    url_hint="添加机器人时显示的地址。请保密：谁拿到都能往群里发消息。",
    url_kept="已存有地址。填写新的会替换它。",
    url_bad="这不是该机器人的地址。",
    sign="签名密钥（如果有）",
    sign_hint="没有密钥时，请让机器人接收含有“{house}”的消息。",
    sign_bad="这不是该机器人的密钥。",
    keep="保存",
    test="发一条试试",
    end="不再发到那里",
    again="重新打开",
    good="上次成功：{when}。",
    bad="{when} 没有发成：{why}",
    off="因为发送失败，已经关闭。",
    never="还没有发过。",
    letters="邮件",
    letters_hint="有事才来信。每封信里都有停止来信的链接。",
    address="邮箱地址",
    address_bad="这不是邮箱地址。",
    address_soon="刚刚已经发过确认信，请十分钟后再试。",
    every="多久一次",
    daily="最多每天一封",
    weekly="最多每周一封",
    waiting="已写信到 {address}。打开信里的链接，之后才会来信。",
    comes="来信发到 {address}。",
    ended="不再来信",
    confirm_title="邮件通知",
    confirm_text="有事时，{house} 可以写信到 {address} 吗？",
    confirm_yes="可以，写给我",
    confirm_done="好的，以后会来信。",
    off_title="不再来信",
    off_text="让 {house} 不再写信到 {address} 吗？",
    off_yes="是的，不再来信",
    off_done="不会再来信了。",
    done={
        "saved": "已保存。",
        "loud": "以后会在这个浏览器里通知你。",
        "quiet": "这个浏览器里不再通知。",
        "tried": "测试消息已发出。去那里看看，过一会儿再回到这里。",
        "ended": "不再发到那里。",
        "told": "好了。",
    },
)
