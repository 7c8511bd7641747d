"""The people of the neighbourhood who have a part.

Everybody else is made up around them. A household number puts cast members under one roof; the topics say what they
like to write
about, and `rate` how often a day.
"""

from __future__ import annotations

from msgspec import Struct

from .model import Language


class Role(Struct, frozen=True):
    """One person with a part; `call` is what friends call them, `reads` the languages they read."""

    username: str
    display: str
    call: str
    language: Language
    reads: str
    age: str
    household: int
    district: int
    groups: tuple[str, ...]
    topics: tuple[str, ...]
    rate: float
    note: str
    fields: tuple[tuple[str, str], ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    public: bool = False
    hours: str = "day"


SIGN_IN = ("anna", "xiaoming", "lin")
BAKERY = "linbakery"
PHONES = "lanternphones"

ROLES = (
    Role("anna", "Anna Whitfield", "Anna", "en", "en zh", "adult", 1, 0, ("library", "choir", "parents3b", "class98"),
         ("library", "family", "food", "walks", "town", "choir", "weather"), 0.55,
         "Librarian. Alto, not always on purpose. Mum of Mila (3B), who has overtaken me in Mandarin.",
         (("Work", "Willowford Library"), ("Now reading", "three things at once")),
         (("child", "Mila"), ("partner", "Wei"), ("pet", "Pepper"))),
    Role("chenwei", "陈伟 Wei Chen", "Wei", "zh", "en zh", "adult", 1, 0, ("lantern", "badminton", "parents3b"),
         ("work", "food", "family", "walks"), 0.3, "写代码的人，做饭的人，女儿米拉的同桌（陪写作业）。",
         (("工作", "灯笼手机"),), (("child", "米拉"), ("partner", "安娜"))),
    Role("xiaoming", "王小明", "小明", "zh", "en zh", "adult", 2, 2, ("lantern", "running", "badminton", "satschool"),
         ("work", "running", "food", "films", "town"), 0.6, "在灯笼手机写测试，跑得慢，吃得多。会修水管（一点点）。",
         (("工作", "灯笼手机 测试组"), ("爱好", "跑步、做饭、拍桥")), (("partner", "小雨"),)),
    Role("wangnainai", "王奶奶", "王奶奶", "zh", "zh", "elder", 2, 2, ("taichi", "mahjong"),
         ("granny",), 0.5, "七十八岁。种花，看云，等孙子回家吃饭。", (), (("grandchild", "小明"),), False, "early"),
    Role("wangjianguo", "王建国", "老王", "zh", "zh", "adult", 2, 2, ("carp", "mahjong"),
         ("food", "walks", "garden", "weather"), 0.3, "金鲤酒家后厨二十二年。", (("拿手菜", "松鼠鱼"),), (("partner",
         "秀英"),)),
    Role("lixiuying", "李秀英", "秀英姐", "zh", "zh", "adult", 2, 2, ("taichi", "carp"),
         ("food", "family", "garden", "festival"), 0.35, "家和万事兴。", (), (("partner", "建国"), ("child", "小明"))),
    Role("lin", "林玉珍 Mrs. Lin", "林姐", "zh", "en zh", "adult", 3, 2, ("bakery", "taichi", "allotment", "traders"),
         ("bakerlife", "garden", "festival", "food"), 0.35, "林记面包房。凌晨三点半起床的人。I bake, you eat, we talk.",
         (("Bakery", "@linbakery"), ("开门", "七点到卖完")), (("partner", "老郑"), ("child", "佳佳")), False, "baker"),
    Role("zhengjia", "郑佳", "佳佳", "zh", "en zh", "adult", 3, 2, ("bakery", "badminton", "running"),
         ("films", "food", "running"), 0.3, "面包房二代。做蛋糕，不做作业了。", ()),
    Role("laozheng", "郑永康", "老郑", "zh", "zh", "elder", 3, 2, ("bakery", "mahjong", "chess"),
         ("walks", "granny_m"), 0.18, "送面包的。下棋的。", (), (("partner", "玉珍"),), False, "early"),
    Role("mei", "Mei Zhou 周梅", "Mei", "en", "en zh", "adult", 4, 1, ("parents3b", "satschool", "badminton",
    "class98"),
         ("mei_sells",), 3.0, "Face masks · mountain tea · down jackets · DM me, friends' price always 💛 代购十年老店",
         (("Order", "message me any time!!"), ("Agents wanted", "earn from your sofa"))),
    Role("raychow", "Ray Zhou", "Ray", "en", "en zh", "adult", 4, 1, ("depot", "badminton"),
         ("work", "weather"), 0.12, "Mei's husband. The boxes in the hall are not mine.", (), (("partner", "Mei"),)),
    Role("dan_okafor", "Dan Okafor", "Dan", "en", "en", "adult", 5, 1, ("running", "school", "parents3b"),
         ("running", "school", "family", "food"), 0.5,
         "Willowford Runners, Tuesdays and Sundays. Nobody gets left behind. PE teacher.",
         (("Runs", "Tue 7 pm, Sun 9 am, from the boathouse"),), (("child", "Sami"), ("partner", "Grace"))),
    Role("grace_okafor", "Grace Okafor", "Grace", "en", "en", "adult", 5, 1, ("choir", "ward"),
         ("choir", "family", "work", "food"), 0.35,
         "Physio. Second soprano. Married to a man who owns eleven pairs of trainers.",
         (), (("child", "Sami"), ("partner", "Dan"))),
    Role("ruth_ellery", "Ruth Ellery", "Ruth", "en", "en", "elder", 6, 0, ("choir", "library", "chess"),
         ("books", "walks", "weather"), 0.3, "Retired map-maker. Owned by a ginger cat called Biscuit.", (), (("pet",
         "Biscuit"),)),
    Role("helen_marsh", "Helen Marsh", "Helen", "en", "en", "adult", 7, 0, ("choir", "school", "class98"),
         ("choir", "school", "books", "walks"), 0.4, "Music teacher. I run the Willowford Choir, or it runs me.",
         (("Rehearsals", "Thursdays 7.30, St Anne's hall"),), (("partner", "Keith"), ("pet", "Fig")), True),
    Role("keith_marsh", "Keith Marsh", "Keith", "en", "en", "adult", 7, 0, ("garage", "allotment"),
         ("work", "garden", "food"), 0.2, "Fixes cars. Grows leeks. Sings only in the bath.", (), (("partner",
         "Helen"),)),
    Role("elliem", "Ellie", "Ellie", "en", "en", "teen", 7, 0, ("year11",),
         ("shy",), 0.33, "", (), (), False, "late"),
    Role("ngozi_bell", "Ngozi Bell", "Ngozi", "en", "en", "adult", 8, 1, ("ward", "choir"),
         ("nights", "food", "books"), 0.45, "Night nurse, ward 6. If I'm quiet it's daytime.",
         (), (("partner", "Joe"),), False, "night"),
    Role("gareth_pugh", "Gareth Pugh", "Gareth", "en", "en", "adult", 9, 3, ("stars", "surveyors", "chess"),
         ("stars", "weather", "books"), 0.4, "Amateur astronomer. Clouds have it in for me personally.",
         (("Telescope", "a 200 mm tube named Doris"),), (("partner", "Sian"), ("child", "Nell")), True, "late"),
    Role("sian_pugh", "Sian Pugh", "Sian", "en", "en", "adult", 9, 3, ("school", "choir", "allotment"),
         ("school", "garden", "family", "food"), 0.35, "Teaches 3B. Yes, your child told me.", (),
         (("partner", "Gareth"), ("child", "Nell"))),
    Role("rose_tanner", "Rose Tanner", "Gran Rose", "en", "en", "elder", 10, 3, ("allotment", "choir"),
         ("rose",), 0.45, "Eighty-one. Short sentences, long memory.", (), (("grandchild", "Jess"),), False, "early"),
    Role("bill_tanner", "Bill Tanner", "Bill", "en", "en", "elder", 10, 3, ("allotment", "chess"),
         ("garden", "weather", "chess"), 0.35, "Plot 14. The shed is not for sale.", (), (("partner", "Rose"),), False,
         "early"),
    Role("jess_tanner", "Jess Tanner", "Jess", "en", "en", "teen", 10, 3, ("year11", "running"),
         ("teen", "running", "pets"), 0.45, "year 11 / 800 m / tired", (), (("pet", "Captain"),), False, "late"),
    Role("chenhao", "陈浩", "陈浩", "zh", "en zh", "adult", 11, 1, ("unilab", "badminton", "satschool"),
         ("work", "food", "films"), 0.35, "新手爸爸。睡眠：无。", (("女儿", "小满"),), (("partner", "思琪"), ("baby",
         "小满"))),
    Role("siqi", "林思琪", "思琪", "zh", "en zh", "adult", 11, 1, ("unilab", "choir"),
         ("family", "food", "books"), 0.3, "小满的妈妈，偶尔也是我自己。", (), (("partner", "陈浩"), ("child",
         "小满"))),
    Role("chenma", "陈妈妈", "陈妈妈", "zh", "zh", "elder", 11, 1, ("taichi", "mahjong"),
         ("granny_m", "food", "garden"), 0.25, "来带孙女的。广场舞暂停。", (), (("grandchild", "小满"),), False,
         "early"),
    Role("liulaoshi", "刘文静", "刘老师", "zh", "en zh", "adult", 12, 2, ("satteachers", "school", "choir"),
         ("satschool", "books", "festival", "food"), 0.45, "周六中文学校老师。平时教数学。批改作业中。",
         (("周六", "上午十点，图书馆二楼"),), (("partner", "志明"), ("child", "果果"))),
    Role("zhaoshifu", "赵德明", "赵师傅", "zh", "zh", "elder", 13, 2, ("taichi", "chess"),
         ("master", "master", "granny_m"), 0.4, "太极三十年。早上六点半，草地见。", (("晨练", "每天六点半 河滩草地"),),
         (), False, "early"),
    Role("tom_hale", "Tom Hale", "Tom", "en", "en", "adult", 14, 0, ("surveyors", "running", "parents3b"),
         ("tom_sells", "tom_sells", "tom_sells", "tom_sells", "family", "work"), 1.5,
         "Measures other people's houses, is buying a crooked one. Everything in the attic must go.",
         (), (("partner", "Priya"), ("child", "Otis"))),
    Role("priya_hale", "Priya Hale", "Priya", "en", "en", "adult", 14, 0, ("council", "choir", "parents3b"),
         ("family", "food", "books", "town"), 0.35, "Planning officer. Do not ask me about your extension.",
         (), (("partner", "Tom"), ("child", "Otis"))),
    Role("marcus_reed", "Marcus Reed", "Marcus", "en", "en", "adult", 15, 0, ("council", "traders", "class98"),
         ("town", "walks", "work"), 0.4, "Town clerk. The bins are my fault.", (("Office",
         "Town hall, weekdays 9 to 4"),),
         (("partner", "Dee"), ("pet", "Moss")), True),
    Role("yusuf_rahman", "Yusuf Rahman", "Yusuf", "en", "en", "adult", 16, 1, ("post", "chess", "allotment"),
         ("chess", "work", "walks", "garden"), 0.35, "Postman. I know your dog.", (), (("child", "Anya"), ("partner",
         "Leila"))),
    Role("huangmin", "黄敏", "敏姐", "zh", "en zh", "adult", 17, 2, ("traders", "parents3b", "taichi"),
         ("min_sells", "min_sells", "min_sells", "min_sells", "family", "pets"), 1.6,
         "灯笼街小超市老板娘。有新鲜豆腐。", (("周二周五", "到新鲜蔬菜"),),
         (("child", "糖糖"), ("partner", "大刚"), ("pet", "煤球"))),
    Role("xuyi", "徐一", "徐一", "zh", "en zh", "teen", 18, 2, ("year11", "badminton"),
         ("zh_teen",), 0.4, "高二，困。", (), (), False, "late"),
)  # fmt: skip

# Pairs who are friends whatever else happens: the accounts for sign-in and those whom their readers should meet.
FRIENDS = (
    ("anna", "mei"), ("anna", "xiaoming"), ("anna", "lin"), ("anna", "ngozi_bell"), ("anna", "rose_tanner"),
    ("anna", "wangnainai"), ("xiaoming", "mei"), ("xiaoming", "lin"), ("xiaoming", "liulaoshi"), ("lin", "mei"),
    ("mei", "grace_okafor"), ("lin", "wangnainai"), ("lin", "rose_tanner"), ("lin", "bill_tanner"), ("lin",
    "ngozi_bell"), ("anna", "huangmin"), ("xiaoming", "huangmin"), ("lin", "huangmin"), ("anna", "tom_hale"),
    ("xiaoming", "tom_hale"), ("lin", "tom_hale"),
)  # fmt: skip

PAGES = (
    (BAKERY, "Lin's Bakery 林记面包房", "zh", "lin",
     "Bread, buns and birthday cakes on Lantern Street since 2009. Open from seven until sold out. "
     "灯笼街，七点开门，卖完为止。",
     (("Address 地址", "12 Lantern Street 灯笼街12号"), ("Closed 休息", "Monday 周一"))),
    (PHONES, "Lantern Phones 灯笼手机", "en", "chenwei",
     "Phones that last. Designed in Willowford. Follow us for launches, tips and offers.",
     (("Repairs", "Canal Row 3, weekdays 10 to 6"), ("Spare parts", "seven years for every model"))),
)  # fmt: skip
