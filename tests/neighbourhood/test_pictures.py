"""Pictures of the plan: enough to make it a place, said in the author's language, and each of them can be painted."""

from __future__ import annotations

from collections import Counter

from teahouse.doors.cli.easel import SCENES, SIZES, Easel
from teahouse.doors.cli.neighbourhood import Neighbourhood
from tests.photographs import read

from .conftest import NOW

DAY = 86_400_000


def test_the_last_days_have_pictures_and_no_post_sells_with_them(place: Neighbourhood) -> None:
    shown = [one for one in place.moments if one.pictures]
    assert 60 <= sum(len(one.pictures) for one in shown) <= 110
    assert sum(NOW - one.at_ms < 7 * DAY for one in shown) > len(shown) / 2
    assert len({one.author for one in shown}) >= 40
    assert {len(one.pictures) for one in shown} >= {1, 2, 3}
    assert not [one for one in shown if one.selling or one.asking or one.passed_on or one.audience == "only_me"]


def test_the_bakery_shows_its_bread(place: Neighbourhood) -> None:
    bakery = next(one.key for one in place.people if one.username == "linbakery")
    scenes = Counter(picture.scene for one in place.moments if one.author == bakery for picture in one.pictures)
    assert scenes.total() >= 5
    assert scenes["loaf"] + scenes["buns"] + scenes["cake"] > scenes.total() / 2


def test_each_picture_is_said_in_the_language_of_its_author_and_is_no_other(place: Neighbourhood) -> None:
    pictures = [(one.language, picture) for one in place.moments for picture in one.pictures]
    for language, picture in pictures:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in picture.alt) == (language == "zh"), picture
    assert len({(picture.scene, picture.variant) for _, picture in pictures}) == len(pictures)
    assert {picture.scene for _, picture in pictures} <= SCENES.keys()


def test_a_third_of_the_town_and_both_shops_wear_something(place: Neighbourhood) -> None:
    members = [one for one in place.people if one.kind == "member"]
    assert 0.2 < sum(one.likeness is not None for one in members) / len(members) < 0.5
    for username in (*place.sign_in, "linbakery", "lanternphones"):
        worn = next(one.likeness for one in place.people if one.username == username)
        assert worn is not None
        assert worn.banner in SCENES
    subjects = {one.likeness.subject for one in place.people if one.likeness is not None}
    assert subjects <= SCENES.keys() | {"face"}


def test_every_scene_can_be_painted_and_each_variant_differs() -> None:
    easel = Easel()
    for number, scene in enumerate(SCENES):
        shape = tuple(SIZES)[number % len(SIZES)]
        one, other = easel.paint(scene, 1, shape), easel.paint(scene, 2, shape)
        assert one != other, scene
        assert read(one).size == SIZES[shape]
        assert one == Easel().paint(scene, 1, shape), scene


def test_a_likeness_is_always_the_same() -> None:
    easel = Easel()
    anna = easel.portray("anna", "en", short=False, elder=False)
    assert anna == easel.portray("anna", "en", short=False, elder=False)
    assert anna != easel.portray("rose", "en", short=False, elder=True)
    assert read(anna).size == (400, 400)
