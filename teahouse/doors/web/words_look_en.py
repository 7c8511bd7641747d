"""The frame and the look in English."""

from __future__ import annotations

from teahouse.doors.web.words_look import Look

ENGLISH = Look(
    ways="Ways through the house",
    foot="About the house and this page",
    type_normal="Normal letters",
    type_large="Large letters",
    type_largest="Largest letters",
    burst="{name}: {n} more posts",
    fresh_one="One new post",
    fresh_many="{n} new posts",
    viewer="Pictures",
    viewer_close="Close",
    viewer_next="Next picture",
    viewer_previous="Previous picture",
    viewer_place="{n} of {all}",
    copy="Copy",
    copied="Copied",
    send_on="Share",
    offline="The house cannot be reached. Look at your connection, then try once more; what you typed is still here.",
    broken="That did not work. Please try once more; what you typed is still here.",
    gone="Deleted.",
    rewrite="Take the words back into a new post",
    removed="Taken away from under your post.",
    offline_title="No connection",
    offline_text="The house cannot be reached at the moment. Nothing is lost: what you posted is kept, and what you "
    "were typing stays in this browser.",
    offline_again="Try again",
    title="The look of the house",
    text="Every colour, size and piece of which the pages are made. Paper, ink, dark wood, and the green of old "
    "tea bowls for what can be pressed.",
    colours="Colours",
    letters="Letters",
    letters_sample="The kettle is on. Who is coming?",
    buttons="Buttons",
    fields="Fields",
    fields_hint="What helps stands below.",
    fields_fault="What is wrong stands beside the field, and what was typed stays.",
    messages="Messages",
    messages_good="It is done.",
    messages_bad="It could not be done, and this is what to do now.",
    lists="Lists",
    figures="Figures",
    moment="A post",
    moment_sample="First plums from the garden. There is a basket by the door, help yourselves.",
    empty="Nothing there yet",
    icons="Signs",
)
