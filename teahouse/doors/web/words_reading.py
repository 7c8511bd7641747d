"""What the pages for reading and writing say, in each language of ours."""

from __future__ import annotations

from msgspec import Struct


class Reading(Struct, frozen=True, kw_only=True):
    """The texts of home, of what is done with a moment, of the composer, and of people and circles."""

    # home
    home: str
    me: str
    home_empty: str
    home_empty_do: str
    new_above: str
    newest: str
    asking_one: str
    asking_many: str

    # what is done with a moment
    like: str
    unlike: str
    comment: str
    share: str
    unshare: str
    keep: str
    unkeep: str
    kept: str
    kept_none: str
    more: str
    edit: str
    delete: str
    delete_sure: str
    remove: str
    removed: str
    liked_by: str
    all_comments: str
    comment_label: str
    comment_to: str
    send: str
    for_everyone: str
    for_everyone_unlisted: str
    for_house: str
    for_friends: str
    for_some: str
    for_all_but: str
    for_followers: str
    for_named: str
    for_me: str

    # writing
    write: str
    write_label: str
    post: str
    who_sees: str
    who_friends: str
    who_only: str
    who_all_but: str
    who_all_but_note: str
    who_people_one: str
    who_people_many: str
    spoiler: str
    spoiler_hint: str
    is_selling: str
    who_comments: str
    comments_all: str
    comments_friends: str
    comments_nobody: str
    no_circle: str
    edit_title: str
    edit_note: str

    # people
    friends: str
    friends_none: str
    befriend: str
    follow: str
    unfollow: str
    waiting: str
    take_back: str
    asks_you: str
    are_friends: str
    common_one: str
    common_many: str
    what_i_see: str
    mute_week: str
    mute_for_good: str
    unmute: str
    muted: str
    selling_off: str
    asking_off: str
    shares_off: str
    hide_mine: str
    fold: str
    fold_hint: str
    remark: str
    remark_hint: str
    never_told: str
    in_circles: str
    unfriend: str
    unfriend_sure: str
    block: str
    block_sure: str
    unblock: str
    blocked: str
    less_selling: str
    mute_this: str
    undo: str

    # circles
    circles: str
    circles_text: str
    circles_none: str
    circle_new: str
    circle_name: str
    circle_rename: str
    circle_members: str
    circle_nobody: str
    circle_add: str
    circle_put_in: str
    take_out: str
    circle_all_in: str
    circle_delete: str
    circle_delete_text: str
    circle_delete_closes: str

    # what was done
    done_posted: str
    done_deleted: str
    done_edited: str
    done_removed: str
    done_asked: str
    done_less: str
    done_muted: str
    done_quiet: str
    done_circle: str
    done_undone: str


ENGLISH = Reading(
    home="Home",
    me="My corner",
    home_empty="It is quiet here still.",
    home_empty_do="Say something yourself, ask somebody you know to be your friend, or bring someone along.",
    new_above="New since your last visit · older from here",
    newest="Back to the newest",
    asking_one="One person asks to be your friend",
    asking_many="{n} people ask to be your friends",
    like="Like",
    unlike="Liked",
    comment="Comment",
    share="Share",
    unshare="Shared",
    keep="Keep for later",
    unkeep="Kept: let go",
    kept="Kept for later",
    kept_none="You have kept nothing yet. “Keep for later” stands below every post.",
    more="More",
    edit="Change the words",
    delete="Delete",
    delete_sure="Delete this for good, with all its comments?",
    remove="Take away from under my post",
    removed="The author took this comment away. Only you still see it.",
    liked_by="Liked by {names}",
    all_comments="All {n} comments",
    comment_label="Your comment",
    comment_to="Answer {name}",
    send="Send",
    for_everyone="Everyone (signed in or not)",
    for_everyone_unlisted="Everyone, but in no list",
    for_house="Everybody in this house",
    for_friends="Friends",
    for_some="Only {names}",
    for_all_but="Friends, but not {names}",
    for_followers="Followers",
    for_named="Whom it names",
    for_me="Only me",
    write="Write",
    write_label="What is going on?",
    post="Post",
    who_sees="Who can see it",
    who_friends="All my friends ({n})",
    who_only="Only {name} ({n})",
    who_all_but="All my friends but {name}",
    who_all_but_note="“All but” cannot keep it from people who become your friends later.",
    who_people_one="one person",
    who_people_many="{n} people",
    spoiler="A line that stands before it (optional)",
    spoiler_hint="Readers open the rest themselves.",
    is_selling="I offer something for sale here",
    who_comments="Who may comment",
    comments_all="Everybody who sees it",
    comments_friends="My friends",
    comments_nobody="Nobody",
    no_circle="Lists of friends of your own stand here once you have made some.",
    edit_title="Change the words",
    edit_note="Who can see it stays as it is. The earlier words stay readable to whoever can see it.",
    friends="Friends",
    friends_none="You have no friends here yet. Open the page of somebody you know and ask.",
    befriend="Ask to be friends",
    follow="Follow",
    unfollow="Following: stop",
    waiting="You have asked. Now it is up to them.",
    take_back="Take it back",
    asks_you="{name} asks to be your friend.",
    are_friends="You are friends.",
    common_one="One friend in common",
    common_many="{n} friends in common",
    what_i_see="What I see of {name}",
    mute_week="Don’t look at theirs for a week",
    mute_for_good="Don’t look at theirs",
    unmute="Look at theirs again",
    muted="You don’t look at theirs at the moment.",
    selling_off="Nothing they sell",
    asking_off="No begging for likes or votes",
    shares_off="Nothing they pass on",
    hide_mine="Hide mine from them",
    fold="At most so many a day",
    fold_hint="0: all of them. What is left out is still on their page.",
    remark="My own name for them",
    remark_hint="Only you see it.",
    never_told="They are never told.",
    in_circles="They stand in",
    unfriend="End the friendship",
    unfriend_sure="You will both be gone from what the other shows to friends.",
    block="Block",
    block_sure="Neither of you sees anything of the other from then on.",
    unblock="Unblock",
    blocked="You have blocked this person.",
    less_selling="Less selling from {name}",
    mute_this="Not from {name} for a week",
    undo="Undo",
    circles="My lists of friends",
    circles_text="Lists are yours alone: nobody learns their names or who is in them. A post can be for one of them.",
    circles_none="You have none yet. Family, work, the choir: make one and post for it.",
    circle_new="A new list",
    circle_name="Name",
    circle_rename="Rename",
    circle_members="In it",
    circle_nobody="Nobody is in it yet.",
    circle_add="Friends to add",
    circle_put_in="Put the ticked ones in",
    take_out="Take the ticked ones out",
    circle_all_in="All your friends are in it.",
    circle_delete="Delete this list",
    circle_delete_text="Posts for this list alone will be seen by nobody else any more.",
    circle_delete_closes="Posts kept from this list become yours alone: {n}. Nothing ever opens to more people.",
    done_posted="Posted.",
    done_deleted="Deleted.",
    done_edited="Changed.",
    done_removed="Taken away from under your post.",
    done_asked="Asked. They will see it when they look in.",
    done_less="You will see no more of what {name} sells.",
    done_muted="You will not look at {name}’s posts for a week.",
    done_quiet="Kept. They are not told.",
    done_circle="Saved.",
    done_undone="As it was before.",
)

CHINESE = Reading(
    home="首页",
    me="我",
    home_empty="这里还很安静。",
    home_empty_do="先说点什么，请认识的人加你为朋友，或者带一位朋友来。",
    new_above="以上是你上次来过之后的新动态",
    newest="回到最新",
    asking_one="有一位想加你为朋友",
    asking_many="有 {n} 位想加你为朋友",
    like="赞",
    unlike="已赞",
    comment="评论",
    share="转发",
    unshare="已转发",
    keep="收藏",
    unkeep="已收藏，点此取消",
    kept="收藏",
    kept_none="还没有收藏。每条动态下面都有“收藏”。",
    more="更多",
    edit="修改文字",
    delete="删除",
    delete_sure="确定删除这条动态和它的全部评论吗？删除后无法恢复。",
    remove="从我的动态下移除",
    removed="这条评论已被作者移除，只有你自己还能看到。",
    liked_by="{names} 觉得很赞",
    all_comments="全部 {n} 条评论",
    comment_label="你的评论",
    comment_to="回复 {name}",
    send="发送",
    for_everyone="所有人（含未登录者）",
    for_everyone_unlisted="所有人，但不进列表",
    for_house="本馆所有成员",
    for_friends="朋友",
    for_some="仅 {names}",
    for_all_but="朋友，但不含 {names}",
    for_followers="关注者",
    for_named="提到的人",
    for_me="仅自己",
    write="写动态",
    write_label="这一刻的想法……",
    post="发表",
    who_sees="谁可以看",
    who_friends="全部朋友（{n}）",
    who_only="仅 {name}（{n}）",
    who_all_but="除 {name} 以外的朋友",
    who_all_but_note="“除……以外”挡不住以后才成为朋友的人。",
    who_people_one="1 人",
    who_people_many="{n} 人",
    spoiler="放在前面的一句话（可不填）",
    spoiler_hint="读者点开才看到其余内容。",
    is_selling="这条在卖东西",
    who_comments="谁可以评论",
    comments_all="看得到的人",
    comments_friends="我的朋友",
    comments_nobody="谁也不行",
    no_circle="建好分组以后，会出现在这里。",
    edit_title="修改文字",
    edit_note="谁可以看不会改变。看得到的人仍可查看修改前的文字。",
    friends="朋友",
    friends_none="你在这里还没有朋友。打开认识的人的主页，请他们加你为朋友。",
    befriend="加为朋友",
    follow="关注",
    unfollow="已关注，点此取消",
    waiting="已发出请求，等对方答复。",
    take_back="收回请求",
    asks_you="{name} 想加你为朋友。",
    are_friends="你们是朋友。",
    common_one="1 位共同朋友",
    common_many="{n} 位共同朋友",
    what_i_see="我看 {name} 的什么",
    mute_week="一周不看TA",
    mute_for_good="不看TA",
    unmute="重新看TA",
    muted="你现在不看TA的动态。",
    selling_off="不看TA卖的东西",
    asking_off="不看求赞拉票",
    shares_off="不看TA转来的",
    hide_mine="不让TA看我",
    fold="每天最多看几条",
    fold_hint="0 表示全部看。没显示的仍在TA的主页上。",
    remark="备注名",
    remark_hint="仅自己可见。",
    never_told="对方不会知道。",
    in_circles="所在分组",
    unfriend="解除朋友关系",
    unfriend_sure="你们将互相看不到只给朋友看的内容。",
    block="拉黑",
    block_sure="从此双方都看不到对方的任何内容。",
    unblock="解除拉黑",
    blocked="你已拉黑此人。",
    less_selling="少看 {name} 卖货",
    mute_this="一周不看 {name}",
    undo="撤销",
    circles="我的分组",
    circles_text="分组仅自己知道：别人看不到名称，也不知道谁在里面。动态可以只给某个分组看。",
    circles_none="还没有分组。家人、同事、合唱团：建一个，发动态时就能选。",
    circle_new="新建分组",
    circle_name="名称",
    circle_rename="改名",
    circle_members="组里的人",
    circle_nobody="组里还没有人。",
    circle_add="可加入的朋友",
    circle_put_in="加入选中的人",
    take_out="移出选中的人",
    circle_all_in="朋友们都在里面了。",
    circle_delete="删除这个分组",
    circle_delete_text="只给这个分组看的动态，以后别人都看不到了。",
    circle_delete_closes="不给这个分组看的 {n} 条动态会变成仅自己可见。任何内容都不会因此让更多人看到。",
    done_posted="已发表。",
    done_deleted="已删除。",
    done_edited="已修改。",
    done_removed="已从你的动态下移除。",
    done_asked="已发出请求，对方来时会看到。",
    done_less="以后不再看到 {name} 卖货的动态。",
    done_muted="一周内不看 {name} 的动态。",
    done_quiet="已保存，对方不会知道。",
    done_circle="已保存。",
    done_undone="已恢复原样。",
)
