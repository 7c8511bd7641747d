"""What went on for weeks among the English speakers: a lost cat, a house move, a half marathon."""

from __future__ import annotations

from .stock import Story, ep

_CAT = Story(
    "ruth_ellery",
    "en",
    (
        ep(
            66,
            8.2,
            "Has anyone seen Biscuit? Ginger, large, white bib, answers to nothing. Went out last night by the mill "
            "and didn't come back for breakfast, which is unheard of.",
            "anna: Oh no, Ruth. I'll check round the library bins, he likes those. // A: Thank you. He likes the "
            "fish one. // anna: Not there. I'll look again at lunch.",
            "yusuf_rahman: I'll keep an eye out on the round. // A: You see every garden in town, Yusuf. That helps "
            "me more than you know.",
        ),
        ep(
            65,
            18.5,
            "Two nights now. I've put the lamp in the window and his blanket on the step. If you have a shed, "
            "please look in it, and then look behind things.",
            "keith_marsh: Checked ours and both the neighbours'. Nothing, sorry, but I've left the door ajar. // A: "
            "Bless you, Keith.",
            "helen_marsh: He'll be somebody's lodger by now, fat and pleased. I'll put a notice up at choir.",
        ),
        ep(
            62,
            17.1,
            "Day five. Somebody rang about a ginger cat at the station. Went down in my slippers. It was a ginger "
            "cat, and it was very polite, and it was not him.",
            "anna: Shall I come and sit with you a while? // A: Would you? Bring nothing. // anna: I'm bringing soup.",
            "marcus_reed: Put him in the house notices, with the bib. The bin crews are looking too.",
            to="house",
        ),
        ep(
            56,
            20.2,
            "I still say good night to the step. Silly.",
            "gareth_pugh: Not silly. I look for him too when I'm out with the telescope. // A: Then he's got the "
            "best-equipped search party in the county.",
            "anna: I say it too, from our side of the street.",
        ),
        ep(
            47,
            19.3,
            "Yusuf says that the lady at the boathouse has been missing her sandwiches. I'm not getting my hopes "
            "up. I've put my coat on.",
            "yusuf_rahman: Only saying what I heard! Ham ones. // A: He is a ham cat, Yusuf. // yusuf_rahman: Then "
            "take a torch and some ham.",
            "anna: RUTH. Report!",
        ),
        ep(
            46,
            9.4,
            "HE IS HOME. He was in the cellar of the boathouse, behind the chess club's boxes, living on ham "
            "sandwiches and vanity. He's fatter than when he left. He walked in as though I were the one who'd been "
            "away.",
            "anna: I'm crying in the staff room! BISCUIT! // A: He sends you nothing. He's asleep on my clean "
            "washing. // anna: As it should be.",
            "yusuf_rahman: Three weeks under our chess tables and nobody noticed. That tells you about our "
            "observation. // gareth_pugh: He saw all my blunders. He'll talk. // A: He says you should have castled.",
            "helen_marsh: I shouted so loudly that my class applauded.",
            "bill_tanner: So that's who ate my sandwich.",
            to="house",
        ),
        ep(
            30,
            16.4,
            "Biscuit has a collar with a bell and a tag that says: I AM NOT HUNGRY, WHATEVER I TELL YOU.",
            "anna: He told me last week that he was starving. // A: Did you believe him? // anna: ...a bit of ham.",
            "yusuf_rahman: He came to chess on Wednesday, by himself, and took the good chair.",
        ),
        ep(
            9,
            18.7,
            "A year ago today Biscuit turned up on my step in the rain. I've told him that it's his birthday. He's "
            "told me it's supper time.",
            "anna: Happy birthday, you dreadful animal.",
            "keith_marsh: There's a tin of sardines for him in our porch.",
        ),
    ),
    "pets",
)

_MOVE = Story(
    "priya_hale",
    "en",
    (
        ep(
            84,
            21,
            "So. We've done it. Offer accepted on the crooked house in Mill Lane. The surveyor (my husband) says it "
            "leans 'with confidence'.",
            "anna: You'll be our neighbours!! // A: You'll regret this when you hear Otis on the stairs. // anna: "
            "Mila's already planning a string telephone.",
            "tom_hale: For the record I said 'with character'.",
        ),
        ep(
            70,
            20.3,
            "Boxes: 4. Books: about 400. This isn't going to work, is it?",
            "anna: The library gets in book boxes by the dozen, I'll save you thirty. // A: You wonderful woman.",
            "dan_okafor: The running club owes Tom for the water stop. Tell us when, we'll carry.",
        ),
        ep(
            58,
            19.4,
            "The chain's stuck. Someone's buyer's seller's solicitor is on a boat. I've explained planning law to a "
            "cushion for an hour and feel slightly better.",
            "helen_marsh: Which boat? I know a man with a faster one. // A: Don't tempt me.",
            "tom_hale: The cushion asked for a second opinion.",
        ),
        ep(
            49,
            17.2,
            "We have a date! A Saturday! Who's got a van, who's got a strong back, and who's got an opinion on "
            "pianos and stairs?",
            "keith_marsh: Van. Full tank. What time? // A: Eight? // keith_marsh: Half seven, I know you two.",
            "dan_okafor: Six strong backs and one who says he's strong.",
            "grace_okafor: I'm a physio, I'll bring tape for afterwards.",
        ),
        ep(
            42,
            22,
            "We live here! Eleven people, one van, nine trips. The piano's in the kitchen because that's how far it "
            "wanted to go. I've no idea where the kettle is. I love you all.",
            "anna: The kettle's on your landing in a box marked CHRISTMAS. I saw it and said nothing. // A: ANNA. "
            "// anna: I brought ours over, open the door.",
            "dan_okafor: My back has asked for a transfer. Beautiful house though. // grace_okafor: I told him to "
            "bend his knees. // dan_okafor: She did. I bent everything else.",
            on="sat",
        ),
        ep(
            35,
            20.1,
            "Found behind the wallpaper: a pencil line, 'Alfred, three foot one, 1931', and above it more Alfreds, "
            "up to the lintel. We're not papering over that. We're putting Otis next to him.",
            "anna: Oh Priya. // A: I know. I sat on the stairs.",
            "ruth_ellery: Alfred Moss! He had the ironmonger's. He was six foot two in the end. // A: Ruth, that's "
            "exactly where the last line is.",
            "helen_marsh: This is the best thing I have read all week.",
        ),
        ep(
            21,
            19.6,
            "The house makes a noise at ten every night, like a large man sitting down. We've called him Alfred.",
            "tom_hale: It's the pipes contracting. // A: Good night, Alfred.",
            "anna: We hear him through the wall. Comforting, actually.",
        ),
        ep(
            6,
            18.3,
            "Housewarming on Saturday from four. Bring nothing, or a chair. There'll be soup, the piano's in the "
            "kitchen, and so is everyone else.",
            "anna: We'll bring the string telephone and Wei's dumplings. // A: Now it's a party.",
            "dan_okafor: Is Alfred invited? // A: He's hosting.",
            "sian_pugh: Can we bring Nell? She wants to see the pencil marks. // A: There's a pencil waiting for her.",
        ),
    ),
    "home",
)

_RUN = Story(
    "dan_okafor",
    "en",
    (
        ep(
            87,
            19,
            "It's on: twelve of us have signed up for the river half marathon. Twelve weeks. Some of you have never "
            "run further than the chip shop. You'll be fine. Sunday, nine o'clock, boathouse. #WillowfordRunners",
            "xiaoming: I signed up and I don't know why. // A: Because Jia dared you. I was there. // zhengjia: He "
            "can still say no! // xiaoming: I can't. You'd tell my mother.",
            "tom_hale: Which chip shop? For planning purposes.",
        ),
        ep(
            73,
            12,
            "First ten-kilometre Sunday. Everyone came home, nobody at the same time. Xiaoming stopped to "
            "photograph a bridge. Jess did it twice by accident.",
            "jess_tanner: i thought we were meant to go back // A: You were magnificent and wrong.",
            "xiaoming: It was a very good bridge.",
            on="sun",
        ),
        ep(
            59,
            12.2,
            "Fourteen today, in rain that came from the side. I've never been so proud of so many wet people.",
            "tom_hale: I've lost feeling in a knee. The good one. // grace_okafor: Come round at six, I'll look at "
            "it. // tom_hale: Is there soup? // grace_okafor: There's always soup.",
            "zhengjia: There were buns at the end. Mum made too many on purpose.",
            on="sun",
        ),
        ep(
            45,
            20.4,
            "A word about rest. Rest is training. Jess, that's for you. Xiaoming, that's not for you.",
            "xiaoming: I felt that from here.",
            "jess_tanner: resting aggressively",
        ),
        ep(
            31,
            12.5,
            "Eighteen. The last two along the towpath nobody spoke, and then Tom started singing, and then for some "
            "reason we all did.",
            "tom_hale: I was delirious. // A: You were in tune! Helen should know. // helen_marsh: I heard about "
            "it. Thursday, half past seven, Tom, we need tenors.",
            on="sun",
        ),
        ep(
            17,
            20,
            "Kit on the chair, number on the kit, pasta in the runner. Twelve started this. Twelve are starting "
            "tomorrow. Whatever the clock says, you've already done it.",
            "anna: We'll be at Willow Bridge with a bell! // A: I'll listen for it at eighteen kilometres. I'll "
            "need it.",
            "xiaoming: I can't sleep. // A: Nobody can. Lie down and be awake lying down.",
            "grace_okafor: He's ironed his running vest. I thought people should know.",
            on="sat",
        ),
        ep(
            16,
            15,
            "TWELVE. All twelve. Jess, fastest girl under eighteen. Tom with one good knee. And Xiaoming, last, "
            "with three of us running him in, grinning like a lighthouse. I've got no voice. I've got the best club "
            "in the world. #WillowfordRunners",
            "xiaoming: I wasn't last! There was a man in a chicken costume! // A: The chicken sat down, mate. You "
            "beat a chicken. // xiaoming: Then write that.",
            "anna: We rang the bell until it came off! // A: I heard it. I was gone, and I heard it.",
            "jess_tanner: best day",
            "zhengjia: I dared him and he did it. I owe him a cake with a bridge on it. // xiaoming: I'm holding "
            "you to the bridge.",
            "tom_hale: Left knee says thank you. Right knee's not taking questions.",
            on="sun",
            to="public",
        ),
        ep(
            13,
            19.2,
            "No running this week. That's an order. Walk, eat, tell people about it until they leave the room.",
            "tom_hale: They've left. // A: Then you're rested.",
        ),
        ep(
            2,
            18.4,
            "Tuesday as usual, all paces, all knees. Four new people have asked. Somebody tell them about the chicken.",
            "xiaoming: I'll tell it. It gets better every time. // A: I've noticed the chicken's getting faster.",
        ),
    ),
    "running",
)

STORIES = (_CAT, _MOVE, _RUN)
