"""English posts from the choir, the clubs, the library and the night shift."""

from __future__ import annotations

from .stock import Topic, m

_CHOIR = Topic(
    "choir",
    "en",
    (
        m(
            "Basses: bar 47 is not a suggestion. See you on Thursday. With love. #WillowfordChoir",
            "We've been told. We've been told by the altos too. // The altos are never wrong, they're only early.",
            to="club",
        ),
        m(
            "Rehearsal tonight, and for eight bars we were one animal. {Then somebody coughed|Eight bars is a lot}.",
            "It was me who coughed. I'm so sorry. // It was a tuneful cough.",
            when="thu",
            at=(20, 24),
        ),
        m(
            "Anyone in the choir driving back via Beacon Hill on Thursdays? The bus stops at nine.",
            "I go past, happy to take two. // Bless you. I'll hum in the back.",
            alone=True,
        ),
        m(
            "The new piece has a top A in it. I've found it once, in the shower. I'm not certain it was legal.",
            "We heard it next door. Moving! // In which sense?",
        ),
        m(
            "Humming the alto line at work for <n> hours. A colleague has asked for the tune. There isn't one, I "
            "said, that's what the sopranos are for.",
            "Excuse me. // You know I'm right, <one>.",
            alone=True,
        ),
        m(
            "We need three more tenors. If you know a man who sings in a car, bring him. We have biscuits.",
            "Mine only sings in the bath. // Bring the bath.",
            to="house",
            alone=True,
        ),
        m(
            "Carols list is out! Descants are optional. Mulled juice is not.",
            "Do we get the nice folders this year? // If last year's come back out of your cupboards, yes.",
            when="11-15..12-22",
            alone=True,
        ),
        m("Lost voice. Whispering at the cat. She prefers it.", alone=True),
    ),
    (
        "See you on Thursday! // Bring a pencil!",
        "I was flat, wasn't I. // We were all flat together, that's called a choir.",
        "Tenors, as ever, absent. // There are two of us! We're tired!",
        "That bit gave me goosebumps. // From the music or the heating?",
        "Can you send me the recording for practice? // It'll be in your inbox tonight, ignore the sneeze.",
        "I can't read a note, could I still come? // Half the basses can't. Come!",
    ),
)

_LIBRARY = Topic(
    "library",
    "en",
    (
        m(
            "Overheard at the desk: 'Have you got the blue one?' I found it on the second try. I should like that "
            "on my gravestone.",
            "Which blue one?! // Trains. It's always trains.",
        ),
        m(
            "Returned today: a cookery book with <n> pressed leaves, a shopping list ('eggs, courage') and a bus "
            "ticket from 1994.",
            "Eggs, courage. I may steal that. // I've already bought the eggs.",
            at=(10, 20),
        ),
        m(
            "A small boy wants 'a book that isn't finished yet'. I gave him a notebook. He looked at me as if I'd "
            "opened a safe.",
            "You did. // I had to go and tidy Large Print for a while.",
        ),
        m(
            "Fines are gone! Bring back the guilty ones, we won't even raise an eyebrow.",
            "Mine's from 2003. // Not an eyebrow. Maybe a small cheer.",
            to="house",
        ),
        m("Storytime had forty-one toddlers and one bat (real). All got home safely, including the bat."),
        m(
            "Quiet day at the desk. Somebody's humming in Biographies. Leaving them to it.",
            when="weekday",
            at=(10, 17),
        ),
        m(
            "The heating's off in the library until {Thursday|tomorrow}. We have blankets, thrillers and one very "
            "popular radiator.",
            "Which radiator? // Local History. It's never been so loved.",
            to="house",
            when="10-15..03-20",
            alone=True,
        ),
    ),
    (
        "You've the best job in the town. // On the good days. Today there was a sandwich in Returns.",
        "Put me on the list for that! // You're on all the lists.",
        "I love that place. It taught me to read and to be quiet, one stuck. // Which? // ...The reading.",
        "When does storytime start? // Tuesdays at ten, come early, bring earplugs.",
    ),
)

_CHESS = Topic(
    "chess",
    "en",
    (
        m(
            "Lost to {a nine-year-old|Bill's Sicilian|my own clock}. Learnt something. Didn't enjoy learning it.",
            "Which move? // Nineteen. My hand did it before my head came back.",
        ),
        m(
            "Chess on Wednesday is in the cellar of the boathouse again, bring a jumper and your own biscuit.",
            "Is the lamp mended? // No. We play the dark squares by memory.",
            to="club",
            alone=True,
        ),
        m(
            "Forty-one moves, a draw, and a handshake that lasted. {Yusuf, you villain|Best evening in weeks}.",
            "You had me at move thirty. // I know. I saw it in the bath.",
            at=(20, 24),
        ),
        m(
            "Endgame puzzle: white king, one pawn, black king, and my tea's going cold. White to move. Can it win?",
            "If the pawn's on the fourth, yes. // It's on the fourth! Ha!",
        ),
        m(
            "Correspondence game with a man in Norway: he's been thinking since <day>. I like to imagine the snow.",
            alone=True,
        ),
        m("Found a knight behind the radiator. It has been a rook with a hat on since June.", alone=True),
    ),
    (
        "Rematch? // Any time. I'll bring the good board.",
        "You play too fast. // You play too slowly. Together we're one chess player.",
        "Resign with honour, it's quicker. // Says the man with an hour on his clock.",
    ),
)

_BADMINTON = Topic(
    "badminton",
    "en",
    (
        m(
            "Two hours of badminton, one shuttle in the rafters, three in the water jug. We'll need a ladder.",
            "There are eleven up there. I counted during a rest. // You rested for an hour.",
        ),
        m(
            "Wei has a new racket and now nobody is safe.",
            "chenwei: It's the old one with new tape. // Then it's worse than I thought.",
        ),
        m("Lost every game and laughed through all of them. My wrist will send the bill tomorrow.", at=(20, 24)),
        m(
            "Court's booked for Friday at eight. We're five, six would be kinder.",
            "I'm six! // Then all's right with the world.",
            to="club",
        ),
    ),
    (
        "My elbow says hello. // Tell it we miss it.",
        "Same again on Friday? // I'll bring shuttles if you bring knees.",
        "You've improved! // I've bought better shorts.",
    ),
)

_TAICHI = Topic(
    "taichi",
    "en",
    (
        m(
            "Tai chi on the meadow: mist, fifteen people, no words. I fell over in "
            "the crane bit, {slowly, so it counted|but slowly}.",
            "Slow falling is advanced. // Master Zhao said the same, with his eyebrows.",
            at=(7, 11),
        ),
        m("Master Zhao corrected my elbow by one centimetre and my whole back said thank you.", at=(7, 12)),
        m(
            "Never thought I'd be up before seven for pleasure. And yet.",
            "Who are you and what have you done with my friend? // She's still in bed, I left her there.",
            at=(6.5, 11),
        ),
    ),
    (
        "I'd like to try. Is it hard? // It's standing still that's hard. Come on Saturday.",
        "You all looked like herons from the bridge. // Best compliment I've had.",
    ),
)

_NIGHTS = Topic(
    "nights",
    "en",
    (
        m(
            "Four in the morning. Ward quiet. Mr. in bed nine wants to talk about pigeons, so we are talking about "
            "pigeons.",
            "What did you learn? // They always know the way home. He cried a bit. So did I.",
            at=(2.5, 5.5),
        ),
        m(
            "Someone left a tin on the desk: 'For the night people.' {Shortbread|Egg tarts}. We are the night "
            "people. We have accepted.",
            "From all of us who sleep. // Sleep well. We've got it.",
            at=(0, 6),
        ),
        m("Sunrise over the car park. Not glamorous. Still mine.", "Go to BED. // Going, going.", at=(5, 9)),
        m(
            "Slept from nine until the bin lorry. From the bin lorry until the ice-cream van. From the van until "
            "the neighbours' drums. Good evening.",
            at=(14, 19),
        ),
        m(
            "Handover done, shoes off, toast at the wrong end of the day. {Everybody made it through|A good night, "
            "as nights go}.",
            "That's all I ever want to read. Well done. // Thank you. It's why we do it.",
            at=(6, 10),
        ),
        m(
            "A patient's daughter hugged me in the lift and didn't say why. I didn't ask. Third floor, both of us "
            "pretending to read the notice.",
        ),
        m(
            "Nights again from <day>: five of them. If I don't answer, I'm either saving someone or eating crisps.",
            "Either is noble. // The crisps more often.",
        ),
        m(
            "It's so still at this hour. The machines breathe, the rain ticks, someone laughs in their sleep on bay "
            "two.",
            at=(1.5, 5),
        ),
        m(
            "Curtains: blackout. Phone: off. Sign on the door: 'Nurse. Will bite.' The postman drew a smiley on it.",
            "yusuf_rahman: Guilty. Parcel's behind the bin. // Best postman in the county.",
            at=(8, 18),
        ),
        m(
            "Three cups of tea made tonight. Zero drunk warm. A record is a record.",
            "I'm sending you a flask. // Send one with a lid that nurses can open with an elbow.",
            at=(1, 6),
        ),
    ),
    (
        "Thank you for what you do. // Get away with you. (Thank you.)",
        "Sleep now, please. // Yes, mum.",
        "You looked after my dad. I don't forget it. // I remember him. He sang to the kettle.",
        "Do you need anything dropping off? // Just a quiet street. // I'll have a word with the drums.",
        "How are your feet? // We're not speaking.",
    ),
)

TOPICS = (_CHOIR, _LIBRARY, _CHESS, _BADMINTON, _TAICHI, _NIGHTS)
