"""What went on for weeks among the English speakers: a concert, a shed, a comet, and Anna's days."""

from __future__ import annotations

from .stock import Story, ep

_CONCERT = Story(
    "helen_marsh",
    "en",
    (
        ep(
            80,
            22,
            "New season, new folders, same biscuits. We're singing in the market hall this time, thirty-five "
            "minutes of it without a break. Don't panic. I'm panicking for all of us. #WillowfordChoir",
            "anna: Is the top line really that high? // A: It's only high if you look down.",
            "grace_okafor: Market hall! Where will we put the cheese?",
        ),
        ep(
            60,
            21.9,
            "Rehearsal six. There's a place in the slow one where the altos hold on and everybody else leaves. "
            "Tonight nobody breathed. I forgot to bring us back in.",
            "anna: We'd have held it until Sunday. // A: I believe you.",
            "liulaoshi: I still hear it on the bus.",
            on="thu",
        ),
        ep(
            44,
            20.6,
            "Our tenor has broken his ankle (football, aged fifty-one). We're down to two tenors and a hope. If you "
            "sing, or know someone who sings while driving: help.",
            "marcus_reed: I'm no good, but I'm loud and I can count. // A: You're hired.",
            "grace_okafor: I'm telling Dan about Tom's towpath solo.",
            to="house",
        ),
        ep(
            28,
            22.1,
            "Tom Hale came. Tom Hale can sing. Tom Hale has been among us for six years fixing damp and never said.",
            "tom_hale: I thought everybody knew and was being polite.",
            "priya_hale: I've been living with this. The shower has excellent acoustics.",
            on="thu",
        ),
        ep(
            14,
            21.4,
            "Dress rehearsal: the lights failed, a dog came in, the second sopranos swapped two pages, and it was "
            "the best we've ever done it. Traditional.",
            "anna: The dog was on the beat. // A: The dog was the only one.",
            "ngozi_bell: Swapped my night. I'll be there if I have to sing asleep. // A: You've done that before. "
            "It was lovely.",
        ),
        ep(
            11,
            23,
            "There were people standing at the back with their coats on who'd only come in for cheese, and they "
            "stayed. When the altos held the note, I saw Rose in row one close her eyes. That's all. That's why. "
            "Thank you, my dears.",
            "rose_tanner: I was not asleep. // A: I know, Rose. // rose_tanner: He used to hum that one.",
            "anna: I'm not ready for it to be over. // grace_okafor: Nor me. Kitchen, Sunday, bring the folder? // "
            "anna: Yes, please.",
            "marcus_reed: I counted. I was loud. I cried at bar ninety.",
            "sian_pugh: Nell asked on the way home if people are allowed to be that happy in public.",
            on="sat",
        ),
        ep(
            4,
            19.8,
            "New programme from Thursday. The descants have been put away higher this year, so that you can reach "
            "them.",
            "anna: You mean lower? // A: I mean what I mean. Bring a ladder.",
        ),
    ),
    "choir",
)

_SHED = Story(
    "bill_tanner",
    "en",
    (
        ep(
            78,
            10.2,
            "The shed on Plot 14 has a lean on it. Everyone's an expert. It's been leaning since 1988 and so have I.",
            "keith_marsh: Prop it before the wind does it for you. // A: It is the wind that's holding it up.",
            "yusuf_rahman: I've got two posts going spare. // A: I'll think about it. That's a no.",
        ),
        ep(
            54,
            9.5,
            "The wind got it. Flat as a card table. Kettle survived.",
            "yusuf_rahman: I still have two posts. // A: ...What size?",
            "sian_pugh: Oh Bill. Are you all right? // A: I wasn't in it. The spiders are upset.",
            "keith_marsh: Saturday. Nine. Don't argue.",
        ),
        ep(
            50,
            17,
            "Seven people, four hammers, a lot of talk. Keith did the roof. A lady from the tai chi passed nails "
            "without a word of English, and never the wrong one.",
            "keith_marsh: She's got a better eye than me. // yusuf_rahman: She corrected my spirit level! With her "
            "finger!",
            "sian_pugh: The children painted the door. I said blue. They heard 'everything'.",
            on="sat",
        ),
        ep(
            37,
            11,
            "New shed's straight. Don't trust it.",
            "yusuf_rahman: Give it thirty years. // A: I've told it the same.",
            "rose_tanner: He's moved his chair in. I have the house back.",
        ),
        ep(
            15,
            15.2,
            "Somebody's put a board over the shed door: THE LEANING ARMS. I've my suspicions. I've also put a "
            "second chair out.",
            "yusuf_rahman: I know nothing. Is there sugar? // A: There's sugar.",
            "keith_marsh: What time do you open? // A: When the kettle does.",
        ),
    ),
    "garden",
)

_COMET = Story(
    "gareth_pugh",
    "en",
    (
        ep(
            52,
            22.3,
            "There's a small comet near the Plough, a smudge in binoculars. I've waited for a clear night since it "
            "was found. Tonight: two stars and a plane.",
            "sian_pugh: He waved at the plane.",
            "bill_tanner: You can see it from the plot, I reckon. Less lamp. // A: Can I bring Doris? // "
            "bill_tanner: Bring the wife as well.",
        ),
        ep(
            40,
            23.1,
            "GOT IT. Eleven minutes between clouds, from Plot 14, with Bill holding the torch the wrong way. Green, "
            "soft, with a tail like breath on glass. It was last here before there were people to point at it.",
            "bill_tanner: I saw a smudge. It was a good smudge. // A: The best smudge.",
            "anna: Could you show us? Mila has made a telescope from a kitchen roll. // A: Friday if it's clear. "
            "Tell her to bring it, mine could use the company.",
            "sian_pugh: He ran up the stairs and woke the whole house. Nell saw it. Worth it.",
            to="public",
        ),
        ep(
            33,
            21.7,
            "Fourteen of you came up the hill, in coats over pyjamas. Each one went quiet at the eyepiece in a "
            "different way. Mila Whitfield asked whether it's lonely. I said I didn't think so, with everyone "
            "looking.",
            "anna: She told her whole class. She's written to it. // A: I know the address.",
            "chenwei: 谢谢 Gareth. I hadn't seen that many stars since I was a boy. // A: Come up any time. I'll "
            "bring the chair.",
            "ruth_ellery: I drew a map of where it was, for when it's gone. // A: Ruth, I'd frame that.",
        ),
        ep(
            18,
            20.9,
            "It's leaving: fainter each night, and the moon's up. See you in eleven thousand years. Same plot, Bill.",
            "bill_tanner: I'll keep the kettle on.",
        ),
    ),
    "stars",
)

_NEWS = Story(
    "anna",
    "en",
    (
        ep(
            29,
            19.2,
            "Mila has announced that she's going to be a 'comet doctor'. The waiting list's long, but she sees "
            "family first.",
            "gareth_pugh: I've a patient for her: Doris has a cough. // A: She says to keep her warm and not to "
            "look at the sun.",
            "priya_hale: Otis wants an appointment too. He's a meteor today.",
        ),
        ep(
            10,
            21.2,
            "Eight people have now asked me, very kindly, whether I know that one can switch off only the selling "
            "and keep the friend. I do. I have. I still love her. That's the whole point.",
            "ngozi_bell: Same. Kept the badminton stories, lost the jackets. // A: The badminton stories are gold.",
            "grace_okafor: Wait, you can do that? // A: Her name, the three dots, 'selling'. She's not told. // "
            "grace_okafor: I've just got my evenings back.",
            to="without_mei",
        ),
        ep(
            0,
            7.4,
            "Bright morning. Mila has gone to school in odd socks, with a letter to a comet. Going in early to do "
            "the returns before anyone sees what I'm reading.",
            "helen_marsh: What ARE you reading? // A: It has a duke in it. Say nothing.",
            "priya_hale: One of her other socks is on our gate! // A: This street. I swear.",
        ),
    ),
    "family",
)

STORIES = (_CONCERT, _SHED, _COMET, _NEWS)
