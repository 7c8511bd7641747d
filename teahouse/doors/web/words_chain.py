"""What the pages say about order chains (接龙), in both languages."""

from __future__ import annotations

from msgspec import Struct


class ChainWords(Struct, frozen=True, kw_only=True):
    """Every text of the lists on posts in one language."""

    badge: str
    add: str
    add_text: str
    edit: str
    goes: str

    # the list
    nobody: str
    lines_one: str
    lines_many: str
    sum: str
    left: str
    each: str
    until: str
    full: str
    closed: str
    earlier: str
    more: str
    by_author: str

    # putting oneself down
    join: str
    on_it: str
    quantity: str
    name: str
    name_hint: str
    note: str
    note_hint: str
    send: str
    change: str
    withdraw: str
    seen_all: str
    seen_friends: str
    seen_author: str
    sign_in: str
    not_for_you: str
    was_removed: str

    # the author's
    yours: str
    close: str
    reopen: str
    csv: str
    put_down: str
    put_down_text: str
    put_down_send: str
    remove: str
    removed: str
    put_back: str

    # making one
    title: str
    title_hint: str
    unit: str
    unit_hint: str
    most_each: str
    most_total: str
    no_bound: str
    closes_at: str
    closes_hint: str
    author_only: str
    author_only_kept: str
    left_told: str

    # faults
    too_many: str
    too_many_left: str
    from_to: str
    taken_already: str
    is_closed: str
    ahead: str
    not_a_time: str

    # what was done
    done_in: str
    done_out: str
    done_kept: str

    csv_head: tuple[str, ...]


ENGLISH = ChainWords(
    badge="Sign-up list",
    add="Hang a sign-up list on this post",
    add_text="People put themselves down: boxes of fruit, who comes to the picnic. Nobody has to copy a list again.",
    edit="Change the list",
    goes="The sign-up list goes with the post, and so does everybody's entry on it.",
    nobody="Nobody is on the list yet.",
    lines_one="1 entry",
    lines_many="{n} entries",
    sum="{n} {unit} in all",
    left="{n} left",
    each="at most {n} each",
    until="until {time}",
    full="none left",
    closed="closed",
    earlier="Back to the beginning",
    more="Further on",
    by_author="put down by {name}",
    join="Put me down",
    on_it="You are on the list",
    quantity="How many",
    name="Name on the list",
    name_hint="As people know you: Li Lei's mum, third floor.",
    note="Note",
    note_hint="For example: ripe ones, please. You may leave it empty.",
    send="Put me down",
    change="Change it",
    withdraw="Take me off the list",
    seen_all="Everyone who can see this post will see your entry.",
    seen_friends="{name} will see your entry, and so will friends whom the two of you have in common.",
    seen_author="Only {name} will see your entry.",
    sign_in="Sign in to put yourself down",
    not_for_you="{name} takes no entries from you here.",
    was_removed="{name} took your entry ({n} {unit}) off the list.",
    yours="Your list",
    close="Close the list",
    reopen="Open it again",
    csv="Save as a table (CSV)",
    put_down="Put somebody down by name",
    put_down_text="For a neighbour without an account.",
    put_down_send="Put down",
    remove="Remove",
    removed="Removed by you",
    put_back="Put back",
    title="What is it?",
    title_hint="For example: Peaches, 40 yuan a box.",
    unit="Counted in",
    unit_hint="For example: boxes, people. You may leave it empty.",
    most_each="At most for each person",
    most_total="At most in all",
    no_bound="Empty: as many as they like.",
    closes_at="Closes at",
    closes_hint="By the clock of {zone}. Empty: when you close it.",
    author_only="Only I see who is on the list",
    author_only_kept="This stays so, because people are on the list already.",
    left_told="Tell everybody how many are left",
    too_many="There are not so many left.",
    too_many_left="There are not so many left; only {n}.",
    from_to="A number from 1 to {n}, please.",
    taken_already="{n} are taken already; it cannot be less.",
    is_closed="The list has been closed.",
    ahead="A time that is still to come, within two years.",
    not_a_time="Please write it like 2026-11-25T18:00.",
    done_in="You are on the list.",
    done_out="You are off the list.",
    done_kept="Done.",
    csv_head=("No.", "Name", "Quantity", "Note", "Account", "Put down", "Changed"),
)

CHINESE = ChainWords(
    badge="接龙",
    add="在这条动态上发起接龙",
    add_text="要几箱水果、谁来野餐，大家各填各的，不用再复制粘贴一遍又一遍。",
    edit="修改接龙",
    goes="接龙会和动态一起删除，大家填的内容也都没有了。",
    nobody="还没有人接龙。",
    lines_one="1 人接龙",
    lines_many="{n} 人接龙",
    sum="共 {n} {unit}",
    left="还剩 {n}",
    each="每人最多 {n}",
    until="截止：{time}",
    full="已满",
    closed="已截止",
    earlier="回到开头",
    more="往后看",
    by_author="{name} 代填",
    join="我要参加",
    on_it="你已接龙",
    quantity="数量",
    name="接龙用的名字",
    name_hint="写大家认得的：李雷妈妈、三楼小王。",
    note="备注",
    note_hint="比如：要熟一点的。可以不填。",
    send="我要参加",
    change="修改",
    withdraw="退出接龙",
    seen_all="能看到这条动态的人，都能看到你填的内容。",
    seen_friends="{name} 和你们的共同朋友能看到你填的内容。",
    seen_author="只有 {name} 能看到你填的内容。",
    sign_in="登录后参加接龙",
    not_for_you="{name} 在这里不接受你的接龙。",
    was_removed="{name} 把你填的（{n} {unit}）移出了接龙。",
    yours="管理接龙",
    close="截止接龙",
    reopen="重新开放",
    csv="导出表格（CSV）",
    put_down="替别人填一个",
    put_down_text="给没有账号的邻居用。",
    put_down_send="填上",
    remove="移出",
    removed="被你移出的",
    put_back="恢复",
    title="接什么？",
    title_hint="比如：水蜜桃，40 元一箱。",
    unit="单位",
    unit_hint="比如：箱、人。可以不填。",
    most_each="每人最多",
    most_total="总共最多",
    no_bound="不填就是不限。",
    closes_at="截止时间",
    closes_hint="按 {zone} 的时间。不填就等你手动截止。",
    author_only="只有我能看到谁接了龙",
    author_only_kept="已经有人接龙了，这一项不能再改。",
    left_told="告诉大家还剩多少",
    too_many="没有这么多了。",
    too_many_left="没有这么多了，只剩 {n}。",
    from_to="请填 1 到 {n} 之间的数。",
    taken_already="已经有 {n} 被接走，不能再少了。",
    is_closed="接龙已截止。",
    ahead="请填一个还没到的时间，两年以内。",
    not_a_time="请写成 2026-11-25T18:00 这样。",
    done_in="接龙成功。",
    done_out="你已退出接龙。",
    done_kept="好了。",
    csv_head=("序号", "名字", "数量", "备注", "账号", "接龙时间", "修改时间"),
)
