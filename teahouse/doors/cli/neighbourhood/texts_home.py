"""English posts from home: children, houses, animals, films and books."""

from __future__ import annotations

from .stock import Topic, m

_FAMILY = Topic(
    "family",
    "en",
    (
        m(
            "<child> asked why {adults|grown-ups|old people} sigh when they sit down. I said I'd find out. Any offers?",
            "Because the chair knows our secrets. // That's bedtime cancelled, then.",
            "Ask Sian, she answers forty of these a day. // Forty? I'd have guessed a hundred.",
        ),
        m(
            "<child> lost a tooth in the {school hall|swimming pool|apple}. There was a search party. It has not "
            "been found. A letter to the fairy is being drafted.",
            "The fairy accepts letters. Ours even accepts IOUs. // Asking for the exchange rate.",
        ),
        m(
            "{Half an hour|A whole hour} on spelling: 'necessary'. One collar, two sleeves. We have both learnt it "
            "now.",
            "One collar, two sleeves! Forty years and nobody told me. // I only found out today.",
            at=(16, 21),
            alone=True,
        ),
        m(
            "Photos from {Gran's birthday|the weekend|the beach}. {The cake was real, the smiles mostly|Nobody "
            "blinked in the fourth one, a family record}.",
            "Print the fourth one for Gran, she'll want it by the telly. // Already ordered, two copies.",
            to="family",
            alone=True,
        ),
        m(
            "Costume for <day>: a {planet|hedgehog|postbox}. Informed at bedtime. Anybody got a very large "
            "cardboard box?",
            "Washing machine box in our garage, come now. // On my way in slippers.",
            "Last year ours was a tax return. You'll manage. // How do you even... never mind.",
        ),
        m(
            "<child> and I made {a den|a shop|an airport} under the table. I've been refused entry twice. My papers "
            "weren't in order.",
        ),
        m(
            "School run in the rain, one wellie. We'll get the other from the hedge on the way back.",
            "It's on our gatepost, I rescued it! // You are the hero this family needs.",
            at=(8, 10),
            when="weekday",
            alone=True,
        ),
        m(
            "Parents' evening: '<child> has a lot to say'. We know.",
            "Same comment here, word for word. I suspect a stamp. // Sian?",
            when="weekday",
        ),
        m(
            "Bath, story, bed, and then nineteen questions about {Vikings|drains|whether fish get bored}. Good "
            "night, everyone.",
            at=(19, 23),
            alone=True,
        ),
        m(
            "Mum's {knee|hip} went fine. She's already told the surgeon how to arrange his shelves.",
            "Give her my love! Does she need anything? // She says grapes, seedless, and the gossip.",
            "So glad. Shout if you want lifts. // Thursday at ten, if you mean it? // I mean it.",
            to="family",
            alone=True,
        ),
        m(
            "Does anyone have a booster seat we could borrow {this weekend|for a week}? Ours is in a car in another "
            "county.",
            "Yes, come and get it, it's in the porch. // Thank you thank you.",
            alone=True,
        ),
        m(
            "They're both asleep. The house is making the noise that houses make. I should go to bed. I'm going to "
            "sit here instead.",
            "Sit. The sitting is the best bit. // It really is.",
            at=(20, 24),
            alone=True,
        ),
        m(
            "Half-term plan: none. Half-term so far: {one museum|a volcano}, <n> arguments, much toast.",
            "Ours are bored, shall we swap? // Yes. Permanently or just Tuesday?",
            when="10-22..11-01",
        ),
        m(
            "Nativity casting is out. We're a sheep. 'A MAIN sheep.'",
            "We're second camel! See you backstage. // I'll bring the safety pins.",
            when="11-18..12-18",
        ),
        m(
            "Costumes sorted for trick or treat: a bat, a ghost and a {tired father|very small postman}.",
            "Come to ours first, we have the good ones. // Noted on the map.",
            when="10-26..10-31",
        ),
        m("New shoes, sharp pencils, one big breath. First day back.", when="09-01..09-10", at=(7, 11)),
        m(
            "My sister has phoned to say she is 'just checking'. She is checking whether I've told Mum. I have not "
            "told Mum.",
            "Told Mum what? // Nothing, Mum, hello.",
            alone=True,
        ),
        m(
            "Big family lunch on <day>, ours this time. Bring chairs. And that one good knife.",
            to="family",
            alone=True,
        ),
    ),
    (
        "They grow so fast. // Only the trousers notice.",
        "Ours is exactly the same. // Is it the age? // I hope so, he's forty.",
        "Give that child a hug from me. // Done. Got jam on you.",
        "Brilliant. Write these down, you'll forget. // This is me writing it down.",
        "I laughed so much I woke the dog.",
        "Do you need a hand this week? // Could you do pick-up on {Wednesday|Thursday}? // Of course, I'm there "
        "anyway.",
        "Mine did that {last year|at that age}. It passes. Then there's a new one.",
        "You're doing a great job, you know. // {That made me well up in the queue at the chemist|I needed that "
        "today, thank you}.",
        "Playdate soon? They've been asking. // Saturday afternoon? // Perfect, we've got a paddling pool or a "
        "roof, depending.",
        "Wise child. // Sometimes. Currently wearing a colander.",
        "Sending love to all of you.",
    ),
)

_HOME = Topic(
    "home",
    "en",
    (
        m(
            "The boiler has {gone|made That Noise again}. Who do you all use? Not the one from last time.",
            "Try Rob Keane's cousin, came the same evening. // Booked, he says Thursday. Thank you!",
            "Is it the pressure? There's a little tap underneath. // ...It was the little tap. I have a degree.",
            alone=True,
        ),
        m(
            "Found Dad's old radio in the loft. It still works. {It still smells of him, too|It only gets one "
            "station, and it's the one he liked}.",
            "Keep the radio. Please keep the radio. // Over my dead body does it leave this house.",
            alone=True,
        ),
        m(
            "A box marked 'IMPORTANT' has moved house with us {twice|three times}. Opened it at last. One sock.",
            "Where's the other? // In another box, marked 'MISC'.",
            alone=True,
        ),
        m(
            "Painted the hall <colour>. {It was called something like 'quiet heron'|It looks like a different "
            "colour every hour and I like two of them}.",
            "Second coat? // Don't.",
        ),
        m(
            "Does anybody have a {long ladder|drill with a hammer action|carpet cleaner} I could borrow until "
            "<day>? Paid in cake.",
            "In the shed, the key's where it always is. // You're a treasure. Lemon or chocolate?",
            "What kind of cake? // Whatever kind gets me the thing.",
            alone=True,
        ),
        m(
            "Free to a good home: {a desk, slightly wobbly|one armchair with a past|six dining chairs, all "
            "different}. Collect from near <place>.",
            "Can I have it? I've a van on Saturday. // It's yours!",
            "My daughter needs exactly this for her room. // Then she shall have it. After six any day.",
            alone=True,
        ),
        m(
            "Spent an hour looking for my glasses. {On my head|In the fridge, next to the butter}.",
            "Was the butter on your head? // Not ruling it out.",
        ),
        m(
            "Assembled a {wardrobe|bookcase}. There are <n> screws left over. We are going to be very gentle with it.",
            "Spare screws are a good sign, it means it's efficient.",
        ),
        m(
            "New neighbours moving in at number <n>. They have a {piano|drum kit|parrot}. Taking round a loaf and "
            "an open mind.",
            "Find out if they play bridge! // I'll put it between the loaf and the small talk.",
            alone=True,
        ),
        m(
            "Cleared out the loft. Found my school reports. {All of them|Every single one}, tied with {string|a "
            "ribbon}.",
            "What did they say about you at school? // 'Talks.'",
            alone=True,
        ),
        m(
            "Which bin is it this week? I refuse to look it up, I just want to be told.",
            "Green. And the food one. // Thank you. Democracy works.",
            "Look left and right, copy the street. // They're all copying us!",
            alone=True,
        ),
        m("Quiet evening. Tea, the good lamp, nothing else to report.", at=(18, 23), alone=True),
        m(
            "The washing machine walked {to the middle of the kitchen|as far as the door}. Either it's unbalanced "
            "or it's leaving me.",
            "Put a folded towel under the corner. // It's calmer now. We talked.",
        ),
        m(
            "Mended the {gate|tap|back step} by myself, with a video and some language.",
            "The neighbours enjoyed it too. // You should've shouted, Clive! // I was learning new words.",
        ),
        m(
            "Heating on. {Held out until today|Second of the month, a personal best|I lost the bet}.",
            "We're still in jumpers out of pure spite. // Respect.",
            when="09-20..11-10",
            alone=True,
        ),
        m("Tree's up. It leans. We lean with it.", when="12-01..12-20", alone=True),
    ),
    (
        "Been there. {Cost me a hundred and a lot of sleep|Still there, in fact}.",
        "I've got one you can have, honestly. // {I'll come round at six|Really? You angel}.",
        "You should see ours. // I have seen yours. I feel better now.",
        "Well done you! // I'm going to be unbearable for a week.",
        "Old houses. // Old owners.",
        "My dad would have fixed that with tape. // It IS fixed with tape.",
        "Photo or it didn't happen. // It's better in words, trust me.",
        "Pop in for a cup of tea and tell me about it. // Ten minutes.",
        "Living the dream. // Somebody's.",
    ),
)

_PETS = Topic(
    "pets",
    "en",
    (
        m(
            "<pet> has eaten {the butter|half the butter|the butter, and the paper}. No remorse.",
            "None? // A small burp.",
        ),
        m("<pet> {met a swan|barked at a cloud|was outrun by a squirrel}. Walk shortened on emotional grounds."),
        m(
            "Vet says <pet> is 'well covered'. We have not told <pet>.",
            "My aunt uses that word for herself. // The vet was kinder than your aunt's mirror.",
            alone=True,
        ),
        m(
            "Could somebody feed <pet> {next weekend|on Friday and Saturday}? Opens doors, pretends not to know "
            "you, bites only cheese.",
            "We'd love to, the children will fight over it. // You'll get a list. It has chapters.",
            "I can do Friday. // Key under the usual frog.",
            alone=True,
        ),
        m("Six in the morning. A paw on my face. Not hunger. Just checking.", at=(5.5, 9)),
        m(
            "<pet> is ten today. {Grey chin, same nonsense|Slept through the party}. Here's to the next ones.",
            "Happy birthday, old friend! // There was a sausage with a candle.",
        ),
        m(
            "Fireworks again. <pet> is in the bath with a blanket and I'm reading aloud from the gas bill.",
            "Ours is under the bed. Radio helps. // Thank you, trying the shipping forecast.",
            when="11-01..11-09",
            at=(17, 24),
        ),
        m(
            "Grey tabby outside the station since {this morning|yesterday}, friendly, no collar. Anybody's?",
            "That's Mr. Tibbs from Canal Row, he commutes. // He does what?",
            alone=True,
        ),
        m("Clean sheets. <pet> was there before I'd finished the corner."),
    ),
    (
        "Give that animal a biscuit from me. // <author>'s animal has had nine.",
        "The look! I can see it. // You know exactly the look.",
        "Ours did the same last week. // They talk. I'm sure they talk.",
        "A good listener, that one. // Better than most of us.",
        "I live for these updates.",
        "Can we borrow them for a day? // You may keep them for a day. Or two.",
    ),
)

_FILMS = Topic(
    "films",
    "en",
    (
        m(
            "Film club showed {a three-hour western|the one with the lighthouse}. I understood {the horse|the "
            "beginning}. Good biscuits, though.",
            "The horse was the only honest one. // Exactly!",
            "I fell asleep in that. // At which point? // The title.",
        ),
        m(
            "We are on episode <n> of that {Danish|baking|courtroom} thing. No spoilers. I mean it, <friend>.",
            "It was the b... // I will unfriend you. // ...est episode so far. What did you think I'd say?",
        ),
        m("Cried at {an advert|a programme about otters}. It has been a week.", alone=True),
        m(
            "Quiz at the boathouse: second, by one point, because of a river in Asia.",
            "I SAID it was the Mekong. // You said it afterwards, in the car.",
            at=(21, 24),
            alone=True,
        ),
        m(
            "Vinyl night. Dug out Dad's records. Side two of everything is better.",
            "Bring them on Saturday! // If somebody brings a needle.",
            alone=True,
        ),
        m(
            "Is the little cinema at the covered market any good? Thinking of taking my mother.",
            "Cushions yes, leg room no, popcorn from heaven. // She has no legs to speak of. Booking.",
            alone=True,
        ),
        m("Nothing on. Put the radio on instead and found a man describing hedges for an hour. Riveted.", alone=True),
    ),
    (
        "Agreed. Nobody talks about how good the music was.",
        "Adding it to the list. // How long is the list? // Longer than I've got.",
        "The book's better. // You say that about the weather forecast.",
    ),
)

_BOOKS = Topic(
    "books",
    "en",
    (
        m(
            "Finished it at {two|three} in the morning. Useless today. Worth it.",
            "Which one? // The island one. You can have it if you swear not to fold corners.",
        ),
        m(
            "Book group on <day>: has anybody actually read it? Be honest. I'm on page <n>.",
            "I've read the back. // Strong start.",
            "I've read it twice and I'll still lose the argument. // Bring crisps and you can win.",
        ),
        m(
            "Second-hand shop by <place>: a first edition of nothing much, with a pressed violet at page ninety. "
            "Bought it for the violet.",
            alone=True,
        ),
        m(
            "Reading on the bus and missed my stop. {Twice|There and back}.",
            "I saw you go past, I waved! // I thought it was part of the plot.",
            alone=True,
        ),
        m(
            "What's a good one to read aloud to somebody who's poorly? Not sad. Chapters, ideally.",
            "Anything with a bear in it. // He's fifty-eight. // Then definitely a bear.",
            "The one about the vet in the hills. It did wonders for my dad. // Perfect, ordering it at the library "
            "now.",
            alone=True,
        ),
        m(
            "A poem a day for a month: day <n>. Today's had one good line and I've carried it about like a pebble.",
            "Share the pebble? // 'The kettle keeps the house awake.' // Oh, that is a good one.",
            alone=True,
        ),
        m(
            "I've lent my copy to someone and can't remember who. If it's you: keep it, but tell me how you liked it.",
            "It's me. I loved it. I was hoping you'd forgotten. // Ha! Knew it would come home one day.",
            alone=True,
        ),
    ),
    (
        "On hold at the library, I'm number {nine|fourteen}. // I know someone there. (Not really. Everyone waits.)",
        "The ending, though! // Don't! <author> has friends on chapter two.",
        "I gave up half way. // Half way is where it starts. // That's what they all say.",
        "Adding it to the pile. The pile has its own postcode now.",
        "You always find the good ones.",
        "Can I have it after you? // You're after Ruth. // Ruth reads like lightning, fine.",
    ),
)

TOPICS = (_FAMILY, _HOME, _PETS, _FILMS, _BOOKS)
