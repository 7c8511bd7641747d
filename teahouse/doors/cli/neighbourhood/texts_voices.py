"""English posts that only certain people would write: the old, the young and the shy."""

from __future__ import annotations

from .stock import Topic, m

_ROSE = Topic(
    "rose",
    "en",
    (
        m("Robin on the spade handle. I kept still. So did he."),
        m("Made the bed. Opened the window. That is a good half of a life.", "The other half? // Tea, dear."),
        m("<grandchild> rang. Nothing to say, she said. We talked an hour.", "Those are the best ones."),
        m("Hung the sheets out. The wind did the rest."),
        m(
            "I dreamt I could run. Woke with my shoes on my mind.",
            "You were fast, <author>. I remember the sack race. // I won that. 1953.",
        ),
        m("A bee in November. I told him the way.", when="11-01..11-30"),
        m("Leaves down. Now one can see the church again.", when="10-25..12-10"),
        m(
            "Apples in the loft, in paper, not touching. As my mother did.",
            "Do they keep until Easter? // If nobody knows they are there.",
            when="09-20..11-15",
        ),
        m(
            "Poppy on my coat. His name under my breath.",
            "Thinking of you and him today. // Thank you. He'd have liked your garden.",
            when="11-06..11-11",
        ),
        m(
            "They say it will freeze. I have read to the dahlias.",
            "What did you read them? // Their rights.",
            when="10-10..11-20",
        ),
        m("The young man at the bakery carried my bag to the corner. I am not that old. I let him."),
        m(
            "Mended a glove. Found a bus ticket in it from when we were courting.",
            "Oh, keep it. // It's back in the glove.",
        ),
        m("Forgot the word for 'colander' all morning. Called it the rain hat. Everybody understood."),
        m("Quiet house. Clock a little fast, like me."),
        m("New shoots on the old rose. It doesn't know its age. I shan't tell it.", when="02-20..05-10"),
        m(
            "Soup for one. Set the table anyway.",
            "Set it for two, I'll be there at noon. // I'll cut the good bread.",
        ),
        m("Sat with <friend>. Said nothing. We agreed."),
        m("First pansy. I say it aloud so that it counts.", when="02-01..04-15"),
        m(
            "The geese went over at four. I lift my hand, always. One day one of them will wave.",
            when="09-20..12-01",
            at=(15.5, 18.5),
        ),
        m("My hands look like my mother's. I held one in the other for a while."),
        m("Bus driver waited for me. I bowed. He bowed."),
        m("Had my flu jab. The nurse was twelve, I think. Very gentle.", when="09-15..11-30"),
    ),
    (
        "You write so beautifully. // I only write it down, dear.",
        "Thank you for this one.",
        "I read these aloud at breakfast. // Tell them to eat their crusts.",
        "Shall I bring you anything from the shop? // A lemon, and yourself.",
        "I'm keeping this. // There are plenty more, I can't stop them coming.",
        "Come for Sunday lunch? // If there's a cushion and no politics.",
        "{This|Oh, this}.",
        "You and your hundred words. // I use the short ones, they're lighter.",
    ),
)

_TEEN = Topic(
    "teen",
    "en",
    (
        m(
            "maths mock was {fine|a crime scene}. do not ask about question 9",
            "what did you get for 9 // i said do not ask // a cow has negative area??",
            when="weekday",
        ),
        m(
            "who has the chem notes from <day>. asking for a friend (me) (i am the friend)",
            "sending them now, ignore the drawing of mr harker // the drawing is better than the notes",
            when="weekday",
            alone=True,
        ),
        m("bus full. stood next to my own nan. she pretended not to know me", "queen behaviour // she wINKED"),
        m(
            "mum says i can stay out til 10 if i {do the recycling|walk the dog|stop saying 'bruh'}. worth it?",
            "do it do it // i have already lost the second one",
        ),
        m(
            "got a {saturday job|trial shift} at the bakery!! i get to wear the hat",
            "free buns??? // DISCOUNT buns. i am a professional now",
            alone=True,
        ),
        m(
            "band practice in ben's garage. neighbours came round. they asked if we knew any OTHER song",
            "do you? // no",
        ),
        m("tired in a way that sleep doesn't fix but chips might"),
        m("ok who put googly eyes on the portrait in the hall", "no comment // that's a comment", alone=True),
        m(
            "i revised for <n> hours. i know one (1) thing about rivers now",
            "which // they go down",
            when="10-20..06-20",
        ),
        m(
            "800m tonight. pb by 1.4 seconds. my lungs have filed a complaint",
            "LETS GO // couldnt feel my face at the end",
            at=(17, 23),
            alone=True,
        ),
        m("half term day <n>. have achieved: bed", "elite // its a journey", when="10-22..11-01"),
        m("my brother has learnt the recorder. pray for us"),
        m("it got dark at like lunchtime. who authorised this", when="11-01..01-20"),
        m("rate my packed lunch: one banana, regret", "3/10 lacks crunch // the regret was crunchy"),
        m(
            "whole year group trying to use one plug in the common room. civilisation hangs by a thread",
            when="weekday",
        ),
        m(
            "does anyone else wave back at people who weren't waving at them or is it just a gift i have",
            "did it to mr dan today // he told us in assembly",
            alone=True,
        ),
        m(
            "someones left a really nice scarf at the skate bit. its on the railings. smells like a grandma (good)",
            when="10-10..03-20",
        ),
        m("{sold my old bike|got paid for babysitting}. rich for approximately one day"),
        m("history homework: 'imagine you are a peasant'. sir i AM", "brutal // accurate"),
        m(
            "the boathouse is doing an open mic on <day>. someone from our year should do it. not me. someone",
            "ellie marsh sings // does she?? // i never said anything",
        ),
        m("tried to cook <dish>. mum came in, looked, left, came back with the fire blanket"),
        m("my gran has learnt to comment on everything. hi gran", "she liked this // of course she did"),
        m("lost my bus pass. lost my other bus pass. walking is free and i hate it"),
        m("two more {weeks|lessons} and then i never have to think about volcanoes again"),
        m("learning to drive in 1 year 3 months and 11 days not that im counting"),
    ),
    (
        "LMAO // im fine its fine",
        "same // solidarity",
        "ur so real for this",
        "wait what // ill tell you tmrw",
        "crying // me too but like actually",
        "coming out sat? // if my mum says yes // ask nicely for once",
        "this is why ur my favourite",
        "no because why is this me // twins",
        "gtg mums calling but this is so funny",
        "i can hear this post",
        "tell me EVERYTHING // not here my gran reads this",
    ),
)

_SHY_TEXTS = (
    "Nobody can see this. Good. Hello.",
    "I knew the answer today. I had it ready. Someone else said it.",
    "Sat by the window at lunch. It's not lonely if there's a window.",
    "J. said hi in the corridor. I said hi to the wall next to J. Close.",
    "Wrote a song. Second verse is bad. First verse is quite good, actually.",
    "Played it on Mum's piano while they were out. The cat stayed till the end.",
    "Helen (Mum) is so loud about everything. I love it and I want to hide behind the fridge.",
    "Things I like: rain, the smell of the library, when the bus is empty, G minor.",
    "Nearly posted something for real today. Got as far as the button.",
    "Dad left a sandwich outside my door with a face on it. I'm fifteen. I kept the face till last.",
    "Third verse came on the bus. I hummed it into my sleeve so I'd not lose it.",
    "J. asked what I was listening to. I gave one earphone. It was my own song. I didn't say.",
    "J. said: 'who's this, they're good'. I have to go and lie down.",
    "I told J. Out loud. With my voice.",
    "Maybe there's an open mic at the boathouse. Maybe I only went to read the poster.",
    "Mocks. Stomach like a washing machine. Breathe in four, out four.",
    "Today I put my hand up. It was only to open a window. But still.",
    "Everyone seems to have got a manual. Mine must be in the loft.",
    "I practised saying 'I'm Ellie' in the mirror until it stopped being a word.",
    "The choir sounded through the floor all evening. I know Mum's alto line better than she does.",
    "Grandma-next-door told me I have kind eyes. I've been carrying it round all day.",
    "If I turn this to 'friends' it'd be eleven people. Eleven isn't that many.",
    "A good day. I don't know why. Writing it down so there's proof.",
    "Walked home the long way on purpose. Counted lit windows: forty-three.",
)

_SHY = Topic("shy", "en", tuple(m(text, to="only_me", at=(16, 24)) for text in _SHY_TEXTS))

TOPICS = (_ROSE, _TEEN, _SHY)
