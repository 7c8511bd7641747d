"""English posts about what grows below and what shines above."""

from __future__ import annotations

from .stock import Topic, m

_GARDEN = Topic(
    "garden",
    "en",
    (
        m(
            "Dug up the last of the <veg>. {Ugly|Enormous|Two-legged, most of them}, and ours.",
            "Two-legged ones taste better, they've been on holiday. // That explains the tan.",
        ),
        m(
            "Slugs: {eleven|a good thirty}. Me: nil. Going out again with the torch tonight.",
            "Beer traps. // I tried. They bring friends now.",
            "Get a hedgehog. // Do they deliver?",
            when="03-20..11-05",
        ),
        m(
            "Swapped a bag of <veg> for a jar of Yusuf's honey over the fence. Best bank in town.",
            "yusuf_rahman: I had the better of that deal! // Nobody tell him about the caterpillars.",
        ),
        m(
            "Planted garlic. Eight months to wait, which is at least longer than my patience, so I've labelled it.",
            when="10-05..11-30",
        ),
        m(
            "Spare <veg> seedlings on the wall at Plot 14, help yourselves, leave the trays.",
            "Took four, left you a pot of mint. // Mint! You monster. (Thank you.)",
            when="04-05..06-20",
        ),
        m(
            "Water's being turned off at the allotments {on Sunday|this weekend} for the winter. Fill your butts.",
            when="11-01..11-30",
            to="club",
            alone=True,
        ),
        m(
            "Bonfire of the old bean poles. {Smelled like every autumn I remember|Came home smelling like a kipper}.",
            "Saw the smoke and nearly rang someone. // It was under control. Mostly.",
            when="10-15..12-05",
            alone=True,
        ),
        m(
            "Who keeps leaving courgettes on my doorstep? I have my suspicions. Stop. Or at least leave {cake|a note}.",
            "It's a public service. // I KNEW it.",
            when="07-10..09-30",
            alone=True,
        ),
        m("Leeks earthed up, hands frozen, robin supervised."),
        m(
            "The scarecrow at the top allotments is wearing my hat. I don't want it back, it suits him.",
            "He asked me where you buy your trousers.",
            alone=True,
        ),
        m("Found three potatoes I'd missed. It's like finding money, but better, because chips."),
        m(
            "Cut the hedge. There was a nest in it, empty, lined with {dog hair|my old jumper}. Left that bit for "
            "next year.",
            "Good man. // They've earned it.",
            when="09-01..02-20",
            alone=True,
        ),
        m(
            "Ordered seeds. Was going to be sensible. Was not.",
            "How many kinds of tomato? // ...fourteen. // That's not a garden, that's an orchestra.",
            when="12-20..02-28",
            alone=True,
        ),
        m("Peas are up! All of them! In a row, like somebody planned it.", when="04-01..05-20"),
        m(
            "Compost has reached sixty degrees. I keep going out to feel it. I need help, or possibly a thermometer.",
            "There's a thermometer in the shed, second drawer. // Of course there is.",
            alone=True,
        ),
    ),
    (
        "Yours are always bigger than mine. // It's the horse muck. And the singing.",
        "Any spare? // Bring a bag on {Saturday|Sunday}. // Bringing two.",
        "What variety is that? // The label washed off, so: mystery.",
        "My plot is under water. // Rice, then?",
        "Bill will tell you that you did it wrong. // Bill already has.",
        "I miss having a garden. // Come and borrow ours, there's always weeding. // That's the kindest trick "
        "anyone's played on me.",
        "The pigeons had all of mine. // Mine only had half. We have an arrangement.",
        "Put me down for a jar when there's a glut.",
        "Have you covered the brassicas? // Not yet! Going now.",
        "That's supper sorted then.",
    ),
)

_STARS = Topic(
    "stars",
    "en",
    (
        m(
            "Clear until about {one|two}. Saturn first, then the double cluster, then bed, allegedly.",
            "Can I bring the kids for Saturn? // Yes! Before nine, and tell them to bring hats.",
            at=(15, 24),
            to="public",
        ),
        m(
            "Cloud. {Again|Of course}. I own a very expensive drainpipe.",
            "Doris is not a drainpipe. // She's out there dripping, what would you call her?",
            at=(17, 24),
            alone=True,
        ),
        m(
            "Showed the moon to <n> people outside the library tonight. The gasp never gets old. Neither does 'is "
            "it really out there?'",
            "I gasped! I'm sixty-four! // You gasped best of all.",
            at=(19, 24),
            to="public",
            alone=True,
        ),
        m(
            "Five meteors in an hour from the top allotments, and one fox who walked right past my chair.",
            "What did the fox make of it? // Didn't look up. They never do.",
            at=(0, 2),
        ),
        m(
            "The new lights on the car park point sideways. Sideways! I've written to Marcus. Politely. With a "
            "diagram.",
            "Received. It's a very good diagram. // It has three colours.",
            alone=True,
        ),
        m(
            "Moonrise in <n> minutes, look east over the mill. No equipment needed, only a coat.",
            "Seen it! Huge and orange! // Isn't it? Tell next door.",
            at=(16, 21),
            to="public",
        ),
        m(
            "Orion is back over the rooftops. Winter's official. I always say hello.",
            "I always thought that was the saucepan. // You're not wrong, it's just a warlike saucepan.",
            when="10-20..02-15",
            at=(19, 24),
        ),
        m(
            "Twenty seconds of the space station over Larkfield. Waved. You have to wave.",
            "We waved too! // They definitely saw us.",
        ),
        m(
            "Noctilucent clouds to the north right now, silver ribbons. Go and look, I'll wait.",
            when="06-05..07-25",
            at=(21, 24),
        ),
        m(
            "Frost on the tube, tea in the flask, everything sharp to the edge. Nights like this I forget to be "
            "cold until I can't turn the screw.",
            "Come in, your tea has frozen. // Five minutes, <one>. // You said that at ten.",
            when="11-01..03-05",
            at=(20, 24),
            alone=True,
        ),
    ),
    (
        "Is that the bright one over the church? // That's Jupiter. The one that blinks is the train.",
        "I always go out to look and then it's cloudy. // Welcome to the club. That's the whole club.",
        "When's the next public evening? // First clear Friday. So, spring.",
        "I'll put the kettle on for whoever comes back frozen. // That'll be me. It's always me.",
        "How far is that? // Far. The light left before the town had a bridge. // I need to sit down.",
        "Lovely. I'd forgotten to look up.",
    ),
)

TOPICS = (_GARDEN, _STARS)
