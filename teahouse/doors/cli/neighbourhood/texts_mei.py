"""What Mei posts: she sells too much, begs for likes, passes on whatever goes round, and is missed on the days she
does not."""

from __future__ import annotations

from .stock import Topic, m

_MEI = Topic(
    "mei_sells",
    "en",
    (
        m(
            "💛 NEW IN 💛 Snow lotus face masks, ten in a box, {skin like an egg|my own cheeks are the proof}! "
            "{38|42} a box, two for {70|75}. Message me!",
            "Is it the same as last time? // Better!! New formula! How many boxes? // I only asked, Mei.",
            mark="selling",
        ),
        m(
            "Last <n> boxes of masks!! After that the price goes UP. Don't say I didn't tell you, sisters!",
            mark="selling",
        ),
        m(
            "High mountain tea, this spring's, straight from my cousin's farm. {Smells of orchids|Your "
            "mother-in-law will cry}. 25 for 100 g. 高山茶，亲戚家的，放心喝！",
            "I'll take one bag, for my dad. // Coming tonight! One more for your mum?",
            mark="selling",
        ),
        m(
            "Down jackets have arrived! 90 % goose! Sizes S to XXL, black, {wine red|cream}, navy. First ten people "
            "get a scarf.",
            "Do you have navy in L? // For you I'll keep it till tomorrow! Deposit 20?",
            "Bought one last year, the feathers came out. // Different factory!! I'll give you 10 off.",
            mark="selling",
            when="09-20..02-15",
        ),
        m(
            "Good morning! Have you looked after your skin today? If not: I'm here. If so: I'm also here. 💛",
            mark="selling",
            at=(6, 11),
        ),
        m(
            "Customer feedback!! 'Dear Mei, my husband did not recognise me.' THANK YOU for trusting me. 3 boxes left.",
            "Is that good? // It's VERY good!",
            mark="selling",
        ),
        m(
            "Collagen drink, peach, thirty sachets. One a day. I've drunk it for six weeks and look at me!!",
            mark="selling",
        ),
        m(
            "Flash deal until midnight: masks + tea + hand cream, 99 instead of 140. Only for people who read my "
            "posts (I see you 😘).",
            mark="selling",
            at=(17, 23),
        ),
        m(
            "Want to earn from your sofa? I'm looking for {3|5} serious ladies. No risk! Ask me how. 招代理，在家就"
            "能赚！",
            "What's the catch? // No catch, you only buy the first carton!",
            mark="selling",
            alone=True,
        ),
        m(
            "Hand cream with snail. Don't make that face. Feel my hands first. 9 each, 3 for 24.",
            "Snail?? // Happy snails!",
            mark="selling",
        ),
        m(
            "My stock is bigger than my hall. Ray can't open the door. HELP ME SELL. Everything minus 15 % today.",
            "raychow: This is true. I come in by the kitchen window.",
            mark="selling",
        ),
        m(
            "Mid-Autumn gift boxes: tea, two cups, a card that I write by hand. 45. Order by {Sunday|Friday}! 中秋礼"
            "盒，接受预订！",
            mark="selling",
            when="midautumn-24..midautumn-2",
        ),
        m(
            "Singles' Day! 11 % + 11 % off! I've worked it out, it's nearly 22! 双十一狂欢，错过等一年！",
            "It's 20.8, but who's counting. // You always were good at maths! Masks?",
            mark="selling",
            when="11-05..11-11",
        ),
        m(
            "Black Friday at Mei's: jackets 79, tea two for one. I don't sleep, you save.",
            mark="selling",
            when="11-18..11-30",
        ),
        m("Christmas presents sorted in one message: to me. Wrapping is free!", mark="selling", when="11-20..12-22"),
        m("Rainy day = mask day. Put it on, lie down, twenty minutes. You deserve it. (38 a box.)", mark="selling"),
        m(
            "The blue thermos that everybody asked about is back. Keeps hot for 24 hours. I tested it with soup. 19.",
            "Okay, that one I do want. // See!! One or two?",
            mark="selling",
        ),
        m(
            "I don't sell to strangers. I only sell to friends, because I care. That's the difference. New prices "
            "below 👇 Mask 38, tea 25, cream 9.",
            mark="selling",
        ),
        m(
            "PLEASE like my daughter's drawing in the contest, she's number 47!! Every like counts, it only takes a "
            "second! 求赞！",
            "Liked! It's lovely, is that a horse? // It's me.",
            mark="asking",
            alone=True,
        ),
        m(
            "My shop needs 50 likes by Friday to get the free stand at the Christmas market. You've got a thumb, "
            "use it 💛",
            mark="asking selling",
            when="10-20..12-10",
            alone=True,
        ),
        m(
            "Vote for 'Mei's Corner' in the small seller award!! Once a day per phone! Borrow your husband's phone!",
            "I voted on Ray's phone. // You're a true friend!!",
            mark="asking",
            alone=True,
        ),
        m(
            "If this gets {66|88|100} likes I'll give away three boxes of masks. Go go go.",
            mark="asking selling",
            alone=True,
        ),
        m(
            "Quick help: write 'good friend' under this and like it, then my page gets shown to more people. 帮忙点"
            "一下，谢谢亲们！",
            "good friend (but this is silly, Mei) // thank you!! not silly!!",
            mark="asking",
            alone=True,
        ),
        m(
            "Pass this on to seven kind people before midnight and good luck will knock within three days. A lady "
            "in Leeds deleted it and her fridge broke.",
            "My fridge broke anyway. // Because you didn't pass it on!",
            mark="passed",
            alone=True,
        ),
        m(
            "WARNING, tell everyone: if you charge your phone next to a banana it loses its memory!!! My aunt's "
            "friend works in a laboratory. Send to all your groups.",
            "Mei, that's not a thing. // Better safe than sorry!!",
            "I work with phones. It's not the banana. // That's what they want you to say.",
            mark="passed",
            alone=True,
        ),
        m(
            "Ten things a real friend does. Number four will make you cry. Copy and paste if you have one, don't "
            "just share. 1. She listens. 2. She brings soup. 3. She does not count. 4. She buys from you.",
            "I see what you did at 4. // 😘",
            mark="passed",
            alone=True,
        ),
        m(
            "转给家人朋友：睡前喝三口热水，百病不来！是一位一百零二岁的老人家说的。不转不是好朋友。",
            mark="passed",
            alone=True,
        ),
        m(
            "Forwarded: a mother's heart has no battery. If you love yours, put this on your wall for one hour. 97 "
            "% will not dare.",
            mark="passed",
            alone=True,
        ),
        m(
            "Slow day. Made noodles for Ray and me, put my feet up. Sometimes I'd like to close the shop and just "
            "talk to you all.",
            "Then do! Come for tea, leave the boxes at home. // Tomorrow? I'd love that. No boxes.",
            "We miss this Mei. // I miss her too.",
            alone=True,
        ),
        m(
            "Badminton with the girls. Lost 21:9. Nobody bought anything and it was the best evening this month.",
            "You've a mean backhand when you're not carrying samples. // Friday again?",
            at=(20, 24),
            alone=True,
        ),
        m(
            "Box of masks arrived broken, <n> of them. Selling those for 2 each, they're still GOOD, only folded.",
            mark="selling",
            alone=True,
        ),
        m(
            "Winter socks, sheep on them, five pairs for 12. My feet say thank you, yours could too.",
            "Are they wool? // They're near wool!",
            mark="selling",
            when="10-01..02-20",
        ),
        m(
            "Delivery round tonight: Ferry Lane, Lantern Street, Beacon Hill. Tell me NOW if you want anything, I'm "
            "already in my shoes.",
            mark="selling",
            at=(14, 19),
        ),
        m(
            "People ask me: Mei, why are you so cheap? Because my heart is big. Masks, 36 today, don't tell the "
            "others (all of you).",
            "You told all of us. // You're all special!",
            mark="selling",
            alone=True,
        ),
        m(
            "Red date and longan snack, no sugar. Ate half the carton as quality control. The other half is for "
            "sale, 6 a bag.",
            "This one is honestly good, buy it. // Thank you Auntie Min!!",
            mark="selling",
        ),
        m(
            "Sunday thoughts: beauty comes from inside, but the inside needs help from outside. Snow lotus serum, 28.",
            when="sun",
            mark="selling",
        ),
    ),
    (
        "Not today, thanks, <author>. // No problem! Tomorrow there's a discount!",
        "How much is postage? // For you I walk!",
        "One for my sister, please. // Noted! And for you?",
        "<author>, are you all right? You posted four times before lunch. // Busy is healthy!!",
        "My mum likes these. Keep me one? // Kept! 💛",
        "Do you take these back? // If unopened, with a tear in my eye.",
    ),
)

TOPICS = (_MEI,)
