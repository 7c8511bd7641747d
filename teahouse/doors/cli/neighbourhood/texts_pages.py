"""What the bakery and the phone maker post, and how their customers answer."""

from __future__ import annotations

from .stock import Topic, m

_BAKERY_ZH = Topic(
    "linbakery",
    "zh",
    (
        m(
            "早上好，{今天有|刚出炉：}<cake>和热豆浆。{外面冷，进来暖和暖和|排队的朋友辛苦了，先喝口热的}。",
            "给我留两个，八点半到！ // 写好名字放柜台后面了，路上慢点。",
            at=(5, 10),
        ),
        m(
            "明天周一休息。{面也要睡觉，人也要睡觉|老郑去钓鱼，我去看花}。周二见。",
            "那我周一早饭怎么办…… // 今天多买一个，周一微波炉二十秒，跟新的一样。",
            when="sun",
            at=(12, 19),
        ),
        m(
            "有客人说上周的豆沙包偏甜。我们尝了，{是甜了|确实，手重了}。今天起糖减两成，谢谢您直说。",
            "说的是我……您真改了！谢谢林姐。 // 该谢您。不说我们哪里知道。",
        ),
        m(
            "昨天的吐司卖剩六条，今天六折，{做法式吐司正好|放完为止}。剩到傍晚的，照旧送到养老院。",
            "我拿了两条，切厚片煎的，香。 // 煎的时候加一点盐，更香，您试试。",
            mark="selling",
        ),
        m(
            "月饼开始订了：{莲蓉、豆沙、五仁，还有一款咸的|五仁是老配方，没有冰糖丁}。请{写下名字和哪天来取|至少提前"
            "两天说}。",
            "五仁两盒，十四号取，麻烦了！ // 记下了，陈老师。给您留软一点的那炉。",
            when="midautumn-21..midautumn-2",
            mark="selling",
        ),
        m(
            "中秋快乐！店里{只开到中午|下午两点关门}，我们也要回家看月亮。",
            "中秋快乐林姐，忙了一年了。 // 您也是，回家吃团圆饭！",
            when="midautumn..midautumn",
        ),
        m(
            "天气转凉，桂花馅回来了。{树在店后面，花是婆婆摘的|一年只有三个星期}。",
            "等了一年！ // 我也是，闻到就知道秋天到了。",
            when="09-20..10-25",
        ),
        m(
            "谁家小朋友把一只蓝手套落在窗台上？洗干净了，挂在收银台。",
            "huangmin: 是我家糖糖的！谢谢林姐，放学去拿。 // 手套里还有一颗糖，也给她留着呢。",
            when="10-15..03-15",
        ),
    ),
    (
        "谢谢林姐，孩子就认你家的。 // 谢谢小朋友！下次来让她自己挑一个小的，算我的。",
        "今天去晚了，空架子。 // 实在对不起！明天几点来？我给您留。 // 九点！ // 留好了，写您名字。",
        "能少糖吗？我妈血糖高。 // 有一款无糖的全麦，周三周六做。请您母亲先尝一片，不合适不收钱。",
        "昨天买的底有点糊。 // 对不起，那一炉火大了。您来，我换新的给您。 // 没事没事，说一声而已。 // 要换的，这是"
        "规矩。",
        "味道跟我小时候的一样。 // 谢谢您这句话，今天站一天都不累了。",
        "生日蛋糕要提前几天？ // 两天就行，您说说寿星喜欢什么？ // 爸爸，七十，喜欢下棋。 // 那我在上面摆一盘残局，"
        "红方先走。",
        "排队的时候佳佳给我倒了杯豆浆，暖。 // 谢谢您夸她，她看到了，正在偷笑。",
        "有没有不放鸡蛋的？ // 葱花卷和桂花糕都没有蛋。过敏的话跟我们说，案板给您换一块。",
    ),
)

_BAKERY_EN = Topic(
    "linbakery",
    "en",
    (
        m(
            "Good morning Willowford. {Walnut loaves|Egg tarts|Pineapple buns} {just out|at half past seven}, "
            "{scones|cinnamon buns} at nine. It's <colour> outside, it is warm inside.",
            "Saved my morning, as ever. // Thank you! You looked like someone who'd had a night. // Ward 6. You "
            "have no idea.",
            at=(5, 9.5),
        ),
        m(
            "Somebody paid for the next <n> coffees and would not leave a name. {They were drunk by people who "
            "needed them|The postman had one, the others were strangers}. Thank you, whoever you are.",
            "This town sometimes. // I know. I had to go and knead something.",
        ),
        m(
            "We ran out by {eleven|half past ten} yesterday. I am sorry to everyone who walked here for nothing. "
            "Two more trays today.",
            "Walked from Beacon Hill! But the view was good. // Please take a bun on me today, you earned it both "
            "ways.",
        ),
        m(
            "A customer asked what is in our sourdough. Flour, water, salt, {and a starter older than my "
            "daughter|time}. That's all, and that's the whole answer.",
            "How old is the starter? // Twenty-six. It has its own shelf, she does not.",
        ),
        m(
            "Birthday cake for a gentleman of ninety today. {Hardest icing of my life|I may have enjoyed it too much}.",
            "That was for my dad! He wouldn't let us cut it for an hour. // Tell him happy birthday from all of us. "
            "He still owes me a dance.",
        ),
        m(
            "Bread at four o'clock for those who work days: {one more oven|a small batch}, first come. You asked, "
            "we heard you.",
            "YES. I've wanted this since I started at the depot. // You were the third to ask. The third one counts!",
        ),
        m(
            "Allergy question of the week: the ginger biscuits are made with butter, the walnut buns with oil. Ask "
            "at the counter, we always know.",
        ),
        m(
            "Frost on the van this morning. Onion loaves and soup bread back until March.",
            "The onion one? Keep me two! // Kept, under your name, next to the till.",
            when="10-20..02-10",
            at=(5, 10),
        ),
        m(
            "Stollen dough is resting. It needs three weeks, like all of us.",
            "Can I order now? // You can, I'll put you first on the list. Thank you!",
            when="11-10..12-12",
            mark="selling",
        ),
    ),
    (
        "Best thing that ever happened to Lantern Street. // You are kind, thank you. It's the street that keeps us.",
        "Do you do gluten free? // Only on Thursdays, when we scrub everything first. Shall I keep you one? // "
        "Please! // Done, it has your name on it.",
        "My loaf had a hole you could post a letter through. // I'm sorry, that one should not have left the shop. "
        "Bring the other half or just yourself, there's a new one for you. // Honestly, it held a lot of jam. But "
        "thank you!",
        "Thank you for ringing about the purse I left. // Thank you for coming back smiling. We'd have driven it "
        "round.",
        "The girls at the counter are lovely. // I've just read that out to them, thank you. One is "
        "{blushing|pretending to clean}.",
        "Any chance of the rye again? // Yes! Wednesday. Thank you for asking, I wasn't sure anyone missed it. // "
        "2: I missed it! // Two of you: that's a batch.",
        "Can I order for Saturday, two large white? // Written down. Thank you, come any time after eight.",
        "I moved away and this is what I miss. // Oh, thank you. When you visit, the first bun is ours.",
        "Prices went up a bit? // They did, by ten pence, flour went up by more. Thank you for asking instead of "
        "just leaving. // Fair enough. See you tomorrow.",
        "That soup bread. That is all. // Thank you! I'll tell the onions.",
    ),
)

_PHONES_EN = Topic(
    "lanternphones",
    "en",
    (
        m(
            "{Big news|It's here}: Lantern 7 in <colour>. Seven years of updates, one screwdriver. Pre-order {opens "
            "Friday|now open}. #Lantern7",
            "Will the 5 still get updates? // Yes, the Lantern 5 gets security updates for four more years.",
            "Nice. Still waiting for a reply about my battery since last month though.",
            "Is that the same colour as on the poster?",
            mark="selling",
        ),
        m(
            "10 % off all cases this week. #LanternPhones",
            "I'd rather have the charging cable back in stock.",
            mark="selling",
        ),
        m(
            "TIP: Did you know? Night mode now learns when you go to bed. Settings > Display > Night.",
            "It learnt that I go to bed at 3. Judgemental.",
            "Can it be turned off? // Yes: the same menu, 'Learn my times'.",
        ),
        m(
            "Meet the team: {Hui|Joel|Xin} tests every hinge forty thousand times. #MeetTheTeam",
            "Say hello from the running club!",
        ),
        m(
            "We are {proud|thrilled} to be named among the most repairable phones of the year. Thank you to our "
            "community!",
            "Well deserved, mine's on its third battery and going strong.",
        ),
        m(
            "System update 7.2 is rolling out. Better camera, better battery, better you.",
            "Mine reboots since the update. Twice a day.",
            "Same here, since Tuesday.",
            "Better me? // We got carried away. The camera, at least, is better.",
        ),
        m(
            "Weekend flash sale! Trade in your old phone and light the Lantern. 48 hours only.",
            "Does a cracked one count? // Every phone that switches on counts. Come by the shop.",
            when="fri,sat",
            mark="selling",
        ),
        m(
            "How do you use your Lantern? Show us with #MyLantern.",
            "As a torch, mostly.",
            "To read your posts about Lanterns.",
        ),
        m(
            "Our repair desk on Canal Row is open late on Thursdays now, until 8 pm.",
            "Finally! // Thank you for your patience.",
            "This is the useful kind of post. More of these, please.",
        ),
        m("Screen protectors: buy two, get one free.", "Third week running that I read this.", mark="selling"),
        m(
            "Lantern Buds: silence, but louder. Out {next month|soon}.",
            "I have read this four times and I still don't know what it means.",
            mark="selling",
        ),
        m(
            "Black Friday starts early: up to 25 % off. Set your alarm!",
            "Set mine for after it.",
            when="11-15..11-30",
            mark="selling",
        ),
    ),
    (
        "Been on hold with support for forty minutes.",
        "Do you ship to China? // Yes, from the Lantern 6 on. The warranty holds there as well.",
        "Third month without an answer to my e-mail, but the posts are punctual.",
        "Love the phone, could do with fewer posts.",
        "Is the repair desk open on Saturdays? // Weekdays 10 to 6, Thursdays until 8.",
        "My screen flickers when it's cold. Known problem? // Please bring it in, we'd like to see that one.",
        "Where can I get a new back cover for the 5?",
        "Mine survived the washing machine. Just saying. // That we didn't test! Glad to hear it.",
        "Please fix the alarm bug first.",
    ),
)

_PHONES_ZH = Topic(
    "lanternphones",
    "zh",
    (
        m(
            "灯笼7正式开售：七年更新，一把螺丝刀就能修。#灯笼7",
            "老用户有优惠吗？ // 旧机回收可抵用，店里可以评估。",
            "我的电池问题上个月留言了，还没人回。",
            mark="selling",
        ),
        m("本周手机壳九折，两件八五折。", "能不能先把充电线补货？", mark="selling"),
        m("国庆中秋双节特惠，全场满减！", "每年都满减，每年都没减到我要的。", when="09-15..10-08", mark="selling"),
        m("小贴士：长按电源键三秒，可以打开手电筒。", "这个有用，谢谢。", "我妈学会了，现在满屋照。"),
    ),
    (
        "客服电话一直占线。",
        "更新以后拍照变慢了，有人一样吗？ // 2: 我也是，重启一次好一些。",
        "用了四年没坏过，实话。",
        "周六修不修？ // 周一到周五十点到六点，周四到八点。",
        "少发广告，多回消息，谢谢。",
    ),
)

TOPICS = (_BAKERY_ZH, _BAKERY_EN, _PHONES_EN, _PHONES_ZH)
