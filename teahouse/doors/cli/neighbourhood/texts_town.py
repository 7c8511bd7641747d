"""English posts from work, school and the town itself."""

from __future__ import annotations

from .stock import Topic, m

_TOWN = Topic(
    "town",
    "en",
    (
        m(
            "Willow Bridge will be down to one lane {from Monday|all next week}. Please allow ten minutes and some "
            "grace. #Willowford",
            "Both directions? // Lights, both directions. I asked for a nice man with a sign, but no.",
            "Could it not wait for half-term? // The bridge says no, I'm afraid.",
            to="house",
            when="weekday",
        ),
        m(
            "Found near Market Square: {a child's scooter, purple|a hearing aid in a little case|a very good "
            "umbrella}. It's at the town hall desk.",
            "That's ours! The one with the frog sticker? // Frog sticker confirmed. See you tomorrow.",
            to="house",
            alone=True,
        ),
        m(
            "Blood donors: they're in St Anne's hall on <day>, two until seven. Good biscuits. I go for the biscuits.",
            "Booked for four. // See you in the biscuit queue.",
            to="house",
        ),
        m(
            "The Christmas lights go up this weekend. Volunteers with a head for heights, please. Volunteers "
            "without: there's tea to carry. #Willowford",
            "Count me in for tea. // Three for heights, eleven for tea. As every year.",
            to="house",
            when="11-12..11-28",
        ),
        m(
            "Bonfire on the meadow at half past six, gates from five. Leave dogs at home and cars at the station, "
            "please. #Willowford",
            "Is there a quiet hour for little ones? // Yes, five to six, no bangs. // Thank you for thinking of it.",
            to="house",
            when="11-01..11-05",
        ),
        m(
            "Remembrance at the stone at quarter to eleven on Sunday. The choir sings two pieces. All welcome, no "
            "need to book anything.",
            to="house",
            when="11-05..11-10",
            alone=True,
        ),
        m(
            "Harvest supper: 140 plates, one broken chair, nothing left over. Thank you to everyone who carried "
            "something.",
            "Whoever made the plum thing: marry me. // That was Rose. There's a queue.",
            to="house",
            when="09-18..10-12",
            alone=True,
        ),
        m(
            "Bus 4 isn't stopping at the station until the hole is filled. They say Friday. They said Friday last "
            "week as well.",
            "Which Friday, is the question. // I've asked them to name it.",
            to="house",
            alone=True,
        ),
        m(
            "Who has their eye on the empty shop on Tanner Street? I'd like a {cheese shop|cobbler|place with "
            "soup}. Not another phone shop.",
            "Soup! We could all pay in advance. // I think you've invented the restaurant.",
            "I heard it's going to be a cobbler, from someone who knows a cobbler. // My boots and I are praying.",
            alone=True,
        ),
        m(
            "The clock on the market hall is seven minutes fast again. I've missed nothing so early in years.",
            "It's been wound by Bill. // That explains the swagger of it.",
            alone=True,
        ),
        m(
            "Thank you to whoever {cleared the leaves from the drain on Mill Lane|put flowers in the old "
            "trough|swept the bus shelter}. You didn't leave a name, so: you.",
            "I think I know who, and she'd hate to be named. // Then thank her from me in secret.",
            alone=True,
        ),
        m(
            "Repair café on Saturday, ten till one, library. Toasters, zips, lamps. No opinions about the parking, "
            "please.",
            "Can they do a clock that goes backwards? // Only if you don't mind missing yesterday.",
            to="house",
        ),
        m(
            "Council notes in plain words: yes to the crossing by the school, no to the second flagpole, 'later' to "
            "everything else.",
            "Finally the crossing! // Four years. Nearly wept in the chamber.",
            alone=True,
        ),
        m(
            "Market was packed today. Bought {apples I didn't need|a lamp I did need|honey, thread and a cactus}.",
            when="sat",
            at=(10, 18),
            alone=True,
        ),
    ),
    (
        "Thanks for telling us, I'd have driven straight into it.",
        "Is there parking? // There's a bicycle rack. // I see what you're doing.",
        "Passing this on to my road.",
        "Can I help? I've got a free morning. // Yes! Ring me, or just turn up and look strong.",
        "Why is it always our end of town? // It knows what it did in 1987.",
        "My mother would like to know if there'll be chairs. // Tell her: front row.",
    ),
)

_WORK = Topic(
    "work",
    "en",
    (
        m(
            "Nine hours, <n> meetings, one decision. The decision was lunch.",
            "Good decision? // Dumplings. So yes.",
            when="weekday",
            at=(16, 22),
        ),
        m(
            "New kettle in the {staff room|office|workshop}. Morale has not been this high since the {cake "
            "rota|half-day}.",
            "Who broke the old one? // We don't say his name. He's reading this.",
            alone=True,
        ),
        m(
            "Somebody at work has labelled their milk 'BREAST MILK (HONESTLY)'. Nobody has touched it for a week. "
            "Genius.",
            alone=True,
        ),
        m(
            "Last day for {Janet|Colin|Sheila} after thirty-one years. Speeches, a carriage clock, and then the "
            "card with the cat on it and we all went.",
            "Thirty-one years! Who'll know where the keys are? // Exactly what we said, in tears.",
            when="weekday",
            at=(15, 22),
            alone=True,
        ),
        m(
            "On my feet since {five|six}. Shoes off. Nobody speak to me until the {peas|kettle} have boiled.",
            at=(15, 21),
        ),
        m("My inbox reached zero for eleven seconds. I took off my hat.", "Then what? // Then 'Reply all'."),
        m(
            "Trained the new one today. She's {faster than me|asked why we do it that way, and I didn't have an "
            "answer}. Good.",
            "Keep her! // Already hid her coat.",
            alone=True,
        ),
        m("Payday! Reader, it went on {tyres|the roof|school shoes}.", alone=True),
        m(
            "First time in my life somebody thanked me for a {spreadsheet|form|parcel}. She'd been waiting for it "
            "for weeks. Cheered me up no end.",
            "You should hear it more often. // I'd settle for monthly.",
            alone=True,
        ),
        m("Working from the kitchen. The colleague under the table wants a walk.", when="weekday", at=(9, 16)),
        m(
            "The printer and I have reached an understanding. It prints on Tuesdays.",
            "Ours only prints if you stand with your back to it.",
        ),
        m(
            "Got the job. Start on <day>. I've told Mum, the dog and now you.",
            "YES! Knew it! Drinks? // Drinks. You wrote half of that letter.",
            "So pleased for you. They're lucky.",
            "Which one, the one by the canal? // The one by the canal!",
            alone=True,
        ),
        m(
            "Commute report: <n> minutes late, one seat, a stranger's dog asleep on my foot. Didn't dare move. Best "
            "morning this week.",
            when="weekday",
            at=(7, 11),
        ),
    ),
    (
        "Friday soon. // Define soon.",
        "Same at ours. Must be the full moon. // Or management.",
        "You need a holiday. // I need a plumber, a holiday and a different decade.",
        "Lunch one day this week? // Wednesday, the bench, bring gossip.",
        "Hang in there. // {Hanging|Ta, love}.",
        "You've earned that sit-down.",
        "I'd have walked out. // I did. To the vending machine and back.",
    ),
)

_SCHOOL = Topic(
    "school",
    "en",
    (
        m(
            "3B have decided that the Romans 'were just builders with swords'. I can't fault it.",
            "That's going on the wall, surely. // It's already on the wall, with a drawing.",
            when="weekday",
            at=(12, 21),
        ),
        m(
            "Marking. {Twenty-nine|Thirty} accounts of 'My Weekend'. Twenty-six feature the bakery. Mrs. Lin, "
            "you've a good lobby.",
            "Not paid for, I promise! The children are honest people. // Very. One reviewed your prices.",
            at=(17, 23),
        ),
        m(
            "A child handed me {a snail|half a biscuit|a stone} today 'for being kind'. Some days you get your wages.",
            alone=True,
        ),
        m(
            "Has anyone got egg boxes, kitchen roll tubes or a large amount of patience? 3B are building {a "
            "castle|the harbour}.",
            "Tubes: nineteen. Patience: sold out. // I'll take the nineteen.",
            "Dropping off a sack tomorrow. Please don't send it home again as a dinosaur. // No promises.",
        ),
        m(
            "Wet play. Three times. Thirty children. One room. I have seen things.",
            "And you came out the other side. // A part of me is still by the paint sinks.",
            when="weekday",
        ),
        m(
            "Reports are in. I've used 'enthusiastic' forty-one times, and meant it thirty-eight.",
            when="11-15..12-10",
            alone=True,
        ),
        m("The assembly about {sharing|honesty} ended in a fight. We shall try again on <day>."),
        m(
            "A boy who hasn't spoken in class since September put his hand up today. It was to ask the way to the "
            "moon. We all worked it out together.",
            "Oh, this one got me. // Me too. In the stationery cupboard.",
            alone=True,
        ),
        m(
            "Mocks start {Monday|next week}. Year 11, if you're reading this: sleep. Also: stop reading this.",
            "going to bed miss // Thank you, that's one of thirty.",
            when="11-10..12-05",
            alone=True,
        ),
        m(
            "Sports hall booked, whistles charged, cones counted. House cross-country tomorrow, bring dry socks for "
            "afterwards.",
            alone=True,
        ),
    ),
    (
        "You're a good one. They'll remember it.",
        "I could not do your job. // Some days I couldn't either.",
        "Mine came home talking about it! // What did they say? // That you 'know quite a lot for an old person'.",
        "Do you need anything for the classroom? // Glue. Always glue.",
        "Bring back milk and naps. // For the staff, yes.",
        "This made my evening.",
    ),
)

TOPICS = (_TOWN, _WORK, _SCHOOL)
