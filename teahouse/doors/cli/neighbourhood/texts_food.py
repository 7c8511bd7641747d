"""What people cook, and what friends say to that."""

from __future__ import annotations

from .stock import Topic, m

_FOOD_EN = Topic(
    "food",
    "en",
    (
        m(
            "Made <dish> from what was left in the fridge. {Nobody complained|One complaint, overruled|It had no "
            "right to be that good}.",
            "What WAS left in the fridge? // Half a celery and optimism.",
        ),
        m(
            "First proper loaf in a month. {Flat as a doormat|Risen like a small hill}, and half of it gone before "
            "it cooled. {The butter is to blame|I regret nothing}.",
            "Which flour? // The brown bag from the mill shop, half and half with white.",
        ),
        m(
            "{Question for the room|Serious question}: do you rinse rice? We have had a {long|frosty} discussion "
            "about it at this table.",
            "Three times, until the water is clear. My mother is watching from somewhere. // Mine too, apparently.",
            "Never in my life. // And you admit it in writing!",
            "Twice for guests, once for us. // This is the answer of a diplomat.",
            alone=True,
        ),
        m(
            "Baked <cake> for the {raffle|neighbours|man who fixed the boiler}. There is a corner missing. I know "
            "nothing about it.",
            "The corner is the tax. // Finally someone who understands public finance.",
        ),
        m("<dish> on a tray in front of the {telly|fire}, {rain|wind} on the window. I would not swap with anyone."),
        m(
            "Found the good {beans|noodles|chilli oil} at Huang Min's on Lantern Street again. Bought {four|six}. I "
            "am not a hoarder, I am prepared.",
            "Is there any left? // Two jars when I went. Run.",
            alone=True,
        ),
        m(
            "Sunday roast for {six|seven}, with {five|eight} chairs and a piano stool. {Best|Loudest} afternoon in "
            "weeks.",
            when="sun",
            at=(14, 22),
            to="family",
        ),
        m(
            "The recipe said <n> cloves of garlic. I measured with my heart. {Please keep a distance until "
            "<day>|Sorry, bus number 4}.",
            "I was on that bus. // I am so sorry.",
            alone=True,
        ),
        m(
            "Porridge weather has started. Salt, {like a civilised person|no discussion|and nothing else}.",
            "Salt?? // Sugar, then. I can be bought. // Too late, I've seen your heart.",
            when="09-15..04-10",
            at=(5.5, 10.5),
        ),
        m(
            "Blackberries from behind <place>: two kilos, {four scratches|one wasp}, one crumble.",
            "Left any for us? // The low ones. My back, you see.",
            when="08-10..09-25",
        ),
        m(
            "Squash soup number one of the season. {Nutmeg is the secret|The secret is roasting it first}. See you "
            "in <n> weeks when we are all sick of it.",
            when="09-15..11-30",
        ),
        m("Mince pie count: <n>. It is not even {December|the fifteenth}.", when="11-20..12-15"),
        m("Rhubarb! The first pink thing of the year. {Crumble|Fool|Cake} tonight.", when="03-10..05-20"),
        m(
            "Too hot to cook. Dinner was {melon and cheese|a cucumber, with feelings|cold noodles and a fan}.",
            when="06-15..08-25",
        ),
        m(
            "Jam day. {Eleven|Nine|Fourteen} jars of plum, one burnt thumb. Anyone who brings an empty jar gets a "
            "full one.",
            "I have jars and no shame. When? // After four. Knock loudly, the radio's on.",
            when="08-15..10-15",
        ),
        m(
            "Tried to make dumplings the way {Mrs. Lin|Wei|Huang Min} showed us. Mine look like {small angry "
            "hats|ears}. They taste right, though.",
            "lin: Looks do not matter, the fold only keeps the soup in. // Then there was soup everywhere. So I see.",
        ),
        m("We have reached the part of the week where dinner is toast. {Good toast|Toast with ambition}."),
        m(
            "A {stranger|lady} at the market told me to put {miso|a spoon of coffee} in <dish>. I did. She was "
            "right. I did not get her name.",
            "Tall, red scarf? That's Deborah from the cheese stall. // Then I owe Deborah a bowl.",
        ),
        m(
            "Lunch at the Golden Carp with people from work: they have the {winter|new} menu. The aubergine. {That "
            "is all. The aubergine|Please order the aubergine}.",
            "With the crispy garlic on it? // With ALL the crispy garlic on it.",
        ),
        m(
            "Who taught {teenagers|the young} to put {ketchup|sweet chilli} on everything? I made <dish> with love "
            "and it left the table red.",
            alone=True,
        ),
        m("Pancakes for tea because nobody could agree. {Unanimous|First vote this house has ever carried}."),
        m("Note to self: the {blue|big} pan has a hot handle. Note to self from last week: the same.", alone=True),
    ),
    (
        "{That sounds like exactly what I want tonight|Now I'm hungry, and it's your fault}. // {Come round, "
        "there's a bowl left|I'll save you some next time}.",
        "Recipe, please! // I never measure, that's the trouble. I'll write it down as I go next time. // That's "
        "what you said about the soup.",
        "Is there any left? // {Not a crumb|Ask the person with the spoon}.",
        "We had cheese on toast again. // Nothing wrong with that. // I know, but I wanted yours.",
        "Smelled it from the street, I swear. // You should have knocked!",
        "My gran made it with a bit of vinegar at the end. Try it. // Vinegar! I'll try it on a small corner.",
        "{This is why I keep you|You're wasted on us}.",
        "Beats my dinner, which was standing up. // Standing up where? // At the sink. Don't tell anyone.",
        "You always make me want to buy proper pans. // Mine are from the charity shop, it's all in the swearing.",
        "{Next time ring me|Next time ring the bell} and I'll bring pudding. // Consider it rung. // 2: And me? "
        "I'll bring a chair.",
        "Chilli or no chilli? // {A bit|None, the children}. // Coward! (I say this with love.)",
        "I need this in my life before <author> stops cooking.",
        "Does it freeze? // Better than I do. // Then I'm making double.",
        "Butter fixes everything. // Put that on my gravestone.",
        "The oven and I aren't speaking at the moment. // What did it do? // It knows what it did.",
        "I'd have gone back for seconds. // I did. Thirds are under discussion.",
    ),
)

_FOOD_ZH = Topic(
    "food",
    "zh",
    (
        m(
            "今天做了<dish>，{锅底都没剩|孩子多吃了一碗饭|自己夸自己一句}。",
            "放糖了吗？ // 一点点，提鲜。 // 怪不得，我家那个就是少这一点。",
        ),
        m(
            "菜场的<veg>{便宜了|今天特别嫩}，买多了，谁要？放门口自取。",
            "我要我要，下班路过！ // 给你留一把，{别忘了|门口蓝袋子}。",
            "早上看到了，没好意思拿。 // 跟我还客气，明天还有。",
            alone=True,
        ),
        m("{下雨天|降温了}，煮一锅<dish>，窗户上全是雾气，屋里是香的。"),
        m(
            "第一次蒸馒头，{个个开了花|硬得可以防身}。请有经验的朋友指点。",
            "水温高了吧？手放进去不烫才行。 // 我直接倒的热水…… // 那酵母已经牺牲了。",
            "面醒够了没有？ // 醒了四十分钟。 // 天冷要一个半钟头，放暖气边上。",
        ),
        m("金鲤酒家出了新菜，{茄子|豆腐煲}好吃到不想说话。", "蒜蓉那个？我上周连吃两次。 // 同道中人！下次一起。"),
        m(
            "问一个会引起争论的问题：番茄炒蛋，放不放糖？",
            "放！不放那是番茄汤泡蛋。 // 说得好，就等这句。",
            "北方人表示坚决不放。 // 尊重，但不理解。",
            "先放盐，再放一点点糖，两边都不得罪。 // 您适合去当镇长。",
            alone=True,
        ),
        m(
            "林记的<cake>刚出炉，排队排到门外，{值得|前面那位买走了最后三个，我记住他了}。",
            "是我，对不起，家里有小孩。 // 原来是你！下次分我一个。",
        ),
        m(
            "今天包饺子，韭菜鸡蛋的，{包了一百二十个|全家上阵}。冻一半，晚上吃一半。",
            "小时候过年的味道。 // 来拿一盘！",
            to="family",
        ),
        m("早饭：豆浆、油条、一个人的安静。", at=(5.5, 10), alone=True),
        m(
            "加班回来，桌上扣着一碗<dish>，还是热的。",
            "这就是家。 // 嗯，眼睛有点热，是汤熏的。",
            at=(18, 23),
            alone=True,
        ),
        m(
            "敏姐家店里来了老家的{腐乳|豆瓣酱|米粉}，抢了<n>瓶。",
            "还有吗？ // 最下面一排，蹲下才看得到。",
            alone=True,
        ),
        m(
            "晒了一匾萝卜干，天气好的话下周就能吃了。",
            "要翻面的，别忘。 // 一天三遍，比带孩子还勤。",
            when="10-10..12-20",
        ),
        m(
            "腌了今年第一缸酸菜，{石头是河边捡的|压菜石传了三代}。",
            "我妈也在腌，整个楼道都知道了。 // 楼道香是好事！",
            when="10-25..12-10",
        ),
        m(
            "冬天就该吃火锅。{锅底一锅，朋友一圈|八个人，六斤羊肉}。",
            "怎么没叫我？ // 叫了，你说在健身。 // ……下次请多叫一遍。",
            when="11-01..02-28",
            at=(17, 23),
        ),
        m(
            "螃蟹上市，{一人两只|老爸剥得最干净}，姜茶管够。",
            "蟹黄满不满？ // 满，拍了照舍不得发，怕你哭。",
            when="09-20..11-20",
        ),
        m("绿豆汤冰好了，西瓜切好了，夏天算是来了。", when="06-10..08-31"),
        m(
            "试了用烤箱做月饼，花纹糊了，味道没糊。",
            "样子像大福哈哈。 // 那就叫大福月饼。",
            when="midautumn-12..midautumn",
        ),
        m("孩子说学校的午饭“还行”。我做的也是“还行”。可见{水平相当|我该去学校应聘}。", alone=True),
        m("切辣椒之后揉了眼睛。{每次都是我|今天不想说话}。", "用牛奶！ // 已经用了，顺便喝了半杯。", alone=True),
        m("昨天的米饭炒了炒，加了<veg>和一勺虾酱。最便宜的一顿，最舒服的一顿。"),
        m(
            "爸打视频教我做<dish>，镜头全程对着天花板。",
            "哈哈哈我爸也是，我看了半年他家吊灯。 // 但声音很清楚：“盐！少放盐！”",
            alone=True,
        ),
    ),
    (
        "{看饿了|半夜不该点开这条}。 // 来家里吃，添双筷子的事。",
        "求做法！ // 真没量过，下次做叫你来看着。 // 说好了啊。",
        "还有剩的吗？ // 汤还有。 // 汤也行！",
        "这个火候可以的。 // 老师傅表扬，截图了。",
        "我做总是差一点，是不是火小了？ // 锅先烧热，油再下，别急着翻。",
        "光看字都香。",
        "比我强，我今天吃的泡面。 // 泡面加蛋了吗？ // 加了两个，算讲究了。",
        "下次多做点，我出食材你出手。 // 成交。 // 2: 我出嘴。",
        "家里有人做饭真好。 // 你呢？ // 我负责洗碗，碎了两个。",
        "姜放了吗？天凉要放姜。 // 放了放了，三片。",
        "我妈看了说：盐多了。 // 阿姨隔着屏幕都能尝出来！",
        "太会生活了。 // 哪里，就是嘴馋。",
        "周末开个班吧，我报名。 // 学费：一把小葱。",
        "{馋|想吃}。 // 给你留着呢。",
    ),
)

TOPICS = (_FOOD_EN, _FOOD_ZH)
