"""Names of people, pets and places from which the town is peopled.

Chinese names come with their spelling in Latin letters, so that a username can be made of them.
"""

from __future__ import annotations

ENGLISH_SURNAMES = (
    "Abbott", "Ashby", "Barlow", "Bell", "Birch", "Brook", "Carver", "Clements", "Cole", "Cooper", "Dale", "Dawson",
    "Ellery", "Fenn", "Fletcher", "Gale", "Garside", "Hale", "Harker", "Holt", "Ives", "Jessop", "Keane", "Kirby",
    "Lowe", "Marlow", "Mistry", "Nash", "Nolan", "Oakes", "Okafor", "Parr", "Patel", "Pike", "Quinn", "Rahman",
    "Rigby", "Shaw", "Sutton", "Tanner", "Thorne", "Underhill", "Vance", "Wade", "Weir", "Yates",
)  # fmt: skip
ENGLISH_ADULTS = (
    "Adam", "Alice", "Amit", "Andrew", "Beth", "Bridget", "Callum", "Carol", "Catherine", "Claire", "Colin", "Craig",
    "Deborah", "Diane", "Duncan", "Edward", "Elaine", "Farah", "Fiona", "Frances", "Gavin", "Gillian", "Graham",
    "Hannah", "Harriet", "Ian", "Imran", "Isobel", "Janet", "Jenny", "Joel", "Karen", "Kieran", "Laura", "Leila",
    "Lewis", "Linda", "Louise", "Marcus", "Martin", "Maya", "Megan", "Miriam", "Naomi", "Neil", "Nina", "Oliver",
    "Paula", "Peter", "Philippa", "Rachel", "Rob", "Rosie", "Sam", "Sarah", "Simon", "Sonia", "Steve", "Sunita",
    "Theresa", "Tim", "Tracey", "Victor", "Wendy", "Will", "Yusuf", "Zoe",
)  # fmt: skip
ENGLISH_TEENS = (
    "Abbie", "Aidan", "Aisha", "Alfie", "Amber", "Archie", "Ben", "Caitlin", "Chloe", "Daisy", "Dylan", "Eden", "Erin",
    "Ethan", "Evie", "Finn", "Freya", "Grace", "Harvey", "Holly", "Isaac", "Jake", "Jess", "Josh", "Kai", "Lily",
    "Lucas", "Maddie", "Max", "Millie", "Nathan", "Niamh", "Noah", "Poppy", "Reuben", "Robin", "Rosa", "Ruby", "Tilly",
    "Toby", "Tom", "Zara",
)  # fmt: skip
ENGLISH_ELDERS = (
    "Arthur", "Audrey", "Barbara", "Beryl", "Brian", "Clive", "Derek", "Dorothy", "Eileen", "Ernest", "Geoffrey",
    "Hazel", "Irene", "Jean", "Joyce", "Kenneth", "Mavis", "Norman", "Olive", "Patricia", "Raymond", "Sheila",
    "Stanley", "Sylvia", "Vera", "Walter",
)  # fmt: skip
CHINESE_SURNAMES = (
    ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"), ("黄", "huang"),
    ("赵", "zhao"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"), ("朱", "zhu"), ("马", "ma"), ("胡", "hu"), ("郭", "guo"),
    ("何", "he"), ("高", "gao"), ("罗", "luo"), ("郑", "zheng"), ("梁", "liang"), ("谢", "xie"), ("宋", "song"),
    ("唐", "tang"), ("许", "xu"), ("韩", "han"), ("冯", "feng"), ("邓", "deng"), ("曹", "cao"), ("彭", "peng"),
    ("曾", "zeng"), ("萧", "xiao"), ("田", "tian"), ("董", "dong"), ("潘", "pan"), ("袁", "yuan"), ("蔡", "cai"),
)  # fmt: skip
CHINESE_ADULTS = (
    ("伟", "wei"), ("芳", "fang"), ("静", "jing"), ("敏", "min"), ("丽娟", "lijuan"), ("强", "qiang"), ("磊", "lei"),
    ("洋", "yang"), ("艳", "yan"), ("勇", "yong"), ("军", "jun"), ("杰", "jie"), ("娟", "juan"), ("涛", "tao"),
    ("超", "chao"), ("霞", "xia"), ("平", "ping"), ("刚", "gang"), ("雪梅", "xuemei"), ("文博", "wenbo"),
    ("晓东", "xiaodong"), ("海燕", "haiyan"), ("志明", "zhiming"), ("丹", "dan"), ("建华", "jianhua"), ("慧", "hui"),
    ("玲", "ling"), ("鹏", "peng"), ("欣", "xin"), ("立新", "lixin"), ("宁", "ning"), ("秋雨", "qiuyu"), ("岚", "lan"),
    ("思远", "siyuan"), ("一鸣", "yiming"), ("佳", "jia"), ("婷婷", "tingting"), ("永康", "yongkang"), ("春燕",
    "chunyan"),
)  # fmt: skip
CHINESE_TEENS = (
    ("子轩", "zixuan"), ("雨桐", "yutong"), ("浩然", "haoran"), ("欣怡", "xinyi"), ("宇航", "yuhang"), ("诗涵",
    "shihan"),
    ("嘉豪", "jiahao"), ("梓萱", "zixuan2"), ("俊杰", "junjie"), ("可馨", "kexin"), ("天佑", "tianyou"), ("若曦",
    "ruoxi"),
    ("明轩", "mingxuan"), ("心妍", "xinyan"), ("书瑶", "shuyao"), ("睿", "rui"), ("晨曦", "chenxi"), ("乐乐", "lele"),
)  # fmt: skip
CHINESE_ELDERS = (
    ("桂芳", "guifang"), ("秀兰", "xiulan"), ("国强", "guoqiang"), ("建军", "jianjun"), ("淑珍", "shuzhen"), ("德明",
    "deming"),
    ("玉兰", "yulan"), ("福生", "fusheng"), ("凤英", "fengying"), ("长海", "changhai"), ("秀英", "xiuying"), ("振华",
    "zhenhua"),
    ("桂英", "guiying"), ("志国", "zhiguo"), ("素琴", "suqin"), ("宝山", "baoshan"),
)  # fmt: skip
ENGLISH_CHILDREN = (
    "Leo", "Mila", "Ivy", "Theo", "Ava", "Hugo", "Elsie", "Arlo", "Nell", "Rory", "Wren", "Otis", "Edie", "Sami",
    "Anya",
)  # fmt: skip
CHINESE_CHILDREN = (
    "豆豆",
    "小宝",
    "果果",
    "糖糖",
    "安安",
    "可可",
    "多多",
    "团团",
    "悠悠",
    "果冻",
    "米粒",
    "阳阳",
    "朵朵",
)
ENGLISH_PETS = (
    "Biscuit",
    "Pepper",
    "Moss",
    "Waffle",
    "Dot",
    "Captain",
    "Juno",
    "Fig",
    "Bramble",
    "Otto",
    "Pickle",
    "Nettle",
)
CHINESE_PETS = ("年糕", "汤圆", "煤球", "旺财", "花卷", "橘子", "豆包", "毛毛", "可乐")

PLACES = {
    "en": (
        ("the weir", "Mill Lane", "Market Square", "the old library", "the mill pond", "Tanner Street"),
        ("the riverside path", "the boathouse", "Willow Bridge", "Ferry Lane", "the water meadow", "the lock"),
        ("the station", "Lantern Street", "the Golden Carp", "Platform Gardens", "Canal Row", "the covered market"),
        ("Beacon Hill", "the top allotments", "Orchard Close", "the water tower", "Larkfield", "Quarry Wood"),
    ),
    "zh": (
        ("老水坝", "磨坊巷", "集市广场", "老图书馆", "磨坊池塘", "皮匠街"),
        ("河边小路", "船屋", "柳桥", "渡口巷", "河滩草地", "船闸"),
        ("火车站", "灯笼街", "金鲤酒家门口", "月台花园", "运河边", "室内菜场"),
        ("烽火山", "山上菜园", "果园弄", "水塔", "云雀坡", "采石林"),
    ),
}  # fmt: skip
