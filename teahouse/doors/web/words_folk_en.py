"""The pages about people and one's own settings in English."""

from __future__ import annotations

from teahouse.doors.web.words_folk import Folk

ENGLISH = Folk(
    set_profile="Profile",
    set_profile_text="Your name, your pictures, what you say of yourself",
    set_language="Language and time",
    set_language_text="How the house speaks to you",
    set_privacy="Privacy",
    set_privacy_text="How far back others can read, who may find you",
    set_reports_text="What became of what you reported",
    set_back="All settings",
    name="Name",
    name_hint="As your friends call you.",
    note="About you",
    note_hint="Everybody who opens your page can read it.",
    fields="Facts about you",
    fields_hint="Up to four, such as “Street: Elm Street”. Everybody who opens your page can read them.",
    field_name="What",
    field_value="How it is",
    window="How far back others can read",
    window_hint="It holds for all you have posted and will post, everywhere. Letters stay with whom they were "
    "written to.",
    window_all="Everything",
    window_3="The last 3 days",
    window_30="The last month",
    window_182="The last 6 months",
    found="Others may find me",
    found_hint="You stand in the list of who is here, members find you by a part of your name, friends of your friends "
    "are told that you have a friend in common, and search engines may show your page. Without it, only whoever types "
    "your whole name finds you.",
    ask_first="Ask me first",
    ask_first_hint="Whoever wants to be your friend waits for your answer. Without it, anybody follows at once what "
    "you post for everyone.",
    search="Find people",
    search_label="Name, @name, or your own name for them",
    seek="Find",
    search_hint="Your friends and groups by a part of their name; Chinese names by pinyin or first letters, "
    "too. Others by how their name begins, where they agreed to be found, or by their whole @name.",
    search_none="Nobody here is found by “{q}”.",
    search_none_do="Who did not agree to be found is found by the whole @name only. Ask them for it, or for "
    "their card.",
    search_one="One found",
    search_many="{n} found",
    search_mine="Yours",
    search_others="Others here",
    it_is_you="You",
    is_friend="Friend",
    is_followed="Followed",
    is_asked="Asked",
    is_blocked="Blocked",
    requests_in="Who asks you",
    requests_sent="Whom you asked",
    requests_sent_none="You are waiting for nobody.",
    requests_into="Put them in",
    requests_into_hint="A new friend is in none of your lists, and sees nothing that you posted for one.",
    done_taken_back="Taken back.",
    requests_since="asked {when}",
    requests_all="All requests",
)
