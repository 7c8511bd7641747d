"""What two more friends sell, who mean no harm: Tom empties an attic, 敏姐 forgets that friends are no customers."""

from __future__ import annotations

from .stock import Topic, m

_TOM = Topic(
    "tom_sells",
    "en",
    (
        m("For sale: one wardrobe, {oak|pine}, two doors, {nearly|almost} three. Buyer carries.", mark="selling"),
        m(
            "Attic find of the day: a sewing machine that {hums|purrs}. 40, or 30 and you tell nobody.",
            "Does it do zips? // It does what it likes.",
            mark="selling",
        ),
        m("Eleven metres of curtain, green, heavy, slightly theatrical. 25 the lot.", mark="selling"),
        m("Still here: the dining table. Seats six, or eight who like each other. 90.", mark="selling"),
        m("A box of records, mostly brass bands. I have listened so that you don't have to. 15.", mark="selling"),
        m(
            "Price drop! The crib is now 35. It was built once and taken apart never.",
            "Would it fit a Polo? // With courage.",
            mark="selling",
        ),
        m("Two garden chairs, white, one of them straight. 12 each, 20 together.", mark="selling"),
        m("Seven doorknobs, brass. No doors. Offers.", mark="selling"),
        m("The lamp that Priya hates is looking for a home. 8. Bulb included.", mark="selling"),
        m("Bookshelves! Three, and they do not lean on each other any more. 20 each.", mark="selling"),
        m("Microwave, works, beeps in F sharp. 10.", mark="selling"),
        m("Camping stove, tent for {two|three}, optimism. 45 for all of it.", mark="selling"),
        m("Otis has grown again: wellies, size 28, blue, frogs on them. 5.", mark="selling"),
        m("One piano stool. The piano went to Leeds. 18.", mark="selling"),
        m("Whoever takes the sofa by Sunday gets the cushions. 60. It has been sat on by nice people.", mark="selling"),
        m("Boxes! Forty moving boxes, used once, half price, come and get them.", mark="selling"),
        m("A mirror with a gold frame, taller than me. 50. It flatters.", mark="selling"),
        m("Bicycle, gentleman's, three speeds of which two are brisk. 55.", mark="selling"),
        m("Old maps of the county, framed by my aunt. 9 each, not for navigation.", mark="selling"),
        m("Last call for the lawnmower. It starts on the fourth pull, every time. 30.", mark="selling"),
        m("Dinner service for ten, one cup in mourning. 28.", mark="selling"),
        m("Loft ladder, aluminium, {2.8|3.1} m. You will need your own loft. 35.", mark="selling"),
    ),
)

_MIN = Topic(
    "min_sells",
    "zh",
    (
        m(
            "今天的豆腐到了，{嫩的老的|老豆腐嫩豆腐}都有，下班顺路带一块！",
            "给我留两块。 // 留好了，五点前来。",
            mark="selling",
        ),
        m("新米到店！{十斤|二十斤}一袋，煮出来油亮，街坊价。", mark="selling"),
        m("鸡蛋特价，今天一天，先到先得。", mark="selling"),
        m("冬笋到了！挖出来没两天，炒肉最香。", mark="selling", when="11-01..02-20"),
        m("小店新到老干妈、生抽、芝麻酱，缺什么喊一声。", mark="selling"),
        m("腊肠自己灌的，{广味|川味}，一斤 {18|19}，尝了再买。", "有不辣的吗？ // 有，给你挂着呢。", mark="selling"),
        m("小白菜、菠菜、茼蒿，早上刚到，水灵灵的。", mark="selling"),
        m("饺子皮今天现压，买两斤送一把葱。", mark="selling"),
        m("酸奶买一送一，日期新鲜，到明天为止。", mark="selling"),
        m("橘子甜！不甜包退。一箱 {22|25}。", mark="selling", when="10-01..02-20"),
        m("糯米、红枣、莲子都有，包粽子煮粥都行。", mark="selling"),
        m("纸巾整箱批发价，家里人多的来一箱。", mark="selling"),
        m("活鱼周五到，要的先报名，我按人头进货。", "要一条鲈鱼。 // 记下了。", mark="selling"),
        m("新到茶叶蛋锅料，煮一锅全楼都闻得到。", mark="selling"),
        m("豆浆机清仓，就剩 <n> 台，亏本出。", mark="selling"),
        m("麻辣火锅底料三包一组，今晚下雨正好。", mark="selling"),
        m("花生油大桶到货，搬不动的我让大刚送上楼。", mark="selling"),
        m("会员日！今天满 {30|50} 减 5，老街坊不用卡。", mark="selling"),
        m("手工面条，宽的细的韭菜叶的，四点出。", mark="selling"),
        m("年糕、汤圆、八宝饭，都是{宁波|上海}来的。", mark="selling"),
        m("洗衣液买二送一，瓶子还能装水浇花。", mark="selling"),
        m("榴莲到了，味道大，请从后门进来挑。", "隔着街就闻到了。 // 那就是招牌。", mark="selling"),
    ),
)

TOPICS = (_TOM, _MIN)
