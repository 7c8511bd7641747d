"""What is brought in from elsewhere keeps its time, and two things of one instant both stand."""

from __future__ import annotations

from teahouse import people
from tests.cast import Cast


def test_two_moments_of_one_instant_long_ago_both_stand(cast: Cast) -> None:
    at = cast.clock.now() - people.DAY
    posted = {cast.post(cast.anna, f"Slide {n}", at=at).id for n in range(60)}
    assert len(posted) == 60
    assert {moment_id >> 16 for moment_id in posted} == {at}
