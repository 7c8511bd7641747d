"""What went on for weeks among the Chinese speakers: a baby, the bakery's new oven, learning to run, a school show, a
broken phone."""

from __future__ import annotations

from .stock import Story, ep

_BABY = Story(
    "chenhao",
    "zh",
    (
        ep(
            86,
            5.2,
            "小满，凌晨三点四十一分，六斤二两。思琪平安。我数了三遍手指头，都是十个。",
            "xiaoming: 恭喜恭喜！！当爸爸啦！ // A: 谢谢，手还在抖。",
            "lin: 大喜！思琪想吃什么，我让佳佳送来。 // A: 她说想吃您的桂花糕，能吃吗？ // lin: 能吃一小块，其余是你"
            "的。",
            "liulaoshi: 名字真好，小满胜万全。 // A: 她妈妈取的，我负责同意。",
            "ngozi_bell: Saw you both at five this morning, Ward 6 sends love up two floors. She has a good pair of "
            "lungs! // A: Thank you Ngozi! You brought the tea that saved me.",
        ),
        ep(
            80,
            4.4,
            "第六天。我学会了：换尿布、单手喝咖啡、站着睡觉。",
            "huangmin: 这三样够用到三岁。 // A: 三岁？？ // huangmin: 三岁以后换新的三样。",
            "xiaoming: 要不要给你带饭？ // A: 要！红烧肉！ // xiaoming: 我妈已经在切了。",
        ),
        ep(
            72,
            16.2,
            "我妈到了。带了一箱小米、一箱鸡蛋和一箱意见。",
            "siqi: 我看见了。 // A: 我是说，一箱爱。",
            "huangmin: 哈哈哈保命要紧。",
        ),
        ep(
            57,
            19.1,
            "满月。剃下来的头发包在红纸里，我妈说要压在枕头下。红鸡蛋放林记柜台了，路过的街坊自己拿。",
            "lin: 一上午就拿完了，都说长得像妈妈。 // A: 他们见过吗？ // lin: 没有，但是猜得很准。",
            "zhaoshifu: 满月大吉。让她先学呼吸，其他慢慢来。 // A: 师傅，她呼吸得全楼都听见。",
            "wangnainai: 给小满做了一双虎头鞋，让小明带去。 // A: 谢谢奶奶！她一定天天穿。",
            to="friends",
        ),
        ep(
            43,
            3.3,
            "夜里三点，她醒着，我醒着，窗外有一盏灯也醒着。后来知道那是林姐的面包房。互相亮着，挺好。",
            "lin: 以后我给那盏灯留亮一点。 // A: 林姐，你怎么三点还回消息。 // lin: 面在醒，我也在醒。",
            "ngozi_bell: And a third light: ward 6, second window. Wave. // A: 挥手了！ Waving!",
        ),
        ep(
            27,
            20.5,
            "今天她笑了。不是胀气，我查过了，是笑。对着电风扇。",
            "siqi: 对我也笑了，比电风扇晚十分钟。 // A: 我没敢说。",
            "xiaoming: 电风扇有什么了不起，周末我去试试。 // A: 请抓紧，排队的人很多。",
            "chenma: 是对奶奶先笑的，昨天，我没说。",
        ),
        ep(
            12,
            21.3,
            "连续睡了五个小时。她，还有我。早上我们互相看了一眼，都像换了个人。",
            "huangmin: 恭喜毕业小班！ // A: 中班是什么？ // huangmin: 长牙。",
            "wangjianguo: 好日子在后头。 // A: 借王叔吉言。",
        ),
        ep(
            3,
            19.4,
            "百日快到了，会抬头了，看什么都像第一次。跟着她看，路灯也新，下雨也新，我也新。",
            "liulaoshi: 这段话我想念给家长们听。 // A: 刘老师随便用，不收版权。",
            "siqi: 下次换你夜里三点“新”一下。 // A: 好的领导。",
        ),
    ),
    "family",
)

_OVEN = Story(
    "linbakery",
    "zh",
    (
        ep(
            82,
            14.2,
            "跟大家说个事：老炉子用了十七年，昨天下午咳嗽了一声，不热了。师傅说修也行，换也行，修的钱差不多够换半个"
            "。我们想一想。这几天只有饼干和馒头，对不起大家。 (Our old oven has coughed its last. Only biscuits and "
            "steamed buns this week, sorry, everyone.)",
            "huangmin: 别急林姐，馒头我们也爱吃。 // A: 谢谢你，给你留两个热的。",
            "anna: Biscuits are a perfectly good dinner. Take your time! // A: Thank you, Anna. Mila gets the "
            "broken ones, they taste the same.",
            "bill_tanner: What's wrong with it? I've mended boilers. // A: Would you look? There is tea and a "
            "chair. // bill_tanner: Be there at two.",
        ),
        ep(
            81,
            18,
            "比尔先生来看过了，躺在地上看了一个钟头，起来说：“She's tired.” 他说得对。我们决定换新的。谢谢比尔先生，"
            "他只肯收一袋饼干。",
            "bill_tanner: Good oven, that. Owed nobody anything. // A: Thank you. I told her what you said.",
            "zhengjia: 我从小在它旁边写作业。有点舍不得。 // A: 炉门留下来，挂墙上，给你当黑板。",
        ),
        ep(
            67,
            9.2,
            "新炉子订好了，意大利的，要六个星期。有客人问要不要大家凑一点。心意收到，钱不要，来吃面包就是帮忙。这几"
            "个星期借金鲤酒家的烤箱，半夜他们收工，我们开工。谢谢王师傅。",
            "wangjianguo: 邻居嘛。就是厨房里现在一股奶油味，鱼都有意见。 // A: 给鱼也赔个面包。",
            "xiaoming: 我爸半夜在家吃到了刚出炉的吐司，他没告诉你们。 // wangjianguo: 现在告诉了。",
        ),
        ep(
            53,
            11.4,
            "(For those who asked:) the new oven is on a ship. Jia follows it on a map and tells the queue every "
            "morning where our bread is. 今天在直布罗陀。",
            "anna: Mila wants to know if it is seasick. // A: Tell her it lies down, like a sensible lady.",
            "gareth_pugh: What a good reason to stand in a queue.",
        ),
        ep(
            38,
            15.5,
            "到了！！门太窄，差两公分。奥卡福先生和跑步俱乐部的九个人，加上邮递员，把它转了三次，抬进来了。没有人受"
            "伤，门框除外。(It is IN. The door frame isn't.)",
            "dan_okafor: Best training session of the season. I counted it as weights. // A: Buns for all of you "
            "until Christmas. I wrote the names down! // dan_okafor: That's a lot of buns, there were ten of us. // "
            "A: Eleven. Yusuf carried the screws.",
            "keith_marsh: I'll do the frame on Saturday. No charge, two loaves. // A: Three, and thank you.",
            "huangmin: 我在对面看得手心出汗！ // A: 我闭着眼睛的。",
        ),
        ep(
            36,
            5.4,
            "第一炉。凌晨四点半，门口站了十几个人，说是路过。谢谢你们这么早“路过”。新炉子的第一个面包给了王奶奶，第"
            "二个给了比尔先生。",
            "xiaoming: 奶奶一路揣在怀里走回来的，到家还烫。 // A: 请奶奶慢慢吃，天天有。",
            "bill_tanner: Crust like the old one. She's settled. // A: From you that is a medal.",
            "ngozi_bell: Walked past after nights and somebody put a warm roll in my hand. I cried on it. Very good "
            "salt. // A: You walk past any morning, any roll.",
        ),
        ep(
            22,
            16.1,
            "用了两个星期，新炉子左边比右边热一点，面包跟我们一样，要掉个头。炉子我们叫她“小意”。",
            "zhengjia: 老炉子的门已经挂在墙上了，写着今天的菜单。",
            "liulaoshi: 孩子们问小意会不会说中文。 // A: 会，她说“好了”。",
        ),
        ep(
            5,
            15,
            "十年前的今天，我们在灯笼街卖出第一万个菠萝包。买的人是谁，没记下来，一直后悔。今天起柜台上放个本子：写"
            "下名字，写句话，什么话都行。(There is a book on the counter now. Write us a line.)",
            "anna: I think it might have been me?! I remember confetti. // A: That was flour, but now I'm almost "
            "sure! Thank you, Anna. Ten years!",
            "xiaoming: 我第一个写，我就住隔壁。 // A: 你写的是“再来两个”。 // xiaoming: 真情实感。",
            "marcus_reed: The town hall would like to borrow the book when it's full. // A: You will have to fight "
            "Ruth for it.",
        ),
    ),
    "linbakery",
)

_XIAOMING = Story(
    "xiaoming",
    "zh",
    (
        ep(
            85,
            21.1,
            "被佳佳激将，报名了半程马拉松。我上一次跑步是追公交车，没追上。",
            "zhengjia: 你自己说的“这有什么难”。 // A: 我说的是看别人跑。",
            "wangnainai: 慢慢跑，别摔着，回来吃饭。 // A: 奶奶，还没开始跑呢。 // wangnainai: 那先吃饭。",
            "chenwei: 我赌五块钱你能跑完。 // A: 就五块？",
        ),
        ep(
            71,
            13.2,
            "第一次十公里，中间停下来拍了一座桥。教练说计时器没停，我说桥也没停。",
            "zhengjia: 照片呢？ // A: 糊了，手抖腿也抖。",
            "liulaoshi: 这是一个很好的作文开头。",
            on="sun",
        ),
        ep(
            55,
            20,
            "给爸妈修水龙头，修着修着，全楼都没水了。现在全楼都认识我了。",
            "wangjianguo: 物业夸你有闯劲。 // A: 爸，您别学他。",
            "huangmin: 怪不得我洗头洗一半！ // A: 敏姐对不起，送您一箱矿泉水冲头。",
            "lixiuying: 水来了，儿子，下来吃饭，吃完再修灯……灯别修了。",
        ),
        ep(
            41,
            22.1,
            "灯笼7发布前一晚，测试组全在。第四万次开合，它没坏，我快坏了。",
            "chenwei: 明天你睡到中午，我批的。 // A: 截图了，伟哥。",
            "xuyi: 小明哥能给个内部价吗 // A: 内部价就是我自己也买不起的价。",
        ),
        ep(
            25,
            20.3,
            "跟小雨去河边看云。她说像一封封没贴邮票的信。我说像薯片。她还是跟我回来了。",
            "zhengjia: 你何德何能。 // A: 我也在想。",
            "wangnainai: 带小雨来吃饭。 // A: 好的奶奶，这周日。 // wangnainai: 我今天就开始炖。",
        ),
        ep(
            16,
            16.2,
            "跑完了！！两小时三十一分，赢了一只鸡（穿鸡衣服的人）。最后一公里有三个人陪着我跑，桥上有人摇铃，我奶奶"
            "在终点端着保温桶。这辈子没这么累过，也没这么高兴过。",
            "wangnainai: 汤还热着，他就哭了。 // A: 奶奶！那是汗！",
            "anna: 我们把铃都摇掉了！跑得太好了！ // A: 安娜姐，我听见了，我以为到了，结果还有三公里。",
            "lin: 下午来店里，佳佳给你做了桥。 // A: 做了什么？？ // zhengjia: 蛋糕。桥形的。愿赌服输。",
            "chenwei: 五块钱到手，转给你买醋。 // A: 谢谢伟哥，你是唯一押我的人。",
            on="sun",
        ),
        ep(
            8,
            12.4,
            "奶奶把我的完赛奖牌挂在了阳台的茶花上，说花也陪着跑了。",
            "wangnainai: 花听了三个月的闹钟。",
            "liulaoshi: 这一家人都会写诗。",
        ),
        ep(
            0,
            7.9,
            "早上跑了五公里，没人逼我，没人陪我，也没有鸡。我可能是真的喜欢上了。",
            "zhengjia: 明早带我，我认输。 // A: 六点四十，桥头。",
            "wangjianguo: 回来带两根油条。 // A: 已经在手里了，爸。",
        ),
    ),
    "running",
)

_SHOW = Story(
    "liulaoshi",
    "zh",
    (
        ep(
            76,
            20,
            "中文学校这学期的演出定了：孩子们自己编的戏，叫《月亮忘了下班》。现有月亮三个，谁也不肯当云。",
            "huangmin: 糖糖回家说她是“候补月亮”。 // A: 候补也要练发光。",
            "siqi: 小满可以当云，她只会飘。",
        ),
        ep(
            61,
            19.3,
            "要做一个会亮的月亮，一米二左右。家长里有会电工的吗？不要“会一点点”的。",
            "xiaoming: 刘老师，您这话我看到了。 // A: 小明，谢谢你看到。 // chenwei: 我来做，小明递螺丝。 // "
            "xiaoming: 递螺丝我专业。",
        ),
        ep(
            48,
            21,
            "第三次彩排。第二个月亮和第三个月亮和好了，一起当一个大的。我在后台站了一会儿，没让他们看见我。",
            "anna: Mila在家练台词，连猫都会了。 // A: 猫的声调准吗？ // anna: 比我准。",
            "huangmin: 云也有人当了，糖糖说云可以走来走去。",
        ),
        ep(
            26,
            21.3,
            "演完了。月亮亮了（谢谢陈伟，谢谢递螺丝的小明）。有个孩子忘了词，台下的奶奶们一起小声提醒，全场都听见了"
            "，全场都笑了，他就接着说下去了。这就是我们这个学校。",
            "wangnainai: 我提醒得最响。 // A: 王奶奶，您是最佳配角。",
            "chenwei: 灯泡热得能煎蛋，好在月亮没有意见。 // xiaoming: 螺丝递得好。 // chenwei: 是，递得好。",
            "anna: 我听懂了九成，哭懂了十成。 // A: 安娜，这句我要写进教案。",
            on="sat",
        ),
        ep(
            7,
            20.4,
            "孩子们问：月亮后来下班了吗？我说这个留给你们写。收上来二十三个结局，有十九个里月亮去林记买了面包。",
            "lin: 月亮来的话，不收钱。 // A: 她只在夜里来。 // lin: 正好，我三点半开门。",
        ),
    ),
    "satschool",
)

_HUANG = Story(
    "huangmin",
    "zh",
    (
        ep(
            64,
            12.3,
            "手机屏幕一冷就闪，问了灯笼手机的号，{没回|还没回}。有人遇到过吗？",
            "xiaoming: 敏姐，排线的问题，下班我帮您拿去测。 // A: 你会修？ // xiaoming: 我不修，我递给会修的人。",
            "chenwei: 这个我们这边也在查，先别刷机。 // A: 好，有你们在我就放心。",
        ),
        ep(
            46,
            17.4,
            "手机修好了，没收钱，说是批次问题。要是一个月前就有人回一句，我也不会在店里骂那么久。",
            "chenwei: 您骂的我都记下来了，周一拿去开会。 // A: 别提我名字！ // chenwei: 提的是“一位卖豆腐的女士”。",
            "lin: 敏姐消消气，留了您爱吃的。",
        ),
        ep(
            19,
            13.2,
            "店里来了个小姑娘，踮着脚问有没有“外婆的味道”。问了半天，是豆腐乳。她妈妈在门口抹眼泪。我送了两瓶。",
            "lixiuying: 你心善。 // A: 换谁都送。",
            "liulaoshi: 敏姐，你这店不是超市，是老家。",
        ),
        ep(
            2,
            10.3,
            "订货单子开始记了，过节要什么提前说：糯米粉、红豆、腊肠、红枣。别又像上回，三十晚上敲我家门要酱油。",
            "xiaoming: 上回是我。 // A: 我知道是你。",
            "lixiuying: 给我留二十斤糯米粉。 // A: 二十斤！秀英姐你要包一条街啊。 // lixiuying: 就是包一条街。",
        ),
    ),
    "food",
)

STORIES = (_BABY, _OVEN, _XIAOMING, _SHOW, _HUANG)
