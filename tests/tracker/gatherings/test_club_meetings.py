"""When a club meets: by its rule, moved, cancelled and put back."""

from datetime import date, time
from itertools import pairwise

import pytest

from tests.tracker.clubs import make, rule
from tests.tracker.conftest import NOW, Cast
from tracker.errors import Refused
from tracker.gatherings import club_meetings, clubs
from tracker.gatherings.club_meetings import OneMeeting
from tracker.models import Club, ClubMeeting

TUESDAY = date(2026, 12, 8)


def days(club, now=NOW) -> list[str]:
    return [one.on.isoformat() for one in club_meetings.coming(club, now)]


def test_a_club_meets_every_week_but_not_on_a_day_that_is_off(cast: Cast) -> None:
    club = make(cast, weekday=3, from_on=date(2026, 12, 9), until_on=date(2027, 1, 7))
    assert days(club) == ["2026-12-10", "2026-12-17", "2027-01-07"]
    assert clubs.rhythm(club) == "torsdage kl. 10.00"
    assert clubs.lines([club]) == ("Jobklub Lager, torsdage kl. 10.00",)


def test_a_club_that_begins_in_the_middle_of_a_week_meets_first_in_the_next(cast: Cast) -> None:
    club = make(cast, weekday=0, from_on=TUESDAY, until_on=date(2026, 12, 21))
    assert days(club) == ["2026-12-14", "2026-12-21"]


def test_it_is_ten_by_danish_clocks_in_summer_too(cast: Cast) -> None:
    club = make(cast, from_on=date(2027, 3, 23), until_on=date(2027, 3, 30))
    assert [one.starts_at.hour for one in club_meetings.coming(club, NOW)] == [9, 8]
    assert club_meetings.coming(club, NOW)[1].when == "tirsdag 30. marts kl. 10.00"


def moved(**changed) -> OneMeeting:
    values = {"on": date(2026, 12, 9), "starts": time(13), "mode": "video", "place": "",
              "link": "https://x.dk"}  # fmt: skip
    return OneMeeting(**{**values, **changed})


def test_one_meeting_is_moved_and_put_back(cast: Cast) -> None:
    club = make(cast)
    one = club_meetings.find_meeting(club, TUESDAY, NOW)
    assert one.link and not one.link_on(TUESDAY), "nobody takes part by video"
    club_meetings.change_meeting(one, moved(), cast.karin, NOW)
    one = club_meetings.find_meeting(club, TUESDAY, NOW)
    assert (one.when, one.how) == ("onsdag 9. december kl. 13.00", "Video")
    assert (one.link_on(one.on), one.link_on(TUESDAY)) == ("https://x.dk", "")
    assert (one.changed_by, one.changed_on) == (cast.karin, date(2026, 12, 1))
    assert days(club)[:3] == ["2026-12-01", "2026-12-09", "2026-12-15"]
    club_meetings.put_back(one, cast.karin, NOW)
    assert days(club)[:3] == ["2026-12-01", "2026-12-08", "2026-12-15"]
    assert ClubMeeting.here().count() == 0
    club_meetings.change_meeting(one, moved(on=TUESDAY), cast.karin, NOW)
    later = club_meetings.find_meeting(club, date(2026, 12, 15), NOW)
    club_meetings.cancel_meeting(later, cast.karin, NOW)
    club_meetings.change_meeting(one, moved(on=later.on), cast.karin, NOW)
    one = club_meetings.find_meeting(club, TUESDAY, NOW)
    assert one.when == "tirsdag 15. december kl. 13.00", "in the place of the one that is not held"


def test_a_meeting_is_moved_to_today_and_held_by_video_it_is_at_no_place(cast: Cast) -> None:
    one = club_meetings.find_meeting(make(cast, from_on=TUESDAY), TUESDAY, NOW)
    new = moved(on=NOW.date(), place="Rådhuset")
    club_meetings.change_meeting(one, new, cast.karin, NOW)
    one = club_meetings.find_meeting(one.club, TUESDAY, NOW)
    assert (one.when, one.how) == ("tirsdag 1. december kl. 13.00", "Video")
    assert club_meetings.next_meetings([one.club], NOW)[one.club.id].on == NOW.date()
    club_meetings.cancel_meeting(one, cast.karin, NOW)
    assert club_meetings.next_meetings([one.club], NOW)[one.club.id].on == date(2026, 12, 15)


def test_cancelling_a_moved_meeting_and_taking_it_back_leaves_it_moved(cast: Cast) -> None:
    club = make(cast)

    def find() -> club_meetings.Meeting:
        return club_meetings.find_meeting(club, TUESDAY, NOW)

    club_meetings.change_meeting(find(), moved(), cast.karin, NOW)
    club_meetings.cancel_meeting(find(), cast.karin, NOW)
    assert find().is_cancelled
    club_meetings.put_back(find(), cast.karin, NOW)
    assert not find().is_cancelled
    assert find().when == "onsdag 9. december kl. 13.00"


def test_a_meeting_cancelled_and_put_back_follows_the_rule_again(cast: Cast) -> None:
    club = make(cast)
    club_meetings.cancel_meeting(club_meetings.find_meeting(club, TUESDAY, NOW), cast.karin, NOW)
    club_meetings.put_back(club_meetings.find_meeting(club, TUESDAY, NOW), cast.karin, NOW)
    clubs.change_club(club, rule(cast, starts=time(14)), cast.karin, NOW)
    club = Club.here().get()
    assert club_meetings.find_meeting(club, TUESDAY, NOW).when == "tirsdag 8. december kl. 14.00"


@pytest.mark.parametrize(
    "held_on",
    [date(2026, 11, 30), date(2026, 12, 12), date(2026, 12, 25), date(2026, 12, 15),
     date(2026, 12, 23)],
    ids=["past", "saturday", "holiday", "next meeting", "too far"],
)  # fmt: skip
def test_a_meeting_is_not_moved_to_a_day_that_cannot_be(cast: Cast, held_on: date) -> None:
    one = club_meetings.find_meeting(make(cast), TUESDAY, NOW)
    with pytest.raises(Refused) as refusal:
        club_meetings.change_meeting(one, moved(on=held_on), cast.karin, NOW)
    assert list(refusal.value.errors) == ["held_on"]
    assert ClubMeeting.here().count() == 0


def test_meetings_of_several_clubs_stand_by_time(cast: Cast) -> None:
    late, early = make(cast, name="B", starts=time(13)), make(cast, name="A", starts=time(9))
    found = club_meetings.meetings([late, early], NOW.date(), TUESDAY)
    assert [one.club.name for one in found] == ["A", "B", "A", "B"]
    assert all(a.starts_at <= b.starts_at for a, b in pairwise(found))
