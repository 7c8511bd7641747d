"""English posts about walks, weather and running."""

from __future__ import annotations

from .stock import Topic, m

_WALKS = Topic(
    "walks",
    "en",
    (
        m(
            "Saw <bird> by <place> this morning. {Stood still until my coffee was cold|It looked at me as if I were "
            "late}.",
            "Whereabouts exactly? // Where the fence is broken, left side. Go early.",
            at=(6, 13),
        ),
        m(
            "Walked to <place> and back the long way. Met <n> dogs and no people I had to talk to. Perfect.",
            "One of those dogs was mine! // Then I did talk to you, I talked to her for ages.",
        ),
        m(
            "They have finally put a bench near <place>. {Somebody sit on it and report|I sat on "
            "it for an hour so it would feel welcome}.",
            "Sat. Comfortable. Slightly damp. // Thank you for your service.",
            alone=True,
        ),
        m(
            "Sunday walk with <friend>. We solved {everything|the council, the trains and both our mothers}. Nobody "
            "wrote it down.",
            "I was meant to write it down!",
            when="sun",
            at=(11, 21),
        ),
        m(
            "The river is right up to the second step. The ducks have opinions.",
            "Second step already? I'll move the van. // Probably wise, it's still coming up.",
            alone=True,
        ),
        m(
            "Is the path from <place> open again? I don't want to walk all the way round with a pushchair.",
            "Open since Monday, bit muddy at the gate. // Lifesaver, thanks.",
            "Half open. You can squeeze past but not with wheels. // Round it is, then.",
            alone=True,
        ),
        m(
            "Mist over the water meadow until ten. You could only see the tops of the willows. No photo, just stood "
            "there.",
            when="09-10..12-15",
            at=(9, 14),
        ),
        m(
            "Leaves so deep at <place> that the path has gone. Kicked through all of it. I am forty-six.",
            "Age is no reason to stop kicking. // I'm putting that on my door.",
            when="10-10..12-05",
        ),
        m("Conkers. Pocketful. No plan.", "You don't need a plan for conkers.", when="09-12..10-20"),
        m("Bluebells in Quarry Wood are nearly out. Give it {a week|until Sunday}.", when="04-05..05-05"),
        m("Snowdrops by the lock! Hang on, everybody. It's coming.", when="01-15..02-25"),
        m(
            "Swam at the weir. Cold enough to hear colours. {Going again tomorrow|Never again, see you Saturday}.",
            "What temperature? // I asked a duck, he said don't ask.",
            when="05-20..09-25",
            alone=True,
        ),
        m(
            "Lost a glove between <place> and home. Grey, left, sentimental.",
            "There's one on the post by the phone box! // That's him! Thank you!",
            when="10-15..03-20",
            alone=True,
        ),
        m(
            "The little free-book box by the bridge is full again. Took one, left two. The numbers never work in my "
            "favour.",
            alone=True,
        ),
        m(
            "Found a set of keys at <place> with a {wooden fish|tiny brass bell} on them. I'll leave them with "
            "Marcus at the town hall.",
            "Shared this with the book group, someone'll know them.",
            "Those could be my neighbour's. I'll tell her. // Tell her they're safe. And that I like the fob.",
            alone=True,
        ),
        m(
            "Bike ride to the top of Beacon Hill and down again. Up: forty minutes. Down: a single shout.",
            "That was YOU? We heard it in the garden. // I apologise for nothing.",
            alone=True,
        ),
    ),
    (
        "I was up there {yesterday|on Sunday}, must have just missed you. // Next time ring, I'll bring the flask.",
        "Is it very muddy? // {Wellies|Boots, and accept your fate}.",
        "I keep meaning to go. // Come with me on Saturday, I go slowly. // Deal. Slow is my only speed.",
        "My grandad took us there every Sunday. // Mine too! With a bag of humbugs. // The same humbugs, I bet.",
        "This is why I moved here.",
        "{Jealous|Envious}, I was in a meeting about meetings.",
        "How long does it take, door to door? // An hour and a bit, or three with children.",
        "Best bit of the whole valley, that.",
        "Take me with you! // You said that last time and then it rained. // Rain is a reason, not an excuse.",
        "Did you see the heron? He's usually by the third willow. // No heron, but a man pretending to fish.",
        "My knees say no, my heart says yes. // There's a bench half way. // Then my knees will consider it.",
    ),
)

_WEATHER = Topic(
    "weather",
    "en",
    (
        m(
            "Four kinds of weather between the door and the bus.",
            "And a fifth on the bus, the window's stuck. // I was sitting under it.",
        ),
        m("Rain on the skylight. {Best sound there is|I have decided this counts as plans}."),
        m(
            "First frost on the {car|lawn|bins}. Scraped a window with a library card.",
            "Please, not the library card! (Love, the library.) // It's the only thing in my wallet with an edge.",
            when="10-12..11-28",
            at=(6, 11),
        ),
        m(
            "Clocks went back. The {dog|baby|cat} was not informed.",
            "Nor was mine. Breakfast at five. // Solidarity from the sofa.",
            when="10-25..10-31",
            alone=True,
        ),
        m(
            "It is dark at half past four and I would like to speak to whoever is responsible.",
            when="11-10..01-15",
            at=(16, 21),
        ),
        m(
            "Gale last night. Our {trampoline|bin} has gone to see the neighbours. If found, it answers to nothing.",
            "It's in our hedge. It seems happy. // I'll come over with tea and a rope.",
            when="10-01..03-20",
        ),
        m("Sun! All the washing out, all the windows open. I've even got sleeves up.", at=(9, 16), alone=True),
        m("{Thirty|Thirty-one} degrees. The cat has become a liquid. So have I.", when="06-15..08-25"),
        m("Rainbow over <place>, both ends in view. Checked. No gold, one traffic cone.", alone=True),
        m(
            "Power went off for {ten minutes|half an hour} and the whole street came out to talk. We should do it "
            "monthly.",
            "I met my neighbour of six years. He's called Clive. // Everyone's called Clive in the dark.",
            alone=True,
        ),
        m("SNOW. That's the post.", "The word, or actual? // Actual! Look up!", when="12-01..02-28"),
        m(
            "Fog so thick this morning I said hello to a post box.",
            "Did it answer? // Better manners than some.",
            when="10-01..02-15",
            at=(6, 12),
        ),
        m(
            "Anyone else's gutters doing the waterfall thing? Where do I find somebody with a long ladder and a "
            "good heart?",
            "Keith from the garage has the ladder. The heart too, but don't tell him. // Ringing him now.",
            "I can come on Saturday, it's a ten-minute job. // You are a hero. There will be cake.",
            alone=True,
        ),
    ),
    (
        "Same here. Kettle on. // {Kettle never off|Third pot}.",
        "It'll pass. // That's what you said in {March|spring}. // And didn't it?",
        "My washing is out. MY WASHING IS OUT.",
        "Beautiful up here on the hill, if that helps. // It does not.",
        "Roads all right? // Slippery by the bridge, otherwise fine.",
        "Good for the garden. // You say that about everything. // It's been right about everything.",
        "Gareth will be cross, no stars again.",
        "I've dug out the big coat. // The one with the sandwich in the pocket? // It was a good sandwich.",
        "I quite like it, don't tell anyone.",
    ),
)

_RUNNING = Topic(
    "running",
    "en",
    (
        m("<km> km along the river before {work|breakfast}. Slow, wet, {happy|done}. #WillowfordRunners", at=(6, 11)),
        m(
            "Parkrun: {thirty-one minutes|twenty-eight and a bit|somewhere behind a pushchair}. The pushchair was "
            "very fast.",
            "That pushchair is a club legend. // Beaten by someone asleep.",
            when="sat",
            at=(9, 14),
        ),
        m(
            "Hill repeats on <day> were a mistake that I shall repeat.",
            "Six of them! I counted your swearing. // Seven. You missed a quiet one.",
        ),
        m(
            "Does anybody have a head torch to lend until Tuesday? Mine died half way round the meadow, which was "
            "educational.",
            "I've a spare, I'll bring it to club. // Bless you.",
            when="10-01..03-10",
            alone=True,
        ),
        m(
            "New shoes. They are {orange|loud}. My knees have signed nothing yet.",
            "Walk in them for a week first. // Already ran. Already know.",
            alone=True,
        ),
        m(
            "Blister report: two, left foot, named after the coaches.",
            "I am honoured. Put tape on it. // You're the big one, <one>.",
            alone=True,
        ),
        m(
            "Went out for four kilometres, got lost in the new estate, came home after nine.",
            "Everyone gets lost there, the postman carries biscuits. // I met him. He shared.",
        ),
        m("Rest day. Ate like it wasn't.", alone=True),
        m(
            "Ran with <friend> tonight and talked the entire way. This is called base training, apparently.",
            "It's called gossip, but the heart can't tell.",
            at=(17, 23),
        ),
        m(
            "Ice on the towpath by the lock, take the upper road if you're out early. Stay upright everyone!",
            "Thanks, went round because of this. // Good! One less for Ngozi's ward.",
            when="11-15..03-01",
            at=(6, 11),
            alone=True,
        ),
        m(
            "A year ago I couldn't run to the bus. Today: <km> km without stopping. I'm not crying, it's the wind.",
            "You absolute star. I remember the bus. // You were ON the bus, waving.",
        ),
        m(
            "Tuesday club is meeting at the boathouse as usual, 7 pm, bring something bright. New people: we start "
            "slow and finish with chips.",
            "Is it really all right if I walk bits? // Half of us walk bits. The other half lie.",
            when="mon,tue",
            at=(9, 19),
            alone=True,
        ),
    ),
    (
        "Brilliant! Same time on Sunday?  // If my legs agree.",
        "What pace? // Conversational. The conversation was mostly 'ow'.",
        "You make it sound fun. // It's fun afterwards. // How long afterwards?",
        "I saw you go past, you were smiling! // That was a grimace, but thank you.",
        "Proud of you. // {Thanks, couldn't have without Tuesday lot|Stop it. (Don't stop.)}",
        "My watch says I slept. That's my exercise today.",
        "Stretch! // Later. // NOW, <author>.",
        "I'll join when it's warmer. // You said that in May. // It was a cold May.",
        "Chips after? // Is that even a question.",
        "Kudos from the sofa.",
    ),
)

TOPICS = (_WALKS, _WEATHER, _RUNNING)
